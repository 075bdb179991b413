use proptest::prelude::*;

use super::*;

const KINDS: [ApplicationType; 4] = [
    ApplicationType::Traditional,
    ApplicationType::Spa,
    ApplicationType::Native,
    ApplicationType::MachineToMachine,
];

fn registered() -> Vec<String> {
    [
        "https://app.example/callback",
        "https://app.example/q?a=1&b=%2F",
        "http://localhost:8080/callback",
        "http://127.0.0.1/native",
        "http://[::1]:4000/native?x=1",
        "http://localhost",
        "com.example.app:/callback",
        "https://fragment.example/#registered",
    ]
    .map(str::to_owned)
    .into()
}

#[test]
fn what_is_registered_matches() {
    for kind in KINDS {
        for uri in registered().iter().filter(|uri| !uri.contains('#')) {
            assert!(matches(&registered(), kind, uri), "{kind:?} {uri}");
        }
    }
}

#[test]
fn tricks_do_not_match() {
    let tricks = [
        "",
        "https://app.example",
        "https://app.example/",
        "https://app.example/callback/",
        "https://app.example/callback?",
        "https://app.example/callback#",
        "https://app.example/callback#/evil",
        "https://app.example/callback?next=//evil.example",
        "https://app.example/callbackevil",
        "https://app.example/callback/../evil",
        "https://app.example/x/../callback",
        "https://app.example/./callback",
        "https://app.example//callback",
        "https://app.example/Callback",
        "https://APP.example/callback",
        "HTTPS://app.example/callback",
        "http://app.example/callback",
        "https://app.example:443/callback",
        "https://app.example:0/callback",
        "https://app.example:/callback",
        "https://app.example./callback",
        "https://app.example.evil.example/callback",
        "https://evilapp.example/callback",
        "https://sub.app.example/callback",
        "https://app.example@evil.example/callback",
        "https://evil.example@app.example/callback",
        "https://user:pass@app.example/callback",
        "https://@app.example/callback",
        "https://app.example%40evil.example/callback",
        "https://app.example\\@evil.example/callback",
        "https://evil.example\\app.example/callback",
        "https:\\\\app.example\\callback",
        "https:/app.example/callback",
        "https:app.example/callback",
        "https:///app.example/callback",
        "//app.example/callback",
        "/callback",
        "https://app.example/c%61llback",
        "https://app.example/callback%00",
        "https://app.example/callback%20",
        "https://app.example/callback%2f",
        "https://app.example/callback%23",
        " https://app.example/callback",
        "https://app.example/callback ",
        "https://app.example/callback\n",
        "https://app.example/callback\t",
        "https://app.exa\tmple/callback",
        "https://app.example/callback\0",
        "https://app.example\u{ff0f}callback",
        "https://\u{430}pp.example/callback",
        "https://app\u{3002}example/callback",
        "https://app.example/callback;x",
        "https://app.example/q?a=1&b=/",
        "https://app.example/q?b=%2F&a=1",
        "https://app.example/q?a=1&b=%2f",
        "https://app.example/q?a=1&b=%2F&c=1",
        "javascript:alert(1)",
        "javascript://app.example/callback",
        "data:text/html,x",
        "com.example.app:/callback/",
        "com.example.app://callback",
        "com.example.evil:/callback",
        "https://fragment.example/#registered",
        "https://fragment.example/",
    ];
    for kind in KINDS {
        for trick in tricks {
            assert!(!matches(&registered(), kind, trick), "{kind:?} {trick:?}");
        }
    }
}

#[test]
fn native_applications_choose_the_loopback_port() {
    let chosen = [
        "http://localhost:1/callback",
        "http://localhost:65535/callback",
        "http://localhost/callback",
        "http://127.0.0.1:50000/native",
        "http://[::1]:50000/native?x=1",
        "http://[::1]/native?x=1",
        "http://localhost:3000",
    ];
    for uri in chosen {
        assert!(
            matches(&registered(), ApplicationType::Native, uri),
            "{uri}"
        );
        for kind in KINDS
            .into_iter()
            .filter(|&kind| kind != ApplicationType::Native)
        {
            assert!(!matches(&registered(), kind, uri), "{kind:?} {uri}");
        }
    }
}

#[test]
fn the_port_is_all_that_is_free() {
    let tricks = [
        "http://localhost:0/callback",
        "http://localhost:00080/callback",
        "http://localhost:65536/callback",
        "http://localhost:99999999999/callback",
        "http://localhost:/callback",
        "http://localhost:-1/callback",
        "http://localhost:+80/callback",
        "http://localhost:80 /callback",
        "http://localhost:\u{661}/callback",
        "http://localhost:80@evil.example/callback",
        "http://localhost:80:80/callback",
        "http://localhost:80\\@evil.example/callback",
        "http://localhost:80#/callback",
        "http://localhost.evil.example/callback",
        "http://localhost@evil.example/callback",
        "http://localhost:x@evil.example/callback",
        "http://localhostevil/callback",
        "http://LOCALHOST:80/callback",
        "http://user@localhost:80/callback",
        "https://localhost:80/callback",
        "http://localhost:80/callback/",
        "http://localhost:80/callback?x",
        "http://localhost:80/native",
        "http://localhost:80/",
        "http://127.0.0.1:80/callback",
        "http://127.0.0.2:80/native",
        "http://127.1:80/native",
        "http://2130706433:80/native",
        "http://0x7f.0.0.1:80/native",
        "http://127.0.0.1.evil.example:80/native",
        "http://[::1]:80/native",
        "http://[0:0:0:0:0:0:0:1]:80/native?x=1",
        "http://[::ffff:127.0.0.1]:80/native?x=1",
    ];
    for trick in tricks {
        assert!(
            !matches(&registered(), ApplicationType::Native, trick),
            "{trick:?}"
        );
    }
}

