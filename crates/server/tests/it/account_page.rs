//! The account page: who may see it, and what they can change.

use std::time::Duration;

use serde_json::json;
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};
use uuid::Uuid;

use crate::unknown_identity::token;
use crate::ways::{self, comes_through, minutes, rule, user};

crate::on_both!(who_opens_the_account_signs_in_and_comes_back);

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                      Gecko) Chrome/130.0.0.0 Safari/537.36";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

/// Opens the account and signs in on the way; gives the page.
pub(crate) async fn opens(world: &World, visitor: &Visitor<'_>, person: &str) -> Answer {
    let page = visitor.follow("/account").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let account = comes_through(world, visitor, &page, "wechat", person).await;
    assert_eq!(account.status, 200, "{}", account.body);
    assert!(account.body.contains("Your account"), "{}", account.body);
    account
}

/// Who is signed in with a browser.
pub(crate) async fn owner(world: &World, visitor: &Visitor<'_>) -> Uuid {
    let cookie = visitor.cookies()["pailou_session"].clone();
    let now = connector_kit::Clock::now(&*world.clock);
    let session = world.store.session(keys::sha256(cookie.as_bytes()), now);
    session.await.unwrap().unwrap().user.id
}

async fn who_opens_the_account_signs_in_and_comes_back(database: Database) {
    let world = World::with(database, 2).await;
    let visitor = world.anonymous().sending("user-agent", CHROME);
    let page = visitor.follow("/account").await;
    assert!(
        page.body.contains("/sign-in/social/wechat"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Paperboat"), "no application is named");
    let account = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert_eq!(account.status, 200);
    for words in [
        "小明",
        "Ways to sign in",
        "Chrome on Windows",
        "This browser",
    ] {
        assert!(account.body.contains(words), "{words}: {}", account.body);
    }
    assert!(
        !account.body.contains("oSIMULATED"),
        "no id of WeChat is shown"
    );
    // No code was made for anybody.
    assert_eq!(world.store.counts().await.unwrap().codes, 0);
    let user = owner(&world, &visitor).await;
    let known = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(known.application_id, None);
    // It is a session like any other: an application gets its code at once.
    let asked = world.application().asks(&[]);
    let address = visitor.get(&asked.address).await.location().to_owned();
    let tokens = world.application().redeems(&asked, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    // Loading the callback again leads to the account again.
    assert_eq!(visitor.get("/account").await.status, 200);
}

#[tokio::test]
async fn nobody_sees_or_changes_anything_without_a_session() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let csrf = token(&account.body);
    let user = owner(&world, &visitor).await;
    let identity = world.store.identities_of(user).await.unwrap()[0].id;
    // The copy of the picture is made in its own time.
    let profile = async || {
        let known = world.store.user(user).await.unwrap().unwrap();
        (known.name, known.picture, known.updated_at)
    };
    let before = profile().await;
    let unlink = format!("/account/unlink/{identity}");
    for path in ["/account", &unlink, "/account/delete"] {
        let answer = world.anonymous().get(path).await;
        let to = answer.location();
        assert!(to.starts_with("/sign-in?interaction="), "{path}: {to}");
    }
    let fields = [
        ("csrf", csrf.as_str()),
        ("name", "Mallory"),
        ("others", "1"),
        ("word", "delete"),
    ];
    for path in [
        "/account/name",
        "/account/picture",
        "/account/link/wechat",
        &unlink,
        "/account/sessions",
        "/account/applications",
        "/account/sign-out",
        "/account/delete",
    ] {
        // A stranger is led to a sign-in; whoever has another session gets an old page.
        let stranger = world.anonymous().post(path, &fields).await;
        let to = stranger.location();
        assert!(to.starts_with("/sign-in?interaction="), "{path}: {to}");
        let other = world.anonymous();
        opens(&world, &other, "lifang").await;
        assert_eq!(other.post(path, &fields).await.status, 400, "{path}");
        // And this browser without the token, or from another site.
        assert_eq!(visitor.post(path, &fields[1..]).await.status, 400, "{path}");
        let forged = world.anonymous().sending("sec-fetch-site", "cross-site");
        assert_eq!(forged.post(path, &fields).await.status, 403, "{path}");
        // Looking at an address does nothing.
        let seen = visitor.get(path).await.status;
        assert!(matches!(seen, 200 | 405), "{path}: {seen}");
    }
    assert_eq!(profile().await, before);
    assert_eq!(world.store.identities_of(user).await.unwrap().len(), 1);
    assert_eq!(visitor.get("/account").await.status, 200);
}

#[tokio::test]
async fn a_sign_in_leads_nowhere_but_to_the_account() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for address in [
        "/account?return_to=https://evil.example",
        "/account?done=https://evil.example",
        "/account?done=%3Cscript%3E",
    ] {
        let page = visitor.follow(address).await;
        let account = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
        assert!(account.body.contains("Your account"));
        let shown = visitor.get(address).await;
        assert_eq!(shown.status, 200);
        assert!(!shown.body.contains("evil.example") && !shown.body.contains("<script>"));
        visitor.set_cookie("pailou_session", None);
    }
}

#[tokio::test]
async fn a_person_changes_their_name_and_no_sign_in_changes_it_back() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let csrf = token(&account.body);
    let name = async |name: &str| {
        let fields = [("csrf", csrf.as_str()), ("name", name)];
        visitor.post("/account/name", &fields).await
    };
    let saved = name(" Ming \u{202E} Li ").await;
    assert_eq!(saved.location(), "/account?done=saved");
    let shown = visitor.get(saved.location()).await;
    assert!(shown.body.contains("Your name is saved"), "{}", shown.body);
    assert!(shown.body.contains("value=\"Ming Li\""), "{}", shown.body);

    let long = "字".repeat(129);
    let refused = name(&long).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains(&long),
        "what was typed is still there"
    );
    assert!(refused.body.contains("at most 128"), "{}", refused.body);

    world
        .apply(json!({ "connectors": [{ "id": "wechat", "sync_profile": true }] }))
        .await;
    let user = user(&world, "wechat", "xiaoming").await;
    let known = async || world.store.user(user).await.unwrap().unwrap();
    assert_eq!(known().await.name.as_deref(), Some("Ming Li"));

    // Emptied it stays empty; and somebody without a name is called what they are.
    assert_eq!(name("\u{200B}").await.location(), "/account?done=saved");
    assert_eq!(known().await.name, None);
    let shown = visitor.get("/account").await;
    assert!(shown.body.contains("WeChat user"), "{}", shown.body);
    let chinese = world.anonymous().sending("accept-language", "zh-CN");
    for (cookie, value) in visitor.cookies() {
        chinese.set_cookie(&cookie, Some(&value));
    }
    let shown = chinese.get("/account").await;
    assert!(shown.body.contains("微信用户"), "{}", shown.body);

    // Unless a name is required.
    rule(&world, json!({ "require_name": true })).await;
    let refused = name(" ").await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("at least one visible"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn a_picture_that_is_removed_stays_removed() {
    let world = World::new().await;
    let visitor = world.anonymous();
    opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    // The copy is made after the person has gone on.
    for _ in 0..100 {
        if world.store.avatar(user).await.unwrap().is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let account = visitor.get("/account").await;
    let path = format!("/avatars/{user}/");
    assert!(account.body.contains(&path), "{}", account.body);
    let removed = visitor.press(&account, "/account/picture").await;
    assert_eq!(removed.location(), "/account?done=picture-removed");
    let account = visitor.get(removed.location()).await;
    assert!(!account.body.contains("/avatars/"), "{}", account.body);
    assert!(world.store.avatar(user).await.unwrap().is_none());
    world
        .apply(json!({ "connectors": [{ "id": "wechat", "sync_profile": true }] }))
        .await;
    assert_eq!(ways::user(&world, "wechat", "xiaoming").await, user);
    let known = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(known.picture, None);
}

#[tokio::test]
async fn browsers_are_listed_and_signed_out() {
    let world = World::new().await;
    let here = world.anonymous().sending("user-agent", CHROME);
    opens(&world, &here, "xiaoming").await;
    minutes(&world, 1);
    let there = world.anonymous().sending("user-agent", FIREFOX);
    opens(&world, &there, "xiaoming").await;
    let third = world.anonymous();
    opens(&world, &third, "xiaoming").await;
    let other = world.anonymous();
    opens(&world, &other, "lifang").await;

    let account = here.get("/account").await;
    for words in [
        "Chrome on Windows",
        "Firefox on Linux",
        "A browser",
        "2 November 2026",
    ] {
        assert!(account.body.contains(words), "{words}: {}", account.body);
    }
    assert_eq!(account.body.matches("This browser").count(), 1);
    // A code that was not redeemed dies with its session.
    let asked = world.application().asks(&[]);
    let code = there.get(&asked.address).await.location().to_owned();
    let csrf = token(&account.body);
    let sessions = world
        .store
        .sessions_of(owner(&world, &here).await, now(&world))
        .await;
    let sessions = sessions.unwrap();
    let firefox = sessions
        .iter()
        .find(|session| session.user_agent.as_deref() == Some(FIREFOX))
        .unwrap();
    let end = async |id: &str| {
        let fields = [("csrf", csrf.as_str()), ("session", id)];
        here.post("/account/sessions", &fields).await
    };
    let ended = end(&firefox.id.to_string()).await;
    assert_eq!(ended.location(), "/account?done=signed-out-one");
    assert_eq!(there.get("/account").await.status, 303);
    let refused = world.application().redeems(&asked, &code).await;
    assert_eq!(refused.status, 400);

    // Naming somebody else's ends nothing, and neither does nonsense.
    let theirs = world
        .store
        .sessions_of(owner(&world, &other).await, now(&world))
        .await;
    end(&theirs.unwrap()[0].id.to_string()).await;
    end("x").await;
    assert_eq!(other.get("/account").await.status, 200);
    assert_eq!(third.get("/account").await.status, 200);

    let ended = here
        .post("/account/sessions", &[("csrf", &csrf), ("others", "1")])
        .await;
    assert_eq!(ended.location(), "/account?done=signed-out-others");
    assert_eq!(third.get("/account").await.status, 303);
    assert_eq!(here.get("/account").await.status, 200);
    assert_eq!(other.get("/account").await.status, 200);
    // Ending this very one is signing out.
    let this = world
        .store
        .sessions_of(owner(&world, &here).await, now(&world))
        .await;
    let left = end(&this.unwrap()[0].id.to_string()).await;
    assert_eq!(left.location(), "/account/signed-out");
    assert!(!here.cookies().contains_key("pailou_session"));
}

fn now(world: &World) -> connector_kit::Timestamp {
    connector_kit::Clock::now(&*world.clock)
}

#[tokio::test]
async fn signing_out_ends_the_session_here() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let session = visitor.cookies()["pailou_session"].clone();
    let left = visitor.press(&account, "/account/sign-out").await;
    let page = visitor.get(left.location()).await;
    assert!(page.body.contains("You are signed out"), "{}", page.body);
    assert!(page.body.contains("href=\"/account\""), "{}", page.body);
    let thief = world.anonymous();
    thief.set_cookie("pailou_session", Some(&session));
    assert_eq!(thief.get("/account").await.status, 303);
}

#[tokio::test]
async fn what_an_application_of_others_may_is_taken_back() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "guest", "name": "Guest <b>", "type": "Traditional", "third_party": true,
            "secret": "another-secret-for-tests", "redirect_uris": ["http://localhost:3003/callback"],
        }]}))
        .await;
    let application = world.client("guest", Some("another-secret-for-tests"));
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    assert!(!account.body.contains("/account/applications"));
    let asked = application.asks(&[]);
    let consent = visitor.follow(&asked.address).await;
    let allowed = visitor
        .press_with(&consent, "/consent", &[("decision", "allow")])
        .await;
    let tokens = application.redeems(&asked, allowed.location()).await.json();
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(application.user_info(access).await.status, 200);

    let account = visitor.get("/account").await;
    assert!(
        account.body.contains("Guest &#60;b&#62;"),
        "{}",
        account.body
    );
    assert!(account.body.contains("See your nickname and picture"));
    let revoked = visitor.press(&account, "/account/applications").await;
    assert_eq!(revoked.location(), "/account?done=revoked");
    assert_eq!(application.user_info(access).await.status, 401);
    let again = application.asks(&[]);
    let asked = visitor.get(&again.address).await;
    assert!(
        asked.location().starts_with("/consent?"),
        "{}",
        asked.location()
    );
    // Without a name of an application nothing happens.
    let csrf = token(&account.body);
    let nothing = visitor
        .post("/account/applications", &[("csrf", &csrf)])
        .await;
    assert_eq!(nothing.location(), "/account");
}

