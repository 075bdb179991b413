use oidc::redirect_uri::RedirectUriError;

use super::*;

fn application() -> Application {
    Application {
        redirect_uris: vec!["https://app.example/callback".to_owned()],
        ..Application::new("app", "Paperboat", ApplicationType::Traditional)
    }
}

fn connectors() -> BTreeSet<String> {
    BTreeSet::from(["wechat".to_owned(), "other".to_owned()])
}

/// What is wrong after a change of one good application.
fn after(change: impl FnOnce(&mut Application)) -> Vec<(&'static str, Wrong)> {
    let mut application = application();
    change(&mut application);
    let found = problems(None, &application, &connectors());
    found.into_iter().map(|it| (it.field, it.what)).collect()
}

#[test]
fn a_plain_application_is_fine() {
    assert_eq!(after(|_| ()), []);
    assert_eq!(after(|it| it.redirect_uris.clear()), []);
    assert_eq!(after(|it| it.ways = Some(vec!["other".to_owned()])), []);
    assert_eq!(
        after(|it| it.client_uri = Some("https://a.example/x".to_owned())),
        []
    );
}

#[test]
fn ids_are_short_and_plain() {
    for id in ["", ".", "..", "a b", "a/b", "ä", "a\0", &"a".repeat(129)] {
        assert_eq!(
            after(|it| it.id = id.to_owned()),
            [("id", Wrong::Id)],
            "{id}"
        );
    }
    for id in ["a", "a.b", "A-1_b", "...", &"a".repeat(128)] {
        assert_eq!(after(|it| it.id = id.to_owned()), [], "{id}");
    }
}

#[test]
fn names_can_be_seen_and_are_not_too_long() {
    for name in ["", "\u{202e}", "\u{200b}\u{200b}"] {
        assert_eq!(
            after(|it| it.name = name.to_owned()),
            [("name", Wrong::NoName)],
            "{name}"
        );
    }
    assert_eq!(after(|it| it.name = "纸".repeat(100)), []);
    let long = Wrong::TooLong(100);
    assert_eq!(after(|it| it.name = "纸".repeat(101)), [("name", long)]);
    let long = Some("纸".repeat(1001));
    let wrong = after(|it| it.description = long);
    assert_eq!(wrong, [("description", Wrong::TooLong(1000))]);
}

#[test]
fn addresses_are_told_with_their_rule() {
    for (address, error) in [
        ("app.example", RedirectUriError::NotAbsolute),
        ("https://app.example/#x", RedirectUriError::Fragment),
        ("https://*.app.example/", RedirectUriError::Wildcard),
        ("com.example.app:/cb", RedirectUriError::CustomScheme),
    ] {
        let wrong = Wrong::Address(address.to_owned(), error);
        let found = after(|it| it.redirect_uris.push(address.to_owned()));
        assert_eq!(found, [("redirect_uris", wrong.clone())]);
        let found = after(|it| it.post_logout_redirect_uris.push(address.to_owned()));
        assert_eq!(found, [("post_logout_redirect_uris", wrong)]);
    }
    let many: Vec<_> = (0..101)
        .map(|n| format!("https://app.example/{n}"))
        .collect();
    let found = after(|it| it.redirect_uris = many);
    assert_eq!(found, [("redirect_uris", Wrong::TooMany(100))]);
    let long = format!("https://app.example/{}", "a".repeat(2048));
    let found = after(|it| it.redirect_uris = vec![long]);
    assert_eq!(found, [("redirect_uris", Wrong::TooLong(2048))]);
    for page in ["javascript:alert(1)", "app.example", "com.example.app:/"] {
        let found = after(|it| it.client_uri = Some(page.to_owned()));
        assert_eq!(found, [("client_uri", Wrong::Page(page.to_owned()))]);
    }
}

#[test]
fn origins_are_as_browsers_write_them() {
    for origin in [
        "https://app.example",
        "http://localhost:3000",
        "capacitor://localhost",
        "https://[::1]:8443",
    ] {
        let found = after(|it| it.cors_allowed_origins.push(origin.to_owned()));
        assert_eq!(found, [], "{origin}");
    }
    for origin in [
        "*",
        "null",
        "",
        "https://app.example/",
        "https://app.example:443",
        "https://App.example",
        "https://*.example",
        "https://a@app.example",
        "https://app.example?x",
        "app.example",
    ] {
        let wrong = Wrong::Origin(origin.to_owned());
        let found = after(|it| it.cors_allowed_origins.push(origin.to_owned()));
        assert_eq!(found, [("cors_allowed_origins", wrong)], "{origin}");
    }
}

#[test]
fn ways_exist_or_were_there_before() {
    let found = after(|it| it.ways = Some(Vec::new()));
    assert_eq!(found, [("ways", Wrong::NoWay)]);
    let gone = || Some(vec!["wechat".to_owned(), "gone".to_owned()]);
    let found = after(|it| it.ways = gone());
    assert_eq!(found, [("ways", Wrong::NoConnector("gone".to_owned()))]);
    let stale = Application {
        ways: gone(),
        ..application()
    };
    assert_eq!(problems(Some(&stale), &stale, &connectors()), []);
}

