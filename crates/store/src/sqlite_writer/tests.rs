use tempfile::TempDir;
use tokio::task::JoinSet;

use super::*;

/// A writer on a file with one table of numbers.
fn writer() -> (TempDir, Arc<Writer>) {
    let dir = tempfile::tempdir().unwrap();
    let file = File::new(dir.path().join("numbers.db"));
    let connection = file.open().unwrap();
    connection
        .execute_batch("CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT")
        .unwrap();
    (dir, Arc::new(Writer::new(connection, file).unwrap()))
}

fn insert(turn: &mut Turn, number: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO numbers (n) VALUES ($1)";
    turn.connection().execute(sql, [number])?;
    Ok(())
}

async fn numbers(writer: &Writer) -> Vec<i64> {
    let mut turn = writer.turn().await.unwrap();
    let connection = turn.connection();
    let mut statement = connection
        .prepare("SELECT n FROM numbers ORDER BY n")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Lets those who are about to wait in line do so.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn transactions_that_wait_share_a_flush_and_a_failing_one_takes_nobody_along() {
    let (_dir, writer) = writer();
    let mut first = writer.turn().await.unwrap();
    let mut waiting = JoinSet::new();
    for number in 1..=20 {
        let writer = Arc::clone(&writer);
        waiting.spawn(async move {
            let mut turn = writer.turn().await?;
            insert(&mut turn, number)?;
            // Fails, because the first one has it: everything of this turn is undone.
            if number % 5 == 0 {
                insert(&mut turn, 0)?;
            }
            turn.commit().await
        });
    }
    settle().await;
    insert(&mut first, 0).unwrap();
    first.commit().await.unwrap();
    let outcomes = waiting.join_all().await;
    let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
    assert_eq!(failed, 4);
    let kept: Vec<i64> = (0..=20).filter(|n| *n == 0 || n % 5 != 0).collect();
    assert_eq!(numbers(&writer).await, kept);
    assert_eq!(writer.flushes(), 1);
}

#[tokio::test]
async fn more_than_a_batch_are_served_all_the_same() {
    let (_dir, writer) = writer();
    let mut waiting = JoinSet::new();
    for number in 0..1000 {
        let writer = Arc::clone(&writer);
        waiting.spawn(async move {
            let mut turn = writer.turn().await?;
            insert(&mut turn, number)?;
            turn.commit().await
        });
    }
    let outcomes = waiting.join_all().await;
    assert!(outcomes.iter().all(Result::is_ok));
    assert_eq!(numbers(&writer).await.len(), 1000);
    assert!(writer.flushes() >= 8, "{}", writer.flushes());
}

#[tokio::test]
async fn a_turn_that_is_dropped_has_never_been() {
    let (_dir, writer) = writer();
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).unwrap();
    drop(turn);
    // Also when it was to be committed, and nobody began to.
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 2).unwrap();
    drop(turn.commit());
    assert_eq!(numbers(&writer).await, [0; 0]);
    assert_eq!(writer.flushes(), 0);
}

#[tokio::test]
async fn an_idle_writer_holds_no_lock() {
    let (dir, writer) = writer();
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).unwrap();
    drop(turn);
    let other = File::new(dir.path().join("numbers.db")).open().unwrap();
    other.busy_timeout(Duration::ZERO).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; COMMIT").unwrap();
}

#[tokio::test]
async fn another_process_that_writes_is_waited_for() {
    let (dir, writer) = writer();
    let other = File::new(dir.path().join("numbers.db")).open().unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move {
            let mut turn = writer.turn().await?;
            insert(&mut turn, 1)?;
            turn.commit().await
        }
    });
    settle().await;
    assert!(!waiting.is_finished());
    other.execute_batch("COMMIT").unwrap();
    waiting.await.unwrap().unwrap();
    assert_eq!(numbers(&writer).await, [1]);
}

#[tokio::test]
async fn whoever_went_away_while_waiting_is_passed_over() {
    let (_dir, writer) = writer();
    let mut first = writer.turn().await.unwrap();
    let waiting = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move { writer.turn().await.map(drop) }
    });
    settle().await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    insert(&mut first, 1).unwrap();
    first.commit().await.unwrap();
    assert_eq!(numbers(&writer).await, [1]);
}

#[tokio::test]
async fn whoever_goes_away_before_the_answer_has_the_change_all_the_same() {
    let (_dir, writer) = writer();
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).unwrap();
    let mut commit = Box::pin(turn.commit());
    std::future::poll_fn(|context| {
        let _ = commit.as_mut().poll(context);
        std::task::Poll::Ready(())
    })
    .await;
    drop(commit);
    settle().await;
    assert_eq!(numbers(&writer).await, [1]);
}

#[tokio::test]
async fn nobody_is_told_of_success_when_the_transaction_was_lost() {
    let (_dir, writer) = writer();
    let mut first = writer.turn().await.unwrap();
    let second = tokio::spawn({
        let writer = Arc::clone(&writer);
        async move {
            let mut turn = writer.turn().await?;
            // As SQLite itself does when the disk is full.
            turn.connection().execute_batch("ROLLBACK")?;
            turn.commit().await
        }
    });
    settle().await;
    insert(&mut first, 1).unwrap();
    assert!(first.commit().await.is_err());
    assert!(second.await.unwrap().is_err());
    // The connection was made anew.
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 2).unwrap();
    turn.commit().await.unwrap();
    assert_eq!(numbers(&writer).await, [2]);
}

#[tokio::test]
async fn closing_lets_the_present_turn_end_and_begins_no_other() {
    let (_dir, writer) = writer();
    let mut turn = writer.turn().await.unwrap();
    insert(&mut turn, 1).unwrap();
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
