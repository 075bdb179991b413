//! Devices that wait for a person, and statements that count once.

use std::time::Duration;

use oidc::Scopes;
use oidc::device::{DeviceRequest, DeviceState, INTERVAL, Polled};
use store::{NewCode, NewDevice, Redemption, Store};

use crate::world::{NOW, World, after, arrive, hash, id, info, tokens};

both!(
    a_device_waits_until_somebody_decides,
    an_allowed_device_gets_its_tokens_once,
    a_device_is_decided_about_once,
    a_device_that_hurries_has_to_wait_longer,
    devices_belong_to_their_application,
    user_codes_are_unique,
    devices_are_forgotten_an_hour_after_their_end,
    a_statement_counts_once,
);

/// A device that waits: its hash, and that of its user code.
async fn waiting(store: &Store) -> ([u8; 32], [u8; 32]) {
    let (device, user_code) = (hash(), hash());
    assert_eq!(add(store, device, user_code).await, Ok(true));
    (device, user_code)
}

async fn add(
    store: &Store,
    device: [u8; 32],
    user_code: [u8; 32],
) -> Result<bool, store::StoreError> {
    let new = NewDevice {
        hash: device,
        user_code_hash: user_code,
        application_id: "app",
        request: &DeviceRequest {
            scopes: Scopes::parse("openid"),
        },
        interval: INTERVAL,
        expires_at: after(600),
    };
    store.add_device(&new, NOW).await
}

async fn poll(store: &Store, device: [u8; 32], seconds: u64) -> Option<Polled> {
    store
        .poll_device(device, "app", after(seconds))
        .await
        .unwrap()
}

/// Somebody who has signed in allows a device.
async fn allow(store: &Store, device: [u8; 32], seconds: u64) -> (bool, oidc::CodeGrant) {
    let (sign_in, _) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let code = NewCode {
        hash: device,
        family: id(),
        expires_at: after(600),
        grant: &grant,
    };
    let allowed = store.allow_device(&code, after(seconds)).await.unwrap();
    (allowed, grant)
}

async fn a_device_waits_until_somebody_decides(world: World) {
    let store = &world.store;
    let (device, user_code) = waiting(store).await;
    let known = store.device(user_code, after(599)).await.unwrap().unwrap();
    assert_eq!(known.hash, device);
    assert_eq!(known.application_id, "app");
    assert_eq!(known.request.scopes, Scopes::parse("openid"));
    assert_eq!(
        (known.state, known.expires_at),
        (DeviceState::Waiting, after(600))
    );
    assert_eq!(store.device(user_code, after(600)).await, Ok(None));
    assert_eq!(store.device(hash(), NOW).await, Ok(None));
    assert_eq!(
        store.device(device, NOW).await,
        Ok(None),
        "that is not the code to type"
    );

    let polled = poll(store, device, 0).await.unwrap();
    assert_eq!(polled.state, DeviceState::Waiting);
    assert!(!polled.too_soon && !polled.is_over);
    assert_eq!(store.refuse_device(device, after(1)).await, Ok(true));
    let polled = poll(store, device, 10).await.unwrap();
    assert_eq!(polled.state, DeviceState::Refused);
    let known = store.device(user_code, NOW).await.unwrap().unwrap();
    assert_eq!(known.state, DeviceState::Refused);
}

async fn an_allowed_device_gets_its_tokens_once(world: World) {
    let (store, other) = (&world.store, world.another_node().await);
    let (device, _) = waiting(store).await;
    let (allowed, grant) = allow(store, device, 1).await;
    assert!(allowed);
    assert_eq!(
        poll(&other, device, 2).await.unwrap().state,
        DeviceState::Allowed
    );
    let given = store.code(device).await.unwrap().unwrap();
    assert_eq!((given.grant, given.expires_at), (grant.clone(), after(600)));
    let tokens = tokens(&grant, true);
    let first = other.redeem_code(device, after(2), &tokens).await;
    assert_eq!(first, Ok(Redemption::Redeemed));
    let again = store.redeem_code(device, after(3), &tokens).await;
    assert_eq!(again, Ok(Redemption::Replayed));
}

