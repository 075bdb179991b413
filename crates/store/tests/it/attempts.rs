//! Attempts: every field, every phase, the sweep.

use accounts::{Failure, Outcome, Phase};
use connector_kit::{ConnectorError, Step};
use serde_json::json;
use store::{AttemptEnd, StoreError, Swept};

use crate::world::{NOW, World, after, attempt, hash, id, step};

async fn an_attempt_is_found_by_each_of_its_names(world: World) {
    let store = &world.store;
    let mut one = attempt();
    one.connector_session = json!({ "nonce": "n", "深": [1, null] });
    let state = hash();
    store.start_attempt(&one, state).await.unwrap();
    let found = Ok(Some(one.clone()));
    assert_eq!(store.attempt(one.id).await, found);
    assert_eq!(store.attempt_by_state(state).await, found);
    assert_eq!(store.attempt_by_reference(&one.reference).await, found);
    assert_eq!(store.open_attempt_of(&one.interaction).await, found);

    let other = attempt();
    assert_eq!(store.attempt(other.id).await, Ok(None));
    assert_eq!(store.attempt_by_state(hash()).await, Ok(None));
    assert_eq!(store.attempt_by_reference(&other.reference).await, Ok(None));
    assert_eq!(store.open_attempt_of(&other.interaction).await, Ok(None));
}

async fn a_name_that_is_taken_is_a_conflict(world: World) {
    let store = &world.store;
    let one = attempt();
    let state = hash();
    store.start_attempt(&one, state).await.unwrap();
    let same_id = accounts::Attempt {
        id: one.id,
        ..attempt()
    };
    let same_reference = accounts::Attempt {
        reference: one.reference.clone(),
        ..attempt()
    };
    let refused = Err(StoreError::Conflict);
    assert_eq!(store.start_attempt(&same_id, hash()).await, refused);
    assert_eq!(store.start_attempt(&same_reference, hash()).await, refused);
    assert_eq!(store.start_attempt(&attempt(), state).await, refused);
    assert_eq!(store.attempt(one.id).await, Ok(Some(one)));
}

async fn the_newest_open_attempt_of_an_interaction_counts(world: World) {
    let store = &world.store;
    let old = attempt();
    let new = accounts::Attempt {
        interaction: old.interaction.clone(),
        created_at: after(1),
        ..attempt()
    };
    store.start_attempt(&new, hash()).await.unwrap();
    store.start_attempt(&old, hash()).await.unwrap();
    let open = async || store.open_attempt_of(&old.interaction).await.unwrap();
    assert_eq!(open().await, Some(new.clone()));
    store
        .claim_attempt(new.id, after(15), step("back"))
        .await
        .unwrap();
    assert_eq!(open().await, Some(old.clone()));
}

async fn an_attempt_is_claimed_once(world: World) {
    let store = &world.store;
    let one = attempt();
    store.start_attempt(&one, hash()).await.unwrap();
    let claim = async |step: Step| store.claim_attempt(one.id, after(15), step).await;
    assert_eq!(claim(step("came_back")).await, Ok(true));
    assert_eq!(claim(step("again")).await, Ok(false));
    let claimed = store.attempt(one.id).await.unwrap().unwrap();
    assert_eq!(claimed.phase, Phase::Claimed);
    assert_eq!(claimed.claim_deadline, Some(after(15)));
    assert_eq!(claimed.steps, [step("sent"), step("came_back")]);
    let unknown = store.claim_attempt(id(), after(15), step("x")).await;
    assert_eq!(unknown, Ok(false));
}

async fn an_attempt_ends_once_and_from_its_phase_only(world: World) {
    let store = &world.store;
    let one = attempt();
    store.start_attempt(&one, hash()).await.unwrap();
    let failure = Failure::Connector(ConnectorError::ProviderMisbehaved {
        host: "api.weixin.qq.com".to_owned(),
        problem: "HTML instead of JSON".to_owned(),
        excerpt: Some("<html>\n\"quoted\"".to_owned()),
    });
    let steps = [
        step("asked"),
        Step {
            name: "answered".to_owned(),
            at: after(2),
            detail: Some("两\nlines".to_owned()),
        },
    ];
    let end = AttemptEnd {
        outcome: Outcome::Failed,
        failure: Some(&failure),
        steps: &steps,
        at: after(3),
    };
    let finish = async |from| store.finish_attempt(one.id, from, end).await;
    assert_eq!(finish(Phase::Claimed).await, Ok(false));
    assert_eq!(finish(Phase::Sent).await, Ok(true));
    assert_eq!(finish(Phase::Sent).await, Ok(false));
    let ended = store.attempt(one.id).await.unwrap().unwrap();
    assert_eq!(ended.phase, Phase::Finished);
    assert_eq!(ended.outcome, Some(Outcome::Failed));
    assert_eq!(ended.failure, Some(failure));
    assert_eq!(ended.finished_at, Some(after(3)));
    assert_eq!(ended.steps.len(), 3);
    assert_eq!(ended.steps[1..], steps);
    let claim = store.claim_attempt(one.id, after(15), step("late")).await;
    assert_eq!(claim, Ok(false));
}

