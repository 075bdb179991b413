//! Ten thousand sign-ins, with union ids that appear late.

use std::collections::BTreeMap;

use super::sightings::{Sighting, crowd, split_people};
use super::*;

/// Signs everybody in and tells how many users there are; each has to be one person,
/// and each person at each account one user.
fn users(book: &mut Book, sightings: &[Sighting]) -> usize {
    let (mut user_of, mut person_of) = (BTreeMap::new(), BTreeMap::new());
    for Sighting { keys, who, .. } in sightings {
        let user = book.arrive(keys);
        assert_eq!(*user_of.entry(*who).or_insert(user), user, "{who:?}");
        assert_eq!(*person_of.entry(user).or_insert(*who), *who);
    }
    person_of.len()
}

/// Whether union ids were there, missing at first, and missing again later.
fn is_varied(sightings: &[Sighting]) -> bool {
    let has = |settled: bool, keys: usize| {
        let same = |s: &&Sighting| s.settled == settled && s.keys.as_slice().len() == keys;
        sightings.iter().filter(same).count() > 100
    };
    has(false, 1) && has(false, 2) && has(true, 1) && has(true, 2)
}

#[test]
fn five_hundred_people_over_five_apps_of_one_account_are_five_hundred_users() {
    for seed in 1..=5 {
        let sightings = crowd(seed, 500, &[5], 10_000);
        assert_eq!(sightings.len(), 10_000);
        assert!(is_varied(&sightings));
        let mut book = Book::default();
        assert_eq!(users(&mut book, &sightings), 500);
        assert_eq!(book.people, 500);
        assert_eq!(book.conflicts.len(), 0);
    }
}

#[test]
fn over_two_accounts_they_are_a_thousand() {
    for seed in 1..=5 {
        let sightings = crowd(seed, 500, &[3, 2], 10_000);
        assert!(is_varied(&sightings));
        let mut book = Book::default();
        assert_eq!(users(&mut book, &sightings), 1_000);
        assert_eq!(book.people, 1_000);
        assert_eq!(book.conflicts.len(), 0);
    }
}

/// The order in which waves arrive does not matter, as long as what is settled comes
/// after what settles it.
#[test]
fn each_wave_may_arrive_in_any_order() {
    let mut sightings = crowd(7, 500, &[5], 10_000);
    for _ in 0..3 {
        sightings.reverse();
        sightings.sort_by_key(|sighting| sighting.settled);
        let mut book = Book::default();
        assert_eq!(users(&mut book, &sightings), 500);
        sightings.rotate_left(1_234);
    }
}

#[test]
fn conflicts_are_those_that_were_constructed_and_merge_nobody() {
    let sightings = crowd(3, 50, &[5], 1_000);
    let split = split_people(50..70);
    let mut book = Book::default();
    for part in 0..4 {
        users(&mut book, &sightings[250 * part..][..250]);
        for person in &split {
            book.arrive(&person[part]);
        }
    }
    assert_eq!(book.people, 50 + 2 * 20);
    let wanted: BTreeSet<IdentityKey> = split
        .iter()
        .map(|person| person[1].strongest().clone())
        .collect();
    let found: BTreeSet<IdentityKey> = book.conflicts.iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(found, wanted);
    for [first, second, ..] in &split {
        assert_ne!(book.arrive(first), book.arrive(second));
    }
}
