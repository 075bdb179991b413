//! What pages of the console say, and what they do not.

use testkit::in_process::Answer;
use testkit::visitor::Visitor;

/// What a page says after a redirect.
pub(crate) async fn after(visitor: &Visitor<'_>, answer: &Answer) -> Answer {
    assert_eq!(answer.status, 303, "{}", answer.body);
    visitor
        .get(answer.location().split('#').next().unwrap())
        .await
}

pub(crate) fn says(answer: &Answer, text: &str) {
    assert!(
        answer.body.contains(text),
        "{text} is not in {}",
        answer.body
    );
}

pub(crate) fn says_not(answer: &Answer, text: &str) {
    assert!(!answer.body.contains(text), "{text} is in {}", answer.body);
}
