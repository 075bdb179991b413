//! Lines of code that connect an application, with its own values in them.
//!
//! Each library has a file in `crates/pages/snippets/`. `‹name›` stands for a value, which is
//! escaped as the language of the lines wants it; a line that begins with `‹http›` is there only
//! where this server speaks `http`, which libraries refuse unless told. No secret is ever among the
//! values: the lines read it from the environment.

use std::borrow::Cow;

use super::Kind;

/// A library that applications use.
#[derive(Debug, PartialEq, Eq)]
pub struct Library {
    /// Its name in addresses and forms.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The kind of applications that it is for.
    pub kind: Kind,
    /// Whether it takes ID tokens with RS256 only, unless it is told otherwise.
    pub needs_rs256: bool,
    /// The path at the end of the address that it comes back to, where that is not one's own choice.
    pub returns_to: Option<&'static str>,
    /// The file that the lines belong into.
    pub file: &'static str,
    quotes: Quotes,
    text: &'static str,
}

/// What an application's lines are filled with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// The issuer.
    pub issuer: String,
    /// The client id.
    pub client_id: String,
    /// The redirect addresses; the first one is shown.
    pub redirect_uris: Vec<String>,
    /// The addresses after signing out; the first one is shown.
    pub post_logout_redirect_uris: Vec<String>,
    /// Where codes become tokens.
    pub token_endpoint: String,
    /// The name of the Management API.
    pub resource: String,
    /// How far a machine goes in it.
    pub scope: String,
}

/// What stands around values, and so has to be escaped in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// `"…"` with backslashes.
    Double,
    /// The same where `$` begins a variable.
    DoubleDollar,
    /// `'…'` with backslashes.
    Single,
    /// `'…'` of a shell, in which nothing escapes.
    Shell,
}

impl Quotes {
    fn escape(self, value: &str) -> String {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match (self, c) {
                (Self::Shell, '\'') => escaped.push_str("'\\''"),
                (Self::Double | Self::DoubleDollar, '"' | '\\')
                | (Self::DoubleDollar, '$')
                | (Self::Single, '\'' | '\\') => {
                    escaped.push('\\');
                    escaped.push(c);
                }
                // No value has such a character, and none may end a line.
                (_, c) if c.is_control() => {}
                (_, c) => escaped.push(c),
            }
        }
        escaped
    }
}

macro_rules! library {
    ($id:literal, $name:literal, $kind:ident, $file:literal, $quotes:ident $(, $field:ident: $value:expr)*) => {
        Library {
            $($field: $value,)*
            ..Library {
                id: $id,
                name: $name,
                kind: Kind::$kind,
                needs_rs256: false,
                returns_to: None,
                file: $file,
                quotes: Quotes::$quotes,
                text: include_str!(concat!("../../../snippets/", $id, ".txt")),
            }
        }
    };
}

static LIBRARIES: [Library; 18] = [
    library!("auth-js", "Next.js, Auth.js 5", Web, "auth.ts", Double,
        returns_to: Some("/api/auth/callback/pailou")),
    library!("next-auth", "Next.js, NextAuth.js 4", Web, "app/api/auth/[...nextauth]/route.ts", Double,
        needs_rs256: true, returns_to: Some("/api/auth/callback/pailou")),
    library!(
        "express",
        "Express, openid-client 6",
        Web,
        "app.mjs",
        Double
    ),
    library!("django", "Django, Authlib", Web, "views.py", Double),
    library!("spring", "Spring Boot", Web, "application.yml", Double,
        needs_rs256: true, returns_to: Some("/login/oauth2/code/pailou")),
    library!("go", "Go, go-oidc", Web, "main.go", Double),
    library!("aspnet", "ASP.NET Core", Web, "Program.cs", Double,
        returns_to: Some("/signin-oidc")),
    library!("php", "PHP, OpenID-Connect-PHP", Web, "callback.php", Single,
        needs_rs256: true),
    library!(
        "apache",
        "Apache, mod_auth_openidc",
        Web,
        "pailou.conf",
        Double
    ),
    library!(
        "oidc-client-ts",
        "oidc-client-ts",
        SinglePage,
        "sign-in.ts",
        Double
    ),
    library!(
        "react",
        "React, react-oidc-context",
        SinglePage,
        "main.tsx",
        Double
    ),
    library!(
        "appauth-android",
        "Android, AppAuth",
        Native,
        "SignIn.kt",
        DoubleDollar
    ),
    library!(
        "appauth-ios",
        "iOS, AppAuth",
        Native,
        "SignIn.swift",
        Double
    ),
    library!(
        "flutter",
        "Flutter, flutter_appauth",
        Native,
        "sign_in.dart",
        DoubleDollar
    ),
    library!(
        "rust",
        "Desktop, openidconnect",
        Native,
        "src/main.rs",
        Double
    ),
    library!("curl", "curl", Machine, "token.sh", Shell),
    library!(
        "python",
        "Python, requests",
        Machine,
        "get_token.py",
        Double
    ),
    library!("node", "Node.js", Machine, "token.mjs", Double),
];

