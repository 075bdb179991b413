//! *Applications* in every language of the console, with odd names, for owners and viewers.

use std::sync::LazyLock;

use pages::console::applications::activity::Activity;
use pages::console::applications::conflict::{Conflict, label};
use pages::console::applications::connection::{ADDRESSES, Connection, Made, Secret};
use pages::console::applications::delete::{Delete, OTHER_NAME};
use pages::console::applications::list::{List, Row};
use pages::console::applications::new::{Choose, New};
use pages::console::applications::secrets::{DeleteSecret, NewSecret, RenameSecret};
use pages::console::applications::settings::{Form, Settings};
use pages::console::applications::snippets::{Library, Values};
use pages::console::applications::ways::{Row as Way, Ways};
use pages::console::applications::{Head, Kind, Place, Tab, done, problem};
use pages::console::changes::History;
use pages::console::conflict::{Differing, Said};
use pages::console::{ConsoleFrame, Input, Problem, Section};
use pages::{Language, Page};

use crate::console::{
    NAMES, NOW as AT, assert_links_lead_somewhere, assert_whole_tags, frame, sign_in,
};
use crate::markup::{Tag, forms, read};

/// The value of a secret that was made just now.
const VALUE: &str = "0123456789abcdef0123456789abcdef";

fn head(name: &str, kind: Kind, tab: Tab) -> Head {
    Head {
        id: "shop".to_owned(),
        name: name.to_owned(),
        kind,
        place: match kind {
            Kind::Web => Place::Real,
            Kind::SinglePage => Place::Test,
            Kind::Native => Place::Unknown,
            Kind::Machine => Place::Nowhere,
        },
        third_party: kind == Kind::Web,
        tab,
    }
}

fn problems() -> [&'static str; 18] {
    [
        problem::NAME_MISSING,
        problem::TOO_LONG,
        problem::TOO_MANY,
        problem::ADDRESS_MISSING,
        problem::ADDRESS_CHARACTERS,
        problem::ADDRESS_PART,
        problem::ADDRESS_FRAGMENT,
        problem::ADDRESS_WILDCARD,
        problem::ADDRESS_USER,
        problem::ADDRESS_SCHEME,
        problem::ADDRESS_OWN_SCHEME,
        problem::ADDRESS_NOT_ENCRYPTED,
        problem::NO_WAY,
        problem::WAY_GONE,
        problem::LIBRARY,
        problem::SECRET_NAME_MISSING,
        problem::SECRET_NAME_TAKEN,
        problem::SECRET_EXPIRY,
    ]
}

fn form(name: &str, wrong: Option<&'static str>) -> Form {
    let input = || {
        let input = Input::new(name);
        match wrong {
            Some(key) => input.wrong_with(key, name),
            None => input,
        }
    };
    Form {
        name: input(),
        description: input(),
        client_uri: input(),
        redirect_uris: input(),
        post_logout_redirect_uris: input(),
        backchannel_logout_uri: input(),
        session_required: wrong.is_some(),
        cors_allowed_origins: input(),
        third_party: wrong.is_some(),
        device_flow: wrong.is_some(),
        id_token_alg: Input::new(if wrong.is_some() { "RS256" } else { "ES256" }),
        management_api: Input::new("read"),
    }
}

fn connection(
    frame: ConsoleFrame,
    name: &str,
    library: &'static Library,
    made: bool,
) -> Connection {
    let secret = |used: Option<i64>| Secret {
        name: name.to_owned(),
        query: "secret=x".to_owned(),
        created: AT,
        last_used: used,
        expires: used,
    };
    Connection {
        head: head(name, library.kind, Tab::Connection),
        addresses: ADDRESSES
            .iter()
            .map(|(id, ..)| (*id, format!("https://id.example/{id}")))
            .collect(),
        secrets: if made {
            vec![secret(None), secret(Some(AT))]
        } else {
            vec![]
        },
        made: made.then(|| Made {
            name: name.to_owned(),
            value: VALUE.to_owned(),
        }),
        library,
        values: Values {
            issuer: "https://id.example/oidc".to_owned(),
            client_id: "shop".to_owned(),
            redirect_uris: vec![name.to_owned()],
            post_logout_redirect_uris: vec![name.to_owned()],
            token_endpoint: "https://id.example/oidc/token".to_owned(),
            resource: "https://default.logto.app/api".to_owned(),
            scope: "all".to_owned(),
        },
        id_token_alg: "ES256",
        has_no_access: library.kind == Kind::Machine && made,
        frame,
    }
}

