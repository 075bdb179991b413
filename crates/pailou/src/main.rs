#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stderr,
    reason = "this crate is the one that talks to a terminal"
)]

mod assemble;
mod cli;
mod commands;
mod config;
mod data_dir;
mod failure;
mod files;
mod lifecycle;
mod logging;
mod open_files;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::failure::Failure;

fn main() -> ExitCode {
    let result = match Cli::try_parse() {
        Ok(cli) => run(cli),
        // Help and version come as errors too.
        Err(told) if !cli::wrong_use::is_it(&told) => {
            // A reader who has gone away is no failure.
            let _ = told.print();
            return ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2));
        }
        Err(error) => Err(cli::wrong_use::failure(&error)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.exit_code()
        }
    }
}

fn run(cli: Cli) -> Result<(), Failure> {
    logging::start(cli.log.as_deref())?;
    // TLS of outgoing calls and of PostgreSQL shares the one cryptography provider.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(format!("the program cannot start: {error}")))?;
    runtime.block_on(async {
        match cli.command {
            Command::Demo(options) => commands::demo::run(options).await,
            Command::Serve(options) => commands::serve::run(options).await,
            Command::Simulator(options) => commands::simulator::run(options).await,
            Command::Apply(options) => commands::apply::run(options).await,
            Command::Export(options) => commands::export::run(options).await,
            Command::Doctor(options) => commands::doctor::run(options).await,
            Command::Keys(cli::Keys::Rotate(options)) => commands::keys::run(options).await,
        }
    })
}
