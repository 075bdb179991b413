//! *Activity* in every language, with odd names: the list, one attempt, changes, export.

use pages::console::activity::attempt::{Answer, OneAttempt, Step, StepKind};
use pages::console::activity::cause::{Cause, Fix, Kind};
use pages::console::activity::export::{DAY_WRONG, DAYS_TURNED, Export, TOO_MANY, What};
use pages::console::activity::{
    Activity, Filter, Outcome, REFERENCE_UNKNOWN, REFERENCE_WRONG, Row, Who,
};
use pages::console::changes::{Action, By, Change, Changes, Field, History, Shown, Subject};
use pages::console::{ConsoleFrame, Input, Section};
use pages::{Language, Page};

use crate::console::{self, NOW, assert_whole, frame};
use crate::markup::forms;

fn kinds(name: &str) -> Vec<Kind> {
    vec![
        Kind::SecretRefused(40125),
        Kind::SecretFrozen(40243),
        Kind::AppUnknown(40013),
        Kind::AddressNotListed(40164),
        Kind::SimulatorAnswered,
        Kind::NoUnionId,
        Kind::Misconfigured(name.to_owned()),
        Kind::CodeInvalid,
        Kind::TokenInvalid,
        Kind::NotPermitted,
        Kind::AccountRestricted,
        Kind::Busy,
        Kind::Preview,
        Kind::OtherCode(-1),
        Kind::OtherRefusal,
        Kind::Misbehaved(name.to_owned()),
        Kind::Unreachable(name.to_owned(), "5".to_owned()),
        Kind::PersonRefused,
        Kind::NeverCameBack,
        Kind::CameBackLate,
        Kind::Abandoned,
        Kind::ConnectorOff,
        Kind::Suspended,
        Kind::NoSignUp,
        Kind::NoSignUpHere,
        Kind::UsedElsewhere,
        Kind::Unanswered,
        Kind::SessionEnded,
        Kind::Declined,
        Kind::Internal,
        Kind::Unknown,
    ]
}

fn cause(kind: Kind, name: &str, fix: Option<Fix>) -> Cause {
    Cause {
        kind,
        vendor: name.to_owned(),
        fix,
    }
}

fn rows(name: &str) -> Vec<Row> {
    let outcomes = Outcome::LISTED.iter().chain([&Outcome::Tried]);
    let row = |(at, outcome): (usize, &Outcome)| Row {
        href: "/console/activity/7QK4-M2XW".to_owned(),
        who: Who {
            person: (at % 3 < 2).then(|| ("id".to_owned(), (at % 3 == 0).then(|| name.to_owned()))),
            user_agent: Some(name.to_owned()),
        },
        application: (at % 2 == 0).then(|| name.to_owned()),
        way: name.to_owned(),
        outcome: *outcome,
        cause: (at % 2 == 1).then(|| cause(Kind::CodeInvalid, name, None)),
        at: NOW,
    };
    outcomes.enumerate().map(row).collect()
}

fn list(frame: &ConsoleFrame, name: &str, rows: Vec<Row>, reference: Input) -> Activity {
    let choices = || vec![("id".to_owned(), name.to_owned())];
    Activity {
        frame: frame.clone(),
        filter: Filter {
            applications: choices(),
            connectors: choices(),
            ..Filter::default()
        },
        reference,
        rows,
        older: Some("/console/activity?after=1.2".to_owned()),
        newest: None,
    }
}

fn narrowed(frame: &ConsoleFrame, name: &str) -> Activity {
    let mut page = list(frame, name, Vec::new(), Input::default());
    page.filter = Filter {
        outcome: Some(Outcome::Lost),
        application: "id".to_owned(),
        person: Some(("id".to_owned(), name.to_owned())),
        from: Input::new(name).wrong(DAY_WRONG),
        until: Input::new("2026-11-24").wrong(DAYS_TURNED),
        ..page.filter
    };
    page
}

fn attempt(frame: &ConsoleFrame, name: &str, cause: Option<Cause>) -> OneAttempt {
    let step = |kind, after, detail: Option<&str>| Step {
        kind,
        at: Some(NOW),
        after,
        detail: detail.map(str::to_owned),
    };
    let mut steps = vec![
        step(StepKind::Asked, None, None),
        step(StepKind::SentAway, Some(40), Some(name)),
        step(StepKind::CameBack, Some(11_000), None),
        step(StepKind::Other(name.to_owned()), Some(600_000), None),
    ];
    steps.push(Step {
        at: None,
        after: None,
        ..step(StepKind::CodeExchanged, None, None)
    });
    OneAttempt {
        frame: frame.clone(),
        reference: "7QK4-M2XW".to_owned(),
        outcome: Outcome::Failed,
        trial: cause.is_none(),
        who: Who {
            person: None,
            user_agent: Some(name.to_owned()),
        },
        application: cause.as_ref().map(|_| ("id".to_owned(), name.to_owned())),
        way: ("wechat".to_owned(), name.to_owned()),
        began: NOW,
        ended: cause.as_ref().map(|_| NOW + 600_000),
        steps,
        answer: cause.as_ref().map(|_| Answer {
            code: 40125,
            message: name.to_owned(),
            request_id: Some(name.to_owned()),
        }),
        cause,
        raw: format!("{{ \"name\": {name:?} }}"),
    }
}

