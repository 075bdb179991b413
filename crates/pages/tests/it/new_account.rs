use pages::new_account::{NewAccount, Problem};
use pages::{Identity, Language, Page};

use crate::markup::{fields, form, read};
use crate::samples::{dressed, frame};

fn page(problem: Option<Problem>) -> NewAccount {
    NewAccount {
        frame: dressed(Language::En),
        identity: Identity::default(),
        name: Some("小明".to_owned()),
        agree: true,
        agreed: false,
        problem,
        action: "/here".to_owned(),
        hidden: vec![("attempt".to_owned(), "a1".to_owned())],
    }
}

#[test]
fn asks_for_what_is_missing_and_for_nothing_else() {
    let html = page(None).render().into_string();
    let both = fields(&[
        ("csrf", "token"),
        ("attempt", "a1"),
        ("name", "小明"),
        ("agree", "1"),
    ]);
    assert_eq!(form(&html, "/here"), both);
    let name_only = NewAccount {
        agree: false,
        ..page(None)
    };
    let html = name_only.render().into_string();
    assert_eq!(form(&html, "/here"), both[..3]);
    let terms_only = NewAccount {
        name: None,
        ..page(None)
    };
    let html = terms_only.render().into_string();
    assert_eq!(form(&html, "/here"), [&both[..2], &both[3..]].concat());
    assert!(!html.contains("needs a name"));
}

#[test]
fn says_who_asks() {
    let html = page(None).render().into_string();
    assert!(html.contains("<bdi>Paperboat</bdi> needs a name"));
    let mut alone = page(None);
    alone.frame.application = None;
    let html = alone.render().into_string();
    assert!(html.contains("This site needs a name"));
}

#[test]
fn what_was_wrong_is_said_at_its_field_and_in_the_title() {
    for (problem, id, words) in [
        (
            Problem::NameMissing,
            "name",
            "Enter a name with at least one visible character",
        ),
        (
            Problem::NameTooLong,
            "name",
            "A name has at most 128 characters",
        ),
        (Problem::NotAgreed, "agree", "Tick the box to agree"),
    ] {
        let html = page(Some(problem)).render().into_string();
        assert!(html.contains(&format!("<title>{words} – One more thing – ")));
        let tags = read(&html);
        let wrong: Vec<Option<&str>> = tags
            .iter()
            .filter(|tag| tag.get("aria-invalid").is_some())
            .map(|tag| tag.get("id"))
            .collect();
        assert_eq!(wrong, [Some(id)]);
        let text = tags
            .iter()
            .find(|tag| tag.get("id") == Some(&*format!("{id}-problem")));
        assert!(text.is_some() && html.contains(&format!("<span>{words}</span>")));
    }
}

#[test]
fn what_was_typed_comes_back_as_it_was() {
    let typed = NewAccount {
        frame: frame(Language::En),
        name: Some("\"><b>'".to_owned()),
        agree: false,
        ..page(Some(Problem::NameTooLong))
    };
    let html = typed.render().into_string();
    let name = form(&html, "/here").pop();
    assert_eq!(name, Some(("name".to_owned(), "\"><b>'".to_owned())));
}
