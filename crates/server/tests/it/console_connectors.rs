//! Connectors in the console: seen by all, changed by owners, never by surprise.

use std::time::Duration;

use serde_json::json;
use simulator::seed;
use store::{Action, Role, SubjectKind};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, SIMULATOR, World};

use crate::console_said::{after, says, says_not};

const HERE: &str = "/console/connectors/wechat";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

async fn save(visitor: &Visitor<'_>, fields: &[(&str, &str)]) -> Answer {
    let page = visitor.get(HERE).await;
    assert_eq!(page.status, 200, "{}", page.body);
    visitor.press_with(&page, HERE, fields).await
}

async fn config(world: &World) -> serde_json::Value {
    let known = world.store.connector("wechat").await.unwrap();
    known.unwrap().config
}

#[tokio::test]
async fn the_list_says_how_each_connector_does() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let list = iris.get("/console/connectors").await;
    assert_eq!(list.status, 200);
    for text in ["WeChat (Web)", "Simulator", "Nobody yet", "Add connector"] {
        says(&list, text);
    }
    world.application().signs_in("xiaoming").await;
    let list = iris.get("/console/connectors").await;
    says_not(&list, "Nobody yet");
    let all = world.machine("ops").await;
    all.delete("/api/connectors/wechat").await;
    let empty = iris.get("/console/connectors").await;
    says(
        &empty,
        "Let people sign in with accounts they already have.",
    );
    says(&empty, "See it with the simulator first");
}

#[tokio::test]
async fn a_connector_is_added_checked_turned_on_and_tried() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 1).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let choose = iris.get("/console/connectors/add").await;
        says(&choose, "WeChat (Native)");
        says(&choose, "Added");
        let form = iris
            .get("/console/connectors/add/wechat-web?place=simulator")
            .await;
        says(&form, "授权回调域");
        says(&form, "value=\"simulator\" checked");
        let add = "/console/connectors/add/wechat-web";
        // The first form of the page is the one that waits for the review.
        let id = form.body.split("name=\"id\" value=\"").nth(1).unwrap();
        let id = id.split('"').next().unwrap().to_owned();
        let csrf = form.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let csrf = csrf.split('"').next().unwrap().to_owned();
        let fields = [
            ("csrf", csrf.as_str()),
            ("id", &id),
            ("place", "simulator"),
            ("simulator_open", SIMULATOR),
            ("client_id", &format!(" {} ", seed::APP_ID)),
            ("client_secret", &format!("{}\n", seed::APP_SECRET)),
        ];
        let made = iris.post(add, &fields).await;
        let here = format!("/console/connectors/{id}");
        assert_eq!(made.location(), here, "{}", made.body);
        let twice = iris.post(add, &fields).await;
        assert_eq!(twice.location(), here);
        assert_eq!(world.store.connectors().await.unwrap().len(), 2);

        let page = iris.get(&here).await;
        says(&page, "is added. It is off until you turn it on.");
        says(&page, "WeChat refused a made-up code and nothing else");
        says(&page, "ends in <code>0a7d</code>");
        says_not(&page, seed::APP_SECRET);
        let on = iris
            .press_with(&page, &format!("{here}/switch"), &[("on", "yes")])
            .await;
        let page = after(&iris, &on).await;
        says(&page, "is on the sign-in page of every application.");
        says(&page, "Button 2 of 2.");
        let moved = iris
            .press_with(&page, &format!("{here}/move"), &[("to", "up")])
            .await;
        says(&after(&iris, &moved).await, "Button 1 of 2.");
        let social = world.store.experience().await.unwrap().social;
        assert_eq!(social, [id.as_str(), "wechat"]);

        let trial = iris.get(&format!("{here}/try")).await;
        assert!(trial.location().contains("/trial/"), "{}", trial.location());
        assert_eq!(iris.get(trial.location()).await.status, 200);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = config(&world).await;
    for (field, value, text) in [
        ("client_id", "", "App ID is missing."),
        ("client_id", "wx123", "This one has <code>5</code>."),
        (
            "client_id",
            "wx5f3a0c1e9b7d2dzz",
            "App ID is wx and 16 of the characters",
        ),
        ("client_secret", &"a".repeat(300), "This one has far more."),
        (
            "scope",
            "snsapi_everything",
            "Scope is empty, snsapi_userinfo or snsapi_base.",
        ),
        (
            "in_wechat_client_id",
            "wxfedcba9876543210",
            "App secret is missing.",
        ),
        (
            "in_wechat_client_id",
            seed::APP_ID,
            "A service account has an App ID of its own.",
        ),
        ("in_wechat_client_secret", SECRET, "App ID is missing."),
        (
            "open_platform",
            &"n".repeat(65),
            "The name has up to 64 characters",
        ),
        (
            "simulator_open",
            "",
            "The address has a scheme, a host and a port only",
        ),
        (
            "simulator_open",
            "http://a/b",
            "The address has a scheme, a host and a port only",
        ),
        (
            "simulator_api",
            "ftp://a",
            "The address has a scheme, a host and a port only",
        ),
    ] {
        let mut fields = vec![(field, value)];
        if value == seed::APP_ID {
            fields.push(("in_wechat_client_secret", SECRET));
        }
        let answer = save(&iris, &fields).await;
        assert_eq!(answer.status, 422, "{field} {value}: {}", answer.body);
        says(&answer, text);
        says(&answer, "role=\"alert\"");
        says(&answer, "-problem\"");
        if !field.ends_with("secret") && !value.is_empty() && field != "scope" {
            says(&answer, value);
        }
        says_not(&answer, SECRET);
    }
    let native = json!({ "connectors": [{
        "id": "native", "factory": "wechat-native",
        "config": { "clientId": "wx00112233445566aa", "clientSecret": SECRET },
    }] });
    world.apply(native).await;
    let page = iris.get("/console/connectors/native").await;
    says(&page, "It has no button.");
    let wrong = [("universal_links", "http://app.example")];
    let answer = iris
        .press_with(&page, "/console/connectors/native", &wrong)
        .await;
    assert_eq!(answer.status, 422);
    says(&answer, "A Universal Link starts with https");
    assert_eq!(config(&world).await, before);
}

