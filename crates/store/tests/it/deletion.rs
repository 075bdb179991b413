//! The end of an account, and everything that is kept about a person.

use accounts::{Outcome, Phase};
use connector_kit::SocialUserInfo;
use oidc::Scopes;
use rusqlite::types::Value;
use store::{Completion, Deleted, Linking, NewAvatar};
use uuid::Uuid;

use crate::provider_tokens::provider_tokens;
use crate::world::{
    NOW, SignIn, World, add_way, after, arrive, hash, id, info, link, question, tokens,
};

/// Somebody of whom there is something in every table.
async fn somebody(world: &World) -> (Uuid, SignIn, [u8; 32]) {
    let store = &world.store;
    let who = SocialUserInfo {
        tokens: Some(provider_tokens("t", after(7200))),
        ..info(&[("union:acme", "u1"), ("app:wx1", "o1")])
    };
    let (sign_in, user) = arrive(store, &who).await;
    add_way(store, user, &info(&[("app:wx2", "o2")])).await;
    arrive(store, &who).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let given = tokens(&grant, true);
    store.redeem_code(sign_in.code, NOW, &given).await.unwrap();
    let scopes = Scopes::parse("openid profile");
    store
        .remember_consent(user, "app", &scopes, NOW)
        .await
        .unwrap();
    let picture = NewAvatar {
        source: "https://wx.example/0",
        hash: "h",
        content_type: "image/png",
        bytes: b"png",
    };
    assert!(store.put_avatar(user, &picture, NOW).await.unwrap());
    // A conflict in each role, and a question that waits.
    arrive(store, &info(&[("app:wx8", "o8")])).await;
    let both = info(&[("union:acme", "u1"), ("app:wx8", "o8")]);
    SignIn::begin(store).await.complete(store, &both).await;
    let (_, other) = arrive(store, &info(&[("app:wx9", "o9")])).await;
    let taken = SignIn::begin(store).await;
    let keys = info(&[("app:wx2", "o2")]);
    let refused = store
        .link_identity(&link(taken.attempt, other, &keys))
        .await;
    assert_eq!(refused, Ok(Linking::UsedElsewhere));
    (user, sign_in, given.access_hash)
}

async fn everything_of_theirs_goes(world: World) {
    let store = &world.store;
    let (user, sign_in, access) = somebody(&world).await;
    let before = store.counts().await.unwrap();
    let deleted = store.delete_user(user, NOW).await.unwrap();
    assert_eq!(
        deleted,
        Some(Deleted {
            identities: 2,
            sessions: 3
        })
    );
    assert_eq!(store.delete_user(user, NOW).await, Ok(None));
    assert_eq!(store.delete_user(id(), NOW).await, Ok(None));

    assert_eq!(store.user(user).await, Ok(None));
    assert_eq!(store.identities_of(user).await, Ok(vec![]));
    assert_eq!(store.session(sign_in.session, NOW).await, Ok(None));
    assert_eq!(store.sessions_of(user, NOW).await, Ok(vec![]));
    assert_eq!(store.code(sign_in.code).await, Ok(None));
    assert_eq!(store.access_token(access, NOW).await, Ok(None));
    assert_eq!(store.consent(user, "app").await, Ok(None));
    assert_eq!(store.avatar(user).await, Ok(None));
    assert_eq!(store.conflicts(10).await, Ok(vec![]));
    assert_eq!(store.export_of(user, NOW).await, Ok(None));
    // The attempt is counted as before, and leads nowhere.
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.outcome, Some(Outcome::SignedUp));
    assert_eq!((attempt.user_id, attempt.user_agent), (None, None));
    // Others have lost nothing.
    let after = store.counts().await.unwrap();
    assert_eq!(
        (
            before.users - after.users,
            before.identities - after.identities
        ),
        (1, 2)
    );
    // And whoever comes again is a stranger.
    let again = SignIn::begin(store).await;
    let who = info(&[("union:acme", "u1"), ("app:wx1", "o1")]);
    match again.complete(store, &who).await {
        Completion::Done {
            user: new, outcome, ..
        } => {
            assert_ne!(new.id, user);
            assert_eq!(outcome, Outcome::SignedUp);
        }
        other => panic!("{other:?}"),
    }
}

/// Reads every column of every table: no row tells of the person.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_table_tells_of_somebody_who_was_deleted() {
    let world = World::sqlite().await;
    let (user, ..) = somebody(&world).await;
    let sign_in = SignIn::begin(&world.store).await;
    let who = info(&[("app:wx5", "o-pending")]);
    let wish = link(sign_in.attempt, user, &who);
    let waits = world.store.offer_identity(&wish, question()).await;
    assert_eq!(waits, Ok(Linking::Asked));

    let traces = |user: Uuid| {
        let file = world.file();
        let mut tables = file
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
            .unwrap();
        let names: Vec<String> = tables
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let mut found = std::collections::BTreeSet::new();
        for name in names {
            let mut all = file.prepare(&format!("SELECT * FROM {name}")).unwrap();
            let columns = all.column_count();
            let mut rows = all.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    let tells = match row.get::<_, Value>(column).unwrap() {
                        Value::Blob(bytes) => bytes == user.as_bytes(),
                        Value::Text(text) => {
                            text.contains(&user.to_string())
                                || ["u1", "o1", "o2", "小明"].contains(&text.as_str())
                        }
                        _ => false,
                    };
                    // Two others are called the same.
                    let others = matches!(name.as_str(), "users" | "identities") && column == 1
                        || name == "identities" && column == 2
                        || name == "user_words" && column == 0;
                    if tells && !others {
                        found.insert(name.clone());
                    }
                }
            }
        }
        found
    };
    let before = traces(user);
    for table in [
        "users",
        "identity_keys",
        "sessions",
        "grants",
        "attempts",
        "active_days",
    ] {
        assert!(before.contains(table), "{before:?}");
    }
    assert!(before.contains("identity_conflicts"), "{before:?}");
    world.store.delete_user(user, NOW).await.unwrap();
    let after = traces(user);
    assert!(after.is_empty(), "{after:?}");
    assert!(
        world
            .store
            .pending_identity(sign_in.attempt, NOW)
            .await
            .unwrap()
            .is_none()
    );
}

