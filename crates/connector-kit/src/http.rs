//! Outgoing calls, as connectors see them.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use url::Url;

use crate::Timestamp;

/// How long and how much a call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From connecting to the last byte.
    pub total: Duration,
    /// The largest body that is read, in bytes.
    pub body: usize,
}

impl Default for Limits {
    /// Five seconds and one mebibyte.
    fn default() -> Self {
        Self {
            total: Duration::from_secs(5),
            body: 1024 * 1024,
        }
    }
}

/// An answer: status, bytes, and the time of the machine that sent it. Other headers
/// are left out on purpose, because vendors send wrong ones and nobody may decide by
/// them.
#[derive(Clone, PartialEq, Eq)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
    /// What the answer says the time is, for noticing that our own clock is off.
    pub date: Option<Timestamp>,
}

/// Shows status and length only: bodies carry tokens.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {} with {} bytes", self.status, self.body.len())
    }
}

/// Why there is no answer. Nothing here carries the address that was called: for
/// some vendors it contains a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No complete answer in time.
    #[error("no answer within {} s", .0.as_secs_f32())]
    TimedOut(Duration),
    /// No connection, or it broke.
    #[error("{0}")]
    Failed(String),
    /// The body was larger than allowed.
    #[error("the answer was larger than {0} bytes")]
    TooLarge(usize),
    /// The guard on outgoing calls does not let anybody go there.
    #[error("outgoing calls to this address are not allowed: {0}")]
    Forbidden(String),
}

/// Makes outgoing calls.
///
/// Whoever builds it decides about proxies, allowed addresses and recording. It
/// never follows redirects and never logs an address with its query.
#[async_trait]
pub trait HttpClient: Send + Sync {
    /// One GET request.
    ///
    /// # Errors
    /// Fails when there is no complete answer within the limits; an answer with an
    /// error status is an answer.
    async fn get(&self, url: &Url, limits: Limits) -> Result<HttpResponse, TransportError>;

    /// One POST request with a form (`application/x-www-form-urlencoded`).
    ///
    /// A client that is only there to read need not be able to.
    ///
    /// # Errors
    /// As for [`HttpClient::get`].
    async fn post_form(
        &self,
        url: &Url,
        form: &[(&str, &str)],
        limits: Limits,
    ) -> Result<HttpResponse, TransportError> {
        let _ = (url, form, limits);
        let why = "this client only reads";
        Err(TransportError::Forbidden(why.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_of_an_answer_hides_its_body() {
        let response = HttpResponse {
            status: 200,
            body: b"TOKEN".to_vec(),
            date: None,
        };
        assert_eq!(format!("{response:?}"), "HTTP 200 with 5 bytes");
    }
}
