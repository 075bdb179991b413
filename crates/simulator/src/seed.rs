//! What is there at first: one product's website app, service account and mobile app, all approved; four people.
//!
//! Public, because `pailou demo` gives its connector the same keys.

use crate::settings::{
    Account, App, AppKind, AppStatus, Avatar, Details, Icon, Person, Review, Subject,
};

/// The App ID of the seeded website app.
pub const APP_ID: &str = "wx5f3a0c1e9b7d2d68";

/// Its App secret: fixed and public, as it opens nothing but this simulator.
pub const APP_SECRET: &str = "c0ffee5eed0f9a11e7c0de5afe0b0a7d";

/// The App ID of the seeded service account.
pub const SERVICE_ACCOUNT_ID: &str = "wx3e8b1d6f0a92c745";

/// The App secret of the seeded service account.
pub const SERVICE_ACCOUNT_SECRET: &str = "5e4f1ce0acc0027facade0ff1ce0beef";

/// The App ID of the seeded mobile app.
pub const MOBILE_APP_ID: &str = "wx9c4d7a2b5e8f0163";

/// The App secret of the seeded mobile app.
pub const MOBILE_APP_SECRET: &str = "ab1e5ea51de0cafe0ddba11dec0dedad";

/// The name of all three, as people see it on the QR page and on the phone.
pub const APP_NAME: &str = "Paperboat";

/// The callback domain of the website app and web authorization domain of the service account; any port of this computer is accepted with it.
pub const CALLBACK_DOMAIN: &str = "localhost";

/// The Open Platform account they belong to.
pub const OPEN_PLATFORM: &str = "acme";

/// The e-mail address that the seeded account signs in with.
pub const ACCOUNT_EMAIL: &str = "dev@acme.example";

/// Its password.
pub const ACCOUNT_PASSWORD: &str = "paperboat";

/// The seeded apps.
pub fn apps() -> Vec<App> {
    let app = |kind, app_id: &str, app_secret: &str| App {
        kind,
        app_id: app_id.to_owned(),
        app_secret: app_secret.to_owned(),
        name: APP_NAME.to_owned(),
        callback_domain: String::new(),
        web_authorization_domains: Vec::new(),
        allow_local_callback: true,
        open_platform: OPEN_PLATFORM.to_owned(),
        status: AppStatus::Approved,
        permission: true,
        test_account: false,
        ip_whitelist: Vec::new(),
        secret_frozen: false,
        details: Details {
            description: "Notes that float from one computer to the next.".to_owned(),
            website: "https://paperboat.example".to_owned(),
            registration_form: "sample.pdf".to_owned(),
            small_icon: Icon::sample(),
            large_icon: Icon::sample(),
            ..Details::default()
        },
        review: Review::default(),
    };
    vec![
        App {
            callback_domain: CALLBACK_DOMAIN.to_owned(),
            ..app(AppKind::Website, APP_ID, APP_SECRET)
        },
        App {
            web_authorization_domains: vec![CALLBACK_DOMAIN.to_owned()],
            ..app(
                AppKind::ServiceAccount,
                SERVICE_ACCOUNT_ID,
                SERVICE_ACCOUNT_SECRET,
            )
        },
        App {
            allow_local_callback: false,
            ..app(AppKind::Mobile, MOBILE_APP_ID, MOBILE_APP_SECRET)
        },
    ]
}

/// The seeded Open Platform account, which owns the seeded apps.
pub fn accounts() -> Vec<Account> {
    vec![Account {
        id: OPEN_PLATFORM.to_owned(),
        email: ACCOUNT_EMAIL.to_owned(),
        password: ACCOUNT_PASSWORD.to_owned(),
        active: true,
        subject: Subject::Enterprise,
        subject_name: "Acme 科技有限公司".to_owned(),
        administrator: "张三".to_owned(),
        qualified: true,
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
        follows: true,
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
