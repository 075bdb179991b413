//! Tries to sign in, and how each of them ends.

use accounts::{Attempt, Failure, Outcome, Phase, Reference};
use connector_kit::{Step, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use crate::columns::{bytes32, from_json, from_lines, from_word, json, lines, moment, word};
use crate::{Store, StoreError};

/// How an attempt ends without a sign-in.
#[derive(Clone, Copy, Debug)]
pub struct AttemptEnd<'a> {
    /// The outcome.
    pub outcome: Outcome,
    /// Why, when something failed.
    pub failure: Option<&'a Failure>,
    /// What happened since the last step that is stored.
    pub steps: &'a [Step],
    /// When it ended.
    pub at: Timestamp,
}

/// What a sweep has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Attempts whose person never came back.
    pub lost: u64,
    /// Attempts that somebody had claimed and never brought to an end.
    pub abandoned: u64,
}

impl Store {
    /// Stores a new attempt, before the person is sent away.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when its id, reference or state is taken: draw again.
    pub async fn start_attempt(
        &self,
        attempt: &Attempt,
        state_hash: [u8; 32],
    ) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            run!(
                tx,
                sql::START,
                attempt.id,
                attempt.reference.as_str(),
                &state_hash[..],
                &attempt.binding_hash[..],
                &attempt.interaction,
                &attempt.connector_id,
                &attempt.application_id,
                &attempt.user_agent,
                json(&attempt.connector_session),
                attempt.trial,
                word(&attempt.phase),
                lines(&attempt.steps),
                attempt.created_at.0,
                attempt.expires_at.0,
            )?;
            Ok(())
        })
    }

    /// The attempt of an id.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn attempt(&self, id: Uuid) -> Result<Option<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::BY_ID, id)?;
        row.map(Attempt::try_from).transpose()
    }

    /// The attempt that a `state` belongs to.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn attempt_by_state(&self, hash: [u8; 32]) -> Result<Option<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::BY_STATE, &hash[..])?;
        row.map(Attempt::try_from).transpose()
    }

    /// The attempt of a reference.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn attempt_by_reference(
        &self,
        reference: &Reference,
    ) -> Result<Option<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::BY_REFERENCE, reference.as_str())?;
        row.map(Attempt::try_from).transpose()
    }

    /// The newest attempt of an interaction whose person has not come back.
    ///
    /// # Errors
    /// Fails when the database does, or the row cannot be read.
    pub async fn open_attempt_of(&self, interaction: &str) -> Result<Option<Attempt>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::OPEN_OF, interaction)?;
        row.map(Attempt::try_from).transpose()
    }

    /// Takes an attempt whose person has come back: exactly one caller gets `true`,
    /// on any number of nodes, and only that one may spend the vendor's code.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn claim_attempt(
        &self,
        id: Uuid,
        deadline: Timestamp,
        step: Step,
    ) -> Result<bool, StoreError> {
        let step = lines(&[step]);
        transaction!(self, |tx| {
            let claimed = run!(tx, sql::CLAIM, id, deadline.0, &step)?;
            Ok(claimed == 1)
        })
    }

    /// Ends an attempt that is in the phase `from`; one caller gets `true`.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn finish_attempt(
        &self,
        id: Uuid,
        from: Phase,
        end: AttemptEnd<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let finished = first!(
                (bool,),
                tx,
                sql::FINISH,
                id,
                word(&from),
                word(&end.outcome),
                end.failure.map(json),
                lines(end.steps),
                end.at.0,
            )?;
            if let Some((trial,)) = finished {
                tx.note(1);
                if !trial {
                    tx.note_end(end.outcome);
                }
            }
            Ok(finished.is_some())
        })
    }

    /// Ends a trial that somebody has claimed, with what it has brought to light; one
    /// caller gets `true`. An attempt that is no trial is left alone.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn finish_trial(
        &self,
        id: Uuid,
        finding: &Value,
        steps: &[Step],
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let finished = run!(
                tx,
                sql::FINISH_TRIAL,
                id,
                word(&Outcome::Tried),
                json(finding),
                lines(steps),
                at.0,
            )?;
            Ok(finished == 1)
        })
    }

    /// Ends the attempts that nobody will end any more; a question that was not
    /// answered is no failure.
    ///
    /// Writes only when there is something to end, in batches, so that nobody waits for
    /// long behind it.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn sweep_attempts(&self, now: Timestamp) -> Result<Swept, StoreError> {
        let abandoned = json(&Failure::Abandoned);
        let unanswered = json(&Failure::Unanswered);
        let mut swept = Swept::default();
        while self.is_something_due(now).await? {
            let (lost, overdue) = transaction!(self, |tx| {
                let lost = all!(SweptRow, tx, sql::LOSE, now.0, BATCH)?;
                let overdue = all!(
                    SweptRow,
                    tx,
                    sql::ABANDON,
                    now.0,
                    &abandoned,
                    BATCH,
                    &unanswered
                )?;
                for row in lost.iter().chain(&overdue) {
                    tx.note(1);
                    if !row.trial {
                        tx.note_end(from_word("attempts.outcome", &row.outcome)?);
                    }
                }
                Ok((lost.len(), overdue.len()))
            })?;
            swept.lost += lost as u64;
            swept.abandoned += overdue as u64;
        }
        Ok(swept)
    }

    /// How many attempts wait for their person to come back.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn open_attempts(&self, now: Timestamp) -> Result<u64, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((i64,), read, sql::COUNT_OPEN, now.0)?;
        Ok(row.map_or(0, |(count,)| count.unsigned_abs()))
    }

    async fn is_something_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        let mut read = self.database().read().await?;
        let lost = first!((Uuid,), read, sql::NEXT_LOST, now.0)?;
        let overdue = first!((Uuid,), read, sql::NEXT_OVERDUE, now.0)?;
        Ok(lost.is_some() || overdue.is_some())
    }
}

