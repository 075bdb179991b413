//! Libraries of Node that sign people in, each the whole way: sign-in page, WeChat's QR code, the
//! phone, and back.

use serde_json::{Value, json};
use testkit::ports;
use testkit::process::{Demo, DemoPorts, apply_file};

use crate::PAILOU;
use crate::script::{self, Steps};

const SECRET: &str = "a-secret-for-tests-only-0123456789";

/// A demo with an application of each kind, for scripts.
struct Tested {
    demo: Demo,
    app: String,
}

impl Tested {
    /// Starts it with more applications in the file for `--apply`.
    async fn start(more: &str) -> Self {
        let app = format!("http://localhost:{}", ports::free());
        let (_folder, file) = apply_file(&format!(
            r#"
            [[applications]]
            id = "shop"
            name = "Shop"
            type = "Traditional"
            secret = "{SECRET}"
            redirect_uris = ["{app}/callback", "{app}/logto/sign-in-callback"]
            post_logout_redirect_uris = ["{app}/", "{app}"]
            backchannel_logout_uri = "{app}/backchannel-logout"

            [[applications]]
            id = "old"
            name = "Old shop"
            type = "Traditional"
            secret = "{SECRET}"
            id_token_alg = "RS256"
            redirect_uris = ["{app}/callback"]
            post_logout_redirect_uris = ["{app}/"]

            [[applications]]
            id = "page"
            name = "Page"
            type = "SPA"
            redirect_uris = ["{app}/callback"]
            post_logout_redirect_uris = ["{app}/"]

            {more}
            "#
        ));
        let file = file.display().to_string();
        let demo = Demo::start(PAILOU, DemoPorts::free(), &["--apply", &file]).await;
        Self { demo, app }
    }

    async fn run(&self, name: &str, client_id: &str) -> Result<Steps, String> {
        script::run(name, &self.settings(client_id)).await
    }

    /// What a script is told.
    fn settings(&self, client_id: &str) -> Vec<(&'static str, String)> {
        let endpoint = self.demo.server.as_str().trim_end_matches('/');
        vec![
            ("ENDPOINT", endpoint.to_owned()),
            ("ISSUER", format!("{endpoint}/oidc")),
            ("CLIENT_ID", client_id.to_owned()),
            ("CLIENT_SECRET", SECRET.to_owned()),
            ("APP", self.app.clone()),
        ]
    }

    /// How often the simulator was asked to exchange a code: each is a person who held a phone.
    async fn scans(&self) -> usize {
        let asked = self.demo.network.requests("/sns/oauth2/access_token");
        asked.await.len()
    }
}

#[tokio::test]
async fn openid_client_signs_people_in_to_a_web_application() {
    let tested = Tested::start("").await;
    let ways = json!(["basic", "post", "signed with it"]);
    let steps = tested.run("openid-client.mjs", "shop").await.unwrap();
    openid_client_was_served(&steps, "ES256", &ways);
    assert_eq!(tested.scans().await, 1, "the session answered the rest");
    let steps = tested.run("openid-client.mjs", "old").await.unwrap();
    openid_client_was_served(&steps, "RS256", &ways);
}

#[tokio::test]
async fn openid_client_signs_people_in_with_a_key_in_place_of_a_secret() {
    let pair = script::run("key-pair.mjs", &[]).await.unwrap();
    let part = |name: &str| pair["key pair"][name].as_str().unwrap();
    let tested = Tested::start(&format!(
        r#"
        [[applications]]
        id = "signer"
        name = "Signer"
        type = "Traditional"
        jwks = '{}'
        redirect_uris = ["http://localhost:8080/callback"]
        post_logout_redirect_uris = ["http://localhost:8080/"]
        "#,
        part("jwks")
    ))
    .await;
    let mut settings = tested.settings("signer");
    settings.retain(|(name, _)| *name != "CLIENT_SECRET");
    settings.retain(|(name, _)| *name != "APP");
    settings.push(("APP", "http://localhost:8080".to_owned()));
    settings.push(("PRIVATE_KEY", part("private").to_owned()));
    let steps = script::run("openid-client.mjs", &settings).await.unwrap();
    openid_client_was_served(&steps, "ES256", &json!(["signed with a key"]));
}

/// What `openid-client.mjs` says when all went well.
fn openid_client_was_served(steps: &Steps, algorithm: &str, ways: &Value) {
    let step = |name: &str| &steps[name];
    assert_eq!(step("discovery")["pkce"], true);
    assert_eq!(step("discovery")["iss"], true);
    let signed_in = step("sign in");
    assert_eq!(signed_in["name"], "小明");
    assert_eq!(signed_in["expires"], 3600);
    assert_eq!(signed_in["again"], "invalid_grant", "a code works once");
    assert_eq!(signed_in["elsewhere"], "OAUTH_INVALID_RESPONSE");
    assert_eq!(signed_in["signed"], algorithm);
    let scope = &step("sign in again")["scope"];
    assert_eq!(scope, "openid profile offline_access");
    assert_eq!(step("userinfo")["name"], "小明");
    assert_eq!(step("userinfo")["picture"], true);
    assert_eq!(step("userinfo")["wrong"], "invalid_token");
    assert_eq!(step("introspection")["unknown"], false);
    let refresh = step("refresh");
    assert_eq!(refresh["rotated"], true);
    assert_eq!(refresh["wrong"], "invalid_grant");
    assert_eq!(step("revocation")["active"], false);
    let proofs = step("ways to prove who it is");
    assert_eq!(&proofs["ways"], ways);
    let refused = proofs["refused"].as_array().unwrap();
    assert_eq!(refused.len(), ways.as_array().unwrap().len());
    for refused in refused {
        // One is a challenge, which names the scheme.
        assert!(
            refused == "invalid_client" || refused == "basic",
            "{refused}"
        );
    }
    assert_eq!(step("posted answer")["sub"], true);
    let signed_out = step("sign out");
    assert_eq!(signed_out["state"], "bye");
    assert_eq!(signed_out["afterwards"], "login_required");
    assert_eq!(steps.len(), 10, "{steps:?}");
}

