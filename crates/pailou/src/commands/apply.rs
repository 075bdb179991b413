//! `pailou apply`.

use store::Change;

use crate::failure::Failure;
use crate::files::ApplyFile;
use crate::terminal::say;
use crate::{assemble, cli, config};

pub(crate) async fn run(options: cli::Apply) -> Result<(), Failure> {
    let file = ApplyFile::read(&options.file)?;
    let config = config::load(options.config.as_deref(), config::environment())?;
    let keyring = assemble::keyring(&config.master_key.load()?);
    let store = assemble::open_store(&config.database_url, &keyring).await?;
    let applied = assemble::apply(file.into_desired(), &store, None, "pailou apply").await?;
    for entry in &applied {
        let change = match entry.change {
            Change::Created => "created",
            Change::Changed => "changed",
            Change::Unchanged => "as it was",
        };
        say!("{}: {change}", entry.what);
    }
    if applied.is_empty() {
        say!("the file asks for nothing");
    }
    store.close().await;
    Ok(())
}
