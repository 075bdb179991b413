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
    "connectors::check::EVERY",
    "images::DELETE_UNUSED",
    "everybody::COUNT",
    "figures::PEOPLE",
    "signing_keys::DROP",
    "signing_keys::LIST",
    "users::COUNTS",
];

/// Those for which an index also has to give the order.
const BY_INDEX: &[(&str, &str)] = &[
    ("activity::LATEST", "attempts_"),
    ("activity::OF_USER", "attempts_of_user"),
    ("activity::OF_APPLICATION", "attempts_of_application"),
    ("activity::OF_OUTCOME", "attempts_by_outcome"),
    ("activity::OPEN", "attempts_by_outcome"),
    ("activity::OF_CONNECTOR", "attempts_by_connector"),
    ("attempt_hours::NEXT", "attempts_latest"),
    ("attempt_hours::UNFINISHED", "attempts_latest"),
    ("changes::LATEST", "changes_latest"),
    ("changes::OF_KIND", "changes_of_kind"),
    ("changes::OF_SUBJECT", "changes_of_subject"),
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
        // `tally` is what other steps have found.
        let scans = scans.filter(|step| !["SCAN CONSTANT ROW", "SCAN tally"].contains(&&***step));
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
    // Which index is the best is seen where there are rows to choose from. Most tables are
    // empty here, so reading them as a whole would be the cheapest way.
    let settings = "SET enable_seqscan = off";
    for prepare in [CROWD, settings] {
        sqlx::raw_sql(prepare)
            .execute(&mut *connection)
            .await
            .unwrap();
    }
    let statements = every_statement();
    for (statement, index) in BY_INDEX {
        let (module, name) = statement.rsplit_once("::").unwrap();
        let text = statements
            .iter()
            .find(|(in_module, other, _)| (*in_module, *other) == (module, name));
        let text = text.unwrap().2;
        // Lists of attempts are planned for what is asked; everything else once.
        let values = CHOOSING.iter().find(|(name, _)| name == statement);
        let values = match values {
            Some((_, chosen)) => format!("{EVERYTHING}, {chosen}, 26, 0"),
            None => {
                let given = (1..).take_while(|n| text.contains(&format!("${n}")));
                vec!["NULL"; given.count()].join(", ")
            }
        };
        let mode = match values.contains(EVERYTHING) {
            true => "force_custom_plan",
            false => "force_generic_plan",
        };
        let name = format!("{module}_{name}").replace("::", "_");
        #[expect(
            clippy::disallowed_methods,
            reason = "EXPLAIN of a constant of this crate"
        )]
        let explain = AssertSqlSafe(format!(
            "SET plan_cache_mode = {mode}; PREPARE {name} AS {text}; \
            EXPLAIN EXECUTE {name} ({values})"
        ));
        let plan = sqlx::raw_sql(explain)
            .fetch_all(&mut *connection)
            .await
            .unwrap();
        let steps: Vec<String> = plan.iter().map(|row| row.get(0)).collect();
        let plan = steps.join("\n");
        assert!(plan.contains(index), "{name}:\n{plan}");
        assert!(!plan.contains("Seq Scan"), "{name}:\n{plan}");
        // A few rows of one person may as well be sorted afterwards.
        let is_list = text.contains("ORDER BY") && !values.contains(EVERYTHING);
        assert!(!is_list || !plan.contains("Sort"), "{name}:\n{plan}");
    }
}

/// Any id.
const EVERYTHING: &str = "'ffffffff-ffff-ffff-ffff-ffffffffffff', \
    '00000000-0000-0000-0000-000000000000'";

/// Account, application, connector and outcome that are asked for.
const CHOOSING: &[(&str, &str)] = &[
    ("activity::LATEST", "NULL, NULL, NULL, NULL"),
    (
        "activity::OF_USER",
        "'00000000-0000-0000-0000-000000000007', NULL, NULL, 'lost'",
    ),
    ("activity::OF_APPLICATION", "NULL, 'rare', 'c1', 'lost'"),
    ("activity::OF_OUTCOME", "NULL, NULL, NULL, 'blocked'"),
    ("activity::OPEN", "NULL, NULL, NULL, 'open'"),
    ("activity::OF_CONNECTOR", "NULL, NULL, 'rare', NULL"),
];

/// Twenty thousand attempts of five connectors, ten applications and a thousand people, the
/// last hundred of them still under way.
const CROWD: &str = "INSERT INTO attempts (id, reference, state_hash, binding_hash, interaction,
        connector_id, application_id, connector_session, trial, phase, outcome, user_id, steps,
        created_at, expires_at, finished_at)
    SELECT lpad(to_hex(n), 32, '0')::uuid, n::text, decode(lpad(to_hex(n), 8, '0'), 'hex'),
        'b', n::text, 'c' || n % 5, 'a' || n % 10, 'null', FALSE,
        CASE WHEN n > 19900 THEN 'sent' ELSE 'finished' END,
        CASE WHEN n > 19900 THEN NULL WHEN n % 50 = 0 THEN 'failed'
            WHEN n % 10 = 0 THEN 'lost' ELSE 'signed_in' END,
        CASE WHEN n % 10 > 0 THEN lpad(to_hex(n % 1000), 32, '0')::uuid END, '',
        n * 1000, n * 1000 + 600000, CASE WHEN n > 19900 THEN NULL ELSE n * 1000 + 9000 END
    FROM generate_series(1, 20000) n;
    ANALYZE attempts";
