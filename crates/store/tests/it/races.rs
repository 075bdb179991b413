//! Many at once, on one node and on two: whatever must happen once happens once.

use std::future::Future;
use std::time::Duration;

use store::{Completion, Redemption, Rotation, Store};
use tokio::task::JoinSet;

use crate::world::{NOW, SignIn, World, after, arrive, attempt, hash, info, step, tokens};

/// Runs a task `times` times at once, in turn on each of two nodes.
async fn at_once<T, F>(world: &World, times: usize, task: impl Fn(Store, usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let nodes = [world.store.clone(), world.another_node().await];
    let mut running = JoinSet::new();
    for number in 0..times {
        running.spawn(task(nodes[number % 2].clone(), number));
    }
    running.join_all().await
}

fn count<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().filter(|other| *other == one).count()
}

async fn one_of_a_hundred_claims_an_attempt(world: World) {
    let one = attempt();
    world.store.start_attempt(&one, hash()).await.unwrap();
    let id = one.id;
    let claims = at_once(&world, 100, |store, _| async move {
        let claimed = store.claim_attempt(id, after(15), step("back"));
        claimed.await.unwrap()
    })
    .await;
    assert_eq!(count(&claims, &true), 1);
    let steps = world.store.attempt(id).await.unwrap().unwrap().steps;
    assert_eq!(steps.len(), 2);
}

async fn one_of_many_redeems_a_code(world: World) {
    let (sign_in, _) = arrive(&world.store, &info(&[("app:wx1", "o1")])).await;
    let code = sign_in.code;
    let grant = world.store.code(code).await.unwrap().unwrap().grant;
    let redemptions = at_once(&world, 32, |store, _| {
        let grant = grant.clone();
        async move {
            let tokens = tokens(&grant, true);
            store.redeem_code(code, NOW, &tokens).await.unwrap()
        }
    })
    .await;
    assert_eq!(count(&redemptions, &Redemption::Redeemed), 1);
    assert_eq!(count(&redemptions, &Redemption::Replayed), 31);
}

async fn a_hundred_first_sign_ins_of_one_person_make_one_user(world: World) {
    let completions = at_once(&world, 100, |store, number| async move {
        let sign_in = SignIn::begin(&store).await;
        // Some see the union id, some another app, and all see something they share.
        let who = match number % 3 {
            0 => info(&[("union:acme", "u1"), ("app:wx1", "o1")]),
            1 => info(&[("union:acme", "u1"), ("app:wx2", "o2")]),
            _ => info(&[("union:acme", "u1")]),
        };
        match sign_in.complete(&store, &who).await {
            Completion::Done {
                user,
                outcome,
                conflict,
                ..
            } => (user.id, outcome, conflict),
            other => panic!("{other:?}"),
        }
    })
    .await;
    let first = completions[0].0;
    assert!(completions.iter().all(|(user, ..)| *user == first));
    assert!(completions.iter().all(|(.., conflict)| !conflict));
    let new = accounts::Outcome::SignedUp;
    let ups = completions.iter().filter(|(_, outcome, _)| *outcome == new);
    assert_eq!(ups.count(), 1);
    let counts = world.store.counts().await.unwrap();
    assert_eq!((counts.users, counts.identities), (1, 1));
    assert_eq!((counts.sessions, counts.codes), (100, 100));
    let identities = world.store.identities_of(first).await.unwrap();
    assert_eq!(identities[0].keys.as_slice().len(), 3);
}

async fn one_of_many_ends_a_sign_in(world: World) {
    let sign_in = SignIn::begin(&world.store).await;
    let attempt = sign_in.attempt;
    let completions = at_once(&world, 16, |store, _| async move {
        let mine = SignIn {
            attempt,
            session: hash(),
            code: hash(),
            replaces: None,
            sync_profile: false,
        };
        mine.complete(&store, &info(&[("app:wx1", "o1")])).await
    })
    .await;
    assert_eq!(count(&completions, &Completion::Overtaken), 15);
    let counts = world.store.counts().await.unwrap();
    assert_eq!((counts.users, counts.sessions, counts.codes), (1, 1, 1));
}

