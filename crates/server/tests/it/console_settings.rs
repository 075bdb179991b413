//! *Settings*: the server's own, its keys, sessions and data.

use std::time::Duration;

use connector_kit::Clock;
use store::{ActorKind, Role, ServerSettings};
use testkit::story::signs_in_directly;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};

async fn settings(world: &World) -> ServerSettings {
    world.store.server_settings().await.unwrap().0
}

/// What the newest record of a change by an administrator says.
async fn last_change(world: &World) -> String {
    let changes = world.store.changes(None, 50).await.unwrap();
    let theirs = |change: &&store::RecordedChange| change.actor.kind == ActorKind::Administrator;
    serde_json::to_string(&changes.iter().find(theirs)).unwrap()
}

async fn kids(visitor: &Visitor<'_>) -> Vec<String> {
    let document = visitor.get("/oidc/jwks").await.json();
    let keys = document["keys"].as_array().unwrap();
    let kids = keys.iter().map(|jwk| jwk["kid"].as_str().unwrap());
    kids.map(str::to_owned).collect()
}

#[tokio::test]
async fn every_part_is_there_for_owners_and_viewers() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 1).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let noah = world.administrator("Noah", Role::Viewer).await;
        for path in [
            "",
            "/administrators",
            "/administrators/new",
            "/keys",
            "/keys/rotate",
            "/sessions",
            "/sessions/end",
            "/data",
            "/data/delete",
            "/about",
            "/me",
            "/address",
            "/address?to=https://id.acme.example",
            "/address-check",
        ] {
            let path = format!("/console/settings{path}");
            for visitor in [&iris, &noah] {
                let page = visitor.get(&path).await;
                assert_eq!(page.status, 200, "{path}: {}", page.body);
            }
            let door = world.anonymous().get(&path).await;
            assert!(door.location().starts_with("/console/sign-in"), "{path}");
        }
    }
}

#[tokio::test]
async fn the_language_of_the_console_is_for_those_who_ask_for_none_of_its_own() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get("/console/settings").await;
    assert!(page.body.contains("name=\"first_steps\""));
    let fields = [("language", "fr")];
    let saved = iris.press_with(&page, "/console/settings", &fields).await;
    assert_eq!(saved.location(), "/console/settings");
    let page = iris.get("/console/settings").await;
    assert!(
        page.body.contains("Les réglages sont enregistrés"),
        "{}",
        page.body
    );
    let now = settings(&world).await;
    assert_eq!(now.default_language.as_deref(), Some("fr"));
    let change = last_change(&world).await;
    assert!(
        change.contains("defaultLanguage") && change.contains("Iris"),
        "{change}"
    );

    let german = world.anonymous().sending("accept-language", "de");
    assert!(
        german
            .get("/console/sign-in")
            .await
            .body
            .contains("lang=\"fr\"")
    );
    let chinese = world.anonymous().sending("accept-language", "zh-TW");
    let door = chinese.get("/console/sign-in").await;
    assert!(door.body.contains("lang=\"zh-Hans\" dir"), "{}", door.body);

    // A language that the console does not speak changes nothing.
    for odd in ["ja", "ar-XB", "", "x"] {
        let page = iris.get("/console/settings").await;
        let fields = [("language", odd)];
        iris.press_with(&page, "/console/settings", &fields).await;
        assert_eq!(
            settings(&world).await.default_language.as_deref(),
            Some("fr"),
            "{odd}"
        );
    }
}

#[tokio::test]
async fn what_the_sign_in_pages_speak_does_not_bind_the_console() {
    let world = World::new().await;
    let mut experience = world.store.experience().await.unwrap();
    experience.languages.enabled = vec!["ja".to_owned()];
    experience.languages.fallback = "ja".to_owned();
    world.experience(&experience).await;
    let french = world.anonymous().sending("accept-language", "fr");
    assert!(
        french
            .get("/console/sign-in")
            .await
            .body
            .contains("lang=\"fr\"")
    );
    assert!(french.get("/sign-in").await.body.contains("lang=\"ja\""));
}

