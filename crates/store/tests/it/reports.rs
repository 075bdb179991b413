//! What administrators are told.

use accounts::{Attempt, Failure, Outcome, Phase};
use connector_kit::{ConnectorError, Timestamp};
use store::{AttemptEnd, Report, Store};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, arrive, attempt, hash, info};

/// An attempt that began at a moment.
async fn begin(store: &Store, connector: &str, at: Timestamp) -> Uuid {
    let one = Attempt {
        connector_id: connector.to_owned(),
        created_at: at,
        expires_at: at.plus(std::time::Duration::from_mins(10)),
        ..attempt()
    };
    store.start_attempt(&one, hash()).await.unwrap();
    one.id
}

/// An attempt that ended as told.
async fn ended(store: &Store, at: Timestamp, outcome: Outcome, failure: Option<&Failure>) -> Uuid {
    let id = begin(store, "wechat", at).await;
    let end = AttemptEnd {
        outcome,
        failure,
        steps: &[],
        at,
    };
    let finished = store.finish_attempt(id, Phase::Sent, end).await;
    assert_eq!(finished, Ok(true));
    id
}

async fn a_report_counts_how_attempts_ended(world: World) {
    let store = &world.store;
    assert_eq!(store.report("wechat", NOW).await, Ok(Report::default()));
    let refusal = Failure::Connector(ConnectorError::PersonRefused);
    for (outcome, failure) in [
        (Outcome::SignedIn, None),
        (Outcome::SignedIn, None),
        (Outcome::SignedUp, None),
        (Outcome::Refused, Some(&refusal)),
        (Outcome::Failed, Some(&Failure::Internal)),
    ] {
        ended(store, after(60), outcome, failure).await;
    }
    for _ in 0..5 {
        begin(store, "wechat", after(60)).await;
    }
    // Before the time that is asked for, and through another connector.
    ended(store, after(59), Outcome::SignedIn, None).await;
    begin(store, "another", after(60)).await;

    let report = store.report("wechat", after(60)).await.unwrap();
    assert_eq!((report.started, report.open, report.ended()), (10, 5, 5));
    assert_eq!(report.lost_rate(), Some(0.0));
    // Ten minutes later those who never came back are lost.
    let swept = store.sweep_attempts(after(660)).await.unwrap();
    assert_eq!(swept.lost, 6);
    let report = store.report("wechat", after(60)).await.unwrap();
    assert_eq!((report.started, report.open), (10, 0));
    let outcomes = [
        (Outcome::SignedIn, 2),
        (Outcome::SignedUp, 1),
        (Outcome::Refused, 1),
        (Outcome::Failed, 1),
        (Outcome::Lost, 5),
    ];
    assert_eq!(report.outcomes, outcomes.into());
    assert_eq!(report.lost_rate(), Some(0.5));
    let all = store.report("wechat", Timestamp(0)).await.unwrap();
    assert_eq!(all.started, 11);
}

async fn the_latest_failures_come_first(world: World) {
    let store = &world.store;
    assert_eq!(store.latest_failures("wechat", 10).await, Ok(vec![]));
    let early = ended(store, after(1), Outcome::Failed, Some(&Failure::Internal)).await;
    let off = Failure::ConnectorOff;
    let late = ended(store, after(3), Outcome::Blocked, Some(&off)).await;
    let middle = ended(store, after(2), Outcome::Failed, Some(&Failure::Abandoned)).await;
    ended(store, after(4), Outcome::SignedIn, None).await;
    ended(store, after(5), Outcome::Lost, Some(&Failure::CameBackLate)).await;
    begin(store, "another", after(6)).await;
    let failures = async |limit| {
        let failures = store.latest_failures("wechat", limit).await.unwrap();
        let told = |failure: &Attempt| (failure.id, failure.failure.clone());
        failures.iter().map(told).collect::<Vec<_>>()
    };
    let all = [
        (late, Some(off.clone())),
        (middle, Some(Failure::Abandoned)),
        (early, Some(Failure::Internal)),
    ];
    assert_eq!(failures(10).await, all);
    assert_eq!(failures(2).await, all[..2]);
    assert_eq!(failures(0).await, []);
}

async fn people_without_union_id_are_counted_until_it_arrives(world: World) {
    let store = &world.store;
    let count = async || store.without_union_id("wechat").await.unwrap();
    assert_eq!(count().await, 0);
    arrive(store, &info(&[("app:wx1", "o1")])).await;
    arrive(store, &info(&[("app:wx1", "o2")])).await;
    arrive(store, &info(&[("union:acme", "u3"), ("app:wx1", "o3")])).await;
    assert_eq!(count().await, 2);
    // The same people again change nothing; nor does another app without union id.
    arrive(store, &info(&[("app:wx1", "o1")])).await;
    arrive(store, &info(&[("app:wx1", "o3")])).await;
    assert_eq!(count().await, 2);
    arrive(store, &info(&[("union:acme", "u1"), ("app:wx1", "o1")])).await;
    assert_eq!(count().await, 1);
    assert_eq!(store.without_union_id("weibo").await, Ok(0));
}

async fn the_same_conflict_again_is_counted_up(world: World) {
    let store = &world.store;
    assert_eq!(store.conflicts(10).await, Ok(vec![]));
    let mut pairs = vec![];
    for (union, open) in [("u1", "o1"), ("u2", "o2")] {
        let (_, strong) = arrive(store, &info(&[("union:acme", union)])).await;
        let (_, weak) = arrive(store, &info(&[("app:wx2", open)])).await;
        pairs.push((strong, weak));
    }
    let mut references = vec![];
    for (union, open, at) in [("u1", "o1", 1), ("u2", "o2", 2), ("u1", "o1", 3)] {
        let sign_in = SignIn::begin(store).await;
        let both = info(&[("union:acme", union), ("app:wx2", open)]);
        sign_in.complete_at(store, &both, after(at)).await;
        let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
        references.push(attempt.reference);
    }
    let conflicts = store.conflicts(10).await.unwrap();
    let people = conflicts.iter().map(|one| (one.user_id, one.other_user_id));
    assert_eq!(people.collect::<Vec<_>>(), pairs);
    let latest = &conflicts[0];
    assert_eq!((latest.first_at, latest.last_at), (after(1), after(3)));
    assert_eq!((latest.times, conflicts[1].times), (2, 1));
    assert_eq!(latest.reference, references[2]);
    assert_eq!(conflicts[1].reference, references[1]);
    assert_eq!(store.conflicts(1).await.unwrap(), conflicts[..1]);
}

both!(
    a_report_counts_how_attempts_ended,
    the_latest_failures_come_first,
    people_without_union_id_are_counted_until_it_arrives,
    the_same_conflict_again_is_counted_up,
);
