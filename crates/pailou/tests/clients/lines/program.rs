//! A folder with a program that is made of the console's lines, and a demo that knows it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use http::{HeaderMap, Method};
use pages::console::applications::Kind;
use pages::console::applications::snippets::{Library, Values};
use tempfile::TempDir;
use testkit::ports;
use testkit::process::{Demo, DemoPorts, Process, apply_file};
use tokio::time::{sleep, timeout};

use crate::PAILOU;
use crate::script;
use crate::visit::Visit;

pub(super) const SECRET: &str = "a-secret-for-tests-only-0123456789";
const SESSION_SECRET: &str = "another-secret-for-tests-only-012345";
/// How long a program may take to start on a busy machine.
const START: Duration = Duration::from_mins(4);

/// A program of somebody else, not yet started.
pub(super) struct Program {
    pub(super) demo: Demo,
    pub(super) library: &'static Library,
    /// Its origin.
    pub(super) app: String,
    pub(super) port: u16,
    folder: TempDir,
}

impl Program {
    /// A folder with a library's lines in it, filled with the values of an application of a demo.
    pub(super) async fn new(id: &str) -> Self {
        Self::signed_with(id, "ES256").await
    }

    /// The same, where ID tokens are signed in a certain way; RS256 where the library needs it.
    pub(super) async fn signed_with(id: &str, alg: &str) -> Self {
        let library = library(id);
        let port = ports::free();
        let app = format!("http://localhost:{port}");
        let redirect_uri = redirect_uri(library, &app);
        let (kind, settings) = match library.kind {
            Kind::Web => ("Traditional", format!("secret = \"{SECRET}\"")),
            Kind::SinglePage => ("SPA", String::new()),
            Kind::Native => ("Native", String::new()),
            Kind::Machine => (
                "MachineToMachine",
                format!("secret = \"{SECRET}\"\nmanagement_api = \"all\""),
            ),
        };
        let alg = if library.needs_rs256 { "RS256" } else { alg };
        let addresses = if library.kind.is_for_people() {
            format!(
                "redirect_uris = [\"{redirect_uri}\"]\npost_logout_redirect_uris = [\"{app}/\"]\n\
                 id_token_alg = \"{alg}\""
            )
        } else {
            String::new()
        };
        let (_folder, file) = apply_file(&format!(
            "[[applications]]\nid = \"my-app\"\nname = \"My app\"\ntype = \"{kind}\"\n\
             {settings}\n{addresses}\n"
        ));
        let file = file.display().to_string();
        let demo = Demo::start(PAILOU, DemoPorts::free(), &["--apply", &file]).await;
        let program = Self {
            folder: TempDir::new().unwrap(),
            demo,
            library,
            app,
            port,
        };
        // Apache reads it as another user.
        fs::set_permissions(program.path(""), fs::Permissions::from_mode(0o755)).unwrap();
        let issuer = format!("{}oidc", program.demo.server);
        program.writes(library.file, &library.lines(&values(issuer, redirect_uri)));
        program
    }

    /// The place of a file of the program.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn writes(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Brings a file of `tests/clients` along, one that the page about the library shows too.
    pub(super) fn brings(&self, file: &str, to: &str) {
        let text = fs::read_to_string(script::folder().join(file)).unwrap();
        self.writes(to, &text);
    }

    /// Lets the program find the packages that npm brought.
    pub(super) fn brings_packages(&self) {
        let packages = fs::canonicalize(script::folder().join("node_modules")).unwrap();
        std::os::unix::fs::symlink(packages, self.path("node_modules")).unwrap();
    }

    /// Runs a command in the folder to its end, which has to be a good one.
    pub(super) fn runs(&self, command: &str, arguments: &[&str]) -> String {
        let output = self.ran(command, arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}{complaint}");
        said
    }

    fn ran(&self, command: &str, arguments: &[&str]) -> Output {
        Command::new(command)
            .args(arguments)
            .current_dir(self.folder.path())
            .envs(self.environment(SECRET))
            .output()
            .unwrap()
    }

    /// Starts a command in the folder and waits until it answers at its port.
    pub(super) async fn starts(&self, command: &str, arguments: &[&str]) -> Process {
        self.starts_with(SECRET, command, arguments).await
    }

    /// The same, with a secret that may be a wrong one.
    pub(super) async fn starts_with(
        &self,
        secret: &str,
        command: &str,
        arguments: &[&str],
    ) -> Process {
        let folder = self.folder.path().display().to_string();
        let there = ["-c", "cd \"$0\" && exec \"$@\"", &folder, command];
        let environment = self.environment(secret);
        let environment: Vec<_> = environment
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let process = Process::start("sh", &[&there, arguments].concat(), &environment);
        let answers = async {
            let url = format!("{}/", self.app);
            let asks = || {
                let (headers, body) = (HeaderMap::new(), String::new());
                let network = &self.demo.network;
                network.try_send(Method::GET, &url, headers, body)
            };
            while asks().await.is_err() {
                sleep(Duration::from_millis(50)).await;
            }
        };
        let late = timeout(START, answers).await.is_err();
        assert!(!late, "{command} does not answer: {}", process.stderr());
        process
    }

