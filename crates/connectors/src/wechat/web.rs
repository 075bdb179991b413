//! WeChat (Web): people in an ordinary browser scan a QR code.

use async_trait::async_trait;
use connector_kit::{
    AuthorizationRequest, AuthorizationUri, CallbackParameters, ConfigError, ConnectorError,
    ConnectorFactory, Context, Endpoints, IdentityKey, IdentityKeys, Metadata, Refusal,
    SocialConnector, SocialUserInfo, Surface,
};
use serde_json::{Value, json};
use url::{Url, form_urlencoded};

use super::call::Calls;
use super::config::Config;
use super::userinfo::Profile;
use super::{API, OPEN, SIMULATED, TARGET, browser, metadata, token, userinfo};

/// The longest code that is sent on, in bytes. WeChat's have 32.
const LONGEST_CODE: usize = 256;

/// The factory of WeChat (Web) connectors.
pub struct WeChatWeb;

impl ConnectorFactory for WeChatWeb {
    fn metadata(&self) -> &'static Metadata {
        &metadata::WEB
    }

    fn build(
        &self,
        config: &Value,
        endpoints: Option<&Endpoints>,
    ) -> Result<Box<dyn SocialConnector>, Vec<ConfigError>> {
        let mut errors = Vec::new();
        let config = Config::parse(config).map_err(|wrong| errors.extend(wrong));
        let open = origin("open", OPEN, endpoints.map(|given| &given.open));
        let open = open.map_err(|wrong| errors.push(wrong));
        let api = origin("api", API, endpoints.map(|given| &given.api));
        let api = api.map_err(|wrong| errors.push(wrong));
        match (config, open, api) {
            (Ok(config), Ok(open), Ok(api)) => Ok(Box::new(Connector { config, open, api })),
            _ => Err(errors),
        }
    }
}

/// The origin to talk to: the given one, or WeChat's.
fn origin(name: &str, vendor: &str, given: Option<&Url>) -> Result<Url, ConfigError> {
    let wrong = |problem: &str| ConfigError {
        field: format!("endpoints.{name}"),
        message: format!("Only scheme, host and port belong here. {problem}"),
    };
    let Some(url) = given else {
        return Url::parse(vendor).map_err(|error| wrong(&error.to_string()));
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("The scheme is http or https."));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("This one has more behind the host."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("This one has a user name."));
    }
    Ok(url.clone())
}

struct Connector {
    config: Config,
    open: Url,
    api: Url,
}

#[async_trait]
impl SocialConnector for Connector {
    fn metadata(&self) -> &'static Metadata {
        &metadata::WEB
    }

    fn authorization_origin(&self) -> String {
        self.open.origin().ascii_serialization()
    }

    fn surface(&self, user_agent: Option<&str>) -> Surface {
        browser::surface(user_agent)
    }

    fn authorization_uri(
        &self,
        request: &AuthorizationRequest<'_>,
    ) -> Result<AuthorizationUri, ConnectorError> {
        let app = &self.config.website;
        let lang = lang(request.language);
        let mut uri = format!(
            "{}/connect/qrconnect?appid={}&redirect_uri={}&response_type=code&scope=snsapi_login&state={}",
            self.authorization_origin(),
            encoded(&app.client_id),
            encoded(request.redirect_uri.as_str()),
            encoded(request.state),
        );
        // The page is in Chinese unless it is told otherwise; it knows no third language.
        if lang == "en" {
            uri.push_str("&lang=en");
        }
        uri.push_str("#wechat_redirect");
        let session = json!({ "clientId": app.client_id, "lang": lang });
        Ok(AuthorizationUri { uri, session })
    }

    async fn user_info(
        &self,
        callback: &CallbackParameters,
        context: Context<'_>,
    ) -> Result<SocialUserInfo, ConnectorError> {
        let code = code(callback)?;
        let app = &self.config.website;
        if context.session["clientId"] != app.client_id.as_str() {
            return Err(code_invalid(
                "The App ID of this connector changed while the person was at WeChat.",
            ));
        }
        let lang = context.session["lang"].as_str().unwrap_or("zh_CN");
        let mut calls = Calls::new(&self.api, context);
        let grant = token::exchange(&mut calls, app, code).await?;
        context.step("code_exchanged", None);
        let profile = userinfo::read(&calls, &grant, lang).await?;
        let known_by = if profile.unionid.is_some() {
            "open id and union id"
        } else {
            "open id only"
        };
        context.step("profile_read", Some(known_by.to_owned()));
        self.person(profile)
    }
}

impl Connector {
    fn person(&self, profile: Profile) -> Result<SocialUserInfo, ConnectorError> {
        let is_simulated = |id: &String| id.starts_with(SIMULATED);
        let speaks_to_wechat = self.api.as_str().trim_end_matches('/') == API;
        if speaks_to_wechat
            && (is_simulated(&profile.openid) || profile.unionid.as_ref().is_some_and(is_simulated))
        {
            return Err(ConnectorError::Misconfigured {
                field: "endpoints".to_owned(),
                remedy: "A simulator answered in the place of WeChat. Set the endpoints of this \
                         connector to the simulator, or look who answers as api.weixin.qq.com."
                    .to_owned(),
                answer: None,
            });
        }
        let key = |realm: String, value: String| IdentityKey {
            target: TARGET.to_owned(),
            realm,
            value,
        };
        let Config {
            website,
            open_platform,
            ..
        } = &self.config;
        let union = profile
            .unionid
            .map(|id| key(format!("union:{open_platform}"), id));
        let app = key(format!("app:{}", website.client_id), profile.openid);
        let keys = IdentityKeys::new(union.into_iter().chain([app])).map_err(|error| {
            ConnectorError::ProviderMisbehaved {
                host: self.api.host_str().unwrap_or_default().to_owned(),
                problem: error.to_string(),
                excerpt: None,
            }
        })?;
        Ok(SocialUserInfo {
            keys,
            name: profile.name,
            avatar: profile.avatar,
            email: None,
            phone: None,
            raw: profile.raw,
            tokens: None,
        })
    }
}

/// The code of a callback. Current WeChat sends nobody back who refuses; older
/// clients came with the state alone, or with the code `authdeny`.
fn code(callback: &CallbackParameters) -> Result<&str, ConnectorError> {
    let code = callback.get("code").map_or("", String::as_str);
    if code.is_empty() || code == "authdeny" {
        return Err(ConnectorError::PersonRefused);
    }
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    if code.len() > LONGEST_CODE || !code.bytes().all(is_plain) {
        return Err(code_invalid(
            "The code in the callback is none of WeChat's. Somebody or something altered it.",
        ));
    }
    Ok(code)
}

fn code_invalid(remedy: &str) -> ConnectorError {
    ConnectorError::ProviderRefused {
        refusal: Refusal::CodeInvalid,
        remedy: remedy.to_owned(),
        answer: None,
    }
}

/// A value for a query: percent-encoded once, with `%20` for a space.
fn encoded(value: &str) -> String {
    let parts = form_urlencoded::byte_serialize(value.as_bytes());
    parts
        .map(|part| if part == "+" { "%20" } else { part })
        .collect()
}

/// The nearest language that WeChat speaks, in its own spelling.
fn lang(tag: &str) -> &'static str {
    let tag = tag.to_ascii_lowercase();
    let subtags: Vec<&str> = tag.split(['-', '_']).collect();
    let has = |subtag| subtags.contains(&subtag);
    if subtags[0] != "zh" {
        "en"
    } else if !has("hans") && ["hant", "tw", "hk", "mo"].into_iter().any(has) {
        "zh_TW"
    } else {
        "zh_CN"
    }
}
