//! APIs of the operator that access tokens can be for (RFC 8707).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    Role, Scopes, SigningAlgorithm,
    error::{ErrorCode, OAuthError},
    management_api,
    parameters::Parameters,
};

/// An API that access tokens can be for: a resource server (RFC 6749 section 1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resource {
    /// Its id, for administrators.
    pub id: String,
    /// What applications call it, and what its tokens say in `aud`. It stays.
    pub indicator: String,
    /// The name that people see.
    pub name: String,
    /// What can be allowed there.
    #[serde(default)]
    pub scopes: Vec<ResourceScope>,
    /// How long its tokens are good for, in seconds.
    #[serde(default = "an_hour")]
    pub access_token_ttl: u32,
    /// How its tokens are signed.
    #[serde(default)]
    pub token_alg: SigningAlgorithm,
}

/// Something that can be allowed at a resource.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceScope {
    /// Its id, by which roles name it. It is never used again, so a role keeps nothing by
    /// accident.
    pub id: String,
    /// What applications ask for.
    pub name: String,
    /// What it means, in the words that people read when they are asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// When it was made, in Unix milliseconds.
    #[serde(default)]
    pub created_at: i64,
}

/// What an application asks for at one resource, or has been given there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// The resource.
    #[serde(rename = "r")]
    pub indicator: String,
    /// Scopes of it. The person's roles decide which of them a token has.
    #[serde(rename = "s", default, skip_serializing_if = "Scopes::is_empty")]
    pub scopes: Scopes,
}

fn an_hour() -> u32 {
    Resource::DEFAULT_TTL
}

impl Resource {
    /// How long tokens are good for when nobody decides, in seconds.
    pub const DEFAULT_TTL: u32 = 3600;
    /// The longest indicator, in bytes.
    pub const LONGEST_INDICATOR: usize = 500;

    /// A resource with a name, and everything else as it is before anybody decides.
    pub fn new(
        id: impl Into<String>,
        indicator: impl Into<String>,
        name: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            indicator: indicator.into(),
            name: name.into(),
            scopes: Vec::new(),
            access_token_ttl: Self::DEFAULT_TTL,
            token_alg: SigningAlgorithm::default(),
        }
    }

    /// The scope of a name.
    pub fn scope(&self, name: &str) -> Option<&ResourceScope> {
        self.scopes.iter().find(|scope| scope.name == name)
    }

    /// Those among `scopes` that are of this resource.
    pub fn among(&self, scopes: &Scopes) -> Scopes {
        let own = scopes.iter().filter(|name| self.scope(name).is_some());
        own.map(str::to_owned).collect()
    }

    /// The scopes of this resource that somebody has by their roles; without a role none.
    pub fn given_by(&self, roles: &[Role]) -> Scopes {
        let given = self.scopes.iter().filter(|scope| {
            let mut all = roles.iter().flat_map(|role| &role.scopes);
            all.any(|id| *id == scope.id)
        });
        given.map(|scope| scope.name.clone()).collect()
    }
}

impl Access {
    /// Access to `resource` with those of the scopes that are of it.
    fn to(resource: &Resource, scopes: &Scopes) -> Self {
        Self {
            indicator: resource.indicator.clone(),
            scopes: resource.among(scopes),
        }
    }

    /// The scopes that a token for `resource` has now: what was asked for, as far as it is still
    /// a scope there and the roles give it.
    pub fn scopes_now(&self, resource: &Resource, roles: &[Role]) -> Scopes {
        let given = resource.given_by(roles);
        let now = self.scopes.iter().filter(|scope| given.contains(scope));
        now.map(str::to_owned).collect()
    }

    /// What a person agrees to, as words among scopes: each scope with its resource, because
    /// scopes of two resources may have one name. An indicator has no fragment, so the first `#`
    /// parts the two; nothing stands behind it where only the resource is asked for.
    pub fn consent(&self) -> impl Iterator<Item = String> {
        let indicator = &self.indicator;
        let alone = self.scopes.is_empty().then(|| format!("{indicator}#"));
        let each = self.scopes.iter();
        alone
            .into_iter()
            .chain(each.map(move |scope| format!("{indicator}#{scope}")))
    }
}

