//! *Users* in every language, with odd names, for owners and viewers.

use pages::Page;
use pages::console::changes::History;
use pages::console::users::{
    Activity, Count, Delete, Fields, FoundBy, Head, Key, List, NewUser, Profile, SessionRow,
    Sessions, Show, Unlink, UserRow, WayCard, Ways, done, problem,
};
use pages::console::{ConsoleFrame, Input, Section};

use crate::console::{self, NOW, assert_whole, sign_in};
use crate::markup::{forms, read};

/// What WeChat knows somebody by.
const OPEN_ID: &str = "oSIMULATED-0123456789abcdefg";

fn head(name: Option<&str>) -> Head {
    Head {
        id: "01a19b45-bbe8-711e-ab09-78dfcc6acab9".to_owned(),
        name: name.map(str::to_owned),
        picture: name.map(|_| "/avatars/1/2".to_owned()),
        known_as: name.map(str::to_owned),
        suspended: name.is_none(),
    }
}

fn card(name: Option<&str>) -> WayCard {
    let key = |is_union| Key {
        is_union,
        realm: "wx0123456789abcdef".to_owned(),
        short: "oSIMUL…defg".to_owned(),
        value: OPEN_ID.to_owned(),
    };
    WayCard {
        id: "w1".to_owned(),
        way: "WeChat (Web)".to_owned(),
        is_wechat: name.is_some(),
        name: name.map(str::to_owned),
        picture: None,
        keys: vec![key(true), key(false)],
        linked: NOW,
        made_the_account: name.is_some(),
        used: NOW,
        raw: format!("{{\n  \"nickname\": {name:?}\n}}"),
    }
}

fn row(name: Option<&str>) -> UserRow {
    UserRow {
        head: head(name),
        ways: name.map(str::to_owned).into_iter().collect(),
        more_ways: i64::from(name.is_some()),
        last_seen: name.map(|_| NOW),
        created: NOW,
    }
}

fn wrong(name: &str) -> Fields {
    let wrong = |key| Input::new(name).wrong(key);
    Fields {
        name: wrong(problem::NAME_LONG),
        username: wrong(problem::USERNAME_TAKEN),
        email: wrong(problem::EMAIL_FORM),
        phone: wrong(problem::PHONE_TAKEN),
        picture: wrong(problem::PICTURE_FORM),
        custom_data: Input::new(name).wrong_with(problem::JSON_FORM, "{}"),
        further: wrong(problem::JSON_LONG),
    }
}

