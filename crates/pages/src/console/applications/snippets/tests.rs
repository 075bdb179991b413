use super::*;

fn values(redirect_uri: &str) -> Values {
    Values {
        issuer: "https://id.example/oidc".to_owned(),
        client_id: "my-app".to_owned(),
        redirect_uris: vec![redirect_uri.to_owned()],
        post_logout_redirect_uris: vec![],
        token_endpoint: "https://id.example/oidc/token".to_owned(),
        resource: "https://default.logto.app/api".to_owned(),
        scope: "all".to_owned(),
    }
}

#[test]
fn every_kind_has_a_library_and_every_library_its_values() {
    for kind in Kind::ALL {
        assert_eq!(Library::first(kind).kind, kind);
    }
    for library in &LIBRARIES {
        let lines = library.lines(&values("https://app.example/back"));
        assert!(!lines.contains(['‹', '›']), "{}: {lines}", library.id);
        assert!(lines.contains("my-app"), "{}: {lines}", library.id);
        assert!(lines.contains("https://id.example/oidc"), "{}", library.id);
        // Where the address is one's own choice, it is the registered one.
        let is_free = library.kind.is_for_people() && library.returns_to.is_none();
        let is_there = lines.contains("https://app.example/back");
        assert_eq!(is_there, is_free, "{}: {lines}", library.id);
        for name in library.text.split('‹').skip(1) {
            let name = name.split('›').next().unwrap();
            let known = [
                "http",
                "issuer",
                "client_id",
                "redirect_uri",
                "token_endpoint",
                "resource",
                "scope",
                "home",
                "port",
            ];
            assert!(known.contains(&name), "{}: {name}", library.id);
        }
    }
}

#[test]
fn ids_are_unique_and_belong_to_one_kind() {
    for (at, library) in LIBRARIES.iter().enumerate() {
        let same = |other: &Library| other.id == library.id;
        assert_eq!(LIBRARIES.iter().position(same), Some(at));
        for kind in Kind::ALL {
            let found = Library::find(kind, library.id).is_some();
            assert_eq!(found, kind == library.kind, "{}", library.id);
        }
    }
    assert!(Library::find(Kind::Web, "").is_none());
}

#[test]
fn a_value_cannot_leave_its_quotes() {
    let odd = "https://app.example/\"'$(id)\\`";
    for (quotes, expected) in [
        (Quotes::Double, "https://app.example/\\\"'$(id)\\\\`"),
        (
            Quotes::DoubleDollar,
            "https://app.example/\\\"'\\$(id)\\\\`",
        ),
        (Quotes::Single, "https://app.example/\"\\'$(id)\\\\`"),
        (Quotes::Shell, "https://app.example/\"'\\''$(id)\\`"),
    ] {
        assert_eq!(quotes.escape(odd), expected, "{quotes:?}");
    }
    assert_eq!(Quotes::Double.escape("a\r\nb"), "ab");
    // A value that looks like a place is not filled again.
    let lines = Library::find(Kind::Web, "express")
        .unwrap()
        .lines(&values("https://app.example/‹client_id›"));
    assert!(lines.contains("https://app.example/‹client_id›"), "{lines}");
}

#[test]
fn lines_for_http_are_there_with_http_only() {
    let mut values = values("https://app.example/back");
    let express = Library::find(Kind::Web, "express").unwrap();
    assert!(!express.lines(&values).contains("allowInsecureRequests"));
    values.issuer = "http://localhost:3001/oidc".to_owned();
    assert!(express.lines(&values).contains("allowInsecureRequests"));
    values.redirect_uris.clear();
    assert!(
        express
            .lines(&values)
            .contains("https://app.example/callback")
    );
}

#[test]
fn where_the_application_is_comes_from_its_addresses() {
    for (redirect_uri, home, port) in [
        ("http://localhost:3000/cb", "http://localhost:3000/", "3000"),
        ("https://app.example/a/b?c", "https://app.example/", "8080"),
        ("https://app.example?c=d:1", "https://app.example/", "8080"),
        ("http://[::1]/callback", "http://[::1]/", "8080"),
        ("http://[::1]:99/callback", "http://[::1]:99/", "99"),
        ("https://app.example", "https://app.example/", "8080"),
        ("odd", "odd/", "8080"),
        ("", "/", "8080"),
    ] {
        let mut values = values(redirect_uri);
        assert_eq!(values.get("home"), home, "{redirect_uri}");
        assert_eq!(values.get("port"), port, "{redirect_uri}");
        values.post_logout_redirect_uris = vec!["https://app.example/bye".to_owned()];
        assert_eq!(values.get("home"), "https://app.example/bye");
    }
}
