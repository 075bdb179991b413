//! The configuration of a WeChat connector, read strictly and explained precisely.

use connector_kit::ConfigError;
use secrecy::SecretString;
use serde_json::Value;

use fields::{Fields, Reported};
pub use native::NativeConfig;

mod fields;
mod native;

/// The name of the Open Platform account when nobody gave it one.
const DEFAULT_OPEN_PLATFORM: &str = "default";

/// The longest secret that is accepted, in characters. WeChat's have 32.
const LONGEST_SECRET: usize = 256;

/// The longest name of an Open Platform account, in characters.
const LONGEST_NAME: usize = 64;

/// The configuration of a WeChat (Web) connector.
#[derive(Clone, Debug)]
pub struct Config {
    /// The website app (网站应用), whose QR page people scan.
    pub website: Credentials,
    /// The service account (服务号) for people inside WeChat's own browser.
    pub in_wechat: Option<Credentials>,
    /// What to ask for inside WeChat's browser. The QR page knows one scope only.
    pub scope: Scope,
    /// The name of the Open Platform account. Connectors with the same name share
    /// union ids, because WeChat's answers do not say which account they belong to.
    pub open_platform: String,
    /// Whether people are refused for whom WeChat tells no union id.
    pub require_union_id: bool,
}

/// What an app proves itself with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The App ID: `wx` and 16 hexadecimal digits.
    pub client_id: String,
    /// The App secret.
    pub client_secret: SecretString,
}

/// What is asked for inside WeChat's own browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// `snsapi_userinfo`: the person is asked, and nickname and picture come.
    #[default]
    Userinfo,
    /// `snsapi_base`: nobody is asked, and only the open id comes.
    Base,
}

impl Scope {
    /// The scope as WeChat writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Userinfo => "snsapi_userinfo",
            Self::Base => "snsapi_base",
        }
    }
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Lists everything that is wrong. No message holds a secret.
    pub fn parse(config: &Value) -> Result<Self, Vec<ConfigError>> {
        whole(|errors| parse(config, errors))
    }
}

/// What was read, unless anything was reported on the way.
fn whole<T>(
    parse: impl FnOnce(&mut Vec<ConfigError>) -> Result<T, Reported>,
) -> Result<T, Vec<ConfigError>> {
    let mut errors = Vec::new();
    match parse(&mut errors) {
        Ok(config) if errors.is_empty() => Ok(config),
        _ => Err(errors),
    }
}

fn parse(config: &Value, errors: &mut Vec<ConfigError>) -> Result<Config, Reported> {
    let mut fields = Fields::new(config, "", errors)?;
    fields.refuse_unknown(&[
        "clientId",
        "appId",
        "clientSecret",
        "appSecret",
        "scope",
        "inWechat",
        "openPlatform",
        "requireUnionId",
    ]);
    let website = credentials(&mut fields);
    let scope = scope(&mut fields);
    let open_platform = open_platform(&mut fields);
    let in_wechat = in_wechat(&mut fields, website.as_ref().ok());
    let require_union_id = require_union_id(&mut fields);
    if let (Ok(true), Ok(Scope::Base), Ok(Some(_))) = (&require_union_id, &scope, &in_wechat) {
        let message = "snsapi_base never gives a union id. \
                       Leave the scope empty, or turn this off.";
        return fields.report("requireUnionId", message);
    }
    Ok(Config {
        website: website?,
        in_wechat: in_wechat?,
        scope: scope?,
        open_platform: open_platform?,
        require_union_id: require_union_id?,
    })
}

fn credentials(fields: &mut Fields<'_>) -> Result<Credentials, Reported> {
    let client_id = client_id(fields);
    let client_secret = client_secret(fields);
    Ok(Credentials {
        client_id: client_id?,
        client_secret: client_secret?,
    })
}

