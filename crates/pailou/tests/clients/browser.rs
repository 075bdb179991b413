//! Libraries of pages, in Chromium: everything between page and server is cross-site, and what the
//! page may read is for CORS to say.

use serde_json::{Value, json};
use testkit::browser::{Browser, Options};
use testkit::process::{Demo, DemoPorts, apply_file};

use crate::PAILOU;
use crate::site::Site;

const SECRET: &str = "a-secret-for-tests-only-0123456789";

/// A demo, an application's site, and a person's browser.
struct Tested {
    demo: Demo,
    browser: Browser,
    far: String,
    near: String,
}

impl Tested {
    async fn start(options: Options) -> Self {
        let site = Site::new().await;
        let (far, near) = (site.far.clone(), site.near.clone());
        let (_folder, file) = apply_file(&format!(
            r#"
            [[applications]]
            id = "page"
            name = "Page"
            type = "SPA"
            redirect_uris = ["{far}/oidc-client-ts", "{far}/logto-browser"]
            post_logout_redirect_uris = ["{far}/oidc-client-ts", "{far}/logto-browser"]

            [[applications]]
            id = "near"
            name = "Near"
            type = "SPA"
            redirect_uris = ["{near}/oidc-client-ts"]

            [[applications]]
            id = "shop"
            name = "Shop"
            type = "Traditional"
            secret = "{SECRET}"
            redirect_uris = ["{far}/posted"]
            "#
        ));
        let file = file.display().to_string();
        let demo = Demo::start(PAILOU, DemoPorts::free(), &["--apply", &file]).await;
        site.open(demo.server.as_str());
        Self {
            demo,
            browser: Browser::start(options).await,
            far,
            near,
        }
    }

    /// Opens a page of the site that is far from the server.
    async fn opens(&self, page: &str) {
        self.browser.goto(&format!("{}/{page}", self.far)).await;
    }

    /// Presses a button of the page, and gives what it then says in place of `what`.
    async fn says(&self, button: &str, what: &str) -> Value {
        self.browser.click(&format!("#{button}")).await;
        self.said(what).await
    }

    /// What the page says, once it says so.
    async fn said(&self, what: &str) -> Value {
        self.browser.wait_for_text(&format!("{what} ")).await;
        let text = self.browser.text_of("#said").await;
        let json = text.strip_prefix(what).unwrap();
        serde_json::from_str(json).unwrap()
    }

    /// From the sign-in page over WeChat to wherever the browser is sent.
    async fn chooses_wechat_and_scans(&self, person: &str) {
        let button = r#"form[action="/sign-in/social/wechat"] button"#;
        self.browser.click(button).await;
        self.browser.wait_for("img.qrcode").await;
        let codes = self.demo.simulator_get("/_sim/codes").await;
        let uuid = codes[0]["uuid"].as_str().unwrap();
        let scan = format!("/_sim/codes/{uuid}/scan");
        let person = json!({ "person": person });
        self.demo.simulator_post(&scan, person).await;
        let allow = format!("/_sim/codes/{uuid}/allow");
        self.demo.simulator_post(&allow, Value::Null).await;
    }

    /// Nothing was refused by a policy, and no script failed.
    async fn ends(self) {
        let complaints = self.browser.complaints().await;
        let odd: Vec<_> = complaints
            .iter()
            .filter(|line| !line.contains("favicon.ico"))
            .collect();
        assert!(odd.is_empty(), "{odd:#?}");
        self.browser.close().await;
    }
}

#[tokio::test]
async fn a_page_signs_people_in_with_oidc_client_ts() {
    let tested = Tested::start(Options::default()).await;
    tested.opens("oidc-client-ts").await;
    assert_eq!(tested.said("nobody").await, Value::Null);
    tested.browser.click("#sign-in").await;
    tested.chooses_wechat_and_scans("xiaoming").await;
    let user = json!({
        "name": "小明",
        "wechat": "oSIMULATED-n7IHiLNx2BhajR4VT",
        "picture": true,
        "scope": "openid profile identities offline_access",
        "lasts": true,
        "refresh": true,
    });
    assert_eq!(tested.said("signed in").await, user);
    let address = tested.browser.address().await;
    assert!(address.ends_with("/oidc-client-ts"), "{address}");

    let refreshed = tested.says("refresh", "refreshed").await;
    assert_eq!(refreshed["another"], true);
    assert_eq!(refreshed["name"], "小明");
    let revoked = tested.says("revoke", "revoked").await;
    assert_eq!(revoked["refresh"], false);

    // The page sends the ID token along, so nobody is asked.
    let signed_out = tested.says("sign-out", "signed out").await;
    assert_eq!(signed_out, json!({ "told": "bye", "user": null }));
    tested.browser.click("#sign-in").await;
    tested.browser.wait_for_text("Sign in to Page").await;
    tested.ends().await;
}

#[tokio::test]
async fn a_page_renews_silently_where_the_browser_lets_it() {
    let tested = Tested::start(Options::default()).await;
    for (origin, is_near) in [(&tested.near, true), (&tested.far, false)] {
        let page = format!("{origin}/oidc-client-ts");
        tested.browser.goto(&page).await;
        tested.browser.click("#sign-in").await;
        if is_near {
            tested.chooses_wechat_and_scans("xiaoming").await;
        }
        // With a session nobody is asked.
        assert_eq!(tested.said("signed in").await["name"], "小明");
        tested.says("revoke", "revoked").await;
        // Without a refresh token the library asks in a frame. The session's cookie goes along in a
        // frame of the same site alone.
        if is_near {
            let renewed = tested.says("refresh", "refreshed").await;
            assert_eq!(renewed["name"], "小明");
            assert_eq!(renewed["another"], true);
        } else {
            let failed = tested.says("refresh", "failed").await;
            assert_eq!(failed[2], "login_required", "{failed}");
        }
    }
    tested.ends().await;
}

