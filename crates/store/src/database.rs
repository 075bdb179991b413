//! Connections and transactions of either engine.
//!
//! A statement is written once. The macros here put it into two arms, one for each
//! driver, and each arm is checked by the compiler for its own types: nothing is
//! generic at run time and nothing is lost in a lowest common denominator.

use accounts::Outcome;
use rusqlite::Connection;
use sqlx::pool::PoolConnection;
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use crate::StoreError;
use crate::sqlite::{FromSqlite, Reader, Readers};
use crate::sqlite_writer::{Turn, Writer};

/// An open database.
pub(crate) enum Database {
    Sqlite { readers: Readers, writer: Writer },
    Postgres(PgPool),
}

impl Database {
    /// A connection that sees what is committed.
    pub(crate) async fn read(&self) -> Result<Read, StoreError> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Read::Sqlite(readers.reader().await?),
            Self::Postgres(pool) => Read::Postgres(pool.acquire().await?),
        })
    }

    /// A transaction. Dropped before it is committed, it has never been.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        let on = match self {
            Self::Sqlite { writer, .. } => Writing::Sqlite(writer.turn().await?),
            Self::Postgres(pool) => Writing::Postgres(pool.begin().await?),
        };
        Ok(Tx {
            on,
            wrote: false,
            ended: Vec::new(),
            has_news: false,
        })
    }
}

/// A connection for reading.
pub(crate) enum Read {
    Sqlite(Reader),
    Postgres(PoolConnection<Postgres>),
}

impl Read {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(reader) => Conn::Sqlite(reader.connection()),
            Self::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

/// A transaction that may write.
pub(crate) struct Tx {
    on: Writing,
    wrote: bool,
    ended: Vec<Outcome>,
    has_news: bool,
}

/// What a transaction did that is durable now.
pub(crate) struct Committed {
    /// Whether it changed anything.
    pub(crate) wrote: bool,
    /// How the attempts ended that it ended, trials apart.
    pub(crate) ended: Vec<Outcome>,
    /// Whether there are applications to be told of ended sessions.
    pub(crate) has_news: bool,
}

enum Writing {
    Sqlite(Turn),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match &mut self.on {
            Writing::Sqlite(turn) => Conn::Sqlite(turn.connection()),
            Writing::Postgres(transaction) => Conn::Postgres(transaction),
        }
    }

    /// Notes how many rows a statement has changed.
    pub(crate) fn note(&mut self, rows: u64) {
        self.wrote |= rows > 0;
    }

    /// Notes how an attempt ended.
    pub(crate) fn note_end(&mut self, outcome: Outcome) {
        self.ended.push(outcome);
    }

    /// Notes that there are applications to be told of ended sessions.
    pub(crate) fn note_news(&mut self) {
        self.has_news = true;
    }

    /// Makes the changes durable: after this they survive a power cut.
    pub(crate) async fn commit(self) -> Result<Committed, StoreError> {
        match self.on {
            Writing::Sqlite(turn) => turn.commit().await?,
            Writing::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(Committed {
            wrote: self.wrote,
            ended: self.ended,
            has_news: self.has_news,
        })
    }
}

/// The connection under a [`Read`] or a [`Tx`], for helpers that serve both.
pub(crate) enum Conn<'c> {
    Sqlite(&'c mut Connection),
    Postgres(&'c mut PgConnection),
}

impl Conn<'_> {
    pub(crate) fn conn(&mut self) -> Conn<'_> {
        match self {
            Self::Sqlite(connection) => Conn::Sqlite(connection),
            Self::Postgres(connection) => Conn::Postgres(connection),
        }
    }
}

/// Runs a statement in a transaction and gives the number of rows that it changed.
macro_rules! run {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $tx.conn() {
            $crate::database::Conn::Sqlite(connection) => {
                $crate::sqlite::run(connection, $sql, rusqlite::params![$($value),*])
            }
            $crate::database::Conn::Postgres(connection) => {
                sqlx::query::<sqlx::Postgres>($sql)$(.bind($value))*
                    .execute(connection)
                    .await
                    .map(|done| done.rows_affected())
                    .map_err($crate::StoreError::from)
            }
        }
        .inspect(|rows| $tx.note(*rows))
    };
}

