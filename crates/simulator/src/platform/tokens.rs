//! Access tokens, refresh tokens and what they open (`wechat-platform.md` 5.2 to 5.4).

use super::Platform;
use super::authorize::BASE_SCOPE;
use super::errcode::ErrCode;
use crate::settings::{AppStatus, Avatar, Person};
use crate::{avatar, entropy, ids};

/// Seconds for which an access token works.
pub(crate) const ACCESS_LIFE: u64 = 7200;

/// Who allowed what to which app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    pub(crate) app_id: String,
    pub(crate) person: String,
    pub(crate) scope: String,
    /// Given by a snapshot page, where everything about the person is made up (`wechat-platform.md` 4.5).
    pub(crate) is_snapshot: bool,
    /// Shows no union id, because a failure says so.
    pub(crate) hides_union_id: bool,
    /// The sign-in that all of its calls belong to.
    pub(crate) transaction: String,
}

impl Grant {
    /// What a person allowed, seen as who they are.
    pub(super) fn of(app_id: &str, person: &str, scope: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            person: person.to_owned(),
            scope: scope.to_owned(),
            is_snapshot: false,
            hides_union_id: false,
            transaction: entropy::hex(16),
        }
    }

    pub(super) fn open_id(&self) -> String {
        ids::open_id(&self.app_id, &self.subject())
    }

    /// Whom ids are made from. A snapshot shows somebody who does not exist: no person's id has a space.
    fn subject(&self) -> String {
        if self.is_snapshot {
            format!("{} in a snapshot", self.person)
        } else {
            self.person.clone()
        }
    }
}

/// A refresh token and the access token that is alive with it.
#[derive(Clone)]
pub(crate) struct Session {
    grant: Grant,
    access_token: String,
    access_expires_at: u64,
    expires_at: u64,
}

/// What the two token endpoints answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) access_token: String,
    pub(crate) expires_in: u64,
    pub(crate) refresh_token: String,
    pub(crate) open_id: String,
    pub(crate) scope: String,
    /// Only in the answer to a code.
    pub(crate) union_id: Option<String>,
    /// Only in the answer to a code.
    pub(crate) is_snapshot: bool,
}

/// What the profile endpoint answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) app_id: String,
    pub(crate) open_id: String,
    pub(crate) nickname: String,
    pub(crate) picture: String,
    pub(crate) union_id: Option<String>,
}

/// What a refresh brings.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Refresh<'a> {
    pub(crate) app_id: &'a str,
    pub(crate) grant_type: &'a str,
    pub(crate) token: &'a str,
}

impl Platform {
    /// Makes both tokens of a grant.
    pub(super) fn open_session(&mut self, grant: Grant, now: u64) -> Answer {
        let refresh_token = new_token();
        let access_token = self.new_access_token(&refresh_token);
        let answer = Answer {
            access_token: access_token.clone(),
            expires_in: ACCESS_LIFE,
            refresh_token: refresh_token.clone(),
            open_id: grant.open_id(),
            scope: grant.scope.clone(),
            union_id: self.union_id(&grant),
            is_snapshot: grant.is_snapshot,
        };
        self.sessions.insert(
            refresh_token,
            Session {
                grant,
                access_token,
                access_expires_at: now.saturating_add(ACCESS_LIFE),
                expires_at: now.saturating_add(self.switches.refresh_days * 86_400),
            },
        );
        answer
    }

    /// Extends the access token, or makes a new one if it has expired. The refresh token stays the same.
    pub(crate) fn refresh(&mut self, refresh: &Refresh<'_>, now: u64) -> Result<Answer, ErrCode> {
        let app = self.known_app(refresh.app_id)?;
        if app.status == AppStatus::Banned {
            return Err(ErrCode::FORBIDDEN);
        }
        if refresh.grant_type != "refresh_token" {
            return Err(ErrCode::INVALID_GRANT_TYPE);
        }
        if refresh.token.is_empty() {
            return Err(ErrCode::REFRESH_TOKEN_MISSING);
        }
        let session = self
            .sessions
            .get(refresh.token)
            .filter(|session| session.grant.app_id == refresh.app_id)
            .ok_or(ErrCode::INVALID_REFRESH_TOKEN)?;
        if now >= session.expires_at {
            return Err(ErrCode::REFRESH_TOKEN_EXPIRED);
        }
        if self
            .person(&session.grant.person)
            .is_some_and(|person| person.password_changed)
        {
            return Err(ErrCode::PASSWORD_CHANGED);
        }
        let alive = now < session.access_expires_at;
        let access_token = if alive {
            session.access_token.clone()
        } else {
            self.new_access_token(refresh.token)
        };
        let token = self.renewed(refresh.token, &access_token);
        let session = self
            .sessions
            .get_mut(&token)
            .ok_or(ErrCode::INVALID_REFRESH_TOKEN)?;
        session.access_token.clone_from(&access_token);
        session.access_expires_at = now.saturating_add(ACCESS_LIFE);
        Ok(Answer {
            access_token,
            expires_in: ACCESS_LIFE,
            refresh_token: token,
            open_id: session.grant.open_id(),
            scope: session.grant.scope.clone(),
            union_id: None,
            is_snapshot: false,
        })
    }

    /// The refresh token that works from now on: the same, unless the switch says otherwise.
    fn renewed(&mut self, token: &str, access_token: &str) -> String {
        let session = self.sessions.get(token);
        let Some(session) = session.filter(|_| self.switches.refresh_renews_token) else {
            return token.to_owned();
        };
        let (renewed, session) = (new_token(), session.clone());
        self.access_tokens
            .insert(access_token.to_owned(), renewed.clone());
        // The old one has expired, so to speak: it is known, and of no use.
        if let Some(old) = self.sessions.get_mut(token) {
            old.expires_at = 0;
        }
        self.sessions.insert(renewed.clone(), session);
        renewed
    }

