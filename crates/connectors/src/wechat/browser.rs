//! Which browser somebody has, as far as it matters to WeChat (wechat-platform.md 11).

/// A browser, by its name for itself. That name is a claim: it chooses a way, and
/// proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Browser {
    /// WeChat's own on a phone, where a QR page is of no use at all.
    WeChatOnPhone,
    /// WeChat's own on a desktop, which can do both.
    WeChatOnDesktop,
    /// Another one on a phone, which cannot scan its own screen.
    Phone,
    /// Any other.
    Other,
}

impl Browser {
    /// Tells a browser by its name. `WeCom` calls itself `MicroMessenger` too, but is
    /// another product whose people have other accounts.
    pub(super) fn of(user_agent: Option<&str>) -> Self {
        let name = user_agent.unwrap_or_default().to_lowercase();
        let says = |mark: &str| name.contains(mark);
        if says("micromessenger") && !says("wxwork") {
            let is_desktop = says("windowswechat") || says("macwechat") || says("unifiedpc");
            return if is_desktop {
                Self::WeChatOnDesktop
            } else {
                Self::WeChatOnPhone
            };
        }
        let is_phone = says("iphone") || says("ipod") || (says("android") && says("mobile"));
        if is_phone { Self::Phone } else { Self::Other }
    }

    pub(super) fn is_wechat(self) -> bool {
        matches!(self, Self::WeChatOnPhone | Self::WeChatOnDesktop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart_by_their_names() {
        const ANDROID: &str = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 \
                               (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36";
        const TABLET: &str = "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 \
                              (KHTML, like Gecko) Chrome/126.0 Safari/537.36";
        const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) \
                              AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
        const WINDOWS: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36";
        const MAC: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15";
        for (system, client, expected) in [
            (WINDOWS, "", Browser::Other),
            (MAC, "Version/18.0 Safari/605.1.15", Browser::Other),
            (TABLET, "", Browser::Other),
            (ANDROID, "", Browser::Phone),
            (IPHONE, "Safari/604.1", Browser::Phone),
            (
                ANDROID,
                "MicroMessenger/8.0.49(0x28003133) NetType/WIFI",
                Browser::WeChatOnPhone,
            ),
            (
                IPHONE,
                "MicroMessenger/8.0.50(0x18003239) Language/zh_CN",
                Browser::WeChatOnPhone,
            ),
            (IPHONE, "micromessenger/8.0.50", Browser::WeChatOnPhone),
            (
                ANDROID,
                "MicroMessenger/8.0.49 Process/appbrand0",
                Browser::WeChatOnPhone,
            ),
            (
                WINDOWS,
                "MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555",
                Browser::WeChatOnDesktop,
            ),
            (
                WINDOWS,
                "MicroMessenger/7.0.20.1781(0x6700143B) UnifiedPCWindowsWechat(0xf254) Flue",
                Browser::WeChatOnDesktop,
            ),
            (
                MAC,
                "MicroMessenger/6.8.0(0x16080000) MacWechat/3.8.7(0x13080712)",
                Browser::WeChatOnDesktop,
            ),
            (
                WINDOWS,
                "wxwork/4.1.16 MicroMessenger/7.0.1 WindowsWechat",
                Browser::Other,
            ),
            (
                ANDROID,
                "wxwork/4.1.16 MicroMessenger/7.0.1",
                Browser::Phone,
            ),
        ] {
            let name = format!("{system} {client}");
            assert_eq!(Browser::of(Some(&name)), expected, "{name}");
        }
        assert_eq!(Browser::of(None), Browser::Other);
        assert_eq!(Browser::of(Some("")), Browser::Other);
    }
}