#[tokio::test]
async fn days_are_whole_and_within_bounds() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get("/console/settings/data").await;
    for bad in ["", "0", "3651", "-1", "1.5", "many", "99999999999"] {
        let fields = [("attempt_days", bad), ("change_days", "30")];
        let answer = iris
            .press_with(&page, "/console/settings/data", &fields)
            .await;
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.body.contains("from 1 to 3650"), "{}", answer.body);
        assert!(
            answer.body.contains("value=\"30\""),
            "nothing typed is lost"
        );
        assert_eq!(settings(&world).await, ServerSettings::default());
    }
    let fields = [("attempt_days", " 30 "), ("change_days", "3650")];
    let saved = iris
        .press_with(&page, "/console/settings/data", &fields)
        .await;
    assert_eq!(saved.location(), "/console/settings/data");
    let now = settings(&world).await;
    assert_eq!(
        (now.attempt_retention_days, now.change_retention_days),
        (30, 3650)
    );
}

#[tokio::test]
async fn two_owners_see_what_the_other_has_changed() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noah = world.administrator("Noah", Role::Owner).await;
    let path = "/console/settings/data";
    let (hers, his) = (iris.get(path).await, noah.get(path).await);
    let general = noah.get("/console/settings").await;
    let first = [("attempt_days", "30"), ("change_days", "400")];
    assert_eq!(iris.press_with(&hers, path, &first).await.status, 303);

    let second = [("attempt_days", "60"), ("change_days", "400")];
    let conflict = noah.press_with(&his, path, &second).await;
    assert_eq!(conflict.status, 409);
    for text in [
        "<bdi>Iris</bdi> changed this",
        "<code>30</code>",
        "<code>60</code>",
    ] {
        assert!(conflict.body.contains(text), "{text} in {}", conflict.body);
    }
    assert!(
        !conflict.body.contains("<code>400</code>"),
        "no conflict there"
    );
    assert!(
        conflict.body.contains("value=\"60\""),
        "nothing typed is lost"
    );
    assert_eq!(settings(&world).await.attempt_retention_days, 30);
    // Saving the page keeps his own.
    let kept = noah.press_with(&conflict, path, &second).await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    assert_eq!(settings(&world).await.attempt_retention_days, 60);
    // Another part of the settings is no conflict.
    let fields = [("language", "fr"), ("first_steps", "true")];
    let saved = noah
        .press_with(&general, "/console/settings", &fields)
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let now = settings(&world).await;
    assert_eq!(now.attempt_retention_days, 60);
    assert_eq!(now.default_language.as_deref(), Some("fr"));
}

#[tokio::test]
async fn two_owners_who_choose_languages_see_each_other() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noah = world.administrator("Noah", Role::Owner).await;
    let path = "/console/settings";
    let (hers, his) = (iris.get(path).await, noah.get(path).await);
    let fields = |language| [("language", language), ("first_steps", "true")];
    assert_eq!(
        iris.press_with(&hers, path, &fields("fr")).await.status,
        303
    );
    // The same again is what it is already.
    assert_eq!(noah.press_with(&his, path, &fields("fr")).await.status, 303);
    let conflict = noah.press_with(&his, path, &fields("zh-Hans")).await;
    assert_eq!(conflict.status, 409);
    assert!(
        conflict.body.contains("<code>Français</code>"),
        "{}",
        conflict.body
    );
    let kept = noah.press_with(&conflict, path, &[]).await;
    assert_eq!(kept.status, 303);
    assert_eq!(
        settings(&world).await.default_language.as_deref(),
        Some("zh-Hans")
    );
}

