use serde::{Deserialize, Serialize};

/// What somebody may do at the operator's resources, under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its id, for administrators.
    pub id: String,
    /// The name, which applications see with the scope `roles`.
    pub name: String,
    /// What administrators want to remember about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Who can have it. It stays.
    #[serde(rename = "type", default)]
    pub kind: RoleType,
    /// The ids of the scopes that it gives. One that is gone gives nothing.
    #[serde(default)]
    pub scopes: Vec<String>,
}

/// Who can have a role, with the names that Logto's API uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum RoleType {
    /// People.
    #[default]
    User,
    /// Applications of type `MachineToMachine`.
    MachineToMachine,
}

impl Role {
    /// A role that gives nothing yet.
    pub fn new(id: impl Into<String>, name: impl Into<String>, kind: RoleType) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            description: String::new(),
            kind,
            scopes: Vec::new(),
        }
    }
}
