//! The one connection that writes to SQLite.
//!
//! SQLite has one writer at a time, and a commit that survives a power cut waits for
//! the disk. Here transactions that wait for the writer share that wait: each runs in
//! a savepoint inside one transaction, and all of them are answered after its commit.
//! One that fails goes back to its savepoint and takes nobody along.
//!
//! A task owns the connection and lends it out, one turn at a time. The statements that
//! begin, keep, undo and commit are spoken by that task only, so a caller that goes away
//! in the middle cannot leave the connection in an unknown state: whatever it leaves
//! behind is undone when its turn is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use crate::StoreError;

/// Hands out turns at the writing connection.
pub(crate) struct Writer {
    requests: mpsc::Sender<Request>,
    flushes: Arc<AtomicU64>,
}

impl Writer {
    /// Takes over a connection. It is made again with `options`, should it ever break.
    pub(crate) fn new(connection: SqliteConnection, options: SqliteConnectOptions) -> Self {
        let (requests, inbox) = mpsc::channel(QUEUE);
        let flushes = Arc::new(AtomicU64::new(0));
        let desk = Desk {
            connection: Some(connection),
            options,
            flushes: Arc::clone(&flushes),
        };
        tokio::spawn(desk.work(inbox));
        Self { requests, flushes }
    }

    /// Waits for a turn. The connection is in a transaction then.
    pub(crate) async fn turn(&self) -> Result<Turn, StoreError> {
        let (lend, turn) = oneshot::channel();
        let request = Request::Turn(lend);
        self.requests.send(request).await.map_err(|_| closed())?;
        turn.await.map_err(|_| closed())?
    }

    /// Commits what is under way and closes the connection.
    pub(crate) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.requests.send(Request::Close(done)).await.is_ok() {
            // An error means that the task is gone, and the connection with it.
            let _ = closed.await;
        }
    }

    /// How often the disk was waited for.
    pub(crate) fn flushes(&self) -> u64 {
        self.flushes.load(Ordering::Relaxed)
    }
}

/// The writing connection, lent to one transaction.
pub(crate) struct Turn {
    /// Both are there until the turn ends.
    lent: Option<(SqliteConnection, oneshot::Sender<Return>)>,
}

impl Turn {
    #[expect(
        clippy::expect_used,
        reason = "only `commit` and `drop` take it out, and both end the turn"
    )]
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        let (connection, _) = self.lent.as_mut().expect("the turn has not ended");
        connection
    }

    /// Ends the turn and waits until what it did is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let (answer, committed) = oneshot::channel();
        self.give_back(Verdict::Keep(answer));
        committed.await.map_err(|_| closed())?
    }

    fn give_back(&mut self, verdict: Verdict) {
        if let Some((connection, back)) = self.lent.take() {
            // Without a taker the runtime is shutting down, and the connection closes.
            let _ = back.send((connection, verdict));
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.give_back(Verdict::Undo);
    }
}

enum Request {
    Turn(Lend),
    Close(oneshot::Sender<()>),
}

type Lend = oneshot::Sender<Result<Turn, StoreError>>;

type Return = (SqliteConnection, Verdict);

type Answer = oneshot::Sender<Result<(), StoreError>>;

enum Verdict {
    Keep(Answer),
    Undo,
}

/// The task that owns the connection.
struct Desk {
    /// Absent after it broke, until it is made again.
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    flushes: Arc<AtomicU64>,
}

impl Desk {
    async fn work(mut self, mut inbox: mpsc::Receiver<Request>) {
        while let Some(request) = inbox.recv().await {
            match request {
                Request::Turn(lend) => {
                    if let Some(done) = self.batch(lend, &mut inbox).await {
                        return self.close(done).await;
                    }
                }
                Request::Close(done) => return self.close(done).await,
            }
        }
    }

