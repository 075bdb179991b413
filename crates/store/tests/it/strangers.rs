//! People whom nobody knows: welcomed, turned away, or asked first.

use std::time::Duration;

use accounts::{Failure, Outcome, Phase, SignUpRule};
use connector_kit::SocialUserInfo;
use secrecy::ExposeSecret;
use store::{Completion, Question, Stranger, Swept};

use crate::provider_tokens::provider_tokens;
use crate::world::{NOW, SignIn, World, after, arrive, info, question, step};

const WELCOME: Stranger<'static> = Stranger::Welcome { name: None };

async fn a_name_that_was_chosen_stays_whatever_the_vendor_says(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let sign_in = SignIn::begin(store).await;
    let name = Some(" Li \u{202E} Lei ");
    let completion = sign_in
        .complete_as(store, &who, NOW, Stranger::Welcome { name })
        .await;
    let Completion::Done { user, outcome, .. } = completion else {
        panic!("{completion:?}");
    };
    assert_eq!(outcome, Outcome::SignedUp);
    assert_eq!(user.name.as_deref(), Some("Li Lei"));
    assert!(user.name_edited);
    assert_eq!(store.user(user.id).await, Ok(Some(user.clone())));
    let again = SignIn {
        sync_profile: true,
        ..SignIn::begin(store).await
    };
    again.complete(store, &who).await;
    let later = store.user(user.id).await.unwrap().unwrap();
    assert_eq!(later.name.as_deref(), Some("Li Lei"));
}

async fn what_lists_need_is_noted(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let (_, user) = arrive(store, &who).await;
    let known = async || store.user(user).await.unwrap().unwrap();
    assert_eq!(known().await.application_id.as_deref(), Some("app"));
    assert_eq!(known().await.last_sign_in_at, Some(NOW));
    let identity = store.identities_of(user).await.unwrap().remove(0);
    assert_eq!(identity.connector_id.as_deref(), Some("wechat"));

    let sign_in = SignIn::begin(store).await;
    let completion = sign_in.complete_at(store, &who, after(99)).await;
    let Completion::Done { user: told, .. } = completion else {
        panic!("{completion:?}");
    };
    assert_eq!(told, known().await);
    assert_eq!(told.last_sign_in_at, Some(after(99)));
    assert_eq!(told.application_id.as_deref(), Some("app"));
    assert_eq!(told.updated_at, NOW, "the profile has not changed");
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.user_agent.as_deref(), Some("Firefox"));
}

async fn who_is_turned_away_leaves_nothing_but_the_attempt(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let turn_away = Stranger::TurnAway(SignUpRule::Connector);
    let sign_in = SignIn::begin(store).await;
    let completion = sign_in.complete_as(store, &who, NOW, turn_away).await;
    assert_eq!(completion, Completion::TurnedAway);
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(attempt.outcome, Some(Outcome::Blocked));
    let rule = SignUpRule::Connector;
    assert_eq!(attempt.failure, Some(Failure::NoSignUp { rule }));
    assert_eq!(attempt.user_id, None);
    assert_eq!(store.session(sign_in.session, NOW).await, Ok(None));
    let counts = store.counts().await.unwrap();
    assert_eq!((counts.users, counts.identities, counts.codes), (0, 0, 0));
    let again = sign_in.complete_as(store, &who, NOW, turn_away).await;
    assert_eq!(again, Completion::Overtaken);

    // The rule is about strangers only.
    let (_, user) = arrive(store, &who).await;
    let sign_in = SignIn::begin(store).await;
    match sign_in.complete_as(store, &who, NOW, turn_away).await {
        Completion::Done { user: known, .. } => assert_eq!(known.id, user),
        other => panic!("{other:?}"),
    }
}

