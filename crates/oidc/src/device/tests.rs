use proptest::prelude::*;

use super::*;

fn application(kind: ApplicationType, device_flow: bool) -> Application {
    Application {
        device_flow,
        ..Application::new("tv", "TV", kind)
    }
}

fn request(text: &str) -> Result<DeviceRequest, ErrorCode> {
    let parameters = Parameters::parse(text).unwrap();
    let tv = application(ApplicationType::Native, true);
    DeviceRequest::read(&parameters, &tv).map_err(|error| error.code)
}

#[test]
fn only_applications_that_are_for_devices_may_ask() {
    use ApplicationType::{MachineToMachine, Native, Spa, Traditional};
    for (kind, flag, allowed) in [
        (Native, true, true),
        (Traditional, true, true),
        (Native, false, false),
        (Traditional, false, false),
        (Spa, true, false),
        (MachineToMachine, true, false),
    ] {
        let answer = may_ask(&application(kind, flag));
        assert_eq!(answer.is_ok(), allowed, "{kind:?} {flag}");
        let parameters = Parameters::parse("scope=openid").unwrap();
        let answer = DeviceRequest::read(&parameters, &application(kind, flag));
        let answer = answer.map(|_| ()).map_err(|error| error.code);
        let expected = if allowed {
            Ok(())
        } else {
            Err(ErrorCode::UnauthorizedClient)
        };
        assert_eq!(answer, expected, "{kind:?} {flag}");
    }
}

#[test]
fn a_request_says_what_the_device_wants() {
    let known = request("scope=openid+profile+unheard-of&client_id=tv&more=x").unwrap();
    assert_eq!(known.scopes, Scopes::parse("openid profile"));
    let grant = known.granted("tv", "u1", 5, "s1");
    assert_eq!(
        (&*grant.application_id, &*grant.user_id, &*grant.session_id),
        ("tv", "u1", "s1")
    );
    assert_eq!((grant.scopes, grant.auth_time), (known.scopes, 5));
    for (text, error) in [
        ("", ErrorCode::InvalidScope),
        ("scope=", ErrorCode::InvalidScope),
        ("scope=unheard-of", ErrorCode::InvalidScope),
        ("scope=openid&scope=openid", ErrorCode::InvalidRequest),
        (
            "scope=openid&resource=https://api.example",
            ErrorCode::InvalidTarget,
        ),
    ] {
        assert_eq!(request(text), Err(error), "{text}");
    }
}

#[test]
fn a_device_code_is_no_authorization_code() {
    let tv = application(ApplicationType::Native, true);
    let grant = request("scope=openid")
        .unwrap()
        .granted("tv", "u1", 5, "s1");
    for uri in ["https://app.example/cb", "x"] {
        assert!(crate::token::check_code(&grant, &tv, uri, None).is_err());
    }
    // Even without an address, which no request can have, a public application lacks its verifier.
    assert!(crate::token::check_code(&grant, &tv, "", None).is_err());
}

#[test]
fn a_device_is_told_what_to_do() {
    use DeviceState::{Allowed, Refused, Waiting};
    for (state, too_soon, is_over, expected) in [
        (Waiting, false, false, Some(ErrorCode::AuthorizationPending)),
        (Waiting, true, false, Some(ErrorCode::SlowDown)),
        (Waiting, false, true, Some(ErrorCode::ExpiredToken)),
        (Waiting, true, true, Some(ErrorCode::ExpiredToken)),
        (Allowed, false, false, None),
        (Allowed, true, false, None),
        (Allowed, false, true, Some(ErrorCode::ExpiredToken)),
        (Refused, false, false, Some(ErrorCode::AccessDenied)),
        (Refused, true, true, Some(ErrorCode::AccessDenied)),
    ] {
        let polled = Polled {
            state,
            too_soon,
            is_over,
        };
        let answer = answer(Some(polled)).err().map(|error| error.code);
        assert_eq!(answer, expected, "{polled:?}");
    }
    assert_eq!(answer(None).unwrap_err().code, ErrorCode::InvalidGrant);
}

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = UserCode::parse("WDJB-MJHT").unwrap();
    for text in [
        "WDJBMJHT",
        "wdjb-mjht",
        " wdjb mjht ",
        "W-D-J-B-M-J-H-T",
        "WDJB\u{2013}MJHT",
        "WDJB\u{2014}MJHT.",
        "ＷＤＪＢ－ＭＪＨＴ",
        "ｗｄｊｂｍｊｈｔ",
        "(wdjb/mjht)",
    ] {
        assert_eq!(UserCode::parse(text), Some(code), "{text}");
    }
    for text in [
        "",
        "-",
        "WDJB-MJH",
        "WDJB-MJHTX",
        "WDJB-MJHA",
        "WDJB-MJH0",
        "WDJB-MJH1",
        "WDJB-MJHI",
        "WDJB-MJHÖ",
        "WDJB-MJHŢ",
        "WDJB-MJH微",
        "WDJB-MJH٣",
        &" ".repeat(65),
        &format!("WDJBMJHT{}", "-".repeat(57)),
    ] {
        assert_eq!(UserCode::parse(text), None, "{text}");
    }
    assert_eq!(code.to_string(), "WDJB-MJHT");
    assert_eq!(format!("{code:?}"), "UserCode(hidden)");
    assert_eq!(code.letters(), b"WDJBMJHT");
}

#[test]
fn no_letter_makes_a_word_or_is_taken_for_another() {
    for letter in b"AEIOUY0123456789" {
        assert!(!UserCode::LETTERS.contains(letter));
    }
    assert!(UserCode::LETTERS.is_sorted());
}

proptest! {
    #[test]
    fn what_is_shown_is_what_is_typed(letters in "[BCDFGHJKLMNPQRSTVWXZ]{8}", noise in "[ .\\-_]{0,3}") {
        let code = UserCode::parse(&letters).unwrap();
        prop_assert_eq!(UserCode::parse(&code.to_string()), Some(code));
        let typed = format!("{noise}{}{noise}{}", &letters[..3].to_lowercase(), &letters[3..]);
        prop_assert_eq!(UserCode::parse(&typed), Some(code));
    }

    #[test]
    fn whatever_is_typed_is_a_code_or_none(text in ".{0,80}") {
        if let Some(code) = UserCode::parse(&text) {
            prop_assert!(code.letters().iter().all(|letter| UserCode::LETTERS.contains(letter)));
        }
    }
}
