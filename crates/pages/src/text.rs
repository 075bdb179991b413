//! The words of the pages: Fluent files for each language, compiled in.

use std::fmt;
use std::sync::LazyLock;

use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::Language;

mod phrases;
mod pseudo;

pub use phrases::{Phrase, PhraseProblem, Phrases};

type Bundle = FluentBundle<FluentResource>;

/// The texts of a language, one file for each surface or part of it.
macro_rules! texts {
    ($language:expr, $tag:literal: $($file:literal)*) => {
        LazyLock::new(|| {
            let files = [$(include_str!(concat!("../locales/", $tag, "/", $file, ".ftl"))),*];
            bundle($language, &files)
        })
    };
    // The console speaks fewer languages than the pages that people see.
    (console $language:expr, $tag:literal: $($file:literal)*) => {
        texts!($language, $tag: $($file)* "console" "console-access" "console-overview"
            "console-applications" "console-connectors" "console-experience" "console-users"
            "console-activity" "console-settings")
    };
}

static EN: LazyLock<Bundle> = texts!(console Language::En, "en": "sign-in" "account");
static ZH_HANS: LazyLock<Bundle> = texts!(console Language::ZhHans, "zh-Hans": "sign-in" "account");
static ZH_HANT: LazyLock<Bundle> = texts!(Language::ZhHant, "zh-Hant": "sign-in" "account");
static FR: LazyLock<Bundle> = texts!(console Language::Fr, "fr": "sign-in" "account");
static JA: LazyLock<Bundle> = texts!(Language::Ja, "ja": "sign-in" "account");
static KO: LazyLock<Bundle> = texts!(Language::Ko, "ko": "sign-in" "account");
static ES: LazyLock<Bundle> = texts!(Language::Es, "es": "sign-in" "account");
static DE: LazyLock<Bundle> = texts!(Language::De, "de": "sign-in" "account");

/// Stand in for values while Fluent puts the sentence together, so that the words can be escaped and
/// names wrapped afterwards. Noncharacters: Unicode keeps them for such inside use.
const FIRST_PLACE: u32 = 0xFDD0;
const PLACES: u32 = 32;

/// HTML that is escaped already.
pub(crate) struct Markup(String);

impl Markup {
    /// Plain text as HTML.
    pub(crate) fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        escape(text, &mut html);
        Self(html)
    }

    /// An id or another value of code, left to right in every language.
    pub(crate) fn code(text: &str) -> Self {
        Self::of(Value::Code(text))
    }

    /// A name of somebody's or something's own choosing.
    pub(crate) fn name(text: &str) -> Self {
        Self::of(Value::Name(text))
    }

    fn of(value: Value<'_>) -> Self {
        let mut html = String::new();
        value.write(&mut html);
        Self(html)
    }

    /// Plain text whose Chinese words are marked so, where the page is in another language.
    pub(crate) fn with_chinese(language: Language, text: &str) -> Self {
        let mut html = String::with_capacity(text.len() + 32);
        escape_with_chinese(language, text, &mut html);
        Self(html)
    }

    /// HTML that the caller has put together of escaped parts.
    pub(crate) fn trusted(html: String) -> Self {
        Self(html)
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// Whose words a text is in: a language, and the operator's own words in it.
#[derive(Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) language: Language,
    pub(crate) own: Option<&'a Phrases>,
}

impl From<Language> for Voice<'_> {
    fn from(language: Language) -> Self {
        Self {
            language,
            own: None,
        }
    }
}

