//! The account page: adding and removing ways to sign in, and the end of the account.

use accounts::{Failure, Outcome};
use serde_json::json;
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};
use uuid::Uuid;

use crate::account_page::{opens, owner};
use crate::unknown_identity::token;
use crate::ways::{self, asks, attempt, back, comes_through, minutes, people, rule, user};

crate::on_both!(a_way_is_added_after_a_confirmation);

const LINK: &str = "/sign-in/link/";
const ADD: [(&str, &str); 1] = [("decision", "add")];

async fn two_ways() -> World {
    ways::world(Database::Sqlite, 1, json!({})).await
}

/// Presses *Add …* on the account page, scans and allows; gives the callback address.
async fn adds(world: &World, visitor: &Visitor<'_>, account: &Answer, person: &str) -> String {
    let away = visitor.press(account, "/account/link/second").await;
    let wechat = away.location().to_owned();
    assert!(wechat.contains("/connect/qrconnect"), "{wechat}");
    world.person(person).allows(&wechat).await
}

async fn count_of_ways(world: &World, user: Uuid) -> usize {
    world.store.identities_of(user).await.unwrap().len()
}

async fn a_way_is_added_after_a_confirmation(database: Database) {
    let world = ways::world(database, 2, json!({})).await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    let session = visitor.cookies()["pailou_session"].clone();
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    assert_eq!(confirm.status, 200, "{}", confirm.body);
    assert!(
        confirm
            .body
            .contains("Add this WeChat account to your account?")
    );
    assert_eq!(
        count_of_ways(&world, user).await,
        1,
        "nothing is added by coming back"
    );

    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(added.location(), "/account?done=linked");
    let shown = visitor.get(added.location()).await;
    assert_eq!(shown.body.matches("href=\"/account/unlink/").count(), 2);
    assert_eq!(
        visitor.cookies()["pailou_session"],
        session,
        "nobody signed in anew"
    );
    let ended = attempt(&world, &callback).await;
    assert_eq!(
        (ended.outcome, ended.user_id),
        (Some(Outcome::Linked), Some(user))
    );
    assert_eq!(ended.application_id, "");
    assert_eq!(ways::user(&world, "second", "xiaoming").await, user);
    // Again is no harm.
    for again in [
        visitor.press_with(&confirm, LINK, &ADD).await,
        visitor.get(&callback).await,
    ] {
        let page = visitor.follow(again.location()).await;
        assert!(page.body.contains("Your account"), "{}", page.body);
    }
    assert_eq!(people(&world).await, (1, 2));
}

#[tokio::test]
async fn what_is_not_confirmed_is_not_added() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    let left = visitor
        .press_with(&confirm, LINK, &[("decision", "leave")])
        .await;
    assert_eq!(left.location(), "/account");
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.failure, Some(Failure::Declined));
    assert_eq!(people(&world).await, (1, 1));
    let late = visitor.press_with(&confirm, LINK, &ADD).await;
    visitor.follow(late.location()).await;
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn the_same_way_again_is_theirs_already() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let away = visitor.press(&account, "/account/link/wechat").await;
    let callback = world.person("xiaoming").allows(away.location()).await;
    let came = back(&visitor, &callback).await;
    assert!(
        came.body.contains("You can sign in this way"),
        "{}",
        came.body
    );
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn what_belongs_to_somebody_else_is_told_so_and_stays_theirs() {
    let world = two_ways().await;
    let theirs = user(&world, "second", "xiaoming").await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let mine = owner(&world, &visitor).await;
    assert_ne!(mine, theirs);
    let before = (
        world.store.identities_of(mine).await.unwrap(),
        world.store.identities_of(theirs).await.unwrap(),
    );
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let refused = back(&visitor, &callback).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("already used by another account"));
    assert!(!refused.body.contains(&theirs.to_string()));
    let after = (
        world.store.identities_of(mine).await.unwrap(),
        world.store.identities_of(theirs).await.unwrap(),
    );
    assert_eq!(before, after);
    let failure = attempt(&world, &callback).await.failure;
    assert_eq!(failure, Some(Failure::UsedElsewhere));
    // Keep using this one, or sign in with that one: which is a sign-in like any other.
    assert!(
        refused.body.contains("href=\"/account\""),
        "{}",
        refused.body
    );
    let forged = visitor
        .post("/account/switch/second", &[("interaction", "x")])
        .await;
    assert_eq!(forged.status, 400);
    let away = visitor.press(&refused, "/account/switch/second").await;
    let callback = world.person("xiaoming").allows(away.location()).await;
    let account = back(&visitor, &callback).await;
    assert!(account.body.contains("Your account"), "{}", account.body);
    assert_eq!(owner(&world, &visitor).await, theirs);
}