#[tokio::test]
async fn another_host_or_app_id_asks_for_the_secret_again() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = world.store.connector("wechat").await.unwrap();
    for fields in [
        vec![("place", "wechat")],
        vec![("simulator_open", "http://127.0.0.1:9999")],
        vec![("simulator_api", "http://127.0.0.1:9999")],
        vec![("client_id", "wx00000000000000ff")],
    ] {
        let answer = save(&iris, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        says(&answer, "needs its secret again");
    }
    assert_eq!(world.store.connector("wechat").await.unwrap(), before);
    // Without such a change an empty field keeps it.
    let kept = save(&iris, &[("profile", "every"), ("inside", "hide")]).await;
    says(&after(&iris, &kept).await, "is saved and checked.");
    let now = world.store.connector("wechat").await.unwrap().unwrap();
    assert!(now.sync_profile);
    assert_eq!(now.config, before.unwrap().config);
}

#[tokio::test]
async fn keys_that_do_not_work_are_shown_before_they_count() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = config(&world).await;
    let answer = save(&iris, &[("client_secret", SECRET)]).await;
    assert!(
        answer
            .location()
            .starts_with(&format!("{HERE}/review?draft="))
    );
    let page = iris.get(answer.location()).await;
    says(&page, "Use these keys?");
    says(&page, "With these keys people could not sign in.");
    says(&page, "(40125)");
    says_not(&page, SECRET);
    assert_eq!(config(&world).await, before, "nothing has changed yet");
    let review = format!("{HERE}/review");
    let kept = iris.press_with(&page, &review, &[("use", "no")]).await;
    says(&after(&iris, &kept).await, "keeps the keys it had.");
    assert_eq!(config(&world).await, before);
    // What was decided is gone.
    let again = iris.press_with(&page, &review, &[("use", "yes")]).await;
    assert_eq!(again.status, 404);

    let answer = save(&iris, &[("client_secret", SECRET)]).await;
    let page = iris.get(answer.location()).await;
    let used = iris.press_with(&page, &review, &[("use", "yes")]).await;
    let page = after(&iris, &used).await;
    says(&page, "1 thing to fix");
    assert_eq!(config(&world).await["clientSecret"], SECRET);
    let history = iris.get(&format!("{HERE}/history")).await;
    assert_eq!(history.status, 200);
    says_not(&history, SECRET);
    let changes = world
        .store
        .changes_of(SubjectKind::Connector, "wechat", None, 9)
        .await
        .unwrap();
    assert_eq!(changes[0].fields.len(), 1);
    assert_eq!(changes[0].fields[0].field, "config.clientSecret");
    assert_eq!(changes[0].fields[0].after, "replaced");
}

