//! What an application is told about a person (OpenID Connect Core sections 2, 5.1 and 5.3).

use serde_json::{Map, Value, json};

use crate::{
    CodeGrant, RequestedClaims, Scopes,
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
    /// What programs of the operator want to remember about the person.
    pub custom_data: Map<String, Value>,
    /// Further fields of the profile, named as in OpenID Connect or in Logto's API (`familyName`).
    pub profile: Map<String, Value>,
    /// The names of the person's roles.
    pub roles: Vec<String>,
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
        let requested = &self.grant.claims;
        if requested.acr {
            claims.insert("acr".to_owned(), json!(RequestedClaims::ACR));
        }
        by_scope(self.user, &self.grant.scopes, &mut claims);
        by_name(self.user, &requested.id_token, &mut claims);
        claims
    }
}

/// The answer of the userinfo endpoint to a token of the given scopes (section 5.3.2), with the claims
/// that the authorization request named one by one.
///
/// # Errors
///
/// `insufficient_scope` for a token of plain OAuth 2.0, without `openid`.
pub fn userinfo(
    user: &UserView,
    scopes: &Scopes,
    requested: &RequestedClaims,
) -> Result<Map<String, Value>, OAuthError> {
    if !scopes.contains(Scopes::OPENID) {
        return Err(OAuthError::new(
            ErrorCode::InsufficientScope,
            "the access token lacks the scope openid",
        ));
    }
    let mut claims = Map::new();
    claims.insert("sub".to_owned(), json!(user.id));
    by_scope(user, scopes, &mut claims);
    // Only here, because they may be long and an ID token travels in addresses and cookies.
    for scope in EXTENDED.into_iter().filter(|scope| scopes.contains(scope)) {
        for name in of_scope(scope) {
            claims.insert((*name).to_owned(), value(user, name));
        }
    }
    by_name(user, &requested.userinfo, &mut claims);
    Ok(claims)
}

/// The claims that both the ID token and userinfo have, by scope (section 5.4).
///
/// What is not known is `null`, as Logto has it, but for the further fields of the profile, which are
/// left out; times are in milliseconds, as Logto has them.
fn by_scope(user: &UserView, scopes: &Scopes, claims: &mut Map<String, Value>) {
    let ordinary = scopes.iter().filter(|scope| !EXTENDED.contains(scope));
    for name in ordinary.flat_map(of_scope) {
        let value = value(user, name);
        if !value.is_null() || !OF_PROFILE.contains(name) {
            claims.insert((*name).to_owned(), value);
        }
    }
}

/// The claims that are asked for one by one; what is not known is left out (section 5.3.2).
fn by_name(user: &UserView, names: &[String], claims: &mut Map<String, Value>) {
    for name in names {
        let value = value(user, name);
        if !value.is_null() && !claims.contains_key(name) {
            claims.insert(name.clone(), value);
        }
    }
}

/// The scopes whose claims are in userinfo alone, unless they are asked for one by one.
const EXTENDED: [&str; 3] = [Scopes::IDENTITIES, Scopes::CUSTOM_DATA, Scopes::ROLES];

/// The claims that come of the further fields of the profile (section 5.1), and are there only when
/// the field is.
const OF_PROFILE: [&str; 12] = [
    "family_name",
    "given_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "address",
];

/// The claims of a scope.
fn of_scope(scope: &str) -> &'static [&'static str] {
    match scope {
        Scopes::PROFILE => &[
            "name",
            "picture",
            "username",
            "created_at",
            "updated_at",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
        ],
        Scopes::ADDRESS => &["address"],
        Scopes::ROLES => &["roles"],
        Scopes::USERNAME => &["username"],
        Scopes::EMAIL => &["email", "email_verified"],
        Scopes::PHONE => &["phone_number", "phone_number_verified"],
        Scopes::IDENTITIES => &["identities"],
        Scopes::CUSTOM_DATA => &["custom_data"],
        _ => &[],
    }
}

/// The scopes among these whose claims an ID token has too.
pub fn in_id_token(scopes: &Scopes) -> Scopes {
    let ordinary = scopes.iter().filter(|scope| !EXTENDED.contains(scope));
    ordinary.map(str::to_owned).collect()
}

/// Whether anything of `scope` is asked for: by the scope, or by a claim that is named.
pub fn is_asked(scope: &str, scopes: &Scopes, named: &[String]) -> bool {
    let by_name = || named.iter().any(|name| scope_of(name) == Some(scope));
    scopes.contains(scope) || by_name()
}

/// The scope that stands for a claim about a person; `None` for other claims and unknown ones.
pub(crate) fn scope_of(claim: &str) -> Option<&'static str> {
    let scopes = Scopes::SUPPORTED.into_iter();
    scopes
        .into_iter()
        .find(|scope| of_scope(scope).contains(&claim))
}

/// What a claim says of a person.
fn value(user: &UserView, claim: &str) -> Value {
    match claim {
        "name" => json!(user.name),
        "picture" => json!(user.picture),
        "username" => json!(user.username),
        "created_at" => json!(user.created_at),
        "updated_at" => json!(user.updated_at),
        "email" => json!(user.email),
        "email_verified" => json!(user.email.is_some()),
        "phone_number" => json!(user.phone_number),
        "phone_number_verified" => json!(user.phone_number.is_some()),
        "identities" => identities(&user.identities),
        "custom_data" => Value::Object(user.custom_data.clone()),
        "roles" => json!(user.roles),
        "address" => field(user, claim).filter(Value::is_object).into(),
        "preferred_username" => match text(user, claim) {
            Value::Null => json!(user.username),
            text => text,
        },
        _ if OF_PROFILE.contains(&claim) => text(user, claim),
        _ => Value::Null,
    }
}

/// A further field of the profile that is a text, as each of these claims is (section 5.1).
fn text(user: &UserView, claim: &str) -> Value {
    field(user, claim).filter(Value::is_string).into()
}

/// A further field of the profile, under the name of the claim or the one in Logto's API.
fn field(user: &UserView, claim: &str) -> Option<Value> {
    let fields = &user.profile;
    let value = fields.get(claim).or_else(|| fields.get(&camel(claim)));
    value.cloned()
}

/// `family_name` as `familyName`.
fn camel(claim: &str) -> String {
    let mut words = claim.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at(word.len().min(1));
        name + &initial.to_ascii_uppercase() + rest
    })
}

fn identities(identities: &[IdentityView]) -> Value {
    let identities = identities.iter().map(|identity| {
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
    identities.collect::<Map<_, _>>().into()
}

/// Every claim that may occur, for the discovery document. Those of [`EXTENDED`] are called after
/// their scopes.
pub(crate) fn supported() -> impl Iterator<Item = &'static str> {
    FIRST.into_iter().chain(OF_PROFILE).chain(EXTENDED)
}

/// The claims about the sign-in, and those that are there for everybody.
const FIRST: [&str; 18] = [
    "iss",
    "sub",
    "aud",
    "iat",
    "exp",
    "auth_time",
    "acr",
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
];

#[cfg(test)]
mod tests;
