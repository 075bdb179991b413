//! What the program says to whoever types something, word for word.

mod export;
mod help;

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use testkit::postgres;
use testkit::process::Process;

use crate::PAILOU;

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const OTHER_KEY: &str = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

/// What came of a command that ends by itself.
struct Said {
    code: Option<i32>,
    output: String,
    error: String,
}

async fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Said {
    let mut process = Process::start(PAILOU, arguments, environment);
    let status = process.ended(Duration::from_secs(20)).await;
    Said {
        code: status.code(),
        output: process.stdout(),
        error: process.stderr(),
    }
}

/// Fails with this code and exactly this line.
async fn fails(arguments: &[&str], environment: &[(&str, &str)], code: i32, line: &str) {
    let said = run(arguments, environment).await;
    assert_eq!(said.error, format!("error: {line}\n"), "{arguments:?}");
    assert_eq!(said.code, Some(code), "{arguments:?}");
    assert_eq!(said.output, "", "{arguments:?}");
}

#[tokio::test]
async fn wrong_options() {
    for (arguments, line) in [
        (&["sevre"][..], "there is no command sevre. There is serve"),
        (
            &["backup"],
            "there is no command backup. --help lists what can be typed",
        ),
        (
            &["demo", "--prot", "1"],
            "there is no option --prot. There is --port",
        ),
        (
            &["serve", "now"],
            "there is no option now. --help lists what can be typed",
        ),
        (
            &["demo", "--port", "high"],
            "--port <PORT> cannot be \"high\": a port is a number up to 65535. --help lists what can be typed",
        ),
        (
            &["demo", "--port", "70000"],
            "--port <PORT> cannot be \"70000\": a port is a number up to 65535. --help lists what can be typed",
        ),
        (
            &["demo", "--port"],
            "--port <PORT> needs a value. --help lists what can be typed",
        ),
        (
            &["demo", "--port", "1", "--port", "2"],
            "--port <PORT> is there twice. --help lists what can be typed",
        ),
        (
            &["demo", "--host", "nowhere"],
            "--host <ADDRESS> cannot be \"nowhere\": an address is one of numbers, such as 127.0.0.1. --help lists what can be typed",
        ),
        (
            &["apply"],
            "<FILE> is missing. --help lists what can be typed",
        ),
        (
            &["serve", "--log", "server=loud"],
            "--log cannot be \"server=loud\". Write a level such as info, or levels of parts such as warn,server=debug",
        ),
        (
            &["simulator", "--host", "0.0.0.0"],
            "the simulator listens on this machine only, not on 0.0.0.0. Leave out --host, or add --allow-public",
        ),
        (
            &["demo", "--host", "0.0.0.0"],
            "the demo listens on this machine only, not on 0.0.0.0. Leave out --host, or add --allow-public",
        ),
        (
            &["simulator", "--host", "::"],
            "the simulator listens on this machine only, not on ::. Leave out --host, or add --allow-public",
        ),
        (
            &["simulator", "--impersonate", "--host", "0.0.0.0"],
            "the simulator listens on this machine only, not on 0.0.0.0. Leave out --host",
        ),
        (
            &["simulator", "--impersonate", "--allow-public"],
            "--impersonate does not go with --allow-public. --help lists what can be typed",
        ),
        (
            &["simulator", "--proxy-port", "3004"],
            "--impersonate is missing. --help lists what can be typed",
        ),
        (
            &["simulator", "--authority", "x.pem"],
            "--impersonate is missing. --help lists what can be typed",
        ),
        (
            &["simulator", "--impersonate", "--proxy-port", "70000"],
            "--proxy-port <PORT> cannot be \"70000\": a port is a number up to 65535. --help lists what can be typed",
        ),
        (
            &["simulator", "--allow-publik"],
            "there is no option --allow-publik. There is --allow-public",
        ),
        (
            &[
                "demo",
                "--database-url",
                "postgres://u:hunter2@127.0.0.1:1/x",
            ],
            "--database-url needs a master key that outlives this run. Set PAILOU_MASTER_KEY, or keep one with --data-dir",
        ),
    ] {
        fails(arguments, &[], 2, line).await;
    }
}

#[tokio::test]
async fn a_port_that_is_taken_is_named_with_its_option() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let port = taken.local_addr().unwrap().port().to_string();
    let line = |option: &str| {
        format!(
            "port {port} is taken. Stop what listens there, or choose another port with {option}"
        )
    };
    for (arguments, option) in [
        (&["simulator", "--port", &port][..], "--port"),
        (&["demo", "--port", &port], "--port"),
        (
            &["demo", "--port", "0", "--simulator-port", &port],
            "--simulator-port",
        ),
        (
            &[
                "demo",
                "--port",
                "0",
                "--simulator-port",
                "0",
                "--app-port",
                &port,
            ],
            "--app-port",
        ),
        (
            &[
                "simulator",
                "--port",
                "0",
                "--impersonate",
                "--proxy-port",
                &port,
            ],
            "--proxy-port",
        ),
    ] {
        fails(arguments, &[], 1, &line(option)).await;
    }
    let listen = [("PAILOU_LISTEN", address.as_str())];
    fails(&["serve"], &listen, 1, &line("PAILOU_LISTEN")).await;
}

