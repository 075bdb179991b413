use std::{convert::Infallible, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A set of scopes in the order they were given, written with single spaces (RFC 6749 section 3.3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// The scope that makes a request one of OpenID Connect and yields an ID token.
    pub const OPENID: &'static str = "openid";
    /// The scope that yields a refresh token.
    pub const OFFLINE_ACCESS: &'static str = "offline_access";
    /// The scope for name, picture and user name.
    pub const PROFILE: &'static str = "profile";
    /// The scope for the e-mail address.
    pub const EMAIL: &'static str = "email";
    /// The scope for the phone number.
    pub const PHONE: &'static str = "phone";
    /// The scope for what other providers know the person by (Logto's extension).
    pub const IDENTITIES: &'static str = "identities";

    /// The scope for the name to sign in with alone.
    pub const USERNAME: &'static str = "username";
    /// The scope for what the operator's programs remember of the person (Logto's extension).
    pub const CUSTOM_DATA: &'static str = "custom_data";

    /// The scope for the postal address.
    pub const ADDRESS: &'static str = "address";
    /// The scope for the names of the person's roles (Logto's extension).
    pub const ROLES: &'static str = "roles";

    /// Every scope that means something here, whatever the resource.
    pub const SUPPORTED: [&'static str; 10] = [
        Self::OPENID,
        Self::OFFLINE_ACCESS,
        Self::PROFILE,
        Self::EMAIL,
        Self::PHONE,
        Self::ADDRESS,
        Self::USERNAME,
        Self::IDENTITIES,
        Self::CUSTOM_DATA,
        Self::ROLES,
    ];

    /// The characters that a scope may have (RFC 6749 section 3.3), and at least one of them.
    pub fn is_scope(text: &str) -> bool {
        let in_scope = |byte: u8| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\';
        !text.is_empty() && text.bytes().all(in_scope)
    }

    /// Reads a list separated by spaces; a scope that is named twice counts once.
    pub fn parse(text: &str) -> Self {
        let mut scopes = Vec::new();
        for scope in text.split(' ').filter(|scope| !scope.is_empty()) {
            if !scopes.iter().any(|known| known == scope) {
                scopes.push(scope.to_owned());
            }
        }
        Self(scopes)
    }

    /// The ones among them that are in [`Self::SUPPORTED`].
    ///
    /// Scopes that a provider does not know are to be ignored (OpenID Connect Core section 3.1.2.1).
    #[must_use]
    pub fn supported(mut self) -> Self {
        self.0
            .retain(|scope| Self::SUPPORTED.contains(&scope.as_str()));
        self
    }

    /// Whether `scope` is among them.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|known| known == scope)
    }

    /// Whether every one of them is also in `other`.
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.0.iter().all(|scope| other.contains(scope))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them, in the order they were given.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::parse(text))
    }
}

impl From<String> for Scopes {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl FromIterator<String> for Scopes {
    fn from_iter<I: IntoIterator<Item = String>>(scopes: I) -> Self {
        Self::parse(&scopes.into_iter().collect::<Vec<_>>().join(" "))
    }
}

impl From<Scopes> for String {
    fn from(scopes: Scopes) -> Self {
        scopes.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_drops_repetitions_and_extra_spaces() {
        let scopes = Scopes::parse("  openid  profile openid ");
        assert_eq!(scopes.to_string(), "openid profile");
        assert!(scopes.contains("profile"));
        assert!(!scopes.contains("prof"));
        assert!(!scopes.contains(""));
    }

    #[test]
    fn unknown_scopes_are_dropped_and_case_matters() {
        let scopes = Scopes::parse("OpenID openid read:all offline_access").supported();
        assert_eq!(scopes.to_string(), "openid offline_access");
    }

    #[test]
    fn a_scope_has_visible_characters_and_no_quotes() {
        for (text, expected) in [
            ("read:orders", true),
            ("!#[]~/@", true),
            ("", false),
            ("a b", false),
            ("a\"b", false),
            ("a\\b", false),
            ("é", false),
            ("a\n", false),
        ] {
            assert_eq!(Scopes::is_scope(text), expected, "{text:?}");
        }
    }

    #[test]
    fn subsets() {
        let wide = Scopes::parse("openid profile email");
        assert!(Scopes::parse("email openid").is_subset_of(&wide));
        assert!(Scopes::default().is_subset_of(&wide));
        assert!(!Scopes::parse("openid phone").is_subset_of(&wide));
    }

    #[test]
    fn serialized_as_one_string() {
        let scopes = Scopes::parse("openid email");
        let json = serde_json::to_string(&scopes).unwrap();
        assert_eq!(json, r#""openid email""#);
        assert_eq!(serde_json::from_str::<Scopes>(&json).unwrap(), scopes);
    }
}
