//! The guides in `guides/` tell the truth: labels, codes, keys, files and links are
//! compared with what they are about, and the three languages with each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use connector_kit::{ConnectorError, ConnectorFactory, Endpoints, Refusal};
use connectors::{catalogue, factory};
use serde_json::Value;

use self::markdown::{Mark, cells, code_spans, links, marks, slugs, toml_blocks};
use crate::support::{Outcome, ok, refusal, sign_in, token};

mod labels;
mod markdown;

/// The languages of the guides, as in their file names.
const LANGUAGES: [&str; 3] = ["en", "zh-Hans", "fr"];

/// How the copies in `docs/connectors/` are made anew.
const REFRESH: &str = "for f in crates/connectors/guides/*.md; \
    do sed 's#](../../../docs/#](../#g' \"$f\" > docs/connectors/\"$(basename \"$f\")\"; done";

/// A text of the repository, by its path from the root.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    let text = std::fs::read_to_string(&path);
    text.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A guide as administrators get it.
fn guide(factory: &dyn ConnectorFactory, language: &str) -> &'static str {
    let guide = factory.metadata().guide.all();
    assert_eq!(guide.len(), LANGUAGES.len());
    guide[language]
}

/// Something that is read off a guide is the same in every language.
fn same_in_every_language<T: PartialEq + std::fmt::Debug>(
    factory: &dyn ConnectorFactory,
    read_off: impl Fn(&str) -> T,
) -> T {
    let [en, others @ ..] = LANGUAGES.map(|language| read_off(guide(factory, language)));
    for (other, language) in others.iter().zip(&LANGUAGES[1..]) {
        assert_eq!(*other, en, "{} {language}", factory.metadata().id);
    }
    en
}

/// What the sign-in pages say in a language, by key.
fn page_words(language: &str) -> BTreeMap<String, String> {
    let words = read(&format!("crates/pages/locales/{language}/sign-in.ftl"));
    let pairs = words.lines().filter_map(|line| line.split_once(" = "));
    pairs
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect()
}

/// The numbers in the first column of its tables.
fn codes(guide: &str) -> BTreeSet<i64> {
    let first = cells(guide).map(|row| row[0]);
    let spans = first.flat_map(code_spans);
    spans.filter_map(|span| span.parse().ok()).collect()
}

/// Codes that only WeChat's own pages show; no server receives them.
fn is_of_a_page(code: i64) -> bool {
    (10_000..11_000).contains(&code)
}

/// What becomes of a code when a sign-in meets it at the exchange and at the profile.
async fn outcomes(code: i64) -> [Outcome; 2] {
    // WeChat's -1 is asked about twice.
    let answer = || refusal(code, "as a test says");
    [
        sign_in([answer(), answer()]).await,
        sign_in([ok(&token()), answer(), answer()]).await,
    ]
}

fn remedy(outcome: &Outcome) -> &str {
    match outcome.error() {
        ConnectorError::ProviderRefused { remedy, .. }
        | ConnectorError::Misconfigured { remedy, .. } => remedy,
        other => panic!("{other:?}"),
    }
}

