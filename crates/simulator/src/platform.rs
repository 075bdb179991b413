//! The Open Platform as plain data with plain rules: who is there, what was shown, scanned, allowed, exchanged.
//!
//! Nothing here knows HTTP. `now` comes in as Unix seconds of the simulator's clock.

pub(crate) mod authorize;
mod bounded;
pub(crate) mod callback;
pub(crate) mod codes;
pub(crate) mod console;
pub(crate) mod errcode;
pub(crate) mod faults;
mod mini_programs;
mod native;
pub(crate) mod qrconnect;
mod rate;
pub(crate) mod refusal;
pub(crate) mod registry;
pub(crate) mod requests;
pub(crate) mod tickets;
pub(crate) mod tokens;
mod verdict;

use bounded::Bounded;
use console::mail::Mailbox;
use faults::Faults;
use requests::Requests;
use tickets::Ticket;

use crate::screens::web::Web;
use crate::settings::{Account, App, Person, ReviewPolicy, Settings, Switches};

/// The whole state of the simulator.
pub(crate) struct Platform {
    /// The public address without a slash at its end.
    pub(crate) public: String,
    pub(crate) apps: Vec<App>,
    pub(crate) people: Vec<Person>,
    pub(crate) accounts: Vec<Account>,
    pub(crate) review: ReviewPolicy,
    pub(crate) switches: Switches,
    rate: rate::Rate,
    pub(crate) mailbox: Mailbox,
    /// Account by the token of a console session; none after its end.
    signed_in: Bounded<Option<String>>,
    coming: Vec<console::coming::Coming>,
    /// Account by the token of an activation link.
    activations: Bounded<String>,
    /// App by the key of the form that made it.
    made: Bounded<String>,
    pub(crate) faults: Faults,
    pub(crate) requests: Requests,
    tickets: Bounded<Ticket>,
    codes: Bounded<codes::Code>,
    sessions: Bounded<tokens::Session>,
    access_tokens: Bounded<String>,
    /// Browsers in the phone by their cookie.
    webs: Bounded<Web>,
    advanced_seconds: u64,
    revision: u64,
}

impl Platform {
    /// The state at start.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            public: settings
                .public_address
                .as_str()
                .trim_end_matches('/')
                .to_owned(),
            apps: settings.apps.clone(),
            people: settings.people.clone(),
            accounts: settings
                .accounts
                .iter()
                .cloned()
                .map(Account::sealed)
                .collect(),
            review: settings.review,
            switches: settings.switches.clone(),
            rate: rate::Rate::default(),
            mailbox: Mailbox::default(),
            signed_in: Bounded::new(KEPT_SMALL),
            coming: Vec::new(),
            activations: Bounded::new(KEPT_SMALL),
            made: Bounded::new(KEPT_SMALL),
            faults: Faults::default(),
            requests: Requests::default(),
            tickets: Bounded::new(KEPT),
            codes: Bounded::new(KEPT),
            sessions: Bounded::new(KEPT),
            access_tokens: Bounded::new(KEPT),
            webs: Bounded::new(KEPT_WEBS),
            advanced_seconds: 0,
            revision: 0,
        }
    }

    /// The state at start again, after which nobody waits for a code that is gone.
    pub(crate) fn reset(&mut self, settings: &Settings) {
        self.wake_all();
        let (revision, requests) = (self.revision, self.requests.emptied());
        *self = Self::new(settings);
        self.revision = revision;
        self.requests = requests;
        self.touch();
    }

    /// The simulator's clock: real time plus what was added.
    pub(crate) fn now(&self, real_now: u64) -> u64 {
        real_now.saturating_add(self.advanced_seconds)
    }

    /// Moves the clock forward and wakes everybody who waits for a code.
    pub(crate) fn advance(&mut self, seconds: u64) {
        self.advanced_seconds = self.advanced_seconds.saturating_add(seconds);
        self.wake_all();
        self.touch();
    }

    /// Differs whenever something that screens show has changed, be it by the clock.
    pub(crate) fn revision(&self, now: u64) -> String {
        format!("{}-{}", self.revision, self.on_screen(now).count())
    }

    /// A browser in the phone.
    pub(crate) fn web(&self, id: &str) -> Option<&Web> {
        self.webs.get(id)
    }

    /// Keeps what a browser in the phone has come to.
    pub(crate) fn keep_web(&mut self, id: &str, web: Web) {
        self.webs.insert(id.to_owned(), web);
    }

    fn touch(&mut self) {
        self.revision += 1;
    }

    pub(crate) fn app(&self, app_id: &str) -> Option<&App> {
        self.apps.iter().find(|app| app.app_id == app_id)
    }

    pub(crate) fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}

/// How many codes and tokens are remembered; the oldest are forgotten, as after WeChat's own time limits.
const KEPT: usize = 100_000;

/// How many browsers in the phone are remembered, each with a page.
const KEPT_WEBS: usize = 20;

/// How many sessions, links and forms of the console are remembered.
const KEPT_SMALL: usize = 1_000;
