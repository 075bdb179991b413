//! Brings a database to the present form.
//!
//! Several nodes may start on one empty database. Each migration first writes its own
//! version row, in the transaction that also does the work: the row can be there once
//! only, so whoever comes second waits, fails on the row, and finds the work done. No
//! lease can expire in the middle, and none is left behind by a node that died.

use connector_kit::Timestamp;

use crate::database::{Conn, Database, MORE_TRIES};
use crate::{OpenStoreError, StoreError};

/// One step from a form of the database to the next.
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// Declares migrations by number, name and file, with the texts of both engines.
macro_rules! migrations {
    ($($version:literal $name:literal $file:literal),* $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/postgres/", $file)),
        }),*]
    };
}

/// In the order in which they are applied.
pub(crate) const MIGRATIONS: &[Migration] = migrations![
    1 "start" "0001_start.sql",
    2 "administration" "0002_administration.sql",
    3 "protocol" "0003_protocol.sql",
];

/// Runs a step again while other nodes are in its way.
macro_rules! again {
    ($step:expr) => {{
        let mut tries = 0;
        loop {
            match $step.await {
                Err(error) if error.is_transient() && tries < MORE_TRIES => tries += 1,
                done => break done,
            }
        }
    }};
}

/// Applies what is missing. Refuses a database that a newer program has changed.
pub(crate) async fn migrate(database: &Database, now: Timestamp) -> Result<(), OpenStoreError> {
    again!(make_book(database))?;
    let known = MIGRATIONS.last().map_or(0, |migration| migration.version);
    let found = applied(database).await?.unwrap_or(0);
    if found > known {
        return Err(OpenStoreError::NewerVersion { found, known });
    }
    for migration in MIGRATIONS.iter().filter(|next| next.version > found) {
        again!(apply(database, migration, now))?;
    }
    Ok(())
}

async fn make_book(database: &Database) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    run!(transaction, sql::MAKE_BOOK)?;
    transaction.commit().await.map(|_| ())
}

async fn applied(database: &Database) -> Result<Option<i64>, StoreError> {
    let mut read = database.read().await?;
    let row = first!((Option<i64>,), read, sql::NEWEST)?;
    Ok(row.and_then(|(version,)| version))
}

async fn apply(
    database: &Database,
    migration: &Migration,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    let entered = run!(
        transaction,
        sql::ENTER,
        migration.version,
        migration.name,
        now.0
    )?;
    if entered == 0 {
        return Ok(());
    }
    match transaction.conn() {
        Conn::Sqlite(connection) => {
            connection.execute_batch(migration.sqlite)?;
        }
        Conn::Postgres(connection) => {
            sqlx::raw_sql(migration.postgres)
                .execute(connection)
                .await?;
        }
    }
    transaction.commit().await.map(|_| ())
}

pub(crate) mod sql {
    statements! {
        MAKE_BOOK = "CREATE TABLE IF NOT EXISTS schema_migrations (
            version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";
        NEWEST = "SELECT MAX(version) FROM schema_migrations";
        ENTER = "INSERT INTO schema_migrations (version, name, applied_at) VALUES ($1, $2, $3)
            ON CONFLICT (version) DO NOTHING";
    }
}
