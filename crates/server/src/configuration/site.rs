//! What the pages show of the sign-in experience.

use pages::colour::Colour;
use pages::{Agreement, Language, Languages, Phrases, Site, brand};
use store::{AgreeToTerms, SignInExperience};

use crate::web::visitor::application_of;

/// The site that an experience describes. What cannot be read is left out: pages work without it.
pub(crate) fn site(experience: &SignInExperience) -> Site {
    let image = |hash: &String| image_address(hash);
    let mut styles: Vec<String> = brand_sheet(experience).into_iter().collect();
    let custom = experience.custom_css.as_deref();
    styles.extend(custom.map(|css| format!("/assets/custom/{}", custom_css_name(css))));
    Site {
        organisation: experience.organisation.clone(),
        logo: experience.logo.as_ref().map(image),
        dark_logo: experience.dark_logo.as_ref().map(image),
        favicon: experience.favicon.as_ref().map(image),
        styles,
        dark_mode: experience.colour.dark_mode,
        support_email: experience.support_email.clone(),
        support_website: experience.support_website.clone(),
        terms: experience.terms_url.clone(),
        privacy: experience.privacy_url.clone(),
        agreement: match experience.agree_to_terms {
            AgreeToTerms::Automatic => Agreement::BySigningIn,
            AgreeToTerms::ManualRegistrationOnly => Agreement::BeforeAnAccount,
            AgreeToTerms::Manual => Agreement::BeforeEachSignIn,
        },
        languages: languages(&experience.languages),
        phrases: phrases(experience),
        applications: Vec::new(),
    }
}

/// The applications that anybody may be shown: our own, with a page to open.
pub(super) fn to_open(applications: &[oidc::Application]) -> Vec<pages::Application> {
    let own = applications.iter().filter(|one| !one.third_party);
    own.map(application_of)
        .filter(|one| one.home.is_some())
        .take(MOST)
        .collect()
}

/// So many applications are a list that somebody reads.
const MOST: usize = 10;

/// The address of a picture of the pages.
pub(crate) fn image_address(hash: &str) -> String {
    format!("/assets/images/{hash}")
}

/// The name of a custom style sheet, which changes with its content.
pub(crate) fn custom_css_name(css: &str) -> String {
    let hash = keys::base64url(&keys::sha256(css.as_bytes())[..12]);
    format!("{hash}.css")
}

fn brand_sheet(experience: &SignInExperience) -> Option<String> {
    let colour = &experience.colour;
    let light = Colour::parse(colour.primary.as_deref()?)?;
    let dark = colour.dark_primary.as_deref().and_then(Colour::parse);
    let name = brand::file_name(light, dark.unwrap_or(light));
    Some(format!("/assets/brand/{name}"))
}

fn languages(chosen: &store::Languages) -> Languages {
    let tags = chosen.enabled.iter();
    let on: Vec<Language> = tags.filter_map(|tag| Language::from_tag(tag)).collect();
    let all = Languages::default();
    let on = if on.is_empty() { all.on } else { on };
    let fallback = Language::from_tag(&chosen.fallback).filter(|tag| on.contains(tag));
    Languages {
        fallback: fallback.or(on.first().copied()).unwrap_or(all.fallback),
        on,
        auto_detect: chosen.auto_detect,
    }
}

fn phrases(experience: &SignInExperience) -> Phrases {
    let mut phrases = Phrases::default();
    for (tag, texts) in &experience.phrases {
        if let Some(language) = Language::from_tag(tag) {
            for (key, text) in texts {
                phrases.insert(language, key, text);
            }
        }
    }
    phrases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_anything_set_pages_are_as_built_in() {
        let site = site(&SignInExperience::default());
        assert_eq!(site.languages, Languages::default());
        assert!(site.styles.is_empty() && site.dark_mode);
    }

    #[test]
    fn files_are_named_by_what_they_are() {
        let mut experience = SignInExperience {
            logo: Some("abc".to_owned()),
            custom_css: Some("h1 { color: red }".to_owned()),
            ..SignInExperience::default()
        };
        experience.colour.primary = Some("#2352D0".to_owned());
        let one = site(&experience);
        assert_eq!(one.logo.as_deref(), Some("/assets/images/abc"));
        assert_eq!(one.styles[0], "/assets/brand/2352d0-2352d0.css");
        experience.colour.dark_primary = Some("#93B2FF".to_owned());
        experience.custom_css = Some("h1 { color: blue }".to_owned());
        let other = site(&experience);
        assert_eq!(other.styles[0], "/assets/brand/2352d0-93b2ff.css");
        assert_ne!(one.styles[1], other.styles[1]);
    }

    #[test]
    fn the_fallback_is_a_language_that_is_on() {
        let mut chosen = store::Languages {
            auto_detect: true,
            fallback: "fr".to_owned(),
            enabled: vec!["de".to_owned(), "ja".to_owned()],
        };
        assert_eq!(languages(&chosen).fallback, Language::De);
        chosen.fallback = "ja".to_owned();
        assert_eq!(languages(&chosen).fallback, Language::Ja);
        chosen.enabled.clear();
        chosen.fallback = "xx".to_owned();
        assert_eq!(languages(&chosen).fallback, Language::En);
    }
}
