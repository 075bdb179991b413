//! Which browsers WeChat's QR page is of use in (wechat-platform.md 11).

use connector_kit::Surface;

/// What a browser's name for itself says about the QR page.
///
/// A phone cannot scan its own screen, and inside WeChat on a phone the page is of no
/// use at all. WeChat on a desktop shows it well. `WeCom` calls itself `MicroMessenger`
/// too, but is another product whose people have other accounts.
pub(super) fn surface(user_agent: Option<&str>) -> Surface {
    let Some(name) = user_agent.map(str::to_lowercase) else {
        return Surface::Fits;
    };
    let says = |mark: &str| name.contains(mark);
    let is_wechat = says("micromessenger") && !says("wxwork");
    let is_desktop = says("windowswechat") || says("macwechat") || says("unifiedpc");
    let is_phone = says("iphone") || says("ipod") || (says("android") && says("mobile"));
    if is_wechat && !is_desktop {
        Surface::OtherBrowser
    } else if is_phone {
        Surface::SecondScreen
    } else {
        Surface::Fits
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
            (WINDOWS, "", Surface::Fits),
            (MAC, "Version/18.0 Safari/605.1.15", Surface::Fits),
            (TABLET, "", Surface::Fits),
            (ANDROID, "", Surface::SecondScreen),
            (IPHONE, "Safari/604.1", Surface::SecondScreen),
            (
                ANDROID,
                "MicroMessenger/8.0.49(0x28003133) NetType/WIFI",
                Surface::OtherBrowser,
            ),
            (
                IPHONE,
                "MicroMessenger/8.0.50(0x18003239) Language/zh_CN",
                Surface::OtherBrowser,
            ),
            (IPHONE, "micromessenger/8.0.50", Surface::OtherBrowser),
            (
                ANDROID,
                "MicroMessenger/8.0.49 Process/appbrand0",
                Surface::OtherBrowser,
            ),
            (
                WINDOWS,
                "MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090a13) XWEB/8555",
                Surface::Fits,
            ),
            (
                WINDOWS,
                "MicroMessenger/7.0.20.1781(0x6700143B) UnifiedPCWindowsWechat(0xf254) Flue",
                Surface::Fits,
            ),
            (
                MAC,
                "MicroMessenger/6.8.0(0x16080000) MacWechat/3.8.7(0x13080712)",
                Surface::Fits,
            ),
            (
                WINDOWS,
                "wxwork/4.1.16 MicroMessenger/7.0.1 WindowsWechat",
                Surface::Fits,
            ),
            (
                ANDROID,
                "wxwork/4.1.16 MicroMessenger/7.0.1",
                Surface::SecondScreen,
            ),
        ] {
            let name = format!("{system} {client}");
            assert_eq!(surface(Some(&name)), expected, "{name}");
        }
        assert_eq!(surface(None), Surface::Fits);
        assert_eq!(surface(Some("")), Surface::Fits);
    }
}
