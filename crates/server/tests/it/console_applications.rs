//! Applications in the console: made once, seen by all, their secrets seen once.

use std::time::Duration;

use oidc::{Application, ManagementApi, SigningAlgorithm};
use serde_json::json;
use store::{Role, SubjectKind};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};

use crate::console_said::{after, says, says_not};

pub(crate) const LIST: &str = "/console/applications";
const NEW: &str = "/console/applications/new";
const CALLBACK: &str = "https://app.example/callback";

/// The value of a field that stands on a page.
fn value(page: &Answer, id: &str) -> Option<String> {
    let (_, rest) = page.body.split_once(&format!("id=\"{id}\" value=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

async fn make(visitor: &Visitor<'_>, kind: &str, fields: &[(&str, &str)]) -> Answer {
    let form = visitor.get(&format!("{NEW}?kind={kind}")).await;
    assert_eq!(form.status, 200, "{}", form.body);
    visitor.press_with(&form, NEW, fields).await
}

/// The application that an answer leads to.
async fn made(world: &World, answer: &Answer) -> Application {
    let rest = answer.location().strip_prefix("/console/applications/");
    let id = rest.and_then(|rest| rest.split('/').next()).unwrap();
    world.store.application(id).await.unwrap().unwrap()
}

/// Makes a web application: its id, and the secret that is shown.
pub(crate) async fn web(visitor: &Visitor<'_>, name: &str) -> (String, String) {
    let answer = make(
        visitor,
        "web",
        &[("name", name), ("redirect_uri", CALLBACK)],
    )
    .await;
    let page = after(visitor, &answer).await;
    let id = value(&page, "client_id").unwrap();
    (id, value(&page, "made").unwrap())
}

#[tokio::test]
async fn the_list_says_what_each_application_is_and_how_it_is_used() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let ops = world.machine("ops").await;
    let empty = json!({ "name": "Empty", "type": "Traditional" });
    assert_eq!(ops.post("/api/applications", empty).await.status, 200);
    world
        .apply(json!({ "applications": [
            { "id": "shop", "name": "Shop", "type": "SPA", "redirect_uris": ["https://shop.example/"] },
            { "id": "phone", "name": "Phone", "type": "Native", "redirect_uris": ["app.phone:/cb"] },
        ] }))
        .await;
    let list = iris.get(LIST).await;
    assert_eq!(list.status, 200);
    for text in [
        "Web application",
        "Single-page application",
        "Native application",
        "Machine",
        "Test",
        "Real",
        "No address yet",
        "Needs no address",
        "Nobody yet",
        "href=\"/console/applications/demo-app\"",
    ] {
        says(&list, text);
    }
    world.application().signs_in("xiaoming").await;
    let list = iris.get(LIST).await;
    let row = list.body.split("<tr>").find(|row| row.contains("demo-app"));
    let row = row.unwrap();
    assert!(row.contains(">1</td>"), "{row}");
    assert!(row.contains("<time"), "{row}");

    let noah = world.administrator("Noah", Role::Viewer).await;
    let list = noah.get(LIST).await;
    says(&list, "Shop");
    says_not(&list, NEW);
}

#[tokio::test]
async fn without_an_application_the_list_says_what_one_is() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    world
        .machine("ops")
        .await
        .delete("/api/applications/demo-app")
        .await;
    world
        .machine("ops")
        .await
        .delete("/api/applications/ops")
        .await;
    let list = iris.get(LIST).await;
    says(&list, "An application is what people sign in to.");
    says(&list, "<code>pailou demo</code>");
    says(&list, NEW);
    let noah = world.administrator("Noah", Role::Viewer).await;
    says_not(&noah.get(LIST).await, NEW);
}

#[tokio::test]
async fn each_kind_is_made_with_what_it_needs() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let kinds = iris.get(NEW).await;
    for kind in ["web", "single-page", "native", "machine"] {
        says(&kinds, &format!("{NEW}?kind={kind}"));
    }
    for (kind, address, has_secret) in [
        ("web", CALLBACK, true),
        ("single-page", "http://localhost:5173/", false),
        ("native", "com.example.app:/callback", false),
        ("machine", "", true),
    ] {
        let name = format!("My {kind}");
        let fields = [("name", name.as_str()), ("redirect_uri", address)];
        let answer = make(&iris, kind, &fields).await;
        let application = made(&world, &answer).await;
        assert_eq!(application.name, name);
        let expected: &[&str] = if address.is_empty() { &[] } else { &[address] };
        assert_eq!(application.redirect_uris, expected);
        assert_eq!(application.id_token_alg, SigningAlgorithm::Es256);
        assert_eq!(application.management_api, None);
        let page = after(&iris, &answer).await;
        says(&page, &format!("<bdi>{name}</bdi> is created."));
        assert_eq!(value(&page, "made").is_some(), has_secret, "{kind}");
        let secrets = world.store.application_secrets(&application.id).await;
        assert_eq!(secrets.unwrap().len(), usize::from(has_secret));
    }
    // A kind that nobody knows is asked for again.
    let unknown = iris.get(&format!("{NEW}?kind=toaster")).await;
    says(&unknown, "Choose the kind that fits your program.");
}

