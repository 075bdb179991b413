//! What was done, as the next page says it.

/// The ways to sign in are saved.
pub const WAYS: &str = "experience-saved-ways";
/// The look is saved.
pub const LOOK: &str = "experience-saved-look";
/// The languages are saved.
pub const WORDS: &str = "experience-saved-words";
/// Own words are saved.
pub const TEXTS: &str = "experience-saved-texts";
/// The rules are saved.
pub const RULES: &str = "experience-saved-rules";
/// A picture is there.
pub const PICTURE: &str = "experience-saved-picture";
/// A picture is gone.
pub const NO_PICTURE: &str = "experience-removed-picture";
/// There was nothing to save.
pub const NOTHING: &str = "experience-nothing-changed";
