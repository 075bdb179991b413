//! What a kind of connector says about itself, in the shape of Logto's connector kit.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use connector_kit::{FormItem, FormItemKind, Localized, Metadata, Platform};
use serde::Serialize;
use utoipa::ToSchema;

/// What a kind of connector says about itself.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConnectorMetadata)]
pub(crate) struct MetadataView {
    /// The id.
    pub(crate) id: String,
    /// The vendor that identities belong to, such as `wechat`.
    target: &'static str,
    /// Where it can be used: `Web`, `Native` or `Universal`.
    #[schema(value_type = String)]
    platform: Platform,
    /// The name in each language.
    name: BTreeMap<&'static str, &'static str>,
    /// A sentence or two in each language.
    description: BTreeMap<&'static str, &'static str>,
    /// The logo as a data address.
    logo: String,
    /// The logo for dark surfaces, where it is another one.
    logo_dark: Option<String>,
    /// The guide for administrators, as Markdown.
    readme: &'static str,
    /// The fields of the configuration, in the order of the form.
    form_items: Vec<FormItemView>,
    /// Whether the vendor's tokens can be kept.
    is_token_storage_supported: bool,
}

/// One field of a connector's configuration.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConnectorFormItem)]
pub(crate) struct FormItemView {
    key: &'static str,
    /// The control it needs: `Text`, `Select`, `Switch` or `Json`.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    kind: FormItemKind,
    label: &'static str,
    description: &'static str,
    required: bool,
    /// Whether it is a secret.
    is_confidential: bool,
    /// The values of a `Select`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    select_items: Vec<SelectItem>,
}

/// One value of a `Select`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConnectorSelectItem)]
pub(crate) struct SelectItem {
    value: &'static str,
    title: &'static str,
}

impl MetadataView {
    /// The same under the id of a connector, as Logto shows connectors.
    pub(crate) fn of_instance(metadata: &Metadata, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::of(metadata)
        }
    }

    pub(crate) fn of(metadata: &Metadata) -> Self {
        Self {
            id: metadata.id.to_owned(),
            target: metadata.target,
            platform: metadata.platform,
            name: localized(&metadata.name),
            description: localized(&metadata.description),
            logo: format!(
                "data:image/svg+xml;base64,{}",
                STANDARD.encode(metadata.logo)
            ),
            logo_dark: None,
            readme: metadata.guide.en,
            form_items: metadata.form_items.iter().map(form_item).collect(),
            is_token_storage_supported: true,
        }
    }
}

/// Logto's labels have no languages, so these are English.
fn form_item(item: &FormItem) -> FormItemView {
    let title = |value: &'static str| if value.is_empty() { "Default" } else { value };
    let values = item.values.iter();
    FormItemView {
        key: item.key,
        kind: item.kind,
        label: item.label.en,
        description: item.description.en,
        required: item.required,
        is_confidential: item.confidential,
        select_items: values
            .map(|value| SelectItem {
                value,
                title: title(value),
            })
            .collect(),
    }
}

/// Each language under the tag that Logto gives it.
pub(crate) fn localized(text: &Localized) -> BTreeMap<&'static str, &'static str> {
    let tag = |ours| match ours {
        "zh-Hans" => "zh-CN",
        "zh-Hant" => "zh-TW",
        "tr" => "tr-TR",
        other => other,
    };
    let all = text.all().into_iter();
    all.map(|(ours, text)| (tag(ours), text)).collect()
}
