//! *Connectors* in every language of the console, with odd names, for owners and viewers.

use std::sync::LazyLock;

use pages::console::changes::History as Changes;
use pages::console::connectors::add::{Choose, Kind, New};
use pages::console::connectors::conflict::{Conflict, Differing, Said, label};
use pages::console::connectors::delete::{Delete, OTHER_NAME};
use pages::console::connectors::form::{Form, Secret, wrong};
use pages::console::connectors::guide::{Guide, State, Step, Steps};
use pages::console::connectors::history::History;
use pages::console::connectors::list::{List, Row};
use pages::console::connectors::review::Review;
use pages::console::connectors::settings::{CheckCard, Place, Settings};
use pages::console::connectors::sign_ins::{Failed, Figures, SignIns};
use pages::console::connectors::{Check, Fix, Head, Health, Line, Tab, Verdict, done};
use pages::console::{ConsoleFrame, Input, Section};
use pages::{Language, Page};

use crate::console::{NAMES, NOW as AT, assert_whole_tags, frame};
use crate::markup::{Tag, forms, read};

fn head(name: &str, tab: Tab, is_set_up: bool) -> Head {
    Head {
        id: "wechat".to_owned(),
        name: name.to_owned(),
        is_on: is_set_up,
        is_set_up,
        is_simulated: is_set_up,
        to_fix: 2,
        tab,
    }
}

fn check(name: &str) -> Check {
    let lines = [
        (Verdict::Pass, None),
        (Verdict::Warning, Some(Fix::Copy(name.to_owned()))),
        (
            Verdict::Fail,
            Some(Fix::Field(
                "/console/connectors/wechat#client_id".to_owned(),
            )),
        ),
        (
            Verdict::CouldNotTell,
            Some(Fix::Guide(
                "/console/connectors/wechat/guide#step-2".to_owned(),
            )),
        ),
        (
            Verdict::NotRun,
            Some(Fix::Settings("/console/settings".to_owned())),
        ),
    ];
    let line = |(verdict, fix)| Line {
        verdict,
        title: "授权回调域".to_owned(),
        text: name.to_owned(),
        fix,
    };
    Check {
        at: Some(AT),
        lines: lines.into_iter().map(line).collect(),
    }
}

fn form(name: &str, is_native: bool, problem: Option<&'static str>) -> Form {
    let input = |value: &str| match problem {
        Some(key) => Input::new(value).wrong_with(key, name),
        None => Input::new(value),
    };
    let secret = || Secret {
        ends_in: Some("0a7d".to_owned()),
        since: Some(AT),
        odd: Some(5),
    };
    Form {
        is_native,
        is_simulated: is_native,
        simulator_open: input(name),
        simulator_api: input(""),
        client_id: input(name),
        client_secret: input(""),
        secret: Some(secret()),
        scope: input("snsapi_base"),
        in_wechat_client_id: input(name),
        in_wechat_client_secret: input(""),
        in_wechat_secret: Some(Secret::default()),
        open_platform: input(name),
        require_union_id: input("yes"),
        universal_links: input(name),
        sync_profile: true,
        hide_in_wechat: true,
        never_sign_up: true,
        store_tokens: true,
    }
}

fn steps(name: &str, is_native: bool) -> Steps {
    let step = |state| Step {
        text: format!("### {name}\n\n1. **网站应用** *{name}*\n\n```\n{name}\n```"),
        state,
    };
    Steps {
        is_native,
        account: step(State::Done),
        app: step(State::Waiting),
        keys: step(State::ToDo),
        trying: step(State::ToDo),
        in_wechat: if is_native {
            String::new()
        } else {
            name.to_owned()
        },
        waiting_since: Some(AT),
        waits_long: true,
        simulator: Some("http://localhost:3002/".to_owned()),
    }
}

fn rows(name: &str) -> Vec<Row> {
    let all = [
        Health::Fine,
        Health::ToFix(1),
        Health::NotChecked,
        Health::Waiting,
        Health::Simulator,
    ];
    let row = |(at, health): (usize, Health)| Row {
        id: format!("wechat-{at}"),
        name: name.to_owned(),
        is_native: at == 1,
        is_on: at == 0,
        health,
        people: 10_000,
        more_people: at == 2,
        last_sign_in: (at == 0).then_some(AT),
    };
    all.into_iter().enumerate().map(row).collect()
}

