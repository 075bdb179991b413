//! `[[applications]]`.

use oidc::{Application, ApplicationType, ManagementApi, SigningAlgorithm, redirect_uri};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::{Applied, ApplyError, Means, check_id, wrong};

/// An application as it should be. Absent fields stay as they are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesiredApplication {
    /// The `client_id`.
    pub id: String,
    /// The name that people see; needed for a new application.
    pub name: Option<String>,
    /// The kind; needed for a new application, and not changed later.
    #[serde(rename = "type")]
    pub kind: Option<ApplicationType>,
    /// How its ID tokens are signed.
    pub id_token_alg: Option<SigningAlgorithm>,
    /// The client secret, for applications that can keep one.
    pub secret: Option<SecretString>,
    /// Where codes may be sent.
    pub redirect_uris: Option<Vec<String>>,
    /// Where browsers may be sent after sign-out.
    pub post_logout_redirect_uris: Option<Vec<String>>,
    /// Whether it belongs to somebody else.
    pub third_party: Option<bool>,
    /// Its home page, where somebody may start again (RFC 7591 section 2).
    pub client_uri: Option<String>,
    /// How far it may go in the Management API.
    pub management_api: Option<DesiredAccess>,
}

/// How far an application may go in the Management API, with a word for taking it back.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DesiredAccess {
    /// Everything.
    All,
    /// Reading.
    Read,
    /// Nothing.
    None,
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

impl DesiredApplication {
    pub(super) async fn apply(self, means: Means<'_>) -> Result<Applied, ApplyError> {
        let what = format!("application {}", self.id);
        check_id(&what, &self.id)?;
        let known = means.store.application(&self.id).await?;
        let is_new = known.is_none();
        let secret = self.secret.clone();
        let self_id = self.id.clone();
        let application = self.onto(known, &what)?;
        check_secret(&application, secret.as_ref(), is_new, &what)?;
        check_addresses(&application, &what)?;
        check_access(&application, &what)?;
        let (entropy, now) = (means.entropy, means.clock.now());
        let secrets: Vec<store::NewSecret<'_>> = secret
            .iter()
            .map(|value| store::NewSecret {
                name: "applied",
                value,
                expires_at: None,
            })
            .collect();
        let subject = (store::SubjectKind::Application, &*self_id, &*self_id);
        let author = means.author();
        let noted = author.change(store::Action::Changed, subject, &[]);
        let change = if is_new {
            means
                .store
                .create_application(&application, &secrets, entropy, &noted)
                .await?;
            store::Change::Created
        } else {
            let record = means.store.application_record(&self_id).await?;
            let seen = record.map_or(now, |it| it.updated_at);
            means
                .store
                .change_application(&application, seen, &secrets, entropy, &noted)
                .await?;
            store::Change::Changed
        };
        Ok(Applied { what, change })
    }

    /// The application as it will be.
    fn onto(self, known: Option<Application>, what: &str) -> Result<Application, ApplyError> {
        let before = match (known, self.kind) {
            (Some(known), kind) if kind.is_none_or(|kind| kind == known.kind) => known,
            (Some(_), _) => {
                let problem = "the type of an application stays; make another one instead";
                return Err(wrong(what, problem));
            }
            (None, None) => return Err(wrong(what, "a new application needs a type")),
            (None, Some(kind)) => Application {
                id: self.id,
                name: String::new(),
                kind,
                redirect_uris: Vec::new(),
                post_logout_redirect_uris: Vec::new(),
                third_party: false,
                id_token_alg: SigningAlgorithm::default(),
                client_uri: None,
                management_api: None,
                description: None,
                ways: None,
                cors_allowed_origins: Vec::new(),
                custom_data: serde_json::Map::new(),
            },
        };
        let name = self.name.unwrap_or(before.name);
        if name.trim().is_empty() {
            return Err(wrong(what, "an application needs a name that people know"));
        }
        let logout = self.post_logout_redirect_uris;
        Ok(Application {
            name,
            redirect_uris: self.redirect_uris.unwrap_or(before.redirect_uris),
            post_logout_redirect_uris: logout.unwrap_or(before.post_logout_redirect_uris),
            third_party: self.third_party.unwrap_or(before.third_party),
            id_token_alg: self.id_token_alg.unwrap_or(before.id_token_alg),
            client_uri: self.client_uri.or(before.client_uri),
            management_api: self
                .management_api
                .map_or(before.management_api, Into::into),
            ..before
        })
    }
}

fn check_secret(
    application: &Application,
    secret: Option<&SecretString>,
    is_new: bool,
    what: &str,
) -> Result<(), ApplyError> {
    match secret {
        Some(_) if application.is_public() => {
            let problem = "applications of type SPA and Native cannot keep a secret; leave it out";
            Err(wrong(what, problem))
        }
        Some(secret) if secret.expose_secret().len() < 16 => {
            Err(wrong(what, "a secret has at least 16 characters"))
        }
        None if is_new && !application.is_public() => {
            Err(wrong(what, "a new application of this type needs a secret"))
        }
        _ => Ok(()),
    }
}

fn check_access(application: &Application, what: &str) -> Result<(), ApplyError> {
    let is_machine = application.kind == ApplicationType::MachineToMachine;
    if application.management_api.is_some() && !is_machine {
        let problem = "management_api is for applications of type MachineToMachine; leave it out";
        return Err(wrong(what, problem));
    }
    Ok(())
}

fn check_addresses(application: &Application, what: &str) -> Result<(), ApplyError> {
    let signs_people_in = application.kind != ApplicationType::MachineToMachine;
    if signs_people_in && application.redirect_uris.is_empty() {
        return Err(wrong(what, "redirect_uris needs at least one address"));
    }
    let lists = [
        ("redirect_uris", &application.redirect_uris),
        (
            "post_logout_redirect_uris",
            &application.post_logout_redirect_uris,
        ),
    ];
    for (field, addresses) in lists {
        for address in addresses {
            redirect_uri::check(application.kind, address)
                .map_err(|error| wrong(what, format!("{field}: {address}: {error}")))?;
        }
    }
    if let Some(address) = &application.client_uri {
        let url = url::Url::parse(address).ok();
        if !url.is_some_and(|url| matches!(url.scheme(), "http" | "https")) {
            return Err(wrong(
                what,
                format!("client_uri: {address} is not an http address"),
            ));
        }
    }
    Ok(())
}
