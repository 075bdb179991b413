//! Applications, their secrets, what goes with them, and how much they are used.

use std::time::Duration;

use accounts::{Attempt, Outcome, Phase};
use connector_kit::Timestamp;
use keys::SystemEntropy;
use oidc::{Application, Scopes};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use store::{
    Action, Actor, AttemptEnd, FieldChange, NewChange, NewSecret, Proof, Saved, SecretSaved, Store,
    SubjectKind,
};
use uuid::Uuid;

use crate::world::{NOW, SignIn, World, after, application, attempt, hash, id, info};

both!(
    applications_are_made_once,
    whoever_has_seen_another_state_changes_nothing,
    each_secret_proves_its_application_until_it_ends,
    secrets_are_named_and_renamed,
    a_secret_can_be_read_for_another_server,
    use_is_noted_once_an_hour,
    an_application_goes_with_everything_it_was_given,
    sign_ins_are_counted_by_time,
);

struct Iris(Actor);

fn iris() -> Iris {
    Iris(Actor::command("a test"))
}

impl Iris {
    fn change(&self, action: Action, at: Timestamp) -> NewChange<'_> {
        NewChange {
            id: id(),
            at,
            actor: &self.0,
            subject_kind: SubjectKind::Application,
            subject_id: "app",
            subject_name: "Paperboat",
            action,
            fields: &[],
        }
    }
}

fn secret<'a>(name: &'a str, value: &'a SecretString) -> NewSecret<'a> {
    NewSecret {
        name,
        value,
        expires_at: None,
    }
}

/// Makes an application with secrets.
pub(crate) async fn create(
    store: &Store,
    application: &Application,
    secrets: &[(&str, &str)],
) -> bool {
    let values: Vec<_> = secrets
        .iter()
        .map(|(name, value)| (*name, SecretString::from(*value)))
        .collect();
    let secrets: Vec<_> = values
        .iter()
        .map(|(name, value)| secret(name, value))
        .collect();
    let iris = iris();
    let change = iris.change(Action::Created, NOW);
    let made = store.create_application(application, &secrets, &SystemEntropy, &change);
    made.await.unwrap()
}

async fn add(store: &Store, secret: NewSecret<'_>) -> SecretSaved {
    let iris = iris();
    let change = iris.change(Action::Changed, NOW);
    let added = store.add_application_secret("app", &secret, &SystemEntropy, &change);
    added.await.unwrap()
}

/// Which secret of the application a value is.
async fn proof(store: &Store, id: &str, value: &str, now: Timestamp) -> Option<String> {
    // One of several readings is enough.
    let presented = ["another".to_owned().into(), value.to_owned().into()];
    let found = store.application_with_secret(id, &presented, now).await;
    let (application, proof) = found.unwrap()?;
    assert_eq!(application.id, id);
    let none = store.application_with_secret(id, &[], now).await;
    assert_eq!(none, Ok(Some((application, None))));
    proof.map(|proof| proof.secret)
}

async fn changes(store: &Store) -> usize {
    store.changes(None, 100).await.unwrap().len()
}

async fn applications_are_made_once(world: World) {
    let store = &world.store;
    assert_eq!(store.application("app").await, Ok(None));
    assert_eq!(store.application_record("app").await, Ok(None));
    let mut app = application("app");
    app.custom_data
        .insert("tier".to_owned(), json!({ "a": [1, null] }));
    app.ways = Some(vec!["wechat".to_owned()]);
    assert!(create(store, &app, &[("default", "s1")]).await);
    let another = Application::new("app", "Another", app.kind);
    assert!(!create(store, &another, &[("default", "s2")]).await);
    assert_eq!(store.application("app").await, Ok(Some(app.clone())));
    assert_eq!(
        proof(store, "app", "s1", NOW).await.as_deref(),
        Some("default")
    );
    assert_eq!(proof(store, "app", "s2", NOW).await, None);
    assert_eq!(changes(store).await, 1, "who was too late changed nothing");

    let record = store.application_record("app").await.unwrap().unwrap();
    assert_eq!((record.created_at, record.updated_at), (NOW, NOW));
    assert_eq!(record.application, app);
    assert!(create(store, &application("other"), &[]).await);
    let all = store.applications().await.unwrap();
    assert_eq!(all, [app, application("other")]);
}

