//! What needs attention.

use std::time::Duration;

use accounts::Outcome;
use connector_kit::Verdict;
use pages::Language;
use pages::console::overview::attention::Attention;
use store::{ActivityFilter, ActivityPart, LastCheck, Report, Role, StoreError, Tally, hour_of};

use crate::configuration::LiveConnector;
use crate::console::activity::{Names, is_secret_refused};
use crate::console::admin::is_this_machine;
use crate::state::Inner;

/// How much is shown; more would not be read.
const MOST: usize = 5;
/// From which age on a signing key is old.
const OLD_KEY: Duration = Duration::from_hours(24 * 365);
/// How long the usual rate of people who do not come back is taken from.
const USUAL_HOURS: i64 = 24 * 7;
/// How much room a disk has at least, in bytes, before somebody should look after it.
const LEAST_ROOM: u64 = 1_000_000_000;

/// What needs attention, the worst first.
pub(super) async fn read(state: &Inner, language: Language) -> Result<Vec<Attention>, StoreError> {
    let names = Names::read(state, language).await?;
    let hour = hour_of(state.now());
    let usual = state
        .store
        .attempts_by_connector(hour - USUAL_HOURS..hour - 1)
        .await?;
    let checks = state.store.last_checks().await?;
    let mut found = Vec::new();
    for way in state.configuration().ways() {
        let usual = usual.get(&way.id).map(|progress| &progress.tally);
        of_connector(state, way, &names, usual, checks.get(&way.id), &mut found).await?;
    }
    found.extend(of_server(state).await?);
    found.sort_by_key(weight);
    found.truncate(MOST);
    Ok(found)
}

/// The smaller, the worse.
fn weight(attention: &Attention) -> u8 {
    match attention {
        Attention::SecretRefused { .. } => 0,
        Attention::Lost { .. } => 1,
        Attention::DiskFull { .. } => 2,
        Attention::CheckFailing { .. } => 3,
        Attention::Simulator { .. } => 4,
        Attention::Clock { .. } => 5,
        Attention::OneOwner { .. } => 6,
        Attention::OldKey { .. } => 7,
    }
}

async fn of_connector(
    state: &Inner,
    way: &LiveConnector,
    names: &Names,
    usual: Option<&Tally>,
    check: Option<&LastCheck>,
    found: &mut Vec<Attention>,
) -> Result<(), StoreError> {
    let (connector, vendor) = (way.id.clone(), names.connector(&way.id));
    if is_refused(state, &way.id).await? {
        found.push(Attention::SecretRefused {
            connector: connector.clone(),
            vendor: vendor.clone(),
        });
    }
    let since = state.now().minus(Duration::from_hours(1));
    let hour = state.store.report(&way.id, since).await?;
    if are_people_lost(&hour, usual) {
        found.push(Attention::Lost {
            connector: connector.clone(),
            vendor: vendor.clone(),
            lost: hour.count(Outcome::Lost).into(),
            ended: hour.ended().into(),
        });
    }
    let failing = check.map_or(0, |check| failing(check, false));
    if failing > 0 {
        found.push(Attention::CheckFailing {
            connector: connector.clone(),
            vendor: vendor.clone(),
            lines: failing,
        });
    }
    if check.is_some_and(|check| self::failing(check, true) > 0) {
        found.push(Attention::Clock {
            connector: connector.clone(),
        });
    }
    let host = state.settings.public_address.host_str();
    let is_local = host.is_some_and(is_this_machine);
    if way.endpoints.is_some() && !is_local {
        found.push(Attention::Simulator { connector, vendor });
    }
    Ok(())
}

/// How many lines of a check fail: that of the clock, or the others.
fn failing(check: &LastCheck, clock: bool) -> i64 {
    let fails = check
        .lines
        .iter()
        .filter(|line| line.verdict == Verdict::Fail && (line.line == "clock") == clock);
    i64::try_from(fails.count()).unwrap_or(i64::MAX)
}

/// Whether the latest sign-ins say that the vendor refuses what is configured: the newest of
/// them that shows it either way decides.
async fn is_refused(state: &Inner, connector: &str) -> Result<bool, StoreError> {
    let filter = ActivityFilter {
        connector: Some(connector),
        from: Some(state.now().minus(Duration::from_hours(24))),
        ..ActivityFilter::default()
    };
    let latest = state
        .store
        .activity(&filter, ActivityPart::after(None, 50))
        .await?;
    let decided = latest.into_iter().find_map(|seen| {
        let refused = seen.failure.as_ref().is_some_and(is_secret_refused);
        let good = seen.outcome.is_some_and(Outcome::is_success);
        (refused || good).then_some(refused)
    });
    Ok(decided.unwrap_or(false))
}

