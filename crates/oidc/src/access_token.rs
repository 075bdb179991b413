//! Access tokens that are signed and complete in themselves (RFC 9068).

use serde_json::{Map, Value, json};

use crate::{CodeGrant, RequestedClaims, Scopes};

/// What a signed access token is made of (RFC 9068 section 2.2).
#[derive(Debug, Clone, Copy)]
pub struct SignedAccessToken<'a> {
    /// Who says it.
    pub issuer: &'a str,
    /// To whom it is given.
    pub application_id: &'a str,
    /// The sign-in that it comes of; absent where the application acts for itself, so that `sub`
    /// is the application.
    pub grant: Option<&'a CodeGrant>,
    /// The one resource that it is for.
    pub audience: &'a str,
    /// What it allows there, and nothing that means something elsewhere.
    pub scopes: &'a Scopes,
    /// A name of its own, for logs.
    pub id: &'a str,
    /// Now, in Unix seconds.
    pub now: i64,
    /// How long it is good for, in seconds.
    pub lifetime: i64,
}

impl SignedAccessToken<'_> {
    /// The `typ` in its header (RFC 9068 section 2.1).
    pub const TYPE: &'static str = "at+jwt";

    /// The claims to sign.
    ///
    /// When and how surely the person signed in is said as far as it is known (section 2.2.1).
    pub fn claims(&self) -> Value {
        let mut claims = json!({
            "jti": self.id,
            "sub": self.application_id,
            "iat": self.now,
            "exp": self.now.saturating_add(self.lifetime),
            "scope": self.scopes.to_string(),
            "client_id": self.application_id,
            "iss": self.issuer,
            "aud": self.audience,
        });
        if let Some(grant) = self.grant {
            claims["sub"] = json!(grant.user_id);
            claims["auth_time"] = json!(grant.auth_time);
            if grant.claims.acr {
                claims["acr"] = json!(RequestedClaims::ACR);
            }
        }
        claims
    }
}

/// Whose a signed access token is, as its verified claims say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The application that it was given to.
    pub application_id: String,
    /// Whom it is about: the application itself where it acts for itself.
    pub subject: String,
    /// The resource that it is for.
    pub audience: String,
    /// What it allowed there when it was made.
    pub scopes: Scopes,
}

impl Bearer {
    /// Reads the claims of a token that has been verified; `None` where one is missing.
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        let text = |name| claims.get(name).and_then(Value::as_str);
        let some = |name| {
            text(name)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        Some(Self {
            application_id: some("client_id")?,
            subject: some("sub")?,
            audience: some("aud")?,
            scopes: Scopes::parse(text("scope")?),
        })
    }

    /// Whether an application acts for itself with it.
    pub fn is_machine(&self) -> bool {
        self.subject == self.application_id
    }
}

#[cfg(test)]
mod tests;
