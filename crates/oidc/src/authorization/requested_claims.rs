use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    claims,
    error::{ErrorCode, OAuthError},
};

/// The claims that a request names one by one (OpenID Connect Core section 5.5), as far as they mean
/// something here.
///
/// Whether a claim is `essential` changes nothing for what people are known by: all that is known is
/// given, and nobody can be asked for more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestedClaims {
    /// Those for the ID token.
    #[serde(rename = "i", skip_serializing_if = "Vec::is_empty")]
    pub id_token: Vec<String>,
    /// Those for userinfo.
    #[serde(rename = "u", skip_serializing_if = "Vec::is_empty")]
    pub userinfo: Vec<String>,
    /// The only people who may be answered with, by `sub`; nobody is excluded if absent.
    #[serde(rename = "s", skip_serializing_if = "Option::is_none")]
    pub subjects: Option<Vec<String>>,
    /// Whether the ID token says how surely the person was recognised.
    #[serde(rename = "a", skip_serializing_if = "std::ops::Not::not")]
    pub acr: bool,
}

impl RequestedClaims {
    /// The one class of `acr`: "0", because nobody here has measured how surely a vendor knows the
    /// person (OpenID Connect Core section 2).
    pub const ACR: &'static str = "0";

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether `user_id` may be answered with (section 5.5.1).
    pub fn allow(&self, user_id: &str) -> bool {
        let subjects = self.subjects.as_ref();
        subjects.is_none_or(|subjects| subjects.iter().any(|subject| subject == user_id))
    }

    /// The scopes that stand for what is asked for, so that people are asked for no less when an
    /// application names claims than when it names scopes.
    pub fn scopes(&self) -> impl Iterator<Item = &'static str> {
        let names = self.id_token.iter().chain(&self.userinfo);
        names.filter_map(|name| claims::scope_of(name))
    }

    /// Reads `claims` and `acr_values`.
    ///
    /// `acr_values` is a wish, so it is never refused.
    ///
    /// # Errors
    ///
    /// `invalid_request` for what is not JSON of the right shape;
    /// `unmet_authentication_requirements` if `acr` is essential with values that are not ours
    /// (section 5.5.1.1).
    pub(crate) fn parse(text: Option<&str>, acr_values: Option<&str>) -> Result<Self, OAuthError> {
        let mut requested = Self {
            acr: acr_values.is_some(),
            ..Self::default()
        };
        let Some(text) = text else {
            return Ok(requested);
        };
        let Ok(Value::Object(members)) = serde_json::from_str(text) else {
            return Err(malformed("claims must be an object of JSON"));
        };
        for (name, value) in &members {
            let place = match name.as_str() {
                "id_token" => &mut requested.id_token,
                "userinfo" => &mut requested.userinfo,
                // Members that are not understood are ignored (section 5.5).
                _ => continue,
            };
            let wishes = match value {
                Value::Null => continue,
                Value::Object(wishes) => wishes,
                _ => return Err(malformed("claims must have objects as members")),
            };
            let mut names = Vec::new();
            for (claim, wish) in wishes {
                let wish = Wish::read(wish)?;
                if claim == "sub" {
                    narrow(&mut requested.subjects, &wish);
                } else if claim == "acr" && name == "id_token" {
                    requested.acr = true;
                    wish.can_be_met_by(Self::ACR)?;
                } else if claims::scope_of(claim).is_some() {
                    names.push(claim.clone());
                }
            }
            *place = names;
        }
        Ok(requested)
    }
}

/// What is said about one claim.
struct Wish {
    essential: bool,
    /// The values that will do, if any are named.
    values: Option<Vec<Value>>,
}

impl Wish {
    fn read(value: &Value) -> Result<Self, OAuthError> {
        let empty = Map::new();
        let members = match value {
            Value::Null => &empty,
            Value::Object(members) => members,
            _ => return Err(malformed("claims must say null or an object of each claim")),
        };
        let essential = match members.get("essential") {
            None => false,
            Some(Value::Bool(essential)) => *essential,
            Some(_) => return Err(malformed("essential must be true or false")),
        };
        let values = match (members.get("value"), members.get("values")) {
            (None, None) => None,
            (Some(value), None) => Some(vec![value.clone()]),
            (None, Some(Value::Array(values))) => Some(values.clone()),
            (None, Some(_)) => return Err(malformed("values must be a list")),
            (Some(_), Some(_)) => {
                return Err(malformed("value and values exclude each other"));
            }
        };
        Ok(Self { essential, values })
    }

    fn can_be_met_by(&self, ours: &str) -> Result<(), OAuthError> {
        let values = self.values.as_ref();
        let met = values.is_none_or(|values| values.iter().any(|value| value == ours));
        if met || !self.essential {
            return Ok(());
        }
        Err(OAuthError::new(
            ErrorCode::UnmetAuthenticationRequirements,
            "acr cannot have one of these values here",
        ))
    }
}

/// Keeps the subjects that every wish allows.
fn narrow(subjects: &mut Option<Vec<String>>, wish: &Wish) {
    let Some(values) = &wish.values else {
        return;
    };
    let named = values.iter().filter_map(Value::as_str).map(str::to_owned);
    let mut named: Vec<String> = named.collect();
    if let Some(known) = subjects {
        named.retain(|subject| known.contains(subject));
    }
    *subjects = Some(named);
}

