//! *Users*: the people, one of them, and what can be done to an account.

mod list;
mod profile;
mod remove;
mod sessions;
mod ways;

pub use list::{Count, FoundBy, List, Show, UserRow};
pub use profile::{Fields, NewUser, Profile};
pub use remove::{Delete, Unlink};
pub use sessions::{Activity, SessionRow, Sessions};
pub use ways::{Key, WayCard, Ways};

use std::borrow::Borrow;

use super::ConsoleFrame;
use crate::text::{Markup, Value};

/// Who the pages of one person are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The id of the account.
    pub id: String,
    /// The name, if there is one.
    pub name: Option<String>,
    /// Path of our copy of the picture.
    pub picture: Option<String>,
    /// The user name, the e-mail address or the phone number: what tells people of one name
    /// apart.
    pub known_as: Option<String>,
    /// Whether the account is shut.
    pub suspended: bool,
}

/// The pages of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What the account says about the person.
    Profile,
    /// Their ways to sign in.
    Ways,
    /// The browsers in which they are signed in.
    Sessions,
    /// Their tries to sign in, and what administrators changed.
    Activity,
}

impl Tab {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Profile, "", "user-profile"),
        (Self::Ways, "/ways", "user-ways"),
        (Self::Sessions, "/sessions", "user-sessions"),
        (Self::Activity, "/activity", "user-activity"),
    ];
}

impl Head {
    /// The name, or words for somebody who has none.
    fn shown(&self, frame: &ConsoleFrame) -> String {
        let name = self.name.as_deref().and_then(crate::display_name);
        name.unwrap_or_else(|| frame.text("user-nameless"))
    }

    fn initial(&self, frame: &ConsoleFrame) -> String {
        frame.initial(&self.shown(frame))
    }

    fn title(&self, frame: &ConsoleFrame) -> Markup {
        Markup::name(&self.shown(frame))
    }

    fn href(&self) -> String {
        format!("/console/users/{}", self.id)
    }

    /// The tabs: address, name, whether it is this one.
    fn tabs(&self, frame: &ConsoleFrame, here: impl Borrow<Tab>) -> Vec<(String, String, bool)> {
        let tabs = Tab::ALL.iter();
        tabs.map(|(tab, path, key)| (self.href() + path, frame.text(key), tab == here.borrow()))
            .collect()
    }

    /// A sentence about this person.
    fn about(&self, frame: &ConsoleFrame, key: &str) -> Markup {
        frame.say(key, &[("name", Value::Name(&self.shown(frame)))])
    }
}

/// Sentences about what was done, for the page after it.
pub mod done {
    /// A person was made.
    pub const CREATED: &str = "user-created";
    /// Fields were saved.
    pub const SAVED: &str = "user-saved";
    /// Nothing was different.
    pub const UNCHANGED: &str = "user-unchanged";
    /// The account was shut.
    pub const SUSPENDED: &str = "user-suspended-done";
    /// The account was opened again.
    pub const RESUMED: &str = "user-resumed-done";
    /// A way to sign in was removed.
    pub const UNLINKED: &str = "user-unlinked";
    /// One browser was signed out.
    pub const SESSION_ENDED: &str = "user-session-ended";
    /// Browsers were signed out.
    pub const SESSIONS_ENDED: &str = "user-sessions-ended";
    /// The account was deleted.
    pub const DELETED: &str = "user-deleted";
    /// What was to be removed had gone before.
    pub const NOTHING: &str = "user-nothing-done";
}

/// What can be wrong with fields.
pub mod problem {
    /// The name is too long.
    pub const NAME_LONG: &str = "user-name-long";
    /// The user name has another form.
    pub const USERNAME_FORM: &str = "user-username-form";
    /// Somebody else has the user name.
    pub const USERNAME_TAKEN: &str = "user-username-taken";
    /// The e-mail address has another form.
    pub const EMAIL_FORM: &str = "user-email-form";
    /// Somebody else has the e-mail address.
    pub const EMAIL_TAKEN: &str = "user-email-taken";
    /// The phone number has another form.
    pub const PHONE_FORM: &str = "user-phone-form";
    /// Somebody else has the phone number.
    pub const PHONE_TAKEN: &str = "user-phone-taken";
    /// The address of the picture has another form.
    pub const PICTURE_FORM: &str = "user-picture-form";
    /// The notes are no JSON object.
    pub const JSON_FORM: &str = "user-json-form";
    /// The notes are too long.
    pub const JSON_LONG: &str = "user-json-long";
    /// The name was not typed as it is.
    pub const CONFIRM: &str = "user-confirm-wrong";
}
