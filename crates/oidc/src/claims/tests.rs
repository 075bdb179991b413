use super::*;

fn user() -> UserView {
    UserView {
        id: "u1".to_owned(),
        name: Some("\u{5c0f}\u{660e}".to_owned()),
        picture: Some("https://id.example/avatar/u1".to_owned()),
        username: None,
        email: None,
        phone_number: Some("8613800138000".to_owned()),
        created_at: 1_700_000_000_123,
        updated_at: 1_700_000_001_456,
        identities: vec![IdentityView {
            target: "wechat".to_owned(),
            user_id: "oSIMULATED-union".to_owned(),
            details: json!({ "nickname": "\u{5c0f}\u{660e}" }),
        }],
        custom_data: Map::from_iter([("tier".to_owned(), json!("gold"))]),
        profile: Map::from_iter([
            ("familyName".to_owned(), json!("\u{738b}")),
            ("locale".to_owned(), json!("zh-CN")),
        ]),
        roles: vec!["editor".to_owned()],
    }
}

fn grant(scopes: &str) -> CodeGrant {
    CodeGrant {
        application_id: "paperboat".to_owned(),
        user_id: "u1".to_owned(),
        redirect_uri: "https://app.example/cb".to_owned(),
        claims: crate::RequestedClaims::default(),
        scopes: Scopes::parse(scopes),
        resources: Vec::new(),
        nonce: None,
        code_challenge: None,
        auth_time: 1_699_999_000,
        session_id: "s1".to_owned(),
    }
}

fn id_token(scopes: &str, nonce: Option<&str>) -> Value {
    let grant = CodeGrant {
        nonce: nonce.map(str::to_owned),
        ..grant(scopes)
    };
    let user = user();
    let token = IdToken {
        issuer: "https://id.example/oidc",
        grant: &grant,
        user: &user,
        now: 1_700_000_000,
        lifetime: 3600,
    };
    token.claims().into()
}

#[test]
fn an_id_token_of_openid_alone() {
    assert_eq!(
        id_token("openid", Some("n1")),
        json!({
            "iss": "https://id.example/oidc",
            "sub": "u1",
            "aud": "paperboat",
            "iat": 1_700_000_000,
            "exp": 1_700_003_600,
            "auth_time": 1_699_999_000,
            "sid": "s1",
            "nonce": "n1",
        })
    );
    assert_eq!(id_token("openid", None).get("nonce"), None);
}

#[test]
fn an_id_token_with_profile_keeps_identities_out() {
    let token = id_token("openid profile email phone identities", None);
    assert_eq!(token["name"], "\u{5c0f}\u{660e}");
    assert_eq!(token["username"], Value::Null);
    assert_eq!(token["updated_at"], 1_700_000_001_456_i64);
    assert_eq!(token["email"], Value::Null);
    assert_eq!(token["email_verified"], false);
    assert_eq!(token["phone_number_verified"], true);
    assert_eq!(token.get("identities"), None);
}

#[test]
fn userinfo_says_what_the_scopes_allow() {
    let base = json!({ "sub": "u1" });
    let table = [
        ("openid", json!({})),
        ("openid offline_access", json!({})),
        (
            "openid profile",
            json!({
                "name": "\u{5c0f}\u{660e}",
                "picture": "https://id.example/avatar/u1",
                "username": null,
                "created_at": 1_700_000_000_123_i64,
                "updated_at": 1_700_000_001_456_i64,
                "family_name": "\u{738b}",
                "locale": "zh-CN",
            }),
        ),
        (
            "openid email",
            json!({ "email": null, "email_verified": false }),
        ),
        (
            "openid phone",
            json!({ "phone_number": "8613800138000", "phone_number_verified": true }),
        ),
        (
            "openid identities",
            json!({ "identities": { "wechat": {
                "userId": "oSIMULATED-union",
                "details": { "nickname": "\u{5c0f}\u{660e}" },
            } } }),
        ),
    ];
    let more = [
        ("openid address", json!({})),
        ("openid roles", json!({ "roles": ["editor"] })),
        (
            "openid custom_data",
            json!({ "custom_data": { "tier": "gold" } }),
        ),
    ];
    for (scopes, more) in table.into_iter().chain(more) {
        let mut expected = base.clone();
        expected
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let claims =
            userinfo(&user(), &Scopes::parse(scopes), &RequestedClaims::default()).unwrap();
        assert_eq!(Value::from(claims), expected, "{scopes}");
    }
}

#[test]
fn nobody_without_identities_has_an_empty_object() {
    let mut user = user();
    user.identities.clear();
    let claims = userinfo(
        &user,
        &Scopes::parse("openid identities"),
        &RequestedClaims::default(),
    )
    .unwrap();
    assert_eq!(claims["identities"], json!({}));
}

