//! The settings of `serve`, from a file and the environment, resolved once.
//!
//! The environment wins over the file. A key that is not known is refused: a typing
//! mistake must not leave a default in force.

use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use server::{Lifetimes, Settings};
use url::{Origin, Url};

use crate::data_dir::{self, MasterKeySource};
use crate::failure::Failure;
use crate::files;

/// Everything `serve` needs to know.
pub(crate) struct Config {
    pub(crate) settings: Settings,
    pub(crate) listen: SocketAddr,
    pub(crate) database_url: String,
    pub(crate) master_key: MasterKeySource,
}

/// The keys of the file; each also as `PAILOU_…` in the environment.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Keys {
    public_address: Option<String>,
    listen: Option<String>,
    data_dir: Option<PathBuf>,
    database_url: Option<String>,
    master_key_file: Option<PathBuf>,
    metrics_token: Option<SecretString>,
    private_origins: Option<Vec<String>>,
    lifetimes: LifetimeKeys,
    #[serde(rename = "keys")]
    signing: SigningKeys,
}

/// What becomes of signing keys.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SigningKeys {
    rotate_after: Option<u64>,
}

/// Lifetimes in seconds.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LifetimeKeys {
    attempt: Option<u64>,
    interaction: Option<u64>,
    code: Option<u64>,
    access_token: Option<u64>,
    id_token: Option<u64>,
    refresh_token: Option<u64>,
    session: Option<u64>,
}

/// The variables of the environment; bytes that are no text are of nobody's settings.
pub(crate) fn environment() -> impl Iterator<Item = (String, String)> {
    let text = |value: OsString| value.to_string_lossy().into_owned();
    std::env::vars_os().map(move |(name, value)| (text(name), text(value)))
}

/// Reads the file, if any, and the environment.
pub(crate) fn load(
    path: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
) -> Result<Config, Failure> {
    let mut keys: Keys = match path {
        Some(path) => files::read(path)?,
        None => Keys::default(),
    };
    let mut master_key = None;
    for (name, value) in environment {
        let Some(key) = name.strip_prefix("PAILOU_") else {
            continue;
        };
        if key == "MASTER_KEY" {
            master_key = Some(SecretString::from(value));
        } else {
            keys.set(key, &name, value)?;
        }
    }
    keys.resolve(master_key)
}

impl Keys {
    fn set(&mut self, key: &str, name: &str, value: String) -> Result<(), Failure> {
        if value.is_empty() {
            return Err(
                Failure::new(format!("{name} is empty")).hint("Give it a value, or unset it")
            );
        }
        match key {
            "PUBLIC_ADDRESS" => self.public_address = Some(value),
            "LISTEN" => self.listen = Some(value),
            "DATA_DIR" => self.data_dir = Some(value.into()),
            "DATABASE_URL" => self.database_url = Some(value),
            "PRIVATE_ORIGINS" => {
                let origins = value.split(',').map(|origin| origin.trim().to_owned());
                self.private_origins = Some(origins.collect());
            }
            "METRICS_TOKEN" => self.metrics_token = Some(value.into()),
            "MASTER_KEY_FILE" => self.master_key_file = Some(value.into()),
            // An option of every command, and what the project's own tests read.
            "LOG" | "TEST_POSTGRES" => {}
            _ => {
                let slot = match key.strip_prefix("LIFETIMES_") {
                    Some(lifetime) => self.lifetimes.slot(lifetime),
                    None if key == "KEYS_ROTATE_AFTER" => Some(&mut self.signing.rotate_after),
                    None => None,
                };
                let Some(slot) = slot else {
                    return Err(Failure::new(format!("{name} is not a setting of Pailou"))
                        .hint("docs/operations.md lists them"));
                };
                let seconds = value.parse().map_err(|_| {
                    Failure::new(format!("{name} needs a number of seconds, not {value:?}"))
                })?;
                *slot = Some(seconds);
            }
        }
        Ok(())
    }

