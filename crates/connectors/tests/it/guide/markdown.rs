//! Reads as much Markdown as the guides use.

/// Something that a guide sets off from its prose.
#[derive(Debug, PartialEq)]
pub(super) enum Mark {
    /// `**网站应用** *Web Application*`: a label of WeChat's consoles.
    Label {
        chinese: String,
        english: Option<String>,
    },
    /// `*Continue with WeChat*`: words of our own pages.
    Words(String),
}

/// Labels and words, in order. Code is left out.
pub(super) fn marks(text: &str) -> Vec<Mark> {
    let prose = without_code(text);
    let mut rest = prose.as_str();
    let mut marks = Vec::new();
    while let Some(start) = rest.find('*') {
        rest = &rest[start..];
        let is_bold = rest.starts_with("**");
        let chinese = enclosed(&mut rest, if is_bold { "**" } else { "*" });
        if !is_bold {
            marks.push(Mark::Words(chinese));
            continue;
        }
        let has_english = rest.starts_with(" *") && !rest.starts_with(" **");
        let english = has_english.then(|| {
            rest = &rest[1..];
            enclosed(&mut rest, "*")
        });
        marks.push(Mark::Label { chinese, english });
    }
    marks
}

/// What stands between two fences; `rest` begins with the first, and behind the second
/// afterwards.
fn enclosed(rest: &mut &str, fence: &str) -> String {
    let inner = &rest[fence.len()..];
    let (inside, behind) = inner
        .split_once(fence)
        .unwrap_or_else(|| panic!("an open {fence}: {inner:.40}"));
    *rest = behind;
    inside.to_owned()
}

fn without_code(text: &str) -> String {
    let mut prose = String::new();
    for line in outside_blocks(text) {
        prose.extend(line.split('`').step_by(2));
        prose.push('\n');
    }
    prose
}

/// The lines that are not in a block of code.
fn outside_blocks(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let is_fence = line.trim_start().starts_with("```");
        inside ^= is_fence;
        !inside && !is_fence
    })
}

/// Inline code of one line.
pub(super) fn code_spans(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The cells of every row of every table.
pub(super) fn cells(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = outside_blocks(text).filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.map(|row| row.split('|').collect())
}

/// The blocks of TOML, without their indentation.
pub(super) fn toml_blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().map(str::trim_start) {
        match &mut open {
            None if line == "```toml" => open = Some(String::new()),
            None => {}
            Some(_) if line == "```" => blocks.extend(open.take()),
            Some(block) => {
                block.push_str(line);
                block.push('\n');
            }
        }
    }
    assert!(open.is_none(), "an open block");
    blocks
}

/// The targets of all links.
pub(super) fn links(text: &str) -> impl Iterator<Item = &str> {
    let behind = text.split("](").skip(1);
    behind.map(|rest| rest.split_once(')').map_or(rest, |(link, _)| link))
}

/// The anchors of all headings, as GitHub makes them.
pub(super) fn slugs(text: &str) -> impl Iterator<Item = String> {
    let headings = outside_blocks(text).filter(|line| line.starts_with('#'));
    headings.map(|line| {
        let title = line.trim_start_matches('#').trim().to_lowercase();
        let kept = title.chars().filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            c => c.is_alphanumeric().then_some(c),
        });
        kept.collect()
    })
}

#[test]
fn marks_are_told_apart() {
    let text = "Open **甲 / 乙** *A b*, then **丙** (c). Press *Go*.\n```\n*no*\n```\n`*no*` **丁** **戊**";
    let label = |chinese: &str, english: Option<&str>| Mark::Label {
        chinese: chinese.to_owned(),
        english: english.map(str::to_owned),
    };
    assert_eq!(
        marks(text),
        [
            label("甲 / 乙", Some("A b")),
            label("丙", None),
            Mark::Words("Go".to_owned()),
            label("丁", None),
            label("戊", None),
        ]
    );
}

#[test]
fn anchors_are_those_of_github() {
    let text = "# 1. Créer l’app\n```\n# no\n```\n## 再次登录，确认生效\n### `[[x]]` and `y_z`";
    let anchors: Vec<_> = slugs(text).collect();
    assert_eq!(anchors, ["1-créer-lapp", "再次登录确认生效", "x-and-y_z"]);
}

#[test]
fn blocks_and_tables_are_found() {
    let text =
        "a\n   ```toml\n   x = 1\n   ```\n```sh\n| no | no |\n```\n| `1` b | c |\n[d](e) [f](g#h)";
    assert_eq!(toml_blocks(text), ["x = 1\n"]);
    assert_eq!(cells(text).collect::<Vec<_>>(), [[" `1` b ", " c "]]);
    assert_eq!(code_spans(" `1` b `2`").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(links(text).collect::<Vec<_>>(), ["e", "g#h"]);
}
