//! The ways to sign in.

use askama::Template;

use crate::Frame;

/// *Sign in to …*: one button per way.
///
/// Each way is posted to `/sign-in/social/{connector}` with `interaction`, `csrf`, and `agree=1` where the
/// rule is to agree before each sign-in.
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
    /// Whether the box beside the terms was ticked already, before another language was chosen.
    pub agreed: bool,
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
    /// Whether it leads to a simulator, which a button says where another one says the same.
    pub is_simulated: bool,
}

/// Something that the sign-in page says above the buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The person was sent to WeChat and came back with *Back*.
    DidNotComeBack,
    /// The person pressed a button without agreeing to the terms.
    NotAgreed,
    /// The person has an account, and proves it to add the WeChat account that just came back.
    ToLink,
}

impl SignIn {
    fn is_not_agreed(&self) -> bool {
        self.note == Some(Note::NotAgreed)
    }

    /// Whether another button reads the same, so that this one says where it leads.
    fn is_ambiguous(&self, way: &Way) -> bool {
        let same = self.ways.iter().filter(|other| other.target == way.target);
        way.is_simulated && same.count() > 1
    }

    /// What went wrong, for the title.
    fn trouble(&self) -> Option<&'static str> {
        match self.note? {
            Note::DidNotComeBack => Some("did-not-come-back"),
            Note::NotAgreed => Some("not-agreed"),
            Note::ToLink => Some("to-link"),
        }
    }
}

impl Way {
    pub(crate) fn is_wechat(&self) -> bool {
        self.target == "wechat"
    }
}
