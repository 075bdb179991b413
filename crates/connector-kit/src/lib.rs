#![doc = include_str!("../README.md")]

mod check;
mod connector;
mod context;
mod error;
mod form;
mod http;
mod identity;
mod localized;
mod metadata;
mod time;
mod tokens;

pub use check::{Action, CheckRequest, Finding, Verdict};
pub use connector::{
    AuthorizationRequest, AuthorizationUri, CallbackParameters, ConnectorFactory, Endpoints,
    SocialConnector, SocialUserInfo, Surface,
};
pub use context::{Context, Entropy, Step, Steps};
pub use error::{ConfigError, ConnectorError, ProviderAnswer, Refusal};
pub use form::{FormItem, FormItemKind};
pub use http::{HttpClient, HttpResponse, Limits, TransportError};
pub use identity::{EmptyIdentity, IdentityKey, IdentityKeys};
pub use localized::{Localized, Sentence};
pub use metadata::{Metadata, Platform};
pub use time::{Clock, SystemClock, Timestamp};
pub use tokens::{ProviderTokens, UnreadableTokens};
