use std::collections::BTreeSet;

use pages::failure::{Failure, Situation};
use pages::{Language, Page};

use crate::markup::{links_to, read};
use crate::samples::frame;

fn failure(language: Language, situation: Situation) -> Failure {
    Failure {
        frame: frame(language),
        situation,
        reference: Some("7QK4-M2XW".to_owned()),
        retry: Some("/sign-in?interaction=i1".to_owned()),
        administrator: None,
    }
}

#[test]
fn every_situation_has_words_of_its_own() {
    for &language in Language::ALL {
        let titles: BTreeSet<String> = Situation::ALL
            .iter()
            .map(|&situation| failure(language, situation).render().into_string())
            .map(|html| {
                read(&html)
                    .into_iter()
                    .find(|tag| tag.name == "h1")
                    .unwrap()
                    .text
            })
            .collect();
        assert_eq!(titles.len(), Situation::ALL.len(), "{language:?}");
    }
}

#[test]
fn words_are_those_of_the_catalogue() {
    for (language, situation, words) in [
        (
            Language::En,
            Situation::NotSetUp,
            "This is on our side, not yours.",
        ),
        (
            Language::En,
            Situation::NotFinished,
            "That sign-in could not be finished",
        ),
        (
            Language::En,
            Situation::Cancelled,
            "You cancelled on your phone",
        ),
        (Language::ZhHans, Situation::NotSetUp, "微信登录暂时不可用"),
        (
            Language::ZhHans,
            Situation::NotFinished,
            "微信的确认只能使用一次，几分钟内有效。",
        ),
        (
            Language::ZhHans,
            Situation::NotAnswering,
            "微信暂时没有响应",
        ),
        (
            Language::ZhHans,
            Situation::ProfileNotShared,
            "微信没有返回你的资料",
        ),
        (
            Language::Fr,
            Situation::Cancelled,
            "Vous avez annulé sur votre téléphone",
        ),
    ] {
        let html = failure(language, situation).render().into_string();
        assert!(html.contains(words), "{language:?} {situation:?}");
    }
}

#[test]
fn nothing_is_promised_that_does_not_happen() {
    for &situation in Situation::ALL {
        let html = failure(Language::En, situation).render().into_string();
        assert!(!html.contains("been told"), "{situation:?}");
        let html = failure(Language::ZhHans, situation).render().into_string();
        assert!(!html.contains("已收到"), "{situation:?}");
    }
}

#[test]
fn the_preview_names_wechats_button_in_chinese() {
    let html = failure(Language::Fr, Situation::Preview)
        .render()
        .into_string();
    assert!(html.contains("<span lang=\"zh-Hans\">使用完整服务</span>"));
}

#[test]
fn reference_button_and_disclosure_are_there_when_given() {
    let full = Failure {
        administrator: Some("40125 <rid>".to_owned()),
        ..failure(Language::Fr, Situation::NotSetUp)
    };
    let html = full.render().into_string();
    assert!(html.contains("7QK4-M2XW"));
    assert!(links_to(&html, "/sign-in?interaction=i1"));
    assert!(html.contains("Pour l’administrateur"));
    assert!(
        read(&html)
            .iter()
            .any(|tag| tag.is("p", "lang", "en") && tag.text == "40125 <rid>")
    );

    let bare = Failure {
        reference: None,
        retry: None,
        ..failure(Language::Fr, Situation::NotSetUp)
    };
    let html = bare.render().into_string();
    for absent in ["class=\"trace\"", "btn primary", "<details class=\"more\""] {
        assert!(!html.contains(absent), "{absent}");
    }
}

#[test]
fn statuses_are_errors() {
    for &situation in Situation::ALL {
        assert!((400..600).contains(&situation.status()), "{situation:?}");
    }
    assert_eq!(Situation::NotAnswering.status(), 504);
    assert_eq!(Situation::Busy.status(), 503);
    assert_eq!(Situation::NotFinished.status(), 400);
}

#[test]
fn where_it_would_only_fail_again_the_button_waits_for_script_alone() {
    for &situation in Situation::ALL {
        let html = failure(Language::En, situation).render().into_string();
        let waits = matches!(situation, Situation::Busy | Situation::TooOften);
        assert_eq!(html.contains("data-pause=\"60\""), waits, "{situation:?}");
        assert!(!html.contains("aria-disabled"), "{situation:?}");
    }
}