#[test]
fn nothing_matches_where_nothing_is_registered() {
    for kind in KINDS {
        assert!(!matches(&[], kind, ""));
        assert!(!matches(&[], kind, "https://app.example/callback"));
    }
}

#[test]
fn registration() {
    use ApplicationType::{Native, Spa, Traditional};
    use RedirectUriError::{
        Characters, CustomScheme, Fragment, NotAbsolute, Scheme, UserInformation, Wildcard,
    };
    let table = [
        (Traditional, "https://app.example/callback", Ok(())),
        (Traditional, "https://app.example", Ok(())),
        (Traditional, "https://app.example:8443/cb?x=1", Ok(())),
        (Spa, "http://localhost:3000/callback", Ok(())),
        (Spa, "http://192.168.1.10/callback", Ok(())),
        (Native, "http://127.0.0.1/callback", Ok(())),
        (Native, "http://[::1]:1/callback", Ok(())),
        (Native, "com.example.app:/callback", Ok(())),
        (Native, "io.logto://callback", Ok(())),
        (Native, "myapp://callback", Ok(())),
        (Traditional, "com.example.app:/callback", Err(CustomScheme)),
        (Spa, "myapp://callback", Err(CustomScheme)),
        (Native, "javascript:alert(1)", Err(Scheme)),
        (Native, "JavaScript:alert(1)", Err(Scheme)),
        (Native, "data:text/html,x", Err(Scheme)),
        (Traditional, "file:///etc/passwd", Err(Scheme)),
        (Native, "intent://scan", Err(Scheme)),
        (Traditional, "https://app.example/#x", Err(Fragment)),
        (Traditional, "https://app.example/#", Err(Fragment)),
        (Native, "com.example.app:/callback#x", Err(Fragment)),
        (Traditional, "https://*.example/callback", Err(Wildcard)),
        (Traditional, "https://app.example/*", Err(Wildcard)),
        (Traditional, "https://a@app.example/", Err(UserInformation)),
        (
            Traditional,
            "https://a:b@app.example/",
            Err(UserInformation),
        ),
        (
            Traditional,
            "https://app.example\\@evil.example/",
            Err(Characters),
        ),
        (
            Traditional,
            "https://app.example/call back",
            Err(Characters),
        ),
        (Traditional, "https://app.example/\u{e9}", Err(Characters)),
        (Traditional, "https://app.example/\n", Err(Characters)),
        (Traditional, "", Err(NotAbsolute)),
        (Traditional, "/callback", Err(NotAbsolute)),
        (Traditional, "//app.example/callback", Err(NotAbsolute)),
        (Traditional, "app.example/callback", Err(NotAbsolute)),
        (Traditional, "https:app.example/callback", Err(NotAbsolute)),
        (Traditional, "https:/app.example/callback", Err(NotAbsolute)),
        (
            Traditional,
            "https:///app.example/callback",
            Err(NotAbsolute),
        ),
        (Traditional, "https://", Err(NotAbsolute)),
        (Traditional, "https://:80/", Err(NotAbsolute)),
    ];
    for (kind, uri, expected) in table {
        assert_eq!(check(kind, uri), expected, "{kind:?} {uri:?}");
    }
}

/// `uri` with the port of a loopback host taken out, by means other than those under test.
fn without_port(uri: &str) -> String {
    let end_of_scheme = "http://".len();
    let end_of_host = uri[end_of_scheme..]
        .find(['/', '?'])
        .map_or(uri.len(), |at| at + end_of_scheme);
    let host = &uri[..end_of_host];
    let host = match host.rsplit_once(':') {
        Some((before, port)) if port.parse::<u16>().is_ok() && before.len() > 6 => before,
        _ => host,
    };
    format!("{host}{}", &uri[end_of_host..])
}

proptest! {
    #[test]
    fn a_match_is_equal_but_for_the_loopback_port(
        base in prop_oneof![
            Just("http://localhost".to_owned()), Just("http://127.0.0.1".to_owned()),
            Just("http://[::1]".to_owned()), Just("https://app.example".to_owned()),
            "[a-z:/@.#?\\\\\\[\\]0-9]{0,20}",
        ],
        middle in "[:@/\\\\.#?%0-9a-z ]{0,8}",
        tail in prop_oneof![Just("/callback".to_owned()), Just("/native".to_owned()), ".{0,8}"],
        native in any::<bool>(),
    ) {
        let presented = format!("{base}{middle}{tail}");
        let kind = if native { ApplicationType::Native } else { ApplicationType::Spa };
        if matches(&registered(), kind, &presented) {
            let equal = registered().contains(&presented);
            let loopback = native
                && LOOPBACK.iter().any(|host| presented.starts_with(host))
                && registered().iter().any(|known| without_port(known) == without_port(&presented));
            prop_assert!(equal || loopback, "{presented:?}");
        }
    }

    #[test]
    fn any_port_matches_for_native(port in 1u16..) {
        let presented = format!("http://127.0.0.1:{port}/native");
        prop_assert!(matches(&registered(), ApplicationType::Native, &presented));
        prop_assert!(!matches(&registered(), ApplicationType::Spa, &presented));
    }

    #[test]
    fn what_may_be_registered_is_a_whole_address(uri in ".{0,40}") {
        if check(ApplicationType::Native, &uri).is_ok() {
            let url = Url::parse(&uri).unwrap();
            prop_assert!(url.fragment().is_none() && !uri.contains(' '));
        }
    }
}
