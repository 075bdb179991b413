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
    async fn start() -> Self {
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
            "#
        ));
        let file = file.display().to_string();
        let demo = Demo::start(PAILOU, DemoPorts::free(), &["--apply", &file]).await;
        Self { demo, app }
    }

    async fn run(&self, name: &str, client_id: &str) -> Result<Steps, String> {
        let endpoint = self.demo.server.as_str().trim_end_matches('/');
        let settings = [
            ("ENDPOINT", endpoint.to_owned()),
            ("ISSUER", format!("{endpoint}/oidc")),
            ("CLIENT_ID", client_id.to_owned()),
            ("CLIENT_SECRET", SECRET.to_owned()),
            ("APP", self.app.clone()),
        ];
        script::run(name, &settings).await
    }

    /// How often the simulator was asked to exchange a code: each is a person who held a phone.
    async fn scans(&self) -> usize {
        let asked = self.demo.network.requests("/sns/oauth2/access_token");
        asked.await.len()
    }
}

#[tokio::test]
async fn openid_client_signs_people_in_to_a_web_application() {
    let tested = Tested::start().await;
    for (round, client_id) in [(1, "shop"), (2, "old")] {
        let steps = tested.run("openid-client.mjs", client_id).await.unwrap();
        let step = |name: &str| &steps[name];
        assert_eq!(step("discovery")["pkce"], true);
        assert_eq!(step("discovery")["iss"], true);
        let signed_in = step("sign in");
        assert_eq!(signed_in["name"], "小明");
        assert_eq!(signed_in["expires"], 3600);
        assert_eq!(signed_in["again"], "invalid_grant", "a code works once");
        assert_eq!(signed_in["elsewhere"], "OAUTH_INVALID_RESPONSE");
        let expected = if client_id == "old" { "RS256" } else { "ES256" };
        assert_eq!(signed_in["signed"], expected);
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
        let ways = step("ways to prove the secret");
        assert_eq!(ways["ways"], json!(["basic", "post"]));
        assert_eq!(ways["error"], "invalid_client");
        assert_eq!(step("posted answer")["sub"], true);
        let signed_out = step("sign out");
        assert_eq!(signed_out["state"], "bye");
        assert_eq!(signed_out["afterwards"], "login_required");
        assert_eq!(steps.len(), 10, "{steps:?}");
        assert_eq!(tested.scans().await, round, "the session answered the rest");
    }
}

#[tokio::test]
async fn oauth4webapi_signs_people_in_without_a_secret() {
    let tested = Tested::start().await;
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
    let tested = Tested::start().await;
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
    let tested = Tested::start().await;
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
async fn an_application_that_nobody_knows_gets_no_further_than_a_page() {
    let tested = Tested::start().await;
    for name in ["openid-client.mjs", "oauth4webapi.mjs"] {
        let complaint = tested.run(name, "nobody").await.unwrap_err();
        assert!(complaint.starts_with("sign in: "), "{complaint}");
        assert!(complaint.contains("(400)"), "{complaint}");
    }
    assert_eq!(tested.scans().await, 0);
}
