//! *Owners and admins*, and what administrators see to themselves.

use std::time::Duration;

use connector_kit::Clock;
use store::{Administrator, Role};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::World;

const LIST: &str = "/console/settings/administrators";
const ME: &str = "/console/settings/me";
const PASSWORD: &str = "four plain words here";

async fn of(world: &World, email: &str) -> Option<Administrator> {
    let all = world.store.administrators().await.unwrap();
    all.into_iter().find(|one| one.email == email)
}

/// Adds somebody; gives the page with their link.
async fn adds(owner: &Visitor<'_>, name: &str, email: &str, role: &str) -> Answer {
    let page = owner.get(&format!("{LIST}/new")).await;
    let fields = [("name", name), ("email", email), ("role", role)];
    let added = owner
        .press_with(&page, &format!("{LIST}/new"), &fields)
        .await;
    assert_eq!(added.status, 303, "{}", added.body);
    owner.get(added.location()).await
}

/// The link on a page, as a path here.
fn link_on(world: &World, page: &Answer) -> String {
    let start = format!("value=\"{}", world.server);
    let (_, rest) = page.body.split_once(&start).expect("a link");
    rest.split_once('"')
        .unwrap()
        .0
        .replace("&amp;", "&")
        .replace("&#38;", "&")
}

async fn comes_in(world: &World, visitor: &Visitor<'_>, link: &str, name: &str) {
    let page = visitor.get(link).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let fields = [("name", name), ("password", PASSWORD)];
    let inside = visitor.press_with(&page, "/console/welcome", &fields).await;
    assert_eq!(inside.location(), "/console", "{}", world.server);
}

#[tokio::test]
async fn somebody_is_added_and_comes_in_by_a_link_that_is_shown_once() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = adds(&iris, "Noah", " Noah@Acme.Example ", "viewer").await;
    let link = link_on(&world, &page);
    assert!(link.starts_with("/console/welcome?id="), "{link}");
    assert!(!page.body.contains("<title>/console/welcome"));
    let noah = of(&world, "noah@acme.example").await.unwrap();
    assert_eq!((noah.role, noah.has_password), (Role::Viewer, false));
    let list = iris.get(LIST).await.body;
    assert!(list.contains("No password yet"), "{list}");
    // Once: the page again has no link, and neither has that of anybody else.
    let again = iris.get(&format!("{LIST}/{}/link", noah.id)).await;
    assert!(!again.body.contains("proof="), "{}", again.body);

    let visitor = world.anonymous();
    comes_in(&world, &visitor, &link, "Noah Weber").await;
    assert_eq!(visitor.get("/console").await.status, 200);
    assert_eq!(world.anonymous().get(&link).await.status, 410, "used up");
    let noah = of(&world, "noah@acme.example").await.unwrap();
    assert!(noah.has_password);
    assert_eq!(noah.name, "Noah Weber");
    // A viewer looks and changes nothing.
    let changes = world.store.changes(None, 50).await.unwrap().len();
    let page = visitor.get(LIST).await;
    let (_, body) = testkit::visitor::filled(&page, "/console/sign-out", &[]);
    let token = body.strip_prefix("csrf=").unwrap();
    for path in [
        "/new".to_owned(),
        format!("/{}", noah.id),
        format!("/{}/link", noah.id),
    ] {
        let answer = visitor
            .post(&format!("{LIST}{path}"), &[("csrf", token)])
            .await;
        assert_eq!(answer.status, 403, "{path}");
    }
    assert_eq!(world.store.changes(None, 50).await.unwrap().len(), changes);
}

#[tokio::test]
async fn a_link_works_for_three_days_and_a_new_one_for_who_lost_the_password() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let first = link_on(
        &world,
        &adds(&iris, "Noah", "noah@acme.example", "owner").await,
    );
    let noah = of(&world, "noah@acme.example").await.unwrap();
    let page = iris.get(&format!("{LIST}/{}", noah.id)).await;
    let made = iris.press(&page, &format!("{LIST}/{}/link", noah.id)).await;
    let second = link_on(&world, &iris.get(made.location()).await);
    let visitor = world.anonymous();
    comes_in(&world, &visitor, &first, "Noah").await;
    // The other link was for the time without a password.
    assert_eq!(world.anonymous().get(&second).await.status, 410);

    let made = iris.press(&page, &format!("{LIST}/{}/link", noah.id)).await;
    let third = link_on(&world, &iris.get(made.location()).await);
    assert_eq!(world.anonymous().get(&third).await.status, 200);
    world.clock.advance(Duration::from_hours(24 * 3 + 1));
    assert_eq!(world.anonymous().get(&third).await.status, 410, "too old");
    let changes = world.store.changes(None, 50).await.unwrap();
    let links = changes
        .iter()
        .filter(|change| change.fields.iter().any(|field| field.field == "link"));
    assert_eq!(links.count(), 2, "each new link is written down");
    let all = serde_json::to_string(&changes).unwrap();
    assert!(!all.contains("proof="), "and no link itself");
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let path = format!("{LIST}/new");
    let page = iris.get(&path).await;
    for (name, email, text) in [
        ("", "noah@acme.example", "Name"),
        ("Noah", "noah", "looks like"),
        (
            "Noah",
            "IRIS@acme.example",
            "has this e-mail address already",
        ),
    ] {
        let fields = [("name", name), ("email", email), ("role", "owner")];
        let answer = iris.press_with(&page, &path, &fields).await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
        assert!(
            answer
                .body
                .contains("value=\"owner\" aria-describedby=\"role-owner-hint\" checked"),
            "{}",
            answer.body
        );
    }
    assert_eq!(world.store.administrators().await.unwrap().len(), 1);
    // Sent twice, one is added.
    let fields = [
        ("name", "Noah"),
        ("email", "noah@acme.example"),
        ("role", "nonsense"),
    ];
    let first = iris.press_with(&page, &path, &fields).await;
    let second = iris.press_with(&page, &path, &fields).await;
    assert_eq!(first.location(), second.location());
    assert_eq!(world.store.administrators().await.unwrap().len(), 2);
    let noah = of(&world, "noah@acme.example").await.unwrap();
    assert_eq!(noah.role, Role::Viewer, "an odd role is the smaller one");
}

