//! Adding a way to sign in: whose account it is has to be proved for this very attempt.

use accounts::{Failure, Outcome};
use serde_json::json;
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{Database, World};
use uuid::Uuid;

use crate::unknown_identity::{form_action, token};
use crate::ways::{
    self, allows, asking, asks, attempt, back, comes_through, minutes, people, rule, sub, user,
};

const LINK: &str = "/sign-in/link/";
const FIRST_TIME: &str = "/sign-in/first-time/";
const ADD: [(&str, &str); 1] = [("decision", "add")];

/// An account that is known through the second way; then strangers are asked.
async fn with_account(world: &World, person: &str) -> Uuid {
    rule(world, json!({ "unknown_identity": "create" })).await;
    let known = user(world, "second", person).await;
    rule(world, json!({ "unknown_identity": "ask" })).await;
    known
}

/// Meets a stranger through WeChat, then proves the account; gives the callback of the
/// stranger and the page that asks whether to add it.
async fn at_the_question(world: &World, visitor: &Visitor<'_>, person: &str) -> (String, Answer) {
    let (_, page) = asks(world, visitor).await;
    let callback = allows(world, visitor, &page, "wechat", person).await;
    let asked = back(visitor, &callback).await;
    assert!(asked.body.contains("Have you used"), "{}", asked.body);
    let confirm = comes_through(world, visitor, &page, "second", person).await;
    assert_eq!(confirm.status, 200, "{}", confirm.body);
    assert!(confirm.body.contains(LINK), "{}", confirm.body);
    (callback, confirm)
}

#[tokio::test]
async fn without_a_proof_of_this_attempt_nothing_is_added() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;

    // Somebody is signed in with this browser, but not by proving it for this attempt.
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let early = allows(&world, &visitor, &page, "second", "xiaoming").await;
    back(&visitor, &early).await;
    let early = attempt(&world, &early).await.id;
    minutes(&world, 1);
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    let waiting = attempt(&world, &callback).await.id;
    let csrf = token(&asked.body);

    let refused = async |proof: Option<Uuid>| {
        let proof = proof.map(|proof| proof.to_string()).unwrap_or_default();
        let page = visitor.get(&format!("{LINK}{waiting}?proof={proof}")).await;
        assert_eq!(page.status, 400, "{proof}: {}", page.body);
        let fields = [
            ("csrf", csrf.as_str()),
            ("decision", "add"),
            ("proof", &proof),
        ];
        let added = visitor.post(&format!("{LINK}{waiting}"), &fields).await;
        assert_eq!(added.status, 400, "{proof}: {}", added.body);
    };
    // The session of the browser is that of the earlier attempt, which is too early.
    for proof in [None, Some(waiting), Some(early), Some(Uuid::nil())] {
        refused(proof).await;
    }
    // Another interaction of the same browser, in which the account was proved.
    let (_, other_page) = asks_anew(&world, &visitor).await;
    let other = allows(&world, &visitor, &other_page, "second", "xiaoming").await;
    back(&visitor, &other).await;
    refused(Some(attempt(&world, &other).await.id)).await;
    let identities = world.store.identities_of(known).await.unwrap();
    assert_eq!(identities.len(), 1);
    assert!(attempt(&world, &callback).await.asked);
}

#[tokio::test]
async fn another_session_in_between_ends_the_proof() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let other = with_account(&world, "lifang").await;
    let visitor = world.anonymous();
    let (callback, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    // Somebody else signs in with this browser, for another application's request.
    let (_, page) = asks_anew(&world, &visitor).await;
    comes_through(&world, &visitor, &page, "second", "lifang").await;
    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(added.status, 400);
    for account in [known, other] {
        let identities = world.store.identities_of(account).await.unwrap();
        assert_eq!(identities.len(), 1);
    }
    assert!(attempt(&world, &callback).await.asked);
}

/// An application insists on a new sign-in.
async fn asks_anew(world: &World, visitor: &Visitor<'_>) -> (testkit::application::Asked, Answer) {
    let request = world.application().asks(&[("prompt", "login")]);
    let page = visitor.follow(&request.address).await;
    (request, page)
}

