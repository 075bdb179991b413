//! The console of the Open Platform: from nothing to an app that signs people in, and everything it refuses.

use axum::http::{StatusCode, header};

use crate::support::{Answer, Tested, encode};

/// A browser at the console.
pub(crate) struct Developer {
    pub(crate) tested: Tested,
    pub(crate) cookie: String,
}

impl Developer {
    /// The seeded account, signed in with its password.
    pub(crate) async fn seeded() -> Self {
        let tested = Tested::new();
        let fields = [("email", "dev@acme.example"), ("password", "paperboat")];
        let answer = tested.form("/platform/sign-in", &fields).await;
        let cookie = session(&answer);
        Self { tested, cookie }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.tested.get_with(path, &self.cookie).await
    }

    pub(crate) async fn press(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.tested.form_with(path, &self.cookie, fields).await
    }

    /// Step 1 with sample images; answers the path of the app.
    pub(crate) async fn draft(&self, kind: &str, name: &str) -> String {
        let fields = basics(name);
        let answer = self
            .press(&format!("/platform/create/{kind}"), &fields)
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let location = answer.header(header::LOCATION);
        location.trim_end_matches("/site").to_owned()
    }

    pub(crate) async fn submit(&self, app: &str, domain: &str) -> Answer {
        let fields = [
            ("website", "https://acme.example"),
            ("callback_domain", domain),
            ("act", "submit"),
        ];
        self.press(&format!("{app}/site"), &fields).await
    }
}

pub(crate) fn basics(name: &str) -> [(&str, &str); 6] {
    [
        ("name", name),
        ("description", "Notes"),
        ("website", "https://acme.example"),
        ("registration_form_kept", "form.pdf"),
        ("small_icon_kept", "sample"),
        ("large_icon_kept", "sample"),
    ]
}

fn session(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let cookie = answer.header(header::SET_COOKIE);
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    cookie.split(';').next().unwrap().to_owned()
}

