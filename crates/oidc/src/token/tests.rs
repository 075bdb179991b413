use base64::{Engine as _, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::*;
use crate::{ApplicationType, AuthMethod};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const DIGEST: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const CALLED: Called<'_> = Called {
    issuer: "https://id.example/oidc",
    endpoint: "/token",
    now: 1_800_000_000,
};

fn application(kind: ApplicationType) -> Application {
    Application::new("paperboat", "Paperboat", kind)
}

fn parameters(text: &str) -> Parameters {
    Parameters::parse(text).unwrap()
}

fn basic(text: &str) -> String {
    format!("Basic {}", STANDARD.encode(text))
}

/// Id and readings of the secret, or the code of the error.
type Expected = Result<(&'static str, &'static [&'static str]), &'static str>;

/// The same, of a request.
fn read(header: Option<&str>, body: &str) -> Result<(String, Vec<String>), &'static str> {
    match credentials(header, &parameters(body), &CALLED) {
        Ok(credentials) => {
            assert_eq!(credentials.basic, header.is_some());
            let secrets = credentials
                .secrets
                .iter()
                .map(|s| s.expose_secret().to_owned());
            Ok((credentials.client_id, secrets.collect()))
        }
        Err(error) => Err(error.code.as_str()),
    }
}

#[test]
fn credentials_in_the_body() {
    let table: [(&str, Expected); 9] = [
        ("client_id=a&client_secret=s", Ok(("a", &["s"]))),
        ("client_id=a&client_secret=s%2B%25", Ok(("a", &["s+%"]))),
        ("client_id=a", Ok(("a", &[]))),
        ("client_id=a&client_secret=", Ok(("a", &[]))),
        ("", Err("invalid_client")),
        ("client_id=", Err("invalid_client")),
        ("client_secret=s", Err("invalid_client")),
        ("client_id=a&client_id=a", Err("invalid_request")),
        (
            "client_id=a&client_secret=s&client_secret=s",
            Err("invalid_request"),
        ),
    ];
    for (body, expected) in table {
        let expected = expected.map(|(id, secrets)| {
            (
                id.to_owned(),
                secrets.iter().map(|&s| s.to_owned()).collect(),
            )
        });
        assert_eq!(read(None, body), expected, "{body}");
    }
}

#[test]
fn credentials_in_the_header() {
    let table: [(String, &str, Expected); 16] = [
        (basic("a:s"), "", Ok(("a", &["s"]))),
        (
            basic("a:s").replace("Basic", "bAsIc"),
            "",
            Ok(("a", &["s"])),
        ),
        (basic("a:s:t"), "", Ok(("a", &["s:t"]))),
        (basic("a:s+t%2F"), "", Ok(("a", &["s t/", "s+t%2F"]))),
        (basic("a:s&t=u"), "", Ok(("a", &["s&t=u"]))),
        (basic("my%20app:s"), "", Ok(("my app", &["s"]))),
        // @logto/node sends the id in the body too.
        (basic("a:s"), "client_id=a", Ok(("a", &["s"]))),
        (basic("a:"), "", Ok(("a", &[]))),
        (basic("a:s"), "client_id=b", Err("invalid_request")),
        (basic("a:s"), "client_secret=s", Err("invalid_request")),
        (
            basic("a:s"),
            "client_id=a&client_secret=s",
            Err("invalid_request"),
        ),
        (basic(":s"), "", Err("invalid_client")),
        (basic("a"), "client_id=a", Err("invalid_client")),
        ("Basic !!!".to_owned(), "client_id=a", Err("invalid_client")),
        (
            "Basic".to_owned(),
            "client_id=a&client_secret=s",
            Err("invalid_client"),
        ),
        (
            "Bearer x".to_owned(),
            "client_id=a&client_secret=s",
            Err("invalid_client"),
        ),
    ];
    for (header, body, expected) in table {
        let expected = expected.map(|(id, secrets)| {
            (
                id.to_owned(),
                secrets.iter().map(|&s| s.to_owned()).collect(),
            )
        });
        assert_eq!(read(Some(&header), body), expected, "{header} {body}");
    }
}

#[test]
fn who_is_let_in() {
    use ApplicationType::{MachineToMachine, Native, Spa, Traditional};
    let right = basic("paperboat:right");
    let wrong = basic("paperboat:wrong");
    let empty = basic("paperboat:");
    let table = [
        (Some(Traditional), Some(&*right), "", true),
        (
            Some(Traditional),
            None,
            "client_id=paperboat&client_secret=right",
            true,
        ),
        (Some(MachineToMachine), Some(&right), "", true),
        (Some(Spa), None, "client_id=paperboat", true),
        (Some(Native), None, "client_id=paperboat", true),
        (Some(Traditional), None, "client_id=paperboat", false),
        (
            Some(Traditional),
            None,
            "client_id=paperboat&client_secret=",
            false,
        ),
        (
            Some(Traditional),
            None,
            "client_id=paperboat&client_secret=wrong",
            false,
        ),
        (Some(Traditional), Some(&wrong), "", false),
        (Some(Traditional), Some(&empty), "", false),
        (Some(MachineToMachine), None, "client_id=paperboat", false),
        (Some(Spa), Some(&right), "", false),
        (
            Some(Spa),
            None,
            "client_id=paperboat&client_secret=right",
            false,
        ),
        (Some(Native), Some(&empty), "", true),
        (None, Some(&right), "", false),
        (None, None, "client_id=paperboat", false),
    ];
    for (kind, header, body, accepted) in table {
        let credentials = credentials(header, &parameters(body), &CALLED).unwrap();
        let application = kind.map(application);
        // What is stored might be empty by accident; an empty secret must still not be right.
        let right = matches!(secret_of(&credentials), None | Some("right"));
        let answer = authenticate(&credentials, application, right);
        assert_eq!(answer.is_ok(), accepted, "{kind:?} {header:?} {body}");
        if let Err(error) = answer {
            assert_eq!(error.code, ErrorCode::InvalidClient);
        }
    }
}

#[test]
fn an_unknown_application_is_answered_like_a_wrong_secret() {
    let credentials =
        credentials(Some(&basic("paperboat:wrong")), &parameters(""), &CALLED).unwrap();
    let application = application(ApplicationType::Traditional);
    assert_eq!(
        authenticate(&credentials, None, false),
        authenticate(&credentials, Some(application.clone()), false)
    );
    assert_eq!(
        authenticate(&credentials, None, true),
        authenticate(&credentials, Some(application), false)
    );
}

#[test]
fn an_application_that_has_chosen_one_way_takes_no_other() {
    let header = basic("paperboat:right");
    let post = parameters("client_id=paperboat&client_secret=right");
    for (only, by_header, by_body) in [
        (None, true, true),
        (Some(AuthMethod::ClientSecretBasic), true, false),
        (Some(AuthMethod::ClientSecretPost), false, true),
        (Some(AuthMethod::ClientSecretJwt), false, false),
        (Some(AuthMethod::PrivateKeyJwt), false, false),
        (Some(AuthMethod::None), false, false),
    ] {
        let application = || {
            Some(Application {
                token_endpoint_auth_method: only,
                ..application(ApplicationType::Traditional)
            })
        };
        let header = credentials(Some(&header), &parameters(""), &CALLED).unwrap();
        let answer = authenticate(&header, application(), true);
        assert_eq!(answer.is_ok(), by_header, "{only:?}");
        let body = credentials(None, &post, &CALLED).unwrap();
        let answer = authenticate(&body, application(), true);
        assert_eq!(answer.is_ok(), by_body, "{only:?}");
        // Who has proved nothing is not told which way is wanted.
        let wrong = authenticate(&body, application(), false);
        assert_eq!(wrong, authenticate(&body, None, false));
        let nothing = credentials(None, &parameters("client_id=paperboat"), &CALLED).unwrap();
        assert!(authenticate(&nothing, application(), true).is_err());
    }
}

fn secret_of(credentials: &ClientCredentials) -> Option<&str> {
    credentials.secrets.first().map(ExposeSecret::expose_secret)
}

#[test]
fn requests_are_read() {
    let text = format!(
        "grant_type=authorization_code&code=c&redirect_uri=https://app.example/cb&code_verifier={VERIFIER}"
    );
    match grant_request(&parameters(&text)).unwrap() {
        GrantRequest::AuthorizationCode {
            code,
            redirect_uri,
            code_verifier,
            resource,
        } => {
            assert_eq!(resource, None);
            assert_eq!(code.expose_secret(), "c");
            assert_eq!(redirect_uri, "https://app.example/cb");
            assert_eq!(code_verifier.unwrap().expose_secret(), VERIFIER);
        }
        other => panic!("{text}: {other:?}"),
    }
    let text = "grant_type=refresh_token&refresh_token=r&scope=openid&resource=";
    match grant_request(&parameters(text)).unwrap() {
        GrantRequest::RefreshToken {
            refresh_token,
            scope,
            resource,
        } => {
            assert_eq!(resource, None);
            assert_eq!(refresh_token.expose_secret(), "r");
            assert_eq!(scope, Some(Scopes::parse("openid")));
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn a_token_is_asked_for_one_resource() {
    let code = "grant_type=authorization_code&code=c&redirect_uri=https://app.example/cb";
    let refresh = "grant_type=refresh_token&refresh_token=r";
    let api = "resource=https://api.example";
    let table = [
        (format!("&{api}"), Some("https://api.example")),
        // The same twice is one; what Logto's SDKs add is none.
        (format!("&{api}&{api}"), Some("https://api.example")),
        (
            format!("&resource=urn:logto:resource:organizations&{api}"),
            Some("https://api.example"),
        ),
        (
            "&resource=urn:logto:resource:organizations".to_owned(),
            None,
        ),
        ("&resource=,".to_owned(), None),
    ];
    for (more, expected) in table {
        for grant in [code, refresh] {
            match grant_request(&parameters(&format!("{grant}{more}"))).unwrap() {
                GrantRequest::AuthorizationCode { resource, .. }
                | GrantRequest::RefreshToken { resource, .. } => {
                    assert_eq!(resource.as_deref(), expected, "{more}");
                }
                other => panic!("{more}: {other:?}"),
            }
        }
    }
}

#[test]
fn programs_ask_for_themselves() {
    let text = "grant_type=client_credentials&scope=all&resource=https://api.example";
    match grant_request(&parameters(text)).unwrap() {
        GrantRequest::ClientCredentials(request) => {
            assert_eq!(request.resources, ["https://api.example"]);
            assert_eq!(request.scope, Some(Scopes::parse("all")));
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn requests_are_refused() {
    let code = "grant_type=authorization_code&code=c&redirect_uri=https://app.example/cb";
    let long = "a".repeat(129);
    let table = [
        (String::new(), "invalid_request"),
        ("grant_type=".to_owned(), "invalid_request"),
        (
            format!("{code}&grant_type=refresh_token"),
            "invalid_request",
        ),
        (format!("{code}&code=c"), "invalid_request"),
        (
            format!("{code}&redirect_uri=https://app.example/cb"),
            "invalid_request",
        ),
        (format!("{code}&code_verifier=short"), "invalid_request"),
        (format!("{code}&code_verifier={long}"), "invalid_request"),
        (
            format!("{code}&code_verifier={VERIFIER}&code_verifier={VERIFIER}"),
            "invalid_request",
        ),
        (
            format!("{code}&resource=https://api.example&resource=https://b.example"),
            "invalid_target",
        ),
        (
            "grant_type=authorization_code&redirect_uri=x".to_owned(),
            "invalid_request",
        ),
        (
            "grant_type=authorization_code&code=&redirect_uri=x".to_owned(),
            "invalid_request",
        ),
        (
            "grant_type=authorization_code&code=c".to_owned(),
            "invalid_request",
        ),
        ("grant_type=refresh_token".to_owned(), "invalid_request"),
        (
            "grant_type=refresh_token&refresh_token=".to_owned(),
            "invalid_request",
        ),
        (
            "grant_type=refresh_token&refresh_token=r&refresh_token=r".to_owned(),
            "invalid_request",
        ),
        (
            "grant_type=refresh_token&refresh_token=r&resource=x,y".to_owned(),
            "invalid_target",
        ),
        (
            "grant_type=password&username=a&password=b".to_owned(),
            "unsupported_grant_type",
        ),
        (
            "grant_type=client_credentials&scope=all&scope=all".to_owned(),
            "invalid_request",
        ),
        ("grant_type=implicit".to_owned(), "unsupported_grant_type"),
        (
            "grant_type=Authorization_Code&code=c".to_owned(),
            "unsupported_grant_type",
        ),
    ];
    for (text, error) in table {
        assert_eq!(
            grant_request(&parameters(&text)).unwrap_err().code.as_str(),
            error,
            "{text}"
        );
    }
}

#[test]
fn nothing_secret_is_printed() {
    let request = grant_request(&parameters(
        "grant_type=authorization_code&code=planted&redirect_uri=x",
    ));
    assert!(!format!("{request:?}").contains("planted"));
    let credentials = credentials(Some(&basic("a:planted")), &parameters(""), &CALLED);
    assert!(!format!("{credentials:?}").contains("planted"));
}

fn grant(challenge: Option<&str>) -> CodeGrant {
    CodeGrant {
        application_id: "paperboat".to_owned(),
        user_id: "u1".to_owned(),
        redirect_uri: "https://app.example/cb".to_owned(),
        claims: crate::RequestedClaims::default(),
        scopes: Scopes::parse("openid offline_access profile"),
        resources: Vec::new(),
        nonce: None,
        code_challenge: challenge.map(str::to_owned),
        auth_time: 1,
        session_id: "s1".to_owned(),
    }
}

#[test]
fn a_code_is_bound_to_application_address_and_verifier() {
    use ApplicationType::{Spa, Traditional};
    let other = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cN";
    let table = [
        (Traditional, None, None, Ok(())),
        (Traditional, Some(DIGEST), Some(DIGEST), Ok(())),
        (Spa, Some(DIGEST), Some(DIGEST), Ok(())),
        (Spa, None, None, Err(GrantMismatch::VerifierMissing)),
        (Spa, Some(DIGEST), None, Err(GrantMismatch::VerifierMissing)),
        (
            Traditional,
            Some(DIGEST),
            None,
            Err(GrantMismatch::VerifierMissing),
        ),
        (
            Traditional,
            Some(DIGEST),
            Some(""),
            Err(GrantMismatch::VerifierWrong),
        ),
        (
            Traditional,
            Some(DIGEST),
            Some(other),
            Err(GrantMismatch::VerifierWrong),
        ),
        (
            Traditional,
            Some(DIGEST),
            Some(VERIFIER),
            Err(GrantMismatch::VerifierWrong),
        ),
        (
            Traditional,
            None,
            Some(DIGEST),
            Err(GrantMismatch::VerifierUnexpected),
        ),
        (
            Spa,
            None,
            Some(DIGEST),
            Err(GrantMismatch::VerifierUnexpected),
        ),
    ];
    for (kind, challenge, digest, expected) in table {
        let application = application(kind);
        let answer = check_code(
            &grant(challenge),
            &application,
            "https://app.example/cb",
            digest,
        );
        assert_eq!(answer, expected, "{kind:?} {challenge:?} {digest:?}");
    }

    let mut somebody_else = application(Traditional);
    somebody_else.id = "other".to_owned();
    assert_eq!(
        check_code(&grant(None), &somebody_else, "https://app.example/cb", None),
        Err(GrantMismatch::Application)
    );
    for address in [
        "",
        "https://app.example/cb/",
        "https://app.example/cb?x",
        "https://APP.example/cb",
    ] {
        assert_eq!(
            check_code(&grant(None), &application(Traditional), address, None),
            Err(GrantMismatch::RedirectUri),
            "{address}"
        );
    }
    assert_eq!(
        OAuthError::from(GrantMismatch::VerifierWrong).to_string(),
        "invalid_grant: code_verifier does not fit the code_challenge"
    );
}

#[test]
fn a_refresh_may_narrow_and_never_widen() {
    let table = [
        (None, Ok("openid offline_access profile")),
        (Some("openid"), Ok("openid")),
        (
            Some("profile openid offline_access"),
            Ok("profile openid offline_access"),
        ),
        (Some("openid urn:logto:scope:organizations"), Ok("openid")),
        (Some("openid email"), Err("invalid_scope")),
        (Some("email"), Err("invalid_scope")),
        (Some("read:all"), Err("invalid_scope")),
        (Some(" "), Err("invalid_scope")),
    ];
    let application = application(ApplicationType::Traditional);
    for (scope, expected) in table {
        let scope = scope.map(Scopes::parse);
        let answer = refreshed(
            &grant(None),
            &application,
            scope.as_ref(),
            &Resources::default(),
        );
        let answer = answer
            .map(|given| given.scopes.to_string())
            .map_err(|error| error.code.as_str());
        assert_eq!(answer, expected.map(str::to_owned), "{scope:?}");
    }

    let with_nonce = CodeGrant {
        nonce: Some("n1".to_owned()),
        ..grant(None)
    };
    assert_eq!(
        refreshed(&with_nonce, &application, None, &Resources::default())
            .unwrap()
            .nonce,
        None
    );

    let mut somebody_else = application;
    somebody_else.id = "other".to_owned();
    let error = refreshed(&grant(None), &somebody_else, None, &Resources::default()).unwrap_err();
    assert_eq!(error.code, ErrorCode::InvalidGrant);
}

proptest! {
    #[test]
    fn any_header_is_read_or_refused(header in ".{0,60}", text in ".{0,30}") {
        let _ = credentials(Some(&header), &parameters(""), &CALLED);
        let _ = credentials(Some(&basic(&text)), &parameters(""), &CALLED);
    }

    #[test]
    fn a_secret_is_found_encoded_and_raw(secret in "[ -~]{1,40}") {
        let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        for sent in [&secret, &encoded] {
            let (id, readings) = read(Some(&basic(&format!("a:{sent}"))), "").unwrap();
            prop_assert_eq!(id, "a");
            prop_assert!(readings.contains(&secret), "{sent:?} {readings:?}");
        }
    }
}