fn conflict(frame: ConsoleFrame, name: &str) -> Conflict {
    let fields = label::FIELDS.iter().enumerate().map(|(at, (field, key))| {
        let words = label::CHOICES.iter().find(|(of, ..)| of == field);
        Differing {
            name: (*field).to_owned(),
            label: key,
            mine: match words {
                Some((_, value, key)) => Said::Words((*value).to_owned(), key),
                None => Said::TypedSecret,
            },
            theirs: match at % 3 {
                0 => Said::Value(name.to_owned()),
                1 => Said::Value(String::new()),
                _ => Said::StoredSecret,
            },
            prefers_mine: at % 2 == 0,
        }
    });
    Conflict {
        head: head(name, Tab::Settings, true),
        by: name.to_owned(),
        at: AT,
        edition: "7".to_owned(),
        fields: fields.collect(),
        same: vec![("unknown".to_owned(), name.to_owned())],
        kept: Some("draft".to_owned()),
        frame,
    }
}

/// Every page about connectors, in each of its states.
#[expect(clippy::too_many_lines, reason = "a list of pages")]
fn all(language: Language, name: &str, is_owner: bool) -> Vec<(String, String)> {
    let said = [
        done::ADDED,
        done::SAVED,
        done::UNCHANGED,
        done::CHECKED,
        done::TURNED_ON,
        done::TURNED_OFF,
        done::NOT_SET_UP,
        done::MOVED,
        done::WAITING,
        done::NOT_WAITING,
        done::DELETED,
        done::KEPT,
    ];
    let frame = |key: &str| frame(Section::Connectors, language, (name, is_owner), key);
    let mut pages: Vec<(String, String)> = said
        .into_iter()
        .map(|key| {
            let list = List {
                frame: frame(key),
                rows: if key == done::DELETED {
                    vec![]
                } else {
                    rows(name)
                },
            };
            (format!("list-{key}"), list.render().into_string())
        })
        .collect();
    let mut add = |label: &str, page: &dyn Fn() -> String| pages.push((label.to_owned(), page()));
    let frame = || frame(done::SAVED);
    let problems = [
        wrong::CLIENT_ID_MISSING,
        wrong::CLIENT_ID_LENGTH,
        wrong::CLIENT_ID_SHAPE,
        wrong::CLIENT_ID_SAME,
        wrong::SECRET_MISSING,
        wrong::SECRET_LONG,
        wrong::SECRET_AGAIN,
        wrong::SCOPE,
        wrong::OPEN_PLATFORM,
        wrong::UNION_ID,
        wrong::UNIVERSAL_LINKS,
        wrong::SIMULATOR,
    ];
    let settings = |problem, is_native, is_set_up, check| Settings {
        frame: frame(),
        head: head(name, Tab::Settings, is_set_up),
        form: form(name, is_native, problem),
        edition: "7".to_owned(),
        callback_domain: name.to_owned(),
        callback: name.to_owned(),
        check,
        place: Place {
            at: i64::from(is_set_up),
            of: 2,
        },
    };
    for (at, problem) in problems.into_iter().enumerate() {
        let page = || {
            settings(Some(problem), at % 2 == 0, true, check(name))
                .render()
                .into_string()
        };
        add(&format!("settings-{problem}"), &page);
    }
    for is_native in [false, true] {
        add("settings", &|| {
            settings(None, is_native, true, Check::default())
                .render()
                .into_string()
        });
        add("settings-waiting", &|| {
            settings(None, is_native, false, Check::default())
                .render()
                .into_string()
        });
        add("new", &|| {
            let page = New {
                frame: frame(),
                factory: "wechat-web".to_owned(),
                name: name.to_owned(),
                id: "wechat-1".to_owned(),
                steps: steps(name, is_native),
                form: form(name, is_native, is_native.then_some(wrong::SIMULATOR)),
                callback_domain: name.to_owned(),
                callback: name.to_owned(),
            };
            page.render().into_string()
        });
        for is_set_up in [false, true] {
            add("guide", &|| {
                let page = Guide {
                    frame: frame(),
                    head: head(name, Tab::Guide, is_set_up),
                    steps: steps(name, is_native),
                    callback_domain: name.to_owned(),
                    check: check(name),
                };
                page.render().into_string()
            });
        }
        add("delete", &|| {
            let page = Delete {
                frame: frame(),
                head: head(name, Tab::Settings, true),
                people: if is_native { 10_000 } else { 0 },
                stranded: if is_native { 10_000 } else { 0 },
                many: 10_000,
                name: Input::new(name).wrong_with(OTHER_NAME, name),
            };
            page.render().into_string()
        });
    }
    add("delete-some", &|| {
        let page = Delete {
            frame: frame(),
            head: head(name, Tab::Settings, true),
            people: 2,
            stranded: 1,
            many: 10_000,
            name: Input::default(),
        };
        page.render().into_string()
    });
    add("choose", &|| {
        let kind = |is_native| Kind {
            id: "wechat-web".to_owned(),
            name: name.to_owned(),
            description: name.to_owned(),
            is_native,
            added: i64::from(is_native) * 2,
        };
        let kinds = [false, true].map(kind).into();
        Choose {
            frame: frame(),
            kinds,
        }
        .render()
        .into_string()
    });
    add("check", &|| {
        let page = CheckCard {
            frame: frame(),
            head: head(name, Tab::Settings, true),
            check: check(name),
        };
        page.render().into_string()
    });
    for moves_to_simulator in [None, Some(false), Some(true)] {
        add("review", &|| {
            let page = Review {
                frame: frame(),
                head: head(name, Tab::Settings, true),
                moves_to_simulator,
                check: check(name),
                draft: "draft".to_owned(),
            };
            page.render().into_string()
        });
    }
    add("conflict", &|| {
        conflict(frame(), name).render().into_string()
    });
    for started in [0, 7] {
        add("sign-ins", &|| {
            let figures = Figures {
                started,
                ..Figures::default()
            };
            let failed = |is_blocked| Failed {
                reference: "7QK4-M2XW".to_owned(),
                at: AT,
                is_blocked,
            };
            let page = SignIns {
                frame: frame(),
                head: head(name, Tab::SignIns, true),
                day: figures,
                week: figures,
                failures: [false, true].map(failed).into(),
            };
            page.render().into_string()
        });
    }
    add("history", &|| {
        let page = History {
            frame: frame(),
            head: head(name, Tab::History, true),
            history: Changes::default(),
        };
        page.render().into_string()
    });
    pages
}

