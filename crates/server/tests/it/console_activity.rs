//! Activity in the console: the list, one sign-in step by step, who changed what, files.

use std::time::Duration;

use accounts::{Failure, Outcome, SignUpRule};
use connector_kit::{Clock, ConnectorError, ProviderAnswer, Refusal};
use store::{Action, Role, SubjectKind};
use testkit::in_process::Answer;
use testkit::world::{Database, World};

use crate::made::{self, SESSION_SECRET, begun, ended};

crate::on_both!(
    sign_ins_are_listed_and_filtered,
    files_hold_the_days_that_were_asked_for,
);

const ACTIVITY: &str = "/console/activity";

fn says(page: &Answer, text: &str) {
    assert!(page.body.contains(text), "no {text:?} in {}", page.body);
}

fn is_silent(page: &Answer, text: &str) {
    assert!(!page.body.contains(text), "{text:?} in {}", page.body);
}

async fn sign_ins_are_listed_and_filtered(database: Database) {
    let world = World::with(database, 2).await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    let empty = viewer.get(ACTIVITY).await;
    says(&empty, "Nobody has tried to sign in yet.");
    says(
        &viewer.get("/console/activity?outcome=lost").await,
        "No sign-ins match.",
    );

    world.application().signs_in("xiaoming").await;
    let lost = ended(&world, Outcome::Lost, None).await;
    let open = begun(&world, false).await;
    let trial = begun(&world, true).await;
    let page = viewer.get(ACTIVITY).await;
    for text in [
        "小明",
        "Paperboat",
        "WeChat (Web)",
        "Signed up",
        "Someone",
        "Firefox, Linux",
    ] {
        says(&page, text);
    }
    says(&page, &lost.reference.to_string());
    says(&page, &open.reference.to_string());
    is_silent(&page, &trial.reference.to_string());

    for (query, shown, hidden) in [
        ("outcome=lost", &lost, &open),
        ("outcome=open", &open, &lost),
        (
            "outcome=lost&application=demo-app&connector=wechat",
            &lost,
            &open,
        ),
    ] {
        let page = viewer.get(&format!("{ACTIVITY}?{query}")).await;
        says(&page, &shown.reference.to_string());
        is_silent(&page, &hidden.reference.to_string());
        is_silent(&page, "小明");
    }
    for query in [
        "application=other",
        "connector=other",
        "from=2099-01-01",
        "until=1999-01-01",
    ] {
        says(
            &viewer.get(&format!("{ACTIVITY}?{query}")).await,
            "No sign-ins match.",
        );
    }
    let all = store::ActivityFilter::default();
    let seen = world
        .store
        .activity(&all, store::ActivityPart::after(None, 9));
    let user = seen
        .await
        .unwrap()
        .into_iter()
        .find_map(|seen| seen.user_id);
    let page = viewer
        .get(&format!("{ACTIVITY}?user={}", user.unwrap()))
        .await;
    says(&page, "Only sign-ins of <bdi>小明</bdi>.");
    is_silent(&page, &lost.reference.to_string());

    // What cannot be read chooses nothing, and what is no day is told.
    let page = viewer
        .get(&format!("{ACTIVITY}?outcome=x&user=x&before=x&from=x"))
        .await;
    assert_eq!(page.status, 200);
    says(&page, "A day looks like 2026-01-31.");
    says(&page, &lost.reference.to_string());
    assert_eq!(
        viewer
            .get(&format!("{ACTIVITY}?from=1&from=2"))
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn older_sign_ins_are_one_page_on_with_the_same_filters() {
    let world = World::new().await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    let mut all = vec![];
    for _ in 0..30 {
        world.clock.advance(Duration::from_secs(1));
        all.push(
            ended(&world, Outcome::Lost, None)
                .await
                .reference
                .to_string(),
        );
    }
    let first = viewer.get(&format!("{ACTIVITY}?outcome=lost")).await;
    let shown = |page: &Answer| all.iter().filter(|one| page.body.contains(*one)).count();
    assert_eq!(shown(&first), 25);
    let (_, rest) = first.body.split_once("rel=\"next\"").unwrap_or(("", ""));
    assert!(!rest.is_empty(), "{}", first.body);
    let link = first
        .body
        .split("href=\"")
        .find(|rest| rest.contains("rel=\"next\">") && rest.starts_with("/console/activity?"));
    let link = link
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .replace("&amp;", "&")
        .replace("&#38;", "&");
    assert!(link.contains("outcome=lost"), "{link}");
    let second = viewer.get(&link).await;
    assert_eq!(shown(&second), 5);
    says(&second, "Newest");
    for one in &all {
        assert!(
            first.body.contains(one) != second.body.contains(one),
            "{one}"
        );
    }
}

#[tokio::test]
async fn a_reference_opens_its_sign_in_however_it_is_typed() {
    let world = World::new().await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    let attempt = ended(&world, Outcome::Failed, Some(&Failure::Internal)).await;
    let reference = attempt.reference.to_string();
    let bare = reference.replace('-', "");
    for typed in [
        reference.clone(),
        reference.to_lowercase(),
        bare.clone(),
        format!("%20{}%20{}%20", &bare[..4], &bare[4..]),
    ] {
        let answer = viewer
            .get(&format!("{ACTIVITY}/open?reference={typed}"))
            .await;
        assert_eq!(
            answer.location(),
            format!("{ACTIVITY}/{reference}"),
            "{typed}"
        );
    }
    let page = viewer
        .get(&format!("{ACTIVITY}/{}", bare.to_lowercase()))
        .await;
    assert_eq!(page.status, 200);
    for typed in ["", "7QK4", "7QK4-M2X0", "7QK4-M2XWZ", "%3Cscript%3E"] {
        let answer = viewer
            .get(&format!("{ACTIVITY}/open?reference={typed}"))
            .await;
        assert_eq!(answer.status, 422, "{typed}");
        says(&answer, "A reference has eight letters and digits");
        is_silent(&answer, "<script>");
    }
    let unknown = viewer
        .get(&format!("{ACTIVITY}/open?reference=ZZZZ-ZZZZ"))
        .await;
    assert_eq!(unknown.status, 404);
    says(
        &unknown,
        "No sign-in has the reference <code>ZZZZ-ZZZZ</code>",
    );
    for path in ["ZZZZ-ZZZZ", "x", "..%2f"] {
        assert_eq!(
            viewer.get(&format!("{ACTIVITY}/{path}")).await.status,
            404,
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_sign_in_is_told_step_by_step() {
    let world = World::new().await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    world.application().signs_in("xiaoming").await;
    let all = store::ActivityFilter::default();
    let seen = world
        .store
        .activity(&all, store::ActivityPart::after(None, 1));
    let reference = seen.await.unwrap()[0].reference.to_string();
    let page = viewer.get(&format!("{ACTIVITY}/{reference}")).await;
    let mut rest = &*page.body;
    for step in [
        "Sign-in page shown",
        "Sent to the vendor",
        "Came back",
        "Code exchanged",
        "Profile read",
        "Account created",
        "Session began",
        "Back to the application",
    ] {
        let Some(at) = rest.find(step) else {
            panic!("{step} is missing or too early in {}", page.body);
        };
        rest = &rest[at..];
    }
    is_silent(&page, "not yet");
    is_silent(&page, "not reached");
    for text in ["小明", "Paperboat", "Copy as text", "Raw data", "signed_up"] {
        says(&page, text);
    }

    let open = begun(&world, false).await;
    let page = viewer.get(&format!("{ACTIVITY}/{}", open.reference)).await;
    says(&page, "Under way");
    says(&page, "not yet");
    is_silent(&page, "not reached");
    made::end(&world, &open, Outcome::Lost, None).await;
    let page = viewer.get(&format!("{ACTIVITY}/{}", open.reference)).await;
    says(&page, "not reached");
    says(&page, "The person did not come back");
    is_silent(&page, SESSION_SECRET);

    let trial = begun(&world, true).await;
    let page = viewer.get(&format!("{ACTIVITY}/{}", trial.reference)).await;
    says(&page, "An administrator tried the connector.");
    is_silent(&page, "Session began");
}

fn answer(code: i64) -> ProviderAnswer {
    ProviderAnswer {
        code,
        message: "what WeChat says".to_owned(),
        request_id: Some("6206378a-4caf7d1a-26bbe4a6".to_owned()),
    }
}

fn misconfigured(field: &str, code: Option<i64>) -> Failure {
    Failure::Connector(ConnectorError::Misconfigured {
        field: field.to_owned(),
        remedy: "REMEDY".to_owned(),
        answer: code.map(answer),
    })
}

fn refused(refusal: Refusal, code: Option<i64>) -> Failure {
    Failure::Connector(ConnectorError::ProviderRefused {
        refusal,
        remedy: "REMEDY".to_owned(),
        answer: code.map(answer),
    })
}

/// Every kind of failure, with the words that explain it.
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn causes() -> Vec<(Outcome, Failure, &'static str)> {
    use Outcome::{Blocked, Failed, Lost, Refused};
    let host = || "api.weixin.qq.com".to_owned();
    let misbehaved = ConnectorError::ProviderMisbehaved {
        host: host(),
        problem: "the answer is a web page".to_owned(),
        excerpt: Some("<html>".to_owned()),
    };
    let unreachable = ConnectorError::Unreachable {
        host: host(),
        step: "code_exchange".to_owned(),
        problem: "no answer".to_owned(),
        waited: Duration::from_millis(4960),
    };
    let closed = |rule| Failure::NoSignUp { rule };
    vec![
        (
            Failed,
            misconfigured("clientSecret", Some(40125)),
            "refused the App secret (<code>40125</code>)",
        ),
        (
            Failed,
            misconfigured("mobileClientSecret", Some(40001)),
            "refused the App secret (<code>40001</code>)",
        ),
        (
            Failed,
            misconfigured("clientSecret", Some(40243)),
            "The App secret is frozen",
        ),
        (
            Failed,
            misconfigured("clientId", Some(40013)),
            "does not know this App ID (<code>40013</code>)",
        ),
        (
            Failed,
            misconfigured("network", Some(40164)),
            "does not accept calls from this server",
        ),
        (
            Failed,
            misconfigured("endpoints", None),
            "A simulator answered in place of",
        ),
        (
            Failed,
            misconfigured("requireUnionId", None),
            "There was no union id",
        ),
        (
            Failed,
            misconfigured("odd", None),
            "The field <code>odd</code> needs another look.",
        ),
        (
            Failed,
            refused(Refusal::CodeInvalid, Some(40163)),
            "did not accept the code",
        ),
        (
            Failed,
            refused(Refusal::TokenInvalid, Some(42001)),
            "did not accept its own token",
        ),
        (
            Failed,
            refused(Refusal::NotPermitted, Some(48001)),
            "Sign-in is not granted to this app",
        ),
        (
            Failed,
            refused(Refusal::AccountRestricted, Some(50002)),
            "restricts the account of this person",
        ),
        (
            Failed,
            refused(Refusal::Busy, Some(-1)),
            "is busy, or this app calls too often",
        ),
        (Failed, refused(Refusal::Preview, None), "Preview visitor"),
        (
            Failed,
            refused(Refusal::Other, Some(99999)),
            "refused with the code <code>99999</code>",
        ),
        (
            Failed,
            refused(Refusal::Other, None),
            "The code is not in the table",
        ),
        (
            Failed,
            Failure::Connector(misbehaved),
            "answered something unexpected",
        ),
        (
            Failed,
            Failure::Connector(unreachable),
            "This server waited 5.0 seconds.",
        ),
        (
            Refused,
            Failure::Connector(ConnectorError::PersonRefused),
            "The person refused on the phone",
        ),
        (Lost, Failure::CameBackLate, "The person came back too late"),
        (Failed, Failure::Abandoned, "The server stopped in between"),
        (
            Blocked,
            Failure::ConnectorOff,
            "The connector was turned off in between",
        ),
        (Blocked, Failure::Suspended, "The account is suspended"),
        (
            Blocked,
            closed(SignUpRule::SignInExperience),
            "The rules of the sign-in page make no new accounts.",
        ),
        (
            Blocked,
            closed(SignUpRule::Connector),
            "This connector makes no new accounts.",
        ),
        (
            Blocked,
            Failure::SessionEnded,
            "The person was signed out in between",
        ),
        (
            Blocked,
            Failure::UsedElsewhere,
            "It belongs to another account",
        ),
        (Refused, Failure::Unanswered, "The person did not answer"),
        (Refused, Failure::Declined, "The person chose another way"),
        (Failed, Failure::Internal, "This server failed"),
    ]
}

#[tokio::test]
async fn every_failure_is_explained_and_no_secret_is_told() {
    let world = World::new().await;
    let viewer = world.administrator("Vera", Role::Viewer).await;
    for (outcome, failure, words) in causes() {
        let attempt = ended(&world, outcome, Some(&failure)).await;
        let page = viewer
            .get(&format!("{ACTIVITY}/{}", attempt.reference))
            .await;
        assert_eq!(page.status, 200);
        says(&page, words);
        for secret in [SESSION_SECRET, &attempt.interaction] {
            is_silent(&page, secret);
        }
        if let Failure::Connector(ConnectorError::Misconfigured {
            answer: Some(answer),
            ..
        }) = &failure
        {
            says(&page, answer.request_id.as_deref().unwrap());
            says(&page, "/console/connectors/wechat\"");
        }
    }
    // Each outcome has its row; failures say why there too.
    let list = viewer.get(&format!("{ACTIVITY}?outcome=failed")).await;
    says(&list, "refused the App secret (<code>40125</code>)");
}

async fn files_hold_the_days_that_were_asked_for(database: Database) {
    let world = World::with(database, 1).await;
    let owner = world.administrator("Iris", Role::Owner).await;
    let page = owner.get("/console/activity/export").await;
    let answer = owner
        .press_with(&page, "/console/activity/export", &[("form", "jsonl")])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body, "");

    world.application().signs_in("xiaoming").await;
    ended(
        &world,
        Outcome::Failed,
        Some(&misconfigured("clientSecret", Some(40125))),
    )
    .await;
    begun(&world, true).await;
    let answer = owner
        .press_with(&page, "/console/activity/export", &[("form", "jsonl")])
        .await;
    let lines: Vec<serde_json::Value> = answer
        .body
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let mut outcomes: Vec<&str> = lines
        .iter()
        .map(|line| line["outcome"].as_str().unwrap())
        .collect();
    outcomes.sort_unstable();
    assert_eq!(outcomes, ["failed", "signed_up"]);
    assert!(answer.header("content-disposition").contains(".jsonl"));
    assert!(!answer.body.contains(SESSION_SECRET));
    let csv = owner
        .press_with(&page, "/console/activity/export", &[("form", "csv")])
        .await;
    assert!(csv.header("content-type").starts_with("text/csv"));
    assert_eq!(csv.body.lines().count(), 3, "{}", csv.body);
    assert!(csv.body.contains("\"小明\""), "{}", csv.body);

    // Other days hold nothing; what are no days is told.
    let other = [
        ("from", "2001-01-01"),
        ("until", "2001-12-31"),
        ("form", "csv"),
    ];
    let answer = owner
        .press_with(&page, "/console/activity/export", &other)
        .await;
    assert_eq!(answer.body.lines().count(), 1);
    for (from, until, says_so) in [
        ("", "2026-01-01", "A day looks like"),
        ("2026-02-30", "2026-03-01", "A day looks like"),
        (
            "2026-03-02",
            "2026-03-01",
            "The last day is not before the first.",
        ),
    ] {
        let days = [("from", from), ("until", until)];
        let answer = owner
            .press_with(&page, "/console/activity/export", &days)
            .await;
        assert_eq!(answer.status, 422);
        says(&answer, says_so);
    }

    // Each file is written down, and only owners get one.
    let changes = world
        .store
        .changes_of_kind(SubjectKind::Activity, None, 9)
        .await
        .unwrap();
    assert_eq!(changes.len(), 4);
    assert!(
        changes
            .iter()
            .all(|change| change.action == Action::Exported)
    );
    let viewer = world.administrator("Vera", Role::Viewer).await;
    says(
        &viewer.get("/console/activity/export").await,
        "Only owners may export.",
    );
    let refused = viewer
        .post("/console/activity/export", &[("from", "2026-01-01")])
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn changes_are_shown_with_before_and_after_by_kind_and_as_a_file() {
    let world = World::new().await;
    let owner = world.administrator("Iris", Role::Owner).await;
    let page = owner.get("/console").await;
    let closed = owner.press(&page, "/console/first-run/close").await;
    assert_eq!(closed.location(), "/console");
    let changes = "/console/activity/changes";
    let page = owner.get(changes).await;
    for text in [
        "Change history",
        "by <bdi>Iris</bdi>",
        "Settings",
        "Created",
        "Administrator",
    ] {
        says(&page, text);
    }
    let settings = owner.get(&format!("{changes}?kind=settings")).await;
    says(&settings, "by <bdi>Iris</bdi>");
    is_silent(&settings, "<span class=\"faint\">Administrator</span>");
    let none = owner.get(&format!("{changes}?kind=signing_key")).await;
    says(&none, "Nothing of this kind has been changed yet.");
    assert_eq!(
        owner
            .get(&format!("{changes}?kind=x&before=y"))
            .await
            .status,
        200
    );

    let form = owner.get(&format!("{changes}/export")).await;
    let file = owner
        .press_with(&form, &format!("{changes}/export"), &[("form", "jsonl")])
        .await;
    assert_eq!(file.status, 200, "{}", file.body);
    let day = world.clock.now().0 / 86_400_000;
    assert!(
        file.header("content-disposition").contains("changes-"),
        "{day}"
    );
    assert!(file.body.lines().count() >= 2, "{}", file.body);
    assert!(file.body.contains("firstRunClosed"), "{}", file.body);
    let noted = world
        .store
        .changes_of_kind(SubjectKind::ChangeHistory, None, 9)
        .await
        .unwrap();
    assert_eq!(noted.len(), 1);
    let wrong = owner
        .press_with(&form, &format!("{changes}/export"), &[("from", "x")])
        .await;
    assert_eq!(wrong.status, 422);
}
