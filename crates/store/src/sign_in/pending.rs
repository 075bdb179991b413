//! Somebody whom a vendor has told about, and who has to say where that belongs.
//!
//! Their attempt stays claimed meanwhile. What the vendor told is sealed, and the seal is
//! bound to the attempt; the attempt is bound to a browser and an interaction.

use connector_kit::{Entropy, ProviderTokens, SocialUserInfo, Step, Timestamp};
use keys::Purpose;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::columns::{json, lines};
use crate::database::Tx;
use crate::{Store, StoreError};

/// A question that a person is about to be asked.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Until when it may be answered.
    pub until: Timestamp,
    /// Where the randomness of the seal comes from.
    pub entropy: &'a dyn Entropy,
}

/// Somebody who is about to be asked.
pub(super) struct Holding<'a> {
    pub(super) info: &'a SocialUserInfo,
    pub(super) keep_tokens: bool,
    pub(super) question: Question<'a>,
    /// Whose account it is about, where that is known. The memory goes with the account.
    pub(super) user: Option<Uuid>,
    pub(super) steps: &'a [Step],
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Held<P> {
    person: P,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tokens: Option<String>,
}

impl Store {
    /// Who waits at an attempt, as the vendor told, with tokens if they are to be kept.
    /// Nobody once the attempt has ended or the time is over.
    ///
    /// # Errors
    /// Fails when the database does, or the seal does not open.
    pub async fn pending_identity(
        &self,
        attempt: Uuid,
        now: Timestamp,
    ) -> Result<Option<SocialUserInfo>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Vec<u8>,), read, sql::GET, attempt, now.0)?;
        row.map(|(sealed,)| self.open_held(attempt, &sealed))
            .transpose()
    }

    /// The oldest attempt of an interaction at which somebody waits.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn pending_attempt_of(
        &self,
        interaction: &str,
        now: Timestamp,
    ) -> Result<Option<Uuid>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Uuid,), read, sql::OF_INTERACTION, interaction, now.0)?;
        Ok(row.map(|(id,)| id))
    }

    /// Lets an attempt wait for the person; says whether it is still the caller's.
    pub(super) async fn hold(
        &self,
        tx: &mut Tx,
        attempt: Uuid,
        holding: &Holding<'_>,
    ) -> Result<bool, StoreError> {
        let Holding { info, question, .. } = holding;
        let (until, steps) = (question.until.0, lines(holding.steps));
        if run!(tx, sql::WAIT, attempt, until, steps, holding.user)? == 0 {
            return Ok(false);
        }
        let tokens = info.tokens.as_ref().filter(|_| holding.keep_tokens);
        let held = Held {
            person: info,
            tokens: tokens.map(|tokens| tokens.to_secret().expose_secret().to_owned()),
        };
        let sealed = self.keyring().seal(
            Purpose::PendingIdentity,
            &place(attempt),
            json(&held).as_bytes(),
            question.entropy,
        );
        run!(tx, sql::PUT, attempt, &sealed[..], until)?;
        Ok(true)
    }

    fn open_held(&self, attempt: Uuid, sealed: &[u8]) -> Result<SocialUserInfo, StoreError> {
        let opened = self
            .keyring()
            .open(Purpose::PendingIdentity, &place(attempt), sealed)
            .ok();
        let held: Option<Held<SocialUserInfo>> =
            opened.and_then(|text| serde_json::from_slice(&text).ok());
        let Some(Held { person, tokens }) = held else {
            let column = "pending_identities.sealed";
            return Err(StoreError::Corrupt { column });
        };
        let tokens = tokens.and_then(|text| ProviderTokens::from_secret(&text).ok());
        Ok(SocialUserInfo { tokens, ..person })
    }
}

/// Nobody waits at an attempt that has ended.
pub(super) async fn settle(tx: &mut Tx, attempt: Uuid) -> Result<(), StoreError> {
    run!(tx, sql::SETTLE, attempt)?;
    Ok(())
}

/// The place that the seal is bound to.
fn place(attempt: Uuid) -> String {
    format!("pending_identities/{attempt}")
}

pub(crate) mod sql {
    statements! {
        WAIT = "UPDATE attempts SET claim_deadline = $2, steps = steps || $3,
                user_id = $4
            WHERE id = $1 AND phase = 'claimed' AND trial = FALSE";
        PUT = "INSERT INTO pending_identities (attempt_id, sealed, expires_at)
            VALUES ($1, $2, $3)";
        GET = "SELECT p.sealed FROM pending_identities p JOIN attempts a ON a.id = p.attempt_id
            WHERE p.attempt_id = $1 AND p.expires_at > $2 AND a.phase = 'claimed'";
        OF_INTERACTION = "SELECT a.id FROM attempts a
            JOIN pending_identities p ON p.attempt_id = a.id
            WHERE a.interaction = $1 AND a.phase = 'claimed' AND p.expires_at > $2
            ORDER BY a.created_at, a.id LIMIT 1";
        SETTLE = "DELETE FROM pending_identities WHERE attempt_id = $1";
    }
}
