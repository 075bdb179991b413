//! `/platform`: 管理中心, the apps of an account by kind.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{Visitor, kind_named, kind_said, kind_word, state_said};
use crate::platform::console::apps::quota;
use crate::settings::{App, AppKind};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::speech::{Mode, Said};
use crate::{Account, Simulator};

#[derive(Template)]
#[template(path = "platform/centre.html")]
struct CentrePage {
    frame: Frame,
    account: Account,
    kind: AppKind,
    word: &'static str,
    tabs: Vec<(&'static str, Said)>,
    rows: Vec<RowView>,
    used: usize,
    quota: usize,
    /// Service accounts that no Open Platform account has bound.
    free: Vec<(String, String)>,
    is_full: bool,
}

/// An app as a list shows one.
pub(super) struct RowView {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) app_id: Option<String>,
    pub(super) pill: Said,
    pub(super) tone: &'static str,
    pub(super) has_icon: bool,
}

impl RowView {
    pub(super) fn of(mode: Mode, app: &App) -> Self {
        let (pill, tone) = state_said(mode, app.status);
        Self {
            number: app.number(),
            name: app.name.clone(),
            app_id: app.has_shown_id().then(|| app.app_id.clone()),
            pill,
            tone,
            has_icon: !app.details.large_icon.is_empty(),
        }
    }
}

pub(super) async fn centre(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    parameters: Parameters,
) -> Response {
    let kind = kind_named(parameters.get("tab")).unwrap_or_default();
    let word = kind_word(kind);
    let mode = visitor.mode;
    simulator.with(|platform, _| {
        let rows: Vec<_> = platform
            .apps_of(&visitor.account.id, kind)
            .map(|app| RowView::of(mode, app))
            .collect();
        let free = platform.apps_of("", AppKind::ServiceAccount);
        let quota = quota(kind, &visitor.account);
        html::page(&CentrePage {
            frame: visitor.frame(&format!("/platform?tab={word}")),
            kind,
            word,
            tabs: [AppKind::Mobile, AppKind::Website, AppKind::ServiceAccount]
                .into_iter()
                .map(|kind| (kind_word(kind), kind_said(mode, kind)))
                .collect(),
            used: rows.len(),
            is_full: rows.len() >= quota,
            quota,
            rows,
            free: free
                .map(|app| (app.app_id.clone(), app.name.clone()))
                .collect(),
            account: visitor.account.clone(),
        })
    })
}