/// Every page about people, in each of its states.
#[expect(clippy::too_many_lines, reason = "a list of pages")]
pub(crate) fn all(frame: &ConsoleFrame, name: &str) -> Vec<(&'static str, String)> {
    macro_rules! page {
        ($page:expr) => {
            $page.render().into_string()
        };
    }
    let frame = || frame.clone();
    let list = |query: &str, show, rows: Vec<UserRow>, found_by| List {
        frame: frame(),
        query: query.to_owned(),
        show,
        connectors: vec![("wechat".to_owned(), "WeChat (Web)".to_owned())],
        count: Count {
            people: i64::try_from(rows.len()).unwrap(),
            capped: rows.len() > 1,
        },
        rows,
        found_by,
        newest: found_by.map(|_| "/console/users".to_owned()),
        older: Some("/console/users?after=1.2".to_owned()),
    };
    let profile = |fields, who, meanwhile| Profile {
        frame: frame(),
        head: head(who),
        fields,
        version: "1".to_owned(),
        meanwhile,
        created: NOW,
        last_seen: who.map(|_| NOW),
        first_application: who.map(str::to_owned),
    };
    let everybody = || vec![row(Some(name)), row(None)];
    let mut pages = vec![
        ("list", page!(list("", Show::Newest, everybody(), None))),
        ("list-empty", page!(list("", Show::LastSeen, vec![], None))),
        (
            "list-filter",
            page!(list("", Show::Through("wechat".to_owned()), vec![], None)),
        ),
        (
            "list-nobody",
            page!(list(name, Show::Suspended, vec![], None)),
        ),
        (
            "new",
            page!(NewUser {
                frame: frame(),
                id: "id".to_owned(),
                fields: Fields::default(),
            }),
        ),
        (
            "new-wrong",
            page!(NewUser {
                frame: frame(),
                id: "id".to_owned(),
                fields: wrong(name),
            }),
        ),
        (
            "profile",
            page!(profile(Fields::default(), Some(name), vec![])),
        ),
        ("profile-wrong", page!(profile(wrong(name), None, vec![]))),
        (
            "profile-meanwhile",
            page!(profile(
                Fields::default(),
                Some(name),
                vec![
                    ("user-name", name.to_owned()),
                    ("user-email", String::new())
                ]
            )),
        ),
        (
            "ways",
            page!(Ways {
                frame: frame(),
                head: head(Some(name)),
                cards: vec![card(Some(name)), card(None)],
            }),
        ),
        (
            "ways-none",
            page!(Ways {
                frame: frame(),
                head: head(None),
                cards: vec![],
            }),
        ),
    ];
    for by in [
        FoundBy::Id,
        FoundBy::Reference,
        FoundBy::Key,
        FoundBy::Email,
        FoundBy::Phone,
    ] {
        let found = list(name, Show::LastSeen, vec![row(Some(name))], Some(by));
        pages.push(("list-found", page!(found)));
    }
    for is_last in [true, false] {
        let unlink = Unlink {
            frame: frame(),
            head: head(Some(name)),
            card: card(Some(name)),
            is_last,
        };
        pages.push(("unlink", page!(unlink)));
    }
    for (count, confirm) in [
        (0, Input::default()),
        (1, Input::new(name).wrong(problem::CONFIRM)),
        (2, Input::default()),
    ] {
        let delete = Delete {
            frame: frame(),
            head: head((count != 2).then_some(name)),
            ways: count,
            sessions: count,
            consents: count,
            confirm,
        };
        pages.push(("delete", page!(delete)));
    }
    let agents = [
        Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0"),
        Some("<b>curl</b>"),
        None,
    ];
    let session = |agent: Option<&str>| SessionRow {
        id: "session".to_owned(),
        user_agent: agent.map(str::to_owned),
        since: NOW,
        until: NOW,
    };
    for sessions in [vec![], agents.map(session).to_vec()] {
        let page = Sessions {
            frame: frame(),
            head: head(None),
            sessions,
        };
        pages.push(("sessions", page!(page)));
    }
    for sign_ins in [vec![], vec![sign_in(name)]] {
        let page = Activity {
            frame: frame(),
            head: head(Some(name)),
            more_sign_ins: !sign_ins.is_empty(),
            sign_ins,
            history: History::default(),
        };
        pages.push(("activity", page!(page)));
    }
    pages
}

fn each(check: impl Fn(&str, bool, &str)) {
    console::each(Section::Users, done::SAVED, all, check);
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html| assert_whole(label, html));
}

#[test]
fn what_a_vendor_knows_somebody_by_is_in_no_title_and_no_address() {
    each(|label, _, html| {
        let (top, _) = html.split_once("</title>").unwrap();
        assert!(!top.contains(OPEN_ID), "{label}");
        for tag in read(html) {
            for name in ["href", "action", "src"] {
                let address = tag.get(name).unwrap_or_default();
                assert!(!address.contains(OPEN_ID), "{label}: {address}");
            }
        }
    });
}

#[test]
fn every_form_that_changes_something_is_posted_with_the_token() {
    each(|label, _, html| {
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            // The search changes nothing.
            let expected = usize::from(action != "/console/users");
            assert_eq!(tokens, expected, "{label}: {action}");
        }
    });
}

#[test]
fn viewers_are_offered_nothing_that_they_may_not_do() {
    each(|label, is_owner, html| {
        let page = label.split(' ').next().unwrap();
        let looks = ["list", "profile", "ways", "sessions", "activity"];
        if is_owner || !looks.iter().any(|look| page.starts_with(look)) {
            return;
        }
        assert!(!html.contains("data-savebar"), "{label}");
        for absent in ["/unlink\"", "/delete\"", "/sessions/end\"", "/users/new\""] {
            assert!(!html.contains(absent), "{label}: {absent}");
        }
    });
}
