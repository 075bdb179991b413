//! The fields of each tab's form, and what they say about an experience.

use pages::Language;
use pages::console::Problem as Shown;
use pages::console::experience::{Tab, confirm, problem};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::SignInExperience;

use crate::manage::experience::{CssProblem, Problem, Wrong};
use crate::web::parameters::Parameters;

/// A field with its value.
pub(super) type Field = (&'static str, String);

/// What the form of a tab begins with.
pub(super) fn values(tab: Tab, experience: &SignInExperience) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let yes = |on: bool| if on { "yes" } else { "" }.to_owned();
    match tab {
        Tab::Ways => vec![
            ("social", experience.social.join(" ")),
            ("qr_code", word(&experience.qr_code)),
        ],
        Tab::Look => vec![
            ("primary", text(&experience.colour.primary)),
            ("dark_primary", text(&experience.colour.dark_primary)),
            ("dark_mode", yes(experience.colour.dark_mode)),
            ("organisation", text(&experience.organisation)),
            ("support_email", text(&experience.support_email)),
            ("support_website", text(&experience.support_website)),
            ("custom_css", text(&experience.custom_css)),
        ],
        Tab::Words => vec![
            ("enabled", on(experience).join(" ")),
            ("auto_detect", yes(experience.languages.auto_detect)),
            ("fallback", experience.languages.fallback.clone()),
        ],
        Tab::Rules => vec![
            ("sign_in_mode", word(&experience.sign_in_mode)),
            ("unknown_identity", word(&experience.unknown_identity)),
            ("require_name", yes(experience.require_name)),
            ("agree_to_terms", word(&experience.agree_to_terms)),
            ("terms_url", text(&experience.terms_url)),
            ("privacy_url", text(&experience.privacy_url)),
        ],
    }
}

/// What the form of a tab makes of an experience. A box that is not ticked is not sent, so
/// what is absent is off, or empty.
pub(super) fn onto(tab: Tab, form: &Parameters, experience: &mut SignInExperience) {
    let text = |name: &str| form.get(name).map(|text| text.replace("\r\n", "\n"));
    let yes = |name: &str| form.get(name).is_some();
    match tab {
        Tab::Ways => {
            experience.social = social(form);
            choose(&mut experience.qr_code, form.get("qr_code"));
        }
        Tab::Look => {
            experience.colour.primary = text("primary");
            experience.colour.dark_primary = text("dark_primary");
            experience.colour.dark_mode = yes("dark_mode");
            experience.organisation = text("organisation");
            experience.support_email = text("support_email");
            experience.support_website = text("support_website");
            experience.custom_css = text("custom_css");
        }
        Tab::Words => {
            let enabled = enabled(form);
            // All of them is what is there without a choice, so that a new one joins them.
            let all = enabled.len() == Language::ALL.len();
            experience.languages.enabled = if all { Vec::new() } else { enabled };
            experience.languages.auto_detect = yes("auto_detect");
            experience.languages.fallback = text("fallback").unwrap_or_default();
        }
        Tab::Rules => {
            choose(&mut experience.sign_in_mode, form.get("sign_in_mode"));
            choose(
                &mut experience.unknown_identity,
                form.get("unknown_identity"),
            );
            choose(&mut experience.agree_to_terms, form.get("agree_to_terms"));
            experience.require_name = yes("require_name");
            experience.terms_url = text("terms_url");
            experience.privacy_url = text("privacy_url");
        }
    }
}

/// The ids of the ways that are on. The form has all of them in their order, with a box for
/// each; when two administrators meet, it has the list.
fn social(form: &Parameters) -> Vec<String> {
    let ids = |name| form.get(name).unwrap_or_default().split_whitespace();
    let ticked = ids("order").filter(|id| form.get(&format!("on-{id}")).is_some());
    match form.get("order") {
        Some(_) => ticked.map(str::to_owned).collect(),
        None => ids("social").map(str::to_owned).collect(),
    }
}

/// The tags of the languages that are ticked, or the list of them.
pub(super) fn enabled(form: &Parameters) -> Vec<String> {
    if let Some(list) = form.get("enabled") {
        return list.split_whitespace().map(str::to_owned).collect();
    }
    let tags = Language::ALL.iter().map(|language| language.tag());
    tags.filter(|tag| form.get(&format!("language-{tag}")).is_some())
        .map(str::to_owned)
        .collect()
}

/// The tags of the languages that are on, named one by one.
pub(super) fn on(experience: &SignInExperience) -> Vec<String> {
    if experience.languages.enabled.is_empty() {
        let all = Language::ALL.iter();
        all.map(|language| language.tag().to_owned()).collect()
    } else {
        experience.languages.enabled.clone()
    }
}

