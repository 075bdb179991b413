//! Many rows into PostgreSQL, by COPY.

use std::fmt::Write;

use sqlx::{Connection as _, Executor, PgConnection};

use crate::{Cell, Table};

pub(crate) struct Connection(PgConnection);

impl Connection {
    pub(crate) async fn open(url: &str) -> Self {
        let connection = PgConnection::connect(url).await;
        Self(connection.expect("the database opens"))
    }

    pub(crate) async fn counts(&mut self) -> (u64, u64) {
        let text = "SELECT (SELECT COUNT(*) FROM users), (SELECT COUNT(*) FROM attempts)";
        let row: (i64, i64) = sqlx::query_as(text)
            .fetch_one(&mut self.0)
            .await
            .expect("there are tables");
        (
            u64::try_from(row.0).unwrap_or_default(),
            u64::try_from(row.1).unwrap_or_default(),
        )
    }

    pub(crate) async fn write(&mut self, tables: &[Table]) {
        self.run("BEGIN").await;
        for table in tables {
            let text = format!(
                "COPY {} ({}) FROM STDIN",
                table.name,
                table.columns.join(", ")
            );
            let copy = self.0.copy_in_raw(&text).await;
            let mut copy = copy.expect("the tables are ours");
            let mut rows = String::new();
            for row in &table.rows {
                line(row, &mut rows);
            }
            copy.send(rows.into_bytes()).await.expect("the rows fit");
            copy.finish().await.expect("the rows are written");
        }
        self.run("COMMIT").await;
    }

    pub(crate) async fn tidy(mut self) {
        self.run("VACUUM ANALYZE").await;
        self.0.close().await.expect("the connection closes");
    }

    async fn run(&mut self, text: &'static str) {
        self.0.execute(text).await.expect("the statement runs");
    }
}

/// A row in PostgreSQL's text form.
fn line(row: &[Cell], rows: &mut String) {
    for (place, cell) in row.iter().enumerate() {
        if place > 0 {
            rows.push('\t');
        }
        match cell {
            Cell::Null => rows.push_str("\\N"),
            Cell::Bool(yes) => rows.push(if *yes { 't' } else { 'f' }),
            Cell::Number(number) => write!(rows, "{number}").expect("a text takes everything"),
            Cell::Id(id) => write!(rows, "{id}").expect("a text takes everything"),
            Cell::Text(text) => escape(text, rows),
            Cell::Bytes(bytes) => {
                rows.push_str("\\\\x");
                for byte in bytes {
                    write!(rows, "{byte:02x}").expect("a text takes everything");
                }
            }
        }
    }
    rows.push('\n');
}

fn escape(text: &str, rows: &mut String) {
    for letter in text.chars() {
        match letter {
            '\\' => rows.push_str("\\\\"),
            '\n' => rows.push_str("\\n"),
            '\r' => rows.push_str("\\r"),
            '\t' => rows.push_str("\\t"),
            letter => rows.push(letter),
        }
    }
}
