//! PostgreSQL databases for tests.

use sqlx::{Connection, PgConnection};
use url::Url;

/// Makes a new, empty database and gives its URL.
///
/// The environment variable `PAILOU_TEST_POSTGRES` names the cluster: the URL of a superuser on
/// its maintenance database, as in `postgres://postgres@127.0.0.1:54321/postgres`. `./test` makes
/// such a cluster and throws it away with everything in it; that is why nothing is dropped here.
pub async fn database() -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "the cluster belongs to whoever runs the tests"
    )]
    let cluster = std::env::var("PAILOU_TEST_POSTGRES")
        .expect("set PAILOU_TEST_POSTGRES to the URL of a PostgreSQL superuser, or run ./test");
    let mut url = Url::parse(&cluster).expect("PAILOU_TEST_POSTGRES is a URL");

    let mut connection = PgConnection::connect(&cluster)
        .await
        .expect("the cluster of PAILOU_TEST_POSTGRES answers");
    let name: String = sqlx::query_scalar(NEW_NAME)
        .fetch_one(&mut connection)
        .await
        .expect("PostgreSQL makes a random name");
    #[expect(
        clippy::disallowed_methods,
        reason = "CREATE DATABASE takes no parameter; the name holds nothing but what NEW_NAME makes"
    )]
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::query(create)
        .execute(&mut connection)
        .await
        .expect("the user of PAILOU_TEST_POSTGRES may create databases");
    connection.close().await.expect("the connection ends");

    url.set_path(&name);
    url.into()
}

const NEW_NAME: &str = "SELECT 'pailou_test_' || replace(gen_random_uuid()::text, '-', '')";

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn each_database_is_new_and_ones_own() {
        let (first, second) = tokio::join!(database(), database());
        assert_ne!(first, second);
        for url in [first, second] {
            let mut connection = PgConnection::connect(&url).await.unwrap();
            sqlx::query("CREATE TABLE people (name text NOT NULL)")
                .execute(&mut connection)
                .await
                .unwrap();
        }
    }
}