#[tokio::test]
async fn adding_is_bound_to_the_browser_and_to_the_session() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;

    // Another browser comes back, even one of the same person.
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let other = world.anonymous();
    opens(&world, &other, "xiaoming").await;
    let stranger = back(&other, &callback).await;
    assert_eq!(stranger.status, 400);
    assert!(
        world.requests("/sns/oauth2/access_token").await.len() == 2,
        "no code was spent"
    );

    // The person has signed out meanwhile.
    let session = visitor.cookies()["pailou_session"].clone();
    visitor.set_cookie("pailou_session", None);
    let came = back(&visitor, &callback).await;
    assert!(came.body.contains("/sign-in/social/"), "{}", came.body);
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Blocked));
    assert_eq!(ended.failure, Some(Failure::SessionEnded));
    // Nothing comes of it when the session is back.
    visitor.set_cookie("pailou_session", Some(&session));
    let came = back(&visitor, &callback).await;
    assert!(came.body.contains("Your account"), "{}", came.body);
    assert_eq!(count_of_ways(&world, user).await, 1);

    // Somebody else has signed in with this browser meanwhile: before coming back, and
    // before answering.
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let lifang = world.anonymous();
    opens(&world, &lifang, "lifang").await;
    let theirs = lifang.cookies()["pailou_session"].clone();
    visitor.set_cookie("pailou_session", Some(&theirs));
    back(&visitor, &callback).await;
    let failure = attempt(&world, &callback).await.failure;
    assert_eq!(failure, Some(Failure::SessionEnded));

    visitor.set_cookie("pailou_session", Some(&session));
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    visitor.set_cookie("pailou_session", Some(&theirs));
    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(added.status, 400, "{}", added.body);
    assert_eq!(people(&world).await, (2, 2));
}

#[tokio::test]
async fn an_interaction_to_add_signs_nobody_in_and_is_no_way_around() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let before = visitor.cookies();
    let away = visitor.press(&account, "/account/link/second").await;
    away.location();
    let added = visitor.cookies();
    let name = added
        .keys()
        .find(|name| name.starts_with("pailou_i_") && !before.contains_key(*name))
        .unwrap();
    let id = name.trim_start_matches("pailou_i_");
    let page = visitor.get(&format!("/sign-in?interaction={id}")).await;
    assert_eq!(page.location(), "/account");
    let consent = visitor.get(&format!("/consent?interaction={id}")).await;
    assert_eq!(consent.status, 400);
    // Without the session it begins nothing.
    let csrf = token(&account.body);
    visitor.set_cookie("pailou_session", None);
    let fields = [("interaction", id), ("csrf", csrf.as_str())];
    let pressed = visitor.post("/sign-in/social/second", &fields).await;
    assert_eq!(pressed.status, 400, "the token is of another kind");
}

#[tokio::test]
async fn connectors_that_are_off_add_nothing_and_rules_for_strangers_do_not_matter() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    rule(&world, json!({ "social": ["wechat"] })).await;
    let off = visitor.press(&account, "/account/link/second").await;
    assert_eq!(off.status, 403);
    let shown = visitor.get("/account").await;
    assert!(
        !shown.body.contains("/account/link/second"),
        "{}",
        shown.body
    );

    // Sign-up is closed, and this connector makes no accounts: it is added all the same.
    let closed = json!({ "social": ["wechat", "second"], "sign_in_mode": "sign_in" });
    rule(&world, closed).await;
    world
        .apply(json!({ "connectors": [{ "id": "second", "sign_up": "never" }] }))
        .await;
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    // Off between the question and the answer.
    rule(&world, json!({ "social": ["wechat"] })).await;
    let refused = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(refused.status, 403);
    assert_eq!(count_of_ways(&world, user).await, 1);
    rule(&world, json!({ "social": ["wechat", "second"] })).await;
    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(added.location(), "/account?done=linked");
    assert_eq!(count_of_ways(&world, user).await, 2);
}

