//! What an application may be.

use std::collections::BTreeSet;

use keys::ClientKeys;
use oidc::{Application, ApplicationType, AuthMethod, backchannel_logout, redirect_uri};
use pages::display_name;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{Problem, Wrong};

/// The longest name, in characters.
pub(crate) const LONGEST_NAME: usize = 100;
/// The longest description, in characters.
pub(crate) const LONGEST_DESCRIPTION: usize = 1000;
/// The longest address, in characters.
pub(crate) const LONGEST_ADDRESS: usize = 2048;
/// The longest list of addresses.
pub(crate) const LONGEST_LIST: usize = 100;
/// The longest custom data, as JSON.
const LONGEST_DATA: usize = 64 * 1024;
/// The shortest secret that is not of our own making, in characters.
const SHORTEST_SECRET: usize = 16;
/// The longest name of a secret, in characters.
pub(crate) const LONGEST_SECRET_NAME: usize = 64;

/// Brings an application into its plain form: nothing for what is empty, each address once.
pub(super) fn tidy(application: &mut Application) {
    application.name = application.name.trim().to_owned();
    for text in [
        &mut application.description,
        &mut application.client_uri,
        &mut application.backchannel_logout_uri,
    ] {
        let trimmed = text.as_deref().map(str::trim);
        *text = trimmed.filter(|text| !text.is_empty()).map(str::to_owned);
    }
    let lists = [
        &mut application.redirect_uris,
        &mut application.post_logout_redirect_uris,
        &mut application.cors_allowed_origins,
    ];
    for list in lists.into_iter().chain(&mut application.ways) {
        let mut seen = BTreeSet::new();
        list.retain(|entry| seen.insert(entry.clone()));
    }
}

/// What is wrong with an application, given what it was, and the ids of the connectors that
/// there are.
///
/// An application without a redirect URI is accepted, because programs make one first and
/// say later where it lives; forms and files ask for one. A way whose connector is gone may
/// stay in the list, so that nobody who changes something else has to see to it.
pub(super) fn problems(
    before: Option<&Application>,
    after: &Application,
    connectors: &BTreeSet<String>,
) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut add = |field, what| found.push(Problem { field, what });
    if !is_id(&after.id) {
        add("id", Wrong::Id);
    }
    if before.is_some_and(|before| before.kind != after.kind) {
        add("type", Wrong::TypeStays);
    }
    if display_name(&after.name).is_none() {
        add("name", Wrong::NoName);
    } else if after.name.chars().count() > LONGEST_NAME {
        add("name", Wrong::TooLong(LONGEST_NAME));
    }
    let description = after.description.as_deref().unwrap_or_default();
    if description.chars().count() > LONGEST_DESCRIPTION {
        add("description", Wrong::TooLong(LONGEST_DESCRIPTION));
    }
    for (field, addresses) in [
        ("redirect_uris", &after.redirect_uris),
        (
            "post_logout_redirect_uris",
            &after.post_logout_redirect_uris,
        ),
        ("cors_allowed_origins", &after.cors_allowed_origins),
    ] {
        if addresses.len() > LONGEST_LIST {
            add(field, Wrong::TooMany(LONGEST_LIST));
        }
        let wrong = addresses
            .iter()
            .find_map(|address| address_problem(after.kind, field, address));
        if let Some(wrong) = wrong {
            add(field, wrong);
        }
    }
    if let Some(address) = after
        .client_uri
        .as_ref()
        .filter(|address| !is_page(address))
    {
        add("client_uri", Wrong::Page(address.clone()));
    }
    if let Some(address) = &after.backchannel_logout_uri
        && let Some(wrong) = logout_problem(address)
    {
        add("backchannel_logout_uri", wrong);
    }
    if let Some(ways) = &after.ways {
        let known = |id: &String| {
            let stays = before.and_then(|before| before.ways.as_ref());
            connectors.contains(id) || stays.is_some_and(|stays| stays.contains(id))
        };
        if ways.is_empty() {
            add("ways", Wrong::NoWay);
        } else if let Some(unknown) = ways.iter().find(|id| !known(id)) {
            add("ways", Wrong::NoConnector(unknown.clone()));
        }
    }
    if after.management_api.is_some() && after.kind != ApplicationType::MachineToMachine {
        add("management_api", Wrong::NotAMachine);
    }
    if let Some(jwks) = &after.jwks {
        if after.is_public() {
            add("jwks", Wrong::CannotKeepSecrets);
        } else if let Err(error) = ClientKeys::read(jwks) {
            add("jwks", Wrong::Keys(error));
        }
    }
    if let Some(method) = after.token_endpoint_auth_method
        && !can_prove(after, method)
    {
        add("token_endpoint_auth_method", Wrong::Method);
    }
    let may_have_devices = matches!(
        after.kind,
        ApplicationType::Native | ApplicationType::Traditional
    );
    if after.device_flow && !may_have_devices {
        add("device_flow", Wrong::NoDevices);
    }
    let data = serde_json::to_string(&after.custom_data).unwrap_or_default();
    if data.len() > LONGEST_DATA {
        add("custom_data", Wrong::TooLong(LONGEST_DATA));
    }
    found
}

