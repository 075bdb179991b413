//! The application that sends a request, proved.

use http::{HeaderMap, header};
use oidc::{Application, Parameters, token};

use super::body;
use super::refused::Refused;
use crate::state::Inner;

/// Finds out which application sends a request, and makes it prove that.
pub(super) async fn prove(
    state: &Inner,
    headers: &HeaderMap,
    parameters: &Parameters,
) -> Result<Application, Refused> {
    let authorization = body::header(headers, header::AUTHORIZATION)?;
    let basic = authorization.is_some();
    let refuse = |error| Refused::Application { error, basic };

    let credentials = token::credentials(authorization, parameters).map_err(refuse)?;
    let application = state.store.application(&credentials.client_id).await?;
    let mut right = false;
    if application
        .as_ref()
        .is_some_and(|application| !application.is_public())
    {
        for secret in &credentials.secrets {
            let id = &credentials.client_id;
            right |= state
                .store
                .application_secret_matches(id, secret, state.now())
                .await?;
        }
    }
    token::authenticate(&credentials, application, right).map_err(refuse)
}
