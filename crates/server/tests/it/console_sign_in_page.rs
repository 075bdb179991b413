//! *Sign-in page* of the console: ways, look, words, rules, and the preview beside them.

use std::time::Duration;

use serde_json::json;
use store::{ActorKind, AgreeToTerms, Role, SignInMode, SubjectKind};
use testkit::in_process::Answer;
use testkit::visitor::{Visitor, filled};
use testkit::world::{Database, World};

use crate::ways;

crate::on_both!(a_change_goes_through_before_and_after_and_is_written_down);

const WAYS: &str = "/console/sign-in-page";
const LOOK: &str = "/console/sign-in-page/look";
const WORDS: &str = "/console/sign-in-page/words";
const RULES: &str = "/console/sign-in-page/rules";
const PREVIEW: &str = "/console/sign-in-page/preview";

/// A world with two connectors, the second one off.
async fn world(database: Database) -> World {
    ways::world(database, 1, json!({ "social": ["wechat"] })).await
}

async fn experience(world: &World) -> store::SignInExperience {
    world.store.experience().await.unwrap()
}

async fn saves(iris: &Visitor<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    let page = iris.get(address).await;
    assert_eq!(page.status, 200, "{address}");
    iris.press_with(&page, address.split('?').next().unwrap(), fields)
        .await
}

async fn a_change_goes_through_before_and_after_and_is_written_down(database: Database) {
    let world = world(database).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let asked = saves(&iris, WAYS, &[("on-second", "1")]).await;
    assert_eq!(asked.status, 200);
    assert!(asked.body.contains("Save these changes?"), "{}", asked.body);
    assert!(asked.body.contains("<code>wechat second</code>"));
    assert_eq!(experience(&world).await.social, ["wechat"], "not yet");

    let saved = iris.press(&asked, WAYS).await;
    assert_eq!(saved.status, 303);
    let page = iris.get(saved.location()).await;
    assert!(page.body.contains("The ways to sign in are saved."));
    assert_eq!(experience(&world).await.social, ["wechat", "second"]);
    let people = world.anonymous();
    let sign_in = people.follow(&world.application().asks(&[]).address).await;
    assert!(sign_in.body.contains("/sign-in/social/second"), "at once");

    let kind = SubjectKind::SignInExperience;
    let changes = world.store.changes_of(kind, "sign_in_experience", None, 5);
    let mut changes = changes.await.unwrap();
    changes.retain(|change| change.actor.kind != ActorKind::Command);
    assert_eq!(changes.len(), 1);
    assert_eq!(
        (changes[0].actor.kind, &*changes[0].actor.name),
        (ActorKind::Administrator, "Iris")
    );
    assert_eq!(changes[0].fields[0].field, "social");
    assert_eq!(changes[0].fields[0].before, json!(["wechat"]));
    assert_eq!(changes[0].fields[0].after, json!(["wechat", "second"]));
}

#[tokio::test]
async fn an_order_is_tried_out_before_it_is_saved() {
    let world = ways::world(Database::Sqlite, 1, json!({})).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let moved = saves(&iris, WAYS, &[("move", "second up")]).await;
    assert_eq!(moved.status, 303);
    let page = iris.get(moved.location()).await;
    assert!(page.body.contains("This order is not saved yet."));
    assert_eq!(experience(&world).await.social, ["wechat", "second"]);
    // Another order of the same ways needs no second look.
    let saved = iris.press(&page, WAYS).await;
    assert_eq!(saved.status, 303);
    assert_eq!(experience(&world).await.social, ["second", "wechat"]);
    let sorted = saves(&iris, WAYS, &[("order", "wechat second"), ("sort", "1")]).await;
    let page = iris.get(sorted.location()).await;
    iris.press(&page, WAYS).await;
    assert_eq!(experience(&world).await.social, ["wechat", "second"]);
}

#[tokio::test]
async fn turning_off_the_last_way_says_what_that_means_in_numbers() {
    let world = World::new().await;
    let person = world.anonymous();
    let page = person.follow(&world.application().asks(&[]).address).await;
    ways::comes_through(&world, &person, &page, "wechat", "xiaoming").await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(WAYS).await;
    let asked = iris.press_with(&page, WAYS, &[("on-wechat", "")]).await;
    assert!(
        asked.body.contains("Nobody could sign in any more."),
        "{}",
        asked.body
    );
    assert!(
        asked.body.contains("One person has no other way"),
        "{}",
        asked.body
    );
    iris.press(&asked, WAYS).await;
    assert_eq!(experience(&world).await.social, [""; 0]);
    for tab in [WAYS, LOOK, WORDS, RULES] {
        let page = iris.get(tab).await;
        assert!(page.body.contains("Nobody can sign in."), "{tab}");
    }
}

