//! The fields of a connector: as they stand, as somebody typed them, and what is wrong.

use std::collections::BTreeMap;

use connector_kit::{ConfigError, Endpoints};
use pages::console::Input;
use pages::console::connectors::form::{Form, Secret, wrong};
use serde_json::{Map, Value, json};
use store::{ConnectorRecord, InWechat, SignUp};
use url::Url;

use super::view::is_native;
use crate::manage::connectors::{self as manage, Edit, Refused};
use crate::web::parameters::Parameters;

/// Every field of the form.
pub(super) const FIELDS: [&str; 15] = [
    "place",
    "simulator_open",
    "simulator_api",
    "client_id",
    "client_secret",
    "scope",
    "in_wechat_client_id",
    "in_wechat_client_secret",
    "universal_links",
    "open_platform",
    "require_union_id",
    "profile",
    "inside",
    "sign_up",
    "store_tokens",
];

/// Those that are secrets.
pub(super) const SECRETS: [&str; 2] = ["client_secret", "in_wechat_client_secret"];

/// What stands in the fields, by their names; what is empty is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(pub(super) BTreeMap<String, String>);

impl Fields {
    /// What somebody typed.
    pub(super) fn typed(form: &Parameters) -> Self {
        let fields = FIELDS.iter();
        let fields =
            fields.filter_map(|name| Some(((*name).to_owned(), form.get(name)?.to_owned())));
        Self(fields.collect())
    }

    /// What is there, without secrets.
    pub(super) fn stored(record: &ConnectorRecord) -> Self {
        let config = manage::without_secrets(record);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let origin = |url: &Url| url.as_str().trim_end_matches('/').to_owned();
        let endpoints = record.endpoints.as_ref();
        let (open, api) = endpoints.map_or_else(Default::default, |it| {
            let (open, api) = (origin(&it.open), origin(&it.api));
            let api = if api == open { String::new() } else { api };
            (open, api)
        });
        let either = |yes: bool, one: &str, other: &str| (if yes { one } else { other }).to_owned();
        let settings = &record.settings;
        let all = [
            ("place", either(endpoints.is_some(), "simulator", "wechat")),
            ("simulator_open", open),
            ("simulator_api", api),
            ("client_id", text(&config["clientId"])),
            ("scope", text(&config["scope"])),
            ("in_wechat_client_id", text(&config["inWechat"]["clientId"])),
            ("universal_links", text(&config["universalLinks"])),
            ("open_platform", text(&config["openPlatform"])),
            (
                "require_union_id",
                either(config["requireUnionId"] == true, "yes", ""),
            ),
            ("profile", either(record.sync_profile, "every", "first")),
            (
                "inside",
                either(settings.in_wechat == InWechat::Hide, "hide", "explain"),
            ),
            (
                "sign_up",
                either(settings.sign_up == SignUp::Never, "never", "follow"),
            ),
            ("store_tokens", either(record.store_tokens, "yes", "")),
        ];
        let there = all.into_iter().filter(|(_, value)| !value.is_empty());
        Self(
            there
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The form with these values; typed secrets are not sent back.
    pub(super) fn form(&self, factory: &str, record: Option<&ConnectorRecord>) -> Form {
        let input = |name: &str| Input::new(self.get(name));
        let notes = record.map(manage::secret_notes).unwrap_or_default();
        let secret = |place: &str| {
            let note = notes.iter().find(|note| note.place == place)?;
            Some(Secret {
                ends_in: note.ends_in.clone(),
                since: note.since.map(|at| at.0),
                odd: note
                    .odd
                    .map(|length| i64::try_from(length).unwrap_or(i64::MAX)),
            })
        };
        Form {
            is_native: is_native(factory),
            is_simulated: self.get("place") == "simulator",
            simulator_open: input("simulator_open"),
            simulator_api: input("simulator_api"),
            client_id: input("client_id"),
            client_secret: Input::default(),
            secret: secret("clientSecret"),
            scope: input("scope"),
            in_wechat_client_id: input("in_wechat_client_id"),
            in_wechat_client_secret: Input::default(),
            in_wechat_secret: secret("inWechat.clientSecret"),
            open_platform: input("open_platform"),
            require_union_id: input("require_union_id"),
            universal_links: input("universal_links"),
            sync_profile: self.get("profile") == "every",
            hide_in_wechat: self.get("inside") == "hide",
            never_sign_up: self.get("sign_up") == "never",
            store_tokens: !self.get("store_tokens").is_empty(),
        }
    }

    /// What these fields ask for; nothing when an address is none.
    pub(super) fn edit(&self, factory: &str) -> Option<Edit> {
        let value = |name: &str| self.get(name);
        let mut config = Map::new();
        for (key, name) in [
            ("clientId", "client_id"),
            ("clientSecret", "client_secret"),
            ("openPlatform", "open_platform"),
        ] {
            config.insert(key.to_owned(), json!(value(name)));
        }
        if !value("require_union_id").is_empty() {
            config.insert("requireUnionId".to_owned(), json!(true));
        }
        if is_native(factory) {
            let link = json!(value("universal_links"));
            config.insert("universalLinks".to_owned(), link);
        } else {
            config.insert("scope".to_owned(), json!(value("scope")));
            let inside = json!({
                "clientId": value("in_wechat_client_id"),
                "clientSecret": value("in_wechat_client_secret"),
            });
            config.insert("inWechat".to_owned(), inside);
        }
        let endpoints = if value("place") == "simulator" {
            let open = origin(value("simulator_open"))?;
            let api = match value("simulator_api") {
                "" => open.clone(),
                api => origin(api)?,
            };
            Some(Endpoints { open, api })
        } else {
            None
        };
        Some(Edit {
            config: Some(Value::Object(config)),
            endpoints: Some(endpoints),
            sync_profile: Some(value("profile") == "every"),
            store_tokens: Some(!value("store_tokens").is_empty()),
            sign_up: Some(match value("sign_up") {
                "never" => SignUp::Never,
                _ => SignUp::Follow,
            }),
            in_wechat: Some(match value("inside") {
                "hide" => InWechat::Hide,
                _ => InWechat::Explain,
            }),
            // Whoever has keys waits no longer.
            review_waiting_since: Some(None),
        })
    }
}

fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    let is_origin = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    (matches!(url.scheme(), "http" | "https") && url.has_host() && is_origin).then_some(url)
}

/// The form with what is wrong about its addresses.
pub(super) fn with_wrong_addresses(mut form: Form) -> Form {
    let wrong = |input: Input| {
        if origin(&input.value).is_some() {
            input
        } else {
            input.wrong(wrong::SIMULATOR)
        }
    };
    form.simulator_open = wrong(form.simulator_open);
    if !form.simulator_api.value.is_empty() {
        form.simulator_api = wrong(form.simulator_api);
    }
    form
}

/// The form with what was refused, each at its field; nothing when that is not about fields.
pub(super) fn with_problems(form: Form, refused: &Refused) -> Option<Form> {
    match refused {
        Refused::Config(errors) => Some(errors.iter().fold(form, with_error)),
        Refused::SecretAgain(places) => Some(places.iter().fold(form, |mut form, place| {
            let input = input(&mut form, place);
            *input = std::mem::take(input).wrong(wrong::SECRET_AGAIN);
            form
        })),
        _ => None,
    }
}

fn with_error(mut form: Form, error: &ConfigError) -> Form {
    let website = form.client_id.value.clone();
    let input = input(&mut form, &error.field);
    let taken = std::mem::take(input);
    let length = taken.value.trim().chars().count();
    *input = match error.field.as_str() {
        "clientId" | "inWechat.clientId" if length == 0 => taken.wrong(wrong::CLIENT_ID_MISSING),
        "clientId" | "inWechat.clientId" if length != 18 => {
            taken.wrong_with(wrong::CLIENT_ID_LENGTH, length.to_string())
        }
        "inWechat.clientId" if taken.value.trim() == website.trim() => {
            taken.wrong(wrong::CLIENT_ID_SAME)
        }
        "scope" => taken.wrong(wrong::SCOPE),
        "openPlatform" => taken.wrong(wrong::OPEN_PLATFORM),
        "requireUnionId" => taken.wrong(wrong::UNION_ID),
        "universalLinks" => taken.wrong(wrong::UNIVERSAL_LINKS),
        "endpoints.open" | "endpoints.api" => taken.wrong(wrong::SIMULATOR),
        field if field.ends_with("clientSecret") && error.message.contains("missing") => {
            taken.wrong(wrong::SECRET_MISSING)
        }
        field if field.ends_with("clientSecret") => taken.wrong(wrong::SECRET_LONG),
        _ => taken.wrong(wrong::CLIENT_ID_SHAPE),
    };
    form
}

/// The field of the form that a place of the configuration is in.
pub(super) fn field(place: &str) -> &'static str {
    match place {
        "clientSecret" => "client_secret",
        "inWechat.clientId" | "inWechat" => "in_wechat_client_id",
        "inWechat.clientSecret" => "in_wechat_client_secret",
        "scope" => "scope",
        "openPlatform" => "open_platform",
        "requireUnionId" => "require_union_id",
        "universalLinks" => "universal_links",
        "endpoints.open" => "simulator_open",
        "endpoints.api" => "simulator_api",
        _ => "client_id",
    }
}

