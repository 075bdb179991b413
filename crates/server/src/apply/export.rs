//! What is there, in the words of a file for `apply`.

use oidc::Application;
use store::{Colour, Image, Languages, RoleHolder, SignInExperience, Store, StoreError};

use super::application::DEFAULT;
use super::experience::{DesiredColour, DesiredLanguages};
use super::{
    Desired, DesiredApplication, DesiredExperience, DesiredResource, DesiredRole, DesiredSecret,
    DesiredWays,
};
use crate::manage::connectors;
use crate::manage::experience::picture;

impl Desired {
    /// Everything that is there, by id.
    ///
    /// Secrets are in it only when they are asked for. Without them it changes nothing where
    /// it comes from, because what is absent stays; elsewhere, applying it says which secret
    /// is missing. Secrets that have expired are left out, because they prove nothing.
    ///
    /// # Errors
    /// Fails when the database does, or something in it cannot be read.
    pub async fn of(
        store: &Store,
        with_secrets: bool,
        now: connector_kit::Timestamp,
    ) -> Result<Self, StoreError> {
        let mut all = store.applications().await?;
        all.sort_by(|a, b| a.id.cmp(&b.id));
        let mut applications = Vec::new();
        for application in all {
            let roles = store
                .roles_of(RoleHolder::Application(&application.id))
                .await?;
            let mut desired = application_of(application);
            let roles: Vec<_> = roles.into_iter().map(|role| role.name).collect();
            desired.roles = Some(roles).filter(|roles| !roles.is_empty());
            if with_secrets {
                add_secrets(&mut desired, store, now).await?;
            }
            applications.push(desired);
        }
        let mut records = store.connectors().await?;
        records.sort_by(|a, b| a.id.cmp(&b.id));
        let connectors = records.iter();
        let connectors = connectors.map(|record| connectors::export(record, with_secrets));
        let mut resources = store.resources().await?;
        resources.sort_by(|a, b| a.resource.indicator.cmp(&b.resource.indicator));
        let mut roles = store.roles().await?;
        roles.sort_by(|a, b| a.role.name.cmp(&b.role.name));
        let roles = roles.into_iter();
        let roles = roles.map(|record| DesiredRole::of(record, &resources));
        Ok(Self {
            roles: roles.collect(),
            resources: resources.into_iter().map(DesiredResource::of).collect(),
            applications,
            connectors: connectors.collect(),
            sign_in_experience: Some(experience(store).await?),
        })
    }
}

fn application_of(application: Application) -> DesiredApplication {
    // All fields by name, so that none can be forgotten.
    let Application {
        id,
        name,
        kind,
        redirect_uris,
        post_logout_redirect_uris,
        third_party,
        id_token_alg,
        client_uri,
        token_endpoint_auth_method,
        jwks,
        device_flow,
        management_api,
        description,
        ways,
        cors_allowed_origins,
        backchannel_logout_uri,
        backchannel_logout_session_required,
        custom_data,
    } = application;
    let some = |list: Vec<String>| Some(list).filter(|list| !list.is_empty());
    DesiredApplication {
        id,
        name: Some(name),
        kind: Some(kind),
        description,
        id_token_alg: Some(id_token_alg),
        secret: None,
        redirect_uris: some(redirect_uris),
        post_logout_redirect_uris: some(post_logout_redirect_uris),
        backchannel_logout_uri,
        backchannel_logout_session_required: Some(backchannel_logout_session_required)
            .filter(|required| *required),
        cors_allowed_origins: some(cors_allowed_origins),
        third_party: Some(third_party),
        client_uri,
        token_endpoint_auth_method: token_endpoint_auth_method
            .map(|method| method.as_str().to_owned()),
        jwks: jwks
            .and_then(|keys| keys.as_object().cloned())
            .map(Into::into),
        device_flow: device_flow.then_some(true),
        management_api: management_api.map(Into::into),
        ways: ways.map(DesiredWays::These),
        roles: None,
        custom_data: Some(custom_data)
            .filter(|data| !data.is_empty())
            .map(Into::into),
        secrets: Vec::new(),
    }
}

async fn add_secrets(
    desired: &mut DesiredApplication,
    store: &Store,
    now: connector_kit::Timestamp,
) -> Result<(), StoreError> {
    let mut secrets = store.application_secrets(&desired.id).await?;
    secrets.retain(|secret| secret.expires_at.is_none_or(|at| at > now));
    secrets.sort_by(|a, b| a.name.cmp(&b.name));
    for secret in secrets {
        let value = store.application_secret(&desired.id, &secret.name).await?;
        // Deleted in between.
        let Some(value) = value else { continue };
        if secret.name == DEFAULT && secret.expires_at.is_none() {
            desired.secret = Some(value);
        } else {
            desired.secrets.push(DesiredSecret {
                name: secret.name,
                value,
                expires_at: secret.expires_at.map(|at| at.0),
            });
        }
    }
    Ok(())
}

async fn experience(store: &Store) -> Result<DesiredExperience, StoreError> {
    // All fields by name, so that none can be forgotten.
    let SignInExperience {
        social,
        unknown_identity,
        qr_code,
        sign_in_mode,
        require_name,
        agree_to_terms,
        terms_url,
        privacy_url,
        organisation,
        support_email,
        support_website,
        colour,
        logo,
        dark_logo,
        favicon,
        custom_css,
        languages,
        phrases,
    } = store.experience().await?;
    let Colour {
        primary,
        dark_primary,
        dark_mode,
    } = colour;
    let Languages {
        auto_detect,
        fallback,
        enabled,
    } = languages;
    Ok(DesiredExperience {
        social: Some(social),
        unknown_identity: Some(unknown_identity),
        qr_code: Some(qr_code),
        sign_in_mode: Some(sign_in_mode),
        require_name: Some(require_name),
        agree_to_terms: Some(agree_to_terms),
        terms_url,
        privacy_url,
        organisation,
        support_email,
        support_website,
        colour: Some(DesiredColour {
            primary,
            dark_primary,
            dark_mode: Some(dark_mode),
        }),
        logo: image(store, logo).await?,
        dark_logo: image(store, dark_logo).await?,
        favicon: image(store, favicon).await?,
        custom_css,
        languages: Some(DesiredLanguages {
            auto_detect: Some(auto_detect),
            fallback: Some(fallback),
            enabled: Some(enabled),
        }),
        phrases: Some(phrases).filter(|phrases| !phrases.is_empty()),
    })
}

/// A picture as a `data:` address.
async fn image(store: &Store, name: Option<String>) -> Result<Option<String>, StoreError> {
    let Some(name) = name else { return Ok(None) };
    let image = store.image(&name).await?;
    Ok(image.map(|image: Image| picture::to_data_address(&image.content_type, &image.bytes)))
}
