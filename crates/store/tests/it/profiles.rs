//! What accounts take over from vendors, and what stays as people edited it.

use accounts::User;
use connector_kit::SocialUserInfo;
use serde_json::Value;
use store::{Completion, Edit, NewAvatar};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, arrive, info};

fn told(name: Option<&str>, avatar: Option<&str>) -> SocialUserInfo {
    SocialUserInfo {
        name: name.map(str::to_owned),
        avatar: avatar.map(str::to_owned),
        ..info(&[("app:wx1", "o1")])
    }
}

/// As `snsapi_base` gives it.
fn untold() -> SocialUserInfo {
    SocialUserInfo {
        raw: Value::Null,
        ..told(None, None)
    }
}

/// A sign-in, `seconds` after the first, under a rule.
async fn arrive_later(world: &World, who: &SocialUserInfo, sync: bool, seconds: u64) -> User {
    let sign_in = SignIn {
        sync_profile: sync,
        ..SignIn::begin(&world.store).await
    };
    let now = after(seconds);
    match sign_in.complete_at(&world.store, who, now).await {
        Completion::Done { user, .. } => {
            let stored = world.store.user(user.id).await;
            assert_eq!(stored, Ok(Some(user.clone())));
            user
        }
        other => panic!("{other:?}"),
    }
}

fn shown(user: &User) -> (Option<&str>, Option<&str>) {
    (user.name.as_deref(), user.picture.as_deref())
}

async fn names_are_cleaned_for_the_account_and_kept_by_the_identity(world: World) {
    let original = " 小\u{202E}明\u{E32E} ";
    let (_, user) = arrive(&world.store, &told(Some(original), None)).await;
    let account = world.store.user(user).await.unwrap().unwrap();
    assert_eq!(account.name.as_deref(), Some("小明"));
    let identities = world.store.identities_of(user).await.unwrap();
    assert_eq!(identities[0].profile.name.as_deref(), Some(original));
}

async fn without_sync_the_profile_is_copied_once(world: World) {
    arrive(&world.store, &told(Some("小明"), Some("p"))).await;
    let user = arrive_later(&world, &told(Some("二"), Some("q")), false, 5).await;
    assert_eq!(shown(&user), (Some("小明"), Some("p")));
    assert_eq!(user.updated_at, NOW);
    // The identity knows what the vendor says today.
    let identities = world.store.identities_of(user.id).await.unwrap();
    assert_eq!(identities[0].profile.name.as_deref(), Some("二"));
    assert_eq!(identities[0].last_used_at, after(5));
}

async fn with_sync_the_account_follows_but_never_to_nothing(world: World) {
    arrive(&world.store, &told(Some("小明"), Some("p"))).await;
    let user = arrive_later(&world, &told(Some("二"), Some("q")), true, 5).await;
    assert_eq!(shown(&user), (Some("二"), Some("q")));
    assert_eq!(user.updated_at, after(5));
    let user = arrive_later(&world, &told(Some("\u{200B}"), None), true, 6).await;
    assert_eq!(shown(&user), (Some("二"), Some("q")));
    assert_eq!(user.updated_at, after(5));
}

