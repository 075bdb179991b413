//! What a browser calls itself, in words that its owner knows it by.

/// The browser and the system of a user agent, as far as they are known.
///
/// These are names of products, the same in every language. A user agent is a claim: it
/// helps somebody to recognise their own browsers and proves nothing.
pub(crate) fn device(user_agent: &str) -> (Option<&'static str>, Option<&'static str>) {
    let find = |names: &[(&str, &'static str)]| {
        let known = names.iter().find(|(mark, _)| user_agent.contains(mark));
        known.map(|(_, name)| *name)
    };
    (find(BROWSERS), find(SYSTEMS))
}

/// Marks of browsers; those that carry the marks of others come first.
const BROWSERS: &[(&str, &str)] = &[
    ("wxwork", "WeCom"),
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("MQQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn the_mark_of_the_browser_itself_wins_over_those_it_carries() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                      Gecko) Chrome/130.0.0.0 Safari/537.36";
        let wechat = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile \
                      Safari/537.36 MicroMessenger/8.0.50";
        for (agent, known) in [
            (chrome.to_owned(), (Some("Chrome"), Some("Windows"))),
            (
                format!("{chrome} Edg/130.0"),
                (Some("Edge"), Some("Windows")),
            ),
            (wechat.to_owned(), (Some("WeChat"), Some("Android"))),
            (
                format!("{wechat} wxwork/4"),
                (Some("WeCom"), Some("Android")),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1".to_owned(),
                (Some("Safari"), Some("iPhone")),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0".to_owned(),
                (Some("Firefox"), Some("Linux")),
            ),
            ("curl/8.5".to_owned(), (None, None)),
            (String::new(), (None, None)),
        ] {
            assert_eq!(device(&agent), known, "{agent}");
        }
    }
}
