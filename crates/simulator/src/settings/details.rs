//! What the console's forms say about an app, and what its review has come to.

use serde::{Deserialize, Serialize};

use super::Icon;

/// What is filled in beyond the name and the callback domain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Details {
    /// 英文名.
    pub english_name: String,
    /// 应用简介.
    pub description: String,
    /// 英文简介.
    pub english_description: String,
    /// 应用官网.
    pub website: String,
    /// The name of the uploaded registration form 网站信息登记表; its content is not kept.
    pub registration_form: String,
    /// 备案号.
    pub filing_number: String,
    /// 28 by 28 pixels.
    pub small_icon: Icon,
    /// 108 by 108 pixels.
    pub large_icon: Icon,
    /// Mobile apps: Bundle ID.
    pub ios_bundle_id: String,
    /// Mobile apps: Universal Links.
    pub universal_link: String,
    /// Mobile apps: 应用包名.
    pub android_package: String,
    /// Mobile apps: 应用签名.
    pub android_signature: String,
}

impl Details {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn check(&self) -> Result<(), String> {
        self.small_icon
            .check(28)
            .map_err(|problem| format!("small_icon: {problem}"))?;
        self.large_icon
            .check(108)
            .map_err(|problem| format!("large_icon: {problem}"))
    }
}

/// What a review has come to, newest event last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    /// When the simulator decides by itself, on its clock; absent: somebody does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at: Option<u64>,
    /// The decision that it will take.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub will_reject: bool,
    /// What an approved app shall say instead; it goes on as it is until that is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Box<Change>>,
    /// What happened so far.
    pub history: Vec<Event>,
}

/// A change of an approved app's basic information, in review.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// Its name.
    pub name: String,
    /// What its forms say.
    pub details: Details,
}

impl Review {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The newest event of one kind.
    pub(crate) fn last(&self, what: Happening) -> Option<&Event> {
        self.history.iter().rev().find(|event| event.what == what)
    }
}

/// One event of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Unix seconds of the simulator's clock.
    pub at: u64,
    /// What happened.
    pub what: Happening,
    /// The note to the reviewer, or the reviewer's answer.
    #[serde(default)]
    pub text: String,
}

/// The kinds of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// 提交审核.
    Submitted,
    /// 审核通过.
    Approved,
    /// 审核未通过.
    Rejected,
    /// 封禁.
    Banned,
    /// 解封.
    Unbanned,
}
