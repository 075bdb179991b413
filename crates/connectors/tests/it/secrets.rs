//! Planted secrets, searched for in everything that a failing sign-in says.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use connector_kit::TransportError;
use serde_json::json;
use tokio::task::JoinSet;
use url::form_urlencoded;

use crate::support::*;

const PLANTED: [&str; 4] = [SECRET, CODE, ACCESS_TOKEN, REFRESH_TOKEN];

/// Every form in which a secret could be read back.
fn forms(secret: &str) -> Vec<String> {
    let hexadecimal = |byte: u8| format!("%{byte:02x}");
    let percent = secret.bytes().map(hexadecimal).collect::<Vec<_>>().concat();
    vec![
        secret.to_owned(),
        form_urlencoded::byte_serialize(secret.as_bytes()).collect(),
        percent.to_uppercase(),
        percent,
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
}

fn assert_clean(outcome: &Outcome) {
    let error = outcome.error();
    let steps = &outcome.steps;
    let shown = format!("{error} {error:?} {steps:?} {}", json!(error));
    for secret in PLANTED {
        for form in forms(secret) {
            assert!(!shown.contains(&form), "{form} in {shown}");
        }
        // Half a secret is too much as well.
        assert!(!shown.contains(&secret[..16]), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn no_failure_repeats_a_secret() {
    // All at once, because some of them wait before they try again.
    let mut sign_ins = JoinSet::new();
    for secret in PLANTED {
        for form in forms(secret) {
            let echoes = [
                format!("<html>GET /sns/oauth2/access_token?secret={form}&code={form}</html>"),
                form.clone(),
                format!("{}{form}", "x ".repeat(240)),
                json!({"errcode": 40013, "errmsg": format!("invalid appid, {form}")}).to_string(),
                json!({"errcode": 1, "errmsg": format!("hints: [ req_id: {form} ]")}).to_string(),
                json!({"errcode": 1, "errmsg": format!("x, rid: {form}")}).to_string(),
                json!({"errcode": -1, "errmsg": form.clone()}).to_string(),
                json!({"access_token": "", "echo": form.clone()}).to_string(),
            ];
            for echo in echoes {
                for status in [200, 404, 502] {
                    let echo = || answer(status, echo.clone());
                    sign_ins.spawn(sign_in([echo(), echo()]));
                    sign_ins.spawn(sign_in([ok(&token()), echo(), echo()]));
                }
            }
            let failed = || {
                let problem = format!("error for url ?secret={form}");
                Err(TransportError::Failed(problem))
            };
            sign_ins.spawn(sign_in([failed()]));
            sign_ins.spawn(sign_in([ok(&token()), failed(), failed()]));
        }
    }
    while let Some(outcome) = sign_ins.join_next().await {
        assert_clean(&outcome.unwrap());
    }
}

#[tokio::test]
async fn answers_cut_off_in_the_middle_show_no_half_secret() {
    let whole = token().to_string();
    for length in 1..whole.len() {
        assert_clean(&sign_in([answer(200, &whole[..length])]).await);
    }
    for change in [
        json!({"openid": null}),
        json!({"access_token": 7}),
        json!({"openid": 7}),
    ] {
        let outcome = sign_in([ok(&with(token(), change))]).await;
        assert_clean(&outcome);
    }
}

#[tokio::test]
async fn ids_of_people_stay_out_of_errors() {
    let other = with(profile(), json!({"openid": "oSomebodyElse0123456789"}));
    let outcome = sign_in([ok(&token()), ok(&other)]).await;
    let shown = format!("{:?} {}", outcome.error(), outcome.error());
    for id in [OPENID, UNIONID, "oSomebodyElse0123456789"] {
        assert!(!shown.contains(id), "{shown}");
    }
}

#[tokio::test]
async fn debug_output_of_a_person_hides_most_of_the_keys() {
    let outcome = sign_in([ok(&token()), ok(&profile())]).await;
    let shown = format!("{:?}", outcome.person().keys);
    assert!(
        !shown.contains(OPENID) && !shown.contains(UNIONID),
        "{shown}"
    );
}
