use proptest::prelude::*;

use super::*;

const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const GOOD: &str = "client_id=paperboat&redirect_uri=https://app.example/cb&response_type=code\
                    &scope=openid&state=s1";

fn application(kind: ApplicationType) -> Application {
    Application {
        redirect_uris: vec!["https://app.example/cb".to_owned()],
        ..Application::new("paperboat", "Paperboat", kind)
    }
}

fn ask(kind: ApplicationType, text: &str) -> Result<AuthorizationRequest, Rejection> {
    let parameters = Parameters::parse(text).unwrap();
    validate(&parameters, &application(kind), &Resources::default())
}

/// The code and the state of the redirect that `text` is answered with.
fn refused(kind: ApplicationType, text: &str) -> (&'static str, Option<String>) {
    match ask(kind, text) {
        Err(Rejection::Redirect(redirect)) => {
            assert_eq!(redirect.redirect_uri, "https://app.example/cb");
            (redirect.error.code.as_str(), redirect.state)
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_application_must_be_named_once() {
    let table = [
        ("client_id=paperboat", Ok("paperboat")),
        ("client_id=", Err(PageProblem::ApplicationMissing)),
        ("", Err(PageProblem::ApplicationMissing)),
        (
            "client_id=a&client_id=a",
            Err(PageProblem::ApplicationMissing),
        ),
        (
            "client_id=a&client_id=b",
            Err(PageProblem::ApplicationMissing),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(
            client_id(&Parameters::parse(text).unwrap()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let good = "client_id=paperboat&response_type=code&scope=openid";
    let table = [
        ("", PageProblem::RedirectUriMissing),
        ("&redirect_uri=", PageProblem::RedirectUriMissing),
        (
            "&redirect_uri=https://app.example/cb&redirect_uri=https://app.example/cb",
            PageProblem::RedirectUriMissing,
        ),
        (
            "&redirect_uri=https://app.example/cb&redirect_uri=https://evil.example/",
            PageProblem::RedirectUriMissing,
        ),
        (
            "&redirect_uri=https://evil.example/",
            PageProblem::RedirectUriNotRegistered,
        ),
        (
            "&redirect_uri=https://app.example/cb/",
            PageProblem::RedirectUriNotRegistered,
        ),
        (
            "&redirect_uri=https://app.example@evil.example",
            PageProblem::RedirectUriNotRegistered,
        ),
    ];
    for (text, problem) in table {
        for rest in ["", "&prompt=none", "&request=x", "&response_type=token"] {
            assert_eq!(
                ask(ApplicationType::Traditional, &format!("{good}{text}{rest}")),
                Err(Rejection::Page(problem)),
                "{text}{rest}"
            );
        }
    }
}

#[test]
fn everything_that_is_asked_is_kept() {
    let text = format!(
        "{GOOD}&nonce=n1&prompt=login+consent&max_age=3600&login_hint=emma&ui_locales=zh-CN+fr\
         &direct_sign_in=social:wechat&code_challenge={CHALLENGE}&code_challenge_method=S256\
         &response_mode=query&resource=urn:logto:resource:organizations\
         &first_screen=register&display=page&claims=%7B%7D&acr_values="
    );
    let request = ask(ApplicationType::Spa, &text).unwrap();
    assert_eq!(
        request,
        AuthorizationRequest {
            client_id: "paperboat".to_owned(),
            redirect_uri: "https://app.example/cb".to_owned(),
            response_mode: ResponseMode::Query,
            claims: RequestedClaims::default(),
            scopes: Scopes::parse("openid"),
            resources: Vec::new(),
            state: Some("s1".to_owned()),
            nonce: Some("n1".to_owned()),
            prompt: Prompt {
                login: true,
                consent: true,
                ..Prompt::default()
            },
            max_age: Some(3600),
            login_hint: Some("emma".to_owned()),
            expected_user: None,
            ui_locales: Some("zh-CN fr".to_owned()),
            direct_sign_in: Some(DirectSignIn {
                target: "wechat".to_owned()
            }),
            code_challenge: Some(CHALLENGE.to_owned()),
        }
    );
}

#[test]
fn logtos_sdk_is_understood() {
    let text = format!(
        "client_id=paperboat&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_challenge={CHALLENGE}\
         &code_challenge_method=S256&state=abc&response_type=code&prompt=consent\
         &scope=openid+offline_access+profile+urn%3Alogto%3Ascope%3Aorganizations\
         &resource=urn%3Alogto%3Aresource%3Aorganizations"
    );
    let request = ask(ApplicationType::Spa, &text).unwrap();
    assert_eq!(request.scopes.to_string(), "openid offline_access profile");
}

#[test]
fn one_wrong_parameter_is_answered_with_its_error() {
    let table = [
        ("response_mode=fragment", "invalid_request"),
        ("response_mode=web_message", "invalid_request"),
        ("claims=%7B", "invalid_request"),
        ("claims=null", "invalid_request"),
        (
            "claims=%7B%22id_token%22:%7B%22acr%22:%7B%22essential%22:true,%22value%22:%22gold%22%7D%7D%7D",
            "unmet_authentication_requirements",
        ),
        ("request=e30.e30.", "request_not_supported"),
        (
            "request_uri=https://app.example/request",
            "request_uri_not_supported",
        ),
        ("prompt=none+login", "invalid_request"),
        ("prompt=consent+none", "invalid_request"),
        ("prompt=create", "invalid_request"),
        ("prompt=NONE", "invalid_request"),
        ("max_age=-1", "invalid_request"),
        ("max_age=+1", "invalid_request"),
        ("max_age=%2B1", "invalid_request"),
        ("max_age=1.5", "invalid_request"),
        ("max_age=soon", "invalid_request"),
        ("max_age=99999999999999999999", "invalid_request"),
        ("resource=https://api.example", "invalid_target"),
        (
            "code_challenge=short&code_challenge_method=S256",
            "invalid_request",
        ),
        ("code_challenge_method=S256", "invalid_request"),
        ("code_challenge_method=plain", "invalid_request"),
    ];
    for (text, code) in table {
        let (given, state) = refused(ApplicationType::Traditional, &format!("{GOOD}&{text}"));
        assert_eq!(given, code, "{text}");
        assert_eq!(state.as_deref(), Some("s1"), "{text}");
    }
}

#[test]
fn an_answer_may_come_as_a_form_to_a_place_in_the_web() {
    let request = ask(
        ApplicationType::Traditional,
        &format!("{GOOD}&response_mode=form_post"),
    );
    assert_eq!(request.unwrap().response_mode, ResponseMode::FormPost);
    let native = Application {
        redirect_uris: vec!["com.example.app:/cb".to_owned()],
        ..application(ApplicationType::Native)
    };
    let text = GOOD.replace("https://app.example/cb", "com.example.app:/cb");
    for (mode, expected) in [
        ("form_post", ResponseMode::Query),
        ("fragment", ResponseMode::Query),
    ] {
        let parameters = Parameters::parse(format!("{text}&response_mode={mode}")).unwrap();
        match validate(&parameters, &native, &Resources::default()) {
            Err(Rejection::Redirect(redirect)) => {
                assert_eq!(redirect.error.code, ErrorCode::InvalidRequest, "{mode}");
                assert_eq!(redirect.response_mode, expected, "{mode}");
            }
            other => panic!("{mode}: {other:?}"),
        }
    }
}

#[test]
fn what_changes_nothing_here_is_no_error() {
    let plain = ask(ApplicationType::Traditional, GOOD);
    for text in [
        "display=page",
        "display=popup",
        "display=touch",
        "display=wap",
        "display=nonsense",
        "claims_locales=fr-CA+fr",
        "id_token_hint=",
        "registration=%7B%7D",
        "unheard_of=1&unheard_of=2",
    ] {
        let with = ask(ApplicationType::Traditional, &format!("{GOOD}&{text}"));
        assert_eq!(with, plain, "{text}");
    }
}

#[test]
fn errors_travel_as_the_answer_would() {
    let text = format!("{GOOD}&response_mode=form_post&prompt=nonsense");
    match ask(ApplicationType::Traditional, &text) {
        Err(Rejection::Redirect(redirect)) => {
            assert_eq!(redirect.response_mode, ResponseMode::FormPost);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_known_name_may_be_there_once() {
    let names = [
        "response_type",
        "response_mode",
        "scope",
        "nonce",
        "prompt",
        "max_age",
        "login_hint",
        "ui_locales",
        "direct_sign_in",
        "code_challenge",
        "code_challenge_method",
        "request",
        "request_uri",
        "id_token_hint",
        "claims",
        "acr_values",
        "display",
    ];
    for name in names {
        let text = format!("{GOOD}&{name}=&{name}=");
        let (code, state) = refused(ApplicationType::Traditional, &text);
        assert_eq!(
            (code, state.as_deref()),
            ("invalid_request", Some("s1")),
            "{name}"
        );
    }
    let (code, state) = refused(ApplicationType::Traditional, &format!("{GOOD}&state=s2"));
    assert_eq!((code, state), ("invalid_request", None));
    assert!(ask(ApplicationType::Traditional, &format!("{GOOD}&x=1&x=2")).is_ok());
}

#[test]
fn response_types() {
    let base = "client_id=paperboat&redirect_uri=https://app.example/cb&scope=openid";
    let table = [
        ("", "invalid_request"),
        ("&response_type=", "invalid_request"),
        ("&response_type=token", "unsupported_response_type"),
        ("&response_type=id_token", "unsupported_response_type"),
        ("&response_type=code+id_token", "unsupported_response_type"),
        ("&response_type=none", "unsupported_response_type"),
        ("&response_type=CODE", "unsupported_response_type"),
    ];
    for (text, code) in table {
        let (given, state) = refused(ApplicationType::Traditional, &format!("{base}{text}"));
        assert_eq!((given, state), (code, None), "{text}");
    }
}

#[test]
fn scopes_must_mean_something() {
    let base = "client_id=paperboat&redirect_uri=https://app.example/cb&response_type=code";
    for text in [
        "",
        "&scope=",
        "&scope=+",
        "&scope=read:all",
        "&scope=OPENID",
    ] {
        let (code, _) = refused(ApplicationType::Traditional, &format!("{base}{text}"));
        assert_eq!(code, "invalid_scope", "{text}");
    }
    // Plain OAuth 2.0, without an ID token.
    let request = ask(
        ApplicationType::Traditional,
        &format!("{base}&scope=profile"),
    )
    .unwrap();
    assert_eq!(request.scopes.to_string(), "profile");
}

#[test]
fn pkce() {
    use ApplicationType::{Native, Spa, Traditional};
    let good = format!("&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let plain = format!("&code_challenge={CHALLENGE}&code_challenge_method=plain");
    let lower = format!("&code_challenge={CHALLENGE}&code_challenge_method=s256");
    let no_method = format!("&code_challenge={CHALLENGE}");
    let padded = format!("&code_challenge={CHALLENGE}=&code_challenge_method=S256");
    let table = [
        (Traditional, "", true),
        (Spa, "", false),
        (Native, "", false),
        (Traditional, &*good, true),
        (Spa, &good, true),
        (Native, &good, true),
        (Traditional, &plain, false),
        (Spa, &plain, false),
        (Traditional, &lower, false),
        (Traditional, &no_method, false),
        (Spa, &no_method, false),
        (Traditional, &padded, false),
    ];
    for (kind, text, accepted) in table {
        let answer = ask(kind, &format!("{GOOD}{text}"));
        assert_eq!(answer.is_ok(), accepted, "{kind:?} {text}");
        if let Err(Rejection::Redirect(redirect)) = answer {
            assert_eq!(redirect.error.code, ErrorCode::InvalidRequest);
        }
    }
}

#[test]
fn machines_do_not_sign_in() {
    let (code, state) = refused(ApplicationType::MachineToMachine, GOOD);
    assert_eq!(
        (code, state.as_deref()),
        ("unauthorized_client", Some("s1"))
    );
}

#[test]
fn direct_sign_in() {
    let long = format!("social:{}", "a".repeat(129));
    let table = [
        ("social:wechat", Some("wechat")),
        ("social:wechat:x", Some("wechat:x")),
        ("social:", None),
        ("social", None),
        ("wechat", None),
        ("SOCIAL:wechat", None),
        ("sso:acme", None),
        ("social:we chat", None),
        ("social:\u{5fae}\u{4fe1}", None),
        (&*long, None),
    ];
    for (text, target) in table {
        let parsed = DirectSignIn::parse(text).map(|direct| direct.target);
        assert_eq!(parsed.as_deref(), target, "{text}");
    }
}

#[test]
fn prompts_are_written_as_they_are_read() {
    for text in [
        "",
        "none",
        "login",
        "login consent",
        "login consent select_account",
    ] {
        assert_eq!(text.parse::<Prompt>().unwrap().to_string(), text);
    }
    assert_eq!(
        "consent  login login"
            .parse::<Prompt>()
            .unwrap()
            .to_string(),
        "login consent"
    );
    assert!(serde_json::from_str::<Prompt>(r#""none login""#).is_err());
}

#[test]
fn a_usual_request_takes_little_room_in_a_cookie() {
    let text = format!(
        "{GOOD}&code_challenge={CHALLENGE}&code_challenge_method=S256&prompt=consent\
         &nonce=0123456789012345678901"
    );
    let json = serde_json::to_string(&ask(ApplicationType::Spa, &text).unwrap()).unwrap();
    assert!(json.len() < 200, "{} bytes: {json}", json.len());
}

proptest! {
    #[test]
    fn a_request_survives_its_cookie(
        state in proptest::option::of(".{0,20}"),
        nonce in proptest::option::of(".{0,20}"),
        login_hint in proptest::option::of(".{0,20}"),
        ui_locales in proptest::option::of(".{0,20}"),
        expected_user in proptest::option::of("[a-z0-9]{12}"),
        target in proptest::option::of("[a-z]{1,10}"),
        max_age in proptest::option::of(any::<u64>()),
        challenge in any::<bool>(),
        resource in proptest::option::of("https://[a-z]{1,10}\\.example"),
        prompts in any::<(bool, bool, bool)>(),
    ) {
        let request = AuthorizationRequest {
            client_id: "paperboat".to_owned(),
            redirect_uri: "https://app.example/cb".to_owned(),
        response_mode: ResponseMode::Query,
        claims: RequestedClaims::default(),
            scopes: Scopes::parse("openid profile"),
            resources: resource.map(|indicator| Access {
                scopes: Scopes::parse("read"),
                indicator,
            }).into_iter().collect(),
            state,
            nonce,
            prompt: Prompt {
                none: false, login: prompts.0, consent: prompts.1, select_account: prompts.2,
            },
            max_age,
            login_hint,
            expected_user,
            ui_locales,
            direct_sign_in: target.map(|target| DirectSignIn { target }),
            code_challenge: challenge.then(|| CHALLENGE.to_owned()),
        };
        let json = serde_json::to_string(&request).unwrap();
        prop_assert_eq!(serde_json::from_str::<AuthorizationRequest>(&json).unwrap(), request);
    }

    #[test]
    fn whatever_is_asked_no_address_but_the_registered_one_is_answered(text in "[a-z_=&%0-9:/.@]{0,120}") {
        let Ok(parameters) = Parameters::parse(format!("{GOOD}&{text}")) else { return Ok(()) };
        let traditional = application(ApplicationType::Traditional);
        match validate(&parameters, &traditional, &Resources::default()) {
            Ok(request) => prop_assert_eq!(request.redirect_uri, "https://app.example/cb"),
            Err(Rejection::Redirect(redirect)) => {
                prop_assert_eq!(redirect.redirect_uri, "https://app.example/cb");
            }
            Err(Rejection::Page(_)) => {}
        }
    }
}
