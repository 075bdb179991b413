//! Hours are counted once, and the numbers are those of the attempts.

use std::collections::BTreeMap;
use std::time::Duration;

use accounts::{Attempt, Failure, Outcome, Phase};
use connector_kit::{Step, Timestamp};
use store::{AttemptEnd, Progress, Store, Tally, hour_of};
use uuid::Uuid;

use crate::world::{World, attempt, hash};

const HOUR: i64 = 3_600_000;
/// The beginning of a day.
const DAY: Timestamp = Timestamp(20_700 * 24 * HOUR);
const ENDS_WITHIN: Duration = Duration::from_mins(15);

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }
}

const HUNDRED_DAYS: Duration = Duration::from_hours(2400);

fn step(name: &str, at: Timestamp) -> Step {
    Step {
        name: name.to_owned(),
        at,
        detail: None,
    }
}

/// How an attempt ends, and which steps lead there.
const ENDS: [(Option<Outcome>, &[&str]); 8] = [
    (
        Some(Outcome::SignedIn),
        &["came_back", "code_exchanged", "account_found"],
    ),
    (Some(Outcome::SignedUp), &["came_back", "account_found"]),
    (Some(Outcome::Refused), &["came_back"]),
    (Some(Outcome::Failed), &["came_back"]),
    (Some(Outcome::Failed), &["came_back", "code_exchanged"]),
    (
        Some(Outcome::Blocked),
        &["came_back", "code_exchanged", "account_found"],
    ),
    (Some(Outcome::Lost), &[]),
    (None, &[]),
];

/// What one attempt adds to the counts.
struct Made {
    at: Timestamp,
    application: String,
    connector: String,
    outcome: Option<Outcome>,
    steps: &'static [&'static str],
    trial: bool,
}

async fn make(store: &Store, made: &Made) -> Uuid {
    let begun = Attempt {
        application_id: made.application.clone(),
        connector_id: made.connector.clone(),
        trial: made.trial,
        steps: vec![step("sent_away", made.at)],
        created_at: made.at,
        expires_at: made.at.plus(Duration::from_mins(10)),
        ..attempt()
    };
    store.start_attempt(&begun, hash()).await.unwrap();
    if let Some(outcome) = made.outcome {
        let steps: Vec<Step> = made.steps.iter().map(|name| step(name, made.at)).collect();
        let end = AttemptEnd {
            outcome,
            failure: (outcome == Outcome::Failed).then_some(&Failure::Internal),
            steps: &steps,
            at: made.at.plus(Duration::from_secs(9)),
        };
        let ended = store.finish_attempt(begun.id, Phase::Sent, end).await;
        assert!(ended.unwrap());
    }
    begun.id
}

fn crowd(dice: &mut Dice, many: u64, over: i64) -> Vec<Made> {
    (0..many)
        .map(|_| {
            let (outcome, steps) = ENDS[usize::try_from(dice.roll(8)).unwrap()];
            Made {
                at: Timestamp(
                    DAY.0 + i64::try_from(dice.roll(u64::try_from(over).unwrap())).unwrap(),
                ),
                application: format!("app-{}", dice.roll(3)),
                connector: format!("connector-{}", dice.roll(2)),
                outcome,
                steps,
                trial: dice.roll(10) == 0,
            }
        })
        .collect()
}

fn add(tally: &mut Tally, outcome: Option<Outcome>) {
    match outcome {
        Some(outcome) => *tally.outcomes.entry(outcome).or_default() += 1,
        None => tally.open += 1,
    }
}

/// Compares what the store says with what was made.
async fn agree(store: &Store, made: &[Made], hours: std::ops::Range<i64>) {
    let (mut days, mut applications, mut connectors) = (
        BTreeMap::new(),
        BTreeMap::new(),
        BTreeMap::<String, Progress>::new(),
    );
    for one in made
        .iter()
        .filter(|one| !one.trial && hours.contains(&hour_of(one.at)))
    {
        let day: &mut Tally = days.entry(hour_of(one.at).div_euclid(24)).or_default();
        add(day, one.outcome);
        let application: &mut Tally = applications.entry(one.application.clone()).or_default();
        add(application, one.outcome);
        let connector = connectors.entry(one.connector.clone()).or_default();
        add(&mut connector.tally, one.outcome);
        let lost = one.outcome == Some(Outcome::Lost);
        let has = |name: &str| one.steps.contains(&name) && !lost;
        connector.came_back += i64::from(has("came_back"));
        connector.identified += i64::from(has("code_exchanged") || has("account_found"));
    }
    assert_eq!(store.attempts_by_day(hours.clone()).await.unwrap(), days);
    let by = store.attempts_by_application(hours.clone()).await.unwrap();
    assert_eq!(by, applications);
    assert_eq!(
        store.attempts_by_connector(hours).await.unwrap(),
        connectors
    );
}

