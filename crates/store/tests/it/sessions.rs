//! Sessions, consents, long requests, and the clean-up.

use oidc::Scopes;
use store::{Redemption, StoreError};

use crate::world::{NOW, SignIn, World, after, arrive, hash, id, info, tokens};

async fn a_session_lasts_until_it_expires(world: World) {
    let store = &world.store;
    let (sign_in, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let at = async |now| store.session(sign_in.session, now).await.unwrap();
    assert_eq!(at(after(3599)).await.unwrap().user.id, user);
    assert_eq!(at(after(3600)).await, None);
    assert_eq!(store.session(hash(), NOW).await, Ok(None));
}

async fn a_list_has_the_sessions_that_count_and_their_browsers(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (first, user) = arrive(store, &who).await;
    let second = SignIn::begin(store).await;
    second.complete_at(store, &who, after(60)).await;
    let (other, _) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let session = async |sign_in: &SignIn| {
        let session = store.session(sign_in.session, after(60)).await;
        session.unwrap().unwrap()
    };
    let (one, two) = (session(&first).await, session(&second).await);
    let listed = async |now| {
        let sessions = store.sessions_of(user, now).await.unwrap();
        sessions
            .iter()
            .map(|session| session.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(after(60)).await, [two.id, one.id]);
    let all = store.sessions_of(user, NOW).await.unwrap();
    assert_eq!((all[1].auth_time, all[1].expires_at), (NOW, after(3600)));
    assert_eq!(all[1].user_agent.as_deref(), Some("Firefox"));
    assert_eq!(one.user_agent.as_deref(), Some("Firefox"));
    assert!(listed(after(3600)).await.is_empty());

    // A session of somebody else is not ended by naming it, nor is one twice.
    let others = session(&other).await;
    let end = async |id| store.end_session_of(user, id, after(61)).await.unwrap();
    assert!(!end(others.id).await);
    assert!(!end(id()).await);
    assert!(store.code(other.code).await.unwrap().is_some());
    assert!(end(one.id).await);
    assert!(!end(one.id).await);
    assert_eq!(listed(after(61)).await, [two.id]);
    assert_eq!(store.code(first.code).await, Ok(None));
    assert!(store.code(second.code).await.unwrap().is_some());
}

async fn all_sessions_of_a_person_end_but_for_one(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (mine, user) = arrive(store, &who).await;
    let (phone, _) = arrive(store, &who).await;
    let (tablet, _) = arrive(store, &who).await;
    let (other, _) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let this = store.session(mine.session, NOW).await.unwrap().unwrap().id;
    assert_eq!(store.end_sessions_of(user, Some(this), NOW).await, Ok(2));
    assert_eq!(store.end_sessions_of(user, Some(this), NOW).await, Ok(0));
    for ended in [&phone, &tablet] {
        assert_eq!(store.session(ended.session, NOW).await, Ok(None));
        assert_eq!(store.code(ended.code).await, Ok(None));
    }
    for stays in [&mine, &other] {
        assert!(store.session(stays.session, NOW).await.unwrap().is_some());
        assert!(store.code(stays.code).await.unwrap().is_some());
    }
    assert_eq!(store.end_sessions_of(user, None, NOW).await, Ok(1));
    assert_eq!(store.session(mine.session, NOW).await, Ok(None));
    assert_eq!(store.end_sessions_of(id(), None, NOW).await, Ok(0));
}

async fn a_consent_that_is_withdrawn_ends_what_it_gave(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (sign_in, user) = arrive(store, &who).await;
    let (open, _) = arrive(store, &who).await;
    let (others, other) = arrive(store, &info(&[("app:wx1", "o2")])).await;
    let scopes = Scopes::parse("openid profile");
    for (person, app) in [(user, "app"), (user, "else"), (other, "app")] {
        store
            .remember_consent(person, app, &scopes, after(u64::from(app == "app")))
            .await
            .unwrap();
    }
    let consents = store.consents_of(user).await.unwrap();
    let ids: Vec<&str> = consents.iter().map(|c| c.application_id.as_str()).collect();
    assert_eq!(ids, ["app", "else"]);
    assert_eq!(
        (&consents[0].scopes, consents[0].updated_at),
        (&scopes, after(1))
    );

    let grant = store.code(sign_in.code).await.unwrap().unwrap().grant;
    let given = tokens(&grant, true);
    store.redeem_code(sign_in.code, NOW, &given).await.unwrap();
    let access = async |hash| store.access_token(hash, NOW).await.unwrap();
    assert!(access(given.access_hash).await.is_some());

    let withdraw = async |app| store.withdraw_consent(user, app, NOW).await.unwrap();
    assert!(withdraw("app").await);
    assert!(!withdraw("app").await);
    assert!(!withdraw("unknown").await);
    assert_eq!(access(given.access_hash).await, None);
    let refresh = store.refresh_token(given.refresh.unwrap().0).await.unwrap();
    assert!(refresh.unwrap().revoked);
    assert_eq!(store.code(open.code).await, Ok(None));
    assert_eq!(store.consent(user, "app").await, Ok(None));
    assert!(store.consent(user, "else").await.unwrap().is_some());
    assert!(store.consent(other, "app").await.unwrap().is_some());
    assert!(store.code(others.code).await.unwrap().is_some());
}

async fn signing_out_ends_the_session_and_its_open_codes(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (first, _) = arrive(store, &who).await;
    let (second, _) = arrive(store, &who).await;
    let session = store.session(first.session, NOW).await.unwrap().unwrap();
    assert_eq!(store.end_session(session.id, NOW).await, Ok(true));
    assert_eq!(store.end_session(session.id, NOW).await, Ok(false));
    assert_eq!(store.end_session(id(), NOW).await, Ok(false));
    assert_eq!(store.session(first.session, NOW).await, Ok(None));
    assert_eq!(store.code(first.code).await, Ok(None));
    // The other browser notices nothing.
    assert!(store.session(second.session, NOW).await.unwrap().is_some());
    assert!(store.code(second.code).await.unwrap().is_some());
}

async fn signing_out_leaves_the_tokens(world: World) {
    let store = &world.store;
    let (sign_in, _) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    let session = store.session(sign_in.session, NOW).await.unwrap().unwrap();
    let code = store.code(sign_in.code).await.unwrap().unwrap();
    let tokens = tokens(&code.grant, true);
    let redeemed = store.redeem_code(sign_in.code, NOW, &tokens).await;
    assert_eq!(redeemed, Ok(Redemption::Redeemed));
    store.end_session(session.id, NOW).await.unwrap();
    let access = store.access_token(tokens.access_hash, NOW).await.unwrap();
    assert!(access.is_some());
}

async fn a_new_session_replaces_the_one_that_the_browser_had(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (first, _) = arrive(store, &who).await;
    let second = SignIn {
        replaces: Some(first.session),
        ..SignIn::begin(store).await
    };
    second.complete(store, &who).await;
    assert_eq!(store.session(first.session, NOW).await, Ok(None));
    assert!(store.session(second.session, NOW).await.unwrap().is_some());
    // Another tab may still redeem the code that it was given.
    assert!(store.code(first.code).await.unwrap().is_some());
    assert_eq!(store.counts().await.unwrap().sessions, 1);
}

async fn consents_add_up(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &info(&[("app:wx1", "o1")])).await;
    assert_eq!(store.consent(user, "app").await, Ok(None));
    for (given, then) in [
        ("openid profile", "openid profile"),
        ("openid email", "openid profile email"),
        ("openid", "openid profile email"),
    ] {
        store
            .remember_consent(user, "app", &Scopes::parse(given), NOW)
            .await
            .unwrap();
        let all = store.consent(user, "app").await.unwrap().unwrap();
        assert_eq!(all.to_string(), then);
    }
    assert_eq!(store.consent(user, "other").await, Ok(None));
    assert_eq!(store.consent(id(), "app").await, Ok(None));
    let openid = Scopes::parse("openid");
    let of_nobody = store.remember_consent(id(), "app", &openid, NOW).await;
    assert!(of_nobody.is_err());
}

async fn a_long_request_is_kept_until_it_expires(world: World) {
    let store = &world.store;
    let sealed = vec![7; 16_000];
    store
        .put_long_request("r1", &sealed, after(600))
        .await
        .unwrap();
    assert_eq!(
        store.long_request("r1", after(599)).await,
        Ok(Some(sealed.clone()))
    );
    assert_eq!(store.long_request("r1", after(600)).await, Ok(None));
    assert_eq!(store.long_request("r2", NOW).await, Ok(None));
    assert_eq!(
        store.put_long_request("r1", &sealed, after(600)).await,
        Err(StoreError::Conflict)
    );
}

async fn the_clean_up_removes_what_has_expired_and_nothing_else(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (open, user) = arrive(store, &who).await;
    let (redeemed, _) = arrive(store, &who).await;
    let code = store.code(redeemed.code).await.unwrap().unwrap();
    let tokens = tokens(&code.grant, true);
    store
        .redeem_code(redeemed.code, NOW, &tokens)
        .await
        .unwrap();
    store
        .put_long_request("r1", b"x", after(600))
        .await
        .unwrap();

    assert_eq!(store.clean_up(after(59)).await, Ok(0));
    // The code that nobody redeemed.
    assert_eq!(store.clean_up(after(60)).await, Ok(1));
    assert_eq!(store.code(open.code).await, Ok(None));
    assert!(store.code(redeemed.code).await.unwrap().is_some());
    // The long request; then both sessions and the access token.
    assert_eq!(store.clean_up(after(600)).await, Ok(1));
    assert_eq!(store.clean_up(after(3600)).await, Ok(3));
    let (refresh, until) = tokens.refresh.unwrap();
    assert!(store.refresh_token(refresh).await.unwrap().is_some());
    // The refresh token and its family.
    assert_eq!(store.clean_up(until).await, Ok(2));
    assert_eq!(store.refresh_token(refresh).await, Ok(None));
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.users, counts.sessions, counts.codes), (1, 0, 0));
    assert!(store.user(user).await.unwrap().is_some());
    assert!(store.attempt(open.attempt).await.unwrap().is_some());
}

both!(
    a_session_lasts_until_it_expires,
    a_list_has_the_sessions_that_count_and_their_browsers,
    all_sessions_of_a_person_end_but_for_one,
    a_consent_that_is_withdrawn_ends_what_it_gave,
    signing_out_ends_the_session_and_its_open_codes,
    signing_out_leaves_the_tokens,
    a_new_session_replaces_the_one_that_the_browser_had,
    consents_add_up,
    a_long_request_is_kept_until_it_expires,
    the_clean_up_removes_what_has_expired_and_nothing_else,
);
