//! One try of one person to sign in.

use std::fmt;

use connector_kit::{ConnectorError, Step, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::Reference;

/// One try of one person to sign in through a connector.
///
/// It goes `Sent` → `Claimed` → `Finished`, never back. Whoever moves it from
/// `Sent` to `Claimed` is the only one to spend the vendor's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its id.
    pub id: Uuid,
    /// The name that people can read aloud.
    pub reference: Reference,
    /// The interaction it belongs to.
    pub interaction: String,
    /// SHA-256 of the secret in the browser's cookie: only that browser may go on.
    pub binding_hash: [u8; 32],
    /// The connector the person was sent to.
    pub connector_id: String,
    /// The application the person wants to sign in to; empty when it is none but this
    /// server itself.
    pub application_id: String,
    /// What the browser called itself, cut.
    pub user_agent: Option<String>,
    /// What the connector wants to have back.
    pub connector_session: Value,
    /// Whether an administrator only tries the connector: nobody is signed in, and it
    /// is in no count.
    pub trial: bool,
    /// How far it is.
    pub phase: Phase,
    /// Whether the vendor has told who it is, and the person has to say where that
    /// belongs. The claim lasts as long as the question may be answered.
    pub asked: bool,
    /// How it ended; absent until `Finished`.
    pub outcome: Option<Outcome>,
    /// Why it failed, when it did.
    pub failure: Option<Failure>,
    /// What a trial has brought to light.
    pub finding: Option<Value>,
    /// Who signed in, or whose account a way to sign in is to be added to.
    pub user_id: Option<Uuid>,
    /// What happened when.
    pub steps: Vec<Step>,
    /// When it began.
    pub created_at: Timestamp,
    /// Until when the person may come back.
    pub expires_at: Timestamp,
    /// Until when a claim must have led to a result.
    pub claim_deadline: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl Attempt {
    /// Whether the person has not come back in time.
    pub fn is_lost(&self, now: Timestamp) -> bool {
        self.phase == Phase::Sent && now >= self.expires_at
    }

    /// Whether whoever claimed it never brought a result. The vendor's code may be
    /// spent, so the only way on is a new attempt.
    pub fn is_overdue(&self, now: Timestamp) -> bool {
        self.phase == Phase::Claimed && self.claim_deadline.is_some_and(|deadline| now >= deadline)
    }

    /// How it ends when it is overdue.
    pub fn overdue_end(&self) -> (Outcome, Failure) {
        if self.asked {
            (Outcome::Refused, Failure::Unanswered)
        } else {
            (Outcome::Failed, Failure::Abandoned)
        }
    }
}

/// How far an attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The person was sent to the vendor.
    Sent,
    /// The person came back, and somebody is asking the vendor who it is.
    Claimed,
    /// It has an outcome.
    Finished,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A known person signed in.
    SignedIn,
    /// A new person signed in.
    SignedUp,
    /// A person added a way to sign in.
    Linked,
    /// The person said no.
    Refused,
    /// Something went wrong.
    Failed,
    /// A rule did not allow it.
    Blocked,
    /// The person was sent away and never came back.
    Lost,
    /// A trial went well.
    Tried,
}

impl Outcome {
    /// Whether somebody is signed in now.
    pub fn is_success(self) -> bool {
        matches!(self, Self::SignedIn | Self::SignedUp | Self::Linked)
    }
}

/// Why an attempt did not end with a sign-in, for pages and for administrators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", content = "error", rename_all = "snake_case")]
pub enum Failure {
    /// The connector could not tell who the person is.
    Connector(ConnectorError),
    /// The person came back after the attempt had expired.
    CameBackLate,
    /// Whoever claimed the attempt never brought a result.
    Abandoned,
    /// The connector has been turned off meanwhile.
    ConnectorOff,
    /// The account is suspended.
    Suspended,
    /// Nobody here knows the person, and a rule says that no account is made for them.
    NoSignUp {
        /// The rule.
        rule: SignUpRule,
    },
    /// The person wanted to add a way to sign in, and was signed out before coming back.
    SessionEnded,
    /// The person wanted to add a way to sign in that belongs to another account.
    UsedElsewhere,
    /// The person was asked where this way to sign in belongs, and did not say.
    Unanswered,
    /// The person was asked where this way to sign in belongs, and wanted none of it.
    Declined,
    /// Our own fault; the log has the details.
    Internal,
}

/// Which rule keeps people from making an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpRule {
    /// The sign-in experience: `sign_in_mode = "sign_in"`.
    SignInExperience,
    /// The connector: `sign_up = "never"`.
    Connector,
}

/// The sentence for administrators.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connector(error) => error.fmt(f),
            Self::CameBackLate => f.write_str(
                "The person came back after the attempt had expired. Nothing is to be done.",
            ),
            Self::Abandoned => f.write_str(
                "The server was stopped, or took too long, while it asked the vendor. \
                 The vendor's code is not sent again, because it may be spent.",
            ),
            Self::ConnectorOff => f.write_str(
                "The connector was turned off between the start and the return. \
                 Turn it on in the sign-in experience to let people use it.",
            ),
            Self::Suspended => f.write_str("The account is suspended."),
            Self::NoSignUp {
                rule: SignUpRule::SignInExperience,
            } => f.write_str(
                "Nobody here knows this person, and accounts are not made by themselves \
                 (sign_in_mode = \"sign_in\"). Make an account, or open sign-up.",
            ),
            Self::NoSignUp {
                rule: SignUpRule::Connector,
            } => f.write_str(
                "Nobody here knows this person, and this connector makes no accounts \
                 (sign_up = \"never\"). Make an account, or let the connector follow the \
                 rules of the sign-in page.",
            ),
            Self::SessionEnded => f.write_str(
                "The person wanted to add a way to sign in, and was signed out, or signed in \
                 as somebody else, before coming back. Nothing is to be done.",
            ),
            Self::UsedElsewhere => f.write_str(
                "The person wanted to add a way to sign in that belongs to another account \
                 here. Nothing was changed. It can be added once it is unlinked there.",
            ),
            Self::Unanswered => f.write_str(
                "The person was asked where this new way to sign in belongs, and did not \
                 answer in time. Nothing is to be done.",
            ),
            Self::Declined => f.write_str(
                "The person was asked where this new way to sign in belongs, and chose \
                 another one. Nothing is to be done.",
            ),
            Self::Internal => {
                f.write_str("This server failed. Its log has the details under the reference.")
            }
        }
    }
}