#[tokio::test]
async fn adding_and_removing_need_a_fresh_sign_in() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    // The second way is the later one.
    world.clock.advance(std::time::Duration::from_millis(1));
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    visitor.press_with(&confirm, LINK, &ADD).await.location();
    let second = world.store.identities_of(user).await.unwrap()[1].id;
    let page = visitor.get(&format!("/account/unlink/{second}")).await;
    assert_eq!(page.status, 200);

    minutes(&world, 10);
    assert_eq!(
        visitor.get("/account").await.status,
        200,
        "looking needs no more"
    );
    let account = visitor.get("/account").await;
    for (form, action) in [
        (&account, "/account/link/second"),
        (&page, "/account/unlink/"),
    ] {
        let again = visitor.press(form, action).await;
        let to = again.location();
        assert!(to.starts_with("/sign-in?interaction="), "{action}: {to}");
    }
    assert!(
        visitor
            .get("/account/delete")
            .await
            .location()
            .starts_with("/sign-in?")
    );
    assert_eq!(count_of_ways(&world, user).await, 2);

    // After signing in again the person is where they wanted to be.
    let again = visitor.press(&page, "/account/unlink/").await;
    let choose = visitor.follow(again.location()).await;
    let page = comes_through(&world, &visitor, &choose, "wechat", "xiaoming").await;
    assert!(
        page.body.contains("Unlink this WeChat account?"),
        "{}",
        page.body
    );
    let removed = visitor.press(&page, "/account/unlink/").await;
    assert_eq!(removed.location(), "/account?done=unlinked");
    assert_eq!(count_of_ways(&world, user).await, 1);
    assert_ne!(ways::user(&world, "second", "xiaoming").await, user);
}

#[tokio::test]
async fn the_memory_of_what_is_to_be_added_lasts_ten_minutes() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    minutes(&world, 10);
    let late = visitor.press_with(&confirm, LINK, &ADD).await;
    let late = visitor.follow(late.location()).await;
    assert_eq!(late.status, 400);
    assert!(late.body.contains("href=\"/account\""), "{}", late.body);
    assert_eq!(people(&world).await, (1, 1));
    // Nor can what was begun be carried on at WeChat's page for much longer.
    let callback = {
        visitor.set_cookie("pailou_session", None);
        let account = opens(&world, &visitor, "xiaoming").await;
        adds(&world, &visitor, &account, "xiaoming").await
    };
    minutes(&world, 10);
    let late = back(&visitor, &callback).await;
    assert_eq!(late.status, 400);
    assert_eq!(people(&world).await, (1, 1));
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    let only = world.store.identities_of(user).await.unwrap()[0].id;
    let path = format!("/account/unlink/{only}");
    let page = visitor.get(&path).await;
    assert!(
        page.body.contains("This is your only way in"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("href=\"/account#ways\""),
        "a way forward"
    );
    assert!(
        page.body.contains("href=\"/account/delete\""),
        "another one"
    );
    let account = visitor.get("/account").await;
    let csrf = token(&account.body);
    let refused = visitor.post(&path, &[("csrf", &csrf)]).await;
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("This is your only way in"));

    // A second one that leads nowhere at present is no way in.
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    visitor.press_with(&confirm, LINK, &ADD).await.location();
    let page = visitor.get(&path).await;
    assert!(
        page.body.contains("Unlink this WeChat account?"),
        "{}",
        page.body
    );
    rule(&world, json!({ "social": [] })).await;
    let page = visitor.get(&path).await;
    assert!(
        page.body.contains("This is your only way in"),
        "{}",
        page.body
    );
    let refused = visitor.post(&path, &[("csrf", &csrf)]).await;
    assert_eq!(refused.status, 409);
    assert_eq!(count_of_ways(&world, user).await, 2);
}

#[tokio::test]
async fn nobody_removes_what_is_somebody_elses() {
    let world = two_ways().await;
    let theirs = user(&world, "wechat", "lifang").await;
    let identity = world.store.identities_of(theirs).await.unwrap()[0].id;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let csrf = token(&account.body);
    for id in [
        identity.to_string(),
        Uuid::nil().to_string(),
        "x".to_owned(),
    ] {
        let path = format!("/account/unlink/{id}");
        assert_eq!(visitor.get(&path).await.location(), "/account");
        let removed = visitor.post(&path, &[("csrf", &csrf)]).await;
        assert_eq!(removed.location(), "/account");
    }
    assert_eq!(count_of_ways(&world, theirs).await, 1);
}

