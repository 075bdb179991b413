//! Which user a set of identity keys belongs to.

use connector_kit::{IdentityKey, IdentityKeys};
use uuid::Uuid;

/// A key that is already known, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOwner {
    /// The known key.
    pub key: IdentityKey,
    /// The identity that holds it.
    pub identity_id: Uuid,
    /// The user that the identity signs in.
    pub user_id: Uuid,
}

/// What the known keys say about a person who has just come in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// No key is known.
    New,
    /// The keys that are known all belong to one identity.
    Known {
        /// The identity.
        identity_id: Uuid,
        /// Its user.
        user_id: Uuid,
        /// Keys to add to the identity, because a vendor tells more over time.
        missing: Vec<IdentityKey>,
    },
    /// Known keys belong to different identities. The strongest one decides who
    /// signs in; nothing is added, moved or merged, and an administrator has to look.
    Conflict {
        /// The identity of the strongest known key.
        identity_id: Uuid,
        /// Its user.
        user_id: Uuid,
        /// The keys that belong to somebody else, with their owners.
        others: Vec<KeyOwner>,
    },
}

/// Finds the user of a set of keys, given the owners of those that are known.
///
/// `owners` may be in any order; owners of keys outside `keys` are ignored.
pub fn resolve(keys: &IdentityKeys, owners: &[KeyOwner]) -> Resolution {
    let owner_of = |key: &IdentityKey| owners.iter().find(|owner| owner.key == *key);
    let Some(strongest) = keys.as_slice().iter().find_map(owner_of) else {
        return Resolution::New;
    };
    let others: Vec<KeyOwner> = keys
        .as_slice()
        .iter()
        .filter_map(owner_of)
        .filter(|owner| owner.identity_id != strongest.identity_id)
        .cloned()
        .collect();
    let (identity_id, user_id) = (strongest.identity_id, strongest.user_id);
    if others.is_empty() {
        let missing = keys.as_slice().iter().filter(|key| owner_of(key).is_none());
        Resolution::Known {
            identity_id,
            user_id,
            missing: missing.cloned().collect(),
        }
    } else {
        Resolution::Conflict {
            identity_id,
            user_id,
            others,
        }
    }
}

#[cfg(test)]
mod tests;
