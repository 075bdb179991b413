//! `[[applications]]`.

use oidc::{Application, ApplicationType, AuthMethod, ManagementApi, Role, SigningAlgorithm};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use store::{ApplicationRecord, Change, NewSecret};

use super::document::Document;
use super::{Applied, ApplyError, CHANGED_MEANWHILE, Means, role, secret, wrong};
use crate::manage::applications::{self, Refused};
use crate::manage::roles::{self, Holder};

/// An application as it should be. Absent fields stay as they are; an empty text removes
/// what is there.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredApplication {
    /// The `client_id`.
    pub id: String,
    /// The name that people see; needed for a new application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The kind; needed for a new application, and not changed later.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ApplicationType>,
    /// What administrators want to remember about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How its ID tokens are signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token_alg: Option<SigningAlgorithm>,
    /// The client secret, for applications that can keep one.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "secret::some"
    )]
    pub secret: Option<SecretString>,
    /// Where codes may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uris: Option<Vec<String>>,
    /// Where browsers may be sent after sign-out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// Where it is told that a session has ended (OpenID Connect Back-Channel Logout 1.0).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_uri: Option<String>,
    /// Whether it needs to be told which session that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backchannel_logout_session_required: Option<bool>,
    /// Origins of its pages besides those of its redirect URIs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cors_allowed_origins: Option<Vec<String>>,
    /// Whether it belongs to somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub third_party: Option<bool>,
    /// Its home page, where somebody may start again (RFC 7591 section 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_uri: Option<String>,
    /// The one way in which it may prove itself (RFC 7591 section 2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_endpoint_auth_method: Option<String>,
    /// The public keys with which it signs statements about itself, as a JWK Set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jwks: Option<Document>,
    /// Whether devices without a browser may ask for tokens in its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_flow: Option<bool>,
    /// How far it may go in the Management API.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management_api: Option<DesiredAccess>,
    /// The ways to sign in that it offers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ways: Option<DesiredWays>,
    /// The names of all its roles; `MachineToMachine` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// What programs of the operator want to remember about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_data: Option<Document>,
    /// More secrets, by name; those that are not named stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub secrets: Vec<DesiredSecret>,
}

/// How far an application may go in the Management API, with a word for taking it back.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DesiredAccess {
    /// Everything.
    All,
    /// Reading.
    Read,
    /// Nothing.
    None,
}

/// The ways to sign in that an application offers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DesiredWays {
    /// A word; only `all` is one.
    Word(String),
    /// The ids of connectors.
    These(Vec<String>),
}

/// One of several secrets of an application.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredSecret {
    /// Its name.
    pub name: String,
    /// What the application presents.
    #[serde(serialize_with = "secret::shown")]
    pub value: SecretString,
    /// When it stops working, in milliseconds since 1970; never when it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<i64>,
}

impl From<DesiredAccess> for Option<ManagementApi> {
    fn from(access: DesiredAccess) -> Self {
        match access {
            DesiredAccess::All => Some(ManagementApi::All),
            DesiredAccess::Read => Some(ManagementApi::Read),
            DesiredAccess::None => None,
        }
    }
}

impl From<ManagementApi> for DesiredAccess {
    fn from(access: ManagementApi) -> Self {
        match access {
            ManagementApi::All => Self::All,
            ManagementApi::Read => Self::Read,
        }
    }
}

/// The name of the secret that comes with the application itself.
pub(super) const DEFAULT: &str = "default";

impl DesiredApplication {
    pub(super) async fn apply(mut self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = format!("application {}", self.id);
        let secrets = self.take_secrets();
        let secrets: Vec<NewSecret<'_>> = secrets.iter().map(DesiredSecret::as_new).collect();
        let roles = match &self.roles {
            None => None,
            Some(names) => Some(roles_of_names(names, means, &what).await?),
        };
        let known = means.store.application_record(&self.id).await?;
        let before = known.as_ref().map(|record| record.application.clone());
        let wanted = self.onto(before, &what)?;
        check(&wanted, known.as_ref(), &secrets, &what)?;
        // Looked at before anything is written, so that no half of an entry is.
        if let Some(roles) = &roles {
            roles::may_have(&wanted, roles).map_err(|refused| role::told(refused, &what))?;
        }
        let (store, author) = (means.store, means.author());
        let saved = match known {
            None => {
                let made = applications::create(store, author, wanted, &secrets).await;
                made.map(|record| (record, Change::Created))
            }
            Some(seen) => {
                let saved = applications::change(store, author, seen, wanted, &secrets).await;
                saved.map(|(record, changed)| {
                    let change = if changed {
                        Change::Changed
                    } else {
                        Change::Unchanged
                    };
                    (record, change)
                })
            }
        };
        let (record, mut change) = saved.map_err(|refused| told(refused, &what))?;
        if let Some(wanted) = roles {
            let holder = Holder::Application(&record.application);
            let mut others = store.roles_of(holder.key()).await?;
            others.retain(|role| !wanted.iter().any(|kept| kept.id == role.id));
            let assigned = roles::assign(store, author, holder, &wanted, &others).await;
            let assigned = assigned.map_err(|refused| role::told(refused, &what))?;
            if assigned && change == Change::Unchanged {
                change = Change::Changed;
            }
        }
        Ok(Applied { what, change })
    }

