//! What stands on the pages of a preview.

use std::sync::Arc;

use super::{State, account};
use crate::account_switch::AccountSwitch;
use crate::already_used::AlreadyUsed;
use crate::bad_request::BadRequest;
use crate::consent::{Consent, Permission};
use crate::continue_in_browser::ContinueInBrowser;
use crate::cookies_blocked::CookiesBlocked;
use crate::device_code::DeviceCode;
use crate::device_confirm::DeviceConfirm;
use crate::device_done::DeviceDone;
use crate::failure::{Failure, Situation};
use crate::finishing::Finishing;
use crate::first_time::FirstTime;
use crate::form_post::FormPost;
use crate::framed::Framed;
use crate::new_account::{self, NewAccount};
use crate::no_account::NoAccount;
use crate::scan::Scan;
use crate::second_screen::SecondScreen;
use crate::sign_in::{Note, SignIn, Way};
use crate::sign_out::SignOutQuestion;
use crate::signed_in::SignedIn;
use crate::signed_out::SignedOut;
use crate::start_again::StartAgain;
use crate::trial::{CameBack, Trial, TrialResult};
use crate::unavailable::Unavailable;
use crate::{Agreement, Frame, Html, Identity, Page};

const INTERACTION: &str = "i1";
const SIGN_IN: &str = "/sign-in?interaction=i1";
const REFERENCE: &str = "7QK4-M2XW";

pub(super) fn render(state: State, frame: Frame, person: &str) -> Html {
    match state {
        State::SignIn => sign_in(frame, two_ways(person), None),
        State::SignInOneWay => sign_in(frame, vec![wechat()], None),
        State::SignInCameBack => sign_in(frame, two_ways(person), Some(Note::DidNotComeBack)),
        State::SignInCameBackOneWay => sign_in(frame, vec![wechat()], Some(Note::DidNotComeBack)),
        State::SignInNoWay => sign_in(frame, Vec::new(), None),
        State::Terms => sign_in(with_terms(frame), two_ways(person), None),
        State::TermsNotAgreed => {
            sign_in(with_terms(frame), two_ways(person), Some(Note::NotAgreed))
        }
        State::Scan => Scan {
            frame,
            frame_address: "about:blank".to_owned(),
            vendor_page: "https://open.weixin.qq.com/connect/qrconnect".to_owned(),
            back: SIGN_IN.to_owned(),
        }
        .render(),
        State::Framed => {
            let address = "/callback/wechat?code=c&state=s".to_owned();
            Framed { frame, address }.render()
        }
        State::FormPost => FormPost {
            frame,
            action: "https://app.example/callback".to_owned(),
            fields: vec![("code", "c".to_owned()), ("state", "s".to_owned())],
        }
        .render(),
        State::Finishing => {
            let address = "/sign-in/attempt/a1?wait=1".to_owned();
            Finishing { frame, address }.render()
        }
        State::FirstTime => first_time(frame, identity(person)),
        State::FirstTimeNameless => first_time(frame, Identity::default()),
        State::NewAccount(problem) => new_account(with_terms(frame), person, problem),
        State::NoAccount => NoAccount {
            frame,
            identity: identity(person),
            reference: Some(REFERENCE.to_owned()),
            back: Some(SIGN_IN.to_owned()),
        }
        .render(),
        State::AlreadyUsed => AlreadyUsed {
            frame,
            identity: identity(person),
            action: "/sign-in/first-time".to_owned(),
            hidden: hidden(person),
            keep: "/account".to_owned(),
        }
        .render(),
        State::AccountSwitch => AccountSwitch {
            frame,
            name: Some(person.to_owned()),
            picture: None,
            wanted: Some(identity("Emma")),
            action: "/sign-in/account".to_owned(),
            hidden: hidden(person),
        }
        .render(),
        State::Consent => consent(frame, person),
        State::DeviceCode(problem) => {
            let code = if problem.is_some() { person } else { "" };
            DeviceCode {
                frame,
                action: "/oidc/device".to_owned(),
                code: code.to_owned(),
                problem,
            }
            .render()
        }
        State::DeviceConfirm => device(frame, person, &[]),
        State::DeviceConsent => device(frame, person, &["openid", "profile", person]),
        State::DeviceDone(allowed) => DeviceDone { frame, allowed }.render(),
        State::ContinueInBrowser => {
            let link = Some("https://paperboat.example/sign-in?from=wechat".to_owned());
            ContinueInBrowser { frame, link }.render()
        }
        State::SecondScreen => SecondScreen {
            frame,
            connector: "wechat".to_owned(),
            interaction: INTERACTION.to_owned(),
            agreed: false,
        }
        .render(),
        State::SignInToLink => sign_in(frame, two_ways(person), Some(Note::ToLink)),
        other => ending(other, frame, person),
    }
}

/// A page of ways to sign in, if it is one, with these.
pub(super) fn with_ways(state: State, frame: &Frame, ways: &[Way]) -> Option<Html> {
    let frame = frame.clone();
    let ways = ways.to_vec();
    Some(match state {
        State::SignIn => sign_in(frame, ways, None),
        State::SignInOneWay => sign_in(frame, ways.into_iter().take(1).collect(), None),
        State::SignInCameBack => sign_in(frame, ways, Some(Note::DidNotComeBack)),
        State::SignInToLink => sign_in(frame, ways, Some(Note::ToLink)),
        State::Terms => sign_in(with_terms(frame), ways, None),
        State::TermsNotAgreed => sign_in(with_terms(frame), ways, Some(Note::NotAgreed)),
        _ => return None,
    })
}

