//! Coming in to the console: the set-up link, passwords, sessions, roles, forms.

use std::time::Duration;

use store::{Role, SubjectKind};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};

const PASSWORD: &str = "four plain words here";

/// The path and query of the set-up link.
async fn setup_link(world: &World) -> String {
    let link = world.nodes[0].setup_link().await.unwrap().unwrap();
    link.strip_prefix(&world.server).unwrap().to_owned()
}

async fn sets_up(visitor: &Visitor<'_>, link: &str) -> Answer {
    let page = visitor.get(link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let fields = [
        ("name", "Iris Chen"),
        ("email", "Iris@Acme.example"),
        ("password", PASSWORD),
    ];
    visitor.press_with(&page, "/console/setup", &fields).await
}

async fn signs_in(visitor: &Visitor<'_>, email: &str, password: &str) -> Answer {
    let page = visitor.get("/console/sign-in").await;
    let fields = [("email", email), ("password", password)];
    visitor.press_with(&page, "/console/sign-in", &fields).await
}

#[tokio::test]
async fn the_set_up_link_makes_one_owner_and_no_second() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 1).await;
        let link = setup_link(&world).await;
        let (iris, mallory) = (world.anonymous(), world.anonymous());
        let open = mallory.get(&link).await;
        assert_eq!(sets_up(&iris, &link).await.location(), "/console");
        let overview = iris.get("/console").await;
        assert_eq!(overview.status, 200);
        assert!(overview.body.contains("Iris Chen"), "{}", overview.body);

        assert_eq!(world.nodes[0].setup_link().await.unwrap(), None);
        assert_eq!(mallory.get(&link).await.status, 410);
        let fields = [
            ("name", "M"),
            ("email", "m@m.example"),
            ("password", PASSWORD),
        ];
        let late = mallory.press_with(&open, "/console/setup", &fields).await;
        assert_eq!(late.status, 410);
        assert_eq!(world.store.administrators().await.unwrap().len(), 1);
        let mut changes = world.store.changes(None, 10).await.unwrap();
        changes.retain(|change| change.subject_kind == SubjectKind::Administrator);
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].subject_name, "Iris Chen");
    }
}

#[tokio::test]
async fn a_set_up_link_is_ours_whole_and_young() {
    let world = World::new().await;
    let link = setup_link(&world).await;
    let visitor = world.anonymous();
    for altered in [
        "/console/setup".to_owned(),
        link.replace("until=", "until=9"),
        format!("{link}x"),
        link.replace("proof=", "proof=A"),
    ] {
        assert_eq!(visitor.get(&altered).await.status, 410, "{altered}");
    }
    world.clock.advance(Duration::from_mins(31));
    assert_eq!(visitor.get(&link).await.status, 410);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let page = visitor.get(&setup_link(&world).await).await;
    let fields = [("name", "Iris"), ("email", "iris"), ("password", "short")];
    let page = visitor.press_with(&page, "/console/setup", &fields).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("2 fields need another look"),
        "{}",
        page.body
    );
    assert!(page.body.contains("value=\"Iris\""));
    assert!(
        !page.body.contains("short\""),
        "a password is not sent back"
    );
    assert!(!world.store.has_administrator().await.unwrap());
}

#[tokio::test]
async fn an_owner_signs_in_and_out_with_a_password() {
    let world = World::new().await;
    let iris = world.anonymous();
    sets_up(&iris, &setup_link(&world).await).await;
    let before = iris.cookies()["pailou_console"].clone();
    let page = iris.get("/console").await;
    let out = iris.press(&page, "/console/sign-out").await;
    assert_eq!(out.location(), "/console/sign-in");
    let stale = world.anonymous();
    stale.set_cookie("pailou_console", Some(&before));
    assert!(
        stale
            .get("/console")
            .await
            .location()
            .starts_with("/console/sign-in")
    );

    for (email, password) in [
        ("iris@acme.example", "four plain words"),
        ("iris@acme.example", ""),
        ("nobody@acme.example", PASSWORD),
        ("", ""),
    ] {
        let refused = signs_in(&iris, email, password).await;
        assert_eq!(refused.status, 401, "{email}");
        assert!(refused.body.contains("is another one"), "{}", refused.body);
    }
    let answer = signs_in(&iris, " IRIS@acme.example ", PASSWORD).await;
    assert_eq!(answer.location(), "/console");
    assert_eq!(iris.get("/console").await.status, 200);
}

#[tokio::test]
async fn tries_are_limited_whoever_tries() {
    let world = World::new().await;
    sets_up(&world.anonymous(), &setup_link(&world).await).await;
    for _ in 0..10 {
        let wrong = signs_in(&world.anonymous(), "iris@acme.example", "wrong wrong wrong").await;
        assert_eq!(wrong.status, 401);
    }
    let locked = signs_in(&world.anonymous(), "iris@acme.example", PASSWORD).await;
    assert_eq!(locked.status, 429);
    assert!(locked.body.contains("15 minutes"), "{}", locked.body);
    // Somebody else is not locked out by it, and nobody for ever.
    let other = signs_in(&world.anonymous(), "other@acme.example", PASSWORD).await;
    assert_eq!(other.status, 401);
    world.clock.advance(Duration::from_mins(16));
    let answer = signs_in(&world.anonymous(), "iris@acme.example", PASSWORD).await;
    assert_eq!(answer.status, 303);
}