#[tokio::test]
async fn the_last_owner_stays_one_and_others_can_be_removed() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noah = world.administrator("Noah", Role::Viewer).await;
    let me = of(&world, "iris@acme.example").await.unwrap();
    let him = of(&world, "noah@acme.example").await.unwrap();
    let page = iris.get(&format!("{LIST}/{}", me.id)).await;
    assert!(page.body.contains("only owner"), "{}", page.body);
    let step_down = [("name", "Iris"), ("role", "viewer")];
    let path = format!("{LIST}/{}", me.id);
    let refused = iris.press_with(&page, &path, &step_down).await;
    assert_eq!(refused.status, 409);
    let gone = iris.get(&format!("{path}/remove")).await;
    assert!(gone.body.contains("only owner"), "{}", gone.body);

    let his = format!("{LIST}/{}", him.id);
    let page = iris.get(&his).await;
    let promote = [("name", "Noah"), ("role", "owner")];
    assert_eq!(
        iris.press_with(&page, &his, &promote).await.location(),
        LIST
    );
    let page = iris.get(&path).await;
    assert_eq!(
        iris.press_with(&page, &path, &step_down).await.location(),
        LIST
    );
    // Her role counts at once.
    let page = iris.get(&his).await;
    assert!(!page.body.contains("/remove\""), "{}", page.body);
    let page = noah.get(&format!("{path}/remove")).await;
    assert!(page.body.contains("one browser"), "{}", page.body);
    assert_eq!(
        noah.press(&page, &format!("{path}/remove"))
            .await
            .location(),
        LIST
    );
    assert!(
        iris.get("/console")
            .await
            .location()
            .starts_with("/console/sign-in")
    );
    for id in [me.id.to_string(), "nonsense".to_owned()] {
        assert_eq!(noah.get(&format!("{LIST}/{id}")).await.status, 404);
        assert_eq!(noah.get(&format!("{LIST}/{id}/link")).await.status, 404);
        assert_eq!(noah.get(&format!("{LIST}/{id}/remove")).await.status, 404);
    }
    assert_eq!(
        noah.press(&page, &format!("{path}/remove")).await.status,
        404,
        "twice"
    );
}

#[tokio::test]
async fn an_owner_ends_sessions_of_somebody_one_or_all() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let link = link_on(
        &world,
        &adds(&iris, "Noah", "noah@acme.example", "viewer").await,
    );
    let (laptop, phone) = (
        world
            .anonymous()
            .sending("user-agent", "X11; Linux Firefox/128.0"),
        world
            .anonymous()
            .sending("user-agent", "iPhone Safari/604.1"),
    );
    comes_in(&world, &laptop, &link, "Noah").await;
    signs_in(&phone, "noah@acme.example", PASSWORD).await;
    let noah = of(&world, "noah@acme.example").await.unwrap();
    let path = format!("{LIST}/{}", noah.id);
    let page = iris.get(&path).await;
    assert!(page.body.contains("Firefox on Linux"), "{}", page.body);
    assert!(page.body.contains("Safari on iPhone"), "{}", page.body);

    let sessions = world
        .store
        .administrator_sessions(noah.id, world.clock.now())
        .await
        .unwrap();
    let one = sessions
        .iter()
        .find(|one| one.user_agent.as_deref() == Some("iPhone Safari/604.1"));
    let one = one.unwrap().id.to_string();
    let end = format!("{path}/sessions");
    // Hers is not among his.
    let hers = of(&world, "iris@acme.example").await.unwrap().id;
    let hers = world
        .store
        .administrator_sessions(hers, world.clock.now())
        .await
        .unwrap()[0]
        .id;
    for nothing in [hers.to_string(), "nonsense".to_owned(), String::new()] {
        let answer = iris.press_with(&page, &end, &[("session", &nothing)]).await;
        assert_eq!(answer.status, 303);
        assert!(
            iris.get(&path).await.body.contains("signed out already"),
            "{nothing}"
        );
    }
    iris.press_with(&page, &end, &[("session", &one)]).await;
    assert_eq!(phone.get("/console").await.status, 303);
    assert_eq!(laptop.get("/console").await.status, 200);
    iris.press_with(&page, &end, &[("session", "all")]).await;
    assert_eq!(laptop.get("/console").await.status, 303);
    assert_eq!(iris.get("/console").await.status, 200);
    let changes = world.store.changes(None, 50).await.unwrap();
    let ends = changes
        .iter()
        .filter(|change| change.action == store::Action::SignedOut);
    assert_eq!(ends.count(), 2);
}

