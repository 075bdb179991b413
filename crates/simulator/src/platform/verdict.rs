//! What an answer means for whoever asked, by its cause.

use super::Platform;
use super::codes::Code;
use super::errcode::ErrCode;
use crate::settings::{App, AppKind};

impl Platform {
    /// In plain words why a call was answered so; nothing where there is nothing to say.
    pub(crate) fn verdict(
        &self,
        path: &str,
        query: &str,
        errcode: i64,
        now: u64,
    ) -> Option<String> {
        if path.eq_ignore_ascii_case("/connect/l/qrconnect") {
            return polled(errcode).map(str::to_owned);
        }
        if !path.starts_with("/sns/") {
            return None;
        }
        let asked = |name: &str| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
                .unwrap_or_default()
        };
        let by_cause = match ErrCode(errcode) {
            ErrCode::INVALID_APPID => Some(self.wrong_app_id(&asked("appid"))),
            ErrCode::INVALID_SECRET => self.wrong_secret(&asked("appid"), &asked("secret")),
            ErrCode::INVALID_CODE => {
                let name = match path {
                    "/sns/jscode2session" => "js_code",
                    _ => "code",
                };
                Some(self.wrong_code(&asked("appid"), &asked(name), now))
            }
            ErrCode::INVALID_CREDENTIAL if asked("access_token").is_empty() => None,
            ErrCode::UNAUTHORIZED => self.no_permission(&asked("access_token")),
            _ => None,
        };
        by_cause.or_else(|| general(errcode).map(str::to_owned))
    }

    fn wrong_app_id(&self, app_id: &str) -> String {
        let close = app_id.trim().to_lowercase();
        match (self.app(app_id), self.app(&close)) {
            (Some(app), _) if app.kind == AppKind::MiniProgram => {
                "This AppID belongs to a mini program. Its codes are for /sns/jscode2session."
                    .to_owned()
            }
            (Some(_), _) => "This AppID belongs to another platform than this call.".to_owned(),
            (None, Some(_)) => "The AppID has spaces or capital letters.".to_owned(),
            (None, None) => "No app has this AppID.".to_owned(),
        }
    }

    fn wrong_secret(&self, app_id: &str, secret: &str) -> Option<String> {
        let app = self.app(app_id)?;
        if app.app_secret.is_empty() {
            return Some("The AppSecret of this app was never enabled.".to_owned());
        }
        if secret.trim().to_lowercase() == app.app_secret {
            return Some("The AppSecret has spaces or capital letters.".to_owned());
        }
        let is_theirs = |other: &&App| !other.app_secret.is_empty() && other.app_secret == secret;
        let other = self.apps.iter().find(is_theirs)?;
        Some(format!(
            "This is the AppSecret of another app, {}.",
            other.app_id
        ))
    }

    fn wrong_code(&self, app_id: &str, code: &str, now: u64) -> String {
        match self.codes.get(code).map(Code::facts) {
            None => "Nobody was given this code.".to_owned(),
            Some((owner, _)) if owner != app_id => {
                format!("The code was made for another app, {owner}.")
            }
            Some((_, expires_at)) => {
                let late = now.saturating_sub(expires_at);
                format!("The code had expired {late} s before.")
            }
        }
    }

    fn no_permission(&self, access_token: &str) -> Option<String> {
        let grant = self.grant_of(access_token)?;
        let app = self.app(&grant.app_id)?;
        Some(if grant.scope == super::authorize::BASE_SCOPE {
            "The token is of the silent scope snsapi_base, which opens no profile.".to_owned()
        } else if !app.permission {
            "The app has not the permission 微信登录.".to_owned()
        } else if grant.is_snapshot {
            "The token is of a snapshot.".to_owned()
        } else {
            format!(
                "The app is not approved: its state is {}.",
                app.status.words()
            )
        })
    }
}

fn polled(code: i64) -> Option<&'static str> {
    Some(match code {
        402 => "The code on the screen has expired.",
        403 => "The person refused.",
        404 => "The code was scanned.",
        405 => "The person allowed; the page goes back with a code.",
        408 => "Nothing happened meanwhile.",
        500 => "This code is not known here.",
        _ => return None,
    })
}

/// What an error means, whatever its cause.
fn general(errcode: i64) -> Option<&'static str> {
    Some(match errcode {
        -1 => "WeChat is busy. The same call can be made once more.",
        40001 => "The token is not known here, or is of another kind.",
        40002 => "grant_type is missing or misspelt.",
        40003 => "The open id does not belong to the token.",
        40013 => "No app has this AppID.",
        40014 => "The access token has not the form of one.",
        40029 => "The code is unknown, expired, or made for another app.",
        40030 => "The refresh token is not known here, or of another app.",
        40125 => "The AppSecret is not that of the app. After a reset only the newest works.",
        40163 => "The code was used twice: the callback was loaded a second time.",
        40164 => "The account takes calls from its list of addresses only.",
        40226 => "The person is a risk to WeChat.",
        40243 => "The AppSecret is frozen.",
        41001 => "The call has no access token.",
        41002 => "The call has no AppID: a setting is empty.",
        41003 => "The call has no refresh token.",
        41004 => "The call has no AppSecret: a setting is empty.",
        41008 => "The call has no code: the callback was opened without one.",
        41009 => "The call has no open id.",
        42001 => "The access token has expired. Refresh it, or sign in again.",
        42002 => "The refresh token has expired. Sign in again.",
        42003 => "The code has expired.",
        42007 => "The person changed the password of WeChat. Sign in again.",
        43001 => "This call is a GET.",
        45009 => "The quota of the day is used up.",
        45011 => "Too many calls in this minute.",
        48001 => "The app or the token has not the permission for this call.",
        48004 => "The app is banned.",
        50002 => "The person's WeChat account is frozen.",
        _ => return None,
    })
}
