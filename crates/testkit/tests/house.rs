//! The house itself: who may know whom, what comes in from outside, how rooms are kept.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Which rooms a room may know, tests apart. Arrows point one way; a new one is a decision.
const ARROWS: &[(&str, &[&str])] = &[
    ("accounts", &["connector-kit"]),
    ("connector-kit", &[]),
    ("connectors", &["connector-kit"]),
    // As foreign as anybody's application.
    ("demo-app", &[]),
    ("keys", &["connector-kit"]),
    ("oidc", &[]),
    ("pages", &[]),
    (
        "pailou",
        &[
            "accounts",
            "connector-kit",
            "connectors",
            "demo-app",
            "keys",
            "oidc",
            "pages",
            "server",
            "simulator",
            "store",
        ],
    ),
    (
        "server",
        &[
            "accounts",
            "connector-kit",
            "connectors",
            "keys",
            "oidc",
            "pages",
            "store",
        ],
    ),
    // Shares no protocol code with the connector: a misreading on one side must show.
    ("simulator", &["pages"]),
    ("store", &["accounts", "connector-kit", "keys", "oidc"]),
];

/// Rooms of plain functions, and the crates by which a room would reach the outside.
const PURE: &[&str] = &["accounts", "connector-kit", "oidc"];
const OUTSIDE: &[&str] = &["axum", "hyper", "mio", "reqwest", "rustls", "sqlx", "tokio"];

/// Crates that must not come in, as `deny.toml` says with reasons.
const BANNED: &[&str] = &[
    "chrono",
    "native-tls",
    "oauth2",
    "openidconnect",
    "openssl",
    "openssl-sys",
    "ring",
    "rsa",
];

/// Licences under which code may come in, as in `deny.toml`.
const LICENCES: &[&str] = &[
    "Apache-2.0",
    "BSD-3-Clause",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Zlib",
];
/// Crates under another licence, each with it.
const LICENCE_EXCEPTIONS: &[(&str, &str)] = &[
    // The WebDriver client of the tests; in no binary.
    ("webdriver", "MPL-2.0"),
];

const LONGEST_FILE: usize = 600;

#[test]
fn arrows_point_one_way() {
    let allowed: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    let rooms = rooms();
    for room in rooms.iter().filter(|room| room.name != "testkit") {
        let allowed = allowed.get(room.name.as_str());
        let allowed = allowed.unwrap_or_else(|| panic!("{} has no arrows here", room.name));
        let known = room.dependencies.iter();
        for other in known.filter(|name| rooms.iter().any(|it| it.name == **name)) {
            let fine = allowed.contains(&other.as_str());
            assert!(fine, "{} must not know {other}", room.name);
        }
    }
    assert_eq!(rooms.len(), ARROWS.len() + 1, "a room of the list is gone");
}

#[test]
fn pure_rooms_reach_nothing_outside() {
    for room in PURE {
        let tree = tree(&["--package", room, "--edges", "normal"]);
        assert!(
            tree.iter().any(|it| it.name == *room),
            "{room} is not in its own tree"
        );
        for it in tree {
            assert!(
                !OUTSIDE.contains(&it.name.as_str()),
                "{room} uses {}",
                it.name
            );
        }
    }
}

#[test]
fn banned_crates_stay_out() {
    for it in tree(&["--workspace", "--edges", "normal,build,dev"]) {
        assert!(!BANNED.contains(&it.name.as_str()), "{} is banned", it.name);
    }
}

#[test]
fn licences_are_on_the_list() {
    let tree = tree(&["--workspace", "--edges", "normal,build,dev"]);
    assert!(tree.len() > 100, "the tree has {} crates only", tree.len());
    for it in tree {
        let exception = |licence: &str| LICENCE_EXCEPTIONS.contains(&(it.name.as_str(), licence));
        let fine = permits(&it.licence, |one| LICENCES.contains(&one) || exception(one));
        assert!(fine, "{} has the licence {:?}", it.name, it.licence);
    }
}

#[test]
fn licence_expressions_are_read_right() {
    let mit_or_isc = |text| permits(text, |one| matches!(one, "MIT" | "ISC"));
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "GPL-3.0/MIT",
        "MIT AND ISC",
        "(GPL-3.0 OR MIT) AND ISC",
        "GPL-3.0 OR MIT AND ISC",
        "Apache-2.0 WITH LLVM-exception OR MIT",
    ] {
        assert!(mit_or_isc(good), "{good}");
    }
    for bad in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR ISC) AND GPL-3.0",
        "MIT WITH X",
        "(MIT",
    ] {
        assert!(!mit_or_isc(bad), "{bad}");
    }
}

#[test]
fn every_room_introduces_itself() {
    for room in rooms() {
        let readme = fs::read_to_string(room.folder.join("README.md")).unwrap_or_default();
        assert!(
            readme.len() > 100,
            "{}: README.md says what it is for",
            room.name
        );
        assert!(
            !room.description.is_empty(),
            "{}: description in Cargo.toml",
            room.name
        );
    }
}

#[test]
fn files_stay_short() {
    for file in files(&top().join("crates")) {
        if file.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let name = file.file_name().unwrap();
        assert_ne!(name, "mod.rs", "{}: foo.rs + foo/ instead", file.display());
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines",
            file.display()
        );
    }
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    let top = top();
    let mut places = ["home", "root", "Users"]
        .map(|it| format!("/{it}/"))
        .to_vec();
    places.push(top.display().to_string());
    let mut seen = 0;
    for file in files(&top) {
        // Pictures and fonts are no text; nobody reads a path in them.
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        seen += 1;
        for place in &places {
            assert!(
                !text.contains(place.as_str()),
                "{} names {place}",
                file.display()
            );
        }
    }
    assert!(seen > 50, "only {seen} files were looked at");
}

