//! Libraries of Python that sign people in, each the whole way.

use testkit::ports;
use testkit::process::{Demo, DemoPorts, apply_file};

use crate::PAILOU;
use crate::script::{self, Steps};

const SECRET: &str = "a-secret-for-tests-only-0123456789";
/// As long as a secret is, or a library refuses it by itself.
const GUESSED: &str = "a-secret-that-somebody-guessed";

async fn demo(app: &str) -> Demo {
    let application = |id: &str, alg: &str| {
        format!(
            r#"
            [[applications]]
            id = "{id}"
            name = "Shop"
            type = "Traditional"
            secret = "{SECRET}"
            id_token_alg = "{alg}"
            redirect_uris = ["{app}/callback"]
            post_logout_redirect_uris = ["{app}/"]
            "#
        )
    };
    let both = application("shop", "ES256") + &application("old", "RS256");
    let (_folder, file) = apply_file(&both);
    let file = file.display().to_string();
    Demo::start(PAILOU, DemoPorts::free(), &["--apply", &file]).await
}

async fn run(
    demo: &Demo,
    app: &str,
    name: &str,
    client_id: &str,
    secret: &str,
) -> Result<Steps, String> {
    let settings = [
        ("ISSUER", format!("{}oidc", demo.server)),
        ("SIMULATOR", demo.network.simulator.clone()),
        ("CLIENT_ID", client_id.to_owned()),
        ("CLIENT_SECRET", secret.to_owned()),
        ("APP", app.to_owned()),
    ];
    script::run(name, &settings).await
}

#[tokio::test]
async fn authlib_signs_people_in() {
    let app = format!("http://localhost:{}", ports::free());
    let demo = demo(&app).await;
    for (client_id, alg) in [("shop", "ES256"), ("old", "RS256")] {
        let steps = run(&demo, &app, "authlib_requests.py", client_id, SECRET);
        let steps = steps.await.unwrap();
        let step = |name: &str| &steps[name];
        assert_eq!(step("sign in")["name"], "小明");
        assert_eq!(step("sign in")["signed"], alg);
        assert_eq!(step("userinfo")["name"], "小明");
        assert_eq!(step("userinfo")["picture"], true);
        assert_eq!(step("refresh")["rotated"], true);
        assert_eq!(step("refresh")["wrong"], "invalid_grant");
        let ways = step("ways to prove the secret");
        assert_eq!(ways["client_secret_basic"], "invalid_client");
        assert_eq!(ways["client_secret_post"], "invalid_client");
        assert_eq!(step("introspection")["active"], true);
        assert_eq!(step("sign out")["back"], "/?state=bye");
        assert_eq!(step("sign out")["afterwards"], "login_required");
        assert_eq!(step("revocation")["afterwards"], "invalid_grant");
        assert_eq!(steps.len(), 7, "{steps:?}");
    }
}

#[tokio::test]
async fn idpyoidc_signs_people_in() {
    let app = format!("http://localhost:{}", ports::free());
    let demo = demo(&app).await;
    for (client_id, alg) in [("shop", "ES256"), ("old", "RS256")] {
        let steps = run(&demo, &app, "idpyoidc_rp.py", client_id, SECRET);
        let steps = steps.await.unwrap();
        let step = |name: &str| &steps[name];
        assert_eq!(step("sign in")["name"], "李芳");
        assert_eq!(step("sign in")["signed"], alg);
        assert_eq!(step("userinfo")["name"], "李芳");
        assert_eq!(step("refresh")["name"], "李芳");
        assert_eq!(step("sign out")["back"], "/");
        assert_eq!(step("sign out")["afterwards"], "login_required");
        assert_eq!(steps.len(), 4, "{steps:?}");
    }
}

#[tokio::test]
async fn who_has_the_wrong_secret_is_told() {
    let app = format!("http://localhost:{}", ports::free());
    let demo = demo(&app).await;
    for name in ["authlib_requests.py", "idpyoidc_rp.py"] {
        let complaint = run(&demo, &app, name, "shop", GUESSED).await.unwrap_err();
        assert!(complaint.starts_with("sign in: "), "{complaint}");
        assert!(complaint.contains("invalid_client"), "{complaint}");
    }
}
