//! What can be wrong with an application, in the words of `apply` and the Management API.

use std::fmt;

use keys::ClientKeysError;
use oidc::backchannel_logout::LogoutUriError;
use oidc::redirect_uri::RedirectUriError;

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
    /// Ids go into addresses and cookies, so they are short and plain.
    Id,
    /// There is no name, or nobody could see it.
    NoName,
    /// It has more characters than this.
    TooLong(usize),
    /// The list has more entries than this.
    TooMany(usize),
    /// The type stays as it is.
    TypeStays,
    /// An address cannot be registered.
    Address(String, RedirectUriError),
    /// Nobody can be told there that a session has ended.
    LogoutAddress(String, LogoutUriError),
    /// There is no address any more, so nobody could sign in.
    NoAddress,
    /// It is no address of a page.
    Page(String),
    /// It is no origin.
    Origin(String),
    /// No connector has this id.
    NoConnector(String),
    /// Nobody could sign in.
    NoWay,
    /// Only machines may use the Management API.
    NotAMachine,
    /// It would not be kept secret.
    CannotKeepSecrets,
    /// These are no public keys to prove an application with.
    Keys(ClientKeysError),
    /// The application cannot prove itself in this way.
    Method,
    /// Devices cannot ask for tokens in its name.
    NoDevices,
    /// It has fewer characters than this.
    TooShort(usize),
    /// It is there already.
    Taken,
    /// It is over.
    Past,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.what)
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id => {
                f.write_str("an id has 1 to 128 letters, digits, dashes, dots or underscores")
            }
            Self::NoName => f.write_str("an application needs a name that people know"),
            Self::TooLong(most) => write!(f, "it has at most {most} characters"),
            Self::TooMany(most) => write!(f, "it has at most {most} entries"),
            Self::TypeStays => {
                f.write_str("the type of an application stays; make another one instead")
            }
            Self::Address(address, error) => write!(f, "{address}: {error}"),
            Self::LogoutAddress(address, error) => write!(f, "{address}: {error}"),
            Self::NoAddress => f.write_str("it needs at least one address"),
            Self::Page(address) => write!(f, "{address} is not an http address"),
            Self::Origin(text) => write!(
                f,
                "{text} is not an origin; one looks like https://app.example"
            ),
            Self::NoConnector(id) => write!(f, "there is no connector {id}"),
            Self::NoWay => f.write_str("nobody could sign in; name at least one connector"),
            Self::NotAMachine => {
                f.write_str("it is for applications of type MachineToMachine; leave it out")
            }
            Self::CannotKeepSecrets => f.write_str(
                "applications of type SPA and Native cannot keep a secret; leave it out",
            ),
            Self::Keys(error) => error.fmt(f),
            Self::Method => f.write_str(
                "applications of type SPA and Native have none; private_key_jwt needs jwks",
            ),
            Self::NoDevices => {
                f.write_str("it is for applications of type Native and Traditional; leave it out")
            }
            Self::TooShort(least) => write!(f, "it has at least {least} characters"),
            Self::Taken => f.write_str("there is one of this name already"),
            Self::Past => f.write_str("this moment is over"),
        }
    }
}
