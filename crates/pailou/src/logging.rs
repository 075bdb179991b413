//! Logs go to the terminal's error stream; answers of commands to its output.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::failure::Failure;

/// Starts logging. Without a filter, warnings and what the server itself has to say.
pub(crate) fn start(filter: Option<&str>) -> Result<(), Failure> {
    let filter = filter.unwrap_or("warn,server=info,pailou=info");
    let filter = EnvFilter::builder().parse(filter).map_err(|_| {
        Failure::wrong_use(format!("--log cannot be {filter:?}"))
            .hint("Write a level such as info, or levels of parts such as warn,server=debug")
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // Colours are for eyes; in a file they are noise.
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    Ok(())
}
