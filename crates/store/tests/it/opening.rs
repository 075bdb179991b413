//! Opening: good and bad URLs, wrong keys, other versions, several nodes, the disk.

use keys::{Keyring, MasterKey, SystemEntropy};
use store::{Durability, Engine, OpenStoreError, Store};

use crate::world::{NOW, World};

fn keyring() -> Keyring {
    Keyring::new(&MasterKey::generate(&SystemEntropy))
}

async fn refused(url: &str) -> OpenStoreError {
    let opened = Store::open(url, keyring(), NOW).await;
    opened.map(|_| ()).unwrap_err()
}

async fn a_database_opens_again_with_its_key(world: World) {
    world.store.ping().await.unwrap();
    world.store.close().await;
    assert!(world.store.ping().await.is_err());
    let again = world.another_node().await;
    again.ping().await.unwrap();
    assert_eq!(again.configuration_version().await, Ok(1));
}

async fn another_master_key_is_refused(world: World) {
    assert_eq!(refused(&world.url).await, OpenStoreError::WrongMasterKey);
    // And nothing has changed for the right one.
    world.another_node().await.ping().await.unwrap();
}

async fn a_database_of_a_newer_version_is_refused(world: World) {
    let newer = "INSERT INTO schema_migrations (version, name, applied_at) VALUES (999, 'x', 0)";
    match world.store.engine() {
        Engine::Sqlite => {
            let file = world.file();
            file.execute_batch(newer).unwrap();
        }
        Engine::Postgres => {
            let pool = sqlx::PgPool::connect(&world.url).await.unwrap();
            sqlx::query(newer).execute(&pool).await.unwrap();
        }
    }
    let error = refused(&world.url).await;
    assert_eq!(
        error,
        OpenStoreError::NewerVersion {
            found: 999,
            known: 3
        }
    );
    assert!(error.to_string().contains("newer"), "{error}");
}

async fn commits_wait_for_the_disk(world: World) {
    match world.store.durability().await.unwrap() {
        Durability::Sqlite {
            synchronous,
            journal_mode,
        } => {
            assert_eq!(synchronous, 2);
            assert_eq!(journal_mode, "wal");
        }
        Durability::Postgres {
            synchronous_commit, ..
        } => assert_eq!(synchronous_commit, "on"),
    }
}

both!(
    a_database_opens_again_with_its_key,
    another_master_key_is_refused,
    a_database_of_a_newer_version_is_refused,
    commits_wait_for_the_disk,
);

/// A port that nobody listens on.
fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

/// Twelve nodes on one database that is still empty.
async fn start_together(url: &str) {
    let keyring = keyring();
    let mut nodes = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let (url, keyring) = (url.to_owned(), keyring.clone());
        nodes.spawn(async move {
            let store = Store::open(&url, keyring, NOW).await.unwrap();
            let algorithms = [keys::Algorithm::Es256];
            let keys = store
                .ensure_signing_keys(&algorithms, &SystemEntropy, NOW)
                .await
                .unwrap();
            keys.iter()
                .map(|stored| stored.key.kid().to_owned())
                .collect::<Vec<_>>()
        });
    }
    let kids = nodes.join_all().await;
    assert_eq!(kids[0].len(), 1);
    assert!(kids.iter().all(|kid| *kid == kids[0]), "{kids:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_agree_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pailou.db");
    start_together(&format!("sqlite://{}", file.display())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_agree_on_postgres() {
    for _ in 0..4 {
        start_together(&crate::postgres::database().await).await;
    }
}

#[tokio::test]
async fn other_schemes_are_named() {
    for (url, shown) in [
        ("mysql://root:secret@host/db", "mysql"),
        ("pailou.db", "pailou.db"),
        ("", ""),
    ] {
        let scheme = shown.to_owned();
        assert_eq!(refused(url).await, OpenStoreError::UnknownScheme { scheme });
    }
}

#[tokio::test]
async fn an_unreachable_server_is_named_without_its_password() {
    let port = free_port();
    let url = format!("postgres://pailou:hunter2@127.0.0.1:{port}/pailou");
    let error = refused(&url).await;
    let OpenStoreError::CannotConnect { place, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(*place, format!("127.0.0.1:{port}"));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[tokio::test]
async fn a_url_that_cannot_be_read_is_not_repeated() {
    for (url, beginning) in [
        ("postgres://pailou:hunter2@host:notaport/db", "postgres://"),
        ("sqlite::memory:", "sqlite:///"),
        ("sqlite://:memory:", "sqlite:///"),
        ("sqlite:hunter2.db", "sqlite:///"),
    ] {
        let error = refused(url).await;
        let OpenStoreError::UnreadableUrl { form } = error else {
            panic!("{url}: {error:?}");
        };
        assert!(form.starts_with(beginning), "{url}: {form}");
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("missing").join("pailou.db");
    let error = refused(&format!("sqlite://{}", file.display())).await;
    assert!(error.to_string().contains("missing/pailou.db"), "{error}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("notes.txt");
    let text = "no database at all\n".repeat(100);
    std::fs::write(&file, &text).unwrap();
    let error = refused(&format!("sqlite://{}", file.display())).await;
    assert!(
        matches!(error, OpenStoreError::CannotConnect { .. }),
        "{error:?}"
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_a_new_file() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::sqlite().await;
    for entry in std::fs::read_dir(world.dir.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
    }
}