#[tokio::test]
async fn oauth4webapi_signs_people_in_without_a_secret() {
    let tested = Tested::start("").await;
    let steps = tested.run("oauth4webapi.mjs", "page").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("discovery")["methods"], json!(["S256"]));
    assert_eq!(step("sign in")["name"], "Emma");
    assert_eq!(step("sign in")["signed"], "ES256");
    let other = step("another state");
    assert_eq!(other["code"], "OAUTH_INVALID_RESPONSE");
    assert_eq!(other["verifier"], "invalid_grant");
    assert_eq!(step("no proof key")["error"], "invalid_request");
    assert_eq!(step("userinfo")["name"], "Emma");
    assert_eq!(step("userinfo")["refused"], "invalid_token");
    assert_eq!(step("refresh")["rotated"], true);
    assert_eq!(step("revocation")["afterwards"], "invalid_grant");
    let signed_out = step("sign out");
    assert_eq!(signed_out["state"], "bye");
    assert_eq!(signed_out["afterwards"], "login_required");
    assert_eq!(steps.len(), 8, "{steps:?}");
}

#[tokio::test]
async fn logto_node_signs_people_in_as_with_logto() {
    let tested = Tested::start("").await;
    let steps = tested.run("logto-node.mjs", "shop").await.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("sign in")["name"], "李芳");
    assert_eq!(step("sign in")["refresh"], true);
    let user = step("userinfo");
    assert_eq!(user["name"], "李芳");
    assert_eq!(user["wechat"], "oSIMULATED-pGcE7_8GbYP7bgUiY");
    assert_eq!(user["data"], json!({}));
    assert_eq!(step("refresh")["rotated"], true);
    assert_eq!(step("context")["isAuthenticated"], true);
    assert_eq!(step("context")["same"], true);
    let code = &step("an answer to somebody else")["code"];
    assert_eq!(code, "callback_uri_verification.state_mismatched");
    let wrong = step("a wrong secret");
    assert_eq!(wrong["code"], "oidc.invalid_client");
    assert_eq!(wrong["signedIn"], false);
    assert_eq!(step("at WeChat at once")["page"], "/connect/qrconnect");
    let signed_out = step("sign out");
    assert_eq!(signed_out["asked"], "Sign out?");
    assert_eq!(signed_out["afterwards"], "login_required");
    assert_eq!(signed_out["refresh"], "invalid_grant");
    assert_eq!(steps.len(), 8, "{steps:?}");
    assert_eq!(tested.scans().await, 1);
}

#[tokio::test]
async fn logto_express_signs_people_in_to_a_site() {
    let tested = Tested::start("").await;
    let steps = tested.run("logto-express.mjs", "shop").await.unwrap();
    let somebody =
        |name: &str| json!({ "isAuthenticated": true, "name": name, "told": name, "token": true });
    let step = |name: &str| {
        let mut said = steps[name].clone();
        said.as_object_mut().unwrap().remove("step");
        said
    };
    let mut signed_in = step("sign in");
    let before = signed_in.as_object_mut().unwrap().remove("before");
    assert_eq!(before, Some(Value::Bool(false)));
    assert_eq!(signed_in, somebody("小明"));
    assert_eq!(step("sign up"), somebody("Emma"));
    let expected = json!({ "status": 500, "code": "sign_in_session.not_found" });
    assert_eq!(step("a callback of nobody"), expected);
    let expected =
        json!({ "asked": "Sign out?", "isAuthenticated": false, "afterwards": "/sign-in" });
    assert_eq!(step("sign out"), expected);
    assert_eq!(steps.len(), 4, "{steps:?}");
    assert_eq!(tested.scans().await, 2);
}

#[tokio::test]
async fn express_openid_connect_is_told_that_a_session_has_ended() {
    let tested = Tested::start("").await;
    let steps = tested.run("express-openid-connect.mjs", "shop").await;
    let steps = steps.unwrap();
    let step = |name: &str| &steps[name];
    assert_eq!(step("sign in")["name"], "小明");
    assert_eq!(step("sign in")["told"], "小明");
    assert_eq!(step("refresh")["another"], true);
    let ended = step("the session ends at the server");
    assert_eq!(ended["before"], true);
    assert_eq!(ended["after"], false, "the server has told the site");
    assert_eq!(ended["emma"], true, "another session is another matter");
    let guessed = json!({ "status": 400, "error": "invalid_request" });
    assert_eq!(step("news of nobody")["guessed"], guessed);
    assert_eq!(step("news of nobody")["nothing"], guessed);
    let signed_out = step("sign out");
    assert_eq!(signed_out["before"], "李芳");
    assert_eq!(signed_out["after"], false);
    assert_eq!(signed_out["afterwards"], "/sign-in");
    assert_eq!(steps.len(), 5, "{steps:?}");
}

#[tokio::test]
async fn an_application_that_nobody_knows_gets_no_further_than_a_page() {
    let tested = Tested::start("").await;
    for name in ["openid-client.mjs", "oauth4webapi.mjs"] {
        let complaint = tested.run(name, "nobody").await.unwrap_err();
        assert!(complaint.starts_with("sign in: "), "{complaint}");
        assert!(complaint.contains("(400)"), "{complaint}");
    }
    assert_eq!(tested.scans().await, 0);
}
