//! The setup check: exactly one failing line for each cause, none when all is well.

use connector_kit::{
    Action, CheckRequest, Context, Finding, SocialConnector, Steps, TransportError, Verdict,
};
use serde_json::{Value, json};
use url::Url;

use Verdict::{CouldNotTell, Fail, NotRun, Pass};

use crate::support::*;

const LINES: [&str; 5] = [
    "reachable",
    "app_id",
    "permission",
    "callback_domain",
    "secret",
];

async fn check_of(
    connector: &dyn SocialConnector,
    redirect_uri: &str,
    answers: impl IntoIterator<Item = Scripted>,
) -> (Vec<Finding>, Vec<Url>) {
    let script = Script::new(answers);
    let context = Context {
        http: &script,
        clock: &Fixed,
        entropy: &Fixed,
        session: &Value::Null,
        steps: &Steps::default(),
    };
    let redirect_uri = Url::parse(redirect_uri).unwrap();
    let request = CheckRequest {
        redirect_uri: &redirect_uri,
    };
    let findings = connector.check(&request, context).await;
    let calls = script.calls().into_iter().map(|(url, _)| url).collect();
    (findings, calls)
}

/// The lines of a check with these two answers: the QR page, and the exchange.
async fn check(page: Scripted, exchange: Scripted) -> Vec<Finding> {
    let (findings, calls) = check_of(
        &*connector(),
        "https://id.example/callback/wechat",
        [page, exchange],
    )
    .await;
    assert_eq!(calls.len(), 2);
    let lines: Vec<_> = findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, LINES);
    for finding in &findings {
        let shown = format!("{finding:?}");
        assert!(!shown.contains(SECRET), "{shown}");
        for word in ["please", "sorry", "oops", "!"] {
            assert!(
                !finding.text.to_string().to_lowercase().contains(word),
                "{}",
                finding.text.to_string()
            );
        }
        assert!(
            finding.text.to_string().ends_with(['.', ')']),
            "{}",
            finding.text.to_string()
        );
    }
    findings
}

fn verdicts(findings: &[Finding]) -> Vec<Verdict> {
    findings.iter().map(|finding| finding.verdict).collect()
}

/// The only line that fails.
fn failing(findings: &[Finding]) -> &Finding {
    let failing: Vec<_> = findings.iter().filter(|f| f.verdict == Fail).collect();
    assert_eq!(failing.len(), 1, "{findings:?}");
    failing[0]
}

fn qr_page() -> Scripted {
    answer(
        200,
        "<title>微信登录</title><img src=\"/connect/qrcode/081fNLs3OTjRKaOo\">",
    )
}

fn error_page(text: &str) -> Scripted {
    answer(200, format!("<title>抱歉，出错了</title><h4>{text}</h4>"))
}

fn accepted() -> Scripted {
    refusal(40029, "invalid code, rid: 61a969fa-3824f418-2a65b14e")
}

#[tokio::test]
async fn all_is_well_and_nobody_was_involved() {
    let (findings, calls) = check_of(
        &*connector(),
        "https://id.example/callback/wechat",
        [qr_page(), accepted()],
    )
    .await;
    assert_eq!(verdicts(&findings), [Pass; 5]);
    assert!(findings.iter().all(|finding| finding.action.is_none()));
    let made_up = "07".repeat(16);
    assert_eq!(
        calls.iter().map(Url::as_str).collect::<Vec<_>>(),
        [
            format!(
                "https://open.weixin.qq.com/connect/qrconnect?appid={APP_ID}\
                 &redirect_uri=https%3A%2F%2Fid.example%2Fcallback%2Fwechat\
                 &response_type=code&scope=snsapi_login&state={made_up}"
            ),
            format!(
                "https://api.weixin.qq.com/sns/oauth2/access_token?appid={APP_ID}\
                 &secret={SECRET}&code={made_up}&grant_type=authorization_code"
            ),
        ]
    );
    assert_eq!(
        findings[0].text.to_string(),
        "open.weixin.qq.com and api.weixin.qq.com answer."
    );
    for finding in &findings {
        for language in ["zh-Hans", "zh-Hant", "fr"] {
            assert_ne!(finding.title.text(language), finding.title.en);
        }
    }
}

