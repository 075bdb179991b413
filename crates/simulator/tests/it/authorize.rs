//! `/connect/oauth2/authorize` and `/_sim/browser`: links in WeChat's own browser.

use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use simulator::seed;

use crate::support::{Answer, CALLBACK, Tested, encode};

fn link(changes: &[(&str, Option<&str>)]) -> String {
    let mut fields = vec![
        ("appid", seed::SERVICE_ACCOUNT_ID),
        ("redirect_uri", CALLBACK),
        ("response_type", "code"),
        ("scope", "snsapi_userinfo"),
        ("state", "st4te"),
    ];
    for (name, value) in changes {
        let place = fields.iter().position(|(known, _)| known == name);
        match (place, value) {
            (Some(place), Some(value)) => fields[place].1 = value,
            (Some(place), None) => drop(fields.remove(place)),
            (None, Some(value)) => fields.push((name, value)),
            (None, None) => {}
        }
    }
    format!("/connect/oauth2/authorize?{}", encode(&fields))
}

/// Sits somebody down; answers the cookies as a browser sends them back.
async fn sit(tested: &Tested, body: &str) -> String {
    let answer = tested.call("POST", "/_sim/browser", body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|line| line.to_str().unwrap().split(';').next().unwrap())
        .collect::<Vec<_>>()
        .join("; ")
}

fn assert_refused(page: &Answer, text: &str) {
    assert_eq!(page.status, StatusCode::OK, "WeChat answers 200");
    assert_eq!(
        page.header(header::CONTENT_TYPE),
        "text/html; charset=utf-8"
    );
    assert!(page.headers.get(header::LOCATION).is_none());
    let body = page.text();
    assert!(body.contains(&format!("<h4>{text}</h4>")), "{text}: {body}");
    assert!(body.contains("This is not WeChat.") && body.contains("What caused it"));
}

/// The code in the address that an answer leads to.
fn code(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    let location = answer.header(header::LOCATION);
    let rest = location.strip_prefix(&format!("{CALLBACK}?code=")).unwrap();
    rest.strip_suffix("&state=st4te").unwrap().to_owned()
}

async fn exchange(tested: &Tested, code: &str) -> Value {
    let query = encode(&[
        ("appid", seed::SERVICE_ACCOUNT_ID),
        ("secret", seed::SERVICE_ACCOUNT_SECRET),
        ("code", code),
        ("grant_type", "authorization_code"),
    ]);
    let path = format!("/sns/oauth2/access_token?{query}");
    tested.get(&path).await.json()
}

async fn profile(tested: &Tested, tokens: &Value) -> Value {
    let query = encode(&[
        ("access_token", tokens["access_token"].as_str().unwrap()),
        ("openid", tokens["openid"].as_str().unwrap()),
    ]);
    tested.get(&format!("/sns/userinfo?{query}")).await.json()
}

#[tokio::test]
async fn only_wechats_own_browser_is_let_in() {
    let tested = Tested::new();
    for agent in [
        "",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0",
        "Mozilla/5.0 wxwork/3.1.16 MicroMessenger/7.0.1",
    ] {
        let page = tested.get_as(&link(&[]), agent, "").await;
        assert_refused(&page, "请在微信客户端打开链接");
    }
    let press = tested.form(&link(&[]), &[("act", "allow")]).await;
    assert_refused(&press, "请在微信客户端打开链接");
}

