//! Copies of pictures.

use accounts::AvatarRef;
use store::{Avatar, MAX_AVATAR_BYTES, NewAvatar, StoreError};
use uuid::Uuid;

use crate::world::{NOW, World, after, arrive, info, tokens};

/// The picture of everybody in these tests.
const SOURCE: &str = "https://wx.example/0";

fn picture<'a>(hash: &'a str, bytes: &'a [u8]) -> NewAvatar<'a> {
    NewAvatar {
        source: SOURCE,
        hash,
        content_type: "image/jpeg",
        bytes,
    }
}

async fn a_picture_is_kept_replaced_and_joined_to_its_user(world: World) {
    let store = &world.store;
    let (sign_in, id) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let (_, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    assert_eq!(store.avatar(id).await, Ok(None));
    assert_eq!(store.user(id).await.unwrap().unwrap().avatar, None);

    let first = picture("h1", b"first");
    assert_eq!(store.put_avatar(id, &first, NOW).await, Ok(true));
    let second = picture("h2", &[0, 255, 0]);
    assert_eq!(store.put_avatar(id, &second, after(1)).await, Ok(true));
    let kept = Avatar {
        source: SOURCE.to_owned(),
        hash: "h2".to_owned(),
        content_type: "image/jpeg".to_owned(),
        fetched_at: after(1),
        bytes: vec![0, 255, 0],
    };
    assert_eq!(store.avatar(id).await, Ok(Some(kept)));
    assert_eq!(store.avatar(other).await, Ok(None));

    // Everywhere a user is read.
    let avatar = Some(AvatarRef {
        source: SOURCE.to_owned(),
        hash: "h2".to_owned(),
    });
    assert_eq!(store.user(id).await.unwrap().unwrap().avatar, avatar);
    let session = store.session(sign_in.session, NOW).await.unwrap().unwrap();
    assert_eq!(session.user.avatar, avatar);
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let tokens = tokens(&grant, false);
    store.redeem_code(sign_in.code, NOW, &tokens).await.unwrap();
    let access = store.access_token(tokens.access_hash, NOW).await.unwrap();
    assert_eq!(access.unwrap().user.avatar, avatar);
    assert_eq!(store.user(other).await.unwrap().unwrap().avatar, None);
}

async fn pictures_of_nobody_and_of_another_address_are_not_kept(world: World) {
    let store = &world.store;
    let nobody = Uuid::from_u128(7);
    let one = picture("h1", b"bytes");
    assert_eq!(store.put_avatar(nobody, &one, NOW).await, Ok(false));
    let (_, id) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let stale = NewAvatar {
        source: "https://wx.example/132",
        ..one
    };
    assert_eq!(store.put_avatar(id, &stale, NOW).await, Ok(false));
    assert_eq!(store.avatar(id).await, Ok(None));
}

async fn pictures_have_a_limit(world: World) {
    let store = &world.store;
    let (_, id) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let large = vec![7; MAX_AVATAR_BYTES + 1];
    for bytes in [&large[..], &[]] {
        let refused = store.put_avatar(id, &picture("h", bytes), NOW).await;
        assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
        assert_eq!(store.avatar(id).await, Ok(None));
    }
    let largest = &large[1..];
    let kept = store.put_avatar(id, &picture("h", largest), NOW).await;
    assert_eq!(kept, Ok(true));
    assert_eq!(store.avatar(id).await.unwrap().unwrap().bytes, largest);
}

both!(
    a_picture_is_kept_replaced_and_joined_to_its_user,
    pictures_of_nobody_and_of_another_address_are_not_kept,
    pictures_have_a_limit,
);
