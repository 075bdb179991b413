//! The connectors, the sign-in experience and the resources as they are now.
//!
//! Every node holds a copy that is built once per change. A change anywhere raises
//! a number in the database, which every node reads once a second.

mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};

use connector_kit::{Endpoints, Metadata, SocialConnector};
use oidc::{Application, Resource, Resources};
use pages::Site;
use store::{
    ConnectorRecord, ConnectorSettings, QrCode, ServerSettings, SignInExperience, Store,
    StoreError, UnknownIdentity,
};
use url::Origin;

pub(crate) use site::{image_address, site};

use crate::manage::connectors::is_set_up;

/// A connector that is configured and works.
pub(crate) struct LiveConnector {
    /// Its id, also the last part of its callback address.
    pub(crate) id: String,
    /// Where the vendor is, when that is not the vendor itself.
    pub(crate) endpoints: Option<Endpoints>,
    /// Whether accounts follow the vendor's profile at every sign-in.
    pub(crate) sync_profile: bool,
    /// Whether the vendor's tokens are kept.
    pub(crate) store_tokens: bool,
    /// How people may use it.
    pub(crate) settings: ConnectorSettings,
    /// The connector.
    pub(crate) social: Box<dyn SocialConnector>,
}

impl LiveConnector {
    pub(crate) fn metadata(&self) -> &'static Metadata {
        self.social.metadata()
    }
}

/// One state of the configuration; never changed, only replaced.
#[derive(Default)]
pub(crate) struct Configuration {
    version: i64,
    connectors: BTreeMap<String, Arc<LiveConnector>>,
    experience: SignInExperience,
    site: Arc<Site>,
    settings: ServerSettings,
    resources: Vec<Resource>,
    default_resource: Option<String>,
}

