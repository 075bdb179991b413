//! `/api/sign-in-exp`, custom phrases, and what anybody may read of them.

use serde_json::{Value, json};
use store::{ActorKind, Colour, SubjectKind};
use testkit::in_process::Answer;
use testkit::world::{Database, World};

use crate::ways;

const EXPERIENCE: &str = "/api/sign-in-exp";
const PUBLIC: &str = "/api/.well-known/sign-in-exp";
const PHRASES: &str = "/api/custom-phrases";

crate::on_both!(the_experience_is_read_and_changed_in_logtos_shape);

fn code(answer: &Answer) -> (u16, String) {
    let code = answer.json()["code"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    (answer.status, code)
}

async fn the_experience_is_read_and_changed_in_logtos_shape(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.machine("ops").await;
    let before = ops.get(EXPERIENCE).await.json();
    let color = json!({
        "primaryColor": "#2352D0", "isDarkModeEnabled": true, "darkPrimaryColor": "#93B2FF",
    });
    let languages = json!({
        "autoDetect": true, "fallbackLanguage": "en", "enabledLanguages": [],
    });
    for (field, expected) in [
        ("id", json!("default")),
        ("color", color),
        ("branding", json!({})),
        ("hideLogtoBranding", json!(true)),
        ("languageInfo", languages),
        ("termsOfUseUrl", Value::Null),
        ("privacyPolicyUrl", Value::Null),
        ("agreeToTermsPolicy", json!("Automatic")),
        ("signIn", json!({ "methods": [] })),
        ("socialSignInConnectorTargets", json!(["wechat"])),
        ("signInMode", json!("SignInAndRegister")),
        ("customCss", Value::Null),
        ("supportEmail", Value::Null),
        ("socialSignInConnectors", json!(["wechat"])),
    ] {
        assert_eq!(before[field], expected, "{field}");
    }
    // What was read can be written as it is.
    let same = ops.patch(EXPERIENCE, before.clone()).await;
    assert_eq!((same.status, same.json()), (200, before), "{}", same.body);

    let color = json!({
        "primaryColor": "#0A6235", "isDarkModeEnabled": false, "darkPrimaryColor": "#7FE0A9",
    });
    let fields = json!({
        "color": color,
        "languageInfo": { "autoDetect": false, "fallbackLanguage": "zh-CN" },
        "termsOfUseUrl": "https://acme.example/terms",
        "agreeToTermsPolicy": "Manual",
        "signInMode": "SignIn",
        "customCss": "h1 { color: teal }",
        "supportEmail": "help@acme.example",
        "organisation": "Acme",
    });
    let changed = ops.patch(EXPERIENCE, fields.clone()).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    for (name, value) in fields.as_object().unwrap() {
        if name != "languageInfo" {
            assert_eq!(&changed.json()[name], value, "{name}");
        }
    }
    let stored = world.store.experience().await.unwrap();
    assert_eq!(stored.languages.fallback, "zh-Hans");
    assert_eq!(stored.social, ["wechat"], "what is left out stays");
    let empty = json!({ "customCss": null, "supportEmail": "" });
    let removed = ops.patch(EXPERIENCE, empty).await.json();
    assert_eq!(removed["customCss"], Value::Null);
    assert_eq!(removed["supportEmail"], Value::Null);
    // For people on every node, as soon as it has heard.
    for node in &world.nodes {
        node.refresh().await.unwrap();
    }
    let person = world.anonymous();
    let page = person.follow(&world.application().asks(&[]).address).await;
    assert!(page.body.contains("data-theme=\"light\"") && page.body.contains("Acme"));

    let kind = SubjectKind::SignInExperience;
    let changes = world.store.changes_of(kind, "sign_in_experience", None, 9);
    let changes = changes.await.unwrap();
    let by_program = changes
        .iter()
        .filter(|change| change.actor.kind == ActorKind::Application);
    assert_eq!(by_program.count(), 2, "writing what is there is no change");
}

#[tokio::test]
async fn the_built_in_colours_are_no_choice() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let color = |primary: &str, dark: &str| {
        json!({ "color": {
            "primaryColor": primary, "isDarkModeEnabled": true, "darkPrimaryColor": dark,
        }})
    };
    ops.patch(EXPERIENCE, color("#2352d0", "#93b2ff")).await;
    let stored = world.store.experience().await.unwrap().colour;
    assert_eq!(stored, Colour::default());
    ops.patch(EXPERIENCE, color("#2352d0", "#000000")).await;
    let stored = world.store.experience().await.unwrap().colour;
    assert_eq!(stored.primary.as_deref(), Some("#2352d0"));
}

