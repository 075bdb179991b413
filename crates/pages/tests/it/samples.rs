//! Every page in every state, filled with whatever frame is given; the gallery shows the same ones.

use pages::already_used::AlreadyUsed;
use pages::bad_request::{BadRequest, Problem};
use pages::consent::Consent;
use pages::continue_in_browser::ContinueInBrowser;
use pages::cookies_blocked::CookiesBlocked;
use pages::failure::{Failure, Situation};
use pages::finishing::Finishing;
use pages::first_time::FirstTime;
use pages::framed::Framed;
use pages::new_account::{self, NewAccount};
use pages::no_account::NoAccount;
use pages::scan::Scan;
use pages::second_screen::SecondScreen;
use pages::sign_in::{Note, SignIn, Way};
use pages::sign_out::SignOutQuestion;
use pages::signed_in::SignedIn;
use pages::signed_out::SignedOut;
use pages::start_again::{StartAgain, Why};
use pages::trial::{CameBack, Trial, TrialResult};
use pages::unavailable::Unavailable;
use pages::{Application, Frame, Identity, Language, Page, Theme};

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
    }
}

/// The sign-in page with some ways.
pub(crate) fn sign_in(frame: Frame, ways: Vec<Way>) -> SignIn {
    SignIn {
        frame,
        ways,
        interaction: "i1".to_owned(),
        note: None,
    }
}

/// All states of all pages by name, with texts of somebody's own choosing replaced by `name`.
pub(crate) fn all(frame: &Frame, name: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add =
        |label: &str, page: &dyn Page| pages.push((label.to_owned(), page.render().into_string()));
    let frame = || frame.clone();
    let other = Way {
        target: "github".to_owned(),
        name: name.to_owned(),
        ..wechat()
    };
    let used = Way {
        last_used: true,
        ..wechat()
    };
    let note = Some(Note::DidNotComeBack);

    add("sign-in", &sign_in(frame(), vec![wechat()]));
    add(
        "sign-in-several",
        &sign_in(frame(), vec![used.clone(), other.clone()]),
    );
    add(
        "sign-in-came-back",
        &SignIn {
            note,
            ..sign_in(frame(), vec![wechat()])
        },
    );
    add(
        "sign-in-came-back-several",
        &SignIn {
            note,
            ..sign_in(frame(), vec![used, other])
        },
    );
    add("sign-in-none", &sign_in(frame(), vec![]));
    add(
        "finishing",
        &Finishing {
            frame: frame(),
            address: "/sign-in/finishing/a1".to_owned(),
        },
    );
    for &situation in Situation::ALL {
        let page = Failure {
            frame: frame(),
            situation,
            reference: Some("7QK4-M2XW".to_owned()),
            retry: Some("/sign-in?interaction=i1".to_owned()),
            administrator: Some(format!("WeChat refused the App secret (40125). {name}")),
        };
        add(&format!("failure-{situation:?}"), &page);
    }
    for &why in Why::ALL {
        let page = StartAgain {
            frame: frame(),
            why,
            reference: Some("7QK4-M2XW".to_owned()),
        };
        add(&format!("start-again-{why:?}"), &page);
    }
    for &problem in Problem::ALL {
        let detail = Some(format!(
            "redirect_uri {name} is not registered for demo-app."
        ));
        add(
            &format!("bad-request-{problem:?}"),
            &BadRequest {
                frame: frame(),
                problem,
                detail,
            },
        );
    }
    add("signed-in", &SignedIn { frame: frame() });
    let return_link = Some("https://paperboat.example/bye".to_owned());
    add(
        "signed-out",
        &SignedOut {
            frame: frame(),
            return_link,
        },
    );
    add("sign-out", &question(frame(), name));
    let link = Some("https://paperboat.example/sign-in?from=wechat".to_owned());
    add(
        "continue-in-browser",
        &ContinueInBrowser {
            frame: frame(),
            link,
        },
    );
    let second = SecondScreen {
        frame: frame(),
        connector: "wechat".to_owned(),
        interaction: "i1".to_owned(),
    };
    add("second-screen", &second);
    add("consent", &consent(frame(), name));
    add("unavailable", &Unavailable { frame: frame() });
    pages.extend(of_the_way(&frame(), name));
    pages.extend(of_strangers(&frame(), name));
    pages
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
        scopes: scopes.map(str::to_owned).to_vec(),
        interaction: "i1".to_owned(),
        destination: "https://paperboat.example".to_owned(),
    }
}

