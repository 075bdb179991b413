//! The sign-in experience as people see it: terms, languages, look, own words.

use serde_json::{Value, json};
use testkit::world::{Database, World};

use crate::ways;

const CSS: &str = "text/css; charset=utf-8";

crate::on_both!(
    terms_are_agreed_to_before_anybody_leaves,
    pictures_and_style_sheets_are_served
);

async fn world(rules: Value) -> World {
    let world = World::new().await;
    ways::rule(&world, rules).await;
    world
}

fn manual() -> Value {
    json!({ "agree_to_terms": "manual", "terms_url": "https://acme.example/terms" })
}

async fn terms_are_agreed_to_before_anybody_leaves(database: Database) {
    let world = World::with(database, 1).await;
    ways::rule(&world, manual()).await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    assert!(page.body.contains("I agree to the"), "{}", page.body);
    assert!(!page.body.contains("Tick the box"));

    for answer in [
        &[][..],
        &[("agree", "")],
        &[("agree", "0")],
        &[("agree", "yes")],
    ] {
        let back = visitor
            .press_with(&page, "/sign-in/social/wechat", answer)
            .await;
        assert_eq!(back.status, 303, "{answer:?}");
        assert!(
            back.location().starts_with("/sign-in?"),
            "{}",
            back.location()
        );
        let again = visitor.follow(back.location()).await;
        assert_eq!(again.status, 200);
        assert!(again.body.contains("Tick the box to agree"));
        assert!(again.body.contains("autofocus"));
    }
    assert_eq!(world.store.counts().await.unwrap().users, 0);

    let away = visitor
        .press_with(&page, "/sign-in/social/wechat", &[("agree", "1")])
        .await;
    assert!(
        away.location().contains("/connect/qrconnect"),
        "{}",
        away.location()
    );
    let callback = world.person("xiaoming").allows(away.location()).await;
    let home = visitor.follow(&callback).await;
    assert!(home.location().contains("code="), "{}", home.location());
}

#[tokio::test]
async fn an_application_cannot_lead_past_the_terms() {
    let world = world(manual()).await;
    let visitor = world.anonymous();
    let asked = world
        .application()
        .asks(&[("direct_sign_in", "social:wechat")]);
    let page = visitor.follow(&asked.address).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("I agree to the"));
    assert!(
        !page.body.contains("Tick the box"),
        "nobody has pressed yet"
    );

    ways::rule(&world, json!({ "agree_to_terms": "automatic" })).await;
    let away = world.anonymous().follow(&asked.address).await;
    assert!(away.location().contains("/connect/qrconnect"));
}

#[tokio::test]
async fn who_shows_the_code_anyway_has_agreed_already() {
    let world = world(manual()).await;
    let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";
    let visitor = world.anonymous().sending("user-agent", phone);
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let action = "/sign-in/social/wechat";
    let second = visitor.press_with(&page, action, &[("agree", "1")]).await;
    assert!(second.body.contains("WeChat needs a second screen"));
    let away = visitor.press(&second, action).await;
    assert!(away.location().contains("/connect/qrconnect"));
}

#[tokio::test]
async fn without_terms_nobody_is_asked_and_no_address_makes_it_seem_so() {
    let world = world(json!({ "agree_to_terms": "manual" })).await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    assert!(!page.body.contains("agree"));
    let away = visitor.press(&page, "/sign-in/social/wechat").await;
    assert!(away.location().contains("/connect/qrconnect"));

    let visitor = world.anonymous();
    let first = visitor.get(&world.application().asks(&[]).address).await;
    let forged = format!("{}&missing=agree", first.location());
    let page = visitor.get(&forged).await;
    assert!(!page.body.contains("Tick the box"));
}

