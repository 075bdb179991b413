#![doc = include_str!("../README.md")]

mod application;
mod error;
mod grant;
#[cfg(test)]
mod hostile;
mod parameters;
mod pkce;
mod role;
mod scopes;

pub mod access_token;
pub mod answer;
pub mod authorization;
pub mod backchannel_logout;
pub mod bearer;
pub mod claims;
pub mod decision;
pub mod device;
pub mod discovery;
pub mod introspection;
pub mod logout;
pub mod management_api;
pub mod redirect_uri;
pub mod resource;
pub mod revocation;
pub mod token;

pub use answer::{Answer, ErrorRedirect};
pub use application::{Application, ApplicationType, AuthMethod, SigningAlgorithm};
pub use authorization::{
    AuthorizationRequest, DirectSignIn, Prompt, RequestedClaims, ResponseMode,
};
pub use decision::{Decision, SessionView};
pub use error::{ErrorCode, OAuthError};
pub use grant::CodeGrant;
pub use management_api::ManagementApi;
pub use parameters::{Parameters, ParametersError};
pub use resource::{Access, Resource, ResourceScope, Resources};
pub use role::{Role, RoleType};
pub use scopes::Scopes;