#[tokio::test]
async fn the_library_decides_how_id_tokens_are_signed() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    for (library, expected) in [
        ("", SigningAlgorithm::Es256),
        ("go", SigningAlgorithm::Es256),
        ("spring", SigningAlgorithm::Rs256),
    ] {
        let fields = [
            ("name", "Shop"),
            ("redirect_uri", CALLBACK),
            ("library", library),
        ];
        let answer = make(&iris, "web", &fields).await;
        let application = made(&world, &answer).await;
        assert_eq!(application.id_token_alg, expected, "{library}");
        let page = after(&iris, &answer).await;
        says_not(&page, "with RS256 only");
        if library == "spring" {
            says(&page, "issuer-uri: &#34;http://localhost:3001/oidc&#34;");
            says(&page, "<code>/login/oauth2/code/pailou</code>");
        }
    }
    for (kind, library) in [("web", "react"), ("single-page", "spring"), ("web", "none")] {
        let fields = [
            ("name", "Shop"),
            ("redirect_uri", CALLBACK),
            ("library", library),
        ];
        let answer = make(&iris, kind, &fields).await;
        assert_eq!(answer.status, 422, "{kind} {library}");
        says(&answer, "This library is for another kind of application.");
    }
    // Where the signature is not the library's, its lines say so.
    let page = iris
        .get("/console/applications/demo-app/connection?library=spring")
        .await;
    says(&page, "Spring Boot takes ID tokens with RS256 only.");
    let unknown = iris
        .get("/console/applications/demo-app/connection?library=toaster")
        .await;
    says(&unknown, "auth.ts");
}

