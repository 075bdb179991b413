//! Finds out whether sign-ins can work, before anybody is sent away.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use connector_kit::{
    Action, CheckRequest, Clock, Context, Finding, HttpClient, HttpResponse, Limits, Localized,
    Steps, TransportError, Verdict,
};
use serde_json::Value;
use url::Url;

use crate::configuration::LiveConnector;
use crate::sign_in::trial;
use crate::state::Inner;
use crate::{Server, Settings};

/// How far our clock may be from the vendor's: certificates and codes bear that much.
const CLOCK_LEEWAY: Duration = Duration::from_mins(1);

/// What was found out about one connector.
pub struct ConnectorCheck {
    /// The id of the connector.
    pub id: String,
    /// Whether people can choose it.
    pub is_on: bool,
    /// Whether it points at a simulator instead of the vendor.
    pub is_simulated: bool,
    /// The lines, in order: our own address, those of the connector, the clock.
    pub findings: Vec<Finding>,
}

impl Server {
    /// Checks every connector as a sign-in would use it, without any person. Takes a
    /// few seconds when somebody does not answer.
    pub async fn check(&self) -> Vec<ConnectorCheck> {
        let state = &self.state;
        let configuration = state.configuration();
        // Our own address may be private, and is to be called once.
        let own = state.settings.public_address.origin();
        let allowed = configuration.private_origins();
        state.allowed.allow(allowed.iter().cloned().chain([own]));
        let mut checks = Vec::new();
        for connector in configuration.connectors() {
            checks.push(ConnectorCheck {
                id: connector.id.clone(),
                is_on: configuration.on(&connector.id).is_some(),
                is_simulated: connector.endpoints.is_some(),
                findings: check(state, connector).await,
            });
        }
        state.allowed.allow(allowed);
        checks
    }

    /// An address at which whoever runs the server can try a connector, valid for ten
    /// minutes; nothing for an unknown connector.
    pub fn trial_address(&self, connector: &str) -> Option<String> {
        let known = self.state.configuration().connector(connector)?;
        Some(trial::address(&self.state, &known.id))
    }
}

async fn check(state: &Inner, connector: &LiveConnector) -> Vec<Finding> {
    let Ok(redirect_uri) = Url::parse(
        &state
            .settings
            .address(&format!("/callback/{}", connector.id)),
    ) else {
        return Vec::new();
    };
    let http = Watched {
        http: &*state.http,
        clock: &*state.clock,
        difference: Mutex::new(None),
    };
    let context = Context {
        http: &http,
        clock: &*state.clock,
        entropy: &*state.entropy,
        session: &Value::Null,
        steps: &Steps::default(),
    };
    let request = CheckRequest {
        redirect_uri: &redirect_uri,
    };
    let own = own_address(state, connector).await;
    let mut findings = connector.social.check(&request, context).await;
    if own.verdict == Verdict::Fail {
        // One cause, one failing line: an address that nobody can reach fits no domain.
        for finding in &mut findings {
            if finding.line == "callback_domain" && finding.verdict == Verdict::Fail {
                finding.verdict = Verdict::NotRun;
                finding.text = String::from("Our own address has to be right first.");
                finding.action = None;
            }
        }
    }
    findings.insert(0, own);
    findings.push(clock(http.difference()));
    findings
}

/// Calls for a connector, and notes how far the other side's clock is from ours.
struct Watched<'a> {
    http: &'a dyn HttpClient,
    clock: &'a dyn Clock,
    difference: Mutex<Option<Duration>>,
}

impl Watched<'_> {
    fn difference(&self) -> Option<Duration> {
        *self
            .difference
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl HttpClient for Watched<'_> {
    async fn get(&self, url: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
        let response = self.http.get(url, limits).await?;
        if let Some(theirs) = response.date {
            let ours = self.clock.now();
            let apart = ours.since(theirs).max(theirs.since(ours));
            *self
                .difference
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(apart);
        }
        Ok(response)
    }
}

fn clock(difference: Option<Duration>) -> Finding {
    let (verdict, text) = match difference {
        None => (Verdict::CouldNotTell, "Nobody told the time.".to_owned()),
        Some(apart) if apart <= CLOCK_LEEWAY => (
            Verdict::Pass,
            "This server's clock agrees with theirs.".to_owned(),
        ),
        Some(apart) => {
            let text = format!(
                "This server's clock is {} seconds off. Switch on time synchronisation, \
                 such as systemd-timesyncd.",
                apart.as_secs()
            );
            (Verdict::Fail, text)
        }
    };
    Finding {
        line: "clock",
        title: Localized {
            en: "Clock",
            others: &[("zh-Hans", "时钟"), ("fr", "Horloge")],
        },
        verdict,
        text,
        action: None,
    }
}

async fn own_address(state: &Inner, connector: &LiveConnector) -> Finding {
    let (verdict, text) = if connector.endpoints.is_some() {
        (
            Verdict::NotRun,
            "The simulator accepts any address.".to_owned(),
        )
    } else if let Some(problem) = shape(&state.settings) {
        (Verdict::Fail, problem)
    } else {
        reach(state).await
    };
    Finding {
        line: "own_address",
        title: Localized {
            en: "Our own address",
            others: &[
                ("zh-Hans", "本服务器的地址"),
                ("fr", "Notre propre adresse"),
            ],
        },
        action: (verdict == Verdict::Fail).then(|| Action::OpenField("public_address".to_owned())),
        verdict,
        text,
    }
}

/// What is wrong with the public address as such.
fn shape(settings: &Settings) -> Option<String> {
    let origin = settings.origin();
    let back = format!("People would be sent back to {origin}.");
    match settings.public_address.host() {
        Some(url::Host::Domain(name)) if name == "localhost" || name.ends_with(".localhost") => {
            Some(format!(
                "{back} The vendor needs a domain name that the world knows."
            ))
        }
        Some(url::Host::Domain(_)) if !settings.is_https() => Some(format!(
            "{back} It has to begin with https, or sessions can be stolen on the way."
        )),
        Some(url::Host::Domain(_)) => None,
        _ => Some(format!(
            "{back} The vendor needs a domain name, not an IP address."
        )),
    }
}

/// Whether the public address leads to a server with our keys.
async fn reach(state: &Inner) -> (Verdict, String) {
    let origin = state.settings.origin();
    let Ok(url) = Url::parse(&format!("{}/jwks", state.settings.issuer())) else {
        return (Verdict::Fail, format!("{origin} is no address."));
    };
    let response = match state.http.get(&url, Limits::default()).await {
        Ok(response) => response,
        Err(error) => {
            return (
                Verdict::Fail,
                format!("{origin} does not lead to this server: {error}."),
            );
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
        (Verdict::Pass, format!("{origin} leads to this server."))
    } else {
        let status = response.status;
        let text = format!(
            "{origin} answers with HTTP {status}, but it is not this server. \
             Look at the proxy in front of it."
        );
        (Verdict::Fail, text)
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
                Some(says) => assert!(problem.is_some_and(|p| p.contains(says)), "{address}"),
            }
        }
    }

    #[test]
    fn a_minute_is_near_enough() {
        let verdict = |seconds| clock(Some(Duration::from_secs(seconds))).verdict;
        assert_eq!(verdict(60), Verdict::Pass);
        assert_eq!(verdict(61), Verdict::Fail);
        assert_eq!(clock(None).verdict, Verdict::CouldNotTell);
    }
}