#[tokio::test]
async fn wrong_links_get_their_pages() {
    let tested = Tested::new();
    let long = "s".repeat(129);
    for (changes, text) in [
        (("appid", None), "appid不能为空，错误码:10012"),
        (("appid", Some("")), "appid不能为空，错误码:10012"),
        (("redirect_uri", None), "redirect_uri不能为空，错误码:10011"),
        (("scope", None), "scope不能为空，错误码:10010"),
        (("scope", Some("")), "scope不能为空，错误码:10010"),
        (("state", None), "state不能为空，错误码:10013"),
        (("state", Some("")), "state不能为空，错误码:10013"),
        (("state", Some(long.as_str())), "state 参数过长"),
        (("response_type", None), "该链接无法访问"),
        (("response_type", Some("token")), "该链接无法访问"),
        (("appid", Some("wx0000000000000000")), "AppID 参数错误"),
        (
            ("appid", Some(seed::APP_ID)),
            "不支持微信开放平台的Appid，请使用公众号Appid，错误码:10016",
        ),
        (
            ("appid", Some(seed::MOBILE_APP_ID)),
            "不支持微信开放平台的Appid，请使用公众号Appid，错误码:10016",
        ),
        (
            ("scope", Some("snsapi_login")),
            "此公众号并没有这些scope的权限，错误码:10005",
        ),
        (
            ("redirect_uri", Some("https://evil.example/")),
            "redirect_uri域名与后台配置不一致，错误码:10003",
        ),
        (
            ("redirect_uri", Some("javascript://localhost/%0aalert(1)")),
            "redirect_uri域名与后台配置不一致，错误码:10003",
        ),
    ] {
        let page = tested.get_in_wechat(&link(&[changes]), "").await;
        assert_refused(&page, text);
    }
    let noted = tested
        .get("/_sim/requests?path=/connect/oauth2/authorize")
        .await
        .json();
    assert_eq!(noted[0]["errcode"], 10012);
    assert_eq!(noted[7]["errcode"], Value::Null);
}

#[tokio::test]
async fn parameters_out_of_order_or_given_twice_get_nowhere() {
    let tested = Tested::new();
    let good = link(&[
        ("forcePopup", Some("false")),
        ("connect_redirect", Some("1")),
    ]);
    let page = tested.get_in_wechat(&good, "wxsim_consent=allow").await;
    assert_eq!(code(&page).len(), 32);
    for bad in [
        good.replace(
            "state=st4te&forcePopup=false",
            "forcePopup=false&state=st4te",
        ),
        good.replace("?appid", "?connect_redirect=1&appid"),
        good.replace(
            "response_type=code&scope=snsapi_userinfo",
            "scope=snsapi_userinfo&response_type=code",
        ),
        format!("{good}&appid={}", seed::SERVICE_ACCOUNT_ID),
    ] {
        assert_ne!(bad, good);
        let page = tested.get_in_wechat(&bad, "wxsim_consent=allow").await;
        assert_refused(&page, "该链接无法访问");
    }
}

