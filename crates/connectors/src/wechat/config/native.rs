//! The configuration of a WeChat (Native) connector.

use connector_kit::ConfigError;
use serde_json::Value;
use url::Url;

use super::fields::{Fields, Reported};
use super::{Credentials, credentials, open_platform, require_union_id, whole};

/// The configuration of a WeChat (Native) connector.
#[derive(Clone, Debug)]
pub struct NativeConfig {
    /// The mobile app (移动应用), whose code the Open SDK gives.
    pub app: Credentials,
    /// The address that iOS opens the application by (Universal Link).
    pub universal_links: Option<Url>,
    /// The name of the Open Platform account, as in [`Config`](super::Config).
    pub open_platform: String,
    /// Whether people are refused for whom WeChat tells no union id.
    pub require_union_id: bool,
}

impl NativeConfig {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Lists everything that is wrong. No message holds a secret.
    pub fn parse(config: &Value) -> Result<Self, Vec<ConfigError>> {
        whole(|errors| parse(config, errors))
    }
}

fn parse(config: &Value, errors: &mut Vec<ConfigError>) -> Result<NativeConfig, Reported> {
    let mut fields = Fields::new(config, "", errors)?;
    fields.refuse_unknown(&[
        "clientId",
        "appId",
        "clientSecret",
        "appSecret",
        "universalLinks",
        "openPlatform",
        "requireUnionId",
    ]);
    let app = credentials(&mut fields);
    let universal_links = universal_links(&mut fields);
    let open_platform = open_platform(&mut fields);
    let require_union_id = require_union_id(&mut fields);
    Ok(NativeConfig {
        app: app?,
        universal_links: universal_links?,
        open_platform: open_platform?,
        require_union_id: require_union_id?,
    })
}

fn universal_links(fields: &mut Fields<'_>) -> Result<Option<Url>, Reported> {
    let Some(text) = fields.text("Universal Link", &["universalLinks"])? else {
        return Ok(None);
    };
    match Url::parse(&text) {
        Ok(link) if link.scheme() == "https" => Ok(Some(link)),
        _ => fields.report(
            "universalLinks",
            "A Universal Link is an address that starts with https. This one is not.",
        ),
    }
}
