//! Where data are, and about how many.

use std::path::Path;

use crate::database::Database;
use crate::{Engine, Store, StoreError};

/// About how much a database holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Its size on the disk, in bytes.
    pub bytes: i64,
    /// Accounts.
    pub users: i64,
    /// Attempts to sign in.
    pub attempts: i64,
    /// Changes by administrators.
    pub changes: i64,
}

impl Store {
    /// How much room is left where the database is, in bytes; nothing where that is not this
    /// program's business, or cannot be told.
    pub fn room(&self) -> Option<u64> {
        match self.engine() {
            Engine::Sqlite => room_at(Path::new(self.place())),
            Engine::Postgres => None,
        }
    }

    /// About how much the database holds. On PostgreSQL the numbers of rows are what it
    /// estimates for its own plans where they are many, because counting takes a while.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn extent(&self) -> Result<Extent, StoreError> {
        if let Database::Postgres(pool) = self.database() {
            let (bytes, users, attempts, changes) =
                sqlx::query_as(sql::POSTGRES).fetch_one(pool).await?;
            return Ok(Extent {
                bytes,
                users,
                attempts,
                changes,
            });
        }
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::SQLITE)?;
        Ok(row.map_or_else(Extent::default, |row| Extent {
            bytes: row.bytes,
            users: row.users,
            attempts: row.attempts,
            changes: row.changes,
        }))
    }
}

#[cfg(unix)]
fn room_at(file: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(file).ok()?;
    // What this program may use: some of a disk is kept for its administrator.
    disk.f_bavail.checked_mul(disk.f_frsize)
}

#[cfg(not(unix))]
fn room_at(_: &Path) -> Option<u64> {
    None
}

row!(Row {
    bytes: i64,
    users: i64,
    attempts: i64,
    changes: i64
});

pub(crate) mod sql {
    // Each engine knows its own size only.
    pub(super) const SQLITE: &str = "SELECT
        (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)
            AS bytes,
        (SELECT COUNT(*) FROM users) AS users,
        (SELECT COUNT(*) FROM attempts) AS attempts,
        (SELECT COUNT(*) FROM changes) AS changes";
    pub(super) const POSTGRES: &str = "SELECT pg_database_size(current_database()),
        (SELECT CASE WHEN reltuples < 100000 THEN (SELECT COUNT(*) FROM users)
            ELSE reltuples::bigint END FROM pg_class WHERE oid = 'users'::regclass),
        (SELECT CASE WHEN reltuples < 100000 THEN (SELECT COUNT(*) FROM attempts)
            ELSE reltuples::bigint END FROM pg_class WHERE oid = 'attempts'::regclass),
        (SELECT CASE WHEN reltuples < 100000 THEN (SELECT COUNT(*) FROM changes)
            ELSE reltuples::bigint END FROM pg_class WHERE oid = 'changes'::regclass)";
}
