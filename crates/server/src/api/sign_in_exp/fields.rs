//! What is to be different.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use store::{AgreeToTerms, ConnectorRecord, QrCode, SignInExperience, SignInMode, UnknownIdentity};
use url::Url;
use utoipa::ToSchema;

use super::view::{COLOURS, target};
use super::{from_tag, refused};
use crate::api::ApiError;
use crate::manage::experience::{Problem, Wrong, picture};
use crate::state::Inner;

/// What is to be different. Absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceFields)]
pub(in crate::api) struct Fields {
    color: Option<ColorFields>,
    branding: Option<BrandingFields>,
    language_info: Option<LanguageFields>,
    #[serde(default, deserialize_with = "text")]
    terms_of_use_url: Option<String>,
    #[serde(default, deserialize_with = "text")]
    privacy_policy_url: Option<String>,
    agree_to_terms_policy: Option<Agreement>,
    /// Only without methods: people have no identifiers here.
    sign_in: Option<MethodFields>,
    social_sign_in_connector_targets: Option<Vec<String>>,
    sign_in_mode: Option<Mode>,
    #[serde(default, deserialize_with = "text")]
    custom_css: Option<String>,
    #[serde(default, deserialize_with = "text")]
    support_email: Option<String>,
    #[serde(default, deserialize_with = "text")]
    support_website_url: Option<String>,
    /// The ids of the connectors that are on, in the order of their buttons. Not in Logto.
    social_sign_in_connectors: Option<Vec<String>>,
    /// What happens to strangers: `create` or `ask`. Not in Logto.
    #[schema(value_type = Option<String>)]
    unknown_identity: Option<UnknownIdentity>,
    /// Where people see codes: `redirect` or `embedded`. Not in Logto.
    #[schema(value_type = Option<String>)]
    qr_code: Option<QrCode>,
    /// Whether an account needs a name. Not in Logto.
    require_name: Option<bool>,
    /// Who runs this server, as people know them. Not in Logto.
    #[serde(default, deserialize_with = "text")]
    organisation: Option<String>,
}

/// The colours, as `#RRGGBB`.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceColorFields)]
struct ColorFields {
    primary_color: String,
    is_dark_mode_enabled: bool,
    dark_primary_color: String,
}

/// The pictures: addresses of this server, or `data:` addresses with a PNG, JPEG or WebP.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceBrandingFields)]
struct BrandingFields {
    logo_url: Option<String>,
    dark_logo_url: Option<String>,
    favicon: Option<String>,
}

/// The languages.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceLanguageFields)]
struct LanguageFields {
    auto_detect: bool,
    fallback_language: String,
    /// Those that are on; none means all. Not in Logto.
    enabled_languages: Option<Vec<String>>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SignInMethodFields)]
