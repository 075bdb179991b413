//! `/console/sign-in-page/preview`: a hosted page to look at, as it is or as a form would have
//! it. Nothing on it can be pressed, and nothing is changed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::StatusCode;
use pages::console::experience::Tab;
use pages::preview::State as Shown;
use pages::sign_in::Way;
use pages::{Application, Frame, Html, Language, Page};
use store::SignInExperience;

use super::{fields, view};
use crate::configuration::site;
use crate::console::admin::Admin;
use crate::manage::experience;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::headers::Policy;
use crate::web::html;
use crate::web::parameters::{LongForm, Parameters, Query};

/// Somebody, so that there is somebody.
const PERSON: &str = "小明";

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Query(query): Query,
) -> Result<Response, Unexpected> {
    let saved = state.store.experience().await?;
    show(&state, &admin, &query, &saved).await
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    let mut drafted = state.store.experience().await?;
    if let Some(tab) = form.get("tab").and_then(Tab::named) {
        fields::onto(tab, &form, &mut drafted);
        experience::tidy(&mut drafted);
    }
    // What is wrong stays as it would be without: a preview shows what can be shown.
    if !experience::is_sheet(drafted.custom_css.as_deref()) {
        drafted.custom_css = None;
    }
    show(&state, &admin, &form, &drafted).await
}

async fn show(
    state: &Inner,
    admin: &Admin,
    chosen: &Parameters,
    drafted: &SignInExperience,
) -> Result<Response, Unexpected> {
    let mut site = site(drafted);
    let view = view::of(chosen, &site.languages, admin.frame(state, None).language);
    // The sheet is not kept anywhere yet, so it comes with the page.
    site.styles
        .retain(|address| !address.starts_with("/assets/custom/"));
    let sheet = drafted.custom_css.as_deref();
    let sheet = sheet.map(|css| format!("data:text/css;base64,{}", BASE64_STANDARD.encode(css)));
    site.styles.extend(sheet);
    let applications = state.store.applications().await?;
    let mut named = applications.into_iter().filter(oidc_signs_people_in);
    let name = named.next().map(|application| application.name);
    let frame = Frame {
        language: view.language,
        theme: view.theme,
        simulator: state.configuration().simulator(),
        application: Some(Application {
            name: name.unwrap_or_else(|| "Paperboat".to_owned()),
            home: Some("https://paperboat.example/".to_owned()),
        }),
        return_to: "/".to_owned(),
        csrf: String::new(),
        site: Arc::new(site),
        preview: true,
    };
    let ways = ways(state, drafted, view.language).await?;
    let shown = Shown::named(&view.state).unwrap_or(Shown::SignIn);
    let policy = Policy {
        framed_by_us: true,
        only_to_look_at: true,
        ..Policy::default()
    };
    let page = Ready(shown.preview(&frame, PERSON, &ways));
    Ok(html::page_with(StatusCode::OK, &page, &policy))
}

/// A page that is HTML already.
struct Ready(Html);

impl Page for Ready {
    fn render(&self) -> Html {
        self.0.clone()
    }
}

fn oidc_signs_people_in(application: &oidc::Application) -> bool {
    application.kind != oidc::ApplicationType::MachineToMachine
}

/// The buttons that there would be.
async fn ways(
    state: &Inner,
    drafted: &SignInExperience,
    language: Language,
) -> Result<Vec<Way>, Unexpected> {
    let records = state.store.connectors().await?;
    let way = |id: &String| {
        let record = records.iter().find(|record| record.id == *id)?;
        let metadata = connectors::factory(&record.factory)?.metadata();
        (!metadata.is_native()).then(|| Way {
            connector: id.clone(),
            target: metadata.target.to_owned(),
            name: metadata.name.text(language.tag()).to_owned(),
            last_used: false,
            is_simulated: record.endpoints.is_some(),
        })
    };
    Ok(drafted.social.iter().filter_map(way).collect())
}
