//! Who may do what at the operator's resources: roles, and in `holders` who has them.

mod holders;

use connector_kit::Timestamp;
use oidc::Role;

use crate::columns::{from_json, json};
use crate::{NewChange, Store, StoreError, changes};

pub use holders::RoleHolder;
#[cfg(test)]
pub(crate) use holders::sql as holders_sql;

/// A role as it was configured, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRecord {
    /// What it is.
    pub role: Role,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed. No two states of a role share it, so it also says which one
    /// somebody has seen.
    pub updated_at: Timestamp,
}

/// What came of writing a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleSaved {
    /// It is like this since this moment.
    Saved(Timestamp),
    /// Another role has this name.
    Taken,
    /// Somebody else has changed it meanwhile.
    Stale,
    /// It is no longer there.
    Gone,
}

impl Store {
    /// Makes a role; `false` when its id or its name is taken.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn create_role(
        &self,
        role: &Role,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if run!(
                tx,
                sql::CREATE,
                &role.id,
                &role.name,
                json(role),
                change.at.0
            )? == 0
            {
                return Ok(false);
            }
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// Writes a role, unless somebody has changed it since the moment `seen`. Tokens that are
    /// made from now on follow it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_role(
        &self,
        role: &Role,
        seen: Timestamp,
        change: &NewChange<'_>,
    ) -> Result<RoleSaved, StoreError> {
        let Role { id, name, .. } = role;
        // Two changes within a millisecond are two states too.
        let now = change.at.max(Timestamp(seen.0 + 1));
        transaction!(self, |tx| {
            if first!((String,), tx, sql::OTHER_OF_NAME, name, id)?.is_some() {
                return Ok(RoleSaved::Taken);
            }
            if run!(tx, sql::CHANGE, id, seen.0, name, json(role), now.0)? == 0 {
                return Ok(match first!((String,), tx, sql::IS_THERE, id)? {
                    Some(_) => RoleSaved::Stale,
                    None => RoleSaved::Gone,
                });
            }
            changes::add(tx, change).await?;
            Ok(RoleSaved::Saved(now))
        })
    }

    /// Deletes a role; whoever had it has it no longer. Says whether it was there.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_role(&self, id: &str, change: &NewChange<'_>) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if run!(tx, sql::DELETE, id)? == 0 {
                return Ok(false);
            }
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// The role of an id.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn role(&self, id: &str) -> Result<Option<RoleRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, id)?;
        row.map(RoleRecord::try_from).transpose()
    }

    /// All roles, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn roles(&self) -> Result<Vec<RoleRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter().map(RoleRecord::try_from).collect()
    }
}

row!(Row {
    settings: String,
    created_at: i64,
    updated_at: i64,
});

impl TryFrom<Row> for RoleRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            role: from_json("roles.settings", &row.settings)?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings, created_at, updated_at FROM roles WHERE id = $1";
        IS_THERE = "SELECT id FROM roles WHERE id = $1";
        OTHER_OF_NAME = "SELECT id FROM roles WHERE name = $1 AND id <> $2";
        LIST = "SELECT settings, created_at, updated_at FROM roles ORDER BY created_at, id";
        CREATE = "INSERT INTO roles (id, name, settings, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $4) ON CONFLICT DO NOTHING";
        CHANGE = "UPDATE roles SET name = $3, settings = $4, updated_at = $5
            WHERE id = $1 AND updated_at = $2";
        DELETE = "DELETE FROM roles WHERE id = $1";
    }
}