impl Configuration {
    /// The APIs of the operator that tokens can be for.
    pub(crate) fn resources(&self) -> Resources<'_> {
        let default = self.default_resource.as_ref();
        let default = default.and_then(|id| self.resources.iter().find(|it| it.id == *id));
        Resources {
            all: &self.resources,
            default,
        }
    }

    /// What administrators have decided that no person sees.
    pub(crate) fn settings(&self) -> &ServerSettings {
        &self.settings
    }

    /// A connector that is on. A connector is *on* when the sign-in experience lists it.
    pub(crate) fn on(&self, id: &str) -> Option<&Arc<LiveConnector>> {
        let listed = self.experience.social.iter().any(|social| social == id);
        self.connectors.get(id).filter(|_| listed)
    }

    /// A connector, on or off.
    pub(crate) fn connector(&self, id: &str) -> Option<Arc<LiveConnector>> {
        self.connectors.get(id).cloned()
    }

    /// Every connector, on or off, by id.
    pub(crate) fn connectors(&self) -> impl Iterator<Item = &Arc<LiveConnector>> {
        self.connectors.values()
    }

    /// The connectors that are on, in the order of their buttons.
    pub(crate) fn ways(&self) -> impl Iterator<Item = &Arc<LiveConnector>> {
        let social = self.experience.social.iter();
        social.filter_map(|id| self.connectors.get(id))
    }

    /// The ways that a browser is offered. One that leads into another application on
    /// the same device is of use in a web view only, whose application names it with
    /// `direct_sign_in`.
    pub(crate) fn offered(&self) -> impl Iterator<Item = &Arc<LiveConnector>> {
        self.ways().filter(|way| !way.metadata().is_native())
    }

    /// What `direct_sign_in=social:<name>` means for an application: a connector's id, else
    /// the first connector of that target; of those that the application offers.
    pub(crate) fn direct(
        &self,
        name: &str,
        application: &Application,
    ) -> Option<&Arc<LiveConnector>> {
        let named = self.on(name).filter(|way| application.offers(&way.id));
        named.or_else(|| {
            let mut offered = self.offered().filter(|way| application.offers(&way.id));
            offered.find(|way| way.metadata().target == name)
        })
    }

    /// What is asked of people, and how the pages look and speak.
    pub(crate) fn experience(&self) -> &SignInExperience {
        &self.experience
    }

    /// Whether strangers are asked if they have an account: that is the rule, and there is
    /// a second way to prove it.
    pub(crate) fn asks_strangers(&self) -> bool {
        let ways = || self.offered().map(|way| way.social.population());
        self.experience.unknown_identity == UnknownIdentity::Ask && are_two(ways())
    }

    /// Whether codes are shown in a page of ours.
    pub(crate) fn embeds_codes(&self) -> bool {
        self.experience.qr_code == QrCode::Embedded
    }

    /// Whose the pages are, how they look and speak.
    pub(crate) fn site(&self) -> Arc<Site> {
        Arc::clone(&self.site)
    }

    /// The operator's own style sheet, with its name.
    pub(crate) fn custom_css(&self) -> Option<(String, &str)> {
        let css = self.experience.custom_css.as_deref()?;
        Some((site::custom_css_name(css), css))
    }

    /// Where the simulator's own screens are, when a connector that is on points at one.
    pub(crate) fn simulator(&self) -> Option<String> {
        let endpoints = self.ways().find_map(|way| way.endpoints.as_ref())?;
        Some(endpoints.open.to_string())
    }

    /// Where the simulator's own screens are, when any connector points at one.
    pub(crate) fn any_simulator(&self) -> Option<String> {
        let mut connectors = self.connectors.values();
        let endpoints = connectors.find_map(|connector| connector.endpoints.as_ref())?;
        Some(endpoints.open.to_string())
    }

    /// The origins that outgoing calls may go to although they are private.
    pub(crate) fn private_origins(&self) -> Vec<Origin> {
        let endpoints = self
            .connectors
            .values()
            .filter_map(|c| c.endpoints.as_ref());
        endpoints.map(|endpoints| endpoints.api.origin()).collect()
    }

    async fn load(store: &Store) -> Result<Self, StoreError> {
        // The version is read first: a change in between is then noticed next time.
        let version = store.configuration_version().await?;
        let records = store.connectors().await?;
        let experience = store.experience().await?;
        let (settings, _) = store.server_settings().await?;
        let applications = store.applications().await?;
        let resources = store.resources().await?;
        let default = resources.iter().find(|record| record.is_default);
        let connectors = records.into_iter().filter_map(build);
        Ok(Self {
            version,
            connectors: connectors.map(|c| (c.id.clone(), Arc::new(c))).collect(),
            site: Arc::new(Site {
                applications: site::to_open(&applications),
                ..site(&experience)
            }),
            experience,
            settings,
            default_resource: default.map(|record| record.resource.id.clone()),
            resources: resources.into_iter().map(|it| it.resource).collect(),
        })
    }
}

/// Whether somebody can come in two ways that know different people. Two connectors that
/// lead to the same identity are one way.
pub(crate) fn are_two(populations: impl IntoIterator<Item = String>) -> bool {
    populations.into_iter().collect::<BTreeSet<_>>().len() > 1
}

/// A connector whose configuration does not work is left out, so that the others go on.
fn build(record: ConnectorRecord) -> Option<LiveConnector> {
    if !is_set_up(&record) {
        return None;
    }
    let Some(factory) = connectors::factory(&record.factory) else {
        tracing::error!(
            connector = record.id,
            factory = record.factory,
            "unknown factory"
        );
        return None;
    };
    match factory.build(&record.config, record.endpoints.as_ref()) {
        Ok(social) => Some(LiveConnector {
            id: record.id,
            endpoints: record.endpoints,
            sync_profile: record.sync_profile,
            store_tokens: record.store_tokens,
            settings: record.settings,
            social,
        }),
        Err(problems) => {
            for problem in problems {
                tracing::error!(connector = record.id, %problem, "connector does not work");
            }
            None
        }
    }
}

/// The current state, replaced when something changes.
#[derive(Default)]
pub(crate) struct Current(RwLock<Arc<Configuration>>);

impl Current {
    pub(crate) fn get(&self) -> Arc<Configuration> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the configuration anew if it has changed; tells whether it has.
    pub(crate) async fn refresh(&self, store: &Store) -> Result<bool, StoreError> {
        if store.configuration_version().await? == self.get().version {
            return Ok(false);
        }
        let fresh = Arc::new(Configuration::load(store).await?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(true)
    }
}
