//! *Overview* in every language, with odd names: at the beginning, in use, without data, with
//! parts that could not be read.

use pages::console::overview::attention::Attention;
use pages::console::overview::first_run::{FirstRun, SignedIn, State};
use pages::console::overview::{Application, Day, FIRST_RUN_CLOSED, Figures, Funnel, Overview};
use pages::console::{ConsoleFrame, Section};
use pages::{Language, Page};

use crate::console::{self, NOW, assert_whole, frame, sign_in};
use crate::markup::{forms, links_to};

/// Everything that can need attention.
fn attention(name: &str) -> Vec<Attention> {
    let (connector, vendor) = ("wechat".to_owned(), name.to_owned());
    vec![
        Attention::SecretRefused {
            connector: connector.clone(),
            vendor: vendor.clone(),
        },
        Attention::Lost {
            connector: connector.clone(),
            vendor: vendor.clone(),
            lost: 4,
            ended: 7,
        },
        Attention::DiskFull { megabytes: 12 },
        Attention::CheckFailing {
            connector: connector.clone(),
            vendor: vendor.clone(),
            lines: 1,
        },
        Attention::Simulator {
            connector: connector.clone(),
            vendor,
        },
        Attention::Clock { connector },
        Attention::OneOwner {
            name: name.to_owned(),
        },
        Attention::OldKey { since: NOW },
    ]
}

/// A server in use.
fn in_use(frame: &ConsoleFrame, name: &str) -> Overview {
    let day = |at: i64| Day {
        at: NOW - (13 - at) * 86_400_000,
        finished: at * 3,
        failed: at % 4,
    };
    Overview {
        frame: frame.clone(),
        first_run: None,
        figures: Some(Figures {
            today: 3,
            yesterday: 1,
            finished: 483,
            started: 511,
            new_people: 5,
            signed_up: 4,
            people: 1_212,
            applications: 2,
        }),
        funnels: Some(vec![Funnel {
            name: name.to_owned(),
            connector: "wechat".to_owned(),
            is_wechat: true,
            pressed: 40,
            came_back: 30,
            said_yes: 28,
            signed_in: 25,
            lost: 8,
            lost_last_hour: 2,
            open: 2,
        }]),
        days: Some((0..14).map(day).collect()),
        attention: Some(attention(name)),
        applications: Some(vec![Application {
            id: "paperboat".to_owned(),
            name: name.to_owned(),
            sign_ins: 9,
        }]),
        latest: Some(vec![sign_in(name)]),
        request: None,
    }
}

fn without_data(frame: &ConsoleFrame) -> Overview {
    Overview {
        figures: Some(Figures::default()),
        funnels: Some(vec![Funnel::default()]),
        days: Some(Vec::new()),
        attention: Some(Vec::new()),
        applications: Some(Vec::new()),
        latest: Some(Vec::new()),
        ..in_use(frame, "WeChat")
    }
}

fn unreadable(frame: &ConsoleFrame) -> Overview {
    Overview {
        frame: frame.clone(),
        first_run: None,
        figures: None,
        funnels: None,
        days: None,
        attention: None,
        applications: None,
        latest: None,
        request: Some("01J9".to_owned()),
    }
}

fn beginning(frame: &ConsoleFrame, state: State, signed_in: Option<SignedIn>) -> Overview {
    let first_run = FirstRun {
        address: "http://localhost:3001".to_owned(),
        since: NOW - 30_000,
        state,
        signed_in,
        guide: "/console/connectors/wechat/guide".to_owned(),
    };
    Overview {
        first_run: Some(first_run),
        ..without_data(frame)
    }
}

