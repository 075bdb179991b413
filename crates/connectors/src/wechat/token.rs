//! The code becomes tokens, and with them an open id; kept tokens become fresh ones.

use std::time::Duration;

use connector_kit::{ConnectorError, ProviderTokens, Refusal};
use secrecy::{ExposeSecret, SecretString};

use super::answer;
use super::app::App;
use super::call::{Call, Calls, Reply};

/// The codes by which WeChat says that kept tokens are void for good: unknown or
/// expired refresh token, changed password.
const ENDED: [i64; 3] = [40030, 42002, 42007];

/// What a code was exchanged for.
pub(super) struct Grant {
    pub(super) tokens: ProviderTokens,
    pub(super) openid: String,
    pub(super) unionid: Option<String>,
}

/// Exchanges a code. Must be called once per code.
pub(super) async fn exchange(
    calls: &mut Calls<'_>,
    app: App<'_>,
    code: &str,
) -> Result<Grant, ConnectorError> {
    let secret = app.keys.client_secret.expose_secret();
    calls.keep_secret(secret);
    calls.keep_secret(code);
    let query = [
        ("appid", app.id()),
        ("secret", secret),
        ("code", code),
        ("grant_type", "authorization_code"),
    ];
    let reply = calls.get(Call::CodeExchange, &query).await?;
    keep_tokens_secret(calls, &reply);
    if answer::is_set(&reply.fields, "is_snapshotuser") {
        return Err(preview());
    }
    let tokens = tokens(calls, &reply, app.id())?;
    let Some(openid) = answer::id(&reply.fields, "openid") else {
        return Err(calls.senseless("there is no usable open id beside the token", &reply));
    };
    Ok(Grant {
        tokens,
        openid: openid.to_owned(),
        unionid: answer::id(&reply.fields, "unionid").map(str::to_owned),
    })
}

/// Makes fresh tokens. WeChat wants no secret for it. Whether its refresh token changes
/// is not documented, so whatever comes back takes the place of the old one.
pub(super) async fn refresh(
    calls: &mut Calls<'_>,
    old: &ProviderTokens,
) -> Result<ProviderTokens, ConnectorError> {
    let Some(refresh_token) = &old.refresh_token else {
        return Err(ConnectorError::ProviderRefused {
            refusal: Refusal::TokenInvalid,
            remedy: "WeChat gave no refresh token. There will be one at the next sign-in."
                .to_owned(),
            answer: None,
        });
    };
    calls.keep_secret(refresh_token.expose_secret());
    calls.keep_secret(old.access_token.expose_secret());
    let query = [
        ("appid", old.app_id.as_str()),
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token.expose_secret()),
    ];
    let reply = calls.get(Call::Refresh, &query).await?;
    keep_tokens_secret(calls, &reply);
    let fresh = tokens(calls, &reply, &old.app_id)?;
    Ok(ProviderTokens {
        refresh_token: fresh.refresh_token.or_else(|| old.refresh_token.clone()),
        ..fresh
    })
}

/// Whether an error of [`refresh`] means that the tokens are to be dropped.
pub(super) fn ends_tokens(error: &ConnectorError) -> bool {
    match error {
        ConnectorError::ProviderRefused {
            refusal: Refusal::TokenInvalid,
            answer,
            ..
        } => answer
            .as_ref()
            .is_none_or(|answer| ENDED.contains(&answer.code)),
        _ => false,
    }
}

fn keep_tokens_secret(calls: &mut Calls<'_>, reply: &Reply) {
    for token in ["access_token", "refresh_token"] {
        if let Some(token) = answer::string(&reply.fields, token) {
            calls.keep_secret(token);
        }
    }
}

fn tokens(
    calls: &Calls<'_>,
    reply: &Reply,
    app_id: &str,
) -> Result<ProviderTokens, ConnectorError> {
    let fields = &reply.fields;
    let secret =
        |name| answer::string(fields, name).map(|token| SecretString::from(token.to_owned()));
    let Some(access_token) = secret("access_token") else {
        return Err(calls.senseless("there is no access token", reply));
    };
    // Without a usable lifetime the token counts as ended: it is refreshed before use.
    let seconds = answer::number(fields, "expires_in").unwrap_or(0);
    let lifetime = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    Ok(ProviderTokens {
        access_token,
        refresh_token: secret("refresh_token"),
        expires_at: calls.now().plus(lifetime),
        scope: answer::string(fields, "scope")
            .unwrap_or_default()
            .to_owned(),
        app_id: app_id.to_owned(),
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
