//! Whatever comes, nothing panics and nobody signs in without an open id.

use connector_kit::AuthorizationRequest;
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

use crate::support::*;

fn run(answers: Vec<Scripted>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    runtime.unwrap().block_on(sign_in(answers))
}

/// JSON as a vendor on a bad day would make it.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(Value::from(OPENID)),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map("[a-z]{1,3}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// An answer in which some fields have any value at all. Code -1 is left out, since
/// each costs 300 ms.
fn mangled(good: fn() -> Value) -> impl Strategy<Value = Value> {
    const NAMES: [&str; 7] = [
        "errcode",
        "errmsg",
        "access_token",
        "openid",
        "unionid",
        "nickname",
        "is_snapshotuser",
    ];
    let change = (proptest::sample::select(&NAMES[..]), value());
    proptest::collection::vec(change, 0..4)
        .prop_map(move |changes| {
            let mut answer = good();
            for (name, value) in changes {
                answer[name] = value;
            }
            answer
        })
        .prop_filter("-1", |answer| answer["errcode"] != json!(-1))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_sign_nobody_in(body in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(run(vec![answer(200, body.clone())]).result.is_err());
        prop_assert!(run(vec![ok(&token()), answer(200, body)]).result.is_err());
    }

    #[test]
    fn whoever_signs_in_has_the_open_id_of_both_answers(
        token in mangled(token),
        profile in mangled(profile),
    ) {
        let outcome = run(vec![ok(&token), ok(&profile)]);
        if let Ok(person) = &outcome.result {
            let app = person.keys.as_slice().last().unwrap();
            prop_assert_eq!(&app.realm, "app:wx0123456789abcdef");
            prop_assert!(!app.value.is_empty());
            prop_assert_eq!(token["openid"].as_str(), Some(app.value.as_str()));
            prop_assert_eq!(profile["openid"].as_str(), Some(app.value.as_str()));
            prop_assert!(person.name.as_deref() != Some(""));
        }
    }

    #[test]
    fn flipped_bytes_never_make_another_person(
        position in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut body = profile().to_string().into_bytes();
        let position = position.index(body.len());
        body[position] = byte;
        if let Ok(person) = run(vec![ok(&token()), answer(200, body)]).result {
            prop_assert_eq!(&person.keys.as_slice().last().unwrap().value, OPENID);
            prop_assert_eq!(&person.keys.strongest().value, UNIONID);
        }
    }

    #[test]
    fn authorization_uris_read_back_as_what_went_in(
        state in "[A-Za-z0-9]{32}|\\PC{0,40}",
        path in "\\PC{0,40}",
        query in "\\PC{0,40}",
        language in "[a-zA-Z-]{0,8}",
    ) {
        let mut redirect_uri = Url::parse("https://id.example/").unwrap();
        redirect_uri.set_path(&path);
        redirect_uri.set_query(Some(&query));
        let request = AuthorizationRequest {
            state: &state,
            redirect_uri: &redirect_uri,
            language: &language,
            user_agent: None,
        };
        let uri = connector().authorization_uri(&request).unwrap().uri;
        prop_assert!(uri.is_ascii() && !uri.contains([' ', '+', '"', '<']), "{uri}");
        let read = Url::parse(&uri).unwrap();
        prop_assert_eq!(read.fragment(), Some("wechat_redirect"));
        let pairs: Vec<(String, String)> = read.query_pairs().into_owned().collect();
        let names: Vec<_> = pairs.iter().map(|(name, _)| name.as_str()).collect();
        prop_assert_eq!(
            &names[..5],
            ["appid", "redirect_uri", "response_type", "scope", "state"]
        );
        prop_assert_eq!(&pairs[1].1, redirect_uri.as_str());
        prop_assert_eq!(&pairs[4].1, &state);
    }
}
