//! Connectors: how they are made, changed and deleted.
//!
//! Changing has two steps, because a check may come between them: [`drafted`] and
//! [`edited`] say what a connector would be, [`create`] and [`save`] make it so.

mod config;
mod people;
mod switch;

use connector_kit::{
    ConfigError, ConnectorFactory, Endpoints, Entropy, SocialConnector, Timestamp,
};
use serde_json::{Value, json};
use store::{
    Action, Change, ConnectorRecord, ConnectorSettings, FieldChange, InWechat, LastCheck, Saved,
    SignUp, Store, StoreError, SubjectKind,
};

use super::{Author, diff};
use crate::apply::{DesiredConnector, DesiredEndpoints};

pub(crate) use config::{secret_notes, without_secrets};
pub(crate) use people::people_without;
pub(crate) use switch::{has_button, shift, turn};

/// What is to be different. Absent fields stay as they are.
#[derive(Clone, Default)]
pub(crate) struct Edit {
    /// The configuration as a whole. A secret that is left out stays, as long as it goes to
    /// the same address with the same App ID.
    pub(crate) config: Option<Value>,
    pub(crate) endpoints: Option<Option<Endpoints>>,
    pub(crate) sync_profile: Option<bool>,
    pub(crate) store_tokens: Option<bool>,
    pub(crate) sign_up: Option<SignUp>,
    pub(crate) in_wechat: Option<InWechat>,
    pub(crate) review_waiting_since: Option<Option<Timestamp>>,
}

/// Why a connector is not made, changed or turned on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    #[error("an id has 1 to 128 letters, digits, dashes, dots or underscores")]
    BadId,
    #[error("there is a connector with this id already")]
    Taken,
    #[error("factory {0} is not known; there is {known}", known = known_factories())]
    UnknownFactory(String),
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Config(Vec<ConfigError>),
    /// Otherwise a stored secret would be sent to another address, or with another App ID.
    #[error(
        "with another address or App ID the secret has to be given again: give config with {}",
        .0.join(" and ")
    )]
    SecretAgain(Vec<String>),
    #[error("it has no keys yet, so people cannot sign in with it")]
    NotSetUp,
    #[error("somebody else has changed it meanwhile; look at it again")]
    Stale,
    #[error("it is no longer there")]
    Gone,
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn known_factories() -> String {
    let all = connectors::catalogue().iter();
    let ids: Vec<&str> = all.map(|factory| factory.metadata().id).collect();
    ids.join(", ")
}

/// The kind of a connector.
pub(crate) fn factory(id: &str) -> Result<&'static dyn ConnectorFactory, Refused> {
    connectors::factory(id).ok_or_else(|| Refused::UnknownFactory(id.to_owned()))
}

/// An id for a new connector: known before there is one, so that its form can be sent
/// twice and its callback address be copied.
pub(crate) fn new_id(factory: &dyn ConnectorFactory, entropy: &dyn Entropy) -> String {
    let mut random = [0; 4];
    entropy.fill(&mut random);
    let number = u32::from_be_bytes(random);
    format!("{}-{number:08x}", factory.metadata().target)
}

/// What a new connector would be. Without a configuration it waits for its keys.
pub(crate) fn drafted(
    id: &str,
    factory: &str,
    edit: &Edit,
    now: Timestamp,
) -> Result<ConnectorRecord, Refused> {
    check_id(id)?;
    self::factory(factory)?;
    let nothing = ConnectorRecord {
        id: id.to_owned(),
        factory: factory.to_owned(),
        config: json!({}),
        endpoints: None,
        sync_profile: false,
        store_tokens: false,
        settings: ConnectorSettings::default(),
        created_at: now,
        updated_at: now,
    };
    edited(&nothing, edit, now)
}

/// What a connector would be after a change.
pub(crate) fn edited(
    before: &ConnectorRecord,
    edit: &Edit,
    now: Timestamp,
) -> Result<ConnectorRecord, Refused> {
    let factory = factory(&before.factory)?;
    let metadata = factory.metadata();
    let endpoints = edit.endpoints.clone();
    let endpoints = endpoints.unwrap_or_else(|| before.endpoints.clone());
    let same_place = endpoints == before.endpoints;
    let mut settings = before.settings.clone();
    let mut config = match &edit.config {
        Some(config) => config::tidy(metadata, config),
        // The secrets would go elsewhere, so they count as left out.
        None if !same_place => config::without(metadata, &before.config),
        None => before.config.clone(),
    };
    let wrong = config::fill_secrets(metadata, &before.config, &mut config, same_place);
    if !wrong.is_empty() {
        // What is wrong besides is said first: an App ID with a letter too few is no other app.
        factory
            .build(&config, endpoints.as_ref())
            .map_err(Refused::Config)?;
        return Err(Refused::SecretAgain(wrong));
    }
    config::note_secrets(metadata, &before.config, &config, now, &mut settings);
    settings.sign_up = edit.sign_up.unwrap_or(settings.sign_up);
    settings.in_wechat = edit.in_wechat.unwrap_or(settings.in_wechat);
    let waiting = edit.review_waiting_since;
    settings.review_waiting_since = waiting.unwrap_or(settings.review_waiting_since);
    let record = ConnectorRecord {
        config,
        endpoints,
        sync_profile: edit.sync_profile.unwrap_or(before.sync_profile),
        store_tokens: edit.store_tokens.unwrap_or(before.store_tokens),
        settings,
        ..before.clone()
    };
    // Keys once given do not vanish: people may be using them.
    if is_set_up(&record) || is_set_up(before) || record.endpoints != before.endpoints {
        build(&record)?;
    }
    Ok(record)
}

