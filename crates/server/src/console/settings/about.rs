//! `/console/settings/about`: what runs here, and how it is.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::settings::about::About;
use store::Durability;

use super::{engine, seconds};
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::html;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
) -> Result<Response, Unexpected> {
    let durability = state.store.durability().await?;
    let (is_durable, durability) = match durability {
        Durability::Sqlite {
            synchronous,
            journal_mode,
        } => (
            synchronous >= 2 && journal_mode.eq_ignore_ascii_case("wal"),
            vec![
                ("synchronous", synchronous.to_string()),
                ("journal_mode", journal_mode),
            ],
        ),
        Durability::Postgres {
            synchronous_commit,
            fsync,
        } => (
            synchronous_commit != "off" && fsync == "on",
            vec![("synchronous_commit", synchronous_commit), ("fsync", fsync)],
        ),
    };
    let now = state.now();
    let page = About {
        frame: admin.frame(&state, Section::Settings),
        version: env!("CARGO_PKG_VERSION"),
        engine: engine(&state),
        durability,
        is_durable,
        uptime: seconds(now.since(state.started_at)),
        clock: now.0,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}
