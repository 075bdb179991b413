//! What can be wrong with a sign-in experience, in the words of the console.

/// No connector has this id.
pub const NO_CONNECTOR: &str = "wrong-no-connector";
/// This connector has no keys yet.
pub const NOT_SET_UP: &str = "wrong-not-set-up";
/// It is there twice.
pub const TWICE: &str = "wrong-twice";
/// People could be asked, but there would be nothing to answer with.
pub const NO_SECOND_WAY: &str = "wrong-no-second-way";
/// There are no terms and no privacy policy.
pub const NOTHING_TO_AGREE_TO: &str = "wrong-nothing-to-agree-to";
/// It is no address of a page.
pub const ADDRESS: &str = "wrong-address";
/// It is no address of mail.
pub const EMAIL: &str = "wrong-email";
/// It has too many characters.
pub const TOO_LONG: &str = "wrong-too-long";
/// Nobody could see it.
pub const INVISIBLE: &str = "wrong-invisible";
/// It is no colour.
pub const COLOUR: &str = "wrong-colour";
/// A colour for dark pages needs one for light pages.
pub const NEEDS_COLOUR: &str = "wrong-needs-colour";
/// A logo for dark pages needs one for light pages.
pub const NEEDS_LOGO: &str = "wrong-needs-logo";
/// The style sheet is too long.
pub const CSS_LONG: &str = "wrong-css-long";
/// The style sheet says what it may not.
pub const CSS_FORBIDDEN: &str = "wrong-css-forbidden";
/// Something in the style sheet is not closed.
pub const CSS_OPEN: &str = "wrong-css-open";
/// It is no picture that pages can show.
pub const PICTURE: &str = "wrong-picture";
/// Pages do not speak this language.
pub const NO_LANGUAGE: &str = "wrong-no-language";
/// This language is not on.
pub const LANGUAGE_OFF: &str = "wrong-language-off";
/// No language is on.
pub const LANGUAGES_NONE: &str = "wrong-languages-none";
/// A text has a variable that is not known there.
pub const TEXT_VARIABLE: &str = "wrong-text-variable";
/// A brace is not closed.
pub const TEXT_BRACES: &str = "wrong-text-braces";
/// A text is too long.
pub const TEXT_LONG: &str = "wrong-text-long";
/// A text has what nobody can see.
pub const TEXT_INVISIBLE: &str = "wrong-text-invisible";
