//! `pailou serve`.

use crate::failure::Failure;
use crate::files::ApplyFile;
use crate::lifecycle::{Running, listen};
use crate::terminal::say;
use crate::{assemble, cli, config, open_files};

pub(crate) async fn run(options: cli::Serve) -> Result<(), Failure> {
    let config = config::load(options.config.as_deref(), config::environment())?;
    let file = options.apply.as_deref().map(ApplyFile::read).transpose()?;
    // The port first: two servers on one SQLite file would be worse than none.
    let listener = listen(config.listen, "PAILOU_LISTEN").await?;
    let keyring = assemble::keyring(&config.master_key.load()?);
    let store = assemble::open_store(&config.database_url, &keyring).await?;
    if let Some(file) = file {
        let desired = file.into_desired();
        for entry in assemble::apply(desired, &store, None, "pailou serve").await? {
            tracing::info!(entry = entry.what, change = ?entry.change, "applied");
        }
    }
    let address = config.settings.origin();
    let server = assemble::server(config.settings, store.clone(), keyring).await?;
    open_files::raise();
    let running = Running::default();
    // The port is open already: whoever reads this can connect.
    say!("server {address}");
    if let Some(link) = server.setup_link().await? {
        say!("administrator {link}");
    }
    running.serve(listener, server.router());
    let stop = running.stop();
    running.run(async move { server.keep_in_order(stop).await });
    running.until_signal().await?;
    store.close().await;
    Ok(())
}
