//! One call to WeChat's API: limits, repetition, and whose fault a failure is.

use std::time::Duration;

use connector_kit::{ConnectorError, Context, Limits, Timestamp, TransportError};
use serde_json::{Map, Value};
use tokio::time::Instant;
use url::Url;

use super::answer::{self, Answer};
use super::app::Kind;
use super::redact::Redactor;
use super::{error, hosts};

/// How long all calls of one sign-in may take together. The server gives a callback
/// 15 seconds; what is left over is for storing the result.
const PATIENCE: Duration = Duration::from_secs(13);

/// How much of the patience must be left to call once more.
const ENOUGH: Duration = Duration::from_secs(1);

/// How long to wait before asking a system again that said it is overloaded.
const PAUSE: Duration = Duration::from_millis(300);

/// The calls of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// The code becomes a token.
    CodeExchange,
    /// The token becomes a profile.
    Profile,
    /// A kept token becomes a fresh one.
    Refresh,
}

impl Call {
    fn path(self) -> &'static str {
        match self {
            Self::CodeExchange => "/sns/oauth2/access_token",
            Self::Profile => "/sns/userinfo",
            Self::Refresh => "/sns/oauth2/refresh_token",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::CodeExchange => "code_exchange",
            Self::Profile => "profile",
            Self::Refresh => "token_refresh",
        }
    }

    /// Whether it may be made a second time after such a failure.
    ///
    /// A code works once, and an exchange whose answer got lost may have used it;
    /// only -1 says that nothing has happened.
    fn may_repeat(self, cause: Cause) -> bool {
        match cause {
            Cause::Busy => true,
            Cause::Lost => self != Self::CodeExchange,
            Cause::Final => false,
        }
    }
}

/// What a failure says about a second try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    /// WeChat said -1: overloaded.
    Busy,
    /// There was no answer of WeChat's.
    Lost,
    /// A second try would end alike.
    Final,
}

struct Failure {
    cause: Cause,
    error: ConnectorError,
}

/// An answer that is no refusal.
pub(super) struct Reply {
    /// The JSON object.
    pub(super) fields: Map<String, Value>,
    /// Where it came from, for quoting it.
    text: String,
}

/// Makes the calls of one sign-in.
pub(super) struct Calls<'a> {
    api: &'a Url,
    kind: Kind,
    context: Context<'a>,
    redactor: Redactor,
    deadline: Instant,
}

impl<'a> Calls<'a> {
    pub(super) fn new(api: &'a Url, kind: Kind, context: Context<'a>) -> Self {
        Self {
            api,
            kind,
            context,
            redactor: Redactor::default(),
            deadline: Instant::now() + PATIENCE,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.context.clock.now()
    }

    /// Remembers something that no error may repeat.
    pub(super) fn keep_secret(&mut self, secret: &str) {
        self.redactor.learn(secret);
    }

    /// Makes a call, and where that is safe a second one.
    pub(super) async fn get(
        &self,
        call: Call,
        query: &[(&str, &str)],
    ) -> Result<Reply, ConnectorError> {
        let failure = match self.once(call, query).await {
            Ok(reply) => return Ok(reply),
            Err(failure) => failure,
        };
        let left = self.deadline.saturating_duration_since(Instant::now());
        if !call.may_repeat(failure.cause) || left < ENOUGH {
            return Err(failure.error);
        }
        let name = format!("{}_repeated", call.name());
        self.context.step(&name, Some(failure.error.to_string()));
        tokio::time::sleep(PAUSE).await;
        self.once(call, query).await.map_err(|second| second.error)
    }

    async fn once(&self, call: Call, query: &[(&str, &str)]) -> Result<Reply, Failure> {
        let mut url = self.api.clone();
        url.set_path(call.path());
        url.query_pairs_mut().extend_pairs(query);
        let begin = Instant::now();
        let mut limits = Limits::default();
        limits.total = limits
            .total
            .min(self.deadline.saturating_duration_since(begin));
        let response = match self.context.http.get(&url, limits).await {
            Ok(response) => response,
            Err(error) => return Err(self.unanswered(call, &error, begin.elapsed())),
        };
        let text = answer::text(&response.body);
        match (answer::parse(&text), response.status) {
            (Ok(Answer::Refused { code, message }), _) => {
                let cause = if code == -1 {
                    Cause::Busy
                } else {
                    Cause::Final
                };
                let error = error::refused(call, self.kind, code, &self.redactor.quote(&message));
                Err(Failure { cause, error })
            }
            (Ok(Answer::Fields(fields)), 200) => Ok(Reply { fields, text }),
            (Err(problem), 200) => Err(Failure {
                cause: Cause::Final,
                error: self.misbehaved(problem, &text),
            }),
            (_, status) => Err(Failure {
                cause: if status >= 500 {
                    Cause::Lost
                } else {
                    Cause::Final
                },
                error: self.misbehaved(&format!("HTTP status {status}"), &text),
            }),
        }
    }

    fn unanswered(&self, call: Call, error: &TransportError, waited: Duration) -> Failure {
        let problem = error.to_string();
        if matches!(error, TransportError::TooLarge(_)) {
            let error = self.misbehaved(&problem, "");
            let cause = Cause::Final;
            return Failure { cause, error };
        }
        let cause = match error {
            TransportError::Forbidden(_) => Cause::Final,
            _ => Cause::Lost,
        };
        let error = ConnectorError::Unreachable {
            host: hosts::name(self.api),
            step: call.name().to_owned(),
            problem: self.redactor.quote(&problem),
            waited,
        };
        Failure { cause, error }
    }

    /// The error for a reply that is no refusal and yet of no use.
    pub(super) fn senseless(&self, problem: &str, reply: &Reply) -> ConnectorError {
        self.misbehaved(problem, &reply.text)
    }

    fn misbehaved(&self, problem: &str, text: &str) -> ConnectorError {
        ConnectorError::ProviderMisbehaved {
            host: hosts::name(self.api),
            problem: problem.to_owned(),
            excerpt: (!text.is_empty()).then(|| self.redactor.quote(text)),
        }
    }
}

#[cfg(test)]
mod tests;
