//! The client for outgoing calls, against small servers on this machine.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use connector_kit::{HttpClient, HttpResponse, Limits, Timestamp, TransportError};
use connectors::http::{Allowed, OutgoingClient};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

/// A server that reads one request per connection and then does what it was told.
struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers every request with these bytes, and closes.
    async fn answering(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        Self::doing("127.0.0.1:0", move |mut stream| {
            let answer = answer.clone();
            async move {
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            }
        })
        .await
        .unwrap()
    }

    async fn doing<F, R>(address: &str, act: F) -> std::io::Result<Self>
    where
        F: Fn(TcpStream) -> R + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    match stream.read_u8().await {
                        Ok(byte) => head.push(byte),
                        Err(_) => break,
                    }
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                seen.lock().unwrap().push(head);
                tokio::spawn(act(stream));
            }
        });
        Ok(Self { address, requests })
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("http://{}{path}", self.address)).unwrap()
    }

    fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn client_for(url: &Url) -> OutgoingClient {
    let allowed = Allowed::default();
    allowed.allow([url.origin()]);
    OutgoingClient::new(allowed).unwrap()
}

async fn get(url: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
    client_for(url).get(url, limits).await
}

fn small(total: Duration) -> Limits {
    Limits { total, body: 1000 }
}

const SECOND: Duration = Duration::from_secs(1);

fn plain(body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{body}")
}

#[tokio::test]
async fn the_time_of_the_other_side_comes_along_where_it_is_readable() {
    for (line, date) in [
        (
            "Date: Tue, 14 Nov 2023 22:13:20 GMT\r\n",
            Some(Timestamp(1_700_000_000_000)),
        ),
        ("Date: yesterday\r\n", None),
        ("Date: \u{fffd}\r\n", None),
        ("", None),
    ] {
        let server = Server::answering(format!(
            "HTTP/1.1 200 OK\r\n{line}Content-Length: 0\r\n\r\n"
        ))
        .await;
        let response = get(&server.url("/"), Limits::default()).await.unwrap();
        assert_eq!(response.date, date, "{line}");
    }
}

#[tokio::test]
async fn an_allowed_origin_is_called_plainly() {
    let server = Server::answering(plain("hello")).await;
    let response = get(&server.url("/sns/userinfo?a=1"), Limits::default())
        .await
        .unwrap();
    assert_eq!((response.status, &response.body[..]), (200, &b"hello"[..]));
    let request = server.requests().remove(0).to_lowercase();
    assert!(
        request.starts_with("get /sns/userinfo?a=1 http/1.1\r\n"),
        "{request}"
    );
    assert!(
        request.contains("user-agent: pailou/0.1.0\r\n"),
        "{request}"
    );
    for header in ["accept-encoding", "referer", "cookie", "authorization"] {
        assert!(!request.contains(&format!("\r\n{header}:")), "{request}");
    }
}

/// Runs the test above once more, where the system has no certificates to offer.
#[test]
fn a_machine_without_certificate_authorities_can_call_over_http() {
    let run = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "outgoing::an_allowed_origin_is_called_plainly"])
        .env("SSL_CERT_FILE", "/dev/null")
        .env("SSL_CERT_DIR", "/nonexistent")
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && output.contains("1 passed"),
        "{output}"
    );
}

#[tokio::test]
async fn error_statuses_are_answers() {
    let server =
        Server::answering("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\n<h1>").await;
    let response = get(&server.url("/"), Limits::default()).await.unwrap();
    assert_eq!((response.status, &response.body[..]), (502, &b"<h1>"[..]));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let target = Server::answering(plain("inside")).await;
    let location = target.url("/inside");
    let server = Server::answering(format!(
        "HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n"
    ))
    .await;
    let allowed = Allowed::default();
    allowed.allow([server.url("/").origin(), location.origin()]);
    let client = OutgoingClient::new(allowed).unwrap();
    let response = client
        .get(&server.url("/"), Limits::default())
        .await
        .unwrap();
    assert_eq!(response.status, 302);
    assert!(target.requests().is_empty());
}

#[tokio::test]
async fn large_answers_are_dropped() {
    let fits = Server::answering(plain(&"x".repeat(1000))).await;
    let response = get(&fits.url("/"), small(SECOND)).await.unwrap();
    assert_eq!(response.body.len(), 1000);

    let announced = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n").await;
    let error = get(&announced.url("/"), small(SECOND)).await.unwrap_err();
    assert_eq!(error, TransportError::TooLarge(1000));

    let endless = Server::doing("127.0.0.1:0", |mut stream| async move {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await;
        while stream.write_all(&[b'x'; 4096]).await.is_ok() {}
    })
    .await
    .unwrap();
    let error = get(&endless.url("/"), small(5 * SECOND)).await.unwrap_err();
    assert_eq!(error, TransportError::TooLarge(1000));
}

