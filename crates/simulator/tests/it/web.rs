//! WeChat's browser in the phone: an application is opened, asks through WeChat, and sees who sits there.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::get;
use simulator::seed;

use crate::support::{Tested, encode};

/// An application that sends people to WeChat and remembers them by a cookie.
async fn application() -> SocketAddr {
    counting_application(Arc::default()).await
}

/// The same; it counts how often WeChat came back to it.
async fn counting_application(came: Arc<AtomicUsize>) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let start = async move |headers: HeaderMap| {
        let agent = headers[header::USER_AGENT].to_str().unwrap().to_owned();
        assert!(agent.contains("MicroMessenger") && !agent.contains("wxwork"));
        let query = encode(&[
            ("appid", seed::SERVICE_ACCOUNT_ID),
            ("redirect_uri", &format!("http://{address}/back")),
            ("response_type", "code"),
            ("scope", "snsapi_userinfo"),
            ("state", "s1"),
        ]);
        let link =
            format!("http://localhost:3002/connect/oauth2/authorize?{query}#wechat_redirect");
        (
            StatusCode::FOUND,
            [
                (header::LOCATION, link),
                (
                    header::SET_COOKIE,
                    "attempt=a1; Path=/; HttpOnly".to_owned(),
                ),
            ],
        )
    };
    let back = async move |headers: HeaderMap, RawQuery(query): RawQuery| {
        came.fetch_add(1, Ordering::Relaxed);
        let cookie = headers
            .get(header::COOKIE)
            .map_or("", |value| value.to_str().unwrap());
        Html(format!(
            "<h1>Back</h1><p>{}</p><p>{cookie}</p><script>alert(1)</script><a href=\"/\">Again</a>",
            query.unwrap()
        ))
        .into_response()
    };
    let router = Router::new()
        .route("/", get(start))
        .route("/back", get(back));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

fn cookie_of(answer: &crate::support::Answer) -> String {
    let line = answer.header(header::SET_COOKIE);
    line.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_application_is_signed_in_to_by_clicking() {
    let tested = Tested::new();
    let application = application().await;
    let opened = tested
        .get(&format!("/phone/web?url=http%3A%2F%2F{application}%2F"))
        .await;
    let asked = opened.header(header::LOCATION).to_owned();
    assert!(asked.starts_with("/phone/web/authorize?appid="), "{asked}");
    let cookie = cookie_of(&opened);
    assert!(cookie.starts_with("wxsim_web="));
    let page = tested.get_with(&asked, &cookie).await;
    assert!(page.text().contains("申请") && page.text().contains("value=\"allow\""));
    let allowed = tested
        .form_with(&asked, &cookie, &[("act", "allow"), ("person", "lifang")])
        .await;
    assert_eq!(allowed.status, StatusCode::SEE_OTHER);
    let next = allowed.header(header::LOCATION).to_owned();
    assert!(next.starts_with("/phone/web?url=http"), "{next}");
    let arrived = tested.get_with(&next, &cookie).await;
    assert_eq!(arrived.header(header::LOCATION), "/phone/web");
    let frame = tested.get_with("/phone/web", &cookie).await;
    assert!(frame.text().contains("src=\"/phone/web/page\""));
    let shown = tested.get_with("/phone/web/page", &cookie).await;
    assert!(shown.text().contains("&state=s1") && shown.text().contains("attempt=a1"));
    assert!(!shown.text().contains("alert") && shown.text().contains("href=\"/phone/web/at/"));
    assert!(
        shown
            .header(header::CONTENT_SECURITY_POLICY)
            .starts_with("default-src 'none'")
    );
    tested.form_with("/phone/web/forget", &cookie, &[]).await;
    let empty = tested.get_with("/phone/web/page", &cookie).await;
    assert_eq!(empty.text(), "");
}

#[tokio::test]
async fn the_phones_browser_loads_a_callback_twice_where_that_is_on() {
    let tested = Tested::new();
    let came = Arc::new(AtomicUsize::new(0));
    let application = counting_application(came.clone()).await;
    for (preset, times) in [("twice-in-wechat", 2), ("works", 1)] {
        tested.form("/phone/next", &[("preset", preset)]).await;
        came.store(0, Ordering::Relaxed);
        let opened = tested
            .get(&format!("/phone/web?url=http%3A%2F%2F{application}%2F"))
            .await;
        let (asked, cookie) = (opened.header(header::LOCATION), cookie_of(&opened));
        let allowed = tested
            .form_with(asked, &cookie, &[("act", "allow"), ("person", "lifang")])
            .await;
        let next = allowed.header(header::LOCATION);
        tested.get_with(next, &cookie).await;
        assert_eq!(came.load(Ordering::Relaxed), times, "{preset}");
        let shown = tested.get_with("/phone/web/page", &cookie).await;
        assert!(shown.text().contains("&state=s1"), "{}", shown.text());
    }
    // Only what this computer serves is loaded ahead.
    let far = tested
        .get("/phone/web?url=http%3A%2F%2F192.0.2.1%2F&ahead=true")
        .await;
    assert_eq!(far.header(header::LOCATION), "/phone/web");
}

#[tokio::test]
async fn a_refusal_stays_in_the_phone() {
    let tested = Tested::new();
    let application = application().await;
    let opened = tested
        .get(&format!("/phone/web?url=http%3A%2F%2F{application}%2F"))
        .await;
    let asked = opened.header(header::LOCATION).to_owned();
    let refused = tested
        .form_with(&asked, "", &[("act", "refuse"), ("person", "lifang")])
        .await;
    assert_eq!(refused.status, StatusCode::OK);
    assert!(refused.text().contains("你已拒绝授权"));
}

#[tokio::test]
async fn nobody_reaches_further_than_this_computer() {
    let tested = Tested::new();
    for (url, sentence) in [
        ("http://192.0.2.1/", "This one is elsewhere."),
        ("https://localhost/", "This one is elsewhere."),
        ("file:///etc/passwd", "This one is elsewhere."),
        ("http://a.example/", "This one is elsewhere."),
        ("http://", "This is no address."),
        ("http://127.0.0.1:1/", "Nothing answers at this address."),
    ] {
        let opened = tested
            .get(&format!("/phone/web?{}", encode(&[("url", url)])))
            .await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{url}");
        let page = tested.get_with("/phone/web", &cookie_of(&opened)).await;
        assert!(page.text().contains(sentence), "{url}");
    }
    for path in [
        "/phone/web/at/zz",
        "/phone/web/asset/zz",
        "/phone/web/asset/687474703a2f2f612e6578616d706c652f",
    ] {
        assert_eq!(
            tested.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
