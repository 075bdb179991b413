//! What can be wrong with a sign-in experience, in the words of `apply` and the Management API.

use std::fmt;

use pages::PhraseProblem;

use super::css::CssProblem;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The field, as the file of `apply` calls it.
    pub(crate) field: &'static str,
    /// What is wrong with it.
    pub(crate) what: Wrong,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// No connector has this id.
    NoConnector(String),
    /// This connector has no keys yet.
    NotSetUp(String),
    /// It is in the list twice.
    Twice(String),
    /// People could be asked, but there would be nothing to answer with: fewer than two
    /// connectors are on that know different people.
    NoSecondWay,
    /// There are no terms and no privacy policy.
    NothingToAgreeTo,
    /// It is no address of a page.
    Address(String),
    /// It is no address of mail.
    Email(String),
    /// It has more characters than this.
    TooLong(usize),
    /// Nobody could see it, or not all of it.
    Invisible,
    /// It is no colour.
    Colour(String),
    /// Another field has to be there as well.
    Needs(&'static str),
    /// The style sheet does what it may not.
    Css(CssProblem),
    /// It is no picture that pages can show, or too large.
    Picture,
    /// Pages do not speak this language.
    NoLanguage(String),
    /// This language is not on.
    LanguageOff(String),
    /// An own text cannot stand in the place of ours.
    Phrase {
        language: String,
        key: String,
        problem: PhraseProblem,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoConnector(id) => write!(f, "there is no connector {id}"),
            Self::NotSetUp(id) => {
                write!(f, "{id} has no keys yet, so people cannot sign in with it")
            }
            Self::Twice(value) => write!(f, "{value} is there twice"),
            Self::NoSecondWay => f.write_str(
                "\"ask\" needs a second way to sign in, so that people can prove the account \
                 that they have; turn on another connector that knows other people (WeChat apps \
                 of one openPlatform know the same), or write \"create\"",
            ),
            Self::NothingToAgreeTo => {
                f.write_str("people have to see what they agree to; set terms_url or privacy_url")
            }
            Self::Address(address) => write!(
                f,
                "{address} is not the address of a page; it begins with https://"
            ),
            Self::Email(address) => write!(f, "{address} is not an e-mail address"),
            Self::TooLong(most) => write!(f, "it has at most {most} characters"),
            Self::Invisible => f.write_str("it has characters that nobody can see"),
            Self::Colour(text) => {
                write!(f, "{text} is not a colour; one looks like #2352D0")
            }
            Self::Needs(field) => write!(f, "set {field} as well"),
            Self::Css(problem) => problem.fmt(f),
            Self::Picture => {
                f.write_str("a picture is a PNG, JPEG or WebP file of at most 512 KiB")
            }
            Self::NoLanguage(tag) => write!(
                f,
                "pages do not speak {tag}; they speak en, zh-Hans, zh-Hant, fr, ja, ko, es and de"
            ),
            Self::LanguageOff(tag) => write!(f, "{tag} is not among languages.enabled"),
            Self::Phrase {
                language,
                key,
                problem,
            } => write!(f, "{language}.{key}: {problem}"),
        }
    }
}
