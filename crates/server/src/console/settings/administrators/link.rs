//! `/console/settings/administrators/{id}/link`: the link with which somebody chooses a
//! password, shown once.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::administrators::Link;
use pages::console::settings::done;
use store::Administrator;

use super::{found, person};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::console::welcome;
use crate::manage::administrators;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;

/// What tells the page that it has a link to show.
const MADE: &str = done::LINK_MADE;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    let who = match found(&state, &admin, &id).await? {
        Ok(who) => who,
        Err(page) => return Ok(page),
    };
    let frame = admin.frame(&state, Section::Settings);
    let made = frame.flash.as_ref().filter(|flash| flash.key == MADE);
    let value = |name: &str| {
        let pair = made?.names.iter().find(|(key, _)| key == name)?;
        Some(pair.1.clone())
    };
    // The link of somebody else's page is not shown here.
    let link = value("link").filter(|_| value("id") == Some(who.id.to_string()));
    let page = Link {
        frame,
        person: person(&admin, &who),
        link,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
) -> Result<Response, Unexpected> {
    match found(&state, &admin, &id).await? {
        Ok(who) => {
            administrators::note_link(&state, admin.author(&state), &who).await?;
            make(&state, &admin, &who).await
        }
        Err(page) => Ok(page),
    }
}

/// Makes a link, which travels to its page in the sealed cookie that is read once.
pub(super) async fn make(
    state: &Inner,
    admin: &Admin,
    who: &Administrator,
) -> Result<Response, Unexpected> {
    let Some(link) = welcome::link(state, who.id).await? else {
        return Ok(match found(state, admin, &who.id.to_string()).await? {
            Ok(_) => html::see_other(super::PATH),
            Err(page) => page,
        });
    };
    let id = who.id.to_string();
    let names = [
        ("name", who.name.as_str()),
        ("link", link.as_str()),
        ("id", id.as_str()),
    ];
    let done = Done::named(MADE, &names);
    Ok(flash::see_other(state, &path(who), &done))
}

/// The page of a link that was shown, most likely.
pub(super) fn shown_before(who: &Administrator) -> Response {
    html::see_other(&path(who))
}

fn path(who: &Administrator) -> String {
    format!("{}/{}/link", super::PATH, who.id)
}
