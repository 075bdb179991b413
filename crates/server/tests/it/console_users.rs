//! *Users* in the console: the list, the search, and what can be done to an account.

use store::{Action, Part, PeopleOf, Role, SubjectKind};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};
use uuid::Uuid;

crate::on_both!(
    somebody_is_made_found_edited_and_deleted,
    ways_are_shown_and_the_last_one_stays,
);

/// Everybody, newest first.
async fn everybody(world: &World) -> Vec<Uuid> {
    let part = Part::after(None, 100);
    let people = world.store.people(PeopleOf::Newest, part).await.unwrap();
    people.people.iter().map(|person| person.user.id).collect()
}

async fn history(world: &World, user: Uuid) -> Vec<Action> {
    let user = user.to_string();
    let changes = world.store.changes_of(SubjectKind::User, &user, None, 50);
    let changes = changes.await.unwrap().into_iter();
    let mut actions: Vec<_> = changes.map(|change| change.action).collect();
    actions.sort_by_key(|action| format!("{action:?}"));
    actions
}

/// Presses a button and follows it to the next page.
async fn presses(
    iris: &Visitor<'_>,
    page: &Answer,
    action: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let answer = iris.press_with(page, action, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let next = iris.get(answer.location()).await;
    assert_eq!(next.status, 200, "{}", next.body);
    next
}

#[expect(
    clippy::too_many_lines,
    reason = "it is one way from its beginning to its end"
)]
async fn somebody_is_made_found_edited_and_deleted(database: Database) {
    let world = World::with(database, 1).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let empty = iris.get("/console/users").await;
    assert!(
        empty
            .body
            .contains("People appear here when they first sign in.")
    );

    let form = iris.get("/console/users/new").await;
    let fields = [
        ("name", "小明 <b>"),
        ("username", "ming"),
        ("email", "Ming@acme.example"),
        ("phone", "+86 138 0000 0000"),
        ("custom_data", "{\r\n  \"plan\": \"gold\"\r\n}"),
    ];
    let page = presses(&iris, &form, "/console/users/new", &fields).await;
    assert!(
        page.body.contains("小明 &lt;b&gt;</bdi> is created."),
        "{}",
        page.body
    );
    assert!(page.body.contains("value=\"ming@acme.example\""));
    assert!(page.body.contains("value=\"8613800000000\""));
    // The same form again leads to the same person.
    let again = presses(&iris, &form, "/console/users/new", &fields).await;
    assert!(again.body.contains("value=\"ming\""));
    let [id] = everybody(&world).await[..] else {
        panic!()
    };
    let path = format!("/console/users/{id}");

    for query in [
        "小".to_owned(),
        "MING".to_owned(),
        "ming@acme.example".to_owned(),
        "%2B86+138-0000-0000".to_owned(),
        id.to_string(),
    ] {
        let list = iris.get(&format!("/console/users?q={query}")).await;
        assert!(
            list.body.contains(&format!("href=\"{path}\"")),
            "{query}: {}",
            list.body
        );
        assert!(list.body.contains("One person"), "{query}");
    }
    let nobody = iris.get("/console/users?q=nobody").await;
    assert!(nobody.body.contains("Nobody matches."));

    let page = iris.get(&path).await;
    let page = presses(&iris, &page, &path, &[("name", "Ming"), ("email", "")]).await;
    assert!(
        page.body.contains("<bdi>Ming</bdi> is saved."),
        "{}",
        page.body
    );
    let person = world.store.person(id).await.unwrap().unwrap();
    assert_eq!(
        (person.user.email, person.custom_data["plan"].as_str()),
        (None, Some("gold"))
    );
    let page = presses(&iris, &page, &path, &[]).await;
    assert!(page.body.contains("Nothing was different."));

    let suspended = format!("{path}/suspended");
    let page = presses(&iris, &page, &suspended, &[("suspended", "yes")]).await;
    assert!(page.body.contains("<bdi>Ming</bdi> is suspended."));
    let list = iris.get("/console/users?show=suspended").await;
    assert!(list.body.contains(&path));
    let page = presses(&iris, &page, &suspended, &[("suspended", "no")]).await;

    let export = iris.press(&page, &format!("{path}/export")).await;
    assert_eq!(export.header("content-type"), "application/json");
    assert!(
        export
            .header("content-disposition")
            .contains(&id.to_string())
    );
    assert_eq!(export.json()["username"], "ming");
    let activity = iris.get(&format!("{path}/activity")).await;
    assert_eq!(activity.status, 200, "{}", activity.body);

    let delete = format!("{path}/delete");
    let question = iris.get(&delete).await;
    for wrong in ["", "ming", "Ming M"] {
        let page = iris
            .press_with(&question, &delete, &[("confirm", wrong)])
            .await;
        assert_eq!(page.status, 422, "{wrong}");
    }
    let list = presses(&iris, &question, &delete, &[("confirm", " Ming ")]).await;
    assert!(
        list.body.contains("<bdi>Ming</bdi> is deleted."),
        "{}",
        list.body
    );
    assert_eq!(iris.get(&path).await.status, 404);
    assert_eq!(
        iris.press_with(&question, &delete, &[("confirm", "Ming")])
            .await
            .status,
        404
    );
    assert_eq!(
        history(&world, id).await,
        [
            Action::Changed,
            Action::Created,
            Action::Deleted,
            Action::Exported,
            Action::Resumed,
            Action::Suspended,
        ]
    );
}

