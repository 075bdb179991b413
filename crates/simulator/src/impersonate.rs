//! WeChat's own names over TLS, for clients whose addresses cannot be changed: a proxy that leads these names here, and
//! an authority whose file they are given.
//!
//! The authority lives as long as the simulator, its key is nowhere else, and it may speak for these names alone.

mod authority;
mod der;
mod proxy;

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use authority::Authority;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::{Simulator, clock};

/// The host names that the simulator answers for.
const NAMES: [&str; 6] = [
    "open.weixin.qq.com",
    "api.weixin.qq.com",
    "lp.open.weixin.qq.com",
    "long.open.weixin.qq.com",
    "res.wx.qq.com",
    "mp.weixin.qq.com",
];

/// The domains that the authority may speak for.
const DOMAINS: [&str; 2] = ["weixin.qq.com", "res.wx.qq.com"];

/// The public address of a simulator that impersonates, and so what QR codes say.
pub const PUBLIC_ADDRESS: &str = "https://open.weixin.qq.com";

/// What stands in for WeChat's names.
pub struct Impersonation {
    pem: String,
    acceptor: TlsAcceptor,
}

impl Impersonation {
    /// Makes an authority and its certificate for WeChat's names.
    ///
    /// # Errors
    ///
    /// A sentence, where the system's cryptography fails.
    pub fn new() -> Result<Self, String> {
        let now = clock::real_now();
        let authority = Authority::new(&DOMAINS, now)?;
        let issued = authority.issue(&NAMES, now)?;
        let chain = vec![
            CertificateDer::from(issued.certificate),
            CertificateDer::from(authority.certificate.clone()),
        ];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(issued.key));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
            .map_err(|error| error.to_string())?;
        Ok(Self {
            pem: authority.pem(),
            acceptor: TlsAcceptor::from(Arc::new(config)),
        })
    }

    /// The authority's file.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// Is the proxy until told to stop.
    ///
    /// # Errors
    ///
    /// What ended it before.
    pub async fn serve(
        self,
        listener: TcpListener,
        simulator: &Simulator,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let address = listener.local_addr()?;
        let (send, led) = mpsc::channel(64);
        let proxy = tokio::spawn(proxy::run(listener, self.acceptor, send));
        let led = LedHere { led, address };
        let served = axum::serve(led, simulator.router())
            .with_graceful_shutdown(stop)
            .await;
        proxy.abort();
        served
    }
}

/// The connections that were meant for WeChat, as a listener.
struct LedHere {
    led: mpsc::Receiver<proxy::Led>,
    address: SocketAddr,
}

impl axum::serve::Listener for LedHere {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.led.recv().await {
            Some(led) => led,
            // The proxy has ended, and so nobody comes any more.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}
