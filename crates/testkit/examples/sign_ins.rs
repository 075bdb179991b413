//! How many complete sign-ins a server does in a second, and what each costs it.
//!
//! ```sh
//! cargo build --release
//! cargo run --release -p testkit --example sign_ins -- target/release/pailou [SIGN_INS [AT_ONCE]]
//! ```
//!
//! A sign-in is everything: the sign-in page, WeChat's page and phone, the callback, the
//! token, userinfo. Server and simulator are processes of their own; load, simulator and
//! server share the machine. SQLite, `synchronous=FULL`. A report, not a test.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command for people: it prints, and ends when something is wrong"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::Method;
use serde_json::json;
use testkit::figures::{millis, per_second, percentile, processor_time, resident_kb};
use testkit::network::Network;
use testkit::ports;
use testkit::process::{Process, apply_file, local_address};
use testkit::sockets::Sockets;
use tokio::task::JoinSet;

const PEOPLE: usize = 200;

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
    let (total, at_once) = (number(2, 2_000), number(3, 32));

    let (server_port, simulator_port) = (ports::free(), ports::free());
    let port = simulator_port.to_string();
    let mut simulator = Process::start(binary, &["simulator", "--port", &port], &[]);
    simulator.ready(&[&local_address(simulator_port)]).await;
    let origins =
        [server_port, simulator_port, 3003].map(|port| format!("http://localhost:{port}"));
    let network = Network::new(origins.each_ref().map(String::as_str), Sockets::default());
    let network = Arc::new(network);

    let seed = toml::to_string(&network.seed(&network.simulator)).expect("the seed is TOML");
    let (_folder, file) = apply_file(&seed);
    let data = tempfile::tempdir().expect("there is room for a database");
    let data = data.path().display().to_string();
    let listen = format!("127.0.0.1:{server_port}");
    let environment = [
        ("PAILOU_PUBLIC_ADDRESS", origins[0].as_str()),
        ("PAILOU_LISTEN", &listen),
        ("PAILOU_DATA_DIR", &data),
        ("PAILOU_LOG", "warn"),
    ];
    let file = file.display().to_string();
    let mut server = Process::start(binary, &["serve", "--apply", &file], &environment);
    server.ready(&[&local_address(server_port)]).await;
    for person in 0..PEOPLE {
        let new = json!({ "id": format!("p{person}"), "nickname": "小明", "avatar": false });
        network.simulator(Method::POST, "/_sim/people", new).await;
    }

    // The first sign-ins make accounts; the measured ones are of people who come back.
    run(&network, PEOPLE, at_once).await;
    let (processor, begin) = (processor_time(server.id()), Instant::now());
    let mut took = run(&network, total, at_once).await;
    let (wall, processor) = (
        begin.elapsed(),
        processor_time(server.id()).saturating_sub(processor),
    );
    took.sort();

    let rate = per_second(total, wall);
    let each = processor / u32::try_from(total).expect("not that many");
    println!("{total} sign-ins, {at_once} at once");
    println!(
        "rate              {rate:6.0}/s   (budget 500/s, {:.2} of it)",
        rate / 500.0
    );
    println!(
        "server, each      {:6.2} ms  of processor time (budget 1 ms)",
        millis(each)
    );
    println!(
        "half / 99 of 100  {:6.0} / {:.0} ms from first request to userinfo, phone included",
        millis(percentile(&took, 50)),
        millis(percentile(&took, 99))
    );
    println!("memory            {:6} kB", resident_kb(server.id()));
}

/// Signs people in, some at once; gives how long each took.
async fn run(network: &Arc<Network>, total: usize, at_once: usize) -> Vec<Duration> {
    let mut tasks = JoinSet::new();
    let mut took = Vec::with_capacity(total);
    for number in 0..total {
        if tasks.len() == at_once {
            took.push(
                tasks
                    .join_next()
                    .await
                    .expect("there is one")
                    .expect("it ends well"),
            );
        }
        let network = Arc::clone(network);
        tasks.spawn(async move {
            let begin = Instant::now();
            sign_in(&network, &format!("p{}", number % PEOPLE)).await;
            begin.elapsed()
        });
    }
    took.extend(tasks.join_all().await);
    took
}

async fn sign_in(network: &Network, person: &str) {
    let application = network.application();
    let request = application.asks(&[]);
    let visitor = network.anonymous();
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = network.person(person).allows(&wechat).await;
    let address = visitor.comes_back(&callback).await;
    let tokens = application.redeems(&request, &address).await.json();
    let access_token = tokens["access_token"]
        .as_str()
        .expect("a sign-in gives a token");
    assert_eq!(application.user_info(access_token).await.status, 200);
}