#[tokio::test]
async fn targets_turn_connectors_on_and_off() {
    let world = ways::world(Database::Sqlite, 1, json!({ "social": ["second"] })).await;
    let ops = world.machine("ops").await;
    let social = async |fields: Value| {
        let answer = ops.patch(EXPERIENCE, fields).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        world.store.experience().await.unwrap().social
    };
    let targets = |list: Value| json!({ "socialSignInConnectorTargets": list });
    // Of several connectors of a target those stay that are on.
    let some = json!(["wechat", "github", "wechat"]);
    assert_eq!(social(targets(some)).await, ["second"]);
    assert_eq!(social(targets(json!([]))).await, [""; 0]);
    assert_eq!(
        social(targets(json!(["wechat"]))).await,
        ["second", "wechat"]
    );
    let ids = json!({ "socialSignInConnectors": ["wechat", "second"] });
    assert_eq!(social(ids).await, ["wechat", "second"]);
}

#[tokio::test]
async fn what_is_wrong_is_told_by_code_and_place_and_changes_nothing() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let before = world.store.experience().await.unwrap();
    let red = json!({
        "primaryColor": "red", "isDarkModeEnabled": true, "darkPrimaryColor": "#000000",
    });
    let italian = json!({ "autoDetect": true, "fallbackLanguage": "it" });
    let svg = "data:image/svg+xml;base64,PHN2Zz4=";
    let elsewhere = "https://evil.example/x.png";
    for (fields, status, expected, place) in [
        (
            json!({ "termsOfUseUrl": "javascript:alert(1)" }),
            400,
            "guard.invalid_input",
            "termsOfUseUrl",
        ),
        (
            json!({ "supportEmail": "x" }),
            400,
            "guard.invalid_input",
            "supportEmail",
        ),
        (
            json!({ "customCss": "@import 'x'" }),
            400,
            "guard.invalid_input",
            "customCss",
        ),
        (
            json!({ "color": red }),
            400,
            "guard.invalid_input",
            "color.primaryColor",
        ),
        (
            json!({ "color": { "primaryColor": "#000000" } }),
            400,
            "guard.invalid_input",
            "color",
        ),
        (
            json!({ "branding": { "logoUrl": elsewhere } }),
            400,
            "guard.invalid_input",
            "branding.logoUrl",
        ),
        (
            json!({ "branding": { "favicon": svg } }),
            400,
            "guard.invalid_input",
            "branding.favicon",
        ),
        (
            json!({ "signInMode": "Register" }),
            400,
            "guard.invalid_input",
            "signInMode",
        ),
        (
            json!({ "agreeToTermsPolicy": "Manual" }),
            422,
            "sign_in_experiences.terms_required",
            "",
        ),
        (
            json!({ "unknownIdentity": "ask" }),
            422,
            "sign_in_experiences.second_way_required",
            "",
        ),
        (
            json!({ "socialSignInConnectors": ["gone"] }),
            422,
            "sign_in_experiences.enabled_connector_not_found",
            "",
        ),
        (
            json!({ "languageInfo": italian }),
            422,
            "sign_in_experiences.unsupported_default_language",
            "",
        ),
        (
            json!({ "signIn": { "methods": [{ "identifier": "username" }] } }),
            422,
            "sign_in_experiences.not_supported",
            "",
        ),
        (json!([]), 400, "guard.invalid_input", "body"),
    ] {
        let refused = ops.patch(EXPERIENCE, fields.clone()).await;
        assert_eq!(code(&refused), (status, expected.to_owned()), "{fields}");
        let details = refused.json()["details"].clone();
        let details = details.as_str().unwrap_or_default();
        assert!(details.starts_with(place), "{details}");
        assert_eq!(world.store.experience().await.unwrap(), before);
    }
}

