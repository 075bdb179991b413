//! Authorization codes and their exchange (`wechat-platform.md` 5.1).

use std::net::IpAddr;

use super::Platform;
use super::errcode::ErrCode;
use super::faults::Effect;
use super::tokens::{Answer, Grant};
use crate::entropy;
use crate::settings::{App, AppKind, AppStatus};

/// A code that was given to an app.
pub(crate) struct Code {
    grant: Grant,
    expires_at: u64,
    used: bool,
}

impl Code {
    /// Whose it is, and when it ends.
    pub(super) fn facts(&self) -> (&str, u64) {
        (&self.grant.app_id, self.expires_at)
    }

    /// The sign-in that it belongs to.
    pub(super) fn transaction(&self) -> &str {
        &self.grant.transaction
    }
}

/// What an exchange brings; absent and empty are the same to WeChat.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Exchange<'a> {
    pub(crate) app_id: &'a str,
    pub(crate) secret: &'a str,
    pub(crate) grant_type: &'a str,
    pub(crate) code: &'a str,
    /// Where the call comes from.
    pub(crate) caller: IpAddr,
}

impl Platform {
    /// Makes a code that lives for so many seconds.
    pub(super) fn issue_code(&mut self, grant: Grant, life: u64, now: u64) -> String {
        let code = format!("0{}1{}", entropy::digits(1), entropy::alphanumeric(29));
        self.codes.insert(
            code.clone(),
            Code {
                grant,
                expires_at: now.saturating_add(life),
                used: false,
            },
        );
        code
    }

    /// Makes a code that something is wrong with.
    pub(super) fn issue_code_with(
        &mut self,
        effects: &[Effect],
        mut grant: Grant,
        life: u64,
        now: u64,
    ) -> String {
        let has = |effect| effects.contains(&effect);
        grant.is_snapshot |= has(Effect::Snapshot);
        grant.hides_union_id |= has(Effect::NoUnionId);
        let life = if has(Effect::CodeExpired) { 0 } else { life };
        let name = self.issue_code(grant, life, now);
        if let Some(code) = self.codes.get_mut(&name) {
            code.used = has(Effect::CodeUsed);
        }
        name
    }

    /// Exchanges a code for tokens. The checks come in the order app id, secret, grant type, code; a failed one leaves the code usable.
    pub(crate) fn exchange(
        &mut self,
        exchange: &Exchange<'_>,
        now: u64,
    ) -> Result<Answer, ErrCode> {
        if self.known_app(exchange.app_id)?.kind == AppKind::MiniProgram {
            // Its codes are for /sns/jscode2session.
            return Err(ErrCode::INVALID_APPID);
        }
        let grant = self.spend_code(exchange, now)?;
        Ok(self.open_session(grant, now))
    }

    /// What both exchanges check, and the grant behind the code.
    pub(super) fn spend_code(
        &mut self,
        exchange: &Exchange<'_>,
        now: u64,
    ) -> Result<Grant, ErrCode> {
        let (spends, expired) = (
            self.switches.wrong_secret_spends_code,
            ErrCode(self.switches.expired_code),
        );
        let app = self.known_app(exchange.app_id)?;
        if !app.ip_whitelist.is_empty() && !app.ip_whitelist.contains(&exchange.caller) {
            return Err(ErrCode::IP_NOT_LISTED);
        }
        if exchange.secret.is_empty() {
            return Err(ErrCode::SECRET_MISSING);
        }
        if exchange.secret != app.app_secret {
            let code = self.codes.get_mut(exchange.code);
            if let Some(code) = code.filter(|_| spends) {
                code.used = true;
            }
            return Err(ErrCode::INVALID_SECRET);
        }
        if app.secret_frozen {
            return Err(ErrCode::SECRET_FROZEN);
        }
        if app.status == AppStatus::Banned {
            return Err(ErrCode::FORBIDDEN);
        }
        if exchange.grant_type != "authorization_code" {
            return Err(ErrCode::INVALID_GRANT_TYPE);
        }
        if exchange.code.is_empty() {
            return Err(ErrCode::CODE_MISSING);
        }
        let code = self
            .codes
            .get_mut(exchange.code)
            .filter(|code| code.grant.app_id == exchange.app_id)
            .ok_or(ErrCode::INVALID_CODE)?;
        if code.used {
            return Err(ErrCode::CODE_USED);
        }
        if now >= code.expires_at {
            return Err(expired);
        }
        code.used = true;
        Ok(code.grant.clone())
    }

    /// An app by the id that a call brings.
    pub(super) fn known_app(&self, app_id: &str) -> Result<&App, ErrCode> {
        if app_id.is_empty() {
            return Err(ErrCode::APPID_MISSING);
        }
        self.app(app_id).ok_or(ErrCode::INVALID_APPID)
    }
}