fn word(value: &impl serde::Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

fn choose<T: DeserializeOwned>(place: &mut T, given: Option<&str>) {
    let chosen = given.map(|word| serde_json::from_value(Value::from(word)));
    if let Some(Ok(chosen)) = chosen {
        *place = chosen;
    }
}

/// What stands for fields as they are, so that a change in between is noticed.
pub(super) fn edition(fields: &[(impl AsRef<str>, String)]) -> String {
    let mut text = String::new();
    for (name, value) in fields {
        text.extend([name.as_ref(), "=", value, "\0"]);
    }
    keys::base64url(&keys::sha256(text.as_bytes())[..12])
}

/// What is wrong, at the field of the tab where it can be put right: id, key of its label,
/// the problem.
pub(super) fn shown(tab: Tab, problem: &Problem) -> (&'static str, &'static str, Shown) {
    let field = match problem.field {
        "colour.primary" => "primary",
        "colour.dark_primary" => "dark_primary",
        "languages.enabled" => "enabled",
        "languages.fallback" => "fallback",
        "dark_logo" | "logo" | "favicon" => "pictures",
        other => other,
    };
    let label = match field {
        "pictures" => "look-pictures",
        field => confirm::label(field),
    };
    let has = |name: &str| {
        values(tab, &SignInExperience::default())
            .iter()
            .any(|it| it.0 == name)
    };
    let id = match tab {
        _ if has(field) || field == "pictures" => field,
        Tab::Ways => "social",
        Tab::Look => "primary",
        Tab::Words => "enabled",
        Tab::Rules => "unknown_identity",
    };
    let (key, value) = sentence(&problem.what);
    (id, label, Shown { key, value })
}

/// The key of a sentence, and what it quotes.
pub(super) fn sentence(wrong: &Wrong) -> (&'static str, String) {
    let plain = |key| (key, String::new());
    match wrong {
        Wrong::NoConnector(id) => (problem::NO_CONNECTOR, id.clone()),
        Wrong::NotSetUp(id) => (problem::NOT_SET_UP, id.clone()),
        Wrong::Twice(value) => (problem::TWICE, value.clone()),
        Wrong::NoSecondWay => plain(problem::NO_SECOND_WAY),
        Wrong::NothingToAgreeTo => plain(problem::NOTHING_TO_AGREE_TO),
        Wrong::Address(_) => plain(problem::ADDRESS),
        Wrong::Email(_) => plain(problem::EMAIL),
        Wrong::TooLong(most) => (problem::TOO_LONG, most.to_string()),
        Wrong::Invisible => plain(problem::INVISIBLE),
        Wrong::Colour(_) => plain(problem::COLOUR),
        Wrong::Needs("logo") => plain(problem::NEEDS_LOGO),
        Wrong::Needs(_) => plain(problem::NEEDS_COLOUR),
        Wrong::Css(CssProblem::TooLong) => plain(problem::CSS_LONG),
        Wrong::Css(CssProblem::Forbidden(word)) => (problem::CSS_FORBIDDEN, (*word).to_owned()),
        Wrong::Css(CssProblem::Unbalanced) => plain(problem::CSS_OPEN),
        Wrong::Picture => plain(problem::PICTURE),
        Wrong::NoLanguage(tag) => (problem::NO_LANGUAGE, tag.clone()),
        Wrong::LanguageOff(tag) => (problem::LANGUAGE_OFF, tag.clone()),
        Wrong::Phrase { problem, .. } => phrase(problem),
    }
}

/// The same for a text of somebody's own.
pub(super) fn phrase(problem: &pages::PhraseProblem) -> (&'static str, String) {
    use pages::PhraseProblem;
    match problem {
        PhraseProblem::UnknownVariable(name) => (problem::TEXT_VARIABLE, format!("{{{name}}}")),
        PhraseProblem::Braces => (problem::TEXT_BRACES, String::new()),
        PhraseProblem::TooLong => (problem::TEXT_LONG, String::new()),
        PhraseProblem::UnknownKey | PhraseProblem::Empty | PhraseProblem::Invisible => {
            (problem::TEXT_INVISIBLE, String::new())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Parameters {
        Parameters::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_form_that_is_sent_as_it_is_changes_nothing() {
        let mut experience = SignInExperience::default();
        experience.colour.primary = Some("#2352D0".to_owned());
        experience.custom_css = Some("a {\n}".to_owned());
        experience.terms_url = Some("https://acme.example/?a=1&b=2".to_owned());
        experience.social = vec!["a".to_owned(), "b".to_owned()];
        experience.languages.enabled = vec!["de".to_owned(), "en".to_owned()];
        for tab in Tab::ALL {
            let fields = values(tab, &experience);
            let sent = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&fields)
                .finish();
            let mut again = experience.clone();
            onto(tab, &form(&sent), &mut again);
            assert_eq!(again, experience, "{tab:?}");
        }
    }

    #[test]
    fn ways_are_those_that_are_ticked_in_their_order() {
        assert_eq!(
            social(&form("order=b+a+c&on-a=1&on-b=1&on-x=1")),
            ["b", "a"]
        );
        assert_eq!(social(&form("order=b+a")), [""; 0]);
        assert_eq!(social(&form("social=b+a")), ["b", "a"]);
    }

    #[test]
    fn all_languages_are_no_choice() {
        let mut experience = SignInExperience::default();
        let all: Vec<String> = Language::ALL
            .iter()
            .map(|language| format!("language-{}=1", language.tag()))
            .collect();
        onto(Tab::Words, &form(&all.join("&")), &mut experience);
        assert!(experience.languages.enabled.is_empty());
        onto(Tab::Words, &form(&all[1..].join("&")), &mut experience);
        assert_eq!(experience.languages.enabled.len(), Language::ALL.len() - 1);
    }

    #[test]
    fn unknown_choices_are_passed_over() {
        let mut experience = SignInExperience::default();
        onto(Tab::Rules, &form("sign_in_mode=nonsense"), &mut experience);
        assert_eq!(experience, SignInExperience::default());
    }

    #[test]
    fn what_is_wrong_elsewhere_is_shown_on_the_tab_that_was_sent() {
        let wrong = Problem {
            field: "unknown_identity",
            what: Wrong::NoSecondWay,
        };
        assert_eq!(shown(Tab::Rules, &wrong).0, "unknown_identity");
        assert_eq!(shown(Tab::Ways, &wrong).0, "social");
    }
}
