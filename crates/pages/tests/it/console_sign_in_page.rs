//! *Sign-in page* of the console in every language, with odd names, for owners and viewers.

use pages::console::experience::confirm::{Confirm, Differing};
use pages::console::experience::conflict::Conflict;
use pages::console::experience::look::{Look, Picture};
use pages::console::experience::rules::Rules;
use pages::console::experience::texts::{self, Texts};
use pages::console::experience::ways::{self, Ways};
use pages::console::experience::words::Words;
use pages::console::experience::{Around, PREVIEW, Tab, View, done, problem};
use pages::console::{ConsoleFrame, Input, Problem, Section};
use pages::{Language, Page, Theme, preview};

use crate::console::{self, NOW, assert_links_lead_somewhere, assert_whole, frame};
use crate::markup::{forms, read};

fn around(tab: Tab, problems: Vec<(&'static str, &'static str, &'static str)>) -> Around {
    let problem = |key| Problem {
        key,
        value: "40".to_owned(),
    };
    Around {
        tab,
        nobody: !problems.is_empty(),
        edition: "7".to_owned(),
        view: View {
            state: preview::State::SignIn.name(),
            theme: Theme::Dark,
            language: Language::En,
            languages: Language::ALL.to_vec(),
        },
        problems: problems
            .into_iter()
            .map(|(id, label, key)| (id, label, problem(key)))
            .collect(),
    }
}

fn ways(frame: &ConsoleFrame, name: &str) -> Ways {
    let row = |id: &str, at: usize| ways::Row {
        id: id.to_owned(),
        name: name.to_owned(),
        is_wechat: at == 0,
        is_native: at == 1,
        is_simulated: at == 2,
        is_on: at != 2,
    };
    Ways {
        frame: frame.clone(),
        around: around(Tab::Ways, Vec::new()),
        rows: vec![row("wechat", 0), row("native", 1), row("second", 2)],
        embedded: false,
        unsaved: true,
    }
}

fn look(frame: &ConsoleFrame, name: &str, colour: &str, key: Option<&'static str>) -> Look {
    let input = |value: &str| match key {
        None => Input::new(value),
        Some(key) => Input::new(value).wrong(key),
    };
    let problems = key.map(|key| ("primary", "colour-primary", key));
    let picture = |name, address: Option<&str>| Picture {
        name,
        address: address.map(str::to_owned),
        is_wrong: key.is_some(),
    };
    Look {
        frame: frame.clone(),
        around: around(Tab::Look, problems.into_iter().collect()),
        primary: input(colour),
        dark_primary: input(""),
        dark_mode: true,
        organisation: input(name),
        support_email: input(name),
        support_website: input(name),
        custom_css: input(name),
        pictures: vec![
            picture("logo", Some("/assets/images/abc")),
            picture("dark_logo", None),
            picture("favicon", None),
        ],
    }
}

fn words(frame: &ConsoleFrame) -> Words {
    Words {
        frame: frame.clone(),
        around: around(Tab::Words, Vec::new()),
        languages: Language::ALL.iter().map(|it| (*it, true)).collect(),
        auto_detect: true,
        fallback: "en".to_owned(),
        own: vec![(Language::En, 0), (Language::Fr, 3)],
    }
}

fn own_texts(frame: &ConsoleFrame, name: &str, key: Option<&'static str>) -> Texts {
    let own = match key {
        None => Input::new(name),
        Some(key) => Input::new(name).wrong_with(key, name),
    };
    Texts {
        frame: frame.clone(),
        language: Language::Fr,
        part: 0,
        edition: "7".to_owned(),
        rows: vec![
            texts::Row {
                key: "sign-in",
                ours: name.to_owned(),
                own,
            },
            texts::Row {
                key: "last-used",
                ours: "Last used".to_owned(),
                own: Input::default(),
            },
        ],
    }
}

fn rules(frame: &ConsoleFrame, name: &str, open: bool) -> Rules {
    let terms = Input::new(name);
    Rules {
        frame: frame.clone(),
        around: around(Tab::Rules, Vec::new()),
        open,
        ask: open,
        require_name: open,
        agree: if open { "manual" } else { "automatic" }.to_owned(),
        terms_url: if open {
            terms
        } else {
            terms.wrong(problem::NOTHING_TO_AGREE_TO)
        },
        privacy_url: Input::new(""),
    }
}

fn differing(name: &str) -> Vec<Differing> {
    let one = |field, before: &str, after: &str| Differing {
        name: field,
        before: before.to_owned(),
        after: after.to_owned(),
    };
    vec![
        one("social", "wechat", "wechat second"),
        one("qr_code", "redirect", "embedded"),
        one("organisation", "", name),
        one("require_name", "true", "false"),
        one("agree_to_terms", "automatic", "manual"),
    ]
}

fn confirm(frame: &ConsoleFrame, name: &str, nobody: bool) -> Confirm {
    Confirm {
        frame: frame.clone(),
        tab: Tab::Ways,
        changes: differing(name),
        gone: if nobody {
            vec![(name.to_owned(), 198), (name.to_owned(), 0)]
        } else {
            Vec::new()
        },
        nobody,
        hidden: vec![("organisation".to_owned(), name.to_owned())],
    }
}

fn conflict(frame: &ConsoleFrame, name: &str, by: bool) -> Conflict {
    Conflict {
        frame: frame.clone(),
        address: Tab::Look.address().to_owned(),
        by: by.then(|| (name.to_owned(), NOW - 120_000)),
        fields: differing(name),
        hidden: vec![("edition".to_owned(), name.to_owned())],
    }
}

fn all(frame: &ConsoleFrame, name: &str) -> Vec<(&'static str, String)> {
    macro_rules! page {
        ($page:expr) => {
            $page.render().into_string()
        };
    }
    let nobody = Ways {
        around: Around {
            nobody: true,
            ..around(Tab::Ways, Vec::new())
        },
        rows: Vec::new(),
        ..ways(frame, name)
    };
    let twice = Ways {
        around: around(Tab::Ways, vec![("social", "ways-buttons", problem::TWICE)]),
        ..ways(frame, name)
    };
    let text_problem = Some(problem::TEXT_VARIABLE);
    vec![
        ("ways", page!(ways(frame, name))),
        ("ways, none", page!(nobody)),
        ("ways, twice", page!(twice)),
        ("look", page!(look(frame, name, "#07c160", None))),
        (
            "look, wrong",
            page!(look(frame, name, name, Some(problem::COLOUR))),
        ),
        ("words", page!(words(frame))),
        ("texts", page!(own_texts(frame, name, None))),
        ("texts, wrong", page!(own_texts(frame, name, text_problem))),
        ("rules", page!(rules(frame, name, true))),
        ("rules, closed", page!(rules(frame, name, false))),
        ("confirm", page!(confirm(frame, name, false))),
        ("confirm, nobody", page!(confirm(frame, name, true))),
        ("conflict", page!(conflict(frame, name, true))),
        ("conflict, by nobody", page!(conflict(frame, name, false))),
    ]
}

fn each(check: impl Fn(&str, bool, &str)) {
    console::each(Section::SignInPage, done::WAYS, all, check);
}

fn english() -> ConsoleFrame {
    frame(
        Section::SignInPage,
        Language::En,
        ("Iris", true),
        done::WAYS,
    )
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html| {
        assert_whole(label, html);
        assert_links_lead_somewhere(label, &read(html));
    });
}

