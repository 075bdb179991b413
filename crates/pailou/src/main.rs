#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
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

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    logging::start(cli.log.as_deref());
    // TLS of outgoing calls and of PostgreSQL shares the one cryptography provider.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let result = match runtime {
        Err(error) => Err(failure::Failure::new(format!(
            "the program cannot start: {error}"
        ))),
        Ok(runtime) => runtime.block_on(async {
            match cli.command {
                Command::Demo(options) => commands::demo::run(options).await,
                Command::Serve(options) => commands::serve::run(options).await,
                Command::Simulator(options) => commands::simulator::run(options).await,
                Command::Apply(options) => commands::apply::run(options).await,
            }
        }),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            failure.exit_code()
        }
    }
}
