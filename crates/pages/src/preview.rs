//! Every state of every page by name, filled with samples: for previews, tests and screenshots.

mod account;
mod menu;
mod samples;

use crate::account::{Done, NameProblem};
use crate::bad_request;
use crate::device_code;
use crate::failure::Situation;
use crate::new_account;
use crate::sign_in::Way;
use crate::start_again::Why;
use crate::{Frame, Html};

pub(crate) use menu::menu;

/// A state of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The ways to sign in, several.
    SignIn,
    /// One way only.
    SignInOneWay,
    /// Somebody came back with *Back*.
    SignInCameBack,
    /// The same, where there is no other way.
    SignInCameBackOneWay,
    /// No way is on.
    SignInNoWay,
    /// The terms have to be agreed to.
    Terms,
    /// They were not.
    TermsNotAgreed,
    /// WeChat's code on a page of ours.
    Scan,
    /// A return inside WeChat's frame.
    Framed,
    /// The answer goes to the application as a form.
    FormPost,
    /// WeChat takes its time.
    Finishing,
    /// Nobody here has used this WeChat account.
    FirstTime,
    /// The same, without a nickname.
    FirstTimeNameless,
    /// Sign-up is closed.
    NoAccount,
    /// A name is needed, or consent to the terms.
    NewAccount(Option<new_account::Problem>),
    /// The WeChat account belongs to another account.
    AlreadyUsed,
    /// Another account is wanted than the one that is signed in.
    AccountSwitch,
    /// A third party asks for access.
    Consent,
    /// The code of a device is typed.
    DeviceCode(Option<device_code::Problem>),
    /// A device of the operator's own application asks.
    DeviceConfirm,
    /// A device of somebody else's application asks.
    DeviceConsent,
    /// A device may, or may not.
    DeviceDone(bool),
    /// Inside WeChat on a phone.
    ContinueInBrowser,
    /// A phone outside of WeChat.
    SecondScreen,
    /// Something ended the sign-in.
    Failure(Situation),
    /// The sign-in has to start again.
    StartAgain(Why),
    /// The browser keeps no cookies.
    CookiesBlocked,
    /// An application's request is wrong.
    BadRequest(bad_request::Problem),
    /// A result that was delivered already.
    SignedIn,
    /// The question before a session ends.
    SignOut,
    /// The end of a session.
    SignedOut,
    /// The server is busy or restarting.
    Unavailable,
    /// The way to sign in that people prove an account with, to add another one.
    SignInToLink,
    /// One more way to sign in, before it is added.
    Link,
    /// The account.
    Account,
    /// The account, with a line about what was done.
    AccountDone(Done),
    /// The account, with a name that is not taken.
    AccountName(NameProblem),
    /// An account with as little as there can be.
    AccountBare,
    /// A way to sign in, before it is removed.
    Unlink,
    /// The only one, which stays.
    UnlinkLast,
    /// The account, before it is deleted.
    Delete,
    /// The same, after another word was typed.
    DeleteNotConfirmed,
    /// The account is deleted.
    Deleted,
    /// A trial, before it begins.
    Trial,
    /// A trial that went well.
    TrialWorked,
    /// A trial that did not.
    TrialFailed,
}

