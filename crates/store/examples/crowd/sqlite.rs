//! Many rows into a file.

use rusqlite::types::Value;

use crate::{Cell, Table};

pub(crate) struct Connection(rusqlite::Connection);

impl Connection {
    pub(crate) fn open(path: &str) -> Self {
        let connection = rusqlite::Connection::open(path).expect("the file opens");
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
            PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000";
        connection
            .execute_batch(settings)
            .expect("settings are taken");
        Self(connection)
    }

    pub(crate) fn counts(&self) -> (u64, u64) {
        let count = |text| {
            let row = self.0.query_row(text, [], |row| row.get::<_, i64>(0));
            u64::try_from(row.expect("there is a table")).unwrap_or_default()
        };
        (
            count("SELECT COUNT(*) FROM users"),
            count("SELECT COUNT(*) FROM attempts"),
        )
    }

    pub(crate) fn write(&mut self, tables: &[Table]) {
        let transaction = self.0.transaction().expect("a transaction begins");
        for table in tables {
            let places: Vec<_> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
            let text = format!(
                "INSERT INTO {} ({}) VALUES ({})",
                table.name,
                table.columns.join(", "),
                places.join(", ")
            );
            let mut insert = transaction
                .prepare_cached(&text)
                .expect("the tables are ours");
            for row in &table.rows {
                let values = row.iter().map(value);
                insert
                    .execute(rusqlite::params_from_iter(values))
                    .expect("a row fits");
            }
        }
        transaction.commit().expect("the rows are written");
    }

    pub(crate) fn tidy(self) {
        let tidy = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.0
            .query_row(tidy, [], |_| Ok(()))
            .expect("the log goes into the file");
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Bool(yes) => Value::Integer((*yes).into()),
        Cell::Number(number) => Value::Integer(*number),
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Bytes(bytes) => Value::Blob(bytes.clone()),
        Cell::Id(id) => Value::Blob(id.as_bytes().to_vec()),
    }
}
