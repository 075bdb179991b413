//! What applications know people by.

use std::collections::HashSet;

use testkit::application::claims;
use testkit::world::World;

#[tokio::test]
async fn people_have_short_names_that_are_nobody_elses() {
    let world = World::new().await;
    let application = world.application();
    let mut subjects = HashSet::new();
    for person in ["xiaoming", "lifang", "emma", "xiaoxiao"] {
        let tokens = application.signs_in(person).await;
        let id_token = claims(tokens["id_token"].as_str().unwrap());
        let sub = id_token["sub"].as_str().unwrap().to_owned();
        assert!((1..=255).contains(&sub.len()) && sub.is_ascii(), "{sub}");
        // It gives nothing away of what the person is called elsewhere.
        assert!(
            !sub.contains("oSIMULATED") && !sub.contains(person),
            "{sub}"
        );
        let again = application.signs_in(person).await;
        assert_eq!(
            claims(again["id_token"].as_str().unwrap())["sub"],
            sub.as_str()
        );
        let token = again["access_token"].as_str().unwrap();
        assert_eq!(
            application.user_info(token).await.json()["sub"],
            sub.as_str()
        );
        assert!(subjects.insert(sub), "{person} is somebody else");
    }
}