/// Every page about applications, in each of its states.
#[expect(clippy::too_many_lines, reason = "a list of pages")]
fn all(language: Language, name: &str, is_owner: bool) -> Vec<(String, String)> {
    let frame = |said| frame(Section::Applications, language, (name, is_owner), said);
    let mut pages = Vec::new();
    macro_rules! add {
        ($label:expr, $page:expr) => {
            pages.push(($label.to_string(), $page.render().into_string()))
        };
    }
    for said in [
        done::CREATED,
        done::SAVED,
        done::UNCHANGED,
        done::DELETED,
        done::SECRET_ADDED,
        done::SECRET_RENAMED,
        done::SECRET_DELETED,
    ] {
        let row = |kind: Kind| Row {
            id: "shop".to_owned(),
            name: name.to_owned(),
            kind,
            place: head(name, kind, Tab::Settings).place,
            sign_ins: 5_000,
            more_sign_ins: kind == Kind::Web,
            last_sign_in: (kind == Kind::Web).then_some(AT),
        };
        let rows = if said == done::DELETED {
            vec![]
        } else {
            Kind::ALL.map(row).into()
        };
        let list = List {
            frame: frame(said),
            rows,
        };
        add!(format!("list-{said}"), list);
    }
    let frame = || frame(done::SAVED);
    add!("choose", Choose { frame: frame() });
    for kind in Kind::ALL {
        for wrong in [None].into_iter().chain(problems().map(Some)) {
            let input = || match wrong {
                Some(key) => Input::new(name).wrong_with(key, name),
                None => Input::default(),
            };
            // A machine has no such fields.
            let for_people = |input| match kind {
                Kind::Machine => Input::default(),
                _ => input,
            };
            let new = New {
                frame: frame(),
                id: "id".to_owned(),
                kind,
                name: input(),
                redirect_uri: for_people(input()),
                library: for_people(input()),
                management_api: Input::default(),
            };
            let problem = wrong.unwrap_or_default();
            add!(format!("new-{problem}"), new);
            let settings = Settings {
                frame: frame(),
                head: head(name, kind, Tab::Settings),
                form: match form(name, wrong) {
                    form if kind.is_for_people() => form,
                    form => Form {
                        name: form.name,
                        description: form.description,
                        ..Form::default()
                    },
                },
                edition: "7".to_owned(),
                created: AT,
                changed: AT,
                home: wrong.map(|_| "https://shop.example/".to_owned()),
            };
            add!(format!("settings-{problem}"), settings);
        }
        for library in Library::of(kind) {
            add!("connection", connection(frame(), name, library, false));
        }
        let first = Library::first(kind);
        add!("connection-made", connection(frame(), name, first, true));
        for count in [0, 1, 10_000] {
            let delete = Delete {
                frame: frame(),
                head: head(name, kind, Tab::Settings),
                people: count,
                consents: count,
                sign_ins: count,
                many: 10_000,
                many_sign_ins: 5_000,
                secrets: count,
                last_used: (count > 0).then_some(AT),
                name: if count > 1 {
                    Input::new(name).wrong_with(OTHER_NAME, name)
                } else {
                    Input::default()
                },
            };
            add!("delete", delete);
        }
        let ways = |problem: Option<&'static str>, rows: Vec<Way>| Ways {
            frame: frame(),
            head: head(name, kind, Tab::Ways),
            edition: "7".to_owned(),
            only_some: problem.is_some(),
            rows,
            problem: problem.map(|key| Problem {
                key,
                value: name.to_owned(),
            }),
        };
        let way = |at: usize| Way {
            id: format!("wechat-{at}"),
            name: (at > 0).then(|| name.to_owned()),
            is_on: at > 1,
            is_native: at == 1,
            is_simulated: at == 2,
            is_ticked: at < 2,
        };
        let rows = || (0..3).map(way).collect();
        add!("ways", ways(None, rows()));
        add!("ways-empty", ways(None, vec![]));
        if kind.is_for_people() {
            add!("ways-no-way", ways(Some(problem::NO_WAY), rows()));
            add!("ways-gone", ways(Some(problem::WAY_GONE), rows()));
        }
        for sign_ins in [vec![], vec![sign_in(name)]] {
            let activity = Activity {
                frame: frame(),
                head: head(name, kind, Tab::Activity),
                sign_in_page: (kind != Kind::Web).then(|| "/oidc/auth?a=1&b=2".to_owned()),
                sign_ins,
                history: History::default(),
            };
            add!("activity", activity);
        }
    }
    for (tab, name_wrong) in [
        (Tab::Settings, None),
        (Tab::Ways, Some(problem::SECRET_NAME_TAKEN)),
    ] {
        let choices = label::CHOICES;
        let fields = label::FIELDS.iter().enumerate();
        let fields = fields.map(|(at, (field, label))| Differing {
            name: (*field).to_owned(),
            label,
            mine: match choices.iter().find(|(known, ..)| known == field) {
                Some((_, value, key)) => Said::Words((*value).to_owned(), key),
                None => Said::Value(format!("{name}\n{name}")),
            },
            theirs: Said::Value(if at % 2 == 0 { name } else { "" }.to_owned()),
            prefers_mine: at % 2 == 0,
        });
        let conflict = Conflict {
            frame: frame(),
            head: head(name, Kind::Web, tab),
            by: name.to_owned(),
            at: AT,
            edition: "7".to_owned(),
            fields: fields.collect(),
            same: vec![("unknown".to_owned(), name.to_owned())],
        };
        add!("conflict", conflict);
        let input = || match name_wrong {
            Some(key) => Input::new(name).wrong_with(key, name),
            None => Input::default(),
        };
        let head = || head(name, Kind::Machine, Tab::Connection);
        let new = NewSecret {
            frame: frame(),
            head: head(),
            form: "form".to_owned(),
            name: input(),
            expiry: match name_wrong {
                Some(_) => Input::new("31").wrong(problem::SECRET_EXPIRY),
                None => Input::new("90"),
            },
        };
        add!("secret-new", new);
        let rename = RenameSecret {
            frame: frame(),
            head: head(),
            secret: name.to_owned(),
            name: input(),
        };
        add!("secret-rename", rename);
        let delete = DeleteSecret {
            frame: frame(),
            head: head(),
            secret: name.to_owned(),
            last_used: name_wrong.map(|_| AT),
            is_last: name_wrong.is_some(),
        };
        add!("secret-delete", delete);
    }
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
                let starts = |start: &str| label.starts_with(start) && label != start;
                let is_a_sentence = ["list-", "settings-", "new-"].into_iter().any(starts);
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