#[test]
fn what_changes_something_is_posted_with_the_token_and_viewers_cannot_save() {
    each(|label, is_owner, html| {
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            // A picture is a file, beside which the token is in the address.
            let in_address = usize::from(action.contains("csrf="));
            let asks = usize::from(action == PREVIEW || action.ends_with("#preview"));
            assert_eq!(tokens + in_address, 1 - asks, "{label}: {action}");
        }
        if !is_owner {
            assert!(!html.contains("data-savebar"), "{label}");
        }
    });
}

#[test]
fn the_preview_can_show_what_people_see_in_every_language() {
    let html = ways(&english(), "WeChat").render().into_string();
    let tags = read(&html);
    let missing: Vec<_> = preview::State::all()
        .into_iter()
        .map(preview::State::name)
        .filter(|name| !tags.iter().any(|tag| tag.is("option", "value", name)))
        .collect();
    // Those that look like another one, and those that are no step of a sign-in.
    let others = [
        "sign-in-came-back-one-way",
        "framed",
        "form-post",
        "first-time-nameless",
        "new-account-name-too-long",
        "new-account-not-agreed",
        "device-code-form",
        "device-code-too-often",
        "device-consent",
    ];
    let is_other = |name: &&String| {
        others.contains(&name.as_str())
            || ["account-", "unlink", "delete", "trial"]
                .iter()
                .any(|it| name.starts_with(it))
    };
    let lost: Vec<_> = missing.iter().filter(|name| !is_other(name)).collect();
    assert!(lost.is_empty(), "{lost:?} of {missing:?}");
    for language in Language::ALL {
        let tag = language.tag();
        assert!(tags.iter().any(|it| it.is("option", "value", tag)), "{tag}");
    }
}

#[test]
fn a_colour_says_what_it_does_to_text() {
    let shown = |colour| {
        look(&english(), "Acme", colour, None)
            .render()
            .into_string()
    };
    assert!(shown("#ffffff").contains("21"), "ink on white");
    let green = shown("#07c160");
    assert!(green.contains(":1") || green.contains("to 1"), "{green}");
    // What is no colour says nothing, and breaks nothing.
    assert!(!shown("no colour").contains("NaN"));
}

#[test]
fn whoever_takes_away_the_last_way_is_told_whom_that_hits() {
    let html = confirm(&english(), "WeChat", true).render().into_string();
    assert!(html.contains("198"), "{html}");
    let html = confirm(&english(), "WeChat", false).render().into_string();
    assert!(!html.contains("198"));
}
