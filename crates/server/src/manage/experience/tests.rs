use pages::PhraseProblem;
use store::{Colour, Languages};

use super::*;

/// Two that know different people; one that knows whom `wechat` knows; one that no browser
/// can use.
fn connectors() -> Known {
    let facts = |works, who: Option<&str>| Facts {
        works,
        population: who.map(str::to_owned),
    };
    let known = [
        ("wechat", facts(true, Some("one"))),
        ("other", facts(true, Some("two"))),
        ("same", facts(true, Some("one"))),
        ("native", facts(true, None)),
        ("empty", facts(false, None)),
    ];
    Known(known.map(|(id, facts)| (id.to_owned(), facts)).into())
}

#[expect(clippy::unnecessary_wraps, reason = "fields are optional")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// An experience with everything that can be set.
fn full() -> SignInExperience {
    SignInExperience {
        social: vec!["other".to_owned(), "wechat".to_owned()],
        unknown_identity: UnknownIdentity::Ask,
        agree_to_terms: AgreeToTerms::Manual,
        terms_url: some("https://acme.example/terms"),
        privacy_url: some("http://localhost:8080/privacy?lang=en#top"),
        organisation: some("Acme 小明"),
        support_email: some("help+wechat@mail.acme.example"),
        support_website: some("https://acme.example/"),
        colour: Colour {
            primary: some("#0a6235"),
            dark_primary: some("#7FE0A9"),
            dark_mode: true,
        },
        logo: some("abc"),
        dark_logo: some("def"),
        custom_css: some("h1 { color: red }"),
        languages: Languages {
            auto_detect: false,
            fallback: "fr".to_owned(),
            enabled: vec!["de".to_owned(), "fr".to_owned()],
        },
        phrases: [("fr", "sign-in-to-app", "Entrer dans {app}")]
            .map(|(tag, key, text)| (tag.to_owned(), [(key.to_owned(), text.to_owned())].into()))
            .into(),
        ..SignInExperience::default()
    }
}

fn wrong(change: impl FnOnce(&mut SignInExperience)) -> Vec<(&'static str, Wrong)> {
    let mut experience = full();
    change(&mut experience);
    let found = problems(&experience, &connectors()).into_iter();
    found.map(|problem| (problem.field, problem.what)).collect()
}

#[test]
fn the_default_and_a_full_one_are_right() {
    assert_eq!(problems(&SignInExperience::default(), &connectors()), []);
    assert_eq!(wrong(|_| {}), []);
}

#[test]
fn connectors_are_there_and_once() {
    assert_eq!(
        wrong(|it| it.social = ["wechat", "gone", "wechat", "empty"]
            .map(str::to_owned)
            .to_vec()),
        [
            ("social", Wrong::NoConnector("gone".to_owned())),
            ("social", Wrong::Twice("wechat".to_owned())),
            ("social", Wrong::NotSetUp("empty".to_owned())),
            ("unknown_identity", Wrong::NoSecondWay),
        ]
    );
}

#[test]
fn people_are_asked_only_where_they_could_answer() {
    assert_eq!(
        wrong(|it| it.social.truncate(1)),
        [("unknown_identity", Wrong::NoSecondWay)]
    );
    for no_second_way in ["same", "native"] {
        assert_eq!(
            wrong(|it| it.social = ["wechat", no_second_way].map(str::to_owned).to_vec()),
            [("unknown_identity", Wrong::NoSecondWay)]
        );
    }
}

#[test]
fn people_agree_to_something() {
    let nothing = |it: &mut SignInExperience| (it.terms_url, it.privacy_url) = (None, None);
    assert_eq!(
        wrong(nothing),
        [("agree_to_terms", Wrong::NothingToAgreeTo)]
    );
    assert_eq!(
        wrong(|it| {
            nothing(it);
            it.agree_to_terms = AgreeToTerms::Automatic;
        }),
        []
    );
    assert_eq!(wrong(|it| it.terms_url = None), []);
}

#[test]
fn addresses_are_those_of_pages() {
    let long = format!("https://acme.example/{}", "x".repeat(2048));
    for address in [
        "acme.example",
        "/terms",
        "//acme.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://acme.example/",
        "mailto:a@b.c",
        "https://",
        "https://iris:secret@acme.example/",
        "https://acme.example/a b",
        "https://acme.example/\"onclick=\"\u{1}",
        &long,
    ] {
        assert_eq!(
            wrong(|it| it.terms_url = some(address)),
            [("terms_url", Wrong::Address(address.to_owned()))],
        );
    }
}

