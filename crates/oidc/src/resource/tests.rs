use super::*;
use crate::RoleType;

fn resource(indicator: &str, scopes: &[&str]) -> Resource {
    let scopes = scopes.iter().map(|name| ResourceScope {
        id: format!("{indicator} {name}"),
        name: (*name).to_owned(),
        description: String::new(),
        created_at: 0,
    });
    Resource {
        scopes: scopes.collect(),
        ..Resource::new("r", indicator, "API")
    }
}

fn known() -> Vec<Resource> {
    vec![
        resource("https://api.example", &["read", "write"]),
        resource("urn:example:films", &["read", "rate"]),
    ]
}

/// What is asked for, as `indicator: scopes`, or the error.
fn ask(text: &str, scope: &str, with_default: bool) -> Result<Vec<String>, &'static str> {
    let known = known();
    let resources = Resources {
        all: &known,
        default: known.last().filter(|_| with_default),
    };
    let parameters = Parameters::parse(text).unwrap();
    let asked = asked(&parameters, &Scopes::parse(scope), &resources);
    let show = |access: &Access| format!("{}: {}", access.indicator, access.scopes);
    asked
        .map(|all| all.iter().map(show).collect())
        .map_err(|error| error.code.as_str())
}

#[test]
fn resources_are_named_and_their_scopes_kept() {
    let (api, films) = ("resource=https://api.example", "resource=urn:example:films");
    let table = [
        (String::new(), "openid read", vec![]),
        ("resource=".to_owned(), "read", vec![]),
        (
            "resource=urn:logto:resource:organizations".to_owned(),
            "read",
            vec![],
        ),
        (api.to_owned(), "openid", vec!["https://api.example: "]),
        (
            api.to_owned(),
            "openid rate write read gone",
            vec!["https://api.example: write read"],
        ),
        (
            format!("{api}&{films}&{api}"),
            "read rate",
            vec!["https://api.example: read", "urn:example:films: read rate"],
        ),
        (
            format!("{api},urn:example:films&resource=urn:logto:resource:organizations"),
            "rate",
            vec!["https://api.example: ", "urn:example:films: rate"],
        ),
    ];
    for (text, scope, expected) in table {
        let expected = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(ask(&text, scope, false), Ok(expected), "{text} {scope}");
    }
}

#[test]
fn a_resource_that_is_not_registered_is_refused() {
    let long = format!("resource={}", "x".repeat(10_000));
    for text in [
        "resource=https://other.example",
        "resource=https://api.example/",
        "resource=https://API.example",
        "resource=https://api.example%23",
        "resource=https://api.example&resource=https://other.example",
        "resource=https://api.example,x",
        "resource=https://default.logto.app/api",
        "resource=urn:logto:resource:organizationsX",
        "resource=x",
        &long,
    ] {
        assert_eq!(
            ask(text, "openid read", false),
            Err("invalid_target"),
            "{text}"
        );
        assert_eq!(
            ask(text, "openid read", true),
            Err("invalid_target"),
            "{text}"
        );
    }
}

#[test]
fn the_default_one_is_meant_where_none_is_named() {
    let table = [
        ("", "openid rate", vec!["urn:example:films: rate"]),
        ("resource=", "rate", vec!["urn:example:films: rate"]),
        // Nothing of it is asked for, so nobody has to agree to it.
        ("", "openid write", vec![]),
        (
            "resource=https://api.example",
            "rate",
            vec!["https://api.example: "],
        ),
    ];
    for (text, scope, expected) in table {
        let expected = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(ask(text, scope, true), Ok(expected), "{text} {scope}");
    }
}

#[test]
fn scopes_are_what_was_asked_for_as_far_as_roles_give_it() {
    let role = |scopes: &[&str]| Role {
        scopes: scopes.iter().map(|&id| id.to_owned()).collect(),
        ..Role::new("r", "Role", RoleType::User)
    };
    let (read, write) = ("https://api.example read", "https://api.example write");
    let table = [
        ("read write", vec![], ""),
        ("read write", vec![role(&[read])], "read"),
        (
            "read write",
            vec![role(&[read]), role(&[write])],
            "read write",
        ),
        ("write", vec![role(&[read, write])], "write"),
        ("", vec![role(&[read, write])], ""),
        // Of the same name, at another resource.
        ("read", vec![role(&["urn:example:films read"])], ""),
        // A scope that is gone by now.
        ("delete", vec![role(&["https://api.example delete"])], ""),
    ];
    for (asked, roles, expected) in table {
        let access = Access {
            indicator: "https://api.example".to_owned(),
            scopes: Scopes::parse(asked),
        };
        let now = access.scopes_now(&known()[0], &roles);
        assert_eq!(now.to_string(), expected, "{asked} {roles:?}");
    }
}

#[test]
fn people_agree_to_a_scope_of_one_resource() {
    let access = |scopes: &str| Access {
        indicator: "https://api.example".to_owned(),
        scopes: Scopes::parse(scopes),
    };
    let words: Vec<_> = access("read a#b").consent().collect();
    assert_eq!(
        words,
        ["https://api.example#read", "https://api.example#a#b"]
    );
    let alone: Vec<_> = access("").consent().collect();
    assert_eq!(alone, ["https://api.example#"]);
    let table = [
        (
            "https://api.example#read",
            Some(("https://api.example", "read")),
        ),
        (
            "https://api.example#a#b",
            Some(("https://api.example", "a#b")),
        ),
        ("https://api.example#", Some(("https://api.example", ""))),
        ("openid", None),
        ("a#b", None),
        ("#", None),
    ];
    for (word, expected) in table {
        assert_eq!(consented(word), expected, "{word}");
    }
}

#[test]
fn indicators_are_absolute_and_have_no_fragment() {
    let longest = format!("https://api.example/{}", "x".repeat(480));
    let table = [
        ("https://api.example", true),
        ("https://api.example/v1?x=1", true),
        ("urn:example:films", true),
        (&longest, true),
        ("", false),
        ("api.example", false),
        ("/api", false),
        ("https://api.example#", false),
        ("https://api.example/#x", false),
        ("https://api.example/a,b", false),
        ("https://api.example/a b", false),
        (" https://api.example", false),
        ("https://api.example/\"", false),
        ("https://\u{e4}pi.example", false),
        ("https://", false),
    ];
    for (text, expected) in table {
        assert_eq!(is_indicator(text), expected, "{text}");
    }
    assert!(!is_indicator(&format!("{longest}x")));
    assert!(is_reserved("https://default.logto.app/api"));
    assert!(is_reserved("urn:logto:resource:organizations"));
    assert!(!is_reserved("https://api.example"));
}

#[test]
fn a_row_from_before_has_the_defaults() {
    let text = r#"{ "id": "r1", "indicator": "https://api.example", "name": "API" }"#;
    let resource: Resource = serde_json::from_str(text).unwrap();
    assert_eq!(resource, Resource::new("r1", "https://api.example", "API"));
}