/// The key of the title that a person reads, as the server chooses it.
fn page(outcome: &Outcome) -> &'static str {
    match outcome.error() {
        ConnectorError::Misconfigured { .. } => "not-set-up",
        ConnectorError::ProviderRefused { refusal, .. } => match refusal {
            Refusal::CodeInvalid | Refusal::TokenInvalid | Refusal::Other => "not-finished",
            Refusal::NotPermitted => "profile-not-shared",
            Refusal::AccountRestricted => "restricted",
            Refusal::Busy => "busy",
            Refusal::Preview => "preview",
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn languages_have_the_same_parts() {
    for factory in catalogue() {
        same_in_every_language(*factory, |guide| {
            let outline = guide.lines().filter_map(|line| {
                let level = line.split(' ').next()?;
                matches!(level, "#" | "##" | "###" | "|" | "1." | "-").then(|| level.to_owned())
            });
            outline.collect::<Vec<_>>()
        });
    }
}

#[test]
fn there_are_four_steps() {
    for factory in catalogue() {
        for language in LANGUAGES {
            let lines = guide(*factory, language).lines();
            let steps = lines.filter_map(|line| line.strip_prefix("## ")?.split_once(". "));
            let numbers: Vec<&str> = steps.map(|(number, _)| number).collect();
            assert_eq!(numbers, ["1", "2", "3", "4"], "{language}");
        }
    }
}

#[test]
fn labels_are_named_alike_and_as_the_consoles_have_them() {
    let mut named = BTreeSet::new();
    for factory in catalogue() {
        named.extend(same_in_every_language(*factory, |guide| {
            let mut named = BTreeSet::new();
            for mark in marks(guide) {
                let Mark::Label { chinese, english } = mark else {
                    continue;
                };
                for label in chinese.split(" / ") {
                    let known = labels::LABELS.iter().find(|known| known.0 == label);
                    let known = known.unwrap_or_else(|| panic!("no label of WeChat: {label}"));
                    assert_eq!(english.as_deref().unwrap_or(""), known.1, "{label}");
                    named.insert(label.to_owned());
                }
            }
            named
        }));
    }
    let known: BTreeSet<String> = labels::LABELS.iter().map(|l| l.0.to_owned()).collect();
    assert_eq!(named, known, "what nobody names needs no place in the list");
}

#[test]
fn labels_exist_in_the_simulator_or_among_the_facts() {
    let facts = read("docs/wechat-platform.md");
    let simulator = labels::of_the_simulator();
    for (chinese, english) in labels::LABELS {
        for label in [chinese, english] {
            assert!(
                simulator.contains(label) || facts.contains(label),
                "{label} is neither on a screen of the simulator nor in docs/wechat-platform.md"
            );
        }
    }
}

#[test]
fn words_of_our_pages_are_quoted_exactly() {
    for factory in catalogue() {
        for language in LANGUAGES {
            let words = page_words(language);
            for mark in marks(guide(*factory, language)) {
                if let Mark::Words(quoted) = mark {
                    let is_there = words.values().any(|text| *text == quoted);
                    assert!(is_there, "{language}: no page says \"{quoted}\"");
                }
            }
        }
    }
}

#[tokio::test]
async fn codes_in_the_tables_are_those_that_the_connector_knows() {
    let unknown = outcomes(99_999).await;
    let is_known = async |code| {
        let [exchange, profile] = outcomes(code).await;
        remedy(&exchange) != remedy(&unknown[0]) || remedy(&profile) != remedy(&unknown[1])
    };
    let mut known = BTreeSet::from([-1]);
    // A family of codes begins at each thousand; all but the first are small.
    let families = (41_000..66_000).filter(|code| code % 1000 < 20);
    for code in (40_000..40_300).chain(families) {
        if is_known(code).await {
            known.insert(code);
        }
    }
    assert!(is_known(-1).await && known.len() > 30, "{known:?}");
    let named = |id| {
        let all = same_in_every_language(factory(id).unwrap(), codes);
        let (of_pages, answered): (BTreeSet<i64>, _) =
            all.into_iter().partition(|code| is_of_a_page(*code));
        (of_pages, answered)
    };
    let (of_pages, answered) = named("wechat-web");
    assert_eq!(answered, known);
    assert!(named("wechat-native").1.is_subset(&known));

    let facts = read("docs/wechat-platform.md");
    let (_, facts) = facts.split_once("### 8.2").unwrap();
    let (facts, _) = facts.split_once("### 8.3").unwrap();
    let facts = cells(facts).filter_map(|row| row[0].trim().parse().ok());
    assert_eq!(of_pages, facts.collect());
}

#[tokio::test]
async fn codes_stand_beside_the_page_and_the_key_that_they_lead_to() {
    for factory in catalogue() {
        for language in LANGUAGES {
            let words = page_words(language);
            for row in cells(guide(*factory, language)) {
                let titles: Vec<_> = marks(row[0])
                    .into_iter()
                    .filter_map(|mark| match mark {
                        Mark::Words(title) => Some(title),
                        Mark::Label { .. } => None,
                    })
                    .collect();
                let codes = code_spans(row[0]).filter_map(|span| span.parse().ok());
                for code in codes.filter(|code| !is_of_a_page(*code)) {
                    let outcomes = outcomes(code).await;
                    let met = outcomes
                        .iter()
                        .find(|outcome| titles == [words[page(outcome)].as_str()]);
                    let met = met.unwrap_or_else(|| panic!("{language} {code}: {titles:?}"));
                    if let ConnectorError::Misconfigured { field, .. } = met.error()
                        && field != "network"
                    {
                        let is_named = row.iter().any(|cell| code_spans(cell).any(|s| s == field));
                        assert!(is_named, "{language} {code}: {field}");
                    }
                }
            }
        }
    }
}

#[test]
fn texts_of_wechats_pages_are_quoted_exactly() {
    let facts = read("docs/wechat-platform.md");
    let simulator = labels::of_the_simulator();
    let texts = same_in_every_language(factory("wechat-web").unwrap(), |guide| {
        let first = cells(guide).map(|row| row[0]);
        let spans = first.flat_map(code_spans);
        let chinese = spans.filter(|span| span.chars().any(|c| c > '\u{2fff}'));
        chinese.map(str::to_owned).collect::<Vec<_>>()
    });
    assert_eq!(texts.len(), 4);
    for text in texts {
        assert!(simulator.contains(&text) || facts.contains(&text), "{text}");
    }
}

#[test]
fn the_table_of_keys_is_the_form() {
    for factory in catalogue() {
        let named = same_in_every_language(*factory, |guide| {
            let first = cells(guide).map(|row| row[0]);
            let spans = first.flat_map(code_spans);
            let keys = spans.filter(|span| span.bytes().all(|b| b.is_ascii_alphabetic()));
            keys.map(str::to_owned).collect::<Vec<_>>()
        });
        let items = factory.metadata().form_items.iter();
        let form: Vec<&str> = items
            .flat_map(|item| std::iter::once(item.key).chain(item.aliases.iter().copied()))
            .collect();
        let sorted = |keys: &[&str]| {
            keys.iter()
                .map(|s| (*s).to_owned())
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(named.into_iter().collect::<BTreeSet<_>>(), sorted(&form));
    }
}

#[test]
fn files_can_be_pasted() {
    for path in files() {
        for block in toml_blocks(&read(&path)) {
            let file: Value = toml::from_str(&block).unwrap_or_else(|e| panic!("{path}: {e}"));
            for key in file.as_object().unwrap().keys() {
                assert!(
                    matches!(key.as_str(), "connectors" | "sign_in_experience"),
                    "{key}"
                );
            }
            for connector in file["connectors"].as_array().into_iter().flatten() {
                let endpoints = connector.get("endpoints").cloned();
                let endpoints = endpoints.map(|e| serde_json::from_value::<Endpoints>(e).unwrap());
                let factory = factory(connector["factory"].as_str().unwrap()).unwrap();
                if let Err(wrong) = factory.build(&connector["config"], endpoints.as_ref()) {
                    panic!("{path}: {wrong:?}\n{block}");
                }
            }
        }
    }
}

#[test]
fn docs_have_the_guides_as_they_are() {
    for factory in catalogue() {
        for language in LANGUAGES {
            let name = format!("{}.{language}.md", factory.metadata().id);
            let guide = guide(*factory, language);
            assert!(read(&format!("crates/connectors/guides/{name}")) == guide);
            let adapted = guide.replace("](../../../docs/", "](../");
            let copy = read(&format!("docs/connectors/{name}"));
            assert!(
                copy == adapted,
                "docs/connectors/{name} is old; run: {REFRESH}"
            );
        }
    }
}

#[test]
fn no_link_is_broken() {
    for path in files() {
        let text = read(&path);
        for link in links(&text).filter(|link| !link.starts_with("https://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => text.clone(),
                file => {
                    let folder = path.rsplit_once('/').unwrap().0;
                    read(&format!("{folder}/{file}"))
                }
            };
            let is_there = anchor.is_empty() || slugs(&target).any(|slug| slug == anchor);
            assert!(is_there, "{path}: {link}");
        }
    }
}

/// The guides, and what `docs/connectors/` has beside their copies.
fn files() -> Vec<String> {
    let guides = catalogue().iter().flat_map(|factory| {
        let id = factory.metadata().id;
        LANGUAGES.map(|language| format!("crates/connectors/guides/{id}.{language}.md"))
    });
    let readmes = ["README.md", "README.zh-Hans.md", "README.fr.md"];
    let readmes = readmes.map(|name| format!("docs/connectors/{name}"));
    guides.chain(readmes).collect()
}