async fn who_is_asked_waits_and_signs_up_with_the_answer(world: World) {
    let store = &world.store;
    let who = SocialUserInfo {
        tokens: Some(provider_tokens("of-one-who-waits", after(7200))),
        ..info(&[("union:acme", "u1"), ("app:wx1", "o1")])
    };
    let sign_in = SignIn::begin(store).await;
    let ask = Stranger::Ask(question());
    let completion = sign_in.complete_as(store, &who, NOW, ask).await;
    assert_eq!(completion, Completion::Asked);
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!((attempt.phase, attempt.asked), (Phase::Claimed, true));
    assert_eq!(attempt.claim_deadline, Some(after(600)));
    assert_eq!(attempt.steps.last(), Some(&step("profile")));
    assert_eq!(store.counts().await.unwrap().users, 0);

    let held = store.pending_identity(sign_in.attempt, NOW).await.unwrap();
    let held = held.unwrap();
    assert_eq!((&held.keys, &held.name), (&who.keys, &who.name));
    let token = held.tokens.as_ref().unwrap().access_token.expose_secret();
    assert_eq!(token, "access-of-one-who-waits");
    let of = async |interaction: &str, now| {
        let found = store.pending_attempt_of(interaction, now).await;
        found.unwrap()
    };
    let interaction = attempt.interaction;
    assert_eq!(of(&interaction, after(599)).await, Some(sign_in.attempt));
    assert_eq!(of(&interaction, after(600)).await, None);
    assert_eq!(of("another", NOW).await, None);

    // The answer is the same verb, once.
    let completion = sign_in.complete_as(store, &held, NOW, WELCOME).await;
    let Completion::Done { user, outcome, .. } = completion else {
        panic!("{completion:?}");
    };
    assert_eq!(outcome, Outcome::SignedUp);
    let identity = store.identities_of(user.id).await.unwrap().remove(0);
    assert_eq!(identity.keys, who.keys);
    let kept = store.provider_tokens(identity.id).await.unwrap();
    assert!(kept.is_some());
    let again = sign_in.complete_as(store, &held, NOW, WELCOME).await;
    assert_eq!(again, Completion::Overtaken);
    assert!(
        store
            .pending_identity(sign_in.attempt, NOW)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(of(&interaction, NOW).await, None);
    assert_eq!(store.counts().await.unwrap().users, 1);
}

async fn who_became_known_meanwhile_signs_in(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let waiting = SignIn::begin(store).await;
    let ask = Stranger::Ask(question());
    waiting.complete_as(store, &who, NOW, ask).await;
    let (_, user) = arrive(store, &who).await;
    match waiting.complete_as(store, &who, NOW, WELCOME).await {
        Completion::Done {
            user: known,
            outcome,
            ..
        } => {
            assert_eq!((known.id, outcome), (user, Outcome::SignedIn));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(store.counts().await.unwrap().users, 1);
    // And somebody who is known already is never asked.
    let sign_in = SignIn::begin(store).await;
    let completion = sign_in.complete_as(store, &who, NOW, ask).await;
    assert!(
        matches!(completion, Completion::Done { .. }),
        "{completion:?}"
    );
}

async fn a_question_that_nobody_answers_is_no_failure(world: World) {
    let store = &world.store;
    let sign_in = SignIn::begin(store).await;
    let abandoned = SignIn::begin(store).await;
    let who = info(&[("app:wx1", "o1")]);
    let ask = Stranger::Ask(question());
    sign_in.complete_as(store, &who, NOW, ask).await;
    // The deadline of the claim is that of the question now.
    let swept = store.sweep_attempts(after(15)).await.unwrap();
    assert_eq!(
        swept,
        Swept {
            lost: 0,
            abandoned: 1
        }
    );
    let ended = store.attempt(abandoned.attempt).await.unwrap().unwrap();
    assert_eq!(ended.failure, Some(Failure::Abandoned));

    assert!(
        store
            .pending_identity(sign_in.attempt, after(599))
            .await
            .unwrap()
            .is_some()
    );
    assert!(
        store
            .pending_identity(sign_in.attempt, after(600))
            .await
            .unwrap()
            .is_none()
    );
    // The memory goes when the attempt has ended, not before: the sweep looks at it.
    let before = store.clean_up(after(600)).await.unwrap();
    assert_eq!(before, 0);
    let swept = store.sweep_attempts(after(600)).await.unwrap();
    assert_eq!(swept.abandoned, 1);
    let ended = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert_eq!(ended.outcome, Some(Outcome::Refused));
    assert_eq!(ended.failure, Some(Failure::Unanswered));
    assert!(ended.asked);
    assert_eq!(store.clean_up(after(600)).await, Ok(1));
    let forgotten = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    assert!(!forgotten.asked);
    let late = sign_in.complete_as(store, &who, after(600), WELCOME).await;
    assert_eq!(late, Completion::Overtaken);
}

async fn an_attempt_that_ended_is_not_asked_about(world: World) {
    let store = &world.store;
    let who = info(&[("app:wx1", "o1")]);
    let sign_in = SignIn::begin(store).await;
    store.sweep_attempts(after(15)).await.unwrap();
    let ask = Stranger::Ask(Question {
        until: after(15).plus(Duration::from_mins(10)),
        ..question()
    });
    let completion = sign_in.complete_as(store, &who, after(15), ask).await;
    assert_eq!(completion, Completion::Overtaken);
    assert!(
        store
            .pending_identity(sign_in.attempt, NOW)
            .await
            .unwrap()
            .is_none()
    );
}

async fn what_waits_is_sealed_and_bound_to_its_attempt(world: World) {
    let store = &world.store;
    let sign_in = SignIn::begin(store).await;
    let ask = Stranger::Ask(question());
    let who = info(&[("app:wx1", "o-very-recognisable")]);
    sign_in.complete_as(store, &who, NOW, ask).await;
    let other = SignIn::begin(store).await;
    other
        .complete_as(store, &info(&[("app:wx1", "o2")]), NOW, ask)
        .await;
    if store.engine() == store::Engine::Sqlite {
        let file = world.file();
        let sealed: Vec<Vec<u8>> = file
            .prepare("SELECT sealed FROM pending_identities")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let plain = b"recognisable";
        assert!(
            sealed
                .iter()
                .all(|bytes| !bytes.windows(plain.len()).any(|w| w == plain))
        );
        // Moved to another attempt, it does not open.
        file.execute(
            "UPDATE pending_identities SET sealed =
                (SELECT sealed FROM pending_identities WHERE attempt_id = ?1)
            WHERE attempt_id = ?2",
            [sign_in.attempt, other.attempt],
        )
        .unwrap();
        assert!(store.pending_identity(other.attempt, NOW).await.is_err());
    }
    assert!(
        store
            .pending_identity(sign_in.attempt, NOW)
            .await
            .unwrap()
            .is_some()
    );
}

both!(
    a_name_that_was_chosen_stays_whatever_the_vendor_says,
    what_lists_need_is_noted,
    who_is_turned_away_leaves_nothing_but_the_attempt,
    who_is_asked_waits_and_signs_up_with_the_answer,
    who_became_known_meanwhile_signs_in,
    a_question_that_nobody_answers_is_no_failure,
    an_attempt_that_ended_is_not_asked_about,
    what_waits_is_sealed_and_bound_to_its_attempt,
);
