//! *Connection data* of an application: what its developer needs.

use askama::Template;

use super::Head;
use super::snippets::{Library, Values};
use crate::console::{ConsoleFrame, Section};

/// *Connection data*.
#[derive(Clone, Template)]
#[template(path = "console/applications/connection.html")]
pub struct Connection {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// The addresses of this server: id of the field, value. The ids are those of [`ADDRESSES`].
    pub addresses: Vec<(&'static str, String)>,
    /// Its secrets, the oldest first.
    pub secrets: Vec<Secret>,
    /// A secret that was made just now; shown on no other page.
    pub made: Option<Made>,
    /// The library whose lines are shown.
    pub library: &'static Library,
    /// What the lines are filled with.
    pub values: Values,
    /// How its ID tokens are signed.
    pub id_token_alg: &'static str,
    /// Whether it is a machine that may not use the Management API.
    pub has_no_access: bool,
}

/// A secret, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Its name.
    pub name: String,
    /// The name in a query.
    pub query: String,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// When it was last used, to within an hour.
    pub last_used: Option<i64>,
    /// When it stops working.
    pub expires: Option<i64>,
}

/// A secret that was made just now.
#[derive(Clone)]
pub struct Made {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The addresses: id of the field, key of the label, key of the hint.
pub const ADDRESSES: [(&str, &str, &str); 8] = [
    ("issuer", "connection-issuer", "connection-issuer-hint"),
    ("discovery", "connection-discovery", ""),
    ("authorization_endpoint", "connection-authorization", ""),
    ("token_endpoint", "connection-token", ""),
    ("userinfo_endpoint", "connection-userinfo", ""),
    ("end_session_endpoint", "connection-end-session", ""),
    ("revocation_endpoint", "connection-revocation", ""),
    ("jwks_uri", "connection-keys", ""),
];

impl Secret {
    fn is_over(&self, frame: &ConsoleFrame) -> bool {
        self.expires.is_some_and(|at| at <= frame.now)
    }
}

impl Connection {
    /// Address fields that most libraries need, then those that they find by themselves.
    fn fields(&self) -> [Vec<(&'static str, &'static str, &'static str, &String)>; 2] {
        let machine = !self.head.kind.is_for_people();
        let all = self.addresses.iter().filter_map(|(id, value)| {
            let (id, label, hint) = ADDRESSES.into_iter().find(|(known, ..)| known == id)?;
            Some((id, label, hint, value))
        });
        all.partition::<Vec<_>, _>(|(id, ..)| {
            if machine {
                *id == "token_endpoint"
            } else {
                matches!(*id, "issuer" | "discovery")
            }
        })
        .into()
    }

    fn libraries(&self) -> impl Iterator<Item = (&'static Library, bool)> {
        let here = self.library.id;
        Library::of(self.head.kind).map(move |library| (library, library.id == here))
    }

    fn snippet(&self) -> String {
        self.library.lines(&self.values)
    }

    /// Whether the library refuses the signature of this application's ID tokens.
    fn needs_another_signature(&self) -> bool {
        self.library.needs_rs256 && self.id_token_alg != "RS256"
    }

    /// The end of the address that the library comes back to, where no such address is registered.
    fn missing_path(&self) -> Option<&'static str> {
        let path = self.library.returns_to?;
        let ends = |address: &String| address.ends_with(path);
        (!self.values.redirect_uris.iter().any(ends)).then_some(path)
    }
}
