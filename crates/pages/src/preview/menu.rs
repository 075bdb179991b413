//! The states that administrators can look at, with the keys of what they are called.

use super::State;
use crate::bad_request;
use crate::device_code;
use crate::failure::Situation;
use crate::new_account::Problem;
use crate::start_again::Why;

/// The states of a preview in groups: the key of the group's name, then each state with the
/// key of its own. Left out is what looks the same, and what only administrators see.
pub(crate) fn menu() -> Vec<(&'static str, Vec<(State, &'static str)>)> {
    let ways = vec![
        (State::SignIn, "state-all-ways"),
        (State::SignInOneWay, "state-one-way"),
        (State::SignInCameBack, "did-not-come-back"),
        (State::SignInToLink, "to-link"),
        (State::SignInNoWay, "no-ways"),
        (State::Terms, "state-terms"),
        (State::TermsNotAgreed, "not-agreed"),
        (State::Scan, "scan"),
        (State::Finishing, "finishing"),
        (State::Consent, "consent-title"),
        (State::AccountSwitch, "which-account"),
    ];
    let phones = vec![
        (State::ContinueInBrowser, "continue-in-browser"),
        (State::SecondScreen, "second-screen"),
    ];
    let devices = vec![
        (State::DeviceCode(None), "device-code"),
        (
            State::DeviceCode(Some(device_code::Problem::Unknown)),
            "device-code-unknown",
        ),
        (State::DeviceConfirm, "device-confirm-title"),
        (State::DeviceDone(true), "device-allowed"),
        (State::DeviceDone(false), "device-refused"),
    ];
    let strangers = vec![
        (State::FirstTime, "first-time"),
        (State::NewAccount(None), "one-more-thing"),
        (
            State::NewAccount(Some(Problem::NameMissing)),
            "name-missing",
        ),
        (State::NoAccount, "no-account"),
        (State::Link, "link-question"),
        (State::AlreadyUsed, "already-used"),
    ];
    let mut stopped: Vec<_> = Situation::ALL
        .iter()
        .map(|situation| (State::Failure(*situation), situation.heading()))
        .collect();
    stopped.extend(
        Why::ALL
            .iter()
            .map(|why| (State::StartAgain(*why), why.heading())),
    );
    stopped.push((State::CookiesBlocked, "cookies"));
    stopped.push((State::Unavailable, "unavailable"));
    let problems = bad_request::Problem::ALL.iter();
    stopped.extend(problems.map(|problem| (State::BadRequest(*problem), problem.heading())));
    let sessions = vec![
        (State::SignedIn, "signed-in"),
        (State::SignOut, "sign-out-question"),
        (State::SignedOut, "signed-out"),
        (State::Account, "account"),
    ];
    vec![
        ("states-ways", ways),
        ("states-phones", phones),
        ("part-devices", devices),
        ("states-strangers", strangers),
        ("states-stopped", stopped),
        ("states-sessions", sessions),
    ]
}
