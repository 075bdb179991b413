//! What is done to the accounts of people: one gate for the console and the Management API.

mod check;

use accounts::{Identity, Profile, User};
use connector_kit::IdentityKeys;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};
use store::{
    Action, AddedUser, Deleted, Edit, EditedUser, FieldChange, NewUser, Person, PersonExport,
    Store, StoreError, SubjectKind, Told, ToldIdentity, UniqueField, Unlinked, UserEdit,
};
use uuid::Uuid;

use super::{Author, diff};

/// What somebody wants a field to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Wish {
    /// It stays.
    #[default]
    Keep,
    /// It is emptied.
    Clear,
    /// It is this.
    Set(String),
}

impl Wish {
    /// What somebody has typed into a field.
    pub(crate) fn typed(text: Option<&str>) -> Self {
        text.map_or(Self::Clear, |text| Self::Set(text.to_owned()))
    }

    fn value(&self) -> Option<&str> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// What the store does about it, if anything would be different.
    fn edit(&self, different: bool) -> Edit<'_> {
        match self {
            Self::Clear if different => Edit::Clear,
            Self::Set(value) if different => Edit::Set(value),
            Self::Keep | Self::Clear | Self::Set(_) => Edit::Keep,
        }
    }
}

/// In JSON `null` and an empty text empty a field, and one that is absent stays.
impl<'de> Deserialize<'de> for Wish {
    fn deserialize<D: Deserializer<'de>>(field: D) -> Result<Self, D::Error> {
        let text = Option::<String>::deserialize(field)?;
        let text = text.filter(|text| !text.is_empty());
        Ok(text.map_or(Self::Clear, Self::Set))
    }
}

/// What somebody wants the fields of an account to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct UserPatch {
    pub(crate) name: Wish,
    pub(crate) picture: Wish,
    pub(crate) username: Wish,
    pub(crate) email: Wish,
    pub(crate) phone: Wish,
    pub(crate) custom_data: Option<Map<String, Value>>,
    pub(crate) profile: Option<Map<String, Value>>,
}

/// The fields of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Picture,
    Username,
    Email,
    Phone,
    CustomData,
    Profile,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It is longer than fits.
    TooLong,
    /// It is not of the form that such a value has.
    Form,
    /// Somebody else has it.
    Taken,
}

/// What became of a new account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Created {
    Made,
    /// The same form, or the same request, came before.
    AlreadyThere,
    Refused(Vec<(Field, Wrong)>),
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edited {
    Saved,
    /// Nothing would be different.
    Unchanged,
    Gone,
    /// Somebody else has changed the account meanwhile.
    Stale,
    Refused(Vec<(Field, Wrong)>),
}

/// Makes an account.
pub(crate) async fn create(
    store: &Store,
    author: Author<'_>,
    id: Uuid,
    patch: UserPatch,
) -> Result<Created, StoreError> {
    let patch = match check::checked(patch) {
        Ok(patch) => patch,
        Err(wrong) => return Ok(Created::Refused(wrong)),
    };
    let none = Map::new();
    let new = NewUser {
        id,
        name: patch.name.value(),
        picture: patch.picture.value(),
        username: patch.username.value(),
        email: patch.email.value(),
        phone: patch.phone.value(),
        custom_data: patch.custom_data.as_ref().unwrap_or(&none),
        profile: patch.profile.as_ref().unwrap_or(&none),
    };
    let fields = diff(&Value::Null, &after(&json!({}), &patch), &[]);
    let (subject, name) = (id.to_string(), patch.name.value().unwrap_or_default());
    let subject = (SubjectKind::User, &*subject, name);
    let change = author.change(Action::Created, subject, &fields);
    Ok(match store.add_user(&new, &change).await? {
        AddedUser::Added => Created::Made,
        AddedUser::AlreadyThere => Created::AlreadyThere,
        AddedUser::Taken(field) => Created::Refused(vec![(field.into(), Wrong::Taken)]),
    })
}

/// Edits an account that is still as it was `seen`.
pub(crate) async fn edit(
    store: &Store,
    author: Author<'_>,
    seen: &Person,
    patch: UserPatch,
) -> Result<Edited, StoreError> {
    let patch = match check::checked(patch) {
        Ok(patch) => patch,
        Err(wrong) => return Ok(Edited::Refused(wrong)),
    };
    let before = document(seen);
    let fields = diff(&before, &after(&before, &patch), &[]);
    if fields.is_empty() {
        return Ok(Edited::Unchanged);
    }
    // What would be as before is not edited: sign-ins go on changing a name that nobody chose.
    let is_new = |field: &str| {
        let nested = format!("{field}.");
        let mut changed = fields.iter();
        changed.any(|change| change.field == field || change.field.starts_with(&nested))
    };
    let edit = UserEdit {
        name: patch.name.edit(is_new("name")),
        picture: patch.picture.edit(is_new("picture")),
        username: patch.username.edit(is_new("username")),
        email: patch.email.edit(is_new("email")),
        phone: patch.phone.edit(is_new("phone")),
        custom_data: patch.custom_data.as_ref(),
        profile: patch.profile.as_ref(),
    };
    let (id, name) = subject(&seen.user);
    let change = author.change(Action::Changed, (SubjectKind::User, &id, name), &fields);
    let saw = seen.user.updated_at;
    Ok(
        match store.edit_user(seen.user.id, saw, &edit, &change).await? {
            EditedUser::Saved => Edited::Saved,
            EditedUser::NotFound => Edited::Gone,
            EditedUser::Stale => Edited::Stale,
            EditedUser::Taken(field) => Edited::Refused(vec![(field.into(), Wrong::Taken)]),
        },
    )
}