#[tokio::test]
async fn a_machine_gets_the_access_that_is_chosen() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    for (choice, expected) in [
        ("", None),
        ("read", Some(ManagementApi::Read)),
        ("all", Some(ManagementApi::All)),
        ("everything", None),
    ] {
        let fields = [("name", "Ops"), ("management_api", choice)];
        let answer = make(&iris, "machine", &fields).await;
        let application = made(&world, &answer).await;
        assert_eq!(application.management_api, expected, "{choice}");
        let page = after(&iris, &answer).await;
        let warned = page.body.contains("This machine gets no token");
        assert_eq!(warned, expected.is_none(), "{choice}");
        let Some(access) = expected else { continue };
        let secret = value(&page, "made").unwrap();
        let id = &application.id;
        let machine = world.machine_with(id, &secret, access.scope()).await;
        assert_eq!(machine.get("/api/applications").await.status, 200);
    }
    // Nobody else gets it, whatever a form says.
    let fields = [
        ("name", "Shop"),
        ("redirect_uri", CALLBACK),
        ("management_api", "all"),
    ];
    let answer = make(&iris, "web", &fields).await;
    assert_eq!(made(&world, &answer).await.management_api, None);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of what can be wrong")]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = world.store.applications().await.unwrap();
    let long = "n".repeat(101);
    let far = format!("https://app.example/{}", "p".repeat(2048));
    for (kind, field, value, text) in [
        ("web", "name", "", "An application has a name"),
        ("web", "name", "\u{200B}", "An application has a name"),
        (
            "web",
            "name",
            &long,
            "There is room for <code>100</code> characters.",
        ),
        (
            "web",
            "redirect_uri",
            "",
            "An application needs a redirect address",
        ),
        (
            "web",
            "redirect_uri",
            "app.example/cb",
            "An address is whole",
        ),
        ("web", "redirect_uri", "https:///cb", "An address is whole"),
        (
            "web",
            "redirect_uri",
            "https://a.example/#x",
            "An address has no #.",
        ),
        (
            "web",
            "redirect_uri",
            "https://*.a.example/",
            "An address has no *",
        ),
        (
            "web",
            "redirect_uri",
            "https://me:pw@a.example/",
            "no user name and no password",
        ),
        (
            "web",
            "redirect_uri",
            "javascript:alert(1)",
            "belongs to the browser",
        ),
        (
            "web",
            "redirect_uri",
            "https://a.example/a b",
            "visible ASCII characters only",
        ),
        (
            "web",
            "redirect_uri",
            "https://a.example/码",
            "visible ASCII characters only",
        ),
        (
            "web",
            "redirect_uri",
            &far,
            "There is room for <code>2,048</code>",
        ),
        (
            "single-page",
            "redirect_uri",
            "app.phone:/cb",
            "Only a native application",
        ),
        (
            "native",
            "redirect_uri",
            "file:/cb",
            "belongs to the browser",
        ),
        ("machine", "name", "", "An application has a name"),
    ] {
        let mut fields = vec![(field, value)];
        if field != "name" {
            fields.push(("name", "Shop of Noor"));
        }
        if field != "redirect_uri" {
            fields.push(("redirect_uri", CALLBACK));
        }
        let answer = make(&iris, kind, &fields).await;
        assert_eq!(answer.status, 422, "{field} {value}: {}", answer.body);
        let text = text.replace("2,048", "2048");
        says(&answer, &text);
        says(&answer, "role=\"alert\"");
        says(&answer, &format!("id=\"{field}-problem\""));
        if field != "name" {
            says(&answer, "Shop of Noor");
        }
    }
    // Everything that is wrong is said at once.
    let answer = make(&iris, "web", &[("library", "react")]).await;
    says(&answer, "3 fields need another look");
    assert_eq!(world.store.applications().await.unwrap(), before);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_application_with_one_secret() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let form = iris.get(&format!("{NEW}?kind=web")).await;
        let fields = [("name", "Shop"), ("redirect_uri", CALLBACK)];
        // Both are on their way at once; whatever answer the browser keeps shows the secret.
        let (one, other) = tokio::join!(
            iris.press_with(&form, NEW, &fields),
            iris.press_with(&form, NEW, &fields)
        );
        assert_eq!(one.location(), other.location());
        let page = after(&iris, &one).await;
        let secret = value(&page, "made").unwrap();
        assert_eq!(world.store.applications().await.unwrap().len(), 2);
        iris.set_cookie("pailou_flash", None);
        let again = iris.press_with(&form, NEW, &fields).await;
        let page = after(&iris, &again).await;
        assert_eq!(value(&page, "made"), Some(secret));
        // Later it is only led to.
        world.clock.advance(Duration::from_mins(1));
        let later = iris.press_with(&form, NEW, &fields).await;
        let page = after(&iris, &later).await;
        assert_eq!(value(&page, "made"), None);
        says(&page, "Shop");
        let changes = world.store.changes(None, 50).await.unwrap();
        let made = changes
            .iter()
            .filter(|it| it.subject_kind == SubjectKind::Application && it.subject_name == "Shop");
        assert_eq!(made.count(), 1);
    }
}

#[tokio::test]
async fn an_id_of_another_application_gives_nothing_away() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = world.store.application_record("demo-app").await.unwrap();
    let form = iris.get(&format!("{NEW}?kind=web")).await;
    let fields = [
        ("id", "demo-app"),
        ("name", "Mine"),
        ("redirect_uri", CALLBACK),
    ];
    let answer = iris.press_with(&form, NEW, &fields).await;
    let page = after(&iris, &answer).await;
    assert_eq!(value(&page, "made"), None);
    let now = world.store.application_record("demo-app").await.unwrap();
    assert_eq!(now, before);
    // An id that is none is replaced.
    for id in ["", "../x", "a b"] {
        let fields = [("id", id), ("name", "Mine"), ("redirect_uri", CALLBACK)];
        let answer = iris.press_with(&form, NEW, &fields).await;
        assert_eq!(made(&world, &answer).await.id.len(), 21, "{id}");
    }
}

