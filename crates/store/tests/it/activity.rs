//! Lists of attempts: every way of choosing, in order, page by page.

use std::time::Duration;

use accounts::{Attempt, Outcome, Phase};
use connector_kit::Timestamp;
use store::{ActivityFilter, ActivityPart, AttemptEnd, Store, Wanted};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, arrive, attempt, hash, info, tokens};

fn at(minutes: u64) -> Timestamp {
    NOW.plus(Duration::from_mins(minutes))
}

/// An id of a moment, as the server makes them.
fn id_at(moment: Timestamp, number: u8) -> Uuid {
    let millis = u64::try_from(moment.0).unwrap();
    uuid::Builder::from_unix_timestamp_millis(millis, &[number; 10]).into_uuid()
}

struct Put<'a> {
    minute: u64,
    application: &'a str,
    connector: &'a str,
    outcome: Option<Outcome>,
    trial: bool,
}

async fn put(store: &Store, put: Put<'_>) -> Attempt {
    let begun = Attempt {
        id: id_at(at(put.minute), 7),
        application_id: put.application.to_owned(),
        connector_id: put.connector.to_owned(),
        trial: put.trial,
        created_at: at(put.minute),
        ..attempt()
    };
    store.start_attempt(&begun, hash()).await.unwrap();
    if let Some(outcome) = put.outcome {
        let end = AttemptEnd {
            outcome,
            failure: None,
            steps: &[],
            at: at(put.minute + 1),
        };
        let ended = store.finish_attempt(begun.id, Phase::Sent, end).await;
        assert!(ended.unwrap());
    }
    begun
}

const APPLICATIONS: [&str; 3] = ["boat", "shop", ""];
const CONNECTORS: [&str; 2] = ["wechat", "other"];
const OUTCOMES: [Option<Outcome>; 5] = [
    None,
    Some(Outcome::SignedIn),
    Some(Outcome::SignedUp),
    Some(Outcome::Lost),
    Some(Outcome::Failed),
];

/// Sixty attempts, each minute another one, and trials between them.
async fn crowd(store: &Store) -> Vec<(usize, Attempt)> {
    let mut made = vec![];
    for minute in 0..60_usize {
        let kind = (minute % 3, minute % 2, minute % 5);
        let put = async |minute, trial| {
            let put_it = Put {
                minute,
                application: APPLICATIONS[kind.0],
                connector: CONNECTORS[kind.1],
                outcome: OUTCOMES[kind.2],
                trial,
            };
            put(store, put_it).await
        };
        made.push((minute, put(minute as u64, false).await));
        put(1000 + minute as u64, true).await;
    }
    made.reverse();
    made
}

async fn every_way_of_choosing_gives_just_those_newest_first(world: World) {
    let store = &world.store;
    let made = crowd(store).await;
    let wanted = [
        None,
        Some(Wanted::Open),
        Some(Wanted::Only(Outcome::Lost)),
        Some(Wanted::Only(Outcome::Blocked)),
        Some(Wanted::Ended),
        Some(Wanted::EndedWithoutSignUp),
    ];
    let mut tried = 0;
    for application in [None, Some("boat"), Some(""), Some("unknown")] {
        for connector in [None, Some("other"), Some("unknown")] {
            for outcome in wanted {
                for (from, until) in [(None, None), (Some(10), Some(41)), (Some(41), Some(10))] {
                    let filter = ActivityFilter {
                        user: None,
                        application,
                        connector,
                        outcome,
                        from: from.map(at),
                        until: until.map(at),
                    };
                    let expected: Vec<Uuid> = made
                        .iter()
                        .filter(|(minute, one)| {
                            let ended = OUTCOMES[minute % 5];
                            let minute = *minute as u64;
                            application.is_none_or(|id| id == one.application_id)
                                && connector.is_none_or(|id| id == one.connector_id)
                                && from.is_none_or(|from| minute >= from)
                                && until.is_none_or(|until| minute < until)
                                && match outcome {
                                    None => true,
                                    Some(Wanted::Open) => ended.is_none(),
                                    Some(Wanted::Only(only)) => ended == Some(only),
                                    Some(Wanted::Ended) => ended.is_some(),
                                    Some(Wanted::EndedWithoutSignUp) => {
                                        ended.is_some_and(|ended| ended != Outcome::SignedUp)
                                    }
                                }
                        })
                        .map(|(_, one)| one.id)
                        .collect();
                    let mut found: Vec<Uuid> = vec![];
                    loop {
                        let part = ActivityPart::after(found.last().copied(), 7);
                        let page = store.activity(&filter, part).await.unwrap();
                        found.extend(page.iter().map(|seen| seen.id));
                        if page.len() < 7 {
                            break;
                        }
                    }
                    assert_eq!(found, expected, "{filter:?}");
                    let count = store.count_activity(&filter, 1000).await.unwrap();
                    assert_eq!(count as usize, expected.len(), "{filter:?}");
                    let capped = store.count_activity(&filter, 3).await.unwrap();
                    assert_eq!(capped as usize, expected.len().min(3));
                    let skipped = ActivityPart {
                        before: None,
                        skip: 5,
                        limit: 4,
                    };
                    let page = store.activity(&filter, skipped).await.unwrap();
                    let page: Vec<Uuid> = page.iter().map(|seen| seen.id).collect();
                    let rest = expected.iter().skip(5).take(4).copied();
                    assert_eq!(page, rest.collect::<Vec<_>>(), "{filter:?}");
                    tried += 1;
                }
            }
        }
    }
    assert_eq!(tried, 4 * 3 * 6 * 3);
}

