//! WeChat's own names, for clients that cannot be told another address.

use proptest::prop_assert;
use proptest::test_runner::TestRunner;
use reqwest::{Certificate, Client, Proxy};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use simulator::{Impersonation, PUBLIC_ADDRESS, Settings, Simulator, seed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{exchange_address, qr_address};

struct Tested {
    proxy: String,
    pem: String,
    stop: tokio::sync::oneshot::Sender<()>,
    served: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn start() -> Tested {
    let simulator = Simulator::new(Settings::seeded(PUBLIC_ADDRESS.parse().unwrap()));
    let impersonation = Impersonation::new().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = listener.local_addr().unwrap().to_string();
    let pem = impersonation.pem().to_owned();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let served = tokio::spawn(async move {
        let stopped = async { stopped.await.unwrap_or_default() };
        impersonation.serve(listener, &simulator, stopped).await
    });
    Tested {
        proxy,
        pem,
        stop,
        served,
    }
}

/// A client that knows a proxy and an authority, and nothing else of the simulator.
fn client(tested: &Tested, pem: &str) -> Client {
    #[expect(
        clippy::disallowed_methods,
        reason = "a client of the simulator, not one of the server's calls"
    )]
    Client::builder()
        .proxy(Proxy::https(format!("http://{}", tested.proxy)).unwrap())
        .tls_certs_only([Certificate::from_pem(pem.as_bytes()).unwrap()])
        .build()
        .unwrap()
}

#[tokio::test]
async fn an_unmodified_client_signs_in_by_proxy_and_authority_alone() {
    let tested = start().await;
    let client = client(&tested, &tested.pem);
    let open = |path: &str| format!("https://open.weixin.qq.com{path}");
    let get = async |address: String| {
        client
            .get(address)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    };
    let page = get(open(&qr_address("s"))).await;
    let uuid = page
        .split("data-uuid=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    for (act, body) in [("scan", r#"{"person":"xiaoming"}"#), ("allow", "")] {
        let address = open(&format!("/_sim/codes/{uuid}/{act}"));
        client
            .post(address)
            .body(body)
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap();
    }
    let codes = get(open("/_sim/codes")).await;
    assert!(codes.contains("https://open.weixin.qq.com/connect/confirm?uuid="));
    for host in ["lp.open", "long.open"] {
        let poll = get(format!(
            "https://{host}.weixin.qq.com/connect/l/qrconnect?uuid={uuid}"
        ))
        .await;
        assert!(poll.starts_with("window.wx_errcode=405;"), "{poll}");
    }
    let poll = get(format!(
        "https://lp.open.weixin.qq.com/connect/l/qrconnect?uuid={uuid}&f=json"
    ))
    .await;
    let poll: serde_json::Value = serde_json::from_str(&poll).unwrap();
    let code = poll["wx_code"].as_str().unwrap();
    let tokens = get(format!(
        "https://api.weixin.qq.com{}",
        exchange_address(code)
    ))
    .await;
    assert!(tokens.contains("\"openid\":\"oSIMULATED-"), "{tokens}");
    let script =
        get("https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js".to_owned()).await;
    assert!(script.contains("https://open.weixin.qq.com/connect/qrconnect"));
    assert!(!tokens.contains(seed::APP_SECRET));
    tested.stop.send(()).unwrap();
    drop(client);
    tested.served.await.unwrap().unwrap();
}

#[tokio::test]
async fn another_authority_is_not_believed() {
    let (tested, other) = (start().await, start().await);
    let error = client(&tested, &other.pem)
        .get("https://api.weixin.qq.com/sns/auth")
        .send()
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[tokio::test]
async fn other_names_go_their_way_and_other_requests_nowhere() {
    let tested = start().await;
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = elsewhere.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut visitor, _) = elsewhere.accept().await.unwrap();
        visitor.write_all(b"elsewhere").await.unwrap();
    });
    for (asked, answer) in [
        (
            format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: x\r\n\r\n"),
            "HTTP/1.1 200 Connection established\r\n\r\nelsewhere",
        ),
        (
            "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n".to_owned(),
            "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        ),
        (
            "CONNECT nowhere HTTP/1.1\r\n\r\n".to_owned(),
            "HTTP/1.1 400 Bad Request\r\n\r\n",
        ),
        (
            "CONNECT 127.0.0.1:99999 HTTP/1.1\r\n\r\n".to_owned(),
            "HTTP/1.1 400 Bad Request\r\n\r\n",
        ),
        (
            "GET http://open.weixin.qq.com/ HTTP/1.1\r\n\r\n".to_owned(),
            "HTTP/1.1 405 Method Not Allowed\r\n\r\n",
        ),
    ] {
        let mut client = TcpStream::connect(&tested.proxy).await.unwrap();
        client.write_all(asked.as_bytes()).await.unwrap();
        let mut said = String::new();
        client.read_to_string(&mut said).await.unwrap();
        assert_eq!(said, answer, "{asked}");
    }
}

