//! Applications as their pages show them, and what is wrong with them in the words of pages.

use oidc::backchannel_logout::LogoutUriError;
use oidc::redirect_uri::RedirectUriError;
use oidc::{Application, ApplicationType};
use pages::console::Problem as Shown;
use pages::console::applications::{Head, Kind, Place, Tab, problem};
use url::{Host, Url};

use crate::manage::applications::{Problem, Wrong};

/// The kind of an application as pages know it.
pub(super) fn kind(kind: ApplicationType) -> Kind {
    match kind {
        ApplicationType::Traditional => Kind::Web,
        ApplicationType::Spa => Kind::SinglePage,
        ApplicationType::Native => Kind::Native,
        ApplicationType::MachineToMachine => Kind::Machine,
    }
}

/// The kind of an application as everybody else knows it.
pub(super) fn type_of(kind: Kind) -> ApplicationType {
    match kind {
        Kind::Web => ApplicationType::Traditional,
        Kind::SinglePage => ApplicationType::Spa,
        Kind::Native => ApplicationType::Native,
        Kind::Machine => ApplicationType::MachineToMachine,
    }
}

/// What stands above the tabs of an application.
pub(super) fn head(application: &Application, tab: Tab) -> Head {
    Head {
        id: application.id.clone(),
        name: application.name.clone(),
        kind: kind(application.kind),
        place: place(application),
        third_party: application.third_party,
        tab,
    }
}

/// Where an application lives: it is for tests as long as each of its addresses is on the
/// machine of whoever sits before it. A native application is installed, so its loopback
/// addresses are as real as the others.
pub(super) fn place(application: &Application) -> Place {
    if application.kind == ApplicationType::MachineToMachine {
        return Place::Nowhere;
    }
    let addresses = &application.redirect_uris;
    if addresses.is_empty() {
        Place::Unknown
    } else if application.kind != ApplicationType::Native
        && addresses.iter().all(|address| is_local(address))
    {
        Place::Test
    } else {
        Place::Real
    }
}

fn is_local(address: &str) -> bool {
    let url = Url::parse(address).ok();
    match url.as_ref().and_then(Url::host) {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// What is wrong with one field, in the words of pages.
pub(super) fn shown(found: &Problem) -> Shown {
    let (key, value) = match &found.what {
        Wrong::Address(address, error) => (address_problem(*error), address.clone()),
        Wrong::LogoutAddress(address, error) => {
            let key = match error {
                LogoutUriError::Address(error) => address_problem(*error),
                LogoutUriError::NotEncrypted => problem::ADDRESS_NOT_ENCRYPTED,
            };
            (key, address.clone())
        }
        Wrong::Page(address) | Wrong::Origin(address) => (problem::ADDRESS_PART, address.clone()),
        Wrong::TooLong(most) => (problem::TOO_LONG, most.to_string()),
        Wrong::TooMany(most) => (problem::TOO_MANY, most.to_string()),
        Wrong::Past => (problem::SECRET_EXPIRY, String::new()),
        Wrong::NoAddress => (problem::ADDRESS_MISSING, String::new()),
        Wrong::NoWay => (problem::NO_WAY, String::new()),
        Wrong::NoConnector(id) => (problem::WAY_GONE, id.clone()),
        // The rest is about fields that forms make themselves.
        _ if found.field == "secrets.name" => (problem::SECRET_NAME_MISSING, String::new()),
        _ => (problem::NAME_MISSING, String::new()),
    };
    Shown { key, value }
}

fn address_problem(error: RedirectUriError) -> &'static str {
    match error {
        RedirectUriError::Characters => problem::ADDRESS_CHARACTERS,
        RedirectUriError::NotAbsolute => problem::ADDRESS_PART,
        RedirectUriError::Fragment => problem::ADDRESS_FRAGMENT,
        RedirectUriError::Wildcard => problem::ADDRESS_WILDCARD,
        RedirectUriError::UserInformation => problem::ADDRESS_USER,
        RedirectUriError::Scheme => problem::ADDRESS_SCHEME,
        RedirectUriError::CustomScheme => problem::ADDRESS_OWN_SCHEME,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_is_for_tests_while_every_address_is_local() {
        let place = |kind, addresses: &[&str]| {
            let mut application = Application::new("a", "A", kind);
            application.redirect_uris = addresses.iter().map(|it| (*it).to_owned()).collect();
            super::place(&application)
        };
        let web = ApplicationType::Traditional;
        assert_eq!(place(web, &[]), Place::Unknown);
        for local in [
            "http://localhost:3000/cb",
            "http://127.0.0.1/cb",
            "http://127.8.8.8/cb",
            "http://[::1]:80/cb",
            "http://app.localhost/cb",
        ] {
            assert_eq!(place(web, &[local]), Place::Test, "{local}");
            assert_eq!(place(web, &[local, "https://a.example"]), Place::Real);
            assert_eq!(place(ApplicationType::Native, &[local]), Place::Real);
        }
        for real in [
            "https://localhost.example/cb",
            "http://10.0.0.4/cb",
            "https://mylocalhost/cb",
        ] {
            assert_eq!(place(web, &[real]), Place::Real, "{real}");
        }
        let machine = ApplicationType::MachineToMachine;
        assert_eq!(place(machine, &["http://localhost/"]), Place::Nowhere);
    }

    #[test]
    fn kinds_are_the_same_both_ways() {
        for kind in Kind::ALL {
            assert_eq!(super::kind(type_of(kind)), kind);
        }
    }
}
