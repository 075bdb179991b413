//! Attempts as administrators look through them: newest first, part by part, each way of
//! choosing by an index.

use accounts::{Failure, Outcome, Reference};
use connector_kit::Timestamp;
use uuid::Uuid;

use crate::columns::{from_json, from_word, moment, word};
use crate::{Store, StoreError};

/// Which attempts. Trials are never among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityFilter<'a> {
    /// Of this account.
    pub user: Option<Uuid>,
    /// For this application.
    pub application: Option<&'a str>,
    /// Through this connector.
    pub connector: Option<&'a str>,
    /// That ended so.
    pub outcome: Option<Wanted>,
    /// That began at this moment or later.
    pub from: Option<Timestamp>,
    /// That began before this moment.
    pub until: Option<Timestamp>,
}

/// How attempts are to have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Not yet.
    Open,
    /// In one way.
    Only(Outcome),
    /// In any way.
    Ended,
    /// In any way but with a new account.
    EndedWithoutSignUp,
}

impl Wanted {
    fn word(self) -> String {
        match self {
            Self::Open => String::from("open"),
            Self::Only(outcome) => word(&outcome),
            Self::Ended => String::from("ended"),
            Self::EndedWithoutSignUp => String::from("ended_without_sign_up"),
        }
    }
}

/// One attempt, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its id; the place in the list.
    pub id: Uuid,
    /// The name that people can read aloud.
    pub reference: Reference,
    /// The connector.
    pub connector_id: String,
    /// The application; empty for this server itself.
    pub application_id: String,
    /// What the browser called itself.
    pub user_agent: Option<String>,
    /// How it ended; nothing as long as it has not.
    pub outcome: Option<Outcome>,
    /// Why, when it did not end well.
    pub failure: Option<Failure>,
    /// Who signed in.
    pub user_id: Option<Uuid>,
    /// The name of that account now.
    pub user_name: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityPart {
    /// Older than this attempt.
    pub before: Option<Uuid>,
    /// Without so many of the newest. Slow for many; lists for people use `before`.
    pub skip: u32,
    /// At most so many.
    pub limit: u32,
}

impl ActivityPart {
    /// The beginning of a list, or what follows an attempt.
    pub fn after(before: Option<Uuid>, limit: u32) -> Self {
        Self {
            before,
            skip: 0,
            limit,
        }
    }
}

impl Store {
    /// Attempts, newest first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn activity(
        &self,
        filter: &ActivityFilter<'_>,
        part: ActivityPart,
    ) -> Result<Vec<Seen>, StoreError> {
        let query = Query::of(filter, part.before);
        let (limit, skip) = (i64::from(part.limit), i64::from(part.skip));
        let mut read = self.database().read().await?;
        let rows = all_planned!(
            Row,
            read,
            query.by.list(),
            query.high,
            query.low,
            filter.user,
            filter.application,
            filter.connector,
            &query.outcome,
            limit,
            skip,
        )?;
        rows.into_iter().map(Seen::try_from).collect()
    }

    /// The attempt of an id, unless it is a trial.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn seen_attempt(&self, id: Uuid) -> Result<Option<Seen>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::ONE, id)?;
        row.map(Seen::try_from).transpose()
    }

    /// How many attempts there are, counted up to `most`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn count_activity(
        &self,
        filter: &ActivityFilter<'_>,
        most: u32,
    ) -> Result<u32, StoreError> {
        let query = Query::of(filter, None);
        let mut read = self.database().read().await?;
        let rows = all_planned!(
            (i64,),
            read,
            query.by.count(),
            query.high,
            query.low,
            filter.user,
            filter.application,
            filter.connector,
            &query.outcome,
            i64::from(most),
        )?;
        let count = rows.first().map_or(0, |(count,)| *count);
        Ok(u32::try_from(count).unwrap_or(most))
    }

    /// When the application redeemed the code of an attempt. Nothing once what came of the
    /// code is deleted.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn taken_over_at(
        &self,
        user: Uuid,
        attempt: Uuid,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Option<i64>,), read, sql::TAKEN_OVER, user, attempt)?;
        Ok(row.and_then(|(at,)| moment(at)))
    }
}

/// A filter in the words of the statements.
struct Query {
    by: By,
    high: Uuid,
    low: Uuid,
    outcome: Option<String>,
}

/// Which index leads.
#[derive(Clone, Copy)]
enum By {
    User,
    Application,
    Outcome,
    Open,
    Connector,
    Time,
}

impl Query {
    fn of(filter: &ActivityFilter<'_>, before: Option<Uuid>) -> Self {
        let by = match (filter.user, filter.application, filter.outcome) {
            (Some(_), _, _) => By::User,
            (None, Some(_), _) => By::Application,
            (None, None, Some(Wanted::Open)) => By::Open,
            (None, None, Some(Wanted::Only(_))) => By::Outcome,
            (None, None, _) if filter.connector.is_some() => By::Connector,
            (None, None, _) => By::Time,
        };
        let until = filter.until.map_or(Uuid::max(), id_at);
        Self {
            by,
            high: before.map_or(until, |before| before.min(until)),
            low: filter.from.map_or(Uuid::nil(), id_at),
            outcome: filter.outcome.map(Wanted::word),
        }
    }
}