/// What stands between two texts of a page.
pub(crate) fn between(page: &str, start: &str, end: &str) -> String {
    let (_, rest) = page
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    rest.split_once(end).unwrap().0.to_owned()
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "it is one way from its beginning to its end"
)]
async fn from_nothing_to_an_app_that_signs_people_in() {
    let tested = Tested::new();
    tested
        .form(
            "/review/policy",
            &[
                ("mode", "desk"),
                ("after_seconds", "30"),
                ("rejection_percent", "0"),
            ],
        )
        .await;
    let sign_up = [
        ("email", "New@Acme.example"),
        ("password", "paperboat1"),
        ("again", "paperboat1"),
        ("agreed", "true"),
    ];
    let sent = tested.form("/platform/sign-up", &sign_up).await;
    assert_eq!(
        sent.header(header::LOCATION),
        "/platform/sign-up?sent=new%40acme.example"
    );
    let early = tested
        .form(
            "/platform/sign-in",
            &[("email", "new@acme.example"), ("password", "paperboat1")],
        )
        .await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains("not activated"));
    let mail = tested.get("/mail/1").await;
    let link = between(mail.text(), "href=\"/platform/activate", "\"");
    let token = link.trim_start_matches("?token=").to_owned();
    let page = tested.get(&format!("/platform/activate{link}")).await;
    assert!(page.text().contains("new@acme.example"));
    let cookie = session(
        &tested
            .form("/platform/activate", &[("token", &token)])
            .await,
    );
    let again = tested
        .form("/platform/activate", &[("token", &token)])
        .await;
    assert_eq!(again.status, StatusCode::GONE);
    let developer = Developer { tested, cookie };
    let centre = developer.get("/platform").await;
    assert_eq!(centre.header(header::LOCATION), "/platform/register");
    let registration = [
        ("subject", "enterprise"),
        ("subject_name", "Acme"),
        ("administrator", "张三"),
    ];
    let registered = developer.press("/platform/register", &registration).await;
    assert_eq!(registered.header(header::LOCATION), "/platform");
    developer
        .press("/platform/qualification", &[("act", "pay")])
        .await;

    let app = developer.draft("website", "Boat").await;
    let wrong = developer
        .submit(&app, "https://id.acme.example:8443/callback")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text().contains("value=\"id.acme.example\""),
        "the corrected value is offered"
    );
    let done = developer.submit(&app, "id.acme.example").await;
    assert_eq!(done.header(header::LOCATION), format!("{app}/submitted"));
    let number = app.rsplit('/').next().unwrap().to_owned();
    let waiting = developer.get(&app).await;
    assert!(waiting.text().contains("In review") && !waiting.text().contains("wx"));

    let reject = [("act", "reject"), ("reason", "filing"), ("answer", "")];
    developer.press(&format!("/review/{number}"), &reject).await;
    let rejected = developer.get(&format!("{app}/site")).await;
    assert!(
        rejected.text().contains("应用官网未备案")
            && rejected.text().contains("Note to the reviewer")
    );
    let again = [
        ("website", "https://acme.example"),
        ("callback_domain", "id.acme.example"),
        ("note", "Filed now"),
        ("act", "submit"),
    ];
    developer.press(&format!("{app}/site"), &again).await;
    assert!(developer.get("/review").await.text().contains("Filed now"));
    let approve = [("act", "approve"), ("answer", "Thanks")];
    developer
        .press(&format!("/review/{number}"), &approve)
        .await;
    let approved = developer.get(&app).await;
    for text in ["Approved", "Thanks", "Filed now", "Granted", "Enable"] {
        assert!(approved.text().contains(text), "{text}");
    }
    let app_id = between(approved.text(), "id=\"app-id\">", "<");
    let mark = developer
        .get(&format!("{app}/secret"))
        .await
        .attribute("name=\"mark\" value");
    let shown = developer
        .press(&format!("{app}/secret"), &[("mark", &mark)])
        .await;
    let secret = between(shown.text(), "id=\"app-secret\">", "<");
    let twice = developer
        .press(&format!("{app}/secret"), &[("mark", &mark)])
        .await;
    assert!(
        !twice.text().contains("id=\"app-secret\""),
        "the same form makes one secret"
    );
    assert!(!developer.get(&app).await.text().contains(&secret));

    let query = encode(&[
        ("appid", &app_id),
        ("redirect_uri", "https://id.acme.example/callback"),
        ("response_type", "code"),
        ("scope", "snsapi_login"),
        ("state", "s"),
    ]);
    let page = developer
        .tested
        .get(&format!("/connect/qrconnect?{query}"))
        .await;
    let uuid = page.attribute("data-uuid");
    developer.tested.scan(&uuid, "lifang").await;
    developer.tested.act(&uuid, "allow").await;
    let poll = developer
        .tested
        .get(&format!("/connect/l/qrconnect?uuid={uuid}&f=json"))
        .await
        .json();
    let query = encode(&[
        ("appid", &app_id),
        ("secret", &secret),
        ("code", poll["wx_code"].as_str().unwrap()),
        ("grant_type", "authorization_code"),
    ]);
    let tokens = developer
        .tested
        .get(&format!("/sns/oauth2/access_token?{query}"))
        .await
        .json();
    assert!(tokens["access_token"].is_string(), "{tokens}");
}

