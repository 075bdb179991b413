//! `pailou simulator`.

use std::net::SocketAddr;

use simulator::{Settings, Simulator};

use crate::failure::Failure;
use crate::files::{self, ApplyFile};
use crate::lifecycle::{Running, listen};
use crate::terminal::say;
use crate::{cli, config};

pub(crate) async fn run(options: cli::Simulator) -> Result<(), Failure> {
    if !options.host.is_loopback() {
        let text = format!(
            "the simulator listens on this machine only, not on {}",
            options.host
        );
        return Err(Failure::wrong_use(text).hint("Leave out --host, or use 127.0.0.1"));
    }
    let file: ApplyFile = match &options.apply {
        Some(path) => files::read(path)?,
        None => ApplyFile::default(),
    };
    let listener = listen(SocketAddr::new(options.host, options.port), "--port").await?;
    let port = port_of(&listener)?;
    let mut settings = Settings::seeded(config::local_address(port)?);
    files::seed(&file.simulator, &mut settings)?;
    let simulator = Simulator::new(settings);
    let running = Running::default();
    // The port is open already: whoever reads this can connect.
    say!("simulator http://localhost:{port}");
    running.serve(listener, simulator.router());
    let stop = running.stop();
    running.run(async move {
        stop.cancelled().await;
        simulator.shutdown();
    });
    running.until_signal().await
}

/// The port that was really opened, for those who asked for port 0.
pub(crate) fn port_of(listener: &tokio::net::TcpListener) -> Result<u16, Failure> {
    let address = listener.local_addr();
    address
        .map(|address| address.port())
        .map_err(|error| Failure::new(format!("the port cannot be told: {error}")))
}
