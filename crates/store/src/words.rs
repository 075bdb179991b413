//! The words that people are found by, kept beside their names.
//!
//! Whoever calls has changed the user's row in the same transaction, so nobody else
//! changes a name of this person meanwhile.

use accounts::name_words;
use uuid::Uuid;

use crate::database::Tx;
use crate::{Store, StoreError};

/// How many people get their words in one transaction.
const BATCH: i64 = 200;
/// How many words the statement writes.
const SLOTS: usize = 8;

impl Store {
    /// Gives words to some people who have none yet, as those from before there were
    /// words; says how many, which is 0 when nobody is left.
    ///
    /// It may be stopped at any moment and goes on where it was; several nodes may do it
    /// at once.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn fill_words(&self) -> Result<u64, StoreError> {
        let mut read = self.database().read().await?;
        let people = all!((Uuid,), read, sql::WITHOUT, BATCH)?;
        drop(read);
        if people.is_empty() {
            return Ok(0);
        }
        transaction!(self, |tx| {
            for (user,) in &people {
                if run!(tx, sql::MARK, user)? > 0 {
                    refresh(tx, *user).await?;
                }
            }
            Ok(())
        })?;
        Ok(u64::try_from(people.len()).unwrap_or(u64::MAX))
    }
}

/// Writes the words of somebody who has none, of names that the caller knows.
pub(crate) async fn write(
    tx: &mut Tx,
    user: Uuid,
    names: impl IntoIterator<Item = &str>,
) -> Result<(), StoreError> {
    put(tx, user, &name_words(names)).await
}

/// Reads all names of a person, and writes what is different in the words.
pub(crate) async fn refresh(tx: &mut Tx, user: Uuid) -> Result<(), StoreError> {
    let own = first!((Option<String>, Option<String>), tx, sql::OWN_NAMES, user)?;
    let (name, username) = own.unwrap_or_default();
    let given = all!((Option<String>,), tx, sql::GIVEN_NAMES, user)?;
    let given = given.iter().filter_map(|(name,)| name.as_deref());
    let mut words = name_words(
        name.as_deref()
            .into_iter()
            .chain(username.as_deref())
            .chain(given),
    );
    for (before,) in all!((String,), tx, sql::OF_USER, user)? {
        match words.iter().position(|word| *word == before) {
            Some(known) => {
                words.swap_remove(known);
            }
            None => {
                run!(tx, sql::DROP, user, &before)?;
            }
        }
    }
    put(tx, user, &words).await
}

async fn put(tx: &mut Tx, user: Uuid, words: &[String]) -> Result<(), StoreError> {
    for some in words.chunks(SLOTS) {
        let word = |slot: usize| some.get(slot).map_or("", String::as_str);
        let (one, two, three, four) = (word(0), word(1), word(2), word(3));
        let (five, six, seven, eight) = (word(4), word(5), word(6), word(7));
        run!(
            tx,
            sql::PUT,
            user,
            one,
            two,
            three,
            four,
            five,
            six,
            seven,
            eight
        )?;
    }
    Ok(())
}

pub(crate) mod sql {
    statements! {
        WITHOUT = "SELECT id FROM users WHERE has_words = FALSE ORDER BY id LIMIT $1";
        MARK = "UPDATE users SET has_words = TRUE WHERE id = $1 AND has_words = FALSE";
        OWN_NAMES = "SELECT name, username FROM users WHERE id = $1";
        GIVEN_NAMES = "SELECT name FROM identities WHERE user_id = $1 ORDER BY created_at, id";
        OF_USER = "SELECT word FROM user_words WHERE user_id = $1";
        DROP = "DELETE FROM user_words WHERE user_id = $1 AND word = $2";
        /// Both engines call the column of `VALUES` like this.
        PUT = "INSERT INTO user_words (word, user_id)
            SELECT v.column1, $1 FROM (VALUES (CAST($2 AS TEXT)), (CAST($3 AS TEXT)),
                (CAST($4 AS TEXT)), (CAST($5 AS TEXT)), (CAST($6 AS TEXT)),
                (CAST($7 AS TEXT)), (CAST($8 AS TEXT)), (CAST($9 AS TEXT))) AS v
            WHERE v.column1 <> ''
            ON CONFLICT (word, user_id) DO NOTHING";
    }
}