#[tokio::test]
async fn pictures_come_as_data_and_are_named_by_their_address() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==";
    let branding = json!({ "branding": { "logoUrl": png, "favicon": png } });
    let changed = ops.patch(EXPERIENCE, branding).await.json();
    let logo = changed["branding"]["logoUrl"].as_str().unwrap().to_owned();
    let start = format!("{}/assets/images/", world.server);
    assert!(logo.starts_with(&start), "{logo}");
    assert_eq!(world.anonymous().get(&logo).await.status, 200);
    // The address that was told is taken, too; what is left out goes, as the whole is replaced.
    let branding = json!({ "logoUrl": logo, "darkLogoUrl": logo });
    let fields = json!({ "branding": branding });
    let changed = ops.patch(EXPERIENCE, fields).await.json();
    assert_eq!(changed["branding"], branding);
    for other in [
        "/assets/images/nonsense",
        "/assets/images/",
        "/avatars/x/y",
        "//evil.example/assets/images/x",
    ] {
        let branding = json!({ "branding": { "logoUrl": other } });
        let refused = ops.patch(EXPERIENCE, branding).await;
        assert_eq!(refused.status, 400, "{other}");
    }
}

#[tokio::test]
async fn anybody_may_read_what_a_sign_in_page_needs() {
    let world = World::new().await;
    let public = world.anonymous().get(PUBLIC).await;
    assert_eq!(public.status, 200);
    let public = public.json();
    assert_eq!(public["tenantId"], "default");
    assert_eq!(public["socialSignInConnectorTargets"], json!(["wechat"]));
    let connector = &public["socialConnectors"][0];
    assert_eq!(connector["id"], "wechat");
    assert_eq!(connector["target"], "wechat");
    assert_eq!(connector["name"]["zh-CN"], "微信（网站）");
    for hidden in ["readme", "formItems", "description", "config", "endpoints"] {
        assert!(connector.get(hidden).is_none(), "{hidden}");
    }
    let forgot = json!({ "phone": false, "email": false });
    assert_eq!(public["forgotPassword"], forgot);
    for path in [EXPERIENCE, PHRASES] {
        assert_eq!(world.anonymous().get(path).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn own_words_are_kept_by_language() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let german = format!("{PHRASES}/de");
    assert_eq!(ops.get(PHRASES).await.json(), json!([]));
    assert_eq!(code(&ops.get(&german).await).0, 404);
    let texts = json!({ "sign-in": "Hereinspaziert", "sign-in-to-app": "Zu {app}", "help": "" });
    let kept = ops.put(&german, texts).await;
    assert_eq!(kept.status, 200, "{}", kept.body);
    let expected = json!({
        "languageTag": "de",
        "translation": { "sign-in": "Hereinspaziert", "sign-in-to-app": "Zu {app}" },
    });
    assert_eq!(kept.json(), expected);
    assert_eq!(ops.get(&german).await.json(), expected);
    let chinese = format!("{PHRASES}/zh-CN");
    let kept = ops.put(&chinese, json!({ "sign-in": "进来" })).await;
    assert_eq!(kept.json()["languageTag"], "zh-CN");
    let all = ops.get(PHRASES).await.json();
    assert_eq!(all[0]["languageTag"], "de");
    assert_eq!(all[1]["languageTag"], "zh-CN");

    let person = world.anonymous().sending("accept-language", "de-AT");
    let answer = person.get("/api/.well-known/phrases").await;
    assert_eq!(answer.header("content-language"), "de");
    let words = &answer.json()["translation"];
    assert_eq!(words["sign-in-to-app"], "Zu {app}");
    assert_eq!(words["with-wechat"], "Weiter mit WeChat");
    let answer = person.get("/api/.well-known/phrases?lng=zh-CN").await;
    assert_eq!(answer.header("content-language"), "zh-CN");
    assert_eq!(answer.json()["translation"]["sign-in"], "进来");

    assert_eq!(ops.delete(&german).await.status, 204);
    assert_eq!(code(&ops.delete(&german).await).0, 404);
}

#[tokio::test]
async fn own_words_are_known_ones_in_languages_of_ours() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    for (tag, texts, place) in [
        ("it", json!({}), "languageTag"),
        ("en-XA", json!({ "nonsense": "x" }), "body"),
        ("en", json!({ "sign-in": "{app}" }), "sign-in"),
        ("en", json!({ "sign-in": "a\nb" }), "sign-in"),
        ("en", json!({ "sign-in": { "nested": "x" } }), "sign-in"),
        ("en", json!([]), "body"),
    ] {
        let refused = ops.put(&format!("{PHRASES}/{tag}"), texts).await;
        let expected = (400, "guard.invalid_input".to_owned());
        assert_eq!(code(&refused), expected, "{tag}");
        let details = refused.json()["details"].clone();
        let details = details.as_str().unwrap_or_default();
        assert!(details.starts_with(place), "{details}");
    }
    assert!(world.store.experience().await.unwrap().phrases.is_empty());
}
