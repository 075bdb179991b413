//! What holds for each page, whatever its words, names and language.

use std::sync::{Arc, LazyLock};

use pages::{Application, Frame, Language, Languages, Page, Site, Theme};

use crate::markup::{Tag, read};
use crate::samples::{all, bare, dressed, frame, sign_in, site, wechat};

const NAMES: [&str; 6] = [
    "小明",
    "محمد \u{202E}nimda",
    "</title><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x='y' {{ 7*7 }} { $app }",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "\u{0}\u{1}\u{200B}",
];

/// A page as it was made and as it reads.
struct Seen {
    label: String,
    html: String,
    tags: Vec<Tag>,
    frame: Frame,
}

/// Every page in each language, with and without an application and everything that an operator can set; and
/// with odd names everywhere.
static PAGES: LazyLock<Vec<Seen>> = LazyLock::new(|| {
    let mut pages = Vec::new();
    let languages = Language::ALL.iter().chain(Language::PSEUDO);
    let once = languages.map(|&language| (language, NAMES[0]));
    let odd = NAMES[1..].iter().map(|&name| (Language::En, name));
    for (language, name) in once.chain(odd) {
        let mut named = frame(language);
        named.application = Some(Application {
            name: name.to_owned(),
            home: None,
        });
        named.site = Arc::new(Site {
            organisation: Some(name.to_owned()),
            ..site()
        });
        for frame in [frame(language), bare(language), dressed(language), named] {
            for (label, html) in all(&frame, name) {
                let label = format!("{label} in {language:?} for {name:?}");
                let tags = read(&html);
                pages.push(Seen {
                    label,
                    html,
                    tags,
                    frame: frame.clone(),
                });
            }
        }
    }
    pages
});

fn each(check: impl Fn(&str, &str, &Frame, &[Tag])) {
    for page in &*PAGES {
        check(&page.label, &page.html, &page.frame, &page.tags);
    }
}

/// A page that carries an answer in itself has no menu of languages, which would lose it.
fn has_a_menu(label: &str) -> bool {
    !label.starts_with("form-post")
}

#[test]
fn says_its_language_and_has_one_title_of_each_kind() {
    each(|label, _, frame, tags| {
        let html = &tags[0];
        assert_eq!(html.get("lang"), Some(frame.language.tag()), "{label}");
        let direction = if frame.language == Language::PseudoRtl {
            "rtl"
        } else {
            "ltr"
        };
        assert_eq!(html.get("dir"), Some(direction), "{label}");
        for name in ["h1", "title", "main", "footer", "nav"] {
            let expected = usize::from(name != "nav" || has_a_menu(label));
            let found = tags.iter().filter(|tag| tag.name == name).count();
            assert_eq!(found, expected, "{label}: {name}");
        }
        let title = tags.iter().find(|tag| tag.name == "title").unwrap();
        let application = frame
            .application
            .as_ref()
            .map_or("", |application| &application.name);
        assert!(title.text.ends_with(application), "{label}: {}", title.text);
        let plain = [
            "sign-in in",
            "sign-in-one-way in",
            "sign-in-no-way in",
            "terms in",
            "account in",
        ];
        // A line about what was done makes no other page.
        let plain_account = label.starts_with("account-")
            && !label.starts_with("account-name-")
            && !label.starts_with("account-switch");
        if !plain_account && !plain.iter().any(|start| label.starts_with(start)) {
            assert!(title.text.contains(" – "), "{label}: {}", title.text);
        }
    });
}

#[test]
fn has_landmarks_and_a_way_past_them() {
    each(|label, _, frame, tags| {
        let has = |name: &str| tags.iter().any(|tag| tag.name == name);
        let header = frame.application.is_some() || frame.site.logo.is_some();
        assert_eq!(has("header"), header, "{label}");
        assert_eq!(has("aside"), frame.simulator.is_some(), "{label}");
        let first = tags.iter().position(|tag| tag.name == "a").unwrap();
        assert_eq!(tags[first].get("href"), Some("#main"), "{label}");
        assert!(
            tags.iter().any(|tag| tag.is("main", "id", "main")),
            "{label}"
        );
        if let Some(nav) = tags.iter().find(|tag| tag.name == "nav") {
            assert!(!nav.get("aria-label").unwrap().is_empty(), "{label}");
        }
    });
}

