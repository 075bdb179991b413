//! A sign-in that ended without a person.

use askama::Template;

use crate::Frame;
use crate::text::Markup;

/// Why a sign-in ended, what to do, and the reference to quote.
#[derive(Clone, Template)]
#[template(path = "failure.html")]
pub struct Failure {
    /// What is around the page.
    pub frame: Frame,
    /// What happened, as far as the person is concerned.
    pub situation: Situation,
    /// Reference of the attempt, ready to be read aloud: `7QK4-M2XW`.
    pub reference: Option<String>,
    /// Address of a page that starts again; without it there is no button.
    pub retry: Option<String>,
    /// English text for whoever runs the server. Only for a signed-in owner or with the simulator: it may name
    /// error codes, hosts and fields.
    pub administrator: Option<String>,
}

/// What can end a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// WeChat refused our App ID or secret.
    NotSetUp,
    /// The code or token was used, expired or unknown.
    NotFinished,
    /// WeChat gave no profile: the app lacks the permission.
    ProfileNotShared,
    /// WeChat's preview of a page, with a made-up person.
    Preview,
    /// WeChat did not answer in time, or with nonsense.
    NotAnswering,
    /// WeChat asked to come back later.
    Busy,
    /// WeChat froze the person's WeChat account.
    Restricted,
    /// An administrator here has shut the account.
    Suspended,
    /// The person said no on the phone.
    Cancelled,
    /// The connector is not on.
    TurnedOff,
    /// Somebody has tried too often.
    TooOften,
    /// A fault of ours.
    Unexpected,
}

impl Situation {
    /// Every situation.
    pub const ALL: &[Self] = &[
        Self::NotSetUp,
        Self::NotFinished,
        Self::ProfileNotShared,
        Self::Preview,
        Self::NotAnswering,
        Self::Busy,
        Self::Restricted,
        Self::Suspended,
        Self::Cancelled,
        Self::TurnedOff,
        Self::TooOften,
        Self::Unexpected,
    ];

    /// The HTTP status of the page.
    ///
    /// 502 where WeChat answered and would not serve us, 504 where it did not answer, 503 where it asked to
    /// come back later, 429 where we do; 400 where what the browser brought could not be used; 403 where somebody may not or
    /// would not; 500 for a fault of ours.
    pub fn status(self) -> u16 {
        match self {
            Self::NotFinished => 400,
            Self::Preview
            | Self::Restricted
            | Self::Suspended
            | Self::Cancelled
            | Self::TurnedOff => 403,
            Self::TooOften => 429,
            Self::Unexpected => 500,
            Self::NotSetUp | Self::ProfileNotShared => 502,
            Self::Busy => 503,
            Self::NotAnswering => 504,
        }
    }

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::NotSetUp => "not-set-up",
            Self::NotFinished => "not-finished",
            Self::ProfileNotShared => "profile-not-shared",
            Self::Preview => "preview",
            Self::NotAnswering => "not-answering",
            Self::Busy => "busy",
            Self::Restricted => "restricted",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::TurnedOff => "turned-off",
            Self::TooOften => "too-often",
            Self::Unexpected => "unexpected",
        }
    }

    fn body(self) -> &'static str {
        match self {
            Self::NotSetUp => "not-set-up-body",
            Self::NotFinished => "not-finished-body",
            Self::ProfileNotShared => "profile-not-shared-body",
            Self::Preview => "preview-body",
            Self::NotAnswering => "not-answering-body",
            Self::Busy => "busy-body",
            Self::Restricted => "restricted-body",
            Self::Suspended => "suspended-body",
            Self::Cancelled => "cancelled-body",
            Self::TurnedOff => "turned-off-body",
            Self::TooOften => "too-often-body",
            Self::Unexpected => "unexpected-body",
        }
    }

    fn way_on(self) -> &'static str {
        match self {
            Self::NotFinished => "scan-again",
            Self::ProfileNotShared
            | Self::NotAnswering
            | Self::Busy
            | Self::Cancelled
            | Self::TooOften
            | Self::Unexpected => "try-again",
            Self::NotSetUp
            | Self::Preview
            | Self::Restricted
            | Self::Suspended
            | Self::TurnedOff => "use-another-way",
        }
    }
}

impl Failure {
    /// For how many seconds script keeps people from pressing the button, where that would only fail again.
    fn pause(&self) -> Option<u32> {
        matches!(self.situation, Situation::Busy | Situation::TooOften).then_some(60)
    }

    /// The words under the title; those of the preview name a button of WeChat's own.
    fn explanation(&self) -> Markup {
        self.frame
            .quoting_wechat(self.situation.body(), "使用完整服务")
    }
}