#[tokio::test]
async fn files_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let absent = place("absent.toml");
    let line = format!("cannot read {absent}: no such file or directory");
    for command in [
        &["apply", &absent][..],
        &["demo", "--apply", &absent],
        &["simulator", "--apply", &absent],
        &["serve", "--apply", &absent],
        &["serve", "--config", &absent],
    ] {
        fails(command, &[], 1, &line).await;
    }
    let directory = folder.path().display().to_string();
    let line = format!("cannot read {directory}: is a directory");
    fails(&["apply", &directory], &[], 1, &line).await;

    let file = place("broken.toml");
    for (bytes, problem) in [
        (&b"\xff\xfe"[..], ": it is not text in UTF-8"),
        (
            b"\n\n[sign_in_experience\nsocial = []\n",
            ", line 3: unclosed table, expected `]`",
        ),
        (
            b"connectors = []\n\n[sign_in]\n",
            ", line 3: unknown field `sign_in`, expected one of `applications`, `connectors`, `resources`, `roles`, `sign_in_experience`, `simulator`",
        ),
        (
            b"[[applications]]\nid = 7\n",
            ", line 2: invalid type: integer `7`, expected a string",
        ),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let shape = if problem.starts_with(": ") {
            "cannot read "
        } else {
            ""
        };
        let line = format!("{shape}{file}{problem}");
        fails(&["apply", &file], &[], 1, &line).await;
    }
    // What is in order, but wrong, names the entry.
    let environment = [("PAILOU_DATA_DIR", &*place("data"))];
    for (text, line) in [
        (
            "[[connectors]]\nid = \"wechat\"\nfactory = \"wechat-web\"\nconfig = {}\nendpoints = \"simulator\"\n",
            "connector wechat: endpoints = \"simulator\" works in a demo only; write { open = \"http://…\", api = \"http://…\" }",
        ),
        (
            "[sign_in_experience]\nsocial = [\"wechat\"]\n",
            "sign_in_experience: social: there is no connector wechat",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        fails(&["apply", &file], &environment, 1, line).await;
    }
    let app = "[[simulator.apps]]\napp_id = \"wx1\"\napp_secret = \"\"\nname = \"x\"\n";
    std::fs::write(&file, app).unwrap();
    let line = "simulator app wx1: app_id is wx and 16 lower-case hexadecimal digits";
    fails(
        &["simulator", "--port", "0", "--apply", &file],
        &[],
        1,
        line,
    )
    .await;
}

#[tokio::test]
async fn settings_that_cannot_be_used() {
    for (name, value, line) in [
        (
            "PAILOU_MASTERKEY",
            "1",
            "PAILOU_MASTERKEY is not a setting of Pailou. docs/operations.md lists them",
        ),
        (
            "PAILOU_DATABASE_URL",
            "",
            "PAILOU_DATABASE_URL is empty. Give it a value, or unset it",
        ),
        (
            "PAILOU_DATABASE_URL",
            "postgres://u:hunter2@127.0.0.1/x",
            "database_url needs a master key that all nodes share. Set PAILOU_MASTER_KEY or master_key_file",
        ),
        (
            "PAILOU_MASTER_KEY",
            "hunter2",
            "PAILOU_MASTER_KEY: the master key must be 32 bytes in base64, which are 44 characters. Make one with: head -c 32 /dev/urandom | base64",
        ),
        (
            "PAILOU_MASTER_KEY_FILE",
            "absent.key",
            "cannot read the master key absent.key: no such file or directory",
        ),
        (
            "PAILOU_PUBLIC_ADDRESS",
            "id.acme.example",
            "public_address \"id.acme.example\" is not accepted. Write it as https://id.example.com, without a path",
        ),
        (
            "PAILOU_LISTEN",
            "3001",
            "listen needs an address and a port, not \"3001\". Write it as 127.0.0.1:3001",
        ),
        (
            "PAILOU_LIFETIMES_CODE",
            "0",
            "lifetimes.code is 0. It takes 1 to 31622400 seconds",
        ),
    ] {
        let environment = [(name, value), quiet_port()];
        let environment = if name == "PAILOU_LISTEN" {
            &environment[..1]
        } else {
            &environment
        };
        fails(&["serve"], environment, 1, line).await;
    }
}