#[tokio::test]
async fn packed_answers_stay_packed() {
    let mut packed =
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n".to_vec();
    packed.extend_from_slice(&[0x1f, 0x8b, 8, 0]);
    let server = Server::answering(packed).await;
    let response = get(&server.url("/"), Limits::default()).await.unwrap();
    assert_eq!(response.body, [0x1f, 0x8b, 8, 0]);
}

#[tokio::test]
async fn slow_answers_end_in_time() {
    let total = Duration::from_millis(200);
    let silent = Server::doing("127.0.0.1:0", |stream| async move {
        tokio::time::sleep(10 * SECOND).await;
        drop(stream);
    })
    .await
    .unwrap();
    let dripping = Server::doing("127.0.0.1:0", |mut stream| async move {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
            .await;
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    for server in [silent, dripping] {
        let begin = Instant::now();
        let error = get(&server.url("/"), small(total)).await.unwrap_err();
        assert_eq!(error, TransportError::TimedOut(total));
        assert!(begin.elapsed() < 5 * SECOND);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn broken_connections_say_so_without_the_query() {
    let broken = Server::answering("").await;
    let cut = Server::answering("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nhalf").await;
    let nonsense = Server::answering("SSH-2.0-OpenSSH_9.2\r\n").await;
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let nobody = Url::parse(&format!("http://{closed}/?secret=PLANTED")).unwrap();
    let path = "/?secret=PLANTED";
    for url in [broken.url(path), cut.url(path), nonsense.url(path), nobody] {
        match get(&url, small(SECOND)).await {
            Err(TransportError::Failed(problem)) => {
                assert!(
                    !problem.contains("PLANTED") && !problem.is_empty(),
                    "{problem}"
                );
            }
            other => panic!("{other:?}"),
        }
    }
    // A request that may have arrived is not sent a second time.
    assert_eq!(broken.requests().len(), 1);
}

#[tokio::test]
async fn private_addresses_are_refused_before_anything_is_sent() {
    let server = Server::answering(plain("inside")).await;
    let port = server.address.port();
    let client = OutgoingClient::new(Allowed::default()).unwrap();
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://[::1]:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://2130706433:{port}/"),
        format!("https://localhost:{port}/"),
        format!("http://localhost:{port}/"),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "http://1.1.1.1/".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let url = Url::parse(&url).unwrap();
        let error = client.get(&url, small(SECOND)).await.unwrap_err();
        assert!(
            matches!(error, TransportError::Forbidden(_)),
            "{url}: {error:?}"
        );
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_name_that_leads_inside_is_refused_unless_its_origin_is_allowed() {
    let server = Server::answering(plain("inside")).await;
    let port = server.address.port();
    let url = Url::parse(&format!("http://localhost:{port}/")).unwrap();
    let allowed = Allowed::default();
    let client = OutgoingClient::new(allowed.clone()).unwrap();

    let secure = Url::parse(&format!("https://localhost:{port}/")).unwrap();
    match client.get(&secure, small(SECOND)).await {
        Err(TransportError::Forbidden(why)) => {
            assert!(why.starts_with("localhost leads to "), "{why}");
        }
        other => panic!("{other:?}"),
    }

    allowed.allow([url.origin()]);
    assert_eq!(
        client.get(&url, small(SECOND)).await.unwrap().body,
        b"inside"
    );
    // Another spelling, another port, another scheme: other origins.
    for other in [server.url("/"), secure] {
        let error = client.get(&other, small(SECOND)).await.unwrap_err();
        assert!(
            matches!(error, TransportError::Forbidden(_)),
            "{other}: {error:?}"
        );
    }

    allowed.allow([]);
    let error = client.get(&url, small(SECOND)).await.unwrap_err();
    assert!(matches!(error, TransportError::Forbidden(_)), "{error:?}");
}

/// A server that takes a form of this length, notes it, and answers.
async fn taking_form(length: usize, answer: &'static str) -> (Server, Arc<Mutex<Vec<String>>>) {
    let forms = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&forms);
    let server = Server::doing("127.0.0.1:0", move |mut stream| {
        let seen = Arc::clone(&seen);
        async move {
            let mut body = vec![0; length];
            let _ = stream.read_exact(&mut body).await;
            let body = String::from_utf8_lossy(&body).into_owned();
            seen.lock().unwrap().push(body);
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (server.await.unwrap(), forms)
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn a_form_is_sent_as_forms_are_and_only_where_calls_may_go() {
    let form = [("logout_token", "a.b&c")];
    let (server, forms) = taking_form("logout_token=a.b%26c".len(), OK).await;
    let url = server.url("/logout?tenant=1");
    let allowed = Allowed::default();
    let client = OutgoingClient::new(allowed.clone()).unwrap();
    let error = client.post_form(&url, &form, small(SECOND)).await;
    assert!(
        matches!(error, Err(TransportError::Forbidden(_))),
        "{error:?}"
    );
    assert!(server.requests().is_empty());

    let lent = allowed.lend([url.origin()]);
    let answer = client.post_form(&url, &form, small(SECOND)).await.unwrap();
    assert_eq!(answer.status, 200);
    assert_eq!(*forms.lock().unwrap(), ["logout_token=a.b%26c"]);
    let request = server.requests().remove(0).to_lowercase();
    assert!(
        request.starts_with("post /logout?tenant=1 http/1.1\r\n"),
        "{request}"
    );
    let kind = "content-type: application/x-www-form-urlencoded\r\n";
    assert!(request.contains(kind), "{request}");
    drop(lent);
    let error = client.post_form(&url, &form, small(SECOND)).await;
    assert!(
        matches!(error, Err(TransportError::Forbidden(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_form_follows_no_redirect_and_waits_for_nobody() {
    let redirect =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";
    let (server, forms) = taking_form("token=x".len(), redirect).await;
    let allowed = Allowed::default();
    allowed.allow([server.url("/").origin()]);
    let client = OutgoingClient::new(allowed.clone()).unwrap();
    let form = [("token", "x")];
    let answer = client
        .post_form(&server.url("/"), &form, small(SECOND))
        .await;
    assert_eq!(answer.unwrap().status, 307);
    assert_eq!(forms.lock().unwrap().len(), 1);

    let silent = Server::doing("127.0.0.1:0", |stream| async move {
        let _held = stream;
        std::future::pending::<()>().await;
    });
    let silent = silent.await.unwrap();
    allowed.allow([silent.url("/").origin()]);
    let short = small(Duration::from_millis(300));
    let error = client.post_form(&silent.url("/"), &form, short).await;
    assert!(
        matches!(error, Err(TransportError::TimedOut(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn loopback_of_ip_version_6_can_be_allowed_too() {
    let answer = |mut stream: TcpStream| async move {
        let _ = stream.write_all(plain("six").as_bytes()).await;
    };
    let server = match Server::doing("[::1]:0", answer).await {
        Ok(server) => server,
        // Some machines have no IPv6; that refusals work there is tested above.
        Err(error) if error.kind() == std::io::ErrorKind::AddrNotAvailable => return,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(
        get(&server.url("/"), small(SECOND)).await.unwrap().body,
        b"six"
    );
}

#[tokio::test]
async fn a_proxy_gets_everything_but_the_allowed_origins() {
    let proxy = Server::answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n").await;
    let inside = Server::answering(plain("inside")).await;
    let allowed = Allowed::default();
    allowed.allow([inside.url("/").origin()]);
    let client = OutgoingClient::through_proxy(allowed, &proxy.url("/")).unwrap();

    assert_eq!(
        client
            .get(&inside.url("/"), small(SECOND))
            .await
            .unwrap()
            .body,
        b"inside"
    );
    assert!(proxy.requests().is_empty());

    let url = Url::parse("https://api.weixin.qq.com/?secret=PLANTED").unwrap();
    let error = client.get(&url, small(SECOND)).await.unwrap_err();
    assert!(matches!(error, TransportError::Failed(_)), "{error:?}");
    let request = proxy.requests().remove(0);
    assert!(
        request.starts_with("CONNECT api.weixin.qq.com:443 "),
        "{request}"
    );
    assert!(!request.contains("PLANTED"));

    let literal = Url::parse("https://10.0.0.4/").unwrap();
    let error = client.get(&literal, small(SECOND)).await.unwrap_err();
    assert!(matches!(error, TransportError::Forbidden(_)), "{error:?}");
    assert_eq!(proxy.requests().len(), 1);
}

#[tokio::test]
async fn the_log_at_its_most_verbose_holds_neither_query_nor_body() {
    #[derive(Clone, Default)]
    struct Captured(Arc<Mutex<Vec<u8>>>);
    impl Write for Captured {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let captured = Captured::default();
    let writer = captured.clone();
    // Global, because hyper works on other tasks; the other tests only add lines.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();

    let server = Server::answering(plain("BODY5ECRET")).await;
    let url = server.url("/sns/oauth2/access_token?secret=QUERY5ECRET&code=C0DE");
    get(&url, small(SECOND)).await.unwrap();
    let broken = Server::answering("").await;
    let _ = get(&broken.url("/?secret=QUERY5ECRET"), small(SECOND)).await;

    let form = [("logout_token", "F0RM5ECRET")];
    let (taking, _) = taking_form("logout_token=F0RM5ECRET".len(), OK).await;
    let allowed = Allowed::default();
    allowed.allow([taking.url("/").origin()]);
    let client = OutgoingClient::new(allowed).unwrap();
    let url = taking.url("/?secret=QUERY5ECRET");
    client.post_form(&url, &form, small(SECOND)).await.unwrap();

    let log = String::from_utf8_lossy(&captured.0.lock().unwrap()).into_owned();
    assert!(
        log.contains("outgoing call") && log.contains("/sns/oauth2/access_token"),
        "{log}"
    );
    for planted in ["QUERY5ECRET", "C0DE", "BODY5ECRET", "F0RM5ECRET"] {
        assert!(!log.contains(planted), "{log}");
    }
}