#[tokio::test]
async fn connection_data_are_those_of_the_discovery_document() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get("/console/applications/demo-app/connection").await;
    let discovery = value(&page, "discovery").unwrap();
    let document = world.network.get(&discovery).await.json();
    for id in [
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "end_session_endpoint",
        "revocation_endpoint",
        "jwks_uri",
    ] {
        assert_eq!(value(&page, id).as_deref(), document[id].as_str(), "{id}");
    }
    assert_eq!(value(&page, "client_id").unwrap(), "demo-app");
    assert_eq!(value(&page, "made"), None);
    let noah = world.administrator("Noah", Role::Viewer).await;
    let page = noah.get("/console/applications/demo-app/connection").await;
    says(&page, "default");
    says_not(&page, "/secrets/");
    for path in ["nobody/connection", "nobody/secrets/new"] {
        assert_eq!(iris.get(&format!("{LIST}/{path}")).await.status, 404);
    }
}

#[tokio::test]
async fn odd_addresses_stay_inside_the_quotes_of_the_lines() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let odd = "https://app.example/\"+alert(1)+\"<script>";
    let fields = [
        ("name", "</title><script>alert(1)</script>"),
        ("redirect_uri", odd),
        ("library", "express"),
    ];
    let answer = make(&iris, "web", &fields).await;
    let page = after(&iris, &answer).await;
    says(
        &page,
        "const redirectUri = &#34;https://app.example/\\&#34;+alert(1)+\\&#34;&#60;script&#62;&#34;;",
    );
    says_not(&page, "<script>alert");
    says_not(&page, "+\"<script>");
}

