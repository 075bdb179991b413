//! Words of the operator's own, in place of ours.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use super::{Value, number, places};
use crate::Language;

/// The longest text of the operator's own, in characters.
const LONGEST: usize = 400;

/// Texts of the operator's own, by language and by key.
///
/// A variable stands in braces: `Sign in to {app}`. Everything else is plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(BTreeMap<&'static str, BTreeMap<String, String>>);

/// A text that can be replaced.
#[derive(Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What it is called.
    pub key: &'static str,
    /// The English text, its variables in braces.
    pub english: String,
    /// The names of its variables.
    pub variables: Vec<&'static str>,
    /// Which of [`Phrases::PARTS`] it belongs to.
    pub part: usize,
}

/// Why a text cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseProblem {
    /// No text of ours has this key.
    UnknownKey,
    /// The text names a variable that is not known there.
    UnknownVariable(String),
    /// A brace is not closed, or closes nothing.
    Braces,
    /// Nothing can be seen.
    Empty,
    /// It has more than 400 characters.
    TooLong,
    /// It has line breaks or other characters that nobody can see.
    Invisible,
}

impl fmt::Display for PhraseProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownKey => f.write_str("there is no text of this name"),
            Self::UnknownVariable(name) => write!(f, "{{{name}}} is not known here"),
            Self::Braces => f.write_str("braces stand around the name of a variable, as in {app}"),
            Self::Empty => f.write_str("the text is empty"),
            Self::TooLong => write!(f, "a text has at most {LONGEST} characters"),
            Self::Invisible => {
                f.write_str("the text has line breaks or characters that nobody can see")
            }
        }
    }
}

impl Phrases {
    /// The parts of the pages' words, each by the key of what the console calls it.
    pub const PARTS: [&str; 14] = [
        "part-frame",
        "part-ways",
        "part-waiting",
        "part-ends",
        "part-again",
        "part-requests",
        "part-sessions",
        "part-strangers",
        "part-phones",
        "part-consent",
        "part-devices",
        "part-server",
        "part-code",
        "part-trial",
    ];

    /// Takes over one text, unless [`check`](Self::check) finds something wrong with it.
    pub fn insert(&mut self, language: Language, key: &str, text: &str) {
        if Self::check(key, text).is_ok() {
            let texts = self.0.entry(language.tag()).or_default();
            texts.insert(key.to_owned(), text.to_owned());
        }
    }