#[test]
fn nothing_runs_or_is_styled_inline() {
    each(|label, html, _, tags| {
        for tag in tags {
            assert_ne!(tag.name, "style", "{label}");
            for (key, value) in &tag.attributes {
                assert_ne!(key, "style", "{label}");
                assert!(!key.starts_with("on"), "{label}: {key}");
                assert!(!value.starts_with("javascript:"), "{label}: {value}");
            }
            if tag.name == "script" {
                assert!(tag.get("src").unwrap().starts_with("/assets/"), "{label}");
                assert_eq!(tag.text.trim(), "", "{label}");
            }
        }
        assert_eq!(html.matches("<script").count(), 1, "{label}");
    });
}

#[test]
fn every_form_is_posted_with_the_token_and_no_other_site_gets_it() {
    each(|label, html, frame, tags| {
        for form in tags.iter().filter(|tag| tag.name == "form") {
            assert_eq!(form.get("method"), Some("post"), "{label}");
        }
        for (action, fields) in crate::markup::forms(html) {
            let tokens = fields
                .iter()
                .filter(|(name, value)| name == "csrf" && *value == frame.csrf);
            let expected = usize::from(action.starts_with('/'));
            assert_eq!(tokens.count(), expected, "{label}: {action}");
        }
    });
}

#[test]
fn everything_has_a_name_for_those_who_do_not_see_it() {
    each(|label, _, _, tags| {
        for tag in tags {
            let visible_field = tag.name == "input" && tag.get("type") != Some("hidden");
            if visible_field {
                let id = tag.get("id").unwrap();
                assert!(
                    tags.iter().any(|tag| tag.is("label", "for", id)),
                    "{label}: {id}"
                );
            }
            for pointer in ["aria-labelledby", "aria-describedby", "data-copy"] {
                for id in tag.get(pointer).unwrap_or_default().split_whitespace() {
                    assert!(
                        tags.iter().any(|tag| tag.get("id") == Some(id)),
                        "{label}: {id}"
                    );
                }
            }
            match tag.name.as_str() {
                "img" => assert!(tag.get("alt").is_some(), "{label}"),
                "svg" => assert_eq!(tag.get("aria-hidden"), Some("true"), "{label}"),
                "h1" | "h2" | "summary" => {
                    let words = tag.text.clone() + &inner_text(tags, tag);
                    assert!(!words.trim().is_empty(), "{label}: an empty {}", tag.name);
                }
                _ => {}
            }
        }
    });
}

/// The words of elements directly inside a tag.
fn inner_text(tags: &[Tag], outer: &Tag) -> String {
    let start = tags
        .iter()
        .position(|tag| std::ptr::eq(tag, outer))
        .unwrap();
    tags[start + 1..]
        .iter()
        .take_while(|tag| tag.inside.len() > outer.inside.len())
        .map(|tag| tag.text.as_str())
        .collect()
}

#[test]
fn no_text_is_missing_or_half_finished() {
    each(|label, html, _, _| {
        if label.contains("7*7") {
            return;
        }
        for sign in ["{$", "{ $", "{{", "\u{FDD0}"] {
            assert!(!html.contains(sign), "{label} has {sign}");
        }
    });
}

#[test]
fn numbers_of_wechat_stay_behind_the_disclosure() {
    each(|label, html, _, _| {
        let shown = html.split("<details class=\"more\">").next().unwrap();
        for number in ["40125", "redirect_uri", "snsapi"] {
            assert!(!shown.contains(number), "{label} shows {number}");
        }
    });
}

#[test]
fn languages_are_offered_in_their_own_names() {
    let html = sign_in(frame(Language::Fr), vec![wechat()])
        .render()
        .into_string();
    let fields = crate::markup::form(&html, "/language");
    let mut expected =
        crate::markup::fields(&[("return_to", "/sign-in?interaction=i1"), ("csrf", "token")]);
    let tags = Language::ALL.iter().map(|language| language.tag());
    expected.extend(tags.map(|tag| ("language".to_owned(), tag.to_owned())));
    assert_eq!(fields, expected);
    let tags = read(&html);
    let button = |tag: &str| tags.iter().find(|t| t.is("button", "value", tag)).unwrap();
    assert_eq!(button("zh-Hans").text, "简体中文");
    assert_eq!(button("zh-Hans").get("lang"), Some("zh-Hans"));
    assert_eq!(button("zh-Hans").get("aria-current"), None);
    assert_eq!(button("fr").get("aria-current"), Some("true"));
}

#[test]
fn the_chosen_colours_are_there_before_any_script() {
    for (theme, tag) in [
        (Theme::System, "system"),
        (Theme::Light, "light"),
        (Theme::Dark, "dark"),
    ] {
        let html = sign_in(
            Frame {
                theme,
                ..frame(Language::En)
            },
            vec![],
        )
        .render()
        .into_string();
        assert_eq!(read(&html)[0].get("data-theme"), Some(tag));
    }
}

