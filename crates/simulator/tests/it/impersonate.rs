//! WeChat's own names, for clients that cannot be told another address.

use reqwest::{Certificate, Client, Proxy};
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
