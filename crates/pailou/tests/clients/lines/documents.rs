//! The pages of `docs/applications/`: their code is the console's, and that of the tests.

use std::fs;
use std::path::{Path, PathBuf};

use super::program::{library, redirect_uri, values};

/// Languages of blocks that nobody runs: commands, and what programs say.
const NOT_RUN: [&str; 3] = ["sh", "toml", "text"];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a mark before a block says that the block is: `lines: ID` are the console's lines of a
/// library for the demo, `file: PATH` is a file.
fn expected(mark: &str) -> String {
    let (kind, name) = mark.split_once(": ").unwrap();
    match kind {
        "lines" => {
            let library = library(name);
            let redirect_uri = redirect_uri(library, "http://localhost:8080");
            let issuer = "http://localhost:3001/oidc".to_owned();
            library.lines(&values(issuer, redirect_uri))
        }
        "file" => fs::read_to_string(top().join(name)).unwrap(),
        _ => panic!("{mark} is not a mark"),
    }
}

/// The blocks of a page: the mark before each, its language, its text.
fn blocks(page: &str) -> Vec<(Option<&str>, &str, String)> {
    let mut blocks = Vec::new();
    let mut mark = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines.by_ref().take_while(|line| *line != "```");
            let text: String = text.map(|line| format!("{line}\n")).collect();
            blocks.push((mark, language, text));
        }
        if !line.is_empty() {
            mark = line
                .strip_prefix("<!-- ")
                .and_then(|it| it.strip_suffix(" -->"));
        }
    }
    blocks
}

#[test]
fn code_on_a_page_is_the_code_that_is_tested() {
    let folder = top().join("docs/applications");
    let overview = fs::read_to_string(top().join("docs/applications.md")).unwrap();
    let mut shown = 0;
    for page in fs::read_dir(folder).unwrap() {
        let path = page.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let link = format!("](applications/{name})");
        assert!(overview.contains(&link), "docs/applications.md: {link}");
        let text = fs::read_to_string(&path).unwrap();
        for (mark, language, block) in blocks(&text) {
            match mark {
                Some(mark) => assert_eq!(block, expected(mark), "{name}: {mark}"),
                None => assert!(NOT_RUN.contains(&language), "{name}: {block}"),
            }
            shown += usize::from(mark.is_some());
        }
    }
    assert!(shown > 15, "only {shown} blocks were looked at");
}