/// Signing in and being deleted in the same instant: either order, nothing half.
async fn a_sign_in_and_a_deletion_at_once_leave_nothing_half(world: World) {
    let (store, other_node) = (world.store.clone(), world.another_node().await);
    for round in 0..20_u32 {
        let value = format!("o{round}");
        let who = info(&[("app:wx1", &value)]);
        let (_, user) = arrive(&store, &who).await;
        let sign_in = SignIn::begin(&store).await;
        let (completion, deleted) = tokio::join!(
            sign_in.complete(&store, &who),
            other_node.delete_user(user, NOW)
        );
        assert!(deleted.unwrap().is_some());
        let Completion::Done {
            user: then,
            outcome,
            ..
        } = completion
        else {
            panic!("{completion:?}");
        };
        let session = store.session(sign_in.session, NOW).await.unwrap();
        match outcome {
            Outcome::SignedUp => assert_eq!(session.unwrap().user.id, then.id),
            _ => assert_eq!(session, None),
        }
        assert_eq!(store.user(user).await, Ok(None));
    }
}

async fn an_export_has_everything_and_no_secret(world: World) {
    let store = &world.store;
    let (user, sign_in, _) = somebody(&world).await;
    let export = store.export_of(user, NOW).await.unwrap().unwrap();
    assert_eq!(export.id, user);
    assert_eq!(export.name.as_deref(), Some("小明"));
    assert_eq!(export.application_id.as_deref(), Some("app"));
    assert_eq!(export.identities.len(), 2);
    assert_eq!(export.identities[0].keys.len(), 2);
    assert_eq!(export.sessions.len(), 3);
    assert_eq!(export.consents[0].scopes, "openid profile");
    assert_eq!(export.active_days, [NOW.0 / 86_400_000]);
    assert!(export.attempts.len() >= 3);
    let first = export.attempts.last().unwrap();
    assert_eq!(first.outcome, Some(Outcome::SignedUp));
    assert_eq!(first.user_agent.as_deref(), Some("Firefox"));

    let text = serde_json::to_string(&export).unwrap();
    assert!(text.contains("\"lastSignInAt\""), "{text}");
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    let hashes = [sign_in.session, sign_in.code, attempt.binding_hash];
    for hash in hashes {
        assert!(!text.contains(&keys::base64url(&hash)), "{text}");
        assert!(!text.contains(&format!("{hash:?}")[1..40]), "{text}");
    }
    assert!(
        !text.contains("access_token") && !text.contains("\"t\""),
        "{text}"
    );
    assert_eq!(store.export_of(id(), NOW).await, Ok(None));
}

async fn a_day_counts_once_and_in_universal_time(world: World) {
    let store = &world.store;
    let day: i64 = NOW.0 / 86_400_000;
    let midnight = connector_kit::Timestamp((day + 1) * 86_400_000);
    let (sign_in, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let days = async || {
        let export = store.export_of(user, NOW).await.unwrap().unwrap();
        export.active_days
    };
    assert!(days().await.is_empty(), "signing in alone gives no tokens");
    let first = tokens(&grant, true);
    store.redeem_code(sign_in.code, NOW, &first).await.unwrap();
    assert_eq!(days().await, [day]);
    let mut refresh = first.refresh.unwrap().0;
    let late = connector_kit::Timestamp(midnight.0 - 1);
    for (now, expected) in [(late, vec![day]), (midnight, vec![day + 1, day])] {
        let next = store::NewTokens {
            refresh: Some((hash(), after(14 * 86_400))),
            ..tokens(&grant, true)
        };
        let leeway = std::time::Duration::from_secs(3);
        let before = store.commits();
        let rotated = store.rotate_refresh(refresh, now, leeway, &next).await;
        assert_eq!(rotated, Ok(store::Rotation::Rotated));
        assert_eq!(store.commits() - before, 1, "no commit of its own");
        assert_eq!(days().await, expected);
        refresh = next.refresh.unwrap().0;
    }
    assert_eq!(
        store.attempt(sign_in.attempt).await.unwrap().unwrap().phase,
        Phase::Finished
    );
}

both!(
    everything_of_theirs_goes,
    a_sign_in_and_a_deletion_at_once_leave_nothing_half,
    an_export_has_everything_and_no_secret,
    a_day_counts_once_and_in_universal_time,
);
