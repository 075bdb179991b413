//! `docs/simulator-fidelity.md`: every row names a test that exists.

use std::path::Path;

const TABLE: &str = include_str!("../../../../docs/simulator-fidelity.md");

/// The pairs of file and test in a cell like `` `a.rs`: `name`; `b.rs`: `name` ``.
fn named(cell: &str) -> Vec<(String, String)> {
    let parts: Vec<_> = cell.split('`').skip(1).step_by(2).collect();
    parts
        .windows(2)
        .filter(|pair| {
            Path::new(pair[0])
                .extension()
                .is_some_and(|end| end == "rs")
        })
        .map(|pair| (pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}

#[test]
fn every_row_names_tests_that_exist() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rows = 0;
    let (tables, left_out) = TABLE.split_once("## Left out").unwrap();
    for row in tables.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        if cells[0] == "Behaviour" {
            continue;
        }
        assert_eq!(cells.len(), 4, "{row}");
        assert!(cells.iter().all(|cell| !cell.is_empty()), "{row}");
        let tests = named(cells[3]);
        assert!(!tests.is_empty(), "no test: {row}");
        for (file, name) in tests {
            let source = ["tests/it", "src"]
                .iter()
                .map(|folder| here.join(folder).join(&file))
                .filter_map(|path| std::fs::read_to_string(path).ok())
                .collect::<String>();
            assert!(
                source.contains(&format!("fn {name}(")),
                "{file} has no {name}"
            );
        }
        rows += 1;
    }
    assert!(rows > 110, "{rows} rows");
    for row in left_out.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
        assert!(cells.len() == 2 && !cells[1].trim().is_empty(), "{row}");
    }
}
