//! Tries to sign in that tests make by themselves, ended in any way.

use accounts::{Attempt, Failure, Outcome, Phase, Reference};
use connector_kit::{Clock, Entropy, Step};
use serde_json::json;
use store::AttemptEnd;
use testkit::clock::TestEntropy;
use testkit::world::World;

/// What no page may show.
pub(crate) const SESSION_SECRET: &str = "a-secret-of-the-connector";

/// A try that has just begun, through the connector of the demo.
pub(crate) async fn begun(world: &World, trial: bool) -> Attempt {
    let entropy = TestEntropy::unique();
    let mut random = [0; 10];
    entropy.fill(&mut random);
    let now = world.clock.now();
    let millis = u64::try_from(now.0).unwrap();
    let step = |name: &str| Step {
        name: name.to_owned(),
        at: now,
        detail: None,
    };
    let attempt = Attempt {
        id: uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid(),
        reference: Reference::from_random(random[..8].try_into().unwrap()),
        interaction: keys::random_token(&entropy),
        binding_hash: keys::sha256(&random),
        connector_id: "wechat".to_owned(),
        application_id: if trial { "" } else { "demo-app" }.to_owned(),
        user_agent: Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0".to_owned()),
        connector_session: json!({ "secret": SESSION_SECRET }),
        trial,
        phase: Phase::Sent,
        asked: false,
        outcome: None,
        failure: None,
        finding: None,
        user_id: None,
        steps: vec![step("asked"), step("sent_away")],
        created_at: now,
        expires_at: now.plus(std::time::Duration::from_mins(10)),
        claim_deadline: None,
        finished_at: None,
    };
    let state = keys::sha256(keys::random_token(&entropy).as_bytes());
    world.store.start_attempt(&attempt, state).await.unwrap();
    attempt
}

/// A try that ended like this just now.
pub(crate) async fn ended(world: &World, outcome: Outcome, failure: Option<&Failure>) -> Attempt {
    let attempt = begun(world, false).await;
    end(world, &attempt, outcome, failure).await;
    attempt
}

/// Ends a try.
pub(crate) async fn end(
    world: &World,
    attempt: &Attempt,
    outcome: Outcome,
    failure: Option<&Failure>,
) {
    let came_back = Step {
        name: "came_back".to_owned(),
        at: world.clock.now(),
        detail: None,
    };
    let steps = [came_back];
    let end = AttemptEnd {
        outcome,
        failure,
        steps: if outcome == Outcome::Lost {
            &[]
        } else {
            &steps
        },
        at: world.clock.now(),
    };
    let ended = world.store.finish_attempt(attempt.id, Phase::Sent, end);
    assert!(ended.await.unwrap());
}
