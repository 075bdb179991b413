//! Logs go to the terminal's error stream; answers of commands to its output.

use tracing_subscriber::EnvFilter;

/// Starts logging. Without a filter, warnings and what the server itself has to say.
pub(crate) fn start(filter: Option<&str>) {
    let filter = EnvFilter::new(filter.unwrap_or("warn,server=info,pailou=info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