    /// Says whether a token is alive and belongs to the open id.
    pub(crate) fn check_token(
        &self,
        access_token: &str,
        open_id: &str,
        now: u64,
    ) -> Result<(&Grant, &Person), ErrCode> {
        if access_token.is_empty() {
            return Err(ErrCode::ACCESS_TOKEN_MISSING);
        }
        if open_id.is_empty() {
            return Err(ErrCode::OPENID_MISSING);
        }
        if !looks_like_a_token(access_token) {
            return Err(ErrCode::INVALID_ACCESS_TOKEN);
        }
        let session = self
            .access_tokens
            .get(access_token)
            .and_then(|refresh_token| self.sessions.get(refresh_token))
            .ok_or(ErrCode::INVALID_CREDENTIAL)?;
        if session.access_token != access_token || now >= session.access_expires_at {
            return Err(ErrCode::ACCESS_TOKEN_EXPIRED);
        }
        let grant = &session.grant;
        if grant.open_id() != open_id {
            return Err(ErrCode::INVALID_OPENID);
        }
        let person = self
            .person(&grant.person)
            .ok_or(ErrCode::INVALID_CREDENTIAL)?;
        if person.frozen {
            return Err(ErrCode::USER_LIMITED);
        }
        if person.password_changed {
            return Err(ErrCode::PASSWORD_CHANGED);
        }
        Ok((grant, person))
    }

    /// The profile behind a token.
    pub(crate) fn profile(
        &self,
        access_token: &str,
        open_id: &str,
        now: u64,
    ) -> Result<Profile, ErrCode> {
        let (grant, person) = self.check_token(access_token, open_id, now)?;
        let app = self.app(&grant.app_id).ok_or(ErrCode::INVALID_CREDENTIAL)?;
        if app.status == AppStatus::Banned {
            return Err(ErrCode::FORBIDDEN);
        }
        if app.status != AppStatus::Approved || !app.permission || grant.scope == BASE_SCOPE {
            return Err(ErrCode::UNAUTHORIZED);
        }
        if grant.is_snapshot && self.switches.snapshot_profile_refused {
            return Err(ErrCode::UNAUTHORIZED);
        }
        let drawn = |name: &str| format!("{}/avatars/{name}/132", self.public);
        let (nickname, picture) = match &person.avatar {
            _ if grant.is_snapshot => (NOBODYS_NAME, drawn(avatar::NOBODY)),
            Avatar::Drawn(true) => (person.nickname.as_str(), drawn(&person.id)),
            Avatar::Drawn(false) => (person.nickname.as_str(), String::new()),
            Avatar::Address(address) => (person.nickname.as_str(), address.clone()),
        };
        Ok(Profile {
            app_id: grant.app_id.clone(),
            open_id: open_id.to_owned(),
            nickname: nickname.to_owned(),
            picture,
            union_id: self.union_id(grant),
        })
    }

    /// Told where the app is bound to an Open Platform account, and never to a silent grant.
    pub(super) fn union_id(&self, grant: &Grant) -> Option<String> {
        let person = self.person(&grant.person)?;
        let app = self.app(&grant.app_id)?;
        let is_bound = !app.open_platform.is_empty() && !grant.hides_union_id;
        (person.union_id && is_bound && grant.scope != BASE_SCOPE)
            .then(|| ids::union_id(&app.open_platform, &grant.subject()))
    }

    /// What an access token, alive or not, was given for.
    pub(super) fn grant_of(&self, access_token: &str) -> Option<&Grant> {
        let refresh_token = self.access_tokens.get(access_token)?;
        self.sessions
            .get(refresh_token)
            .map(|session| &session.grant)
    }

    /// The sign-in that a call belongs to, by what it brings.
    pub(super) fn transaction_of(&self, query: &str) -> Option<String> {
        let brought = form_urlencoded::parse(query.as_bytes());
        brought
            .into_iter()
            .find_map(|(name, value)| match name.as_ref() {
                "uuid" => self.ticket(&value).map(|ticket| ticket.uuid.clone()),
                "code" | "js_code" => {
                    let code = self.codes.get(&value)?;
                    Some(code.transaction().to_owned())
                }
                "access_token" => self.grant_of(&value).map(|grant| grant.transaction.clone()),
                "refresh_token" => {
                    let session = self.sessions.get(&value)?;
                    Some(session.grant.transaction.clone())
                }
                _ => None,
            })
    }

    fn new_access_token(&mut self, refresh_token: &str) -> String {
        let access_token = new_token();
        self.access_tokens
            .insert(access_token.clone(), refresh_token.to_owned());
        access_token
    }
}

fn new_token() -> String {
    format!("{TOKEN_PREFIX}{}", entropy::url_safe(TOKEN_LENGTH))
}

/// Tokens of another shape are malformed (40014); a well-formed unknown one is not valid here (40001).
fn looks_like_a_token(text: &str) -> bool {
    text.strip_prefix(TOKEN_PREFIX).is_some_and(|rest| {
        rest.len() == TOKEN_LENGTH
            && rest
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    })
}

/// What a snapshot calls everybody.
const NOBODYS_NAME: &str = "微信用户";

const TOKEN_PREFIX: &str = "59_";
const TOKEN_LENGTH: usize = 86;

#[cfg(test)]
mod tests;