async fn people_are_named_and_their_attempts_are_theirs_alone(world: World) {
    let store = &world.store;
    let (sign_in, user) = arrive(store, &info(&[("app:a", "one")])).await;
    let (_, other) = arrive(store, &info(&[("app:a", "two")])).await;
    let of = |user| ActivityFilter {
        user: Some(user),
        ..ActivityFilter::default()
    };
    let all = ActivityPart::after(None, 10);
    let seen = store.activity(&of(user), all).await.unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].id, sign_in.attempt);
    assert_eq!(seen[0].user_name.as_deref(), Some("小明"));
    assert_eq!(seen[0].outcome, Some(Outcome::SignedUp));
    let elsewhere = ActivityFilter {
        application: Some("another"),
        ..of(user)
    };
    assert_eq!(store.activity(&elsewhere, all).await, Ok(vec![]));
    assert_ne!(
        store.activity(&of(other), all).await.unwrap()[0].id,
        sign_in.attempt
    );
    assert_eq!(
        store.activity(&of(Uuid::from_u128(1)), all).await,
        Ok(vec![])
    );
}

async fn it_is_known_when_the_application_took_over(world: World) {
    let store = &world.store;
    let (sign_in, user) = arrive(store, &info(&[("app:a", "one")])).await;
    assert_eq!(store.taken_over_at(user, sign_in.attempt).await, Ok(None));
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let tokens = tokens(&grant, false);
    let redeemed = store.redeem_code(sign_in.code, after(3), &tokens);
    redeemed.await.unwrap();
    assert_eq!(
        store.taken_over_at(user, sign_in.attempt).await,
        Ok(Some(after(3)))
    );
    let another = SignIn::begin(store).await.attempt;
    assert_eq!(store.taken_over_at(user, another).await, Ok(None));
}

async fn people_are_counted_by_day(world: World) {
    const DAY: u64 = 86_400;
    let store = &world.store;
    let today = NOW.0 / 86_400_000;
    for (person, day) in [("a", 0), ("b", 0), ("c", 1), ("d", 3)] {
        let sign_in = SignIn::begin(store).await;
        let when = after(day * DAY);
        sign_in
            .complete_at(store, &info(&[("app:a", person)]), when)
            .await;
    }
    assert_eq!(store.people_in_total().await, Ok(4));
    let new = store.new_people(today..today + 3).await.unwrap();
    assert_eq!(new, [(today, 2), (today + 1, 1)].into());
    assert!(store.new_people(today - 9..today).await.unwrap().is_empty());
    // Only who was given tokens was active.
    assert_eq!(store.active_people(today..today + 9).await, Ok(0));
    assert!(
        store
            .active_people_by_day(today..today + 9)
            .await
            .unwrap()
            .is_empty()
    );
    let (sign_in, _) = arrive(store, &info(&[("app:a", "e")])).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let tokens = tokens(&grant, false);
    let redeemed = store.redeem_code(sign_in.code, after(3), &tokens);
    redeemed.await.unwrap();
    assert_eq!(store.active_people(today..today + 1).await, Ok(1));
    assert_eq!(store.active_people(today + 1..today + 2).await, Ok(0));
    let by_day = store.active_people_by_day(today..today + 9).await.unwrap();
    assert_eq!(by_day, [(today, 1)].into());
}

both!(
    every_way_of_choosing_gives_just_those_newest_first,
    people_are_named_and_their_attempts_are_theirs_alone,
    it_is_known_when_the_application_took_over,
    people_are_counted_by_day,
);
