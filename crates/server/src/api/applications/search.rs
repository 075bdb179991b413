//! Which applications a list is about. There are few, so all of them are looked at.

use oidc::{Application, ApplicationType};
use serde_json::Value;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::api::query::Query;

#[derive(Debug, Default)]
pub(crate) struct Filter {
    pub(crate) types: Vec<ApplicationType>,
    pub(crate) third_party: Option<bool>,
    pub(crate) search: Option<String>,
}

impl Filter {
    pub(super) fn read(query: &Query) -> Result<Self, ApiError> {
        let mut types = Vec::new();
        for kind in query.all("types").flat_map(|list| list.split(',')) {
            let kind = serde_json::from_value(Value::from(kind)).map_err(|_| {
                let text = "must be Traditional, SPA, Native or MachineToMachine";
                ApiError::invalid_input(Part::Query, "types", text)
            })?;
            types.push(kind);
        }
        let name = "excludeOrganizationId";
        if query.one(name)?.is_some() {
            let text = "there are no organizations here";
            return Err(ApiError::invalid_input(Part::Query, name, text));
        }
        let yes_or_no = |text: &str| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        };
        Ok(Self {
            types,
            third_party: query.parsed("isThirdParty", "true or false", yes_or_no)?,
            search: query.one("search")?.map(str::to_lowercase),
        })
    }

    pub(super) fn fits(&self, application: &Application) -> bool {
        let description = application.description.as_deref().unwrap_or_default();
        let texts = [&application.id, &application.name, description];
        let is_kind = self.types.is_empty() || self.types.contains(&application.kind);
        let is_theirs = self
            .third_party
            .is_none_or(|wanted| application.third_party == wanted);
        let is_found = self.search.as_ref().is_none_or(|search| {
            let mut texts = texts.iter();
            texts.any(|text| is_like(&text.to_lowercase(), search))
        });
        is_kind && is_theirs && is_found
    }
}

/// Whether a text is like a pattern, in which `%` stands for anything.
fn is_like(text: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('%') else {
        return text == pattern;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('%').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match text.split_once(part) {
            Some((_, after)) => text = after,
            None => return false,
        }
    }
    text.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_stands_for_anything() {
        for (text, pattern, like) in [
            ("shop", "shop", true),
            ("shop", "sho", false),
            ("my shop", "%shop", true),
            ("my shop", "my%", true),
            ("my shop", "%y s%", true),
            ("my shop", "m%s%p", true),
            ("my shop", "%", true),
            ("my shop", "%%", true),
            ("", "%", true),
            ("my shop", "%shop%s%", false),
            ("aba", "ab%ba", false),
            ("my shop", "%x%", false),
        ] {
            assert_eq!(is_like(text, pattern), like, "{text} {pattern}");
        }
    }
}
