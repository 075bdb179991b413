//! HTTP byte by byte over one connection, for commands that measure: as light as a client can be.

use std::str;

use http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection to a server of this machine, which stays open.
#[derive(Debug)]
pub struct Connection(TcpStream);

impl Connection {
    /// Opens one.
    pub async fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).await;
        let stream = stream.expect("the server listens");
        stream.set_nodelay(true).expect("a connection can be told");
        Self(stream)
    }

    /// Sends a request that is written out, and reads the body of its answer, which must be 200.
    pub async fn ask(&mut self, request: &str) -> Vec<u8> {
        let written = self.0.write_all(request.as_bytes()).await;
        written.expect("the server takes a request");
        let mut bytes = Vec::with_capacity(2048);
        loop {
            let read = self.0.read_buf(&mut bytes).await;
            assert_ne!(read.expect("the server answers"), 0, "the server hung up");
            let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
                continue;
            };
            let head = str::from_utf8(&bytes[..end]).expect("a head is text");
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length
                .and_then(|length| length.parse().ok())
                .expect("an answer says how long it is");
            if bytes.len() == end + 4 + length {
                let is_fine = head.starts_with(&format!("HTTP/1.1 {}", StatusCode::OK.as_str()));
                assert!(is_fine, "{request}{}", String::from_utf8_lossy(&bytes));
                return bytes.split_off(end + 4);
            }
        }
    }

    /// Sends a GET, and reads the body of its answer as text.
    pub async fn get(&mut self, path: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String::from_utf8(self.ask(&request).await).expect("the answer is text")
    }
}

/// Lets this process open as many connections as the system permits; most start with about 1 000.
pub fn many() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let maximum = getrlimit(Resource::Nofile).maximum;
    let limit = Rlimit {
        current: maximum,
        maximum,
    };
    setrlimit(Resource::Nofile, limit).expect("the soft limit can be raised to the hard one");
}
