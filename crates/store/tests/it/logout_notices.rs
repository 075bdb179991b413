//! The news that sessions have ended, from the end of a session to its delivery.

use oidc::backchannel_logout::{TRIES, wait_after};
use oidc::{Application, CodeGrant};
use store::{LogoutNotice, NewCode, Redemption, Store};
use uuid::Uuid;

use crate::applications::create;
use crate::world::{
    NOW, SignIn, World, after, application, arrive, change, hash, id, info, tokens,
};

both!(
    each_end_of_a_session_is_told_to_its_applications_once,
    sessions_that_end_by_themselves_are_not_told,
    only_applications_with_an_address_hear,
    who_signs_in_again_stays_signed_in_everywhere,
    whoever_signs_in_after_somebody_else_ends_their_session,
    news_are_claimed_by_one_node_and_come_again_later,
    news_go_with_their_application,
    a_code_redeemed_while_the_session_ends_is_told_or_refused,
);

/// An application that wants to be told.
async fn listener(store: &Store, id: &str) -> Application {
    let application = Application {
        backchannel_logout_uri: Some(format!("https://{id}.example/logout")),
        ..application(id)
    };
    assert!(create(store, &application, &[]).await);
    application
}

/// Signs somebody in; gives the session, too.
async fn browser(store: &Store, person: &str) -> (SignIn, Uuid, Uuid) {
    let (sign_in, user) = arrive(store, &info(&[("app:wx1", person)])).await;
    let session = store.session(sign_in.session, NOW).await.unwrap().unwrap();
    (sign_in, session.id, user)
}

/// Signs a session in to an application.
async fn enter(store: &Store, application: &str, session: Uuid, user: Uuid) -> Redemption {
    let grant = CodeGrant {
        application_id: application.to_owned(),
        ..crate::world::grant(user, session)
    };
    let code = NewCode {
        hash: hash(),
        family: id(),
        expires_at: after(60),
        grant: &grant,
    };
    store.insert_code(&code, NOW).await.unwrap();
    let given = tokens(&grant, false);
    store.redeem_code(code.hash, NOW, &given).await.unwrap()
}

async fn claim(store: &Store) -> Vec<LogoutNotice> {
    store
        .claim_logout_notices(100, after(864_000))
        .await
        .unwrap()
}

/// What there is to tell: application and session; it is told then.
async fn told(store: &Store) -> Vec<(String, Uuid)> {
    let mut told = Vec::new();
    for notice in claim(store).await {
        let (application, session) = (notice.application.id, notice.session_id);
        store
            .drop_logout_notice(&application, session)
            .await
            .unwrap();
        told.push((application, session));
    }
    assert!(claim(store).await.is_empty());
    told
}

async fn each_end_of_a_session_is_told_to_its_applications_once(world: World) {
    let store = &world.store;
    listener(store, "shop").await;
    listener(store, "desk").await;
    for way in 0..10 {
        let (_, ended, user) = browser(store, "o1").await;
        let (_, other, _) = browser(store, "o1").await;
        let (_, stranger, theirs) = browser(store, "o2").await;
        for (session, user) in [(ended, user), (other, user), (stranger, theirs)] {
            for application in ["shop", "desk", "shop"] {
                let entered = enter(store, application, session, user).await;
                assert_eq!(entered, Redemption::Redeemed);
            }
        }
        let of = |sessions: &[Uuid]| {
            let mut expected: Vec<_> = ["desk", "shop"]
                .iter()
                .flat_map(|app| sessions.iter().map(|session| ((*app).to_owned(), *session)))
                .collect();
            expected.sort();
            expected
        };
        let now = after(1);
        for _twice in 0..2 {
            match way {
                0 => drop(store.end_session(ended, now).await.unwrap()),
                1 => drop(store.end_session_of(user, ended, now).await.unwrap()),
                2 => drop(
                    store
                        .end_session_as(user, ended, change(now))
                        .await
                        .unwrap(),
                ),
                3 => drop(store.end_sessions_of(user, Some(other), now).await.unwrap()),
                4 => drop(store.end_sessions_of(user, None, now).await.unwrap()),
                5 => drop(store.end_sessions_as(user, change(now)).await.unwrap()),
                6 => drop(store.suspend_user(user, true, change(now)).await.unwrap()),
                7 => drop(store.set_suspended(user, true, now).await.unwrap()),
                8 => drop(store.delete_user(user, now).await.unwrap()),
                _ => drop(store.end_all_sessions(now, change(now)).await.unwrap()),
            }
        }
        let expected = match way {
            0..=3 => of(&[ended]),
            4..=8 => of(&[ended, other]),
            _ => of(&[ended, other, stranger]),
        };
        let mut found = told(store).await;
        found.sort();
        assert_eq!(found, expected, "way {way}");
        // Once more, of what was told already.
        store.end_session(ended, now).await.unwrap();
        assert!(told(store).await.is_empty(), "way {way}");
        store.set_suspended(user, false, now).await.unwrap();
        store.end_all_sessions(now, change(now)).await.unwrap();
        told(store).await;
    }
}

async fn sessions_that_end_by_themselves_are_not_told(world: World) {
    let store = &world.store;
    listener(store, "shop").await;
    let (_, session, user) = browser(store, "o1").await;
    enter(store, "shop", session, user).await;
    store.end_session(session, after(3600)).await.unwrap();
    store.clean_up(after(3600)).await.unwrap();
    store.delete_user(user, after(3600)).await.unwrap();
    assert!(told(store).await.is_empty());
}

