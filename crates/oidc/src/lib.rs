#![doc = include_str!("../README.md")]

mod application;
mod authorization;
mod error;
mod grant;
mod scopes;

pub use application::{Application, ApplicationType, SigningAlgorithm};
pub use authorization::{AuthorizationRequest, DirectSignIn, Prompt};
pub use error::{ErrorCode, OAuthError};
pub use grant::CodeGrant;
pub use scopes::Scopes;
