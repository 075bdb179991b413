//! Authorization requests that are too long for a cookie.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

impl Store {
    /// Keeps a request, which the caller has sealed, under an id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the id is taken.
    pub async fn put_long_request(
        &self,
        id: &str,
        sealed: &[u8],
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        transaction!(self, |tx| {
            run!(tx, sql::PUT, id, sealed, expires_at.0)?;
            Ok(())
        })
    }

    /// The sealed request of an id, unless it has expired.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn long_request(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((Vec<u8>,), read, sql::GET, id, now.0)?;
        Ok(row.map(|(sealed,)| sealed))
    }
}

pub(crate) mod sql {
    statements! {
        PUT = "INSERT INTO long_requests (id, sealed, expires_at) VALUES ($1, $2, $3)";
        GET = "SELECT sealed FROM long_requests WHERE id = $1 AND expires_at > $2";
    }
}
