//! What the WeChat connectors say about themselves.

use connector_kit::{Localized, Metadata, Platform};

use super::{TARGET, form};

/// WeChat (Web).
pub(super) static WEB: Metadata = Metadata {
    id: "wechat-web",
    target: TARGET,
    platform: Platform::Web,
    name: Localized {
        en: "WeChat (Web)",
        others: &[
            ("zh-Hans", "微信（网站）"),
            ("zh-Hant", "微信（網站）"),
            ("fr", "WeChat (Web)"),
            ("ko", "WeChat(웹)"),
            ("tr", "WeChat (Web)"),
        ],
    },
    description: Localized {
        en: "People scan a QR code with WeChat and are signed in to your website.",
        others: &[
            ("zh-Hans", "用户用微信扫描二维码，即可登录你的网站。"),
            ("zh-Hant", "使用者用微信掃描 QR Code，即可登入你的網站。"),
            (
                "fr",
                "Scannez un code QR avec WeChat pour vous connecter à votre site.",
            ),
            (
                "ko",
                "WeChat으로 QR 코드를 스캔하여 웹사이트에 로그인합니다.",
            ),
            (
                "tr",
                "Kullanıcılar WeChat ile bir QR kodu okutarak web sitenizde oturum açar.",
            ),
        ],
    },
    guide: Localized {
        en: include_str!("../../guides/wechat-web.en.md"),
        others: &[
            (
                "zh-Hans",
                include_str!("../../guides/wechat-web.zh-Hans.md"),
            ),
            ("fr", include_str!("../../guides/wechat-web.fr.md")),
        ],
    },
    // Our own drawing: Tencent's mark may not be used without its consent.
    logo: include_str!("logo.svg"),
    form_items: &form::WEB,
};

/// WeChat (Native).
pub(super) static NATIVE: Metadata = Metadata {
    id: "wechat-native",
    target: TARGET,
    platform: Platform::Native,
    name: Localized {
        en: "WeChat (Native)",
        others: &[
            ("zh-Hans", "微信（移动应用）"),
            ("zh-Hant", "微信（行動應用）"),
            ("fr", "WeChat (natif)"),
            ("ko", "WeChat(네이티브)"),
            ("tr", "WeChat (Yerel)"),
        ],
    },
    description: Localized {
        en: "People tap a button in your mobile application, and WeChat on the same phone signs them in.",
        others: &[
            (
                "zh-Hans",
                "用户在你的移动应用中点按按钮，由同一部手机上的微信完成登录。",
            ),
            (
                "zh-Hant",
                "使用者在你的行動應用中點按按鈕，由同一部手機上的微信完成登入。",
            ),
            (
                "fr",
                "Un bouton dans votre application mobile, et WeChat sur le même téléphone vous connecte.",
            ),
            (
                "ko",
                "모바일 앱에서 버튼을 누르면 같은 휴대전화의 WeChat으로 로그인합니다.",
            ),
            (
                "tr",
                "Kullanıcılar mobil uygulamanızdaki düğmeye dokunur; aynı telefondaki WeChat oturumu açar.",
            ),
        ],
    },
    guide: Localized {
        en: include_str!("../../guides/wechat-native.en.md"),
        others: &[
            (
                "zh-Hans",
                include_str!("../../guides/wechat-native.zh-Hans.md"),
            ),
            ("fr", include_str!("../../guides/wechat-native.fr.md")),
        ],
    },
    logo: include_str!("logo.svg"),
    form_items: &form::NATIVE,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_exists_in_the_languages_of_the_console() {
        for metadata in [&WEB, &NATIVE] {
            let items = metadata.form_items.iter();
            let texts = items.flat_map(|item| [item.label, item.description]);
            for text in texts.chain([metadata.name, metadata.description]) {
                for (language, text) in text.all() {
                    assert!(!text.trim().is_empty(), "{language}");
                }
                // A name that reads the same everywhere has no other texts.
                for language in ["zh-Hans", "zh-Hant", "fr"] {
                    let is_there = text.others.is_empty() || text.all().contains_key(language);
                    assert!(is_there, "{language}: {}", text.en);
                }
            }
        }
    }

    #[test]
    fn secrets_are_confidential_under_every_name() {
        let keys: Vec<_> = WEB.confidential_keys().collect();
        assert_eq!(keys, ["clientSecret", "appSecret", "inWechat"]);
        let keys: Vec<_> = NATIVE.confidential_keys().collect();
        assert_eq!(keys, ["clientSecret", "appSecret"]);
    }

    #[test]
    fn the_logo_is_svg_without_script() {
        assert!(WEB.logo.starts_with("<svg "));
        assert!(WEB.logo.contains("#07C160"));
        assert!(!WEB.logo.contains("script") && !WEB.logo.contains("href"));
    }
}