    /// All secrets that are given, the one of the application itself first.
    fn take_secrets(&mut self) -> Vec<DesiredSecret> {
        let own = self.secret.take().map(|value| DesiredSecret {
            name: DEFAULT.to_owned(),
            value,
            expires_at: None,
        });
        own.into_iter()
            .chain(std::mem::take(&mut self.secrets))
            .collect()
    }

    /// The application as it will be.
    fn onto(self, known: Option<Application>, what: &str) -> Result<Application, ApplyError> {
        let before = match (known, self.kind) {
            (Some(known), kind) => Application {
                kind: kind.unwrap_or(known.kind),
                ..known
            },
            (None, None) => return Err(wrong(what, "a new application needs a type")),
            (None, Some(kind)) => Application::new(self.id, "", kind),
        };
        let logout = self.post_logout_redirect_uris;
        let cors = self.cors_allowed_origins;
        Ok(Application {
            name: self.name.unwrap_or(before.name),
            description: self.description.or(before.description),
            redirect_uris: self.redirect_uris.unwrap_or(before.redirect_uris),
            post_logout_redirect_uris: logout.unwrap_or(before.post_logout_redirect_uris),
            backchannel_logout_uri: self
                .backchannel_logout_uri
                .or(before.backchannel_logout_uri),
            backchannel_logout_session_required: self
                .backchannel_logout_session_required
                .unwrap_or(before.backchannel_logout_session_required),
            cors_allowed_origins: cors.unwrap_or(before.cors_allowed_origins),
            third_party: self.third_party.unwrap_or(before.third_party),
            id_token_alg: self.id_token_alg.unwrap_or(before.id_token_alg),
            client_uri: self.client_uri.or(before.client_uri),
            token_endpoint_auth_method: match self.token_endpoint_auth_method.as_deref() {
                None => before.token_endpoint_auth_method,
                Some("") => None,
                Some(name) => Some(AuthMethod::from_name(name).ok_or_else(|| {
                    let names = AuthMethod::ALL.map(AuthMethod::as_str).join(", ");
                    let problem = format!("token_endpoint_auth_method is one of {names}");
                    wrong(what, problem)
                })?),
            },
            jwks: match self.jwks {
                None => before.jwks,
                Some(Document::Text(text)) if text.is_empty() => None,
                Some(document) => {
                    let keys = document.read().ok_or_else(|| {
                        wrong(what, "jwks is a table with keys, or a JWK Set as JSON text")
                    })?;
                    Some(keys.into())
                }
            },
            device_flow: self.device_flow.unwrap_or(before.device_flow),
            management_api: self
                .management_api
                .map_or(before.management_api, Into::into),
            ways: match self.ways {
                None => before.ways,
                Some(DesiredWays::These(ids)) => Some(ids),
                Some(DesiredWays::Word(word)) if word == "all" => None,
                Some(DesiredWays::Word(_)) => {
                    let problem = "ways is \"all\" or a list of ids of connectors";
                    return Err(wrong(what, problem));
                }
            },
            custom_data: match self.custom_data {
                None => before.custom_data,
                Some(document) => document.read().ok_or_else(|| {
                    wrong(what, "custom_data is a table, or an object as JSON text")
                })?,
            },
            ..before
        })
    }
}

impl DesiredSecret {
    fn as_new(&self) -> NewSecret<'_> {
        NewSecret {
            name: &self.name,
            value: &self.value,
            expires_at: self.expires_at.map(connector_kit::Timestamp),
        }
    }
}

/// The roles of some names.
async fn roles_of_names(
    names: &[String],
    means: Means<'_>,
    what: &str,
) -> Result<Vec<Role>, ApplyError> {
    let all = means.store.roles().await?;
    let role = |name: &String| {
        let mut all = all.iter().map(|record| &record.role);
        let role = all.find(|role| role.name == *name).cloned();
        role.ok_or_else(|| wrong(what, format!("roles: there is no role {name}")))
    };
    names.iter().map(role).collect()
}

/// What a file has to say beyond what any application has to be.
fn check(
    wanted: &Application,
    known: Option<&ApplicationRecord>,
    secrets: &[NewSecret<'_>],
    what: &str,
) -> Result<(), ApplyError> {
    let has_proof = wanted.is_public() || wanted.jwks.is_some();
    if known.is_none() && secrets.is_empty() && !has_proof {
        let problem = "a new application of this type needs a secret or jwks";
        return Err(wrong(what, problem));
    }
    let mut names: Vec<_> = secrets.iter().map(|secret| secret.name).collect();
    names.sort_unstable();
    let mut pairs = names.iter().zip(names.iter().skip(1));
    if let Some((twice, _)) = pairs.find(|(one, next)| one == next) {
        return Err(wrong(what, format!("secrets: {twice} is there twice")));
    }
    let needs_address = wanted.kind != ApplicationType::MachineToMachine && !wanted.device_flow;
    if needs_address && wanted.redirect_uris.is_empty() {
        return Err(wrong(what, "redirect_uris needs at least one address"));
    }
    Ok(())
}

fn told(refused: Refused, what: &str) -> ApplyError {
    match refused {
        Refused::Wrong(problems) => {
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            wrong(what, problems.join("; "))
        }
        Refused::Taken | Refused::Stale | Refused::Gone => wrong(what, CHANGED_MEANWHILE),
        Refused::Store(error) => error.into(),
    }
}