/// Runs a statement and gives its first row, if any.
macro_rules! first {
    ($row:ty, $db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $db.conn() {
            $crate::database::Conn::Sqlite(connection) => {
                $crate::sqlite::first::<$row>(connection, $sql, rusqlite::params![$($value),*])
            }
            $crate::database::Conn::Postgres(connection) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($value))*
                    .fetch_optional(connection)
                    .await
                    .map_err($crate::StoreError::from)
            }
        }
    };
}

/// Runs a statement and gives all its rows.
macro_rules! all {
    ($row:ty, $db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $db.conn() {
            $crate::database::Conn::Sqlite(connection) => {
                $crate::sqlite::all::<$row>(connection, $sql, rusqlite::params![$($value),*])
            }
            $crate::database::Conn::Postgres(connection) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($value))*
                    .fetch_all(connection)
                    .await
                    .map_err($crate::StoreError::from)
            }
        }
    };
}

/// Runs a statement and gives all its rows; PostgreSQL plans it anew for these values,
/// because they decide which index is the best.
macro_rules! all_planned {
    ($row:ty, $db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $db.conn() {
            $crate::database::Conn::Sqlite(connection) => {
                $crate::sqlite::all::<$row>(connection, $sql, rusqlite::params![$($value),*])
            }
            $crate::database::Conn::Postgres(connection) => {
                sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($value))*
                    .persistent(false)
                    .fetch_all(connection)
                    .await
                    .map_err($crate::StoreError::from)
            }
        }
    };
}

/// Declares a row with its columns, readable by both drivers.
macro_rules! row {
    ($visible:vis $name:ident { $($column:ident: $type:ty),* $(,)? }) => {
        $visible struct $name { $($visible $column: $type),* }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $($type: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)*
        {
            fn from_row(row: &'r R) -> sqlx::Result<Self> {
                Ok(Self { $($column: row.try_get(stringify!($column))?),* })
            }
        }

        impl $crate::sqlite::FromSqlite for $name {
            fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(Self { $($column: row.get(stringify!($column))?),* })
            }
        }
    };
}

/// Two rows side by side, as a join gives them; no column may be in both.
pub(crate) struct Joined<A, B>(pub(crate) A, pub(crate) B);

impl<'r, R, A, B> sqlx::FromRow<'r, R> for Joined<A, B>
where
    R: sqlx::Row,
    A: sqlx::FromRow<'r, R>,
    B: sqlx::FromRow<'r, R>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        Ok(Self(A::from_row(row)?, B::from_row(row)?))
    }
}

impl<A: FromSqlite, B: FromSqlite> FromSqlite for Joined<A, B> {
    fn from_sqlite(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self(A::from_sqlite(row)?, B::from_sqlite(row)?))
    }
}

/// Declares the statements of a module, and their list for the test that prepares them.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)*

        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $text)),*];
    };
}

/// Runs a block in a transaction and commits it; again, when others were in the way.
///
/// The block is the body of an `async` block: `return` and `?` leave it, not the verb.
macro_rules! transaction {
    ($store:expr, |$tx:ident| $body:block) => {{
        let mut tries = 0;
        loop {
            let outcome: Result<_, $crate::StoreError> = async {
                let mut transaction = $store.database().begin().await?;
                let value: Result<_, $crate::StoreError> = async {
                    let $tx = &mut transaction;
                    $body
                }
                .await;
                let value = value?;
                $store.count(transaction.commit().await?);
                Ok(value)
            }
            .await;
            match outcome {
                Err(error) if error.is_transient() && tries < $crate::database::MORE_TRIES => {
                    tries += 1;
                }
                done => break done,
            }
        }
    }};
}

/// How often a transaction runs again before its error is believed.
pub(crate) const MORE_TRIES: u32 = 6;

#[cfg(test)]
mod tests;
