//! Domains that were changed and are not in force yet, where the switch says that WeChat takes its time
//! (`wechat-platform.md` 9.4).

use crate::platform::Platform;

/// The domains of an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Domains {
    /// 授权回调域 of a website.
    pub(crate) callback: String,
    /// 网页授权域名 of a service account.
    pub(crate) web: Vec<String>,
    /// The simulator's own box: this computer too.
    pub(crate) is_local: bool,
}

/// A change that waits.
pub(crate) struct Coming {
    at: u64,
    app_id: String,
    domains: Domains,
}

impl Platform {
    /// Puts new domains in force: at once, or after as long as the switch says. A later change takes the place of one
    /// that waits.
    pub(super) fn change_domains_of(&mut self, app_id: &str, domains: Domains, now: u64) {
        self.coming.retain(|coming| coming.app_id != app_id);
        self.coming.push(Coming {
            at: now.saturating_add(self.switches.domain_delay_seconds),
            app_id: app_id.to_owned(),
            domains,
        });
        self.bring_domains(now);
        self.touch();
    }

    /// Puts in force what is due.
    pub(super) fn bring_domains(&mut self, now: u64) {
        let (due, later) = std::mem::take(&mut self.coming)
            .into_iter()
            .partition(|coming| coming.at <= now);
        self.coming = later;
        let due: Vec<Coming> = due;
        for Coming {
            app_id, domains, ..
        } in due
        {
            if let Some(app) = self.apps.iter_mut().find(|app| app.app_id == app_id) {
                app.callback_domain = domains.callback;
                app.web_authorization_domains = domains.web;
                app.allow_local_callback = domains.is_local;
            }
        }
    }

    /// The domains that wait for an app, and the seconds until then.
    pub(crate) fn coming_domains(&self, app_id: &str, now: u64) -> Option<(&Domains, u64)> {
        let coming = self.coming.iter().find(|coming| coming.app_id == app_id)?;
        Some((&coming.domains, coming.at.saturating_sub(now)))
    }
}
