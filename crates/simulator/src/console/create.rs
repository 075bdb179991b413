//! `/platform/create/{kind}`: step 1 of 创建网站应用 and of 创建移动应用; a service account has this step alone.

use axum::extract::{Path, State};
use axum::response::Response;

use super::basic::{Press, again, is_help, page, read};
use super::{Visitor, kind_named};
use crate::platform::console::forms::Basics;
use crate::settings::{AppKind, AppStatus};
use crate::web::html;
use crate::web::upload::Upload;
use crate::{Simulator, entropy};

pub(super) async fn form(visitor: Visitor, Path(word): Path<String>) -> Result<Response, Response> {
    let kind = kind_named(&word).ok_or_else(|| visitor.nothing())?;
    let press = Press {
        action: format!("/platform/create/{word}"),
        key: &entropy::alphanumeric(24),
        is_change: false,
    };
    Ok(page(&visitor, kind, &press, &Basics::default(), &[]))
}

pub(super) async fn create(
    State(simulator): State<Simulator>,
    visitor: Visitor,
    Path(word): Path<String>,
    upload: Upload,
) -> Result<Response, Response> {
    let kind = kind_named(&word).ok_or_else(|| visitor.nothing())?;
    let (basics, problems) = read(&upload, kind);
    let press = Press {
        action: format!("/platform/create/{word}"),
        key: upload.get("key"),
        is_change: false,
    };
    // Without the key of a form of ours, each press is a form of its own.
    let key = match upload.get("key") {
        "" => entropy::alphanumeric(24),
        key => format!(
            "{}:{}",
            visitor.account.id,
            key.chars().take(64).collect::<String>()
        ),
    };
    if !problems.is_empty() || is_help(&upload) {
        return Ok(again(&visitor, kind, &press, &basics, &problems, &upload));
    }
    let made = simulator.with(|platform, _| {
        let made = platform.make_draft(&visitor.account.id, kind, &key, basics.clone())?;
        // A service account is registered and verified on another console; here it is there at once.
        if kind == AppKind::ServiceAccount
            && let Some(app) = platform.own_app(&visitor.account.id, &made.number())
        {
            app.status = AppStatus::Approved;
            app.permission = true;
        }
        Ok(made)
    });
    Ok(match made {
        Ok(app) if kind == AppKind::ServiceAccount => {
            html::see_other(&format!("/platform/apps/{}", app.number()))
        }
        Ok(app) => html::see_other(&format!("/platform/apps/{}/site", app.number())),
        Err(problem) => again(&visitor, kind, &press, &basics, &[problem], &upload),
    })
}
