//! Cookies that nobody here has made, at every page that reads some.

use std::collections::BTreeMap;

use testkit::world::World;

/// What may stand in a cookie and is none of ours.
fn nonsense(good: &str) -> Vec<String> {
    let middle = good.len() / 2;
    let mut all: Vec<String> = [
        "",
        " ",
        "x",
        ".",
        "%",
        "%00",
        "%ff%fe",
        "null",
        "{}",
        "0",
        "-1",
        "../../etc/passwd",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ]
    .map(str::to_owned)
    .into();
    all.push("a".repeat(4000));
    if good.len() > 4 && good.is_ascii() {
        let other = if good[middle..].starts_with('A') {
            "B"
        } else {
            "A"
        };
        all.push(good[1..].to_owned());
        all.push(good[..good.len() - 1].to_owned());
        all.push(format!("{good}A"));
        all.push(format!("{}{other}{}", &good[..middle], &good[middle + 1..]));
    }
    all
}

/// Every cookie that a browser gets on the way to an application, to the account and in the console.
async fn all_cookies(world: &World) -> (BTreeMap<String, String>, String) {
    let visitor = world.anonymous();
    let asked = world.application().asks(&[]);
    let person = world.person("xiaoming");
    visitor.sign_in(&asked.address, &person).await;
    let asked = world.application().asks(&[("prompt", "login")]);
    let page = visitor.get(&asked.address).await.location().to_owned();
    let opened = visitor.get(&page).await;
    assert_eq!(opened.status, 200, "{}", opened.body);
    (visitor.cookies(), page)
}

#[tokio::test]
async fn cookies_of_strangers_open_nothing_and_break_nothing() {
    let world = World::new().await;
    let (cookies, page) = all_cookies(&world).await;
    assert!(cookies.len() >= 3, "{cookies:?}");
    let silent = world.application().asks(&[("prompt", "none")]).address;
    let mut tried = 0;
    for (name, good) in &cookies {
        for value in nonsense(good) {
            let visitor = world.anonymous();
            for (other, kept) in &cookies {
                visitor.set_cookie(other, Some(if other == name { &value } else { kept }));
            }
            for address in [
                &page,
                "/account",
                "/console",
                &silent,
                "/consent",
                "/oidc/session/end",
            ] {
                let answer = visitor.get(address).await;
                assert!(
                    answer.status < 500,
                    "{name}={value} at {address}: {}",
                    answer.status
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

#[tokio::test]
async fn a_cookie_is_good_under_its_own_name_alone() {
    let world = World::new().await;
    let (cookies, page) = all_cookies(&world).await;
    let silent = world.application().asks(&[("prompt", "none")]).address;
    for name in cookies.keys() {
        for (other, value) in &cookies {
            if name == other {
                continue;
            }
            let visitor = world.anonymous();
            visitor.set_cookie(name, Some(value));
            let answer = visitor.get(&page).await;
            assert!(
                (400..500).contains(&answer.status),
                "{other} as {name}: {}",
                answer.status
            );
            let answer = visitor.get(&silent).await;
            assert!(
                answer.location().contains("error=login_required"),
                "{other} as {name}"
            );
        }
    }
}
