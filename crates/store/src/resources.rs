//! APIs of the operator that access tokens can be for.

use connector_kit::Timestamp;
use oidc::Resource;

use crate::columns::{from_json, json};
use crate::store::raise_version;
use crate::{NewChange, Saved, Store, StoreError, changes};

/// A resource as it was configured, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRecord {
    /// What it is.
    pub resource: Resource,
    /// Whether it is the one that is meant when none is named; at most one is.
    pub is_default: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed. No two states of a resource share it, so it also says which
    /// one somebody has seen.
    pub updated_at: Timestamp,
}

impl Store {
    /// Makes a resource; `false` when its id or its indicator is taken.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn create_resource(
        &self,
        resource: &Resource,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        let Resource { id, indicator, .. } = resource;
        transaction!(self, |tx| {
            if run!(tx, sql::CREATE, id, indicator, json(resource), change.at.0)? == 0 {
                return Ok(false);
            }
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// Writes a resource, unless somebody has changed it since the moment `seen`. Its
    /// indicator stays.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_resource(
        &self,
        resource: &Resource,
        seen: Timestamp,
        change: &NewChange<'_>,
    ) -> Result<Saved, StoreError> {
        let Resource { id, indicator, .. } = resource;
        // Two changes within a millisecond are two states too.
        let now = change.at.max(Timestamp(seen.0 + 1));
        transaction!(self, |tx| {
            let settings = json(resource);
            if run!(tx, sql::CHANGE, id, indicator, seen.0, settings, now.0)? == 0 {
                return Ok(match first!((String,), tx, sql::IS_THERE, id)? {
                    Some(_) => Saved::Stale,
                    None => Saved::Gone,
                });
            }
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(Saved::Saved(now))
        })
    }

    /// Makes a resource the one that is meant when none is named, or no longer; whichever was
    /// it before is it no longer. Says whether it is there.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn set_default_resource(
        &self,
        id: &str,
        is_default: bool,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if first!((String,), tx, sql::IS_THERE, id)?.is_none() {
                return Ok(false);
            }
            if is_default {
                run!(tx, sql::DROP_DEFAULT, id)?;
            }
            run!(tx, sql::SET_DEFAULT, id, is_default)?;
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// Deletes a resource with its scopes; says whether it was there. Roles may still hold ids
    /// of these scopes, which give nothing.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_resource(
        &self,
        id: &str,
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            if run!(tx, sql::DELETE, id)? == 0 {
                return Ok(false);
            }
            raise_version(tx).await?;
            changes::add(tx, change).await?;
            Ok(true)
        })
    }

    /// The resource of an id.
    ///
    /// # Errors
    /// Fails when the database does, or its row cannot be read.
    pub async fn resource(&self, id: &str) -> Result<Option<ResourceRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, id)?;
        row.map(ResourceRecord::try_from).transpose()
    }

    /// All resources, oldest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn resources(&self) -> Result<Vec<ResourceRecord>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!(Row, read, sql::LIST)?;
        rows.into_iter().map(ResourceRecord::try_from).collect()
    }
}

row!(Row {
    settings: String,
    is_default: bool,
    created_at: i64,
    updated_at: i64,
});

impl TryFrom<Row> for ResourceRecord {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            resource: from_json("resources.settings", &row.settings)?,
            is_default: row.is_default,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
        })
    }
}

pub(crate) mod sql {
    statements! {
        GET = "SELECT settings, is_default, created_at, updated_at FROM resources WHERE id = $1";
        IS_THERE = "SELECT id FROM resources WHERE id = $1";
        LIST = "SELECT settings, is_default, created_at, updated_at FROM resources
            ORDER BY created_at, id";
        CREATE = "INSERT INTO resources
                (id, indicator, settings, is_default, created_at, updated_at)
            VALUES ($1, $2, $3, FALSE, $4, $4) ON CONFLICT DO NOTHING";
        CHANGE = "UPDATE resources SET settings = $4, updated_at = $5
            WHERE id = $1 AND indicator = $2 AND updated_at = $3";
        DROP_DEFAULT = "UPDATE resources SET is_default = FALSE
            WHERE is_default = TRUE AND id <> $1";
        SET_DEFAULT = "UPDATE resources SET is_default = $2 WHERE id = $1";
        DELETE = "DELETE FROM resources WHERE id = $1";
    }
}