    /// Every text that can be replaced, in the order of its page.
    pub fn all() -> &'static [Phrase] {
        &ALL
    }

    /// The text of ours in a language, its variables in braces.
    pub fn built_in(language: Language, phrase: &Phrase) -> String {
        let names: Vec<String> = phrase
            .variables
            .iter()
            .map(|name| format!("{{{name}}}"))
            .collect();
        let values: Vec<(&str, Value<'_>)> = phrase
            .variables
            .iter()
            .zip(&names)
            .map(|(variable, name)| (*variable, Value::Words(name)))
            .collect();
        super::plain_with(language, phrase.key, &values)
    }

    /// Whether a text can stand in the place of ours.
    ///
    /// # Errors
    /// Says why not.
    pub fn check(key: &str, text: &str) -> Result<(), PhraseProblem> {
        let phrase = ALL.iter().find(|phrase| phrase.key == key);
        let phrase = phrase.ok_or(PhraseProblem::UnknownKey)?;
        if crate::display_name(text).is_none() {
            return Err(PhraseProblem::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(PhraseProblem::TooLong);
        }
        if text.chars().any(|c| c.is_control() || is_place(c)) {
            return Err(PhraseProblem::Invisible);
        }
        for piece in pieces(text).ok_or(PhraseProblem::Braces)? {
            if let Piece::Variable(name) = piece
                && !phrase.variables.contains(&name)
            {
                return Err(PhraseProblem::UnknownVariable(name.to_owned()));
            }
        }
        Ok(())
    }

    pub(super) fn text(&self, language: Language, key: &str) -> Option<&str> {
        self.0.get(language.tag())?.get(key).map(String::as_str)
    }
}

/// Writes an own text, with places for its values as Fluent leaves them.
pub(super) fn fill(text: &str, language: Language, values: &[(&str, Value<'_>)]) -> String {
    let mut sentence = String::with_capacity(text.len());
    for piece in pieces(text).unwrap_or_default() {
        match piece {
            Piece::Words(words) => sentence.push_str(words),
            Piece::Variable(name) => {
                let known = values.iter().zip(places());
                match known.into_iter().find(|((known, _), _)| *known == name) {
                    Some(((_, Value::Number(value)), _)) => {
                        sentence.push_str(&number(language, *value));
                    }
                    Some((_, place)) => sentence.push(place),
                    None => {}
                }
            }
        }
    }
    sentence
}

enum Piece<'a> {
    Words(&'a str),
    Variable(&'a str),
}

/// Cuts a text at its braces; `None` when they do not fit together.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut parts = text.split('{');
    let first = parts.next()?;
    if first.contains('}') {
        return None;
    }
    pieces.push(Piece::Words(first));
    for part in parts {
        let (name, words) = part.split_once('}')?;
        if words.contains('}') {
            return None;
        }
        pieces.push(Piece::Variable(name.trim()));
        pieces.push(Piece::Words(words));
    }
    Some(pieces)
}

fn is_place(c: char) -> bool {
    ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

static ALL: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let mut all = Vec::new();
    let mut headings = 0;
    for line in include_str!("../../locales/en/sign-in.ftl").lines() {
        if line.starts_with('#') {
            headings += 1;
        } else if let Some((key, text)) = line.split_once(" =") {
            let rest = text.split("{ $").skip(1);
            all.push(Phrase {
                key,
                english: text.trim().replace("{ $", "{").replace(" }", "}"),
                variables: rest
                    .filter_map(|rest| rest.split([' ', '}']).next())
                    .collect(),
                part: headings - 1,
            });
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::{PhraseProblem, Phrases};
    use crate::Language;
    use crate::text::{Value, Voice, plain, with};

    fn voice(phrases: &Phrases, language: Language) -> Voice<'_> {
        Voice {
            language,
            own: Some(phrases),
        }
    }

    #[test]
    fn own_words_replace_ours_in_one_language() {
        let mut phrases = Phrases::default();
        phrases.insert(Language::En, "sign-in", "Come in");
        assert_eq!(plain(voice(&phrases, Language::En), "sign-in"), "Come in");
        assert_eq!(
            plain(voice(&phrases, Language::Fr), "sign-in"),
            "Se connecter"
        );
        assert_eq!(plain(voice(&phrases, Language::En), "continue"), "Continue");
    }

    #[test]
    fn own_words_and_their_values_are_escaped() {
        let mut phrases = Phrases::default();
        phrases.insert(Language::En, "sign-in-to-app", "<i>{ app } & {app}</i>");
        let values = [("app", Value::Name("<b>"))];
        let html = with(voice(&phrases, Language::En), "sign-in-to-app", &values);
        assert_eq!(
            html.to_string(),
            "&lt;i&gt;<bdi>&lt;b&gt;</bdi> &amp; <bdi>&lt;b&gt;</bdi>&lt;/i&gt;"
        );
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        let long = "x".repeat(401);
        for (key, text, problem) in [
            ("no-such-key", "x", PhraseProblem::UnknownKey),
            (
                "trial",
                "{app}",
                PhraseProblem::UnknownVariable("app".to_owned()),
            ),
            (
                "sign-in-to-app",
                "{}",
                PhraseProblem::UnknownVariable(String::new()),
            ),
            ("sign-in-to-app", "{app", PhraseProblem::Braces),
            ("sign-in-to-app", "app}", PhraseProblem::Braces),
            ("sign-in-to-app", "{app}}", PhraseProblem::Braces),
            ("sign-in", " ", PhraseProblem::Empty),
            ("sign-in", "\u{200B}", PhraseProblem::Empty),
            ("sign-in", &long, PhraseProblem::TooLong),
            ("sign-in", "a\nb", PhraseProblem::Invisible),
            ("sign-in", "a\u{FDD0}", PhraseProblem::Invisible),
        ] {
            assert_eq!(Phrases::check(key, text), Err(problem), "{key} {text:?}");
            let mut phrases = Phrases::default();
            phrases.insert(Language::En, key, text);
            assert_eq!(phrases, Phrases::default());
        }
        assert_eq!(Phrases::check("sign-in-to-app", "Come in"), Ok(()));
    }

    #[test]
    fn every_text_is_listed_with_its_variables_and_could_replace_itself() {
        assert!(Phrases::all().len() > 100);
        for phrase in Phrases::all() {
            for &language in Language::ALL {
                let text = Phrases::built_in(language, phrase);
                assert_eq!(Phrases::check(phrase.key, &text), Ok(()), "{}", phrase.key);
            }
            assert_eq!(Phrases::built_in(Language::En, phrase), phrase.english);
        }
        let last = Phrases::all().iter().map(|phrase| phrase.part).max();
        assert_eq!(last, Some(Phrases::PARTS.len() - 1));
        let app = Phrases::all().iter().find(|p| p.key == "sign-in-to-app");
        assert_eq!(app.unwrap().variables, ["app"]);
        assert_eq!(app.unwrap().english, "Sign in to {app}");
    }
}
