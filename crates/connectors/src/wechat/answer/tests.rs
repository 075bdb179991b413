use proptest::prelude::*;
use serde_json::json;

use super::*;

fn fields(text: &str) -> Value {
    match parse(text) {
        Ok(Answer::Fields(fields)) => Value::Object(fields),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn nicknames_that_break_json_are_mended() {
    for (broken, nickname) in [
        ("{\"n\":\"a\u{1}b\"}", "a\u{1}b"),
        ("{\"n\":\"a\nb\tc\"}", "a\nb\tc"),
        ("{\"n\":\"a\0b\"}", "a\0b"),
        (r#"{"n":"it\'s"}"#, r"it\'s"),
        (r#"{"n":"\x41"}"#, r"\x41"),
        (r#"{"n":"\u12"}"#, r"\u12"),
        (r#"{"n":"\u+123"}"#, r"\u+123"),
        (r#"{"n":"half \ud83d"}"#, "half \u{fffd}"),
        (r#"{"n":"half \ude00 low"}"#, "half \u{fffd} low"),
        (r#"{"n":"\ud83d\u0041"}"#, "\u{fffd}A"),
        (r#"{"n":"\ud83d\ud83d\ude00"}"#, "\u{fffd}\u{1f600}"),
        ("{\"n\":\"\\ud83d\u{1}\"}", "\u{fffd}\u{1}"),
        ("{\"n\":\"quote \\\" and \u{2}\"}", "quote \" and \u{2}"),
        ("{\"n\":\"\\中\"}", "\\中"),
    ] {
        assert_eq!(fields(broken), json!({"n": nickname}), "{broken}");
    }
}

#[test]
fn broken_utf8_and_padding_do_not_matter() {
    let body = b"\xef\xbb\xbf \r\n{\"n\":\"a\xff\xe4\xb8\"}\n\0\0";
    assert_eq!(fields(&text(body)), json!({"n": "a\u{fffd}\u{fffd}"}));
}

#[test]
fn error_codes_come_as_any_kind_of_number() {
    for (body, expected) in [
        (r#"{"errcode":40029,"errmsg":"invalid code"}"#, 40029),
        (r#"{"errcode":"40029","errmsg":"invalid code"}"#, 40029),
        (r#"{"errcode":40029.0,"errmsg":"invalid code"}"#, 40029),
        (r#"{"errcode":" -1 ","errmsg":"system error"}"#, -1),
    ] {
        match parse(body) {
            Ok(Answer::Refused { code, .. }) => assert_eq!(code, expected, "{body}"),
            other => panic!("{body}: {other:?}"),
        }
    }
    for body in [
        r#"{"errcode":0,"errmsg":"ok"}"#,
        r#"{"errcode":"0"}"#,
        r#"{"errcode":null}"#,
        "{}",
    ] {
        assert!(matches!(parse(body), Ok(Answer::Fields(_))), "{body}");
    }
}

#[test]
fn a_refusal_without_text_is_a_refusal() {
    for body in [r#"{"errcode":40029}"#, r#"{"errcode":40029,"errmsg":7}"#] {
        match parse(body) {
            Ok(Answer::Refused { message, .. }) => assert_eq!(message, ""),
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[test]
fn nonsense_is_named() {
    for (body, problem) in [
        ("", "the answer is empty"),
        ("<html>", "the answer is a web page"),
        ("ok", "the answer is not JSON"),
        (r#"{"openid":"o"#, "the answer is not JSON"),
        (r#"{"openid":"o"} trailing"#, "the answer is not JSON"),
        ("[]", "the answer is not a JSON object"),
        ("null", "the answer is not a JSON object"),
        ("42", "the answer is not a JSON object"),
        (r#"{"errcode":true}"#, "the error code is not a number"),
        (r#"{"errcode":"none"}"#, "the error code is not a number"),
        (r#"{"errcode":1.5}"#, "the error code is not a number"),
        (r#"{"errcode":{}}"#, "the error code is not a number"),
    ] {
        assert_eq!(parse(body).unwrap_err(), problem, "{body}");
    }
    let deep = "[".repeat(100_000);
    assert!(parse(&deep).is_err());
}

#[test]
fn yes_has_many_spellings() {
    for (value, expected) in [
        (json!(1), true),
        (json!("1"), true),
        (json!(true), true),
        (json!("yes"), true),
        (json!(1.0), true),
        (json!([1]), true),
        (json!(0), false),
        (json!("0"), false),
        (json!(""), false),
        (json!(false), false),
        (json!(null), false),
    ] {
        let mut fields = Map::new();
        fields.insert("flag".to_owned(), value.clone());
        assert_eq!(is_set(&fields, "flag"), expected, "{value}");
    }
    assert!(!is_set(&Map::new(), "flag"));
}

#[test]
fn ids_are_whole_or_absent() {
    for (value, accepted) in [
        (json!("oABC"), true),
        (json!("o".repeat(128)), true),
        (json!("o".repeat(129)), false),
        (json!(""), false),
        (json!(" oABC"), false),
        (json!("oA\u{1}C"), false),
        (json!("o中"), false),
        (json!(7), false),
        (json!(null), false),
        (json!(["o"]), false),
    ] {
        let mut fields = Map::new();
        fields.insert("openid".to_owned(), value.clone());
        assert_eq!(id(&fields, "openid").is_some(), accepted, "{value}");
    }
}

proptest! {
    #[test]
    fn no_body_causes_a_panic(body in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = parse(&text(&body));
    }

    #[test]
    fn mending_does_not_change_good_json(value in any::<String>(), other in any::<String>()) {
        let good = json!({ "a": value, "b": [other] });
        let mended = repaired(&good.to_string());
        prop_assert_eq!(serde_json::from_str::<Value>(&mended).unwrap(), good);
    }

    #[test]
    fn any_text_in_a_string_can_be_mended(
        inside in "[\u{0}-\u{2f}a-fnrtu0-9\\\\中😀]{0,24}".prop_filter(
            "a quote ends the string, a last backslash hides its end",
            |text| !text.contains('"') && !text.ends_with('\\'),
        ),
    ) {
        let text = format!("{{\"n\":\"{inside}\"}}");
        prop_assert!(serde_json::from_str::<Value>(&repaired(&text)).is_ok(), "{text:?}");
    }
}