fn input<'a>(form: &'a mut Form, place: &str) -> &'a mut Input {
    match field(place) {
        "client_secret" => &mut form.client_secret,
        "in_wechat_client_id" => &mut form.in_wechat_client_id,
        "in_wechat_client_secret" => &mut form.in_wechat_client_secret,
        "scope" => &mut form.scope,
        "open_platform" => &mut form.open_platform,
        "require_union_id" => &mut form.require_union_id,
        "universal_links" => &mut form.universal_links,
        "simulator_open" => &mut form.simulator_open,
        "simulator_api" => &mut form.simulator_api,
        _ => &mut form.client_id,
    }
}

#[cfg(test)]
mod tests {
    use pages::console::connectors::conflict::label;

    use super::*;

    #[test]
    fn pages_know_every_field() {
        let labelled: Vec<&str> = label::FIELDS.iter().map(|(name, _)| *name).collect();
        assert_eq!(labelled, FIELDS);
        assert!(SECRETS.iter().all(|name| FIELDS.contains(name)));
    }

    #[test]
    fn only_an_origin_is_an_address_of_a_simulator() {
        for good in ["http://localhost:3002", " https://sim.example/ "] {
            assert!(origin(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "localhost:3002",
            "ftp://localhost",
            "http://localhost/path",
            "http://localhost/?a",
            "http://localhost/#a",
            "javascript:alert(1)",
        ] {
            assert!(origin(bad).is_none(), "{bad}");
        }
    }
}
