//! What the list is limited to, as its address says.

use connector_kit::Timestamp;
use pages::console::Input;
use pages::console::activity::{Filter, Outcome, export};
use store::{ActivityFilter, StoreError, Wanted};
use uuid::Uuid;

use super::Names;
use crate::state::Inner;
use crate::web::days::{self, DAY};
use crate::web::parameters::Parameters;

/// What is chosen; what cannot be read chooses nothing.
pub(super) struct Chosen {
    outcome: Option<Outcome>,
    application: String,
    connector: String,
    user: Option<Uuid>,
    from: Input,
    until: Input,
}

impl Chosen {
    pub(super) fn read(query: &Parameters) -> Self {
        let text = |name| query.get(name).unwrap_or_default().to_owned();
        let outcome = query.get("outcome");
        let mut listed = Outcome::LISTED.iter().copied();
        let (from, until) = period(text("from"), text("until"));
        Self {
            outcome: outcome.and_then(|tag| listed.find(|one| one.tag() == tag)),
            application: text("application"),
            connector: text("connector"),
            user: query.get("user").and_then(|id| Uuid::try_parse(id).ok()),
            from,
            until,
        }
    }

    pub(super) fn filter(&self) -> ActivityFilter<'_> {
        let chosen = |text: &'_ str| !text.is_empty();
        ActivityFilter {
            user: self.user,
            application: Some(&*self.application).filter(|text| chosen(text)),
            connector: Some(&*self.connector).filter(|text| chosen(text)),
            outcome: self.outcome.map(wanted),
            from: begin(&self.from),
            until: end(&self.until),
        }
    }

    /// The address of the list, from one of its rows on.
    pub(super) fn address(&self, before: Option<Uuid>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let pairs = [
            ("outcome", self.outcome.map_or("", Outcome::tag)),
            ("application", &self.application),
            ("connector", &self.connector),
            ("from", &self.from.value),
            ("until", &self.until.value),
        ];
        query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
        if let Some(user) = self.user {
            query.append_pair("user", &user.to_string());
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        match query.finish().as_str() {
            "" => String::from("/console/activity"),
            query => format!("/console/activity?{query}"),
        }
    }

    pub(super) async fn shown(self, state: &Inner, names: &Names) -> Result<Filter, StoreError> {
        let person = match self.user {
            None => None,
            Some(id) => {
                let user = state.store.user(id).await?;
                let name = user.and_then(|user| user.name);
                Some((id.to_string(), name.unwrap_or_else(|| id.to_string())))
            }
        };
        Ok(Filter {
            outcome: self.outcome,
            application: self.application,
            connector: self.connector,
            person,
            from: self.from,
            until: self.until,
            applications: names.applications(),
            connectors: names.connectors(),
        })
    }
}

/// Two days as they were typed, each with what is wrong with it.
pub(super) fn period(from: String, until: String) -> (Input, Input) {
    let read = |text: String| {
        let is_day = text.is_empty() || days::parse(&text).is_some();
        let input = Input::new(text);
        if is_day {
            input
        } else {
            input.wrong(export::DAY_WRONG)
        }
    };
    let (from, mut until) = (read(from), read(until));
    let turned = days::parse(&from.value)
        .zip(days::parse(&until.value))
        .is_some_and(|(from, until)| until < from);
    if turned {
        until = until.wrong(export::DAYS_TURNED);
    }
    (from, until)
}

/// The first moment of a day.
pub(super) fn begin(day: &Input) -> Option<Timestamp> {
    days::parse(&day.value).map(|day| Timestamp(day * DAY))
}

/// The first moment after a day.
pub(super) fn end(day: &Input) -> Option<Timestamp> {
    days::parse(&day.value).map(|day| Timestamp((day + 1) * DAY))
}

fn wanted(outcome: Outcome) -> Wanted {
    use accounts::Outcome as Ended;
    Wanted::Only(match outcome {
        Outcome::Open => return Wanted::Open,
        Outcome::SignedIn => Ended::SignedIn,
        Outcome::SignedUp => Ended::SignedUp,
        Outcome::Linked => Ended::Linked,
        Outcome::Refused => Ended::Refused,
        Outcome::Failed => Ended::Failed,
        Outcome::Blocked => Ended::Blocked,
        Outcome::Lost => Ended::Lost,
        Outcome::Tried => Ended::Tried,
    })
}
