//! The Management API as a resource: which programs may use it, and how far (RFC 8707, RFC 9068).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Application, ApplicationType, Resource, Resources, Role, Scopes,
    error::{ErrorCode, OAuthError},
    parameters::Parameters,
    resource,
};

/// The resource indicator of the Management API.
///
/// It is a name, not an address, and the same everywhere: programs that were written for Logto ask
/// for this one.
pub const RESOURCE: &str = "https://default.logto.app/api";

/// How far a program may go in the Management API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ManagementApi {
    /// It may read.
    Read,
    /// It may do everything.
    All,
}

impl ManagementApi {
    /// The scope that stands for it.
    pub fn scope(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::All => "all",
        }
    }

    /// The widest one that is named by scopes; the others mean nothing here.
    pub fn from_scopes(scopes: &Scopes) -> Option<Self> {
        [Self::All, Self::Read]
            .into_iter()
            .find(|access| scopes.contains(access.scope()))
    }
}

/// What a program asks for with its own credentials (RFC 6749 section 4.4.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineRequest {
    /// The resources that it names, each once.
    pub resources: Vec<String>,
    /// The scopes that it names, if any.
    pub scope: Option<Scopes>,
}

impl MachineRequest {
    pub(crate) fn read(parameters: &Parameters) -> Result<Self, OAuthError> {
        let mut resources: Vec<String> = Vec::new();
        for resource in resource::named(parameters) {
            if !resources.iter().any(|known| known == resource) {
                resources.push(resource.to_owned());
            }
        }
        Ok(Self {
            resources,
            scope: parameters.one("scope")?.map(Scopes::parse),
        })
    }

    /// What `application`, which has proved who it is, gets a token for.
    ///
    /// Scopes that mean nothing here are ignored, as everywhere. A request that names no resource is
    /// for the default one of the `known`.
    ///
    /// # Errors
    ///
    /// `unauthorized_client` for other kinds of applications; `invalid_target` for no resource,
    /// several, or one that is not registered; and for [`RESOURCE`] if the application may not use
    /// it; `invalid_scope` for more of that than it has, or for nothing of it.
    pub fn target<'r>(
        &self,
        application: &Application,
        known: &Resources<'r>,
    ) -> Result<MachineTarget<'r>, OAuthError> {
        let refused = |code, description| Err(OAuthError::new(code, description));
        if application.kind != ApplicationType::MachineToMachine {
            let text = "only applications of type MachineToMachine get tokens for themselves";
            return refused(ErrorCode::UnauthorizedClient, text);
        }
        match (&self.resources[..], known.default) {
            ([], None) => refused(ErrorCode::InvalidTarget, "resource is missing"),
            ([], Some(default)) => Ok(MachineTarget::Resource(default)),
            ([one], _) if one == RESOURCE => self
                .granted_to(application)
                .map(MachineTarget::ManagementApi),
            ([one], _) => {
                let resource = known.find(one).ok_or_else(resource::unknown)?;
                Ok(MachineTarget::Resource(resource))
            }
            (several, _) if several.iter().all(|one| known.find(one).is_some()) => {
                let text = "a token is for one resource: name one";
                refused(ErrorCode::InvalidTarget, text)
            }
            _ => Err(resource::unknown()),
        }
    }

    fn granted_to(&self, application: &Application) -> Result<ManagementApi, OAuthError> {
        let refused = |code, description| Err(OAuthError::new(code, description));
        let Some(allowed) = application.management_api else {
            let text = "the application has no access to the Management API";
            return refused(ErrorCode::InvalidTarget, text);
        };
        let Some(scope) = &self.scope else {
            return Ok(allowed);
        };
        match ManagementApi::from_scopes(scope) {
            Some(wanted) if wanted <= allowed => Ok(wanted),
            Some(_) => refused(
                ErrorCode::InvalidScope,
                "the application may only read: ask for the scope read",
            ),
            None => refused(ErrorCode::InvalidScope, "scope must be all or read"),
        }
    }

    /// The scopes of a resource that the application gets: all that its roles give, or those
    /// among them that it asks for.
    pub fn scopes_of(&self, resource: &Resource, roles: &[Role]) -> Scopes {
        let given = resource.given_by(roles);
        match &self.scope {
            None => given,
            Some(wanted) => {
                let both = wanted.iter().filter(|scope| given.contains(scope));
                both.map(str::to_owned).collect()
            }
        }
    }
}

/// What a program gets a token for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MachineTarget<'a> {
    /// The Management API, so far.
    ManagementApi(ManagementApi),
    /// A resource of the operator; the roles of the application say how far.
    Resource(&'a Resource),
}

/// Who comes with an access token for the Management API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// The application.
    pub application_id: String,
    /// How far the token reaches; the application may have less by now.
    pub access: ManagementApi,
}

impl Machine {
    /// Reads the claims of a token that has been verified.
    ///
    /// `sub` and `client_id` must both be there and the same: in a token for a person they differ.
    /// A token without a scope of ours reaches nothing, so it names nobody.
    pub fn from_claims(claims: &Map<String, Value>) -> Option<Self> {
        let text = |name| claims.get(name).and_then(Value::as_str);
        let application_id = text("client_id").filter(|id| !id.is_empty())?;
        (text("sub") == Some(application_id)).then_some(())?;
        Some(Self {
            application_id: application_id.to_owned(),
            access: ManagementApi::from_scopes(&Scopes::parse(text("scope")?))?,
        })
    }
}

#[cfg(test)]
mod tests;