#[tokio::test]
async fn switching_to_wechat_shows_its_check_first() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let other = "http://127.0.0.1:3002";
    let same = save(&iris, &[("simulator_api", other)]).await;
    assert_eq!(same.status, 303, "the same address is no other one");
    let fields = [
        ("simulator_open", "http://localhost:3002"),
        ("client_secret", seed::APP_SECRET),
    ];
    let answer = save(&iris, &fields).await;
    let page = iris.get(answer.location()).await;
    says(&page, "Switch to the simulator?");
    let fields = [("place", "wechat"), ("client_secret", seed::APP_SECRET)];
    let answer = save(&iris, &fields).await;
    let page = iris.get(answer.location()).await;
    says(&page, "Switch to WeChat?");
    says(&page, "cannot be reached");
    let stored = world.store.connector("wechat").await.unwrap().unwrap();
    assert!(stored.endpoints.is_some());
}

#[tokio::test]
async fn two_owners_lose_nothing_of_each_other() {
    let world = World::with(Database::Postgres, 2).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noor = world.administrator("Noor", Role::Owner).await;
    let page = iris.get(HERE).await;
    let theirs = save(&noor, &[("sign_up", "never"), ("profile", "every")]).await;
    assert_eq!(theirs.status, 303, "{}", theirs.body);
    let mine = [
        ("inside", "hide"),
        ("sign_up", "follow"),
        ("client_secret", seed::APP_SECRET),
    ];
    let conflict = iris.press_with(&page, HERE, &mine).await;
    assert_eq!(conflict.status, 409, "{}", conflict.body);
    says(&conflict, "<bdi>Noor</bdi> changed it while you were here");
    for text in [
        "Keep mine",
        "Use theirs",
        "Hide the button",
        "Never create accounts",
        "the one you typed",
    ] {
        says(&conflict, text);
    }
    says_not(&conflict, seed::APP_SECRET);
    // What is chosen at first: mine where I changed something, theirs elsewhere.
    let done = iris.press(&conflict, HERE).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let now = world.store.connector("wechat").await.unwrap().unwrap();
    assert_eq!(now.settings.in_wechat, store::InWechat::Hide);
    assert_eq!(
        now.settings.sign_up,
        store::SignUp::Never,
        "Iris had not touched it"
    );
    assert!(now.sync_profile);
    assert_eq!(now.config["clientSecret"], seed::APP_SECRET);

    // The same wish twice is no conflict.
    let page = iris.get(HERE).await;
    save(&noor, &[("store_tokens", "yes")]).await;
    let same = iris
        .press_with(&page, HERE, &[("store_tokens", "yes")])
        .await;
    assert_eq!(same.status, 303, "{}", same.body);
}

