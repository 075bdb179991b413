//! An application in the console, changed and deleted: by owners, never by surprise.

use std::time::Duration;

use oidc::{Application, ManagementApi, SigningAlgorithm};
use serde_json::{Value, json};
use store::{Role, SubjectKind};
use testkit::application::{Asked, claims};
use testkit::in_process::Answer;
use testkit::visitor::{Visitor, filled};
use testkit::world::{Database, World};

use crate::console_applications::{LIST, web};
use crate::console_said::{after, says, says_not};
use crate::ways;

const HERE: &str = "/console/applications/demo-app";
const WAYS: &str = "/console/applications/demo-app/ways";
const DELETE: &str = "/console/applications/demo-app/delete";

async fn demo_app(world: &World) -> Application {
    let known = world.store.application("demo-app").await.unwrap();
    known.unwrap()
}

async fn save(visitor: &Visitor<'_>, page: &str, fields: &[(&str, &str)]) -> Answer {
    let form = visitor.get(page).await;
    assert_eq!(form.status, 200, "{}", form.body);
    visitor.press_with(&form, page, fields).await
}

/// The last change of the demo application, as `field: before -> after`.
async fn changes(world: &World) -> Vec<String> {
    let kind = SubjectKind::Application;
    let changes = world.store.changes_of(kind, "demo-app", None, 1).await;
    let fields = changes.unwrap().remove(0).fields.into_iter();
    fields
        .map(|it| format!("{}: {} -> {}", it.field, it.before, it.after))
        .collect()
}

#[tokio::test]
async fn every_field_is_saved_and_nothing_else_changes() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let before = demo_app(&world).await;
        let unchanged = save(&iris, HERE, &[]).await;
        says(&after(&iris, &unchanged).await, "was the same already.");
        assert_eq!(demo_app(&world).await, before);

        let fields = [
            ("name", " Paper Boat "),
            ("description", "Folds paper"),
            ("client_uri", "https://boat.example/start"),
            (
                "redirect_uris",
                "http://localhost:3003/callback\r\n\r\n https://boat.example/cb \r\nhttps://boat.example/cb",
            ),
            ("post_logout_redirect_uris", "https://boat.example/bye"),
            ("backchannel_logout_uri", " https://boat.example/logout "),
            ("backchannel_logout_session_required", "yes"),
            ("cors_allowed_origins", "https://admin.example"),
            ("third_party", "yes"),
            ("id_token_alg", "RS256"),
        ];
        world.clock.advance(Duration::from_secs(1));
        let answer = save(&iris, HERE, &fields).await;
        let page = after(&iris, &answer).await;
        says(&page, "<bdi>Paper Boat</bdi> is saved.");
        says(&page, "Of somebody else");
        says(&page, "href=\"https://boat.example/start\"");
        let now = demo_app(&world).await;
        let expected = Application {
            name: "Paper Boat".to_owned(),
            description: Some("Folds paper".to_owned()),
            client_uri: Some("https://boat.example/start".to_owned()),
            redirect_uris: vec![
                "http://localhost:3003/callback".to_owned(),
                "https://boat.example/cb".to_owned(),
            ],
            post_logout_redirect_uris: vec!["https://boat.example/bye".to_owned()],
            cors_allowed_origins: vec!["https://admin.example".to_owned()],
            backchannel_logout_uri: Some("https://boat.example/logout".to_owned()),
            backchannel_logout_session_required: true,
            third_party: true,
            id_token_alg: SigningAlgorithm::Rs256,
            ..before
        };
        assert_eq!(now, expected);
        assert_eq!(changes(&world).await.len(), 10);

        let first_party = save(&iris, HERE, &[]).await;
        says(&after(&iris, &first_party).await, "was the same already.");
        // A box that is not ticked is not sent.
        let page = iris.get(HERE).await;
        let (_, body) = filled(&page, HERE, &[]);
        let body = body.replace("&third_party=yes", "");
        assert_eq!(iris.send(HERE, body).await.status, 303);
        let tokens = world.application().signs_in("xiaoming").await;
        let header = tokens["id_token"].as_str().unwrap();
        assert!(claims(header).is_object());
    }
}

