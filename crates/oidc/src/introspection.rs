//! The question what a token is: `/oidc/token/introspection` (RFC 7662).

use secrecy::SecretString;
use serde_json::{Map, Value, json};

use crate::{
    Application, ApplicationType, Scopes,
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
};

/// The token that is asked about.
///
/// Which kind it is shows in the token itself, so `token_type_hint` is read for nothing but its
/// repetition (section 2.1 allows to ignore it).
///
/// # Errors
///
/// `invalid_request` if the token is missing or something is there twice.
pub fn token(parameters: &Parameters) -> Result<SecretString, OAuthError> {
    parameters.one("token_type_hint")?;
    Ok(parameters.required("token")?.to_owned().into())
}

/// Whether `application`, which has named itself, may ask at all.
///
/// # Errors
///
/// `invalid_client` for a public application: whoever has found a token could ask in its name
/// (section 4).
pub fn may_ask(application: &Application) -> Result<(), OAuthError> {
    if application.is_public() {
        let text = "only an application with a secret may ask about tokens";
        return Err(OAuthError::new(ErrorCode::InvalidClient, text));
    }
    Ok(())
}

/// Whether `application` may know about a token that was given to the application `owner`.
///
/// An application asks about its own. Of other tokens, only a machine of the operator's own may know: an
/// API that people's tokens are sent to.
pub fn may_know(application: &Application, owner: &str) -> bool {
    let is_api = application.kind == ApplicationType::MachineToMachine && !application.third_party;
    application.id == owner || is_api
}

/// The answer about a token that does not count, or that is none of the asker's business: nothing tells
/// the two apart (section 2.2).
pub fn inactive() -> Value {
    json!({ "active": false })
}

/// What kind of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One that comes with requests.
    Access,
    /// One that is exchanged for others.
    Refresh,
}

/// A token of a person's that counts.
#[derive(Debug, Clone, Copy)]
pub struct ActiveToken<'a> {
    /// What kind of token it is.
    pub kind: Kind,
    /// Who has given it.
    pub issuer: &'a str,
    /// To whom it was given.
    pub application_id: &'a str,
    /// The person, as `sub`.
    pub user_id: &'a str,
    /// What it is for.
    pub scopes: &'a Scopes,
    /// Until when it counts, in Unix seconds.
    pub expires_at: i64,
}

impl ActiveToken<'_> {
    /// The answer about it (section 2.2).
    pub fn body(&self) -> Value {
        let mut body = json!({
            "active": true,
            "iss": self.issuer,
            "client_id": self.application_id,
            "sub": self.user_id,
            "scope": self.scopes.to_string(),
            "exp": self.expires_at,
        });
        if self.kind == Kind::Access {
            body["token_type"] = "Bearer".into();
        }
        body
    }
}

/// The answer about a signed access token that counts: what it says itself (RFC 9068).
pub fn signed(mut claims: Map<String, Value>) -> Value {
    claims.insert("active".to_owned(), json!(true));
    claims.insert("token_type".to_owned(), json!("Bearer"));
    claims.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_token_whatever_its_hint() {
        let table = [
            ("token=t", true),
            ("token=h.c.s&token_type_hint=access_token", true),
            ("token=t&token_type_hint=unheard-of", true),
            ("", false),
            ("token=", false),
            ("token=t&token=t", false),
            ("token=t&token_type_hint=a&token_type_hint=a", false),
        ];
        for (text, expected) in table {
            let token = token(&Parameters::parse(text).unwrap());
            assert_eq!(token.is_ok(), expected, "{text}");
        }
    }

    #[test]
    fn who_may_ask_and_about_what() {
        use ApplicationType::{MachineToMachine, Native, Spa, Traditional};
        for (kind, third_party, asks, own, others) in [
            (Traditional, false, true, true, false),
            (Traditional, true, true, true, false),
            (MachineToMachine, false, true, true, true),
            (MachineToMachine, true, true, true, false),
            (Spa, false, false, true, false),
            (Native, false, false, true, false),
        ] {
            let application = Application {
                third_party,
                ..Application::new("a", "A", kind)
            };
            assert_eq!(may_ask(&application).is_ok(), asks, "{kind:?}");
            assert_eq!(may_know(&application, "a"), own, "{kind:?}");
            assert_eq!(may_know(&application, "b"), others, "{kind:?}");
        }
    }

    #[test]
    fn what_is_said_of_each_kind() {
        let access = ActiveToken {
            kind: Kind::Access,
            issuer: "https://id.example/oidc",
            application_id: "paperboat",
            user_id: "u1",
            scopes: &Scopes::parse("openid profile"),
            expires_at: 1_800_000_000,
        };
        let mut expected = json!({
            "active": true, "iss": "https://id.example/oidc", "client_id": "paperboat", "sub": "u1",
            "scope": "openid profile", "exp": 1_800_000_000, "token_type": "Bearer",
        });
        assert_eq!(access.body(), expected);
        let kind = Kind::Refresh;
        expected.as_object_mut().unwrap().remove("token_type");
        assert_eq!(ActiveToken { kind, ..access }.body(), expected);
        assert_eq!(inactive(), json!({ "active": false }));
        let claims = Map::from_iter([("jti".to_owned(), json!("j1"))]);
        let expected = json!({ "active": true, "token_type": "Bearer", "jti": "j1" });
        assert_eq!(signed(claims), expected);
    }
}