async fn one_of_many_rotates_and_the_others_are_within_the_leeway(world: World) {
    let (sign_in, _) = arrive(&world.store, &info(&[("app:wx1", "o1")])).await;
    let grant = world.store.code(sign_in.code).await.unwrap().unwrap().grant;
    let first = tokens(&grant, true);
    let redeemed = world.store.redeem_code(sign_in.code, NOW, &first).await;
    assert_eq!(redeemed, Ok(Redemption::Redeemed));
    let refresh = first.refresh.unwrap().0;
    let rotations = at_once(&world, 16, |store, _| {
        let grant = grant.clone();
        async move {
            let next = tokens(&grant, true);
            let leeway = Duration::from_secs(3);
            let rotated = store.rotate_refresh(refresh, NOW, leeway, &next);
            rotated.await.unwrap()
        }
    })
    .await;
    assert_eq!(count(&rotations, &Rotation::Rotated), 1);
    assert_eq!(count(&rotations, &Rotation::ReusedWithinLeeway), 15);
}

/// Whatever order they run in, nothing of the family works after a revocation.
async fn a_revocation_beats_rotations_at_the_same_time(world: World) {
    for _ in 0..5 {
        let (sign_in, _) = arrive(&world.store, &info(&[("app:wx1", "o1")])).await;
        let grant = world.store.code(sign_in.code).await.unwrap().unwrap().grant;
        let first = tokens(&grant, true);
        let redeemed = world.store.redeem_code(sign_in.code, NOW, &first).await;
        assert_eq!(redeemed, Ok(Redemption::Redeemed));
        let refresh = first.refresh.unwrap().0;
        let given = at_once(&world, 8, |store, number| {
            let grant = grant.clone();
            async move {
                if number == 3 {
                    assert!(store.revoke(refresh, "app", NOW).await.unwrap());
                    return None;
                }
                let next = tokens(&grant, true);
                let leeway = Duration::from_secs(3);
                let rotated = store.rotate_refresh(refresh, NOW, leeway, &next);
                rotated.await.unwrap();
                Some(next.access_hash)
            }
        })
        .await;
        for access in given.into_iter().flatten() {
            assert_eq!(world.store.access_token(access, NOW).await, Ok(None));
        }
    }
}

/// Callers that go away in the middle leave nothing half done, and nobody else suffers.
async fn callers_that_go_away_harm_nobody(world: World) {
    let store = &world.store;
    let mut patient = JoinSet::new();
    for number in 0..120_u32 {
        let worker = store.clone();
        let value = format!("o{number}");
        if number % 3 == 0 {
            patient.spawn(async move {
                arrive(&worker, &info(&[("app:wx1", &value)])).await;
            });
        } else {
            let impatient = tokio::spawn(async move {
                arrive(&worker, &info(&[("app:wx2", &value)])).await;
            });
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_micros(u64::from(number) * 150)).await;
                impatient.abort();
            });
        }
    }
    // Panics of the patient ones would come out here.
    patient.join_all().await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let counts = store.counts().await.unwrap();
    assert!(counts.users >= 40, "{counts:?}");
    assert_eq!(counts.users, counts.identities);
    assert_eq!(counts.users, counts.sessions);
    assert_eq!(counts.users, counts.codes);
    // And the next one is served as ever.
    arrive(store, &info(&[("app:wx3", "o1")])).await;
}

both!(
    one_of_a_hundred_claims_an_attempt,
    one_of_many_redeems_a_code,
    a_hundred_first_sign_ins_of_one_person_make_one_user,
    one_of_many_ends_a_sign_in,
    one_of_many_rotates_and_the_others_are_within_the_leeway,
    a_revocation_beats_rotations_at_the_same_time,
    callers_that_go_away_harm_nobody,
);