#[tokio::test]
async fn the_state_of_the_account_decides() {
    let tested = Tested::new();
    let path = format!("/_sim/apps/{}", seed::SERVICE_ACCOUNT_ID);
    for (change, text) in [
        (r#"{"status":"banned"}"#, "此公众号被封禁，错误码:10004"),
        (
            r#"{"status":"reviewing"}"#,
            "此公众号并没有这些scope的权限，错误码:10005",
        ),
        (
            r#"{"status":"approved","permission":false}"#,
            "此公众号并没有这些scope的权限，错误码:10005",
        ),
        (
            r#"{"permission":true,"web_authorization_domains":["id.example"]}"#,
            "redirect_uri域名与后台配置不一致，错误码:10003",
        ),
    ] {
        let answer = tested.call("PATCH", &path, change).await;
        assert_eq!(answer.status, StatusCode::OK);
        let page = tested.get_in_wechat(&link(&[]), "").await;
        assert_refused(&page, text);
    }
    let both = r#"{"web_authorization_domains":["id.example","pay.id.example"]}"#;
    assert_eq!(
        tested.call("PATCH", &path, both).await.status,
        StatusCode::OK
    );
    let fits = link(&[("redirect_uri", Some("https://pay.id.example/cb?x=1"))]);
    let back = tested.get_in_wechat(&fits, "wxsim_consent=allow").await;
    let location = back.header(header::LOCATION);
    assert!(location.starts_with("https://pay.id.example/cb?x=1&code="));
    let three = r#"{"web_authorization_domains":["a.example","b.example","c.example"]}"#;
    let refused = tested.call("PATCH", &path, three).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_silent_scope_passes_at_once_and_tells_little() {
    let tested = Tested::new();
    let silent = link(&[("scope", Some("snsapi_base"))]);
    let tokens = exchange(&tested, &code(&tested.get_in_wechat(&silent, "").await)).await;
    assert_eq!(tokens["scope"], "snsapi_base");
    assert!(tokens.get("unionid").is_none() && tokens.get("is_snapshotuser").is_none());
    assert_eq!(profile(&tested, &tokens).await["errcode"], 48001);
    let query = encode(&[
        ("access_token", tokens["access_token"].as_str().unwrap()),
        ("openid", tokens["openid"].as_str().unwrap()),
    ]);
    let alive = tested.get(&format!("/sns/auth?{query}")).await.json();
    assert_eq!(alive["errcode"], 0);
}

#[tokio::test]
async fn the_first_person_is_asked_and_allows_by_a_form() {
    let tested = Tested::new();
    let address = link(&[]);
    let page = tested.get_in_wechat(&address, "").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    for mark in [
        "This is not WeChat.",
        "value=\"allow\"",
        "value=\"refuse\"",
        "同意",
        "拒绝",
        "小明",
        seed::APP_NAME,
        "action=\"/browser\"",
    ] {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(!text.contains("<style") && !text.contains(" style=\"") && !text.contains("<script>"));
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("form-action"), "the form ends elsewhere");
    let form = format!("action=\"{address}\" class=\"acts\"");
    assert!(text.replace("&#38;", "&").contains(&form));

    let back = tested
        .press_in_wechat(&address, &[("person", "xiaoming"), ("act", "allow")])
        .await;
    let tokens = exchange(&tested, &code(&back)).await;
    assert_eq!(tokens["scope"], "snsapi_userinfo");
    assert!(tokens["unionid"].is_string());
    let whole = profile(&tested, &tokens).await;
    assert_eq!(whole["nickname"], "小明");
    assert_eq!(whole["unionid"], tokens["unionid"]);
    let through_the_code = tested.tokens("xiaoming").await;
    assert_eq!(through_the_code["unionid"], tokens["unionid"]);
    assert_ne!(through_the_code["openid"], tokens["openid"]);
}

#[tokio::test]
async fn who_was_shown_is_who_allows() {
    let tested = Tested::new();
    let address = link(&[("person", Some("xiaoming"))]);
    for (person, nickname) in [("lifang", "李芳"), ("nobody", "小明")] {
        let back = tested
            .press_in_wechat(&address, &[("person", person), ("act", "allow")])
            .await;
        let tokens = exchange(&tested, &code(&back)).await;
        assert_eq!(profile(&tested, &tokens).await["nickname"], nickname);
    }
    let unclear = tested
        .press_in_wechat(&address, &[("person", "lifang"), ("act", "dance")])
        .await;
    assert!(unclear.text().contains("value=\"allow\""), "asked again");
}

#[tokio::test]
async fn a_refusal_sends_nobody_back_unless_told_otherwise() {
    let tested = Tested::new();
    let stays = tested
        .press_in_wechat(&link(&[]), &[("person", "xiaoming"), ("act", "refuse")])
        .await;
    assert_eq!(stays.status, StatusCode::OK);
    assert!(stays.text().contains("你已拒绝授权"));
    assert!(!stays.text().contains("value=\"allow\""));
    for (refusal, location) in [
        ("none", ""),
        (
            "authdeny",
            "http://localhost:3001/callback/wechat?code=authdeny&state=st4te",
        ),
        ("state", "http://localhost:3001/callback/wechat?state=st4te"),
    ] {
        let body = format!(r#"{{"person":"lifang","consent":"refuse","refusal":"{refusal}"}}"#);
        let cookies = sit(&tested, &body).await;
        let answer = tested.get_in_wechat(&link(&[]), &cookies).await;
        assert_eq!(answer.header(header::LOCATION), location, "{refusal}");
        assert_eq!(answer.status == StatusCode::FOUND, refusal != "none");
    }
    let made_up = exchange(&tested, "authdeny").await;
    assert_eq!(made_up["errcode"], 40029);
}

#[tokio::test]
async fn a_script_says_who_sits_there() {
    let tested = Tested::new();
    let answer = tested
        .call("POST", "/_sim/browser", r#"{"person":"emma"}"#)
        .await;
    assert_eq!(
        answer.json(),
        json!({"person": "emma", "consent": "ask", "refusal": "none"})
    );
    let lines: Vec<_> = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|line| line.to_str().unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("wxsim_person=emma; Path=/;"));
    assert!(
        lines
            .iter()
            .all(|line| line.contains("HttpOnly; SameSite=Lax"))
    );

    let cookies = sit(&tested, r#"{"person":"emma","consent":"allow"}"#).await;
    let back = tested.get_in_wechat(&link(&[]), &cookies).await;
    let tokens = exchange(&tested, &code(&back)).await;
    assert!(tokens.get("unionid").is_none(), "emma has none");
    assert_eq!(profile(&tested, &tokens).await["nickname"], "Emma");
    let gone = tested
        .get_in_wechat(&link(&[]), "wxsim_person=nobody; wxsim_consent=maybe")
        .await;
    assert!(gone.text().contains("小明") && gone.text().contains("value=\"allow\""));

    for (body, status) in [
        (r#"{"person":"nobody"}"#, 404),
        (r#"{"person":""}"#, 404),
        ("{}", 400),
        ("", 400),
        (r#"{"person":"emma","consent":"maybe"}"#, 400),
        (r#"{"person":"emma","refusal":"silent"}"#, 400),
        (r#"{"person":"emma","mood":"good"}"#, 400),
    ] {
        let answer = tested.call("POST", "/_sim/browser", body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert!(answer.json()["error"].is_string());
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
    }
}

#[tokio::test]
async fn somebody_else_can_sit_down_by_a_form() {
    let tested = Tested::new();
    let address = link(&[]);
    let chosen = tested
        .form("/browser", &[("person", "lifang"), ("back", &address)])
        .await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(chosen.header(header::LOCATION), address);
    assert!(
        chosen
            .header(header::SET_COOKIE)
            .starts_with("wxsim_person=lifang;")
    );
    let page = tested.get_in_wechat(&address, "wxsim_person=lifang").await;
    assert!(page.text().contains("WeChat of 李芳"));
    let nobody = tested.form("/browser", &[("person", "nobody")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let away = tested
        .form(
            "/browser",
            &[("person", "emma"), ("back", "https://evil.example")],
        )
        .await;
    assert_eq!(away.header(header::LOCATION), "/phone");
}

#[tokio::test]
async fn a_snapshot_visitor_is_marked_in_the_exchange_alone() {
    let tested = Tested::new();
    let forced = link(&[("forceSnapShot", Some("true"))]);
    let answer = tested.get_in_wechat(&forced, "").await;
    let tokens = exchange(&tested, &code(&answer)).await;
    assert_eq!(tokens["is_snapshotuser"], 1);
    let shown = profile(&tested, &tokens).await;
    assert_eq!(shown["nickname"], "微信用户");
    assert!(shown.get("is_snapshotuser").is_none());
    let picture = shown["headimgurl"].as_str().unwrap();
    let picture = tested
        .get(picture.strip_prefix("http://localhost:3002").unwrap())
        .await;
    assert_eq!(picture.header(header::CONTENT_TYPE), "image/jpeg");
    for id in ["openid", "unionid"] {
        let id = shown[id].as_str().unwrap();
        assert!(id.starts_with("oSIMULATED-") && id.len() == 28);
    }

    tested
        .call("PATCH", "/_sim/people/xiaoming", r#"{"snapshot":true}"#)
        .await;
    let seen = tested.get_in_wechat(&link(&[]), "").await;
    let again = exchange(&tested, &code(&seen)).await;
    assert_eq!(again["openid"], tokens["openid"]);
    let way_out = link(&[("forcePopup", Some("true"))]);
    let asked = tested.get_in_wechat(&way_out, "").await;
    assert!(asked.text().contains("value=\"allow\""));
    let by_code = tested.tokens("xiaoming").await;
    assert!(
        by_code.get("is_snapshotuser").is_none(),
        "QR pages know no snapshots"
    );
}

#[tokio::test]
async fn codes_live_five_minutes_and_tokens_can_be_refreshed() {
    let tested = Tested::new();
    let allow = "wxsim_consent=allow";
    let late = code(&tested.get_in_wechat(&link(&[]), allow).await);
    tested.advance(300).await;
    assert_eq!(exchange(&tested, &late).await["errcode"], 40029);
    let tokens = exchange(
        &tested,
        &code(&tested.get_in_wechat(&link(&[]), allow).await),
    )
    .await;
    let refresh = |app_id: &str| {
        let token = tokens["refresh_token"].as_str().unwrap();
        let fields = [
            ("appid", app_id),
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
        ];
        format!("/sns/oauth2/refresh_token?{}", encode(&fields))
    };
    tested.advance(7200).await;
    assert_eq!(profile(&tested, &tokens).await["errcode"], 42001);
    let fresh = tested.get(&refresh(seed::SERVICE_ACCOUNT_ID)).await.json();
    assert_eq!(fresh["scope"], "snsapi_userinfo");
    assert!(fresh.get("unionid").is_none());
    assert_eq!(profile(&tested, &fresh).await["nickname"], "小明");
    assert_eq!(
        tested.get(&refresh(seed::APP_ID)).await.json()["errcode"],
        40030
    );

    let person = "/_sim/people/xiaoming";
    tested
        .call("PATCH", person, r#"{"password_changed":true}"#)
        .await;
    assert_eq!(profile(&tested, &fresh).await["errcode"], 42007);
    let refused = tested.get(&refresh(seed::SERVICE_ACCOUNT_ID)).await.json();
    assert_eq!(refused["errcode"], 42007);
    tested
        .call("PATCH", person, r#"{"password_changed":false}"#)
        .await;
    tested.advance(30 * 86_400 - 7200).await;
    let refused = tested.get(&refresh(seed::SERVICE_ACCOUNT_ID)).await.json();
    assert_eq!(refused["errcode"], 42002);
}

#[tokio::test]
async fn an_unbound_account_tells_no_union_id() {
    let tested = Tested::new();
    let path = format!("/_sim/apps/{}", seed::SERVICE_ACCOUNT_ID);
    tested.call("PATCH", &path, r#"{"open_platform":""}"#).await;
    let answer = tested
        .get_in_wechat(&link(&[]), "wxsim_consent=allow")
        .await;
    let tokens = exchange(&tested, &code(&answer)).await;
    assert!(tokens["openid"].is_string() && tokens.get("unionid").is_none());
    let shown = profile(&tested, &tokens).await;
    assert_eq!(shown["nickname"], "小明");
    assert!(shown.get("unionid").is_none());
}

#[tokio::test]
async fn a_failure_here_is_a_page_with_its_number() {
    let tested = Tested::new();
    for (errcode, text) in [
        (10006, "必须关注此测试号，错误码:10006"),
        (10009, "操作太频繁了，请稍后重试，错误码:10009"),
    ] {
        let fault =
            json!({"at": "/connect/oauth2/authorize", "errcode": errcode, "times": 1}).to_string();
        let added = tested.call("POST", "/_sim/faults", &fault).await;
        assert_eq!(added.status, StatusCode::OK, "{}", added.text());
        assert_refused(&tested.get_in_wechat(&link(&[]), "").await, text);
    }
    let works = tested.get_in_wechat(&link(&[]), "").await;
    assert!(works.text().contains("value=\"allow\""));
}

#[tokio::test]
async fn what_happened_can_be_read() {
    let tested = Tested::new();
    tested.get_in_wechat(&link(&[("state", None)]), "").await;
    tested.get_in_wechat(&link(&[]), "").await;
    tested
        .get_in_wechat(&link(&[]), "wxsim_consent=allow")
        .await;
    tested
        .get_in_wechat(&link(&[("scope", Some("snsapi_base"))]), "")
        .await;
    let bench = tested.get("/phone").await;
    for line in [
        "Link refused: state不能为空，错误码:10013",
        "小明 is asked by Paperboat",
        "小明 allowed Paperboat",
        "小明 passed silently to Paperboat",
    ] {
        assert!(bench.text().contains(line), "{line}");
    }
}
