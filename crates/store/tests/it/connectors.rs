//! Connectors: made once, changed by whoever has seen their state, deleted with care.

use connector_kit::{Timestamp, Verdict};
use keys::SystemEntropy;
use serde_json::json;
use store::{
    Action, Actor, CheckLine, ConnectorRecord, ConnectorSettings, FieldChange, InWechat, LastCheck,
    NewChange, Saved, SignInExperience, SignUp, Store, SubjectKind,
};

use crate::world::{NOW, SignIn, World, add_way, after, arrive, attempt, hash, id, info};

fn connector(id: &str) -> ConnectorRecord {
    ConnectorRecord {
        id: id.to_owned(),
        factory: "wechat-web".to_owned(),
        config: json!({ "clientId": "wx1", "clientSecret": "very-secret" }),
        endpoints: None,
        sync_profile: false,
        store_tokens: false,
        settings: ConnectorSettings::default(),
        created_at: NOW,
        updated_at: NOW,
    }
}

fn change<'a>(actor: &'a Actor, subject: &'a str, at: Timestamp) -> NewChange<'a> {
    NewChange {
        id: id(),
        at,
        actor,
        subject_kind: SubjectKind::Connector,
        subject_id: subject,
        subject_name: "WeChat (Web)",
        action: Action::Changed,
        fields: &[],
    }
}

async fn create(store: &Store, record: &ConnectorRecord, at: Timestamp) -> bool {
    let actor = Actor::command("test");
    let change = change(&actor, &record.id, at);
    store
        .create_connector(record, None, &SystemEntropy, &change)
        .await
        .unwrap()
}

async fn write(store: &Store, record: &ConnectorRecord, check: Option<&LastCheck>) -> Saved {
    let actor = Actor::command("test");
    let change = change(&actor, &record.id, NOW);
    store
        .change_connector(record, check, &SystemEntropy, &change)
        .await
        .unwrap()
}

fn check() -> LastCheck {
    let text = |text: &str| [("en".to_owned(), text.to_owned())].into();
    LastCheck {
        at: NOW,
        lines: vec![CheckLine {
            line: "secret".to_owned(),
            verdict: Verdict::Fail,
            title: text("The App secret is accepted"),
            text: text("It is not."),
            action: None,
        }],
    }
}

async fn a_connector_is_made_once_and_says_so_in_the_history(world: World) {
    let store = &world.store;
    let version = store.configuration_version().await.unwrap();
    assert_eq!(store.connector("wechat").await, Ok(None));
    let record = connector("wechat");
    assert!(create(store, &record, NOW).await);
    let other = ConnectorRecord {
        config: json!({}),
        ..record.clone()
    };
    assert!(!create(store, &other, after(1)).await, "the id is taken");
    assert_eq!(store.connector("wechat").await, Ok(Some(record.clone())));
    assert_eq!(
        store.configuration_version().await.unwrap(),
        version + 1,
        "what was not made changes nothing"
    );
    assert!(create(store, &connector("second"), after(1)).await);
    let all = store.connectors().await.unwrap();
    let ids: Vec<&str> = all.iter().map(|record| record.id.as_str()).collect();
    assert_eq!(ids, ["wechat", "second"]);
    assert!(!format!("{all:?}").contains("very-secret"), "{all:?}");
    let kind = SubjectKind::Connector;
    let changes = store.changes_of(kind, "wechat", None, 9).await.unwrap();
    assert_eq!(changes.len(), 1);
}

async fn who_has_not_seen_the_latest_state_writes_nothing(world: World) {
    let store = &world.store;
    let mut mine = connector("wechat");
    assert_eq!(write(store, &mine, None).await, Saved::Gone);
    create(store, &mine, NOW).await;
    let mut theirs = mine.clone();
    theirs.settings.sign_up = SignUp::Never;
    theirs.settings.in_wechat = InWechat::Hide;
    theirs.settings.secrets_since = [("clientSecret".to_owned(), NOW)].into();
    // At the very same millisecond: another state all the same.
    assert_eq!(
        write(store, &theirs, None).await,
        Saved::Saved(Timestamp(NOW.0 + 1))
    );
    mine.config["clientSecret"] = json!("another");
    mine.sync_profile = true;
    assert_eq!(write(store, &mine, None).await, Saved::Stale);
    let now = store.connector("wechat").await.unwrap().unwrap();
    assert_eq!(now.settings, theirs.settings);
    assert_eq!(now.config, theirs.config);
    mine.updated_at = now.updated_at;
    assert_eq!(
        write(store, &mine, None).await,
        Saved::Saved(Timestamp(NOW.0 + 2))
    );
    let now = store.connector("wechat").await.unwrap().unwrap();
    assert_eq!(now.config["clientSecret"], "another");
    assert!(now.sync_profile && !now.store_tokens);
    assert_eq!(now.created_at, NOW);
    let kind = SubjectKind::Connector;
    let changes = store.changes_of(kind, "wechat", None, 9).await.unwrap();
    assert_eq!(changes.len(), 3, "those that were refused are none");
}

