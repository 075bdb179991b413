//! What a sign-in experience may be: the one gate for the file of `apply`, the Management API
//! and the console.

mod css;
pub(crate) mod picture;
mod problem;

use std::collections::{BTreeMap, BTreeSet};

use pages::colour::Colour;
use pages::{Language, Phrases, display_name};
use store::{
    Action, AgreeToTerms, ConnectorRecord, SignInExperience, Store, StoreError, SubjectKind,
    UnknownIdentity,
};
use url::Url;

use super::{Author, diff};
use crate::configuration::are_two;

pub(crate) use css::CssProblem;
pub(crate) use problem::{Problem, Wrong};

/// The longest name of whoever runs the server, in characters.
const LONGEST_NAME: usize = 100;
/// The longest address, in characters.
const LONGEST_ADDRESS: usize = 2048;

/// The connectors that there are.
pub(crate) struct Known(BTreeMap<String, Facts>);

/// What matters of a connector here.
struct Facts {
    /// Whether it has what it needs.
    works: bool,
    /// Whom it knows; nobody, where it works in no browser.
    population: Option<String>,
}

impl Known {
    pub(crate) fn of(records: &[ConnectorRecord]) -> Self {
        let facts = |record: &ConnectorRecord| {
            let factory = connectors::factory(&record.factory)?;
            let built = factory.build(&record.config, record.endpoints.as_ref());
            let built = built.ok()?;
            let in_browsers = !built.metadata().is_native();
            Some(in_browsers.then(|| built.population()))
        };
        let each = records.iter().map(|record| {
            let facts = facts(record);
            let facts = Facts {
                works: facts.is_some(),
                population: facts.flatten(),
            };
            (record.id.clone(), facts)
        });
        Self(each.collect())
    }

    /// Whether somebody could prove an account in another way.
    fn are_two_ways(&self, social: &[String]) -> bool {
        let ways = social.iter().filter_map(|id| self.0.get(id));
        are_two(ways.filter_map(|way| way.population.clone()))
    }
}

/// Changes the experience and writes the change down, unless it is no longer as somebody has
/// seen it. Pictures that nobody has named for a day go on this occasion.
pub(crate) async fn change(
    store: &Store,
    author: Author<'_>,
    seen: &SignInExperience,
    wanted: &SignInExperience,
) -> Result<bool, StoreError> {
    let document = |experience| serde_json::to_value(experience).unwrap_or_default();
    let fields = diff(&document(seen), &document(wanted), &[]);
    if fields.is_empty() {
        return Ok(true);
    }
    let subject = (SubjectKind::SignInExperience, SUBJECT, SUBJECT);
    let change = author.change(Action::Changed, subject, &fields);
    let changed = store.change_experience(seen, wanted, &change).await?;
    if changed {
        let used = [&wanted.logo, &wanted.dark_logo, &wanted.favicon];
        let used = used.map(Option::as_deref);
        store.delete_unused_images(used, change.at).await?;
    }
    Ok(changed)
}

/// The id of the experience in the change history.
pub(crate) const SUBJECT: &str = "sign_in_experience";

/// Brings an experience into its plain form: nothing for what is empty, languages by their
/// tags as we write them, no own words where there are none.
pub(crate) fn tidy(experience: &mut SignInExperience) {
    for text in [
        &mut experience.terms_url,
        &mut experience.privacy_url,
        &mut experience.organisation,
        &mut experience.support_email,
        &mut experience.support_website,
        &mut experience.colour.primary,
        &mut experience.colour.dark_primary,
        &mut experience.logo,
        &mut experience.dark_logo,
        &mut experience.favicon,
        &mut experience.custom_css,
    ] {
        let trimmed = text.as_deref().map(str::trim);
        *text = trimmed.filter(|text| !text.is_empty()).map(str::to_owned);
    }
    let languages = &mut experience.languages;
    for tag in languages
        .enabled
        .iter_mut()
        .chain([&mut languages.fallback])
    {
        if let Some(language) = language(tag) {
            language.tag().clone_into(tag);
        }
    }
    let phrases = std::mem::take(&mut experience.phrases);
    for (tag, texts) in phrases {
        let tag = language(&tag).map_or(tag, |language| language.tag().to_owned());
        let kept = experience.phrases.entry(tag).or_default();
        kept.extend(
            texts
                .into_iter()
                .filter(|(_, text)| !text.trim().is_empty()),
        );
    }
    experience.phrases.retain(|_, texts| !texts.is_empty());
}

/// What is wrong with an experience, given the connectors that there are.
pub(crate) fn problems(experience: &SignInExperience, connectors: &Known) -> Vec<Problem> {
    let mut found = Found::default();
    found.social(experience, connectors);
    found.rules(experience, connectors);
    found.addresses(experience);
    found.look(experience);
    found.languages(experience);
    found.phrases(experience);
    found.0
}

/// Whether a style sheet would be taken; none at all would.
pub(crate) fn is_sheet(sheet: Option<&str>) -> bool {
    sheet.is_none_or(|sheet| css::check(sheet).is_ok())
}

