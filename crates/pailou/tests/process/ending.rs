//! Starting and ending: nothing is left behind, nothing hangs.

use std::collections::BTreeSet;
use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use connector_kit::{Clock, SystemClock};
use http::{HeaderMap, Method};
use keys::{Keyring, MasterKey};
use serde_json::Value;
use store::Store;
use testkit::network::{Network, Sender};
use testkit::process::{Demo, DemoPorts, Process, local_address};
use testkit::sockets::Sockets;
use testkit::world::Database;
use url::Url;

use crate::PAILOU;
use crate::stage::Stage;

/// How long an end may take.
const LIMIT: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_ends_while_a_phone_is_waited_for_and_leaves_nothing() {
    for signal in ["INT", "TERM"] {
        let temporary = tempfile::tempdir().unwrap();
        let place = temporary.path().display().to_string();
        let ports = DemoPorts::free();
        let texts = [ports.server, ports.simulator, ports.application].map(|it| it.to_string());
        let [server, simulator, app] = texts.each_ref().map(String::as_str);
        let arguments = [
            "demo",
            "--port",
            server,
            "--simulator-port",
            simulator,
            "--app-port",
            app,
        ];
        let begin = Instant::now();
        let mut demo = Process::start(PAILOU, &arguments, &[("TMPDIR", &place)]);
        let addresses = [ports.server, ports.simulator, ports.application].map(local_address);
        demo.ready(&addresses.each_ref()).await;
        println!("a demo is ready after {:?}", begin.elapsed());
        let printed = demo.stdout();
        let (begin, rest) = printed.split_once("administrator ").unwrap();
        let (link, end) = rest.split_once('\n').unwrap();
        let expected = format!(
            "server http://localhost:{server}\n\
             simulator http://localhost:{simulator}\n\
             application http://localhost:{app}\n"
        );
        assert_eq!(begin, expected);
        let setup = format!("http://localhost:{server}/console/setup?until=");
        assert!(link.starts_with(&setup), "{link}");
        assert_eq!(
            end,
            "Open the application and sign in. Ctrl-C ends everything.\n"
        );
        assert_ne!(
            names_in(temporary.path()),
            BTreeSet::new(),
            "its data is somewhere"
        );

        let origins = addresses
            .each_ref()
            .map(|it| it.as_str().trim_end_matches('/'));
        let network = Network::new(origins, Sockets::default());
        let request = network.application().asks(&[]);
        let wechat = network.anonymous().go_to_wechat(&request.address).await;
        let uuid = network.person("xiaoming").scans(&wechat).await;
        let poll = format!(
            "{}/connect/l/qrconnect?uuid={uuid}&last=404",
            network.simulator
        );
        let poll = tokio::spawn(async move {
            let poll = Url::parse(&poll).unwrap();
            let browser = Sockets::default();
            let sent = browser.send(Method::GET, &poll, HeaderMap::new(), String::new());
            sent.await.map(|answer| answer.status)
        });
        wait_until_held(&network).await;
        // Somebody who never finishes a request holds nothing up either.
        let mut half = TcpStream::connect(("127.0.0.1", ports.server)).unwrap();
        half.write_all(b"GET /sign-in HTTP/1.1\r\nHost: ").unwrap();

        demo.signal(signal);
        let begin = Instant::now();
        let status = demo.ended(LIMIT).await;
        println!("{signal} ends it within {:?}", begin.elapsed());
        assert_eq!(status.code(), Some(0), "{}", demo.stderr());
        assert_eq!(poll.await.unwrap(), Ok(200), "the poll is answered");
        assert_eq!(names_in(temporary.path()), BTreeSet::new());
        let written = names_in(demo.folder());
        assert_eq!(written, ["stderr", "stdout"].map(str::to_owned).into());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_and_simulator_end_with_either_signal() {
    let mut stage = Stage::open(Database::Sqlite, 1).await;
    for (process, signal) in [
        (&mut stage.nodes[0], "INT"),
        (&mut stage.simulator_process, "TERM"),
    ] {
        process.signal(signal);
        let status = process.ended(LIMIT).await;
        assert_eq!(status.code(), Some(0), "{}", process.stderr());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_keeps_its_data_knows_people_again() {
    let data = tempfile::tempdir().unwrap();
    let kept = data.path().join("kept");
    let place = kept.display().to_string();
    let ports = DemoPorts::free();
    for _ in 0..2 {
        let mut demo = Demo::start(PAILOU, ports, &["--data-dir", &place]).await;
        let network = &demo.network;
        let request = network.application().asks(&[]);
        let person = network.person("xiaoming");
        let address = network.anonymous().sign_in(&request.address, &person).await;
        assert!(address.starts_with(&network.application), "{address}");
        demo.process.signal("TERM");
        assert!(demo.process.ended(LIMIT).await.success());
    }
    assert_eq!(
        names_in(&kept),
        ["master.key", "pailou.db"].map(str::to_owned).into()
    );
    let key = std::fs::read_to_string(kept.join("master.key")).unwrap();
    let keyring = Keyring::new(&MasterKey::from_base64(key.trim()).unwrap());
    let url = format!("sqlite://{place}/pailou.db");
    let store = Store::open(&url, keyring, SystemClock.now()).await.unwrap();
    assert_eq!(
        store.counts().await.unwrap().users,
        1,
        "the same person twice"
    );
}

async fn wait_until_held(network: &Network) {
    let begin = Instant::now();
    loop {
        let polls = network.requests("/connect/l/qrconnect").await;
        if polls.iter().any(|poll| poll["status"] == Value::Null) {
            return;
        }
        assert!(begin.elapsed() < LIMIT, "no poll is held: {polls:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn names_in(folder: &std::path::Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.collect()
}
