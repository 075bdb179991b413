//! *Settings* of an application.

use askama::Template;

use super::snippets::Library;
use super::{Choice, Head, Kind, Place, access};
use crate::console::{ConsoleFrame, Input, Problem, Section};
use crate::text::{Markup, Value};

/// *Settings* of an application.
#[derive(Clone, Template)]
#[template(path = "console/applications/settings.html")]
pub struct Settings {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Which application.
    pub head: Head,
    /// Its fields.
    pub form: Form,
    /// Which state the form has seen.
    pub edition: String,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// When it was last changed.
    pub changed: i64,
    /// Where it begins, if it has a place in the web.
    pub home: Option<String>,
}

/// The fields of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The name that people see.
    pub name: Input,
    /// What administrators want to remember.
    pub description: Input,
    /// Its home page.
    pub client_uri: Input,
    /// Where codes may be sent, one a line.
    pub redirect_uris: Input,
    /// Where browsers may be sent after sign-out, one a line.
    pub post_logout_redirect_uris: Input,
    /// Where it is told that a session has ended.
    pub backchannel_logout_uri: Input,
    /// Whether it needs to be told which session that was.
    pub session_required: bool,
    /// Origins of its pages, one a line.
    pub cors_allowed_origins: Input,
    /// Whether it belongs to somebody else.
    pub third_party: bool,
    /// Whether devices without a browser may ask in its name.
    pub device_flow: bool,
    /// How its ID tokens are signed.
    pub id_token_alg: Input,
    /// How far a machine may go in the Management API.
    pub management_api: Input,
}

impl Form {
    /// What is wrong: id of the field, key of its label, problem.
    pub(crate) fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "application-name", &self.name),
            ("description", "application-description", &self.description),
            ("client_uri", "application-home", &self.client_uri),
            (
                "redirect_uris",
                "application-addresses",
                &self.redirect_uris,
            ),
            (
                "post_logout_redirect_uris",
                "application-after-sign-out",
                &self.post_logout_redirect_uris,
            ),
            (
                "backchannel_logout_uri",
                "application-logout-address",
                &self.backchannel_logout_uri,
            ),
            (
                "cors_allowed_origins",
                "application-origins",
                &self.cors_allowed_origins,
            ),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }
}

impl Settings {
    fn access(&self) -> [Choice; 3] {
        access(&self.form.management_api.value)
    }

    fn signatures(&self) -> [(&'static str, Markup, bool); 4] {
        let names: Vec<&str> = Library::of(self.head.kind)
            .filter(|library| library.needs_rs256)
            .map(|library| library.name)
            .collect();
        let chosen = self.form.id_token_alg.value.as_str();
        let names = names.join("; ");
        let rs256 = if names.is_empty() {
            self.frame.say("application-signature-rs256", &[])
        } else {
            let names = [("libraries", Value::Words(&names))];
            self.frame.say("application-signature-rs256-for", &names)
        };
        let es256 = self.frame.say("application-signature-es256", &[]);
        let es384 = self.frame.say("application-signature-es384", &[]);
        let eddsa = self.frame.say("application-signature-eddsa", &[]);
        [
            ("ES256", es256),
            ("RS256", rs256),
            ("ES384", es384),
            ("EdDSA", eddsa),
        ]
        .map(|(name, words)| (name, words, name == chosen))
    }

    fn needs_address(&self) -> bool {
        self.head.place == Place::Unknown && !self.form.device_flow
    }

    fn may_have_devices(&self) -> bool {
        matches!(self.head.kind, Kind::Native | Kind::Web)
    }

    fn is_native(&self) -> bool {
        self.head.kind == Kind::Native
    }
}
