mod direct_sign_in;
mod prompt;
mod request;

pub use direct_sign_in::DirectSignIn;
pub use prompt::Prompt;
pub use request::AuthorizationRequest;
