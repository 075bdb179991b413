use super::*;

fn grant(acr: bool) -> CodeGrant {
    CodeGrant {
        application_id: "paperboat".to_owned(),
        user_id: "u1".to_owned(),
        redirect_uri: "https://app.example/cb".to_owned(),
        scopes: Scopes::parse("openid profile"),
        resources: Vec::new(),
        claims: RequestedClaims {
            acr,
            ..RequestedClaims::default()
        },
        nonce: Some("n1".to_owned()),
        code_challenge: None,
        auth_time: 1_799_999_000,
        session_id: "s1".to_owned(),
    }
}

fn claims(grant: Option<&CodeGrant>) -> Value {
    SignedAccessToken {
        issuer: "https://id.example/oidc",
        application_id: "paperboat",
        grant,
        audience: "https://api.example",
        scopes: &Scopes::parse("read write"),
        id: "t1",
        now: 1_800_000_000,
        lifetime: 600,
    }
    .claims()
}

#[test]
fn the_claims_of_a_persons_token_are_those_of_rfc_9068() {
    let mut expected = json!({
        "jti": "t1",
        "sub": "u1",
        "iat": 1_800_000_000,
        "exp": 1_800_000_600,
        "scope": "read write",
        "client_id": "paperboat",
        "iss": "https://id.example/oidc",
        "aud": "https://api.example",
        "auth_time": 1_799_999_000,
    });
    assert_eq!(claims(Some(&grant(false))), expected);
    expected["acr"] = json!("0");
    assert_eq!(claims(Some(&grant(true))), expected);
}

#[test]
fn whose_a_token_is_comes_back() {
    let of_person = claims(Some(&grant(false)));
    let bearer = Bearer::from_claims(of_person.as_object().unwrap()).unwrap();
    assert_eq!(
        bearer,
        Bearer {
            application_id: "paperboat".to_owned(),
            subject: "u1".to_owned(),
            audience: "https://api.example".to_owned(),
            scopes: Scopes::parse("read write"),
        }
    );
    assert!(!bearer.is_machine());
    let of_machine = claims(None);
    let bearer = Bearer::from_claims(of_machine.as_object().unwrap()).unwrap();
    assert!(bearer.is_machine());
    for name in ["client_id", "sub", "aud", "scope"] {
        for value in [Value::Null, json!(["x"]), json!(1)] {
            let mut wrong = of_person.clone();
            wrong[name] = value;
            let wrong = wrong.as_object().unwrap();
            assert_eq!(Bearer::from_claims(wrong), None, "{name}");
        }
    }
}
