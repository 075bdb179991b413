//! What roles may be, and who has them: the one gate for the file of `apply` and the Management
//! API.

use accounts::User;
use oidc::{Application, ApplicationType, Role, RoleType};
use pages::display_name;
use serde_json::{Value, json};
use store::{
    Action, FieldChange, ResourceRecord, RoleHolder, RoleRecord, RoleSaved, Store, StoreError,
    SubjectKind,
};

use super::{Author, diff};

/// The longest name, in characters.
const LONGEST_NAME: usize = 128;
/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 1000;

/// Why a role is not changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// It has no name, or a text is too long.
    #[error("{field}: {what}")]
    Wrong {
        /// The field, as the file of `apply` calls it.
        field: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// There is one of this id or name already.
    #[error("there is one of this name already")]
    Taken,
    /// Somebody else has changed it meanwhile.
    #[error("somebody else has changed it meanwhile")]
    Stale,
    /// It is no longer there.
    #[error("it is no longer there")]
    Gone,
    /// Roles for people are not for machines, and the other way round.
    #[error("{role} is a role of another type")]
    OtherType {
        /// The name of the role.
        role: String,
    },
    /// Nobody but machines has roles among applications.
    #[error("only applications of type MachineToMachine have roles")]
    NotAMachine,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a role.
pub(crate) async fn create(
    store: &Store,
    author: Author<'_>,
    mut role: Role,
) -> Result<RoleRecord, Refused> {
    check(&mut role)?;
    let resources = store.resources().await?;
    let mut fields = diff(&Value::Null, &document(&role, &resources), &[]);
    fields.retain(|field| field.after != json!([]) && field.after != json!(""));
    let change = author.change(Action::Created, subject(&role), &fields);
    if !store.create_role(&role, &change).await? {
        return Err(Refused::Taken);
    }
    let at = change.at;
    Ok(RoleRecord {
        role,
        created_at: at,
        updated_at: at,
    })
}

/// Changes a role from what somebody has seen to what they want. Says what it is now, and
/// whether anything is different.
pub(crate) async fn change(
    store: &Store,
    author: Author<'_>,
    seen: RoleRecord,
    mut wanted: Role,
) -> Result<(RoleRecord, bool), Refused> {
    check(&mut wanted)?;
    if seen.role.kind != wanted.kind {
        let what = "the type of a role stays; make another one instead".to_owned();
        return Err(Refused::Wrong {
            field: "type",
            what,
        });
    }
    if seen.role == wanted {
        return Ok((seen, false));
    }
    let resources = store.resources().await?;
    let before = document(&seen.role, &resources);
    let fields = diff(&before, &document(&wanted, &resources), &[]);
    let change = author.change(Action::Changed, subject(&wanted), &fields);
    match store.change_role(&wanted, seen.updated_at, &change).await? {
        RoleSaved::Saved(updated_at) => {
            let record = RoleRecord {
                role: wanted,
                updated_at,
                ..seen
            };
            Ok((record, true))
        }
        RoleSaved::Taken => Err(Refused::Taken),
        RoleSaved::Stale => Err(Refused::Stale),
        RoleSaved::Gone => Err(Refused::Gone),
    }
}

/// Deletes a role; whoever had it has it no longer.
pub(crate) async fn delete(store: &Store, author: Author<'_>, role: &Role) -> Result<(), Refused> {
    let change = author.change(Action::Deleted, subject(role), &[]);
    if store.delete_role(&role.id, &change).await? {
        Ok(())
    } else {
        Err(Refused::Gone)
    }
}

/// Somebody whose roles are changed.
#[derive(Clone, Copy)]
pub(crate) enum Holder<'a> {
    User(&'a User),
    Application(&'a Application),
}

impl<'a> Holder<'a> {
    /// The same as the store knows it.
    pub(crate) fn key(self) -> RoleHolder<'a> {
        match self {
            Self::User(user) => RoleHolder::User(user.id),
            Self::Application(application) => RoleHolder::Application(&application.id),
        }
    }
}

/// Whether an application may have roles.
pub(crate) fn may_have(application: &Application, roles: &[Role]) -> Result<(), Refused> {
    if application.kind != ApplicationType::MachineToMachine && !roles.is_empty() {
        return Err(Refused::NotAMachine);
    }
    are_of(RoleType::MachineToMachine, roles)
}

fn are_of(kind: RoleType, roles: &[Role]) -> Result<(), Refused> {
    let mut others = roles.iter().filter(|role| role.kind != kind);
    match others.next() {
        None => Ok(()),
        Some(other) => Err(Refused::OtherType {
            role: other.name.clone(),
        }),
    }
}

/// Gives somebody roles and takes others away; says whether that made a difference.
pub(crate) async fn assign(
    store: &Store,
    author: Author<'_>,
    holder: Holder<'_>,
    give: &[Role],
    take: &[Role],
) -> Result<bool, Refused> {
    match holder {
        Holder::User(_) => are_of(RoleType::User, give)?,
        Holder::Application(application) => may_have(application, give)?,
    }
    let before = store.roles_of(holder.key()).await?;
    let mut after = before.clone();
    after.retain(|role| !take.iter().any(|taken| taken.id == role.id));
    for role in give {
        if !after.iter().any(|known| known.id == role.id) {
            after.push(role.clone());
        }
    }
    let names = |roles: &[Role]| -> Value { roles.iter().map(|role| role.name.clone()).collect() };
    let fields = [FieldChange {
        field: "roles".to_owned(),
        before: names(&before),
        after: names(&after),
    }];
    let (id, name) = match holder {
        Holder::User(user) => (
            user.id.to_string(),
            user.name.as_deref().unwrap_or_default(),
        ),
        Holder::Application(application) => (application.id.clone(), &*application.name),
    };
    let kind = match holder {
        Holder::User(_) => SubjectKind::User,
        Holder::Application(_) => SubjectKind::Application,
    };
    let change = author.change(Action::Changed, (kind, &id, name), &fields);
    let ids = |roles: &'_ [Role]| roles.iter().map(|role| role.id.clone()).collect::<Vec<_>>();
    let (give, take) = (ids(give), ids(take));
    let give: Vec<&str> = give.iter().map(String::as_str).collect();
    let take: Vec<&str> = take.iter().map(String::as_str).collect();
    let changed = store.change_roles_of(holder.key(), &give, &take, &change);
    Ok(changed.await?)
}

fn check(role: &mut Role) -> Result<(), Refused> {
    role.name = role.name.trim().to_owned();
    role.description = role.description.trim().to_owned();
    let mut seen = std::collections::BTreeSet::new();
    role.scopes.retain(|id| seen.insert(id.clone()));
    let wrong = |field, what: String| Err(Refused::Wrong { field, what });
    if display_name(&role.name).is_none() {
        return wrong("name", "it needs a text that can be seen".to_owned());
    }
    for (field, text, most) in [
        ("name", &role.name, LONGEST_NAME),
        ("description", &role.description, LONGEST_DESCRIPTION),
    ] {
        if text.chars().count() > most {
            return wrong(field, format!("it has at most {most} characters"));
        }
    }
    Ok(())
}

/// A role as the change history shows it: scopes by resource and name. Those that are gone are
/// left out.
fn document(role: &Role, resources: &[ResourceRecord]) -> Value {
    let scopes = resources.iter().flat_map(|record| {
        let resource = &record.resource;
        let given = resource.scopes.iter();
        let given = given.filter(|scope| role.scopes.contains(&scope.id));
        given.map(|scope| format!("{}#{}", resource.indicator, scope.name))
    });
    json!({
        "name": role.name,
        "description": role.description,
        "type": role.kind,
        "scopes": scopes.collect::<Vec<_>>(),
    })
}

fn subject(role: &Role) -> (SubjectKind, &str, &str) {
    (SubjectKind::Role, &role.id, &role.name)
}