#[tokio::test]
async fn the_signature_that_is_chosen_is_that_of_id_tokens() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    for algorithm in ["RS256", "ES384", "EdDSA", "ES256"] {
        save(&iris, HERE, &[("id_token_alg", algorithm)]).await;
        let tokens = world.application().signs_in("xiaoming").await;
        let token = tokens["id_token"].as_str().unwrap();
        let header = token.split('.').next().unwrap();
        let header = decoded(header);
        assert_eq!(header["alg"], algorithm);
    }
    // What is none leaves it as it is.
    for none in ["none", "HS256", ""] {
        let answer = save(&iris, HERE, &[("id_token_alg", none)]).await;
        assert_eq!(answer.status, 303);
        let now = demo_app(&world).await.id_token_alg;
        assert_eq!(now, SigningAlgorithm::Es256, "{none}");
    }
}

fn decoded(part: &str) -> Value {
    use base64::Engine;
    use base64::prelude::BASE64_URL_SAFE_NO_PAD;
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = demo_app(&world).await;
    let many: Vec<String> = (0..101).map(|n| format!("https://a.example/{n}")).collect();
    let many = many.join("\n");
    let long = "d".repeat(1001);
    let far = format!("https://a.example/{}", "p".repeat(2048));
    for (field, value, text) in [
        ("name", "", "An application has a name"),
        ("name", "\u{200B}", "An application has a name"),
        (
            "description",
            &long,
            "There is room for <code>1000</code> characters.",
        ),
        ("client_uri", "boat.example", "An address is whole"),
        ("client_uri", "javascript:alert(1)", "An address is whole"),
        (
            "redirect_uris",
            "",
            "An application needs a redirect address",
        ),
        (
            "redirect_uris",
            " \n ",
            "An application needs a redirect address",
        ),
        (
            "redirect_uris",
            &many,
            "There is room for <code>100</code> addresses.",
        ),
        (
            "redirect_uris",
            "https://a.example/\nhttps://*.a.example/",
            "An address has no *",
        ),
        ("redirect_uris", "boat:/cb", "Only a native application"),
        (
            "redirect_uris",
            &far,
            "There is room for <code>2048</code> characters.",
        ),
        (
            "post_logout_redirect_uris",
            "https://a.example/#x",
            "An address has no #.",
        ),
        (
            "backchannel_logout_uri",
            "http://a.example/logout",
            "It begins with https, or leads to the same machine.",
        ),
        (
            "backchannel_logout_uri",
            "https://a.example/#x",
            "An address has no #.",
        ),
        (
            "backchannel_logout_uri",
            &far,
            "There is room for <code>2048</code> characters.",
        ),
        (
            "cors_allowed_origins",
            "https://a.example/path",
            "An address is whole",
        ),
        ("cors_allowed_origins", "*", "An address is whole"),
    ] {
        let mut fields = vec![(field, value)];
        if field != "description" {
            fields.push(("description", "kept by Noor"));
        }
        let answer = save(&iris, HERE, &fields).await;
        assert_eq!(answer.status, 422, "{field} {value}: {}", answer.body);
        says(&answer, text);
        says(&answer, "role=\"alert\"");
        says(&answer, &format!("id=\"{field}-problem\""));
        if field != "description" {
            says(&answer, "kept by Noor");
        }
    }
    let answer = save(&iris, HERE, &[("name", ""), ("client_uri", "x")]).await;
    says(&answer, "2 fields need another look");
    assert_eq!(demo_app(&world).await, before);
    for page in [
        "/console/applications/nobody",
        "/console/applications/nobody/ways",
        "/console/applications/nobody/activity",
        "/console/applications/nobody/delete",
    ] {
        assert_eq!(iris.get(page).await.status, 404, "{page}");
        let form = iris.get(HERE).await;
        let (_, body) = filled(&form, HERE, &[]);
        assert!(iris.send(page, body).await.status >= 404, "{page}");
    }
}