/// Whether people get lost: of at least five who started in the last hour and are no longer
/// under way, more than half never came back; or three at least, and three times as many as
/// usual, where enough is known of what is usual.
fn are_people_lost(hour: &Report, usual: Option<&Tally>) -> bool {
    const FEWEST: u32 = 5;
    const FEWEST_LOST: u32 = 3;
    const KNOWN: i64 = 20;
    let (lost, ended) = (hour.count(Outcome::Lost), hour.ended());
    if ended < FEWEST {
        return false;
    }
    if lost * 2 > ended {
        return true;
    }
    let Some(usual) = usual.filter(|usual| usual.ended() >= KNOWN) else {
        return false;
    };
    // lost / ended >= 3 * usual lost / usual ended, without fractions.
    let (now, before) = (
        i64::from(lost) * usual.ended(),
        3 * usual.count(Outcome::Lost) * i64::from(ended),
    );
    lost >= FEWEST_LOST && now >= before
}

async fn of_server(state: &Inner) -> Result<Vec<Attention>, StoreError> {
    let mut found = Vec::new();
    let administrators = state.store.administrators().await?;
    let mut owners = administrators.iter().filter(|one| one.role == Role::Owner);
    if let (Some(owner), None) = (owners.next(), owners.next()) {
        found.push(Attention::OneOwner {
            name: owner.name.clone(),
        });
    }
    found.extend(state.store.room().and_then(disk_full));
    let now = state.now();
    let keys = state.signing_keys();
    let signing = keys.iter().filter(|key| key.signs_at(now));
    let oldest = signing.map(|key| key.created_at).min();
    if let Some(since) = oldest.filter(|since| now.since(*since) > OLD_KEY) {
        found.push(Attention::OldKey { since: since.0 });
    }
    Ok(found)
}

/// What is said about a disk with so much room left.
fn disk_full(room: u64) -> Option<Attention> {
    let megabytes = i64::try_from(room / 1_000_000).unwrap_or(i64::MAX);
    (room < LEAST_ROOM).then_some(Attention::DiskFull { megabytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_nearly_full_below_a_gigabyte() {
        assert_eq!(disk_full(LEAST_ROOM), None);
        assert_eq!(disk_full(u64::MAX), None);
        for (room, megabytes) in [(LEAST_ROOM - 1, 999), (1_999_999, 1), (0, 0)] {
            assert_eq!(disk_full(room), Some(Attention::DiskFull { megabytes }));
        }
    }

    fn report(lost: u32, others: u32, open: u32) -> Report {
        Report {
            started: lost + others + open,
            open,
            outcomes: [(Outcome::Lost, lost), (Outcome::SignedIn, others)].into(),
        }
    }

    fn usual(lost: i64, others: i64) -> Tally {
        Tally {
            open: 0,
            outcomes: [(Outcome::Lost, lost), (Outcome::SignedIn, others)].into(),
        }
    }

    #[test]
    fn people_are_lost_when_more_than_half_of_five_did_not_come_back() {
        for (hour, lost) in [
            (report(4, 0, 0), false),
            (report(4, 0, 9), false),
            (report(5, 0, 0), true),
            (report(3, 2, 0), true),
            (report(3, 3, 0), false),
            (report(2, 3, 0), false),
            (report(4, 3, 90), true),
            (report(0, 50, 0), false),
        ] {
            assert_eq!(are_people_lost(&hour, None), lost, "{hour:?}");
        }
    }

    #[test]
    fn or_when_there_are_three_times_as_many_as_usual() {
        for (hour, before, lost) in [
            (report(3, 7, 0), usual(10, 90), true),
            (report(3, 8, 0), usual(10, 90), false),
            (report(2, 4, 0), usual(1, 99), false),
            (report(3, 50, 0), usual(0, 100), true),
            (report(3, 7, 0), usual(0, 19), false),
            (report(3, 1, 0), usual(0, 100), false),
            (report(0, 10, 0), usual(0, 100), false),
        ] {
            assert_eq!(
                are_people_lost(&hour, Some(&before)),
                lost,
                "{hour:?} {before:?}"
            );
        }
    }
}
