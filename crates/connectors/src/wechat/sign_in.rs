//! What the browser brought back becomes a person: the same for every kind of app.

use connector_kit::{
    CallbackParameters, ConnectorError, Context, IdentityKey, IdentityKeys, Refusal, SocialUserInfo,
};
use serde_json::Value;

use super::app::{App, Kind};
use super::call::Calls;
use super::config::Scope;
use super::hosts::{self, Hosts};
use super::token::Grant;
use super::userinfo::{self, Profile};
use super::{SIMULATED, TARGET, token};

/// The longest code that is sent on, in bytes. WeChat's have 32.
const LONGEST_CODE: usize = 256;

/// A sign-in through one of the apps of a connector.
pub(super) struct SignIn<'a> {
    pub(super) hosts: &'a Hosts,
    pub(super) app: App<'a>,
    /// What the person was asked for.
    pub(super) scope: Scope,
    pub(super) open_platform: &'a str,
    pub(super) require_union_id: bool,
}

/// Whose people an app knows: those of its Open Platform account.
pub(super) fn population(open_platform: &str) -> String {
    format!("{TARGET}/{open_platform}")
}

/// The keys of somebody whom another sign-in server knew by `user_id`.
///
/// Without WeChat's answer it counts as a union id, which is what tells people apart in
/// every app; an open id is one in a certain app, so the answer has to say which one it is.
pub(super) fn keys_known_elsewhere(
    user_id: &str,
    details: &Value,
    open_platform: &str,
    app_id: &str,
    hosts: &Hosts,
) -> Option<IdentityKeys> {
    let raw = details.get("rawData").unwrap_or(details);
    let told = |name: &str| {
        raw.get(name)
            .and_then(Value::as_str)
            .filter(|id| !id.is_empty())
    };
    let (union_id, openid) = match (told("unionid"), told("openid")) {
        (None, None) => (Some(user_id), None),
        (union_id, openid) => (union_id, openid),
    };
    if ![union_id, openid].contains(&Some(user_id)) {
        return None;
    }
    let is_wrong = |id: &str| {
        let is_plain = id.len() <= 128 && id.bytes().all(|byte| byte.is_ascii_graphic());
        !is_plain || hosts.are_real() && id.starts_with(SIMULATED)
    };
    if [union_id, openid].into_iter().flatten().any(is_wrong) {
        return None;
    }
    let key = |realm: String, value: &str| IdentityKey {
        target: TARGET.to_owned(),
        realm,
        value: value.to_owned(),
    };
    let union = union_id.map(|id| key(format!("union:{open_platform}"), id));
    let app = openid.map(|id| key(format!("app:{app_id}"), id));
    IdentityKeys::new(union.into_iter().chain(app)).ok()
}

impl SignIn<'_> {
    /// Exchanges a code and, unless only an open id was asked for, reads the profile.
    pub(super) async fn finish(
        &self,
        code: &str,
        context: Context<'_>,
    ) -> Result<SocialUserInfo, ConnectorError> {
        let mut calls = Calls::new(&self.hosts.api, self.app.kind, context);
        let grant = token::exchange(&mut calls, self.app, code).await?;
        context.step("code_exchanged", None);
        if self.scope == Scope::Base {
            let told = "snsapi_base: WeChat told no profile";
            context.step("profile_left_out", Some(told.to_owned()));
            return self.person(grant, Profile::default());
        }
        let lang = context.session["lang"].as_str().unwrap_or("zh_CN");
        let profile = userinfo::read(&calls, &grant, lang).await?;
        let known_by = if profile.unionid.is_some() {
            "open id and union id"
        } else {
            "open id only"
        };
        context.step("profile_read", Some(known_by.to_owned()));
        self.person(grant, profile)
    }

    fn person(&self, grant: Grant, profile: Profile) -> Result<SocialUserInfo, ConnectorError> {
        let union_id = profile.unionid.or(grant.unionid);
        let is_simulated = |id: &String| id.starts_with(SIMULATED);
        if self.hosts.are_real()
            && (is_simulated(&grant.openid) || union_id.as_ref().is_some_and(is_simulated))
        {
            return Err(misconfigured(
                "endpoints",
                "A simulator answered in the place of WeChat. Set the endpoints of this \
                 connector to the simulator, or look who answers as api.weixin.qq.com.",
            ));
        }
        if self.require_union_id && union_id.is_none() {
            return Err(misconfigured("requireUnionId", self.without_union_id()));
        }
        let key = |realm: String, value: String| IdentityKey {
            target: TARGET.to_owned(),
            realm,
            value,
        };
        let union = union_id.map(|id| key(format!("union:{}", self.open_platform), id));
        let app = key(format!("app:{}", self.app.id()), grant.openid);
        let keys = IdentityKeys::new(union.into_iter().chain([app])).map_err(|error| {
            ConnectorError::ProviderMisbehaved {
                host: hosts::name(&self.hosts.api),
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
            raw: profile.raw.unwrap_or(Value::Null),
            tokens: Some(grant.tokens),
        })
    }

    fn without_union_id(&self) -> &'static str {
        match self.app.kind {
            Kind::Website | Kind::Mobile => {
                "WeChat gave no union id, and this connector takes nobody without one. Check that \
                 the app belongs to an Open Platform account, or turn requireUnionId off."
            }
            Kind::ServiceAccount => {
                "WeChat gave no union id, and this connector takes nobody without one. Bind the \
                 service account to the Open Platform account of the website app (管理中心, 公众号, \
                 绑定), or turn requireUnionId off."
            }
        }
    }
}

/// The code of a callback. Current WeChat sends nobody back who refuses; older
/// clients came with the state alone, or with the code `authdeny`.
pub(super) fn code(callback: &CallbackParameters) -> Result<&str, ConnectorError> {
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

/// The error when the keys changed between the way out and the way back.
pub(super) fn app_changed() -> ConnectorError {
    code_invalid("The App ID of this connector changed while the person was at WeChat.")
}

fn code_invalid(remedy: &str) -> ConnectorError {
    ConnectorError::ProviderRefused {
        refusal: Refusal::CodeInvalid,
        remedy: remedy.to_owned(),
        answer: None,
    }
}

fn misconfigured(field: &str, remedy: &str) -> ConnectorError {
    ConnectorError::Misconfigured {
        field: field.to_owned(),
        remedy: remedy.to_owned(),
        answer: None,
    }
}
