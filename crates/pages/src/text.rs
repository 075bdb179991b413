//! The words of the pages: one Fluent file per language, compiled in.

use std::fmt;
use std::sync::LazyLock;

use askama::filters::HtmlSafe;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::Language;

type Bundle = FluentBundle<FluentResource>;

static EN: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Language::En, include_str!("../locales/en/sign-in.ftl")));
static ZH_HANS: LazyLock<Bundle> = LazyLock::new(|| {
    bundle(
        Language::ZhHans,
        include_str!("../locales/zh-Hans/sign-in.ftl"),
    )
});
static FR: LazyLock<Bundle> =
    LazyLock::new(|| bundle(Language::Fr, include_str!("../locales/fr/sign-in.ftl")));

/// Stands in for a name while Fluent puts the sentence together, so that the words can be escaped and the
/// name wrapped afterwards. A noncharacter: Unicode keeps it for such inside use.
const PLACE: char = '\u{FDD0}';

/// HTML that is escaped already.
pub(crate) struct Markup(String);

impl Markup {
    /// Plain text as HTML.
    pub(crate) fn escaped(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        escape(text, &mut html);
        Self(html)
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// A text without variables.
pub(crate) fn plain(language: Language, key: &str) -> String {
    format(language, key, None)
}

/// A text with a name in it, which keeps its own direction whatever the language around it.
pub(crate) fn with_name(language: Language, key: &str, variable: &str, name: &str) -> Markup {
    wrapped(language, key, variable, "<bdi>", name, "</bdi>")
}

/// A text with words in it that are Chinese in every language, marked so for screen readers and fonts.
pub(crate) fn with_chinese(language: Language, key: &str, variable: &str, words: &str) -> Markup {
    wrapped(
        language,
        key,
        variable,
        "<span lang=\"zh-Hans\">",
        words,
        "</span>",
    )
}

fn wrapped(
    language: Language,
    key: &str,
    variable: &str,
    open: &str,
    value: &str,
    close: &str,
) -> Markup {
    let sentence = format(language, key, Some(variable));
    let mut html = String::with_capacity(sentence.len() + value.len() + 32);
    for (i, part) in sentence.split(PLACE).enumerate() {
        if i > 0 {
            html.push_str(open);
            escape(value, &mut html);
            html.push_str(close);
        }
        escape(part, &mut html);
    }
    Markup(html)
}

/// Writes a sentence; a key that a language lacks is written in English.
fn format(language: Language, key: &str, variable: Option<&str>) -> String {
    let arguments = variable.map(|name| {
        let mut arguments = FluentArgs::new();
        arguments.set(name.to_owned(), String::from(PLACE));
        arguments
    });
    [of(language), &*EN]
        .into_iter()
        .find_map(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            let sentence = bundle.format_pattern(pattern, arguments.as_ref(), &mut Vec::new());
            Some(sentence.into_owned())
        })
        .unwrap_or_else(|| key.to_owned())
}

fn of(language: Language) -> &'static Bundle {
    match language {
        Language::En => &EN,
        Language::ZhHans => &ZH_HANS,
        Language::Fr => &FR,
    }
}

fn bundle(language: Language, source: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Marks around every variable would show up in titles; names are wrapped in `bdi` instead.
    bundle.set_use_isolating(false);
    // What cannot be read is left out; a test reads every file and allows no such thing.
    let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(source.to_owned());
    bundle.add_resource_overriding(resource);
    bundle
}

fn escape(text: &str, html: &mut String) {
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

#[cfg(test)]
mod tests;
