//! What an account says about its person: made, shown, edited.

use askama::Template;

use super::super::{ConsoleFrame, Input, Problem, Section};
use super::{Head, Tab};

/// The fields of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// The name to show.
    pub name: Input,
    /// The user name.
    pub username: Input,
    /// The e-mail address.
    pub email: Input,
    /// The phone number.
    pub phone: Input,
    /// The address of the picture.
    pub picture: Input,
    /// What is noted, as JSON.
    pub custom_data: Input,
    /// Further fields of the profile, as JSON.
    pub further: Input,
}

/// *New person*.
#[derive(Clone, Template)]
#[template(path = "console/users/new.html")]
pub struct NewUser {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The id that the person gets.
    pub id: String,
    /// The fields.
    pub fields: Fields,
}

/// *Profile* of a person.
#[derive(Clone, Template)]
#[template(path = "console/users/profile.html")]
pub struct Profile {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// Who.
    pub head: Head,
    /// The fields.
    pub fields: Fields,
    /// The state of the account that the form is about.
    pub version: String,
    /// What somebody else has saved meanwhile: keys of fields, and their values now.
    pub meanwhile: Vec<(&'static str, String)>,
    /// When the account was made, in milliseconds since 1970.
    pub created: i64,
    /// When the person last signed in.
    pub last_seen: Option<i64>,
    /// The application that they signed in to first.
    pub first_application: Option<String>,
}

impl Fields {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "user-name", &self.name),
            ("username", "user-username", &self.username),
            ("email", "user-email", &self.email),
            ("phone", "user-phone", &self.phone),
            ("picture", "user-picture", &self.picture),
            ("custom_data", "user-custom-data", &self.custom_data),
            ("further", "user-further", &self.further),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }

    fn has_problems(&self) -> bool {
        !self.problems().is_empty()
    }

    /// Whether what is folded away has to be seen.
    fn has_notes(&self) -> bool {
        let notes = [&self.custom_data, &self.further];
        let mut notes = notes.iter();
        notes.any(|note| note.problem.is_some() || !matches!(note.value.trim(), "" | "{}"))
    }
}
