//! Markdown as HTML, as far as the guides of connectors use it. Everything else is text.

use crate::Language;
use crate::text::{Markup, escape, escape_with_chinese};

/// Paragraphs, lists, headings of the third rank and code blocks.
pub(crate) fn html(language: Language, text: &str) -> Markup {
    let mut html = String::with_capacity(text.len() * 2);
    let mut open = Open::Nothing;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let shown = line.trim();
        if shown.starts_with("```") {
            open.close(&mut html);
            html.push_str("<pre><code>");
            for line in lines
                .by_ref()
                .take_while(|line| !line.trim().starts_with("```"))
            {
                escape(line, &mut html);
                html.push('\n');
            }
            html.push_str("</code></pre>");
            continue;
        }
        if shown.is_empty() {
            open.close(&mut html);
            continue;
        }
        if let Some(heading) = shown.strip_prefix("### ") {
            open.close(&mut html);
            html.push_str("<h3>");
            inline(language, heading, &mut html);
            html.push_str("</h3>");
        } else if let Some(item) = shown.strip_prefix("- ") {
            open.item(Open::Bullets, &mut html);
            inline(language, item, &mut html);
        } else if let Some(item) = numbered(shown) {
            open.item(Open::Numbers, &mut html);
            inline(language, item, &mut html);
        } else {
            if open == Open::Nothing {
                html.push_str("<p>");
                open = Open::Paragraph;
            } else {
                html.push(' ');
            }
            inline(language, shown, &mut html);
        }
    }
    open.close(&mut html);
    Markup::trusted(html)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Paragraph,
    Bullets,
    Numbers,
}

impl Open {
    fn item(&mut self, list: Self, html: &mut String) {
        if *self == list {
            html.push_str("</li><li>");
            return;
        }
        self.close(html);
        html.push_str(if list == Self::Bullets {
            "<ul class=\"bullets\"><li>"
        } else {
            "<ol class=\"numbers\"><li>"
        });
        *self = list;
    }

    fn close(&mut self, html: &mut String) {
        html.push_str(match self {
            Self::Nothing => "",
            Self::Paragraph => "</p>",
            Self::Bullets => "</li></ul>",
            Self::Numbers => "</li></ol>",
        });
        *self = Self::Nothing;
    }
}

fn numbered(line: &str) -> Option<&str> {
    let (number, item) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(item)
}

/// Bold, set off, code, addresses and links; what has no end is text.
fn inline(language: Language, text: &str, html: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let at = rest.find(['*', '`', '<', '[']).unwrap_or(rest.len());
        escape_with_chinese(language, &rest[..at], html);
        rest = &rest[at..];
        let done = between(rest, "**", "**")
            .map(|(inside, behind)| {
                html.push_str("<b>");
                escape_with_chinese(language, inside, html);
                html.push_str("</b>");
                behind
            })
            .or_else(|| {
                let (inside, behind) = between(rest, "*", "*")?;
                html.push_str("<span class=\"alias\">");
                escape_with_chinese(language, inside, html);
                html.push_str("</span>");
                Some(behind)
            })
            .or_else(|| {
                let (inside, behind) = between(rest, "`", "`")?;
                html.push_str("<code>");
                escape(inside, html);
                html.push_str("</code>");
                Some(behind)
            })
            .or_else(|| {
                let (inside, behind) = between(rest, "<", ">")?;
                inside.starts_with("https://").then(|| {
                    link(inside, inside, html);
                    behind
                })
            })
            .or_else(|| {
                let (words, behind) = between(rest, "[", "]")?;
                let (address, behind) = between(behind, "(", ")")?;
                // Links inside the documentation lead nowhere from here.
                if address.starts_with("https://") {
                    link(address, words, html);
                } else {
                    escape_with_chinese(language, words, html);
                }
                Some(behind)
            });
        rest = done.unwrap_or_else(|| {
            let next = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
            escape(&rest[..next], html);
            &rest[next..]
        });
    }
}

fn link(address: &str, words: &str, html: &mut String) {
    html.push_str("<a target=\"_blank\" rel=\"noopener noreferrer\" href=\"");
    escape(address, html);
    html.push_str("\">");
    escape(words, html);
    html.push_str("</a>");
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    let (inside, behind) = text.strip_prefix(open)?.split_once(close)?;
    (!inside.is_empty()).then_some((inside, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        html(Language::En, text).to_string()
    }

    #[test]
    fn what_the_guides_use_is_shown() {
        for (text, expected) in [
            ("a\nb\n\nc", "<p>a b</p><p>c</p>"),
            ("### T", "<h3>T</h3>"),
            (
                "1. a\n   more\n2. b\n\n- c",
                "<ol class=\"numbers\"><li>a more</li><li>b</li></ol><ul class=\"bullets\"><li>c</li></ul>",
            ),
            (
                "**管理中心** *Admin* `a<b`",
                "<p><b><span lang=\"zh-Hans\">管理中心</span></b> <span class=\"alias\">Admin</span> <code>a&lt;b</code></p>",
            ),
            (
                "```sh\na <b>\n```\nc",
                "<pre><code>a &lt;b&gt;\n</code></pre><p>c</p>",
            ),
            ("[here](#x) **", "<p>here **</p>"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
        let link = shown("<https://a.example/?b&c>");
        assert!(
            link.contains("href=\"https://a.example/?b&amp;c\""),
            "{link}"
        );
    }

    #[test]
    fn nothing_else_becomes_markup() {
        for text in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<javascript:alert(1)>",
            "**<b onload=x>**",
            "`<i>`",
            "[\"><script>](https://a.example/\"><script>)",
        ] {
            let html = shown(text);
            assert!(!html.contains("<script"), "{html}");
            assert!(
                !html.contains("<b onload") && !html.contains("<i>"),
                "{html}"
            );
            assert!(!html.contains("href=\"javascript"), "{html}");
        }
    }
}