#[tokio::test]
async fn no_other_browser_adds_it() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (_, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    // The thief even has the session, but not the cookie of the interaction.
    let thief = world.anonymous();
    let session = visitor.cookies()["pailou_session"].clone();
    thief.set_cookie("pailou_session", Some(&session));
    let stolen = thief.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(stolen.status, 400);
    // And this browser without its session.
    visitor.set_cookie("pailou_session", None);
    let lost = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(lost.status, 400);
    let identities = world.store.identities_of(known).await.unwrap();
    assert_eq!(identities.len(), 1);
}

#[tokio::test]
async fn forged_answers_add_nothing() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (_, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    let path = form_action(&confirm.body, LINK);
    let (_, rest) = confirm.body.split_once("name=\"proof\" value=\"").unwrap();
    let proof = rest.split('"').next().unwrap().to_owned();
    for fields in [
        vec![("decision", "add"), ("proof", proof.as_str())],
        vec![("decision", "add"), ("proof", &proof), ("csrf", "AAAA")],
    ] {
        assert_eq!(visitor.post(&path, &fields).await.status, 400, "{fields:?}");
    }
    // Nothing is decided by nothing.
    for decision in ["", "yes"] {
        let answer = visitor
            .press_with(&confirm, LINK, &[("decision", decision)])
            .await;
        assert!(answer.location().starts_with(LINK));
    }
    let identities = world.store.identities_of(known).await.unwrap();
    assert_eq!(identities.len(), 1);
}

#[tokio::test]
async fn somebody_else_takes_it_meanwhile() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (callback, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    // With another browser the same person makes an account of it.
    rule(&world, json!({ "unknown_identity": "create" })).await;
    let owner = user(&world, "wechat", "xiaoming").await;
    rule(&world, json!({ "unknown_identity": "ask" })).await;
    let before = (
        world.store.identities_of(known).await.unwrap(),
        world.store.identities_of(owner).await.unwrap(),
        people(&world).await,
    );
    let refused = visitor.press_with(&confirm, LINK, &ADD).await;
    let refused = visitor.follow(refused.location()).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.body.contains("already used by another account"),
        "{}",
        refused.body
    );
    assert!(
        !refused.body.contains(&owner.to_string()),
        "the other account is not named"
    );
    let after = (
        world.store.identities_of(known).await.unwrap(),
        world.store.identities_of(owner).await.unwrap(),
        people(&world).await,
    );
    assert_eq!(before, after);
    let ended = attempt(&world, &callback).await;
    assert_eq!(ended.outcome, Some(Outcome::Blocked));
    assert_eq!(ended.failure, Some(Failure::UsedElsewhere));
    // Both ways on work: with that account, and with this one.
    let (_, keep) = refused.body.split_once("/sign-in/attempt/").unwrap();
    let keep = format!("/sign-in/attempt/{}", keep.split('"').next().unwrap());
    let kept = visitor.get(&keep).await;
    assert!(kept.location().contains("code="), "{}", kept.location());
    let wechat = visitor.press(&refused, "/sign-in/social/wechat").await;
    let callback = world.person("xiaoming").allows(wechat.location()).await;
    let switched = back(&visitor, &callback).await;
    assert!(
        switched.location().contains("code="),
        "{}",
        switched.location()
    );
    // An administrator sees both.
    let conflicts = world.store.conflicts(10).await.unwrap();
    assert_eq!(
        (conflicts[0].user_id, conflicts[0].other_user_id),
        (known, owner)
    );
}