#[tokio::test]
async fn an_application_without_an_address_may_stay_without_one() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let ops = world.machine("ops").await;
    let empty = json!({ "id": "empty", "name": "Empty", "type": "Traditional" });
    assert_eq!(ops.post("/api/applications", empty).await.status, 200);
    let here = "/console/applications/empty";
    says(&iris.get(here).await, "Nobody can sign in yet");
    let saved = save(&iris, here, &[("name", "Half")]).await;
    says(&after(&iris, &saved).await, "<bdi>Half</bdi> is saved.");
    let page = iris.get(&format!("{here}/activity")).await;
    says(&page, "Nobody yet.");
    says_not(&page, "/oidc/auth");
}

#[tokio::test]
async fn a_machine_has_access_or_none_and_no_addresses() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let ops = world.machine("ops").await;
    let here = "/console/applications/ops";
    let page = iris.get(here).await;
    says_not(&page, "redirect_uris");
    says_not(&page, &format!("{here}/ways"));
    says(
        &page,
        "Whoever has its secret can do everything that an owner can.",
    );
    let fields = [
        ("management_api", "read"),
        ("redirect_uris", "https://a.example/"),
        ("third_party", "yes"),
    ];
    assert_eq!(save(&iris, here, &fields).await.status, 303);
    let now = world.store.application("ops").await.unwrap().unwrap();
    assert_eq!(now.management_api, Some(ManagementApi::Read));
    assert!(now.redirect_uris.is_empty() && !now.third_party);
    let body = json!({ "name": "x", "type": "SPA" });
    assert_eq!(ops.post("/api/applications", body).await.status, 403);
    save(&iris, here, &[("management_api", "")]).await;
    assert_eq!(ops.get("/api/applications").await.status, 403);
    // Nobody signs in to it.
    let ways = iris.get(&format!("{here}/ways")).await;
    says(&ways, "Nobody signs in to it.");
    let (_, body) = filled(&page, here, &[("which", "some")]);
    assert_eq!(iris.send(&format!("{here}/ways"), body).await.status, 404);
    let activity = iris.get(&format!("{here}/activity")).await;
    says_not(&activity, "Latest sign-ins");
    says(&activity, "<bdi>Iris</bdi>");
    let delete = iris.get(&format!("{here}/delete")).await;
    says(&delete, "Its secret stops working. One was last used:");
    says_not(&delete, "are signed in");
}

#[tokio::test]
async fn two_owners_lose_nothing_of_each_other() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let noor = world.administrator("Noor", Role::Owner).await;
        let page = iris.get(HERE).await;
        world.clock.advance(Duration::from_secs(1));
        let theirs = [
            ("name", "Noor's"),
            ("third_party", "yes"),
            (
                "redirect_uris",
                "https://noor.example/1\nhttps://noor.example/2",
            ),
        ];
        assert_eq!(save(&noor, HERE, &theirs).await.status, 303);
        let mine = [
            ("name", "Iris's"),
            ("description", "of Iris"),
            ("cors_allowed_origins", "https://iris.example"),
        ];
        let conflict = iris.press_with(&page, HERE, &mine).await;
        assert_eq!(conflict.status, 409, "{}", conflict.body);
        says(&conflict, "<bdi>Noor</bdi> changed it while you were here");
        for text in [
            "Keep mine",
            "Use theirs",
            "Noor&#39;s",
            "Iris&#39;s",
            "<code class=\"block\">https://noor.example/2</code>",
        ] {
            says(&conflict, text);
        }
        // What Noor has not touched is no question.
        says_not(&conflict, "type=\"radio\" name=\"description\"");
        assert_eq!(demo_app(&world).await.name, "Noor's");
        // Mine is chosen where both have changed it, theirs where only they have.
        world.clock.advance(Duration::from_secs(1));
        let saved = iris.press(&conflict, HERE).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        let now = demo_app(&world).await;
        assert_eq!(now.name, "Iris's");
        assert_eq!(now.description.as_deref(), Some("of Iris"));
        assert_eq!(now.cors_allowed_origins, ["https://iris.example"]);
        assert!(now.third_party);
        let addresses = ["https://noor.example/1", "https://noor.example/2"];
        assert_eq!(now.redirect_uris, addresses);
        // The decision is stale too, when somebody is quicker again.
        world.clock.advance(Duration::from_secs(1));
        save(&noor, HERE, &[("name", "Noor's again")]).await;
        let late = iris.press(&conflict, HERE).await;
        assert_eq!(late.status, 409);
        says(&late, "Noor&#39;s again");
    }
}

