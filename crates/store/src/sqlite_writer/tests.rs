use std::time::Duration;

use tempfile::TempDir;
use tokio::task::JoinSet;

use super::*;

/// A writer on a file with one table of numbers.
async fn writer() -> (TempDir, Arc<Writer>) {
    let dir = tempfile::tempdir().unwrap();
    let options = SqliteConnectOptions::new()
        .filename(dir.path().join("numbers.db"))
        .create_if_missing(true)
        .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal);
    let mut connection = options.connect().await.unwrap();
    sqlx::query("CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT")
        .execute(&mut connection)
        .await
        .unwrap();
    (dir, Arc::new(Writer::new(connection, options)))
}

async fn insert(turn: &mut Turn, number: i64) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO numbers (n) VALUES ($1)")
        .bind(number)
        .execute(turn.connection())
        .await?;
    Ok(())
}

async fn numbers(writer: &Writer) -> Vec<i64> {
    let mut turn = writer.turn().await.unwrap();
    sqlx::query_scalar("SELECT n FROM numbers ORDER BY n")
        .fetch_all(turn.connection())
        .await
        .unwrap()
}

/// Lets those who are about to wait in line do so.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn transactions_that_wait_share_a_flush_and_a_failing_one_takes_nobody_along() {
    let (_dir, writer) = writer().await;
    let mut first = writer.turn().await.unwrap();
    let mut waiting = JoinSet::new();
    for number in 1..=20 {
        let writer = Arc::clone(&writer);
        waiting.spawn(async move {
            let mut turn = writer.turn().await?;
            insert(&mut turn, number).await?;
            // Fails, because the first one has it: everything of this turn is undone.
            if number % 5 == 0 {
                insert(&mut turn, 0).await?;
            }
            turn.commit().await
        });
    }
    settle().await;
    insert(&mut first, 0).await.unwrap();
    first.commit().await.unwrap();
    let outcomes = waiting.join_all().await;
    let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert_eq!(failed, 4);
    let kept: Vec<i64> = (0..=20).filter(|n| *n == 0 || n % 5 != 0).collect();
    assert_eq!(numbers(&writer).await, kept);
    assert_eq!(writer.flushes(), 1);
}

#[tokio::test]
async fn a_turn_that_is_dropped_has_never_been() {
    let (_dir, writer) = writer().await;
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).await.unwrap();
    drop(turn);
    assert_eq!(numbers(&writer).await, [0; 0]);
    assert_eq!(writer.flushes(), 0);
}

#[tokio::test]
async fn a_statement_that_is_dropped_while_it_runs_is_undone() {
    let (_dir, writer) = writer().await;
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).await.unwrap();
    let long = sqlx::query(
        "INSERT INTO numbers WITH RECURSIVE c(n) AS
            (SELECT 10 UNION ALL SELECT n + 1 FROM c WHERE n < 300000) SELECT n FROM c",
    )
    .execute(turn.connection());
    let cut = tokio::time::timeout(Duration::from_millis(5), long).await;
    assert!(cut.is_err(), "the statement was to be cut off");
    drop(turn);
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 2).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(numbers(&writer).await, [2]);
}

#[tokio::test]
async fn whoever_went_away_while_waiting_is_passed_over() {
    let (_dir, writer) = writer().await;
    let mut first = writer.turn().await.unwrap();
    let waiting = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move { writer.turn().await.map(drop) }
    });
    settle().await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    insert(&mut first, 1).await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(numbers(&writer).await, [1]);
}

#[tokio::test]
async fn whoever_goes_away_before_the_answer_has_the_change_all_the_same() {
    let (_dir, writer) = writer().await;
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).await.unwrap();
    let commit = Box::pin(turn.commit());
    drop(futures_poll_once(commit).await);
    settle().await;
    assert_eq!(numbers(&writer).await, [1]);
}

/// Polls a future once and gives it back, finished or not.
async fn futures_poll_once<F: Future + Unpin>(mut future: F) -> F {
    std::future::poll_fn(|context| {
        let _ = std::pin::Pin::new(&mut future).poll(context);
        std::task::Poll::Ready(())
    })
    .await;
    future
}

#[tokio::test]
async fn nobody_is_told_of_success_when_the_transaction_was_lost() {
    let (_dir, writer) = writer().await;
    let mut first = writer.turn().await.unwrap();
    let second = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move {
            let mut turn = writer.turn().await?;
            // As SQLite itself does when the disk is full.
            sqlx::query("ROLLBACK").execute(turn.connection()).await?;
            turn.commit().await
        }
    });
    settle().await;
    insert(&mut first, 1).await.unwrap();
    assert!(first.commit().await.is_err());
    assert!(second.await.unwrap().is_err());
    // The connection was made anew.
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 2).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(numbers(&writer).await, [2]);
}

#[tokio::test]
async fn closing_lets_the_present_turn_end_and_begins_no_other() {
    let (_dir, writer) = writer().await;
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).await.unwrap();
    let closing = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move { writer.close().await }
    });
    settle().await;
    turn.commit().await.unwrap();
    closing.await.unwrap();
    assert!(writer.turn().await.is_err());
    writer.close().await;
}
