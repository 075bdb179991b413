//! Roles in Logto's shape.

use oidc::{ApplicationType, Role, RoleType};
use serde::Serialize;
use store::{Part, PeopleOf, StoreError};
use utoipa::ToSchema;

use crate::sign_in::avatar;
use crate::state::Inner;

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct RoleView {
    id: String,
    name: String,
    description: String,
    /// `User` or `MachineToMachine`.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    kind: RoleType,
    /// Always `false`: nobody gets a role by themselves.
    is_default: bool,
}

/// A role with who has it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ListedRole)]
#[serde(rename_all = "camelCase")]
pub(in crate::api) struct ListedRole {
    #[serde(flatten)]
    role: RoleView,
    /// How many people have it; counting ends at 10 000.
    users_count: u64,
    /// Three of them at most.
    featured_users: Vec<FeaturedUser>,
    applications_count: u64,
    /// Three of them at most.
    featured_applications: Vec<FeaturedApplication>,
}

/// Somebody who has a role.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct FeaturedUser {
    id: String,
    name: Option<String>,
    avatar: Option<String>,
}

/// An application that has a role.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct FeaturedApplication {
    id: String,
    name: String,
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    kind: ApplicationType,
}

/// So many of each are shown in lists.
const FEATURED: u32 = 3;
/// So many people are counted.
const COUNTED: u32 = 10_000;

impl RoleView {
    pub(in crate::api) fn of(role: &Role) -> Self {
        Self {
            id: role.id.clone(),
            name: role.name.clone(),
            description: role.description.clone(),
            kind: role.kind,
            is_default: false,
        }
    }
}

impl ListedRole {
    pub(super) async fn of(state: &Inner, role: &Role) -> Result<Self, StoreError> {
        let (store, of) = (&state.store, PeopleOf::Role(&role.id));
        let people = store.people(of, Part::after(None, FEATURED)).await?.people;
        let user = |person: &store::Person| FeaturedUser {
            id: person.user.id.to_string(),
            name: person.user.name.clone(),
            avatar: avatar::address(&state.settings, &person.user),
        };
        let ids = store.applications_of_role(&role.id).await?;
        let mut applications = Vec::new();
        for id in ids.iter().take(FEATURED.try_into().unwrap_or_default()) {
            if let Some(application) = store.application(id).await? {
                applications.push(FeaturedApplication {
                    id: application.id,
                    name: application.name,
                    kind: application.kind,
                });
            }
        }
        Ok(Self {
            role: RoleView::of(role),
            users_count: store.count_people(of, COUNTED).await?.count,
            featured_users: people.iter().map(user).collect(),
            applications_count: ids.len() as u64,
            featured_applications: applications,
        })
    }
}