/// Parts a word of [`Access::consent`] into resource and scope; `None` for other scopes.
pub fn consented(word: &str) -> Option<(&str, &str)> {
    word.split_once('#')
        .filter(|(indicator, _)| is_indicator(indicator))
}

/// Whether a text can be the indicator of a resource: an absolute URI without fragment (RFC 8707
/// section 2). A comma would part it, because Logto's clients write lists with commas.
pub fn is_indicator(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !br#"#,"\<>^`{|}"#.contains(&byte);
    text.len() <= Resource::LONGEST_INDICATOR && text.bytes().all(plain) && Url::parse(text).is_ok()
}

/// Whether an indicator means something else here, so that nobody can register it: the
/// Management API is for machines alone, and Logto's resource of organizations is no API.
pub fn is_reserved(indicator: &str) -> bool {
    [management_api::RESOURCE, ORGANIZATIONS].contains(&indicator)
}

/// The resources that an authorization request is about, each with those of its scopes that are
/// asked for (RFC 8707 section 2.1).
///
/// `known` are all that are registered. A request that names none is about the `default` one, if
/// it asks for a scope of it.
///
/// # Errors
///
/// `invalid_target` for one that is not registered.
pub(crate) fn asked(
    parameters: &Parameters,
    scopes: &Scopes,
    known: &Resources<'_>,
) -> Result<Vec<Access>, OAuthError> {
    let mut all: Vec<Access> = Vec::new();
    for indicator in named(parameters) {
        let resource = known.find(indicator).ok_or_else(unknown)?;
        if !all.iter().any(|access| access.indicator == indicator) {
            all.push(Access::to(resource, scopes));
        }
    }
    if all.is_empty() {
        let default = known.default.map(|resource| Access::to(resource, scopes));
        all.extend(default.filter(|access| !access.scopes.is_empty()));
    }
    Ok(all)
}

/// The resource that a token is asked for; a token is for one (RFC 8707 section 2.2).
///
/// # Errors
///
/// `invalid_target` for more than one.
pub(crate) fn one(parameters: &Parameters) -> Result<Option<&str>, OAuthError> {
    let mut named = named(parameters);
    let first = named.next();
    if named.any(|other| Some(other) != first) {
        let text = "a token is for one resource: name one";
        return Err(OAuthError::new(ErrorCode::InvalidTarget, text));
    }
    Ok(first)
}

/// Refuses every resource that a request names: devices get tokens for userinfo alone.
///
/// # Errors
///
/// `invalid_target` (section 2).
pub(crate) fn none(parameters: &Parameters) -> Result<(), OAuthError> {
    match named(parameters).next() {
        None => Ok(()),
        Some(_) => Err(unknown()),
    }
}

/// The resources that a request names, but for [`ORGANIZATIONS`].
///
/// Values may repeat or stand in one list with commas, as with Logto.
pub(crate) fn named(parameters: &Parameters) -> impl Iterator<Item = &str> {
    parameters
        .all("resource")
        .flat_map(|list| list.split(','))
        .map(str::trim)
        .filter(|resource| !resource.is_empty() && *resource != ORGANIZATIONS)
}

/// All resources that are registered, for rules that look one up.
#[derive(Debug, Clone, Copy, Default)]
pub struct Resources<'a> {
    /// Each of them.
    pub all: &'a [Resource],
    /// The one that is meant when none is named.
    pub default: Option<&'a Resource>,
}

impl<'a> Resources<'a> {
    /// The one of an indicator, which is compared byte for byte.
    pub fn find(&self, indicator: &str) -> Option<&'a Resource> {
        let mut all = self.all.iter();
        all.find(|resource| resource.indicator == indicator)
    }
}

/// The answer to a resource that is not registered.
pub fn unknown() -> OAuthError {
    OAuthError::new(ErrorCode::InvalidTarget, UNKNOWN)
}

const UNKNOWN: &str = "the resource is not known here";

/// Logto's SDKs send it along with a scope of the same purpose and expect no answer to it.
const ORGANIZATIONS: &str = "urn:logto:resource:organizations";

#[cfg(test)]
mod tests;