async fn ways_are_shown_and_the_last_one_stays(database: Database) {
    let world = World::with(database, 1).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    world.application().signs_in("xiaoming").await;
    let [id] = everybody(&world).await[..] else {
        panic!()
    };
    let path = format!("/console/users/{id}");
    let identity = world.store.identities_of(id).await.unwrap().remove(0);
    let key = identity.keys.strongest().value.clone();

    // Whatever WeChat knows the person by is found, and is not in the title.
    let list = iris.get(&format!("/console/users?q={key}")).await;
    assert!(list.body.contains(&path) && list.body.contains("Found by an id at a vendor."));
    let ways = iris.get(&format!("{path}/ways")).await;
    let title = ways.body.split("</title>").next().unwrap();
    assert!(!title.contains(&key) && title.contains("小明"), "{title}");
    for text in [
        "WeChat",
        "Union id",
        "Open id",
        "Raw data",
        "The account was made with it.",
    ] {
        assert!(ways.body.contains(text), "{text}");
    }
    let unlink = format!("{path}/ways/{}/unlink", identity.id);
    assert!(ways.body.contains(&unlink));

    // The only way in stays, whatever is sent.
    let page = iris.get(&unlink).await;
    assert!(
        page.body.contains("This is the only way in."),
        "{}",
        page.body
    );
    assert!(!page.body.contains(&format!("action=\"{unlink}\"")));
    let answer = iris.press_with(&iris.get(&path).await, &path, &[]).await;
    assert_eq!(answer.status, 303);
    let token = csrf(&page);
    let answer = iris.post(&unlink, &[("csrf", &token)]).await;
    assert_eq!(answer.status, 409);
    assert_eq!(world.store.identities_of(id).await.unwrap().len(), 1);
    let elsewhere = format!("{path}/ways/{id}/unlink");
    assert_eq!(iris.get(&elsewhere).await.status, 404);

    let sessions = format!("{path}/sessions");
    let page = iris.get(&sessions).await;
    assert!(page.body.contains("Sign out everywhere"));
    let end = format!("{sessions}/end");
    let nothing = presses(&iris, &page, &end, &[("session", "x")]).await;
    assert!(nothing.body.contains("Nothing was changed."));
    let page = presses(&iris, &page, &end, &[("session", "all")]).await;
    assert!(
        page.body.contains("One browser is signed out."),
        "{}",
        page.body
    );
    assert!(page.body.contains("Nobody is signed in."));
    assert_eq!(history(&world, id).await, [Action::SignedOut]);
}

fn csrf(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"csrf\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let form = iris.get("/console/users/new").await;
    let long = "a".repeat(129);
    let fields = [
        ("name", &*long),
        ("username", "9 lives"),
        ("email", "ming"),
        ("phone", "12"),
        ("custom_data", "[1]"),
    ];
    let page = iris.press_with(&form, "/console/users/new", &fields).await;
    assert_eq!(page.status, 422);
    // Notes that cannot be read come first, then everything else.
    assert!(
        page.body.contains("This is no JSON object."),
        "{}",
        page.body
    );
    let fields = [
        ("name", &*long),
        ("username", "9 lives"),
        ("email", "ming"),
        ("phone", "12"),
    ];
    let page = iris.press_with(&form, "/console/users/new", &fields).await;
    assert!(
        page.body.contains("4 fields need another look"),
        "{}",
        page.body
    );
    for (_, value) in fields {
        assert!(page.body.contains(&format!("value=\"{value}\"")), "{value}");
    }
    assert!(everybody(&world).await.is_empty());

    let fields = [("username", "ming"), ("email", "ming@acme.example")];
    iris.press_with(&form, "/console/users/new", &fields).await;
    let form = iris.get("/console/users/new").await;
    let page = iris.press_with(&form, "/console/users/new", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("Somebody else has this user name."));
}

