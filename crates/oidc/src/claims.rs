//! What an application is told about a person (OpenID Connect Core sections 2, 5.1 and 5.3).

use serde_json::{Map, Value, json};

use crate::{
    CodeGrant, Scopes,
    error::{ErrorCode, OAuthError},
};

/// A person, as far as applications may know them.
#[derive(Debug, Clone, PartialEq)]
pub struct UserView {
    /// `sub`: never changes and is never given to anybody else.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The address of a picture.
    pub picture: Option<String>,
    /// The name to sign in with, if there is one.
    pub username: Option<String>,
    /// An e-mail address that is proved to be the person's.
    pub email: Option<String>,
    /// A phone number that is proved to be the person's.
    pub phone_number: Option<String>,
    /// When the account was made, in Unix milliseconds.
    pub created_at: i64,
    /// When the account last changed, in Unix milliseconds.
    pub updated_at: i64,
    /// What other providers know the person by.
    pub identities: Vec<IdentityView>,
}

/// What one provider knows a person by.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentityView {
    /// The provider, such as `wechat`.
    pub target: String,
    /// The provider's most lasting id of the person.
    pub user_id: String,
    /// The profile as the provider gave it.
    pub details: Value,
}

/// What an ID token is made of.
#[derive(Debug, Clone, Copy)]
pub struct IdToken<'a> {
    /// Who says it.
    pub issuer: &'a str,
    /// What the sign-in has given.
    pub grant: &'a CodeGrant,
    /// Who has signed in; `user.id` is the grant's.
    pub user: &'a UserView,
    /// Now, in Unix seconds.
    pub now: i64,
    /// How long it is good for, in seconds.
    pub lifetime: i64,
}

impl IdToken<'_> {
    /// The claims to sign.
    ///
    /// `auth_time` and `sid` are always there: the first is compulsory with `max_age` and harmless
    /// without, the second lets sign-out recognise this browser's session. `aud` is one text, because
    /// Logto's SDKs accept no list.
    pub fn claims(&self) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("iss".to_owned(), json!(self.issuer));
        claims.insert("sub".to_owned(), json!(self.grant.user_id));
        claims.insert("aud".to_owned(), json!(self.grant.application_id));
        claims.insert("iat".to_owned(), json!(self.now));
        claims.insert(
            "exp".to_owned(),
            json!(self.now.saturating_add(self.lifetime)),
        );
        claims.insert("auth_time".to_owned(), json!(self.grant.auth_time));
        claims.insert("sid".to_owned(), json!(self.grant.session_id));
        if let Some(nonce) = &self.grant.nonce {
            claims.insert("nonce".to_owned(), json!(nonce));
        }
        profile(self.user, &self.grant.scopes, &mut claims);
        claims
    }
}

/// The answer of the userinfo endpoint to a token of the given scopes (section 5.3.2).
///
/// # Errors
///
/// `insufficient_scope` for a token of plain OAuth 2.0, without `openid`.
pub fn userinfo(user: &UserView, scopes: &Scopes) -> Result<Map<String, Value>, OAuthError> {
    if !scopes.contains(Scopes::OPENID) {
        return Err(OAuthError::new(
            ErrorCode::InsufficientScope,
            "the access token lacks the scope openid",
        ));
    }
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(user.id));
    profile(user, scopes, &mut claims);
    // Only here, because it may be long and an ID token travels in addresses and cookies.
    if scopes.contains(Scopes::IDENTITIES) {
        let identities = user.identities.iter().map(|identity| {
            let IdentityView {
                target,
                user_id,
                details,
            } = identity;
            (
                target.clone(),
                json!({ "userId": user_id, "details": details }),
            )
        });
        claims.insert(
            "identities".to_owned(),
            identities.collect::<Map<_, _>>().into(),
        );
    }
    Ok(claims)
}

/// The claims that both the ID token and userinfo have, by scope (section 5.4).
///
/// What is not known is `null`, as Logto has it; times are in milliseconds, as Logto has them.
fn profile(user: &UserView, scopes: &Scopes, claims: &mut Map<String, Value>) {
    if scopes.contains(Scopes::PROFILE) {
        claims.insert("name".to_owned(), json!(user.name));
        claims.insert("picture".to_owned(), json!(user.picture));
        claims.insert("username".to_owned(), json!(user.username));
        claims.insert("created_at".to_owned(), json!(user.created_at));
        claims.insert("updated_at".to_owned(), json!(user.updated_at));
    }
    if scopes.contains(Scopes::EMAIL) {
        claims.insert("email".to_owned(), json!(user.email));
        claims.insert("email_verified".to_owned(), json!(user.email.is_some()));
    }
    if scopes.contains(Scopes::PHONE) {
        claims.insert("phone_number".to_owned(), json!(user.phone_number));
        claims.insert(
            "phone_number_verified".to_owned(),
            json!(user.phone_number.is_some()),
        );
    }
}

/// Every claim that may occur, for the discovery document.
pub(crate) const SUPPORTED: [&str; 18] = [
    "iss",
    "sub",
    "aud",
    "iat",
    "exp",
    "auth_time",
    "sid",
    "nonce",
    "name",
    "picture",
    "username",
    "created_at",
    "updated_at",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "identities",
];

#[cfg(test)]
mod tests;
