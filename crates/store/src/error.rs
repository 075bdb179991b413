//! What can go wrong with a database.

use rusqlite::ffi;
use sqlx::error::DatabaseError;

/// Why a verb failed. None of the texts holds values of rows, addresses or passwords.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, or did not do what it was asked.
    #[error("the database is not available: {problem}")]
    Unavailable {
        /// What is wrong.
        problem: String,
    },
    /// A row cannot be read.
    #[error("the database holds something unreadable in {column}")]
    Corrupt {
        /// The column, with its table, such as `attempts.steps`.
        column: &'static str,
    },
    /// Another row was in the way, and still is after some tries.
    #[error("the database already holds something with one of these names")]
    Conflict,
    /// Other transactions were in the way, and still are after some tries.
    #[error("the database could not order this change among others")]
    Contended,
}

impl StoreError {
    /// Whether the same transaction may have another outcome when it runs again.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self, Self::Conflict | Self::Contended)
    }

    pub(crate) fn unavailable(problem: &str) -> Self {
        let problem = problem.to_owned();
        Self::Unavailable { problem }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(refusal) = &error {
            // Serialization failure and deadlock; and a table that another node makes in
            // this instant, in spite of `IF NOT EXISTS`.
            let code = refusal.code();
            if matches!(code.as_deref(), Some("40001" | "40P01" | "42710" | "42P07")) {
                return Self::Contended;
            }
            if refusal.is_unique_violation() {
                return Self::Conflict;
            }
        }
        Self::unavailable(&problem(&error))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let code = error.sqlite_error().map(|error| error.extended_code);
        if matches!(
            code,
            Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
        ) {
            return Self::Conflict;
        }
        Self::unavailable(&sqlite_problem(&error))
    }
}

/// Why a database cannot be opened: one sentence each, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenStoreError {
    /// The URL is not one of a database that we know.
    #[error("The database URL must begin with sqlite:// or postgres://, not with {scheme}.")]
    UnknownScheme {
        /// What it begins with.
        scheme: String,
    },
    /// The URL cannot be read.
    #[error("The database URL cannot be read. It must have the form {form}.")]
    UnreadableUrl {
        /// What it should look like.
        form: &'static str,
    },
    /// The database cannot be reached.
    #[error("The database at {place} cannot be opened: {problem}.")]
    CannotConnect {
        /// Host and port, or the path of the file.
        place: String,
        /// What is wrong.
        problem: String,
    },
    /// A newer program has changed the form of the database.
    #[error(
        "The database is of a newer version ({found}) than this program knows ({known}). \
         Use the newer program, or a copy of the database from before."
    )]
    NewerVersion {
        /// The newest migration in the database.
        found: i64,
        /// The newest migration that we know.
        known: i64,
    },
    /// What is sealed in the database was sealed with another master key.
    #[error(
        "The master key is not the one that this database was made with. \
         Give the former key, or begin with an empty database."
    )]
    WrongMasterKey,
    /// The database could be reached, but failed.
    #[error("The database could not be prepared: {0}.")]
    Failed(#[from] StoreError),
}

/// What an error of the driver says, without anything that came from a row or a URL.
pub(crate) fn problem(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(refusal) => describe(refusal.as_ref()),
        sqlx::Error::Io(error) => error.kind().to_string(),
        sqlx::Error::Tls(_) => "the encrypted connection failed".to_owned(),
        sqlx::Error::PoolTimedOut => "no connection became free in time".to_owned(),
        sqlx::Error::PoolClosed => "the connection is closed".to_owned(),
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index} has another type"),
        sqlx::Error::ColumnNotFound(name) => format!("column {name} is missing"),
        _ => "unexpected answer".to_owned(),
    }
}

/// What an error of SQLite says, without anything that came from a row.
pub(crate) fn sqlite_problem(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(failure, message) => {
            let message = message.clone().unwrap_or_else(|| failure.to_string());
            format!("{message} (code {})", failure.extended_code)
        }
        rusqlite::Error::InvalidColumnType(_, name, _) => format!("column {name} has another type"),
        rusqlite::Error::InvalidColumnName(name) => format!("column {name} is missing"),
        _ => "unexpected answer".to_owned(),
    }
}

fn describe(refusal: &dyn DatabaseError) -> String {
    match refusal.code() {
        Some(code) => format!("{} (code {code})", refusal.message()),
        None => refusal.message().to_owned(),
    }
}