#[tokio::test]
async fn before_an_account_terms_are_asked_of_strangers_only() {
    let world = world(json!({
        "agree_to_terms": "manual_registration_only",
        "privacy_url": "https://acme.example/privacy",
    }))
    .await;
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    assert!(!page.body.contains("I agree"));
    let callback = ways::allows(&world, &visitor, &page, "wechat", "xiaoming").await;
    let asked = visitor.follow(&callback).await;
    assert!(asked.body.contains("I agree to the"), "{}", asked.body);
    let action = "/sign-in/new-account/";
    let again = visitor.press(&asked, action).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("Tick the box to agree"));
    assert_eq!(world.store.counts().await.unwrap().users, 0);
    let made = visitor.press_with(&asked, action, &[("agree", "1")]).await;
    assert!(made.location().contains("code="), "{}", made.location());
    assert_eq!(world.store.counts().await.unwrap().users, 1);

    // The same person again is no stranger.
    let visitor = world.anonymous();
    let page = visitor.follow(&world.application().asks(&[]).address).await;
    let home = ways::comes_through(&world, &visitor, &page, "wechat", "xiaoming").await;
    assert!(home.location().contains("code="), "{}", home.location());
}

#[tokio::test]
async fn the_pages_speak_the_languages_that_are_on() {
    let world = world(json!({
        "languages": { "enabled": ["de", "fr"], "fallback": "de", "auto_detect": true },
    }))
    .await;
    let page = async |browser: &str, cookie: Option<&str>| {
        let visitor = world.anonymous().sending("accept-language", browser);
        visitor.set_cookie("pailou_language", cookie);
        visitor
            .follow(&world.application().asks(&[]).address)
            .await
            .body
    };
    assert!(page("en", None).await.contains("Weiter mit WeChat"));
    assert!(page("fr", None).await.contains("Continuer avec WeChat"));
    assert!(
        page("fr", Some("ja"))
            .await
            .contains("Continuer avec WeChat")
    );
    assert!(page("fr", Some("de")).await.contains("Weiter mit WeChat"));
    assert!(!page("fr", None).await.contains("日本語"));
    ways::rule(
        &world,
        json!({ "languages": { "enabled": ["de", "fr"], "fallback": "de", "auto_detect": false } }),
    )
    .await;
    assert!(page("fr", None).await.contains("Weiter mit WeChat"));
}

#[tokio::test]
async fn languages_for_tests_are_there_with_the_simulator_only() {
    let world = world(json!({})).await;
    let page = async || {
        let visitor = world.anonymous();
        visitor.set_cookie("pailou_language", Some("ar-XB"));
        visitor
            .follow(&world.application().asks(&[]).address)
            .await
            .body
    };
    let body = page().await;
    assert!(body.contains("<html lang=\"ar-XB\" dir=\"rtl\""), "{body}");
    ways::rule(&world, json!({ "social": [] })).await;
    assert!(page().await.contains("<html lang=\"en\" dir=\"ltr\""));
}

#[tokio::test]
async fn own_words_and_whose_it_is_are_on_every_page() {
    let world = world(json!({
        "phrases": { "en": { "with-wechat": "Enter <with> WeChat", "no-such-key": "x" } },
        "organisation": "Acme & sons",
        "support_email": "help@acme.example",
        "colour": { "primary": "#0A6235", "dark_mode": false },
    }))
    .await;
    let visitor = world.anonymous();
    visitor.set_cookie("pailou_theme", Some("dark"));
    let page = visitor
        .follow(&world.application().asks(&[]).address)
        .await
        .body;
    assert!(page.contains("Enter &#60;with&#62; WeChat"), "{page}");
    assert!(page.contains("data-theme=\"light\""));
    assert!(page.contains("/assets/brand/0a6235-0a6235.css"));
    for body in [page, world.anonymous().get("/nowhere").await.body] {
        assert!(body.contains("<bdi>Acme &#38; sons</bdi>"));
        assert!(body.contains("href=\"mailto:help@acme.example\""));
    }
}

