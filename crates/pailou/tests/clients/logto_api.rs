//! `@logto/api`, the client of Logto's Management API, from npm and unmodified.

use serde_json::json;
use testkit::process::{Demo, DemoPorts, apply_file};

use crate::PAILOU;
use crate::script::{self, Steps};

const SECRET: &str = "a-secret-for-tests-only-0123456789";

/// Runs the script: gives what each step says, by its name.
async fn run(demo: &Demo, client_id: &str) -> Result<Steps, String> {
    let endpoint = demo.server.as_str().trim_end_matches('/');
    let settings = [
        ("ENDPOINT", endpoint.to_owned()),
        ("CLIENT_ID", client_id.to_owned()),
        ("CLIENT_SECRET", SECRET.to_owned()),
    ];
    script::run("logto-api.mjs", &settings).await
}

async fn demo(more: &str) -> Demo {
    let ports = DemoPorts::free();
    let application = ports.application;
    let (_folder, file) = apply_file(&format!(
        r#"
        [[applications]]
        id = "ops"
        name = "Operations"
        type = "MachineToMachine"
        secret = "{SECRET}"
        management_api = "all"

        [[applications]]
        id = "idle"
        name = "No access"
        type = "MachineToMachine"
        secret = "{SECRET}"

        [[applications]]
        id = "shop"
        name = "Shop"
        type = "Traditional"
        secret = "{SECRET}"
        redirect_uris = ["http://localhost:{application}/callback"]
        {more}
        "#
    ));
    let file = file.display().to_string();
    Demo::start(PAILOU, ports, &["--apply", &file]).await
}

#[tokio::test]
async fn logtos_own_client_works_unmodified() {
    let demo = demo("").await;
    let shop = demo.network.client("shop", Some(SECRET));
    shop.signs_in("xiaoming").await;
    let steps = run(&demo, "ops").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("token")["scope"], "all");
    let lasts = step("token")["lasts"].as_i64().unwrap();
    assert!((3500..=3600).contains(&lasts), "{lasts}");
    assert!(steps.contains_key("status"));
    let factories = step("factories");
    assert_eq!(factories["ids"], json!(["wechat-web", "wechat-native"]));
    assert_eq!(factories["name"], "微信（网站）");
    assert_eq!(factories["form"][0], "clientId:Text");
    assert_eq!(step("unknown factory")["code"], "entity.not_found");
    assert_eq!(step("connectors")["ids"], json!(["wechat", "script"]));
    let experience = step("sign-in experience");
    assert_eq!(experience["targets"], json!(["wechat"]));
    assert_eq!(experience["code"], "guard.invalid_input");
    assert_eq!(step("applications")["code"], "entity.not_found");
    let users = step("users");
    assert_eq!(users["taken"], "user.username_already_in_use");
    assert_eq!(users["total"], 2, "Xiaoming, and somebody for a moment");
    let logs = step("logs");
    assert_eq!(logs["key"], "Interaction.Register.Submit");
    assert_eq!(
        (&logs["result"], &logs["application"]),
        (&json!("Success"), &json!("shop"))
    );
    let dashboard = step("dashboard");
    for figure in ["total", "today", "dau"] {
        assert_eq!(dashboard[figure], 1, "{figure}");
    }
    assert_eq!(steps.len(), 10, "{steps:?}");

    // It leaves nothing behind, so it can do it again.
    let again = run(&demo, "ops").await.unwrap();
    assert_eq!(again["users"], *users);
}

#[tokio::test]
async fn a_step_that_goes_wrong_is_named() {
    let demo = demo(
        r#"
        [[connectors]]
        id = "script"
        factory = "wechat-web"
        config = { clientId = "wx00000000000000cc", clientSecret = "0123456789abcdef0123456789abcdef" }
        "#,
    )
    .await;
    let complaint = run(&demo, "ops").await.unwrap_err();
    assert!(complaint.starts_with("connectors: "), "{complaint}");
    let expected = "entity.unique_integrity_violation";
    assert!(complaint.contains(expected), "{complaint}");
}

#[tokio::test]
async fn without_access_it_gets_no_token() {
    let demo = demo("").await;
    let complaint = run(&demo, "idle").await.unwrap_err();
    let expected = "Failed to fetch access token: 400";
    assert!(complaint.contains(expected), "{complaint}");
}