#[tokio::test]
async fn what_others_do_elsewhere_is_no_conflict() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noor = world.administrator("Noor", Role::Owner).await;
    let settings = iris.get(HERE).await;
    let ways = iris.get(WAYS).await;
    world.clock.advance(Duration::from_secs(1));
    let only = [("which", "some"), ("way-wechat", "yes")];
    assert_eq!(save(&noor, WAYS, &only).await.status, 303);
    save(&noor, HERE, &[("description", "of Noor")]).await;
    world.clock.advance(Duration::from_secs(1));
    let saved = iris.press_with(&settings, HERE, &[("name", "Mine")]).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let now = demo_app(&world).await;
    assert_eq!(now.name, "Mine");
    assert_eq!(
        now.description.as_deref(),
        Some("of Noor"),
        "untouched by Iris"
    );
    assert_eq!(now.ways, Some(vec!["wechat".to_owned()]));
    // Both want the same.
    let same = iris.press_with(&ways, WAYS, &only).await;
    says(&after(&iris, &same).await, "was the same already.");
    // Both want something else.
    let back = iris.get(WAYS).await;
    assert_eq!(back.status, 200);
    world.clock.advance(Duration::from_secs(1));
    save(&noor, WAYS, &[("which", "all")]).await;
    world
        .apply(json!({ "connectors": [{
            "id": "second", "factory": "wechat-web", "endpoints": "simulator",
            "config": { "clientId": ways::APP_ID, "clientSecret": "0123456789abcdef0123456789abcdef" },
        }] }))
        .await;
    let fields = [("order", "wechat second"), ("way-second", "yes")];
    let conflict = iris.press_with(&back, WAYS, &fields).await;
    assert_eq!(conflict.status, 409, "{}", conflict.body);
    says(&conflict, "All that are on");
    says(&conflict, "<code>only second wechat</code>");
    let saved = iris.press(&conflict, WAYS).await;
    assert_eq!(saved.location(), WAYS);
    let now = demo_app(&world).await.ways.unwrap();
    assert_eq!(now, ["second", "wechat"]);
}

#[tokio::test]
async fn without_a_state_that_was_seen_everything_is_a_question() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = demo_app(&world).await;
    for edition in ["", "x", "0", "-1", "99999999999999999999"] {
        let fields = [("name", "Mine"), ("edition", edition)];
        let answer = save(&iris, HERE, &fields).await;
        assert_eq!(answer.status, 409, "{edition}");
        says(&answer, "Mine");
    }
    assert_eq!(demo_app(&world).await, before);
}