#[tokio::test]
async fn on_and_off_is_seen_at_once_and_on_another_node_within_a_second() {
    let world = World::with(Database::Postgres, 2).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let visitor = world.anonymous();
    let authorization = world.application().asks(&[]).address;
    let stop = tokio_util::sync::CancellationToken::new();
    for node in world.nodes.clone() {
        let stop = stop.clone();
        tokio::spawn(async move { node.keep_in_order(stop).await });
    }
    let has_button = async || {
        let page = visitor.follow(&authorization).await;
        page.body.contains("/sign-in/social/wechat")
    };
    assert!(has_button().await && has_button().await);
    for on in [false, true] {
        world.clock.advance(Duration::from_millis(2));
        let page = iris.get("/console/connectors").await;
        let fields: &[(&str, &str)] = if on { &[("on", "yes")] } else { &[] };
        let switch = format!("{HERE}/switch");
        let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
        let csrf = csrf.split('"').next().unwrap();
        let fields = [&[("csrf", csrf)], fields].concat();
        let answer = iris.post(&switch, &fields).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        tokio::time::sleep(Duration::from_millis(1200)).await;
        for _ in 0..4 {
            assert_eq!(has_button().await, on);
        }
    }
    stop.cancel();
    let changes = world
        .store
        .changes_of(SubjectKind::Connector, "wechat", None, 2)
        .await
        .unwrap();
    let actions: Vec<_> = changes.iter().map(|change| change.action).collect();
    assert_eq!(actions, [Action::TurnedOn, Action::TurnedOff]);
}