async fn counters_agree_with_the_attempts_at_every_moment(world: World) {
    let (store, other) = (&world.store, world.another_node().await);
    let mut dice = Dice(7);
    let mut made = crowd(&mut dice, 400, 50 * HOUR);
    let mut open = vec![];
    for one in &made {
        let id = make(store, one).await;
        if one.outcome.is_none() {
            open.push(id);
        }
    }
    let first = hour_of(DAY);
    let ranges = [
        first..first + 50,
        first..first + 24,
        first + 7..first + 31,
        first + 90..first + 99,
    ];
    let check = async |made: &[Made]| {
        for hours in &ranges {
            agree(store, made, hours.clone()).await;
        }
    };
    check(&made).await;
    // Nothing goes that is not counted.
    assert_eq!(
        store.delete_attempts_before(DAY.plus(HUNDRED_DAYS)).await,
        Ok(0)
    );
    check(&made).await;
    // Nothing can be counted while somebody in the first hour is under way.
    let later = Timestamp(DAY.0 + 60 * HOUR);
    let before = store.count_attempt_hours(later, ENDS_WITHIN).await.unwrap();
    check(&made).await;
    assert!(before < 50, "{before}");
    let gone = store.delete_attempts_before(DAY.plus(HUNDRED_DAYS)).await;
    assert!(gone.unwrap() < 400);
    check(&made).await;

    // Both nodes end what is open, and count at once.
    let (swept, too) = tokio::join!(store.sweep_attempts(later), other.sweep_attempts(later));
    assert_eq!(swept.unwrap().lost + too.unwrap().lost, open.len() as u64);
    for one in made.iter_mut().filter(|one| one.outcome.is_none()) {
        one.outcome = Some(Outcome::Lost);
    }
    check(&made).await;
    let (ours, theirs) = tokio::join!(
        store.count_attempt_hours(later, ENDS_WITHIN),
        other.count_attempt_hours(later, ENDS_WITHIN)
    );
    let mut hours: Vec<i64> = made.iter().map(|one| hour_of(one.at)).collect();
    hours.sort_unstable();
    hours.dedup();
    assert_eq!(before + ours.unwrap() + theirs.unwrap(), hours.len() as u64);
    check(&made).await;

    // Again is nothing, also after a restart and when the attempts are gone.
    assert_eq!(other.count_attempt_hours(later, ENDS_WITHIN).await, Ok(0));
    store.delete_attempts_before(later).await.unwrap();
    check(&made).await;

    // What begins afterwards is counted live, then for good; a long time may lie between.
    let mut news = crowd(&mut dice, 40, HOUR);
    for one in &mut news {
        one.at = Timestamp(one.at.0 + 2000 * HOUR);
        one.outcome = one.outcome.or(Some(Outcome::Lost));
        make(store, one).await;
    }
    let late = first + 2000..first + 2001;
    agree(store, &news, late.clone()).await;
    let much_later = Timestamp(DAY.0 + 3000 * HOUR);
    assert_eq!(
        store.count_attempt_hours(much_later, ENDS_WITHIN).await,
        Ok(1)
    );
    agree(store, &news, late).await;
}

async fn an_hour_waits_until_it_is_over_and_everybody_in_it_has_ended(world: World) {
    let store = &world.store;
    let one = Made {
        at: Timestamp(DAY.0 + HOUR / 2),
        application: "app".to_owned(),
        connector: "wechat".to_owned(),
        outcome: None,
        steps: &[],
        trial: false,
    };
    let id = make(store, &one).await;
    let at = |minutes: u64| DAY.plus(Duration::from_mins(minutes));
    let count = async |minutes| store.count_attempt_hours(at(minutes), ENDS_WITHIN).await;
    assert_eq!(count(59).await, Ok(0));
    assert_eq!(
        count(74).await,
        Ok(0),
        "its attempts may still be under way"
    );
    assert_eq!(count(75).await, Ok(0), "one of them is");
    let end = AttemptEnd {
        outcome: Outcome::Lost,
        failure: None,
        steps: &[],
        at: at(75),
    };
    assert_eq!(store.finish_attempt(id, Phase::Sent, end).await, Ok(true));
    assert_eq!(count(74).await, Ok(0));
    assert_eq!(count(75).await, Ok(1));
    assert_eq!(count(75).await, Ok(0));
}

async fn without_attempts_there_is_nothing_to_count(world: World) {
    let store = &world.store;
    assert_eq!(store.count_attempt_hours(DAY, ENDS_WITHIN).await, Ok(0));
    let hours = 0..hour_of(DAY);
    assert!(
        store
            .attempts_by_day(hours.clone())
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.attempts_by_connector(hours).await.unwrap().is_empty());
}

both!(
    counters_agree_with_the_attempts_at_every_moment,
    an_hour_waits_until_it_is_over_and_everybody_in_it_has_ended,
    without_attempts_there_is_nothing_to_count,
);