row!(SweptRow {
    trial: bool,
    outcome: String
});

row!(pub(crate) Row {
    id: Uuid,
    reference: String,
    binding_hash: Vec<u8>,
    interaction: String,
    connector_id: String,
    application_id: String,
    user_agent: Option<String>,
    connector_session: String,
    trial: bool,
    phase: String,
    asked: bool,
    outcome: Option<String>,
    failure: Option<String>,
    finding: Option<String>,
    user_id: Option<Uuid>,
    steps: String,
    created_at: i64,
    expires_at: i64,
    claim_deadline: Option<i64>,
    finished_at: Option<i64>,
});

impl TryFrom<Row> for Attempt {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let reference = row.reference.parse();
        let column = "attempts.reference";
        let outcome = row.outcome.as_deref();
        let failure = row.failure.as_deref();
        let finding = row.finding.as_deref();
        Ok(Self {
            id: row.id,
            reference: reference.map_err(|_| StoreError::Corrupt { column })?,
            binding_hash: bytes32("attempts.binding_hash", &row.binding_hash)?,
            interaction: row.interaction,
            connector_id: row.connector_id,
            application_id: row.application_id,
            user_agent: row.user_agent,
            connector_session: from_json("attempts.connector_session", &row.connector_session)?,
            trial: row.trial,
            phase: from_word("attempts.phase", &row.phase)?,
            asked: row.asked,
            outcome: outcome
                .map(|word| from_word("attempts.outcome", word))
                .transpose()?,
            failure: failure
                .map(|text| from_json("attempts.failure", text))
                .transpose()?,
            finding: finding
                .map(|text| from_json("attempts.finding", text))
                .transpose()?,
            user_id: row.user_id,
            steps: from_lines("attempts.steps", &row.steps)?,
            created_at: Timestamp(row.created_at),
            expires_at: Timestamp(row.expires_at),
            claim_deadline: moment(row.claim_deadline),
            finished_at: moment(row.finished_at),
        })
    }
}

