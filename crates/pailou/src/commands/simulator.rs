//! `pailou simulator`.

use std::net::{IpAddr, SocketAddr};

use keys::SystemEntropy;
use simulator::{Settings, Simulator};
use url::Url;

use crate::failure::Failure;
use crate::files::{self, ApplyFile};
use crate::lifecycle::{Running, listen};
use crate::terminal::say;
use crate::{cli, config};

pub(crate) async fn run(options: cli::Simulator) -> Result<(), Failure> {
    let is_public = !options.host.is_loopback();
    if is_public && !options.allow_public {
        let text = format!(
            "the simulator listens on this machine only, not on {}",
            options.host
        );
        return Err(Failure::wrong_use(text).hint("Leave out --host, or add --allow-public"));
    }
    let file: ApplyFile = match &options.apply {
        Some(path) => files::read(path)?,
        None => ApplyFile::default(),
    };
    let listener = listen(SocketAddr::new(options.host, options.port), "--port").await?;
    let port = port_of(&listener)?;
    let mut settings = Settings::seeded(address(options.host, port)?);
    settings.token = is_public.then(|| keys::random_alphanumeric(&SystemEntropy, 24));
    files::seed(&file.simulator, &mut settings)?;
    let public_address = settings.public_address.origin().ascii_serialization();
    let token = settings.token.clone();
    let simulator = Simulator::new(settings);
    let running = Running::default();
    // The port is open already: whoever reads this can connect.
    say!("simulator {public_address}");
    if let Some(token) = token {
        say!("token {token}");
    }
    running.serve(listener, simulator.router());
    let stop = running.stop();
    running.run(async move {
        stop.cancelled().await;
        simulator.shutdown();
    });
    running.until_signal().await
}

/// Where browsers and phones reach it: at the very address, unless that stands for this machine or for all of its own.
fn address(host: IpAddr, port: u16) -> Result<Url, Failure> {
    if host.is_loopback() || host.is_unspecified() {
        return config::local_address(port);
    }
    Url::parse(&format!("http://{}", SocketAddr::new(host, port)))
        .map_err(|error| Failure::new(format!("{host} is no address: {error}")))
}

/// The port that was really opened, for those who asked for port 0.
pub(crate) fn port_of(listener: &tokio::net::TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr();
    address
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("the port cannot be told: {error}")))
}
