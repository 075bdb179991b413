//! A database that is open.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use accounts::Outcome;
use connector_kit::Timestamp;
use keys::Keyring;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgPool};
use tokio::sync::Notify;

use crate::database::{Committed, Database};
use crate::error::{problem, sqlite_problem};
use crate::sqlite::{self, Readers};
use crate::sqlite_writer::Writer;
use crate::{OpenStoreError, StoreError, migrate};

/// Everything durable. Cheap to clone; every clone is the same database.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

/// The kind of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file beside the program, for one node.
    Sqlite,
    /// A server, for any number of nodes.
    Postgres,
}

/// What writing a piece of configuration did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there before.
    Created,
    /// It was there and is different now.
    Changed,
    /// It was there already, exactly so.
    Unchanged,
}

/// How the connection in use treats the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Durability {
    /// The settings of the writing connection.
    Sqlite {
        /// 2 means that each commit waits for the disk.
        synchronous: i64,
        /// How changes get into the file.
        journal_mode: String,
    },
    /// The settings of the server.
    Postgres {
        /// Whether a commit waits for the log to be written.
        synchronous_commit: String,
        /// Whether the server waits for the disk at all.
        fsync: String,
    },
}

struct Inner {
    database: Database,
    place: String,
    keyring: Keyring,
    commits: AtomicU64,
    outcomes: Mutex<BTreeMap<Outcome, u64>>,
    news: Notify,
}

impl Store {
    /// Opens a database, makes it if it is a file that is not there, and brings it to
    /// the present form.
    ///
    /// The URL is `sqlite:///path/of/file.db` or `postgres://user:password@host/name`.
    ///
    /// # Errors
    /// Says in one sentence what is wrong; never shows the password.
    pub async fn open(url: &str, keyring: Keyring, now: Timestamp) -> Result<Self, OpenStoreError> {
        let scheme = url.split(':').next().unwrap_or_default();
        let (database, place) = match scheme {
            "sqlite" => open_sqlite(url).await?,
            "postgres" | "postgresql" => open_postgres(url).await?,
            other => {
                let scheme = other.chars().take(20).collect();
                return Err(OpenStoreError::UnknownScheme { scheme });
            }
        };
        migrate::migrate(&database, now).await?;
        let store = Self(Arc::new(Inner {
            database,
            place,
            keyring,
            commits: AtomicU64::new(0),
            outcomes: Mutex::default(),
            news: Notify::new(),
        }));
        store.check_master_key().await?;
        Ok(store)
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// Fails when there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.configuration_version().await.map(|_| ())
    }

    /// Closes all connections, after what is under way.
    pub async fn close(&self) {
        match &self.0.database {
            Database::Sqlite { readers, writer } => {
                readers.close();
                writer.close().await;
            }
            Database::Postgres(pool) => pool.close().await,
        }
    }

    /// The kind of database.
    pub fn engine(&self) -> Engine {
        match &self.0.database {
            Database::Sqlite { .. } => Engine::Sqlite,
            Database::Postgres(_) => Engine::Postgres,
        }
    }

    /// Where the database is, for whoever runs the server: the path of the file, or host,
    /// port and name.
    pub fn place(&self) -> &str {
        &self.0.place
    }

    /// Reads from the connections in use whether a commit survives a power cut.
    ///
    /// # Errors
    /// Fails when the database does not answer.
    pub async fn durability(&self) -> Result<Durability, StoreError> {
        match &self.0.database {
            Database::Sqlite { writer, .. } => {
                let mut turn = writer.turn().await?;
                let setting = turn.connection();
                let synchronous = setting.pragma_query_value(None, "synchronous", |r| r.get(0))?;
                let journal_mode =
                    setting.pragma_query_value(None, "journal_mode", |r| r.get(0))?;
                Ok(Durability::Sqlite {
                    synchronous,
                    journal_mode,
                })
            }
            Database::Postgres(pool) => {
                let (synchronous_commit, fsync) = sqlx::query_as(sql::POSTGRES_DURABILITY)
                    .fetch_one(pool)
                    .await?;
                Ok(Durability::Postgres {
                    synchronous_commit,
                    fsync,
                })
            }
        }
    }

    /// How many transactions that changed something this store has committed since it
    /// was opened.
    pub fn commits(&self) -> u64 {
        self.0.commits.load(Ordering::Relaxed)
    }

    /// How often this store has waited for the disk of a SQLite file: transactions at
    /// the same time share a wait. The same as [`Store::commits`] on PostgreSQL, which
    /// does its sharing where we cannot see it.
    pub fn flushes(&self) -> u64 {
        match &self.0.database {
            Database::Sqlite { writer, .. } => writer.flushes(),
            Database::Postgres(_) => self.commits(),
        }
    }

