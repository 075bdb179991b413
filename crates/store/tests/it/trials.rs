//! Attempts of administrators who only try a connector.

use accounts::{Attempt, Failure, Outcome, Phase};
use serde_json::json;
use store::{AttemptEnd, Completion, Report, Store};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, attempt, hash, info, step};

/// Begins a trial that somebody has claimed.
async fn trial(store: &Store) -> Uuid {
    let trial = Attempt {
        trial: true,
        ..attempt()
    };
    store.start_attempt(&trial, hash()).await.unwrap();
    let stored = store.attempt(trial.id).await;
    assert_eq!(stored, Ok(Some(trial.clone())));
    let claimed = store.claim_attempt(trial.id, after(15), step("claimed"));
    assert!(claimed.await.unwrap());
    trial.id
}

async fn a_trial_ends_once_with_what_it_found(world: World) {
    let store = &world.store;
    let id = trial(store).await;
    let finding = json!({ "name": "小明", "ids": [["union:acme", "oSIMUL"]] });
    let steps = [step("profile")];
    let finish = async || store.finish_trial(id, &finding, &steps, after(2)).await;
    assert_eq!(finish().await, Ok(true));
    assert_eq!(finish().await, Ok(false));
    let ended = store.attempt(id).await.unwrap().unwrap();
    assert!(ended.trial);
    assert_eq!(ended.phase, Phase::Finished);
    assert_eq!(ended.outcome, Some(Outcome::Tried));
    assert_eq!(ended.finding, Some(finding.clone()));
    assert_eq!((ended.user_id, ended.failure), (None, None));
    assert_eq!(ended.finished_at, Some(after(2)));
    assert_eq!(ended.steps.len(), 3);
}

async fn only_a_claimed_trial_ends_as_one(world: World) {
    let store = &world.store;
    let sign_in = SignIn::begin(store).await;
    let finish = async |id| store.finish_trial(id, &json!({}), &[], NOW).await;
    assert_eq!(finish(sign_in.attempt).await, Ok(false));
    let unclaimed = Attempt {
        trial: true,
        ..attempt()
    };
    store.start_attempt(&unclaimed, hash()).await.unwrap();
    assert_eq!(finish(unclaimed.id).await, Ok(false));
    assert_eq!(finish(Uuid::from_u128(7)).await, Ok(false));
    let stored = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!((stored.phase, stored.finding), (Phase::Claimed, None));
}

async fn a_trial_never_signs_anybody_in(world: World) {
    let store = &world.store;
    let mut sign_in = SignIn::begin(store).await;
    sign_in.attempt = trial(store).await;
    let completion = sign_in.complete(store, &info(&[("app:wx1", "o1")])).await;
    assert_eq!(completion, Completion::Overtaken);
    let counts = store.counts().await.unwrap();
    assert_eq!(
        (counts.users, counts.identities, counts.sessions),
        (0, 0, 0)
    );
    assert_eq!(store.session(sign_in.session, NOW).await, Ok(None));
    let trial = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(trial.phase, Phase::Claimed);
}

async fn trials_are_in_no_count(world: World) {
    let store = &world.store;
    let tried = trial(store).await;
    store
        .finish_trial(tried, &json!({}), &[], NOW)
        .await
        .unwrap();
    let end = AttemptEnd {
        outcome: Outcome::Failed,
        failure: Some(&Failure::Internal),
        steps: &[],
        at: NOW,
    };
    let failed = trial(store).await;
    assert_eq!(
        store.finish_attempt(failed, Phase::Claimed, end).await,
        Ok(true)
    );
    // And one that is given up.
    trial(store).await;
    store.sweep_attempts(after(700)).await.unwrap();
    let report = store.report("wechat", NOW).await;
    assert_eq!(report, Ok(Report::default()));
    assert_eq!(store.latest_failures("wechat", 10).await, Ok(vec![]));
}

both!(
    a_trial_ends_once_with_what_it_found,
    only_a_claimed_trial_ends_as_one,
    a_trial_never_signs_anybody_in,
    trials_are_in_no_count,
);
