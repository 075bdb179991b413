//! Forms that were sent when the session had ended, kept until their sender is back.

use connector_kit::{Entropy, Timestamp};
use keys::Purpose;

use crate::{Store, StoreError};

impl Store {
    /// Keeps a form. It is sealed, because it may hold a secret that somebody typed.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn keep_draft(
        &self,
        id: &str,
        form: &[u8],
        expires_at: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<(), StoreError> {
        let sealed = self
            .keyring()
            .seal(Purpose::Cookie, &place(id), form, entropy);
        transaction!(self, |tx| {
            run!(tx, sql::KEEP, id, &sealed[..], expires_at.0)?;
            Ok(())
        })
    }

    /// Reads a form that stays where it is.
    ///
    /// # Errors
    /// Fails when the database does, or the form cannot be read.
    pub async fn draft(&self, id: &str, now: Timestamp) -> Result<Option<Vec<u8>>, StoreError> {
        let mut read = self.database().read().await?;
        let sealed = first!((Vec<u8>,), read, sql::GET, id, now.0)?;
        sealed.map(|(sealed,)| self.opened(id, &sealed)).transpose()
    }

    /// Takes a form out: it is there once.
    ///
    /// # Errors
    /// Fails when the database does, or the form cannot be read.
    pub async fn take_draft(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let sealed = transaction!(self, |tx| {
            let row = first!((Vec<u8>,), tx, sql::GET, id, now.0)?;
            run!(tx, sql::TAKE, id)?;
            Ok(row)
        })?;
        sealed.map(|(sealed,)| self.opened(id, &sealed)).transpose()
    }

    fn opened(&self, id: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let column = "drafts.sealed";
        let form = self.keyring().open(Purpose::Cookie, &place(id), sealed);
        form.map_err(|_| StoreError::Corrupt { column })
    }
}

fn place(id: &str) -> String {
    format!("drafts/{id}")
}

pub(crate) mod sql {
    statements! {
        KEEP = "INSERT INTO drafts (id, sealed, expires_at) VALUES ($1, $2, $3)";
        GET = "SELECT sealed FROM drafts WHERE id = $1 AND expires_at > $2";
        TAKE = "DELETE FROM drafts WHERE id = $1";
    }
}
