//! A mobile app, whose Open SDK gives the code.

use simulator::seed::{MOBILE_APP_ID, MOBILE_APP_SECRET};

use super::*;

impl World {
    fn native(&self, config: Value) -> Box<dyn SocialConnector> {
        let keys = json!({
            "clientId": MOBILE_APP_ID,
            "clientSecret": MOBILE_APP_SECRET,
            "openPlatform": "acme",
        });
        let config = crate::support::with(keys, config);
        let factory = connectors::factory("wechat-native").unwrap();
        match factory.build(&config, Some(&self.endpoints())) {
            Ok(connector) => connector,
            Err(errors) => panic!("{errors:?}"),
        }
    }

    /// What the application on the phone brings to the callback.
    async fn open_sdk(&self, person: &str) -> (CallbackParameters, Value) {
        let wish = json!({"app_id": MOBILE_APP_ID, "person": person});
        let answer = self.tell("/_sim/native", &wish).await;
        let code = answer["code"].as_str().unwrap();
        let session = json!({"clientId": MOBILE_APP_ID, "lang": "en"});
        (callback(&[("code", code), ("state", "x")]), session)
    }
}

#[tokio::test]
async fn people_of_the_mobile_app_are_the_people_of_the_website() {
    let world = World::start().await;
    let native = world.native(json!({}));
    for person in ["xiaoming", "xiaoxiao"] {
        let back = world.open_sdk(person).await;
        let here = world.user_info(&*native, &back).await.unwrap();
        let there = world.sign_in(person).await.unwrap();
        assert_eq!(here.name, there.name);
        assert_eq!(keys(&here)[0], keys(&there)[0]);
        assert_eq!(keys(&here)[1].0, format!("app:{MOBILE_APP_ID}"));
        assert_ne!(keys(&here)[1].1, keys(&there)[1].1);
    }
    // Emma has no union id, so nothing tells that she is one person.
    let back = world.open_sdk("emma").await;
    assert_eq!(
        keys(&world.user_info(&*native, &back).await.unwrap()).len(),
        1
    );
    let strict = world.native(json!({"requireUnionId": true}));
    let back = world.open_sdk("emma").await;
    assert_eq!(
        field(&world.user_info(&*strict, &back).await),
        "requireUnionId"
    );
}

#[tokio::test]
async fn a_code_belongs_to_the_app_that_asked_for_it() {
    let world = World::start().await;
    let (back, _) = world.open_sdk("xiaoming").await;
    let session = json!({"clientId": APP_ID, "lang": "en"});
    let stolen = world.user_info(&*world.connector(), &(back, session)).await;
    assert_eq!(refusal(&stolen), Refusal::CodeInvalid);

    let wrong = world.native(json!({"clientSecret": "00000000000000000000000000000000"}));
    let back = world.open_sdk("xiaoming").await;
    assert_eq!(
        field(&world.user_info(&*wrong, &back).await),
        "clientSecret"
    );
}
