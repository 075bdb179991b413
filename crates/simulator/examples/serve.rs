//! Serves the seeded simulator on a port of this computer, to look at its pages.

use simulator::{Settings, Simulator};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).unwrap_or_else(|| "3002".to_owned());
    let address = format!("http://localhost:{port}").parse()?;
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    axum::serve(listener, Simulator::new(Settings::seeded(address)).router()).await?;
    Ok(())
}
