//! The list of what standards demand: each row names tests that exist, or says why it has none.

use std::{fs, path::Path};

/// The cells of the rows of every table, without heads and rules.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .filter(|row: &Vec<&str>| {
            !["Section", "Case"].contains(&row[0]) && !row[0].starts_with("---")
        })
        .collect()
}

/// The texts between backquotes that name a test.
fn tests_in(cell: &str) -> Vec<(&str, &str)> {
    let quoted = cell.split('`').skip(1).step_by(2);
    quoted.filter_map(|name| name.split_once("::")).collect()
}

#[test]
fn each_demand_has_a_test_that_exists_or_a_reason() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let list = crates.parent().unwrap().join("docs/conformance.md");
    let list = fs::read_to_string(list).unwrap();
    let rows = rows(&list);
    assert!(rows.len() > 50, "{} rows", rows.len());
    for row in rows {
        assert_eq!(row.len(), 3, "{row:?}");
        let tests = tests_in(row[2]);
        let reason = ["Missing: ", "Left out: "]
            .iter()
            .find_map(|mark| row[2].strip_prefix(mark));
        assert!(
            tests.is_empty() == reason.is_some(),
            "one of the two: {row:?}"
        );
        assert!(reason.is_none_or(|reason| reason.len() > 10), "{row:?}");
        for (file, name) in tests {
            let source = fs::read_to_string(crates.join(file));
            let source = source.unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(
                source.contains(&format!("fn {name}(")),
                "{file} has no {name}"
            );
        }
    }
}
