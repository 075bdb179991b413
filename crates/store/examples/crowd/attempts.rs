//! Tries to sign in, in the 90 days before today.

use std::ops::Range;

use accounts::{Failure, Outcome, Reference};
use connector_kit::{Step, Timestamp};

use crate::people::{person, text};
use crate::{Cell, Crowd, DAY, Dice, Table};

const ATTEMPTS: u64 = 9;
const DAYS: i64 = 90;
/// How many references there are: eight letters of 29.
const REFERENCES: u128 = 500_246_412_961;

const BROWSERS: &[&str] = &[
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 14) Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.50",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
];
const APPLICATIONS: &[&str] = &["demo-app", "demo-app", "demo-app", "paperboat", "shop"];

/// The rows of some of them.
pub(crate) fn batch(crowd: &Crowd, some: Range<u64>) -> Vec<Table> {
    let mut attempts = Table::new(
        "attempts",
        &[
            "id",
            "reference",
            "state_hash",
            "binding_hash",
            "interaction",
            "connector_id",
            "application_id",
            "user_agent",
            "connector_session",
            "trial",
            "phase",
            "outcome",
            "failure",
            "user_id",
            "steps",
            "created_at",
            "expires_at",
            "finished_at",
        ],
    );
    for number in some {
        let mut dice = Dice::of(ATTEMPTS, number);
        let begun = dice.moment(Timestamp(crowd.today.0 - DAYS * DAY), DAYS * DAY);
        let (outcome, failure) = end(&mut dice);
        let names = steps(outcome);
        let mut at = begun;
        let mut log = String::new();
        for name in names {
            at = dice.moment(at, 9_000);
            let step = Step {
                name: (*name).to_owned(),
                at,
                detail: None,
            };
            log.push_str(&serde_json::to_string(&step).expect("a step can be written"));
            log.push('\n');
        }
        let user = outcome
            .is_success()
            .then(|| person(crowd, dice.below(crowd.users)).0);
        let hash = keys::sha256(&number.to_be_bytes());
        attempts.rows.push(vec![
            Cell::Id(dice.id(begun)),
            Cell::Text(reference(number).as_str().to_owned()),
            Cell::Bytes(hash.to_vec()),
            Cell::Bytes(hash.to_vec()),
            Cell::Text(format!("crowd-{number}")),
            Cell::Text("wechat".to_owned()),
            Cell::Text((*dice.pick(APPLICATIONS)).to_owned()),
            Cell::Text((*dice.pick(BROWSERS)).to_owned()),
            Cell::Text("null".to_owned()),
            Cell::Bool(false),
            Cell::Text("finished".to_owned()),
            Cell::Text(word(outcome)),
            text(failure.map(|it| serde_json::to_string(&it).expect("a failure can be written"))),
            user.map_or(Cell::Null, Cell::Id),
            Cell::Text(log),
            Cell::Number(begun.0),
            Cell::Number(begun.0 + 600_000),
            Cell::Number(at.0),
        ]);
    }
    vec![attempts]
}

/// The reference of an attempt: all are different, and neighbours look different.
fn reference(number: u64) -> Reference {
    // A factor that has nothing in common with 29 leads to each number once.
    let mut rest = u128::from(number) * 377_389_144_573 % REFERENCES;
    let digits = [(); 8].map(|()| {
        let digit = u8::try_from(rest % 29).unwrap_or_default();
        rest /= 29;
        digit
    });
    Reference::from_random(digits)
}

fn end(dice: &mut Dice) -> (Outcome, Option<Failure>) {
    match dice.below(1000) {
        0..780 => (Outcome::SignedIn, None),
        780..860 => (Outcome::SignedUp, None),
        860..940 => (Outcome::Lost, None),
        940..970 => (Outcome::Refused, None),
        970..980 => (Outcome::Blocked, Some(Failure::Suspended)),
        980..990 => (Outcome::Failed, Some(Failure::CameBackLate)),
        _ => (Outcome::Failed, Some(Failure::Abandoned)),
    }
}

fn steps(outcome: Outcome) -> &'static [&'static str] {
    match outcome {
        Outcome::SignedIn => &[
            "asked",
            "sent_away",
            "came_back",
            "code_exchanged",
            "profile_read",
            "account_found",
            "session",
        ],
        Outcome::SignedUp => &[
            "asked",
            "sent_away",
            "came_back",
            "code_exchanged",
            "profile_read",
            "account_created",
            "session",
        ],
        Outcome::Failed | Outcome::Blocked => &["asked", "sent_away", "came_back"],
        _ => &["asked", "sent_away"],
    }
}

fn word(outcome: Outcome) -> String {
    let json = serde_json::to_string(&outcome).expect("an outcome is a word");
    json.trim_matches('"').to_owned()
}