#[tokio::test]
async fn a_secret_is_shown_once_works_and_stops_when_it_is_deleted() {
    for database in [Database::Sqlite, Database::Postgres] {
        let world = World::with(database, 2).await;
        let iris = world.administrator("Iris", Role::Owner).await;
        let noah = world.administrator("Noah", Role::Viewer).await;
        let here = "/console/applications/demo-app";
        let form = iris.get(&format!("{here}/secrets/new")).await;
        let new = format!("{here}/secrets/new");
        let answer = iris.press_with(&form, &new, &[("name", "Blue / 2")]).await;
        assert_eq!(answer.location(), format!("{here}/connection"));
        // Whoever else looks meanwhile sees no value.
        let theirs = noah.get(answer.location()).await;
        says(&theirs, "Blue / 2");
        assert_eq!(value(&theirs, "made"), None);
        let page = after(&iris, &answer).await;
        says(&page, "It is shown this once.");
        let secret = value(&page, "made").unwrap();
        assert_eq!(secret.len(), 64);
        let reloaded = iris.get(answer.location()).await;
        says_not(&reloaded, &secret);
        says(&reloaded, "Blue / 2");

        let client = world.client("demo-app", Some(&secret));
        client.signs_in("lifang").await;
        // Its use is noted beside the answer.
        let mut is_noted = false;
        for _ in 0..50 {
            let page = iris.get(&format!("{here}/connection")).await;
            let row = page.body.split("<li>").find(|row| row.contains("Blue / 2"));
            is_noted = !row.unwrap().contains("Never");
            if is_noted {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(is_noted, "its use is noted");

        let renamed = iris
            .get(&format!("{here}/secrets/rename?secret=Blue+%2F+2"))
            .await;
        let rename = format!("{here}/secrets/rename");
        for (name, text) in [
            ("", "A secret has a name"),
            ("default", "is called <code>default</code>."),
            (&"n".repeat(65), "There is room for <code>64</code>"),
        ] {
            let wrong = iris.press_with(&renamed, &rename, &[("name", name)]).await;
            assert_eq!(wrong.status, 422, "{name}");
            says(&wrong, text);
        }
        let answer = iris
            .press_with(&renamed, &rename, &[("name", "Green")])
            .await;
        says(
            &after(&iris, &answer).await,
            "is called <bdi>Green</bdi> now.",
        );
        client.signs_in("lifang").await;

        let page = iris
            .get(&format!("{here}/secrets/delete?secret=Green"))
            .await;
        says(&page, "get no more tokens");
        says_not(&page, "the only secret");
        let delete = format!("{here}/secrets/delete");
        let answer = iris.press(&page, &delete).await;
        says(&after(&iris, &answer).await, "It works no longer.");
        let refused = client.token(&[("grant_type", "refresh_token")]).await;
        assert_eq!(refused.json()["error"], "invalid_client");
        // Twice, and after it is gone.
        assert_eq!(iris.press(&page, &delete).await.status, 404);
        let last = iris
            .get(&format!("{here}/secrets/delete?secret=default"))
            .await;
        says(&last, "the only secret that works");
        world.application().signs_in("lifang").await;

        let changes = world
            .store
            .changes_of(SubjectKind::Application, "demo-app", None, 9)
            .await
            .unwrap();
        let all = format!("{changes:?}");
        assert!(!all.contains(&secret), "{all}");
        let by_iris = changes.iter().filter(|it| it.actor.name == "Iris");
        assert_eq!(by_iris.count(), 3, "added, renamed, deleted");
    }
}

#[tokio::test]
async fn a_new_secret_is_made_once_however_often_its_form_is_sent() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let new = "/console/applications/demo-app/secrets/new";
    let form = iris.get(new).await;
    let fields = [("name", "Blue"), ("expiry", "30")];
    let one = iris.press_with(&form, new, &fields).await;
    iris.set_cookie("pailou_flash", None);
    assert_eq!(one.status, 303);
    world.clock.advance(Duration::from_secs(5));
    let other = iris.press_with(&form, new, &fields).await;
    let page = after(&iris, &other).await;
    let secret = value(&page, "made").unwrap();
    let secrets = world.store.application_secrets("demo-app").await.unwrap();
    assert_eq!(secrets.len(), 2);
    // Another form of the same name is another wish.
    let form = iris.get(new).await;
    let taken = iris.press_with(&form, new, &fields).await;
    assert_eq!(taken.status, 422);
    says(&taken, "is called <code>Blue</code>.");
    says_not(&taken, &secret);
    for (name, expiry, text) in [
        ("", "", "A secret has a name"),
        ("\u{200B}", "", "A secret has a name"),
        ("a\u{7}b", "", "A secret has a name"),
        (&"n".repeat(65), "", "There is room for <code>64</code>"),
        ("Green", "31", "Choose one of the times"),
        ("Green", "-1", "Choose one of the times"),
    ] {
        let fields = [("name", name), ("expiry", expiry)];
        let wrong = iris.press_with(&form, new, &fields).await;
        assert_eq!(wrong.status, 422, "{name} {expiry}");
        says(&wrong, text);
    }
    // It ends when it was to end.
    let client = world.client("demo-app", Some(&secret));
    client.signs_in("lifang").await;
    world.clock.advance(Duration::from_hours(30 * 24));
    let refused = client.token(&[("grant_type", "refresh_token")]).await;
    assert_eq!(refused.json()["error"], "invalid_client");
}

#[tokio::test]
async fn what_cannot_keep_a_secret_is_offered_none() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let fields = [("name", "Shop"), ("redirect_uri", "https://shop.example/")];
    let answer = make(&iris, "single-page", &fields).await;
    let page = after(&iris, &answer).await;
    says(&page, "It proves each sign-in by PKCE.");
    let id = made(&world, &answer).await.id;
    let new = format!("{LIST}/{id}/secrets/new");
    assert_eq!(iris.get(&new).await.status, 404);
    let form = iris.get("/console/applications/demo-app/secrets/new").await;
    let (_, body) = testkit::visitor::filled(&form, LIST, &[("name", "Blue")]);
    assert_eq!(iris.send(&new, body).await.status, 404);
    // Secrets that are not there, or are not named.
    for path in ["rename", "delete", "rename?secret=x", "delete?secret="] {
        let path = format!("{LIST}/demo-app/secrets/{path}");
        assert_eq!(iris.get(&path).await.status, 404, "{path}");
    }
}