    /// How the attempts ended that this store has ended since it was opened, trials apart.
    pub fn outcomes(&self) -> BTreeMap<Outcome, u64> {
        let outcomes = self.0.outcomes.lock();
        outcomes.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until a transaction of this store has ended sessions of which applications want to
    /// know. One that ended before is not missed, as long as only one caller waits.
    pub async fn has_logout_notices(&self) {
        self.0.news.notified().await;
    }

    /// A number that rises with every change of the configuration and the signing keys.
    ///
    /// Nodes compare it once a second to learn what others have changed.
    ///
    /// # Errors
    /// Fails when the database does not answer.
    pub async fn configuration_version(&self) -> Result<i64, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::VERSION)?;
        let column = "configuration.version";
        row.map(|(version,)| version)
            .ok_or(StoreError::Corrupt { column })
    }

    pub(crate) fn database(&self) -> &Database {
        &self.0.database
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.0.keyring
    }

    /// Notes what a transaction did.
    pub(crate) fn count(&self, committed: Committed) {
        if committed.wrote {
            self.0.commits.fetch_add(1, Ordering::Relaxed);
        }
        if committed.has_news {
            self.0.news.notify_one();
        }
        if !committed.ended.is_empty() {
            let outcomes = self.0.outcomes.lock();
            let mut outcomes = outcomes.unwrap_or_else(PoisonError::into_inner);
            for outcome in committed.ended {
                *outcomes.entry(outcome).or_default() += 1;
            }
        }
    }

    /// Leaves the mark of the first master key, or compares with it.
    async fn check_master_key(&self) -> Result<(), OpenStoreError> {
        let mine = self.keyring().check_value();
        let mut theirs = self.check_value().await?;
        if theirs.is_none() {
            transaction!(self, |tx| {
                run!(tx, sql::LEAVE_MARK, &mine[..])?;
                Ok(())
            })?;
            theirs = self.check_value().await?;
        }
        if theirs.is_some_and(|theirs| keys::equal(&mine, &theirs)) {
            Ok(())
        } else {
            Err(OpenStoreError::WrongMasterKey)
        }
    }

    async fn check_value(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Vec<u8>,), read, sql::MARK)?;
        Ok(row.map(|(value,)| value))
    }
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Store({:?})", self.engine())
    }
}

/// Raises the version that other nodes look at.
pub(crate) async fn raise_version(tx: &mut crate::database::Tx) -> Result<(), StoreError> {
    run!(tx, sql::RAISE_VERSION)?;
    Ok(())
}

async fn open_sqlite(url: &str) -> Result<(Database, String), OpenStoreError> {
    let path = url.strip_prefix("sqlite://").unwrap_or_default();
    // A database in memory would be another one for each connection, and settings in the
    // URL would not be obeyed.
    if path.is_empty() || path.contains(":memory:") || path.contains('?') {
        return Err(OpenStoreError::UnreadableUrl { form: SQLITE_FORM });
    }
    let file = sqlite::File::new(path);
    let cannot = |problem: String| OpenStoreError::CannotConnect {
        place: path.to_owned(),
        problem,
    };
    make_private(file.path()).map_err(|error| cannot(error.kind().to_string()))?;
    let mut tries = 0;
    let connection = loop {
        match file.open() {
            Ok(connection) => break connection,
            // Another node is making the same file.
            Err(error) if sqlite::is_busy(&error) && tries < 50 => {
                tries += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            Err(error) => return Err(cannot(sqlite_problem(&error))),
        }
    };
    let writer = Writer::new(connection, file.clone())?;
    let readers = Readers::new(file);
    Ok((Database::Sqlite { readers, writer }, path.to_owned()))
}

/// Makes the file, if it is not there, for its owner's eyes only. SQLite gives the files
/// beside it the same rights.
fn make_private(place: &Path) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new();
    file.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(place) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

async fn open_postgres(url: &str) -> Result<(Database, String), OpenStoreError> {
    let unreadable = OpenStoreError::UnreadableUrl {
        form: POSTGRES_FORM,
    };
    let options: PgConnectOptions = url.parse().map_err(|_| unreadable)?;
    let options = options
        .application_name("pailou")
        .disable_statement_logging();
    let place = format!("{}:{}", options.get_host(), options.get_port());
    let name = options.get_database().unwrap_or(options.get_username());
    let whole = format!("{place}/{name}");
    let pool: PgPool = PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .connect_with(options)
        .await
        .map_err(|error| OpenStoreError::CannotConnect {
            place,
            problem: problem(&error),
        })?;
    Ok((Database::Postgres(pool), whole))
}

/// How long a verb waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
const SQLITE_FORM: &str = "sqlite:///path/of/file.db";
const POSTGRES_FORM: &str = "postgres://user:password@host:5432/name";
const POSTGRES_CONNECTIONS: u32 = 16;

pub(crate) mod sql {
    statements! {
        VERSION = "SELECT version FROM configuration WHERE id = 1";
        RAISE_VERSION = "UPDATE configuration SET version = version + 1 WHERE id = 1";
        MARK = "SELECT check_value FROM configuration WHERE id = 1";
        LEAVE_MARK = "INSERT INTO configuration (id, version, check_value) VALUES (1, 1, $1)
            ON CONFLICT (id) DO NOTHING";
    }

    // Settings that the other engine does not have.
    pub(super) const POSTGRES_DURABILITY: &str =
        "SELECT current_setting('synchronous_commit'), current_setting('fsync')";
}
