//! How many durable transactions a second a database takes from many callers at once.
//!
//! `cargo run --release -p store --example commits [URL [CALLERS [SECONDS]]]`; without a
//! URL it makes a SQLite file in the temporary directory and removes it again.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a measurement prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use accounts::{Attempt, Phase, Reference};
use connector_kit::{Clock, Entropy, SystemClock};
use keys::{Keyring, MasterKey, SystemEntropy};
use serde_json::Value;
use store::Store;
use tokio::task::JoinSet;
use uuid::Uuid;

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let dir = tempfile::tempdir().expect("a temporary directory");
    let file = format!("sqlite://{}", dir.path().join("commits.db").display());
    let url = arguments.next().unwrap_or(file);
    let mut number = |default| match arguments.next() {
        Some(text) => text.parse().expect("a number"),
        None => default,
    };
    let (callers, seconds) = (number(64), number(3));

    let keyring = Keyring::new(&MasterKey::generate(&SystemEntropy));
    let opened = Store::open(&url, keyring, SystemClock.now()).await;
    let store = opened.expect("the database opens");
    let (commits, flushes) = (store.commits(), store.flushes());
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    let mut running = JoinSet::new();
    for _ in 0..callers {
        running.spawn(call(store.clone(), end));
    }
    let mut waits: Vec<Duration> = running.join_all().await.into_iter().flatten().collect();
    let elapsed = start.elapsed().as_secs_f64();
    waits.sort_unstable();

    let commits = store.commits() - commits;
    let flushes = store.flushes() - flushes;
    #[expect(clippy::cast_precision_loss, reason = "good enough for a rate")]
    let (rate, each) = (commits as f64 / elapsed, commits as f64 / flushes as f64);
    println!("{callers} callers: {rate:.0} transactions/s, {each:.1} for each wait for the disk");
    let of_hundred = |part: usize| waits[(waits.len() - 1) * part / 100];
    println!(
        "waits: median {:?}, p99 {:?}",
        of_hundred(50),
        of_hundred(99)
    );
    store.close().await;
}

/// Begins attempts one after the other, and says how long each took.
async fn call(store: Store, end: Instant) -> Vec<Duration> {
    let mut waits = Vec::new();
    while Instant::now() < end {
        let start = Instant::now();
        let (attempt, state_hash) = attempt();
        let stored = store.start_attempt(&attempt, state_hash).await;
        stored.expect("the attempt is stored");
        waits.push(start.elapsed());
    }
    waits
}

fn attempt() -> (Attempt, [u8; 32]) {
    let mut random = [0; 56];
    SystemEntropy.fill(&mut random);
    let now = SystemClock.now();
    let mut hash = [0; 32];
    hash.copy_from_slice(&random[..32]);
    let mut id = [0; 16];
    id.copy_from_slice(&random[32..48]);
    let mut reference = [0; 8];
    reference.copy_from_slice(&random[48..]);
    let attempt = Attempt {
        id: Uuid::from_bytes(id),
        reference: Reference::from_random(reference),
        interaction: keys::base64url(&random[..16]),
        binding_hash: hash,
        connector_id: "wechat".to_owned(),
        application_id: "demo-app".to_owned(),
        user_agent: None,
        connector_session: Value::Null,
        trial: false,
        phase: Phase::Sent,
        asked: false,
        outcome: None,
        failure: None,
        finding: None,
        user_id: None,
        steps: Vec::new(),
        created_at: now,
        expires_at: now.plus(Duration::from_mins(10)),
        claim_deadline: None,
        finished_at: None,
    };
    (attempt, hash)
}
