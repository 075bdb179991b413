//! The error pages that people see in place of a sign-in (`wechat-platform.md` 1.4, 4 and 8.2).

/// A page of WeChat's that ends the way, with the setting that caused it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) page: RefusalPage,
    /// Which setting it was and what it should be; shown in the simulator's own frame.
    pub(crate) cause: String,
}

impl Refusal {
    pub(super) fn new(page: RefusalPage, cause: impl Into<String>) -> Self {
        Self {
            page,
            cause: cause.into(),
        }
    }
}

/// The error pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefusalPage {
    AppId,
    Scope,
    RedirectUri,
    /// Not WeChat's own browser.
    NotWeChat,
    /// The link is not of the form that WeChat insists on.
    Link,
    StateTooLong,
    /// One of the pages with a number.
    Numbered(i64),
}

impl RefusalPage {
    /// WeChat's own text.
    pub(crate) fn text(self) -> String {
        let text = match self {
            Self::AppId => "AppID 参数错误",
            Self::Scope => "Scope 参数错误或没有 Scope 权限",
            Self::RedirectUri => "redirect_uri 参数错误",
            Self::NotWeChat => "请在微信客户端打开链接",
            Self::Link => "该链接无法访问",
            Self::StateTooLong => "state 参数过长",
            Self::Numbered(code) => return format!("{}，错误码:{code}", words(code)),
        };
        text.to_owned()
    }

    /// Its number, for the log of requests.
    pub(crate) fn errcode(self) -> Option<i64> {
        match self {
            Self::Numbered(code) => Some(code),
            _ => None,
        }
    }
}

pub(super) const DOMAIN: RefusalPage = RefusalPage::Numbered(10003);
pub(super) const BANNED: RefusalPage = RefusalPage::Numbered(10004);
pub(super) const NO_PERMISSION: RefusalPage = RefusalPage::Numbered(10005);
pub(super) const MUST_FOLLOW: RefusalPage = RefusalPage::Numbered(10006);
pub(super) const NO_SCOPE: RefusalPage = RefusalPage::Numbered(10010);
pub(super) const NO_REDIRECT_URI: RefusalPage = RefusalPage::Numbered(10011);
pub(super) const NO_APP_ID: RefusalPage = RefusalPage::Numbered(10012);
pub(super) const NO_STATE: RefusalPage = RefusalPage::Numbered(10013);
pub(super) const NOT_A_SERVICE_ACCOUNT: RefusalPage = RefusalPage::Numbered(10016);

/// What stands before the number; one that is not in WeChat's table gets a general text.
fn words(code: i64) -> &'static str {
    match code {
        10003 => "redirect_uri域名与后台配置不一致",
        10004 => "此公众号被封禁",
        10005 => "此公众号并没有这些scope的权限",
        10006 => "必须关注此测试号",
        10009 => "操作太频繁了，请稍后重试",
        10010 => "scope不能为空",
        10011 => "redirect_uri不能为空",
        10012 => "appid不能为空",
        10013 => "state不能为空",
        10015 => "公众号未授权第三方平台，请检查授权状态",
        10016 => "不支持微信开放平台的Appid，请使用公众号Appid",
        _ => "系统错误",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_pages_end_with_their_number() {
        assert_eq!(
            RefusalPage::Numbered(10012).text(),
            "appid不能为空，错误码:10012"
        );
        assert_eq!(RefusalPage::Numbered(1).text(), "系统错误，错误码:1");
        assert_eq!(DOMAIN.errcode(), Some(10003));
        assert_eq!(RefusalPage::AppId.errcode(), None);
    }
}