    fn resolve(self, master_key: Option<SecretString>) -> Result<Config, Failure> {
        let listen = self.listen.map_or_else(
            || Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3001)),
            |text| {
                text.parse().map_err(|_| {
                    Failure::new(format!("listen needs an address and a port, not {text:?}"))
                        .hint("Write it as 127.0.0.1:3001")
                })
            },
        )?;
        let public_address = match self.public_address {
            Some(text) => public_address(&text)?,
            None => local_address(listen.port())?,
        };
        let data_dir = self
            .data_dir
            .unwrap_or_else(|| PathBuf::from("pailou-data"));
        let shares_database = self.database_url.is_some();
        let database_url = match self.database_url {
            Some(url) => url,
            None => data_dir::database_url(&data_dir)?,
        };
        let master_key = match (master_key, self.master_key_file) {
            (Some(text), _) => MasterKeySource::Given(text),
            (None, Some(path)) => MasterKeySource::File(path),
            (None, None) if !shares_database => {
                MasterKeySource::FileMadeAtFirstStart(data_dir.join("master.key"))
            }
            (None, None) => {
                return Err(
                    Failure::new("database_url needs a master key that all nodes share")
                        .hint("Set PAILOU_MASTER_KEY or master_key_file"),
                );
            }
        };
        let mut settings = Settings::new(public_address);
        settings.metrics_token = self.metrics_token.map(metrics_token).transpose()?;
        let origins = self.private_origins.unwrap_or_default();
        let origins = origins.iter().map(|text| private_origin(text));
        settings.private_origins = origins.collect::<Result<_, _>>()?;
        self.lifetimes.onto(&mut settings.lifetimes)?;
        settings.rotate_keys_after = self.signing.rotate_after()?;
        Ok(Config {
            settings,
            listen,
            database_url,
            master_key,
        })
    }
}

impl SigningKeys {
    /// More often than once an hour, and keys would be replaced before tokens of the former ones
    /// have ended.
    fn rotate_after(&self) -> Result<Option<Duration>, Failure> {
        match self.rotate_after {
            None => Ok(None),
            Some(seconds @ HOUR..=YEAR) => Ok(Some(Duration::from_secs(seconds))),
            Some(seconds) => {
                let text = format!("keys.rotate_after is {seconds}");
                let hint = format!("It takes {HOUR} to {YEAR} seconds; leave it out for never");
                Err(Failure::new(text).hint(hint))
            }
        }
    }
}

impl LifetimeKeys {
    fn slot(&mut self, key: &str) -> Option<&mut Option<u64>> {
        Some(match key {
            "ATTEMPT" => &mut self.attempt,
            "INTERACTION" => &mut self.interaction,
            "CODE" => &mut self.code,
            "ACCESS_TOKEN" => &mut self.access_token,
            "ID_TOKEN" => &mut self.id_token,
            "REFRESH_TOKEN" => &mut self.refresh_token,
            "SESSION" => &mut self.session,
            _ => return None,
        })
    }

    fn onto(&self, lifetimes: &mut Lifetimes) -> Result<(), Failure> {
        let pairs = [
            ("attempt", self.attempt, &mut lifetimes.attempt),
            ("interaction", self.interaction, &mut lifetimes.interaction),
            ("code", self.code, &mut lifetimes.code),
            (
                "access_token",
                self.access_token,
                &mut lifetimes.access_token,
            ),
            ("id_token", self.id_token, &mut lifetimes.id_token),
            (
                "refresh_token",
                self.refresh_token,
                &mut lifetimes.refresh_token,
            ),
            ("session", self.session, &mut lifetimes.session),
        ];
        for (name, seconds, lifetime) in pairs {
            match seconds {
                None => {}
                Some(seconds @ 1..=YEAR) => *lifetime = Duration::from_secs(seconds),
                Some(seconds) => {
                    let text = format!("lifetimes.{name} is {seconds}");
                    return Err(Failure::new(text).hint(format!("It takes 1 to {YEAR} seconds")));
                }
            }
        }
        Ok(())
    }
}

const HOUR: u64 = 60 * 60;
const YEAR: u64 = 366 * 24 * 60 * 60;

/// The address of a server on this machine.
pub(crate) fn local_address(port: u16) -> Result<Url, Failure> {
    public_address(&format!("http://localhost:{port}"))
}

/// A token that nobody guesses: it goes over the net, to whoever asks.
fn metrics_token(token: SecretString) -> Result<SecretString, Failure> {
    let text = token.expose_secret();
    if text.len() < 16 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        let text = "metrics_token needs at least 16 letters, digits or signs without spaces";
        return Err(Failure::new(text).hint("Make one with: head -c 24 /dev/urandom | base64"));
    }
    Ok(token)
}

fn public_address(text: &str) -> Result<Url, Failure> {
    let hint = "Write it as https://id.example.com, without a path";
    plain(text)
        .ok_or_else(|| Failure::new(format!("public_address {text:?} is not accepted")).hint(hint))
}

fn private_origin(text: &str) -> Result<Origin, Failure> {
    let hint = "Write it as https://app.intranet.example, without a path";
    let url = plain(text).ok_or_else(|| {
        Failure::new(format!("private_origins: {text:?} is not accepted")).hint(hint)
    })?;
    Ok(url.origin())
}

/// An address of scheme, host and port.
fn plain(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_plain = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_plain.then_some(url)
}

#[cfg(test)]
mod tests;
