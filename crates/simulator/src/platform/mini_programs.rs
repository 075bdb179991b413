//! `wx.login` of a mini program and its exchange (`wechat-platform.md` 10.2).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::Platform;
use super::codes::Exchange;
use super::errcode::ErrCode;
use crate::entropy;
use crate::settings::AppKind;

/// What `jscode2session` answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MiniSession {
    /// 16 bytes in base64; it must never reach the client.
    pub(crate) session_key: String,
    pub(crate) open_id: String,
    pub(crate) union_id: Option<String>,
}

impl Platform {
    /// Exchanges a code of `wx.login`. There is neither a token nor a profile.
    pub(crate) fn mini_session(
        &mut self,
        exchange: &Exchange<'_>,
        now: u64,
    ) -> Result<MiniSession, ErrCode> {
        let app = self.known_app(exchange.app_id)?;
        if app.kind != AppKind::MiniProgram {
            return Err(ErrCode::INVALID_APPID);
        }
        let grant = self.spend_code(exchange, now)?;
        let person = self.person(&grant.person).ok_or(ErrCode::INVALID_CODE)?;
        if person.frozen {
            return Err(ErrCode::CODE_BLOCKED);
        }
        Ok(MiniSession {
            session_key: STANDARD.encode(entropy::alphanumeric(16)),
            open_id: grant.open_id(),
            union_id: self.union_id(&grant),
        })
    }
}
