//! Whose fault it is when a sign-in through a connector fails.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a vendor said when it refused, for administrators and for its support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderAnswer {
    /// The vendor's error code.
    pub code: i64,
    /// The vendor's text, without secrets, at most 500 characters.
    pub message: String,
    /// The vendor's id of the request (WeChat's `rid`), which its support asks for.
    pub request_id: Option<String>,
}

/// What a refusal means for the person, whatever the vendor calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The code is unknown, used or expired: sign in again.
    CodeInvalid,
    /// The token was not accepted where it should be: sign in again.
    TokenInvalid,
    /// The application lacks a permission: only the administrator can help.
    NotPermitted,
    /// The vendor restricts this person: only the vendor can help.
    AccountRestricted,
    /// Too many requests, or overload: wait.
    Busy,
    /// The vendor showed a visitor without an identity (WeChat's snapshot page).
    Preview,
    /// A code that says nothing to the person.
    Other,
}

/// Why a connector could not tell who the person is, and whose fault that is.
///
/// The text of each variant is for administrators; people read pages that are
/// chosen by the variant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConnectorError {
    /// The vendor's answer makes no sense.
    #[error("{host} answered something unexpected: {problem}")]
    ProviderMisbehaved {
        /// Who answered.
        host: String,
        /// What is wrong with the answer.
        problem: String,
        /// The beginning of the answer, secrets cut, at most 500 characters.
        excerpt: Option<String>,
    },
    /// The vendor refused with a code that we know.
    #[error("{remedy} ({})", describe(answer.as_ref()))]
    ProviderRefused {
        /// What it means.
        refusal: Refusal,
        /// What the administrator can do about it, if anything.
        remedy: String,
        /// What the vendor said; absent when it refused without words.
        answer: Option<ProviderAnswer>,
    },
    /// The person said no.
    #[error("the person refused on the phone")]
    PersonRefused,
    /// Our own configuration is wrong.
    #[error("{remedy} ({})", describe(answer.as_ref()))]
    Misconfigured {
        /// The key of the configuration that is to be mended, such as `clientSecret`.
        field: String,
        /// What to do.
        remedy: String,
        /// What the vendor said, when that is how it came out.
        answer: Option<ProviderAnswer>,
    },
    /// There was no answer.
    #[error("{host}: {problem} (waited {} ms at {step})", waited.as_millis())]
    Unreachable {
        /// Who did not answer.
        host: String,
        /// At which step, such as `code_exchange`.
        step: String,
        /// What went wrong with the connection.
        problem: String,
        /// How long we waited.
        waited: Duration,
    },
}

fn describe(answer: Option<&ProviderAnswer>) -> String {
    match answer {
        None => "no error code".to_owned(),
        Some(answer) => match &answer.request_id {
            None => format!("code {}: {}", answer.code, answer.message),
            Some(id) => format!("code {}: {}; rid {id}", answer.code, answer.message),
        },
    }
}

/// What is wrong with a configuration: which field, and what is accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{field}: {message}")]
pub struct ConfigError {
    /// The key of the field, such as `clientId`.
    pub field: String,
    /// What is accepted and what was found instead. Never holds a secret.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_remedy_code_and_request_id() {
        let answer = ProviderAnswer {
            code: 40125,
            message: "invalid appsecret".to_owned(),
            request_id: Some("61a969fa-3824f418-2a65b14e".to_owned()),
        };
        let error = ConnectorError::Misconfigured {
            field: "clientSecret".to_owned(),
            remedy: "Paste the secret again.".to_owned(),
            answer: Some(answer),
        };
        assert_eq!(
            error.to_string(),
            "Paste the secret again. (code 40125: invalid appsecret; rid 61a969fa-3824f418-2a65b14e)"
        );
    }

    #[test]
    fn attempts_keep_errors_and_read_them_again() {
        let errors = [
            ConnectorError::PersonRefused,
            ConnectorError::Unreachable {
                host: "api.example".to_owned(),
                step: "code_exchange".to_owned(),
                problem: "no answer".to_owned(),
                waited: Duration::from_millis(1500),
            },
            ConnectorError::ProviderRefused {
                refusal: Refusal::Preview,
                remedy: String::new(),
                answer: None,
            },
        ];
        for error in errors {
            let text = serde_json::to_string(&error).unwrap();
            assert_eq!(
                serde_json::from_str::<ConnectorError>(&text).unwrap(),
                error
            );
        }
    }
}
