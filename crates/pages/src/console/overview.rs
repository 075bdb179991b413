//! *Overview*: how sign-ins go, what needs attention, and the way to the first one.

pub mod attention;
mod chart;
pub mod first_run;

use askama::Template;

use self::attention::Attention;
use self::chart::Bar;
use self::first_run::FirstRun;
use super::activity::Row;
use super::{ConsoleFrame, Section};
use crate::text::{Markup, Value};

/// *Overview*. Each part may be missing because it could not be read; the others stay.
#[derive(Clone, Template)]
#[template(path = "console/overview.html")]
pub struct Overview {
    /// What is around the page.
    pub frame: ConsoleFrame,
    /// The way to the first sign-in, until somebody closes it.
    pub first_run: Option<FirstRun>,
    /// The figures at the top.
    pub figures: Option<Figures>,
    /// How far people came at each connector, the busiest first.
    pub funnels: Option<Vec<Funnel>>,
    /// The last days, the oldest first.
    pub days: Option<Vec<Day>>,
    /// What needs attention, the worst first.
    pub attention: Option<Vec<Attention>>,
    /// The busiest applications.
    pub applications: Option<Vec<Application>>,
    /// The latest sign-ins.
    pub latest: Option<Vec<Row>>,
    /// The name of this request in the log, for parts that are missing.
    pub request: Option<String>,
}

/// Four figures with what they are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sign-ins of today.
    pub today: i64,
    /// Sign-ins of yesterday.
    pub yesterday: i64,
    /// How many of two weeks signed in.
    pub finished: i64,
    /// How many of two weeks started.
    pub started: i64,
    /// Accounts of seven days.
    pub new_people: i64,
    /// How many of them people made by signing in.
    pub signed_up: i64,
    /// All accounts.
    pub people: i64,
    /// All applications.
    pub applications: i64,
}

/// How far people came at a connector, in the last 24 hours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// The name of the connector.
    pub name: String,
    /// Its id.
    pub connector: String,
    /// Whether it leads to WeChat.
    pub is_wechat: bool,
    /// How many pressed the button.
    pub pressed: i64,
    /// How many of them came back.
    pub came_back: i64,
    /// For how many the vendor said who it is.
    pub said_yes: i64,
    /// How many signed in.
    pub signed_in: i64,
    /// How many never came back.
    pub lost: i64,
    /// How many of those started in the last hour.
    pub lost_last_hour: i64,
    /// How many are under way.
    pub open: i64,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Its beginning, in milliseconds since 1970.
    pub at: i64,
    /// How many signed in.
    pub finished: i64,
    /// How many failed, were turned away or lost.
    pub failed: i64,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Sign-ins of seven days.
    pub sign_ins: i64,
}

impl Figures {
    /// How many of a hundred signed in, to a tenth.
    fn percent(&self, frame: &ConsoleFrame) -> String {
        if self.started == 0 {
            return String::from("–");
        }
        let tenths = (self.finished * 2000 / self.started + 1) / 2;
        let (whole, tenth) = ((tenths / 10).to_string(), (tenths % 10).to_string());
        let values = [
            ("whole", Value::Words(&whole)),
            ("tenth", Value::Words(&tenth)),
        ];
        let number = match tenths % 10 {
            0 => whole.clone(),
            _ => frame.plain("decimal", &values),
        };
        frame.plain("percent", &[("number", Value::Words(&number))])
    }

    fn finished_of(&self, frame: &ConsoleFrame) -> Markup {
        let (finished, started) = (Value::Number(self.finished), Value::Number(self.started));
        frame.say(
            "finished-of",
            &[("finished", finished), ("started", started)],
        )
    }
}

/// One step of a funnel: how many, and what is to be said about the loss before it.
struct Stage {
    key: &'static str,
    count: i64,
    width: i64,
    loss: Vec<Markup>,
}

impl Funnel {
    fn title(&self, frame: &ConsoleFrame) -> Markup {
        frame.say("funnel-title", &[("vendor", Value::Words(&self.name))])
    }

    fn stages(&self, frame: &ConsoleFrame) -> [Stage; 4] {
        let said = |key, count: i64| (count > 0).then(|| frame.counted(key, "count", count));
        let lost = [
            said("lost-of-funnel", self.lost),
            said("lost-last-hour", self.lost_last_hour.min(self.lost)),
            said("open-of-funnel", self.open),
        ];
        let refused = said("refused-of-funnel", self.came_back - self.said_yes);
        let turned_away = said("stopped-of-funnel", self.said_yes - self.signed_in);
        let stage = |key, count, loss: Vec<Option<Markup>>| Stage {
            key,
            count,
            width: width(count, self.pressed),
            loss: loss.into_iter().flatten().collect(),
        };
        [
            stage("funnel-pressed", self.pressed, vec![]),
            stage("funnel-came-back", self.came_back, lost.into()),
            stage("funnel-said-yes", self.said_yes, vec![refused]),
            stage("funnel-signed-in", self.signed_in, vec![turned_away]),
        ]
    }
}

/// The width of a bar, of a hundred.
fn width(count: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    (count * 100 / whole).clamp(0, 100)
}

impl Overview {
    /// Whether there is only the way to the first sign-in to be shown.
    fn is_beginning(&self) -> bool {
        self.first_run.as_ref().is_some_and(|run| !run.is_done())
    }

    fn bars(&self) -> Vec<Bar> {
        chart::bars(self.days.as_deref().unwrap_or_default())
    }

    fn chart_text(&self) -> String {
        chart::text(&self.frame, self.days.as_deref().unwrap_or_default())
    }

    fn axis(&self) -> Vec<String> {
        chart::axis(&self.frame, self.days.as_deref().unwrap_or_default())
    }

    fn day(&self, at: impl std::borrow::Borrow<i64>) -> String {
        crate::when::date(self.frame.language, *at.borrow())
    }

    fn welcome(&self) -> String {
        let name = self.frame.who.as_ref().map_or("", |who| &who.name);
        self.frame
            .plain("welcome-name", &[("name", Value::Name(name))])
    }
}

/// The first steps are closed.
pub const FIRST_RUN_CLOSED: &str = "first-run-closed";
