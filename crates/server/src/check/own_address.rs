//! Whether people can come back to this server.

use connector_kit::{Action, Finding, Sentence, Verdict};
use pages::console::settings::general::Reached;
use url::Host;

use super::words;
use crate::Settings;
use crate::manage::public_address;
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
    let says = |text, name, value: &str| {
        let values = [("origin", &*origin), (name, value)];
        (Verdict::Fail, Sentence::new(text, &values))
    };
    match public_address::reached(state).await {
        Reached::Here => {
            let text = Sentence::new(words::REACHED, &[("origin", &origin)]);
            (Verdict::Pass, text)
        }
        Reached::Nobody(problem) => says(words::NOT_REACHED, "problem", &problem),
        Reached::Other(status) => says(words::OTHER_SERVER, "status", &status.to_string()),
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
