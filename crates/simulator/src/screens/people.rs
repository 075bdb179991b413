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
    }
}

pub(super) async fn add(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let person = Person {
        id: parameters.get("id").to_owned(),
        nickname: parameters.get("nickname").to_owned(),
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

/// `/people/{id}`: turns the union id, the freeze or snapshots on or off.
pub(super) async fn change(
    State(simulator): State<Simulator>,
    Path(id): Path<String>,
    parameters: Parameters,
) -> Response {
    let fields: Map<String, Value> = ["union_id", "frozen", "snapshot"]
        .into_iter()
        .filter(|name| !parameters.get(name).is_empty())
        .map(|name| (name.to_owned(), Value::Bool(parameters.get(name) == "true")))
        .collect();
    match simulator.with(|platform, _| platform.change_person(&id, fields)) {
        Ok(_) => html::see_other("/people"),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