fn client_id(fields: &mut Fields<'_>) -> Result<String, Reported> {
    let Some(id) = fields.text("App ID", &["clientId", "appId"])? else {
        let message = "App ID is missing. The app's page on the Open Platform shows it.";
        return fields.report("clientId", message);
    };
    match app_id_problem(&id) {
        Some(problem) => fields.report("clientId", problem),
        None => Ok(id),
    }
}

/// What keeps a text from being an App ID. Says nothing that would give away a
/// secret which was pasted into the wrong field.
fn app_id_problem(id: &str) -> Option<String> {
    let length = id.chars().count();
    if length != 18 {
        let is_hex = id.chars().all(|c| c.is_ascii_hexdigit());
        let like = if length == 32 && is_hex {
            ", like an App secret"
        } else {
            ""
        };
        return Some(format!(
            "App ID starts with wx and has 18 characters. This one has {length}{like}."
        ));
    }
    let lower = id.to_ascii_lowercase();
    let Some(digits) = lower.strip_prefix("wx") else {
        return Some(
            "App ID starts with wx and has 18 characters. This one starts differently.".to_owned(),
        );
    };
    if let Some(odd) = digits.chars().find(|c| !c.is_ascii_hexdigit()) {
        let odd = odd.escape_debug();
        return Some(format!(
            "App ID has only 0-9 and a-f after wx. This one has \"{odd}\"."
        ));
    }
    (lower != id).then(|| "App ID is in lower case. This one has capital letters.".to_owned())
}

fn client_secret(fields: &mut Fields<'_>) -> Result<SecretString, Reported> {
    let Some(secret) = fields.text("App secret", &["clientSecret", "appSecret"])? else {
        let message = "App secret is missing. WeChat shows it once, when it is made or reset.";
        return fields.report("clientSecret", message);
    };
    let length = secret.chars().count();
    if length > LONGEST_SECRET {
        let message = format!("App secret has 32 characters. This one has {length}.");
        return fields.report("clientSecret", message);
    }
    Ok(secret.into())
}

fn scope(fields: &mut Fields<'_>) -> Result<Scope, Reported> {
    match fields.text("Scope", &["scope"])?.as_deref() {
        None | Some("snsapi_userinfo" | "snsapi_login") => Ok(Scope::Userinfo),
        Some("snsapi_base") => Ok(Scope::Base),
        Some(_) => fields.report(
            "scope",
            "Scope is empty, snsapi_userinfo or snsapi_base. It counts inside WeChat only; \
             scanning a code always uses snsapi_login.",
        ),
    }
}

fn open_platform(fields: &mut Fields<'_>) -> Result<String, Reported> {
    let name = fields.text("Open Platform account", &["openPlatform"])?;
    let name = name.unwrap_or_else(|| DEFAULT_OPEN_PLATFORM.to_owned());
    let length = name.chars().count();
    if length > LONGEST_NAME {
        let message =
            format!("The name has at most {LONGEST_NAME} characters. This one has {length}.");
        return fields.report("openPlatform", message);
    }
    if name.chars().any(char::is_control) {
        let message = "The name has no line breaks or control characters. This one does.";
        return fields.report("openPlatform", message);
    }
    Ok(name)
}

fn require_union_id(fields: &mut Fields<'_>) -> Result<bool, Reported> {
    fields.switch("Only people with union id", "requireUnionId")
}

fn in_wechat(
    fields: &mut Fields<'_>,
    website: Option<&Credentials>,
) -> Result<Option<Credentials>, Reported> {
    let Some(mut group) = fields.group("inWechat")? else {
        return Ok(None);
    };
    group.refuse_unknown(&["clientId", "appId", "clientSecret", "appSecret"]);
    let credentials = credentials(&mut group)?;
    if website.is_some_and(|website| website.client_id == credentials.client_id) {
        let message = "These are the keys of the website app. \
                       Inside WeChat a service account (服务号) is needed, which has its own.";
        return group.report("clientId", message);
    }
    Ok(Some(credentials))
}
