//! Who decides about a device, at which page, and how often somebody may guess (RFC 8628 section 5).

use std::time::Duration;

use http::Method;
use testkit::visitor::Visitor;
use testkit::world::SERVER;

use crate::oidc_device::{CODE, CONFIRM, begins, comes, decides, plain, polls, types};
use crate::oidc_tokens::is_refused;

#[tokio::test]
async fn somebody_with_a_session_is_asked_at_once_and_may_be_somebody_else() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let visitor = world.anonymous();
    let asked = world.application().asks(&[]);
    visitor
        .sign_in(&asked.address, &world.person("xiaoming"))
        .await;

    // The address that the device shows for cameras fills in the code, and does no more.
    let codes = begins(&tv, "openid").await;
    let page = visitor.get(&codes.complete).await;
    assert_eq!(page.status, 200);
    let answer = visitor.press(&page, CODE).await;
    let question = visitor.get(answer.location()).await;
    assert!(
        question.body.contains("<bdi>小明</bdi>"),
        "{}",
        question.body
    );
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    let not_a_code = visitor
        .get("/oidc/device?user_code=%22%3E%3Cscript%3E")
        .await;
    assert!(
        !not_a_code.body.contains("\"><script>"),
        "{}",
        not_a_code.body
    );

    // Somebody else signs in on the way.
    let again = question
        .body
        .split_once("href=\"/sign-in?interaction=")
        .unwrap()
        .1;
    let id: String = again.chars().take_while(|c| c.is_alphanumeric()).collect();
    let wechat = visitor
        .go_to_wechat(&format!("{SERVER}/sign-in?interaction={id}"))
        .await;
    let callback = world.person("lifang").allows(&wechat).await;
    let address = visitor.get(&callback).await.location().to_owned();
    let other = visitor.get(&address).await;
    assert!(!other.body.contains("<bdi>小明</bdi>"), "{}", other.body);
    // The first page belongs to the first session, so it decides nothing any more.
    let old = visitor
        .press_with(&question, CONFIRM, &[("decision", "allow")])
        .await;
    assert_eq!(old.status, 400, "{}", old.body);
    is_refused(&polls(&tv, &codes.device).await, 400, "slow_down");
    decides(&visitor, &other, "allow").await;
    assert_eq!(polls(&tv, &codes.device).await.status, 200);
}

#[tokio::test]
async fn nobody_decides_but_who_looks_at_the_question() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let codes = begins(&tv, "openid").await;
    let visitor = world.anonymous();
    let question = comes(&world, &visitor, &codes.user, "xiaoming").await;
    let (_, body) = testkit::visitor::filled(&question, CONFIRM, &[("decision", "allow")]);
    let path = format!("{SERVER}{CONFIRM}");
    let send = async |visitor: &Visitor<'_>, body: &str| {
        let sent = visitor
            .try_request(Method::POST, &path, body.to_owned())
            .await;
        sent.unwrap().status
    };
    // Another browser, also one in which somebody is signed in.
    assert_eq!(send(&world.anonymous(), &body).await, 400);
    let fang = world.anonymous();
    fang.sign_in(
        &world.application().asks(&[]).address,
        &world.person("lifang"),
    )
    .await;
    assert_eq!(send(&fang, &body).await, 400);
    // Another site, in the same browser.
    let foreign = world.anonymous().sending("sec-fetch-site", "cross-site");
    for (name, value) in visitor.cookies() {
        foreign.set_cookie(&name, Some(&value));
    }
    assert_eq!(send(&foreign, &body).await, 403);
    let sent = foreign
        .try_request(Method::POST, &format!("{SERVER}{CODE}"), String::new())
        .await;
    assert_eq!(sent.unwrap().status, 403);
    // Without the token, with another one, or with the fields twice.
    let interaction = body
        .split('&')
        .find(|pair| pair.starts_with("interaction="))
        .unwrap();
    for wrong in [
        format!("{interaction}&decision=allow"),
        format!("{interaction}&decision=allow&csrf="),
        format!("{interaction}&decision=allow&csrf=x"),
        format!("{body}&decision=allow"),
        "decision=allow".to_owned(),
        String::new(),
    ] {
        assert_eq!(send(&visitor, &wrong).await, 400, "{wrong}");
    }
    // The token of the language form is another one.
    let (_, language) = testkit::visitor::filled(&visitor.get(CODE).await, CODE, &[]);
    let csrf = language
        .split('&')
        .find(|pair| pair.starts_with("csrf="))
        .unwrap();
    let wrong = format!("{interaction}&decision=allow&{csrf}");
    assert_eq!(send(&visitor, &wrong).await, 400);
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    // Neither word of the form: the question again.
    let neither = body.replace("decision=allow", "decision=maybe");
    assert_eq!(send(&visitor, &neither).await, 303);
    // A GET decides nothing, whatever it says.
    visitor.get(&format!("{CONFIRM}?{body}")).await;
    world.clock.advance(Duration::from_secs(5));
    is_refused(
        &polls(&tv, &codes.device).await,
        400,
        "authorization_pending",
    );
    // Who has signed out is asked to sign in.
    visitor.set_cookie("pailou_session", None);
    let address = format!("{CONFIRM}?{interaction}");
    let answer = visitor.get(&address).await;
    assert!(
        answer.location().starts_with("/sign-in?"),
        "{}",
        answer.location()
    );
    assert!(world.anonymous().get(&address).await.status == 400);
}

