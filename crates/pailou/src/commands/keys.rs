//! `pailou keys rotate`: new signing keys, while the servers go on.

use store::Actor;

use crate::failure::Failure;
use crate::terminal::say;
use crate::{assemble, cli, config};

pub(crate) async fn run(options: cli::Rotate) -> Result<(), Failure> {
    let config = config::load(options.config.as_deref(), config::environment())?;
    let keyring = assemble::keyring(&config.master_key.load()?);
    let store = assemble::open_store(&config.database_url, &keyring).await?;
    let server = assemble::server(config.settings, store.clone(), keyring).await?;
    let actor = Actor::command("pailou keys rotate");
    let rotated = server.rotate_signing_keys(&actor).await?;
    store.close().await;
    let Some(rotated) = rotated else {
        return Err(Failure::new("somebody else has just rotated the keys")
            .hint("Look at them in the console, under Settings"));
    };
    for (algorithm, kid) in &rotated.made {
        say!("{algorithm} {kid}");
    }
    say!(
        "They sign in {} seconds. The former keys stay published for {} minutes.",
        rotated.takes_over.as_secs(),
        rotated.grace.as_secs().div_ceil(60),
    );
    Ok(())
}
