//! The one place where passwords are hashed, and keys are made: a thread of its own with a
//! short queue.
//!
//! A hash takes 20 ms of a core and 19 MiB of memory. One at a time is plenty for those who
//! run a server, and a full queue says "try again" instead of piling up work. The thread and
//! its memory come with the first password.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};

use connector_kit::Entropy;
use keys::{PasswordHasher, SigningKey};
use secrecy::SecretString;
use tokio::sync::oneshot;

/// How many may wait.
const QUEUE: usize = 16;

type Job = Box<dyn FnOnce(&mut PasswordHasher) + Send>;

/// Hashes and compares passwords, a few at a time.
#[derive(Default)]
pub(crate) struct Passwords(OnceLock<SyncSender<Job>>);

/// Too many passwords wait already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Busy;

impl Passwords {
    /// The hash of a password; `None` for one that cannot be hashed.
    pub(crate) async fn hash(
        &self,
        password: SecretString,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Option<String>, Busy> {
        self.run(move |hasher| hasher.hash(&password, &*entropy).ok())
            .await
    }

    /// Whether this is the password of a hash; without one the same work is done.
    pub(crate) async fn verify(
        &self,
        password: SecretString,
        phc: Option<String>,
    ) -> Result<bool, Busy> {
        self.run(move |hasher| hasher.verify(&password, phc.as_deref()))
            .await
    }

    /// Makes signing keys, which takes a tenth of a second for RSA.
    pub(crate) async fn make_keys(
        &self,
        algorithms: Vec<keys::Algorithm>,
    ) -> Result<Vec<SigningKey>, Busy> {
        self.run(move |_| algorithms.into_iter().map(SigningKey::generate).collect())
            .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut PasswordHasher) -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let (answer, result) = oneshot::channel();
        let job: Job = Box::new(move |hasher| {
            // Whoever asked may have gone.
            let _ = answer.send(work(hasher));
        });
        self.0.get_or_init(start).try_send(job).map_err(|_| Busy)?;
        result.await.map_err(|_| Busy)
    }
}

fn start() -> SyncSender<Job> {
    let (queue, jobs) = sync_channel(QUEUE);
    // Without a thread the queue is closed, and everybody is told to try again.
    let _ = std::thread::Builder::new()
        .name(String::from("passwords"))
        .spawn(move || work(&jobs));
    queue
}

fn work(jobs: &Receiver<Job>) {
    let mut hasher = PasswordHasher::new();
    for job in jobs {
        job(&mut hasher);
    }
}
