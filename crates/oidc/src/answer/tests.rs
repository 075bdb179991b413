use proptest::prelude::*;
use url::Url;

use super::*;
use crate::{Prompt, Scopes, error::ErrorCode};

const ISSUER: &str = "https://id.example/oidc";

fn request(redirect_uri: &str, state: Option<&str>) -> AuthorizationRequest {
    AuthorizationRequest {
        client_id: "paperboat".to_owned(),
        redirect_uri: redirect_uri.to_owned(),
        response_mode: crate::ResponseMode::Query,
        claims: crate::RequestedClaims::default(),
        scopes: Scopes::parse("openid"),
        resources: Vec::new(),
        state: state.map(str::to_owned),
        nonce: None,
        prompt: Prompt::default(),
        max_age: None,
        login_hint: None,
        expected_user: None,
        ui_locales: None,
        direct_sign_in: None,
        code_challenge: None,
    }
}

#[test]
fn success_on_every_shape_of_address() {
    let added = "code=c0de&state=a+b%26c&iss=https%3A%2F%2Fid.example%2Foidc";
    let table = [
        ("https://app.example/cb", "https://app.example/cb?"),
        ("https://app.example", "https://app.example?"),
        ("https://app.example/cb?", "https://app.example/cb?"),
        (
            "https://app.example/cb?a=%2F",
            "https://app.example/cb?a=%2F&",
        ),
        ("https://app.example/cb?a=1&", "https://app.example/cb?a=1&"),
        ("com.example.app:/cb", "com.example.app:/cb?"),
        ("com.example.app:cb", "com.example.app:cb?"),
        ("io.logto://callback", "io.logto://callback?"),
        ("http://[::1]:4000/cb", "http://[::1]:4000/cb?"),
    ];
    for (uri, beginning) in table {
        assert_eq!(
            success(&request(uri, Some("a b&c")), "c0de", ISSUER).address(),
            format!("{beginning}{added}"),
            "{uri}"
        );
    }
}

#[test]
fn no_state_is_answered_with_none() {
    assert_eq!(
        success(&request("https://app.example/cb", None), "c0de", ISSUER).address(),
        "https://app.example/cb?code=c0de&iss=https%3A%2F%2Fid.example%2Foidc"
    );
}

#[test]
fn errors_carry_state_and_issuer() {
    let refused = request("https://app.example/cb?a=1", Some("s")).refuse(OAuthError::new(
        ErrorCode::LoginRequired,
        "nobody is signed in",
    ));
    assert_eq!(
        error(&refused, ISSUER).address(),
        "https://app.example/cb?a=1&error=login_required&error_description=nobody+is+signed+in\
         &state=s&iss=https%3A%2F%2Fid.example%2Foidc"
    );
}

#[test]
fn nothing_to_add_changes_nothing() {
    assert_eq!(append("https://app.example/?", []), "https://app.example/?");
    assert_eq!(append("https://app.example", []), "https://app.example");
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(
        base in prop_oneof![
            Just("https://app.example/cb"), Just("https://app.example/cb?x=1&y=%20"),
            Just("com.example.app:/cb"), Just("http://127.0.0.1:1/cb?"),
        ],
        code in "[A-Za-z0-9_-]{1,64}",
        state in proptest::option::of(".{1,40}"),
    ) {
        let address = success(&request(base, state.as_deref()), &code, ISSUER).address();
        prop_assert!(address.starts_with(base));
        prop_assert!(address.is_ascii());
        let url = Url::parse(&address).unwrap();
        let value = |name: &str| {
            url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
        };
        prop_assert_eq!(value("code"), Some(code));
        prop_assert_eq!(value("state"), state);
        prop_assert_eq!(value("iss"), Some(ISSUER.to_owned()));
    }
}
