//! The code becomes a token, and with it an open id.

use connector_kit::{ConnectorError, Refusal};
use secrecy::{ExposeSecret, SecretString};

use super::answer;
use super::call::{Call, Calls};
use super::config::Credentials;

/// What a code was exchanged for. WeChat's refresh token is dropped: we never act
/// for the person later.
pub(super) struct Grant {
    pub(super) access_token: SecretString,
    pub(super) openid: String,
    pub(super) unionid: Option<String>,
}

/// Exchanges a code. Must be called once per code.
pub(super) async fn exchange(
    calls: &mut Calls<'_>,
    app: &Credentials,
    code: &str,
) -> Result<Grant, ConnectorError> {
    let secret = app.client_secret.expose_secret();
    calls.keep_secret(secret);
    calls.keep_secret(code);
    let query = [
        ("appid", app.client_id.as_str()),
        ("secret", secret),
        ("code", code),
        ("grant_type", "authorization_code"),
    ];
    let reply = calls.get(Call::CodeExchange, &query).await?;
    for token in ["access_token", "refresh_token"] {
        if let Some(token) = answer::string(&reply.fields, token) {
            calls.keep_secret(token);
        }
    }
    if answer::is_set(&reply.fields, "is_snapshotuser") {
        return Err(preview());
    }
    let Some(access_token) = answer::string(&reply.fields, "access_token") else {
        return Err(calls.senseless("there is no access token", &reply));
    };
    let Some(openid) = answer::id(&reply.fields, "openid") else {
        return Err(calls.senseless("there is no usable open id beside the token", &reply));
    };
    Ok(Grant {
        access_token: access_token.to_owned().into(),
        openid: openid.to_owned(),
        unionid: answer::id(&reply.fields, "unionid").map(str::to_owned),
    })
}

/// WeChat shows visitors of its preview pages under ids that belong to nobody.
pub(super) fn preview() -> ConnectorError {
    ConnectorError::ProviderRefused {
        refusal: Refusal::Preview,
        remedy: "A preview visitor: not signed in, no account created. \
                 Ask for the sign-in when someone taps, not when the page opens."
            .to_owned(),
        answer: None,
    }
}