#[test]
fn the_test_bar_is_there_with_the_simulator_only() {
    let with = sign_in(frame(Language::En), vec![]).render().into_string();
    assert!(crate::markup::links_to(&with, "http://localhost:3002/"));
    let without = sign_in(bare(Language::En), vec![]).render().into_string();
    assert!(!without.contains("testbar"));
}

#[test]
fn only_languages_that_are_on_are_offered_and_one_is_no_choice() {
    let offering = |on: &[Language]| {
        let mut frame = frame(Language::Fr);
        frame.site = Arc::new(Site {
            languages: Languages {
                on: on.to_vec(),
                ..Languages::default()
            },
            ..Site::default()
        });
        sign_in(frame, vec![wechat()]).render().into_string()
    };
    let two = offering(&[Language::Fr, Language::De]);
    assert!(two.contains("Deutsch") && !two.contains("English"));
    assert!(!offering(&[Language::Fr]).contains("/language"));
}

#[test]
fn help_and_whose_it_is_stand_at_the_same_place_everywhere() {
    for &language in Language::ALL {
        for (label, html) in all(&dressed(language), "小明") {
            let (_, footer) = html.split_once("<footer>").unwrap();
            let mut after = 0;
            for part in [
                "href=\"https://acme.example/help\"",
                "href=\"mailto:help@acme.example\"",
                "href=\"https://acme.example/privacy\"",
                "href=\"https://acme.example/terms\"",
                "<bdi>Acme</bdi>",
            ] {
                let at = footer.find(part);
                let at = at.unwrap_or_else(|| panic!("{label} lacks {part}"));
                assert!(at > after, "{label}: {part}");
                after = at;
            }
        }
    }
}

#[test]
fn the_logo_fits_the_colours() {
    for (theme, dark_mode, logo, other) in [
        (Theme::System, true, "logo", true),
        (Theme::Light, true, "logo", false),
        (Theme::Dark, true, "dark-logo", false),
        (Theme::Dark, false, "logo", false),
        (Theme::System, false, "logo", false),
    ] {
        let mut frame = dressed(Language::En);
        frame.theme = theme;
        frame.site = Arc::new(Site {
            dark_mode,
            ..site()
        });
        let html = sign_in(frame, vec![wechat()]).render().into_string();
        let tags = read(&html);
        let image = tags.iter().find(|tag| tag.name == "img").unwrap();
        let address = format!("/assets/images/{logo}");
        assert_eq!(image.get("src"), Some(&*address), "{theme:?}");
        assert_eq!(image.get("alt"), Some("Acme"));
        assert_eq!(tags.iter().any(|tag| tag.name == "source"), other);
        let light = tags[0].get("data-theme") == Some("light");
        assert_eq!(light, !dark_mode || theme == Theme::Light);
    }
}

#[test]
fn style_sheets_of_the_operator_come_after_ours() {
    let html = sign_in(dressed(Language::En), vec![])
        .render()
        .into_string();
    let tags = read(&html);
    let sheets: Vec<&str> = tags
        .iter()
        .filter(|tag| tag.is("link", "rel", "stylesheet"))
        .filter_map(|tag| tag.get("href"))
        .collect();
    assert_eq!(sheets.len(), 2);
    assert!(sheets[0].ends_with("-sign-in.css"));
    assert_eq!(sheets[1], "/assets/brand/0a6235-7fe0a9.css");
    let icon = tags.iter().find(|tag| tag.is("link", "rel", "icon"));
    assert_eq!(icon.unwrap().get("href"), Some("/assets/images/favicon"));
}

#[test]
fn own_words_stand_in_place_of_ours_and_are_escaped() {
    let mut frame = frame(Language::Fr);
    let mut own = Site::default();
    own.phrases
        .insert(Language::Fr, "with-wechat", "Entrer <b>");
    own.phrases.insert(Language::En, "with-wechat", "Come in");
    frame.site = Arc::new(own);
    let html = sign_in(frame, vec![wechat()]).render().into_string();
    assert!(html.contains("<span>Entrer &#60;b&#62;</span>"));
}

#[test]
fn nothing_in_a_preview_can_be_pressed() {
    let preview = Frame {
        preview: true,
        ..frame(Language::En)
    };
    for (label, html) in all(&preview, "小明") {
        let tags = read(&html);
        let body = tags.iter().find(|tag| tag.name == "body").unwrap();
        assert_eq!(body.get("inert"), Some(""), "{label}");
        assert!(tags.iter().all(|tag| tag.name != "script"), "{label}");
    }
}