#[tokio::test]
async fn a_page_signs_people_in_in_a_window_of_its_own() {
    let tested = Tested::start(Options::default()).await;
    tested.opens("oidc-client-ts").await;
    let page = tested.browser.click_into_new_tab("#popup").await;
    tested.chooses_wechat_and_scans("emma").await;
    tested.browser.switch_to(&page).await;
    let user = tested.said("signed in in a window").await;
    assert_eq!(user["name"], "Emma");
    assert_eq!(user["refresh"], true);
    tested.ends().await;
}

#[tokio::test]
async fn a_page_signs_people_in_with_logto_browser() {
    let tested = Tested::start(Options::default()).await;
    tested.opens("logto-browser").await;
    tested.said("nobody").await;
    tested.browser.click("#sign-in").await;
    tested.chooses_wechat_and_scans("lifang").await;
    let user = tested.said("signed in").await;
    assert_eq!(user["name"], "李芳");
    assert_eq!(user["wechat"], "oSIMULATED-pGcE7_8GbYP7bgUiY");
    assert_eq!(user["sub"], true);
    let refreshed = tested.says("refresh", "refreshed").await;
    assert_eq!(refreshed["another"], true);
    tested.opens("logto-browser").await;
    tested.said("still here").await;

    // It sends no ID token along, so the person is asked.
    tested.browser.click("#sign-out").await;
    tested.browser.wait_for_text("Sign out?").await;
    let yes = r#"form[action^="/oidc/session/end"] button"#;
    tested.browser.click(yes).await;
    tested.said("nobody").await;
    tested.browser.click("#sign-in").await;
    tested.browser.wait_for_text("Sign in to Page").await;
    tested.ends().await;
}

#[tokio::test]
async fn a_page_elsewhere_reads_no_answer() {
    let tested = Tested::start(Options::default()).await;
    let ask = r"
        const [endpoint, redirect_uri, done] = arguments;
        const body = new URLSearchParams({
            grant_type: 'authorization_code', client_id: 'page', redirect_uri,
            code: 'guessed', code_verifier: 'a'.repeat(43),
        });
        fetch(`${endpoint}oidc/token`, { method: 'POST', body })
            .then((answer) => answer.json())
            .then(({ error }) => done(error), ({ name }) => done(name));
    ";
    for (origin, expected) in [(&tested.far, "invalid_grant"), (&tested.near, "TypeError")] {
        let page = format!("{origin}/oidc-client-ts");
        tested.browser.goto(&page).await;
        let redirect_uri = format!("{}/oidc-client-ts", tested.far);
        let endpoint = vec![json!(tested.demo.server.as_str()), json!(redirect_uri)];
        let client = tested.browser.client();
        let read = client.execute_async(ask, endpoint).await.unwrap();
        assert_eq!(read, expected, "{page}");
    }
    tested.browser.close().await;
}

#[tokio::test]
async fn an_answer_is_posted_to_the_application() {
    an_answer_is_posted(true).await;
}

#[tokio::test]
async fn an_answer_is_posted_by_hand_where_no_script_runs() {
    an_answer_is_posted(false).await;
}

async fn an_answer_is_posted(script: bool) {
    let options = Options {
        script,
        ..Options::default()
    };
    let tested = Tested::start(options).await;
    let redirect_uri = format!("{}/posted", tested.far);
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("client_id", "shop"),
            ("redirect_uri", &redirect_uri),
            ("response_type", "code"),
            ("response_mode", "form_post"),
            ("scope", "openid profile"),
            ("state", "s1"),
        ])
        .finish();
    let request = format!("{}oidc/auth?{query}", tested.demo.server);
    tested.browser.goto(&request).await;
    tested.chooses_wechat_and_scans("xiaoming").await;
    if !script {
        tested.browser.click("#continue").await;
        tested.browser.wait_for_text("Finishing sign-in").await;
        let form = format!(r#"form[action="{redirect_uri}"] button"#);
        tested.browser.click(&form).await;
    }
    tested.browser.wait_for_text("Posted, cross-site").await;
    assert_eq!(tested.browser.address().await, redirect_uri);
    let body = tested.browser.text_of("#said").await;
    let answer: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    let value = |name: &str| {
        let found = answer.iter().find(|(found, _)| found == name);
        found
            .unwrap_or_else(|| panic!("{name} in {body}"))
            .1
            .clone()
    };
    assert_eq!(value("state"), "s1");
    let issuer = format!("{}oidc", tested.demo.server);
    assert_eq!(value("iss"), issuer);

    // The code is worth what one in an address is.
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("grant_type", "authorization_code"),
            ("code", &value("code")),
            ("redirect_uri", &redirect_uri),
            ("client_id", "shop"),
            ("client_secret", SECRET),
        ])
        .finish();
    let headers = http::HeaderMap::from_iter([(
        http::header::CONTENT_TYPE,
        http::HeaderValue::from_static("application/x-www-form-urlencoded"),
    )]);
    let token = format!("{issuer}/token");
    let network = &tested.demo.network;
    let tokens = network
        .send(http::Method::POST, &token, headers, form)
        .await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    tested.ends().await;
}
