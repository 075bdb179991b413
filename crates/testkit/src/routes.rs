//! The routes of the server, read from its sources: whoever asks every route, or looks at every
//! page, forgets none that is new.

use std::fs;
use std::path::{Path, PathBuf};

use http::Method;

/// A path as the router spells it, with its methods.
#[derive(Clone, Debug)]
pub struct Route {
    /// The path, with variables in braces.
    pub path: String,
    /// The methods; `TRACE` stands for every one.
    pub methods: Vec<Method>,
}

impl Route {
    /// Whether an address belongs to the route; one that is spelt out in another route may too.
    pub fn matches(&self, path: &str) -> bool {
        let (mut mine, mut theirs) = (self.path.split('/'), path.split('/'));
        loop {
            match (mine.next(), theirs.next()) {
                (None, None) => return true,
                (Some(variable), Some(part)) if variable.starts_with('{') && !part.is_empty() => {
                    if variable.starts_with("{*") {
                        return true;
                    }
                }
                (Some(one), Some(other)) if one == other => {}
                _ => return false,
            }
        }
    }

    /// An address of the route.
    pub fn example(&self) -> String {
        Self::fill(&self.path)
    }

    /// A path whose variables have values.
    pub fn fill(path: &str) -> String {
        let parts = path.split('/').map(|part| {
            let Some(name) = part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) else {
                return part.to_owned();
            };
            match name {
                "connector" => "wechat",
                name if name.starts_with('*') => "nothing/here",
                // An id that is none, and one that could be one.
                "factory" | "factoryId" => "wechat-web",
                _ => "0190a7b2-0000-7000-8000-000000000000",
            }
            .to_owned()
        });
        parts.collect::<Vec<_>>().join("/")
    }
}

/// Every `.route(…)` below `crates/server/src`, tests apart.
pub fn routes() -> Vec<Route> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src");
    let mut routes = Vec::new();
    for file in files(&root) {
        let source = fs::read_to_string(&file).expect("sources can be read");
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert!(
            !code.contains(".nest("),
            "{}: routes are whole paths",
            file.display()
        );
        for call in code.split(".route(").skip(1) {
            let arguments = until_closed(call);
            let Some((path, methods)) = arguments.split_once(',') else {
                panic!("{}: {arguments:?}", file.display());
            };
            routes.push(Route {
                path: text(path.trim(), &code, &file),
                methods: methods_of(methods),
            });
        }
    }
    routes
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("sources can be listed") {
        let path = entry.expect("sources can be listed").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("tests.rs") {
            files.push(path);
        }
    }
    files
}

/// What stands before the bracket that closes a call.
fn until_closed(call: &str) -> &str {
    let mut open = 1;
    for (at, c) in call.char_indices() {
        match c {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return &call[..at];
        }
    }
    panic!("a call without end: {call}");
}

/// A text, or the constant of that name, here or in the module that is named before it.
fn text(expression: &str, code: &str, file: &Path) -> String {
    if let Some(literal) = expression.strip_prefix('"') {
        return literal.trim_end_matches('"').to_owned();
    }
    let (module, name) = expression.rsplit_once("::").unwrap_or(("", expression));
    let declared = format!("const {name}: &str = \"");
    let other = file.with_extension("").join(module).with_extension("rs");
    let elsewhere = match module {
        "" => String::new(),
        _ => fs::read_to_string(&other).unwrap_or_default(),
    };
    let source = if module.is_empty() { code } else { &elsewhere };
    let found = source.split_once(&declared);
    let (_, rest) = found.unwrap_or_else(|| {
        panic!("{}: write the path {expression} as a text", file.display());
    });
    rest.split('"').next().unwrap_or_default().to_owned()
}

fn methods_of(handlers: &str) -> Vec<Method> {
    let known = [
        ("get", Method::GET),
        ("post", Method::POST),
        ("put", Method::PUT),
        ("patch", Method::PATCH),
        ("delete", Method::DELETE),
        // Stands for every method.
        ("any", Method::TRACE),
    ];
    let is_called = |name: &str| {
        handlers.match_indices(&format!("{name}(")).any(|(at, _)| {
            let before = handlers[..at].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
        })
    };
    let called = known.into_iter().filter(|(name, _)| is_called(name));
    called.map(|(_, method)| method).collect()
}
