//! Everything that is kept about one person, for that person.

use accounts::{Attempt, Identity, Outcome, User};
use connector_kit::{IdentityKey, Timestamp};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{RoleHolder, SessionSummary, Store, StoreError, attempts};

/// Everything that is kept about one person, without secrets: no token, and no hash of
/// one, is among it. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonExport {
    /// The id of the account.
    pub id: Uuid,
    /// The name that is shown.
    pub name: Option<String>,
    /// The address of the picture, as the vendor or the person gave it.
    pub picture: Option<String>,
    /// A unique name that the person chose.
    pub username: Option<String>,
    /// A proven e-mail address.
    pub email: Option<String>,
    /// A proven phone number.
    pub phone: Option<String>,
    /// Whether the account is shut.
    pub suspended: bool,
    /// The application that the person signed in to first.
    pub application_id: Option<String>,
    /// When the person last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When its profile was last changed.
    pub updated_at: Timestamp,
    /// What administrators and applications have noted: `customData` and `profile`.
    pub custom_data: Value,
    /// Further fields of the profile.
    pub profile: Value,
    /// The names of the roles.
    pub roles: Vec<String>,
    /// The ways to sign in.
    pub identities: Vec<ExportedIdentity>,
    /// The browsers that are signed in.
    pub sessions: Vec<SessionSummary>,
    /// The applications of others that may know the person.
    pub consents: Vec<ExportedConsent>,
    /// Tries to sign in that led to this account, latest first.
    pub attempts: Vec<ExportedAttempt>,
    /// The days, counted from 1970 in universal time, on which applications got tokens.
    pub active_days: Vec<i64>,
}

/// A way to sign in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportedIdentity {
    /// Its id.
    pub id: Uuid,
    /// Every key by which the vendor knows the person.
    pub keys: Vec<IdentityKey>,
    /// The name as the vendor gave it.
    pub name: Option<String>,
    /// The address of the picture at the vendor.
    pub avatar: Option<String>,
    /// The vendor's whole answer.
    pub raw: Value,
    /// The connector that it was last used through.
    pub connector_id: Option<String>,
    /// When it was linked.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Timestamp,
}

/// What an application of others may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportedConsent {
    /// The application.
    pub application_id: String,
    /// What the person agreed to.
    pub scopes: String,
    /// When they last agreed.
    pub updated_at: Timestamp,
}

/// A try to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportedAttempt {
    /// The name that people can read aloud.
    pub reference: String,
    /// The connector.
    pub connector_id: String,
    /// The application; empty for this server itself.
    pub application_id: String,
    /// What the browser called itself.
    pub user_agent: Option<String>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl Store {
    /// Everything that is kept about one person; nothing when there is no such account.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn export_of(
        &self,
        user: Uuid,
        now: Timestamp,
    ) -> Result<Option<PersonExport>, StoreError> {
        let Some(account) = self.user(user).await? else {
            return Ok(None);
        };
        let identities = self.identities_of(user).await?;
        let sessions = self.sessions_of(user, now).await?;
        let consents = self.consents_of(user).await?;
        let roles = self.roles_of(RoleHolder::User(user)).await?;
        let mut read = self.database().read().await?;
        let noted = first!((String, String), read, sql::NOTED, user)?;
        let (custom_data, profile) = noted.unwrap_or_default();
        let days = all!((i64,), read, sql::DAYS, user)?;
        let rows = all!(attempts::Row, read, sql::ATTEMPTS, user)?;
        let attempts: Result<Vec<Attempt>, _> = rows.into_iter().map(Attempt::try_from).collect();
        let User {
            id,
            name,
            picture,
            username,
            email,
            phone,
            suspended,
            application_id,
            last_sign_in_at,
            created_at,
            updated_at,
            ..
        } = account;
        Ok(Some(PersonExport {
            id,
            name,
            picture,
            username,
            email,
            phone,
            suspended,
            application_id,
            last_sign_in_at,
            created_at,
            updated_at,
            custom_data: serde_json::from_str(&custom_data).unwrap_or_default(),
            profile: serde_json::from_str(&profile).unwrap_or_default(),
            roles: roles.into_iter().map(|role| role.name).collect(),
            identities: identities.into_iter().map(Into::into).collect(),
            sessions,
            consents: consents
                .into_iter()
                .map(|consent| ExportedConsent {
                    application_id: consent.application_id,
                    scopes: consent.scopes.to_string(),
                    updated_at: consent.updated_at,
                })
                .collect(),
            attempts: attempts?.into_iter().map(Into::into).collect(),
            active_days: days.into_iter().map(|(day,)| day).collect(),
        }))
    }
}

impl From<Identity> for ExportedIdentity {
    fn from(identity: Identity) -> Self {
        Self {
            id: identity.id,
            keys: identity.keys.into(),
            name: identity.profile.name,
            avatar: identity.profile.avatar,
            raw: identity.profile.raw,
            connector_id: identity.connector_id,
            created_at: identity.created_at,
            last_used_at: identity.last_used_at,
        }
    }
}

impl From<Attempt> for ExportedAttempt {
    fn from(attempt: Attempt) -> Self {
        Self {
            reference: attempt.reference.to_string(),
            connector_id: attempt.connector_id,
            application_id: attempt.application_id,
            user_agent: attempt.user_agent,
            outcome: attempt.outcome,
            created_at: attempt.created_at,
            finished_at: attempt.finished_at,
        }
    }
}

pub(crate) mod sql {
    use crate::attempts::select_attempts;

    statements! {
        NOTED = "SELECT custom_data, profile FROM users WHERE id = $1";
        DAYS = "SELECT day FROM active_days WHERE user_id = $1 ORDER BY day DESC";
        ATTEMPTS = select_attempts!("WHERE user_id = $1 ORDER BY id DESC");
    }
}