struct MethodFields {
    #[schema(value_type = Vec<Object>)]
    methods: Vec<Value>,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[schema(as = AgreeToTermsPolicy)]
enum Agreement {
    Automatic,
    ManualRegistrationOnly,
    Manual,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[schema(as = SignInMode)]
enum Mode {
    SignIn,
    SignInAndRegister,
}

/// `null` removes what is there, as an empty text does.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(Some(text.unwrap_or_default()))
}

/// The same, with its pictures kept.
pub(super) struct Change {
    fields: Fields,
    pictures: Option<[Option<String>; 3]>,
}

impl Fields {
    pub(super) async fn into_change(
        mut self,
        state: &Inner,
        records: &[ConnectorRecord],
    ) -> Result<Change, ApiError> {
        if self
            .sign_in
            .as_ref()
            .is_some_and(|it| !it.methods.is_empty())
        {
            let text = "People have no identifiers and passwords here; methods has to be empty.";
            return Err(refused::not_supported(text));
        }
        if let Some(targets) = &mut self.social_sign_in_connector_targets {
            targets.retain(|wanted| records.iter().any(|it| target(it) == Some(wanted)));
        }
        let pictures = match self.branding.take() {
            None => None,
            Some(branding) => {
                let (light, dark) = (branding.logo_url, branding.dark_logo_url);
                Some([
                    keep(state, "logo", light).await?,
                    keep(state, "dark_logo", dark).await?,
                    keep(state, "favicon", branding.favicon).await?,
                ])
            }
        };
        Ok(Change {
            fields: self,
            pictures,
        })
    }
}

impl Change {
    pub(super) fn onto(&self, experience: &mut SignInExperience, records: &[ConnectorRecord]) {
        let fields = &self.fields;
        for (place, given) in [
            (&mut experience.terms_url, &fields.terms_of_use_url),
            (&mut experience.privacy_url, &fields.privacy_policy_url),
            (&mut experience.custom_css, &fields.custom_css),
            (&mut experience.support_email, &fields.support_email),
            (&mut experience.support_website, &fields.support_website_url),
            (&mut experience.organisation, &fields.organisation),
        ] {
            if given.is_some() {
                place.clone_from(given);
            }
        }
        if let Some([logo, dark_logo, favicon]) = &self.pictures {
            experience.logo.clone_from(logo);
            experience.dark_logo.clone_from(dark_logo);
            experience.favicon.clone_from(favicon);
        }
        if let Some(color) = &fields.color {
            color.onto(experience);
        }
        if let Some(languages) = &fields.language_info {
            experience.languages.auto_detect = languages.auto_detect;
            experience.languages.fallback = from_tag(&languages.fallback_language);
            if let Some(enabled) = &languages.enabled_languages {
                let tags = enabled.iter().map(|tag| from_tag(tag));
                experience.languages.enabled = tags.collect();
            }
        }
        if let Some(targets) = &fields.social_sign_in_connector_targets {
            experience.social = of_targets(targets, &experience.social, records);
        }
        if let Some(ids) = &fields.social_sign_in_connectors {
            experience.social.clone_from(ids);
        }
        experience.agree_to_terms = match fields.agree_to_terms_policy {
            None => experience.agree_to_terms,
            Some(Agreement::Automatic) => AgreeToTerms::Automatic,
            Some(Agreement::ManualRegistrationOnly) => AgreeToTerms::ManualRegistrationOnly,
            Some(Agreement::Manual) => AgreeToTerms::Manual,
        };
        experience.sign_in_mode = match fields.sign_in_mode {
            None => experience.sign_in_mode,
            Some(Mode::SignIn) => SignInMode::SignIn,
            Some(Mode::SignInAndRegister) => SignInMode::SignInAndRegister,
        };
        if let Some(rule) = fields.unknown_identity {
            experience.unknown_identity = rule;
        }
        if let Some(place) = fields.qr_code {
            experience.qr_code = place;
        }
        if let Some(required) = fields.require_name {
            experience.require_name = required;
        }
    }
}

impl ColorFields {
    /// The built-in colours are what is there without a choice.
    fn onto(&self, experience: &mut SignInExperience) {
        let [light, dark] = COLOURS;
        let built_in = self.primary_color.eq_ignore_ascii_case(light)
            && self.dark_primary_color.eq_ignore_ascii_case(dark);
        let chosen = |text: &String| (!built_in).then(|| text.clone());
        experience.colour.primary = chosen(&self.primary_color);
        experience.colour.dark_primary = chosen(&self.dark_primary_color);
        experience.colour.dark_mode = self.is_dark_mode_enabled;
    }
}

/// The connectors that a list of vendors turns on: those that are on, or else all that there
/// are.
fn of_targets(targets: &[String], on: &[String], records: &[ConnectorRecord]) -> Vec<String> {
    let mut social: Vec<String> = Vec::new();
    for wanted in targets {
        let of_target = |id: &&String| {
            let record = records.iter().find(|record| record.id == **id);
            record.and_then(target) == Some(wanted)
        };
        let mut ids: Vec<String> = on.iter().filter(of_target).cloned().collect();
        if ids.is_empty() {
            let all = records.iter().map(|record| &record.id);
            ids = all.filter(of_target).cloned().collect();
        }
        social.extend(
            ids.into_iter()
                .filter(|id| !social.contains(id))
                .collect::<Vec<_>>(),
        );
    }
    social
}

/// The name of a picture: one that is here already, or one that came in a `data:` address.
async fn keep(
    state: &Inner,
    field: &'static str,
    address: Option<String>,
) -> Result<Option<String>, ApiError> {
    let Some(address) = address.filter(|address| !address.is_empty()) else {
        return Ok(None);
    };
    let kept = if let Some(bytes) = picture::from_data_address(&address) {
        picture::keep(&state.store, &bytes, state.now()).await?
    } else {
        match here(state, &address) {
            Some(hash) => state.store.image(&hash).await?.map(|_| hash),
            None => None,
        }
    };
    let what = Wrong::Picture;
    kept.map(Some)
        .ok_or_else(|| super::refused(&Problem { field, what }))
}

/// The hash in the address of a picture of this server.
fn here(state: &Inner, address: &str) -> Option<String> {
    let url = Url::parse(&state.settings.address("/"))
        .ok()?
        .join(address)
        .ok()?;
    let ours = url.origin().ascii_serialization() == state.settings.origin();
    let hash = url.path().strip_prefix("/assets/images/")?;
    (ours && !hash.contains('/')).then(|| hash.to_owned())
}
