use super::*;
use crate::{Resource, ResourceScope, Resources};

fn access(indicator: &str, scopes: &str) -> Access {
    Access {
        indicator: indicator.to_owned(),
        scopes: Scopes::parse(scopes),
    }
}

fn grant(scopes: &str, resources: &[Access]) -> CodeGrant {
    CodeGrant {
        application_id: "paperboat".to_owned(),
        user_id: "u1".to_owned(),
        redirect_uri: "https://app.example/cb".to_owned(),
        scopes: Scopes::parse(scopes),
        resources: resources.to_vec(),
        claims: RequestedClaims::default(),
        nonce: None,
        code_challenge: None,
        auth_time: 1,
        session_id: "s1".to_owned(),
    }
}

#[test]
fn a_token_is_for_a_resource_that_was_granted() {
    let (api, films) = (
        access("https://api.example", "read"),
        access("urn:films", ""),
    );
    let table = [
        ("openid", vec![], None, Ok(None)),
        ("openid", vec![api.clone()], None, Ok(None)),
        (
            "openid",
            vec![api.clone()],
            Some("https://api.example"),
            Ok(Some("https://api.example")),
        ),
        (
            "openid",
            vec![api.clone(), films.clone()],
            Some("urn:films"),
            Ok(Some("urn:films")),
        ),
        (
            "openid",
            vec![],
            Some("https://api.example"),
            Err("invalid_target"),
        ),
        (
            "openid",
            vec![films.clone()],
            Some("https://api.example"),
            Err("invalid_target"),
        ),
        (
            "openid",
            vec![api.clone()],
            Some("https://api.example/"),
            Err("invalid_target"),
        ),
        // Without `openid` a token for userinfo would be of no use.
        ("", vec![api.clone()], None, Ok(Some("https://api.example"))),
        ("profile", vec![], None, Ok(None)),
        ("", vec![api, films], None, Err("invalid_target")),
    ];
    for (scopes, resources, asked, expected) in table {
        let grant = grant(scopes, &resources);
        let target = grant.target(asked);
        let target = target.map(|access| access.map(|access| access.indicator.as_str()));
        let target = target.map_err(|error| error.code.as_str());
        assert_eq!(target, expected, "{scopes} {resources:?} {asked:?}");
    }
}

#[test]
fn a_token_request_narrows_scopes_of_resources_too() {
    let scope = |name: &str| ResourceScope {
        id: name.to_owned(),
        name: name.to_owned(),
        description: String::new(),
        created_at: 0,
    };
    let all = [Resource {
        scopes: ["read", "write", "delete"].map(scope).to_vec(),
        ..Resource::new("r", "https://api.example", "API")
    }];
    let known = Resources {
        all: &all,
        default: None,
    };
    let grant = grant(
        "openid profile",
        &[access("https://api.example", "read write")],
    );
    let table = [
        ("openid read", Ok(("openid", "read"))),
        ("write", Ok(("", "write"))),
        ("openid", Ok(("openid", ""))),
        ("write unheard-of", Ok(("", "write"))),
        // A scope of the resource that was not granted, and one of ours.
        ("read delete", Err("invalid_scope")),
        ("read email", Err("invalid_scope")),
        ("unheard-of", Err("invalid_scope")),
        ("", Err("invalid_scope")),
    ];
    for (wanted, expected) in table {
        let narrowed = grant.narrowed(&Scopes::parse(wanted), &known);
        let narrowed = narrowed.map(|grant| {
            (
                grant.scopes.to_string(),
                grant.resources[0].scopes.to_string(),
            )
        });
        let narrowed = narrowed.map_err(|error| error.code.as_str());
        let expected = expected.map(|(own, there)| (own.to_owned(), there.to_owned()));
        assert_eq!(narrowed, expected, "{wanted}");
    }
    // A resource that is gone has no scopes to ask for.
    let gone = grant.narrowed(&Scopes::parse("read"), &Resources::default());
    assert_eq!(gone.unwrap_err().code, ErrorCode::InvalidScope);
}

#[test]
fn a_row_from_before_reads_without_resources() {
    let grant = grant("openid", &[]);
    let text = serde_json::to_string(&grant).unwrap();
    assert!(!text.contains("resources"), "{text}");
    assert_eq!(serde_json::from_str::<CodeGrant>(&text).unwrap(), grant);
}
