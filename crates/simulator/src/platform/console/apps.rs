//! Apps of an account: made, listed, their secret, their callback domain (`wechat-platform.md` 9.2 to 9.4).

use sha2::{Digest, Sha256};

use super::Problem;
use super::coming::Domains;
use super::domain::bare_host;
use super::forms::Basics;
use crate::entropy;
use crate::platform::Platform;
use crate::settings::{Account, App, AppKind, AppStatus, Change, Details, Happening, Review};

/// How many website apps an account can have.
pub(crate) const WEBSITE_QUOTA: usize = 10;

impl App {
    /// What the console's addresses call it: the `AppID` is not shown before the approval.
    pub(crate) fn number(&self) -> String {
        let digest = Sha256::digest(format!("console:{}", self.app_id));
        crate::entropy::as_hex(&digest[..5])
    }

    /// Whether the console shows its `AppID`.
    pub(crate) fn has_shown_id(&self) -> bool {
        matches!(self.status, AppStatus::Approved | AppStatus::Banned)
            || self.review.last(Happening::Approved).is_some()
    }

    /// Whether its forms can still be changed.
    pub(crate) fn is_editable(&self) -> bool {
        matches!(self.status, AppStatus::Draft | AppStatus::Rejected)
    }

    /// Whether its basic information can be changed: of an approved app while no such change is in review.
    pub(crate) fn can_change_basics(&self) -> bool {
        let is_approved = self.status == AppStatus::Approved
            && matches!(self.kind, AppKind::Website | AppKind::Mobile)
            && self.review.change.is_none();
        self.is_editable() || is_approved
    }

    /// Whether somebody has to decide about it.
    pub(crate) fn is_in_review(&self) -> bool {
        self.status == AppStatus::Reviewing || self.review.change.is_some()
    }

    /// As it would be if its change were approved.
    pub(crate) fn changed(&self) -> Self {
        let mut app = self.clone();
        if let Some(change) = app.review.change.take() {
            app.say(change.name, change.details);
        }
        app
    }

    /// Puts what step 1 says in the place of what it said; what step 2 says stays.
    pub(super) fn say(&mut self, name: String, details: Details) {
        self.name = name;
        let kept = std::mem::take(&mut self.details);
        self.details = Details {
            filing_number: kept.filing_number,
            ios_bundle_id: kept.ios_bundle_id,
            universal_link: kept.universal_link,
            android_package: kept.android_package,
            android_signature: kept.android_signature,
            ..details
        };
    }

    /// Which secret it has, without the secret: a form that was drawn for an older one does nothing.
    pub(crate) fn secret_mark(&self) -> String {
        let digest = Sha256::digest(format!("mark:{}", self.app_secret));
        crate::entropy::as_hex(&digest[..4])
    }
}

/// How many apps of a kind an account can have.
pub(crate) fn quota(kind: AppKind, account: &Account) -> usize {
    match (kind, account.qualified) {
        (AppKind::Website, _) | (AppKind::Mobile, false) => WEBSITE_QUOTA,
        (AppKind::Mobile | AppKind::ServiceAccount | AppKind::MiniProgram, true) => 50,
        (AppKind::ServiceAccount, false) => 0,
        (AppKind::MiniProgram, false) => 5,
    }
}

impl Platform {
    /// The apps of an account, in the order in which they were made.
    pub(crate) fn apps_of(&self, account: &str, kind: AppKind) -> impl Iterator<Item = &App> {
        self.apps
            .iter()
            .filter(move |app| app.kind == kind && app.open_platform == account)
    }

    /// An app of an account, by its number in the console.
    pub(crate) fn app_of(&self, account: &str, number: &str) -> Option<&App> {
        self.apps
            .iter()
            .find(|app| app.open_platform == account && app.number() == number)
    }

    /// Any app by its number in the console.
    pub(crate) fn app_numbered(&mut self, number: &str) -> Option<&mut App> {
        self.apps.iter_mut().find(|app| app.number() == number)
    }

    /// Makes a draft. The same form sent twice makes one.
    pub(crate) fn make_draft(
        &mut self,
        account: &str,
        kind: AppKind,
        key: &str,
        basics: Basics,
    ) -> Result<App, Problem> {
        let made = self.made.get(key).cloned();
        if let Some(app) = made.and_then(|app_id| self.app(&app_id).cloned()) {
            return Ok(app);
        }
        let Some(owner) = self.account(account) else {
            return Err(Problem::new(
                "name",
                "帐号不存在。",
                "There is no such account.",
            ));
        };
        let most = quota(kind, owner);
        if self.apps_of(account, kind).count() >= most {
            return Err(over_quota(most));
        }
        let app = App {
            kind,
            app_id: format!("wx{}", entropy::hex(16)),
            app_secret: String::new(),
            name: basics.name,
            callback_domain: String::new(),
            web_authorization_domains: Vec::new(),
            allow_local_callback: false,
            test_account: false,
            ip_whitelist: Vec::new(),
            secret_frozen: false,
            open_platform: account.to_owned(),
            status: AppStatus::Draft,
            permission: false,
            details: basics.details,
            review: Review::default(),
        };
        self.made.insert(key.to_owned(), app.app_id.clone());
        self.apps.push(app.clone());
        self.touch();
        Ok(app)
    }

