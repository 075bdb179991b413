//! Open Platform accounts, and how what they submit is decided.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An Open Platform account, in the shape of `[[simulator.accounts]]`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// What apps call it in `open_platform`.
    pub id: String,
    /// Signs in with it; one account each.
    pub email: String,
    /// In files as it is typed, or its digest; kept as a digest.
    pub password: String,
    /// Whether the link of the activation mail was followed.
    #[serde(default = "yes")]
    pub active: bool,
    /// What kind of body it is registered for.
    #[serde(default)]
    pub subject: Subject,
    /// The name of that body; empty: its data are not entered yet.
    #[serde(default)]
    pub subject_name: String,
    /// Who answers for it.
    #[serde(default)]
    pub administrator: String,
    /// Whether the developer qualification 开发者资质认证 is paid and valid.
    #[serde(default)]
    pub qualified: bool,
}

impl Account {
    /// Checks what sign-in and screens rely on.
    ///
    /// # Errors
    ///
    /// A sentence that names the field and says what it accepts.
    pub fn check(&self) -> Result<(), String> {
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
        if self.id.is_empty() || self.id.len() > 32 || !self.id.bytes().all(plain) {
            return Err("id has 1 to 32 characters of a-z, 0-9, _ and -".to_owned());
        }
        if !is_email(&self.email) {
            return Err("email is an address such as dev@acme.example".to_owned());
        }
        if self.password.is_empty() {
            return Err("password is not empty".to_owned());
        }
        if self.qualified && self.subject == Subject::Individual {
            return Err("qualified is for organisations, not for an individual".to_owned());
        }
        Ok(())
    }

    /// With a digest in place of a password that can be read.
    pub(crate) fn sealed(mut self) -> Self {
        if !self.password.starts_with(DIGEST) {
            self.password = digest(&self.id, &self.password);
        }
        self
    }

    /// Whether this is its password.
    pub(crate) fn opens_with(&self, password: &str) -> bool {
        digest(&self.id, password) == self.password
    }

    /// Whether its data are entered, so that apps can be made.
    pub(crate) fn is_registered(&self) -> bool {
        !self.subject_name.is_empty()
    }
}

impl fmt::Debug for Account {
    /// Leaves the password out.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Account")
            .field("id", &self.id)
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

const DIGEST: &str = "sha256:";

/// The account's id goes into the digest, so that equal passwords look different.
fn digest(id: &str, password: &str) -> String {
    let bytes = Sha256::digest(format!("{}:{id}:{password}", id.len()));
    let hex = crate::entropy::as_hex(&bytes);
    format!("{DIGEST}{hex}")
}

/// One `@` with something on both sides and a dot behind it; more is not asked here.
pub(crate) fn is_email(text: &str) -> bool {
    let is_plain = text.len() <= 254 && text.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain
        && text.split_once('@').is_some_and(|(local, domain)| {
            let labels: Vec<_> = domain.split('.').collect();
            !local.is_empty()
                && !domain.contains('@')
                && labels.len() > 1
                && labels.iter().all(|label| !label.is_empty())
        })
}

/// What an account can be registered for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 企业.
    #[default]
    Enterprise,
    /// 政府.
    Government,
    /// 其他组织.
    Organisation,
    /// 个人: cannot be qualified.
    Individual,
}

/// Who decides about what is submitted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewMode {
    /// Somebody at the review desk.
    Desk,
    /// The simulator, after a while.
    #[default]
    Automatic,
}

/// How what is submitted is decided, in the shape of `[simulator.review]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewPolicy {
    /// Who decides.
    pub mode: ReviewMode,
    /// How long the simulator takes, by its clock; 0 is at once.
    pub after_seconds: u64,
    /// How many of a hundred the simulator rejects.
    pub rejection_percent: u8,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self {
            mode: ReviewMode::Automatic,
            after_seconds: 30,
            rejection_percent: 0,
        }
    }
}

impl ReviewPolicy {
    /// Checks the numbers.
    ///
    /// # Errors
    ///
    /// A sentence that names the field and says what it accepts.
    pub fn check(&self) -> Result<(), String> {
        if self.after_seconds > 604_800 {
            return Err("after_seconds is at most 604800, which is a week".to_owned());
        }
        if self.rejection_percent > 100 {
            return Err("rejection_percent is 0 to 100".to_owned());
        }
        Ok(())
    }
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed;

    #[test]
    fn passwords_are_kept_as_digests_and_never_printed() {
        let sealed = seed::accounts().remove(0).sealed();
        assert!(sealed.password.starts_with("sha256:"));
        assert!(sealed.opens_with(seed::ACCOUNT_PASSWORD));
        assert!(!sealed.opens_with("") && !sealed.opens_with(&sealed.password));
        assert_eq!(sealed.clone().sealed(), sealed);
        assert!(!format!("{:?}", seed::accounts()).contains(seed::ACCOUNT_PASSWORD));
    }

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["a@b.c", "dev+1@acme.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "", "a", "@b.c", "a@b", "a@b.", "a@@b.c", "a b@c.d", "a@b..c", "é@b.c",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
