//! Logos and other pictures of the sign-in pages.

use connector_kit::Timestamp;

use crate::{Store, StoreError};

/// How large a picture may be, in bytes; the table holds no larger one.
pub const MAX_IMAGE_BYTES: usize = 512 * 1024;

/// How long a picture stays that no setting names: whoever has sent it may still be at the form.
const UNUSED: std::time::Duration = std::time::Duration::from_hours(24);

/// A picture that we serve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What its content is, such as `image/png`.
    pub content_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Store {
    /// Keeps a picture and says its name: a hash of its bytes.
    ///
    /// # Errors
    /// Fails when the picture is empty or larger than [`MAX_IMAGE_BYTES`], or the database fails.
    pub async fn put_image(
        &self,
        content_type: &str,
        bytes: &[u8],
        now: Timestamp,
    ) -> Result<String, StoreError> {
        let hash = keys::base64url(&keys::sha256(bytes)[..12]);
        transaction!(self, |tx| {
            run!(tx, sql::PUT, &*hash, content_type, now.0, bytes)
        })?;
        Ok(hash)
    }

    /// A picture by its name.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn image(&self, hash: &str) -> Result<Option<Image>, StoreError> {
        let mut read = self.database().read().await?;
        let row = first!((String, Vec<u8>), read, sql::GET, hash)?;
        Ok(row.map(|(content_type, bytes)| Image {
            content_type,
            bytes,
        }))
    }

    /// Removes pictures that are a day old and none of `used`; says how many those were.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn delete_unused_images(
        &self,
        used: [Option<&str>; 3],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        let [one, two, three] = used.map(Option::unwrap_or_default);
        let before = now.minus(UNUSED);
        transaction!(self, |tx| {
            run!(tx, sql::DELETE_UNUSED, before.0, one, two, three)
        })
    }
}

pub(crate) mod sql {
    statements! {
        PUT = "INSERT INTO images (hash, content_type, created_at, bytes) VALUES ($1, $2, $3, $4)
            ON CONFLICT (hash) DO UPDATE SET created_at = excluded.created_at";
        GET = "SELECT content_type, bytes FROM images WHERE hash = $1";
        DELETE_UNUSED = "DELETE FROM images
            WHERE created_at < $1 AND hash NOT IN ($2, $3, $4)";
    }
}
