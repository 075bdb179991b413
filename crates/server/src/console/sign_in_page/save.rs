//! Saving a tab: what is wrong, what somebody else has changed, what will be different, done.

use axum::response::Response;
use http::StatusCode;
use pages::console::Section;
use pages::console::experience::confirm::{Confirm, Differing};
use pages::console::experience::conflict::Conflict;
use pages::console::experience::{Around, Tab, done, problem};
use pages::console::{ConsoleFrame, Problem as Shown};
use store::{SignInExperience, SubjectKind};

use super::fields::{self, Field};
use super::view;
use crate::configuration::site;
use crate::console::admin::Admin;
use crate::console::flash::{self, Done};
use crate::manage::connectors::people_without;
use crate::manage::experience::{self, Known};
use crate::state::{AppState, Inner};
use crate::web::error::Unexpected;
use crate::web::html;
use crate::web::parameters::Parameters;

/// What is around the fields of a tab.
pub(super) fn around(
    tab: Tab,
    frame: &ConsoleFrame,
    experience: &SignInExperience,
    chosen: &Parameters,
) -> Around {
    let site = site(experience);
    Around {
        tab,
        nobody: experience.social.is_empty(),
        edition: fields::edition(&fields::values(tab, experience)),
        view: view::of(chosen, &site.languages, frame.language),
        problems: Vec::new(),
    }
}

/// What came of a form.
pub(super) enum Outcome {
    /// An answer: it is saved, or has to be looked at once more.
    Answer(Response),
    /// It is wrong. The page again, with what was typed.
    Wrong(Box<Wrong>),
}

/// A form that is wrong.
pub(super) struct Wrong {
    /// What was typed.
    pub(super) typed: SignInExperience,
    pub(super) problems: Vec<(&'static str, &'static str, Shown)>,
    /// The edition that the form was about.
    pub(super) edition: String,
}

/// Saves the form of a tab.
pub(super) async fn save(
    state: &AppState,
    admin: &Admin,
    tab: Tab,
    form: &Parameters,
) -> Result<Outcome, Unexpected> {
    let seen = state.store.experience().await?;
    let mut wanted = seen.clone();
    fields::onto(tab, form, &mut wanted);
    let typed = wanted.clone();
    experience::tidy(&mut wanted);
    let records = state.store.connectors().await?;
    let found = experience::problems(&wanted, &Known::of(&records));
    let mut problems: Vec<_> = found.iter().map(|it| fields::shown(tab, it)).collect();
    if tab == Tab::Words && fields::enabled(form).is_empty() {
        let key = problem::LANGUAGES_NONE;
        let value = String::new();
        problems.push(("enabled", "languages-on", Shown { key, value }));
    }
    if !problems.is_empty() {
        let edition = form.get("edition").unwrap_or_default().to_owned();
        return Ok(Outcome::Wrong(Box::new(Wrong {
            typed,
            problems,
            edition,
        })));
    }
    let theirs = fields::values(tab, &seen);
    let mine = fields::values(tab, &wanted);
    let differing = differing(&theirs, &mine);
    let chosen = view::of(
        form,
        &site(&wanted).languages,
        admin.frame(state, None).language,
    );
    let back = format!("{}?{}", tab.address(), view::query(&chosen));
    if differing.is_empty() {
        return Ok(Outcome::Answer(flash::see_other(
            state,
            &back,
            &Done::plain(done::NOTHING),
        )));
    }
    if form.get("edition") != Some(fields::edition(&theirs).as_str()) {
        let conflict = conflict(state, admin, tab.address(), &theirs, &mine, differing).await?;
        return Ok(Outcome::Answer(conflict));
    }
    if form.get("confirmed").is_none() && needs_confirmation(tab, &differing) {
        let gone = seen.social.iter().filter(|id| !wanted.social.contains(id));
        let mut stranded = Vec::new();
        for id in gone {
            let record = records.iter().find(|record| record.id == *id);
            if let Some(record) = record {
                stranded.push((id.clone(), people_without(&state.store, record).await?));
            }
        }
        let page = Confirm {
            frame: admin.frame(state, Section::SignInPage),
            tab,
            changes: differing,
            gone: stranded,
            nobody: wanted.social.is_empty(),
            hidden: carried(form),
        };
        return Ok(Outcome::Answer(html::page(StatusCode::OK, &page, &[])));
    }
    let author = admin.author(state);
    if !experience::change(&state.store, author, &seen, &wanted).await? {
        // Somebody was quicker in this very moment.
        let now = state.store.experience().await?;
        let theirs = fields::values(tab, &now);
        let differing = self::differing(&theirs, &mine);
        let conflict = conflict(state, admin, tab.address(), &theirs, &mine, differing).await?;
        return Ok(Outcome::Answer(conflict));
    }
    state.refresh().await?;
    let said = match tab {
        Tab::Ways => done::WAYS,
        Tab::Look => done::LOOK,
        Tab::Words => done::WORDS,
        Tab::Rules => done::RULES,
    };
    Ok(Outcome::Answer(flash::see_other(
        state,
        &back,
        &Done::plain(said),
    )))
}

/// The fields that are not the same.
pub(super) fn differing(before: &[Field], after: &[Field]) -> Vec<Differing> {
    let both = before.iter().zip(after);
    both.filter(|((_, before), (_, after))| before != after)
        .map(|((name, before), (_, after))| Differing {
            name,
            before: before.clone(),
            after: after.clone(),
        })
        .collect()
}

/// Whether what changes touches everybody who signs in: ways that come or go, and rules.
fn needs_confirmation(tab: Tab, differing: &[Differing]) -> bool {
    let sorted = |text: &str| {
        let mut ids: Vec<&str> = text.split(' ').collect();
        ids.sort_unstable();
        ids.join(" ")
    };
    match tab {
        Tab::Ways => differing
            .iter()
            .any(|field| sorted(&field.before) != sorted(&field.after)),
        Tab::Rules => differing
            .iter()
            .any(|field| !matches!(field.name, "terms_url" | "privacy_url")),
        Tab::Look | Tab::Words => false,
    }
}

/// Everything that the form has said, to be said again.
fn carried(form: &Parameters) -> Vec<(String, String)> {
    let fields = form.iter().filter(|(name, _)| *name != "csrf");
    fields
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// Both values of each field, for whoever was slower.
pub(super) async fn conflict(
    state: &Inner,
    admin: &Admin,
    address: &str,
    theirs: &[Field],
    mine: &[Field],
    fields: Vec<Differing>,
) -> Result<Response, Unexpected> {
    let kind = SubjectKind::SignInExperience;
    let changes = state.store.changes_of(kind, experience::SUBJECT, None, 1);
    let last = changes.await?.into_iter().next();
    let same = mine
        .iter()
        .filter(|(name, _)| fields.iter().all(|it| it.name != *name));
    let mut hidden: Vec<(String, String)> = same
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    hidden.push(("edition".to_owned(), fields::edition(theirs)));
    let page = Conflict {
        frame: admin.frame(state, Section::SignInPage),
        address: address.to_owned(),
        by: last.map(|change| (change.actor.name, change.at)),
        fields,
        hidden,
    };
    Ok(html::page(StatusCode::CONFLICT, &page, &[]))
}
