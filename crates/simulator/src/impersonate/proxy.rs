//! The CONNECT proxy: leads WeChat's names to the simulator, and other names where they would go.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::NAMES;

/// How long a request to the proxy may be.
const LONGEST: usize = 16 * 1024;

/// How long a client may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that was meant for WeChat.
pub(super) type Led = (TlsStream<TcpStream>, SocketAddr);

/// Takes connections for ever.
pub(super) async fn run(listener: TcpListener, acceptor: TlsAcceptor, led: mpsc::Sender<Led>) {
    let acceptor = Arc::new(acceptor);
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                let (acceptor, led) = (Arc::clone(&acceptor), led.clone());
                tokio::spawn(async move {
                    if let Err(error) = serve(stream, address, &acceptor, led).await {
                        tracing::debug!(%error, "a connection through the proxy ended");
                    }
                });
            }
            Err(error) => {
                // Such as too many open files: it passes.
                tracing::warn!(%error, "the proxy could not take a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
}

async fn serve(
    mut client: TcpStream,
    address: SocketAddr,
    acceptor: &TlsAcceptor,
    led: mpsc::Sender<Led>,
) -> io::Result<()> {
    let head = tokio::time::timeout(PATIENCE, head(&mut client)).await??;
    let Some(target) = target(&head) else {
        return say(&mut client, "405 Method Not Allowed").await;
    };
    let Some((host, port)) = target.rsplit_once(':') else {
        return say(&mut client, "400 Bad Request").await;
    };
    if NAMES.iter().any(|name| host.eq_ignore_ascii_case(name)) {
        say(&mut client, "200 Connection established").await?;
        let stream = tokio::time::timeout(PATIENCE, acceptor.accept(client)).await??;
        return led
            .send((stream, address))
            .await
            .map_err(|_| io::ErrorKind::NotConnected.into());
    }
    // Whoever set the proxy for its whole program needs the rest of the world too.
    let Ok(port) = port.parse::<u16>() else {
        return say(&mut client, "400 Bad Request").await;
    };
    let Ok(mut server) = TcpStream::connect((host.trim_matches(['[', ']']), port)).await else {
        return say(&mut client, "502 Bad Gateway").await;
    };
    say(&mut client, "200 Connection established").await?;
    tokio::io::copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}

/// What is read before the tunnel begins, up to its empty line; the client says nothing more before the answer.
async fn head(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if head.len() == LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        head.push(client.read_u8().await?);
    }
    Ok(head)
}

/// What a CONNECT asks for.
fn target(head: &[u8]) -> Option<&str> {
    let line = head.split(|byte| *byte == b'\r').next()?;
    let mut parts = std::str::from_utf8(line).ok()?.split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    let is_connect = method == "CONNECT" && version.starts_with("HTTP/1.");
    (is_connect && parts.next().is_none()).then_some(target)
}

async fn say(client: &mut TcpStream, status: &str) -> io::Result<()> {
    client
        .write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes())
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_connect_has_a_target() {
        let of =
            |line: &str| target(format!("{line}\r\nHost: x\r\n\r\n").as_bytes()).map(str::to_owned);
        assert_eq!(
            of("CONNECT a.example:443 HTTP/1.1").as_deref(),
            Some("a.example:443")
        );
        for bad in [
            "GET http://a/ HTTP/1.1",
            "CONNECT a:443",
            "CONNECT a:1 b HTTP/1.1",
            "",
            "CONNECT  HTTP/1.1",
        ] {
            assert!(of(bad).is_none_or(|target| target.is_empty()), "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_taken(head in proptest::collection::vec(proptest::num::u8::ANY, 0..60)) {
            let _ = target(&head);
        }

        #[test]
        fn a_target_has_no_space_and_stands_in_the_first_line(
            method in "(CONNECT|GET|connect)",
            asked in "[!-~]{0,20}",
            version in "(HTTP/1\\.[01]|HTTP/2|)",
            rest in "[ -~\r\n]{0,20}",
        ) {
            let head = format!("{method} {asked} {version}\r\n{rest}");
            let is_fine = method == "CONNECT" && version.starts_with("HTTP/1.");
            proptest::prop_assert_eq!(target(head.as_bytes()), is_fine.then_some(&*asked));
        }
    }
}
