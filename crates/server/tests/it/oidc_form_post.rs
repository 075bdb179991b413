//! `response_mode=form_post`: the answer as a form that the browser posts.

use testkit::application::parameters;
use testkit::in_process::Answer;
use testkit::visitor::filled;
use testkit::world::{APPLICATION, SERVER, World};

const FORM: (&str, &str) = ("response_mode", "form_post");

/// What the form on a page posts, as an address with a query, once the page is right.
fn posted(page: &Answer) -> String {
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.header("location"), "");
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(page.body.contains("data-post"), "sent by script");
    assert!(page.body.contains("<button"), "and without");
    assert!(!page.body.contains("onload") && !page.body.contains("<script>"));
    let policy = page.header("content-security-policy");
    let forms = format!("form-action 'self' {APPLICATION}");
    assert!(policy.ends_with(&forms), "{policy}");
    let (action, body) = filled(page, APPLICATION, &[]);
    format!("{action}?{body}")
}

fn value(address: &str, name: &str) -> Option<String> {
    let mut pairs = parameters(address).into_iter();
    pairs
        .find(|(found, _)| found == name)
        .map(|(_, value)| value)
}

#[tokio::test]
async fn whoever_signs_in_brings_the_code_in_a_form() {
    let world = World::new().await;
    let application = world.application();
    let visitor = world.anonymous();
    let asked = application.asks(&[FORM]);
    let wechat = visitor.go_to_wechat(&asked.address).await;
    let callback = world.person("xiaoming").allows(&wechat).await;
    let page = visitor.get(&callback).await;
    assert!(
        !page.body.contains("/language"),
        "nothing leads away from the code"
    );
    let tokens = application.redeems(&asked, &posted(&page)).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);

    let again = application.asks(&[FORM]);
    let page = visitor.get(&again.address).await;
    let tokens = application.redeems(&again, &posted(&page)).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
}

#[tokio::test]
async fn errors_come_in_a_form_too() {
    let world = World::new().await;
    let visitor = world.anonymous();
    for (more, error) in [
        (("prompt", "none"), "login_required"),
        (("prompt", "nonsense"), "invalid_request"),
        (("request", "e30.e30."), "request_not_supported"),
        (("resource", "https://api.example"), "invalid_target"),
    ] {
        let asked = world.application().asks(&[FORM, more]);
        let form = posted(&visitor.get(&asked.address).await);
        assert_eq!(value(&form, "error").as_deref(), Some(error));
        assert_eq!(value(&form, "state"), Some(asked.state));
        assert_eq!(value(&form, "iss"), Some(format!("{SERVER}/oidc")));
        assert_eq!(value(&form, "code"), None);
    }
}

#[tokio::test]
async fn nothing_can_be_planted_in_the_form() {
    let world = World::new().await;
    let state = "\"><script>alert(1)</script><form action='https://evil.example'>";
    let asked = world
        .application()
        .asks(&[FORM, ("prompt", "none"), ("state", state)]);
    let page = world.anonymous().get(&asked.address).await;
    assert!(!page.body.contains("<script>"), "{}", page.body);
    assert!(!page.body.contains("<form action='"), "{}", page.body);
    assert_eq!(value(&posted(&page), "state").as_deref(), Some(state));
}