#[tokio::test]
async fn an_account_ends_with_everything_after_a_typed_word() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    let asked = world.application().asks(&[]);
    let code = visitor.get(&asked.address).await.location().to_owned();
    let tokens = world.application().redeems(&asked, &code).await.json();
    let access = tokens["access_token"].as_str().unwrap().to_owned();
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    visitor.press_with(&confirm, LINK, &ADD).await.location();
    let other = world.anonymous();
    opens(&world, &other, "xiaoming").await;

    let page = visitor.get("/account/delete").await;
    for words in [
        "All 2 ways to sign in",
        "all 2 browsers",
        "Your WeChat account",
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    let csrf = token(&page.body);
    for word in ["", "yes", "löschen", "delete it"] {
        let fields = [("csrf", csrf.as_str()), ("word", word)];
        let again = visitor.post("/account/delete", &fields).await;
        assert_eq!(again.status, 422, "{word}");
        assert!(again.body.contains("exactly as it stands here"));
    }
    assert_eq!(people(&world).await, (1, 2));
    let fields = [("csrf", csrf.as_str()), ("word", " Delete ")];
    let deleted = visitor.post("/account/delete", &fields).await;
    assert_eq!(deleted.location(), "/account/deleted");
    assert!(!visitor.cookies().contains_key("pailou_session"));
    let page = visitor.get("/account/deleted").await;
    assert!(
        page.body.contains("Your account is deleted"),
        "{}",
        page.body
    );

    assert_eq!(people(&world).await, (0, 0));
    assert_eq!(world.store.counts().await.unwrap().sessions, 0);
    assert_eq!(other.get("/account").await.status, 303);
    assert_eq!(world.application().user_info(&access).await.status, 401);
    let ended = attempt(&world, &callback).await;
    assert_eq!((ended.user_id, ended.user_agent), (None, None));
    // Again is no harm, and whoever comes back is a stranger.
    let again = visitor.post("/account/delete", &fields).await;
    assert_eq!(again.status, 303);
    assert_ne!(ways::user(&world, "wechat", "xiaoming").await, user);
}

#[tokio::test]
async fn the_word_is_of_the_language_of_the_page() {
    let world = World::new().await;
    let visitor = world.anonymous().sending("accept-language", "zh-CN");
    let page = visitor.follow("/account").await;
    comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let page = visitor.get("/account/delete").await;
    let csrf = token(&page.body);
    let english = [("csrf", csrf.as_str()), ("word", "delete")];
    assert_eq!(visitor.post("/account/delete", &english).await.status, 422);
    let chinese = [("csrf", csrf.as_str()), ("word", "删除")];
    let deleted = visitor.post("/account/delete", &chinese).await;
    assert_eq!(deleted.location(), "/account/deleted");
    assert_eq!(people(&world).await, (0, 0));
}

#[tokio::test]
async fn deleting_needs_a_fresh_sign_in_as_well() {
    let world = World::new().await;
    let visitor = world.anonymous();
    opens(&world, &visitor, "xiaoming").await;
    let page = visitor.get("/account/delete").await;
    minutes(&world, 10);
    let late = visitor.press_with(&page, "/account/delete", &[]).await;
    let to = late.location().to_owned();
    assert!(to.starts_with("/sign-in?interaction="), "{to}");
    assert_eq!(people(&world).await, (1, 1));
    // Somebody else who signs in on that way sees the end of their own account.
    let choose = visitor.follow(&to).await;
    let page = comes_through(&world, &visitor, &choose, "wechat", "lifang").await;
    assert!(page.body.contains("Delete your account?"), "{}", page.body);
    assert!(page.body.contains("李芳"), "{}", page.body);
}

#[tokio::test]
async fn an_account_that_is_deleted_while_it_waits_gets_nothing() {
    let world = two_ways().await;
    let visitor = world.anonymous();
    let account = opens(&world, &visitor, "xiaoming").await;
    let user = owner(&world, &visitor).await;
    let callback = adds(&world, &visitor, &account, "xiaoming").await;
    let confirm = back(&visitor, &callback).await;
    let now = connector_kit::Clock::now(&*world.clock);
    world.store.delete_user(user, now).await.unwrap();
    let late = visitor.press_with(&confirm, LINK, &ADD).await;
    assert!((300..500).contains(&late.status), "{}", late.status);
    assert_eq!(people(&world).await, (0, 0));
    let (_, page) = asks(&world, &visitor).await;
    assert_eq!(page.status, 200);
}
