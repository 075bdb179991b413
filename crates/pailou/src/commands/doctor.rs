//! `pailou doctor`: looks whether people can sign in, and says what to do.

use std::time::Duration;

use accounts::Outcome;
use connector_kit::{Action, Clock, SystemClock, Verdict};
use server::{ConnectorCheck, Server};
use store::{Store, StoreError};

use crate::failure::Failure;
use crate::terminal::say;
use crate::{assemble, cli, config};

/// The time that figures about sign-ins cover.
const LOOKS_BACK: Duration = Duration::from_hours(24);

pub(crate) async fn run(options: cli::Doctor) -> Result<(), Failure> {
    let config = config::load(options.config.as_deref(), std::env::vars())?;
    let address = config.settings.origin();
    let keyring = assemble::keyring(&config.master_key.load()?);
    let store = assemble::open_store(&config.database_url, &keyring).await?;
    let server = assemble::server(config.settings, store.clone(), keyring).await?;
    let result = if let Some(connector) = &options.trial {
        trial(&server, connector)
    } else {
        let text = format!("The public address is {address}.");
        line(Verdict::Pass, "Configuration", &text);
        line(Verdict::Pass, "Database", "It opens with this master key.");
        look(&server, &store).await
    };
    store.close().await;
    result
}

fn trial(server: &Server, connector: &str) -> Result<(), Failure> {
    let address = server
        .trial_address(connector)
        .ok_or_else(|| Failure::wrong_use(format!("there is no connector {connector}")))?;
    say!("{address}");
    eprintln!("Open it within ten minutes. Nobody is signed in, and no account is made.");
    Ok(())
}

async fn look(server: &Server, store: &Store) -> Result<(), Failure> {
    eprintln!("Asking the vendors of the connectors …");
    let checks = server.check().await;
    if checks.is_empty() {
        line(
            Verdict::Warning,
            "Connectors",
            "There is none yet. Add one with pailou apply.",
        );
    }
    let mut failures = 0;
    for check in &checks {
        failures += print(check);
        figures(store, &check.id).await?;
    }
    people(store).await?;
    match failures {
        0 => Ok(()),
        1 => Err(Failure::new(
            "one of these lines keeps people from signing in",
        )),
        many => Err(Failure::new(format!(
            "{many} of these lines keep people from signing in"
        ))),
    }
}

/// Prints what was found; gives the number of lines that fail for people.
fn print(check: &ConnectorCheck) -> usize {
    let state = if check.is_on { "on" } else { "off" };
    let kind = if check.is_simulated {
        ", simulator"
    } else {
        ""
    };
    say!("\nConnector {} ({state}{kind})", check.id);
    for finding in &check.findings {
        line(finding.verdict, finding.title.en, &finding.text.to_string());
        match &finding.action {
            Some(Action::Copy(value)) => say!("      Copy: {value}"),
            Some(Action::OpenField(key)) => say!("      Look at: {key}"),
            Some(Action::OpenGuide(step)) => say!("      Guide, step {step}"),
            None => {}
        }
    }
    let failing = check
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::Fail);
    if check.is_on { failing.count() } else { 0 }
}

/// How sign-ins through a connector went.
async fn figures(store: &Store, connector: &str) -> Result<(), StoreError> {
    let report = store
        .report(connector, SystemClock.now().minus(LOOKS_BACK))
        .await?;
    if report.started == 0 {
        line(
            Verdict::CouldNotTell,
            "Last 24 hours",
            "Nobody has tried to sign in.",
        );
        return Ok(());
    }
    let came_in = report.count(Outcome::SignedIn) + report.count(Outcome::SignedUp);
    let lost = report.count(Outcome::Lost);
    let verdict = if report.loses_people() {
        Verdict::Warning
    } else {
        Verdict::Pass
    };
    let text = format!(
        "Sent away: {}. Signed in: {came_in}. Refused: {}. Failed: {}. Blocked: {}. \
         Did not come back: {lost}. Under way: {}.",
        report.started,
        report.count(Outcome::Refused),
        report.count(Outcome::Failed),
        report.count(Outcome::Blocked),
        report.open,
    );
    line(verdict, "Last 24 hours", &text);
    for attempt in store.latest_failures(connector, 3).await? {
        let cause = attempt
            .failure
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        say!("      {}: {cause}", attempt.reference);
    }
    Ok(())
}

/// People whom WeChat's ids could split in two.
async fn people(store: &Store) -> Result<(), StoreError> {
    say!("\nPeople");
    match store.without_union_id("wechat").await? {
        0 => line(Verdict::Pass, "Union ids", "Everybody from WeChat has one."),
        count => {
            let text = format!(
                "People without one: {count}. Bind the app to one Open Platform account \
                 before you add a second WeChat app."
            );
            line(Verdict::Warning, "Union ids", &text);
        }
    }
    let conflicts = store.conflicts(20).await?;
    if conflicts.is_empty() {
        line(
            Verdict::Pass,
            "Conflicts",
            "No person's ids belong to two accounts.",
        );
    }
    for conflict in conflicts {
        let text = format!(
            "An id in {} belongs to user {}, but came with ids of user {} ({} times, last {}).",
            conflict.realm,
            conflict.other_user_id,
            conflict.user_id,
            conflict.times,
            conflict.reference,
        );
        line(Verdict::Warning, "Conflict", &text);
    }
    Ok(())
}

fn line(verdict: Verdict, title: &str, text: &str) {
    let mark = match verdict {
        Verdict::Pass => "ok",
        Verdict::Warning => "look",
        Verdict::Fail => "FAIL",
        Verdict::CouldNotTell => "?",
        Verdict::NotRun => "-",
    };
    say!("{mark:<4}  {title}: {text}");
}
