//! What resources may be, and who changes them: the one gate for the file of `apply` and the
//! Management API.

use std::collections::BTreeSet;
use std::fmt;

use oidc::{Resource, Scopes, resource};
use pages::display_name;
use serde_json::Value;
use store::{Action, FieldChange, ResourceRecord, Saved, Store, StoreError, SubjectKind};

use super::{Author, diff};

/// The longest name of a resource or of a scope, and the longest description, in characters.
const LONGEST_NAME: usize = 100;
/// The longest list of scopes.
const MOST_SCOPES: usize = 500;
/// The shortest and the longest life of a token, in seconds. A token of a minute would be over
/// before slow clocks believe it; one of a month is a password.
const LIFETIMES: std::ops::RangeInclusive<u32> = 60..=30 * 24 * 3600;

/// Why a resource is not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// A field is wrong.
    #[error("{field}: {what}")]
    Wrong {
        /// The field, as the file of `apply` calls it.
        field: &'static str,
        /// What is wrong with it.
        what: Wrong,
    },
    /// There is one of this id or indicator already.
    #[error("there is one of this indicator already")]
    Taken,
    /// Somebody else has changed it meanwhile.
    #[error("somebody else has changed it meanwhile")]
    Stale,
    /// It is no longer there.
    #[error("it is no longer there")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What can be wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It cannot be an indicator.
    Indicator,
    /// The indicator means something else here.
    Reserved,
    /// There is no name, or nobody could see it.
    NoName,
    /// It has more characters than this.
    TooLong(usize),
    /// The list has more entries than this.
    TooMany(usize),
    /// Tokens would live too short or too long.
    Lifetime,
    /// It cannot be the name of a scope.
    ScopeName,
    /// The scope means something else here.
    ScopeReserved,
    /// Two scopes have one name.
    ScopeTwice,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Indicator => write!(
                f,
                "it must be an absolute address without # and comma, of at most {} characters, \
                 such as https://api.example",
                Resource::LONGEST_INDICATOR
            ),
            Self::Reserved => f.write_str("this indicator means something else here"),
            Self::NoName => f.write_str("it needs a text that can be seen"),
            Self::TooLong(most) => write!(f, "it has at most {most} characters"),
            Self::TooMany(most) => write!(f, "it has at most {most} entries"),
            Self::Lifetime => write!(
                f,
                "tokens live from {} to {} seconds",
                LIFETIMES.start(),
                LIFETIMES.end()
            ),
            Self::ScopeName => {
                f.write_str("a scope has visible characters of ASCII, without spaces and quotes")
            }
            Self::ScopeReserved => {
                f.write_str("a scope of this name means something at every resource")
            }
            Self::ScopeTwice => f.write_str("two scopes have one name"),
        }
    }
}

/// Makes a resource.
pub(crate) async fn create(
    store: &Store,
    author: Author<'_>,
    mut resource: Resource,
) -> Result<ResourceRecord, Refused> {
    check(&mut resource)?;
    let mut fields = diff(&Value::Null, &document(&resource), &[]);
    fields.retain(|field| field.after.as_array().is_none_or(|list| !list.is_empty()));
    let change = author.change(Action::Created, subject(&resource), &fields);
    if !store.create_resource(&resource, &change).await? {
        return Err(Refused::Taken);
    }
    let at = change.at;
    Ok(ResourceRecord {
        resource,
        is_default: false,
        created_at: at,
        updated_at: at,
    })
}

/// Changes a resource from what somebody has seen to what they want. Says what it is now, and
/// whether anything is different.
pub(crate) async fn change(
    store: &Store,
    author: Author<'_>,
    seen: ResourceRecord,
    mut wanted: Resource,
) -> Result<(ResourceRecord, bool), Refused> {
    check(&mut wanted)?;
    let fields = diff(&document(&seen.resource), &document(&wanted), &[]);
    if fields.is_empty() {
        return Ok((seen, false));
    }
    let change = author.change(Action::Changed, subject(&wanted), &fields);
    let saved = store.change_resource(&wanted, seen.updated_at, &change);
    match saved.await? {
        Saved::Saved(updated_at) => {
            let record = ResourceRecord {
                resource: wanted,
                updated_at,
                ..seen
            };
            Ok((record, true))
        }
        Saved::Stale => Err(Refused::Stale),
        Saved::Gone => Err(Refused::Gone),
    }
}