#[tokio::test]
async fn what_another_address_changes_is_shown_with_both_values() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = |to: &str| format!("/console/settings/address?to={to}");
    let plan = iris.get(&page("https://id.acme.example")).await;
    for text in [
        "<code>localhost</code>",
        "<code>id.acme.example</code>",
        "<code>http://localhost:3001/callback/wechat</code>",
        "<code>https://id.acme.example/callback/wechat</code>",
        "<code>https://id.acme.example/oidc</code>",
        "授权回调域",
    ] {
        assert!(plan.body.contains(text), "{text} in {}", plan.body);
    }
    for (bad, why) in [
        ("id.acme.example", "looks like"),
        ("https://id.acme.example/path", "looks like"),
        ("javascript:alert(1)", "looks like"),
        ("http://localhost:3001", "present address"),
    ] {
        let answer = iris.get(&page(bad)).await;
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.body.contains(why), "{bad}: {}", answer.body);
    }
}

#[tokio::test]
async fn an_address_that_nobody_answers_at_is_told() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get("/console/settings/address-check").await;
    assert!(
        page.body.contains("does not lead to this server"),
        "{}",
        page.body
    );
    assert!(page.body.contains("nobody listens there"), "{}", page.body);
}

#[tokio::test]
async fn keys_rotate_and_old_tokens_stay_good() {
    for (database, nodes) in [(Database::Sqlite, 1), (Database::Postgres, 2)] {
        let world = World::with(database, nodes).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let before = kids(&iris).await;
        let tokens = signs_in_directly(&world, "xiaoming").await;
        let old_token = tokens["id_token"].as_str().unwrap().to_owned();

        let page = iris.get("/console/settings/keys/rotate").await;
        let done = iris.press(&page, "/console/settings/keys/rotate").await;
        assert_eq!(done.location(), "/console/settings/keys");
        for node in &world.nodes {
            node.refresh().await.unwrap();
        }
        let published = kids(&iris).await;
        assert_eq!(published.len(), before.len() + 4);
        assert!(before.iter().all(|kid| published.contains(kid)));
        let listed = iris.get("/console/settings/keys").await.body;
        assert_eq!(listed.matches("Signs soon").count(), 4, "{listed}");
        let change = last_change(&world).await;
        assert!(
            change.contains("signing_key") && change.contains(&before[0]),
            "{change}"
        );

        // Pressing twice leads to the first result.
        let again = iris.press(&page, "/console/settings/keys/rotate").await;
        assert_eq!(again.location(), "/console/settings/keys");
        let listed = iris.get("/console/settings/keys").await.body;
        assert!(listed.contains("rotated the keys already"), "{listed}");
        assert_eq!(kids(&iris).await.len(), published.len());

        let kid_of = async |person| {
            let tokens = signs_in_directly(&world, person).await;
            let token = tokens["id_token"].as_str().unwrap().to_owned();
            let header = jsonwebtoken::decode_header(&token).unwrap();
            header.kid.unwrap()
        };
        // The new one is made known first.
        world.clock.advance(Duration::from_secs(4));
        assert!(before.contains(&kid_of("lifang").await));
        world.clock.advance(Duration::from_secs(2));
        let new = kid_of("emma").await;
        assert!(!before.contains(&new) && published.contains(&new));
        // What the old key has signed is still known as ours.
        let out = format!("/oidc/session/end?id_token_hint={old_token}");
        assert_ne!(world.anonymous().get(&out).await.status, 400);

        world.clock.advance(Duration::from_mins(62));
        let dropped = world
            .store
            .drop_signing_keys(world.clock.now().minus(Duration::from_mins(61)));
        assert_eq!(dropped.await, Ok(4));
        for node in &world.nodes {
            node.refresh().await.unwrap();
        }
        assert_eq!(kids(&iris).await.len(), 4);
    }
}

#[tokio::test]
async fn names_of_other_keys_rotate_nothing() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get("/console/settings/keys/rotate").await;
    let present = kids(&iris).await;
    for fields in [
        &[("kid.0", "")][..],
        &[("kid.0", "x"), ("kid.1", "y")],
        &[
            ("kid.0", present[0].as_str()),
            ("kid.1", present[0].as_str()),
        ],
        &[("kid.2", "more")],
    ] {
        let answer = iris
            .press_with(&page, "/console/settings/keys/rotate", fields)
            .await;
        assert_eq!(answer.status, 303, "{fields:?}");
        assert_eq!(kids(&iris).await, present, "{fields:?}");
    }
}