async fn two_at_once_make_one_change(world: World) {
    let store = &world.store;
    let record = connector("wechat");
    create(store, &record, NOW).await;
    let node = world.another_node().await;
    let (mut one, mut two) = (record.clone(), record);
    one.config["clientSecret"] = json!("one");
    two.config["clientSecret"] = json!("two");
    let both = tokio::join!(write(store, &one, None), write(&node, &two, None));
    let stale = [both.0, both.1];
    let stale = stale.iter().filter(|saved| **saved == Saved::Stale).count();
    assert_eq!(stale, 1, "{both:?}");
}

async fn a_check_is_kept_as_long_as_it_is_about_this_configuration(world: World) {
    let store = &world.store;
    let mut record = connector("wechat");
    create(store, &record, NOW).await;
    assert_eq!(store.last_check("wechat").await, Ok(None));
    assert_eq!(store.keep_check("wechat", NOW, &check()).await, Ok(true));
    assert_eq!(store.last_check("wechat").await, Ok(Some(check())));
    assert_eq!(store.last_checks().await.unwrap()["wechat"].to_fix(), 1);
    let older = Timestamp(NOW.0 - 1);
    assert_eq!(store.keep_check("wechat", older, &check()).await, Ok(false));
    assert_eq!(store.keep_check("other", NOW, &check()).await, Ok(false));

    record.sync_profile = true;
    write(store, &record, None).await;
    assert_eq!(store.last_check("wechat").await, Ok(Some(check())));
    record.updated_at = Timestamp(NOW.0 + 1);
    record.config["clientId"] = json!("wx2");
    write(store, &record, None).await;
    assert_eq!(store.last_check("wechat").await, Ok(None));
    record.updated_at = Timestamp(NOW.0 + 2);
    record.config["clientId"] = json!("wx3");
    write(store, &record, Some(&check())).await;
    assert_eq!(store.last_check("wechat").await, Ok(Some(check())));
}

async fn deleting_takes_it_off_the_sign_in_page_at_once(world: World) {
    let store = &world.store;
    let actor = Actor::command("test");
    let gone = change(&actor, "wechat", after(1));
    assert_eq!(store.delete_connector("wechat", &gone).await, Ok(false));
    create(store, &connector("wechat"), NOW).await;
    let experience = SignInExperience {
        social: vec!["other".to_owned(), "wechat".to_owned()],
        ..SignInExperience::default()
    };
    put_experience(store, &experience).await;
    assert_eq!(store.delete_connector("wechat", &gone).await, Ok(true));
    assert_eq!(store.connector("wechat").await, Ok(None));
    assert_eq!(store.experience().await.unwrap().social, ["other"]);
    let again = change(&actor, "wechat", after(2));
    assert_eq!(store.delete_connector("wechat", &again).await, Ok(false));
}

/// Makes the sign-in experience this.
pub(crate) async fn put_experience(store: &Store, wanted: &SignInExperience) {
    let actor = Actor::command("test");
    let change = NewChange {
        subject_kind: SubjectKind::SignInExperience,
        ..change(&actor, "sign_in_experience", NOW)
    };
    let seen = store.experience().await.unwrap();
    let changed = store.change_experience(&seen, wanted, &change).await;
    assert_eq!(changed, Ok(true));
}