async fn only_applications_with_an_address_hear(world: World) {
    let store = &world.store;
    create(store, &application("quiet"), &[]).await;
    let mut late = application("late");
    create(store, &late, &[]).await;
    let shop = listener(store, "shop").await;
    listener(store, "never-entered").await;
    let (_, session, user) = browser(store, "o1").await;
    for application in ["quiet", "late", "shop"] {
        enter(store, application, session, user).await;
    }
    // A code that was not redeemed has led nobody in.
    let grant = CodeGrant {
        application_id: "never-entered".to_owned(),
        ..crate::world::grant(user, session)
    };
    let code = NewCode {
        hash: hash(),
        family: id(),
        expires_at: after(60),
        grant: &grant,
    };
    store.insert_code(&code, NOW).await.unwrap();
    late.backchannel_logout_uri = Some("https://late.example/logout".to_owned());
    let seen = store.application_record("late").await.unwrap().unwrap();
    store
        .change_application(
            &late,
            seen.updated_at,
            &[],
            &keys::SystemEntropy,
            change(NOW),
        )
        .await
        .unwrap();
    store.end_session(session, NOW).await.unwrap();
    let notices = claim(store).await;
    let applications: Vec<_> = notices.iter().map(|it| it.application.clone()).collect();
    assert_eq!(applications, [late, shop]);
    assert!(notices.iter().all(|it| it.session_id == session));
    assert!(notices.iter().all(|it| it.user_id == user && it.tries == 1));
}

async fn who_signs_in_again_stays_signed_in_everywhere(world: World) {
    let store = &world.store;
    listener(store, "shop").await;
    listener(store, "desk").await;
    let (first, session, user) = browser(store, "o1").await;
    enter(store, "shop", session, user).await;
    enter(store, "desk", session, user).await;
    let again = SignIn {
        replaces: Some(first.session),
        ..SignIn::begin(store).await
    };
    again.complete(store, &info(&[("app:wx1", "o1")])).await;
    assert!(told(store).await.is_empty());

    // The shop knows the former session still, the desk has come again with the new one.
    let new = store.session(again.session, NOW).await.unwrap().unwrap().id;
    enter(store, "desk", new, user).await;
    store.end_session(new, NOW).await.unwrap();
    let expected = [("desk".to_owned(), new), ("shop".to_owned(), session)];
    assert_eq!(told(store).await, expected);
}

async fn whoever_signs_in_after_somebody_else_ends_their_session(world: World) {
    let store = &world.store;
    listener(store, "shop").await;
    let (first, session, user) = browser(store, "o1").await;
    enter(store, "shop", session, user).await;
    let other = SignIn {
        replaces: Some(first.session),
        ..SignIn::begin(store).await
    };
    other.complete(store, &info(&[("app:wx1", "o2")])).await;
    assert_eq!(told(store).await, [("shop".to_owned(), session)]);
}

async fn news_are_claimed_by_one_node_and_come_again_later(world: World) {
    let store = &world.store;
    let other = world.another_node().await;
    listener(store, "shop").await;
    for person in 0..20 {
        let (_, session, user) = browser(store, &format!("o{person}")).await;
        enter(store, "shop", session, user).await;
        store.end_session(session, NOW).await.unwrap();
    }
    let at = async |store: &Store, now| store.claim_logout_notices(100, now).await.unwrap();
    let few = store.claim_logout_notices(3, NOW).await.unwrap();
    assert_eq!(few.len(), 3);
    let (here, there) = tokio::join!(at(store, NOW), at(&other, NOW));
    assert_eq!(here.len() + there.len(), 17);
    let mut sessions: Vec<_> = here.iter().chain(&there).map(|it| it.session_id).collect();
    sessions.sort_unstable();
    sessions.dedup();
    assert_eq!(sessions.len(), 17);

    // None was delivered: each try comes when its time has come, and not before.
    let mut now = NOW;
    for tries in 1..=TRIES {
        let wait = wait_after(tries);
        let early = now.plus(wait).minus(std::time::Duration::from_millis(1));
        assert!(at(&other, early).await.is_empty(), "{tries}");
        now = now.plus(wait);
        let again = at(&other, now).await;
        assert_eq!(again.len(), 20, "{tries}");
        assert!(again.iter().all(|notice| notice.tries == tries + 1));
    }
}

async fn news_go_with_their_application(world: World) {
    let store = &world.store;
    listener(store, "shop").await;
    let (_, told_of, user) = browser(store, "o1").await;
    let (_, open, _) = browser(store, "o1").await;
    enter(store, "shop", told_of, user).await;
    enter(store, "shop", open, user).await;
    store.end_session(told_of, NOW).await.unwrap();
    assert_eq!(
        store.delete_application("shop", change(NOW)).await,
        Ok(true)
    );
    assert!(claim(store).await.is_empty());

    // Another application of this id inherits nothing.
    listener(store, "shop").await;
    store.end_session(open, NOW).await.unwrap();
    assert!(told(store).await.is_empty());
}

async fn a_code_redeemed_while_the_session_ends_is_told_or_refused(world: World) {
    let store = &world.store;
    let other = world.another_node().await;
    listener(store, "shop").await;
    for round in 0..20 {
        let (_, session, user) = browser(store, "o1").await;
        let grant = CodeGrant {
            application_id: "shop".to_owned(),
            ..crate::world::grant(user, session)
        };
        let code = NewCode {
            hash: hash(),
            family: id(),
            expires_at: after(60),
            grant: &grant,
        };
        store.insert_code(&code, NOW).await.unwrap();
        let given = tokens(&grant, false);
        let (redeemed, ended) = tokio::join!(
            store.redeem_code(code.hash, NOW, &given),
            other.end_session(session, NOW)
        );
        assert_eq!(ended, Ok(true));
        let expected = match redeemed.unwrap() {
            Redemption::Redeemed => vec![("shop".to_owned(), session)],
            _ => Vec::new(),
        };
        assert_eq!(told(store).await, expected, "round {round}");
    }
}