impl Library {
    /// The libraries for a kind of applications.
    pub fn of(kind: Kind) -> impl Iterator<Item = &'static Self> {
        LIBRARIES.iter().filter(move |library| library.kind == kind)
    }

    /// The library of an id, if it is for this kind.
    pub fn find(kind: Kind, id: &str) -> Option<&'static Self> {
        Self::of(kind).find(|library| library.id == id)
    }

    /// The library that is shown when nobody has chosen one.
    pub fn first(kind: Kind) -> &'static Self {
        Self::of(kind).next().unwrap_or(&LIBRARIES[0])
    }

    /// The lines with an application's values in them.
    pub fn lines(&self, values: &Values) -> String {
        let is_http = values.issuer.starts_with("http://");
        let mut text = String::with_capacity(self.text.len() + 256);
        for line in self.text.lines() {
            let line = match line.strip_prefix("‹http›") {
                Some(_) if !is_http => continue,
                Some(line) => line,
                None => line,
            };
            self.fill(line, values, &mut text);
            text.push('\n');
        }
        text
    }

    fn fill(&self, line: &str, values: &Values, text: &mut String) {
        let mut rest = line;
        while let Some((before, (name, after))) = rest
            .split_once('‹')
            .and_then(|(before, rest)| Some((before, rest.split_once('›')?)))
        {
            text.push_str(before);
            text.push_str(&self.quotes.escape(&values.get(name)));
            rest = after;
        }
        text.push_str(rest);
    }
}

impl Values {
    fn get(&self, name: &str) -> Cow<'_, str> {
        match name {
            "issuer" => (&self.issuer).into(),
            "client_id" => (&self.client_id).into(),
            "token_endpoint" => (&self.token_endpoint).into(),
            "resource" => (&self.resource).into(),
            "scope" => (&self.scope).into(),
            "port" => self.port().into(),
            "home" => match self.post_logout_redirect_uris.first() {
                Some(address) => address.into(),
                None => format!("{}/", self.origin()).into(),
            },
            _ => self.redirect_uri().into(),
        }
    }

    fn redirect_uri(&self) -> &str {
        self.redirect_uris
            .first()
            .map_or("https://app.example/callback", String::as_str)
    }

    /// Where the application is: the beginning of its redirect address.
    fn origin(&self) -> &str {
        let address = self.redirect_uri();
        let authority = address.find("://").map_or(0, |at| at + 3);
        let end = address[authority..].find(['/', '?']);
        end.map_or(address, |end| &address[..authority + end])
    }

    /// Where the application listens, if it does so itself.
    fn port(&self) -> &str {
        let (_, port) = self.origin().rsplit_once(':').unwrap_or_default();
        let is_port = !port.is_empty() && port.bytes().all(|it| it.is_ascii_digit());
        if is_port { port } else { "8080" }
    }
}

#[cfg(test)]
mod tests;
