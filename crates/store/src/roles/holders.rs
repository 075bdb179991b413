//! Who has which role.

use oidc::Role;
use uuid::Uuid;

use crate::columns::from_json;
use crate::{NewChange, Store, StoreError, changes};

/// Somebody who can have roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleHolder<'a> {
    /// A person.
    User(Uuid),
    /// An application that acts for itself.
    Application(&'a str),
}

impl Store {
    /// The roles that somebody has now, the oldest role first.
    ///
    /// # Errors
    /// Fails when the database does, or a row cannot be read.
    pub async fn roles_of(&self, holder: RoleHolder<'_>) -> Result<Vec<Role>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = match holder {
            RoleHolder::User(user) => all!((String,), read, sql::OF_USER, user)?,
            RoleHolder::Application(id) => all!((String,), read, sql::OF_APPLICATION, id)?,
        };
        let role = |(settings,): (String,)| from_json("roles.settings", &settings);
        rows.into_iter().map(role).collect()
    }

    /// The ids of the applications that have a role.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn applications_of_role(&self, role: &str) -> Result<Vec<String>, StoreError> {
        let mut read = self.database().read().await?;
        let rows = all!((String,), read, sql::APPLICATIONS, role)?;
        Ok(rows.into_iter().map(|(id,)| id).collect())
    }

    /// Gives somebody roles and takes others away, by their ids; says whether that made a
    /// difference, which alone is written down. Whoever or whatever is not there is left out.
    ///
    /// # Errors
    /// Fails when the database does.
    pub async fn change_roles_of(
        &self,
        holder: RoleHolder<'_>,
        give: &[&str],
        take: &[&str],
        change: &NewChange<'_>,
    ) -> Result<bool, StoreError> {
        transaction!(self, |tx| {
            let mut different = 0;
            for &role in take {
                different += match holder {
                    RoleHolder::User(user) => run!(tx, sql::TAKE_USER, user, role)?,
                    RoleHolder::Application(id) => run!(tx, sql::TAKE_APPLICATION, id, role)?,
                };
            }
            for &role in give {
                different += match holder {
                    RoleHolder::User(user) => run!(tx, sql::GIVE_USER, user, role)?,
                    RoleHolder::Application(id) => run!(tx, sql::GIVE_APPLICATION, id, role)?,
                };
            }
            if different > 0 {
                changes::add(tx, change).await?;
            }
            Ok(different > 0)
        })
    }
}

pub(crate) mod sql {
    statements! {
        OF_USER = "SELECT r.settings FROM user_roles h JOIN roles r ON r.id = h.role_id
            WHERE h.user_id = $1 ORDER BY r.created_at, r.id";
        OF_APPLICATION = "SELECT r.settings
            FROM application_roles h JOIN roles r ON r.id = h.role_id
            WHERE h.application_id = $1 ORDER BY r.created_at, r.id";
        APPLICATIONS = "SELECT application_id FROM application_roles WHERE role_id = $1
            ORDER BY application_id";
        GIVE_USER = "INSERT INTO user_roles (user_id, role_id)
            SELECT u.id, r.id FROM users u, roles r WHERE u.id = $1 AND r.id = $2
            ON CONFLICT (user_id, role_id) DO NOTHING";
        GIVE_APPLICATION = "INSERT INTO application_roles (application_id, role_id)
            SELECT a.id, r.id FROM applications a, roles r WHERE a.id = $1 AND r.id = $2
            ON CONFLICT (application_id, role_id) DO NOTHING";
        TAKE_USER = "DELETE FROM user_roles WHERE user_id = $1 AND role_id = $2";
        TAKE_APPLICATION = "DELETE FROM application_roles
            WHERE application_id = $1 AND role_id = $2";
    }
}
