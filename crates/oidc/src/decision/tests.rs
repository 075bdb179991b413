use super::*;

const NOW: i64 = 1_800_000_000;

fn request(prompt: &str, max_age: Option<u64>) -> AuthorizationRequest {
    AuthorizationRequest {
        client_id: "paperboat".to_owned(),
        redirect_uri: "https://app.example/cb".to_owned(),
        response_mode: crate::ResponseMode::Query,
        claims: crate::RequestedClaims::default(),
        scopes: Scopes::parse("openid offline_access profile"),
        resources: Vec::new(),
        state: None,
        nonce: None,
        prompt: prompt.parse().unwrap(),
        max_age,
        login_hint: None,
        expected_user: None,
        ui_locales: None,
        direct_sign_in: None,
        code_challenge: None,
    }
}

fn session(age: i64) -> SessionView<'static> {
    SessionView {
        user_id: "u1",
        auth_time: NOW - age,
        session_id: "s1",
    }
}

/// One word for each outcome, so that the tables stay readable.
fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Issue => "issue",
        Decision::SignIn => "sign-in",
        Decision::ChooseAccount => "choose",
        Decision::AskConsent => "consent",
        Decision::Refuse(error) => error.code.as_str(),
    }
}

#[test]
fn without_session() {
    let table = [
        ("", "sign-in"),
        ("none", "login_required"),
        ("login", "sign-in"),
        ("consent", "sign-in"),
        ("select_account", "sign-in"),
        ("login consent", "sign-in"),
    ];
    for (prompt, expected) in table {
        for third_party in [false, true] {
            let decision = decide(&request(prompt, None), None, third_party, None, NOW);
            assert_eq!(word(&decision), expected, "{prompt:?} {third_party}");
        }
    }
}

#[test]
fn first_party_applications_never_meet_consent() {
    let table = [
        ("", "issue"),
        ("none", "issue"),
        ("consent", "issue"),
        ("login", "sign-in"),
        ("login consent", "sign-in"),
        ("select_account", "choose"),
        ("select_account consent", "choose"),
        ("login select_account", "sign-in"),
    ];
    for (prompt, expected) in table {
        let decision = decide(&request(prompt, None), Some(&session(60)), false, None, NOW);
        assert_eq!(word(&decision), expected, "{prompt:?}");
    }
}

#[test]
fn third_party_applications_ask_unless_remembered() {
    let all = Some("openid offline_access profile email");
    let table = [
        ("", None, "consent"),
        ("", Some("openid profile"), "consent"),
        ("", Some(""), "consent"),
        ("", all, "issue"),
        ("none", None, "consent_required"),
        ("none", Some("openid"), "consent_required"),
        ("none", all, "issue"),
        ("consent", all, "consent"),
        ("login", all, "sign-in"),
    ];
    for (prompt, remembered, expected) in table {
        let remembered = remembered.map(Scopes::parse);
        let decision = decide(
            &request(prompt, None),
            Some(&session(60)),
            true,
            remembered.as_ref(),
            NOW,
        );
        assert_eq!(word(&decision), expected, "{prompt:?} {remembered:?}");
    }
}

#[test]
fn max_age() {
    let table = [
        (Some(0), 0, "", "sign-in"),
        (Some(0), 0, "none", "login_required"),
        (Some(0), -5, "", "sign-in"),
        (Some(60), 59, "", "issue"),
        (Some(60), 60, "", "issue"),
        (Some(60), 61, "", "sign-in"),
        (Some(60), 61, "none", "login_required"),
        (Some(60), -5, "", "issue"),
        (Some(u64::MAX), i64::MAX - NOW, "", "issue"),
        (None, 1_000_000, "", "issue"),
    ];
    for (max_age, age, prompt, expected) in table {
        let decision = decide(
            &request(prompt, max_age),
            Some(&session(age)),
            false,
            None,
            NOW,
        );
        assert_eq!(word(&decision), expected, "{max_age:?} {age} {prompt:?}");
    }
}

#[test]
fn only_the_expected_person_is_answered_with() {
    let mut somebody_else = request("", None);
    somebody_else.expected_user = Some("u2".to_owned());
    let decision = decide(&somebody_else, Some(&session(1)), false, None, NOW);
    assert_eq!(word(&decision), "sign-in");
    let decision = after_sign_in(&somebody_else, &session(0), false, None);
    assert_eq!(word(&decision), "login_required");

    somebody_else.prompt.none = true;
    let decision = decide(&somebody_else, Some(&session(1)), false, None, NOW);
    assert_eq!(word(&decision), "login_required");

    somebody_else.expected_user = Some("u1".to_owned());
    let decision = decide(&somebody_else, Some(&session(1)), false, None, NOW);
    assert_eq!(word(&decision), "issue");
    assert_eq!(
        word(&after_sign_in(&somebody_else, &session(0), false, None)),
        "issue"
    );
}

#[test]
fn a_fresh_sign_in_satisfies_what_asked_for_it() {
    for prompt in ["", "login", "select_account", "consent", "login consent"] {
        let request = request(prompt, Some(0));
        let decision = after_sign_in(&request, &session(0), false, None);
        assert_eq!(word(&decision), "issue", "{prompt:?}");
    }
}

#[test]
fn a_fresh_sign_in_does_not_replace_consent() {
    let all = Scopes::parse("openid offline_access profile");
    let table = [
        ("", None, "consent"),
        ("", Some(&all), "issue"),
        ("login", Some(&all), "issue"),
        ("consent", Some(&all), "consent"),
    ];
    for (prompt, remembered, expected) in table {
        let decision = after_sign_in(&request(prompt, None), &session(0), true, remembered);
        assert_eq!(word(&decision), expected, "{prompt:?} {remembered:?}");
    }
}

#[test]
fn a_choice_of_accounts_is_one_where_the_session_could_answer() {
    let mut someone_else = request("select_account", None);
    someone_else.expected_user = Some("u2".to_owned());
    let too_old = request("select_account", Some(10));
    for request in [someone_else, too_old] {
        let decision = decide(&request, Some(&session(60)), false, None, NOW);
        assert_eq!(word(&decision), "sign-in");
        let decision = after_choice(&request, &session(60), false, None, NOW);
        assert_eq!(word(&decision), "sign-in");
    }
    let request = request("select_account", None);
    let remembered = Scopes::parse("openid offline_access profile");
    for (third_party, consented, then) in [
        (false, None, "issue"),
        (true, None, "consent"),
        (true, Some(&remembered), "issue"),
    ] {
        let decision = decide(&request, Some(&session(60)), third_party, consented, NOW);
        assert_eq!(word(&decision), "choose");
        let decision = after_choice(&request, &session(60), third_party, consented, NOW);
        assert_eq!(word(&decision), then);
    }
}