async fn the_experience_is_changed_by_who_has_seen_it(world: World) {
    let store = &world.store;
    let actor = Actor::command("test");
    let fields = [FieldChange {
        field: "social".to_owned(),
        before: json!([]),
        after: json!(["wechat"]),
    }];
    let change = NewChange {
        subject_kind: SubjectKind::SignInExperience,
        fields: &fields,
        ..change(&actor, "sign_in_experience", NOW)
    };
    let seen = SignInExperience::default();
    let wanted = SignInExperience {
        social: vec!["wechat".to_owned()],
        ..seen.clone()
    };
    let done = store.change_experience(&seen, &wanted, &change).await;
    assert_eq!(done, Ok(true));
    assert_eq!(store.experience().await, Ok(wanted.clone()));
    let late = NewChange { id: id(), ..change };
    let late = store.change_experience(&seen, &seen, &late).await;
    assert_eq!(late, Ok(false), "somebody else was quicker");
    assert_eq!(store.experience().await, Ok(wanted));
    let kind = SubjectKind::SignInExperience;
    let changes = store.changes_of(kind, "sign_in_experience", None, 9).await;
    assert_eq!(changes.unwrap()[0].fields, fields);
}

async fn people_are_counted_and_so_are_those_who_would_be_stranded(world: World) {
    let store = &world.store;
    create(store, &connector("wechat"), NOW).await;
    let none = store.connector_people("wechat").await.unwrap();
    assert_eq!((none.people, none.last_sign_in), (0, None));
    arrive(store, &info(&[("app:wx1", "a")])).await;
    arrive(store, &info(&[("union:acme", "u"), ("app:wx1", "b")])).await;
    let (_, both_ways) = arrive(store, &info(&[("app:wx1", "c")])).await;
    let now = store.connector_people("wechat").await.unwrap();
    assert_eq!((now.people, now.last_sign_in), (3, Some(NOW)));
    assert_eq!(store.connector_people("other").await.unwrap(), none);
    assert_eq!(store.people_without("wechat", false).await, Ok(3));
    assert_eq!(store.people_without("wechat", true).await, Ok(2));

    // A second way counts as long as its connector is there.
    let mut way = attempt();
    "other".clone_into(&mut way.connector_id);
    store.start_attempt(&way, hash()).await.unwrap();
    let claimed = store.claim_attempt(way.id, after(15), crate::world::step("claimed"));
    assert!(claimed.await.unwrap());
    let theirs = info(&[("app:wx2", "c")]);
    let link = crate::world::link(way.id, both_ways, &theirs);
    store.link_identity(&link).await.unwrap();
    assert_eq!(store.people_without("wechat", false).await, Ok(3));
    create(store, &connector("other"), NOW).await;
    assert_eq!(store.people_without("wechat", false).await, Ok(2));
    // Two identities through the same connector are no second way, and one person.
    let (_, twice) = arrive(store, &info(&[("app:wx1", "d")])).await;
    add_way(store, twice, &info(&[("app:wx1", "e")])).await;
    assert_eq!(store.people_without("wechat", false).await, Ok(3));
    assert_eq!(store.connector_people("wechat").await.unwrap().people, 4);
    let lost = SignIn::begin(store).await;
    assert_ne!(lost.attempt, way.id);
}

async fn a_form_that_waits_can_be_read_before_it_is_taken(world: World) {
    let store = &world.store;
    let keep = store.keep_draft("d", b"form", after(60), &SystemEntropy);
    keep.await.unwrap();
    assert_eq!(store.draft("d", NOW).await, Ok(Some(b"form".to_vec())));
    assert_eq!(store.draft("d", after(60)).await, Ok(None));
    assert_eq!(store.draft("e", NOW).await, Ok(None));
    assert_eq!(store.take_draft("d", NOW).await, Ok(Some(b"form".to_vec())));
    assert_eq!(store.draft("d", NOW).await, Ok(None));
}

#[test]
fn what_an_older_row_lacks_is_as_it_was() {
    let older: ConnectorSettings = serde_json::from_str("{}").unwrap();
    assert_eq!(older, ConnectorSettings::default());
    let text = serde_json::to_string(&older).unwrap();
    assert_eq!(text, r#"{"sign_up":"follow","in_wechat":"explain"}"#);
}

both!(
    a_connector_is_made_once_and_says_so_in_the_history,
    who_has_not_seen_the_latest_state_writes_nothing,
    two_at_once_make_one_change,
    a_check_is_kept_as_long_as_it_is_about_this_configuration,
    deleting_takes_it_off_the_sign_in_page_at_once,
    the_experience_is_changed_by_who_has_seen_it,
    people_are_counted_and_so_are_those_who_would_be_stranded,
    a_form_that_waits_can_be_read_before_it_is_taken,
);
