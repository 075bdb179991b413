//! Which index lists of attempts go along, where there are rows to choose from.

use sqlx::{AssertSqlSafe, Row};

use super::super::{Conn, both, every_statement};
use super::BY_INDEX;

#[tokio::test]
async fn postgres_goes_along_the_best_index() {
    let (_dir, [_, store]) = both().await;
    let mut read = store.database().read().await.unwrap();
    let Conn::Postgres(connection) = read.conn() else {
        unreachable!("the second one is PostgreSQL");
    };
    let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_custom_plan";
    for prepare in [CROWD, settings] {
        sqlx::raw_sql(prepare)
            .execute(&mut *connection)
            .await
            .unwrap();
    }
    let statements = every_statement();
    for (statement, chosen) in CHOOSING {
        let (module, name) = statement.split_once("::").unwrap();
        let text = statements
            .iter()
            .find(|(in_module, other, _)| (*in_module, *other) == (module, name));
        let text = text.unwrap().2;
        let index = BY_INDEX.iter().find(|(other, _)| other == statement);
        let index = index.unwrap().1;
        #[expect(
            clippy::disallowed_methods,
            reason = "EXPLAIN of a constant of this crate"
        )]
        let explain = AssertSqlSafe(format!(
            "PREPARE {name} AS {text}; EXPLAIN EXECUTE {name} ({EVERYTHING}, {chosen}, 26, 0)"
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