/// A page as it was made and as it reads.
struct Seen {
    label: String,
    is_owner: bool,
    html: String,
    tags: Vec<Tag>,
}

static PAGES: LazyLock<Vec<Seen>> = LazyLock::new(|| {
    let mut pages = Vec::new();
    for &language in Language::CONSOLE.iter().chain(Language::PSEUDO) {
        for (name, is_owner) in NAMES.iter().flat_map(|name| [(name, true), (name, false)]) {
            for (label, html) in all(language, name, is_owner) {
                // Sentences differ by language, not by name.
                let is_a_sentence = label.starts_with("list-") || label.starts_with("settings-");
                if is_a_sentence && (*name != NAMES[0] || !is_owner) {
                    continue;
                }
                pages.push(Seen {
                    label: format!("{label} in {language:?} for {name:?}"),
                    is_owner,
                    tags: read(&html),
                    html,
                });
            }
        }
    }
    pages
});

fn each(check: impl Fn(&str, bool, &str, &[Tag])) {
    for page in &*PAGES {
        check(&page.label, page.is_owner, &page.html, &page.tags);
    }
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html, tags| assert_whole_tags(label, html, tags));
}

#[test]
fn every_form_is_posted_with_the_token_and_viewers_get_none_that_does_something() {
    each(|label, is_owner, html, tags| {
        for tag in tags.iter().filter(|tag| tag.name == "form") {
            assert_eq!(tag.get("method"), Some("post"), "{label}");
        }
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            assert_eq!(tokens, 1, "{label}: {action}");
        }
        if !is_owner {
            assert!(!html.contains("data-savebar\" data"), "{label}");
            assert!(!html.contains("data-instant"), "{label}");
        }
    });
}

#[test]
fn a_secret_is_never_a_value() {
    each(|label, _, _, tags| {
        for tag in tags
            .iter()
            .filter(|tag| tag.is("input", "type", "password"))
        {
            assert_eq!(tag.get("value"), Some(""), "{label}");
        }
    });
}
