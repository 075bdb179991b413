//! The account here.

use connector_kit::Timestamp;
use uuid::Uuid;

use crate::{Profile, clean_name};

/// An account. It may have no e-mail address, no phone number and no user name:
/// somebody who came through WeChat brings none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Its id, the `sub` of tokens.
    pub id: Uuid,
    /// The name to show, cleaned.
    pub name: Option<String>,
    /// Whether the person chose the name here, also by removing it.
    pub name_edited: bool,
    /// The address of a picture, as the vendor or the person gave it.
    pub picture: Option<String>,
    /// Whether the person chose the picture here, also by removing it.
    pub picture_edited: bool,
    /// The copy of a picture that we serve ourselves.
    pub avatar: Option<AvatarRef>,
    /// A unique name that the person chose.
    pub username: Option<String>,
    /// A proven e-mail address.
    pub email: Option<String>,
    /// A proven phone number.
    pub phone: Option<String>,
    /// Whether an administrator has shut the account; nobody signs in to it then.
    pub suspended: bool,
    /// The application that the person signed in to first.
    pub application_id: Option<String>,
    /// When the person last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its profile was last changed.
    pub updated_at: Timestamp,
}

/// A copy of a picture, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvatarRef {
    /// The address that it was copied from. When it is no longer the user's picture,
    /// the vendor has a new one, and it is time for a new copy.
    pub source: String,
    /// A short hash of the bytes, for an address that may be kept for ever.
    pub hash: String,
}

impl User {
    /// A new account for somebody who came through a vendor.
    ///
    /// A vendor's e-mail address or phone number is not taken over: an address here
    /// belongs to whoever proved it here.
    pub fn from_profile(id: Uuid, profile: &Profile, now: Timestamp) -> Self {
        Self {
            id,
            name: profile.name.as_deref().and_then(clean_name),
            name_edited: false,
            picture: profile.avatar.clone(),
            picture_edited: false,
            avatar: None,
            username: None,
            email: None,
            phone: None,
            suspended: false,
            application_id: None,
            last_sign_in_at: None,
            created_at: now,
            updated_at: now,
        }
    }

    /// Takes over from a vendor's profile at a later sign-in; says whether anything
    /// has changed.
    ///
    /// What is still empty is filled. With `sync` the name and the picture also follow
    /// the vendor's. What the person chose here stays in either case, and nothing is
    /// replaced by nothing.
    pub fn take_over(&mut self, profile: &Profile, sync: bool, now: Timestamp) -> bool {
        let name = profile.name.as_deref().and_then(clean_name);
        let picture = profile.avatar.clone();
        let name = follow(&mut self.name, name, self.name_edited, sync);
        let picture = follow(&mut self.picture, picture, self.picture_edited, sync);
        if name || picture {
            self.updated_at = now;
        }
        name || picture
    }
}

/// Replaces one field by what the vendor says, where that is allowed.
fn follow(field: &mut Option<String>, told: Option<String>, edited: bool, sync: bool) -> bool {
    let may = !edited && (sync || field.is_none());
    let changes = may && told.is_some() && *field != told;
    if changes {
        *field = told;
    }
    changes
}

#[cfg(test)]
mod tests;
