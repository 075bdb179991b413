//! `pailou export`.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use connector_kit::{Clock, SystemClock};
use keys::SystemEntropy;
use server::apply::{Desired, Means};
use store::{Actor, Store};

use crate::failure::{Failure, of_system};
use crate::{assemble, cli, config};

const COMMAND: &str = "pailou export";

pub(crate) async fn run(options: cli::Export) -> Result<(), Failure> {
    let config = config::load(options.config.as_deref(), config::environment())?;
    let keyring = assemble::keyring(&config.master_key.load()?);
    let store = assemble::open_store(&config.database_url, &keyring).await?;
    let text = text(&store, options.secrets).await?;
    match &options.output {
        None => {
            // A reader that has gone away, as `head` does, is no failure of the command.
            let _ = std::io::stdout().write_all(text.as_bytes());
        }
        Some(path) => {
            let shown = path.display();
            write(path, &text, options.force).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Failure::new(format!("{shown} is there already"))
                    .hint("Choose another file, or replace it with --force"),
                _ => Failure::new(format!("cannot write {shown}: {}", of_system(&error))),
            })?;
        }
    }
    store.close().await;
    Ok(())
}

async fn text(store: &Store, with_secrets: bool) -> Result<String, Failure> {
    let desired = Desired::of(store, with_secrets, SystemClock.now()).await?;
    let entries = toml::to_string(&desired)
        .map_err(|error| Failure::new(format!("something cannot be written as TOML: {error}")))?;
    if with_secrets {
        let actor = Actor::command(COMMAND);
        let means = Means {
            store,
            clock: &SystemClock,
            entropy: &SystemEntropy,
            simulator: None,
            actor: &actor,
        };
        server::apply::note_export(means).await?;
    }
    let about = if with_secrets {
        "It holds every secret: whoever reads it can act as this server."
    } else {
        "It holds no secrets."
    };
    Ok(format!(
        "# Written by {COMMAND}; pailou apply reads it.\n# {about}\n\n{entries}"
    ))
}

/// Writes a file for its owner's eyes only.
fn write(path: &Path, text: &str, force: bool) -> std::io::Result<()> {
    let mut how = OpenOptions::new();
    how.write(true);
    if force {
        how.create(true).truncate(true);
    } else {
        how.create_new(true);
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut how, 0o600);
    let mut file = how.open(path)?;
    make_private(&file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A file that is replaced had rights of its own.
#[cfg(unix)]
fn make_private(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    // What is no file, such as /dev/stdout, keeps its rights.
    if file.metadata()?.is_file() {
        file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn make_private(_: &File) -> std::io::Result<()> {
    Ok(())
}