/// What the proxy says to these bytes, until it hangs up.
async fn said_to(proxy: &str, bytes: &[u8]) -> Vec<u8> {
    let mut client = TcpStream::connect(proxy).await.unwrap();
    // A proxy that has hung up already takes no more.
    let _ = client.write_all(bytes).await;
    let _ = client.shutdown().await;
    let mut said = Vec::new();
    let limit = std::time::Duration::from_secs(5);
    let read = tokio::time::timeout(limit, client.read_to_end(&mut said)).await;
    assert!(read.is_ok(), "the proxy hangs after {bytes:?}");
    said
}

#[test]
fn whatever_is_sent_to_the_proxy_it_hangs_up_and_goes_on() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let tested = runtime.block_on(start());
    let head = "CONNECT api.weixin.qq.com:443 HTTP/1.1\r\nHost: x\r\n\r\n";
    let mut runner = TestRunner::new(proptest::test_runner::Config::with_cases(64));
    let line = "(CONNECT|GET|) ?[!-~]{0,20}(:[0-9]{0,6})? ?(HTTP/1\\.1|HTTP/2)?\r\n\r\n";
    let any = proptest::collection::vec(proptest::num::u8::ANY, 0..60);
    runner
        .run(&(line, any), |(line, bytes)| {
            runtime.block_on(async {
                let line = line.replace("CONNECT ", "CONNECT 127.0.0.1:1");
                for sent in [line.as_bytes(), &bytes] {
                    let said = said_to(&tested.proxy, sent).await;
                    let is_http = said.is_empty() || said.starts_with(b"HTTP/1.1 ");
                    prop_assert!(is_http, "{said:?}");
                }
                // In the tunnel: anything, and a record of TLS with anything in it.
                let length = u8::try_from(bytes.len()).unwrap();
                let record = [&[22, 3, 1, 0, length][..], &bytes].concat();
                for sent in [&bytes[..], &record] {
                    let said = said_to(&tested.proxy, &[head.as_bytes(), sent].concat()).await;
                    prop_assert!(said.starts_with(b"HTTP/1.1 200 Connection established\r\n\r\n"));
                }
                Ok(())
            })
        })
        .unwrap();
    runtime.block_on(async {
        let client = client(&tested, &tested.pem);
        let answer = client.get("https://api.weixin.qq.com/sns/auth").send();
        assert_eq!(answer.await.unwrap().status(), 200);
    });
}

#[tokio::test]
async fn whoever_names_another_host_inside_is_shown_wechats_certificate() {
    let tested = start().await;
    let asks = async |tunnel: &str, name: &str| {
        let mut roots = rustls::RootCertStore::empty();
        let pem = CertificateDer::from_pem_slice(tested.pem.as_bytes()).unwrap();
        roots.add(pem).unwrap();
        let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut stream = TcpStream::connect(&tested.proxy).await.unwrap();
        let line = format!("CONNECT {tunnel}:443 HTTP/1.1\r\n\r\n");
        stream.write_all(line.as_bytes()).await.unwrap();
        let mut said = [0; 39];
        stream.read_exact(&mut said).await.unwrap();
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(config));
        connector.connect(name, stream).await.is_ok()
    };
    for name in ["api.weixin.qq.com", "open.weixin.qq.com", "res.wx.qq.com"] {
        assert!(asks("API.weixin.qq.com", name).await, "{name}");
    }
    for name in [
        "weixin.qq.com",
        "evil.example",
        "pay.weixin.qq.com",
        "127.0.0.1",
    ] {
        assert!(!asks("api.weixin.qq.com", name).await, "{name}");
    }
}
