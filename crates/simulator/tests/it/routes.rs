//! Every route of the simulator, read from its sources: whoever asks all of them forgets none that is new.

use std::fs;
use std::path::Path;

/// A path as the router spells it, with its methods.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) path: String,
    pub(crate) methods: Vec<&'static str>,
}

impl Route {
    /// An address of the route; `with` stands for each variable.
    pub(crate) fn address(&self, with: &str) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{side}" => "108",
            "{kind}" => "website",
            part if part.starts_with('{') => with,
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    }

    pub(crate) fn has(&self, method: &str) -> bool {
        self.methods.contains(&method)
    }
}

/// Every `.route(…)` below `src`; those of `/_sim` are nested there.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = Vec::new();
    for file in [
        "connect.rs",
        "sns.rs",
        "screens.rs",
        "screens/avatars.rs",
        "console.rs",
        "control.rs",
    ] {
        let code = source(file);
        for call in code.split(".route(").skip(1) {
            let (path, handlers) = arguments(call);
            let prefix = if file == "control.rs" { "/_sim" } else { "" };
            let methods = ["get", "post", "patch", "delete", "put"];
            let methods = methods.into_iter().filter(|method| {
                let call = format!("{method}(");
                handlers.starts_with(&call) || handlers.contains(&format!(".{call}"))
            });
            routes.push(Route {
                path: format!("{prefix}{path}"),
                methods: methods.collect(),
            });
        }
    }
    let all = everywhere(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    assert_eq!(routes.len(), all, "a file with routes is not read here");
    assert!(
        routes.iter().all(|route| !route.methods.is_empty()),
        "{routes:?}"
    );
    routes
}

fn source(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(file);
    fs::read_to_string(path).unwrap()
}

/// How many routes the sources have in all.
fn everywhere(folder: &Path) -> usize {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let counts = entries.map(|path| {
        if path.is_dir() {
            everywhere(&path)
        } else {
            fs::read_to_string(&path)
                .unwrap()
                .matches(".route(")
                .count()
        }
    });
    counts.sum()
}

/// The path of a route, and what follows it, without spaces.
fn arguments(call: &str) -> (String, String) {
    let (path, handlers) = call.split_once(',').unwrap();
    let path = match path.trim().strip_prefix('"') {
        Some(literal) => literal.trim_end_matches('"').to_owned(),
        // A constant of the module that is named before it.
        None => {
            let module = path.trim().split("::").next().unwrap();
            let code = source(&format!("connect/{module}.rs"));
            let (_, rest) = code.split_once("PATH: &str = \"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        }
    };
    let mut open = 1;
    let handlers = handlers.chars().take_while(|c| {
        open += match c {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        open > 0
    });
    (path, handlers.filter(|c| !c.is_whitespace()).collect())
}
