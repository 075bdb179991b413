//! What can be typed.

pub(crate) mod wrong_use;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// A sign-in server with WeChat, and a local WeChat to try it with.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true)]
pub(crate) struct Cli {
    /// What to log, such as "info" or "server=debug"
    #[arg(long, global = true, value_name = "FILTER", env = "PAILOU_LOG")]
    pub(crate) log: Option<String>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run everything on this machine: server, simulator, an application
    Demo(Demo),
    /// Run the server
    Serve(Serve),
    /// Run the simulator of WeChat alone
    Simulator(Simulator),
    /// Make or change applications, connectors and the sign-in experience
    Apply(Apply),
    /// Write the file that apply reads
    Export(Export),
    /// Check whether people can sign in, and say what to do
    Doctor(Doctor),
    /// Look after the keys that sign tokens
    #[command(subcommand)]
    Keys(Keys),
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Port of the server
    #[arg(long, default_value_t = 3001, value_parser = port)]
    pub(crate) port: u16,
    /// Port of the simulator
    #[arg(long, default_value_t = 3002, value_name = "PORT", value_parser = port)]
    pub(crate) simulator_port: u16,
    /// Port of the application
    #[arg(long, default_value_t = 3003, value_name = "PORT", value_parser = port)]
    pub(crate) app_port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = address)]
    pub(crate) host: IpAddr,
    /// Listen where others can reach it; the simulator's screens then ask for a token
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// Keep the data here instead of throwing it away at the end
    #[arg(long, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    // In `help`, because a comment would need marks around the address.
    #[arg(
        long,
        value_name = "URL",
        help = "Use this database, such as postgres://user@localhost/pailou"
    )]
    pub(crate) database_url: Option<String>,
    /// Apply this file after the demo's own data
    #[arg(long, value_name = "FILE")]
    pub(crate) apply: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Read settings from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Apply this file at the start
    #[arg(long, value_name = "FILE")]
    pub(crate) apply: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Simulator {
    /// Port to listen on
    #[arg(long, default_value_t = 3002, value_parser = port)]
    pub(crate) port: u16,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS", value_parser = address)]
    pub(crate) host: IpAddr,
    /// Listen where others can reach it; its screens then ask for a token
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// Serve WeChat's own host names too, through a proxy
    #[arg(long, conflicts_with = "allow_public")]
    pub(crate) impersonate: bool,
    /// Port of that proxy
    #[arg(long, default_value_t = 3004, value_name = "PORT", value_parser = port, requires = "impersonate")]
    pub(crate) proxy_port: u16,
    /// Write the proxy's certificate authority to this file
    #[arg(
        long,
        default_value = "wechat-simulator.pem",
        value_name = "FILE",
        requires = "impersonate"
    )]
    pub(crate) authority: PathBuf,
    /// Take apps and people from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) apply: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The file, in TOML
    pub(crate) file: PathBuf,
    /// Read the settings of the server from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Write to this file instead of the standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file if it is there already
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Write all secrets too: whoever reads them can act as this server and as its applications
    #[arg(long)]
    pub(crate) secrets: bool,
    /// Read the settings of the server from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

fn port(text: &str) -> Result<u16, &'static str> {
    text.parse().map_err(|_| "a port is a number up to 65535")
}

fn address(text: &str) -> Result<IpAddr, &'static str> {
    text.parse()
        .map_err(|_| "an address is one of numbers, such as 127.0.0.1")
}

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// Read the settings of the server from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// Print an address to try a sign-in through this connector
    #[arg(long, value_name = "CONNECTOR")]
    pub(crate) trial: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Put new signing keys in the place of those in use; nobody is signed out
    Rotate(Rotate),
}

#[derive(Debug, Args)]
pub(crate) struct Rotate {
    /// Read the settings of the server from this file
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
