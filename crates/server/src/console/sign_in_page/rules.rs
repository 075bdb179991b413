//! `/console/sign-in-page/rules`: who may come in, and what they agree to.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use pages::console::experience::rules::Rules;
use pages::console::experience::{Around, Tab};
use pages::console::{ConsoleFrame, Input, Section};
use store::{AgreeToTerms, SignInExperience, SignInMode, UnknownIdentity};

use super::save::{self, Outcome};
use super::view;
use crate::console::admin::Admin;
use crate::state::AppState;
use crate::web::error::Unexpected;
use crate::web::parameters::{LongForm, Query};

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let saved = state.store.experience().await?;
    let frame = admin.frame(&state, Section::SignInPage);
    let around = save::around(Tab::Rules, &frame, &saved, &query);
    Ok(view::page(&page(frame, around, &saved)))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    match save::save(&state, &admin, Tab::Rules, &form).await? {
        Outcome::Answer(answer) => Ok(answer),
        Outcome::Wrong(wrong) => {
            let frame = admin.frame(&state, Section::SignInPage);
            let saved = state.store.experience().await?;
            let around = Around {
                problems: wrong.problems,
                edition: wrong.edition,
                ..save::around(Tab::Rules, &frame, &saved, &form)
            };
            let page = page(frame, around, &wrong.typed);
            Ok(view::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

fn page(frame: ConsoleFrame, around: Around, shown: &SignInExperience) -> Rules {
    let input = |id: &str, value: &Option<String>| Input {
        value: value.clone().unwrap_or_default(),
        problem: around
            .problems
            .iter()
            .find(|(field, ..)| *field == id)
            .map(|(.., problem)| problem.clone()),
    };
    let agree = match shown.agree_to_terms {
        AgreeToTerms::Automatic => "automatic",
        AgreeToTerms::ManualRegistrationOnly => "manual_registration_only",
        AgreeToTerms::Manual => "manual",
    };
    Rules {
        open: shown.sign_in_mode == SignInMode::SignInAndRegister,
        ask: shown.unknown_identity == UnknownIdentity::Ask,
        require_name: shown.require_name,
        agree: agree.to_owned(),
        terms_url: input("terms_url", &shown.terms_url),
        privacy_url: input("privacy_url", &shown.privacy_url),
        frame,
        around,
    }
}