#[tokio::test]
async fn rules_are_saved_after_a_look_at_before_and_after() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let asked = saves(
        &iris,
        RULES,
        &[
            ("sign_in_mode", "sign_in"),
            ("agree_to_terms", "manual"),
            ("terms_url", "https://acme.example/terms"),
        ],
    )
    .await;
    for words in ["Get no account", "By ticking a box before each sign-in"] {
        assert!(asked.body.contains(words), "{}", asked.body);
    }
    let saved = iris.press(&asked, RULES).await;
    assert!(saved.location().starts_with(RULES));
    let now = experience(&world).await;
    assert_eq!(now.sign_in_mode, SignInMode::SignIn);
    assert_eq!(now.agree_to_terms, AgreeToTerms::Manual);
    // Addresses alone are saved at once.
    let saved = saves(&iris, RULES, &[("privacy_url", "https://acme.example/p")]).await;
    assert_eq!(saved.status, 303);
    let now = experience(&world).await;
    assert_eq!(now.privacy_url.as_deref(), Some("https://acme.example/p"));
    assert_eq!(now.terms_url.as_deref(), Some("https://acme.example/terms"));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let before = experience(&world).await;
    for (tab, fields, sentence, kept) in [
        (
            LOOK,
            &[("primary", "teal"), ("organisation", "Acme")][..],
            "A colour is # and six digits",
            "value=\"Acme\"",
        ),
        (
            LOOK,
            &[("custom_css", "a { background: url(x) }")],
            "It may not contain <code>url(</code>",
            "a { background: url(x) }",
        ),
        (
            RULES,
            &[("agree_to_terms", "manual")],
            "People have to see what they agree to.",
            "value=\"manual\" checked",
        ),
        (
            RULES,
            &[("unknown_identity", "ask")],
            "Asking needs a second way to sign in.",
            "value=\"ask\" checked",
        ),
        (
            WORDS,
            &[("fallback", "xx")],
            "Pages do not speak",
            "Languages of the pages",
        ),
    ] {
        let again = saves(&iris, tab, fields).await;
        assert_eq!(again.status, 422, "{tab}");
        assert!(again.body.contains(sentence), "{}", again.body);
        assert!(again.body.contains(kept), "{kept} in {}", again.body);
        assert!(again.body.contains("role=\"alert\""));
        assert_eq!(experience(&world).await, before);
    }
}

#[tokio::test]
async fn two_administrators_see_both_values_and_nothing_is_lost() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let bo = world.administrator("Bo", Role::Owner).await;
    let page = bo.get(LOOK).await;
    world.clock.advance(Duration::from_millis(1));
    let saved = saves(
        &iris,
        LOOK,
        &[("organisation", "Acme"), ("primary", "#0A6235")],
    )
    .await;
    assert_eq!(saved.status, 303);

    let mine = [
        ("organisation", "Acme Ltd"),
        ("support_email", "help@acme.example"),
    ];
    let conflict = bo.press_with(&page, LOOK, &mine).await;
    assert_eq!(conflict.status, 409, "{}", conflict.body);
    for words in ["Iris", "Acme Ltd", "#0A6235", "Keep mine", "Use theirs"] {
        assert!(conflict.body.contains(words), "{words}: {}", conflict.body);
    }
    assert_eq!(
        experience(&world).await.organisation.as_deref(),
        Some("Acme")
    );
    // Mine here, theirs there.
    let chosen = [("primary", "#0A6235"), ("organisation", "Acme Ltd")];
    let saved = bo.press_with(&conflict, LOOK, &chosen).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let now = experience(&world).await;
    assert_eq!(now.organisation.as_deref(), Some("Acme Ltd"));
    assert_eq!(now.colour.primary.as_deref(), Some("#0A6235"));
    assert_eq!(now.support_email.as_deref(), Some("help@acme.example"));
}

#[tokio::test]
async fn what_others_change_on_another_tab_is_no_conflict() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(LOOK).await;
    ways::rule(&world, json!({ "terms_url": "https://acme.example/terms" })).await;
    let saved = iris
        .press_with(&page, LOOK, &[("organisation", "Acme")])
        .await;
    assert_eq!(saved.status, 303);
    let now = experience(&world).await;
    assert_eq!(now.organisation.as_deref(), Some("Acme"));
    assert!(now.terms_url.is_some());
}

#[tokio::test]
async fn own_words_are_changed_part_by_part() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let address = format!("{WORDS}/fr?part=1");
    let page = iris.get(&address).await;
    assert!(page.body.contains("Se connecter à {app}"), "{}", page.body);
    let action = format!("{WORDS}/fr");
    let wrong = iris
        .press_with(
            &page,
            &action,
            &[
                ("sign-in-to-app", "Entrer dans {name}"),
                ("sign-in", "Entrer"),
            ],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.body.contains("is not known in this text"),
        "{}",
        wrong.body
    );
    assert!(wrong.body.contains(">Entrer</textarea>"));
    let saved = iris
        .press_with(&wrong, &action, &[("sign-in-to-app", "Entrer dans {app}")])
        .await;
    assert_eq!(saved.location(), address);
    let person = world.anonymous().sending("accept-language", "fr");
    let sign_in = person.follow(&world.application().asks(&[]).address).await;
    assert!(
        sign_in.body.contains("Entrer dans <bdi>"),
        "{}",
        sign_in.body
    );
    let list = iris.get(WORDS).await;
    assert!(list.body.contains("2 own texts"), "{}", list.body);
    // An empty field brings ours back.
    let page = iris.get(&address).await;
    iris.press_with(&page, &action, &[("sign-in-to-app", ""), ("sign-in", "")])
        .await;
    assert!(experience(&world).await.phrases.is_empty());
    for nowhere in ["/xx", "/en-XA", "/fr?part=14", "/fr?part=x", "/FR"] {
        let answer = iris.get(&format!("{WORDS}{nowhere}")).await;
        assert_eq!(answer.status, 404, "{nowhere}");
    }
}

