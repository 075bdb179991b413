//! Finds out whether sign-ins can work, without any person (ux.md 5.3).
//!
//! The QR page is asked for as a sign-in would, and a made-up code is exchanged. The
//! texts and codes that WeChat answers with are its own; one that is not known here
//! is never taken for a failure.

use connector_kit::{AuthorizationRequest, CheckRequest, Context, Entropy, Finding, Sentence};

use self::report::Report;
use super::app::App;
use super::hosts::{self, Hosts};

mod keys;
mod page;
mod report;
mod words;

/// Checks the keys of a website app, its QR page, and the keys of a service account.
pub(super) async fn web(
    hosts: &Hosts,
    (website, service_account): (App<'_>, Option<App<'_>>),
    request: &CheckRequest<'_>,
    context: Context<'_>,
) -> Vec<Finding> {
    let made_up = made_up(context.entropy);
    let request = AuthorizationRequest {
        state: &made_up,
        redirect_uri: request.redirect_uri,
        // The texts of the Chinese page are the ones that are known.
        language: "zh-Hans",
        user_agent: None,
    };
    let inside = async {
        match service_account {
            Some(app) => Some(keys::try_out(hosts, app, &made_up, context).await),
            None => None,
        }
    };
    let (page, keys, inside) = tokio::join!(
        page::ask(hosts, website, &request, context.http),
        keys::try_out(hosts, website, &made_up, context),
        inside,
    );
    let names = [hosts::name(&hosts.open), hosts::name(&hosts.api)];
    let mut report = Report::default();
    report.reachable(&names, [page.problem(), keys.problem()]);
    report.app_id(website, Some(&page), &keys);
    report.permission(&page);
    report.callback_domain(&page, request.redirect_uri);
    report.secret(website, &keys);
    if let (Some(app), Some(keys)) = (service_account, inside) {
        report.in_wechat(app, &keys);
    }
    report.findings()
}

/// Checks the keys of a mobile app, which has no page.
pub(super) async fn native(hosts: &Hosts, app: App<'_>, context: Context<'_>) -> Vec<Finding> {
    let keys = keys::try_out(hosts, app, &made_up(context.entropy), context).await;
    let mut report = Report::default();
    report.reachable(&[hosts::name(&hosts.api)], [keys.problem()]);
    report.app_id(app, None, &keys);
    report.secret(app, &keys);
    report.findings()
}

/// A state and code that nobody has: 32 characters, as WeChat's codes have.
fn made_up(entropy: &dyn Entropy) -> String {
    use std::fmt::Write as _;
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Why a host gave no answer, and what is usually behind it.
fn unreachable(host: &str, port: Option<u16>, problem: &str) -> Sentence {
    let port = port.unwrap_or(443).to_string();
    let values = [("host", host), ("problem", problem), ("port", &port)];
    Sentence::new(words::UNREACHABLE, &values)
}