/// Whether a connector has a configuration at all.
pub(crate) fn is_set_up(record: &ConnectorRecord) -> bool {
    record.config != json!({})
}

/// The connector itself.
pub(crate) fn build(record: &ConnectorRecord) -> Result<Box<dyn SocialConnector>, Refused> {
    let built = factory(&record.factory)?.build(&record.config, record.endpoints.as_ref());
    built.map_err(Refused::Config)
}

/// Makes a connector, off.
pub(crate) async fn create(
    store: &Store,
    author: Author<'_>,
    record: &ConnectorRecord,
    last_check: Option<&LastCheck>,
) -> Result<(), Refused> {
    let fields = fields(None, Some(record));
    let change = author.change(Action::Created, subject(record), &fields);
    let made = store.create_connector(record, last_check, author.entropy, &change);
    if made.await? {
        Ok(())
    } else {
        Err(Refused::Taken)
    }
}

/// Changes a connector from what somebody has seen to what they want.
pub(crate) async fn save(
    store: &Store,
    author: Author<'_>,
    before: &ConnectorRecord,
    after: &ConnectorRecord,
    last_check: Option<&LastCheck>,
) -> Result<Change, Refused> {
    let fields = fields(Some(before), Some(after));
    if fields.is_empty() {
        if let Some(check) = last_check {
            store
                .keep_check(&before.id, before.updated_at, check)
                .await?;
        }
        return Ok(Change::Unchanged);
    }
    let change = author.change(Action::Changed, subject(after), &fields);
    let after = ConnectorRecord {
        updated_at: before.updated_at,
        ..after.clone()
    };
    let saved = store.change_connector(&after, last_check, author.entropy, &change);
    match saved.await? {
        Saved::Saved(_) => Ok(Change::Changed),
        Saved::Stale => Err(Refused::Stale),
        Saved::Gone => Err(Refused::Gone),
    }
}

/// Deletes a connector; the people who came through it stay.
pub(crate) async fn delete(
    store: &Store,
    author: Author<'_>,
    record: &ConnectorRecord,
) -> Result<(), Refused> {
    let fields = fields(Some(record), None);
    let change = author.change(Action::Deleted, subject(record), &fields);
    if store.delete_connector(&record.id, &change).await? {
        Ok(())
    } else {
        Err(Refused::Gone)
    }
}

/// Notes that all secrets of a connector were handed out.
pub(crate) async fn note_export(
    store: &Store,
    author: Author<'_>,
    record: &ConnectorRecord,
) -> Result<(), StoreError> {
    let change = author.change(Action::Exported, subject(record), &[]);
    store.note_change(&change).await
}

/// A connector as a file for `apply` says it; secrets only when they are asked for.
pub(crate) fn export(record: &ConnectorRecord, with_secrets: bool) -> DesiredConnector {
    let config = if with_secrets {
        record.config.clone()
    } else {
        without_secrets(record)
    };
    DesiredConnector {
        id: record.id.clone(),
        factory: Some(record.factory.clone()),
        config: is_set_up(record).then_some(config),
        endpoints: record.endpoints.clone().map(DesiredEndpoints::Given),
        sync_profile: Some(record.sync_profile),
        store_tokens: Some(record.store_tokens),
        sign_up: Some(record.settings.sign_up),
        in_wechat: Some(record.settings.in_wechat),
    }
}

/// Ids stand in addresses: short, plain, and no words that lead elsewhere there.
fn check_id(id: &str) -> Result<(), Refused> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let leads_elsewhere = matches!(id, "." | ".." | "add");
    if (1..=128).contains(&id.len()) && id.chars().all(plain) && !leads_elsewhere {
        Ok(())
    } else {
        Err(Refused::BadId)
    }
}

/// The subject of a change, with the name that the history shows.
fn subject(record: &ConnectorRecord) -> (SubjectKind, &str, &str) {
    let factory = connectors::factory(&record.factory);
    let name = factory.map_or(record.id.as_str(), |it| it.metadata().name.en);
    (SubjectKind::Connector, &record.id, name)
}

/// What a change is about, field by field, without secrets.
pub(crate) fn fields(
    before: Option<&ConnectorRecord>,
    after: Option<&ConnectorRecord>,
) -> Vec<FieldChange> {
    let document = |record: Option<&ConnectorRecord>| {
        record.map_or(Value::Null, |record| {
            json!({
                "factory": record.factory,
                "config": record.config,
                "endpoints": record.endpoints,
                "sync_profile": record.sync_profile,
                "store_tokens": record.store_tokens,
                "sign_up": record.settings.sign_up,
                "in_wechat": record.settings.in_wechat,
                "review_waiting_since": record.settings.review_waiting_since,
            })
        })
    };
    let either = before.or(after);
    let factory = either.and_then(|record| connectors::factory(&record.factory));
    let secrets = factory.map_or_else(Vec::new, |it| config::secret_names(it.metadata()));
    diff(&document(before), &document(after), &secrets)
}

#[cfg(test)]
mod tests;
