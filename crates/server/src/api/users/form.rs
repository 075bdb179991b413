//! What programs send about people.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::api::ApiError;
use crate::api::error::Part;
use crate::manage::users::{UserPatch, Wish};

/// What a person is to be. A field that is absent stays; `null` or an empty text empties it.
/// `customData` and `profile` are replaced as a whole.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = UserFields)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UserForm {
    /// Letters, digits and `_`, no digit first; up to 128 characters.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    username: Wish,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    primary_email: Wish,
    /// Digits, with the country code and without `+`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    primary_phone: Wish,
    /// Once given, no sign-in changes it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    name: Wish,
    /// The address of a picture. Once given, no sign-in changes it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    avatar: Wish,
    #[schema(value_type = Option<Object>)]
    custom_data: Option<Map<String, Value>>,
    profile: Option<ProfileForm>,
    /// Refused: people have no passwords here.
    #[schema(value_type = Option<String>)]
    password: Option<Value>,
    /// Refused.
    #[schema(value_type = Option<String>)]
    password_digest: Option<Value>,
}

impl UserForm {
    pub(super) fn patch(self) -> Result<UserPatch, ApiError> {
        let text = "people have no passwords here";
        if self.password.is_some() {
            return Err(ApiError::invalid_input(Part::Body, "password", text));
        }
        if self.password_digest.is_some() {
            return Err(ApiError::invalid_input(Part::Body, "passwordDigest", text));
        }
        Ok(UserPatch {
            name: self.name,
            picture: self.avatar,
            username: self.username,
            email: self.primary_email,
            phone: self.primary_phone,
            custom_data: self.custom_data,
            profile: self.profile.map(|profile| profile.fields()),
        })
    }
}

/// Fields of a profile, as OpenID Connect has them.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Profile)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProfileForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nickname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    website: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birthdate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zoneinfo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<AddressForm>,
}

/// A postal address, as OpenID Connect has it.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = ProfileAddress)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    formatted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    street_address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locality: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

impl ProfileForm {
    /// Only what was sent.
    pub(super) fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            // A structure of texts always is an object.
            _ => Map::new(),
        }
    }
}
