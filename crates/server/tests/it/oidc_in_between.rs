//! What was true when somebody began to sign in, and no longer is at a later step.

use http::Method;
use serde_json::{Value, json};
use testkit::application::{Application, Asked, SECRET, claims};
use testkit::in_process::Answer;
use testkit::world::{APPLICATION, Database, World};

use crate::oidc_tokens::is_refused;

crate::on_both!(
    an_application_that_is_deleted_gets_nothing_more,
    a_person_who_is_deleted_is_nobody_to_applications,
);

const PASSING: &str = "/api/applications/passing";

/// An application besides `demo-app`, made anew for each step that it is deleted before.
async fn another(world: &World) -> Application<'_> {
    let again = json!({ "applications": [{
        "id": "passing", "name": "Passing", "type": "Traditional", "secret": SECRET,
        "redirect_uris": [format!("{APPLICATION}/callback")],
        "post_logout_redirect_uris": [format!("{APPLICATION}/")],
    }]});
    world.apply(again).await;
    world.client("passing", Some(SECRET))
}

async fn is_deleted(world: &World, path: &str) {
    let answer = world.machine("ops").await.delete(path).await;
    assert_eq!(answer.status, 204, "{path}: {}", answer.body);
}

async fn refreshes(application: &Application<'_>, tokens: &Value) -> Answer {
    let token = tokens["refresh_token"].as_str().unwrap();
    let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
    application.token(&fields).await
}

async fn user_info(application: &Application<'_>, tokens: &Value) -> Answer {
    let token = tokens["access_token"].as_str().unwrap();
    application.user_info(token).await
}

/// Neither for others nor for userinfo.
async fn are_good_for_nothing(tokens: &Value, application: &Application<'_>) {
    let refreshed = refreshes(application, tokens).await;
    is_refused(&refreshed, 400, "invalid_grant");
    let told = user_info(application, tokens).await;
    is_refused(&told, 401, "invalid_token");
}

/// The person stays with us: no code goes to an address that is no longer registered.
fn leads_nowhere(answer: &Answer) {
    let place = answer.header("location");
    assert!(!place.starts_with(APPLICATION), "{place}");
    let callback = format!("{APPLICATION}/callback");
    assert!(!answer.body.contains(&callback), "{}", answer.body);
}

async fn an_application_that_is_deleted_gets_nothing_more(database: Database) {
    let world = World::with(database, 1).await;
    // While the sign-in page is open.
    let application = another(&world).await;
    let visitor = world.anonymous();
    let page = visitor.follow(&application.asks(&[]).address).await;
    is_deleted(&world, PASSING).await;
    let pressed = visitor.press(&page, "/sign-in/social/wechat").await;
    assert_eq!(pressed.status, 400, "{}", pressed.body);
    leads_nowhere(&pressed);

    // While the person is at WeChat.
    let application = another(&world).await;
    let visitor = world.anonymous();
    let wechat = visitor.go_to_wechat(&application.asks(&[]).address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    is_deleted(&world, PASSING).await;
    let last = visitor.follow(&callback).await;
    leads_nowhere(&last);

    // Between code and token, and between token and whatever it is good for.
    let application = another(&world).await;
    let asked = application.asks(&[]);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    let tokens = application.signs_in("xiaoming").await;
    assert_eq!(user_info(&application, &tokens).await.status, 200);
    is_deleted(&world, PASSING).await;
    let redeemed = application.redeems(&asked, &address).await;
    is_refused(&redeemed, 401, "invalid_client");
    is_refused(
        &refreshes(&application, &tokens).await,
        401,
        "invalid_client",
    );
    is_refused(
        &user_info(&application, &tokens).await,
        401,
        "invalid_token",
    );

    // One that is made again under its name has none of what the first was given.
    let application = another(&world).await;
    let redeemed = application.redeems(&asked, &address).await;
    is_refused(&redeemed, 400, "invalid_grant");
    are_good_for_nothing(&tokens, &application).await;
}

#[tokio::test]
async fn who_signs_out_for_an_application_that_is_deleted_stays_here() {
    let world = World::new().await;
    let application = another(&world).await;
    let visitor = world.anonymous();
    let asked = application.asks(&[]);
    let address = visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;
    let tokens = application.redeems(&asked, &address).await.json();
    is_deleted(&world, PASSING).await;
    for who in [
        format!("id_token_hint={}", tokens["id_token"].as_str().unwrap()),
        "client_id=passing".to_owned(),
    ] {
        let place = format!("post_logout_redirect_uri={APPLICATION}/");
        let answer = visitor
            .get(&format!("/oidc/session/end?{who}&{place}"))
            .await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (400, ""),
            "{who}"
        );
    }
}

