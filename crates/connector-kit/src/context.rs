//! What a connector is given while it works.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Clock, HttpClient, Timestamp};

/// Where random bytes come from. Tests bring a source that repeats itself.
pub trait Entropy: Send + Sync {
    /// Fills the whole slice with random bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Something that happened on the way, with its time. Steps are kept with the
/// attempt and shown to administrators, so they hold no secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// A short name in words of code, such as `code_exchanged`.
    pub name: String,
    /// When it was over.
    pub at: Timestamp,
    /// What an administrator should know about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Collects steps while a connector works; what was reached before a failure is
/// what explains it.
#[derive(Debug, Default)]
pub struct Steps(Mutex<Vec<Step>>);

impl Steps {
    /// Adds a step.
    pub fn add(&self, name: &str, at: Timestamp, detail: Option<String>) {
        let name = name.to_owned();
        self.lock().push(Step { name, at, detail });
    }

    /// Takes out what was collected.
    pub fn take(&self) -> Vec<Step> {
        std::mem::take(&mut *self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Step>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Everything from outside that a connector needs to turn a callback into a person.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Makes outgoing calls.
    pub http: &'a dyn HttpClient,
    /// Tells the time.
    pub clock: &'a dyn Clock,
    /// Gives random bytes.
    pub entropy: &'a dyn Entropy,
    /// What [`AuthorizationUri::session`](crate::AuthorizationUri::session) held
    /// when the person was sent away.
    pub session: &'a Value,
    /// Takes notes for the administrator.
    pub steps: &'a Steps,
}

impl Context<'_> {
    /// Notes that something has just happened.
    pub fn step(&self, name: &str, detail: Option<String>) {
        self.steps.add(name, self.clock.now(), detail);
    }
}
