//! What an application asks for or was allowed, in words for people.

use oidc::{Resources, Scopes, resource};
use pages::consent::Permission;

/// Each scope, and what of it is at an API of the operator in the operator's words. One that is gone
/// by now is called as the application has called it.
pub(crate) fn permissions(consent: &Scopes, known: &Resources<'_>) -> Vec<Permission> {
    let permission = |word: &str| {
        let Some((indicator, scope)) = resource::consented(word) else {
            return Permission::Scope(word.to_owned());
        };
        let found = known.find(indicator);
        let api = found
            .map_or(indicator, |resource| &resource.name)
            .to_owned();
        if scope.is_empty() {
            return Permission::Api(api);
        }
        let described = found.and_then(|resource| resource.scope(scope));
        let words = described.map(|scope| scope.description.as_str());
        let words = words.filter(|words| !words.is_empty());
        Permission::At {
            api,
            allows: words.unwrap_or(scope).to_owned(),
        }
    };
    consent.iter().map(permission).collect()
}
