//! The search for people.
//!
//! What somebody types is recognised: an id, a reference, an address, a key of a vendor;
//! each is exact, by an index of its own. Everything else is words, of which each has to
//! be the beginning of one of the person's words.

use accounts::{Reference, search_words};
use uuid::Uuid;

use crate::people::{Row, gather};
use crate::{Counted, Part, People, Person, Store, StoreError};

/// What somebody was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The id of the account.
    Id,
    /// The reference of a try to sign in.
    Reference,
    /// What a vendor knows them by: a union id or an open id.
    Key,
    /// The e-mail address.
    Email,
    /// The phone number.
    Phone,
    /// Words of names; whoever has exactly this user name comes first.
    Words,
}

/// What a search has found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The people of this part.
    pub people: People,
    /// How many there are in all.
    pub count: Counted,
    /// What they were found by.
    pub by: FoundBy,
}

/// A value that belongs to one person at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactly<'a> {
    /// The id of the account.
    Id(Uuid),
    /// The user name.
    Username(&'a str),
    /// The e-mail address, in lower case.
    Email(&'a str),
    /// The phone number, digits alone.
    Phone(&'a str),
}

/// A phone number as it is stored: its digits, if it is one.
pub fn phone_digits(text: &str) -> Option<String> {
    let between = |letter: char| matches!(letter, ' ' | '-' | '(' | ')' | '.');
    let text = text.trim();
    let rest = text.strip_prefix('+').unwrap_or(text);
    let digits: String = rest.chars().filter(|letter| !between(*letter)).collect();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && (5..=20).contains(&digits.len())).then_some(digits)
}

impl Store {
    /// Finds people by whatever somebody has typed. Counts up to `most`.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn find_people(
        &self,
        text: &str,
        part: Part,
        most: u32,
    ) -> Result<Found, StoreError> {
        let text = text.trim();
        let at_the_beginning = part.after.is_none() && part.skip == 0;
        if at_the_beginning && let Some((by, people)) = self.recognised(text).await? {
            return Ok(exact(by, people));
        }
        let (mut people, count) = self.people_by_words(text, part, most).await?;
        if at_the_beginning {
            let named = self.person_exactly(Exactly::Username(text)).await?;
            if let Some(named) = named {
                people.people.retain(|other| other.user.id != named.user.id);
                people.people.insert(0, named);
            }
        }
        Ok(Found {
            people,
            count,
            by: FoundBy::Words,
        })
    }

    /// The person to whom a value belongs.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn person_exactly(&self, value: Exactly<'_>) -> Result<Option<Person>, StoreError> {
        let id = match value {
            Exactly::Id(id) => return self.person(id).await,
            Exactly::Username(name) => self.whose(sql::BY_USERNAME, name).await?,
            Exactly::Email(address) => self.whose(sql::BY_EMAIL, address).await?,
            Exactly::Phone(number) => self.whose(sql::BY_PHONE, number).await?,
        };
        match id.first() {
            Some(id) => self.person(*id).await,
            None => Ok(None),
        }
    }

    /// The people whom a vendor knows by a value, whatever kind of id it is. There is more
    /// than one only where two vendors use the same value.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn people_by_key(&self, value: &str) -> Result<Vec<Person>, StoreError> {
        let ids = self.whose(sql::BY_KEY, value).await?;
        self.people_of_ids(ids).await
    }

    /// The people who have, for each word that was typed, one that begins with it; those
    /// with the shortest such words come first. Counts up to `most`.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn people_by_words(
        &self,
        text: &str,
        part: Part,
        most: u32,
    ) -> Result<(People, Counted), StoreError> {
        let mut read = self.database().read().await?;
        let limit = i64::from(most) + 1;
        // The rarest word leads, and the others are only asked about: so common words cost
        // nothing beside a rare one.
        let mut words = Vec::new();
        for word in search_words(text) {
            let end = end_of(&word);
            let rows = first!((i64,), read, sql::COUNT_WORD, &word, &end, limit)?;
            match rows {
                None | Some((0,)) => return Ok(Default::default()),
                Some((rows,)) => words.push((rows, word, end)),
            }
        }
        words.sort_by_key(|(rows, ..)| *rows);
        let Some((rows, leader, end)) = words.first() else {
            return Ok(Default::default());
        };
        let (skip, page) = part.bounds();
        let (from, behind) = match part.after {
            None => (leader.clone(), Uuid::nil()),
            Some(place) => {
                let word = first!(
                    (Option<String>,),
                    read,
                    sql::FIRST_WORD,
                    leader,
                    end,
                    place.id
                )?;
                let word = word.and_then(|(word,)| word);
                // Whoever stood there has another name now: the list begins again.
                word.map_or((leader.clone(), Uuid::nil()), |word| (word, place.id))
            }
        };
        if words.len() == 1 {
            let find = sql::FIND_ONE;
            let found = all!(Row, read, find, leader, end, &from, behind, page, skip)?;
            let (people,) =
                first!((i64,), read, sql::COUNT_ONE, leader, end, limit)?.unwrap_or_default();
            let mut count = Counted::up_to(people, most);
            count.capped |= *rows > i64::from(most);
            return Ok((gather(found, part.limit)?, count));
        }
        let other = |place: usize| words.get(place).map_or("", |(_, word, _)| word);
        let (a, b, c) = (other(1), other(2), other(3));
        let found = all!(
            Row,
            read,
            sql::FIND_SEVERAL,
            leader,
            end,
            &from,
            behind,
            page,
            skip,
            a,
            b,
            c,
        )?;
        let count = sql::COUNT_SEVERAL;
        let row = first!((i64,), read, count, leader, end, limit, a, b, c)?;
        let mut count = Counted::up_to(row.map_or(0, |(people,)| people), most);
        count.capped |= *rows > i64::from(most);
        Ok((gather(found, part.limit)?, count))
    }

    /// Somebody by a value that is more than a name.
    async fn recognised(&self, text: &str) -> Result<Option<(FoundBy, Vec<Person>)>, StoreError> {
        if let Ok(id) = text.parse() {
            let person = self.person(id).await?;
            return Ok(Some((FoundBy::Id, person.into_iter().collect())));
        }
        if let Ok(reference) = text.parse::<Reference>() {
            let ids = self.whose(sql::BY_REFERENCE, reference.as_str()).await?;
            // Eight letters may be a name as well.
            if !ids.is_empty() {
                return Ok(Some((FoundBy::Reference, self.people_of_ids(ids).await?)));
            }
        }
        if text.contains('@') {
            let ids = self.whose(sql::BY_EMAIL, &text.to_lowercase()).await?;
            if !ids.is_empty() {
                return Ok(Some((FoundBy::Email, self.people_of_ids(ids).await?)));
            }
        }
        if let Some(digits) = phone_digits(text) {
            let ids = self.whose(sql::BY_PHONE, &digits).await?;
            if !ids.is_empty() {
                return Ok(Some((FoundBy::Phone, self.people_of_ids(ids).await?)));
            }
        }
        let people = self.people_by_key(text).await?;
        Ok((!people.is_empty()).then_some((FoundBy::Key, people)))
    }

    async fn whose(&self, statement: &'static str, value: &str) -> Result<Vec<Uuid>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((Uuid,), read, statement, value)?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    async fn people_of_ids(&self, ids: Vec<Uuid>) -> Result<Vec<Person>, StoreError> {
        let mut people = Vec::new();
        for id in ids {
            people.extend(self.person(id).await?);
        }
        Ok(people)
    }
}

