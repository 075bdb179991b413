//! The scripts of `tests/clients`, each of which uses a program that others wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use tokio::process::Command;
use tokio::time::timeout;

/// How long a script may take on a busy machine.
const LIMIT: Duration = Duration::from_mins(1);

/// What the steps of a script say, by their names.
pub(crate) type Steps = BTreeMap<String, Value>;

/// Where the scripts and the packages are.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients")
}

/// Runs a script with these settings and nothing of ours: gives what each step says, or what it
/// complained of.
pub(crate) async fn run(
    name: &str,
    environment: &[(&str, String)],
) -> Result<BTreeMap<String, Value>, String> {
    let settings = environment.iter().map(|(name, value)| (*name, value));
    let run = Command::new(interpreter(name))
        .arg(name)
        .current_dir(folder())
        .envs(settings)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = timeout(LIMIT, run).await.unwrap().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(complaint);
    }
    // Some packages warn when something is not as they know it.
    assert_eq!(complaint, "", "{name}");
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    let by_name = lines.map(|line| (line["step"].as_str().unwrap().to_owned(), line));
    Ok(by_name.collect())
}

/// The interpreters that came with the packages: another one may be too old for them.
fn interpreter(script: &str) -> PathBuf {
    let is_python = Path::new(script).extension().is_some_and(|it| it == "py");
    let program = folder().join(if is_python {
        ".venv/bin/python"
    } else {
        "node_modules/.bin/node"
    });
    assert!(
        program.exists(),
        "{} is missing. tests/clients/README.md says how to install it",
        program.display()
    );
    program
}