#[test]
fn userinfo_needs_openid() {
    for scopes in ["", "profile", "OPENID"] {
        let error =
            userinfo(&user(), &Scopes::parse(scopes), &RequestedClaims::default()).unwrap_err();
        assert_eq!(error.code, ErrorCode::InsufficientScope, "{scopes}");
    }
}

#[test]
fn of_the_profile_is_told_what_it_has() {
    let told = |profile: Value, username: Option<&str>| {
        let user = UserView {
            profile: profile.as_object().unwrap().clone(),
            username: username.map(str::to_owned),
            ..user()
        };
        let scopes = Scopes::parse("openid profile address");
        let mut claims = userinfo(&user, &scopes, &RequestedClaims::default()).unwrap();
        claims.retain(|name, _| OF_PROFILE.contains(&name.as_str()));
        Value::from(claims)
    };
    let address = json!({ "country": "CN" });
    let table = [
        (json!({}), None, json!({})),
        (
            json!({}),
            Some("ming"),
            json!({ "preferred_username": "ming" }),
        ),
        (
            json!({ "preferredUsername": "xm" }),
            Some("ming"),
            json!({ "preferred_username": "xm" }),
        ),
        (
            json!({ "given_name": "\u{660e}", "givenName": "Ming", "birthdate": "2000-01-01" }),
            None,
            json!({ "given_name": "\u{660e}", "birthdate": "2000-01-01" }),
        ),
        (
            json!({ "address": address }),
            None,
            json!({ "address": address }),
        ),
        // Neither what is no claim, nor what is not what the claim should be.
        (
            json!({ "shoeSize": "43", "gender": 1, "locale": null, "address": "here", "sub": "x" }),
            None,
            json!({}),
        ),
    ];
    for (profile, username, expected) in table {
        assert_eq!(told(profile.clone(), username), expected, "{profile}");
    }
}

/// A person who has told everything.
fn everything() -> UserView {
    let mut profile = Map::new();
    for claim in OF_PROFILE {
        profile.insert(camel(claim), json!("x"));
    }
    profile.insert("address".to_owned(), json!({}));
    UserView { profile, ..user() }
}

#[test]
fn every_claim_is_in_the_discovery_document() {
    let scopes = Scopes::parse(&Scopes::SUPPORTED.join(" "));
    let nonce = CodeGrant {
        nonce: Some("n1".to_owned()),
        ..grant(&scopes.to_string())
    };
    let token = IdToken {
        issuer: "https://id.example/oidc",
        grant: &nonce,
        user: &everything(),
        now: 1_700_000_000,
        lifetime: 3600,
    };
    let mut names: Vec<String> = token.claims().keys().cloned().collect();
    names.extend(
        userinfo(&everything(), &scopes, &RequestedClaims::default())
            .unwrap()
            .keys()
            .cloned(),
    );
    let asked = claims_of(&RequestedClaims {
        acr: true,
        ..RequestedClaims::default()
    });
    names.extend(asked.keys().cloned());
    names.sort();
    names.dedup();
    let mut supported = supported().map(str::to_owned).collect::<Vec<_>>();
    supported.sort();
    assert_eq!(names, supported);
}

/// The claims of an ID token for `openid` and what is asked for one by one.
fn claims_of(requested: &RequestedClaims) -> Map<String, Value> {
    let grant = CodeGrant {
        claims: requested.clone(),
        ..grant("openid")
    };
    let token = IdToken {
        issuer: "https://id.example/oidc",
        grant: &grant,
        user: &user(),
        now: 1_700_000_000,
        lifetime: 3600,
    };
    token.claims()
}

#[test]
fn claims_are_given_one_by_one_as_far_as_they_are_known() {
    let named = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let requested = RequestedClaims {
        id_token: named(&["name", "email", "email_verified", "custom_data"]),
        userinfo: named(&["phone_number", "username", "identities"]),
        ..RequestedClaims::default()
    };
    let claims = claims_of(&requested);
    assert_eq!(claims["name"], "\u{5c0f}\u{660e}");
    assert_eq!(claims["email_verified"], false);
    assert_eq!(claims["custom_data"], json!({ "tier": "gold" }));
    for absent in ["email", "phone_number", "identities", "acr"] {
        assert!(!claims.contains_key(absent), "{absent}");
    }
    let info = userinfo(&user(), &Scopes::parse("openid"), &requested).unwrap();
    let names: Vec<_> = info.keys().map(String::as_str).collect();
    assert_eq!(names, ["identities", "phone_number", "sub"]);
}
