//! Frames and pages that tests look at.

use std::sync::Arc;

use pages::consent::{Consent, Permission};
use pages::preview::State;
use pages::sign_in::{SignIn, Way};
use pages::sign_out::SignOutQuestion;
use pages::{Agreement, Application, Frame, Language, Site, Theme};

/// A frame as an application with a home gives it, with the simulator.
pub(crate) fn frame(language: Language) -> Frame {
    Frame {
        language,
        theme: Theme::System,
        simulator: Some("http://localhost:3002/".to_owned()),
        application: Some(Application {
            name: "Paperboat".to_owned(),
            home: Some("https://paperboat.example/".to_owned()),
        }),
        return_to: "/sign-in?interaction=i1".to_owned(),
        csrf: "token".to_owned(),
        site: Arc::default(),
        preview: false,
    }
}

/// A site with everything that there can be.
pub(crate) fn site() -> Site {
    Site {
        organisation: Some("Acme".to_owned()),
        logo: Some("/assets/images/logo".to_owned()),
        dark_logo: Some("/assets/images/dark-logo".to_owned()),
        favicon: Some("/assets/images/favicon".to_owned()),
        styles: vec!["/assets/brand/0a6235-7fe0a9.css".to_owned()],
        support_email: Some("help@acme.example".to_owned()),
        support_website: Some("https://acme.example/help".to_owned()),
        terms: Some("https://acme.example/terms".to_owned()),
        privacy: Some("https://acme.example/privacy".to_owned()),
        agreement: Agreement::BySigningIn,
        ..Site::default()
    }
}

/// A frame of an operator who has set everything.
pub(crate) fn dressed(language: Language) -> Frame {
    Frame {
        site: Arc::new(site()),
        ..frame(language)
    }
}

/// A frame with nothing that may be absent.
pub(crate) fn bare(language: Language) -> Frame {
    Frame {
        simulator: None,
        application: None,
        ..frame(language)
    }
}

/// The button of the connector `wechat`.
pub(crate) fn wechat() -> Way {
    Way {
        connector: "wechat".to_owned(),
        target: "wechat".to_owned(),
        name: "WeChat".to_owned(),
        last_used: false,
        is_simulated: false,
    }
}

/// The sign-in page with some ways.
pub(crate) fn sign_in(frame: Frame, ways: Vec<Way>) -> SignIn {
    SignIn {
        frame,
        ways,
        interaction: "i1".to_owned(),
        note: None,
        agreed: false,
    }
}

/// All states of all pages by name, with texts of somebody's own choosing replaced by `name`.
pub(crate) fn all(frame: &Frame, name: &str) -> Vec<(String, String)> {
    let states = State::all().into_iter();
    states
        .map(|state| (state.name(), state.render(frame, name).into_string()))
        .collect()
}

/// The question before signing out.
pub(crate) fn question(frame: Frame, name: &str) -> SignOutQuestion {
    SignOutQuestion {
        frame,
        name: Some(name.to_owned()),
        picture: None,
        action: "/oidc/session/end/confirm".to_owned(),
        hidden: vec![("state".to_owned(), name.to_owned())],
    }
}

/// A request for consent with a scope that we have no words for.
pub(crate) fn consent(frame: Frame, name: &str) -> Consent {
    let scopes = ["openid", "profile", "email", "offline_access", name];
    Consent {
        frame,
        host: "paperboat.example".to_owned(),
        name: Some(name.to_owned()),
        picture: None,
        permissions: scopes
            .map(|scope| Permission::Scope(scope.to_owned()))
            .into_iter()
            .chain([
                Permission::At {
                    api: "Orders".to_owned(),
                    allows: "See your orders".to_owned(),
                },
                Permission::Api("Films".to_owned()),
            ])
            .collect(),
        interaction: "i1".to_owned(),
        not_you: "/sign-in?interaction=i1".to_owned(),
        destination: "https://paperboat.example".to_owned(),
    }
}
