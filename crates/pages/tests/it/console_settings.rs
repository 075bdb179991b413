//! *Settings* in every language, with odd names, for owners and viewers.

use pages::console::settings::about::About;
use pages::console::settings::administrators::{
    Add, Administrator, Administrators, EMAIL_TAKEN, Link, Person, Remove,
};
use pages::console::settings::data::{ATTEMPT_DAYS, DAYS_WRONG, Data, DeleteOld, Store};
use pages::console::settings::general::{
    Address, AddressCheck, Changed, FIRST_STEPS, General, LANGUAGE, Reached, What, problem,
};
use pages::console::settings::keys::{Key, Keys, Rotate, State};
use pages::console::settings::me::{CURRENT_WRONG, Me, Refused};
use pages::console::settings::sessions::{EndAll, Lifetime, Open, Sessions};
use pages::console::settings::{Conflict, Session};
use pages::console::{ConsoleFrame, Input, Section};
use pages::{Language, Page};

use crate::console::{self, assert_whole};
use crate::markup::{forms, read};

fn person(name: &str, number: usize) -> Person {
    Person {
        id: format!("id-{number}"),
        name: name.to_owned(),
        email: format!("{number}@acme.example"),
        is_owner: number == 0,
        has_password: number != 1,
        last_seen: (number != 1).then_some(1_795_564_800_000),
        is_me: number == 0,
    }
}

fn sessions() -> Vec<Session> {
    let agents = [
        Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"),
        Some("<b>curl</b>"),
        None,
    ];
    let of = |(at, agent): (usize, Option<&str>)| Session {
        id: format!("session-{at}"),
        user_agent: agent.map(str::to_owned),
        since: 1_795_500_000_000,
        seen: 1_795_564_800_000,
        is_this: at == 0,
    };
    agents.into_iter().enumerate().map(of).collect()
}

fn conflict(name: &str) -> Conflict {
    Conflict {
        who: name.to_owned(),
        when: 1_795_564_800_000,
        fields: vec![
            (LANGUAGE, name.to_owned(), "30".to_owned()),
            (FIRST_STEPS, "–".to_owned(), "✓".to_owned()),
            (ATTEMPT_DAYS, "7".to_owned(), "30".to_owned()),
        ],
    }
}

