//! `/console/sign-in-page/words/{language}`: own words in one language, part by part.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use pages::console::experience::done;
use pages::console::experience::texts::{Row, Texts, address};
use pages::console::{Input, Section};
use pages::{Language, Phrase, PhraseProblem, Phrases};
use store::SignInExperience;

use super::fields::{self, Field};
use super::{save, view};
use crate::console::admin::Admin;
use crate::console::failure;
use crate::console::flash::{self, Done};
use crate::manage::experience;
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::parameters::{LongForm, Query};

/// One part of the words in one language.
#[derive(Clone, Copy)]
struct Part {
    language: Language,
    at: usize,
}

impl Part {
    fn named(tag: &str, query: &Query) -> Option<Self> {
        let mut all = Language::ALL.iter();
        let language = *all.find(|language| language.tag() == tag)?;
        let at = query.0.get("part").unwrap_or("0").parse().ok()?;
        (at < Phrases::PARTS.len()).then_some(Self { language, at })
    }

    fn phrases(self) -> impl Iterator<Item = &'static Phrase> {
        let all = Phrases::all().iter();
        all.filter(move |phrase| phrase.part == self.at)
    }

    fn values(self, experience: &SignInExperience) -> Vec<Field> {
        let own = experience.phrases.get(self.language.tag());
        let text = |key: &str| {
            own.and_then(|own| own.get(key))
                .cloned()
                .unwrap_or_default()
        };
        self.phrases()
            .map(|phrase| (phrase.key, text(phrase.key)))
            .collect()
    }

    fn address(self) -> String {
        address(self.language, self.at)
    }

    fn page(self, state: &Inner, admin: &Admin, edition: String, typed: &[Field]) -> Texts {
        let rows = self.phrases().zip(typed).map(|(phrase, (_, text))| Row {
            key: phrase.key,
            ours: Phrases::built_in(self.language, phrase),
            own: input(phrase.key, text),
        });
        let mut frame = admin.frame(state, Section::SignInPage);
        frame.return_to = self.address();
        Texts {
            frame,
            language: self.language,
            part: self.at,
            edition,
            rows: rows.collect(),
        }
    }
}

/// A field, with what is wrong with its text.
fn input(key: &str, text: &str) -> Input {
    let input = Input::new(text);
    match Phrases::check(key, text) {
        Ok(()) | Err(PhraseProblem::Empty | PhraseProblem::UnknownKey) => input,
        Err(wrong) => match fields::phrase(&wrong) {
            (key, value) if value.is_empty() => input.wrong(key),
            (key, value) => input.wrong_with(key, value),
        },
    }
}

pub(super) async fn get(
    State(state): State<AppState>,
    admin: Admin,
    Path(tag): Path<String>,
    query: Query,
) -> Result<Response, Unexpected> {
    let Some(part) = Part::named(&tag, &query) else {
        return Ok(failure::not_found(State(state), admin).await);
    };
    let values = part.values(&state.store.experience().await?);
    let page = part.page(&state, &admin, fields::edition(&values), &values);
    Ok(view::page(&page))
}

pub(super) async fn post(
    State(state): State<AppState>,
    admin: Admin,
    Path(tag): Path<String>,
    query: Query,
    LongForm(form): LongForm,
) -> Result<Response, Unexpected> {
    let Some(part) = Part::named(&tag, &query) else {
        return Ok(failure::not_found(State(state), admin).await);
    };
    let text = |key| form.get(key).unwrap_or_default().trim().to_owned();
    let typed: Vec<Field> = part.phrases().map(|it| (it.key, text(it.key))).collect();
    if typed
        .iter()
        .any(|(key, text)| input(key, text).problem.is_some())
    {
        let edition = form.get("edition").unwrap_or_default().to_owned();
        let page = part.page(&state, &admin, edition, &typed);
        return Ok(view::page_with(StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let seen = state.store.experience().await?;
    let theirs = part.values(&seen);
    let differing = save::differing(&theirs, &typed);
    let is_seen = form.get("edition") == Some(fields::edition(&theirs).as_str());
    let mut wanted = seen.clone();
    let own = wanted
        .phrases
        .entry(part.language.tag().to_owned())
        .or_default();
    own.extend(
        typed
            .iter()
            .map(|(key, text)| ((*key).to_owned(), text.clone())),
    );
    experience::tidy(&mut wanted);
    let said = if differing.is_empty() {
        done::NOTHING
    } else {
        done::TEXTS
    };
    let author = admin.author(&state);
    let saved = differing.is_empty()
        || is_seen && experience::change(&state.store, author, &seen, &wanted).await?;
    if !saved {
        let theirs = part.values(&state.store.experience().await?);
        let differing = save::differing(&theirs, &typed);
        let address = part.address();
        return save::conflict(&state, &admin, &address, &theirs, &typed, differing).await;
    }
    state.refresh().await?;
    Ok(flash::see_other(
        &state,
        &part.address(),
        &Done::plain(said),
    ))
}