async fn whoever_has_seen_another_state_changes_nothing(world: World) {
    let store = &world.store;
    create(store, &application("app"), &[("default", "s1")]).await;
    let iris = iris();
    let save = async |name: &str, seen: Timestamp, secrets: &[NewSecret<'_>]| {
        let app = Application {
            name: name.to_owned(),
            ..application("app")
        };
        let fields = [FieldChange::replaced("x")];
        let change = NewChange {
            fields: &fields,
            ..iris.change(Action::Changed, NOW)
        };
        let saved = store.change_application(&app, seen, secrets, &SystemEntropy, &change);
        saved.await.unwrap()
    };
    // Within one millisecond, and still another state.
    let value = SecretString::from("s2");
    let first = save("First", NOW, &[secret("default", &value)]).await;
    assert_eq!(first, Saved::Saved(Timestamp(NOW.0 + 1)));
    assert_eq!(proof(store, "app", "s1", NOW).await, None);
    assert_eq!(
        proof(store, "app", "s2", NOW).await.as_deref(),
        Some("default")
    );
    let value = SecretString::from("s3");
    let stale = save("Second", NOW, &[secret("default", &value)]).await;
    assert_eq!(stale, Saved::Stale);
    assert_eq!(proof(store, "app", "s3", NOW).await, None);
    let app = store.application("app").await.unwrap().unwrap();
    assert_eq!(app.name, "First");
    assert_eq!(changes(store).await, 2);
    let unknown = Application::new("unknown", "X", app.kind);
    let change = iris.change(Action::Changed, NOW);
    let gone = store.change_application(&unknown, NOW, &[], &SystemEntropy, &change);
    assert_eq!(gone.await, Ok(Saved::Gone));
    assert_eq!(changes(store).await, 2);
}

async fn each_secret_proves_its_application_until_it_ends(world: World) {
    let store = &world.store;
    create(store, &application("app"), &[("default", "s1")]).await;
    create(store, &application("spa"), &[]).await;
    let value = SecretString::from("s2");
    let new = NewSecret {
        expires_at: Some(after(60)),
        ..secret("new", &value)
    };
    assert_eq!(add(store, new).await, SecretSaved::Saved);
    for (value, now, name) in [
        ("s1", NOW, Some("default")),
        ("s2", NOW, Some("new")),
        ("s2", after(59), Some("new")),
        ("s2", after(60), None),
        ("s1", after(60), Some("default")),
        ("", NOW, None),
        ("s", NOW, None),
        ("s1 ", NOW, None),
        ("S1", NOW, None),
    ] {
        assert_eq!(
            proof(store, "app", value, now).await.as_deref(),
            name,
            "{value}"
        );
    }
    assert_eq!(proof(store, "spa", "", NOW).await, None);
    assert_eq!(proof(store, "spa", "s1", NOW).await, None);
    assert_eq!(proof(store, "unknown", "s1", NOW).await, None);

    let iris = iris();
    let change = iris.change(Action::Changed, NOW);
    assert_eq!(
        store
            .delete_application_secret("app", "default", &change)
            .await,
        Ok(true)
    );
    let change = iris.change(Action::Changed, NOW);
    assert_eq!(
        store
            .delete_application_secret("app", "default", &change)
            .await,
        Ok(false)
    );
    assert_eq!(proof(store, "app", "s1", NOW).await, None);
    assert_eq!(proof(store, "app", "s2", NOW).await.as_deref(), Some("new"));
    // Made, one secret more, one less, and the other application.
    assert_eq!(changes(store).await, 4);
}