/// What stands for a variable of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value<'a> {
    /// A name of somebody's or something's own choosing, which keeps its own direction.
    Name(&'a str),
    /// Words of ours, in the language of the sentence.
    Words(&'a str),
    /// An id, a domain, a value to copy: left to right in every language.
    Code(&'a str),
    /// Words that are Chinese in every language, marked so for screen readers and fonts.
    Chinese(&'a str),
    /// A number, which also decides about plural forms.
    Number(i64),
    /// A moment in words of ours, and the same for machines.
    Time(&'a str, &'a str),
    /// Words of ours that lead to a page of somebody else's, which opens beside this one.
    Link(&'a str, &'a str),
}

impl Value<'_> {
    fn write(self, html: &mut String) {
        let (open, text, close) = match self {
            Self::Name(text) => ("<bdi>", text, "</bdi>"),
            Self::Words(text) => ("", text, ""),
            Self::Code(text) => ("<code>", text, "</code>"),
            Self::Chinese(text) => ("<span lang=\"zh-Hans\">", text, "</span>"),
            Self::Link(words, address) => {
                html.push_str("<a href=\"");
                escape(address, html);
                ("\" target=\"_blank\" rel=\"noopener\">", words, "</a>")
            }
            Self::Time(words, moment) => {
                html.push_str("<time datetime=\"");
                escape(moment, html);
                ("\">", words, "</time>")
            }
            // It has been written already.
            Self::Number(_) => return,
        };
        html.push_str(open);
        escape(text, html);
        html.push_str(close);
    }

    fn plain(self) -> String {
        match self {
            Self::Name(text)
            | Self::Words(text)
            | Self::Code(text)
            | Self::Chinese(text)
            | Self::Time(text, _)
            | Self::Link(text, _) => text.to_owned(),
            Self::Number(_) => String::new(),
        }
    }
}

/// A text without variables.
pub(crate) fn plain<'v>(voice: impl Into<Voice<'v>>, key: &str) -> String {
    format(voice.into(), key, &[])
}

/// A text with variables as plain text, for titles and attributes.
pub(crate) fn plain_with<'v>(
    voice: impl Into<Voice<'v>>,
    key: &str,
    values: &[(&str, Value<'_>)],
) -> String {
    let mut text = String::new();
    for piece in pieces(&format(voice.into(), key, values)) {
        match piece {
            Piece::Words(words) => text.push_str(words),
            Piece::Place(i) => text.push_str(&values.get(i).map_or(String::new(), |v| v.1.plain())),
        }
    }
    text
}

/// A text with variables as HTML.
pub(crate) fn with<'v>(
    voice: impl Into<Voice<'v>>,
    key: &str,
    values: &[(&str, Value<'_>)],
) -> Markup {
    let sentence = format(voice.into(), key, values);
    let mut html = String::with_capacity(sentence.len() + 64);
    for piece in pieces(&sentence) {
        match piece {
            Piece::Words(words) => escape(words, &mut html),
            Piece::Place(i) => {
                if let Some((_, value)) = values.get(i) {
                    value.write(&mut html);
                }
            }
        }
    }
    Markup(html)
}

enum Piece<'a> {
    Words(&'a str),
    Place(usize),
}

/// Cuts a sentence at the places of its variables.
fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c) in sentence.char_indices() {
        let place = u32::from(c).wrapping_sub(FIRST_PLACE);
        if place < PLACES {
            pieces.push(Piece::Words(&sentence[from..at]));
            pieces.push(Piece::Place(place as usize));
            from = at + c.len_utf8();
        }
    }
    pieces.push(Piece::Words(&sentence[from..]));
    pieces
}

/// Writes a sentence: in the operator's words, else in ours, else in English.
fn format(voice: Voice<'_>, key: &str, values: &[(&str, Value<'_>)]) -> String {
    let own = voice.own.and_then(|own| own.text(voice.language, key));
    if let Some(text) = own {
        return phrases::fill(text, voice.language, values);
    }
    let mut arguments = FluentArgs::with_capacity(values.len());
    for ((name, value), place) in values.iter().zip(places()) {
        let value = match value {
            Value::Number(number) => FluentValue::from(*number),
            _ => FluentValue::from(place.to_string()),
        };
        arguments.set((*name).to_owned(), value);
    }
    let sentence = [of(voice.language), &*EN].into_iter().find_map(|bundle| {
        let pattern = bundle.get_message(key)?.value()?;
        let sentence = bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new());
        Some(sentence.into_owned())
    });
    let sentence = sentence.unwrap_or_else(|| key.to_owned());
    match voice.language {
        Language::PseudoLong => pseudo::long(&sentence),
        Language::PseudoRtl => pseudo::from_right_to_left(&sentence),
        _ => sentence,
    }
}

/// What stands for the first value, for the second, and so on.
fn places() -> impl Iterator<Item = char> {
    (FIRST_PLACE..FIRST_PLACE + PLACES).filter_map(char::from_u32)
}

fn of(language: Language) -> &'static Bundle {
    match language {
        Language::En | Language::PseudoLong | Language::PseudoRtl => &EN,
        Language::ZhHans => &ZH_HANS,
        Language::ZhHant => &ZH_HANT,
        Language::Fr => &FR,
        Language::Ja => &JA,
        Language::Ko => &KO,
        Language::Es => &ES,
        Language::De => &DE,
    }
}

fn bundle(language: Language, files: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks around every variable would show up in titles; names are wrapped in `bdi` instead.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match separator(language) {
        "." => |value, _| grouped(value, "."),
        "\u{202F}" => |value, _| grouped(value, "\u{202F}"),
        _ => |value, _| grouped(value, ","),
    }));
    for source in files {
        // What cannot be read is left out; a test reads every file and allows no such thing.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*source).to_owned());
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// A whole number in groups of three digits.
fn grouped(value: &FluentValue<'_>, separator: &str) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    Some(group(&number.as_string(), separator))
}

/// The number of a sentence, on its own: for figures and tables.
pub(crate) fn number(language: Language, number: i64) -> String {
    group(&number.to_string(), separator(language))
}

/// What stands between groups of three digits.
fn separator(language: Language) -> &'static str {
    match language {
        Language::Fr => "\u{202F}",
        Language::Es | Language::De => ".",
        _ => ",",
    }
}

fn group(digits: &str, separator: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.char_indices() {
        let after = digits.len() - i;
        let inside = digits[..i]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_digit());
        if inside && c.is_ascii_digit() && after.is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(c);
    }
    text
}

/// Writes text as HTML.
pub(crate) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
}

/// Escapes a text, and marks its Chinese words where the page is in another language.
pub(crate) fn escape_with_chinese(language: Language, text: &str, html: &mut String) {
    if language.tag().starts_with("zh") {
        return escape(text, html);
    }
    let is_chinese = |c: char| matches!(c, '\u{3400}'..='\u{9fff}');
    let mut rest = text;
    while let Some(start) = rest.find(is_chinese) {
        escape(&rest[..start], html);
        rest = &rest[start..];
        let end = rest.find(|c| !is_chinese(c)).unwrap_or(rest.len());
        html.push_str("<span lang=\"zh-Hans\">");
        escape(&rest[..end], html);
        html.push_str("</span>");
        rest = &rest[end..];
    }
    escape(rest, html);
}

#[cfg(test)]
mod tests;
