//! How long lists, searches and pages take with as many people as a database has.
//!
//! ```sh
//! cargo run --release -p store --example crowd -- URL
//! cargo run --release -p testkit --example crowd_times -- URL [--users 1000000] [--rounds 50]
//! ```
//!
//! The database is one that the example `crowd` of `store` has filled. The server runs in
//! this process, and a page is everything from the request to the last byte of its answer.
//! Each round asks for another person. A report, not a test.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command for people: it prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use connector_kit::{Clock, SystemClock, Timestamp};
use keys::{Keyring, MasterKey};
use store::{Part, PeopleOf, Place, Role};
use testkit::clock::TestEntropy;
use testkit::figures::{millis, percentile};
use testkit::in_process::Answer;
use testkit::world::World;
use uuid::Uuid;

/// What the example `crowd` seals its databases with.
const MASTER_KEY: &str = "KioqKioqKioqKioqKioqKioqKioqKioqKioqKioqKio=";
/// How many references there are: eight letters of 29.
const REFERENCES: u128 = 500_246_412_961;

/// A line of the report.
struct Line {
    what: String,
    budget: u64,
    took: Vec<Duration>,
}

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .expect("the first argument is the URL of a database");
    let (mut users, mut rounds) = (1_000_000, 50);
    while let Some(option) = arguments.next() {
        let value = arguments.next().and_then(|text| text.parse().ok());
        match &*option {
            "--users" => users = value.expect("--users needs a number"),
            "--rounds" => rounds = value.expect("--rounds needs a number"),
            _ => panic!("the options are --users and --rounds"),
        }
    }
    // The database remembers the administrators of earlier runs, whose ids come from this source.
    for _ in 0..std::process::id() {
        TestEntropy::unique();
    }
    let key = MasterKey::from_base64(MASTER_KEY).expect("the key above is one");
    let world = World::over(&url, Keyring::new(&key)).await;
    // The tries of a crowd end today, and so does what pages look back on.
    world
        .clock
        .advance(SystemClock.now().since(world.clock.now()));
    let people = sample(&world, users, rounds).await;
    let mut lines = Vec::new();
    searches(&world, &people, &mut lines).await;
    console(&world, &people, &mut lines).await;
    programs(&world, &people, &mut lines).await;
    sign_in(&world, rounds, &mut lines).await;
    println!("{:<58}{:>9}{:>9}{:>9}", "ms", "p50", "p95", "budget");
    for line in &mut lines {
        line.took.sort_unstable();
        let [half, most] = [50, 95].map(|part| millis(percentile(&line.took, part)));
        #[expect(clippy::cast_precision_loss, reason = "budgets are small")]
        let over = if most > line.budget as f64 {
            " over"
        } else {
            ""
        };
        println!(
            "{:<58}{half:>9.1}{most:>9.1}{:>9}{over}",
            line.what, line.budget
        );
    }
    world.store.close().await;
}

/// Somebody of the crowd, with what they can be found by.
struct Somebody {
    id: Uuid,
    union_id: String,
    reference: String,
}

/// People from everywhere in the crowd.
async fn sample(world: &World, users: u64, rounds: u64) -> Vec<Somebody> {
    let mut people = Vec::new();
    for round in 0..rounds {
        let number = (users * round / rounds + round * 7) % users;
        let union_id = format!("oUNION{number:022}");
        let found = world.store.people_by_key(&union_id).await;
        let found = found.expect("the database answers");
        let person = found.first().expect("the crowd has as many people");
        people.push(Somebody {
            id: person.user.id,
            union_id,
            reference: reference(number),
        });
    }
    people
}

/// The reference of an attempt, as the example `crowd` gives it.
fn reference(number: u64) -> String {
    const ALPHABET: &[u8; 29] = b"23456789ABCDEFGHJKMNPQRSTWXYZ";
    let mut rest = u128::from(number) * 377_389_144_573 % REFERENCES;
    let letters = [(); 8].map(|()| {
        let letter = ALPHABET[usize::try_from(rest % 29).unwrap_or_default()];
        rest /= 29;
        char::from(letter)
    });
    letters.into_iter().collect()
}

/// The search itself, without a page around it.
async fn searches(world: &World, people: &[Somebody], lines: &mut Vec<Line>) {
    let part = Part::after(None, 25);
    for (what, text) in [
        ("search: a common surname (王)", "王"),
        ("search: a common character (明)", "明"),
        ("search: two characters (小明)", "小明"),
        ("search: the beginning of a word (li)", "li"),
        ("search: two words (chen iris)", "chen iris"),
        ("search: two words nobody has (sofia kevin)", "sofia kevin"),
        ("search: an emoji (🌸)", "🌸"),
        ("search: nobody (zzzz)", "zzzz"),
        ("search: a user name (user_12)", "user_12"),
    ] {
        let mut took = Vec::new();
        for _ in people {
            let begin = Instant::now();
            let found = world.store.find_people(text, part, 10_000).await;
            took.push(begin.elapsed());
            found.expect("the database answers");
        }
        lines.push(Line {
            what: what.to_owned(),
            budget: 200,
            took,
        });
    }
    let exact = [
        of("search: the id of an account", 200, |who| {
            who.id.to_string()
        }),
        of("search: a union id", 200, |who| who.union_id.clone()),
        of("search: a reference", 200, |who| who.reference.clone()),
    ];
    for (what, budget, text) in exact {
        let mut took = Vec::new();
        for who in people {
            let text = text(who);
            let begin = Instant::now();
            let found = world.store.find_people(&text, part, 10_000).await;
            took.push(begin.elapsed());
            found.expect("the database answers");
        }
        lines.push(Line {
            what: what.to_owned(),
            budget,
            took,
        });
    }
}

