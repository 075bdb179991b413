//! The fields of a connector, in the form that makes it and in the form that changes it.

use crate::console::{ConsoleFrame, Input, Problem};
use crate::text::{Markup, Value};
use crate::when;

/// The fields of a connector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Whether it is for mobile applications.
    pub is_native: bool,
    /// Whether the keys belong to the simulator.
    pub is_simulated: bool,
    /// Where browsers find the simulator.
    pub simulator_open: Input,
    /// Where this server finds it.
    pub simulator_api: Input,
    /// App ID.
    pub client_id: Input,
    /// App secret; always empty.
    pub client_secret: Input,
    /// The stored one.
    pub secret: Option<Secret>,
    /// The scope inside WeChat.
    pub scope: Input,
    /// App ID of the service account.
    pub in_wechat_client_id: Input,
    /// App secret of the service account; always empty.
    pub in_wechat_client_secret: Input,
    /// The stored one.
    pub in_wechat_secret: Option<Secret>,
    /// The name of the Open Platform account.
    pub open_platform: Input,
    /// Whether people without a union id are turned away: `yes` or nothing.
    pub require_union_id: Input,
    /// The link by which iOS opens the application.
    pub universal_links: Input,
    /// Whether nickname and picture follow at every sign-in.
    pub sync_profile: bool,
    /// Whether the button is hidden inside WeChat.
    pub hide_in_wechat: bool,
    /// Whether strangers never get an account through it.
    pub never_sign_up: bool,
    /// Whether the vendor's tokens are kept.
    pub store_tokens: bool,
}

/// What may be told about a stored secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secret {
    /// Its last characters.
    pub ends_in: Option<String>,
    /// Since when it is this one, in milliseconds since 1970.
    pub since: Option<i64>,
    /// How many characters it has, when it looks like none of WeChat's.
    pub odd: Option<i64>,
}

impl Secret {
    /// What is told under the field.
    pub(crate) fn text(&self, frame: &ConsoleFrame) -> Markup {
        let date = self.since.map(|at| when::date(frame.language, at));
        let ends = self.ends_in.as_deref().map(|end| ("end", Value::Code(end)));
        let date = date.as_deref().map(|date| ("date", Value::Words(date)));
        match (ends, date) {
            (Some(end), Some(date)) => frame.say("secret-saved-ends-since", &[end, date]),
            (Some(end), None) => frame.say("secret-saved-ends", &[end]),
            (None, Some(date)) => frame.say("secret-saved-since", &[date]),
            (None, None) => frame.say("secret-saved", &[]),
        }
    }
}

impl Form {
    /// What is wrong: id of the field, key of its label, problem.
    pub(crate) fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("simulator_open", "simulator-open", &self.simulator_open),
            ("simulator_api", "simulator-api", &self.simulator_api),
            ("client_id", "client-id", &self.client_id),
            ("client_secret", "client-secret", &self.client_secret),
            ("scope", "connector-scope", &self.scope),
            (
                "in_wechat_client_id",
                "in-wechat-client-id",
                &self.in_wechat_client_id,
            ),
            (
                "in_wechat_client_secret",
                "in-wechat-client-secret",
                &self.in_wechat_client_secret,
            ),
            ("universal_links", "universal-links", &self.universal_links),
            ("open_platform", "open-platform", &self.open_platform),
            (
                "require_union_id",
                "require-union-id",
                &self.require_union_id,
            ),
        ];
        fields
            .into_iter()
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }

    pub(crate) fn scopes(&self) -> [(&'static str, &'static str, bool); 3] {
        ["", "snsapi_userinfo", "snsapi_base"].map(|scope| {
            let label = match scope {
                "" => "scope-default",
                "snsapi_userinfo" => "scope-userinfo",
                _ => "scope-base",
            };
            let stored = match self.scope.value.as_str() {
                "snsapi_login" => "",
                other => other,
            };
            (scope, label, scope == stored)
        })
    }

    /// Whether the part about people inside WeChat is open from the start.
    pub(crate) fn opens_in_wechat(&self) -> bool {
        let fields = [
            &self.in_wechat_client_id,
            &self.in_wechat_client_secret,
            &self.scope,
        ];
        let filled = fields.iter().any(|field| !field.value.is_empty());
        filled || fields.iter().any(|field| field.problem.is_some())
    }

    /// Whether the part for special cases is open from the start.
    pub(crate) fn opens_more(&self) -> bool {
        let fields = [&self.open_platform, &self.require_union_id];
        fields.iter().any(|field| field.problem.is_some())
    }
}

/// The sentences about what is wrong; the server chooses by these names.
pub mod wrong {
    /// Nothing where an App ID belongs.
    pub const CLIENT_ID_MISSING: &str = "client-id-missing";
    /// An App ID of another length; `value`.
    pub const CLIENT_ID_LENGTH: &str = "client-id-length";
    /// An App ID with other characters.
    pub const CLIENT_ID_SHAPE: &str = "client-id-shape";
    /// The App ID of the website app where that of the service account belongs.
    pub const CLIENT_ID_SAME: &str = "client-id-same";
    /// Nothing where a secret belongs.
    pub const SECRET_MISSING: &str = "client-secret-missing";
    /// An endless secret.
    pub const SECRET_LONG: &str = "client-secret-long";
    /// The secret has to be given again.
    pub const SECRET_AGAIN: &str = "client-secret-again";
    /// Another scope.
    pub const SCOPE: &str = "scope-wrong";
    /// Another name of an Open Platform account.
    pub const OPEN_PLATFORM: &str = "open-platform-wrong";
    /// A union id is asked for, and the scope gives none.
    pub const UNION_ID: &str = "require-union-id-wrong";
    /// No such link.
    pub const UNIVERSAL_LINKS: &str = "universal-links-wrong";
    /// No address of a simulator.
    pub const SIMULATOR: &str = "simulator-wrong";
}
