//! The one connection that writes to SQLite.
//!
//! SQLite has one writer at a time, and a commit that survives a power cut waits for
//! the disk. Here transactions that wait for the writer share that wait: each runs in
//! a savepoint inside one transaction, and all of them are answered after its commit.
//! One that fails goes back to its savepoint and takes nobody along.
//!
//! Whoever has the turn runs its statements in place, without pause, so nothing can be
//! cut off in the middle of a statement. A caller that goes away drops its turn, and
//! what it did is undone there and then. The commit is done by a thread of its own,
//! which waits in the same line as the callers: it finds everybody who came before it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::StoreError;
use crate::sqlite::{File, is_busy};

/// Hands out turns at the writing connection.
pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    ask: SyncSender<()>,
    flushes: Arc<AtomicU64>,
}

impl Writer {
    /// Takes over a connection, and the file to open another one should it ever break.
    pub(crate) fn new(connection: Connection, file: File) -> Result<Self, StoreError> {
        let flushes = Arc::new(AtomicU64::new(0));
        let desk = Arc::new(Mutex::new(Desk {
            connection: Some(connection),
            file,
            open: false,
            closed: false,
            answers: Vec::new(),
            flushes: Arc::clone(&flushes),
        }));
        let (ask, asked) = sync_channel(1);
        std::thread::Builder::new()
            .name("sqlite-commit".to_owned())
            .spawn({
                let desk = Arc::clone(&desk);
                move || commit_when_asked(&desk, &asked)
            })
            .map_err(|_| StoreError::unavailable("no thread can be started"))?;
        Ok(Self { desk, ask, flushes })
    }

    /// Waits for a turn. The connection is in a transaction then.
    pub(crate) async fn turn(&self) -> Result<Turn, StoreError> {
        let mut desk = Arc::clone(&self.desk).lock_owned().await;
        while desk.answers.len() >= BATCH {
            // The committing thread is in line, or about to be.
            drop(desk);
            tokio::task::yield_now().await;
            desk = Arc::clone(&self.desk).lock_owned().await;
        }
        desk.begin().await?;
        // The first one needs no savepoint: with it, the whole transaction goes.
        let savepoint = !desk.answers.is_empty();
        if savepoint {
            desk.command("SAVEPOINT turn")?;
        }
        Ok(Turn {
            desk: Some(desk),
            savepoint,
            ask: self.ask.clone(),
        })
    }

    /// Commits what is under way and closes the connection; nobody gets a turn any more.
    pub(crate) async fn close(&self) {
        let mut desk = self.desk.lock().await;
        desk.commit();
        desk.closed = true;
        if let Some(connection) = desk.connection.take()
            && connection.close().is_err()
        {
            tracing::warn!("the database was not closed in order");
        }
    }

    /// How often the disk was waited for.
    pub(crate) fn flushes(&self) -> u64 {
        self.flushes.load(Ordering::Relaxed)
    }
}

/// The writing connection, in the hands of one transaction.
pub(crate) struct Turn {
    /// There until the turn ends.
    desk: Option<OwnedMutexGuard<Desk>>,
    savepoint: bool,
    ask: SyncSender<()>,
}

impl Turn {
    #[expect(
        clippy::expect_used,
        reason = "only `commit` and `drop` take it out, and both end the turn; \
                  the desk has a connection as long as a transaction is open"
    )]
    pub(crate) fn connection(&mut self) -> &mut Connection {
        let desk = self.desk.as_mut().expect("the turn has not ended");
        desk.connection.as_mut().expect("a transaction is open")
    }

    /// Ends the turn and waits until what it did is on the disk.
    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        let (answer, committed) = oneshot::channel();
        if let Some(mut desk) = self.desk.take() {
            if self.savepoint {
                desk.command("RELEASE turn")?;
            }
            desk.answers.push(answer);
        }
        // If the thread is asked already, it will find this turn too.
        let _ = self.ask.try_send(());
        committed
            .await
            .map_err(|_| StoreError::unavailable("the database is closed"))?
    }
}

impl Drop for Turn {
    /// Undoes what was not committed.
    fn drop(&mut self) {
        if let Some(mut desk) = self.desk.take() {
            desk.undo(self.savepoint);
        }
    }
}

type Answer = oneshot::Sender<Result<(), StoreError>>;

/// The writing connection and the transaction on it.
struct Desk {
    /// Absent after it broke, until it is made again.
    connection: Option<Connection>,
    file: File,
    /// Whether a transaction is open.
    open: bool,
    closed: bool,
    /// Those whose turns are in the open transaction.
    answers: Vec<Answer>,
    flushes: Arc<AtomicU64>,
}

impl Desk {
    /// Opens a transaction, unless one is open.
    async fn begin(&mut self) -> Result<(), StoreError> {
        if self.closed {
            return Err(StoreError::unavailable("the database is closed"));
        }
        if self.open {
            return Ok(());
        }
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.file.open()?),
        };
        // The wait for other processes must not hold up the thread.
        connection.busy_timeout(Duration::ZERO)?;
        let mut pauses = PAUSES.iter();
        loop {
            // A transaction that begins by reading could not become a writing one later.
            match connection.execute_batch("BEGIN IMMEDIATE") {
                Ok(()) => break,
                Err(error) if is_busy(&error) => match pauses.next() {
                    Some(pause) => tokio::time::sleep(Duration::from_millis(*pause)).await,
                    None => return Err(error.into()),
                },
                Err(error) => return Err(error.into()),
            }
        }
        self.open = true;
        Ok(())
    }

    /// Runs a word of order. If it fails, nobody knows what the transaction still holds.
    fn command(&mut self, sql: &'static str) -> Result<(), StoreError> {
        let done = match &self.connection {
            Some(connection) => connection
                .prepare_cached(sql)
                .and_then(|mut statement| statement.execute([]))
                .map_err(StoreError::from),
            None => Err(StoreError::unavailable("the connection is closed")),
        };
        if let Err(error) = &done {
            self.give_up(error);
        }
        done.map(|_| ())
    }

    fn undo(&mut self, savepoint: bool) {
        // A failure is told to all whom it concerns by `command`.
        if savepoint {
            let _ = self
                .command("ROLLBACK TO turn")
                .and_then(|()| self.command("RELEASE turn"));
        } else if self.command("ROLLBACK").is_ok() {
            self.open = false;
        }
    }

    fn commit(&mut self) {
        if self.open && self.command("COMMIT").is_ok() {
            self.open = false;
            self.flushes.fetch_add(1, Ordering::Relaxed);
            for answer in self.answers.drain(..) {
                // Whoever went away meanwhile has its change all the same.
                let _ = answer.send(Ok(()));
            }
        }
    }

    /// Tells everybody in the transaction that it failed, and closes the connection,
    /// which undoes everything.
    fn give_up(&mut self, error: &StoreError) {
        self.connection = None;
        self.open = false;
        for answer in self.answers.drain(..) {
            let _ = answer.send(Err(error.clone()));
        }
    }
}

/// The thread that waits for the disk.
fn commit_when_asked(desk: &Mutex<Desk>, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        desk.blocking_lock().commit();
    }
}

/// How many transactions may share one commit: bounds how long the first one waits.
const BATCH: usize = 128;

/// Between tries to begin while another process writes, in milliseconds; 5 s in all.
const PAUSES: [u64; 103] = {
    let mut pauses = [50; 103];
    pauses[0] = 1;
    pauses[1] = 4;
    pauses[2] = 10;
    pauses
};

#[cfg(test)]
mod tests;