/// Every page of the settings, in each of its states.
#[expect(clippy::too_many_lines, reason = "a list of pages")]
pub(crate) fn all(frame: &ConsoleFrame, name: &str) -> Vec<(&'static str, String)> {
    let html = |page: &dyn Fn() -> String| page();
    let frame = || frame.clone();
    let wrong = |key| Input::new(name).wrong(key);
    let general = || General {
        frame: frame(),
        language: Language::Fr,
        first_steps: true,
        edition: 3,
        before: ["en".to_owned(), "true".to_owned()],
        address: "https://id.acme.example".to_owned(),
        conflict: None,
    };
    let address = |to: Input, plan| Address {
        frame: frame(),
        address: "https://id.acme.example".to_owned(),
        to,
        plan,
    };
    let changed = |what| Changed {
        what,
        before: "id.acme.example".to_owned(),
        after: name.to_owned(),
    };
    let plan = || {
        vec![
            changed(What::CallbackDomain),
            changed(What::Issuer),
            changed(What::Callback(name.to_owned())),
        ]
    };
    let check = |reached| AddressCheck {
        frame: frame(),
        address: "https://id.acme.example".to_owned(),
        reached,
    };
    let details = |is_last_owner: bool, sessions| Administrator {
        frame: frame(),
        person: person(name, usize::from(!is_last_owner)),
        name: Input::new(name),
        is_owner: true,
        is_last_owner,
        sessions,
    };
    let add = |name: Input, email: Input| Add {
        frame: frame(),
        id: "id-9".to_owned(),
        name,
        email,
        is_owner: false,
    };
    let me = |current: Input, refused| Me {
        frame: frame(),
        name: Input::new(name),
        email: "iris@acme.example".to_owned(),
        language: Language::ZhHans,
        current,
        password: Input::default(),
        refused,
        sessions: sessions(),
    };
    let link = |link: Option<&str>| Link {
        frame: frame(),
        person: person(name, 1),
        link: link.map(str::to_owned),
    };
    let remove = |is_last_owner, sessions| Remove {
        frame: frame(),
        person: person(name, 1),
        is_last_owner,
        sessions,
    };
    let data = |days: Input, conflict| Data {
        frame: frame(),
        attempt_days: days,
        change_days: Input::new("400"),
        edition: 0,
        before: ["90".to_owned(), "400".to_owned()],
        conflict,
        store: Store {
            engine: "SQLite",
            place: format!("/var/lib/{name}"),
            megabytes: 12,
            users: 1_000_000,
            attempts: 3,
            changes: 0,
        },
    };
    let key = |state| Key {
        kid: "kid-of-a-key".to_owned(),
        algorithm: "ES256",
        created: 1_795_564_800_000,
        state,
    };
    let keys = |is_old| Keys {
        frame: frame(),
        keys: vec![
            key(State::Next),
            key(State::Signs),
            key(State::Retired(1_795_564_800_000)),
        ],
        is_old,
        published_at: "https://id.acme.example/oidc/jwks".to_owned(),
    };
    macro_rules! page {
        ($page:expr) => {
            html(&|| $page.render().into_string())
        };
    }
    vec![
        ("general", page!(general())),
        (
            "general-conflict",
            page!(General {
                conflict: Some(conflict(name)),
                first_steps: false,
                ..general()
            }),
        ),
        ("address", page!(address(Input::default(), vec![]))),
        ("address-plan", page!(address(Input::new(name), plan()))),
        (
            "address-wrong",
            page!(address(wrong(problem::NO_ADDRESS), vec![])),
        ),
        (
            "address-same",
            page!(address(wrong(problem::SAME_ADDRESS), vec![])),
        ),
        ("address-here", page!(check(Reached::Here))),
        ("address-other", page!(check(Reached::Other(502)))),
        (
            "address-nobody",
            page!(check(Reached::Nobody(name.to_owned()))),
        ),
        (
            "administrators",
            page!(Administrators {
                frame: frame(),
                people: (0..3).map(|number| person(name, number)).collect(),
            }),
        ),
        (
            "administrator-new",
            page!(add(Input::default(), Input::default())),
        ),
        (
            "administrator-taken",
            page!(add(Input::new(name), wrong(EMAIL_TAKEN))),
        ),
        ("administrator", page!(details(false, sessions()))),
        ("administrator-last", page!(details(true, vec![]))),
        (
            "administrator-link",
            page!(link(Some("https://id.example/x"))),
        ),
        ("administrator-link-gone", page!(link(None))),
        ("administrator-remove", page!(remove(false, 2))),
        ("administrator-remove-one", page!(remove(false, 1))),
        ("administrator-remove-nowhere", page!(remove(false, 0))),
        ("administrator-remove-last", page!(remove(true, 1))),
        ("me", page!(me(Input::default(), None))),
        (
            "me-wrong",
            page!(me(
                Input::default().wrong(CURRENT_WRONG),
                Some(Refused::TooOften(15))
            )),
        ),
        ("me-busy", page!(me(Input::default(), Some(Refused::Busy)))),
        ("keys", page!(keys(false))),
        ("keys-old", page!(keys(true))),
        (
            "keys-rotate",
            page!(Rotate {
                frame: frame(),
                kids: vec!["one".to_owned(), "two".to_owned()],
                takes_over: 5,
                grace: 3660,
            }),
        ),
        (
            "sessions",
            page!(Sessions {
                frame: frame(),
                lifetimes: vec![
                    (Lifetime::Session, 14 * 86_400),
                    (Lifetime::AccessToken, 3_600),
                    (Lifetime::RefreshToken, 86_400),
                    (Lifetime::Console, 61),
                ],
                open: Open::Exactly(0),
            }),
        ),
        (
            "sessions-end",
            page!(EndAll {
                frame: frame(),
                open: Open::MoreThan(10_000),
            }),
        ),
        ("data", page!(data(Input::new("90"), None))),
        ("data-wrong", page!(data(wrong(DAYS_WRONG), None))),
        (
            "data-conflict",
            page!(data(Input::new("30"), Some(conflict(name)))),
        ),
        (
            "data-delete",
            page!(DeleteOld {
                frame: frame(),
                attempt_days: 90,
                change_days: 1,
            }),
        ),
        (
            "about",
            page!(About {
                frame: frame(),
                version: "0.1.0",
                engine: "PostgreSQL",
                durability: vec![("fsync", "on".to_owned())],
                is_durable: true,
                uptime: 7_300,
                clock: 1_795_564_800_000,
            }),
        ),
    ]
}

fn each(check: impl Fn(&str, bool, &str)) {
    console::each(Section::Settings, "administrator-saved", all, check);
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html| assert_whole(label, html));
}

#[test]
fn every_form_that_changes_something_is_posted_with_the_token() {
    each(|label, _, html| {
        for tag in read(html).iter().filter(|tag| tag.name == "form") {
            let is_question = tag.get("action") == Some("/console/settings/address");
            let method = if is_question { "get" } else { "post" };
            assert_eq!(tag.get("method"), Some(method), "{label}");
        }
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf");
            let expected = usize::from(action != "/console/settings/address");
            assert_eq!(tokens.count(), expected, "{label}: {action}");
        }
    });
}

#[test]
fn viewers_are_offered_nothing_but_to_see_to_themselves() {
    each(|label, is_owner, html| {
        let name = label.split(' ').next().unwrap();
        let lists = [
            "general",
            "administrators",
            "administrator",
            "keys",
            "sessions",
            "data",
            "about",
        ];
        if is_owner || !lists.contains(&name) {
            return;
        }
        for (action, _) in forms(html) {
            assert!(
                action == "/console/settings"
                    || action == "/console/settings/data"
                    || action == "/console/sign-out"
                    || action == "/console/look",
                "{label}: {action}"
            );
        }
        assert!(!html.contains("data-savebar"), "{label}");
    });
}
