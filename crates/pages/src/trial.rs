//! A sign-in that signs nobody in, for administrators.

use askama::Template;

use crate::Frame;
use crate::failure::Situation;

/// *Try a sign-in*: says what a trial does, with one button.
#[derive(Clone, Template)]
#[template(path = "trial.html")]
pub struct Trial {
    /// What is around the page.
    pub frame: Frame,
    /// Name of the connector.
    pub name: String,
    /// Address that the form is posted to.
    pub action: String,
    /// Fields that the form carries.
    pub hidden: Vec<(String, String)>,
}

/// What a trial came to.
#[derive(Clone, Template)]
#[template(path = "trial_result.html")]
pub struct TrialResult {
    /// What is around the page.
    pub frame: Frame,
    /// What came back, or why nothing did.
    pub came_back: CameBack,
    /// What happened, and how many milliseconds each step took.
    pub steps: Vec<(String, u64)>,
    /// Reference of the attempt.
    pub reference: String,
}

/// What came back from a trial.
#[derive(Clone)]
pub enum CameBack {
    /// A person.
    Person {
        /// The name as the vendor gave it.
        name: Option<String>,
        /// The picture as a `data:` address.
        picture: Option<String>,
        /// The kinds of ids, and the beginning of each.
        ids: Vec<(String, String)>,
    },
    /// A failure, as people and as administrators read it.
    Failure {
        /// Which page people would see.
        situation: Situation,
        /// The text for administrators, in English.
        administrator: String,
    },
}

impl TrialResult {
    /// The step in words; one that has no words is shown as it is.
    fn step(&self, name: &str) -> String {
        match name {
            "sent_away" => self.frame.text("step-sent-away"),
            "came_back" => self.frame.text("step-came-back"),
            "code_exchanged" => self.frame.text("step-code-exchanged"),
            "profile_read" => self.frame.text("step-profile-read"),
            other => other.to_owned(),
        }
    }

    fn shown(name: Option<&String>) -> Option<String> {
        name.and_then(|name| crate::display_name(name))
    }
}