impl By {
    fn list(self) -> &'static str {
        match self {
            Self::User => sql::OF_USER,
            Self::Application => sql::OF_APPLICATION,
            Self::Outcome => sql::OF_OUTCOME,
            Self::Open => sql::OPEN,
            Self::Connector => sql::OF_CONNECTOR,
            Self::Time => sql::LATEST,
        }
    }

    fn count(self) -> &'static str {
        match self {
            Self::User => sql::COUNT_OF_USER,
            Self::Application => sql::COUNT_OF_APPLICATION,
            Self::Outcome => sql::COUNT_OF_OUTCOME,
            Self::Open => sql::COUNT_OPEN,
            Self::Connector => sql::COUNT_OF_CONNECTOR,
            Self::Time => sql::COUNT_ALL,
        }
    }
}

/// The id before all those that are made at a moment: ids of attempts begin with the time
/// (RFC 9562 section 5.7).
fn id_at(moment: Timestamp) -> Uuid {
    let millis = u128::try_from(moment.0.max(0)).unwrap_or_default();
    Uuid::from_u128(millis << 80)
}

row!(Row {
    id: Uuid,
    reference: String,
    connector_id: String,
    application_id: String,
    user_agent: Option<String>,
    outcome: Option<String>,
    failure: Option<String>,
    user_id: Option<Uuid>,
    user_name: Option<String>,
    created_at: i64,
    finished_at: Option<i64>,
});

impl TryFrom<Row> for Seen {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let column = "attempts.reference";
        let reference = row.reference.parse();
        let outcome = row.outcome.as_deref();
        let failure = row.failure.as_deref();
        Ok(Self {
            id: row.id,
            reference: reference.map_err(|_| StoreError::Corrupt { column })?,
            connector_id: row.connector_id,
            application_id: row.application_id,
            user_agent: row.user_agent,
            outcome: outcome
                .map(|word| from_word("attempts.outcome", word))
                .transpose()?,
            failure: failure
                .map(|text| from_json("attempts.failure", text))
                .transpose()?,
            user_id: row.user_id,
            user_name: row.user_name,
            created_at: Timestamp(row.created_at),
            finished_at: moment(row.finished_at),
        })
    }
}

pub(crate) mod sql {
    /// What is asked of every row besides the index that leads. Each statement takes the
    /// same values, so that one call serves all of them.
    macro_rules! rest {
        ($lead:literal) => {
            concat!(
                $lead,
                " AND a.trial = FALSE AND a.id < $1 AND a.id >= $2
                AND (CAST($3 AS UUID) IS NULL OR a.user_id = $3)
                AND (CAST($4 AS TEXT) IS NULL OR a.application_id = $4)
                AND (CAST($5 AS TEXT) IS NULL OR a.connector_id = $5)
                AND (CAST($6 AS TEXT) IS NULL OR COALESCE(a.outcome, 'open') = $6
                    OR (a.outcome IS NOT NULL AND ($6 = 'ended'
                        OR ($6 = 'ended_without_sign_up' AND a.outcome <> 'signed_up'))))"
            )
        };
    }

    macro_rules! seen {
        ($rest:expr) => {
            concat!(
                "SELECT a.id, a.reference, a.connector_id, a.application_id, a.user_agent,
                    a.outcome, a.failure, a.user_id, u.name AS user_name, a.created_at,
                    a.finished_at
                FROM attempts a LEFT JOIN users u ON u.id = a.user_id WHERE ",
                $rest
            )
        };
    }

    macro_rules! list {
        ($lead:literal) => {
            concat!(
                seen!(""),
                rest!($lead),
                " ORDER BY a.id DESC LIMIT $7 OFFSET $8"
            )
        };
    }

    macro_rules! count {
        ($lead:literal) => {
            concat!(
                "SELECT COUNT(*) FROM (SELECT 1 FROM attempts a WHERE ",
                rest!($lead),
                " LIMIT $7) tally"
            )
        };
    }

    statements! {
        ONE = seen!("a.id = $1 AND a.trial = FALSE");
        LATEST = list!("a.id IS NOT NULL");
        OF_USER = list!("a.user_id = $3");
        OF_APPLICATION = list!("a.application_id = $4");
        OF_OUTCOME = list!("a.outcome = $6");
        OPEN = list!("a.outcome IS NULL");
        OF_CONNECTOR = list!("a.connector_id = $5");
        COUNT_ALL = count!("a.id IS NOT NULL");
        COUNT_OF_USER = count!("a.user_id = $3");
        COUNT_OF_APPLICATION = count!("a.application_id = $4");
        COUNT_OF_OUTCOME = count!("a.outcome = $6");
        COUNT_OPEN = count!("a.outcome IS NULL");
        COUNT_OF_CONNECTOR = count!("a.connector_id = $5");
        TAKEN_OVER = "SELECT redeemed_at FROM grants WHERE user_id = $1 AND attempt_id = $2";
    }
}