fn changes(frame: &ConsoleFrame, name: &str, subject: Option<Subject>) -> Changes {
    let subjects = [
        Subject::Application,
        Subject::Connector,
        Subject::SignInPage,
        Subject::User,
        Subject::Resource,
        Subject::Role,
        Subject::Administrator,
        Subject::Settings,
        Subject::SigningKey,
        Subject::Activity,
        Subject::ChangeHistory,
    ];
    let actions = [
        Action::Created,
        Action::Changed,
        Action::Deleted,
        Action::TurnedOn,
        Action::TurnedOff,
        Action::Suspended,
        Action::Resumed,
        Action::Unlinked,
        Action::SignedOut,
        Action::Exported,
    ];
    let shown = |text: &str| Shown::Text(text.to_owned());
    let field = |before, after| Field {
        name: name.to_owned(),
        before,
        after,
    };
    let change = |(at, subject): (usize, Subject)| Change {
        at: NOW,
        subject,
        name: name.to_owned(),
        href: (at % 2 == 0).then(|| "/console".to_owned()),
        action: actions[at % actions.len()],
        by: By::Administrator,
        by_name: name.to_owned(),
        fields: vec![
            field(Shown::Nothing, shown(name)),
            field(Shown::Yes, Shown::No),
            field(Shown::List(vec![name.to_owned()]), shown("")),
        ],
    };
    let history = History {
        changes: subjects.into_iter().enumerate().map(change).collect(),
        names_subject: true,
        older: Some("/console/activity/changes?after=1.2".to_owned()),
        newest: None,
    };
    Changes {
        frame: frame.clone(),
        history: match subject {
            None => history,
            Some(_) => History::default(),
        },
        subject,
    }
}

fn export(frame: &ConsoleFrame, what: What, problem: Option<&'static str>) -> Export {
    let day = |day: &str| match problem {
        None => Input::new(day),
        Some(key) => Input::new(day).wrong(key),
    };
    Export {
        frame: frame.clone(),
        what,
        from: day("2026-11-01"),
        until: day("2026-11-24"),
        csv: problem.is_none(),
        most: 100_000,
    }
}

fn all(frame: &ConsoleFrame, name: &str) -> Vec<(&'static str, String)> {
    let wrong = |key| Input::new(name).wrong(key);
    macro_rules! page {
        ($page:expr) => {
            $page.render().into_string()
        };
    }
    let empty = || list(frame, name, Vec::new(), Input::default());
    let mut pages = vec![
        (
            "list",
            page!(list(frame, name, rows(name), Input::default())),
        ),
        ("list, empty", page!(empty())),
        ("list, narrowed", page!(narrowed(frame, name))),
        (
            "list, no reference",
            page!(list(frame, name, rows(name), wrong(REFERENCE_WRONG))),
        ),
        (
            "list, unknown",
            page!(list(frame, name, Vec::new(), wrong(REFERENCE_UNKNOWN))),
        ),
        ("attempt", page!(attempt(frame, name, None))),
        ("changes", page!(changes(frame, name, None))),
        (
            "changes, none",
            page!(changes(frame, name, Some(Subject::Connector))),
        ),
    ];
    for (what, problem) in [
        (What::SignIns, None),
        (What::Changes, Some(TOO_MANY)),
        (What::SignIns, Some(DAY_WRONG)),
    ] {
        pages.push(("export", page!(export(frame, what, problem))));
    }
    let fixes = [
        None,
        Some(Fix::Connector("wechat".to_owned())),
        Some(Fix::Guide("wechat".to_owned())),
        Some(Fix::SignInPage),
        Some(Fix::User("id".to_owned())),
    ];
    for (at, kind) in kinds(name).into_iter().enumerate() {
        let cause = cause(kind, name, fixes[at % fixes.len()].clone());
        pages.push(("attempt, failed", page!(attempt(frame, name, Some(cause)))));
    }
    pages
}

fn each(check: impl Fn(&str, bool, &str)) {
    console::each(Section::Activity, "reference-unknown", all, check);
}

#[test]
fn pages_are_whole_and_run_nothing_inline() {
    each(|label, _, html| assert_whole(label, html));
}

#[test]
fn what_changes_something_is_posted_with_the_token() {
    each(|label, _, html| {
        for (action, fields) in forms(html) {
            let tokens = fields.iter().filter(|(name, _)| name == "csrf").count();
            // A list is asked for, which changes nothing; a file is written down.
            let asks = [
                "/console/activity",
                "/console/activity/open",
                "/console/activity/changes",
            ]
            .contains(&&*action);
            assert_eq!(tokens, usize::from(!asks), "{label}: {action}");
        }
    });
}

#[test]
fn every_cause_has_words_of_its_own() {
    let frame = frame(
        Section::Activity,
        Language::En,
        ("Iris", true),
        "reference-unknown",
    );
    let mut titles = Vec::new();
    for kind in kinds("field") {
        let html = attempt(&frame, "WeChat", Some(cause(kind, "WeChat", None)));
        let html = html.render().into_string();
        let (_, rest) = html.split_once("class=\"note warn\">").expect("a cause");
        let (_, rest) = rest.split_once("<b>").expect("its title");
        titles.push(rest.split("</div>").next().unwrap_or_default().to_owned());
    }
    let count = titles.len();
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), count, "{titles:#?}");
}

#[test]
fn an_empty_list_says_why_and_one_that_is_narrowed_how_to_widen_it() {
    let frame = frame(
        Section::Activity,
        Language::En,
        ("Iris", true),
        "reference-unknown",
    );
    let empty = list(&frame, "x", Vec::new(), Input::default());
    let empty = empty.render().into_string();
    let none = narrowed(&frame, "x").render().into_string();
    assert!(empty.contains("Nobody has tried to sign in yet"), "{empty}");
    assert!(none.contains("Clear filters"), "{none}");
    assert!(!empty.contains("Clear filters"));
}