async fn secrets_are_named_and_renamed(world: World) {
    let store = &world.store;
    create(
        store,
        &application("app"),
        &[("default", "s1"), ("new", "s2")],
    )
    .await;
    let value = SecretString::from("s3");
    assert_eq!(
        add(store, secret("new", &value)).await,
        SecretSaved::NameTaken
    );
    let iris = iris();
    let rename = async |from: &str, to: &str| {
        let change = iris.change(Action::Changed, NOW);
        let names = (from, to);
        let renamed = store.rename_application_secret("app", names, &SystemEntropy, &change);
        renamed.await.unwrap()
    };
    assert_eq!(rename("new", "default").await, SecretSaved::NameTaken);
    assert_eq!(rename("nothing", "x").await, SecretSaved::Gone);
    assert_eq!(rename("new", "autumn").await, SecretSaved::Saved);
    assert_eq!(
        proof(store, "app", "s2", NOW).await.as_deref(),
        Some("autumn")
    );
    let read = store.application_secret("app", "autumn").await.unwrap();
    assert_eq!(read.unwrap().expose_secret(), "s2");
    let names = store.application_secrets("app").await.unwrap();
    let names: Vec<_> = names.iter().map(|secret| secret.name.as_str()).collect();
    assert_eq!(names, ["autumn", "default"]);
    assert_eq!(store.application_secrets("other").await, Ok(vec![]));
    assert_eq!(changes(store).await, 2);
    let change = iris.change(Action::Changed, NOW);
    let new = secret("a", &value);
    let gone = store.add_application_secret("x", &new, &SystemEntropy, &change);
    assert_eq!(gone.await, Ok(SecretSaved::Gone));
}

async fn a_secret_can_be_read_for_another_server(world: World) {
    let store = &world.store;
    create(store, &application("app"), &[("default", "s1")]).await;
    let value = |text: &str| SecretString::from(text);
    let read = store.application_secret("app", "default").await.unwrap();
    assert_eq!(read.unwrap().expose_secret(), "s1");
    assert!(
        store
            .application_secret("app", "x")
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        store
            .application_secret("x", "default")
            .await
            .unwrap()
            .is_none()
    );
    for (name, text, expires_at, same) in [
        ("default", "s1", None, true),
        ("default", "s2", None, false),
        ("default", "s1", Some(NOW), false),
        ("x", "s1", None, false),
    ] {
        let value = value(text);
        let given = NewSecret {
            expires_at,
            ..secret(name, &value)
        };
        assert_eq!(store.has_application_secret("app", &given).await, Ok(same));
    }
}

async fn use_is_noted_once_an_hour(world: World) {
    let store = &world.store;
    create(
        store,
        &application("app"),
        &[("default", "s1"), ("other", "s2")],
    )
    .await;
    let last = async || {
        let all = store.application_secrets("app").await.unwrap();
        all.into_iter()
            .map(|secret| secret.last_used_at)
            .collect::<Vec<_>>()
    };
    let news = async |now: Timestamp| {
        let presented = [SecretString::from("s1")];
        let found = store.application_with_secret("app", &presented, now).await;
        let (_, proof): (_, Option<Proof>) = found.unwrap().unwrap();
        proof.unwrap().is_news(now)
    };
    assert_eq!(last().await, [None, None]);
    assert!(news(NOW).await);
    store.note_secret_use("app", "default", NOW).await.unwrap();
    assert!(!news(after(3599)).await);
    store
        .note_secret_use("app", "default", after(3599))
        .await
        .unwrap();
    assert_eq!(last().await, [Some(NOW), None]);
    assert!(news(after(3600)).await);
    store
        .note_secret_use("app", "default", after(3600))
        .await
        .unwrap();
    store
        .note_secret_use("app", "gone", after(3600))
        .await
        .unwrap();
    assert_eq!(last().await, [Some(after(3600)), None]);
}

/// Somebody who has signed in to `app` and agreed to what it may know.
async fn person(store: &Store, number: usize) -> Uuid {
    let keys = format!("o{number}");
    let sign_in = SignIn::begin(store).await;
    sign_in.complete(store, &info(&[("app:wx1", &keys)])).await;
    let attempt = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    let user = attempt.user_id.unwrap();
    let scopes = Scopes::parse("openid");
    store
        .remember_consent(user, "app", &scopes, NOW)
        .await
        .unwrap();
    user
}

