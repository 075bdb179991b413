//! The numbers of the overview. Days are those of UTC.

use std::collections::BTreeMap;
use std::ops::Range;

use accounts::Outcome;
use connector_kit::Timestamp;
use pages::Language;
use pages::console::overview::{Application, Day, Figures, Funnel};
use store::{StoreError, Tally, hour_of};

use crate::console::activity::Names;
use crate::state::Inner;
use crate::web::days::DAY;

/// How many days the overview looks back.
const DAYS: i64 = 14;
const HOURS: i64 = 24;

fn today(state: &Inner) -> i64 {
    state.now().0.div_euclid(DAY)
}

/// The hours of the days that end with today.
fn last_days(state: &Inner, many: i64) -> Range<i64> {
    let end = today(state) + 1;
    (end - many) * HOURS..end * HOURS
}

pub(super) async fn figures(state: &Inner) -> Result<Figures, StoreError> {
    let store = &state.store;
    let today = today(state);
    let days = store.attempts_by_day(last_days(state, DAYS)).await?;
    let new = store.new_people(today - 6..today + 1).await?;
    let of = |day: i64| days.get(&day).map_or(0, Tally::successes);
    let week = days.range(today - 6..);
    let applications = store.applications().await?.len();
    Ok(Figures {
        today: of(today),
        yesterday: of(today - 1),
        finished: days.values().map(Tally::successes).sum(),
        started: days.values().map(Tally::started).sum(),
        new_people: new.values().sum(),
        signed_up: week.map(|(_, day)| day.count(Outcome::SignedUp)).sum(),
        people: super::people::count(state).await?,
        applications: i64::try_from(applications).unwrap_or(i64::MAX),
    })
}

pub(super) async fn days(state: &Inner) -> Result<Vec<Day>, StoreError> {
    let today = today(state);
    let found = state.store.attempts_by_day(last_days(state, DAYS)).await?;
    let none = Tally::default();
    let day = |number: i64| {
        let tally = found.get(&number).unwrap_or(&none);
        let bad = [Outcome::Failed, Outcome::Blocked, Outcome::Lost];
        Day {
            at: number * DAY,
            finished: tally.successes(),
            failed: bad.iter().map(|outcome| tally.count(*outcome)).sum(),
        }
    };
    Ok((today - DAYS + 1..=today).map(day).collect())
}

/// How far people came at each connector in the hour that runs and the 23 before. One that
/// nobody used is shown only when it is the only one.
pub(super) async fn funnels(state: &Inner, language: Language) -> Result<Vec<Funnel>, StoreError> {
    const SHOWN: usize = 2;
    let now = state.now();
    let hour = hour_of(now);
    let hours = hour + 1 - HOURS..hour + 1;
    let found = state.store.attempts_by_connector(hours).await?;
    let names = Names::read(state, language).await?;
    let configuration = state.configuration();
    let is_wechat = |id: &str| {
        let connector = configuration.connector(id);
        connector.is_some_and(|one| one.metadata().target == "wechat")
    };
    let mut funnels = Vec::new();
    for (id, progress) in found {
        let since = Timestamp(now.0 - DAY / HOURS);
        let last_hour = state.store.report(&id, since).await?;
        funnels.push(Funnel {
            name: names.connector(&id),
            is_wechat: is_wechat(&id),
            pressed: progress.tally.started(),
            came_back: progress.came_back,
            said_yes: progress.identified,
            signed_in: progress.tally.successes(),
            lost: progress.tally.count(Outcome::Lost),
            lost_last_hour: last_hour.count(Outcome::Lost).into(),
            open: progress.tally.open,
            connector: id,
        });
    }
    funnels.sort_by_key(|funnel| std::cmp::Reverse(funnel.pressed));
    funnels.truncate(SHOWN);
    if funnels.is_empty()
        && let Some(way) = configuration.ways().next()
    {
        funnels.push(Funnel {
            name: names.connector(&way.id),
            connector: way.id.clone(),
            is_wechat: is_wechat(&way.id),
            ..Funnel::default()
        });
    }
    Ok(funnels)
}

/// The applications with the most sign-ins of a week.
pub(super) async fn applications(state: &Inner) -> Result<Vec<Application>, StoreError> {
    const SHOWN: usize = 5;
    let week: BTreeMap<String, Tally> = state
        .store
        .attempts_by_application(last_days(state, 7))
        .await?;
    let all = state.store.applications().await?.into_iter();
    let mut shown: Vec<Application> = all
        .filter(|one| one.kind != oidc::ApplicationType::MachineToMachine)
        .map(|one| Application {
            sign_ins: week.get(&one.id).map_or(0, Tally::successes),
            id: one.id,
            name: one.name,
        })
        .collect();
    shown.sort_by_key(|one| std::cmp::Reverse(one.sign_ins));
    shown.truncate(SHOWN);
    Ok(shown)
}
