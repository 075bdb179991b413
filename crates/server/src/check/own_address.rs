//! Whether people can come back to this server.

use connector_kit::{Action, Finding, Limits, Sentence, Verdict};
use serde_json::Value;
use url::{Host, Url};

use super::words;
use crate::Settings;
use crate::state::Inner;

pub(super) async fn check(state: &Inner, is_simulated: bool) -> Finding {
    let (verdict, text) = if is_simulated {
        (Verdict::NotRun, words::ANY_ADDRESS.into())
    } else if let Some(problem) = shape(&state.settings) {
        (Verdict::Fail, problem)
    } else {
        reach(state).await
    };
    Finding {
        line: "own_address",
        title: words::OWN_ADDRESS,
        action: (verdict == Verdict::Fail).then(|| Action::OpenField("public_address".to_owned())),
        verdict,
        text,
    }
}

/// What is wrong with the public address as such.
fn shape(settings: &Settings) -> Option<Sentence> {
    let origin = settings.origin();
    let wrong = |text| Some(Sentence::new(text, &[("origin", &origin)]));
    match settings.public_address.host() {
        Some(Host::Domain(name)) if name == "localhost" || name.ends_with(".localhost") => {
            wrong(words::LOCAL)
        }
        Some(Host::Domain(_)) if !settings.is_https() => wrong(words::NOT_HTTPS),
        Some(Host::Domain(_)) => None,
        _ => wrong(words::IP_ADDRESS),
    }
}

/// Whether the public address leads to a server with our keys.
async fn reach(state: &Inner) -> (Verdict, Sentence) {
    let origin = state.settings.origin();
    let Ok(url) = Url::parse(&format!("{}/jwks", state.settings.issuer())) else {
        let text = Sentence::new(words::NO_ADDRESS, &[("origin", &origin)]);
        return (Verdict::Fail, text);
    };
    let response = match state.http.get(&url, Limits::default()).await {
        Ok(response) => response,
        Err(error) => {
            let error = error.to_string();
            let values = [("origin", &*origin), ("problem", &*error)];
            return (Verdict::Fail, Sentence::new(words::NOT_REACHED, &values));
        }
    };
    let theirs: Value = serde_json::from_slice(&response.body).unwrap_or_default();
    let keys = state.signing_keys();
    let known = theirs["keys"].as_array().is_some_and(|theirs| {
        theirs
            .iter()
            .any(|jwk| keys.iter().any(|ours| jwk["kid"] == ours.key.kid()))
    });
    if known {
        let text = Sentence::new(words::REACHED, &[("origin", &origin)]);
        (Verdict::Pass, text)
    } else {
        let status = response.status.to_string();
        let values = [("origin", &*origin), ("status", &*status)];
        (Verdict::Fail, Sentence::new(words::OTHER_SERVER, &values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_no_vendor_can_use_are_named() {
        for (address, says) in [
            ("https://id.acme.example", None),
            ("http://id.acme.example", Some("https")),
            ("http://localhost:3001", Some("domain name")),
            ("https://10.0.0.4", Some("not an IP address")),
            ("https://[2001:db8::1]", Some("not an IP address")),
        ] {
            let problem = shape(&Settings::new(address.parse().unwrap()));
            match says {
                None => assert_eq!(problem, None, "{address}"),
                Some(says) => assert!(
                    problem.is_some_and(|p| p.to_string().contains(says)),
                    "{address}"
                ),
            }
        }
    }
}
