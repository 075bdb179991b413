//! Many QR pages that poll at once: what they cost the simulator, and how soon a scan reaches its page.
//!
//! ```sh
//! cargo build --release
//! cargo run --release -p testkit --example qr_pages -- target/release/pailou [PAGES [SCANS]]
//! ```
//!
//! A page is a browser with a connection of its own: it loads the QR page and its picture, then holds a poll, and asks
//! again as soon as that ends. The simulator is a process of its own and shares the machine with all of them.
//! A report, not a test.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a command for people: it prints, and ends when something is wrong"
)]

use std::time::{Duration, Instant};

use testkit::figures::{millis, percentile, processor_time, resident_kb};
use testkit::ports;
use testkit::process::{Process, local_address};
use testkit::wire::Connection;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

/// What the simulator may need, in kB.
const MEMORY: u64 = 100 * 1024;

/// How long a scan may take to its page.
const SOON: Duration = Duration::from_millis(200);

/// How many pages load at once; then they stay.
const AT_ONCE: usize = 32;

/// A page has learnt something new: its uuid, the poll's answer, when.
type News = (String, String, Instant);

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
    let (pages, scans) = (number(2, 2_000), number(3, 200));
    testkit::wire::many();

    let port = ports::free();
    let text = port.to_string();
    let mut simulator = Process::start(binary, &["simulator", "--port", &text], &[]);
    simulator.ready(&[&local_address(port)]).await;
    let before = resident_kb(simulator.id());

    let (tell, mut told) = unbounded_channel();
    let begin = Instant::now();
    let mut polls = JoinSet::new();
    let uuids = open(port, pages, &tell, &mut polls).await;
    all_poll(port, pages).await;
    let opened = begin.elapsed();
    let memory = resident_kb(simulator.id());

    let processor = processor_time(simulator.id());
    let mut took = scan(port, &uuids, scans, &mut told).await;
    let processor = processor_time(simulator.id()).saturating_sub(processor);
    took.sort();
    let at_end = resident_kb(simulator.id());
    polls.shutdown().await;

    println!("{pages} QR pages, all polling; {scans} scans");
    println!(
        "opened            {:6.1} s    each with its page and picture",
        opened.as_secs_f64()
    );
    println!(
        "memory            {memory:6} kB   (budget {MEMORY} kB, {:.2} of it)",
        share(memory, MEMORY)
    );
    println!(
        "each page         {:6.1} kB   ({before} kB before the first)",
        share(memory.saturating_sub(before), pages as u64)
    );
    let worst = percentile(&took, 100);
    println!(
        "scan to page      {:6.1} / {:.1} / {:.1} ms, half / 95 of 100 / longest (budget {} ms, {:.2} of it)",
        millis(percentile(&took, 50)),
        millis(percentile(&took, 95)),
        millis(worst),
        SOON.as_millis(),
        worst.as_secs_f64() / SOON.as_secs_f64()
    );
    println!(
        "processor         {:6.0} ms   of the simulator while it was scanned",
        millis(processor)
    );
    println!("memory at the end {at_end:6} kB");
}

/// Opens pages that go on polling by themselves; gives their uuids.
async fn open(
    port: u16,
    pages: usize,
    tell: &UnboundedSender<News>,
    polls: &mut JoinSet<()>,
) -> Vec<String> {
    let mut loading = JoinSet::new();
    let mut uuids = Vec::with_capacity(pages);
    for _ in 0..pages {
        if loading.len() == AT_ONCE {
            let one = loading.join_next().await.expect("there is one");
            let (connection, uuid) = one.expect("a page loads");
            polls.spawn(poll(connection, String::clone(&uuid), tell.clone()));
            uuids.push(uuid);
        }
        loading.spawn(async move {
            let mut connection = Connection::open(port).await;
            let page = connection.get(PAGE).await;
            let (_, rest) = page
                .split_once("data-uuid=\"")
                .expect("a page has its uuid");
            let (uuid, _) = rest.split_once('"').expect("an attribute ends");
            let uuid = uuid.to_owned();
            let picture = connection
                .ask(&request("GET", &format!("/connect/qrcode/{uuid}"), ""))
                .await;
            assert!(picture.starts_with(&[0xff, 0xd8]), "a picture is a JPEG");
            (connection, uuid)
        });
    }
    for (connection, uuid) in loading.join_all().await {
        polls.spawn(poll(connection, uuid.clone(), tell.clone()));
        uuids.push(uuid);
    }
    uuids
}

/// What a page does as long as it is open (`wechat-platform.md` 3.3).
async fn poll(mut connection: Connection, uuid: String, tell: UnboundedSender<News>) {
    let mut last = "";
    loop {
        let answer = connection
            .get(&format!("/connect/l/qrconnect?uuid={uuid}{last}"))
            .await;
        if answer.starts_with("window.wx_errcode=408;") {
            last = "";
            continue;
        }
        last = "&last=404";
        if tell.send((uuid.clone(), answer, Instant::now())).is_err() {
            return;
        }
    }
}

/// Waits until the simulator has noted a poll of every page.
async fn all_poll(port: u16, pages: usize) {
    let mut connection = Connection::open(port).await;
    loop {
        let noted = connection
            .get("/_sim/requests?path=/connect/l/qrconnect")
            .await;
        if noted.matches("\"uuid\":").count() >= pages {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Scans pages one after the other, from all over; gives how long each took to its page.
async fn scan(
    port: u16,
    uuids: &[String],
    scans: usize,
    told: &mut UnboundedReceiver<News>,
) -> Vec<Duration> {
    let mut phone = Connection::open(port).await;
    let mut took = Vec::with_capacity(scans);
    let step = (uuids.len() / scans).max(1);
    for uuid in uuids.iter().step_by(step).take(scans) {
        let address = format!("/_sim/codes/{uuid}/scan");
        let begin = Instant::now();
        phone
            .ask(&request("POST", &address, r#"{"person":"xiaoming"}"#))
            .await;
        let (page, answer, at) = told.recv().await.expect("pages go on polling");
        assert_eq!((&page, &*answer), (uuid, SCANNED));
        took.push(at - begin);
    }
    took
}

fn request(method: &str, path: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "nobody reads the seventeenth digit"
)]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole as f64
}

const PAGE: &str = "/connect/qrconnect?appid=wx5f3a0c1e9b7d2d68&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback&response_type=code&scope=snsapi_login&state=abc";
const SCANNED: &str = "window.wx_errcode=404;window.wx_code='';";
