//! Every route of the server, asked by those who may not: nothing is open that is not listed.
//!
//! The routes are read from the sources, so one that is new is asked too.

use std::collections::BTreeSet;
use std::time::Duration;

use http::Method;
use serde_json::{Value, json};
use store::Role;
use testkit::in_process::Answer;
use testkit::machine::{Machine, RESOURCE};
use testkit::routes::{Route, routes};
use testkit::visitor::{Visitor, filled};
use testkit::world::World;

/// What stands before the console: who is not signed in may open these.
const DOORS: &[&str] = &[
    "/console/sign-in",
    "/console/setup",
    "/console/welcome",
    "/console/look",
];

/// Forms that change what this browser shows and nothing else: they only have to come from here.
const LOOKS: &[&str] = &["/language"];

/// What viewers may send.
const FOR_VIEWERS: &[&str] = &[
    // Shows how pages would look, and keeps nothing.
    "/console/sign-in-page/preview",
    "/console/sign-out",
    "/console/settings/me",
    "/console/settings/me/password",
    "/console/settings/me/sessions",
];

fn console() -> Vec<Route> {
    let mut all = routes();
    all.retain(|route| route.path.starts_with("/console") && !DOORS.contains(&&*route.path));
    assert!(all.len() > 15, "{all:#?}");
    all
}

/// Everything that somebody could have changed.
async fn state(world: &World) -> String {
    let store = &world.store;
    let administrators = store.administrators().await.unwrap();
    let names = administrators
        .iter()
        .map(|one| (&one.name, one.role, &one.language));
    format!(
        "{:?} {:?} {:?} {:?} {:?} {}",
        store.configuration_version().await,
        store.counts().await,
        store.server_settings().await,
        names.collect::<Vec<_>>(),
        store.signing_keys().await.unwrap().len(),
        store.changes(None, 500).await.unwrap().len(),
    )
}

/// The anti-forgery token of a signed-in administrator.
async fn token(visitor: &Visitor<'_>) -> String {
    let page = visitor.get("/console/settings/me").await;
    let (_, body) = filled(&page, "/console/sign-out", &[]);
    body.strip_prefix("csrf=").unwrap().to_owned()
}

async fn sends(
    visitor: &Visitor<'_>,
    method: &Method,
    path: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish();
    let sent = visitor.try_request(method.clone(), path, body).await;
    sent.unwrap()
}

#[test]
fn every_route_of_the_sources_is_read() {
    let all = routes();
    let paths: BTreeSet<&str> = all.iter().map(|route| &*route.path).collect();
    for known in [
        "/console",
        "/console/settings/administrators/{id}/link",
        "/console/sign-in",
        "/oidc/token",
        "/callback/{connector}",
        "/metrics",
        "/api/docs",
    ] {
        assert!(paths.contains(known), "{known} in {paths:#?}");
    }
    for route in console() {
        assert!(
            !route.methods.is_empty(),
            "say the methods of {} there",
            route.path
        );
    }
}

#[tokio::test]
async fn without_a_session_the_console_is_a_door() {
    let world = World::new().await;
    let former = world.administrator("Iris", Role::Owner).await;
    let csrf = token(&former).await;
    world.clock.advance(Duration::from_hours(13));
    let before = state(&world).await;
    let forged = world.anonymous();
    forged.set_cookie("pailou_console", Some("somebody-made-this-up"));
    for route in console() {
        let path = route.example();
        for method in &route.methods {
            for (who, visitor) in [
                ("nobody", &world.anonymous()),
                ("a former session", &former),
                ("a forged session", &forged),
            ] {
                let answer = sends(visitor, method, &path, &[("csrf", &csrf)]).await;
                let what = format!(
                    "{method} {path} by {who}: {} {}",
                    answer.status, answer.body
                );
                assert_eq!(answer.status, 303, "{what}");
                assert!(answer.location().starts_with("/console/sign-in"), "{what}");
            }
        }
    }
    assert_eq!(state(&world).await, before);
}