fn all(frame: &ConsoleFrame, name: &str) -> Vec<(&'static str, String)> {
    let ready = || State::Ready {
        name: name.to_owned(),
        home: "http://localhost:3003/".to_owned(),
    };
    let empty = |connector, is_on, home: Option<Option<&str>>| State::Empty {
        connector,
        is_on,
        application: home.map(|home| (name.to_owned(), home.map(str::to_owned))),
    };
    let signed_in = SignedIn {
        href: "/console/activity/7QK4-M2XW".to_owned(),
        at: NOW,
    };
    let pages = [
        ("in use", in_use(frame, name)),
        ("without data", without_data(frame)),
        ("unreadable", unreadable(frame)),
        ("ready", beginning(frame, ready(), None)),
        (
            "ready, done",
            beginning(frame, ready(), Some(signed_in.clone())),
        ),
        ("empty", beginning(frame, empty(false, false, None), None)),
        (
            "nearly",
            beginning(frame, empty(true, true, Some(None)), None),
        ),
        (
            "empty, done",
            beginning(
                frame,
                empty(true, false, Some(Some("https://kite.example/"))),
                Some(signed_in),
            ),
        ),
    ];
    pages
        .map(|(label, page)| (label, page.render().into_string()))
        .to_vec()
}

fn each(check: impl Fn(&str, bool, &str)) {
    console::each(Section::Overview, FIRST_RUN_CLOSED, all, check);
}

fn english(is_owner: bool) -> ConsoleFrame {
    let who = ("Iris", is_owner);
    frame(Section::Overview, Language::En, who, FIRST_RUN_CLOSED)
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html| assert_whole(label, html));
}

#[test]
fn forms_carry_the_token_and_viewers_get_none_that_changes_anything() {
    each(|label, is_owner, html| {
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            assert_eq!(tokens, 1, "{label}: {action}");
        }
        if !is_owner {
            assert!(!html.contains("/first-run/close"), "{label}");
            assert!(
                !html.contains("btn primary\" href=\"/console/applications/new"),
                "{label}"
            );
        }
    });
}

#[test]
fn what_needs_attention_leads_to_where_it_is_mended() {
    let html = in_use(&english(true), "WeChat").render().into_string();
    for (words, address) in [
        (
            "WeChat refuses the App secret",
            "/console/connectors/wechat",
        ),
        (
            "Of 7 who left in the last hour, 4 did not come back",
            "/console/connectors/wechat/check",
        ),
        ("12 MB are left", "/console/settings/data"),
        (
            "The setup check is failing: WeChat",
            "/console/connectors/wechat/check",
        ),
        (
            "People are sent to the simulator: WeChat",
            "/console/connectors/wechat",
        ),
        (
            "Switch on time synchronisation",
            "/console/connectors/wechat/check",
        ),
        ("One owner only", "/console/settings/administrators"),
        (
            "A signing key is older than a year",
            "/console/settings/keys",
        ),
    ] {
        assert!(html.contains(words), "{words}: {html}");
        assert!(links_to(&html, address), "{address}");
    }
}

#[test]
fn figures_say_what_they_are_of_and_losses_are_in_words() {
    let html = in_use(&english(true), "WeChat").render().into_string();
    for words in [
        "94.5",
        "483 of 511",
        "8 did not come back",
        "2 of them in the last hour",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    let html = without_data(&english(true)).render().into_string();
    assert!(!html.contains("NaN") && html.contains("Nothing right now."));
}

#[test]
fn a_part_that_cannot_be_read_says_so_and_the_others_stay() {
    let frame = english(true);
    let parts = Overview {
        days: None,
        request: Some("01J9".to_owned()),
        ..in_use(&frame, "WeChat")
    };
    let html = parts.render().into_string();
    assert!(html.contains("483 of 511"), "the others stay");
    assert!(html.contains("01J9"), "there is something to quote");
    assert_eq!(html.matches("01J9").count(), 1);
    let nothing = unreadable(&frame).render().into_string();
    assert!(nothing.matches("01J9").count() >= 5, "{nothing}");
}

#[test]
fn the_way_to_the_first_sign_in_goes_step_by_step() {
    let frame = english(true);
    let empty = State::Empty {
        connector: false,
        is_on: false,
        application: None,
    };
    let html = beginning(&frame, empty, None).render().into_string();
    assert!(links_to(&html, "/console/connectors/add"));
    assert!(
        !html.contains("Sign-ins per day"),
        "there is nothing to show yet"
    );
    let ready = State::Ready {
        name: "Paperboat".to_owned(),
        home: "http://localhost:3003/".to_owned(),
    };
    let html = beginning(&frame, ready, None).render().into_string();
    assert!(links_to(&html, "http://localhost:3003/"));
}
