use super::*;
use crate::ApplicationType;

fn application() -> Application {
    Application {
        redirect_uris: vec!["https://app.example/cb".to_owned()],
        post_logout_redirect_uris: vec![
            "https://app.example/".to_owned(),
            "https://app.example/bye?x=1".to_owned(),
            "http://localhost/bye".to_owned(),
        ],
        ..Application::new("paperboat", "Paperboat", ApplicationType::Native)
    }
}

const OURS: Hint<'_> = Hint {
    application_id: "paperboat",
    session_id: "s1",
};
const SESSION: SessionView<'_> = SessionView {
    user_id: "u1",
    auth_time: 1,
    session_id: "s1",
};

fn request(text: &str) -> LogoutRequest {
    parse(&Parameters::parse(text).unwrap()).unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "so the tables stay readable")]
fn to(uri: &str) -> Option<String> {
    Some(uri.to_owned())
}

#[test]
fn each_name_may_be_there_once() {
    for name in [
        "id_token_hint",
        "client_id",
        "post_logout_redirect_uri",
        "state",
        "ui_locales",
    ] {
        let parameters = Parameters::parse(format!("{name}=a&{name}=a")).unwrap();
        assert!(parse(&parameters).is_err(), "{name}");
    }
    let empty = request("id_token_hint=&client_id=&state=");
    assert!(empty.id_token_hint.is_none() && empty.client_id.is_none() && empty.state.is_none());
}

#[test]
fn the_id_token_of_this_session_asks_nothing() {
    let ended = |redirect| LogoutDecision::EndNow { redirect };
    let asked = |redirect| LogoutDecision::Ask { redirect };
    let elsewhere = Hint {
        session_id: "s2",
        ..OURS
    };
    let nowhere = Hint {
        session_id: "",
        ..OURS
    };
    let back = "post_logout_redirect_uri=https://app.example/";
    let with_client = format!("client_id=paperboat&{back}");
    let table = [
        (
            back,
            Some(OURS),
            Some(SESSION),
            ended(to("https://app.example/")),
        ),
        ("", Some(OURS), Some(SESSION), ended(None)),
        (
            back,
            Some(elsewhere),
            Some(SESSION),
            asked(to("https://app.example/")),
        ),
        (
            back,
            Some(nowhere),
            Some(SESSION),
            asked(to("https://app.example/")),
        ),
        (
            &*with_client,
            None,
            Some(SESSION),
            asked(to("https://app.example/")),
        ),
        (
            &with_client,
            Some(OURS),
            Some(SESSION),
            ended(to("https://app.example/")),
        ),
        (&with_client, None, None, ended(to("https://app.example/"))),
        (
            back,
            Some(elsewhere),
            None,
            ended(to("https://app.example/")),
        ),
        ("client_id=paperboat", None, Some(SESSION), asked(None)),
        ("", None, Some(SESSION), asked(None)),
        ("", None, None, ended(None)),
        ("state=x", None, Some(SESSION), asked(None)),
    ];
    for (text, hint, session, expected) in table {
        let request = request(text);
        let application = request.application_id(hint.as_ref()).map(|_| application());
        let decision = decide(
            &request,
            hint.as_ref(),
            application.as_ref(),
            session.as_ref(),
        );
        assert_eq!(decision, expected, "{text} {hint:?}");
    }
}

#[test]
fn state_is_given_back() {
    let table = [
        ("https://app.example/", "https://app.example/?state=a+b%26c"),
        (
            "https://app.example/bye?x=1",
            "https://app.example/bye?x=1&state=a+b%26c",
        ),
    ];
    for (uri, expected) in table {
        let request = LogoutRequest {
            post_logout_redirect_uri: to(uri),
            ..request("client_id=paperboat&state=a+b%26c")
        };
        assert_eq!(
            decide(&request, None, Some(&application()), None),
            LogoutDecision::EndNow {
                redirect: to(expected)
            }
        );
    }
}

#[test]
fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let tricks = [
        "https://evil.example/",
        "https://app.example",
        "https://app.example/cb",
        "https://app.example/?x",
        "https://app.example/#",
        "https://app.example@evil.example/",
        "https://app.example.evil.example/",
        "https://app.example\\@evil.example/",
        "HTTPS://app.example/",
        "https://app.example:443/",
        "//evil.example/",
        "javascript:alert(1)",
        // The port is free at sign-in only, where the application has just opened it.
        "http://localhost:4000/bye",
    ];
    for trick in tricks {
        for hint in [None, Some(OURS)] {
            for session in [None, Some(SESSION)] {
                let request = LogoutRequest {
                    post_logout_redirect_uri: to(trick),
                    ..request("client_id=paperboat")
                };
                assert_eq!(
                    decide(
                        &request,
                        hint.as_ref(),
                        Some(&application()),
                        session.as_ref()
                    ),
                    LogoutDecision::Reject(LogoutProblem::RedirectUriNotRegistered),
                    "{trick}"
                );
            }
        }
    }
}

#[test]
fn the_application_must_be_one_and_known() {
    use LogoutProblem::{ApplicationDiffers, ApplicationMissing, ApplicationUnknown};
    let ours = application();
    let back = "post_logout_redirect_uri=https://app.example/";
    let table = [
        (back.to_owned(), None, None, ApplicationMissing),
        (back.to_owned(), None, Some(&ours), ApplicationMissing),
        (
            format!("{back}&client_id=gone"),
            None,
            None,
            ApplicationUnknown,
        ),
        (
            format!("{back}&client_id=gone"),
            None,
            Some(&ours),
            ApplicationUnknown,
        ),
        ("client_id=gone".to_owned(), None, None, ApplicationUnknown),
        (
            format!("{back}&client_id=other"),
            Some(OURS),
            Some(&ours),
            ApplicationDiffers,
        ),
        (back.to_owned(), Some(OURS), None, ApplicationUnknown),
    ];
    for (text, hint, application, problem) in table {
        let decision = decide(&request(&text), hint.as_ref(), application, Some(&SESSION));
        assert_eq!(decision, LogoutDecision::Reject(problem), "{text} {hint:?}");
    }
}