#[tokio::test]
async fn guesses_are_counted_for_each_person() {
    let world = plain().await;
    let tv = world.client("tv", None);
    let visitor = world.anonymous();
    let page = comes(&world, &visitor, "BBBB-BBBB", "xiaoming").await;
    assert_eq!(page.status, 404);
    assert!(
        page.body.contains("No device waits with this code"),
        "{}",
        page.body
    );
    assert!(page.body.contains("BBBB-BBBB"), "what was typed stays");
    let guess = async |visitor: &Visitor<'_>, code: &str| {
        let address = types(visitor, code).await;
        visitor.get(&address).await.status
    };
    for place in 0..9 {
        let letter = char::from(b"CDFGHJKLM"[place]);
        let code: String = std::iter::repeat_n(letter, 8).collect();
        assert_eq!(guess(&visitor, &code).await, 404, "{code}");
    }
    let codes = begins(&tv, "openid").await;
    assert_eq!(guess(&visitor, &codes.user).await, 429, "a right one too");
    let answer = visitor.get(&types(&visitor, &codes.user).await).await;
    assert!(
        answer.body.contains("Too many wrong codes"),
        "{}",
        answer.body
    );
    // Nobody else has to wait, and nobody waits for ever.
    let fang = world.anonymous();
    let question = comes(&world, &fang, &codes.user, "lifang").await;
    assert_eq!(question.status, 200);
    world.clock.advance(Duration::from_mins(15));
    let codes = begins(&tv, "openid").await;
    assert_eq!(guess(&visitor, &codes.user).await, 200);
}

#[tokio::test]
async fn what_is_no_code_is_told_before_anything_else() {
    let world = plain().await;
    let visitor = world.anonymous();
    let page = visitor.get(CODE).await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy");
    assert!(policy.contains("form-action 'self'"), "{policy}");
    for wrong in [
        "",
        "WDJB",
        "WDJB-MJHTX",
        "AEIO-UAEI",
        "WDJB-MJH1",
        "\u{202e}\"><i>",
    ] {
        let answer = visitor
            .press_with(&page, CODE, &[("user_code", wrong)])
            .await;
        assert_eq!(answer.status, 422, "{wrong}");
        assert!(answer.body.contains("such as WDJB-MJHT"), "{}", answer.body);
        assert!(!answer.body.contains("\"><i>"));
    }
    let twice = "user_code=WDJBMJHT&user_code=WDJBMJHT".to_owned();
    let address = format!("{SERVER}{CODE}");
    for (body, status) in [(twice, 400), ("user_code=WDJBMJHT".to_owned(), 400)] {
        let sent = visitor.try_request(Method::POST, &address, body).await;
        assert_eq!(sent.unwrap().status, status);
    }
    assert!(
        visitor.cookies().keys().all(|name| !name.contains("_i_")),
        "nothing has begun"
    );
}
