//! Why a try to sign in ended as it did: from what is kept to words for administrators.

use accounts::{Failure, Outcome, SignUpRule};
use connector_kit::{ConnectorError, ProviderAnswer, Refusal};
use pages::console::activity::cause::{Cause, Fix, Kind};
use uuid::Uuid;

/// The cause, where there is something to say.
pub(super) fn of(
    outcome: Option<Outcome>,
    failure: Option<&Failure>,
    user: Option<Uuid>,
    connector: &str,
    vendor: &str,
) -> Option<Cause> {
    let (kind, place) = match failure {
        Some(failure) => of_failure(failure),
        None if outcome == Some(Outcome::Lost) => (Kind::NeverCameBack, Place::Connector),
        None if outcome == Some(Outcome::Refused) => (Kind::PersonRefused, Place::Nowhere),
        None => return None,
    };
    let connector = || connector.to_owned();
    Some(Cause {
        kind,
        vendor: vendor.to_owned(),
        fix: match place {
            Place::Nowhere => None,
            Place::Connector => Some(Fix::Connector(connector())),
            Place::Guide => Some(Fix::Guide(connector())),
            Place::SignInPage => Some(Fix::SignInPage),
            Place::User => user.map(|id| Fix::User(id.to_string())),
        },
    })
}

/// Where something is mended.
enum Place {
    Nowhere,
    Connector,
    Guide,
    SignInPage,
    User,
}

fn of_failure(failure: &Failure) -> (Kind, Place) {
    match failure {
        Failure::Connector(error) => of_connector(error),
        Failure::CameBackLate => (Kind::CameBackLate, Place::Nowhere),
        Failure::Abandoned => (Kind::Abandoned, Place::Nowhere),
        Failure::ConnectorOff => (Kind::ConnectorOff, Place::Connector),
        Failure::Suspended => (Kind::Suspended, Place::User),
        Failure::NoSignUp {
            rule: SignUpRule::SignInExperience,
        } => (Kind::NoSignUp, Place::SignInPage),
        Failure::NoSignUp {
            rule: SignUpRule::Connector,
        } => (Kind::NoSignUpHere, Place::Connector),
        Failure::UsedElsewhere => (Kind::UsedElsewhere, Place::User),
        Failure::SessionEnded => (Kind::SessionEnded, Place::Nowhere),
        Failure::Unanswered => (Kind::Unanswered, Place::Nowhere),
        Failure::Declined => (Kind::Declined, Place::Nowhere),
        Failure::Internal => (Kind::Internal, Place::Nowhere),
    }
}

fn of_connector(error: &ConnectorError) -> (Kind, Place) {
    match error {
        ConnectorError::PersonRefused => (Kind::PersonRefused, Place::Nowhere),
        ConnectorError::ProviderMisbehaved { host, .. } => {
            (Kind::Misbehaved(host.clone()), Place::Nowhere)
        }
        ConnectorError::Unreachable { host, waited, .. } => {
            let tenths = waited.as_millis().saturating_add(50) / 100;
            let seconds = format!("{}.{}", tenths / 10, tenths % 10);
            (Kind::Unreachable(host.clone(), seconds), Place::Nowhere)
        }
        ConnectorError::Misconfigured { field, answer, .. } => {
            (misconfigured(field, answer.as_ref()), Place::Connector)
        }
        ConnectorError::ProviderRefused {
            refusal, answer, ..
        } => match refusal {
            Refusal::CodeInvalid => (Kind::CodeInvalid, Place::Nowhere),
            Refusal::TokenInvalid => (Kind::TokenInvalid, Place::Nowhere),
            Refusal::NotPermitted => (Kind::NotPermitted, Place::Guide),
            Refusal::AccountRestricted => (Kind::AccountRestricted, Place::Nowhere),
            Refusal::Busy => (Kind::Busy, Place::Nowhere),
            Refusal::Preview => (Kind::Preview, Place::Nowhere),
            Refusal::Other => match answer {
                Some(answer) => (Kind::OtherCode(answer.code), Place::Nowhere),
                None => (Kind::OtherRefusal, Place::Nowhere),
            },
        },
        _ => (Kind::Unknown, Place::Nowhere),
    }
}

/// What is wrong with the configuration, by the field that is to be mended.
fn misconfigured(field: &str, answer: Option<&ProviderAnswer>) -> Kind {
    let code = answer.map(|answer| answer.code);
    // A connector with several apps names their fields `mobileClientSecret` and so on.
    let is = |name: &str| field.to_lowercase().ends_with(&name.to_lowercase());
    match code {
        Some(40243) => Kind::SecretFrozen(40243),
        Some(code) if is("clientSecret") => Kind::SecretRefused(code),
        Some(code) if is("clientId") => Kind::AppUnknown(code),
        Some(code) if field == "network" => Kind::AddressNotListed(code),
        _ if field == "endpoints" => Kind::SimulatorAnswered,
        _ if field == "requireUnionId" => Kind::NoUnionId,
        _ => Kind::Misconfigured(field.to_owned()),
    }
}

/// What the vendor said, where it said something.
pub(super) fn answer(failure: &Failure) -> Option<&ProviderAnswer> {
    match failure {
        Failure::Connector(
            ConnectorError::Misconfigured { answer, .. }
            | ConnectorError::ProviderRefused { answer, .. },
        ) => answer.as_ref(),
        _ => None,
    }
}

/// Whether the vendor refused what is configured, so that nobody can sign in.
pub(in crate::console) fn is_secret_refused(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::Connector(ConnectorError::Misconfigured {
            answer: Some(_),
            ..
        })
    )
}
