//! `/console/applications/{id}/secrets/…`: several secrets, each with a name.

pub(super) mod delete;
pub(super) mod new;
pub(super) mod rename;

use axum::response::Response;
use oidc::Application;
use pages::console::applications::Tab;
use store::{ApplicationSecret, StoreError};

use super::{gone, once, view};
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::state::Inner;

/// An application and its secret of a name, or the page that says that there is no such thing.
async fn found(
    state: &Inner,
    admin: &Admin,
    id: &str,
    secret: Option<&str>,
) -> Result<Result<(Application, ApplicationSecret), Response>, StoreError> {
    let application = state.store.application(id).await?;
    let secrets = state.store.application_secrets(id).await?;
    let mut secrets = secrets.into_iter();
    let known = secrets.find(|known| secret == Some(known.name.as_str()));
    let both = application.zip(known);
    Ok(both.ok_or_else(|| gone(state, admin)))
}

/// An application that can keep secrets, or the page that says that there is none.
async fn keeper(
    state: &Inner,
    admin: &Admin,
    id: &str,
) -> Result<Result<Application, Response>, StoreError> {
    let application = state.store.application(id).await?;
    let keeper = application.filter(|application| !application.is_public());
    Ok(keeper.ok_or_else(|| gone(state, admin)))
}

/// Leads to the connection data, which say what was done to a secret.
fn said(state: &Inner, application: &Application, key: &str, secret: &str) -> Response {
    let names = [("name", application.name.as_str()), ("secret", secret)];
    let address = once::address(&application.id, "");
    flash::see_other(state, &address, &Done::named(key, &names))
}

fn head(application: &Application) -> pages::console::applications::Head {
    view::head(application, Tab::Connection)
}