#[tokio::test]
async fn an_unknown_app_id_is_one_failure_wherever_it_comes_out() {
    for (page, exchange) in [
        (
            error_page("AppID 参数错误"),
            refusal(40013, "invalid appid"),
        ),
        (error_page("AppID 参数错误"), accepted()),
        (
            error_page("该链接无法访问"),
            refusal(40013, "invalid appid"),
        ),
        (qr_page(), refusal(41002, "appid missing")),
    ] {
        let findings = check(page, exchange).await;
        assert_eq!(verdicts(&findings), [Pass, Fail, NotRun, NotRun, NotRun]);
        let failing = failing(&findings);
        assert!(
            failing.text.to_string().contains(APP_ID),
            "{}",
            failing.text.to_string()
        );
        assert_eq!(
            failing.action,
            Some(Action::OpenField("clientId".to_owned()))
        );
    }
}

#[tokio::test]
async fn a_missing_permission_leads_to_the_guide() {
    let page = error_page("Scope 参数错误或没有 Scope 权限");
    let findings = check(page, accepted()).await;
    assert_eq!(verdicts(&findings), [Pass, Pass, Fail, NotRun, NotRun]);
    assert_eq!(failing(&findings).action, Some(Action::OpenGuide(1)));
}

#[tokio::test]
async fn a_wrong_callback_domain_is_given_to_copy() {
    let findings = check(error_page("redirect_uri 参数错误"), accepted()).await;
    assert_eq!(verdicts(&findings), [Pass, Pass, Pass, Fail, NotRun]);
    let line = failing(&findings);
    assert_eq!(line.action, Some(Action::Copy("id.example".to_owned())));
    assert!(
        line.text.to_string().contains("exactly id.example,")
            && !line.text.to_string().contains("port")
    );

    let (findings, _) = check_of(
        &*connector(),
        "http://牌楼.example:3001/callback/wechat",
        [error_page("redirect_uri 参数错误"), accepted()],
    )
    .await;
    let line = failing(&findings);
    let host = "xn--56vx1q.example";
    assert_eq!(line.action, Some(Action::Copy(host.to_owned())));
    assert!(line.text.to_string().contains("port 3001"), "{}", line.text);
}

#[tokio::test]
async fn a_wrong_secret_leads_to_its_field() {
    for code in [40125, 40001, 41004, 40243] {
        let findings = check(qr_page(), refusal(code, "invalid appsecret")).await;
        assert_eq!(verdicts(&findings), [Pass, Pass, Pass, Pass, Fail]);
        let line = failing(&findings);
        assert!(
            line.text.to_string().contains(&code.to_string()),
            "{}",
            line.text
        );
        assert_eq!(
            line.action,
            Some(Action::OpenField("clientSecret".to_owned()))
        );
    }
}

#[tokio::test]
async fn an_address_that_is_not_on_the_list_is_given_to_copy() {
    for (message, action) in [
        (
            "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist",
            Some(Action::Copy("118.190.42.90".to_owned())),
        ),
        ("not in whitelist", None),
    ] {
        let findings = check(qr_page(), refusal(40164, message)).await;
        assert_eq!(verdicts(&findings), [Pass, Pass, Pass, Pass, Fail]);
        assert_eq!(failing(&findings).action, action);
    }
}

#[tokio::test]
async fn a_host_that_does_not_answer_is_named() {
    let lost = || Err(TransportError::Failed("connection refused".to_owned()));
    for (page, exchange, host) in [
        (lost(), lost(), "open.weixin.qq.com"),
        (lost(), accepted(), "open.weixin.qq.com"),
        (timed_out(), accepted(), "open.weixin.qq.com"),
        (qr_page(), lost(), "api.weixin.qq.com"),
        (qr_page(), timed_out(), "api.weixin.qq.com"),
    ] {
        let findings = check(page, exchange).await;
        assert_eq!(verdicts(&findings), [Fail, NotRun, NotRun, NotRun, NotRun]);
        let text = failing(&findings).text.to_string();
        assert!(
            text.starts_with(host) && text.contains("port 443"),
            "{text}"
        );
    }
    let findings = check(timed_out(), accepted()).await;
    assert!(
        findings[0]
            .text
            .to_string()
            .contains("no answer within 5 s")
    );
}

