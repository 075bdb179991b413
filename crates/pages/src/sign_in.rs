//! The ways to sign in.

use askama::Template;

use crate::Frame;

/// *Sign in to …*: one button per way.
///
/// Each way is a form of its own: `POST /sign-in/social/{connector}` with `interaction` and `csrf`.
#[derive(Clone, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// What is around the page.
    pub frame: Frame,
    /// The ways to sign in, in the order of the sign-in experience; none is possible.
    pub ways: Vec<Way>,
    /// The interaction that the forms carry on.
    pub interaction: String,
    /// Something to say before the person tries again.
    pub note: Option<Note>,
}

/// One way to sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Id of the connector, part of the form's address.
    pub connector: String,
    /// The vendor, which decides the button's words and glyph: `wechat`.
    pub target: String,
    /// The vendor's name, for targets that have no words of their own.
    pub name: String,
    /// Whether this person used it last time.
    pub last_used: bool,
}

/// Something that the sign-in page says above the buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The person was sent to WeChat and came back with *Back*.
    DidNotComeBack,
}

impl Way {
    fn is_wechat(&self) -> bool {
        self.target == "wechat"
    }
}