#[tokio::test]
async fn a_suspended_person_is_kept_out() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    world
        .store
        .set_suspended(user, true, now(&world))
        .await
        .unwrap();
    assert_eq!(visitor.get("/account").await.status, 303);
    let fields = [
        ("csrf", token(&account.body)),
        ("name", "Mallory".to_owned()),
    ];
    let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(visitor.post("/account/name", &fields).await.status, 303);
    let known = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(known.name.as_deref(), Some("小明"));
    let page = visitor.follow("/account").await;
    let refused = comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("suspended"), "{}", refused.body);
}

#[tokio::test]
async fn a_user_agent_is_kept_as_far_as_it_helps() {
    let world = World::new().await;
    let long = format!("Firefox/{}", "1".repeat(5_000));
    let visitor = world.anonymous().sending("user-agent", &long);
    let account = opens(&world, &visitor, "xiaoming").await;
    assert!(account.body.contains("Firefox"));
    let user = owner(&world, &visitor).await;
    let sessions = world.store.sessions_of(user, now(&world)).await.unwrap();
    let kept = sessions[0].user_agent.as_deref().unwrap();
    assert_eq!(kept.len(), 200);
    let export = world
        .store
        .export_of(user, now(&world))
        .await
        .unwrap()
        .unwrap();
    let attempt = export.attempts[0].user_agent.as_deref();
    assert_eq!(attempt.map(str::len), Some(200));
}

#[tokio::test]
async fn pages_of_the_account_are_kept_by_nobody_and_framed_by_nobody() {
    let world = World::new().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    assert_eq!(account.header("cache-control"), "no-store");
    let policy = account.header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(
        policy.contains("form-action 'self' http://127.0.0.1:3002"),
        "{policy}"
    );
}
