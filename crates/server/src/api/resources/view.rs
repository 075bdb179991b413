//! Resources and their scopes in Logto's shape.

use oidc::{Resource, ResourceScope, SigningAlgorithm};
use serde::Serialize;
use store::ResourceRecord;
use utoipa::ToSchema;

/// An API that access tokens can be for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Resource)]
pub(in crate::api) struct ResourceView {
    id: String,
    name: String,
    /// What applications call it, and what its tokens say in `aud`.
    indicator: String,
    /// Whether it is meant where an application names none.
    is_default: bool,
    /// How long its tokens are good for, in seconds.
    access_token_ttl: u32,
    /// How its tokens are signed: `ES256` or `RS256`. Not in Logto.
    #[schema(value_type = String)]
    token_signing_algorithm: SigningAlgorithm,
    /// Its scopes, where they are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    scopes: Option<Vec<ScopeView>>,
}

/// Something that can be allowed at a resource.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Scope)]
pub(in crate::api) struct ScopeView {
    id: String,
    resource_id: String,
    /// What applications ask for.
    name: String,
    /// What it means, in the words that people read when they are asked.
    description: String,
    created_at: i64,
    /// Its resource, in the list of a role's scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(no_recursion)]
    resource: Option<ResourceView>,
}

impl ResourceView {
    pub(in crate::api) fn of(record: &ResourceRecord) -> Self {
        let resource = &record.resource;
        Self {
            id: resource.id.clone(),
            name: resource.name.clone(),
            indicator: resource.indicator.clone(),
            is_default: record.is_default,
            access_token_ttl: resource.access_token_ttl,
            token_signing_algorithm: resource.token_alg,
            scopes: None,
        }
    }

    pub(super) fn with_scopes(record: &ResourceRecord) -> Self {
        let scopes = record.resource.scopes.iter();
        let scopes = scopes.map(|scope| ScopeView::of(&record.resource, scope));
        Self {
            scopes: Some(scopes.collect()),
            ..Self::of(record)
        }
    }
}

impl ScopeView {
    pub(super) fn of(resource: &Resource, scope: &ResourceScope) -> Self {
        Self {
            id: scope.id.clone(),
            resource_id: resource.id.clone(),
            name: scope.name.clone(),
            description: scope.description.clone(),
            created_at: scope.created_at,
            resource: None,
        }
    }

    pub(in crate::api) fn with_resource(record: &ResourceRecord, scope: &ResourceScope) -> Self {
        Self {
            resource: Some(ResourceView::of(record)),
            ..Self::of(&record.resource, scope)
        }
    }
}