impl State {
    /// Every state, in the order in which somebody might meet them.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::SignIn,
            Self::SignInOneWay,
            Self::SignInCameBack,
            Self::SignInCameBackOneWay,
            Self::SignInNoWay,
            Self::Terms,
            Self::TermsNotAgreed,
            Self::ContinueInBrowser,
            Self::SecondScreen,
            Self::Scan,
            Self::Framed,
            Self::FormPost,
            Self::Finishing,
            Self::FirstTime,
            Self::FirstTimeNameless,
            Self::NewAccount(None),
        ];
        let problems = new_account::Problem::ALL.iter();
        all.extend(problems.map(|problem| Self::NewAccount(Some(*problem))));
        all.extend([
            Self::NoAccount,
            Self::AlreadyUsed,
            Self::AccountSwitch,
            Self::Consent,
            Self::DeviceCode(None),
        ]);
        let problems = device_code::Problem::ALL.iter();
        all.extend(problems.map(|problem| Self::DeviceCode(Some(*problem))));
        all.extend([
            Self::DeviceConfirm,
            Self::DeviceConsent,
            Self::DeviceDone(true),
            Self::DeviceDone(false),
        ]);
        all.extend(Situation::ALL.iter().copied().map(Self::Failure));
        all.extend(Why::ALL.iter().copied().map(Self::StartAgain));
        all.push(Self::CookiesBlocked);
        all.extend(
            bad_request::Problem::ALL
                .iter()
                .copied()
                .map(Self::BadRequest),
        );
        all.extend([
            Self::SignedIn,
            Self::SignOut,
            Self::SignedOut,
            Self::Unavailable,
            Self::SignInToLink,
            Self::Link,
            Self::Account,
        ]);
        all.extend(Done::ALL.iter().copied().map(Self::AccountDone));
        let problems = NameProblem::ALL.iter();
        all.extend(problems.map(|problem| Self::AccountName(*problem)));
        all.extend([
            Self::AccountBare,
            Self::Unlink,
            Self::UnlinkLast,
            Self::Delete,
            Self::DeleteNotConfirmed,
            Self::Deleted,
            Self::Trial,
            Self::TrialWorked,
            Self::TrialFailed,
        ]);
        all
    }

    /// Its name in addresses.
    pub fn name(self) -> String {
        let name = match self {
            Self::SignIn => "sign-in",
            Self::SignInOneWay => "sign-in-one-way",
            Self::SignInCameBack => "sign-in-came-back",
            Self::SignInCameBackOneWay => "sign-in-came-back-one-way",
            Self::SignInNoWay => "sign-in-no-way",
            Self::Terms => "terms",
            Self::TermsNotAgreed => "terms-not-agreed",
            Self::Scan => "scan",
            Self::Framed => "framed",
            Self::FormPost => "form-post",
            Self::Finishing => "finishing",
            Self::FirstTime => "first-time",
            Self::FirstTimeNameless => "first-time-nameless",
            Self::NoAccount => "no-account",
            Self::NewAccount(None) => "new-account",
            Self::NewAccount(Some(problem)) => return format!("new-account-{}", problem.name()),
            Self::AlreadyUsed => "already-used",
            Self::AccountSwitch => "account-switch",
            Self::Consent => "consent",
            Self::DeviceCode(None) => "device-code",
            Self::DeviceCode(Some(problem)) => problem.name(),
            Self::DeviceConfirm => "device-confirm",
            Self::DeviceConsent => "device-consent",
            Self::DeviceDone(true) => "device-allowed",
            Self::DeviceDone(false) => "device-refused",
            Self::ContinueInBrowser => "continue-in-browser",
            Self::SecondScreen => "second-screen",
            Self::Failure(situation) => return format!("failure-{}", situation.heading()),
            Self::StartAgain(why) => return format!("start-again-{}", why.heading()),
            Self::CookiesBlocked => "cookies-blocked",
            Self::BadRequest(problem) => return format!("bad-request-{}", problem.heading()),
            Self::SignedIn => "signed-in",
            Self::SignOut => "sign-out",
            Self::SignedOut => "signed-out",
            Self::Unavailable => "unavailable",
            Self::SignInToLink => "sign-in-to-link",
            Self::Link => "link",
            Self::Account => "account",
            Self::AccountDone(done) => return format!("account-{}", done.word()),
            Self::AccountName(problem) => return format!("account-{}", problem.name()),
            Self::AccountBare => "account-bare",
            Self::Unlink => "unlink",
            Self::UnlinkLast => "unlink-last",
            Self::Delete => "delete",
            Self::DeleteNotConfirmed => "delete-not-confirmed",
            Self::Deleted => "deleted",
            Self::Trial => "trial",
            Self::TrialWorked => "trial-worked",
            Self::TrialFailed => "trial-failed",
        };
        name.to_owned()
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|state| state.name() == name)
    }

    /// The page in this state, in a frame, with a name of somebody's own choosing.
    pub fn render(self, frame: &Frame, person: &str) -> Html {
        samples::render(self, frame.clone(), person)
    }

    /// The same with the ways that there really are, on the pages that show any.
    pub fn preview(self, frame: &Frame, person: &str, ways: &[Way]) -> Html {
        samples::with_ways(self, frame, ways).unwrap_or_else(|| self.render(frame, person))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::State;

    #[test]
    fn every_state_is_found_by_its_name() {
        let all = State::all();
        for state in &all {
            assert_eq!(State::named(&state.name()), Some(*state));
        }
        let names: BTreeSet<String> = all.iter().map(|state| state.name()).collect();
        assert_eq!(names.len(), all.len());
        for other in ["", "Sign-in", "sign-in ", "../sign-in"] {
            assert_eq!(State::named(other), None);
        }
    }
}
