//! The token becomes a profile.

use connector_kit::ConnectorError;
use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use url::Url;

use super::answer;
use super::call::{Call, Calls};
use super::token::{self, Grant};

/// The longest address of a picture that is kept, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// Who a person is, checked against what came with the token. The default is a
/// profile that was not told.
#[derive(Default)]
pub(super) struct Profile {
    pub(super) unionid: Option<String>,
    pub(super) name: Option<String>,
    pub(super) avatar: Option<String>,
    pub(super) raw: Option<Value>,
}

/// Reads the profile that belongs to a grant.
pub(super) async fn read(
    calls: &Calls<'_>,
    grant: &Grant,
    lang: &str,
) -> Result<Profile, ConnectorError> {
    let query = [
        ("access_token", grant.tokens.access_token.expose_secret()),
        ("openid", grant.openid.as_str()),
        ("lang", lang),
    ];
    let reply = calls.get(Call::Profile, &query).await?;
    let fields = &reply.fields;
    if answer::is_set(fields, "is_snapshotuser") {
        return Err(token::preview());
    }
    let Some(openid) = answer::id(fields, "openid") else {
        return Err(calls.senseless("there is no usable open id in the profile", &reply));
    };
    if openid != grant.openid {
        let problem = "the profile has another open id than the token";
        return Err(calls.senseless(problem, &reply));
    }
    let unionid = answer::id(fields, "unionid");
    if let (Some(told), Some(granted)) = (unionid, &grant.unionid)
        && told != granted
    {
        let problem = "the profile has another union id than the token";
        return Err(calls.senseless(problem, &reply));
    }
    let unionid = unionid.or(grant.unionid.as_deref());
    Ok(Profile {
        unionid: unionid.map(str::to_owned),
        name: name(fields),
        avatar: avatar(fields),
        raw: Some(storable(Value::Object(fields.clone()))),
    })
}

/// The nickname, unless there is nothing to see in it.
fn name(fields: &Map<String, Value>) -> Option<String> {
    let name = answer::string(fields, "nickname")?.replace('\0', "");
    let is_blank = name.chars().all(|c| c.is_whitespace() || c.is_control());
    (!is_blank).then_some(name)
}

/// The address of the picture. WeChat's own hosts serve https also where the
/// profile still says http, which browsers would block in a page.
fn avatar(fields: &Map<String, Value>) -> Option<String> {
    let address = answer::string(fields, "headimgurl")?.trim();
    let mut url = Url::parse(address).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_plain {
        return None;
    }
    if url
        .host_str()
        .is_some_and(|host| host.ends_with(".qlogo.cn"))
    {
        url.set_scheme("https").ok()?;
    }
    let address = String::from(url);
    (address.len() <= LONGEST_ADDRESS).then_some(address)
}

/// Drops the character NUL, the only one that PostgreSQL cannot keep in a text.
fn storable(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(items) => items.into_iter().map(storable).collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name.replace('\0', ""), storable(value)))
            .collect(),
        other => other,
    }
}