/// How many attempts a sweep ends in one transaction.
const BATCH: i64 = 500;

/// Reads whole attempts.
macro_rules! select_attempts {
    ($rest:literal) => {
        concat!(
            "SELECT id, reference, binding_hash, interaction, connector_id, application_id, \
             user_agent, connector_session, trial, phase, outcome, failure, finding, user_id, \
             steps, created_at, expires_at, claim_deadline, finished_at, \
             EXISTS (SELECT 1 FROM pending_identities p WHERE p.attempt_id = attempts.id) \
             AS asked FROM attempts ",
            $rest
        )
    };
}
pub(crate) use select_attempts;

pub(crate) mod sql {
    statements! {
        START = "INSERT INTO attempts (id, reference, state_hash, binding_hash, interaction,
                connector_id, application_id, user_agent, connector_session, trial, phase,
                steps, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
        BY_ID = select_attempts!("WHERE id = $1");
        BY_STATE = select_attempts!("WHERE state_hash = $1");
        BY_REFERENCE = select_attempts!("WHERE reference = $1");
        OPEN_OF = select_attempts!(
            "WHERE interaction = $1 AND phase = 'sent' ORDER BY created_at DESC, id DESC LIMIT 1"
        );
        CLAIM = "UPDATE attempts
            SET phase = 'claimed', claim_deadline = $2, steps = steps || $3
            WHERE id = $1 AND phase = 'sent'";
        FINISH = "UPDATE attempts
            SET phase = 'finished', outcome = $3, failure = $4, steps = steps || $5,
                finished_at = $6
            WHERE id = $1 AND phase = $2
            RETURNING trial";
        /// The end of a sign-in: the number of rows says whether we were first. A trial
        /// never ends like this.
        FINISH_SIGN_IN = "UPDATE attempts
            SET phase = 'finished', outcome = $2, failure = $3, user_id = $4,
                steps = steps || $5, finished_at = $6
            WHERE id = $1 AND phase = 'claimed' AND trial = FALSE
            RETURNING connector_id, application_id, user_agent,
                EXISTS (SELECT 1 FROM pending_identities p WHERE p.attempt_id = id) AS asked";
        FINISH_TRIAL = "UPDATE attempts
            SET phase = 'finished', outcome = $2, finding = $3, steps = steps || $4,
                finished_at = $5
            WHERE id = $1 AND phase = 'claimed' AND trial = TRUE";
        NEXT_LOST = "SELECT id FROM attempts WHERE phase = 'sent' AND expires_at <= $1 LIMIT 1";
        NEXT_OVERDUE = "SELECT id FROM attempts
            WHERE phase = 'claimed' AND claim_deadline <= $1 LIMIT 1";
        COUNT_OPEN = "SELECT COUNT(*) FROM attempts WHERE phase = 'sent' AND expires_at > $1";
        LOSE = "UPDATE attempts SET phase = 'finished', outcome = 'lost', finished_at = $1
            WHERE phase = 'sent' AND id IN (
                SELECT id FROM attempts WHERE phase = 'sent' AND expires_at <= $1
                ORDER BY expires_at LIMIT $2)
            RETURNING trial, outcome";
        ABANDON = "UPDATE attempts
            SET phase = 'finished', finished_at = $1,
                outcome = CASE WHEN EXISTS (SELECT 1 FROM pending_identities p
                    WHERE p.attempt_id = attempts.id) THEN 'refused' ELSE 'failed' END,
                failure = CASE WHEN EXISTS (SELECT 1 FROM pending_identities p
                    WHERE p.attempt_id = attempts.id) THEN $4 ELSE $2 END
            WHERE phase = 'claimed' AND id IN (
                SELECT id FROM attempts WHERE phase = 'claimed' AND claim_deadline <= $1
                ORDER BY claim_deadline LIMIT $3)
            RETURNING trial, outcome";
    }
}
