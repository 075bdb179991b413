//! Every page of the console that links lead to, in every look.
//!
//! The pages are found as a person finds them, and compared with the routes of the sources: a page
//! that is new is looked at without anybody's doing, and one that nothing leads to is noticed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use http::Method;
use serde_json::Value;
use testkit::browser::Browser;
use testkit::process::Demo;
use testkit::routes::{Route, routes};
use url::Url;

use crate::looks::{LOOKS, set_cookie};
use crate::office;
use crate::visit::{demo, desktop};

/// Routes without a page of their own that a link could lead to, each with the reason.
const NO_PAGE: &[(&str, &str)] = &[
    ("/console/{*path}", "there is nothing"),
    (
        "/console/resume",
        "only after a session has ended in the middle",
    ),
    (
        "/console/settings/administrators/{id}/link",
        "after a link was made; seen below",
    ),
    ("/console/users/{id}/export", "a file"),
    ("/console/connectors/{id}/check", "a part of another page"),
    (
        "/console/connectors/{id}/review",
        "only after a choice that a check speaks against",
    ),
    ("/console/activity/open", "leads on to an attempt"),
    ("/console/settings/address-check", "a part of another page"),
];

/// So many addresses of one route are looked at: another id is the same page most of the time.
const OF_ONE_ROUTE: usize = 2;

#[tokio::test]
async fn every_page_of_the_console_in_every_look() {
    let demo = demo().await;
    let iris = office::owner(&demo).await;
    office::fill(&demo, &iris).await;
    let session = iris.cookies()["pailou_console"].clone();

    let browser = Browser::start(desktop()).await;
    browser
        .goto(demo.server.join("/console/sign-in").unwrap().as_str())
        .await;
    set_cookie(&browser, &demo.server, "pailou_console", &session).await;
    LOOKS[0].choose(&browser, &demo.server).await;
    let pages = find_pages(&browser, &demo).await;
    let mut problems = missing(&pages);

    for look in LOOKS {
        look.choose(&browser, &demo.server).await;
        for (name, address) in &pages {
            browser.goto(address.as_str()).await;
            problems.extend(look.examine(&browser, &format!("console-{name}")).await);
        }
    }
    // A preview that is framed tells nothing but what it shows.
    problems.extend(browser.complaints().await);
    browser.close().await;
    println!("{} pages: {:?}", pages.len(), pages.keys());
    assert!(
        problems.is_empty(),
        "{} problems: {problems:#?}",
        problems.len()
    );
}

/// Goes wherever links lead inside of the console; gives each page with a name for its pictures.
async fn find_pages(browser: &Browser, demo: &Demo) -> BTreeMap<String, Url> {
    let mut known = routes();
    known.retain(|route| route.path.starts_with("/console"));
    // What is spelt out comes before what has variables.
    known.sort_by_key(|route| (route.path.contains("{*"), route.path.matches('{').count()));
    let mut pages = BTreeMap::new();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut waiting = VecDeque::from([demo.server.join("/console").unwrap()]);
    while let Some(address) = waiting.pop_front() {
        let Some(route) = known.iter().find(|route| route.matches(address.path())) else {
            continue;
        };
        let names: Vec<String> = address
            .query_pairs()
            .map(|(name, _)| name.into_owned())
            .collect();
        let shape = format!("{} {names:?}", route.path);
        let of_route = seen.entry(shape).or_default();
        if is_no_page(route)
            || of_route.len() >= OF_ONE_ROUTE
            || !of_route.insert(address.to_string())
        {
            continue;
        }
        let number = of_route.len();
        browser.goto(address.as_str()).await;
        let mut name = route
            .path
            .trim_start_matches("/console")
            .replace(['{', '}'], "");
        name = name.trim_matches('/').replace('/', "-");
        if name.is_empty() {
            "overview".clone_into(&mut name);
        }
        for query in &names {
            name = format!("{name}-{query}");
        }
        if number > 1 {
            name = format!("{name}-{number}");
        }
        pages.insert(name, address.clone());
        for link in links(browser).await {
            if link.origin() == demo.server.origin() && link.path().starts_with("/console") {
                waiting.push_back(link);
            }
        }
    }
    pages
}

fn is_no_page(route: &Route) -> bool {
    NO_PAGE.iter().any(|(path, _)| *path == route.path)
}

/// The routes with a page that nothing leads to.
fn missing(pages: &BTreeMap<String, Url>) -> Vec<String> {
    let doors = ["sign-in", "setup", "welcome", "look"].map(|door| format!("/console/{door}"));
    let mut all = routes();
    all.retain(|route| {
        route.path.starts_with("/console")
            && route.methods.contains(&Method::GET)
            && !doors.contains(&route.path)
            && !is_no_page(route)
    });
    let found = |route: &Route| pages.values().any(|page| route.matches(page.path()));
    let lost = all.iter().filter(|route| !found(route));
    lost.map(|route| format!("no link leads to {}", route.path))
        .collect()
}

/// Where the links of a page lead, without what stands behind `#`.
async fn links(browser: &Browser) -> Vec<Url> {
    let script =
        "return [...document.querySelectorAll('a[href]:not([download])')].map((a) => a.href)";
    let links = browser.execute(script, vec![]).await;
    let links = links.as_array().unwrap().iter().filter_map(Value::as_str);
    let urls = links.filter_map(|link| Url::parse(link).ok());
    urls.map(|mut url| {
        url.set_fragment(None);
        url
    })
    .collect()
}
