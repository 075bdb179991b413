//! `/connect/l/qrconnect`: every answer, and what wakes a held poll.

use std::time::{Duration, Instant};

use axum::http::header;

use crate::support::{Tested, client, qr_address, serve};

fn address(uuid: &str, last: &str) -> String {
    format!("/connect/l/qrconnect?uuid={uuid}&last={last}&_=1763804779123")
}

/// What a poll answers at once.
async fn now(tested: &Tested, uuid: &str, last: &str) -> String {
    let started = Instant::now();
    let answer = tested.get(&address(uuid, last)).await;
    assert!(started.elapsed() < Duration::from_secs(1), "held");
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/javascript");
    answer.text().to_owned()
}

/// What a held poll answers once something has happened.
async fn held(
    tested: &Tested,
    uuid: &str,
    last: &str,
    happens: impl Future<Output = ()>,
) -> String {
    let started = Instant::now();
    let address = address(uuid, last);
    let later = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        happens.await;
    };
    let (answer, ()) = tokio::join!(tested.get(&address), later);
    let waited = started.elapsed();
    assert!(waited >= Duration::from_millis(50), "not held");
    assert!(waited < Duration::from_secs(1), "woken after {waited:?}");
    answer.text().to_owned()
}

#[tokio::test]
async fn each_state_has_its_code() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    tested.scan(&uuid, "xiaoming").await;
    assert_eq!(
        now(&tested, &uuid, "").await,
        "window.wx_errcode=404;window.wx_code='';"
    );
    tested.act(&uuid, "refuse").await;
    assert_eq!(
        now(&tested, &uuid, "404").await,
        "window.wx_errcode=403;window.wx_code='';"
    );
    tested.scan(&uuid, "lifang").await;
    assert_eq!(
        now(&tested, &uuid, "403").await,
        "window.wx_errcode=404;window.wx_code='';"
    );
    tested.act(&uuid, "allow").await;
    for last in ["404", "405", ""] {
        let text = now(&tested, &uuid, last).await;
        let code = text
            .strip_prefix("window.wx_errcode=405;window.wx_code='")
            .and_then(|rest| rest.strip_suffix("';"))
            .unwrap();
        assert_eq!(code.len(), 32);
    }
}

#[tokio::test]
async fn unknown_and_expired_codes_answer_at_once() {
    let tested = Tested::new();
    for uuid in ["", "0x1", "%00"] {
        assert!(
            now(&tested, uuid, "")
                .await
                .starts_with("window.wx_errcode=500;")
        );
    }
    let uuid = tested.show_code().await;
    tested.advance(300).await;
    assert_eq!(
        now(&tested, &uuid, "").await,
        "window.wx_errcode=402;window.wx_code='';"
    );
}

#[tokio::test]
async fn json_is_for_the_native_sdk() {
    let tested = Tested::new();
    let answer = tested.get("/connect/l/qrconnect?uuid=x&f=json").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.text(), r#"{"wx_errcode":500,"wx_code":""}"#);
}

#[tokio::test]
async fn a_held_poll_wakes_by_every_act_of_the_phone() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let scan = held(&tested, &uuid, "", tested.scan(&uuid, "xiaoming")).await;
    assert!(scan.contains("=404;"));
    let refuse = held(&tested, &uuid, "404", tested.act(&uuid, "refuse")).await;
    assert!(refuse.contains("=403;"));
    let again = held(&tested, &uuid, "403", tested.scan(&uuid, "xiaoming")).await;
    assert!(again.contains("=404;"));
    let allow = held(&tested, &uuid, "404", tested.act(&uuid, "allow")).await;
    assert!(allow.contains("=405;"));
}

#[tokio::test]
async fn a_held_poll_wakes_by_the_clock_and_by_a_reset() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let expired = held(&tested, &uuid, "", tested.advance(301)).await;
    assert!(expired.contains("=402;"));
    let uuid = tested.show_code().await;
    let reset = async {
        tested.call("POST", "/_sim/reset", "").await;
    };
    assert!(held(&tested, &uuid, "", reset).await.contains("=500;"));
}

#[tokio::test]
async fn a_small_step_of_the_clock_wakes_nobody_wrongly() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let steps = async {
        tested.advance(10).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        tested.scan(&uuid, "xiaoming").await;
    };
    assert!(held(&tested, &uuid, "", steps).await.contains("=404;"));
}

#[tokio::test]
async fn the_shutdown_cuts_held_polls() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let shutdown = async { tested.simulator.shutdown() };
    let answer = held(&tested, &uuid, "", shutdown).await;
    assert_eq!(answer, "window.wx_errcode=408;window.wx_code='';");
}

#[tokio::test(start_paused = true)]
async fn a_quiet_poll_ends_after_25_seconds() {
    let tested = Tested::new();
    let uuid = tested.show_code().await;
    let started = tokio::time::Instant::now();
    let answer = tested.get(&address(&uuid, "")).await;
    assert_eq!(answer.text(), "window.wx_errcode=408;window.wx_code='';");
    let held = started.elapsed();
    assert!(held >= Duration::from_secs(25) && held < Duration::from_secs(26));
}

#[tokio::test]
async fn many_pages_wait_at_once_over_real_connections() {
    let tested = Tested::new();
    let address = serve(&tested.simulator).await;
    let client = client();
    let mut polls = Vec::new();
    let mut uuids = Vec::new();
    for _ in 0..30 {
        let page = client
            .get(format!("http://{address}{}", qr_address("s")))
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        let (_, rest) = page.split_once("data-uuid=\"").unwrap();
        let uuid = rest.split_once('"').unwrap().0.to_owned();
        let poll = client
            .get(format!("http://{address}/connect/l/qrconnect?uuid={uuid}"))
            .send();
        polls.push(tokio::spawn(poll));
        uuids.push(uuid);
    }
    for uuid in &uuids {
        tested.scan(uuid, "emma").await;
    }
    for poll in polls {
        let text = poll.await.unwrap().unwrap().text().await.unwrap();
        assert!(text.contains("=404;"));
    }
}
