//! *Sign-in page*: which ways are offered, how the hosted pages look and speak, what is asked
//! of people.

pub mod confirm;
pub mod conflict;
pub mod done;
pub mod look;
pub mod problem;
pub mod rules;
pub mod texts;
pub mod ways;
pub mod words;

use super::{ConsoleFrame, Problem};
use crate::{Language, Theme, preview};

/// The parts of *Sign-in page*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Which ways to sign in there are, and in which order.
    Ways,
    /// Colours, pictures, style sheet, whose it is.
    Look,
    /// Languages and own words.
    Words,
    /// Who may come in, and what they agree to.
    Rules,
}

impl Tab {
    /// Every part, in the order of its tab.
    pub const ALL: [Self; 4] = [Self::Ways, Self::Look, Self::Words, Self::Rules];

    /// The address of its page.
    pub fn address(self) -> &'static str {
        match self {
            Self::Ways => "/console/sign-in-page",
            Self::Look => "/console/sign-in-page/look",
            Self::Words => "/console/sign-in-page/words",
            Self::Rules => "/console/sign-in-page/rules",
        }
    }

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ways => "ways",
            Self::Look => "look",
            Self::Words => "words",
            Self::Rules => "rules",
        }
    }

    /// The part of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.name() == name)
    }

    fn title(self) -> &'static str {
        match self {
            Self::Ways => "tab-ways",
            Self::Look => "tab-look",
            Self::Words => "tab-words",
            Self::Rules => "tab-rules",
        }
    }
}

/// The address that shows the preview.
pub const PREVIEW: &str = "/console/sign-in-page/preview";

/// What each tab has around its own fields.
#[derive(Clone)]
pub struct Around {
    /// Which tab it is.
    pub tab: Tab,
    /// Whether no way to sign in is on.
    pub nobody: bool,
    /// The state that the form is about.
    pub edition: String,
    /// What the preview shows.
    pub view: View,
    /// What is wrong: id of the field, key of its label, problem.
    pub problems: Vec<(&'static str, &'static str, Problem)>,
}

/// What the preview shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The name of the state.
    pub state: String,
    /// The colours.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// The languages that there are.
    pub languages: Vec<Language>,
}

/// States that belong together.
pub(crate) struct Group {
    title: String,
    states: Vec<Choice>,
}

/// A state that can be chosen.
struct Choice {
    name: String,
    title: String,
    is_here: bool,
}

impl Around {
    /// The tabs: address, key of the name, whether it is this one.
    pub(crate) fn tabs(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let here = self.tab;
        let tabs = Tab::ALL.into_iter();
        tabs.map(move |tab| (tab.address(), tab.title(), tab == here))
    }

    pub(crate) fn title(&self) -> &'static str {
        self.tab.title()
    }

    /// What is wrong, as the summary takes it.
    pub(crate) fn summary(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let problems = self.problems.iter();
        problems
            .map(|(id, label, problem)| (*id, *label, problem))
            .collect()
    }

    /// What is wrong with one field.
    pub(crate) fn problem(&self, id: &str) -> Option<&Problem> {
        let mut problems = self.problems.iter();
        problems
            .find(|(field, ..)| *field == id)
            .map(|(.., problem)| problem)
    }
}

impl View {
    /// The states in their groups.
    pub(crate) fn states(&self, frame: &ConsoleFrame) -> Vec<Group> {
        let choice = |(state, key): (preview::State, &str)| {
            let name = state.name();
            Choice {
                title: frame.text(key),
                is_here: name == self.state,
                name,
            }
        };
        let menu = preview::menu().into_iter();
        menu.map(|(group, states)| Group {
            title: frame.text(group),
            states: states.into_iter().map(choice).collect(),
        })
        .collect()
    }

    /// The address of the preview of what is saved.
    pub(crate) fn address(&self) -> String {
        format!(
            "{PREVIEW}?state={}&theme={}&in={}",
            self.state,
            self.theme.tag(),
            self.language.tag(),
        )
    }
}
