use crate::{
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
};

/// Refuses every resource that a request names, but for one that Logto's SDKs add by themselves.
///
/// They send [`ORGANIZATIONS`] along with a scope of the same purpose and expect no answer to it.
/// # Errors
///
/// `invalid_target` (RFC 8707 section 2): people's tokens are for no other resource.
pub(crate) fn check(parameters: &Parameters) -> Result<(), OAuthError> {
    if named(parameters).next().is_none() {
        Ok(())
    } else {
        Err(OAuthError::new(ErrorCode::InvalidTarget, UNKNOWN))
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

pub(crate) const UNKNOWN: &str = "the resource is not known here";

const ORGANIZATIONS: &str = "urn:logto:resource:organizations";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_logtos_own_resource_is_let_through() {
        let table = [
            ("", true),
            ("resource=", true),
            ("resource=urn:logto:resource:organizations", true),
            ("resource=urn:logto:resource:organizations&resource=", true),
            (
                "resource=urn:logto:resource:organizations,urn:logto:resource:organizations",
                true,
            ),
            ("resource=https://api.example", false),
            (
                "resource=urn:logto:resource:organizations&resource=https://api.example",
                false,
            ),
            (
                "resource=urn:logto:resource:organizations,https://api.example",
                false,
            ),
            ("resource=urn:logto:resource:organizationsX", false),
        ];
        for (text, allowed) in table {
            let parameters = Parameters::parse(text).unwrap();
            assert_eq!(check(&parameters).is_ok(), allowed, "{text}");
        }
    }
}
