//! Own words for the pages in one language.

use askama::Template;

use super::Tab;
use crate::Language;
use crate::console::{ConsoleFrame, Input, Problem, Section};
use crate::text::{Phrases, Value};

/// The texts of one part of the pages, in one language.
///
/// One form: a field for each text, called as the text is; empty where ours stays.
#[derive(Clone, Template)]
#[template(path = "console/experience/texts.html")]
pub struct Texts {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The language.
    pub language: Language,
    /// Which part, counted from 0.
    pub part: usize,
    /// The state that the form is about.
    pub edition: String,
    /// The texts.
    pub rows: Vec<Row>,
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub key: &'static str,
    /// Ours.
    pub ours: String,
    /// The operator's.
    pub own: Input,
}

/// The address of the texts of a language.
pub fn address(language: Language, part: usize) -> String {
    let (words, tag) = (Tab::Words.address(), language.tag());
    format!("{words}/{tag}?part={part}")
}

impl Texts {
    /// The parts: address, key of the name, whether it is this one.
    fn parts(&self) -> impl Iterator<Item = (String, &'static str, bool)> {
        let titles = Phrases::PARTS.into_iter().enumerate();
        titles.map(|(at, title)| (address(self.language, at), title, at == self.part))
    }

    fn languages(&self) -> impl Iterator<Item = (String, Language)> {
        let all = Language::ALL.iter();
        all.map(|language| (address(*language, self.part), *language))
    }

    fn problems(&self) -> Vec<(&'static str, &'static str, &Problem)> {
        let rows = self.rows.iter();
        rows.filter_map(|row| Some((row.key, "own-text", row.own.problem.as_ref()?)))
            .collect()
    }
}
