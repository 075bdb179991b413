//! Whatever strangers send: every reader of theirs answers, and what it answers can be written on
//! the wire.

use proptest::prelude::*;

use crate::{
    Application, ApplicationType, OAuthError, Parameters, Resource, Resources, authorization,
    bearer, introspection, logout, redirect_uri, revocation, token,
};

/// RFC 6749 section 5.2: no quotation mark, no backslash, nothing that is not printable ASCII.
fn can_be_written(error: &OAuthError) -> bool {
    let allowed = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
    !error.description.is_empty() && error.description.bytes().all(allowed)
}

fn applications() -> impl Iterator<Item = Application> {
    use ApplicationType::{MachineToMachine, Native, Spa, Traditional};
    [Traditional, Spa, Native, MachineToMachine]
        .map(|kind| Application {
            redirect_uris: vec![
                "https://app.example/cb".to_owned(),
                "http://127.0.0.1/cb".to_owned(),
            ],
            post_logout_redirect_uris: vec!["https://app.example/".to_owned()],
            ..Application::new("app", "App", kind)
        })
        .into_iter()
}

const CALLED: token::Called<'_> = token::Called {
    issuer: "https://id.example/oidc",
    endpoint: "/token",
    now: 0,
};

/// Names that mean something somewhere, so that chance meets the code behind them.
const NAMES: &[&str] = &[
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "prompt",
    "max_age",
    "login_hint",
    "id_token_hint",
    "ui_locales",
    "display",
    "claims",
    "acr_values",
    "direct_sign_in",
    "code_challenge",
    "code_challenge_method",
    "request",
    "request_uri",
    "resource",
    "grant_type",
    "code",
    "code_verifier",
    "refresh_token",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "device_code",
    "token",
    "token_type_hint",
    "access_token",
    "post_logout_redirect_uri",
    "unheard_of",
];

/// Values that lead on, beside any text at all.
const VALUES: &[&str] = &[
    "",
    "app",
    "https://app.example/cb",
    "http://127.0.0.1:49152/cb",
    "code",
    "form_post",
    "query",
    "openid profile",
    "none",
    "none login",
    "S256",
    "plain",
    "0",
    "-1",
    "99999999999999999999",
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
    "{\"id_token\":{\"acr\":{\"essential\":true}}}",
    "{",
    "\"",
    "https://evil.example/",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    "https://default.logto.app/api",
];

fn requests() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        9 => prop::sample::select(NAMES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    let value = prop_oneof![
        4 => prop::sample::select(VALUES).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec((name, value), 0..14).prop_map(|pairs| {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn authorization_requests(text in requests()) {
        let Ok(parameters) = Parameters::parse(&text) else { return Ok(()) };
        let _ = authorization::client_id(&parameters);
        let all = [Resource::new("r1", "https://api.example", "API")];
        let known = Resources { all: &all, default: all.first() };
        for application in applications() {
            match authorization::validate(&parameters, &application, &known) {
                // Whoever is answered is answered where the application lives.
                Ok(request) => prop_assert!(redirect_uri::matches(
                    &application.redirect_uris, application.kind, &request.redirect_uri,
                )),
                Err(authorization::Rejection::Redirect(redirect)) => {
                    prop_assert!(can_be_written(&redirect.error), "{}", redirect.error);
                    prop_assert!(redirect_uri::matches(
                        &application.redirect_uris, application.kind, &redirect.redirect_uri,
                    ));
                }
                Err(authorization::Rejection::Page(_)) => {}
            }
        }
    }

    #[test]
    fn requests_of_applications(text in requests(), header in prop::option::of(any::<String>())) {
        let Ok(parameters) = Parameters::parse(&text) else { return Ok(()) };
        let errors = [
            token::credentials(header.as_deref(), &parameters, &CALLED).err(),
            token::grant_request(&parameters).err(),
            revocation::token(&parameters).err(),
            introspection::token(&parameters).err(),
            bearer::token_in(header.as_deref(), Some(&parameters)).err(),
            logout::parse(&parameters).err(),
        ];
        for error in errors.into_iter().flatten() {
            prop_assert!(can_be_written(&error), "{error}");
        }
    }

    #[test]
    fn addresses(registered in any::<String>(), given in any::<String>()) {
        let registered = [registered];
        for application in applications() {
            if redirect_uri::matches(&registered, application.kind, &given) {
                prop_assert_eq!(&registered[0], &given);
            }
        }
    }
}