/// Where the button of a way leads to when somebody presses it, shown or not.
async fn presses(world: &World, asked: &Asked, connector: &str) -> (Answer, Answer) {
    let visitor = world.anonymous();
    let page = visitor.follow(&asked.address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let known = page.body.contains("/sign-in/social/second");
    let shown = if known { "second" } else { "wechat" };
    let (_, body) = filled(&page, &format!("/sign-in/social/{shown}"), &[]);
    let answer = visitor
        .send(&format!("/sign-in/social/{connector}"), body)
        .await;
    (page, answer)
}

#[tokio::test]
async fn only_the_ways_that_are_ticked_are_offered_and_work() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(WAYS).await;
    says(&page, "name=\"which\" value=\"all\" checked");
    let fields = [("which", "some"), ("way-second", "yes")];
    let (_, body) = filled(&page, WAYS, &fields);
    let body = body.replace("&way-wechat=yes", "");
    let saved = iris.send(WAYS, body).await;
    says(&after(&iris, &saved).await, "is saved.");
    assert_eq!(demo_app(&world).await.ways, Some(vec!["second".to_owned()]));

    let application = world.application();
    let (page, pressed) = presses(&world, &application.asks(&[]), "second").await;
    says_not(&page, "/sign-in/social/wechat");
    assert!(pressed.location().contains("/connect/qrconnect"));
    // A button that is not shown leads nowhere, and the direct way neither.
    let (_, pressed) = presses(&world, &application.asks(&[]), "wechat").await;
    let to_wechat = pressed.headers.get("location");
    let to_wechat = to_wechat
        .and_then(|it| it.to_str().ok())
        .unwrap_or_default();
    assert!(!to_wechat.contains("qrconnect"), "{to_wechat}");
    // By the name of the vendor it is the other connector of that vendor.
    let direct = application.asks(&[("direct_sign_in", "social:wechat")]);
    let answer = world.anonymous().follow(&direct.address).await;
    let qr = answer.location();
    assert!(
        qr.contains("/connect/qrconnect") && qr.contains(ways::APP_ID),
        "{qr}"
    );
    // Other applications go on as before.
    let (id, secret) = web(&iris, "Other").await;
    let mut other = world.client(&id, Some(&secret));
    other.redirect_uri = "https://app.example/callback".to_owned();
    let page = world.anonymous().follow(&other.asks(&[]).address).await;
    says(&page, "/sign-in/social/wechat");
    says(&page, "/sign-in/social/second");

    let all = save(&iris, WAYS, &[("which", "all")]).await;
    assert_eq!(all.status, 303);
    assert_eq!(demo_app(&world).await.ways, None);
}

#[tokio::test]
async fn somebody_has_to_be_able_to_sign_in() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(WAYS).await;
    let (_, body) = filled(&page, WAYS, &[("which", "some")]);
    let body = body.replace("&way-wechat=yes", "");
    let answer = iris.send(WAYS, body).await;
    assert_eq!(answer.status, 422, "{}", answer.body);
    says(&answer, "Nobody could sign in. Tick at least one way");
    says(&answer, "name=\"which\" value=\"some\" checked");
    assert_eq!(demo_app(&world).await.ways, None);
    // A connector that nobody knows is none.
    let fields = [
        ("which", "some"),
        ("order", "wechat ghost"),
        ("way-ghost", "yes"),
    ];
    let answer = save(&iris, WAYS, &fields).await;
    assert_eq!(answer.status, 422);
    says(&answer, "There is no connector <code>ghost</code>");
    // One that is gone may stay until somebody sees to it.
    save(&iris, WAYS, &[("which", "some")]).await;
    let ops = world.machine("ops").await;
    ops.delete("/api/connectors/wechat").await;
    let page = iris.get(WAYS).await;
    says(&page, "A connector that is deleted");
    let saved = save(&iris, HERE, &[("name", "Boat")]).await;
    says(&after(&iris, &saved).await, "<bdi>Boat</bdi> is saved.");
    let all = save(&iris, WAYS, &[("which", "all")]).await;
    assert_eq!(all.status, 303);
    says(&iris.get(WAYS).await, "/console/connectors");
}