#[tokio::test]
async fn an_address_that_is_taken_back_is_sent_nobody() {
    let world = World::new().await;
    let application = another(&world).await;
    let (visitor, asked) = (world.anonymous(), application.asks(&[]));
    let wechat = visitor.go_to_wechat(&asked.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let moved = json!({ "applications": [
        { "id": "passing", "redirect_uris": ["https://moved.example/callback"] },
    ]});
    world.apply(moved).await;
    leads_nowhere(&visitor.follow(&callback).await);
}

async fn a_person_who_is_deleted_is_nobody_to_applications(database: Database) {
    let world = World::with(database, 1).await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let asked = application.asks(&[]);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let sub = claims(id_token)["sub"].as_str().unwrap().to_owned();
    is_deleted(&world, &format!("/api/users/{sub}")).await;

    is_refused(
        &application.redeems(&asked, &address).await,
        400,
        "invalid_grant",
    );
    are_good_for_nothing(&tokens, &application).await;
    // The browser that was signed in is not.
    let silent = application.asks(&[("prompt", "none")]);
    let answer = visitor.get(&silent.address).await;
    assert!(
        answer.location().contains("error=login_required"),
        "{}",
        answer.location()
    );
    // Whoever comes back is somebody new.
    let tokens = application.signs_in("xiaoming").await;
    assert_ne!(claims(tokens["id_token"].as_str().unwrap())["sub"], sub);
}

#[tokio::test]
async fn a_person_who_is_suspended_on_the_way_gets_no_code() {
    let world = World::new().await;
    let application = world.application();
    let tokens = application.signs_in("xiaoming").await;
    let id_token = tokens["id_token"].as_str().unwrap();
    let sub = claims(id_token)["sub"].as_str().unwrap().to_owned();
    let (visitor, asked) = (world.anonymous(), application.asks(&[]));
    let wechat = visitor.go_to_wechat(&asked.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let path = format!("/api/users/{sub}/is-suspended");
    let suspended = json!({ "isSuspended": true });
    let answer = world.machine("ops").await.patch(&path, suspended).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    leads_nowhere(&visitor.follow(&callback).await);
    are_good_for_nothing(&tokens, &application).await;
}

#[tokio::test]
async fn a_connector_that_is_switched_off_takes_nothing_from_those_who_are_signed_in() {
    let world = World::new().await;
    let application = world.application();
    let asked: Asked = application.asks(&[]);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    let off = json!({ "sign_in_experience": { "social": [] } });
    world.apply(off).await;
    // The code was given before, for a sign-in that is over.
    let tokens = application.redeems(&asked, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let tokens = tokens.json();
    assert_eq!(refreshes(&application, &tokens).await.status, 200);
    // Nobody comes in that way any more.
    let page = world
        .anonymous()
        .follow(&application.asks(&[]).address)
        .await;
    assert!(!page.body.contains("/sign-in/social/"), "{}", page.body);
}

#[tokio::test]
async fn a_secret_that_is_taken_back_proves_nothing() {
    let world = World::new().await;
    let application = another(&world).await;
    let tokens = application.signs_in("xiaoming").await;
    let ops = world.machine("ops").await;
    let secrets = ops.get("/api/applications/passing/secrets").await.json();
    let name = secrets[0]["name"].as_str().unwrap().to_owned();
    let made = ops
        .post(
            "/api/applications/passing/secrets",
            json!({ "name": "next" }),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.body);
    let path = format!("/api/applications/passing/secrets/{name}");
    let removed = ops.send(Method::DELETE, &path, &Value::Null).await;
    assert_eq!(removed.status, 204, "{}", removed.body);
    is_refused(
        &refreshes(&application, &tokens).await,
        401,
        "invalid_client",
    );
    // With the next one the tokens are still good.
    let secret = made.json()["value"].as_str().unwrap().to_owned();
    let next = world.client("passing", Some(&secret));
    assert_eq!(refreshes(&next, &tokens).await.status, 200);
}