async fn a_device_is_decided_about_once(world: World) {
    let store = &world.store;
    let (device, _) = waiting(store).await;
    assert!(allow(store, device, 1).await.0);
    assert!(!allow(store, device, 2).await.0);
    assert_eq!(store.refuse_device(device, after(2)).await, Ok(false));

    let (device, _) = waiting(store).await;
    assert_eq!(store.refuse_device(device, after(1)).await, Ok(true));
    assert!(!allow(store, device, 2).await.0);
    assert_eq!(store.code(device).await, Ok(None));

    let (device, _) = waiting(store).await;
    assert!(!allow(store, device, 600).await.0, "it is over");
    assert_eq!(store.refuse_device(device, after(600)).await, Ok(false));
    assert_eq!(store.code(device).await, Ok(None));
    assert!(poll(store, device, 600).await.unwrap().is_over);
}

async fn a_device_that_hurries_has_to_wait_longer(world: World) {
    let store = &world.store;
    let (device, _) = waiting(store).await;
    // Five seconds; then ten; then fifteen.
    for (seconds, too_soon) in [
        (0, false),
        (5, false),
        (9, false),
        (12, true),
        (17, true),
        (32, false),
        (47, false),
        (61, false),
        (74, true),
        (93, false),
    ] {
        let polled = poll(store, device, seconds).await.unwrap();
        assert_eq!(polled.too_soon, too_soon, "{seconds}");
    }
    // Who has been allowed need not wait.
    assert!(allow(store, device, 94).await.0);
    assert!(!poll(store, device, 94).await.unwrap().too_soon);
}

async fn devices_belong_to_their_application(world: World) {
    let store = &world.store;
    let (device, _) = waiting(store).await;
    assert!(poll(store, device, 0).await.is_some());
    for _ in 0..2 {
        let other = store.poll_device(device, "other", after(1)).await;
        assert_eq!(other, Ok(None));
    }
    // And that counts as no question of the device.
    assert!(!poll(store, device, 5).await.unwrap().too_soon);
    assert_eq!(store.poll_device(hash(), "app", NOW).await, Ok(None));
}

async fn user_codes_are_unique(world: World) {
    let (store, other) = (&world.store, world.another_node().await);
    let (device, user_code) = waiting(store).await;
    assert_eq!(add(&other, hash(), user_code).await, Ok(false));
    assert_eq!(add(store, device, hash()).await, Ok(false));
    let known = store.device(user_code, NOW).await.unwrap().unwrap();
    assert_eq!(known.hash, device);
}

async fn devices_are_forgotten_an_hour_after_their_end(world: World) {
    let store = &world.store;
    let (device, _) = waiting(store).await;
    let hour = Duration::from_hours(1);
    store.clean_up(after(599).plus(hour)).await.unwrap();
    assert!(poll(store, device, 700).await.unwrap().is_over);
    store.clean_up(after(600).plus(hour)).await.unwrap();
    assert_eq!(poll(store, device, 700).await, None);
}

async fn a_statement_counts_once(world: World) {
    let (store, other) = (&world.store, world.another_node().await);
    let statement = hash();
    let (one, two) = tokio::join!(
        store.use_client_assertion(statement, after(60)),
        other.use_client_assertion(statement, after(60)),
    );
    assert_ne!(one.unwrap(), two.unwrap());
    assert_eq!(
        store.use_client_assertion(statement, after(60)).await,
        Ok(false)
    );
    assert_eq!(
        store.use_client_assertion(hash(), after(60)).await,
        Ok(true)
    );
    store.clean_up(after(59)).await.unwrap();
    assert_eq!(
        store.use_client_assertion(statement, after(60)).await,
        Ok(false)
    );
    store.clean_up(after(60)).await.unwrap();
    assert_eq!(
        store.use_client_assertion(statement, after(120)).await,
        Ok(true)
    );
}
