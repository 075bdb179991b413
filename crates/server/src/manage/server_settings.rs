//! The settings of the server, changed by several owners at once.

use std::ops::RangeInclusive;
use std::time::Duration;

use serde_json::{Value, json};
use store::{Action, ServerSettings, SettingsPut, StoreError, SubjectKind};

use super::{Author, diff};
use crate::state::Inner;

/// How many days things may be kept.
pub(crate) const DAYS: RangeInclusive<u32> = 1..=3650;

/// The id of the settings in the record of changes.
pub(crate) const SUBJECT: &str = "settings";

/// Makes a change of the settings, as of the edition that its author has seen.
pub(crate) async fn put(
    state: &Inner,
    author: Author<'_>,
    (before, edition): &(ServerSettings, i64),
    after: &ServerSettings,
) -> Result<SettingsPut, StoreError> {
    let fields = diff(&document(before), &document(after), &[]);
    if fields.is_empty() {
        return Ok(SettingsPut::Done);
    }
    let subject = (SubjectKind::Settings, SUBJECT, SUBJECT);
    let change = author.change(Action::Changed, subject, &fields);
    state
        .store
        .put_server_settings(after, *edition, &change)
        .await
}

/// Counts the hours that are over, then deletes what is older than the settings say; gives
/// the number of attempts and changes. Nothing goes that is not counted.
pub(crate) async fn delete_old(
    state: &Inner,
    settings: &ServerSettings,
) -> Result<(u64, u64), StoreError> {
    let now = state.now();
    state.store.sweep_attempts(now).await?;
    let lifetimes = &state.settings.lifetimes;
    let ends_within = lifetimes.attempt + lifetimes.claim;
    state.store.count_attempt_hours(now, ends_within).await?;
    let before = |days: u32| {
        let age = Duration::from_hours(24) * days;
        now.minus(age)
    };
    let (attempts, changes) = (
        before(settings.attempt_retention_days),
        before(settings.change_retention_days),
    );
    Ok((
        state.store.delete_attempts_before(attempts).await?,
        state.store.delete_changes_before(changes).await?,
    ))
}

fn document(settings: &ServerSettings) -> Value {
    json!({
        "attemptRetentionDays": settings.attempt_retention_days,
        "changeRetentionDays": settings.change_retention_days,
        "defaultLanguage": settings.default_language,
        "firstRunClosed": settings.first_run_closed,
    })
}
