//! Both engines understand every statement, and have the same tables.

use std::collections::BTreeSet;

use connector_kit::Timestamp;
use keys::{Keyring, MasterKey, SystemEntropy};
use sqlx::{Executor, SqlSafeStr};

mod plans;
#[path = "../../tests/it/postgres.rs"]
mod postgres;

use super::{Conn, Database};
use crate::Store;
use crate::migrate::MIGRATIONS;

/// Every statement of the crate, with the module that it stands in.
fn every_statement() -> Vec<(&'static str, &'static str, &'static str)> {
    let lists: &[(&str, &[(&str, &str)])] = &[
        ("activity", crate::activity::sql::ALL),
        ("administrators", crate::administrators::sql::ALL),
        ("applications", crate::applications::sql::ALL),
        (
            "applications::figures",
            crate::applications::figures_sql::ALL,
        ),
        (
            "applications::removal",
            crate::applications::removal_sql::ALL,
        ),
        (
            "applications::secrets",
            crate::applications::secrets_sql::ALL,
        ),
        ("attempt_hours", crate::attempt_hours::sql::ALL),
        ("attempts", crate::attempts::sql::ALL),
        ("avatars", crate::avatars::sql::ALL),
        ("changes", crate::changes::sql::ALL),
        ("clean_up", crate::clean_up::sql::ALL),
        ("client_assertions", crate::client_assertions::sql::ALL),
        ("connectors", crate::connectors::sql::ALL),
        ("connectors::check", crate::connectors::check_sql::ALL),
        ("connectors::people", crate::connectors::people_sql::ALL),
        ("consents", crate::consents::sql::ALL),
        ("drafts", crate::drafts::sql::ALL),
        ("deletion", crate::deletion::sql::ALL),
        ("devices", crate::devices::sql::ALL),
        ("editing", crate::editing::sql::ALL),
        ("everybody", crate::everybody::sql::ALL),
        ("experience", crate::experience::sql::ALL),
        ("export", crate::export::sql::ALL),
        ("figures", crate::figures::sql::ALL),
        ("grants", crate::grants::sql::ALL),
        ("grants::redeem", crate::grants::redeem_sql::ALL),
        ("grants::refresh", crate::grants::refresh_sql::ALL),
        ("images", crate::images::sql::ALL),
        ("logout_notices", crate::logout_notices::sql::ALL),
        ("long_requests", crate::long_requests::sql::ALL),
        ("migrate", crate::migrate::sql::ALL),
        ("people", crate::people::sql::ALL),
        ("provider_tokens", crate::provider_tokens::sql::ALL),
        ("reports", crate::reports::sql::ALL),
        ("resources", crate::resources::sql::ALL),
        ("retention", crate::retention::sql::ALL),
        ("roles", crate::roles::sql::ALL),
        ("roles::holders", crate::roles::holders_sql::ALL),
        ("search", crate::search::sql::ALL),
        ("server_settings", crate::server_settings::sql::ALL),
        ("sessions", crate::sessions::sql::ALL),
        ("sign_in::pending", crate::sign_in::pending_sql::ALL),
        ("sign_in::person", crate::sign_in::person_sql::ALL),
        ("sign_in::told", crate::sign_in::told_sql::ALL),
        ("signing_keys", crate::signing_keys::sql::ALL),
        ("store", crate::store::sql::ALL),
        ("throttles", crate::throttles::sql::ALL),
        ("unlink", crate::unlink::sql::ALL),
        ("users", crate::users::sql::ALL),
        ("words", crate::words::sql::ALL),
    ];
    let name_all = |(module, list): &(&'static str, &'static [(&'static str, &'static str)])| {
        let module = *module;
        let named = list.iter().map(move |(name, text)| (module, *name, *text));
        named.collect::<Vec<_>>()
    };
    lists.iter().flat_map(name_all).collect()
}

async fn both() -> (tempfile::TempDir, [Store; 2]) {
    let dir = tempfile::tempdir().unwrap();
    let file = format!("sqlite://{}", dir.path().join("store.db").display());
    let keyring = Keyring::new(&MasterKey::generate(&SystemEntropy));
    let open = async |url: &str| {
        let opened = Store::open(url, keyring.clone(), Timestamp(0)).await;
        opened.unwrap()
    };
    let server = postgres::database().await;
    let stores = [open(&file).await, open(&server).await];
    (dir, stores)
}

#[tokio::test]
async fn every_statement_prepares_on_both() {
    let (_dir, stores) = both().await;
    let statements = every_statement();
    assert!(statements.len() > 60, "{}", statements.len());
    for store in &stores {
        let mut read = store.database().read().await.unwrap();
        for (module, name, text) in &statements {
            let prepared = match read.conn() {
                Conn::Sqlite(connection) => connection
                    .prepare(text)
                    .map(|_| ())
                    .map_err(|error| error.to_string()),
                Conn::Postgres(connection) => connection
                    .prepare(text.into_sql_str())
                    .await
                    .map(|_| ())
                    .map_err(|error| error.to_string()),
            };
            let engine = store.engine();
            assert!(
                prepared.is_ok(),
                "{engine:?} {module}::{name}: {prepared:?}"
            );
        }
    }
}

#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let (_dir, stores) = both().await;
    let mut seen = Vec::new();
    for store in &stores {
        let columns: Vec<(String, String)> = match store.database() {
            Database::Sqlite { .. } => {
                let mut read = store.database().read().await.unwrap();
                all!(
                    (String, String),
                    read,
                    "SELECT t.name, c.name FROM sqlite_schema t
                    JOIN pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'"
                )
                .unwrap()
            }
            Database::Postgres(pool) => sqlx::query_as(
                "SELECT table_name::text, column_name::text FROM information_schema.columns
                WHERE table_schema = 'public'",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
        };
        seen.push(columns.into_iter().collect::<BTreeSet<_>>());
    }
    assert!(seen[0].contains(&("attempts".to_owned(), "steps".to_owned())));
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn migrations_have_the_same_names_on_both_and_none_is_forgotten() {
    let declared: Vec<String> = MIGRATIONS
        .iter()
        .map(|migration| format!("{:04}_{}.sql", migration.version, migration.name))
        .collect();
    assert!(declared.is_sorted());
    for engine in ["sqlite", "postgres"] {
        let folder = format!("{}/migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, declared, "{engine}");
    }
}
