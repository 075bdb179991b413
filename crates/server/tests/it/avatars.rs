//! People's pictures are copied and served from here.

use http::Method;
use serde_json::{Value, json};
use testkit::application::claims;
use testkit::world::{SERVER, World};

/// The picture in a new ID token. Copies are made after the person has gone on, so
/// this waits a little for a copy.
async fn picture(world: &World, person: &str) -> Value {
    let tokens = world.application().signs_in(person).await;
    let access_token = tokens["access_token"].as_str().unwrap().to_owned();
    for _ in 0..50 {
        let info = world.application().user_info(&access_token).await.json();
        let is_copy = info["picture"]
            .as_str()
            .is_some_and(|p| p.starts_with(SERVER));
        if is_copy {
            return info["picture"].clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    claims(tokens["id_token"].as_str().unwrap())["picture"].clone()
}

#[tokio::test]
async fn a_picture_is_copied_and_told_by_its_content() {
    let world = World::new().await;
    let address = picture(&world, "xiaoming").await;
    let address = address.as_str().unwrap();
    assert!(
        address.starts_with(&format!("{SERVER}/avatars/")),
        "{address}"
    );
    let copy = world.get(address).await;
    assert_eq!(copy.status, 200);
    assert_eq!(copy.header("content-type"), "image/jpeg");
    assert_eq!(copy.header("x-content-type-options"), "nosniff");
    assert!(copy.header("cache-control").contains("immutable"));
    assert!(copy.header("content-security-policy").contains("sandbox"));
    let (start, _) = address.rsplit_once('/').unwrap();
    assert_eq!(world.get(&format!("{start}/other")).await.status, 404);
    assert_eq!(
        world
            .get(&format!("{SERVER}/avatars/nobody/x"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn somebody_without_a_picture_has_none() {
    let world = World::new().await;
    assert_eq!(picture(&world, "xiaoxiao").await, Value::Null);
}

#[tokio::test]
async fn what_is_no_picture_or_elsewhere_is_not_copied() {
    let world = World::new().await;
    let avatars = "/avatars/";
    for fault in [
        json!({ "at": avatars, "body": "<svg xmlns='http://www.w3.org/2000/svg'/>", "content_type": "image/svg+xml" }),
        json!({ "at": avatars, "body": "<html>", "content_type": "image/jpeg" }),
        json!({ "at": avatars, "status": 404 }),
    ] {
        world.fault(fault.clone()).await;
        let address = picture(&world, "xiaoming").await;
        assert!(
            !address.as_str().unwrap().starts_with(SERVER),
            "{fault}: {address}"
        );
        world
            .simulator(Method::DELETE, "/_sim/faults", Value::Null)
            .await;
    }
    let elsewhere = json!({ "avatar": "http://169.254.169.254/latest/132" });
    world
        .simulator(Method::PATCH, "/_sim/people/lifang", elsewhere)
        .await;
    let address = picture(&world, "lifang").await;
    assert_eq!(address, "http://169.254.169.254/latest/132");
}

#[tokio::test]
async fn a_new_picture_is_copied_where_profiles_follow_the_vendor() {
    let world = World::new().await;
    for (follows, changes) in [(false, false), (true, true)] {
        world
            .apply(json!({ "connectors": [{ "id": "wechat", "sync_profile": follows }] }))
            .await;
        let person = if follows { "lifang" } else { "xiaoming" };
        let first = picture(&world, person).await;
        let address = format!("{}/avatars/emma/132", testkit::world::SIMULATOR);
        let path = format!("/_sim/people/{person}");
        world
            .simulator(Method::PATCH, &path, json!({ "avatar": address }))
            .await;
        let mut second = picture(&world, person).await;
        // The former copy does not count for the new picture.
        for _ in 0..50 {
            if second.as_str().unwrap().starts_with(SERVER) {
                break;
            }
            second = picture(&world, person).await;
        }
        assert_eq!(second != first, changes, "{first} {second}");
        assert!(second.as_str().unwrap().starts_with(SERVER), "{second}");
    }
}