fn malformed(text: &'static str) -> OAuthError {
    OAuthError::new(ErrorCode::InvalidRequest, text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<RequestedClaims, &'static str> {
        RequestedClaims::parse(Some(text), None).map_err(|error| error.code.as_str())
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn claims_are_named_for_each_place() {
        let requested = read(
            r#"{"userinfo":{"email":{"essential":true},"picture":null,"http://x.example/y":null},
                "id_token":{"name":{"value":"Emma"},"auth_time":{"essential":true},"sub":null},
                "elsewhere":{"phone_number":null},"another":7}"#,
        );
        let requested = requested.unwrap();
        assert_eq!(requested.userinfo, names(&["email", "picture"]));
        assert_eq!(requested.id_token, names(&["name"]));
        assert_eq!((requested.subjects.as_ref(), requested.acr), (None, false));
        let scopes: Vec<_> = requested.scopes().collect();
        assert_eq!(scopes, ["profile", "email", "profile"]);
        assert!(read("{}").unwrap().is_empty());
        assert!(
            read(r#"{"userinfo":null,"id_token":{}}"#)
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn only_the_named_people_may_be_answered_with() {
        let table = [
            ("{}", true, true),
            (r#"{"id_token":{"sub":null}}"#, true, true),
            (r#"{"id_token":{"sub":{"essential":true}}}"#, true, true),
            (r#"{"id_token":{"sub":{"value":"u1"}}}"#, true, false),
            (r#"{"userinfo":{"sub":{"value":"u1"}}}"#, true, false),
            (r#"{"id_token":{"sub":{"values":["u1","u2"]}}}"#, true, true),
            (r#"{"id_token":{"sub":{"values":[]}}}"#, false, false),
            (r#"{"id_token":{"sub":{"value":7}}}"#, false, false),
            (r#"{"id_token":{"sub":{"value":"U1"}}}"#, false, false),
            (
                r#"{"id_token":{"sub":{"value":"u1"}},"userinfo":{"sub":{"value":"u2"}}}"#,
                false,
                false,
            ),
        ];
        for (text, one, two) in table {
            let requested = read(text).unwrap();
            assert_eq!(requested.allow("u1"), one, "{text}");
            assert_eq!(requested.allow("u2"), two, "{text}");
        }
    }

    #[test]
    fn acr_is_given_where_it_is_asked_for_and_refused_where_it_cannot_be() {
        let refused = Err("unmet_authentication_requirements");
        let table = [
            (r#"{"id_token":{"acr":null}}"#, Ok(true)),
            (
                r#"{"id_token":{"acr":{"values":["0","1"],"essential":true}}}"#,
                Ok(true),
            ),
            (r#"{"id_token":{"acr":{"values":["1"]}}}"#, Ok(true)),
            (
                r#"{"id_token":{"acr":{"value":"1","essential":false}}}"#,
                Ok(true),
            ),
            (
                r#"{"id_token":{"acr":{"value":"1","essential":true}}}"#,
                refused,
            ),
            (
                r#"{"id_token":{"acr":{"values":[],"essential":true}}}"#,
                refused,
            ),
            (
                r#"{"id_token":{"acr":{"value":0,"essential":true}}}"#,
                refused,
            ),
            (
                r#"{"userinfo":{"acr":{"value":"1","essential":true}}}"#,
                Ok(false),
            ),
        ];
        for (text, expected) in table {
            assert_eq!(
                read(text).map(|requested| requested.acr),
                expected,
                "{text}"
            );
        }
        let wished = RequestedClaims::parse(None, Some("1 2")).unwrap();
        assert!(wished.acr && !wished.is_empty());
    }

    #[test]
    fn what_has_another_shape_is_refused() {
        for text in [
            "",
            "null",
            "[]",
            "7",
            "{",
            "{}{}",
            r#"{"userinfo":[]}"#,
            r#"{"userinfo":"email"}"#,
            r#"{"id_token":{"email":true}}"#,
            r#"{"id_token":{"email":{"essential":"true"}}}"#,
            r#"{"id_token":{"sub":{"values":"u1"}}}"#,
            r#"{"id_token":{"sub":{"value":"u1","values":["u1"]}}}"#,
        ] {
            assert_eq!(read(text), Err("invalid_request"), "{text}");
        }
        let deep = format!("{}{}", r#"{"userinfo":"#.repeat(5000), "}".repeat(5000));
        assert_eq!(read(&deep), Err("invalid_request"));
    }

    proptest! {
        #[test]
        fn nothing_unknown_is_kept(text in r#"(\{|\}|"|:|,|null|true|\[|\]|sub|email|acr|userinfo|id_token|values?){0,24}"#) {
            if let Ok(requested) = RequestedClaims::parse(Some(&text), None) {
                prop_assert!(requested.userinfo.iter().all(|name| claims::scope_of(name).is_some()));
                let json = serde_json::to_string(&requested).unwrap();
                prop_assert_eq!(serde_json::from_str::<RequestedClaims>(&json).unwrap(), requested);
            }
        }
    }
}