/// The pages at which a sign-in ends, well or not, and those of a trial.
fn ending(state: State, frame: Frame, person: &str) -> Html {
    match state {
        State::Failure(situation) => failure(frame, situation, person),
        State::StartAgain(why) => {
            let reference = Some(REFERENCE.to_owned());
            StartAgain {
                frame,
                why,
                reference,
            }
            .render()
        }
        State::CookiesBlocked => CookiesBlocked { frame }.render(),
        State::BadRequest(problem) => {
            let detail = Some(format!("redirect_uri {person} is not registered."));
            BadRequest {
                frame,
                problem,
                detail,
            }
            .render()
        }
        State::SignedIn => SignedIn { frame }.render(),
        State::SignOut => SignOutQuestion {
            frame,
            name: Some(person.to_owned()),
            picture: None,
            action: "/oidc/session/end/confirm".to_owned(),
            hidden: hidden(person),
        }
        .render(),
        State::SignedOut => {
            let return_link = Some("https://paperboat.example/bye".to_owned());
            SignedOut { frame, return_link }.render()
        }
        State::Trial => Trial {
            frame,
            name: person.to_owned(),
            action: "/trial/wechat".to_owned(),
            hidden: hidden(person),
        }
        .render(),
        State::TrialWorked => {
            let came_back = CameBack::Person {
                name: Some(person.to_owned()),
                picture: None,
                ids: vec![("union:acme".to_owned(), "oABC".to_owned())],
            };
            trial_result(frame, came_back)
        }
        State::TrialFailed => {
            let came_back = CameBack::Failure {
                situation: Situation::NotSetUp,
                administrator: "Paste the secret again.".to_owned(),
            };
            trial_result(frame, came_back)
        }
        State::Unavailable => Unavailable { frame }.render(),
        other => account::render(other, frame, person),
    }
}

fn sign_in(frame: Frame, ways: Vec<Way>, note: Option<Note>) -> Html {
    let interaction = INTERACTION.to_owned();
    SignIn {
        frame,
        ways,
        interaction,
        note,
        agreed: false,
    }
    .render()
}

fn wechat() -> Way {
    Way {
        connector: "wechat".to_owned(),
        target: "wechat".to_owned(),
        name: "WeChat".to_owned(),
        last_used: false,
        is_simulated: false,
    }
}

pub(super) fn two_ways(name: &str) -> Vec<Way> {
    let used = Way {
        last_used: true,
        is_simulated: false,
        ..wechat()
    };
    let other = Way {
        connector: "other".to_owned(),
        target: "other".to_owned(),
        name: name.to_owned(),
        last_used: false,
        is_simulated: false,
    };
    vec![used, other]
}

/// A frame in which there is something to agree to, before each sign-in.
fn with_terms(mut frame: Frame) -> Frame {
    let site = Arc::make_mut(&mut frame.site);
    site.agreement = Agreement::BeforeEachSignIn;
    if !site.has_terms() {
        site.terms = Some("https://acme.example/terms".to_owned());
    }
    frame
}

pub(super) fn identity(person: &str) -> Identity {
    Identity {
        name: Some(person.to_owned()),
        picture: None,
    }
}

pub(super) fn hidden(value: &str) -> Vec<(String, String)> {
    vec![("state".to_owned(), value.to_owned())]
}

fn first_time(frame: Frame, identity: Identity) -> Html {
    FirstTime {
        frame,
        identity,
        action: "/sign-in/first-time".to_owned(),
        hidden: hidden(INTERACTION),
    }
    .render()
}

fn new_account(frame: Frame, person: &str, problem: Option<new_account::Problem>) -> Html {
    NewAccount {
        frame,
        identity: identity(person),
        name: Some(person.to_owned()),
        agree: true,
        agreed: false,
        problem,
        action: "/sign-in/new-account".to_owned(),
        hidden: hidden(INTERACTION),
    }
    .render()
}

fn consent(frame: Frame, person: &str) -> Html {
    let scopes = ["openid", "profile", "email", "offline_access", person];
    Consent {
        frame,
        host: "paperboat.example".to_owned(),
        name: Some(person.to_owned()),
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
        interaction: INTERACTION.to_owned(),
        not_you: SIGN_IN.to_owned(),
        destination: "https://paperboat.example".to_owned(),
    }
    .render()
}

fn device(frame: Frame, person: &str, scopes: &[&str]) -> Html {
    DeviceConfirm {
        frame,
        code: "WDJB-MJHT".to_owned(),
        name: Some(person.to_owned()),
        picture: None,
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        action: "/oidc/device/confirm".to_owned(),
        interaction: INTERACTION.to_owned(),
        not_you: SIGN_IN.to_owned(),
    }
    .render()
}

fn failure(frame: Frame, situation: Situation, person: &str) -> Html {
    Failure {
        frame,
        situation,
        reference: Some(REFERENCE.to_owned()),
        retry: Some(SIGN_IN.to_owned()),
        administrator: Some(format!("WeChat refused the App secret (40125). {person}")),
    }
    .render()
}

fn trial_result(frame: Frame, came_back: CameBack) -> Html {
    TrialResult {
        frame,
        came_back,
        steps: vec![("sent_away".to_owned(), 0), ("other".to_owned(), 12)],
        reference: REFERENCE.to_owned(),
    }
    .render()
}
