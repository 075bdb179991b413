//! What a connector says about itself.

use serde::{Deserialize, Serialize};

use crate::{FormItem, Localized};

/// Where a connector can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Platform {
    /// In a browser.
    Web,
    /// In a native application that opens the vendor's own application.
    Native,
    /// In both.
    Universal,
}

/// What a kind of connector says about itself, before anybody configures it.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    /// The id of the factory, such as `wechat-web`.
    pub id: &'static str,
    /// The vendor that identities belong to, such as `wechat`. Factories of one
    /// vendor share it, and with it their people.
    pub target: &'static str,
    /// Where the connector can be used.
    pub platform: Platform,
    /// The name that administrators see.
    pub name: Localized,
    /// One or two sentences for administrators.
    pub description: Localized,
    /// The guide for administrators as Markdown, from the vendor's console to the first
    /// sign-in. Its four steps have the headings `## 1. …` to `## 4. …`, to which
    /// [`Action::OpenGuide`](crate::Action::OpenGuide) points.
    pub guide: Localized,
    /// The logo as SVG text.
    pub logo: &'static str,
    /// The fields of its configuration, in the order of the form.
    pub form_items: &'static [FormItem],
}

impl Metadata {
    /// Whether native applications alone can use it, so that in a browser it leads nowhere.
    pub fn is_native(&self) -> bool {
        self.platform == Platform::Native
    }

    /// Every key of a configuration that holds a secret, in each accepted spelling.
    ///
    /// Whoever seals or masks a configuration goes by this list, because a secret
    /// written under an alias is as secret.
    pub fn confidential_keys(&self) -> impl Iterator<Item = &'static str> {
        self.form_items
            .iter()
            .filter(|item| item.confidential)
            .flat_map(|item| std::iter::once(item.key).chain(item.aliases.iter().copied()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FormItemKind;

    const fn item(
        key: &'static str,
        aliases: &'static [&'static str],
        confidential: bool,
    ) -> FormItem {
        FormItem {
            key,
            aliases,
            kind: FormItemKind::Text,
            label: Localized::same(""),
            description: Localized::same(""),
            values: &[],
            required: true,
            confidential,
        }
    }

    static ITEMS: [FormItem; 2] = [
        item("clientId", &["appId"], false),
        item("clientSecret", &["appSecret"], true),
    ];

    #[test]
    fn aliases_of_a_secret_are_confidential_too() {
        let metadata = Metadata {
            id: "x-web",
            target: "x",
            platform: Platform::Web,
            name: Localized::same("X"),
            description: Localized::same("X"),
            guide: Localized::same("# X"),
            logo: "",
            form_items: &ITEMS,
        };
        let keys: Vec<_> = metadata.confidential_keys().collect();
        assert_eq!(keys, ["clientSecret", "appSecret"]);
    }
}