#[tokio::test]
async fn pictures_come_and_go() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let address = format!("{LOOK}/logo");
    let upload = async |file: &str| {
        let page = iris.get(LOOK).await;
        iris.upload(&page, &address, file).await
    };
    for wrong in ["<svg onload=alert(1)>", "GIF89a", ""] {
        let again = upload(wrong).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("A picture is a PNG, JPEG or WebP file"));
    }
    assert_eq!(experience(&world).await.logo, None);
    let kept = upload("RIFF\0\0\0\0WEBPVP8 ").await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let hash = experience(&world).await.logo.unwrap();
    let page = iris.get(LOOK).await;
    assert!(page.body.contains(&format!("/assets/images/{hash}")));
    let (_, form) = filled(&page, LOOK, &[("remove", "1")]);
    let gone = iris.send(&address, form).await;
    assert_eq!(gone.status, 303);
    assert_eq!(experience(&world).await.logo, None);
    let page = iris.get(LOOK).await;
    let nowhere = format!("{LOOK}/nonsense");
    let (_, form) = filled(&page, LOOK, &[("remove", "1")]);
    assert_eq!(iris.send(&nowhere, form).await.status, 404);
}

#[tokio::test]
async fn a_preview_shows_what_is_typed_and_nothing_on_it_can_be_pressed() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(LOOK).await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("frame-src 'self'"), "{policy}");
    let typed = [
        ("organisation", "Acme"),
        ("custom_css", "h1 { color: teal }"),
        ("primary", "#0A6235"),
        ("theme", "dark"),
        ("in", "de"),
        ("state", "failure-busy"),
    ];
    let (_, form) = filled(&page, LOOK, &typed);
    let shown = iris.send(PREVIEW, form).await;
    assert_eq!(shown.status, 200);
    for words in [
        "WeChat ist überlastet",
        "<bdi>Acme</bdi>",
        "data-theme=\"dark\"",
        "/assets/brand/0a6235-0a6235.css",
        "data:text/css;base64,aDEgeyBjb2xvcjogdGVhbCB9",
        "<body inert>",
    ] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let policy = shown.header("content-security-policy");
    assert!(policy.contains("form-action 'none'") && policy.contains("frame-ancestors 'self'"));
    assert!(!policy.contains("script-src") && !shown.body.contains("<script"));
    assert_eq!(
        experience(&world).await.organisation,
        None,
        "nothing is saved"
    );

    // What may not be served is not shown either.
    let (_, form) = filled(
        &page,
        LOOK,
        &[("custom_css", "@import 'x'"), ("primary", "red")],
    );
    let shown = iris.send(PREVIEW, form).await;
    assert!(!shown.body.contains("data:text/css") && !shown.body.contains("/assets/brand/"));

    for nonsense in ["?state=x&theme=x&in=x", "", "?state=trial-worked"] {
        assert_eq!(iris.get(&format!("{PREVIEW}{nonsense}")).await.status, 200);
    }
}

#[tokio::test]
async fn the_preview_shows_the_ways_that_there_are() {
    let world = world(Database::Sqlite).await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let page = iris.get(WAYS).await;
    let (_, form) = filled(&page, WAYS, &[("on-second", "1")]);
    let shown = iris.send(PREVIEW, form).await;
    assert_eq!(shown.body.matches("Continue with WeChat").count(), 2);
    let saved = iris.get(PREVIEW).await;
    assert_eq!(saved.body.matches("Continue with WeChat").count(), 1);
}

#[tokio::test]
async fn viewers_see_everything_and_change_nothing() {
    let world = World::new().await;
    let vera = world.administrator("Vera", Role::Viewer).await;
    let before = experience(&world).await;
    for tab in [WAYS, LOOK, WORDS, RULES] {
        let page = vera.get(tab).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("data-savebar"), "{tab}");
        let refused = vera.press_with(&page, tab, &[("organisation", "x")]).await;
        assert_eq!(refused.status, 403, "{tab}");
        let (_, form) = filled(&page, tab, &[("organisation", "Seen")]);
        assert_eq!(vera.send(PREVIEW, form).await.status, 200);
    }
    assert_eq!(experience(&world).await, before);
    for tab in [WAYS, LOOK, WORDS, RULES, PREVIEW] {
        let outside = world.anonymous().get(tab).await;
        assert!(outside.location().starts_with("/console/sign-in?"), "{tab}");
    }
}