#[tokio::test]
async fn deleting_counts_people_and_asks_for_the_name_when_some_would_be_stranded() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let delete = format!("{HERE}/delete");
    let page = iris.get(&delete).await;
    says(&page, "0 people sign in with it.");
    says(&page, "Turn off instead");
    says_not(&page, "name=\"name\"");
    for person in ["xiaoming", "emma"] {
        let visitor = world.anonymous();
        let person = world.person(person);
        visitor
            .sign_in(&world.application().asks(&[]).address, &person)
            .await;
    }
    // The page was made before they came.
    let late = iris.press(&page, &delete).await;
    assert_eq!(late.status, 422);
    says(&late, "2 people sign in with it.");
    says(&late, "2 of them have no other way.");
    for typed in ["", "wechat", "WeChat", "wechat (web)"] {
        let refused = iris.press_with(&late, &delete, &[("name", typed)]).await;
        assert_eq!(refused.status, 422, "{typed}");
    }
    let off = iris.press(&late, &format!("{HERE}/switch")).await;
    says(
        &after(&iris, &off).await,
        "is off. Nobody can sign in with it.",
    );
    says_not(&iris.get(&delete).await, "Turn off instead");
    let named = [("name", " WeChat (Web) ")];
    let gone = iris.press_with(&late, &delete, &named).await;
    says(
        &after(&iris, &gone).await,
        "<bdi>WeChat (Web)</bdi> is deleted.",
    );
    for page in [
        "",
        "/guide",
        "/sign-ins",
        "/history",
        "/check",
        "/review",
        "/delete",
        "/try",
    ] {
        assert_eq!(
            iris.get(&format!("{HERE}{page}")).await.status,
            404,
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_viewer_sees_everything_and_changes_nothing() {
    let world = World::new().await;
    let vera = world.administrator("Vera", Role::Viewer).await;
    for page in [
        "",
        "/wechat",
        "/wechat/guide",
        "/wechat/sign-ins",
        "/wechat/history",
        "/wechat/delete",
        "/add",
        "/add/wechat-web",
    ] {
        let page = vera.get(&format!("/console/connectors{page}")).await;
        assert_eq!(page.status, 200);
        says_not(&page, "data-instant");
        says_not(&page, seed::APP_SECRET);
    }
    assert_eq!(vera.get(&format!("{HERE}/try")).await.status, 404);
    let page = vera.get(HERE).await;
    let csrf = page.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
    let csrf = csrf.split('"').next().unwrap();
    for path in [
        "wechat",
        "wechat/switch",
        "wechat/move",
        "wechat/check",
        "wechat/guide",
        "wechat/review",
        "wechat/delete",
        "add/wechat-web",
    ] {
        let path = format!("/console/connectors/{path}");
        assert_eq!(
            vera.post(&path, &[("csrf", csrf)]).await.status,
            403,
            "{path}"
        );
        let iris = world.anonymous();
        assert_eq!(iris.post(&path, &[]).await.status, 303, "{path}");
    }
    assert_eq!(world.store.connectors().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_review_of_the_vendor_is_waited_for() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let form = iris.get("/console/connectors/add/wechat-web").await;
    let add = "/console/connectors/add/wechat-web";
    let waiting = iris.press_with(&form, add, &[("waiting", "yes")]).await;
    let guide = after(&iris, &waiting).await;
    says(&guide, "waits for the review");
    says(&guide, "Waiting for review since");
    says_not(&guide, "That is three days or more");
    let path = waiting.location().split('#').next().unwrap().to_owned();
    let here = path.trim_end_matches("/guide").to_owned();
    let list = iris.get("/console/connectors").await;
    says(&list, "Waiting for its keys");
    let csrf = list.body.split("name=\"csrf\" value=\"").nth(1).unwrap();
    let csrf = csrf.split('"').next().unwrap();
    let on = [("csrf", csrf), ("on", "yes"), ("back", "//evil.example")];
    let refused = iris.post(&format!("{here}/switch"), &on).await;
    assert_eq!(refused.location(), "/console/connectors");
    says(
        &after(&iris, &refused).await,
        "has no keys yet, so it stays off.",
    );

    world.clock.advance(Duration::from_hours(73));
    let iris = world.administrator("Iris Two", Role::Owner).await;
    let guide = iris.get(&path).await;
    says(&guide, "That is three days or more");
    let over = iris.press_with(&guide, &path, &[("waiting", "no")]).await;
    says_not(&after(&iris, &over).await, "Waiting for review since");
    let page = iris.get(&here).await;
    let keys = [
        ("place", "simulator"),
        ("client_id", seed::APP_ID),
        ("client_secret", seed::APP_SECRET),
    ];
    let saved = iris.press_with(&page, &here, &keys).await;
    says(&after(&iris, &saved).await, "is saved and checked.");
}

#[tokio::test]
async fn a_check_can_be_asked_for_and_is_told_in_the_language_of_the_page() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(HERE).await;
    says(&page, "Nobody has checked this connector yet.");
    says(&page, "data-load=\"/console/connectors/wechat/check\"");
    // Looking keeps nothing.
    let card = iris.get(&format!("{HERE}/check")).await;
    says(&card, "WeChat lets people sign in to this app.");
    assert_eq!(world.store.last_check("wechat").await, Ok(None));
    let checked = iris.press(&page, &format!("{HERE}/check")).await;
    let page = after(&iris, &checked).await;
    says(&page, "WeChat (Web)</bdi> is checked.");
    says_not(&page, "data-load");
    iris.set_cookie("pailou_language", Some("zh-Hans"));
    says(&iris.get(HERE).await, "微信允许用户登录此应用。");
    iris.set_cookie("pailou_language", Some("fr"));
    says(
        &iris.get(HERE).await,
        "WeChat permet de se connecter à cette application.",
    );
}

#[tokio::test]
async fn connectors_that_lose_people_are_checked_without_anybody_asking() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for _ in 0..5 {
        visitor
            .go_to_wechat(&world.application().asks(&[]).address)
            .await;
    }
    world.clock.advance(Duration::from_mins(11));
    world
        .store
        .sweep_attempts(connector_kit::Clock::now(&*world.clock))
        .await
        .unwrap();
    let stop = tokio_util::sync::CancellationToken::new();
    let node = world.nodes[0].clone();
    let ended = stop.clone();
    let running = tokio::spawn(async move { node.keep_in_order(ended).await });
    let mut found = None;
    for _ in 0..50 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        found = world.store.last_check("wechat").await.unwrap();
        if found.is_some() {
            break;
        }
    }
    stop.cancel();
    running.await.unwrap();
    assert_eq!(
        found.unwrap().to_fix(),
        0,
        "the set-up is right: they only went away"
    );
    let iris = world.administrator("Iris", Role::Owner).await;
    let sign_ins = iris.get(&format!("{HERE}/sign-ins")).await;
    says(&sign_ins, "Did not come back");
}