/// Makes a resource the one that is meant when none is named, or no longer; says whether that
/// made a difference.
pub(crate) async fn set_default(
    store: &Store,
    author: Author<'_>,
    seen: &ResourceRecord,
    is_default: bool,
) -> Result<bool, Refused> {
    if seen.is_default == is_default {
        return Ok(false);
    }
    let fields = [FieldChange {
        field: "default".to_owned(),
        before: seen.is_default.into(),
        after: is_default.into(),
    }];
    let change = author.change(Action::Changed, subject(&seen.resource), &fields);
    let set = store.set_default_resource(&seen.resource.id, is_default, &change);
    if set.await? {
        Ok(true)
    } else {
        Err(Refused::Gone)
    }
}

/// Deletes a resource with its scopes.
pub(crate) async fn delete(
    store: &Store,
    author: Author<'_>,
    resource: &Resource,
) -> Result<(), Refused> {
    let change = author.change(Action::Deleted, subject(resource), &[]);
    if store.delete_resource(&resource.id, &change).await? {
        Ok(())
    } else {
        Err(Refused::Gone)
    }
}

/// The new life of tokens, if it can be one.
pub(crate) fn lifetime(seconds: i64) -> Result<u32, Refused> {
    let lifetime = u32::try_from(seconds).ok();
    lifetime.ok_or(Refused::Wrong {
        field: "access_token_ttl",
        what: Wrong::Lifetime,
    })
}

fn check(resource: &mut Resource) -> Result<(), Refused> {
    let wrong = |field, what| Err(Refused::Wrong { field, what });
    resource.name = resource.name.trim().to_owned();
    if !resource::is_indicator(&resource.indicator) {
        return wrong("indicator", Wrong::Indicator);
    }
    if resource::is_reserved(&resource.indicator) {
        return wrong("indicator", Wrong::Reserved);
    }
    if display_name(&resource.name).is_none() {
        return wrong("name", Wrong::NoName);
    }
    if resource.name.chars().count() > LONGEST_NAME {
        return wrong("name", Wrong::TooLong(LONGEST_NAME));
    }
    if !LIFETIMES.contains(&resource.access_token_ttl) {
        return wrong("access_token_ttl", Wrong::Lifetime);
    }
    if resource.scopes.len() > MOST_SCOPES {
        return wrong("scopes", Wrong::TooMany(MOST_SCOPES));
    }
    let mut names = BTreeSet::new();
    for scope in &mut resource.scopes {
        scope.description = scope.description.trim().to_owned();
        let longest = scope.description.chars().count().max(scope.name.len());
        if !Scopes::is_scope(&scope.name) {
            return wrong("scopes.name", Wrong::ScopeName);
        }
        if Scopes::SUPPORTED.contains(&scope.name.as_str()) {
            return wrong("scopes.name", Wrong::ScopeReserved);
        }
        if longest > LONGEST_NAME {
            return wrong("scopes", Wrong::TooLong(LONGEST_NAME));
        }
        if !names.insert(scope.name.as_str()) {
            return wrong("scopes.name", Wrong::ScopeTwice);
        }
    }
    Ok(())
}

fn document(resource: &Resource) -> Value {
    // Cannot fail: every key is a text.
    serde_json::to_value(resource).unwrap_or_default()
}

fn subject(resource: &Resource) -> (SubjectKind, &str, &str) {
    (SubjectKind::Resource, &resource.id, &resource.name)
}

#[cfg(test)]
mod tests;
