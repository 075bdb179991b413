//! Whether the public address leads here, and what another one would change.

use connector_kit::Limits;
use pages::console::settings::general::Reached;
use serde_json::Value;
use url::Url;

use crate::state::Inner;

/// Asks at the public address for our own keys. It may be a private one, and is let in for
/// as long as that takes.
pub(crate) async fn reached(state: &Inner) -> Reached {
    let Ok(url) = Url::parse(&format!("{}/jwks", state.settings.issuer())) else {
        return Reached::Nobody(String::from("no address"));
    };
    let _lent = state.allowed.lend([state.settings.public_address.origin()]);
    let answer = match state.http.get(&url, Limits::default()).await {
        Ok(answer) => answer,
        Err(error) => return Reached::Nobody(error.to_string()),
    };
    let theirs: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let keys = state.signing_keys();
    let is_ours = |jwk: &Value| keys.iter().any(|ours| jwk["kid"] == ours.key.kid());
    let theirs = theirs["keys"].as_array();
    if theirs.is_some_and(|theirs| theirs.iter().any(is_ours)) {
        Reached::Here
    } else {
        Reached::Other(answer.status)
    }
}

/// Reads a public address as the configuration would: scheme, host and port alone.
pub(crate) fn parse(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_plain.then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_that_the_configuration_takes() {
        for good in ["https://id.acme.example", " http://localhost:3001/ "] {
            assert!(parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "id.acme.example",
            "ftp://id.acme.example",
            "https://id.acme.example/path",
            "https://id.acme.example?x",
            "https://id.acme.example#x",
            "https://iris@id.acme.example",
            "javascript:alert(1)",
        ] {
            assert!(parse(bad).is_none(), "{bad}");
        }
    }
}