#[tokio::test]
async fn of_two_who_edit_the_second_sees_what_the_first_has_saved() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let omar = world.administrator("Omar", Role::Owner).await;
    let form = iris.get("/console/users/new").await;
    iris.press_with(&form, "/console/users/new", &[("name", "Ming")])
        .await;
    let path = format!("/console/users/{}", everybody(&world).await[0]);
    let (seen, also_seen) = (iris.get(&path).await, omar.get(&path).await);
    assert_eq!(
        iris.press_with(&seen, &path, &[("name", "Ming by Iris")])
            .await
            .status,
        303
    );
    let mine = [("name", "Ming by Omar"), ("username", "ming")];
    let page = omar.press_with(&also_seen, &path, &mine).await;
    assert_eq!(page.status, 409);
    for text in [
        "Ming by Iris",
        "value=\"Ming by Omar\"",
        "value=\"ming\"",
        "Save mine",
    ] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let saved = omar.press_with(&page, &path, &[]).await;
    assert_eq!(saved.status, 303);
    let user = world
        .store
        .user(everybody(&world).await[0])
        .await
        .unwrap()
        .unwrap();
    assert_eq!(user.name.as_deref(), Some("Ming by Omar"));
    assert_eq!(user.username.as_deref(), Some("ming"));
}

#[tokio::test]
async fn a_viewer_sees_people_and_changes_nothing() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let form = iris.get("/console/users/new").await;
    iris.press_with(&form, "/console/users/new", &[("name", "Ming")])
        .await;
    let id = everybody(&world).await[0];
    let path = format!("/console/users/{id}");
    let vera = world.administrator("Vera", Role::Viewer).await;
    let page = vera.get(&path).await;
    assert_eq!(page.status, 200);
    for absent in ["/suspended", "/export", "/delete", "savebar"] {
        assert!(!page.body.contains(absent), "{absent}");
    }
    assert!(
        !vera
            .get("/console/users")
            .await
            .body
            .contains("/console/users/new")
    );
    let token = csrf(&page);
    for (action, field) in [
        ("/console/users/new".to_owned(), ("name", "x")),
        (path.clone(), ("name", "x")),
        (format!("{path}/suspended"), ("suspended", "yes")),
        (format!("{path}/delete"), ("confirm", "Ming")),
        (format!("{path}/export"), ("x", "x")),
        (format!("{path}/sessions/end"), ("session", "all")),
        (format!("{path}/ways/{id}/unlink"), ("x", "x")),
    ] {
        let answer = vera.post(&action, &[("csrf", &token), field]).await;
        assert_eq!(answer.status, 403, "{action}");
        // Without the token of their form not even an owner does it.
        let answer = iris.post(&action, &[field]).await;
        assert_eq!(answer.status, 403, "{action}");
    }
    let user = world.store.user(id).await.unwrap().unwrap();
    assert_eq!(
        (user.name.as_deref(), user.suspended),
        (Some("Ming"), false)
    );
}

#[tokio::test]
async fn long_lists_go_on() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    for number in 0..30 {
        let name = format!("Anna {number}");
        ops.post("/api/users", serde_json::json!({ "name": name }))
            .await;
    }
    let iris = world.administrator("Iris", Role::Viewer).await;
    for address in [
        "/console/users",
        "/console/users?q=anna",
        "/console/users?show=seen",
    ] {
        let first = iris.get(address).await;
        assert!(first.body.contains("30 people"), "{}", first.body);
        let rows = |page: &Answer| page.body.matches("<tr>").count() - 1;
        assert_eq!(rows(&first), 25, "{address}");
        let (before, _) = first.body.split_once("rel=\"next\"").unwrap();
        let next = before.rsplit("href=\"").next().unwrap();
        let next = next.split('"').next().unwrap().replace("&#38;", "&");
        let second = iris.get(&next).await;
        assert_eq!(rows(&second), 5, "{next}");
        assert!(!second.body.contains("rel=\"next\""));
    }
    for odd in ["after=x", "show=nothing", "show=through:nobody", "q=%25"] {
        assert_eq!(
            iris.get(&format!("/console/users?{odd}")).await.status,
            200,
            "{odd}"
        );
    }
}