async fn an_application_goes_with_everything_it_was_given(world: World) {
    let store = &world.store;
    create(store, &application("app"), &[("default", "s1")]).await;
    create(store, &application("other"), &[("default", "s1")]).await;
    let scopes = Scopes::parse("openid");
    let user = person(store, 1).await;
    person(store, 2).await;
    store
        .remember_consent(user, "other", &scopes, NOW)
        .await
        .unwrap();
    let used = store.application_use("app", NOW).await.unwrap();
    assert_eq!((used.people, used.consents), (2, 2));
    let used = store.application_use("other", NOW).await.unwrap();
    assert_eq!((used.people, used.consents), (0, 1));

    let iris = iris();
    let change = iris.change(Action::Deleted, after(1));
    assert_eq!(store.delete_application("app", &change).await, Ok(true));
    assert_eq!(store.application("app").await, Ok(None));
    let used = store.application_use("app", NOW).await.unwrap();
    assert_eq!((used.people, used.consents), (0, 0));
    assert_eq!(store.consent(user, "other").await, Ok(Some(scopes)));
    assert!(store.user(user).await.unwrap().is_some());
    let last = &store.changes(None, 1).await.unwrap()[0];
    assert_eq!((last.action, &*last.subject_id), (Action::Deleted, "app"));

    let change = iris.change(Action::Deleted, after(2));
    assert_eq!(store.delete_application("app", &change).await, Ok(false));
    assert_eq!(store.changes(None, 1).await.unwrap()[0].at, after(1).0);
    // The next one of this id has nothing of the old one.
    create(store, &application("app"), &[]).await;
    assert_eq!(proof(store, "app", "s1", NOW).await, None);
    assert_eq!(store.consent(user, "app").await, Ok(None));
}

#[tokio::test]
async fn more_than_fits_into_one_part_goes_too() {
    let world = World::sqlite().await;
    let store = &world.store;
    create(store, &application("app"), &[]).await;
    let file = world.file();
    // Nobody has to be there for it.
    file.pragma_update(None, "foreign_keys", false).unwrap();
    for number in 0..2100_u64 {
        let app = if number % 2 == 0 { "app" } else { "x" };
        let user = Uuid::from_u128(u128::from(number) + 1);
        let consent = "INSERT INTO consents (user_id, application_id, scopes, updated_at)
            VALUES (?, ?, 'openid', 0)";
        file.execute(consent, (user.as_bytes(), app)).unwrap();
    }
    let used = async |app| store.application_use(app, NOW).await.unwrap().consents;
    assert_eq!((used("app").await, used("x").await), (1050, 1050));
    let iris = iris();
    let change = iris.change(Action::Deleted, after(1));
    assert_eq!(store.delete_application("app", &change).await, Ok(true));
    assert_eq!((used("app").await, used("x").await), (0, 1050));
}

async fn sign_ins_are_counted_by_time(world: World) {
    let store = &world.store;
    let begin = async |app: &str, at: Timestamp, outcome: Outcome, trial: bool| {
        let random = id().as_bytes()[6..].try_into().unwrap();
        let millis = u64::try_from(at.0).unwrap();
        let attempt = Attempt {
            id: uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid(),
            application_id: app.to_owned(),
            created_at: at,
            trial,
            ..attempt()
        };
        store.start_attempt(&attempt, hash()).await.unwrap();
        let end = AttemptEnd {
            outcome,
            failure: None,
            steps: &[],
            at: at.plus(Duration::from_secs(5)),
        };
        let ended = store.finish_attempt(attempt.id, Phase::Sent, end).await;
        assert!(ended.unwrap());
    };
    let figures = async |app: &str, since: Timestamp| {
        let figures = store.application_figures(app, since).await.unwrap();
        (figures.sign_ins, figures.last_sign_in)
    };
    assert_eq!(figures("app", NOW).await, (0, None));
    begin("app", after(0), Outcome::SignedUp, false).await;
    begin("app", after(10), Outcome::SignedIn, false).await;
    begin("app", after(20), Outcome::SignedIn, false).await;
    begin("app", after(30), Outcome::Failed, false).await;
    begin("app", after(40), Outcome::Tried, true).await;
    begin("other", after(50), Outcome::SignedIn, false).await;
    assert_eq!(figures("app", NOW).await, (3, Some(after(25))));
    assert_eq!(figures("app", after(10)).await, (2, Some(after(25))));
    assert_eq!(figures("app", after(30)).await, (0, Some(after(25))));
    assert_eq!(figures("other", NOW).await, (1, Some(after(55))));
    let latest = store
        .latest_attempts_of_application("app", 2)
        .await
        .unwrap();
    let latest: Vec<_> = latest.iter().map(|attempt| attempt.created_at).collect();
    assert_eq!(latest, [after(30), after(20)]);
}
