//! A database of each kind, and people who sign in to it.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use accounts::{Attempt, Phase, Reference};
use connector_kit::{IdentityKey, IdentityKeys, SocialUserInfo, Step, Timestamp};
use keys::{Keyring, MasterKey, SystemEntropy, sha256};
use oidc::{Application, ApplicationType, CodeGrant, Scopes};
use serde_json::{Value, json};
use store::{
    Action, Actor, CompleteSignIn, Completion, LinkIdentity, Linking, NewChange, NewProviderTokens,
    NewSignInCode, NewTokens, Question, Store, Stranger, SubjectKind,
};
use tempfile::TempDir;
use uuid::Uuid;

/// Runs each of the named tests on a database of each kind.
macro_rules! both {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(crate::world::World::sqlite().await).await;
            })*
        }

        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(crate::world::World::postgres().await).await;
            })*
        }
    };
}

/// The moment at which the tests begin.
pub(crate) const NOW: Timestamp = Timestamp(1_790_000_000_000);

/// A moment, `seconds` after the tests began.
pub(crate) fn after(seconds: u64) -> Timestamp {
    NOW.plus(Duration::from_secs(seconds))
}

/// A new database with one store on it.
pub(crate) struct World {
    pub(crate) store: Store,
    pub(crate) url: String,
    pub(crate) keyring: Keyring,
    pub(crate) dir: TempDir,
}

impl World {
    pub(crate) async fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", dir.path().join("pailou.db").display());
        Self::open(url, dir).await
    }

    pub(crate) async fn postgres() -> Self {
        let url = crate::postgres::database().await;
        Self::open(url, tempfile::tempdir().unwrap()).await
    }

    async fn open(url: String, dir: TempDir) -> Self {
        let keyring = Keyring::new(&MasterKey::generate(&SystemEntropy));
        let store = Store::open(&url, keyring.clone(), NOW).await.unwrap();
        Self {
            store,
            url,
            keyring,
            dir,
        }
    }

    /// The file itself, behind the back of the store.
    pub(crate) fn file(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.dir.path().join("pailou.db")).unwrap()
    }

    /// What another node has: a store of its own on the same database.
    pub(crate) async fn another_node(&self) -> Store {
        let opened = Store::open(&self.url, self.keyring.clone(), NOW).await;
        opened.unwrap()
    }
}

/// The record of a change at a moment; it stays until the tests end.
pub(crate) fn change(at: Timestamp) -> &'static NewChange<'static> {
    static ACTOR: LazyLock<Actor> = LazyLock::new(|| Actor::command("test"));
    Box::leak(Box::new(NewChange {
        id: id(),
        at,
        actor: &ACTOR,
        subject_kind: SubjectKind::Settings,
        subject_id: "settings",
        subject_name: "settings",
        action: Action::Changed,
        fields: &[],
    }))
}

/// A number that no other call gives.
pub(crate) fn unique() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

pub(crate) fn id() -> Uuid {
    Uuid::from_u128(u128::from(unique()) + (1 << 100))
}

/// A hash that no other call gives.
pub(crate) fn hash() -> [u8; 32] {
    sha256(&unique().to_be_bytes())
}

pub(crate) fn step(name: &str) -> Step {
    Step {
        name: name.to_owned(),
        at: NOW,
        detail: None,
    }
}

pub(crate) fn key(realm: &str, value: &str) -> IdentityKey {
    IdentityKey {
        target: "wechat".to_owned(),
        realm: realm.to_owned(),
        value: value.to_owned(),
    }
}

/// What WeChat says about somebody, strongest key first.
pub(crate) fn info(keys: &[(&str, &str)]) -> SocialUserInfo {
    let keys = keys.iter().map(|(realm, value)| key(realm, value));
    SocialUserInfo {
        keys: IdentityKeys::new(keys).unwrap(),
        name: Some("小明".to_owned()),
        avatar: Some("https://wx.example/0".to_owned()),
        email: Some("not-taken-over@example.com".to_owned()),
        phone: None,
        raw: json!({ "nickname": "小明", "sex": 1 }),
        tokens: None,
    }
}

pub(crate) fn application(id: &str) -> Application {
    Application {
        redirect_uris: vec!["http://localhost:8080/callback".to_owned()],
        ..Application::new(id, "Paperboat", ApplicationType::Traditional)
    }
}

pub(crate) fn grant(user: Uuid, session: Uuid) -> CodeGrant {
    CodeGrant {
        application_id: "app".to_owned(),
        user_id: user.to_string(),
        redirect_uri: "http://localhost:8080/callback".to_owned(),
        claims: oidc::RequestedClaims::default(),
        scopes: Scopes::parse("openid profile offline_access"),
        resources: Vec::new(),
        nonce: Some("n".to_owned()),
        code_challenge: None,
        auth_time: NOW.seconds(),
        session_id: session.to_string(),
    }
}

