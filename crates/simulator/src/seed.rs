//! What is there at first: one approved website app, four people.
//!
//! Public, because `pailou demo` gives its connector the same keys.

use crate::settings::{App, AppKind, AppStatus, Avatar, Person};

/// The App ID of the seeded website app.
pub const APP_ID: &str = "wx5f3a0c1e9b7d2d68";

/// Its App secret: fixed and public, as it opens nothing but this simulator.
pub const APP_SECRET: &str = "c0ffee5eed0f9a11e7c0de5afe0b0a7d";

/// Its name, as people see it on the QR page and on the phone.
pub const APP_NAME: &str = "Paperboat";

/// Its authorization callback domain; any port of this computer is accepted with it.
pub const CALLBACK_DOMAIN: &str = "localhost";

/// The Open Platform account it belongs to.
pub const OPEN_PLATFORM: &str = "acme";

/// The seeded apps.
pub fn apps() -> Vec<App> {
    vec![App {
        kind: AppKind::Website,
        app_id: APP_ID.to_owned(),
        app_secret: APP_SECRET.to_owned(),
        name: APP_NAME.to_owned(),
        callback_domain: CALLBACK_DOMAIN.to_owned(),
        allow_local_callback: true,
        open_platform: OPEN_PLATFORM.to_owned(),
        status: AppStatus::Approved,
        permission: true,
    }]
}

/// The seeded people: two ordinary ones, one without union id, one with an emoji name and no picture.
pub fn people() -> Vec<Person> {
    let person = |id: &str, nickname: &str| Person {
        id: id.to_owned(),
        nickname: nickname.to_owned(),
        avatar: Avatar::Drawn(true),
        union_id: true,
        frozen: false,
        password_changed: false,
        snapshot: false,
    };
    vec![
        person("xiaoming", "小明"),
        person("lifang", "李芳"),
        Person {
            union_id: false,
            ..person("emma", "Emma")
        },
        Person {
            avatar: Avatar::Drawn(false),
            ..person("xiaoxiao", "🎈晓晓🎈")
        },
    ]
}
