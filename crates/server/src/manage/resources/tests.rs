use oidc::ResourceScope;

use super::*;

fn scope(name: &str) -> ResourceScope {
    ResourceScope {
        id: name.to_owned(),
        name: name.to_owned(),
        description: String::new(),
        created_at: 0,
    }
}

fn good() -> Resource {
    Resource {
        scopes: vec![scope("read:orders"), scope("write:orders")],
        ..Resource::new("r1", "https://api.example", " Orders ")
    }
}

#[test]
fn what_can_be_registered() {
    let mut resource = good();
    check(&mut resource).unwrap();
    assert_eq!(resource.name, "Orders");
    for (seconds, right) in [
        (59, false),
        (60, true),
        (2_592_000, true),
        (2_592_001, false),
    ] {
        let mut resource = Resource {
            access_token_ttl: seconds,
            ..good()
        };
        assert_eq!(check(&mut resource).is_ok(), right, "{seconds}");
    }
}

#[test]
fn each_field_is_looked_at() {
    let long = "x".repeat(101);
    let indicator = |text: &str| Resource {
        indicator: text.to_owned(),
        ..good()
    };
    let name = |text: &str| Resource {
        name: text.to_owned(),
        ..good()
    };
    let scopes = |names: &[&str]| Resource {
        scopes: names.iter().map(|name| scope(name)).collect(),
        ..good()
    };
    let described = Resource {
        scopes: vec![ResourceScope {
            description: long.clone(),
            ..scope("read")
        }],
        ..good()
    };
    let many = Resource {
        scopes: (0..501)
            .map(|number| scope(&format!("s{number}")))
            .collect(),
        ..good()
    };
    let table = [
        (indicator(""), "indicator", Wrong::Indicator),
        (indicator("api"), "indicator", Wrong::Indicator),
        (
            indicator("https://api.example#a"),
            "indicator",
            Wrong::Indicator,
        ),
        (
            indicator("https://api.example,b"),
            "indicator",
            Wrong::Indicator,
        ),
        (
            indicator(&format!("https://api.example/{}", "x".repeat(500))),
            "indicator",
            Wrong::Indicator,
        ),
        (
            indicator("https://default.logto.app/api"),
            "indicator",
            Wrong::Reserved,
        ),
        (
            indicator("urn:logto:resource:organizations"),
            "indicator",
            Wrong::Reserved,
        ),
        (name(""), "name", Wrong::NoName),
        (name(" \u{200b} "), "name", Wrong::NoName),
        (name(&long), "name", Wrong::TooLong(100)),
        (scopes(&[""]), "scopes.name", Wrong::ScopeName),
        (scopes(&["a b"]), "scopes.name", Wrong::ScopeName),
        (scopes(&["\u{e9}"]), "scopes.name", Wrong::ScopeName),
        (scopes(&["openid"]), "scopes.name", Wrong::ScopeReserved),
        (scopes(&["roles"]), "scopes.name", Wrong::ScopeReserved),
        (scopes(&["a", "b", "a"]), "scopes.name", Wrong::ScopeTwice),
        (scopes(&[&long]), "scopes", Wrong::TooLong(100)),
        (described, "scopes", Wrong::TooLong(100)),
        (many, "scopes", Wrong::TooMany(500)),
    ];
    for (mut resource, field, what) in table {
        match check(&mut resource) {
            Err(Refused::Wrong {
                field: at,
                what: is,
            }) => {
                assert_eq!((at, is), (field, what), "{resource:?}");
            }
            other => panic!("{field} {what:?}: {other:?}"),
        }
    }
    assert!(lifetime(-1).is_err());
    assert!(lifetime(i64::MAX).is_err());
}
