//! One try to sign in, step by step.

use askama::Template;

use super::cause::Cause;
use super::{Outcome, Who};
use crate::console::{ConsoleFrame, Section};
use crate::text::{Markup, Value};
use crate::when;

/// *One attempt*.
#[derive(Clone, Template)]
#[template(path = "console/activity/attempt.html")]
pub struct OneAttempt {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Its reference, ready to be read aloud.
    pub reference: String,
    /// How it ended.
    pub outcome: Outcome,
    /// Whether an administrator only tried the connector.
    pub trial: bool,
    /// Who it was.
    pub who: Who,
    /// The id and the name of the application; none for this server itself.
    pub application: Option<(String, String)>,
    /// The id and the name of the connector.
    pub way: (String, String),
    /// When it began, in milliseconds since 1970.
    pub began: i64,
    /// When it ended.
    pub ended: Option<i64>,
    /// What happened, and what was to happen.
    pub steps: Vec<Step>,
    /// Why it ended as it did, where there is something to say.
    pub cause: Option<Cause>,
    /// What the vendor said.
    pub answer: Option<Answer>,
    /// Everything that is kept, as JSON, without secrets.
    pub raw: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub kind: StepKind,
    /// When, in milliseconds since 1970; none for what has not happened.
    pub at: Option<i64>,
    /// How many milliseconds after the step before.
    pub after: Option<i64>,
    /// What else is known, in words of code.
    pub detail: Option<String>,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// The sign-in page was shown.
    Asked,
    /// The browser was sent to the vendor.
    SentAway,
    /// It came back.
    CameBack,
    /// The vendor took the code.
    CodeExchanged,
    /// The vendor told who it is.
    ProfileRead,
    /// There was no profile to be had.
    ProfileLeftOut,
    /// No account was found at once.
    LookedUp,
    /// The person answered a question of ours.
    Answered,
    /// A known account.
    AccountFound,
    /// A new account.
    AccountCreated,
    /// A way to sign in was added to the account.
    WayAdded,
    /// A session began.
    SessionBegan,
    /// The application took over.
    TakenOver,
    /// Something of a connector's own, by its name there.
    Other(String),
}

/// What a vendor said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its code.
    pub code: i64,
    /// Its words.
    pub message: String,
    /// Its id of the request, for its support.
    pub request_id: Option<String>,
}

impl StepKind {
    fn key(&self) -> Option<&'static str> {
        Some(match self {
            Self::Asked => "happened-asked",
            Self::SentAway => "happened-sent-away",
            Self::CameBack => "happened-came-back",
            Self::CodeExchanged => "happened-code-exchanged",
            Self::ProfileRead => "happened-profile-read",
            Self::ProfileLeftOut => "happened-profile-left-out",
            Self::LookedUp => "happened-looked-up",
            Self::Answered => "happened-answered",
            Self::AccountFound => "happened-account-found",
            Self::AccountCreated => "happened-account-created",
            Self::WayAdded => "happened-way-added",
            Self::SessionBegan => "happened-session",
            Self::TakenOver => "happened-taken-over",
            Self::Other(_) => return None,
        })
    }

    fn plain(&self, frame: &ConsoleFrame) -> String {
        match (self.key(), self) {
            (Some(key), _) => frame.text(key),
            (None, Self::Other(name)) => name.clone(),
            (None, _) => String::new(),
        }
    }
}

impl Step {
    fn words(&self, frame: &ConsoleFrame) -> Markup {
        match &self.kind {
            StepKind::Other(name) => Markup::code(name),
            kind => Markup::escaped(&kind.plain(frame)),
        }
    }

    /// How long after the step before, as `+0.4 s`.
    fn gap(&self, frame: &ConsoleFrame) -> Option<String> {
        let millis = self.after?;
        Some(if millis < 10_000 {
            let tenths = (millis + 50) / 100;
            let seconds = format!("{}.{}", tenths / 10, tenths % 10);
            frame.plain("seconds-after", &[("seconds", Value::Words(&seconds))])
        } else if millis < 120_000 {
            let seconds = ((millis + 500) / 1000).to_string();
            frame.plain("seconds-after", &[("seconds", Value::Words(&seconds))])
        } else {
            let minutes = ((millis + 30_000) / 60_000).to_string();
            frame.plain("minutes-after", &[("minutes", Value::Words(&minutes))])
        })
    }
}

impl OneAttempt {
    fn is_over(&self) -> bool {
        self.ended.is_some()
    }

    /// Everything that support needs, as plain text.
    fn text(&self) -> String {
        let frame = &self.frame;
        let mut lines = vec![
            format!("{} {}", frame.text("reference-of-sign-in"), self.reference),
            format!(
                "{}: {}",
                frame.text("activity-result"),
                frame.text(self.outcome.key())
            ),
            format!("{}: {}", frame.text("activity-way"), self.way.1),
        ];
        if let Some((_, name)) = &self.application {
            lines.push(format!("{}: {name}", frame.text("activity-application")));
        }
        let device = self.who.device();
        if !device.is_empty() {
            lines.push(format!("{}: {device}", frame.text("activity-browser")));
        }
        if let Some(cause) = &self.cause {
            lines.push(format!(
                "{}: {}",
                frame.text("activity-cause"),
                cause.title_text(frame)
            ));
            lines.push(cause.body_text(frame));
        }
        if let Some(answer) = &self.answer {
            let rid = answer.request_id.as_deref();
            let rid = rid.map_or(String::new(), |id| format!(", rid {id}"));
            lines.push(format!("{} {}{rid}", answer.code, answer.message));
        }
        lines.push(String::new());
        for step in &self.steps {
            if let Some(at) = step.at {
                let detail = step.detail.as_deref();
                let detail = detail.map_or(String::new(), |detail| format!(" ({detail})"));
                lines.push(format!(
                    "{} {}{detail}",
                    when::iso(at),
                    step.kind.plain(frame)
                ));
            }
        }
        lines.join("\n")
    }

    fn way_href(&self) -> String {
        format!("/console/connectors/{}", self.way.0)
    }
}
