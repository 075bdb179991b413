//! What becomes of somebody whom nobody here knows.

use accounts::{SignUpRule, clean_name};
use connector_kit::SocialUserInfo;
use store::{Question, SignInExperience, SignInMode, SignUp, Stranger};

use crate::configuration::{Configuration, LiveConnector};
use crate::state::Inner;

/// The rule that keeps strangers out, if there is one.
pub(super) fn kept_out(
    experience: &SignInExperience,
    connector: &LiveConnector,
) -> Option<SignUpRule> {
    if experience.sign_in_mode == SignInMode::SignIn {
        Some(SignUpRule::SignInExperience)
    } else if connector.settings.sign_up == SignUp::Never {
        Some(SignUpRule::Connector)
    } else {
        None
    }
}

/// What a new account needs before it can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needs {
    /// A name: it is required, and the vendor gave none that can be seen.
    pub(super) name: bool,
    /// Consent to the terms.
    pub(super) agree: bool,
}

impl Needs {
    pub(super) fn of(configuration: &Configuration, info: &SocialUserInfo) -> Self {
        let visible = info.name.as_deref().and_then(clean_name);
        Self {
            name: configuration.experience().require_name && visible.is_none(),
            agree: configuration.site().asks_before_an_account(),
        }
    }

    pub(super) fn nothing(self) -> bool {
        !self.name && !self.agree
    }
}

/// What happens at the moment at which a stranger arrives.
pub(super) fn at_arrival<'a>(
    state: &'a Inner,
    configuration: &Configuration,
    connector: &LiveConnector,
    info: &SocialUserInfo,
) -> Stranger<'a> {
    let experience = configuration.experience();
    if let Some(rule) = kept_out(experience, connector) {
        Stranger::TurnAway(rule)
    } else if configuration.asks_strangers() || !Needs::of(configuration, info).nothing() {
        Stranger::Ask(question(state))
    } else {
        Stranger::Welcome { name: None }
    }
}

/// What happens when the stranger has answered. The rules may have changed since.
pub(super) fn after_answer<'a>(
    experience: &SignInExperience,
    connector: &LiveConnector,
    name: Option<&'a str>,
) -> Stranger<'a> {
    match kept_out(experience, connector) {
        Some(rule) => Stranger::TurnAway(rule),
        None => Stranger::Welcome { name },
    }
}

/// A question of now: what the vendor told is remembered as long as people may stay away.
pub(super) fn question(state: &Inner) -> Question<'_> {
    Question {
        until: state.now().plus(state.settings.lifetimes.attempt),
        entropy: &*state.entropy,
    }
}
