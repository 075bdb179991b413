use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;

mod crowd;
mod sightings;

fn key(realm: &str, value: &str) -> IdentityKey {
    IdentityKey {
        target: "wechat".into(),
        realm: realm.into(),
        value: value.into(),
    }
}

fn keys(list: &[IdentityKey]) -> IdentityKeys {
    IdentityKeys::new(list.iter().cloned()).unwrap()
}

fn owner(key: IdentityKey, id: u128) -> KeyOwner {
    KeyOwner {
        key,
        identity_id: Uuid::from_u128(id),
        user_id: Uuid::from_u128(id + 1000),
    }
}

#[test]
fn unknown_keys_are_a_new_person() {
    assert_eq!(resolve(&keys(&[key("app:a", "o1")]), &[]), Resolution::New);
}

#[test]
fn a_union_id_that_arrives_late_is_added_to_the_known_person() {
    let now = keys(&[key("union:acme", "u1"), key("app:a", "o1")]);
    let known = [owner(key("app:a", "o1"), 1)];
    assert_eq!(
        resolve(&now, &known),
        Resolution::Known {
            identity_id: Uuid::from_u128(1),
            user_id: Uuid::from_u128(1001),
            missing: vec![key("union:acme", "u1")],
        }
    );
}

#[test]
fn the_same_open_id_under_another_app_is_somebody_else() {
    let known = [owner(key("app:a", "o1"), 1)];
    assert_eq!(
        resolve(&keys(&[key("app:b", "o1")]), &known),
        Resolution::New
    );
}

#[test]
fn keys_of_two_people_are_a_conflict_that_the_strongest_key_decides() {
    let both = keys(&[key("union:acme", "u1"), key("app:a", "o2")]);
    let other = owner(key("app:a", "o2"), 2);
    let known = [other.clone(), owner(key("union:acme", "u1"), 1)];
    assert_eq!(
        resolve(&both, &known),
        Resolution::Conflict {
            identity_id: Uuid::from_u128(1),
            user_id: Uuid::from_u128(1001),
            others: vec![other],
        }
    );
}

/// The smallest store that follows the rule: what the database does, in memory.
#[derive(Default)]
struct Book {
    owners: BTreeMap<IdentityKey, u128>,
    people: u128,
    /// Keys that came with somebody else's, and with whose.
    conflicts: BTreeSet<(IdentityKey, u128)>,
}

impl Book {
    fn arrive(&mut self, keys: &IdentityKeys) -> u128 {
        let known = |key: &IdentityKey| Some(owner(key.clone(), *self.owners.get(key)?));
        let owners: Vec<KeyOwner> = keys.as_slice().iter().filter_map(known).collect();
        match resolve(keys, &owners) {
            Resolution::New => {
                self.people += 1;
                for key in keys.as_slice() {
                    self.owners.insert(key.clone(), self.people);
                }
                self.people
            }
            Resolution::Known {
                identity_id,
                missing,
                ..
            } => {
                for key in missing {
                    self.owners.insert(key, identity_id.as_u128());
                }
                identity_id.as_u128()
            }
            Resolution::Conflict {
                identity_id,
                others,
                ..
            } => {
                let identity = identity_id.as_u128();
                let noted = others.into_iter().map(|other| (other.key, identity));
                self.conflicts.extend(noted);
                identity
            }
        }
    }
}

/// How one person can be seen: always with the open id of some app, sometimes with
/// the union id.
fn sighting() -> impl Strategy<Value = (usize, usize, bool)> {
    (0..6_usize, 0..4_usize, any::<bool>())
}

fn seen(person: usize, app: usize, with_union: bool) -> IdentityKeys {
    let open = key(&format!("app:{app}"), &format!("o{person}-{app}"));
    let union = key("union:acme", &format!("u{person}"));
    if with_union {
        keys(&[union, open])
    } else {
        keys(&[open])
    }
}

proptest! {
    /// Once an app has told the union id, the person is one, whatever came first.
    #[test]
    fn people_with_union_ids_are_one_user_in_any_order(
        arrivals in prop::collection::vec(sighting(), 1..60)
    ) {
        let mut book = Book::default();
        let mut user_of = BTreeMap::new();
        for (person, app, _) in arrivals {
            let user = book.arrive(&seen(person, app, true));
            prop_assert_eq!(*user_of.entry(person).or_insert(user), user);
        }
        prop_assert_eq!(book.people as usize, user_of.len());
    }

    /// Arriving again with the same keys changes nothing.
    #[test]
    fn arriving_twice_is_arriving_once(
        arrivals in prop::collection::vec(sighting(), 1..60)
    ) {
        let mut book = Book::default();
        for (person, app, with_union) in arrivals {
            let keys = seen(person, app, with_union);
            let first = book.arrive(&keys);
            let (people, owners) = (book.people, book.owners.clone());
            prop_assert_eq!(book.arrive(&keys), first);
            prop_assert_eq!(book.people, people);
            prop_assert_eq!(&book.owners, &owners);
        }
    }

    /// What decides whether a person is one user: each sighting but the first has to
    /// share a key with an earlier one. One that shares none makes a user more; one
    /// that shares with two of them is a conflict; nothing else is.
    #[test]
    fn a_person_is_as_many_users_as_there_were_sightings_without_a_known_key(
        arrivals in prop::collection::vec(sighting(), 1..60)
    ) {
        let mut book = Book::default();
        let mut owners: BTreeMap<IdentityKey, usize> = BTreeMap::new();
        let (mut users, mut bridges) = (0, BTreeSet::new());
        for (person, app, with_union) in arrivals {
            let keys = seen(person, app, with_union);
            let known: Vec<usize> =
                keys.as_slice().iter().filter_map(|key| owners.get(key).copied()).collect();
            match known[..] {
                [first, second] if first != second => {
                    bridges.insert(keys.as_slice()[1].clone());
                }
                _ => {
                    let user = known.first().copied().unwrap_or(users);
                    users = users.max(user + 1);
                    owners.extend(keys.as_slice().iter().map(|key| (key.clone(), user)));
                }
            }
            book.arrive(&keys);
        }
        prop_assert_eq!(book.people as usize, users);
        let conflicts: BTreeSet<_> = book.conflicts.into_iter().map(|(key, _)| key).collect();
        prop_assert_eq!(conflicts, bridges);
    }

    /// Two people never become one, however they are seen.
    #[test]
    fn different_people_are_never_merged(
        arrivals in prop::collection::vec(sighting(), 1..60)
    ) {
        let mut book = Book::default();
        let mut person_of = BTreeMap::new();
        for (person, app, with_union) in arrivals {
            let user = book.arrive(&seen(person, app, with_union));
            prop_assert_eq!(*person_of.entry(user).or_insert(person), person);
        }
    }
}
