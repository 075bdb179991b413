//! PostgreSQL databases for the tests of this crate.
//!
//! `testkit` has the same for all others. It stands on this crate, so using it here
//! would build this crate twice, and every other room before.

use sqlx::{Connection, PgConnection};

/// Makes an empty database and gives its URL.
///
/// `PAILOU_TEST_POSTGRES` is the URL of a superuser of a cluster that is thrown away
/// after the tests.
pub(crate) async fn database() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the cluster belongs to whoever runs the tests"
    )]
    let cluster = std::env::var("PAILOU_TEST_POSTGRES")
        .expect("set PAILOU_TEST_POSTGRES to the URL of a PostgreSQL superuser, or run ./test");
    let (server, _) = cluster.rsplit_once('/').expect("the URL names a database");
    let mut connection = PgConnection::connect(&cluster).await.unwrap();
    let (name,): (String,) = sqlx::query_as(NEW_NAME)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "CREATE DATABASE takes no parameter; the name is of NEW_NAME"
    )]
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    format!("{server}/{name}")
}

const NEW_NAME: &str = "SELECT 'pailou_store_' || replace(gen_random_uuid()::text, '-', '')";
