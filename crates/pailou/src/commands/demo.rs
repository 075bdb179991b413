//! `pailou demo`: everything on this machine, wired.

use std::net::SocketAddr;
use std::path::PathBuf;

use keys::SystemEntropy;
use secrecy::{ExposeSecret, SecretString};
use server::Settings;
use server::apply::Desired;
use simulator::{Simulator, seed};
use tempfile::TempDir;
use url::Url;

use super::simulator::{guard, port_of};
use crate::data_dir::{self, MasterKeySource};
use crate::failure::{Failure, of_system};
use crate::files::{self, ApplyFile};
use crate::lifecycle::{Running, listen};
use crate::terminal::say;
use crate::{assemble, cli, config, open_files};

pub(crate) async fn run(options: cli::Demo) -> Result<(), Failure> {
    let token = guard("the demo", options.host, options.allow_public)?;
    let file = match &options.apply {
        Some(path) => ApplyFile::read(path)?,
        None => ApplyFile::default(),
    };
    let on = |port| SocketAddr::new(options.host, port);
    let server_port = listen(on(options.port), "--port").await?;
    let simulator_port = listen(on(options.simulator_port), "--simulator-port").await?;
    let app_port = listen(on(options.app_port), "--app-port").await?;
    let server_address = config::local_address(port_of(&server_port)?)?;
    let simulator_address = config::local_address(port_of(&simulator_port)?)?;
    let app_address = config::local_address(port_of(&app_port)?)?;

    let mut wechat = simulator::Settings::seeded(simulator_address.clone());
    files::seed(&file.simulator, &mut wechat)?;
    wechat.server = Some(server_address.clone());
    wechat.token.clone_from(&token);
    let wechat = Simulator::new(wechat);

    // Held until the end: dropping it throws the data away.
    let data = Data::prepare(&options)?;
    let keyring = assemble::keyring(&data.master_key.load()?);
    let store = assemble::open_store(&data.database_url, &keyring).await?;
    let secret = demo_secret();
    let seed = seeded(&app_address, &secret)?;
    for desired in [seed, file.into_desired()] {
        assemble::apply(desired, &store, Some(&simulator_address), "pailou demo").await?;
    }
    let settings = Settings::new(server_address.clone());
    let issuer = settings.issuer();
    let server = assemble::server(settings, store.clone(), keyring).await?;

    let application = demo_app::router(demo_app::Settings {
        public_address: app_address.clone(),
        issuer: Url::parse(&issuer)
            .map_err(|error| Failure::new(format!("the issuer is no address: {error}")))?,
        client_id: APPLICATION.to_owned(),
        client_secret: secret,
        simulator: Some(simulator_address.clone()),
    });
    open_files::raise();
    let running = Running::default();
    // The ports are open already: whoever reads this can connect.
    for (name, address) in [
        ("server", &server_address),
        ("simulator", &simulator_address),
        ("application", &app_address),
    ] {
        say!("{name} {}", address.origin().ascii_serialization());
    }
    if let Some(token) = token {
        say!("token {token}");
    }
    if let Some(link) = server.setup_link().await? {
        say!("administrator {link}");
    }
    say!("Open the application and sign in. Ctrl-C ends everything.");
    running.serve(server_port, server.router());
    running.serve(simulator_port, wechat.router());
    running.serve(app_port, application);
    let stop = running.stop();
    running.run(async move { server.keep_in_order(stop).await });
    let stop = running.stop();
    running.run(async move {
        stop.cancelled().await;
        wechat.shutdown();
    });
    running.until_signal().await?;
    store.close().await;
    Ok(())
}

/// The id of the application that comes with the demo.
const APPLICATION: &str = "demo-app";

/// A secret for this run of the demo; both sides get it from here.
fn demo_secret() -> SecretString {
    SecretString::from(keys::random_alphanumeric(&SystemEntropy, 32))
}

/// What the demo begins with, in the words of a file for `apply`.
fn seeded(application: &Url, secret: &SecretString) -> Result<Desired, Failure> {
    let origin = application.origin().ascii_serialization();
    let text = format!(
        r#"
        [[applications]]
        id = "{APPLICATION}"
        name = "Paperboat"
        type = "Traditional"
        secret = "{}"
        redirect_uris = ["{origin}/callback"]
        post_logout_redirect_uris = ["{origin}/"]
        backchannel_logout_uri = "{origin}/backchannel-logout"
        backchannel_logout_session_required = true

        [[connectors]]
        id = "wechat"
        factory = "wechat-web"
        config = {{ clientId = "{}", clientSecret = "{}", openPlatform = "{}" }}
        endpoints = "simulator"

        [sign_in_experience]
        social = ["wechat"]
        "#,
        secret.expose_secret(),
        seed::APP_ID,
        seed::APP_SECRET,
        seed::OPEN_PLATFORM,
    );
    let file: ApplyFile = toml::from_str(&text)
        .map_err(|error| Failure::new(format!("the demo's own data is wrong: {error}")))?;
    Ok(file.into_desired())
}

/// Where the demo keeps its data.
struct Data {
    database_url: String,
    master_key: MasterKeySource,
    _throw_away: Option<TempDir>,
}

impl Data {
    fn prepare(options: &cli::Demo) -> Result<Self, Failure> {
        let (dir, throw_away) = if let Some(dir) = &options.data_dir {
            (dir.clone(), None)
        } else {
            let dir = tempfile::tempdir().map_err(|error| {
                let why = of_system(&error);
                Failure::new(format!("no directory for throw-away data: {why}"))
                    .hint("Choose one with --data-dir")
            })?;
            (PathBuf::from(dir.path()), Some(dir))
        };
        let in_dir = data_dir::database_url(&dir)?;
        let given = config::environment().find(|(name, _)| name == "PAILOU_MASTER_KEY");
        let master_key = match given {
            Some((_, text)) => MasterKeySource::Given(SecretString::from(text)),
            None if options.database_url.is_some() && options.data_dir.is_none() => {
                let text = "--database-url needs a master key that outlives this run";
                return Err(Failure::wrong_use(text)
                    .hint("Set PAILOU_MASTER_KEY, or keep one with --data-dir"));
            }
            None => MasterKeySource::FileMadeAtFirstStart(dir.join("master.key")),
        };
        Ok(Self {
            database_url: options.database_url.clone().unwrap_or(in_dir),
            master_key,
            _throw_away: throw_away,
        })
    }
}