#[tokio::test]
async fn what_is_not_known_is_never_a_failure() {
    for page in [
        error_page("该链接无法访问"),
        answer(302, ""),
        answer(503, "<title>Bad gateway</title>"),
        answer(200, ""),
        Err(TransportError::TooLarge(1024 * 1024)),
    ] {
        let findings = check(page.clone(), accepted()).await;
        // The exchange proves the App ID although the page says nothing.
        let expected = [Pass, Pass, CouldNotTell, CouldNotTell, Pass];
        assert_eq!(verdicts(&findings), expected, "{page:?}");
        let findings = check(page, answer(200, "<title>Sign in to Wi-Fi</title>")).await;
        let expected = [Pass, CouldNotTell, CouldNotTell, CouldNotTell, CouldNotTell];
        assert_eq!(verdicts(&findings), expected);
    }
    for exchange in [
        refusal(45011, "api minute-quota reach limit"),
        refusal(41008, "missing code"),
        refusal(48001, "api unauthorized"),
        refusal(99999, "who knows"),
        answer(502, ""),
        answer(200, "{}"),
        ok(&token()),
        ok(&with(token(), json!({"is_snapshotuser": 1}))),
    ] {
        let findings = check(qr_page(), exchange.clone()).await;
        let expected = [Pass, Pass, Pass, Pass, CouldNotTell];
        assert_eq!(verdicts(&findings), expected, "{exchange:?}");
    }
    let findings = check(qr_page(), ok(&token())).await;
    assert!(
        findings[4]
            .text
            .to_string()
            .contains("Look who answers as api.weixin.qq.com")
    );
}

#[tokio::test]
async fn the_keys_of_a_service_account_have_a_line_of_their_own() {
    let connector = connector_with(&with(config(), json!({"inWechat": account()})), None);
    let address = "https://id.example/callback/wechat";
    for (website, inside, expected, field) in [
        (accepted(), accepted(), [Pass, Pass], None),
        (
            accepted(),
            refusal(40125, "invalid appsecret"),
            [Pass, Fail],
            Some("inWechat.clientSecret"),
        ),
        (
            accepted(),
            refusal(40013, "invalid appid"),
            [Pass, Fail],
            Some("inWechat.clientId"),
        ),
        (accepted(), refusal(99999, "x"), [Pass, CouldNotTell], None),
        (
            refusal(40125, "invalid appsecret"),
            accepted(),
            [Fail, Pass],
            Some("clientSecret"),
        ),
    ] {
        let answers = [qr_page(), website, inside];
        let (findings, calls) = check_of(&*connector, address, answers).await;
        assert_eq!(calls.len(), 3);
        assert!(
            calls[2]
                .as_str()
                .contains(&format!("appid={SERVICE_ID}&secret={SERVICE_SECRET}"))
        );
        assert_eq!(verdicts(&findings)[..4], [Pass; 4]);
        assert_eq!(verdicts(&findings)[4..], expected);
        assert_eq!(findings[5].line, "in_wechat");
        if let Some(field) = field {
            let action = Some(Action::OpenField(field.to_owned()));
            assert_eq!(failing(&findings).action, action);
        }
    }
    let answers = [timed_out(), timed_out(), timed_out()];
    let (findings, _) = check_of(&*connector, address, answers).await;
    assert_eq!(
        verdicts(&findings),
        [Fail, NotRun, NotRun, NotRun, NotRun, NotRun]
    );
}

#[tokio::test]
async fn a_mobile_app_has_keys_and_no_page() {
    let factory = connectors::factory("wechat-native").unwrap();
    let connector = factory
        .build(&config(), None)
        .map_err(|_| "config")
        .unwrap();
    for (exchange, expected) in [
        (accepted(), [Pass, Pass, Pass]),
        (timed_out(), [Fail, NotRun, NotRun]),
        (refusal(40013, "invalid appid"), [Pass, Fail, NotRun]),
        (refusal(40125, "invalid appsecret"), [Pass, Pass, Fail]),
        (refusal(99999, "x"), [Pass, CouldNotTell, CouldNotTell]),
    ] {
        let (findings, calls) = check_of(&*connector, "https://id.example/", [exchange]).await;
        assert_eq!(verdicts(&findings), expected);
        let lines: Vec<_> = findings.iter().map(|finding| finding.line).collect();
        assert_eq!(lines, ["reachable", "app_id", "secret"]);
        assert_eq!(calls.len(), 1);
    }
}
