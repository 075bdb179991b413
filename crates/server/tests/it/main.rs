//! The server as its users see it: people at browsers, applications, administrators.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a panic is the way of a test to fail, in its helpers too"
)]

mod account_page;
mod account_ways;
mod api_application_fields;
mod api_application_secrets;
mod api_applications;
mod api_connectors;
mod api_documents;
mod api_guard;
mod api_logs;
mod api_resources;
mod api_roles;
mod api_sign_in_exp;
mod api_tokens;
mod api_user_identities;
mod api_users;
mod application_ways;
mod apply_connectors;
mod apply_experience;
mod apply_resources;
mod avatars;
mod backchannel_logout;
mod callback;
mod check;
mod choose;
mod console_access;
mod console_activity;
mod console_administrators;
mod console_applications;
mod console_applications_change;
mod console_buttons;
mod console_connectors;
mod console_overview;
mod console_said;
mod console_settings;
mod console_sign_in_page;
mod console_typing;
mod console_users;
mod cookies;
mod crowd;
mod deny_by_default;
mod embedded;
mod experience;
mod failures;
mod identity;
mod in_wechat;
mod key_schedule;
mod linking;
mod made;
mod metrics;
mod oidc_assertions;
mod oidc_claims;
mod oidc_clients;
mod oidc_device;
mod oidc_device_pages;
mod oidc_documents;
mod oidc_form_post;
mod oidc_in_between;
mod oidc_introspection;
mod oidc_other_tokens;
mod oidc_requests;
mod oidc_resource_consent;
mod oidc_resource_introspection;
mod oidc_resources;
mod oidc_sign_out;
mod oidc_subjects;
mod oidc_tokens;
mod page_cookies;
mod pages;
mod races;
mod sign_in;
mod trial;
mod unknown_identity;
mod vendor_tokens;
mod ways;

/// Runs a test on both databases.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(testkit::world::Database::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(testkit::world::Database::Postgres).await;
            })+
        }
    };
}
pub(crate) use on_both;