#[tokio::test]
async fn a_registration_says_what_it_does_not_take() {
    let tested = Tested::new();
    for (fields, text) in [
        (
            [
                ("email", "x"),
                ("password", "paperboat1"),
                ("again", "paperboat1"),
            ],
            "Enter an address",
        ),
        (
            [
                ("email", "DEV@acme.example"),
                ("password", "paperboat1"),
                ("again", "paperboat1"),
            ],
            "already used",
        ),
        (
            [
                ("email", "a@b.c"),
                ("password", "short1"),
                ("again", "short1"),
            ],
            "8 to 64",
        ),
        (
            [
                ("email", "a@b.c"),
                ("password", "paperboat"),
                ("again", "paperboat"),
            ],
            "letters and digits",
        ),
        (
            [
                ("email", "a@b.c"),
                ("password", "paperboat1"),
                ("again", "other"),
            ],
            "differ",
        ),
        (
            [
                ("email", "a@b.c"),
                ("password", "paperboat1"),
                ("again", "paperboat1"),
            ],
            "Tick the box",
        ),
    ] {
        let page = tested.form("/platform/sign-up", &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains(text), "{text}");
        assert!(
            !page.text().contains("paperboat1"),
            "passwords do not come back"
        );
    }
    assert!(tested.get("/mail").await.text().contains("No mail yet"));
    let unknown = tested.get("/platform/activate?token=x").await;
    assert_eq!(unknown.status, StatusCode::GONE);
    let wrong = [("email", "dev@acme.example"), ("password", "wrong")];
    assert_eq!(
        tested.form("/platform/sign-in", &wrong).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let nobody = tested
        .form("/platform/sign-in/as", &[("account", "x")])
        .await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_console_is_for_those_who_are_signed_in() {
    let tested = Tested::new();
    for path in [
        "/platform",
        "/platform/create/website",
        "/platform/apps/x",
        "/platform/qualification",
    ] {
        let answer = tested.get(path).await;
        assert_eq!(
            answer.header(header::LOCATION),
            "/platform/sign-in",
            "{path}"
        );
    }
    let developer = Developer::seeded().await;
    assert_eq!(developer.get("/platform").await.status, StatusCode::OK);
    developer.press("/platform/sign-out", &[]).await;
    assert_eq!(
        developer.get("/platform").await.header(header::LOCATION),
        "/platform/sign-in"
    );
}

#[tokio::test]
async fn step_one_names_every_field_that_is_missing() {
    let developer = Developer::seeded().await;
    let page = developer.press("/platform/create/website", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.text().matches("class=\"problem\"").count(), 6);
    let helped = developer
        .press(
            "/platform/create/website",
            &[("name", "Kept"), ("samples", "true")],
        )
        .await;
    assert_eq!(helped.status, StatusCode::OK);
    assert!(helped.text().contains("value=\"Kept\"") && helped.text().contains("value=\"sample\""));
    let unknown = developer.get("/platform/create/rocket").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_form_makes_one_app_and_ten_are_the_limit() {
    let developer = Developer::seeded().await;
    let mut fields = basics("Once").to_vec();
    fields.push(("key", "abc"));
    let first = developer.press("/platform/create/website", &fields).await;
    let second = developer.press("/platform/create/website", &fields).await;
    assert_eq!(
        first.header(header::LOCATION),
        second.header(header::LOCATION)
    );
    for index in 2..10 {
        developer.draft("website", &format!("App {index}")).await;
    }
    let eleventh = developer
        .press("/platform/create/website", &basics("One more"))
        .await;
    assert_eq!(eleventh.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(eleventh.text().contains("can have 10"));
    assert!(
        !developer
            .get("/platform")
            .await
            .text()
            .contains("href=\"/platform/create/website\"")
    );
}

#[tokio::test]
async fn the_simulator_decides_by_itself_after_its_time() {
    let developer = Developer::seeded().await;
    let app = developer.draft("website", "Boat").await;
    developer.submit(&app, "id.acme.example").await;
    developer.tested.advance(28).await;
    assert!(developer.get(&app).await.text().contains("In review"));
    developer.tested.advance(2).await;
    assert!(developer.get(&app).await.text().contains("Approved"));
    let named = developer.draft("website", "微信助手").await;
    developer.submit(&named, "id.acme.example").await;
    developer.tested.advance(30).await;
    assert!(developer.get(&named).await.text().contains("平台词语"));
    let strict = [
        ("mode", "automatic"),
        ("after_seconds", "0"),
        ("rejection_percent", "100"),
    ];
    developer.press("/review/policy", &strict).await;
    let unlucky = developer.draft("website", "Unlucky").await;
    developer.submit(&unlucky, "id.acme.example").await;
    assert!(developer.get(&unlucky).await.text().contains("Rejected"));
    let bad = [
        ("mode", "automatic"),
        ("after_seconds", "x"),
        ("rejection_percent", "101"),
    ];
    assert_eq!(
        developer.press("/review/policy", &bad).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn the_desk_decides_once_and_says_why() {
    let developer = Developer::seeded().await;
    let app = developer.draft("website", "Boat").await;
    developer.submit(&app, "id.acme.example").await;
    let path = app.replace("/platform/apps", "/review");
    let silent = developer
        .press(&path, &[("act", "reject"), ("reason", "")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.text().contains("a rejection says why"));
    let unknown = developer.press(&path, &[("act", "shrug")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
    developer.press("/review/all", &[]).await;
    let late = developer.press(&path, &[("act", "approve")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let nobody = developer
        .press("/review/0000000000", &[("act", "approve")])
        .await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn this_machine_is_accepted_with_the_box_alone() {
    let developer = Developer::seeded().await;
    let app = developer.draft("website", "Boat").await;
    for host in ["localhost", "127.0.0.1", "", "10.0.0.1"] {
        assert_eq!(
            developer.submit(&app, host).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{host}"
        );
    }
    let fields = [
        ("website", "https://acme.example"),
        ("callback_domain", "localhost"),
        ("is_local", "true"),
        ("act", "submit"),
    ];
    assert_eq!(
        developer
            .press(&format!("{app}/site"), &fields)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    developer.tested.advance(30).await;
    let changed = developer
        .press(
            &format!("{app}/domain"),
            &[("callback_domain", "id.acme.example/x")],
        )
        .await;
    assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let changed = developer
        .press(
            &format!("{app}/domain"),
            &[("callback_domain", "id.acme.example")],
        )
        .await;
    assert_eq!(changed.header(header::LOCATION), app);
    assert!(developer.get(&app).await.text().contains("id.acme.example"));
}

#[tokio::test]
async fn without_the_qualification_there_is_no_login() {
    let developer = Developer::seeded().await;
    let centre = developer.get("/platform").await;
    let app = between(centre.text(), "btn sm\" href=\"/platform/apps/", "\"");
    let app = format!("/platform/apps/{app}");
    assert!(developer.get(&app).await.text().contains(">Granted<"));
    developer
        .press("/platform/qualification", &[("act", "expire")])
        .await;
    assert!(developer.get(&app).await.text().contains(">Not granted<"));
    developer
        .press("/platform/qualification", &[("act", "pay")])
        .await;
    assert!(developer.get(&app).await.text().contains(">Granted<"));
    developer
        .press(&format!("{app}/state"), &[("act", "ban")])
        .await;
    assert!(developer.get(&app).await.text().contains("Banned"));
    let twice = developer
        .press(&format!("{app}/state"), &[("act", "ban")])
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn service_accounts_have_two_domains_and_a_file() {
    let developer = Developer::seeded().await;
    let made = developer
        .press("/platform/create/service-account", &[("name", "Boat news")])
        .await;
    let app = made.header(header::LOCATION).to_owned();
    let fields = [
        ("domain_1", "www.acme.example"),
        ("domain_2", "http://pay.acme.example/"),
    ];
    let wrong = developer.press(&format!("{app}/domain"), &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("domain_1", "www.acme.example"),
        ("domain_2", "pay.acme.example"),
    ];
    developer.press(&format!("{app}/domain"), &fields).await;
    let page = developer.get(&app).await;
    assert!(page.text().contains("www.acme.example") && page.text().contains("pay.acme.example"));
    let form = developer.get(&format!("{app}/domain")).await;
    let file = between(form.text(), "/verify/", "\"");
    assert!(file.starts_with("MP_verify_"));
    let file = developer.get(&format!("{app}/verify/{file}")).await;
    assert_eq!(file.bytes.len(), 16);
    assert_eq!(
        developer
            .get(&format!("{app}/verify/other.txt"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn mobile_apps_name_a_platform() {
    let developer = Developer::seeded().await;
    let app = developer.draft("mobile", "Pocket boat").await;
    let none = developer
        .press(&format!("{app}/site"), &[("act", "submit")])
        .await;
    assert!(none.text().contains("Fill in iOS, Android, or both."));
    let signature = "0123456789abcdef0123456789abcdef";
    let fields = [
        ("android_package", "com.acme.boat"),
        ("android_signature", signature),
        ("act", "submit"),
    ];
    assert_eq!(
        developer
            .press(&format!("{app}/site"), &fields)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn apps_of_others_are_not_told_from_nothing() {
    let developer = Developer::seeded().await;
    let tested = &developer.tested;
    let other = r#"{"app_id":"wx0123456789abcdef","name":"Theirs","open_platform":"theirs"}"#;
    tested.call("POST", "/_sim/apps", other).await;
    let number = "0000000000";
    for path in ["", "/basic", "/site", "/secret", "/domain", "/submitted"] {
        let page = developer
            .get(&format!("/platform/apps/{number}{path}"))
            .await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!developer.get("/platform").await.text().contains("Theirs"));
}

#[tokio::test]
async fn each_language_mode_speaks_its_own() {
    let developer = Developer::seeded().await;
    for (mode, has, lacks) in [
        ("zh", "创建网站应用", "Create a web app"),
        ("en", "Create a web app", "创建网站应用"),
    ] {
        let cookie = format!("{}; wxsim_language={mode}", developer.cookie);
        let page = developer.tested.get_with("/platform", &cookie).await;
        assert!(
            page.text().contains(has) && !page.text().contains(lacks),
            "{mode}"
        );
    }
    let both = developer.get("/platform").await;
    assert!(both.text().contains("创建网站应用") && both.text().contains("Create a web app"));
    assert!(both.text().contains("<b>This is not WeChat.</b>"));
}

#[tokio::test]
async fn other_sites_press_nothing() {
    let tested = Tested::new();
    let answer = tested.press_from_elsewhere("/review/all").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