/// An attempt that has just begun and lasts ten minutes.
pub(crate) fn attempt() -> Attempt {
    let number = unique();
    Attempt {
        id: id(),
        reference: Reference::from_random(reference_bytes(number)),
        interaction: format!("interaction-{number}"),
        binding_hash: hash(),
        connector_id: "wechat".to_owned(),
        application_id: "app".to_owned(),
        user_agent: Some("Firefox".to_owned()),
        connector_session: Value::Null,
        trial: false,
        phase: Phase::Sent,
        asked: false,
        outcome: None,
        failure: None,
        finding: None,
        user_id: None,
        steps: vec![step("sent")],
        created_at: NOW,
        expires_at: after(600),
        claim_deadline: None,
        finished_at: None,
    }
}

/// The number in base 29, which is how references count.
fn reference_bytes(mut number: u64) -> [u8; 8] {
    [(); 8].map(|()| {
        let digit = u8::try_from(number % 29).unwrap();
        number /= 29;
        digit
    })
}

/// A sign-in that somebody has claimed and is about to end.
pub(crate) struct SignIn {
    pub(crate) attempt: Uuid,
    pub(crate) session: [u8; 32],
    pub(crate) code: [u8; 32],
    pub(crate) replaces: Option<[u8; 32]>,
    pub(crate) sync_profile: bool,
}

impl SignIn {
    /// Begins an attempt and claims it.
    pub(crate) async fn begin(store: &Store) -> Self {
        let attempt = attempt();
        store.start_attempt(&attempt, hash()).await.unwrap();
        let claimed = store.claim_attempt(attempt.id, after(15), step("claimed"));
        assert!(claimed.await.unwrap());
        Self::of(attempt.id)
    }

    /// Stores an attempt that is claimed already: one commit less, for large crowds.
    pub(crate) async fn begin_claimed(store: &Store) -> Self {
        let claimed = Attempt {
            phase: Phase::Claimed,
            ..attempt()
        };
        store.start_attempt(&claimed, hash()).await.unwrap();
        Self::of(claimed.id)
    }

    fn of(attempt: Uuid) -> Self {
        Self {
            attempt,
            session: hash(),
            code: hash(),
            replaces: None,
            sync_profile: false,
        }
    }

    pub(crate) async fn complete(&self, store: &Store, info: &SocialUserInfo) -> Completion {
        self.complete_at(store, info, NOW).await
    }

    pub(crate) async fn complete_at(
        &self,
        store: &Store,
        info: &SocialUserInfo,
        now: Timestamp,
    ) -> Completion {
        let stranger = Stranger::Welcome { name: None };
        self.complete_as(store, info, now, stranger).await
    }

    /// Ends the sign-in of somebody, where the rule about strangers is another one.
    pub(crate) async fn complete_as(
        &self,
        store: &Store,
        info: &SocialUserInfo,
        now: Timestamp,
        stranger: Stranger<'_>,
    ) -> Completion {
        let steps = [step("profile")];
        let sign_in = CompleteSignIn {
            attempt_id: self.attempt,
            info,
            now,
            sync_profile: self.sync_profile,
            stranger,
            tokens: info.tokens.as_ref().map(|tokens| NewProviderTokens {
                tokens,
                entropy: &SystemEntropy,
            }),
            new_user_id: id(),
            new_identity_id: id(),
            session_id: id(),
            session_hash: self.session,
            session_expires_at: after(3600),
            replaces: self.replaces,
            code: Some(NewSignInCode {
                hash: self.code,
                family: id(),
                expires_at: after(60),
                grant: &grant,
            }),
            steps: &steps,
        };
        store.complete_sign_in(&sign_in).await.unwrap()
    }
}

/// A question that may be answered for ten minutes.
pub(crate) fn question() -> Question<'static> {
    Question {
        until: after(600),
        entropy: &SystemEntropy,
    }
}

/// The wish to add a way to sign in, at an attempt of its own.
pub(crate) fn link(attempt: Uuid, user: Uuid, info: &SocialUserInfo) -> LinkIdentity<'_> {
    LinkIdentity {
        attempt_id: attempt,
        user_id: user,
        info,
        now: NOW,
        tokens: info.tokens.as_ref().map(|tokens| NewProviderTokens {
            tokens,
            entropy: &SystemEntropy,
        }),
        new_identity_id: id(),
        steps: &[],
    }
}

/// Adds a way to sign in to an account, at an attempt of its own.
pub(crate) async fn add_way(store: &Store, user: Uuid, info: &SocialUserInfo) {
    let sign_in = SignIn::begin(store).await;
    let link = link(sign_in.attempt, user, info);
    assert_eq!(store.link_identity(&link).await, Ok(Linking::Linked));
}

/// A whole sign-in of somebody, and the id of the user that it led to.
pub(crate) async fn arrive(store: &Store, info: &SocialUserInfo) -> (SignIn, Uuid) {
    let sign_in = SignIn::begin(store).await;
    match sign_in.complete(store, info).await {
        Completion::Done { user, .. } => (sign_in, user.id),
        other => panic!("{other:?}"),
    }
}

/// Tokens that live an hour and, with a refresh token, two weeks.
pub(crate) fn tokens(grant: &CodeGrant, with_refresh: bool) -> NewTokens<'_> {
    NewTokens {
        access_hash: hash(),
        access_expires_at: after(3600),
        refresh: with_refresh.then(|| (hash(), after(14 * 86_400))),
        grant,
    }
}