/// The pages of the console about people and their sign-ins.
async fn console(world: &World, people: &[Somebody], lines: &mut Vec<Line>) {
    let name = format!("Iris {}", people[0].id.simple());
    let name = format!("{name}{:?}", Instant::now());
    let iris = world.administrator(&digest(&name), Role::Owner).await;
    let middle = middle(world).await;
    let pages: [Page; 19] = [
        page("/console/users", 80),
        page("/console/users?show=seen", 80),
        page("/console/users?show=suspended", 80),
        page("/console/users?show=through:wechat", 80),
        (
            "/console/users, in the middle",
            80,
            Box::new(move |_| format!("/console/users?after={middle}")),
        ),
        page("/console/users?q=li", 200),
        page("/console/users?q=%E7%8E%8B", 200),
        of("/console/users?q={union id}", 200, |who| {
            format!("/console/users?q={}", who.union_id)
        }),
        of("/console/users/{id}", 80, |who| {
            format!("/console/users/{}", who.id)
        }),
        of("/console/users/{id}/ways", 80, |who| {
            format!("/console/users/{}/ways", who.id)
        }),
        of("/console/users/{id}/activity", 80, |who| {
            format!("/console/users/{}/activity", who.id)
        }),
        page("/console", 80),
        page("/console/activity", 80),
        page("/console/activity?outcome=failed", 80),
        page("/console/activity?application=shop", 80),
        page("/console/activity?connector=wechat", 80),
        of("/console/activity?user={id}", 80, |who| {
            format!("/console/activity?user={}", who.id)
        }),
        of("/console/activity/open?reference={reference}", 50, |who| {
            format!("/console/activity/open?reference={}", who.reference)
        }),
        of("/console/activity/{reference}", 50, |who| {
            format!("/console/activity/{}", who.reference)
        }),
    ];
    for (what, budget, address) in pages {
        let mut took = Vec::new();
        for who in people {
            let address = address(who);
            let begin = Instant::now();
            let answer = iris.get(&address).await;
            took.push(begin.elapsed());
            works(&answer, what);
        }
        lines.push(Line {
            what: what.to_owned(),
            budget,
            took,
        });
    }
}

type Page = (&'static str, u64, Box<dyn Fn(&Somebody) -> String>);

fn page(address: &'static str, budget: u64) -> Page {
    (address, budget, Box::new(move |_| address.to_owned()))
}

fn of(what: &'static str, budget: u64, address: fn(&Somebody) -> String) -> Page {
    (what, budget, Box::new(address))
}

/// A place far from the beginning of the list.
async fn middle(world: &World) -> Place {
    let part = Part {
        after: None,
        skip: 5_000,
        limit: 1,
    };
    let people = world.store.people(PeopleOf::Newest, part).await;
    let people = people.expect("the database answers").people;
    let nowhere = Place {
        at: Timestamp(0),
        id: Uuid::nil(),
    };
    people.first().map_or(nowhere, |person| Place {
        at: person.user.created_at,
        id: person.user.id,
    })
}

/// The Management API.
async fn programs(world: &World, people: &[Somebody], lines: &mut Vec<Line>) {
    let ops = world.machine("crowd-times").await;
    let pages = [
        page("/api/users", 80),
        page("/api/users?page=100&page_size=100", 200),
        page("/api/users?search=%25li%25", 200),
        of("/api/users/{id}", 80, |who| {
            format!("/api/users/{}", who.id)
        }),
    ];
    for (what, budget, address) in pages {
        let mut took = Vec::new();
        for who in people {
            let address = address(who);
            let begin = Instant::now();
            let answer = ops.get(&address).await;
            took.push(begin.elapsed());
            works(&answer, what);
        }
        lines.push(Line {
            what: what.to_owned(),
            budget,
            took,
        });
    }
}

/// What people see who come to sign in.
async fn sign_in(world: &World, rounds: u64, lines: &mut Vec<Line>) {
    let application = world.application();
    let mut took = Vec::new();
    for _ in 0..rounds {
        let visitor = world.anonymous();
        let asked = application.asks(&[]);
        let redirect = visitor.get(&asked.address).await;
        let begin = Instant::now();
        let answer = visitor.get(redirect.location()).await;
        took.push(begin.elapsed());
        works(&answer, "sign-in page");
    }
    lines.push(Line {
        what: "the sign-in page".to_owned(),
        budget: 20,
        took,
    });
}

fn works(answer: &Answer, what: &str) {
    assert!(answer.status < 400, "{what}: {}", answer.status);
}

/// A name that no other run has.
fn digest(text: &str) -> String {
    keys::base64url(&keys::sha256(text.as_bytes())[..9])
}