/// Whether an application has what a method needs. Secrets are added and removed apart from it.
fn can_prove(application: &Application, method: AuthMethod) -> bool {
    match method {
        AuthMethod::None => application.is_public(),
        AuthMethod::PrivateKeyJwt => !application.is_public() && application.jwks.is_some(),
        AuthMethod::ClientSecretBasic
        | AuthMethod::ClientSecretPost
        | AuthMethod::ClientSecretJwt => !application.is_public(),
    }
}

/// What is wrong with an entry of a list of addresses.
pub(crate) fn address_problem(kind: ApplicationType, field: &str, address: &str) -> Option<Wrong> {
    if address.chars().count() > LONGEST_ADDRESS {
        return Some(Wrong::TooLong(LONGEST_ADDRESS));
    }
    if field == "cors_allowed_origins" {
        return (!is_origin(address)).then(|| Wrong::Origin(address.to_owned()));
    }
    let checked = redirect_uri::check(kind, address);
    checked
        .err()
        .map(|error| Wrong::Address(address.to_owned(), error))
}

fn logout_problem(address: &str) -> Option<Wrong> {
    if address.chars().count() > LONGEST_ADDRESS {
        return Some(Wrong::TooLong(LONGEST_ADDRESS));
    }
    let checked = backchannel_logout::check(address);
    checked
        .err()
        .map(|error| Wrong::LogoutAddress(address.to_owned(), error))
}

/// What is wrong with a secret that somebody else has made.
pub(super) fn secret_problem(application: &Application, value: &SecretString) -> Option<Problem> {
    let what = if application.is_public() {
        Wrong::CannotKeepSecrets
    } else if value.expose_secret().chars().count() < SHORTEST_SECRET {
        Wrong::TooShort(SHORTEST_SECRET)
    } else if value.expose_secret().len() > LONGEST_ADDRESS {
        Wrong::TooLong(LONGEST_ADDRESS)
    } else {
        return None;
    };
    Some(Problem {
        field: "secret",
        what,
    })
}

/// What is wrong with the name of a secret.
pub(super) fn secret_name_problem(name: &str) -> Option<Wrong> {
    if display_name(name).is_none() || name.chars().any(char::is_control) {
        Some(Wrong::NoName)
    } else if name.chars().count() > LONGEST_SECRET_NAME {
        Some(Wrong::TooLong(LONGEST_SECRET_NAME))
    } else {
        None
    }
}

/// Whether an application may have this id.
pub(crate) fn is_id(id: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    // The two that browsers take out of paths.
    let is_step = matches!(id, "." | "..");
    (1..=128).contains(&id.len()) && id.chars().all(plain) && !is_step
}

fn is_page(address: &str) -> bool {
    let url = Url::parse(address).ok();
    url.is_some_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        && address.chars().count() <= LONGEST_ADDRESS
}

/// Browsers write an origin always in the same way, and it is compared as text.
fn is_origin(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else {
        return false;
    };
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    !host.is_empty() && text == format!("{}://{host}{port}", url.scheme()) && !text.contains('*')
}

#[cfg(test)]
mod tests;
