//! `GET /console/applications/{id}/connection`: what the developer of an application needs.

use axum::extract::{Path, State};
use axum::response::Response;
use form_urlencoded::Serializer;
use http::StatusCode;
use oidc::management_api::RESOURCE;
use oidc::{Application, ManagementApi, discovery};
use pages::console::applications::Tab;
use pages::console::applications::connection::{ADDRESSES, Connection, Secret};
use pages::console::applications::snippets::{Library, Values};
use store::ApplicationSecret;

use super::{frame, gone, once, view};
use crate::console::admin::Admin;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Query;

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(id): Path<String>,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let Some(application) = state.store.application(&id).await? else {
        return Ok(gone(&state, &admin));
    };
    let secrets = state.store.application_secrets(&id).await?;
    let head = view::head(&application, Tab::Connection);
    let chosen = query.get("library");
    let library = chosen.and_then(|library| Library::find(head.kind, library));
    let library = library.unwrap_or_else(|| Library::first(head.kind));
    let frame = frame(&state, &admin);
    let addresses = addresses(&state);
    let page = Connection {
        made: once::made(&frame, &id),
        secrets: secrets.iter().map(secret).collect(),
        values: values(&state, &application, &addresses),
        id_token_alg: application.id_token_alg.as_str(),
        has_no_access: !head.kind.is_for_people() && application.management_api.is_none(),
        addresses,
        library,
        head,
        frame,
    };
    Ok(html::page(StatusCode::OK, &page, &[]))
}

/// The addresses of this server that applications use, as its discovery document names them.
fn addresses(state: &Inner) -> Vec<(&'static str, String)> {
    let issuer = state.settings.issuer();
    let document = discovery::document(&issuer, &[]);
    let address = |id: &str| match id {
        "discovery" => Some(format!("{issuer}/.well-known/openid-configuration")),
        id => document[id].as_str().map(str::to_owned),
    };
    let ids = ADDRESSES.iter().map(|(id, ..)| *id);
    ids.filter_map(|id| Some((id, address(id)?))).collect()
}

fn values(state: &Inner, application: &Application, addresses: &[(&str, String)]) -> Values {
    let token = addresses.iter().find(|(id, _)| *id == "token_endpoint");
    let access = application.management_api.unwrap_or(ManagementApi::Read);
    Values {
        issuer: state.settings.issuer(),
        client_id: application.id.clone(),
        redirect_uris: application.redirect_uris.clone(),
        post_logout_redirect_uris: application.post_logout_redirect_uris.clone(),
        token_endpoint: token
            .map(|(_, address)| address.clone())
            .unwrap_or_default(),
        resource: RESOURCE.to_owned(),
        scope: access.scope().to_owned(),
    }
}

fn secret(secret: &ApplicationSecret) -> Secret {
    let mut query = Serializer::new(String::new());
    query.append_pair("secret", &secret.name);
    Secret {
        name: secret.name.clone(),
        query: query.finish(),
        created: secret.created_at.0,
        last_used: secret.last_used_at.map(|at| at.0),
        expires: secret.expires_at.map(|at| at.0),
    }
}