/// A language by its own tag; a region does not make another one.
fn language(tag: &str) -> Option<Language> {
    let all = Language::ALL.iter().copied();
    let mut all = all.filter(|language| language.tag().eq_ignore_ascii_case(tag.trim()));
    all.next()
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, field: &'static str, what: Wrong) {
        self.0.push(Problem { field, what });
    }

    fn social(&mut self, experience: &SignInExperience, connectors: &Known) {
        let mut seen = BTreeSet::new();
        for id in &experience.social {
            match connectors.0.get(id) {
                None => self.add("social", Wrong::NoConnector(id.clone())),
                Some(_) if !seen.insert(id) => self.add("social", Wrong::Twice(id.clone())),
                Some(way) if !way.works => self.add("social", Wrong::NotSetUp(id.clone())),
                Some(_) => {}
            }
        }
    }

    fn rules(&mut self, experience: &SignInExperience, connectors: &Known) {
        let asks = experience.unknown_identity == UnknownIdentity::Ask;
        if asks && !connectors.are_two_ways(&experience.social) {
            self.add("unknown_identity", Wrong::NoSecondWay);
        }
        let has_terms = experience.terms_url.is_some() || experience.privacy_url.is_some();
        if experience.agree_to_terms != AgreeToTerms::Automatic && !has_terms {
            self.add("agree_to_terms", Wrong::NothingToAgreeTo);
        }
    }

    fn addresses(&mut self, experience: &SignInExperience) {
        for (field, address) in [
            ("terms_url", &experience.terms_url),
            ("privacy_url", &experience.privacy_url),
            ("support_website", &experience.support_website),
        ] {
            if let Some(address) = address.as_deref().filter(|address| !is_page(address)) {
                self.add(field, Wrong::Address(address.to_owned()));
            }
        }
        let email = experience.support_email.as_deref();
        if let Some(email) = email.filter(|email| !is_email(email)) {
            self.add("support_email", Wrong::Email(email.to_owned()));
        }
        if let Some(name) = &experience.organisation {
            if name.chars().count() > LONGEST_NAME {
                self.add("organisation", Wrong::TooLong(LONGEST_NAME));
            } else if display_name(name).is_none() || name.chars().any(char::is_control) {
                self.add("organisation", Wrong::Invisible);
            }
        }
    }

    fn look(&mut self, experience: &SignInExperience) {
        let colour = &experience.colour;
        for (field, text) in [
            ("colour.primary", &colour.primary),
            ("colour.dark_primary", &colour.dark_primary),
        ] {
            let text = text.as_deref();
            if let Some(text) = text.filter(|text| Colour::parse(text).is_none()) {
                self.add(field, Wrong::Colour(text.to_owned()));
            }
        }
        if colour.dark_primary.is_some() && colour.primary.is_none() {
            self.add("colour.dark_primary", Wrong::Needs("colour.primary"));
        }
        if experience.dark_logo.is_some() && experience.logo.is_none() {
            self.add("dark_logo", Wrong::Needs("logo"));
        }
        let css = experience.custom_css.as_deref();
        if let Some(Err(problem)) = css.map(css::check) {
            self.add("custom_css", Wrong::Css(problem));
        }
    }

    fn languages(&mut self, experience: &SignInExperience) {
        let languages = &experience.languages;
        let mut seen = BTreeSet::new();
        for tag in &languages.enabled {
            if language(tag).is_none() {
                self.add("languages.enabled", Wrong::NoLanguage(tag.clone()));
            } else if !seen.insert(tag) {
                self.add("languages.enabled", Wrong::Twice(tag.clone()));
            }
        }
        let fallback = &languages.fallback;
        if language(fallback).is_none() {
            self.add("languages.fallback", Wrong::NoLanguage(fallback.clone()));
        } else if !languages.enabled.is_empty() && !languages.enabled.contains(fallback) {
            self.add("languages.fallback", Wrong::LanguageOff(fallback.clone()));
        }
    }

    fn phrases(&mut self, experience: &SignInExperience) {
        for (tag, texts) in &experience.phrases {
            if language(tag).is_none() {
                self.add("phrases", Wrong::NoLanguage(tag.clone()));
            }
            for (key, text) in texts {
                if let Err(problem) = Phrases::check(key, text) {
                    let what = Wrong::Phrase {
                        language: tag.clone(),
                        key: key.clone(),
                        problem,
                    };
                    self.add("phrases", what);
                }
            }
        }
    }
}

/// Whether an address is one of a page in the web, without anybody's password in it.
fn is_page(address: &str) -> bool {
    let url = Url::parse(address).ok();
    address.chars().count() <= LONGEST_ADDRESS
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
        && url.is_some_and(|url| {
            matches!(url.scheme(), "https" | "http")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        })
}

/// Whether an address looks like one of mail, and does in a `mailto:` what it says and nothing more.
fn is_email(address: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_+'@".contains(c);
    let parts = address.split_once('@');
    address.len() <= 254
        && address.chars().all(plain)
        && parts.is_some_and(|(person, host)| {
            let names: Vec<&str> = host.split('.').collect();
            !person.is_empty()
                && names.len() > 1
                && names.iter().all(|name| !name.is_empty())
                && !host.contains('@')
        })
}

#[cfg(test)]
mod tests;
