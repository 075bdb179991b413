//! `/console/sign-in-page`: the ways to sign in and their order.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::experience::ways::{Row, Ways};
use pages::console::experience::{Around, Tab};
use store::{ConnectorRecord, QrCode, SignInExperience};

use super::save::{self, Outcome};
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::{LongForm, Parameters, Query};

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let saved = state.store.experience().await?;
    let frame = admin.frame(&state, Section::SignInPage);
    let around = save::around(Tab::Ways, &frame, &saved, &query);
    let mut shown = saved.clone();
    // An order that somebody is trying out is in the address.
    let unsaved = query.get("order").map(|order| {
        let on = query.get("on").unwrap_or_default();
        shown.social = on.split(' ').map(str::to_owned).collect();
        order.split(' ').map(str::to_owned).collect::<Vec<_>>()
    });
    if let Some(qr_code) = query.get("qr_code") {
        shown.qr_code = chosen(qr_code);
    }
    let page = page(&state, frame, around, &shown, unsaved).await?;
    Ok(super::view::page(&page))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    if form.get("move").is_some() || form.get("sort").is_some() {
        return Ok(html::see_other(&in_another_order(&form)));
    }
    match save::save(&state, &admin, Tab::Ways, &form).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(wrong) => {
            let frame = admin.frame(&state, Section::SignInPage);
            let saved = state.store.experience().await?;
            let around = Around {
                problems: wrong.problems,
                edition: wrong.edition,
                ..save::around(Tab::Ways, &frame, &saved, &form)
            };
            let order = form.get("order").unwrap_or_default();
            let order = order.split(' ').map(str::to_owned).collect();
            let page = page(&state, frame, around, &wrong.typed, Some(order)).await?;
            Ok(super::view::page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                &page,
            ))
        }
    }
}

fn chosen(qr_code: &str) -> QrCode {
    match qr_code {
        "embedded" => QrCode::Embedded,
        _ => QrCode::Redirect,
    }
}

/// The address of this page with the order of the form, after one move if there is one.
/// Nothing is saved by it.
fn in_another_order(form: &Parameters) -> String {
    let mut ids: Vec<&str> = form
        .get("order")
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    if let Some((id, direction)) = form.get("move").and_then(|text| text.rsplit_once(' '))
        && let Some(at) = ids.iter().position(|other| *other == id)
    {
        let to = if direction == "up" {
            at.checked_sub(1)
        } else {
            Some(at + 1)
        };
        if let Some(to) = to.filter(|to| *to < ids.len()) {
            ids.swap(at, to);
        }
    }
    let on = ids
        .iter()
        .filter(|id| form.get(&format!("on-{id}")).is_some());
    let on: Vec<&str> = on.copied().collect();
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("order", &ids.join(" "));
    query.append_pair("on", &on.join(" "));
    for name in ["qr_code", "state", "theme", "in"] {
        if let Some(value) = form.get(name) {
            query.append_pair(name, value);
        }
    }
    format!("{}?{}#social", Tab::Ways.address(), query.finish())
}

async fn page(
    state: &AppState,
    frame: pages::console::ConsoleFrame,
    around: Around,
    shown: &SignInExperience,
    order: Option<Vec<String>>,
) -> Result<Ways, Unexpected> {
    let mut records = state.store.connectors().await?;
    let unsaved = order.is_some();
    let order = order.unwrap_or_else(|| shown.social.clone());
    // Those of the list first, in its order; then the others.
    records.sort_by_key(|record| {
        let at = order.iter().position(|id| *id == record.id);
        (at.unwrap_or(order.len()), record.created_at)
    });
    let tag = frame.language.tag();
    let rows = records.iter().filter_map(|record| row(record, shown, tag));
    Ok(Ways {
        rows: rows.collect(),
        embedded: shown.qr_code == QrCode::Embedded,
        unsaved,
        frame,
        around,
    })
}

fn row(record: &ConnectorRecord, shown: &SignInExperience, tag: &str) -> Option<Row> {
    let metadata = connectors::factory(&record.factory)?.metadata();
    Some(Row {
        id: record.id.clone(),
        name: metadata.name.text(tag).to_owned(),
        is_wechat: metadata.target == "wechat",
        is_native: metadata.is_native(),
        is_simulated: record.endpoints.is_some(),
        is_on: shown.social.contains(&record.id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_leads_back_with_the_new_order_and_the_ticks() {
        let moved = |text: &str| in_another_order(&Parameters::parse(text.as_bytes()).unwrap());
        let start = "/console/sign-in-page?order=";
        assert_eq!(
            moved("order=a+b+c&on-a=1&on-c=1&move=c+up"),
            format!("{start}a+c+b&on=a+c#social")
        );
        assert_eq!(
            moved("order=a+b&on-b=1&move=a+down&qr_code=embedded"),
            format!("{start}b+a&on=b&qr_code=embedded#social")
        );
        for nowhere in ["a+up", "b+down", "x+up", "a"] {
            let address = moved(&format!("order=a+b&move={nowhere}"));
            assert_eq!(address, format!("{start}a+b&on=#social"), "{nowhere}");
        }
        assert_eq!(moved("order=b+a&sort=1"), format!("{start}b+a&on=#social"));
    }
}
