//! No statement reads a whole table that grows.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Row};

use super::{Conn, both, every_statement};

/// Statements that read a table as a whole: those of the configuration, which is
/// small, of its few pictures, and the counts, which nothing waits for.
const READ_ALL: &[&str] = &[
    "administrators::ANY",
    "administrators::HOLD_OWNERS",
    "administrators::LIST",
    "administrators::OTHER_OWNER",
    "applications::LIST",
    "connectors::LIST",
    "images::DELETE_UNUSED",
    "signing_keys::LIST",
    "users::COUNTS",
];

/// Those for which an index also has to give the order.
const BY_INDEX: &[(&str, &str)] = &[
    ("reports::REPORT", "attempts_of_connector"),
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
        let scans = steps.iter().filter(|step| step.starts_with("SCAN"));
        // What a query has put together with a limit is no table.
        let scans = scans.filter(|step| !["SCAN CONSTANT ROW", "SCAN bounded"].contains(&&***step));
        let scans = scans.count();
        match index {
            Some((_, index)) => {
                assert!(plan.contains(index), "{name}: {plan}");
                assert!(!plan.contains("FOR ORDER BY"), "{name}: {plan}");
            }
            None if scans > 0 && expected.remove(name.as_str()) => {}
            None if scans > 0 => offenders.push(format!("{name}: {plan}")),
            None => {}
        }
    }
    assert!(offenders.is_empty(), "{offenders:#?}");
    assert!(expected.is_empty(), "no whole table: {expected:?}");
}

#[tokio::test]
async fn postgres_finds_what_reports_need_by_an_index() {
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
    for (statement, index) in BY_INDEX {
        let (_, name) = statement.split_once("::").unwrap();
        let text = crate::reports::sql::ALL
            .iter()
            .find(|(other, _)| *other == name);
        let text = text.unwrap().1;
        let values = if text.contains("$2") {
            "NULL, NULL"
        } else {
            "NULL"
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "EXPLAIN of a constant of this crate"
        )]
        let explain = AssertSqlSafe(format!(
            "PREPARE {name} AS {text}; EXPLAIN EXECUTE {name} ({values})"
        ));
        let plan = sqlx::raw_sql(explain)
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        let steps: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        let plan = steps.join("\n");
        assert!(plan.contains(index), "{name}:\n{plan}");
        assert!(!plan.contains("Seq Scan"), "{name}:\n{plan}");
    }
}
