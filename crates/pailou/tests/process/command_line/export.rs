//! `pailou export`, read by `pailou apply`.

use super::{fails, run};

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// One of everything that a file can say.
const FILE: &str = r##"
[[applications]]
id = "web"
name = "Paperboat 纸船"
type = "Traditional"
description = "The shop"
id_token_alg = "RS256"
secret = "a-secret-of-my-application-0123456789"
redirect_uris = ["http://localhost:8080/callback", "https://app.example/callback"]
post_logout_redirect_uris = ["http://localhost:8080/"]
backchannel_logout_uri = "https://app.example/logout"
backchannel_logout_session_required = true
cors_allowed_origins = ["https://admin.example"]
third_party = true
client_uri = "https://app.example/"
ways = ["wechat"]
custom_data = { tier = 1, tags = ["a", "b"], deep = { x = 1.5 } }

[[applications.secrets]]
name = "autumn"
value = "another-secret-of-it-0123456789"
expires_at = 4102444800000

[[applications]]
id = "ops"
name = "Ops"
type = "MachineToMachine"
management_api = "read"
secret = "a-secret-of-a-machine-0123456789"
custom_data = '{"nothing":null}'

[[applications]]
id = "phone"
name = "Phone"
type = "Native"
redirect_uris = ["com.example.app:/callback"]

[[connectors]]
id = "wechat"
factory = "wechat-web"
sync_profile = true
sign_up = "never"
in_wechat = "hide"

[connectors.config]
clientId = "wx5f3a0c1e9b7d2d68"
clientSecret = "c0ffee5eed0f9a11e7c0de5afe0b0a7d"
scope = "snsapi_base"
inWechat = { clientId = "wx5f3a0c1e9b7d2d69", clientSecret = "c0ffee5eed0f9a11e7c0de5afe0b0a7e" }

[[connectors]]
id = "app"
factory = "wechat-native"
config = { clientId = "wx5f3a0c1e9b7d2d70", clientSecret = "c0ffee5eed0f9a11e7c0de5afe0b0a7f" }
endpoints = { open = "http://localhost:3002", api = "http://localhost:3002" }

[sign_in_experience]
social = ["wechat", "app"]
organisation = "Acme"
terms_url = "https://acme.example/terms"
agree_to_terms = "manual"
colour = { primary = "#2352D0" }
languages = { fallback = "fr", enabled = ["fr", "zh-Hans"] }
custom_css = "body { margin: 0 }"
logo = "data:image/png;base64,iVBORw0KGgo="
"##;

const SECRETS: [&str; 6] = [
    "a-secret-of-my-application-0123456789",
    "another-secret-of-it-0123456789",
    "a-secret-of-a-machine-0123456789",
    "c0ffee5eed0f9a11e7c0de5afe0b0a7d",
    "c0ffee5eed0f9a11e7c0de5afe0b0a7e",
    "c0ffee5eed0f9a11e7c0de5afe0b0a7f",
];

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs a command on the database `name`; it has to go well.
    async fn says(&self, database: &str, arguments: &[&str]) -> String {
        let data = self.path(database);
        let environment = [
            ("PAILOU_DATA_DIR", data.as_str()),
            ("PAILOU_MASTER_KEY", KEY),
        ];
        let said = run(arguments, &environment).await;
        assert_eq!(
            (said.code, said.error.as_str()),
            (Some(0), ""),
            "{arguments:?}"
        );
        said.output
    }

    /// Applies a text and tells what came of it.
    async fn applies(&self, database: &str, text: &str) -> String {
        let file = self.path("given.toml");
        std::fs::write(&file, text).unwrap();
        self.says(database, &["apply", &file]).await
    }
}

