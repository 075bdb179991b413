//! Copies of people's pictures.

use connector_kit::Timestamp;
use uuid::Uuid;

use crate::{Store, StoreError};

/// How large a picture may be, in bytes; the tables hold no larger one.
pub const MAX_AVATAR_BYTES: usize = 512 * 1024;

/// A picture that was copied from somewhere.
#[derive(Clone, Copy, Debug)]
pub struct NewAvatar<'a> {
    /// The address that it was copied from, as the user's picture has it.
    pub source: &'a str,
    /// A short hash of the bytes.
    pub hash: &'a str,
    /// What its content is, such as `image/jpeg`.
    pub content_type: &'a str,
    /// The picture, at most [`MAX_AVATAR_BYTES`].
    pub bytes: &'a [u8],
}

/// A picture that we serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avatar {
    /// The address that it was copied from.
    pub source: String,
    /// A short hash of the bytes.
    pub hash: String,
    /// What its content is.
    pub content_type: String,
    /// When it was copied.
    pub fetched_at: Timestamp,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Keeps a picture of a user, in place of a former one; says whether the account is
    /// there and still shows this picture.
    ///
    /// The picture may have changed while it was copied. What the person has removed
    /// meanwhile does not come back.
    ///
    /// # Errors
    /// Fails when the picture is empty or too large, or the database fails.
    pub async fn put_avatar(
        &self,
        user: Uuid,
        avatar: &NewAvatar<'_>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let kept = run!(
                tx,
                sql::PUT,
                user,
                avatar.source,
                avatar.hash,
                avatar.content_type,
                now.0,
                avatar.bytes,
            )?;
            Ok(kept > 0)
        })
    }

    /// The picture of a user.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn avatar(&self, user: Uuid) -> Result<Option<Avatar>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!(Row, read, sql::GET, user)?;
        Ok(row.map(|row| Avatar {
            source: row.source,
            hash: row.hash,
            content_type: row.content_type,
            fetched_at: Timestamp(row.fetched_at),
            bytes: row.bytes,
        }))
    }
}

row!(Row {
    source: String,
    hash: String,
    content_type: String,
    fetched_at: i64,
    bytes: Vec<u8>,
});

pub(crate) mod sql {
    statements! {
        PUT = "INSERT INTO avatars (user_id, source, hash, content_type, fetched_at, bytes)
            SELECT id, $2, $3, $4, $5, $6 FROM users WHERE id = $1 AND picture = $2
            ON CONFLICT (user_id) DO UPDATE
            SET source = excluded.source, hash = excluded.hash,
                content_type = excluded.content_type, fetched_at = excluded.fetched_at,
                bytes = excluded.bytes";
        GET = "SELECT source, hash, content_type, fetched_at, bytes
            FROM avatars WHERE user_id = $1";
    }
}
