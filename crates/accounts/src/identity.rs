//! What a vendor knows a person by.

use connector_kit::{IdentityKeys, SocialUserInfo, Timestamp};
use serde_json::Value;
use uuid::Uuid;

/// A person's account at a vendor, linked to a user here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Its id.
    pub id: Uuid,
    /// The user it signs in.
    pub user_id: Uuid,
    /// Every key that was ever seen for it.
    pub keys: IdentityKeys,
    /// The profile as the vendor last gave it.
    pub profile: Profile,
    /// When it was linked.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub last_used_at: Timestamp,
    /// The connector that it was last used through, as far as it was noted.
    pub connector_id: Option<String>,
}

/// A profile as a vendor gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The name, uncleaned.
    pub name: Option<String>,
    /// The address of a picture at the vendor.
    pub avatar: Option<String>,
    /// The whole answer; `Null` when the vendor told no profile.
    pub raw: Value,
}

impl Profile {
    /// Whether the vendor told a profile at all. One that did not takes nothing away
    /// from what is known.
    pub fn is_told(&self) -> bool {
        !self.raw.is_null()
    }
}

/// Whether one of the keys is known to several apps of a vendor, as a union id is.
///
/// Without one, the same person is somebody else in every app.
pub fn have_union_id(keys: &IdentityKeys) -> bool {
    let mut keys = keys.as_slice().iter();
    keys.any(|key| key.realm.starts_with("union:"))
}

impl From<&SocialUserInfo> for Profile {
    fn from(info: &SocialUserInfo) -> Self {
        Self {
            name: info.name.clone(),
            avatar: info.avatar.clone(),
            raw: info.raw.clone(),
        }
    }
}
