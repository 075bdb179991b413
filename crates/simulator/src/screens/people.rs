//! `/people`: who has a WeChat account here; adding one, and the switches that tests need most.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::{PersonView, frame};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::{Avatar, Person, Simulator};

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<PersonView>,
    problem: Option<String>,
    /// What was typed, after a refusal.
    id: String,
    nickname: String,
    kinds: &'static [Kind],
}

pub(super) async fn people(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    html::page(&page(&simulator, &headers))
}

fn page(simulator: &Simulator, headers: &HeaderMap) -> PeoplePage {
    PeoplePage {
        frame: frame(headers, "people", "/people"),
        people: simulator.with(|platform, _| platform.people.iter().map(PersonView::of).collect()),
        problem: None,
        id: String::new(),
        nickname: String::new(),
        kinds: &KINDS,
    }
}

pub(super) async fn add(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let person = Person {
        id: parameters.get("id").to_owned(),
        nickname: nickname(&parameters),
        avatar: Avatar::Drawn(parameters.get("avatar") == "true"),
        union_id: parameters.get("union_id") == "true",
        frozen: false,
        password_changed: false,
        snapshot: false,
        follows: true,
    };
    match simulator.with(|platform, _| platform.add_person(person)) {
        Ok(_) => html::see_other("/people"),
        Err(complaint) => {
            let page = PeoplePage {
                problem: Some(format!("Nobody was added: {}.", complaint.sentence())),
                id: parameters.get("id").to_owned(),
                nickname: parameters.get("nickname").to_owned(),
                ..page(&simulator, &headers)
            };
            (StatusCode::BAD_REQUEST, html::page(&page)).into_response()
        }
    }
}

/// What was typed, or an example of the kind that was chosen.
fn nickname(parameters: &Parameters) -> String {
    let kind = KINDS
        .iter()
        .find(|kind| kind.name == parameters.get("kind"));
    kind.map_or_else(
        || parameters.get("nickname").to_owned(),
        |kind| kind.nickname.to_owned(),
    )
}

/// A kind of nickname that has broken others (`wechat-platform.md` 6).
struct Kind {
    name: &'static str,
    title: &'static str,
    nickname: &'static str,
}

const fn kind(name: &'static str, title: &'static str, nickname: &'static str) -> Kind {
    Kind {
        name,
        title,
        nickname,
    }
}

const KINDS: [Kind; 9] = [
    kind("emoji", "Emoji", "🎈晓晓🎈👨‍👩‍👧"),
    kind(
        "private",
        "Private use, as old emoji came",
        "小\u{e13c}明\u{e413}",
    ),
    kind("empty", "Empty", ""),
    kind("spaces", "Only spaces", "   "),
    kind("control", "Control characters", "小\u{1}明\u{b}\u{7f}"),
    kind("rtl", "Right to left", "\u{202e}محمد 小明"),
    kind(
        "long",
        "32 long",
        "魑魅魍魉魑魅魍魉魑魅魍魉魑魅魍魉魑魅魍魉魑魅魍魉魑魅魍魉魑魅魍魉",
    ),
    kind("markup", "Quotes and tags", "<b>\"小明'\\</b>&amp;"),
    kind("invisible", "Zero width", "小\u{200b}\u{200d}\u{feff}明"),
];

/// `/people/{id}`: turns the switches of a person on or off.
pub(super) async fn change(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Response {
    let fields: Map<String, Value> = [
        "union_id",
        "frozen",
        "snapshot",
        "password_changed",
        "follows",
    ]
    .into_iter()
    .filter(|name| !parameters.get(name).is_empty())
    .map(|name| (name.to_owned(), Value::Bool(parameters.get(name) == "true")))
    .collect();
    match simulator.with(|platform, _| platform.change_person(&id, fields)) {
        Ok(_) => html::see_other("/people"),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
