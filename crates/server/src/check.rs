//! Finds out whether sign-ins can work, before anybody is sent away.

mod own_address;
mod words;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use connector_kit::{
    CheckRequest, Clock, Context, Endpoints, Finding, HttpClient, HttpResponse, Limits, Localized,
    Sentence, SocialConnector, Steps, TransportError, Verdict,
};
use serde_json::Value;
use store::{CheckLine, LastCheck, StoreError};
use url::Url;

use crate::Server;
use crate::sign_in::trial;
use crate::state::Inner;

/// How far our clock may be from the vendor's: certificates and codes bear that much.
const CLOCK_LEEWAY: Duration = Duration::from_mins(1);

/// How often a connector that loses people is checked, and how far back that is seen.
const HOUR: Duration = Duration::from_hours(1);

/// How long somebody waits for a check. One call may take five seconds.
const PATIENCE: Duration = Duration::from_millis(5_800);

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
        let mut checks = Vec::new();
        for connector in configuration.connectors() {
            let endpoints = connector.endpoints.as_ref();
            checks.push(ConnectorCheck {
                id: connector.id.clone(),
                is_on: configuration.on(&connector.id).is_some(),
                is_simulated: endpoints.is_some(),
                findings: check(state, &connector.id, &*connector.social, endpoints).await,
            });
        }
        checks
    }

    /// An address at which whoever runs the server can try a connector, valid for ten
    /// minutes; nothing for an unknown connector.
    pub fn trial_address(&self, connector: &str) -> Option<String> {
        let known = self.state.configuration().connector(connector)?;
        Some(trial::address(&self.state, &known.id))
    }
}

/// Checks a connector, also one that is not used yet, within six seconds.
pub(crate) async fn check(
    state: &Inner,
    id: &str,
    social: &dyn SocialConnector,
    endpoints: Option<&Endpoints>,
) -> Vec<Finding> {
    // Our own address may be private, and is to be called once; so may a simulator's.
    let own = state.settings.public_address.origin();
    let theirs = endpoints.map(|endpoints| endpoints.api.origin());
    let page = endpoints.map(|endpoints| endpoints.open.origin());
    let lent = state
        .allowed
        .lend([own].into_iter().chain(theirs).chain(page));
    let found = tokio::time::timeout(PATIENCE, find(state, id, social, endpoints)).await;
    drop(lent);
    found.unwrap_or_else(|_| {
        let seconds = PATIENCE.as_secs_f32().ceil().to_string();
        vec![Finding {
            line: "reachable",
            title: words::REACHABLE,
            verdict: Verdict::CouldNotTell,
            text: Sentence::new(words::TOO_SLOW, &[("seconds", &seconds)]),
            action: None,
        }]
    })
}

async fn find(
    state: &Inner,
    id: &str,
    social: &dyn SocialConnector,
    endpoints: Option<&Endpoints>,
) -> Vec<Finding> {
    let Ok(redirect_uri) = Url::parse(&state.settings.address(&format!("/callback/{id}"))) else {
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
    let (own, mut findings) = tokio::join!(
        own_address::check(state, endpoints.is_some()),
        social.check(&request, context),
    );
    if own.verdict == Verdict::Fail {
        // One cause, one failing line: an address that nobody can reach fits no domain.
        for finding in &mut findings {
            if finding.line == "callback_domain" && finding.verdict == Verdict::Fail {
                finding.verdict = Verdict::NotRun;
                finding.text = words::OWN_ADDRESS_FIRST.into();
                finding.action = None;
            }
        }
    }
    findings.insert(0, own);
    findings.push(clock(http.difference()));
    findings
}

/// What was found, in a form that is kept and shown later in any language.
pub(crate) fn to_keep(state: &Inner, findings: &[Finding]) -> LastCheck {
    let owned = |text: BTreeMap<&'static str, String>| -> BTreeMap<String, String> {
        let texts = text.into_iter();
        texts.map(|(tag, text)| (tag.to_owned(), text)).collect()
    };
    let titles = |title: Localized| owned(Sentence::from(title).all());
    let lines = findings.iter().map(|finding| CheckLine {
        line: finding.line.to_owned(),
        verdict: finding.verdict,
        title: titles(finding.title),
        text: owned(finding.text.all()),
        action: finding.action.clone(),
    });
    LastCheck {
        at: state.now(),
        lines: lines.collect(),
    }
}

/// Checks the connectors that people do not come back from, each once an hour, so that
/// whoever looks finds the reason.
pub(crate) async fn those_that_lose_people(state: &Inner) -> Result<(), StoreError> {
    let hour_ago = state.now().minus(HOUR);
    let configuration = state.configuration();
    for connector in configuration.ways() {
        let id = &connector.id;
        let last = state.store.last_check(id).await?;
        if last.is_some_and(|last| last.at > hour_ago) {
            continue;
        }
        if !state.store.report(id, hour_ago).await?.loses_people() {
            continue;
        }
        let Some(record) = state.store.connector(id).await? else {
            continue;
        };
        let endpoints = connector.endpoints.as_ref();
        let found = check(state, id, &*connector.social, endpoints).await;
        let found = to_keep(state, &found);
        let edition = record.updated_at;
        state.store.keep_check(id, edition, &found).await?;
        tracing::info!(
            connector = id,
            to_fix = found.to_fix(),
            "people are being lost"
        );
    }
    Ok(())
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
        None => (Verdict::CouldNotTell, words::NO_TIME.into()),
        Some(apart) if apart <= CLOCK_LEEWAY => (Verdict::Pass, words::SAME_TIME.into()),
        Some(apart) => {
            let seconds = apart.as_secs().to_string();
            let text = Sentence::new(words::OTHER_TIME, &[("seconds", &seconds)]);
            (Verdict::Fail, text)
        }
    };
    Finding {
        line: "clock",
        title: words::CLOCK,
        verdict,
        text,
        action: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_near_enough() {
        let verdict = |seconds| clock(Some(Duration::from_secs(seconds))).verdict;
        assert_eq!(verdict(60), Verdict::Pass);
        assert_eq!(verdict(61), Verdict::Fail);
        assert_eq!(clock(None).verdict, Verdict::CouldNotTell);
    }
}