#[tokio::test]
async fn databases_that_cannot_be_used() {
    for (url, line) in [
        (
            "mysql://u:hunter2@127.0.0.1/x",
            "The database URL must begin with sqlite:// or postgres://, not with mysql",
        ),
        (
            "postgres://u:hun%ter2@127.0.0.1:y/x",
            "The database URL cannot be read. It must have the form postgres://user:password@host:5432/name",
        ),
    ] {
        let environment = [
            ("PAILOU_DATABASE_URL", url),
            ("PAILOU_MASTER_KEY", KEY),
            quiet_port(),
        ];
        fails(&["serve"], &environment, 1, line).await;
    }
    // Nobody listens on port 1.
    let url = "postgres://u:hunter2@127.0.0.1:1/x";
    let environment = [
        ("PAILOU_DATABASE_URL", url),
        ("PAILOU_MASTER_KEY", KEY),
        quiet_port(),
    ];
    let said = run(&["serve"], &environment).await;
    let begin = "error: The database at 127.0.0.1:1 cannot be opened: ";
    assert!(said.error.starts_with(begin), "{}", said.error);
    assert_eq!(said.error.lines().count(), 1, "{}", said.error);
    assert!(!said.error.contains("hunter2"), "{}", said.error);
    assert_eq!(said.code, Some(1));
}

#[tokio::test]
async fn a_database_of_another_master_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nothing.toml");
    std::fs::write(&file, "").unwrap();
    let file = file.display().to_string();
    let sqlite = format!("sqlite://{}/pailou.db", folder.path().display());
    for url in [sqlite, postgres::database().await] {
        let with = |key| {
            [
                ("PAILOU_DATABASE_URL", url.as_str()),
                ("PAILOU_MASTER_KEY", key),
            ]
        };
        let said = run(&["apply", &file], &with(KEY)).await;
        assert_eq!(said.output, "the file asks for nothing\n", "{}", said.error);
        let line = "The master key is not the one that this database was made with. \
                    Give the former key, or begin with an empty database";
        fails(&["apply", &file], &with(OTHER_KEY), 1, line).await;
        assert_eq!(run(&["apply", &file], &with(KEY)).await.code, Some(0));
    }
}

#[tokio::test]
async fn a_data_directory_that_cannot_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    // Below a file no directory can be, whoever one is.
    let place = file.join("data").display().to_string();
    let line = format!("cannot make the data directory {place}: not a directory");
    let environment = [("PAILOU_DATA_DIR", &*place), quiet_port()];
    fails(&["serve"], &environment, 1, &line).await;
    let ports = ["--port", "0", "--simulator-port", "0", "--app-port", "0"];
    let demo = [&["demo", "--data-dir", &place][..], &ports].concat();
    fails(&demo, &[], 1, &line).await;
    assert!(!Path::new(&place).exists());
}

#[tokio::test]
async fn applying_twice_is_applying_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("apply.toml");
    let text = r#"
        [[applications]]
        id = "my-app"
        name = "My app"
        type = "Traditional"
        secret = "a-secret-of-my-application-0123456789"
        redirect_uris = ["http://localhost:8080/callback"]

        [[connectors]]
        id = "wechat"
        factory = "wechat-web"
        config = { clientId = "wx5f3a0c1e9b7d2d68", clientSecret = "c0ffee5eed0f9a11e7c0de5afe0b0a7d" }

        [sign_in_experience]
        social = ["wechat"]

        [[simulator.people]]
        id = "xiaoming"
        nickname = "read by the simulator alone"
    "#;
    std::fs::write(&file, text).unwrap();
    let path = file.display().to_string();
    let data = folder.path().join("data").display().to_string();
    let environment = [("PAILOU_DATA_DIR", data.as_str())];
    let printed = async || {
        let said = run(&["apply", &path], &environment).await;
        assert_eq!((said.code, said.error.as_str()), (Some(0), ""));
        said.output
    };
    assert_eq!(
        printed().await,
        "application my-app: created\nconnector wechat: created\nsign_in_experience: created\n"
    );
    let same = "application my-app: as it was\nconnector wechat: as it was\nsign_in_experience: as it was\n";
    assert_eq!(printed().await, same);
    std::fs::write(&file, text.replace("My app", "Our app")).unwrap();
    let changed = same.replace("my-app: as it was", "my-app: changed");
    assert_eq!(printed().await, changed);
}

#[tokio::test]
async fn pictures_lie_beside_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let file = place("apply.toml").display().to_string();
    let data = place("data").display().to_string();
    let environment = [("PAILOU_DATA_DIR", data.as_str())];
    std::fs::write(&file, "[sign_in_experience]\nlogo = \"logo.png\"\n").unwrap();
    let logo = place("logo.png").display().to_string();
    let absent = format!("cannot read {logo}: no such file or directory");
    fails(&["apply", &file], &environment, 1, &absent).await;

    std::fs::write(&logo, "<svg>").unwrap();
    let line = "sign_in_experience: logo: a picture is a PNG, JPEG or WebP file of at most 512 KiB";
    fails(&["apply", &file], &environment, 1, line).await;

    std::fs::write(&logo, b"\x89PNG\r\n\x1a\n").unwrap();
    for change in ["created", "as it was"] {
        let said = run(&["apply", &file], &environment).await;
        assert_eq!(said.error, "");
        assert_eq!(said.output, format!("sign_in_experience: {change}\n"));
    }
}

/// A port of its own for a server that is not to come up: tests run beside each other.
fn quiet_port() -> (&'static str, &'static str) {
    ("PAILOU_LISTEN", "127.0.0.1:0")
}
