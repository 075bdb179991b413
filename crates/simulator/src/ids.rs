//! Open ids and union ids: stable functions, so that a restart or a reset changes nobody.

use sha2::{Digest, Sha256};

/// What every id begins with, so that a connector that talks to the real WeChat can refuse them.
const MARK: &str = "oSIMULATED-";

/// The open id: what one app knows a person by (`wechat-platform.md` 7).
pub(crate) fn open_id(app_id: &str, person: &str) -> String {
    marked("openid", app_id, person)
}

/// The union id: what all apps of one Open Platform account know a person by.
pub(crate) fn union_id(open_platform: &str, person: &str) -> String {
    marked("unionid", open_platform, person)
}

/// 28 characters like WeChat's, 17 of them from a hash of kind, owner and person.
///
/// The lengths go into the hash too, so that no two pairs of names run together into one.
fn marked(kind: &str, owner: &str, person: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digest = Sha256::digest(format!(
        "{kind}:{}:{owner}:{}:{person}",
        owner.len(),
        person.len()
    ));
    let own = digest
        .iter()
        .take(28 - MARK.len())
        .map(|byte| char::from(ALPHABET[usize::from(byte & 63)]));
    MARK.chars().chain(own).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_marked_stable_and_as_long_as_wechats() {
        let id = open_id("wx5f3a0c1e9b7d2d68", "xiaoming");
        assert_eq!(id, open_id("wx5f3a0c1e9b7d2d68", "xiaoming"));
        assert_eq!(id.len(), 28);
        assert!(id.starts_with("oSIMULATED-"));
        assert!(union_id("acme", "xiaoming").starts_with("oSIMULATED-"));
    }

    #[test]
    fn ids_differ_by_owner_person_and_kind() {
        let all = [
            open_id("a", "b"),
            open_id("a", "c"),
            open_id("d", "b"),
            open_id("ab", ""),
            open_id("", "ab"),
            union_id("a", "b"),
        ];
        for (index, one) in all.iter().enumerate() {
            assert!(!all[index + 1..].contains(one));
        }
    }
}
