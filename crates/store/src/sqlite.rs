//! SQLite, statement by statement.
//!
//! A statement runs where it is called, on the thread of the caller. A point query takes
//! some microseconds, which is less than handing it to another thread and back; only
//! what waits for the disk is done elsewhere, by [`crate::sqlite_writer`].

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::types::FromSql;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, Statement, ToSql};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::StoreError;

/// The file of a database.
#[derive(Clone, Debug)]
pub(crate) struct File(PathBuf);

impl File {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Opens a connection that may write. The file is made if it is not there.
    pub(crate) fn open(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.0, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(connection)
    }

    fn open_for_reading(&self) -> rusqlite::Result<Connection> {
        let connection = self.open()?;
        connection.pragma_update(None, "query_only", "ON")?;
        Ok(connection)
    }
}

/// Connections for reading, opened when they are needed and kept.
pub(crate) struct Readers {
    file: File,
    free: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(file: File) -> Self {
        Self {
            file,
            free: Arc::default(),
            permits: Arc::new(Semaphore::new(READERS)),
        }
    }

    /// Waits for a connection that sees what is committed.
    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        let permit = Arc::clone(&self.permits).acquire_owned().await;
        let permit = permit.map_err(|_| StoreError::unavailable("the database is closed"))?;
        let kept = lock(&self.free).pop();
        let connection = match kept {
            Some(connection) => connection,
            None => self.file.open_for_reading()?,
        };
        Ok(Reader {
            connection: Some(connection),
            free: Arc::clone(&self.free),
            _permit: permit,
        })
    }

    /// Closes the connections; nobody gets one any more.
    pub(crate) fn close(&self) {
        self.permits.close();
        lock(&self.free).clear();
    }
}

/// A connection for reading, given back when it is dropped.
pub(crate) struct Reader {
    /// There until the drop.
    connection: Option<Connection>,
    free: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

impl Reader {
    #[expect(clippy::expect_used, reason = "only the drop takes it out")]
    pub(crate) fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("it was not dropped")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        lock(&self.free).extend(self.connection.take());
    }
}

fn lock(free: &Mutex<Vec<Connection>>) -> MutexGuard<'_, Vec<Connection>> {
    free.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A row as its columns give it.
pub(crate) trait FromSqlite: Sized {
    fn from_sqlite(row: &Row<'_>) -> rusqlite::Result<Self>;
}

macro_rules! tuples {
    ($($type:ident $index:literal),*) => {
        impl<$($type: FromSql),*> FromSqlite for ($($type,)*) {
            fn from_sqlite(row: &Row<'_>) -> rusqlite::Result<Self> {
                Ok(($(row.get::<_, $type>($index)?,)*))
            }
        }
    };
}

tuples!(A 0);
tuples!(A 0, B 1);
tuples!(A 0, B 1, C 2);
tuples!(A 0, B 1, C 2, D 3);

/// Runs a statement and gives the number of rows that it changed.
pub(crate) fn run(
    connection: &mut Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

/// Runs a statement and gives its first row, if any.
pub(crate) fn first<T: FromSqlite>(
    connection: &mut Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Option<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    Ok(rows.next()?.map(T::from_sqlite).transpose()?)
}

/// Runs a statement and gives all its rows.
pub(crate) fn all<T: FromSqlite>(
    connection: &mut Connection,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<T>, StoreError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_sqlite(row)?);
    }
    Ok(found)
}

/// Binds values by the number in the name of a parameter: `$2` is the second value,
/// wherever in the text it stands. SQLite alone would number them as they appear.
fn bind(statement: &mut Statement<'_>, values: &[&dyn ToSql]) -> rusqlite::Result<()> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or_default();
        let number = name
            .strip_prefix('$')
            .and_then(|number| number.parse().ok());
        let value = number.and_then(|number: usize| values.get(number.checked_sub(1)?));
        let value = value.ok_or(rusqlite::Error::InvalidParameterCount(index, values.len()))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// Whether another connection is in the way.
pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// How long a connection waits for another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// More than there are statements.
const STATEMENTS: usize = 256;
/// As many as can be at work at once on the machines that SQLite is for.
const READERS: usize = 8;