async fn pictures_and_style_sheets_are_served(database: Database) {
    let world = World::with(database, 1).await;
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==";
    let desired = json!({ "sign_in_experience": {
        "logo": png,
        "favicon": png,
        "custom_css": "h1 { color: rebeccapurple }",
        "colour": { "primary": "#FFD400" },
    }});
    world.apply(desired).await;
    let visitor = world.anonymous();
    let page = visitor
        .follow(&world.application().asks(&[]).address)
        .await
        .body;
    let address = |start: &str| {
        let (_, rest) = page
            .split_once(start)
            .unwrap_or_else(|| panic!("{start}: {page}"));
        format!("{start}{}", rest.split('"').next().unwrap())
    };
    let logo = visitor.get(&address("/assets/images/")).await;
    assert_eq!(
        (logo.status, logo.header("content-type")),
        (200, "image/png")
    );
    assert!(logo.header("cache-control").contains("immutable"));
    assert_eq!(
        logo.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    let custom = visitor.get(&address("/assets/custom/")).await;
    assert_eq!((custom.status, custom.header("content-type")), (200, CSS));
    assert_eq!(custom.body, "h1 { color: rebeccapurple }");
    assert!(custom.header("cache-control").contains("immutable"));
    let brand = visitor.get(&address("/assets/brand/")).await;
    assert_eq!((brand.status, brand.header("content-type")), (200, CSS));
    assert!(brand.body.contains("--on-brand:#12161D"));

    // An old name gives the newest sheet, and is not kept.
    let old = visitor.get("/assets/custom/old.css").await;
    assert_eq!(old.body, custom.body);
    assert_eq!(old.header("cache-control"), "no-store");
    for nowhere in ["/assets/images/nonsense", "/assets/brand/nonsense.css"] {
        assert_eq!(visitor.get(nowhere).await.status, 404, "{nowhere}");
    }
    world
        .apply(json!({ "sign_in_experience": { "custom_css": "", "logo": "" } }))
        .await;
    assert_eq!(visitor.get("/assets/custom/old.css").await.status, 404);
    let page = visitor
        .follow(&world.application().asks(&[]).address)
        .await
        .body;
    assert!(
        !page.contains("class=\"logo\"") && page.contains("rel=\"icon\" href=\"/assets/images")
    );
}

#[tokio::test]
async fn a_file_that_is_wrong_changes_nothing_and_says_why() {
    let world = World::new().await;
    let before = world.store.experience().await.unwrap();
    for (wrong, sentence) in [
        (
            json!({ "colour": { "primary": "red" } }),
            "sign_in_experience: colour.primary: red is not a colour; one looks like #2352D0",
        ),
        (
            json!({ "custom_css": "a { background: url(x) }" }),
            "sign_in_experience: custom_css: a style sheet may not contain url(, because it loads nothing and runs nothing",
        ),
        (
            json!({ "logo": "data:image/svg+xml;base64,PHN2Zz4=" }),
            "sign_in_experience: logo: a picture is a PNG, JPEG or WebP file of at most 512 KiB",
        ),
        (
            json!({ "agree_to_terms": "manual" }),
            "sign_in_experience: agree_to_terms: people have to see what they agree to; set terms_url or privacy_url",
        ),
        (
            json!({ "phrases": { "fr": { "sign-in": "{app}" } } }),
            "sign_in_experience: phrases: fr.sign-in: {app} is not known here",
        ),
        (
            json!({ "social": ["gone"] }),
            "sign_in_experience: social: there is no connector gone",
        ),
    ] {
        let desired = json!({ "sign_in_experience": wrong });
        let refused = world.try_apply(desired).await.unwrap_err();
        assert_eq!(refused, sentence);
        assert_eq!(world.store.experience().await.unwrap(), before);
    }
}

#[tokio::test]
async fn what_a_file_does_not_name_stays_and_twice_is_once() {
    let world = World::new().await;
    let full = json!({ "sign_in_experience": {
        "organisation": " Acme ",
        "terms_url": "https://acme.example/terms",
        "sign_in_mode": "sign_in",
        "require_name": true,
        "agree_to_terms": "manual",
        "languages": { "enabled": ["DE", "en"] },
        "phrases": { "en": { "sign-in": "Come in", "help": "Help me" } },
    }});
    world.apply(full.clone()).await;
    let first = world.store.experience().await.unwrap();
    assert_eq!(first.organisation.as_deref(), Some("Acme"));
    assert_eq!(first.languages.enabled, ["de", "en"]);
    assert_eq!(first.social, ["wechat"], "as the demo has it");
    let version = world.store.configuration_version().await.unwrap();
    world.apply(full).await;
    assert_eq!(world.store.configuration_version().await.unwrap(), version);

    let less = json!({ "sign_in_experience": {
        "terms_url": "",
        "agree_to_terms": "automatic",
        "phrases": { "en": { "help": "" } },
    }});
    world.apply(less).await;
    let then = world.store.experience().await.unwrap();
    assert_eq!((then.terms_url.as_deref(), then.require_name), (None, true));
    let words: Vec<&String> = then.phrases["en"].keys().collect();
    assert_eq!(words, ["sign-in"]);
}