    fn environment(&self, secret: &str) -> [(&'static str, String); 12] {
        let built = built();
        let built = |name: &str| built.join(name).display().to_string();
        [
            ("CLIENT_SECRET", secret.to_owned()),
            ("SESSION_SECRET", SESSION_SECRET.to_owned()),
            ("AUTH_SECRET", SESSION_SECRET.to_owned()),
            ("AUTH_URL", self.app.clone()),
            ("NEXT_TELEMETRY_DISABLED", "1".to_owned()),
            ("FOLDER", self.folder.path().display().to_string()),
            ("PORT", self.port.to_string()),
            ("PYTHONDONTWRITEBYTECODE", "1".to_owned()),
            ("GOCACHE", built("go")),
            ("GOMODCACHE", built("go-modules")),
            ("GOFLAGS", "-modcacherw -buildvcs=false".to_owned()),
            ("GOTOOLCHAIN", "local".to_owned()),
        ]
    }

    /// Somebody visits a site that says who is signed in at `/`, signs in where it says, and out at
    /// `/sign-out`.
    pub(super) async fn signs_in_and_out(&self, sign_in: &str) {
        let visit = Visit::new(&self.demo.network);
        let [home, sign_in, sign_out] =
            ["/", sign_in, "/sign-out"].map(|path| format!("{}{path}", self.app));
        let page = visit.opens(&home).await;
        assert!(page.names("Nobody is signed in."), "{}", page.answer.body);
        let page = visit.signs_in(&sign_in, "xiaoming").await;
        assert_eq!(page.address.as_str(), home, "{}", page.answer.body);
        assert!(page.names("小明"), "{}", page.answer.body);
        let page = visit.opens(&home).await;
        assert!(page.names("小明"), "it is remembered");

        let page = visit.opens(&sign_out).await;
        let came_back = page.address.as_str().starts_with(&home);
        assert!(came_back, "{}: {}", page.address, page.answer.body);
        assert!(page.names("Nobody is signed in."), "{}", page.answer.body);
        let page = visit.opens(&sign_in).await;
        let asked = page.answer.body.contains("/sign-in/social/wechat");
        assert!(asked, "signed out here too: {}", page.answer.body);
        // Once more, with nobody there.
        let page = visit.opens(&sign_out).await;
        assert!(page.names("Nobody is signed in."), "{}", page.answer.body);
    }

    /// Somebody tries to sign in at a program that has the wrong secret: what it says, on the page
    /// and in its log, is what the page about it says.
    pub(super) async fn complains(&self, process: &Process, sign_in: &str, expected: &str) {
        let visit = Visit::new(&self.demo.network);
        let sign_in = format!("{}{sign_in}", self.app);
        let page = visit.signs_in(&sign_in, "emma").await;
        let logs = format!("{}{}", process.stdout(), process.stderr());
        let said = page.answer.body.replace("&quot;", "\"") + &logs;
        assert!(said.contains(expected), "{said}");
        assert!(!page.names("Emma"), "{}", page.answer.body);
    }
}

/// A library, of whatever kind.
pub(super) fn library(id: &str) -> &'static Library {
    let of = |kind: &Kind| Library::find(*kind, id);
    Kind::ALL.iter().find_map(of).unwrap()
}

/// Where a library comes back to, in an application at this origin.
pub(super) fn redirect_uri(library: &Library, app: &str) -> String {
    match library.id {
        "rust" => "http://127.0.0.1/callback".to_owned(),
        _ if library.kind == Kind::Native => "com.example.app:/callback".to_owned(),
        _ => format!("{app}{}", library.returns_to.unwrap_or("/callback")),
    }
}

/// What the console fills in for an application with one address.
pub(super) fn values(issuer: String, redirect_uri: String) -> Values {
    Values {
        token_endpoint: format!("{issuer}/token"),
        issuer,
        client_id: "my-app".to_owned(),
        redirect_uris: vec![redirect_uri],
        post_logout_redirect_uris: vec![],
        resource: "https://default.logto.app/api".to_owned(),
        scope: "all".to_owned(),
    }
}

/// A program that came with the packages of `tests/clients`.
pub(super) fn tool(path: &str) -> String {
    let path = script::folder().join(path);
    let path = path.display();
    assert!(
        Path::new(&path.to_string()).exists(),
        "{path} is missing. tests/clients/README.md says how to install it"
    );
    path.to_string()
}

/// Where what others wrote is built: beside our own, and kept as long.
pub(super) fn built() -> PathBuf {
    let target = Path::new(PAILOU).ancestors().nth(2).unwrap();
    target.join("clients")
}
