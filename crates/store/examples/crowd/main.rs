//! Fills a database with people and their tries to sign in, so that lists and searches can
//! be looked at with as many as there may be one day.
//!
//! ```sh
//! cargo run --release -p store --example crowd -- URL [--users 1000000] [--attempts 1000000]
//! ```
//!
//! The database must be new, or filled by this command before: then only what is missing is
//! added. The same numbers give the same people, with the tries in the 90 days before today.
//! It is sealed with the master key that the command prints, which everybody knows: nothing
//! in it is worth anything.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command for people: it prints, and ends when something is wrong"
)]

mod attempts;
mod names;
mod people;
mod postgres;
mod sqlite;

use std::time::Instant;

use connector_kit::{Clock, SystemClock, Timestamp};
use keys::{Keyring, MasterKey};
use store::Store;
use uuid::Uuid;

/// The master key of every such database: 32 times the same byte.
const MASTER_KEY: &str = "KioqKioqKioqKioqKioqKioqKioqKioqKioqKioqKio=";
/// How many people or attempts go in one transaction.
const BATCH: u64 = 10_000;
const DAY: i64 = 86_400_000;

/// One table of a batch: its columns, and the rows with as many values.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

impl Table {
    fn new(name: &'static str, columns: &'static [&'static str]) -> Self {
        Self {
            name,
            columns,
            rows: Vec::new(),
        }
    }
}

/// A value of a row.
enum Cell {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
    Id(Uuid),
}

/// What the numbers of people and attempts are made of.
#[derive(Clone, Copy)]
struct Crowd {
    users: u64,
    /// The beginning of today.
    today: Timestamp,
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .expect("the first argument is the URL of a database");
    let (mut users, mut attempts) = (1_000_000, 1_000_000);
    while let Some(option) = arguments.next() {
        let value = arguments.next().and_then(|text| text.parse().ok());
        match &*option {
            "--users" => users = value.expect("--users needs a number"),
            "--attempts" => attempts = value.expect("--attempts needs a number"),
            _ => panic!("the options are --users and --attempts"),
        }
    }
    let now = SystemClock.now();
    let key = MasterKey::from_base64(MASTER_KEY).expect("the key above is one");
    let store = Store::open(&url, Keyring::new(&key), now).await;
    let store = store.expect("the database opens");
    let crowd = Crowd {
        users,
        today: Timestamp(now.0 - now.0.rem_euclid(DAY)),
    };
    let begin = Instant::now();
    let mut database = Database::open(&url).await;
    let (had_users, had_attempts) = database.counts().await;
    fill("people", had_users, users, async |some| {
        database.write(&people::batch(&crowd, some)).await;
    })
    .await;
    let mut database = database;
    fill("attempts", had_attempts, attempts, async |some| {
        database.write(&attempts::batch(&crowd, some)).await;
    })
    .await;
    let hours = store
        .count_attempt_hours(now, std::time::Duration::ZERO)
        .await;
    println!("counted {} hours", hours.expect("hours are counted"));
    database.tidy().await;
    store.close().await;
    println!(
        "{users} people and {attempts} attempts in {:.0?}",
        begin.elapsed()
    );
    println!("the master key is {MASTER_KEY}");
}

async fn fill(what: &str, had: u64, wanted: u64, mut write: impl AsyncFnMut(std::ops::Range<u64>)) {
    let mut next = had;
    while next < wanted {
        let end = wanted.min(next + BATCH);
        write(next..end).await;
        next = end;
        if next.is_multiple_of(BATCH * 10) || next == wanted {
            println!("{next} {what}");
        }
    }
}

/// The connection that writes many rows.
enum Database {
    Sqlite(sqlite::Connection),
    Postgres(postgres::Connection),
}

impl Database {
    async fn open(url: &str) -> Self {
        match url.strip_prefix("sqlite://") {
            Some(path) => Self::Sqlite(sqlite::Connection::open(path)),
            None => Self::Postgres(postgres::Connection::open(url).await),
        }
    }

    /// How many people and attempts there are.
    async fn counts(&mut self) -> (u64, u64) {
        match self {
            Self::Sqlite(connection) => connection.counts(),
            Self::Postgres(connection) => connection.counts().await,
        }
    }

    /// Writes the tables of a batch in one transaction.
    async fn write(&mut self, tables: &[Table]) {
        match self {
            Self::Sqlite(connection) => connection.write(tables),
            Self::Postgres(connection) => connection.write(tables).await,
        }
    }

    /// Lets the database look at what it has.
    async fn tidy(self) {
        match self {
            Self::Sqlite(connection) => connection.tidy(),
            Self::Postgres(connection) => connection.tidy().await,
        }
    }
}

/// Numbers that look random and are the same every time (Steele's `SplitMix64`).
struct Dice(u64);

impl Dice {
    fn of(what: u64, number: u64) -> Self {
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (what << 56))
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    /// A number below another one.
    fn below(&mut self, end: u64) -> u64 {
        self.roll() % end.max(1)
    }

    fn moment(&mut self, from: Timestamp, span: i64) -> Timestamp {
        let after = self.below(u64::try_from(span).unwrap_or(1));
        Timestamp(from.0 + i64::try_from(after).unwrap_or_default())
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or_default();
        &of[place]
    }

    /// An id that sorts by its moment, as the server makes them.
    fn id(&mut self, at: Timestamp) -> Uuid {
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.roll().to_be_bytes());
        random[8..].copy_from_slice(&self.roll().to_be_bytes()[..2]);
        let millis = u64::try_from(at.0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
