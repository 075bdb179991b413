//! No statement reads a whole table that grows.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Row};

use super::{Conn, both, every_statement};

mod attempts;

/// Statements that read a table as a whole: those of the configuration, which is
/// small, of its few pictures, and the counts, which nothing waits for.
const READ_ALL: &[&str] = &[
    "administrators::ANY",
    "administrators::HOLD_OWNERS",
    "administrators::LIST",
    "administrators::OTHER_OWNER",
    "applications::LIST",
    "connectors::LIST",
    "connectors::check::EVERY",
    "images::DELETE_UNUSED",
    "figures::PEOPLE",
    "resources::LIST",
    "roles::LIST",
    "signing_keys::DROP",
    "signing_keys::LIST",
    "users::COUNTS",
];

/// Those for which a certain index also has to give the order.
const BY_INDEX: &[(&str, &str)] = &[
    ("activity::LATEST", "attempts_"),
    ("activity::OF_USER", "attempts_of_user"),
    ("activity::OF_APPLICATION", "attempts_of_application"),
    ("activity::OF_OUTCOME", "attempts_by_outcome"),
    ("activity::OPEN", "attempts_by_outcome"),
    ("activity::OF_CONNECTOR", "attempts_by_connector"),
    ("applications::figures::SIGN_INS", "attempts_of_application"),
    (
        "applications::figures::LAST_SIGN_IN",
        "attempts_of_application",
    ),
    ("applications::figures::LATEST", "attempts_of_application"),
    ("attempt_hours::NEXT", "attempts_latest"),
    ("attempt_hours::UNFINISHED", "attempts_latest"),
    ("changes::LATEST", "changes_latest"),
    ("changes::OF_KIND", "changes_of_kind"),
    ("changes::OF_SUBJECT", "changes_of_subject"),
    ("reports::REPORT", "attempts_"),
    ("reports::FAILURES", "attempts_failed"),
    ("reports::WITHOUT_UNION_ID", "identities_without_union_id"),
    ("reports::CONFLICTS", "identity_conflicts_latest"),
];

#[tokio::test]
async fn sqlite_finds_every_row_by_an_index() {
    let (_dir, [store, _]) = both().await;
    let mut read = store.database().read().await.unwrap();
    let Conn::Sqlite(connection) = read.conn() else {
        unreachable!("the first one is SQLite");
    };
    let mut offenders = Vec::new();
    let mut expected: BTreeSet<&str> = READ_ALL.iter().copied().collect();
    for (module, name, text) in every_statement() {
        let name = format!("{module}::{name}");
        let explain = format!("EXPLAIN QUERY PLAN {text}");
        let mut explain = connection.prepare(&explain).unwrap();
        let details = explain.raw_query().mapped(|row| row.get("detail"));
        let steps: Vec<String> = details.map(Result::unwrap).collect();
        let plan = steps.join("; ");
        let index = BY_INDEX.iter().find(|(statement, _)| *statement == name);
        // What the statement itself has put together may be read as a whole.
        let made = |step: &str| {
            let table = step.trim_start_matches("SCAN ");
            let parts = ["CO-ROUTINE", "MATERIALIZE"].map(|word| format!("{word} {table}"));
            table.contains("CONSTANT ROW") || steps.iter().any(|other| parts.contains(other))
        };
        let scans = steps.iter().filter(|step| step.starts_with("SCAN"));
        let scans = scans.filter(|step| !made(step)).count();
        match index {
            Some((_, index)) => {
                assert!(plan.contains(index), "{name}: {plan}");
                assert!(!plan.contains("FOR ORDER BY"), "{name}: {plan}");
            }
            None if scans > 0 && expected.remove(name.as_str()) => {}
            None if name.contains("::LIST_") && plan.contains("FOR ORDER BY") => {
                offenders.push(format!("{name}: {plan}"));
            }
            None if scans > 0 && !WALKS.contains(&&*name) => {
                offenders.push(format!("{name}: {plan}"));
            }
            None => {}
        }
    }
    assert!(offenders.is_empty(), "{offenders:#?}");
    assert!(expected.is_empty(), "no whole table: {expected:?}");
}

/// Statements that walk along an index from its beginning, because they count or take
/// the next few, up to a limit.
const WALKS: &[&str] = &[
    "people::COUNT_ALL",
    "people::COUNT_SUSPENDED",
    "words::WITHOUT",
];

/// What the statements are called that lists and searches are made of.
const LISTS: [&str; 3] = ["LIST_", "FIND_", "COUNT_"];

/// Every statement of the crate, without anybody having to name it here. Those of lists
/// and searches have to look for something in each index that they read, and an index has
/// to give the order of what is called `LIST_…`. (About the others an empty database tells
/// less: there, reading all of a partial index costs nothing.)
#[tokio::test]
async fn postgres_finds_every_row_by_an_index() {
    let (_dir, [_, store]) = both().await;
    let mut read = store.database().read().await.unwrap();
    let Conn::Postgres(connection) = read.conn() else {
        unreachable!("the second one is PostgreSQL");
    };
    // Tables are empty here, so reading them as a whole would be the cheapest way.
    let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
    sqlx::raw_sql(settings)
        .execute(&mut *connection)
        .await
        .unwrap();
    let mut offenders = Vec::new();
    for (module, name, text) in every_statement() {
        let place = format!("{module}::{name}");
        // Lists of attempts are planned for what is asked; `attempts` looks at them.
        if READ_ALL.contains(&&*place) || ["activity", "migrate"].contains(&module) {
            continue;
        }
        let last = (1..30)
            .take_while(|n| text.contains(&format!("${n}")))
            .last();
        let values = vec!["NULL"; last.unwrap_or(0)].join(", ");
        let values = if values.is_empty() {
            values
        } else {
            format!("({values})")
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "EXPLAIN of a constant of this crate"
        )]
        let explain = AssertSqlSafe(format!(
            "PREPARE statement AS {text}; EXPLAIN EXECUTE statement {values}"
        ));
        let plan = sqlx::raw_sql(explain)
            .fetch_all(&mut *connection)
            .await
            .unwrap_or_else(|error| panic!("{place}: {error}"));
        sqlx::raw_sql("DEALLOCATE statement")
            .execute(&mut *connection)
            .await
            .unwrap();
        let steps: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        let plan = steps.join("\n");
        let is_list = LISTS.iter().any(|word| name.starts_with(word));
        let walks = is_list && walks_along(&steps) && !WALKS.contains(&&*place);
        let sorts = name.starts_with("LIST_") && plan.contains("Sort");
        let index = BY_INDEX.iter().find(|(statement, _)| *statement == place);
        let other = index.is_some_and(|(_, index)| !plan.contains(index));
        if plan.contains("Seq Scan") || walks || sorts || other {
            offenders.push(format!("{place}:\n{plan}"));
        }
    }
    assert!(offenders.is_empty(), "{}", offenders.join("\n\n"));
}

/// Whether a step reads an index without looking for anything in it. A partial index is
/// read like this by whoever wants all that is in it.
fn walks_along(steps: &[String]) -> bool {
    steps.iter().enumerate().any(|(place, step)| {
        let is_scan = step.contains("Index Scan using") || step.contains("Index Only Scan using");
        let mut details = steps[place + 1..]
            .iter()
            .take_while(|step| !step.contains("->"));
        is_scan && !details.any(|detail| detail.contains("Index Cond"))
    })
}
