//! Where the database and the master key live.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use keys::{MasterKey, SystemEntropy};
use secrecy::{ExposeSecret, SecretString};

use crate::failure::{Failure, of_system};

/// The address of the SQLite file in a data directory, which is made if need be.
pub(crate) fn database_url(dir: &Path) -> Result<String, Failure> {
    fs::create_dir_all(dir).map_err(|error| {
        Failure::new(format!(
            "cannot make the data directory {}: {}",
            dir.display(),
            of_system(&error)
        ))
    })?;
    let file = dir.join("pailou.db");
    let file = std::path::absolute(&file).unwrap_or(file);
    Ok(format!("sqlite://{}", file.display()))
}

/// Where the master key comes from.
pub(crate) enum MasterKeySource {
    /// The environment.
    Given(SecretString),
    /// A file that must be there.
    File(PathBuf),
    /// A file that is made at the first start.
    FileMadeAtFirstStart(PathBuf),
}

impl MasterKeySource {
    pub(crate) fn load(self) -> Result<MasterKey, Failure> {
        match self {
            Self::Given(text) => parse(text.expose_secret(), "PAILOU_MASTER_KEY"),
            Self::File(path) => read(&path),
            Self::FileMadeAtFirstStart(path) if path.exists() => read(&path),
            Self::FileMadeAtFirstStart(path) => make(&path),
        }
    }
}

fn parse(text: &str, place: &str) -> Result<MasterKey, Failure> {
    MasterKey::from_base64(text.trim()).map_err(|error| {
        Failure::new(format!("{place}: {error}"))
            .hint("Make one with: head -c 32 /dev/urandom | base64")
    })
}

fn read(path: &Path) -> Result<MasterKey, Failure> {
    let shown = path.display();
    let text = fs::read_to_string(path).map_err(|error| {
        let why = of_system(&error);
        Failure::new(format!("cannot read the master key {shown}: {why}"))
    })?;
    parse(&text, &shown.to_string())
}

fn make(path: &Path) -> Result<MasterKey, Failure> {
    let key = MasterKey::generate(&SystemEntropy);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        writeln!(file, "{}", key.to_base64().expose_secret())?;
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(key),
        Err(error) => {
            let shown = path.display();
            let why = of_system(&error);
            Err(Failure::new(format!(
                "cannot write the master key {shown}: {why}"
            )))
        }
    }
}
