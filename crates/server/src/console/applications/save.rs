//! Saving a tab of an application: what is wrong, what somebody else has changed, done.

use axum::response::Response;
use http::StatusCode;
use pages::console::applications::{Tab, done};
use store::ApplicationRecord;

use super::fields::Fields;
use super::{PATH, conflict, gone};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::applications::{self as manage, Problem, Refused, Wrong};
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

/// How often somebody else may be quicker by an instant.
const TRIES: usize = 5;

/// What came of a form.
pub(super) enum Outcome {
    /// An answer.
    Answer(Response),
    /// It is wrong, about this state.
    Wrong(Box<ApplicationRecord>, Vec<Problem>),
}

/// Saves what somebody typed into a tab, about the state that they have `seen`.
pub(super) async fn save(
    state: &AppState,
    admin: &Admin,
    id: &str,
    tab: Tab,
    seen: Option<i64>,
    mine: &Fields,
) -> Result<Outcome, Unexpected> {
    let store = &state.store;
    for _ in 0..TRIES {
        let Some(record) = store.application_record(id).await? else {
            break;
        };
        let mut fields = mine.clone();
        if seen != Some(record.updated_at.0) {
            let conflict = conflict::page(state, admin, &record, seen, tab, mine).await?;
            if let Some(page) = conflict {
                let answer = html::page(StatusCode::CONFLICT, &page, &[]);
                return Ok(Outcome::Answer(answer));
            }
            fields = conflict::merged(state, &record, seen, tab, mine).await?;
        }
        let wanted = fields.onto(&record.application);
        // Nobody could sign in any more, unless it is with a device.
        let is_lost = wanted.redirect_uris.is_empty() && !wanted.device_flow;
        if is_lost && !record.application.redirect_uris.is_empty() {
            let mut problems = manage::problems(store, Some(&record.application), &wanted).await?;
            problems.push(Problem {
                field: "redirect_uris",
                what: Wrong::NoAddress,
            });
            return Ok(Outcome::Wrong(Box::new(record), problems));
        }
        let author = admin.author(state);
        let saved = manage::change(store, author, record.clone(), wanted, &[]).await;
        let (record, changed) = match saved {
            Ok(saved) => saved,
            Err(Refused::Wrong(problems)) => {
                return Ok(Outcome::Wrong(Box::new(record), problems));
            }
            Err(Refused::Stale) => continue,
            Err(Refused::Store(error)) => return Err(error.into()),
            Err(Refused::Gone | Refused::Taken) => break,
        };
        state.refresh().await?;
        let key = if changed {
            done::SAVED
        } else {
            done::UNCHANGED
        };
        let names = [("name", record.application.name.as_str())];
        let address = match tab {
            Tab::Ways => format!("{PATH}/{id}/ways"),
            _ => format!("{PATH}/{id}"),
        };
        let answer = flash::see_other(state, &address, &Done::named(key, &names));
        return Ok(Outcome::Answer(answer));
    }
    Ok(Outcome::Answer(gone(state, admin)))
}