#[tokio::test]
async fn everybody_is_signed_out_but_administrators() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let visitor = world.anonymous();
    let application = world.application();
    let request = application.asks(&[]);
    visitor
        .sign_in(&request.address, &world.person("xiaoming"))
        .await;
    let signed_in = visitor
        .get(&application.asks(&[("prompt", "none")]).address)
        .await;
    assert!(
        signed_in.location().contains("code="),
        "{}",
        signed_in.location()
    );

    let page = iris.get("/console/settings/sessions/end").await;
    assert!(
        page.body.contains("One browser is signed in"),
        "{}",
        page.body
    );
    let done = iris.press(&page, "/console/settings/sessions/end").await;
    assert_eq!(done.location(), "/console/settings/sessions");
    let page = iris.get("/console/settings/sessions").await;
    assert!(
        page.body.contains("One browser is signed out"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Nobody is signed in"), "{}", page.body);
    let signed_out = visitor
        .get(&application.asks(&[("prompt", "none")]).address)
        .await;
    assert!(
        signed_out.location().contains("login_required"),
        "{}",
        signed_out.location()
    );
    assert!(last_change(&world).await.contains("signed_out"));
}

#[tokio::test]
async fn old_data_go_and_young_ones_stay() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    signs_in_directly(&world, "xiaoming").await;
    world.clock.advance(Duration::from_hours(24 * 89));
    let iris_again = world.administrator("Iris2", Role::Owner).await;
    let attempts = async || world.store.extent().await.unwrap().attempts;
    let delete = async |visitor: &Visitor<'_>| {
        let page = visitor.get("/console/settings/data/delete").await;
        let done = visitor.press(&page, "/console/settings/data/delete").await;
        assert_eq!(done.location(), "/console/settings/data");
        visitor.get("/console/settings/data").await.body
    };
    let page = delete(&iris_again).await;
    assert!(page.contains("0 sign-ins and 0 changes"), "{page}");
    assert_eq!(attempts().await, 1);
    drop(iris);
    world.clock.advance(Duration::from_hours(25));
    let iris = world.administrator("Iris3", Role::Owner).await;
    let page = delete(&iris).await;
    assert!(page.contains("1 sign-ins"), "{page}");
    assert_eq!(attempts().await, 0);
    assert_eq!(
        world.store.counts().await.unwrap().users,
        1,
        "accounts stay"
    );
}

#[tokio::test]
async fn figures_outlive_what_is_deleted_at_once() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 1).await;
        world.application().signs_in("xiaoming").await;
        // Somebody who does not come back, as the server goes down for a long time.
        let asked = world.application().asks(&[]);
        world.anonymous().go_to_wechat(&asked.address).await;
        let hour = store::hour_of(world.clock.now());
        world.clock.advance(Duration::from_hours(24 * 100));
        let iris = world.administrator("Iris", Role::Owner).await;
        let page = iris.get("/console/settings/data/delete").await;
        iris.press(&page, "/console/settings/data/delete").await;
        assert_eq!(world.store.extent().await.unwrap().attempts, 0);
        let days = world.store.attempts_by_day(hour..hour + 1).await.unwrap();
        let tally = days.values().next().unwrap();
        assert_eq!((tally.started(), tally.successes()), (2, 1), "{tally:?}");
    }
}

#[tokio::test]
async fn about_tells_what_runs_and_how_durable_it_is() {
    for (database, words) in [
        (Database::Sqlite, ["SQLite", "journal_mode = wal"]),
        (Database::Postgres, ["PostgreSQL", "fsync = "]),
    ] {
        let world = World::with(database, 1).await;
        let iris = world.administrator("Iris", Role::Viewer).await;
        world.clock.advance(Duration::from_hours(3));
        let page = iris.get("/console/settings/about").await.body;
        for text in words
            .into_iter()
            .chain(["3 hours", env!("CARGO_PKG_VERSION"), "Tencent"])
        {
            assert!(page.contains(text), "{text} in {page}");
        }
    }
}