/// Shuts an account or opens it again; says whether that made a difference.
pub(crate) async fn suspend(
    store: &Store,
    author: Author<'_>,
    user: &User,
    suspended: bool,
) -> Result<bool, StoreError> {
    let action = if suspended {
        Action::Suspended
    } else {
        Action::Resumed
    };
    let (id, name) = subject(user);
    let change = author.change(action, (SubjectKind::User, &id, name), &[]);
    store.suspend_user(user.id, suspended, &change).await
}

/// Makes this the one way to sign in that a person has at a vendor.
pub(crate) async fn put_identity(
    store: &Store,
    author: Author<'_>,
    user: &User,
    told: &ToldIdentity,
) -> Result<Told, StoreError> {
    let before = store.identities_of(user.id).await?;
    let target = told.keys.target();
    let before = before.iter().filter(|it| it.keys.target() == target);
    let before: Vec<_> = before.map(|it| noted(&it.keys, &it.profile)).collect();
    let fields = [FieldChange {
        field: format!("identities.{target}"),
        before: if before.is_empty() {
            Value::Null
        } else {
            Value::Array(before)
        },
        after: noted(&told.keys, &told.profile),
    }];
    let (id, name) = subject(user);
    let change = author.change(Action::Changed, (SubjectKind::User, &id, name), &fields);
    store.put_identity(user.id, told, &change).await
}

/// A way to sign in, as the change history names it.
fn noted(keys: &IdentityKeys, profile: &Profile) -> Value {
    let keys = keys.as_slice().iter();
    let keys: Vec<_> = keys.map(|key| shortened(&key.value)).collect();
    json!({ "name": profile.name, "keys": keys })
}

/// Removes a way to sign in. With `guard`, the last one stays.
pub(crate) async fn unlink(
    store: &Store,
    author: Author<'_>,
    user: &User,
    identity: &Identity,
    guard: bool,
) -> Result<Unlinked, StoreError> {
    let fields = [FieldChange {
        field: format!("identities.{}", identity.keys.target()),
        before: noted(&identity.keys, &identity.profile),
        after: Value::Null,
    }];
    let (id, name) = subject(user);
    let change = author.change(Action::Unlinked, (SubjectKind::User, &id, name), &fields);
    store
        .unlink_identity_as(user.id, identity.id, guard, &change)
        .await
}

/// Ends one session of a person; says whether it was theirs and counted.
pub(crate) async fn end_session(
    store: &Store,
    author: Author<'_>,
    user: &User,
    session: Uuid,
) -> Result<bool, StoreError> {
    let (id, name) = subject(user);
    let change = author.change(Action::SignedOut, (SubjectKind::User, &id, name), &[]);
    store.end_session_as(user.id, session, &change).await
}

/// Ends all sessions of a person; says how many that were.
pub(crate) async fn end_sessions(
    store: &Store,
    author: Author<'_>,
    user: &User,
) -> Result<u64, StoreError> {
    let (id, name) = subject(user);
    let change = author.change(Action::SignedOut, (SubjectKind::User, &id, name), &[]);
    store.end_sessions_as(user.id, &change).await
}

/// Deletes an account with everything of the person's. What is written down names nobody.
pub(crate) async fn delete(
    store: &Store,
    author: Author<'_>,
    user: Uuid,
) -> Result<Option<Deleted>, StoreError> {
    let id = user.to_string();
    let change = author.change(Action::Deleted, (SubjectKind::User, &id, ""), &[]);
    store.delete_user_as(user, &change).await
}

/// Hands out everything that is kept about a person.
pub(crate) async fn export(
    store: &Store,
    author: Author<'_>,
    user: &User,
) -> Result<Option<PersonExport>, StoreError> {
    let export = store.export_of(user.id, author.clock.now()).await?;
    if export.is_some() {
        let (id, name) = subject(user);
        let change = author.change(Action::Exported, (SubjectKind::User, &id, name), &[]);
        store.note_change(&change).await?;
    }
    Ok(export)
}

/// A vendor's id for somebody, with its middle left out.
pub(crate) fn shortened(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    if letters.len() <= 12 {
        return value.to_owned();
    }
    let [start, end] = [&letters[..6], &letters[letters.len() - 4..]];
    start.iter().chain(['…'].iter()).chain(end).collect()
}

impl From<UniqueField> for Field {
    fn from(field: UniqueField) -> Self {
        match field {
            UniqueField::Username => Self::Username,
            UniqueField::Email => Self::Email,
            UniqueField::Phone => Self::Phone,
        }
    }
}

fn subject(user: &User) -> (String, &str) {
    (
        user.id.to_string(),
        user.name.as_deref().unwrap_or_default(),
    )
}

/// An account as the change history compares it.
fn document(person: &Person) -> Value {
    let user = &person.user;
    json!({
        "name": user.name,
        "picture": user.picture,
        "username": user.username,
        "email": user.email,
        "phone": user.phone,
        "customData": person.custom_data,
        "profile": person.profile,
    })
}

fn after(before: &Value, patch: &UserPatch) -> Value {
    let mut after = before.clone();
    for (name, wish) in [
        ("name", &patch.name),
        ("picture", &patch.picture),
        ("username", &patch.username),
        ("email", &patch.email),
        ("phone", &patch.phone),
    ] {
        if *wish != Wish::Keep {
            after[name] = json!(wish.value());
        }
    }
    for (name, field) in [
        ("customData", &patch.custom_data),
        ("profile", &patch.profile),
    ] {
        if let Some(value) = field {
            after[name] = json!(value);
        }
    }
    after
}