fn exact(by: FoundBy, people: Vec<Person>) -> Found {
    let count = Counted {
        count: u64::try_from(people.len()).unwrap_or(u64::MAX),
        capped: false,
    };
    let people = People { people, next: None };
    Found { people, count, by }
}

/// The end of the words that begin with a word: nothing sorts between it and them.
fn end_of(word: &str) -> String {
    format!("{word}\u{10FFFF}")
}

pub(crate) mod sql {
    use crate::people::select_people;
    use crate::users::user_columns;

    /// The page is cut of the words first, so that only its people are read.
    macro_rules! find {
        ($($more:tt)*) => {
            concat!(
                select_people!(
                    "CAST(0 AS BIGINT) AS place_at, u.id AS place_id",
                    "FROM (SELECT w.word, w.user_id FROM user_words w
                        WHERE (w.word, w.user_id) > ($3, $4) AND w.word < $2
                            AND NOT EXISTS (SELECT 1 FROM user_words e
                                WHERE e.user_id = w.user_id AND e.word >= $1 AND e.word < w.word)"
                ),
                $($more)*
                " ORDER BY w.word, w.user_id LIMIT $5 OFFSET $6) AS page
                JOIN users u ON u.id = page.user_id LEFT JOIN avatars a ON a.user_id = u.id
                ORDER BY page.word, page.user_id"
            )
        };
    }

    /// Whether the person has a word that begins so too; no word is asked for by an empty one.
    ///
    /// It looks at the few words of one person, never at everybody's who have such a word:
    /// PostgreSQL takes a word and its end for a handful of rows, and would go through
    /// thousands for each person. `OFFSET` keeps it from joining.
    macro_rules! has_word {
        ($word:literal) => {
            concat!(
                " AND (CAST(",
                $word,
                " AS TEXT) = '' OR EXISTS (SELECT 1 FROM user_words o
                    WHERE o.user_id = w.user_id AND substr(o.word, 1, length(CAST(",
                $word,
                " AS TEXT))) = ",
                $word,
                " LIMIT 1 OFFSET 0))"
            )
        };
    }

    statements! {
        BY_USERNAME = "SELECT id FROM users WHERE username = $1";
        BY_EMAIL = "SELECT id FROM users WHERE email = $1";
        BY_PHONE = "SELECT id FROM users WHERE phone = $1";
        BY_REFERENCE = "SELECT user_id FROM attempts
            WHERE reference = $1 AND user_id IS NOT NULL";
        BY_KEY = "SELECT DISTINCT i.user_id
            FROM identity_keys k JOIN identities i ON i.id = k.identity_id
            WHERE k.value = $1 LIMIT 20";
        FIRST_WORD = "SELECT MIN(word) FROM user_words
            WHERE user_id = $3 AND word >= $1 AND word < $2";
        COUNT_WORD = "SELECT COUNT(*) FROM (SELECT word FROM user_words
            WHERE word >= $1 AND word < $2 ORDER BY word LIMIT $3) AS few";
        COUNT_ONE = "SELECT COUNT(DISTINCT user_id) FROM (SELECT user_id FROM user_words
            WHERE word >= $1 AND word < $2 ORDER BY word LIMIT $3) AS few";
        COUNT_SEVERAL = concat!(
            "SELECT COUNT(DISTINCT w.user_id) FROM (SELECT user_id FROM user_words
                WHERE word >= $1 AND word < $2 ORDER BY word LIMIT $3) AS w
            WHERE TRUE",
            has_word!("$4"),
            has_word!("$5"),
            has_word!("$6")
        );
        FIND_ONE = find!();
        FIND_SEVERAL = find!(
            has_word!("$7"),
            has_word!("$8"),
            has_word!("$9"),
        );
    }
}