/// The pages on the way to a vendor and back, and those of a trial.
fn of_the_way(frame: &Frame, name: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add =
        |label: &str, page: &dyn Page| pages.push((label.to_owned(), page.render().into_string()));
    let frame = || frame.clone();
    let scan = Scan {
        frame: frame(),
        frame_address: "https://open.weixin.qq.com/connect/qrconnect?appid=wx1".to_owned(),
        vendor_page: "https://open.weixin.qq.com/connect/qrconnect?appid=wx1".to_owned(),
        back: "/sign-in?interaction=i1".to_owned(),
    };
    add("scan", &scan);
    let framed = Framed {
        frame: frame(),
        address: "/callback/wechat?code=c&state=s".to_owned(),
    };
    add("framed", &framed);
    let trial = Trial {
        frame: frame(),
        name: name.to_owned(),
        action: "/trial/wechat".to_owned(),
        hidden: vec![("until".to_owned(), "1".to_owned())],
    };
    add("trial", &trial);
    let person = CameBack::Person {
        name: Some(name.to_owned()),
        picture: None,
        ids: vec![("union:acme".to_owned(), "oABC".to_owned())],
    };
    let failure = CameBack::Failure {
        situation: Situation::NotSetUp,
        administrator: "Paste the secret again.".to_owned(),
    };
    for (label, came_back) in [("trial-worked", person), ("trial-failed", failure)] {
        let result = TrialResult {
            frame: frame(),
            came_back,
            steps: vec![("sent_away".to_owned(), 0), ("other".to_owned(), 12)],
            reference: "7QK4-M2XW".to_owned(),
        };
        add(label, &result);
    }
    pages
}

/// The pages for somebody whom nobody here knows yet.
fn of_strangers(frame: &Frame, name: &str) -> Vec<(String, String)> {
    let mut pages = Vec::new();
    let mut add =
        |label: &str, page: &dyn Page| pages.push((label.to_owned(), page.render().into_string()));
    let frame = || frame.clone();
    let identity = || Identity {
        name: Some(name.to_owned()),
        picture: None,
    };
    let hidden = || vec![("interaction".to_owned(), name.to_owned())];
    let first_time = |identity| FirstTime {
        frame: frame(),
        identity,
        action: "/sign-in/first-time".to_owned(),
        hidden: hidden(),
    };
    add("first-time", &first_time(identity()));
    add("first-time-nameless", &first_time(Identity::default()));
    let no_account = NoAccount {
        frame: frame(),
        identity: identity(),
        reference: Some("7QK4-M2XW".to_owned()),
        back: Some("/sign-in?interaction=i1".to_owned()),
    };
    add("no-account", &no_account);
    let new_account = |problem| NewAccount {
        frame: frame(),
        identity: identity(),
        name: Some(name.to_owned()),
        agree: true,
        problem,
        action: "/sign-in/new-account".to_owned(),
        hidden: hidden(),
    };
    add("new-account", &new_account(None));
    for &problem in new_account::Problem::ALL {
        add(
            &format!("new-account-{problem:?}"),
            &new_account(Some(problem)),
        );
    }
    let already_used = AlreadyUsed {
        frame: frame(),
        identity: identity(),
        action: "/account/identities/switch".to_owned(),
        hidden: hidden(),
        keep: "/account".to_owned(),
    };
    add("already-used", &already_used);
    add("cookies-blocked", &CookiesBlocked { frame: frame() });
    pages
}
