use proptest::prelude::*;

use super::*;

#[test]
fn a_name_without_value_is_absent() {
    let parameters = Parameters::parse("state=&nonce&scope=openid").unwrap();
    assert_eq!(parameters.one("state").unwrap(), None);
    assert_eq!(parameters.one("nonce").unwrap(), None);
    assert_eq!(parameters.one("missing").unwrap(), None);
    assert_eq!(parameters.one("scope").unwrap(), Some("openid"));
    assert_eq!(
        parameters.required("state").unwrap_err().to_string(),
        "invalid_request: state is missing"
    );
}

#[test]
fn a_name_given_twice_is_an_error_only_for_who_asks() {
    for text in [
        "state=a&state=b",
        "state=a&state=a",
        "state=&state=a",
        "st%61te=a&state",
    ] {
        let parameters = Parameters::parse(format!("{text}&x=1&x=2&scope=openid")).unwrap();
        assert_eq!(
            parameters.one("state").unwrap_err().to_string(),
            "invalid_request: state is given more than once",
            "{text}"
        );
        assert_eq!(parameters.one("scope").unwrap(), Some("openid"), "{text}");
    }
}

#[test]
fn repetition_is_kept_where_it_is_allowed() {
    let parameters = Parameters::parse("resource=a&x=1&resource=b").unwrap();
    assert_eq!(parameters.all("resource").collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn nul_and_broken_text_are_refused() {
    let table: [&[u8]; 7] = [
        b"state=a%00b",
        b"state=a\0b",
        b"st%00ate=a",
        b"state=%ff",
        b"state=\xff",
        b"state=%c3%28",
        b"state=%ed%a0%80",
    ];
    for text in table {
        assert_eq!(
            Parameters::parse(text),
            Err(ParametersError::Unreadable),
            "{text:?}"
        );
    }
}

#[test]
fn the_limit_is_exact() {
    let fits = format!("state={}", "a".repeat(Parameters::LONGEST - 6));
    assert!(Parameters::parse(&fits).is_ok());
    assert_eq!(Parameters::parse(fits + "a"), Err(ParametersError::TooLong));
}

#[test]
fn values_are_not_printed() {
    let parameters = Parameters::parse("code=planted&state=planted").unwrap();
    assert_eq!(format!("{parameters:?}"), r#"["code", "state"]"#);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(text in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(parameters) = Parameters::parse(&text) {
            let _ = parameters.one("state");
        }
    }

    #[test]
    fn what_is_written_is_read(
        pairs in proptest::collection::vec(("[a-z_]{1,8}", "[^\0\u{fffd}]{0,20}"), 0..8)
    ) {
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
        let parameters = Parameters::parse(&text).unwrap();
        prop_assert_eq!(&parameters.0, &pairs);
        for (name, _) in &pairs {
            let given: Vec<&str> =
                pairs.iter().filter(|(n, _)| n == name).map(|(_, value)| value.as_str()).collect();
            prop_assert_eq!(parameters.all(name).collect::<Vec<_>>(), given);
        }
    }
}
