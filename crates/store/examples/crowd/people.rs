//! People with their ways to sign in.

use std::ops::Range;

use accounts::{clean_name, name_words};
use connector_kit::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::names::names;
use crate::{Cell, Crowd, DAY, Dice, Table};

const PEOPLE: u64 = 1;
/// For how long people have been coming.
const YEARS: i64 = 3 * 365 * DAY;

const USERS: &[&str] = &[
    "id",
    "name",
    "name_edited",
    "picture",
    "picture_edited",
    "username",
    "email",
    "phone",
    "suspended",
    "created_at",
    "updated_at",
    "last_sign_in_at",
    "application_id",
    "has_words",
];
const IDENTITIES: &[&str] = &[
    "id",
    "user_id",
    "name",
    "avatar",
    "raw",
    "target",
    "has_union_id",
    "created_at",
    "last_used_at",
    "connector_id",
];
const KEYS: &[&str] = &["target", "realm", "value", "identity_id", "position"];

/// The id of a person, and when the account was made.
pub(crate) fn person(crowd: &Crowd, number: u64) -> (Uuid, Timestamp) {
    let mut dice = Dice::of(PEOPLE, number);
    let created = dice.moment(Timestamp(crowd.today.0 - YEARS), YEARS);
    (dice.id(created), created)
}

/// Their rows in every table.
pub(crate) fn batch(crowd: &Crowd, some: Range<u64>) -> Vec<Table> {
    let mut users = Table::new("users", USERS);
    let mut identities = Table::new("identities", IDENTITIES);
    let mut keys = Table::new("identity_keys", KEYS);
    let mut words = Table::new("user_words", &["word", "user_id"]);
    for number in some {
        let (id, created) = person(crowd, number);
        let mut dice = Dice::of(PEOPLE + 1, number);
        let (name, nickname) = names(&mut dice);
        let name = clean_name(&name);
        let username = (dice.below(20) == 0).then(|| format!("user_{number}"));
        let email = (dice.below(4) == 0).then(|| format!("person{number}@people.example"));
        let phone = (dice.below(4) == 0).then(|| format!("86{}", 13_000_000_000 + number));
        let span = crowd.today.0 - created.0;
        // Most people came lately, some never came again.
        let seen = match dice.below(10) {
            0..6 => dice.moment(
                Timestamp(created.0.max(crowd.today.0 - 90 * DAY)),
                span.clamp(1, 90 * DAY),
            ),
            _ => dice.moment(created, span.max(1)),
        };
        let union = format!("oUNION{number:022}");
        let open = format!("oOPEN{number:023}");
        let names = [name.as_deref(), username.as_deref(), Some(&*nickname)];
        for word in name_words(names.into_iter().flatten()) {
            words.rows.push(vec![Cell::Text(word), Cell::Id(id)]);
        }
        users.rows.push(vec![
            Cell::Id(id),
            text(name),
            Cell::Bool(false),
            Cell::Null,
            Cell::Bool(false),
            text(username),
            text(email),
            text(phone),
            Cell::Bool(dice.below(200) == 0),
            Cell::Number(created.0),
            Cell::Number(seen.0),
            Cell::Number(seen.0),
            Cell::Text("demo-app".to_owned()),
            Cell::Bool(true),
        ]);
        let identity = dice.id(created);
        let raw = json!({ "openid": open, "unionid": union, "nickname": nickname, "sex": 0 });
        identities.rows.push(vec![
            Cell::Id(identity),
            Cell::Id(id),
            Cell::Text(nickname),
            Cell::Null,
            Cell::Text(raw.to_string()),
            Cell::Text("wechat".to_owned()),
            Cell::Bool(true),
            Cell::Number(created.0),
            Cell::Number(seen.0),
            Cell::Text("wechat".to_owned()),
        ]);
        for (position, (realm, value)) in
            (0..).zip([("union:default", union), ("app:wx0123456789abcdef", open)])
        {
            keys.rows.push(vec![
                Cell::Text("wechat".to_owned()),
                Cell::Text(realm.to_owned()),
                Cell::Text(value),
                Cell::Id(identity),
                Cell::Number(position),
            ]);
        }
    }
    vec![users, identities, keys, words]
}

pub(crate) fn text(value: Option<String>) -> Cell {
    value.map_or(Cell::Null, Cell::Text)
}
