//! Answers to questions about WeChat that no source settles (`wechat-platform.md` 13); each can be answered otherwise.

use serde::{Deserialize, Serialize};

use crate::platform::authorize::Refusing;

/// How the simulator behaves where the real behaviour is disputed or unknown, in the shape of `[simulator.switches]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    /// The content type of `/sns/*`; WeChat's is not reliable, and its body is UTF-8 whatever it says.
    pub content_type: String,
    /// What an expired code answers: 40029, as reported, or 42003, as listed.
    pub expired_code: i64,
    /// How long a code of a website app or a mobile app can be exchanged.
    pub code_seconds: u64,
    /// How long a code of a service account or a mini program can be exchanged.
    pub service_account_code_seconds: u64,
    /// How long a QR code can be scanned.
    pub qr_seconds: u64,
    /// How long a refresh token works.
    pub refresh_days: u64,
    /// Whether a refresh gives a new refresh token.
    pub refresh_renews_token: bool,
    /// Whether a code is spent by an exchange with a wrong secret.
    pub wrong_secret_spends_code: bool,
    /// How long a change of domains takes until it is in force; WeChat admits about ten minutes for other settings.
    pub domain_delay_seconds: u64,
    /// Whether callbacks on any port pass.
    pub any_port: bool,
    /// What a refusal on the phone sends to the application: `none`, `authdeny` or `state`.
    pub refusal: String,
    /// Whether the profile of a snapshot answers 48001, as was seen for a while.
    pub snapshot_profile_refused: bool,
    /// How often a minute each call of `/sns/*` may be made; the next ones answer 45011.
    pub calls_per_minute: u32,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            content_type: "text/plain".to_owned(),
            expired_code: 40029,
            code_seconds: 600,
            service_account_code_seconds: 300,
            qr_seconds: 300,
            refresh_days: 30,
            refresh_renews_token: false,
            wrong_secret_spends_code: false,
            domain_delay_seconds: 0,
            any_port: false,
            refusal: Refusing::Silent.word().to_owned(),
            snapshot_profile_refused: false,
            calls_per_minute: 50_000,
        }
    }
}

/// The longest that anything may live: a year.
const LONGEST: u64 = 365 * 86_400;

impl Switches {
    /// Checks the values.
    ///
    /// # Errors
    ///
    /// A sentence that names the field and says what it accepts.
    pub fn check(&self) -> Result<(), String> {
        let is_printable = self
            .content_type
            .bytes()
            .all(|byte| (b' '..=b'~').contains(&byte));
        if self.content_type.is_empty() || self.content_type.len() > 100 || !is_printable {
            return Err("content_type has 1 to 100 printable ASCII characters".to_owned());
        }
        if ![40029, 42003].contains(&self.expired_code) {
            return Err("expired_code is 40029 or 42003".to_owned());
        }
        for (name, value, most) in [
            ("code_seconds", self.code_seconds, LONGEST),
            (
                "service_account_code_seconds",
                self.service_account_code_seconds,
                LONGEST,
            ),
            ("qr_seconds", self.qr_seconds, LONGEST),
            ("refresh_days", self.refresh_days, 365),
            (
                "calls_per_minute",
                u64::from(self.calls_per_minute),
                1_000_000_000,
            ),
        ] {
            if !(1..=most).contains(&value) {
                return Err(format!("{name} is 1 to {most}"));
            }
        }
        if self.domain_delay_seconds > LONGEST {
            return Err(format!("domain_delay_seconds is 0 to {LONGEST}"));
        }
        if Refusing::named(&self.refusal).word() != self.refusal {
            return Err("refusal is none, authdeny or state".to_owned());
        }
        Ok(())
    }

    /// What a refusal on the phone sends to the application.
    pub(crate) fn refusing(&self) -> Refusing {
        Refusing::named(&self.refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_could_mean_is_refused() {
        assert_eq!(Switches::default().check(), Ok(()));
        for (text, field) in [
            (r#"{"content_type":""}"#, "content_type"),
            (r#"{"content_type":"a\nb"}"#, "content_type"),
            (r#"{"expired_code":40030}"#, "expired_code"),
            (r#"{"code_seconds":0}"#, "code_seconds"),
            (r#"{"qr_seconds":99999999999}"#, "qr_seconds"),
            (r#"{"refresh_days":366}"#, "refresh_days"),
            (r#"{"calls_per_minute":0}"#, "calls_per_minute"),
            (r#"{"refusal":"loudly"}"#, "refusal"),
            (
                r#"{"domain_delay_seconds":99999999999}"#,
                "domain_delay_seconds",
            ),
        ] {
            let switches: Switches = serde_json::from_str(text).unwrap();
            assert!(switches.check().unwrap_err().starts_with(field), "{text}");
        }
        assert!(serde_json::from_str::<Switches>(r#"{"unknown":1}"#).is_err());
    }
}