fn each(check: impl Fn(&str, &Seen)) {
    for page in &*PAGES {
        check(&page.label, page);
    }
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, Seen { html, tags, .. }| {
        assert_whole_tags(label, html, tags);
        assert_links_lead_somewhere(label, tags);
    });
}

#[test]
fn no_text_is_missing() {
    each(|label, Seen { html, .. }| {
        let text = html.replace("application-", "");
        for start in ["secret-", "connection-", "snippet-", "management-api-"] {
            for after in text.split(&format!(">{start}")).skip(1) {
                let word = after.split('<').next().unwrap();
                assert!(word.contains(' '), "{label}: {start}{word}");
            }
        }
        assert!(!html.contains(">application-"), "{label}");
    });
}

#[test]
fn a_secret_is_where_it_was_made_and_in_no_title_and_no_address() {
    each(|label, Seen { html, tags, .. }| {
        let count = html.matches(VALUE).count();
        let is_made = label.starts_with("connection-made");
        assert_eq!(count, usize::from(is_made), "{label}");
        let (top, _) = html.split_once("</title>").unwrap();
        assert!(!top.contains(VALUE), "{label}");
        for tag in tags {
            for name in ["href", "action", "src"] {
                assert!(
                    !tag.get(name).unwrap_or_default().contains(VALUE),
                    "{label}"
                );
            }
        }
    });
}

#[test]
fn every_form_is_posted_with_the_token() {
    each(|label, Seen { html, .. }| {
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            assert_eq!(tokens, 1, "{label}: {action}");
        }
    });
}

#[test]
fn viewers_are_offered_nothing_that_they_may_not_do() {
    each(|label, Seen { html, is_owner, .. }| {
        let looks = ["list", "settings", "connection", "ways", "activity"];
        if *is_owner || !looks.iter().any(|look| label.starts_with(look)) {
            return;
        }
        assert!(!html.contains("data-savebar"), "{label}");
        for absent in ["/delete\"", "/secrets/", "/applications/new\""] {
            assert!(!html.contains(absent), "{label}: {absent}");
        }
    });
}

#[test]
fn lines_for_each_library_hold_the_values_and_can_be_copied() {
    each(|label, Seen { html, tags, .. }| {
        if !label.starts_with("connection") {
            return;
        }
        let lines = html.split("id=\"snippet\" dir=\"ltr\">").nth(1).unwrap();
        let lines = lines.split("</pre>").next().unwrap();
        assert!(lines.contains("shop"), "{label}: {lines}");
        assert!(lines.contains("https://id.example/oidc"), "{label}");
        assert!(!lines.contains('<'), "{label}: {lines}");
        assert!(
            tags.iter()
                .any(|tag| tag.get("data-copy") == Some("snippet"))
        );
    });
}