    /// Changes what a draft or a rejected app says. Of an approved app the change goes to the review.
    pub(crate) fn change_basics(&mut self, account: &str, number: &str, basics: Basics, now: u64) {
        let Some(app) = self
            .own_app(account, number)
            .filter(|app| app.can_change_basics())
        else {
            return;
        };
        if app.is_editable() {
            app.say(basics.name, basics.details);
        } else {
            app.review.change = Some(Box::new(Change {
                name: basics.name,
                details: basics.details,
            }));
            let number = number.to_owned();
            self.enter_review(&number, "", now);
        }
        self.touch();
    }

    /// Deletes a draft or a rejected app; says whether it did.
    pub(crate) fn delete_app(&mut self, account: &str, number: &str) -> bool {
        let before = self.apps.len();
        self.apps.retain(|app| {
            !(app.open_platform == account && app.number() == number && app.is_editable())
        });
        self.touch();
        self.apps.len() < before
    }

    /// Changes the callback domain (`wechat-platform.md` 9.4).
    pub(crate) fn change_domain(
        &mut self,
        account: &str,
        number: &str,
        domain: &str,
        is_local: bool,
        now: u64,
    ) -> Result<(), Problem> {
        let host = bare_host("callback_domain", domain, is_local)?;
        if let Some(app) = self.app_of(account, number) {
            let domains = Domains {
                callback: host,
                web: app.web_authorization_domains.clone(),
                is_local,
            };
            let app_id = app.app_id.clone();
            self.change_domains_of(&app_id, domains, now);
        }
        Ok(())
    }

    /// Changes the domains of a service account: two at most, each once.
    pub(crate) fn change_domains(
        &mut self,
        account: &str,
        number: &str,
        domains: [&str; 2],
        is_local: bool,
        now: u64,
    ) -> Result<(), Problem> {
        let mut hosts = Vec::new();
        for (field, domain) in ["domain_1", "domain_2"].into_iter().zip(domains) {
            if !domain.trim().is_empty() {
                let host = bare_host(field, domain, is_local)?;
                if !hosts.contains(&host) {
                    hosts.push(host);
                }
            }
        }
        if let Some(app) = self.app_of(account, number) {
            let domains = Domains {
                callback: app.callback_domain.clone(),
                web: hosts,
                is_local,
            };
            let app_id = app.app_id.clone();
            self.change_domains_of(&app_id, domains, now);
        }
        Ok(())
    }

    /// Makes a new `AppSecret`, which is told this once. A form drawn for an older one changes nothing.
    pub(crate) fn renew_secret(
        &mut self,
        account: &str,
        number: &str,
        mark: &str,
    ) -> Option<String> {
        let app = self
            .own_app(account, number)
            .filter(|app| app.status == AppStatus::Approved && app.secret_mark() == mark)?;
        let secret = entropy::hex(32);
        app.app_secret.clone_from(&secret);
        self.touch();
        Some(secret)
    }

    /// The simulator's own switches of an app: banned, and the interface 微信登录.
    pub(crate) fn switch_app(
        &mut self,
        account: &str,
        number: &str,
        switch: &str,
        now: u64,
    ) -> bool {
        let Some(app) = self.own_app(account, number) else {
            return false;
        };
        let happened = |app: &mut App, what| {
            app.review.history.push(crate::settings::Event {
                at: now,
                what,
                text: String::new(),
            });
        };
        match (switch, app.status) {
            ("ban", AppStatus::Approved) => {
                app.status = AppStatus::Banned;
                happened(app, Happening::Banned);
            }
            ("unban", AppStatus::Banned) => {
                app.status = AppStatus::Approved;
                happened(app, Happening::Unbanned);
            }
            ("grant", AppStatus::Approved) => app.permission = true,
            ("take", AppStatus::Approved) => app.permission = false,
            _ => return false,
        }
        self.touch();
        true
    }

    /// Binds a service account to an Open Platform account, or unbinds it: union ids follow.
    pub(crate) fn bind(
        &mut self,
        account: &str,
        app_id: &str,
        is_bound: bool,
    ) -> Result<(), Problem> {
        let most = self
            .account(account)
            .map_or(0, |owner| quota(AppKind::ServiceAccount, owner));
        if is_bound && self.apps_of(account, AppKind::ServiceAccount).count() >= most {
            return Err(over_quota(most));
        }
        let (from, to) = if is_bound {
            ("", account)
        } else {
            (account, "")
        };
        let found = self.apps.iter_mut().find(|app| {
            app.app_id == app_id && app.kind == AppKind::ServiceAccount && app.open_platform == from
        });
        let Some(app) = found else {
            let (zh, en) = ("该公众号无法绑定。", "No such service account is free.");
            return Err(Problem::new("app_id", zh, en));
        };
        to.clone_into(&mut app.open_platform);
        self.touch();
        Ok(())
    }

    pub(crate) fn own_app(&mut self, account: &str, number: &str) -> Option<&mut App> {
        self.apps
            .iter_mut()
            .find(|app| app.open_platform == account && app.number() == number)
    }
}

fn over_quota(most: usize) -> Problem {
    Problem::new(
        "name",
        format!("已达到数量上限（{most} 个）。"),
        format!("This account can have {most} of these. Delete a draft, or qualify the account."),
    )
}