#[test]
fn kinds_stay_and_only_machines_use_the_management_api() {
    let spa = Application::new("app", "P", ApplicationType::Spa);
    let found = problems(Some(&spa), &application(), &connectors());
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].field, &found[0].what),
        ("type", &Wrong::TypeStays)
    );
    let found = after(|it| it.management_api = Some(oidc::ManagementApi::Read));
    assert_eq!(found, [("management_api", Wrong::NotAMachine)]);
}

#[test]
fn custom_data_has_an_end() {
    let data = |length: usize| {
        let text = "a".repeat(length);
        move |it: &mut Application| {
            it.custom_data.insert("a".to_owned(), text.into());
        }
    };
    assert_eq!(after(data(65_000)), []);
    let wrong = Wrong::TooLong(65_536);
    assert_eq!(after(data(65_536)), [("custom_data", wrong)]);
}

#[test]
fn secrets_are_long_and_of_those_who_can_keep_them() {
    let problem = |kind, value: &str| {
        let application = Application::new("app", "P", kind);
        let problem = secret_problem(&application, &value.to_owned().into());
        problem.map(|problem| problem.what)
    };
    let (web, spa) = (ApplicationType::Traditional, ApplicationType::Spa);
    assert_eq!(problem(web, "1234567890123456"), None);
    assert_eq!(problem(web, "123456789012345"), Some(Wrong::TooShort(16)));
    assert_eq!(
        problem(spa, "1234567890123456"),
        Some(Wrong::CannotKeepSecrets)
    );
    for (name, wrong) in [
        ("autumn", None),
        ("Herbst 2026", None),
        ("", Some(Wrong::NoName)),
        ("a\nb", Some(Wrong::NoName)),
        (&"a".repeat(65), Some(Wrong::TooLong(64))),
    ] {
        assert_eq!(secret_name_problem(name), wrong, "{name}");
    }
}

#[test]
fn what_is_there_twice_or_empty_is_left_out() {
    let mut it = application();
    it.name = " Paperboat ".to_owned();
    it.redirect_uris
        .push("https://app.example/callback".to_owned());
    it.description = Some(" ".to_owned());
    it.ways = Some(vec!["wechat".to_owned(), "wechat".to_owned()]);
    tidy(&mut it);
    let expected = Application {
        ways: Some(vec!["wechat".to_owned()]),
        ..application()
    };
    assert_eq!(it, expected);
}

#[test]
fn keys_and_methods_are_for_applications_that_can_keep_them() {
    let keys = || {
        let pair = keys::SigningKey::generate(keys::Algorithm::Es256);
        Some(serde_json::json!({ "keys": [pair.jwk()] }))
    };
    assert_eq!(after(|it| it.jwks = keys()), []);
    let public = |change: &dyn Fn(&mut Application)| {
        let mut spa = Application::new("app", "P", ApplicationType::Spa);
        change(&mut spa);
        let found = problems(None, &spa, &connectors());
        found
            .into_iter()
            .map(|it| (it.field, it.what))
            .collect::<Vec<_>>()
    };
    let cannot = Wrong::CannotKeepSecrets;
    assert_eq!(public(&|it| it.jwks = keys()), [("jwks", cannot)]);
    let wrong = Some(serde_json::json!({ "keys": "x" }));
    let found = after(|it| it.jwks = wrong);
    assert!(matches!(found[..], [("jwks", Wrong::Keys(_))]));

    let field = "token_endpoint_auth_method";
    for method in AuthMethod::ALL {
        let is_none = method == AuthMethod::None;
        let found = public(&|it| it.token_endpoint_auth_method = Some(method));
        let refused = vec![(field, Wrong::Method)];
        assert_eq!(
            found,
            if is_none { vec![] } else { refused.clone() },
            "{method:?}"
        );
        let needs_keys = method == AuthMethod::PrivateKeyJwt;
        let found = after(|it| it.token_endpoint_auth_method = Some(method));
        assert_eq!(
            found,
            if is_none || needs_keys {
                refused
            } else {
                vec![]
            },
            "{method:?}"
        );
        let found = after(|it| {
            it.token_endpoint_auth_method = Some(method);
            it.jwks = keys();
        });
        assert_eq!(found.is_empty(), !is_none, "{method:?}");
    }
}

#[test]
fn devices_ask_for_programs_that_people_sign_in_to() {
    for (kind, allowed) in [
        (ApplicationType::Native, true),
        (ApplicationType::Traditional, true),
        (ApplicationType::Spa, false),
        (ApplicationType::MachineToMachine, false),
    ] {
        let mut application = Application::new("app", "P", kind);
        application.device_flow = true;
        let found = problems(None, &application, &connectors());
        let found: Vec<_> = found.into_iter().map(|it| (it.field, it.what)).collect();
        let refused = vec![("device_flow", Wrong::NoDevices)];
        assert_eq!(found, if allowed { vec![] } else { refused }, "{kind:?}");
    }
}