    /// Serves whoever waits and commits once. Gives back a request to close that was
    /// among theirs.
    async fn batch(
        &mut self,
        first: Lend,
        inbox: &mut mpsc::Receiver<Request>,
    ) -> Option<oneshot::Sender<()>> {
        let connection = match self.begin().await {
            Ok(connection) => connection,
            Err(error) => {
                let _ = first.send(Err(error));
                return None;
            }
        };
        let mut batch = Batch::default();
        let outcome = match batch.serve(connection, first, inbox).await {
            Ok(connection) => {
                self.connection = Some(connection);
                Ok(())
            }
            // Nobody knows what the connection still holds, so it is not kept: closing
            // it undoes everything.
            Err(error) => Err(error),
        };
        if outcome.is_ok() && !batch.answers.is_empty() {
            self.flushes.fetch_add(1, Ordering::Relaxed);
        }
        for answer in batch.answers {
            // Whoever went away meanwhile has its change all the same.
            let _ = answer.send(outcome.clone());
        }
        batch.close
    }

    /// Begins a transaction with a savepoint in it.
    async fn begin(&mut self) -> Result<SqliteConnection, StoreError> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        // A transaction that begins by reading could not become a writing one later.
        command(&mut connection, "BEGIN IMMEDIATE; SAVEPOINT turn").await?;
        Ok(connection)
    }

    async fn close(self, done: oneshot::Sender<()>) {
        if let Some(connection) = self.connection
            && let Err(error) = connection.close().await
        {
            let problem = crate::error::problem(&error);
            tracing::warn!(problem, "the database was not closed in order");
        }
        let _ = done.send(());
    }
}

/// Transactions that share a commit.
#[derive(Default)]
struct Batch {
    /// Those who wait for the commit.
    answers: Vec<Answer>,
    close: Option<oneshot::Sender<()>>,
}

impl Batch {
    /// Lends the connection to one after the other, up to a limit, and commits.
    async fn serve(
        &mut self,
        mut connection: SqliteConnection,
        first: Lend,
        inbox: &mut mpsc::Receiver<Request>,
    ) -> Result<SqliteConnection, StoreError> {
        let mut next = Some(first);
        let mut served = 0;
        while let Some(lend) = next.take() {
            let (returned, verdict) = lend_out(connection, lend).await?;
            connection = returned;
            served += 1;
            if served < BATCH {
                match inbox.try_recv() {
                    Ok(Request::Turn(lend)) => next = Some(lend),
                    Ok(Request::Close(done)) => self.close = Some(done),
                    Err(_) => {}
                }
            }
            // After either, a savepoint is open for the next one as before.
            match verdict {
                Verdict::Undo => command(&mut connection, "ROLLBACK TO turn").await?,
                Verdict::Keep(answer) => {
                    self.answers.push(answer);
                    if next.is_some() {
                        command(&mut connection, "RELEASE turn; SAVEPOINT turn").await?;
                    }
                }
            }
        }
        command(&mut connection, "COMMIT").await?;
        Ok(connection)
    }
}

/// Lends the connection to one caller and waits until it is back.
async fn lend_out(connection: SqliteConnection, lend: Lend) -> Result<Return, StoreError> {
    if lend.is_closed() {
        return Ok((connection, Verdict::Undo));
    }
    let (back, returned) = oneshot::channel();
    let turn = Turn {
        lent: Some((connection, back)),
    };
    // If the caller has gone, the turn comes back in the error, and its drop ends it.
    drop(lend.send(Ok(turn)));
    returned.await.map_err(|_| closed())
}

async fn command(connection: &mut SqliteConnection, sql: &'static str) -> Result<(), StoreError> {
    sqlx::query(sql).execute(connection).await?;
    Ok(())
}

fn closed() -> StoreError {
    StoreError::unavailable("the database is closed")
}

/// How many transactions may share one commit: bounds how long the first one waits.
const BATCH: usize = 128;

/// How many may wait in line; more wait before it.
const QUEUE: usize = 1024;

#[cfg(test)]
mod tests;