#[test]
fn links_in_documents_lead_somewhere() {
    let mut seen = 0;
    for file in files(&top()) {
        let is_document = file.extension().is_some_and(|it| it == "md");
        if !is_document || file.iter().any(|part| part == "node_modules") {
            continue;
        }
        for link in links(&fs::read_to_string(&file).unwrap()) {
            let (path, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => file.clone(),
                path => file.parent().unwrap().join(path),
            };
            assert!(target.exists(), "{}: {link}", file.display());
            if !heading.is_empty() && target.is_file() {
                let text = fs::read_to_string(&target).unwrap();
                let is_there = headings(&text).any(|it| it == heading);
                assert!(is_there, "{}: {link}", file.display());
            }
            seen += 1;
        }
    }
    assert!(seen > 50, "only {seen} links were followed");
}

/// Where the links and pictures of a document lead, as far as that is in the tree.
fn links(text: &str) -> Vec<String> {
    let mut code = false;
    let mut links = Vec::new();
    for line in text.lines() {
        code ^= line.trim_start().starts_with("```");
        for rest in line.split("](").skip(1).filter(|_| !code) {
            let link = rest.split([')', ' ']).next().unwrap_or_default();
            let is_name = link.contains("::") || link.starts_with("mailto:");
            if !is_name && !link.contains("://") {
                links.push(link.to_owned());
            }
        }
    }
    links
}

/// The names of the headings of a document, as links to them are written.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let mut code = false;
    let lines = text.lines().filter(move |line| {
        code ^= line.starts_with("```");
        !code && line.starts_with('#')
    });
    lines.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let keeps = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
        words
            .chars()
            .filter(keeps)
            .collect::<String>()
            .replace(' ', "-")
    })
}

struct Room {
    name: String,
    description: String,
    folder: PathBuf,
    /// Names of crates that it needs outside of tests and build scripts.
    dependencies: BTreeSet<String>,
}

fn rooms() -> Vec<Room> {
    let text = cargo(&["metadata", "--no-deps", "--format-version", "1", "--locked"]);
    let metadata: Value = serde_json::from_str(&text).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    let rooms = packages.map(|package| {
        let needs = package["dependencies"].as_array().unwrap().iter();
        let needs = needs.filter(|it| it["kind"].is_null());
        Room {
            name: text(&package["name"]),
            description: text(&package["description"]),
            folder: Path::new(&text(&package["manifest_path"]))
                .parent()
                .unwrap()
                .to_owned(),
            dependencies: needs.map(|it| text(&it["name"])).collect(),
        }
    });
    rooms.collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Crate {
    name: String,
    licence: String,
}

/// The crates that are really built here. `cargo metadata` lists optional ones that nobody
/// switched on too, so this asks `cargo tree`.
fn tree(arguments: &[&str]) -> BTreeSet<Crate> {
    let always = [
        "tree",
        "--locked",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}|{l}",
    ];
    let text = cargo(&[&always, arguments].concat());
    let lines = text.lines().filter_map(|line| line.split_once('|'));
    let crates = lines.map(|(package, licence)| Crate {
        name: package.split(' ').next().unwrap_or_default().to_owned(),
        // A mark of crates that were met before, which need each other in their tests.
        licence: licence.trim_end_matches(" (*)").to_owned(),
    });
    crates.collect()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(top())
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {arguments:?}: {complaint}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether one can keep to an SPDX expression with allowed licences alone.
fn permits(expression: &str, allowed: impl Fn(&str) -> bool) -> bool {
    // `/` is the old way to say OR.
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let words = spaced.split_whitespace().rev().collect();
    let mut reader = Reader { words, allowed };
    reader.either() && reader.words.is_empty()
}

struct Reader<'a, F> {
    /// What is left to read, the next word last.
    words: Vec<&'a str>,
    allowed: F,
}

impl<F: Fn(&str) -> bool> Reader<'_, F> {
    fn either(&mut self) -> bool {
        let mut fine = self.both();
        while self.words.pop_if(|it| *it == "OR").is_some() {
            fine |= self.both();
        }
        fine
    }

    fn both(&mut self) -> bool {
        let mut fine = self.one();
        while self.words.pop_if(|it| *it == "AND").is_some() {
            fine &= self.one();
        }
        fine
    }

    fn one(&mut self) -> bool {
        if self.words.pop_if(|it| *it == "(").is_some() {
            return self.either() & self.words.pop_if(|it| *it == ")").is_some();
        }
        let Some(name) = self.words.pop() else {
            return false;
        };
        if self.words.pop_if(|it| *it == "WITH").is_some() {
            let exception = self.words.pop().unwrap_or_default();
            return (self.allowed)(&format!("{name} WITH {exception}"));
        }
        (self.allowed)(name)
    }
}

/// All files below a folder that are ours: no build results, no history.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_file() {
            files.push(path);
        } else if !["target", ".git", "artefacts", "node_modules", ".venv"].contains(&name.as_str())
        {
            files.extend(self::files(&path));
        }
    }
    files
}

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}