#[tokio::test]
async fn without_cookies_nobody_signs_in_and_the_page_says_why() {
    let world = World::new().await;
    sets_up(&world.anonymous(), &setup_link(&world).await).await;
    let visitor = world.anonymous();
    let page = visitor.get("/console/sign-in").await;
    visitor.set_cookie("pailou_door", None);
    let fields = [("email", "iris@acme.example"), ("password", PASSWORD)];
    let refused = visitor.press_with(&page, "/console/sign-in", &fields).await;
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("no cookies"), "{}", refused.body);
}

#[tokio::test]
async fn who_is_not_signed_in_comes_back_to_where_they_wanted_to_go() {
    let world = World::new().await;
    sets_up(&world.anonymous(), &setup_link(&world).await).await;
    let visitor = world.anonymous();
    let sent = visitor.get("/console/activity?outcome=lost").await;
    let door = sent.location().to_owned();
    let page = visitor.get(&door).await;
    let fields = [("email", "iris@acme.example"), ("password", PASSWORD)];
    let back = visitor.press_with(&page, "/console/sign-in", &fields).await;
    assert_eq!(back.location(), "/console/activity?outcome=lost");

    for elsewhere in [
        "https://evil.example/",
        "//evil.example",
        "/sign-in",
        "/console/..//x\\y",
    ] {
        let visitor = world.anonymous();
        let to: String = form_urlencoded::byte_serialize(elsewhere.as_bytes()).collect();
        let page = visitor
            .get(&format!("/console/sign-in?return_to={to}"))
            .await;
        let back = visitor.press_with(&page, "/console/sign-in", &fields).await;
        assert_eq!(back.location(), "/console", "{elsewhere}");
    }
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    for _ in 0..3 {
        world.clock.advance(Duration::from_hours(11));
        assert_eq!(iris.get("/console").await.status, 200);
    }
    world.clock.advance(Duration::from_hours(12));
    assert_eq!(iris.get("/console").await.status, 303);
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let theirs = world.administrator("Noah", Role::Owner).await;
    let page = theirs.get("/console").await;
    let (_, body) = testkit::visitor::filled(&page, "/console/sign-out", &[]);
    let token = body.strip_prefix("csrf=").unwrap();
    for fields in [
        vec![],
        vec![("csrf", "")],
        vec![("csrf", "x")],
        vec![("csrf", token)],
        vec![("csrf", token), ("csrf", token)],
    ] {
        let answer = iris.post("/console/sign-out", &fields).await;
        assert_eq!(answer.status, 403, "{fields:?}");
    }
    assert_eq!(iris.get("/console").await.status, 200, "still signed in");
    let foreign = world.anonymous().sending("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post("/console/sign-out", &[]).await.status, 403);
}

#[tokio::test]
async fn unknown_pages_and_methods_are_told_apart_only_for_administrators() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Viewer).await;
    let page = iris.get("/console/nothing").await;
    assert_eq!(page.status, 404);
    assert!(page.body.contains("There is no such page"));
    assert_eq!(world.anonymous().get("/console/nothing").await.status, 303);
}

#[tokio::test]
async fn language_and_colours_are_remembered() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Viewer).await;
    let page = iris.get("/console").await;
    let look = [("language", "zh-Hans"), ("theme", "dark")];
    assert_eq!(
        iris.press_with(&page, "/console/look", &look)
            .await
            .location(),
        "/console"
    );
    let page = iris.get("/console").await.body;
    assert!(
        page.contains("lang=\"zh-Hans\"") && page.contains("data-theme=\"dark\""),
        "{page}"
    );
    assert!(page.contains("概览"));
}

#[tokio::test]
async fn a_form_sent_after_the_session_had_ended_is_sent_again_by_its_sender() {
    let world = World::new().await;
    sets_up(&world.anonymous(), &setup_link(&world).await).await;
    let iris = world.administrator("Noah", Role::Owner).await;
    world.clock.advance(Duration::from_hours(13));
    // Any form of the console waits; that nothing is behind this address shows that it was sent.
    let sent = iris
        .post("/console/nothing", &[("csrf", "old"), ("name", "typed")])
        .await;
    let door = sent.location().to_owned();
    assert!(door.starts_with("/console/sign-in?draft="), "{door}");
    assert!(!door.contains("typed"));
    let page_again = iris.get(&door).await;
    assert!(
        page_again.body.contains("is kept for 15 minutes"),
        "{}",
        page_again.body
    );
    let fields = [("email", "iris@acme.example"), ("password", PASSWORD)];
    let way_on = iris
        .press_with(&page_again, "/console/sign-in", &fields)
        .await;
    let resume = iris.get(way_on.location()).await;
    assert!(resume.body.contains("Save them now"), "{}", resume.body);
    let again = iris.press(&resume, "/console/resume").await;
    assert_eq!(again.status, 404);
    assert!(
        again.body.contains("There is no such page"),
        "{}",
        again.body
    );
    // It was there once.
    let twice = iris.press(&resume, "/console/resume").await;
    assert!(twice.body.contains("no longer there"), "{}", twice.body);
}

#[tokio::test]
async fn a_form_that_waits_is_gone_after_a_quarter_of_an_hour() {
    let world = World::new().await;
    sets_up(&world.anonymous(), &setup_link(&world).await).await;
    let visitor = world.anonymous();
    let sent = visitor.post("/console/nothing", &[("name", "typed")]).await;
    let page = visitor.get(sent.location()).await;
    world.clock.advance(Duration::from_mins(16));
    let fields = [("email", "iris@acme.example"), ("password", PASSWORD)];
    let way_on = visitor.press_with(&page, "/console/sign-in", &fields).await;
    let resume = visitor.get(way_on.location()).await;
    let gone = visitor.press(&resume, "/console/resume").await;
    assert_eq!(gone.status, 404);
    assert!(gone.body.contains("no longer there"), "{}", gone.body);
}
