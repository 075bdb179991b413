//! The account here.

use connector_kit::Timestamp;
use uuid::Uuid;

use crate::Profile;

/// An account. It may have no e-mail address, no phone number and no user name:
/// somebody who came through WeChat brings none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its id, the `sub` of tokens.
    pub id: Uuid,
    /// The name to show, as the vendor or the person wrote it.
    pub name: Option<String>,
    /// The address of a picture.
    pub picture: Option<String>,
    /// A unique name that the person chose.
    pub username: Option<String>,
    /// A proven e-mail address.
    pub email: Option<String>,
    /// A proven phone number.
    pub phone: Option<String>,
    /// Whether an administrator has shut the account; nobody signs in to it then.
    pub suspended: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its profile was last changed.
    pub updated_at: Timestamp,
}

impl User {
    /// A new account for somebody who came through a vendor.
    ///
    /// A vendor's e-mail address or phone number is not taken over: an address here
    /// belongs to whoever proved it here.
    pub fn from_profile(id: Uuid, profile: &Profile, now: Timestamp) -> Self {
        Self {
            id,
            name: profile.name.clone(),
            picture: profile.avatar.clone(),
            username: None,
            email: None,
            phone: None,
            suspended: false,
            created_at: now,
            updated_at: now,
        }
    }
}
