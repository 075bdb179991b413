//! The guide of a kind of connector, cut into the steps of the console.

use connector_kit::Metadata;
use pages::Language;
use pages::console::connectors::guide::{Step, Steps};

/// The texts of the steps, in a language.
pub(in crate::console::connectors) fn texts(metadata: &Metadata, language: Language) -> Steps {
    let guide = metadata.guide.text(language.tag());
    let step = |text: String| Step {
        text,
        ..Step::default()
    };
    let first = chapter(guide, 1);
    if metadata.is_native() {
        // Its first paragraph is about the account.
        let (account, app) = first.split_once("\n\n").unwrap_or(("", first));
        return Steps {
            account: step(account.to_owned()),
            app: step(app.to_owned()),
            trying: step(chapter(guide, 4).to_owned()),
            ..Steps::default()
        };
    }
    let parts = sections(first);
    let some = |numbers: &[usize]| {
        let texts = numbers.iter().filter_map(|number| parts.get(*number));
        step(texts.copied().collect::<Vec<_>>().join("\n"))
    };
    // Before you start, account; basic info, website info, what gets refused; result.
    Steps {
        account: some(&[0, 1]),
        app: some(&[2, 3, 5]),
        keys: some(&[4]),
        in_wechat: in_wechat(chapter(guide, 2)),
        ..Steps::default()
    }
}

/// What stands under a heading such as `## 1. …`.
fn chapter(guide: &str, number: usize) -> &str {
    let heading = format!("\n## {number}. ");
    let Some((_, rest)) = guide.split_once(&heading) else {
        return "";
    };
    let rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    rest.split("\n## ").next().unwrap_or_default().trim()
}

/// The parts of a chapter, each with its heading.
fn sections(chapter: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = chapter
        .match_indices("### ")
        .map(|(at, _)| at)
        .filter(|at| *at == 0 || chapter.as_bytes().get(at - 1) == Some(&b'\n'))
        .collect();
    starts.push(chapter.len());
    starts
        .windows(2)
        .filter_map(|pair| chapter.get(pair[0]..pair[1]))
        .collect()
}

/// What people inside WeChat need: the last part, up to where files begin.
fn in_wechat(chapter: &str) -> String {
    let last = sections(chapter).pop().unwrap_or_default();
    let text = last.split_once('\n').map_or("", |(_, text)| text);
    let text = text.split("```").next().unwrap_or_default().trim();
    // The last item leads to the file that follows it in the guide.
    let is_about_the_file =
        |line: &str| line.starts_with(char::is_numeric) && line.ends_with([':', '：']);
    let lines = text.lines().filter(|line| !is_about_the_file(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_text_in_every_language() {
        for language in Language::CONSOLE {
            let web = connectors::factory("wechat-web").unwrap().metadata();
            let steps = texts(web, *language);
            let app = &steps.app.text;
            assert!(
                steps.account.text.contains("open.weixin.qq.com"),
                "{language:?}"
            );
            for label in ["网站应用", "填写基本信息", "授权回调域", "提交审核"] {
                assert!(app.contains(label), "{language:?} {label}: {app}");
            }
            assert!(steps.keys.text.contains("AppSecret"), "{language:?}");
            assert!(!steps.keys.text.contains("提交审核"), "{language:?}");
            let inside = &steps.in_wechat;
            assert!(
                inside.contains("服务号") && inside.contains("网页授权域名"),
                "{inside}"
            );
            assert!(!inside.contains("clientSecret"), "{inside}");

            let native = connectors::factory("wechat-native").unwrap().metadata();
            let steps = texts(native, *language);
            assert!(!steps.account.text.is_empty(), "{language:?}");
            assert!(steps.app.text.contains("移动应用"), "{language:?}");
            assert!(
                steps.trying.text.contains("snsapi_userinfo"),
                "{language:?}"
            );
        }
    }
}