#[tokio::test]
async fn a_viewer_looks_and_changes_nothing() {
    let world = World::new().await;
    let noah = world.administrator("Noah", Role::Viewer).await;
    let csrf = token(&noah).await;
    let before = state(&world).await;
    let mut refused = 0;
    for route in console() {
        let path = route.example();
        for method in &route.methods {
            let answer = if *method == Method::GET {
                noah.get(&path).await
            } else if FOR_VIEWERS.contains(&&*route.path) {
                continue;
            } else {
                sends(&noah, method, &path, &[("csrf", &csrf)]).await
            };
            let what = format!("{method} {path}: {} {}", answer.status, answer.body);
            if *method == Method::GET {
                assert!(answer.status < 500, "{what}");
                assert_ne!(answer.status, 403, "{what}");
            } else {
                assert_eq!(answer.status, 403, "{what}");
                refused += 1;
            }
        }
    }
    assert!(refused > 5, "{refused}");
    assert_eq!(state(&world).await, before, "a GET changes nothing either");
}

#[tokio::test]
async fn every_form_of_the_console_wants_the_token_of_its_session() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let noah = world.administrator("Noah", Role::Owner).await;
    let (mine, foreign) = (token(&iris).await, token(&noah).await);
    let before = state(&world).await;
    for route in console() {
        let path = route.example();
        for method in route
            .methods
            .iter()
            .filter(|method| **method != Method::GET)
        {
            for fields in [
                &[][..],
                &[("csrf", "")],
                &[("csrf", "x")],
                &[("csrf", foreign.as_str())],
                &[("csrf", mine.as_str()), ("csrf", mine.as_str())],
                &[("CSRF", mine.as_str())],
            ] {
                let answer = sends(&iris, method, &path, fields).await;
                let what = format!("{method} {path} with {fields:?}: {}", answer.body);
                assert_eq!(answer.status, 403, "{what}");
            }
            // A token in the address counts for forms with files alone.
            let address = format!("{path}?csrf={mine}");
            let answer = sends(&iris, method, &address, &[]).await;
            assert_eq!(answer.status, 403, "{method} {address}");
            // Whatever the token: another site sends nothing here.
            let foreign_site = world.anonymous().sending("sec-fetch-site", "cross-site");
            for (name, value) in iris.cookies() {
                foreign_site.set_cookie(&name, Some(&value));
            }
            let answer = sends(&foreign_site, method, &path, &[("csrf", &mine)]).await;
            assert_eq!(answer.status, 403, "{method} {path} from another site");
            let same_site = world.anonymous().sending("sec-fetch-site", "same-site");
            for (name, value) in iris.cookies() {
                same_site.set_cookie(&name, Some(&value));
            }
            let answer = sends(&same_site, method, &path, &[("csrf", &mine)]).await;
            assert_eq!(answer.status, 403, "{method} {path} from a neighbour");
        }
    }
    assert_eq!(state(&world).await, before);
}

#[tokio::test]
async fn methods_that_no_route_has_do_nothing() {
    let world = World::new().await;
    let iris = world.administrator("Iris", Role::Owner).await;
    let csrf = token(&iris).await;
    let before = state(&world).await;
    let all = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    for route in console() {
        if route.methods.contains(&Method::TRACE) {
            continue;
        }
        for method in all.iter().filter(|method| !route.methods.contains(method)) {
            let path = route.example();
            let answer = sends(&iris, method, &path, &[("csrf", &csrf)]).await;
            let what = format!("{method} {path}: {}", answer.status);
            assert!(matches!(answer.status, 404 | 405), "{what}");
        }
    }
    assert_eq!(state(&world).await, before);
}

#[tokio::test]
async fn every_form_that_people_see_wants_a_token_too() {
    let world = World::new().await;
    let mut forms = routes();
    forms.retain(|route| {
        let is_ours = ["/console", "/oidc", "/api"]
            .iter()
            .all(|start| !route.path.starts_with(start));
        is_ours && route.methods.iter().any(|method| *method != Method::GET)
    });
    assert!(forms.len() >= 4, "{forms:#?}");
    // Somebody who is signed in, so that a session is no obstacle.
    let visitor = world.anonymous();
    let request = world.application().asks(&[]);
    let address = visitor
        .sign_in(&request.address, &world.person("xiaoming"))
        .await;
    assert!(address.contains("code="), "{address}");
    let before = state(&world).await;
    let cross = world.anonymous().sending("sec-fetch-site", "cross-site");
    for (name, value) in visitor.cookies() {
        cross.set_cookie(&name, Some(&value));
    }
    for route in forms {
        let path = route.example();
        for method in route
            .methods
            .iter()
            .filter(|method| **method != Method::GET)
        {
            let wrong = [&[][..], &[("csrf", "")], &[("csrf", "x")]];
            let wrong = wrong.iter().filter(|_| !LOOKS.contains(&&*route.path));
            for fields in wrong {
                let answer = sends(&visitor, method, &path, fields).await;
                let what = format!("{method} {path} with {fields:?}: {}", answer.status);
                assert!(
                    (400..500).contains(&answer.status),
                    "{what} {}",
                    answer.body
                );
            }
            let answer = sends(&cross, method, &path, &[]).await;
            assert_eq!(answer.status, 403, "{method} {path} from another site");
        }
    }
    assert_eq!(state(&world).await, before);
}