async fn edited_fields_stay_whatever_the_vendor_says(world: World) {
    let store = &world.store;
    let (_, id) = arrive(store, &told(Some("小明"), Some("p"))).await;
    let edited = store.edit_profile(id, Edit::Set(" Ming\n"), Edit::Keep, after(1));
    assert_eq!(edited.await, Ok(true));
    let user = arrive_later(&world, &told(Some("二"), Some("q")), true, 5).await;
    assert_eq!(shown(&user), (Some("Ming"), Some("q")));
    assert_eq!((user.name_edited, user.picture_edited), (true, false));

    // Keeping says nothing; removing is an edit as well.
    let edited = store.edit_profile(id, Edit::Keep, Edit::Clear, after(6));
    assert_eq!(edited.await, Ok(true));
    for sync in [false, true] {
        let user = arrive_later(&world, &told(Some("三"), Some("r")), sync, 7).await;
        assert_eq!(shown(&user), (Some("Ming"), None));
        assert_eq!((user.name_edited, user.picture_edited), (true, true));
        assert_eq!(user.updated_at, after(6));
    }
    // A name of which nothing is left empties the field.
    let edited = store.edit_profile(id, Edit::Set("\u{3164}"), Edit::Keep, after(8));
    assert_eq!(edited.await, Ok(true));
    let user = arrive_later(&world, &told(Some("三"), None), true, 9).await;
    assert_eq!(shown(&user), (None, None));

    let nobody = Uuid::from_u128(7);
    let edited = store.edit_profile(nobody, Edit::Clear, Edit::Clear, NOW);
    assert_eq!(edited.await, Ok(false));
}

async fn a_vendor_that_tells_no_profile_takes_nothing_away(world: World) {
    arrive(&world.store, &told(Some("小明"), Some("p"))).await;
    let user = arrive_later(&world, &untold(), true, 5).await;
    assert_eq!(shown(&user), (Some("小明"), Some("p")));
    let identities = world.store.identities_of(user.id).await.unwrap();
    let identity = &identities[0];
    assert_eq!(identity.profile, (&told(Some("小明"), Some("p"))).into());
    assert_eq!(identity.last_used_at, after(5));
}

async fn a_fuller_sign_in_completes_who_came_without_profile(world: World) {
    let (_, id) = arrive(&world.store, &untold()).await;
    let identities = world.store.identities_of(id).await.unwrap();
    assert!(!identities[0].profile.is_told());
    let user = arrive_later(&world, &told(Some("小明"), Some("p")), false, 5).await;
    assert_eq!((user.id, shown(&user)), (id, (Some("小明"), Some("p"))));
    assert_eq!(user.updated_at, after(5));
    let identities = world.store.identities_of(id).await.unwrap();
    assert!(identities[0].profile.is_told());
    assert_eq!(identities[0].profile.name.as_deref(), Some("小明"));
}

async fn a_removed_picture_takes_its_copy_along(world: World) {
    let store = &world.store;
    let (_, id) = arrive(store, &told(None, Some("p"))).await;
    let copy = NewAvatar {
        source: "p",
        hash: "h",
        content_type: "image/png",
        bytes: b"png",
    };
    assert_eq!(store.put_avatar(id, &copy, NOW).await, Ok(true));
    let edits = [
        // What has nothing to do with it leaves it alone.
        (Edit::Set("Ming"), Edit::Keep, true),
        (Edit::Keep, Edit::Set("p"), true),
        (Edit::Keep, Edit::Set("q"), false),
    ];
    for (name, picture, stays) in edits {
        store.edit_profile(id, name, picture, NOW).await.unwrap();
        assert_eq!(store.avatar(id).await.unwrap().is_some(), stays);
    }
    store
        .edit_profile(id, Edit::Keep, Edit::Set("p"), NOW)
        .await
        .unwrap();
    assert_eq!(store.put_avatar(id, &copy, NOW).await, Ok(true));
    store
        .edit_profile(id, Edit::Keep, Edit::Clear, NOW)
        .await
        .unwrap();
    assert_eq!(store.avatar(id).await, Ok(None));
    // A copy that was under way comes too late.
    assert_eq!(store.put_avatar(id, &copy, NOW).await, Ok(false));
    assert_eq!(store.avatar(id).await, Ok(None));
}

both!(
    names_are_cleaned_for_the_account_and_kept_by_the_identity,
    without_sync_the_profile_is_copied_once,
    with_sync_the_account_follows_but_never_to_nothing,
    edited_fields_stay_whatever_the_vendor_says,
    a_vendor_that_tells_no_profile_takes_nothing_away,
    a_fuller_sign_in_completes_who_came_without_profile,
    a_removed_picture_takes_its_copy_along,
);
