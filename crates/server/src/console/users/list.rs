//! `GET /console/users`: the list and the search.

use axum::extract::State;
use axum::response::Response;
use form_urlencoded::Serializer;
use http::StatusCode;
use pages::console::users::{Count, FoundBy, List, Show, UserRow};
use store::{Counted, Part, People, PeopleOf, Person, Place};

use super::{PATH, frame, head};
use crate::configuration::Configuration;
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

/// How many people a page shows.
const PAGE: u32 = 25;
/// Up to here people are counted.
const COUNTED: u32 = 10_000;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let frame = frame(&state, &admin);
    let language = frame.language.tag();
    let configuration = state.configuration();
    let text = query.get("q").unwrap_or_default().trim();
    let show = Show::from_tag(query.get("show").unwrap_or_default());
    let after: Option<Place> = query.get("after").and_then(|it| it.parse().ok());
    let part = Part::after(after, PAGE);
    let (people, count, found_by) = if text.is_empty() {
        let of = list(&show);
        let people = state.store.people(of, part).await?;
        let count = state.store.count_people(of, COUNTED).await?;
        (people, count, None)
    } else {
        let found = state.store.find_people(text, part, COUNTED).await?;
        (found.people, found.count, found_by(found.by))
    };
    let People { people, next } = people;
    let connectors = configuration.connectors();
    let page = List {
        query: text.to_owned(),
        connectors: connectors
            .map(|it| (it.id.clone(), it.metadata().name.text(language).to_owned()))
            .collect(),
        rows: people
            .iter()
            .map(|person| row(&configuration, person, language))
            .collect(),
        count: counted(count),
        found_by,
        newest: after.map(|_| link(text, &show, None)),
        older: next.map(|next| link(text, &show, Some(next))),
        show,
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

fn list(show: &Show) -> PeopleOf<'_> {
    match show {
        Show::Newest => PeopleOf::Newest,
        Show::LastSeen => PeopleOf::LastSeen,
        Show::Suspended => PeopleOf::Suspended,
        Show::Through(connector) => PeopleOf::Connector(connector),
    }
}

fn found_by(by: store::FoundBy) -> Option<FoundBy> {
    match by {
        store::FoundBy::Id => Some(FoundBy::Id),
        store::FoundBy::Reference => Some(FoundBy::Reference),
        store::FoundBy::Key => Some(FoundBy::Key),
        store::FoundBy::Email => Some(FoundBy::Email),
        store::FoundBy::Phone => Some(FoundBy::Phone),
        store::FoundBy::Words => None,
    }
}

fn counted(count: Counted) -> Count {
    Count {
        people: i64::try_from(count.count).unwrap_or(i64::MAX),
        capped: count.capped,
    }
}

fn row(configuration: &Configuration, person: &Person, language: &str) -> UserRow {
    let ways: Vec<String> = person
        .some_ways
        .iter()
        .map(|id| way(configuration, id, language))
        .collect();
    let shown = i64::try_from(ways.len()).unwrap_or_default();
    UserRow {
        head: head(&person.user),
        more_ways: person.ways - shown,
        ways,
        last_seen: person.user.last_sign_in_at.map(|at| at.0),
        created: person.user.created_at.0,
    }
}

/// What a way to sign in is called: by its connector, or by its vendor, or, where both are
/// gone, by its id.
pub(super) fn way(configuration: &Configuration, id: &str, language: &str) -> String {
    let known = configuration.connector(id);
    let known = known.or_else(|| {
        let mut all = configuration.connectors();
        all.find(|it| it.metadata().target == id).cloned()
    });
    known.map_or_else(
        || id.to_owned(),
        |connector| connector.metadata().name.text(language).to_owned(),
    )
}

fn link(query: &str, show: &Show, after: Option<Place>) -> String {
    let mut pairs = Serializer::new(String::new());
    if !query.is_empty() {
        pairs.append_pair("q", query);
    }
    if *show != Show::Newest {
        pairs.append_pair("show", &show.tag());
    }
    if let Some(after) = after {
        pairs.append_pair("after", &after.to_string());
    }
    match &*pairs.finish() {
        "" => PATH.to_owned(),
        query => format!("{PATH}?{query}"),
    }
}
