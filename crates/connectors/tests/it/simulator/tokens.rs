//! WeChat's tokens over the weeks.

use connector_kit::ProviderTokens;
use secrecy::ExposeSecret;

use super::*;

impl World {
    async fn refresh(
        &self,
        connector: &dyn SocialConnector,
        tokens: &ProviderTokens,
    ) -> Result<ProviderTokens, ConnectorError> {
        let steps = Steps::default();
        connector
            .refresh(tokens, self.context(&Value::Null, &steps))
            .await
    }

    async fn advance(&self, seconds: u64) {
        let clock = json!({"advance_seconds": seconds});
        self.tell("/_sim/clock", &clock).await;
    }
}

#[tokio::test]
async fn tokens_stay_fresh_for_thirty_days_and_then_end() {
    let world = World::start().await;
    let connector = world.connector();
    let first = world.sign_in("xiaoming").await.unwrap().tokens.unwrap();
    let access = |tokens: &ProviderTokens| tokens.access_token.expose_secret().to_owned();

    let extended = world.refresh(&*connector, &first).await.unwrap();
    assert_eq!(access(&extended), access(&first));
    world.advance(7201).await;
    let fresh = world.refresh(&*connector, &extended).await.unwrap();
    assert_ne!(access(&fresh), access(&first));
    assert_eq!((&fresh.scope, &fresh.app_id), (&first.scope, &first.app_id));

    world.advance(30 * 86_400).await;
    let error = world.refresh(&*connector, &fresh).await.unwrap_err();
    assert!(error.to_string().contains("42002"), "{error}");
    assert!(connector.ends_tokens(&error));
}

#[tokio::test]
async fn a_changed_password_and_a_foreign_token_end_them_too() {
    let world = World::start().await;
    let connector = world.connector();
    let tokens = world.sign_in("lifang").await.unwrap().tokens.unwrap();
    world
        .change("lifang", &json!({"password_changed": true}))
        .await;
    let error = world.refresh(&*connector, &tokens).await.unwrap_err();
    assert!(error.to_string().contains("42007"), "{error}");
    assert!(connector.ends_tokens(&error));

    world
        .change("lifang", &json!({"password_changed": false}))
        .await;
    let foreign = ProviderTokens {
        app_id: simulator::seed::SERVICE_ACCOUNT_ID.to_owned(),
        ..tokens.clone()
    };
    let error = world.refresh(&*connector, &foreign).await.unwrap_err();
    assert!(error.to_string().contains("40030"), "{error}");
    assert!(connector.ends_tokens(&error));

    // An overloaded WeChat ends nothing.
    let fault = json!({"at": "/sns/oauth2/refresh_token", "errcode": -1, "times": 2});
    world.fault(fault).await;
    let error = world.refresh(&*connector, &tokens).await.unwrap_err();
    assert!(!connector.ends_tokens(&error));
    assert!(world.refresh(&*connector, &tokens).await.is_ok());
}
