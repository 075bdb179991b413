//! The sign-in experience in Logto's shape.

use serde::Serialize;
use serde_json::{Map, Value, json};
use store::{AgreeToTerms, ConnectorRecord, QrCode, SignInExperience, SignInMode, UnknownIdentity};
use utoipa::ToSchema;

use super::to_tag;
use crate::configuration::image_address;
use crate::settings::Settings;

/// The built-in colour, and the one for dark pages.
pub(super) const COLOURS: [&str; 2] = ["#2352D0", "#93B2FF"];

/// The sign-in experience.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperience)]
pub(in crate::api) struct ExperienceView {
    /// Always `default`.
    id: &'static str,
    color: ColorView,
    branding: BrandingView,
    /// Always true: no page names this server.
    hide_logto_branding: bool,
    language_info: LanguageView,
    terms_of_use_url: Option<String>,
    privacy_policy_url: Option<String>,
    /// `Automatic`, `ManualRegistrationOnly` or `Manual`.
    agree_to_terms_policy: &'static str,
    /// Without methods: people have no identifiers here.
    #[schema(value_type = Object)]
    sign_in: Value,
    #[schema(value_type = Object)]
    sign_up: Value,
    #[schema(value_type = Object)]
    social_sign_in: Map<String, Value>,
    /// The vendors whose connectors are on, in the order of their buttons.
    social_sign_in_connector_targets: Vec<&'static str>,
    /// `SignIn` or `SignInAndRegister`.
    sign_in_mode: &'static str,
    custom_css: Option<String>,
    #[schema(value_type = Object)]
    custom_content: Map<String, Value>,
    #[schema(value_type = Object)]
    password_policy: Map<String, Value>,
    #[schema(value_type = Object)]
    mfa: Value,
    single_sign_on_enabled: bool,
    support_email: Option<String>,
    support_website_url: Option<String>,
    unknown_session_redirect_url: Option<String>,
    /// The ids of the connectors that are on, in the order of their buttons. Not in Logto.
    social_sign_in_connectors: Vec<String>,
    /// What happens to strangers: `create` or `ask`. Not in Logto.
    #[schema(value_type = String)]
    unknown_identity: UnknownIdentity,
    /// Where people see codes: `redirect` or `embedded`. Not in Logto.
    #[schema(value_type = String)]
    qr_code: QrCode,
    /// Whether an account needs a name. Not in Logto.
    require_name: bool,
    /// Who runs this server, as people know them. Not in Logto.
    organisation: Option<String>,
}

/// The colours.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceColor)]
pub(super) struct ColorView {
    primary_color: String,
    is_dark_mode_enabled: bool,
    dark_primary_color: String,
}

/// The pictures, by their addresses.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceBranding)]
pub(super) struct BrandingView {
    #[serde(skip_serializing_if = "Option::is_none")]
    logo_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dark_logo_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<String>,
}

/// The languages.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SignInExperienceLanguages)]
pub(super) struct LanguageView {
    auto_detect: bool,
    fallback_language: String,
    /// Those that are on; none means all. Not in Logto.
    enabled_languages: Vec<String>,
}

impl ExperienceView {
    pub(in crate::api) fn of(
        settings: &Settings,
        experience: &SignInExperience,
        records: &[ConnectorRecord],
    ) -> Self {
        let colour = &experience.colour;
        let [light, dark] = COLOURS;
        let primary = colour.primary.clone();
        let otherwise = primary.clone().unwrap_or_else(|| dark.to_owned());
        let picture = |hash: &Option<String>| {
            let path = hash.as_deref().map(image_address)?;
            Some(settings.address(&path))
        };
        let languages = &experience.languages;
        Self {
            id: "default",
            color: ColorView {
                primary_color: primary.unwrap_or_else(|| light.to_owned()),
                is_dark_mode_enabled: colour.dark_mode,
                dark_primary_color: colour.dark_primary.clone().unwrap_or(otherwise),
            },
            branding: BrandingView {
                logo_url: picture(&experience.logo),
                dark_logo_url: picture(&experience.dark_logo),
                favicon: picture(&experience.favicon),
            },
            hide_logto_branding: true,
            language_info: LanguageView {
                auto_detect: languages.auto_detect,
                fallback_language: to_tag(&languages.fallback),
                enabled_languages: languages.enabled.iter().map(|tag| to_tag(tag)).collect(),
            },
            terms_of_use_url: experience.terms_url.clone(),
            privacy_policy_url: experience.privacy_url.clone(),
            agree_to_terms_policy: match experience.agree_to_terms {
                AgreeToTerms::Automatic => "Automatic",
                AgreeToTerms::ManualRegistrationOnly => "ManualRegistrationOnly",
                AgreeToTerms::Manual => "Manual",
            },
            sign_in: json!({ "methods": [] }),
            sign_up: json!({ "identifiers": [], "password": false, "verify": false }),
            social_sign_in: Map::new(),
            social_sign_in_connector_targets: targets(experience, records),
            sign_in_mode: match experience.sign_in_mode {
                SignInMode::SignIn => "SignIn",
                SignInMode::SignInAndRegister => "SignInAndRegister",
            },
            custom_css: experience.custom_css.clone(),
            custom_content: Map::new(),
            password_policy: Map::new(),
            mfa: json!({ "policy": "UserControlled", "factors": [] }),
            single_sign_on_enabled: false,
            support_email: experience.support_email.clone(),
            support_website_url: experience.support_website.clone(),
            unknown_session_redirect_url: None,
            social_sign_in_connectors: experience.social.clone(),
            unknown_identity: experience.unknown_identity,
            qr_code: experience.qr_code,
            require_name: experience.require_name,
            organisation: experience.organisation.clone(),
        }
    }
}

/// The vendor of a connector.
pub(super) fn target(record: &ConnectorRecord) -> Option<&'static str> {
    connectors::factory(&record.factory).map(|factory| factory.metadata().target)
}

fn targets(experience: &SignInExperience, records: &[ConnectorRecord]) -> Vec<&'static str> {
    let mut targets = Vec::new();
    for id in &experience.social {
        let record = records.iter().find(|record| record.id == *id);
        if let Some(target) = record.and_then(target)
            && !targets.contains(&target)
        {
            targets.push(target);
        }
    }
    targets
}