async fn signs_in(visitor: &Visitor<'_>, email: &str, password: &str) -> Answer {
    let page = visitor.get("/console/sign-in").await;
    let fields = [("email", email), ("password", password)];
    visitor.press_with(&page, "/console/sign-in", &fields).await
}

#[tokio::test]
async fn a_viewer_sees_to_themselves() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let link = link_on(
        &world,
        &adds(&iris, "Noah", "noah@acme.example", "viewer").await,
    );
    let (here, there) = (world.anonymous(), world.anonymous());
    comes_in(&world, &here, &link, "Noah").await;
    signs_in(&there, "noah@acme.example", PASSWORD).await;

    let page = here.get(ME).await;
    let wrong = here
        .press_with(&page, ME, &[("name", " "), ("language", "fr")])
        .await;
    assert_eq!(wrong.status, 422);
    let fields = [("name", "Noah W."), ("language", "fr")];
    assert_eq!(here.press_with(&page, ME, &fields).await.location(), ME);
    let page = here.get(ME).await;
    assert!(
        page.body.contains("Votre profil est enregistré"),
        "{}",
        page.body
    );
    // The language is that of the account: another browser without a choice has it too.
    assert!(there.get(ME).await.body.contains("lang=\"fr\" dir"));
    let noah = of(&world, "noah@acme.example").await.unwrap();
    assert_eq!((noah.name.as_str(), noah.role), ("Noah W.", Role::Viewer));

    let password = format!("{ME}/password");
    let new = "another four words here";
    for (current, next, status) in [
        ("", new, 422),
        ("wrong wrong wrong", new, 422),
        (PASSWORD, "short", 422),
        (PASSWORD, "", 422),
    ] {
        let fields = [("current", current), ("password", next)];
        let answer = here.press_with(&page, &password, &fields).await;
        assert_eq!(answer.status, status, "{current} {next}");
        assert!(!answer.body.contains(new), "a password is not sent back");
    }
    let fields = [("current", PASSWORD), ("password", new)];
    assert_eq!(
        here.press_with(&page, &password, &fields).await.location(),
        ME
    );
    assert_eq!(here.get(ME).await.status, 200, "this browser stays");
    assert_eq!(there.get(ME).await.status, 303, "the others end");
    assert_eq!(
        signs_in(&there, "noah@acme.example", PASSWORD).await.status,
        401
    );
    assert_eq!(signs_in(&there, "noah@acme.example", new).await.status, 303);
    let page = here.get(ME).await;
    here.press_with(&page, &format!("{ME}/sessions"), &[("session", "all")])
        .await;
    assert_eq!(there.get(ME).await.status, 303);
    assert_eq!(here.get(ME).await.status, 200);
    let all = serde_json::to_string(&world.store.changes(None, 50).await.unwrap()).unwrap();
    assert!(!all.contains("argon2") && !all.contains(new), "{all}");
}

#[tokio::test]
async fn the_present_password_is_not_guessed_from_within() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let link = link_on(
        &world,
        &adds(&iris, "Noah", "noah@acme.example", "owner").await,
    );
    let noah = world.anonymous();
    comes_in(&world, &noah, &link, "Noah").await;
    let page = noah.get(ME).await;
    let password = format!("{ME}/password");
    let wrong = [
        ("current", "wrong"),
        ("password", "another four words here"),
    ];
    for _ in 0..10 {
        assert_eq!(noah.press_with(&page, &password, &wrong).await.status, 422);
    }
    let right = [
        ("current", PASSWORD),
        ("password", "another four words here"),
    ];
    let locked = noah.press_with(&page, &password, &right).await;
    assert_eq!(locked.status, 429);
    assert!(locked.body.contains("15 minutes"), "{}", locked.body);
    // At the door the same tries count.
    let door = signs_in(&world.anonymous(), "noah@acme.example", PASSWORD).await;
    assert_eq!(door.status, 429);
    world.clock.advance(Duration::from_mins(16));
    assert_eq!(noah.press_with(&page, &password, &right).await.status, 303);
}

#[tokio::test]
async fn what_lies_beside_ones_own_page_is_not_for_viewers() {
    let world = World::new().await;
    let noah = world.administrator("Noah", Role::Viewer).await;
    let page = noah.get(ME).await;
    let (_, body) = testkit::visitor::filled(&page, "/console/sign-out", &[]);
    let token = body.strip_prefix("csrf=").unwrap();
    for path in [
        "/console/settings/menu",
        "/console/settings/me-too",
        "/console/settings",
    ] {
        assert_eq!(
            noah.post(path, &[("csrf", token)]).await.status,
            403,
            "{path}"
        );
    }
}
