//! Why a sign-in experience is not as somebody wants it, in Logto's codes.

use http::StatusCode;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::experience::{Problem, Wrong};

pub(crate) fn refused(problem: &Problem) -> ApiError {
    let semantic = |code| {
        let text = problem.what.to_string();
        ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, code, text)
    };
    match &problem.what {
        Wrong::NoConnector(_) | Wrong::NotSetUp(_) => {
            semantic("sign_in_experiences.enabled_connector_not_found")
        }
        Wrong::NoSecondWay => semantic("sign_in_experiences.second_way_required"),
        Wrong::NothingToAgreeTo => semantic("sign_in_experiences.terms_required"),
        Wrong::NoLanguage(_) | Wrong::LanguageOff(_) => {
            semantic("sign_in_experiences.unsupported_default_language")
        }
        what => ApiError::invalid_input(Part::Body, field(problem.field), &what.to_string()),
    }
}

pub(super) fn not_supported(what: &'static str) -> ApiError {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    ApiError::new(status, "sign_in_experiences.not_supported", what)
}

/// What a field is called in the API.
fn field(name: &str) -> &str {
    match name {
        "social" => "socialSignInConnectors",
        "terms_url" => "termsOfUseUrl",
        "privacy_url" => "privacyPolicyUrl",
        "support_email" => "supportEmail",
        "support_website" => "supportWebsiteUrl",
        "organisation" => "organisation",
        "colour.primary" => "color.primaryColor",
        "colour.dark_primary" => "color.darkPrimaryColor",
        "logo" => "branding.logoUrl",
        "dark_logo" => "branding.darkLogoUrl",
        "favicon" => "branding.favicon",
        "custom_css" => "customCss",
        "languages.enabled" => "languageInfo.enabledLanguages",
        other => other,
    }
}
