//! The checks of `/connect/qrconnect`, in WeChat's order: app id, app and scope, redirect URI.

use super::refusal::{Refusal, RefusalPage};
use super::{Platform, callback};
use crate::settings::{App, AppKind, AppStatus};

/// What a QR page is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct QrRequest {
    pub(crate) app_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scope: String,
    pub(crate) state: String,
}

/// The scope that a website app holds.
pub(crate) const LOGIN_SCOPE: &str = "snsapi_login";

impl Platform {
    /// Says whether a QR page may be shown, and for which app.
    pub(crate) fn check_qr(&self, request: &QrRequest) -> Result<&App, Refusal> {
        let app = self.app(&request.app_id).ok_or_else(|| {
            let cause = if request.app_id.is_empty() {
                "The address has no appid.".to_owned()
            } else {
                format!("No app has the AppID {}.", request.app_id)
            };
            Refusal::new(RefusalPage::AppId, cause)
        })?;
        check_scope(app, &request.scope)
            .map_err(|cause| Refusal::new(RefusalPage::Scope, cause))?;
        callback::check(app, &request.redirect_uri, self.switches.any_port)
            .map_err(|cause| Refusal::new(RefusalPage::RedirectUri, cause))?;
        Ok(app)
    }
}

fn check_scope(app: &App, scope: &str) -> Result<(), String> {
    match app.kind {
        AppKind::Website => {}
        AppKind::ServiceAccount => {
            return Err("This AppID belongs to a service account 服务号. The QR page takes a website app 网站应用.".to_owned());
        }
        AppKind::MiniProgram => {
            return Err("This AppID belongs to a mini program 小程序. The QR page takes a website app 网站应用.".to_owned());
        }
        AppKind::Mobile => {
            return Err(
                "This AppID belongs to a mobile app 移动应用. The QR page takes a website app 网站应用."
                    .to_owned(),
            );
        }
    }
    if app.status != AppStatus::Approved {
        return Err(format!(
            "The review of this app is not passed: its state is {}.",
            app.status.words()
        ));
    }
    if !app.permission {
        return Err("The interface 微信登录 is 未获得 for this app: permission is off.".to_owned());
    }
    if scope.split(',').all(|one| one == LOGIN_SCOPE) {
        return Ok(());
    }
    Err(if scope.is_empty() {
        "The address has no scope. The QR page takes snsapi_login.".to_owned()
    } else {
        format!(
            "The scope is “{scope}”. The QR page takes snsapi_login alone; several scopes are joined by a comma."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Settings, seed};

    fn platform(change: impl FnOnce(&mut App)) -> Platform {
        let mut settings = Settings::seeded("http://localhost:3002".parse().unwrap());
        change(&mut settings.apps[0]);
        Platform::new(&settings)
    }

    fn request() -> QrRequest {
        QrRequest {
            app_id: seed::APP_ID.to_owned(),
            redirect_uri: "http://localhost:3001/callback/wechat".to_owned(),
            scope: "snsapi_login".to_owned(),
            state: "s".to_owned(),
        }
    }

    fn page(platform: &Platform, request: &QrRequest) -> Option<RefusalPage> {
        platform.check_qr(request).err().map(|refusal| refusal.page)
    }

    #[test]
    fn checks_come_in_wechats_order() {
        let platform = platform(|_| {});
        assert_eq!(page(&platform, &request()), None);
        let mut wrong = QrRequest::default();
        assert_eq!(page(&platform, &wrong), Some(RefusalPage::AppId));
        wrong.app_id = "wx0000000000000000".to_owned();
        assert_eq!(page(&platform, &wrong), Some(RefusalPage::AppId));
        wrong.app_id = seed::APP_ID.to_owned();
        assert_eq!(page(&platform, &wrong), Some(RefusalPage::Scope));
        wrong.scope = "snsapi_login".to_owned();
        assert_eq!(page(&platform, &wrong), Some(RefusalPage::RedirectUri));
    }

    #[test]
    fn only_the_login_scope_passes() {
        let platform = platform(|_| {});
        for scope in [
            "",
            "snsapi_userinfo",
            "snsapi_base",
            "snsapi_login,snsapi_userinfo",
            "snsapi_login snsapi_login",
            "SNSAPI_LOGIN",
        ] {
            let asked = QrRequest {
                scope: scope.to_owned(),
                ..request()
            };
            assert_eq!(page(&platform, &asked), Some(RefusalPage::Scope), "{scope}");
        }
    }

    #[test]
    fn the_app_must_be_an_approved_website_with_the_permission() {
        for change in [
            (|app: &mut App| app.kind = AppKind::ServiceAccount) as fn(&mut App),
            |app| app.kind = AppKind::Mobile,
            |app| app.status = AppStatus::Draft,
            |app| app.status = AppStatus::Reviewing,
            |app| app.status = AppStatus::Rejected,
            |app| app.status = AppStatus::Banned,
            |app| app.permission = false,
        ] {
            assert_eq!(
                page(&platform(change), &request()),
                Some(RefusalPage::Scope)
            );
        }
    }

    #[test]
    fn app_ids_are_compared_exactly() {
        let platform = platform(|_| {});
        for app_id in [seed::APP_ID.to_uppercase(), format!(" {}", seed::APP_ID)] {
            let asked = QrRequest {
                app_id,
                ..request()
            };
            assert_eq!(page(&platform, &asked), Some(RefusalPage::AppId));
        }
    }
}
