//! Where a call comes from, which an account's list of addresses may refuse.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address of whoever asks; this computer where the server does not tell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) IpAddr);

impl Caller {
    /// From what the server attached to a request.
    pub(crate) fn of(extensions: &axum::http::Extensions) -> Self {
        let connected = extensions.get::<ConnectInfo<SocketAddr>>();
        Self(connected.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions))
    }
}