#[tokio::test]
async fn every_endpoint_of_the_api_wants_a_token_for_it() {
    let world = World::new().await;
    let all = world.machine("ops").await;
    // Tokens that are good for something else.
    let person = world.application().signs_in("xiaoming").await;
    let of_a_person = person["access_token"].as_str().unwrap().to_owned();
    let id_token = person["id_token"].as_str().unwrap().to_owned();
    let refresh = person["refresh_token"]
        .as_str()
        .unwrap_or("none")
        .to_owned();
    world.clock.advance(Duration::from_mins(30));
    let fresh = world.machine("ops2").await.token;
    let mut altered = fresh.clone();
    altered.replace_range(fresh.len() - 4.., "AAAA");
    world.clock.advance(Duration::from_mins(31));
    let strangers = [
        ("no token", ""),
        ("nonsense", "nonsense"),
        ("an expired token", all.token.as_str()),
        ("a person's access token", of_a_person.as_str()),
        ("an ID token", id_token.as_str()),
        ("a refresh token", refresh.as_str()),
        ("an altered token", altered.as_str()),
    ];
    let read = world.reading_machine("look").await;
    let document = all.get("/api/swagger.json").await.json();
    let before = state(&world).await;
    let (mut asked, mut writes) = (0, 0);
    for (path, methods) in document["paths"].as_object().unwrap() {
        let example = Route::fill(path);
        for (method, operation) in methods.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else {
                continue;
            };
            if operation["security"] == json!([{}]) {
                continue;
            }
            asked += 1;
            for (who, token) in strangers {
                let machine = Machine::with_token(&world, token);
                let answer = machine.send(method.clone(), &example, &json!({})).await;
                let what = format!("{method} {path} with {who}: {}", answer.body);
                assert_eq!(answer.status, 401, "{what}");
            }
            if method != Method::GET {
                writes += 1;
                let answer = read.send(method.clone(), &example, &json!({})).await;
                let what = format!("{method} {path} with read: {}", answer.body);
                assert_eq!(answer.status, 403, "{what}");
            }
        }
    }
    assert!(asked >= 2, "{asked} asked, {writes} of them write");
    assert_eq!(state(&world).await, before);
    assert!(RESOURCE.ends_with("/api"));
}

#[tokio::test]
async fn a_token_of_another_application_is_good_for_nothing_here() {
    let world = World::new().await;
    let document = world
        .machine("ops")
        .await
        .get("/api/swagger.json")
        .await
        .json();
    // An application without a grant for the Management API gets no token for it.
    world
        .apply(json!({ "applications": [{
            "id": "worker",
            "name": "Worker",
            "type": "MachineToMachine",
            "secret": "a-secret-of-sixteen-and-more",
        }]}))
        .await;
    let refused = world
        .client("worker", Some("a-secret-of-sixteen-and-more"))
        .token(&[
            ("grant_type", "client_credentials"),
            ("resource", RESOURCE),
            ("scope", "all"),
        ])
        .await;
    assert!((400..500).contains(&refused.status), "{}", refused.body);
    // One that loses it is refused at once, with a token that is still young.
    let ops = world.machine("fired").await;
    let taken = json!({ "applications": [{ "id": "fired", "management_api": "none" }] });
    world.apply(taken).await;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else {
                continue;
            };
            if operation["security"] == json!([{}]) {
                continue;
            }
            let answer = ops
                .send(method.clone(), &Route::fill(path), &Value::Null)
                .await;
            let what = format!("{method} {path}: {} {}", answer.status, answer.body);
            assert!(matches!(answer.status, 401 | 403), "{what}");
        }
    }
}