#[test]
fn mail_addresses_are_nothing_else() {
    for address in [
        "help",
        "@acme.example",
        "help@",
        "help@acme",
        "help@.example",
        "help@acme.example.",
        "a@b@acme.example",
        "help@acme.example?subject=x",
        "help@acme.example,other@acme.example",
        "he lp@acme.example",
        "help\r\nbcc:x@acme.example",
    ] {
        assert_eq!(
            wrong(|it| it.support_email = some(address)),
            [("support_email", Wrong::Email(address.to_owned()))],
        );
    }
}

#[test]
fn names_can_be_seen() {
    for name in ["\u{200B}", "Ac\nme", "\u{1}Acme"] {
        assert_eq!(
            wrong(|it| it.organisation = some(name)),
            [("organisation", Wrong::Invisible)],
            "{name:?}"
        );
    }
    let long = "x".repeat(101);
    assert_eq!(
        wrong(|it| it.organisation = Some(long)),
        [("organisation", Wrong::TooLong(100))]
    );
}

#[test]
fn the_look_is_made_of_what_there_is() {
    assert_eq!(
        wrong(|it| it.colour.primary = some("green")),
        [("colour.primary", Wrong::Colour("green".to_owned()))]
    );
    assert_eq!(
        wrong(|it| it.colour.primary = None),
        [("colour.dark_primary", Wrong::Needs("colour.primary"))]
    );
    assert_eq!(
        wrong(|it| it.logo = None),
        [("dark_logo", Wrong::Needs("logo"))]
    );
    let css = wrong(|it| it.custom_css = some("@import 'x'"));
    assert!(matches!(css[..], [("custom_css", Wrong::Css(_))]));
}

#[test]
fn languages_are_those_that_pages_speak() {
    assert_eq!(
        wrong(|it| it.languages.enabled = ["fr", "it", "fr"].map(str::to_owned).to_vec()),
        [
            ("languages.enabled", Wrong::NoLanguage("it".to_owned())),
            ("languages.enabled", Wrong::Twice("fr".to_owned())),
        ]
    );
    for (fallback, what) in [
        ("en", Wrong::LanguageOff("en".to_owned())),
        ("it", Wrong::NoLanguage("it".to_owned())),
        ("", Wrong::NoLanguage(String::new())),
        ("en-XA", Wrong::NoLanguage("en-XA".to_owned())),
    ] {
        assert_eq!(
            wrong(|it| it.languages.fallback = fallback.to_owned()),
            [("languages.fallback", what)]
        );
    }
    assert_eq!(wrong(|it| it.languages.enabled.clear()), []);
}

#[test]
fn own_words_stand_for_known_ones() {
    let found = wrong(|it| {
        let texts = it.phrases.entry("it".to_owned()).or_default();
        texts.insert("nonsense".to_owned(), "x".to_owned());
    });
    assert_eq!(
        found,
        [
            ("phrases", Wrong::NoLanguage("it".to_owned())),
            (
                "phrases",
                Wrong::Phrase {
                    language: "it".to_owned(),
                    key: "nonsense".to_owned(),
                    problem: PhraseProblem::UnknownKey,
                }
            ),
        ]
    );
}

#[test]
fn tidying_makes_one_form_of_what_means_the_same() {
    let mut experience = SignInExperience {
        organisation: some("  Acme "),
        terms_url: some(" "),
        languages: Languages {
            enabled: vec!["ZH-hant".to_owned(), "it".to_owned()],
            fallback: "EN".to_owned(),
            ..Languages::default()
        },
        phrases: [("FR", "sign-in", "Entrer"), ("de", "sign-in", " ")]
            .map(|(tag, key, text)| (tag.to_owned(), [(key.to_owned(), text.to_owned())].into()))
            .into(),
        ..SignInExperience::default()
    };
    tidy(&mut experience);
    assert_eq!(experience.organisation.as_deref(), Some("Acme"));
    assert_eq!(experience.terms_url, None);
    assert_eq!(experience.languages.enabled, ["zh-Hant", "it"]);
    assert_eq!(experience.languages.fallback, "en");
    assert_eq!(experience.phrases.keys().collect::<Vec<_>>(), ["fr"]);
    let once = experience.clone();
    tidy(&mut experience);
    assert_eq!(experience, once);
}

#[test]
fn problems_are_sentences_that_name_their_field() {
    let problem = Problem {
        field: "colour.primary",
        what: Wrong::Colour("red".to_owned()),
    };
    assert_eq!(
        problem.to_string(),
        "colour.primary: red is not a colour; one looks like #2352D0"
    );
}
