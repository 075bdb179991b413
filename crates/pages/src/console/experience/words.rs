//! *Words and languages*.

use askama::Template;

use super::{Around, Tab, texts};
use crate::Language;
use crate::console::{ConsoleFrame, Section};

/// *Words and languages*: which languages there are, and how many own words.
///
/// One form: `language-{tag}` for each that is on, `auto_detect`, `fallback`, `edition`.
#[derive(Clone, Template)]
#[template(path = "console/experience/words.html")]
pub struct Words {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// What is around the fields.
    pub around: Around,
    /// Each language, and whether it is on.
    pub languages: Vec<(Language, bool)>,
    /// Whether the languages of the browser count.
    pub auto_detect: bool,
    /// The tag of the language for everybody else.
    pub fallback: String,
    /// How many own texts each language has.
    pub own: Vec<(Language, i64)>,
}

impl Words {
    /// The own words: address, language, how many.
    fn own(&self) -> impl Iterator<Item = (String, Language, i64)> {
        let own = self.own.iter();
        own.map(|(language, count)| (texts::address(*language, 0), *language, *count))
    }
}
