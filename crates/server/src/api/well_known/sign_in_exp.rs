//! `/api/.well-known/sign-in-exp`: the sign-in experience with its connectors, for anybody.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use connector_kit::Platform;
use serde::Serialize;
use serde_json::{Value, json};
use store::ConnectorRecord;
use utoipa::ToSchema;

use crate::api::ApiError;
use crate::api::connector_factories::localized;
use crate::api::sign_in_exp::ExperienceView;
use crate::state::AppState;

/// The sign-in experience as anybody may read it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PublicSignInExperience)]
pub(in crate::api) struct PublicView {
    #[serde(flatten)]
    experience: ExperienceView,
    /// Always `default`.
    tenant_id: &'static str,
    /// The connectors that are on, in the order of their buttons.
    social_connectors: Vec<PublicConnector>,
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    sso_connectors: Vec<Value>,
    /// There are no passwords to forget.
    #[schema(value_type = Object)]
    forgot_password: Value,
    is_development_tenant: bool,
    /// Always empty.
    #[schema(value_type = Vec<Object>)]
    custom_profile_fields: Vec<Value>,
}

/// A connector as anybody may see it: a button.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PublicConnector)]
pub(in crate::api) struct PublicConnector {
    id: String,
    target: &'static str,
    #[schema(value_type = String)]
    platform: Platform,
    name: BTreeMap<&'static str, &'static str>,
    logo: String,
    logo_dark: Option<String>,
}

impl PublicConnector {
    fn of(record: &ConnectorRecord) -> Option<Self> {
        let metadata = connectors::factory(&record.factory)?.metadata();
        let logo = BASE64_STANDARD.encode(metadata.logo);
        Some(Self {
            id: record.id.clone(),
            target: metadata.target,
            platform: metadata.platform,
            name: localized(&metadata.name),
            logo: format!("data:image/svg+xml;base64,{logo}"),
            logo_dark: None,
        })
    }
}

/// Read the sign-in experience without a token
///
/// With the connectors that are on, as a sign-in page of one's own would need them.
#[utoipa::path(
    get,
    path = "/api/.well-known/sign-in-exp",
    tag = "Public",
    operation_id = "GetWellKnownSignInExp",
    security(()),
    responses((status = 200, description = "The sign-in experience.", body = PublicView)),
)]
pub(in crate::api) async fn get(
    State(state): State<AppState>,
) -> Result<Json<PublicView>, ApiError> {
    let experience = state.store.experience().await?;
    let records = state.store.connectors().await?;
    let connector = |id: &String| {
        let record = records.iter().find(|record| record.id == *id)?;
        PublicConnector::of(record)
    };
    Ok(Json(PublicView {
        experience: ExperienceView::of(&state.settings, &experience, &records),
        tenant_id: "default",
        social_connectors: experience.social.iter().filter_map(connector).collect(),
        sso_connectors: Vec::new(),
        forgot_password: json!({ "phone": false, "email": false }),
        is_development_tenant: false,
        custom_profile_fields: Vec::new(),
    }))
}