async fn the_sweep_ends_what_nobody_else_will(world: World) {
    let store = &world.store;
    let (lost, overdue, open, busy) = (attempt(), attempt(), attempt(), attempt());
    let later = |attempt: &accounts::Attempt| accounts::Attempt {
        expires_at: after(1200),
        ..attempt.clone()
    };
    let (open, busy) = (later(&open), later(&busy));
    for attempt in [&lost, &overdue, &open, &busy] {
        store.start_attempt(attempt, hash()).await.unwrap();
    }
    for (attempt, deadline) in [(&overdue, after(15)), (&busy, after(900))] {
        let claimed = store.claim_attempt(attempt.id, deadline, step("back"));
        assert!(claimed.await.unwrap());
    }
    let nothing = Swept::default();
    assert_eq!(store.sweep_attempts(after(14)).await, Ok(nothing));
    let before = store.commits();
    let swept = store.sweep_attempts(after(600)).await.unwrap();
    assert_eq!(
        swept,
        Swept {
            lost: 1,
            abandoned: 1
        }
    );
    assert_eq!(store.commits(), before + 1);
    assert_eq!(store.sweep_attempts(after(600)).await, Ok(nothing));
    assert_eq!(store.commits(), before + 1);

    let read = async |id| store.attempt(id).await.unwrap().unwrap();
    let ended = read(lost.id).await;
    assert_eq!(ended.outcome, Some(Outcome::Lost));
    assert_eq!(ended.failure, None);
    assert_eq!(ended.finished_at, Some(after(600)));
    let ended = read(overdue.id).await;
    assert_eq!(ended.outcome, Some(Outcome::Failed));
    assert_eq!(ended.failure, Some(Failure::Abandoned));
    assert_eq!(read(open.id).await.phase, Phase::Sent);
    assert_eq!(read(busy.id).await.phase, Phase::Claimed);
}

async fn a_sweep_of_many_goes_in_batches(world: World) {
    let store = &world.store;
    for _ in 0..1001 {
        store.start_attempt(&attempt(), hash()).await.unwrap();
    }
    let before = store.commits();
    let swept = store.sweep_attempts(after(600)).await.unwrap();
    assert_eq!(swept.lost, 1001);
    assert_eq!(store.commits() - before, 3);
    assert_eq!(NOW, attempt().created_at);
}

async fn ends_are_counted_once_and_trials_never(world: World) {
    let store = &world.store;
    let one = attempt();
    let trial = accounts::Attempt {
        trial: true,
        ..attempt()
    };
    let lost = attempt();
    for new in [&one, &trial, &lost] {
        store.start_attempt(new, hash()).await.unwrap();
    }
    assert_eq!(store.open_attempts(NOW).await, Ok(3));
    assert_eq!(store.open_attempts(after(600)).await, Ok(0));
    assert!(store.outcomes().is_empty());
    let end = AttemptEnd {
        outcome: Outcome::Refused,
        failure: None,
        steps: &[],
        at: NOW,
    };
    for (id, first) in [(one.id, true), (one.id, false), (trial.id, true)] {
        let finished = store.finish_attempt(id, Phase::Sent, end).await;
        assert_eq!(finished, Ok(first));
    }
    crate::world::arrive(store, &crate::world::info(&[("app:wx1", "o1")])).await;
    store.sweep_attempts(after(601)).await.unwrap();
    let expected = [
        (Outcome::SignedUp, 1),
        (Outcome::Refused, 1),
        (Outcome::Lost, 1),
    ];
    assert_eq!(store.outcomes(), expected.into());
    assert!(world.another_node().await.outcomes().is_empty());
}

both!(
    ends_are_counted_once_and_trials_never,
    an_attempt_is_found_by_each_of_its_names,
    a_name_that_is_taken_is_a_conflict,
    the_newest_open_attempt_of_an_interaction_counts,
    an_attempt_is_claimed_once,
    an_attempt_ends_once_and_from_its_phase_only,
    the_sweep_ends_what_nobody_else_will,
    a_sweep_of_many_goes_in_batches,
);