#[tokio::test]
async fn activity_shows_sign_ins_and_changes_and_leads_to_the_sign_in_page() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let here = format!("{HERE}/activity");
    let page = iris.get(&here).await;
    says(&page, "Nobody yet.");
    let (_, rest) = page.body.split_once("href=\"/oidc/auth?").unwrap();
    let query = rest.split('"').next().unwrap().replace("&#38;", "&");
    let asked = world
        .anonymous()
        .follow(&format!("/oidc/auth?{query}"))
        .await;
    says(&asked, "/sign-in/social/wechat");
    world.application().signs_in("xiaoming").await;
    world.clock.advance(Duration::from_secs(1));
    save(&iris, HERE, &[("name", "Boat")]).await;
    let page = iris.get(&here).await;
    says(&page, "小明");
    says(&page, "/console/activity?application=demo-app");
    says(&page, "<bdi>Boat</bdi>");
    says_not(&page, "Nobody yet.");
    // The history leads here.
    let all = iris.get("/console/activity/changes").await;
    says(&all, "href=\"/console/applications/demo-app\"");
}

#[tokio::test]
async fn deleting_says_what_happens_and_asks_for_the_name_when_people_lose_access() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let (unused, _) = web(&iris, "Unused").await;
        let path = format!("{LIST}/{unused}/delete");
        let page = iris.get(&path).await;
        says(&page, "Nobody is signed in to it.");
        says_not(&page, "type its name");
        let deleted = iris.press(&page, &path).await;
        assert_eq!(deleted.location(), LIST);
        says(
            &after(&iris, &deleted).await,
            "<bdi>Unused</bdi> is deleted.",
        );
        assert_eq!(iris.press(&page, &path).await.status, 404);

        let page = iris.get(DELETE).await;
        // Somebody comes after the page was shown.
        world.application().signs_in("xiaoming").await;
        let name = demo_app(&world).await.name;
        for typed in ["", "demo-app", &name[1..]] {
            let answer = iris.press_with(&page, DELETE, &[("name", typed)]).await;
            assert_eq!(answer.status, 422, "{typed}");
            says(
                &answer,
                "One person is signed in to it, and loses access at once.",
            );
            says(&answer, "one sign-in in the last 30 days");
            says(&answer, "id=\"name-problem\"");
        }
        let client = world.application();
        let typed = format!(" {name} ");
        let deleted = iris.press_with(&page, DELETE, &[("name", &typed)]).await;
        assert_eq!(deleted.status, 303, "{}", deleted.body);
        assert!(world.store.application("demo-app").await.unwrap().is_none());
        let refused = client.token(&[("grant_type", "refresh_token")]).await;
        assert_eq!(refused.json()["error"], "invalid_client");
        let changes = world.store.changes(None, 9).await.unwrap();
        let gone = changes
            .iter()
            .filter(|it| it.action == store::Action::Deleted);
        assert_eq!(gone.count(), 2);
    }
}

#[tokio::test]
async fn a_viewer_sees_everything_and_changes_nothing() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noah = world.administrator("Noah", Role::Viewer).await;
    let before = demo_app(&world).await;
    for (page, form) in [
        (HERE.to_owned(), HERE),
        (WAYS.to_owned(), WAYS),
        (format!("{HERE}/connection"), ""),
        (format!("{HERE}/activity"), ""),
    ] {
        let seen = noah.get(&page).await;
        assert_eq!(seen.status, 200, "{page}");
        says_not(&seen, "data-savebar");
        says_not(&seen, &format!("{HERE}/delete\""));
        if !form.is_empty() {
            // The token is right, the role is not.
            let owners = noah.get(&page).await;
            let answer = noah
                .press_with(&owners, form, &[("name", "Mine"), ("which", "all")])
                .await;
            assert_eq!(answer.status, 403, "{page}");
            says(&answer, "Iris");
        }
    }
    for path in ["delete", "secrets/new", "secrets/delete?secret=default"] {
        let page = format!("{HERE}/{path}");
        assert_eq!(noah.get(&page).await.status, 200, "{page}");
        let form = noah.get(&page).await;
        let answer = noah.press_with(&form, HERE, &[("name", "Mine")]).await;
        assert_eq!(answer.status, 403, "{page}");
    }
    assert_eq!(demo_app(&world).await, before);
    assert_eq!(iris.get(HERE).await.status, 200);
}
