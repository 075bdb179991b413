use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const THEN: Timestamp = Timestamp(1_000);
const NOW: Timestamp = Timestamp(2_000);

fn profile(name: Option<&str>, avatar: Option<&str>) -> Profile {
    Profile {
        name: name.map(str::to_owned),
        avatar: avatar.map(str::to_owned),
        raw: json!({ "nickname": name }),
    }
}

fn new(name: Option<&str>, avatar: Option<&str>) -> User {
    User::from_profile(Uuid::from_u128(1), &profile(name, avatar), THEN)
}

#[test]
fn a_new_account_shows_a_clean_name_and_nothing_that_nobody_proved() {
    let user = new(Some(" 小\u{202E}明 "), Some("https://wx.example/0"));
    assert_eq!(user.name.as_deref(), Some("小明"));
    assert_eq!(user.picture.as_deref(), Some("https://wx.example/0"));
    assert_eq!((user.name_edited, user.picture_edited), (false, false));
    assert_eq!((user.email, user.phone, user.username), (None, None, None));
    assert_eq!(new(Some("\u{200B}"), None).name, None);
}

#[test]
fn without_sync_only_what_is_empty_is_filled() {
    let mut user = new(Some("小明"), None);
    assert!(user.take_over(&profile(Some("二"), Some("p")), false, NOW));
    assert_eq!(user.name.as_deref(), Some("小明"));
    assert_eq!(user.picture.as_deref(), Some("p"));
    assert_eq!(user.updated_at, NOW);
    assert!(!user.take_over(&profile(Some("二"), Some("q")), false, Timestamp(3_000)));
    assert_eq!(user.picture.as_deref(), Some("p"));
    assert_eq!(user.updated_at, NOW);
}

#[test]
fn with_sync_the_account_follows_the_vendor() {
    let mut user = new(Some("小明"), Some("p"));
    assert!(user.take_over(&profile(Some("小明 二"), Some("q")), true, NOW));
    assert_eq!(user.name.as_deref(), Some("小明 二"));
    assert_eq!(user.picture.as_deref(), Some("q"));
    assert!(!user.take_over(&profile(Some(" 小明\n二"), Some("q")), true, NOW));
}

#[test]
fn nothing_replaces_nothing() {
    let mut user = new(Some("小明"), Some("p"));
    let untold = Profile {
        raw: Value::Null,
        ..profile(None, None)
    };
    for empty in [
        profile(None, None),
        profile(Some("\u{200B} "), None),
        untold,
    ] {
        assert!(!user.take_over(&empty, true, NOW));
    }
    assert_eq!(user.name.as_deref(), Some("小明"));
    assert_eq!(user.updated_at, THEN);
}

#[test]
fn what_a_person_removed_stays_removed() {
    let mut user = new(Some("小明"), Some("p"));
    (user.name, user.name_edited) = (None, true);
    (user.picture, user.picture_edited) = (None, true);
    for sync in [false, true] {
        assert!(!user.take_over(&profile(Some("小明"), Some("p")), sync, NOW));
    }
    assert_eq!((user.name, user.picture), (None, None));
}

proptest! {
    /// Every case of the rule at once, for the name; the picture has the same rule.
    #[test]
    fn a_field_changes_exactly_when_it_may(
        before in prop::option::of("[a-c]"),
        told in prop::option::of("[a-c]"),
        edited: bool,
        sync: bool,
    ) {
        let mut user = new(before.as_deref(), None);
        user.name_edited = edited;
        let changed = user.take_over(&profile(told.as_deref(), None), sync, NOW);
        let expected = match (&before, &told) {
            _ if edited => &before,
            (_, None) => &before,
            (None, Some(_)) => &told,
            (Some(_), Some(_)) => if sync { &told } else { &before },
        };
        prop_assert_eq!(&user.name, expected);
        prop_assert_eq!(changed, user.name != before);
    }
}
