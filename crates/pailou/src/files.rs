//! The file that `apply` reads, and how TOML files are read at all.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use server::apply::{
    Desired, DesiredApplication, DesiredConnector, DesiredExperience, DesiredResource, DesiredRole,
};

use crate::failure::{Failure, of_system};

/// What a file for `apply` can hold.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApplyFile {
    #[serde(default)]
    applications: Vec<DesiredApplication>,
    #[serde(default)]
    connectors: Vec<DesiredConnector>,
    #[serde(default)]
    resources: Vec<DesiredResource>,
    #[serde(default)]
    roles: Vec<DesiredRole>,
    sign_in_experience: Option<DesiredExperience>,
    /// Read by `demo` and `simulator`; other commands leave it alone.
    #[serde(default)]
    pub(crate) simulator: simulator::SeedFile,
}

impl ApplyFile {
    /// Reads a file and the pictures that it names, which lie beside it.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut file: Self = read(path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        if let Some(experience) = &mut file.sign_in_experience {
            experience.read_pictures(|name| {
                let picture = folder.join(name);
                std::fs::read(&picture).map_err(|error| {
                    let (shown, problem) = (picture.display(), of_system(&error));
                    Failure::new(format!("cannot read {shown}: {problem}"))
                })
            })?;
        }
        Ok(file)
    }

    /// What is for the server.
    pub(crate) fn into_desired(self) -> Desired {
        Desired {
            applications: self.applications,
            connectors: self.connectors,
            resources: self.resources,
            roles: self.roles,
            sign_in_experience: self.sign_in_experience,
        }
    }
}

/// Adds what a file says to what the simulator starts with; what is there under the same id is replaced.
pub(crate) fn seed(
    file: &simulator::SeedFile,
    settings: &mut simulator::Settings,
) -> Result<(), Failure> {
    file.add_to(settings)
        .map_err(|problem| Failure::new(format!("simulator {problem}")))
}

/// Reads a TOML file; the failure names the file, the line and the problem.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("cannot read {shown}: {}", of_system(&error))))?;
    toml::from_str(&text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let place = before.map_or(String::new(), |before| {
            format!(", line {}", before.matches('\n').count() + 1)
        });
        Failure::new(format!("{shown}{place}: {}", error.message()))
    })
}
