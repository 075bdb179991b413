//! `pailou simulator` as people start it: alone, for others, and in WeChat's name.

use std::time::Duration;

use http::{StatusCode, header};
use reqwest::{Certificate, Client, Proxy, redirect::Policy};
use testkit::ports;
use testkit::process::{Demo, DemoPorts, Process, local_address};
use testkit::sockets::Sockets;
use testkit::wire::Connection;
use tokio::task::JoinSet;

use crate::PAILOU;

const QR: &str = "/connect/qrconnect?appid=wx5f3a0c1e9b7d2d68&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fcallback&response_type=code&scope=snsapi_login&state=abc";

/// A client that follows nothing, keeps nothing, and knows the proxy it is told.
fn client(proxy: Option<(u16, &str)>) -> Client {
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who visits the simulator, not one of the server's calls"
    )]
    let builder = Client::builder().no_proxy().redirect(Policy::none());
    let builder = match proxy {
        None => builder,
        Some((port, authority)) => builder
            .proxy(Proxy::https(format!("http://localhost:{port}")).unwrap())
            .tls_certs_only([Certificate::from_pem(authority.as_bytes()).unwrap()]),
    };
    builder.timeout(Duration::from_secs(30)).build().unwrap()
}

/// The value of a line like `token …` among those that were printed.
fn printed(process: &Process, name: &str) -> String {
    let output = process.stdout();
    let line = output
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{name} ")));
    line.unwrap_or_else(|| panic!("no {name} in {output}"))
        .to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_listens_for_others_is_given_a_token_for_its_screens() {
    let port = ports::free();
    let text = port.to_string();
    let arguments = [
        "simulator",
        "--host",
        "0.0.0.0",
        "--allow-public",
        "--port",
        &text,
    ];
    let mut simulator = Process::start(PAILOU, &arguments, &[]);
    simulator.ready(&[&local_address(port)]).await;
    let token = printed(&simulator, "token");
    assert_eq!(token.len(), 24, "{token}");
    asks_for(&token, port).await;
    assert!(!simulator.stderr().contains(&token));

    // Another start has another token.
    simulator.kill();
    let mut again = Process::start(PAILOU, &arguments, &[]);
    again.ready(&[&local_address(port)]).await;
    assert_ne!(printed(&again, "token"), token);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_for_others_gives_its_simulator_a_token_and_still_signs_people_in() {
    let ports = DemoPorts::free();
    let demo = Demo::start(PAILOU, ports, &["--host", "0.0.0.0", "--allow-public"]).await;
    let token = printed(&demo.process, "token");
    asks_for(&token, ports.simulator).await;

    // The demo's own application and connector need no token: they speak to WeChat's paths alone.
    let visit = client(None);
    let start = visit
        .get(demo.application.join("/sign-in").unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(start.status(), StatusCode::SEE_OTHER);
    let address = start.headers()[header::LOCATION].to_str().unwrap();
    let visitor = demo.network.anonymous();
    let wechat = visitor.go_to_wechat(address).await;
    let page = visit.get(&wechat).send().await.unwrap();
    let page = page.text().await.unwrap();
    let uuid = page
        .split("data-uuid=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    for (act, body) in [("scan", r#"{"person":"xiaoming"}"#), ("allow", "")] {
        let call = demo.simulator.join(&format!("/_sim/codes/{uuid}/{act}"));
        let pressed = visit
            .post(call.unwrap())
            .bearer_auth(&token)
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(pressed.status(), StatusCode::OK);
    }
    let poll = format!("/connect/l/qrconnect?uuid={uuid}&f=json");
    let poll = visit.get(demo.simulator.join(&poll).unwrap()).send().await;
    let poll: serde_json::Value =
        serde_json::from_str(&poll.unwrap().text().await.unwrap()).unwrap();
    let code = poll["wx_code"].as_str().unwrap();
    let state = wechat.split("state=").nth(1).unwrap();
    let state = state.split(['&', '#']).next().unwrap();
    let callback = demo
        .server
        .join(&format!("/callback/wechat?code={code}&state={state}"))
        .unwrap();
    let back = visitor.comes_back(callback.as_str()).await;
    assert!(back.starts_with(demo.application.as_str()), "{back}");
}

/// Screens and calls ask for the token; WeChat's own paths do not, as applications of others have none.
async fn asks_for(token: &str, port: u16) {
    let client = client(None);
    let address = |path: &str| local_address(port).join(path).unwrap();
    let status = async |path: &str| client.get(address(path)).send().await.unwrap().status();
    for path in [
        "/",
        "/phone",
        "/people",
        "/platform",
        "/review",
        "/mail",
        "/faults",
        "/requests",
        "/phone/web",
        "/connect/confirm?uuid=x",
        "/_sim/people",
        "/_sim/export",
        "/_sim/nothing",
        "/nothing",
    ] {
        assert_eq!(status(path).await, StatusCode::UNAUTHORIZED, "{path}");
        for wrong in ["", "x", &token[1..], &token.to_lowercase()[..]] {
            let cookie = format!("wxsim_token={wrong}");
            let asked = client.get(address(path)).header(header::COOKIE, cookie);
            let is_refused = asked.send().await.unwrap().status() == StatusCode::UNAUTHORIZED;
            assert!(is_refused || wrong == token, "{path} with {wrong:?}");
        }
    }
    for path in [QR, "/sns/auth", "/readyz"] {
        assert_eq!(status(path).await, StatusCode::OK, "{path}");
    }
    for wrong in ["token=", "token=x", "", "tok=en"] {
        let form = client
            .post(address("/token"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(wrong);
        let refused = form.send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED, "{wrong:?}");
        assert!(!refused.headers().contains_key(header::SET_COOKIE));
    }
    let form = client
        .post(address("/token"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(format!("token={token}"));
    let opened = form.send().await.unwrap();
    let cookie = opened.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    // From then on the cookie is enough; scripts send the token itself.
    for path in ["/phone", "/review", "/_sim/people"] {
        let by_cookie = client.get(address(path)).header(header::COOKIE, cookie);
        assert_eq!(by_cookie.send().await.unwrap().status(), StatusCode::OK);
        let by_token = client.get(address(path)).bearer_auth(token);
        assert_eq!(by_token.send().await.unwrap().status(), StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unmodified_client_reaches_wechats_names_by_proxy_and_authority() {
    let (port, proxy) = (ports::free(), ports::free());
    let texts = [port, proxy].map(|port| port.to_string());
    let folder = tempfile::tempdir().unwrap();
    let authority = folder.path().join("authority.pem");
    let file = authority.display().to_string();
    let arguments = [
        "simulator",
        "--port",
        &texts[0],
        "--impersonate",
        "--proxy-port",
        &texts[1],
        "--authority",
        &file,
    ];
    let mut simulator = Process::start(PAILOU, &arguments, &[]);
    simulator.ready(&[&local_address(port)]).await;
    assert_eq!(
        simulator.stdout(),
        format!(
            "simulator http://localhost:{port}\nproxy http://localhost:{proxy}\nauthority {file}\n"
        )
    );
    let pem = std::fs::read_to_string(&authority).unwrap();
    assert!(!pem.contains("PRIVATE"), "the file is for clients");
    let visit = client(Some((proxy, &pem)));
    let get = async |address: &str| {
        let answer = visit.get(address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        answer.text().await.unwrap()
    };
    let page = get(&format!("https://open.weixin.qq.com{QR}")).await;
    assert!(page.contains("data-uuid=\""), "{page}");
    let refused = get("https://api.weixin.qq.com/sns/oauth2/access_token?appid=wx5f3a0c1e9b7d2d68&secret=c0ffee5eed0f9a11e7c0de5afe0b0a7d&code=x&grant_type=authorization_code").await;
    assert!(refused.starts_with("{\"errcode\":40029,"), "{refused}");
    for name in ["lp.open.weixin.qq.com", "long.open.weixin.qq.com"] {
        let lost = get(&format!("https://{name}/connect/l/qrconnect?uuid=x")).await;
        assert_eq!(lost, "window.wx_errcode=500;window.wx_code='';");
    }
    // The screens stay where they are, without the proxy.
    let phone = client(None).get(local_address(port).join("/phone").unwrap());
    assert_eq!(phone.send().await.unwrap().status(), StatusCode::OK);

    // Other names go their way, to their own certificate, which this authority does not speak for.
    let elsewhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = elsewhere.local_addr().unwrap().port();
    let arrives = tokio::spawn(async move { elsewhere.accept().await.is_ok() });
    let sent = visit
        .get(format!("https://localhost:{other}/"))
        .timeout(Duration::from_secs(2));
    assert!(sent.send().await.is_err());
    assert!(arrives.await.unwrap(), "the proxy leads other names on");

    // Without the authority nobody believes it.
    #[expect(
        clippy::disallowed_methods,
        reason = "somebody who visits the simulator, not one of the server's calls"
    )]
    let stranger = Client::builder()
        .proxy(Proxy::https(format!("http://localhost:{proxy}")).unwrap())
        .build()
        .unwrap();
    let error = stranger.get("https://api.weixin.qq.com/sns/auth").send();
    assert!(error.await.unwrap_err().is_connect());
}

#[tokio::test(flavor = "multi_thread")]
async fn more_pages_poll_than_the_soft_limit_of_open_files() {
    const PAGES: usize = 300;
    let port = ports::free();
    let script = format!("ulimit -Sn 128; exec {PAILOU} simulator --port {port}");
    let mut simulator = Process::start("sh", &["-c", &script], &[]);
    simulator.ready(&[&local_address(port)]).await;
    let mut polls = JoinSet::new();
    let mut uuids = Vec::new();
    for _ in 0..PAGES {
        let mut connection = Connection::open(port).await;
        let page = connection.get(QR).await;
        let (_, rest) = page.split_once("data-uuid=\"").unwrap();
        let uuid = rest.split_once('"').unwrap().0.to_owned();
        let poll = format!("/connect/l/qrconnect?uuid={uuid}");
        polls.spawn(async move { connection.get(&poll).await });
        uuids.push(uuid);
    }
    let network = testkit::network::Network::new(
        [&local_address(port); 3].map(|address| address.as_str().trim_end_matches('/')),
        Sockets::default(),
    );
    for uuid in &uuids {
        let person = serde_json::json!({ "person": "xiaoming" });
        let address = format!("/_sim/codes/{uuid}/scan");
        network
            .simulator(http::Method::POST, &address, person)
            .await;
    }
    let answers = polls.join_all().await;
    assert_eq!(answers.len(), PAGES);
    for answer in answers {
        assert_eq!(answer, "window.wx_errcode=404;window.wx_code='';");
    }
    assert_eq!(simulator.stderr(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hard_limit_that_is_too_low_is_told() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path().display().to_string();
    let [one, two, three] = [ports::free(), ports::free(), ports::free()];
    let demo = format!("demo --port {one} --simulator-port {two} --app-port {three}");
    for (arguments, port) in [
        (&*format!("simulator --port {one}"), one),
        ("serve", one),
        (&*demo, one),
    ] {
        let script = format!("ulimit -n 1024; exec {PAILOU} {arguments}");
        let listen = format!("127.0.0.1:{port}");
        let environment = [
            ("PAILOU_LISTEN", listen.as_str()),
            ("PAILOU_DATA_DIR", &data),
        ];
        let mut process = Process::start("sh", &["-c", &script], &environment);
        process.ready(&[&local_address(port)]).await;
        let said = process.stderr();
        let line = "only 1024 files and connections can be open at once; raise the hard limit to 4096 or more";
        assert!(said.contains(line), "{arguments}: {said}");
    }
}
