//! Making an application: choosing its kind, then its few fields.

use askama::Template;

use super::snippets::Library;
use super::{Choice, Kind, access};
use crate::console::{ConsoleFrame, Input, Problem, Section};

/// *New application*: the kinds.
#[derive(Clone, Template)]
#[template(path = "console/applications/choose.html")]
pub struct Choose {
    /// What is around the page.
    pub frame: ConsoleFrame,
}

/// *New application*: the fields of one kind.
#[derive(Clone, Template)]
#[template(path = "console/applications/new.html")]
pub struct New {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The id that the application will have, so that sending the form twice makes one.
    pub id: String,
    /// The kind.
    pub kind: Kind,
    /// The name that people see.
    pub name: Input,
    /// Where people are sent back to.
    pub redirect_uri: Input,
    /// The id of the library; empty for another one.
    pub library: Input,
    /// How far a machine may go in the Management API.
    pub management_api: Input,
}

impl New {
    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let fields = [
            ("name", "application-name", &self.name),
            ("redirect_uri", "application-address", &self.redirect_uri),
            ("library", "application-library", &self.library),
        ];
        let wrong = fields.into_iter();
        wrong
            .filter_map(|(id, label, input)| Some((id, label, input.problem.as_ref()?)))
            .collect()
    }

    fn libraries(&self) -> impl Iterator<Item = (&'static Library, bool)> {
        Library::of(self.kind).map(|library| (library, library.id == self.library.value))
    }

    fn access(&self) -> [Choice; 3] {
        access(&self.management_api.value)
    }
}
