//! How many access tokens a second programs get for themselves, and what each costs the server.
//!
//! ```sh
//! cargo build --release
//! cargo run --release -p testkit --example machine_tokens -- target/release/pailou [TOKENS [AT_ONCE]]
//! ```
//!
//! A token is one `client_credentials` request over a connection that stays open, answered with a
//! signed token. The server is a process of its own and shares the machine with the load, which is
//! therefore as light as it can be: the same bytes again and again. SQLite. A report, not a test.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command for people: it prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use testkit::application::SECRET;
use testkit::figures::{millis, per_second, percentile, processor_time, resident_kb};
use testkit::ports;
use testkit::process::{Process, apply_file, local_address};
use testkit::wire::Connection;
use tokio::task::JoinSet;

/// What the server has to do in a second, at least.
const BUDGET: f64 = 5_000.0;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let binary = arguments
        .get(1)
        .expect("the first argument is the binary of pailou");
    // Processes start in a folder of their own.
    let binary = std::path::absolute(binary).expect("there is a working directory");
    let binary = binary.to_str().expect("its path is text");
    let number = |index: usize, usual: usize| {
        let text = arguments.get(index);
        text.map_or(usual, |text| {
            text.parse().expect("the other arguments are numbers")
        })
    };
    let (total, at_once) = (number(2, 50_000), number(3, 32));

    let port = ports::free();
    let (_folder, file) = apply_file(&format!(
        "[[applications]]\nid = \"ops\"\nname = \"Ops\"\ntype = \"MachineToMachine\"\n\
         secret = \"{SECRET}\"\nmanagement_api = \"all\"\n"
    ));
    let file = file.display().to_string();
    let data = tempfile::tempdir().expect("there is room for a database");
    let data = data.path().display().to_string();
    let listen = format!("127.0.0.1:{port}");
    let environment = [
        ("PAILOU_LISTEN", listen.as_str()),
        ("PAILOU_DATA_DIR", &data),
        ("PAILOU_LOG", "warn"),
    ];
    let mut server = Process::start(binary, &["serve", "--apply", &file], &environment);
    server.ready(&[&local_address(port)]).await;

    run(port, at_once * 50, at_once).await;
    let (processor, begin) = (processor_time(server.id()), Instant::now());
    let mut took = run(port, total, at_once).await;
    let (wall, processor) = (
        begin.elapsed(),
        processor_time(server.id()).saturating_sub(processor),
    );
    took.sort();

    let rate = per_second(took.len(), wall);
    let each = processor / u32::try_from(took.len()).expect("not that many");
    println!("{} tokens, {at_once} at once", took.len());
    println!(
        "rate              {rate:6.0}/s   (budget {BUDGET:.0}/s, {:.2} of it)",
        rate / BUDGET
    );
    println!(
        "server, each      {:6.0} µs  of processor time",
        millis(each) * 1000.0
    );
    println!(
        "half / 99 of 100  {:6.1} / {:.1} ms",
        millis(percentile(&took, 50)),
        millis(percentile(&took, 99))
    );
    println!("memory            {:6} kB", resident_kb(server.id()));
}

/// Asks for tokens over some connections; gives how long each took.
async fn run(port: u16, total: usize, at_once: usize) -> Vec<Duration> {
    let mut connections = JoinSet::new();
    for _ in 0..at_once {
        connections.spawn(connection(port, total / at_once));
    }
    connections.join_all().await.into_iter().flatten().collect()
}

async fn connection(port: u16, times: usize) -> Vec<Duration> {
    let body =
        "grant_type=client_credentials&resource=https%3A%2F%2Fdefault.logto.app%2Fapi&scope=all";
    let basic = BASE64_STANDARD.encode(format!("ops:{SECRET}"));
    let request = format!(
        "POST /oidc/token HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Basic {basic}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut connection = Connection::open(port).await;
    let mut took = Vec::with_capacity(times);
    for _ in 0..times {
        let begin = Instant::now();
        let answer = connection.ask(&request).await;
        took.push(begin.elapsed());
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.contains("\"access_token\":\"ey"), "{answer}");
    }
    took
}
