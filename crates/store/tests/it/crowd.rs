//! Ten thousand sign-ins, many at once, with union ids that appear late.
//!
//! Under what condition one person then is one user is said in `sightings`, which the
//! tests of the pure rule use too.

#[path = "../../../accounts/src/linking/tests/sightings.rs"]
mod sightings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use connector_kit::{IdentityKeys, SocialUserInfo};
use store::{Completion, Engine, Store};
use tokio::task::JoinSet;
use uuid::Uuid;

use self::sightings::{Sighting, crowd, split_people};
use crate::world::{SignIn, World, arrive, info};

/// How many sign in at the same time.
const AT_ONCE: usize = 32;

/// The users that each person, at each account, was signed in to.
type Users = BTreeMap<(usize, usize), BTreeSet<Uuid>>;

fn told(keys: IdentityKeys) -> SocialUserInfo {
    SocialUserInfo {
        keys,
        ..info(&[("app:any", "any")])
    }
}

/// Signs everybody in: sightings of a wave in the order in which tasks get at them.
async fn wave(nodes: &[Store], sightings: Vec<Sighting>, users: &mut Users) {
    let queue = Arc::new(Mutex::new(sightings.into_iter()));
    let mut running = JoinSet::new();
    for store in nodes.iter().cycle().take(AT_ONCE) {
        let (store, queue) = (store.clone(), Arc::clone(&queue));
        running.spawn(async move {
            let mut arrived = vec![];
            loop {
                let Some(next) = queue.lock().unwrap().next() else {
                    return arrived;
                };
                let sign_in = SignIn::begin_claimed(&store).await;
                match sign_in.complete(&store, &told(next.keys)).await {
                    Completion::Done { user, .. } => arrived.push((next.who, user.id)),
                    other => panic!("{other:?}"),
                }
            }
        });
    }
    for (who, user) in running.join_all().await.into_iter().flatten() {
        users.entry(who).or_default().insert(user);
    }
}

/// Signs a crowd in, part by part: what settles who somebody is before what is settled.
async fn all_arrive(nodes: &[Store], sightings: Vec<Sighting>, users: &mut Users) {
    let mut rest = sightings.into_iter().peekable();
    while rest.peek().is_some() {
        let part = rest.by_ref().take(1_000);
        let (settled, open): (Vec<_>, Vec<_>) = part.partition(|one| one.settled);
        wave(nodes, open, users).await;
        wave(nodes, settled, users).await;
    }
}

/// Two nodes where there can be two.
async fn nodes(world: &World) -> Vec<Store> {
    let mut nodes = vec![world.store.clone()];
    if world.store.engine() == Engine::Postgres {
        nodes.push(world.another_node().await);
    }
    nodes
}

/// Each of them has been one user, no two the same one, and nothing is in conflict.
async fn are_told_apart(store: &Store, users: &Users) {
    assert!(users.values().all(|users| users.len() == 1));
    let distinct: BTreeSet<&Uuid> = users.values().flatten().collect();
    assert_eq!(distinct.len(), users.len());
    let counts = store.counts().await.unwrap();
    let all = i64::try_from(users.len()).unwrap();
    assert_eq!((counts.users, counts.identities), (all, all));
    assert_eq!((counts.sessions, counts.codes), (10_000, 10_000));
    assert_eq!(store.conflicts(10).await, Ok(vec![]));
}

async fn five_hundred_people_over_five_apps_of_one_account_are_five_hundred_users(world: World) {
    let mut users = Users::new();
    let sightings = crowd(1, 500, &[5], 10_000);
    all_arrive(&nodes(&world).await, sightings, &mut users).await;
    assert_eq!(users.len(), 500);
    are_told_apart(&world.store, &users).await;
}

async fn over_two_accounts_they_are_a_thousand(world: World) {
    let mut users = Users::new();
    let sightings = crowd(2, 500, &[3, 2], 10_000);
    all_arrive(&nodes(&world).await, sightings, &mut users).await;
    assert_eq!(users.len(), 1_000);
    are_told_apart(&world.store, &users).await;
}

async fn conflicts_are_those_that_were_constructed_and_merge_nobody(world: World) {
    let store = &world.store;
    let nodes = nodes(&world).await;
    let mut users = Users::new();
    let mut sightings = crowd(3, 50, &[5], 1_000).into_iter();
    let split = split_people(50..70);
    let mut pairs = BTreeSet::new();
    for part in 0..4 {
        let quarter = sightings.by_ref().take(250).collect();
        all_arrive(&nodes, quarter, &mut users).await;
        for person in &split {
            arrive(store, &told(person[part].clone())).await;
        }
    }
    assert!(users.values().all(|users| users.len() == 1));
    for [first, second, ..] in split {
        let (_, first) = arrive(store, &told(first)).await;
        let (_, second) = arrive(store, &told(second)).await;
        assert_ne!(first, second);
        pairs.insert((first, second));
    }
    assert_eq!(store.counts().await.unwrap().users, 50 + 2 * 20);
    let conflicts = store.conflicts(100).await.unwrap();
    assert!(conflicts.iter().all(|found| found.times == 1));
    let found = conflicts.iter().map(|one| (one.user_id, one.other_user_id));
    assert_eq!(found.collect::<BTreeSet<_>>(), pairs);
    assert_eq!(conflicts.len(), 20);
}

both!(
    five_hundred_people_over_five_apps_of_one_account_are_five_hundred_users,
    over_two_accounts_they_are_a_thousand,
    conflicts_are_those_that_were_constructed_and_merge_nobody,
);
