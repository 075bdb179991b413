//! The code that the Open SDK hands to a mobile app (`wechat-platform.md` 10.1).

use super::Platform;
use super::authorize::USERINFO_SCOPE;
use super::registry::Complaint;
use super::tokens::Grant;
use crate::settings::{AppKind, AppStatus, Person};

impl Platform {
    /// The person allows on the phone where the app runs; there is no page and no way back.
    pub(crate) fn native_code(
        &mut self,
        app_id: &str,
        person: &str,
        wished_scope: &str,
        now: u64,
    ) -> Result<String, Complaint> {
        let app = self
            .app(app_id)
            .ok_or_else(|| Complaint::unknown("app", app_id))?;
        let scope = match app.kind {
            AppKind::Mobile => USERINFO_SCOPE,
            // `wx.login` asks nobody, and opens no profile.
            AppKind::MiniProgram => MINI_PROGRAM_SCOPE,
            AppKind::Website | AppKind::ServiceAccount => {
                return Err(Complaint::Bad(
                    "this app is neither a mobile app 移动应用 nor a mini program 小程序, so it has no SDK"
                        .to_owned(),
                ));
            }
        };
        if scope == USERINFO_SCOPE && !["", USERINFO_SCOPE].contains(&wished_scope) {
            return Err(Complaint::OutOfOrder(format!(
                "the Open SDK says “invalid scope or bad scope” (errcode -2): {wished_scope} is not {USERINFO_SCOPE}"
            )));
        }
        let life = if scope == USERINFO_SCOPE {
            self.switches.code_seconds
        } else {
            self.switches.service_account_code_seconds
        };
        if app.status != AppStatus::Approved || !app.permission {
            return Err(Complaint::OutOfOrder(format!(
                "the Open SDK says “invalid scope or bad scope”: the app is {}, its permission is {}",
                app.status.words(),
                if app.permission { "on" } else { "off" }
            )));
        }
        let line = match self.person(person).map(Person::shown_name) {
            Some(name) => format!("{name} allowed {} on the phone", app.name),
            None => return Err(Complaint::unknown("person", person)),
        };
        let grant = Grant::of(app_id, person, scope);
        self.note_line(line, now);
        Ok(self.issue_code(grant, life, now))
    }
}

/// A mini program is told the union id; it has no scopes of its own.
const MINI_PROGRAM_SCOPE: &str = "";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::codes::Exchange;
    use crate::platform::errcode::ErrCode;
    use crate::{App, Settings, seed};

    const NOW: u64 = 1_700_000_000;

    fn platform(change: impl FnOnce(&mut App)) -> Platform {
        let mut settings = Settings::seeded("http://localhost:3002".parse().unwrap());
        let mobile = |app: &&mut App| app.app_id == seed::MOBILE_APP_ID;
        change(settings.apps.iter_mut().find(mobile).unwrap());
        Platform::new(&settings)
    }

    #[test]
    fn a_code_of_the_sdk_opens_the_profile_with_the_mobile_apps_keys_alone() {
        let mut platform = platform(|_| {});
        let code = platform
            .native_code(seed::MOBILE_APP_ID, "xiaoming", "", NOW)
            .unwrap();
        let exchange = |app_id, secret| Exchange {
            app_id,
            secret,
            grant_type: "authorization_code",
            code: &code,
            caller: std::net::Ipv4Addr::LOCALHOST.into(),
        };
        let foreign = exchange(seed::APP_ID, seed::APP_SECRET);
        assert_eq!(platform.exchange(&foreign, NOW), Err(ErrCode::INVALID_CODE));
        let own = exchange(seed::MOBILE_APP_ID, seed::MOBILE_APP_SECRET);
        let answer = platform.exchange(&own, NOW + 599).unwrap();
        assert_eq!(answer.scope, USERINFO_SCOPE);
        assert!(answer.union_id.is_some());
        let profile = platform
            .profile(&answer.access_token, &answer.open_id, NOW)
            .unwrap();
        assert_eq!(profile.nickname, "小明");
    }

    #[test]
    fn only_a_known_approved_mobile_app_and_a_known_person_get_one() {
        let code = |platform: &mut Platform, app_id: &str, person: &str| {
            platform.native_code(app_id, person, "", NOW)
        };
        let mut fine = platform(|_| {});
        for (app_id, person) in [
            ("", "xiaoming"),
            ("wx0000000000000000", "xiaoming"),
            (seed::MOBILE_APP_ID, ""),
            (seed::MOBILE_APP_ID, "nobody"),
        ] {
            let outcome = code(&mut fine, app_id, person);
            assert!(matches!(outcome, Err(Complaint::Unknown(_))));
        }
        for app_id in [seed::APP_ID, seed::SERVICE_ACCOUNT_ID] {
            let outcome = code(&mut fine, app_id, "xiaoming");
            assert!(matches!(outcome, Err(Complaint::Bad(_))));
        }
        for change in [
            (|app: &mut App| app.permission = false) as fn(&mut App),
            |app| app.status = AppStatus::Reviewing,
            |app| app.status = AppStatus::Banned,
        ] {
            let outcome = code(&mut platform(change), seed::MOBILE_APP_ID, "xiaoming");
            assert!(matches!(outcome, Err(Complaint::OutOfOrder(_))));
        }
    }
}