#[tokio::test]
async fn the_account_is_suspended_or_deleted_meanwhile() {
    let world = asking().await;
    for delete in [false, true] {
        let person = if delete { "lifang" } else { "xiaoming" };
        let known = with_account(&world, person).await;
        let visitor = world.anonymous();
        let (callback, confirm) = at_the_question(&world, &visitor, person).await;
        let now = connector_kit::Clock::now(&*world.clock);
        if delete {
            world.store.delete_user(known, now).await.unwrap();
        } else {
            world.store.set_suspended(known, true, now).await.unwrap();
        }
        let refused = visitor.press_with(&confirm, LINK, &ADD).await;
        assert_eq!(refused.status, 400, "{}", refused.body);
        assert!(attempt(&world, &callback).await.outcome.is_none());
        let ways = world.store.identities_of(known).await.unwrap();
        assert_eq!(ways.len(), usize::from(!delete));
    }
}

#[tokio::test]
async fn the_connector_is_turned_off_meanwhile() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (_, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    rule(&world, json!({ "social": ["second"] })).await;
    let refused = visitor.press_with(&confirm, LINK, &ADD).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("turned off"), "{}", refused.body);
    let identities = world.store.identities_of(known).await.unwrap();
    assert_eq!(identities.len(), 1);
}

#[tokio::test]
async fn the_memory_lasts_ten_minutes_whatever_was_proved() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (callback, confirm) = at_the_question(&world, &visitor, "xiaoming").await;
    minutes(&world, 10);
    let late = visitor.press_with(&confirm, LINK, &ADD).await;
    let late = visitor.follow(late.location()).await;
    assert_eq!(late.status, 400);
    assert!(late.body.contains("could not be finished"), "{}", late.body);
    let failure = attempt(&world, &callback).await.failure;
    assert_eq!(failure, Some(Failure::Unanswered));
    let identities = world.store.identities_of(known).await.unwrap();
    assert_eq!(identities.len(), 1);
}

#[tokio::test]
async fn a_new_account_and_a_link_of_one_attempt_exclude_each_other() {
    let world = asking().await;
    let known = with_account(&world, "xiaoming").await;
    let visitor = world.anonymous();
    let (_, page) = asks(&world, &visitor).await;
    let callback = allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = back(&visitor, &callback).await;
    let confirm = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    visitor.press_with(&confirm, LINK, &ADD).await.location();
    let create = [("decision", "create")];
    let late = visitor.press_with(&asked, FIRST_TIME, &create).await;
    let late = visitor.follow(late.location()).await;
    assert!(late.body.contains("You are signed in"), "{}", late.body);
    assert_eq!(people(&world).await, (1, 2));
    assert_eq!(world.store.identities_of(known).await.unwrap().len(), 2);
}

#[tokio::test]
async fn two_strangers_in_one_sign_in_become_one_account() {
    let world = asking().await;
    let visitor = world.anonymous();
    let (request, page) = asks(&world, &visitor).await;
    comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let second = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    assert!(second.body.contains("Have you used"), "{}", second.body);
    let made = visitor
        .press_with(&second, FIRST_TIME, &[("decision", "create")])
        .await;
    // The first one still waits: it can be added to the account that was just made.
    let confirm = visitor.follow(made.location()).await;
    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    let known = sub(&world, &request, &added).await;
    assert_eq!(people(&world).await, (1, 2));
    assert_eq!(world.store.identities_of(known).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_third_party_still_asks_for_consent_afterwards() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    with_account(&world, "xiaoming").await;
    world
        .apply(json!({ "applications": [{
            "id": "guest", "name": "Guest", "type": "Traditional", "third_party": true,
            "secret": "another-secret-for-tests", "redirect_uris": ["http://localhost:3003/callback"],
        }]}))
        .await;
    let application = world.client("guest", Some("another-secret-for-tests"));
    let visitor = world.anonymous();
    let request = application.asks(&[]);
    let page = visitor.follow(&request.address).await;
    comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    let confirm = comes_through(&world, &visitor, &page, "second", "xiaoming").await;
    let added = visitor.press_with(&confirm, LINK, &ADD).await;
    assert!(
        added.location().starts_with("/consent?"),
        "{}",
        added.location()
    );
    let consent = visitor.get(added.location()).await;
    let allowed = visitor
        .press_with(&consent, "/consent", &[("decision", "allow")])
        .await;
    let tokens = application.redeems(&request, allowed.location()).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
}
