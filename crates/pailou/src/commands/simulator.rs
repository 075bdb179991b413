//! `pailou simulator`.

use std::net::{IpAddr, SocketAddr};

use keys::SystemEntropy;
use simulator::{Impersonation, PUBLIC_ADDRESS, Settings, Simulator};
use tokio::net::TcpListener;
use url::Url;

use crate::failure::{Failure, of_system};
use crate::files::{self, ApplyFile};
use crate::lifecycle::{Running, listen};
use crate::terminal::say;
use crate::{cli, config, open_files};

pub(crate) async fn run(options: cli::Simulator) -> Result<(), Failure> {
    if options.impersonate && !options.host.is_loopback() {
        // Nothing else is offered: whoever trusts its authority would trust it for everybody.
        let text = format!(
            "the simulator listens on this machine only, not on {}",
            options.host
        );
        return Err(Failure::wrong_use(text).hint("Leave out --host"));
    }
    let token = guard("the simulator", options.host, options.allow_public)?;
    let file: ApplyFile = match &options.apply {
        Some(path) => files::read(path)?,
        None => ApplyFile::default(),
    };
    let listener = listen(SocketAddr::new(options.host, options.port), "--port").await?;
    let port = port_of(&listener)?;
    let own_address = address(options.host, port)?;
    let proxy = if options.impersonate {
        Some(Proxy::open(&options).await?)
    } else {
        None
    };
    let mut settings = Settings::seeded(match &proxy {
        Some(_) => parsed(PUBLIC_ADDRESS)?,
        None => own_address.clone(),
    });
    settings.token.clone_from(&token);
    files::seed(&file.simulator, &mut settings)?;
    let simulator = Simulator::new(settings);
    open_files::raise();
    let running = Running::default();
    // The port is open already: whoever reads this can connect.
    say!("simulator {}", own_address.origin().ascii_serialization());
    if let Some(token) = token {
        say!("token {token}");
    }
    if let Some(proxy) = &proxy {
        say!("proxy http://localhost:{}", port_of(&proxy.listener)?);
        say!("authority {}", options.authority.display());
    }
    running.serve(listener, simulator.router());
    if let Some(proxy) = proxy {
        let (simulator, stop) = (simulator.clone(), running.stop());
        running.run(async move {
            let stopped = stop.cancelled_owned();
            let served = proxy
                .impersonation
                .serve(proxy.listener, &simulator, stopped);
            if let Err(error) = served.await {
                tracing::error!(%error, "the proxy failed");
            }
        });
    }
    let stop = running.stop();
    running.run(async move {
        stop.cancelled().await;
        simulator.shutdown();
    });
    running.until_signal().await
}

/// Keeps a simulator on this machine, unless others may reach it: those then need the token that is given back.
pub(crate) fn guard(
    what: &str,
    host: IpAddr,
    allow_public: bool,
) -> Result<Option<String>, Failure> {
    if host.is_loopback() {
        return Ok(None);
    }
    if !allow_public {
        let text = format!("{what} listens on this machine only, not on {host}");
        return Err(Failure::wrong_use(text).hint("Leave out --host, or add --allow-public"));
    }
    Ok(Some(keys::random_alphanumeric(&SystemEntropy, 24)))
}

/// Where browsers and phones reach it: at the very address, unless that stands for this machine or for all of its own.
fn address(host: IpAddr, port: u16) -> Result<Url, Failure> {
    if host.is_loopback() || host.is_unspecified() {
        return config::local_address(port);
    }
    parsed(&format!("http://{}", SocketAddr::new(host, port)))
}

fn parsed(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|error| Failure::new(format!("{text} is no address: {error}")))
}

/// What leads WeChat's names here.
struct Proxy {
    impersonation: Impersonation,
    listener: TcpListener,
}

impl Proxy {
    /// Opens its port and writes its authority's file.
    async fn open(options: &cli::Simulator) -> Result<Self, Failure> {
        let address = SocketAddr::new(options.host, options.proxy_port);
        let listener = listen(address, "--proxy-port").await?;
        let impersonation = Impersonation::new().map_err(Failure::new)?;
        std::fs::write(&options.authority, impersonation.pem()).map_err(|error| {
            let file = options.authority.display();
            Failure::new(format!("cannot write {file}: {}", of_system(&error)))
                .hint("Choose another file with --authority")
        })?;
        Ok(Self {
            impersonation,
            listener,
        })
    }
}

/// The port that was really opened, for those who asked for port 0.
pub(crate) fn port_of(listener: &tokio::net::TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr();
    address
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("the port cannot be told: {error}")))
}
