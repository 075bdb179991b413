//! Signing keys that take turns.

use std::collections::BTreeSet;

use keys::{Algorithm, SigningKey, SystemEntropy};
use store::Store;

use crate::world::{NOW, World, after, change};

const BOTH: [Algorithm; 2] = [Algorithm::Es256, Algorithm::Rs256];

/// The names of the keys that sign at a moment.
async fn signing(store: &Store, seconds: u64) -> BTreeSet<String> {
    let keys = store.signing_keys().await.unwrap();
    let signing = keys.iter().filter(|key| key.signs_at(after(seconds)));
    signing.map(|key| key.key.kid().to_owned()).collect()
}

async fn a_new_key_is_known_before_it_signs_and_the_old_one_after(world: World) {
    let store = &world.store;
    let first = store.ensure_signing_keys(&BOTH, &SystemEntropy, NOW);
    let first = first.await.unwrap();
    let kids: Vec<&str> = first.iter().map(|stored| stored.key.kid()).collect();
    let version = store.configuration_version().await.unwrap();
    let new = [
        SigningKey::generate(Algorithm::Es256),
        SigningKey::generate(Algorithm::Rs256),
    ];
    let rotate = store.rotate_signing_keys(&kids, &new, after(5), &SystemEntropy, change(NOW));
    assert_eq!(rotate.await, Ok(true));
    assert_eq!(store.configuration_version().await, Ok(version + 1));
    assert_eq!(store.signing_keys().await.unwrap().len(), 4);
    let old: BTreeSet<String> = kids.iter().map(|kid| (*kid).to_owned()).collect();
    let young = new.each_ref().map(|key| key.kid().to_owned());
    assert!(signing(store, 4).await.is_superset(&old));
    assert_eq!(signing(store, 5).await, BTreeSet::from(young));

    // Who sends the form twice, or comes second, changes nothing.
    let more = [SigningKey::generate(Algorithm::Es256)];
    for replaced in [&kids[..], &kids[..1], &[new[0].kid(), kids[0]], &["other"]] {
        let again =
            store.rotate_signing_keys(replaced, &more, after(9), &SystemEntropy, change(NOW));
        assert_eq!(again.await, Ok(false), "{replaced:?}");
    }
    assert_eq!(store.signing_keys().await.unwrap().len(), 4);
    assert_eq!(store.configuration_version().await, Ok(version + 1));
    assert_eq!(store.changes(None, 10).await.unwrap().len(), 1);

    // Retired keys go when they are of no use any more, and a restart makes none anew.
    assert_eq!(store.drop_signing_keys(after(5)).await, Ok(0));
    assert_eq!(store.drop_signing_keys(after(6)).await, Ok(2));
    assert_eq!(store.configuration_version().await, Ok(version + 2));
    assert_eq!(store.drop_signing_keys(after(6)).await, Ok(0));
    assert_eq!(store.configuration_version().await, Ok(version + 2));
    let kept = store.ensure_signing_keys(&BOTH, &SystemEntropy, after(7));
    assert_eq!(kept.await.unwrap().len(), 2);
}

async fn one_of_many_rotations_at_once_counts(world: World) {
    let store = &world.store;
    let first = store.ensure_signing_keys(&BOTH[..1], &SystemEntropy, NOW);
    let old = first.await.unwrap()[0].key.kid().to_owned();
    let mut rotations = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (node, old) = (world.another_node().await, old.clone());
        rotations.spawn(async move {
            let new = [SigningKey::generate(Algorithm::Es256)];
            let (old, at) = ([&*old], after(5));
            let done = node.rotate_signing_keys(&old, &new, at, &SystemEntropy, change(NOW));
            done.await.unwrap()
        });
    }
    let done = rotations.join_all().await;
    assert_eq!(done.iter().filter(|done| **done).count(), 1, "{done:?}");
    assert_eq!(store.signing_keys().await.unwrap().len(), 2);
}

both!(
    a_new_key_is_known_before_it_signs_and_the_old_one_after,
    one_of_many_rotations_at_once_counts,
);
