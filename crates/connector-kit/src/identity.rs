//! The keys by which a vendor knows a person.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One name by which a vendor knows a person.
///
/// `realm` says within what the value is unique: WeChat's union ids are unique in
/// an Open Platform account (`union:acme`), its open ids in an app (`app:wx…`).
/// The same value in two realms means two different things.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct IdentityKey {
    /// The vendor, such as `wechat`.
    pub target: String,
    /// Within what the value is unique.
    pub realm: String,
    /// The vendor's name for the person; not a secret, and no proof of anything.
    pub value: String,
}

/// Shows target and realm, and only the beginning of the value: keys of people do
/// not belong in logs.
impl fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head: String = self.value.chars().take(4).collect();
        write!(f, "{}/{}/{head}…", self.target, self.realm)
    }
}

/// All keys of one person at one vendor: never empty, each once, strongest first.
///
/// The order matters in one case only: when keys turn out to belong to different
/// accounts, the strongest one decides who signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<IdentityKey>", into = "Vec<IdentityKey>")]
pub struct IdentityKeys(Vec<IdentityKey>);

/// No key at all, or one with an empty part. A missing id must never become the
/// text "null" that all strangers share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a person needs at least one key, and no part of a key may be empty")]
pub struct EmptyIdentity;

impl IdentityKeys {
    /// Collects keys, strongest first; repeated ones are dropped.
    ///
    /// # Errors
    /// Fails without keys, and when any part of a key is empty.
    pub fn new(keys: impl IntoIterator<Item = IdentityKey>) -> Result<Self, EmptyIdentity> {
        let mut unique: Vec<IdentityKey> = Vec::new();
        for key in keys {
            if key.target.is_empty() || key.realm.is_empty() || key.value.is_empty() {
                return Err(EmptyIdentity);
            }
            if !unique.contains(&key) {
                unique.push(key);
            }
        }
        if unique.is_empty() {
            return Err(EmptyIdentity);
        }
        Ok(Self(unique))
    }

    /// The keys, strongest first.
    pub fn as_slice(&self) -> &[IdentityKey] {
        &self.0
    }

    /// The key that decides when keys disagree.
    pub fn strongest(&self) -> &IdentityKey {
        &self.0[0]
    }

    /// The vendor.
    pub fn target(&self) -> &str {
        &self.strongest().target
    }
}

impl TryFrom<Vec<IdentityKey>> for IdentityKeys {
    type Error = EmptyIdentity;

    fn try_from(keys: Vec<IdentityKey>) -> Result<Self, EmptyIdentity> {
        Self::new(keys)
    }
}

impl From<IdentityKeys> for Vec<IdentityKey> {
    fn from(keys: IdentityKeys) -> Self {
        keys.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(realm: &str, value: &str) -> IdentityKey {
        IdentityKey {
            target: "wechat".into(),
            realm: realm.into(),
            value: value.into(),
        }
    }

    #[test]
    fn nothing_and_empty_parts_are_refused() {
        assert_eq!(IdentityKeys::new([]), Err(EmptyIdentity));
        assert_eq!(IdentityKeys::new([key("app:wx1", "")]), Err(EmptyIdentity));
        assert_eq!(IdentityKeys::new([key("", "o1")]), Err(EmptyIdentity));
        assert!(serde_json::from_str::<IdentityKeys>("[]").is_err());
    }

    #[test]
    fn repeated_keys_count_once_and_order_stays() {
        let keys = IdentityKeys::new([
            key("union:acme", "u"),
            key("app:wx1", "o"),
            key("union:acme", "u"),
        ])
        .unwrap();
        assert_eq!(
            keys.as_slice(),
            [key("union:acme", "u"), key("app:wx1", "o")]
        );
        assert_eq!(keys.strongest(), &key("union:acme", "u"));
        assert_eq!(keys.target(), "wechat");
    }

    #[test]
    fn debug_output_hides_most_of_a_value() {
        let shown = format!("{:?}", key("app:wx1", "oSECRETVALUE"));
        assert!(!shown.contains("SECRETVALUE"), "{shown}");
    }

    proptest! {
        #[test]
        fn collected_keys_are_each_there_once_and_survive_serialization(
            parts in proptest::collection::vec(("[a-b]{0,1}", "[a-b]{0,2}"), 0..8),
        ) {
            let given: Vec<_> = parts.iter().map(|(realm, value)| key(realm, value)).collect();
            match IdentityKeys::new(given.clone()) {
                Err(EmptyIdentity) => {
                    prop_assert!(given.is_empty() || parts.iter().any(|(r, v)| r.is_empty() || v.is_empty()));
                }
                Ok(keys) => {
                    prop_assert!(given.iter().all(|key| keys.as_slice().contains(key)));
                    let unique: std::collections::HashSet<_> = keys.as_slice().iter().collect();
                    prop_assert_eq!(unique.len(), keys.as_slice().len());
                    prop_assert_eq!(keys.strongest(), &given[0]);
                    let text = serde_json::to_string(&keys).unwrap();
                    prop_assert_eq!(serde_json::from_str::<IdentityKeys>(&text).unwrap(), keys);
                }
            }
        }
    }
}