#[tokio::test]
async fn what_was_exported_with_secrets_makes_the_same_elsewhere() {
    let place = Place::new();
    place.applies("one", FILE).await;
    let exported = place.says("one", &["export", "--secrets"]).await;
    for secret in SECRETS {
        assert_eq!(exported.matches(secret).count(), 1, "{secret}\n{exported}");
    }
    let same = place.applies("one", &exported).await;
    assert_eq!(
        same.lines()
            .filter(|line| line.ends_with(": as it was"))
            .count(),
        6,
        "{same}"
    );
    assert_eq!(same.lines().count(), 6, "{same}");

    let made = place.applies("two", &exported).await;
    assert_eq!(
        made.lines()
            .filter(|line| line.ends_with(": created"))
            .count(),
        6,
        "{made}"
    );
    let again = place.says("two", &["export", "--secrets"]).await;
    assert_eq!(again, exported);
    assert_eq!(place.says("one", &["export", "--secrets"]).await, exported);
}

#[tokio::test]
async fn without_secrets_nothing_changes_here_and_elsewhere_they_are_asked_for() {
    let place = Place::new();
    place.applies("one", FILE).await;
    let exported = place.says("one", &["export"]).await;
    for secret in SECRETS {
        assert!(!exported.contains(secret), "{secret}\n{exported}");
    }
    let same = place.applies("one", &exported).await;
    assert_eq!(
        same.lines()
            .filter(|line| line.ends_with(": as it was"))
            .count(),
        6,
        "{same}"
    );
    assert_eq!(same.lines().count(), 6, "{same}");
    assert_eq!(place.says("one", &["export"]).await, exported);

    let file = place.path("given.toml");
    let data = place.path("two");
    let environment = [
        ("PAILOU_DATA_DIR", data.as_str()),
        ("PAILOU_MASTER_KEY", KEY),
    ];
    let said = run(&["apply", &file], &environment).await;
    assert_eq!(said.code, Some(1));
    assert!(
        said.error.contains("connector app: clientSecret"),
        "{}",
        said.error
    );
    // With the connectors' secrets, those of the applications are missing.
    let connectors = exported.replace("clientId", "clientSecret = \"x-x-x-x-x-x-x-x-x\"\nclientId");
    std::fs::write(&file, connectors).unwrap();
    let said = run(&["apply", &file], &environment).await;
    let line = "error: application ops: a new application of this type needs a secret or jwks\n";
    assert_eq!(said.error, line);
}

#[tokio::test]
async fn an_empty_server_exports_what_can_be_applied() {
    let place = Place::new();
    let exported = place.says("one", &["export"]).await;
    assert!(exported.starts_with("# Written by pailou export; pailou apply reads it.\n"));
    let made = place.applies("two", &exported).await;
    assert_eq!(made, "sign_in_experience: as it was\n");
    assert_eq!(place.says("two", &["export"]).await, exported);
}

#[tokio::test]
async fn a_file_is_for_its_owner_and_is_not_replaced_unasked() {
    let place = Place::new();
    place.applies("one", FILE).await;
    let file = place.path("out.toml");
    let printed = place.says("one", &["export"]).await;
    assert_eq!(place.says("one", &["export", "--output", &file]).await, "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), printed);

    let data = place.path("one");
    let environment = [
        ("PAILOU_DATA_DIR", data.as_str()),
        ("PAILOU_MASTER_KEY", KEY),
    ];
    std::fs::write(&file, "mine").unwrap();
    let line = format!("{file} is there already. Choose another file, or replace it with --force");
    let arguments = ["export", "--secrets", "--output", &file];
    fails(&arguments, &environment, 1, &line).await;
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        place
            .says(
                "one",
                &["export", "--output", &file, "--secrets", "--force"],
            )
            .await;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(std::fs::read_to_string(&file).unwrap().contains(SECRETS[0]));

    let nowhere = place.path("no/out.toml");
    let line = format!("cannot write {nowhere}: no such file or directory");
    fails(&["export", "--output", &nowhere], &environment, 1, &line).await;
    let line = "--output <FILE> is missing. --help lists what can be typed";
    fails(&["export", "--force"], &environment, 2, line).await;
    let line = "there is no option x. --help lists what can be typed";
    fails(&["export", "x"], &environment, 2, line).await;
}
