//! What the wizard's two steps accept (`wechat-platform.md` 9.3).

use url::Url;

use super::Problem;
use super::domain::bare_host;
use crate::settings::{App, AppKind, Details, Icon};

/// What step 1, 填写基本信息, has come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Basics {
    pub(crate) name: String,
    pub(crate) details: Details,
}

impl Basics {
    /// As a form shows it again.
    pub(crate) fn of(app: &App) -> Self {
        Self {
            name: app.name.clone(),
            details: app.details.clone(),
        }
    }

    /// Every field that is not accepted, in the order of the form.
    pub(crate) fn problems(&self, kind: AppKind) -> Vec<Problem> {
        let mut problems = Vec::new();
        let details = &self.details;
        length(&mut problems, "name", &self.name, 1..=30);
        length(&mut problems, "english_name", &details.english_name, 0..=60);
        if kind == AppKind::ServiceAccount {
            return problems;
        }
        length(&mut problems, "description", &details.description, 1..=200);
        length(
            &mut problems,
            "english_description",
            &details.english_description,
            0..=400,
        );
        problems.extend(website(&details.website));
        if details.registration_form.is_empty() && kind == AppKind::Website {
            problems.push(Problem::new(
                "registration_form",
                "请上传登记表扫描件。",
                "Choose a file, or use the sample form.",
            ));
        }
        for (field, icon, side) in [
            ("small_icon", &details.small_icon, 28),
            ("large_icon", &details.large_icon, 108),
        ] {
            if icon.is_empty() {
                problems.push(Problem::new(
                    field,
                    format!("请上传 {side}×{side} 的 PNG 图标，不超过 300KB。"),
                    format!("Choose a PNG file of {side} by {side} pixels and at most 300 KB."),
                ));
            }
        }
        problems
    }
}

/// An uploaded icon, or why it is none.
pub(crate) fn icon(field: &'static str, file: &[u8], side: u32) -> Result<Icon, Problem> {
    use crate::settings::IconProblem::{NotPng, TooLarge, WrongSize};
    Icon::of_file(file, side).map_err(|problem| match problem {
        NotPng => Problem::new(
            field,
            "仅支持 PNG 格式。",
            "This file is not a PNG picture.",
        ),
        TooLarge => Problem::new(
            field,
            "图片不能超过 300KB。",
            "This file has more than 300 KB.",
        ),
        WrongSize { width, height } => Problem::new(
            field,
            format!("图片须为 {side}×{side} 像素，当前为 {width}×{height}。"),
            format!("The icon is {side} by {side} pixels. This one is {width} by {height}."),
        ),
    })
}

/// What step 2, 填写网站信息 or 填写平台信息, says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Site {
    pub(crate) website: String,
    pub(crate) callback_domain: String,
    pub(crate) is_local: bool,
    pub(crate) filing_number: String,
    pub(crate) ios_bundle_id: String,
    pub(crate) universal_link: String,
    pub(crate) android_package: String,
    pub(crate) android_signature: String,
}

impl Site {
    /// As a form shows it again.
    pub(crate) fn of(app: &App) -> Self {
        let details = app.details.clone();
        Self {
            website: details.website,
            callback_domain: app.callback_domain.clone(),
            is_local: app.allow_local_callback,
            filing_number: details.filing_number,
            ios_bundle_id: details.ios_bundle_id,
            universal_link: details.universal_link,
            android_package: details.android_package,
            android_signature: details.android_signature,
        }
    }

    /// Every field that is not accepted, in the order of the form.
    pub(crate) fn problems(&self, kind: AppKind) -> Vec<Problem> {
        let mut problems = Vec::new();
        match kind {
            AppKind::Website => {
                problems.extend(website(&self.website));
                problems.extend(
                    bare_host("callback_domain", &self.callback_domain, self.is_local).err(),
                );
            }
            AppKind::Mobile => self.platform_problems(&mut problems),
            AppKind::ServiceAccount | AppKind::MiniProgram => {}
        }
        length(&mut problems, "filing_number", &self.filing_number, 0..=60);
        problems
    }

    fn platform_problems(&self, problems: &mut Vec<Problem>) {
        let is_name = |text: &str| {
            text.len() <= 155
                && text.contains('.')
                && text.split('.').all(|part| {
                    !part.is_empty()
                        && part
                            .bytes()
                            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                })
        };
        let has_ios = !self.ios_bundle_id.is_empty() || !self.universal_link.is_empty();
        let has_android = !self.android_package.is_empty() || !self.android_signature.is_empty();
        if !has_ios && !has_android {
            problems.push(Problem::new(
                "ios_bundle_id",
                "请至少填写一个平台的信息。",
                "Fill in iOS, Android, or both.",
            ));
            return;
        }
        let name = "Looks like com.acme.paperboat.";
        if has_ios && !is_name(&self.ios_bundle_id) {
            problems.push(Problem::new(
                "ios_bundle_id",
                "Bundle ID 格式不正确。",
                name,
            ));
        }
        let is_https = |text: &str| {
            Url::parse(text).is_ok_and(|address| address.scheme() == "https" && address.has_host())
        };
        if has_ios && !is_https(&self.universal_link) {
            problems.push(Problem::new(
                "universal_link",
                "Universal Links 须以 https:// 开头。",
                "An https address, such as https://acme.example/app/.",
            ));
        }
        if has_android && !is_name(&self.android_package) {
            problems.push(Problem::new(
                "android_package",
                "应用包名格式不正确。",
                name,
            ));
        }
        let is_digest = self.android_signature.len() == 32
            && self
                .android_signature
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if has_android && !is_digest {
            problems.push(Problem::new(
                "android_signature",
                "应用签名为 32 位小写字母和数字，不含冒号。",
                "The MD5 of the signature: 32 lower-case hexadecimal digits without colons.",
            ));
        }
    }

    /// Puts what is accepted into the app; the domain as it is stored.
    pub(crate) fn apply(&self, app: &mut App) {
        let details = &mut app.details;
        details.filing_number.clone_from(&self.filing_number);
        match app.kind {
            AppKind::Website => {
                details.website.clone_from(&self.website);
                let typed = self.callback_domain.trim();
                app.callback_domain = bare_host("callback_domain", typed, self.is_local)
                    .unwrap_or_else(|_| typed.to_owned());
                app.allow_local_callback = self.is_local;
            }
            AppKind::Mobile => {
                details.ios_bundle_id.clone_from(&self.ios_bundle_id);
                details.universal_link.clone_from(&self.universal_link);
                details.android_package.clone_from(&self.android_package);
                details
                    .android_signature
                    .clone_from(&self.android_signature);
            }
            AppKind::ServiceAccount | AppKind::MiniProgram => {}
        }
    }
}

fn website(text: &str) -> Option<Problem> {
    let is_web = Url::parse(text)
        .is_ok_and(|address| matches!(address.scheme(), "http" | "https") && address.has_host());
    (!is_web || text.len() > 255).then(|| {
        let fix = (!text.is_empty() && !text.contains("://"))
            .then(|| format!("https://{text}"))
            .filter(|text| Url::parse(text).is_ok());
        Problem::new(
            "website",
            "请填写以 http:// 或 https:// 开头的网址。",
            "A whole address, such as https://acme.example.",
        )
        .or_use(fix)
    })
}

fn length(
    problems: &mut Vec<Problem>,
    field: &'static str,
    text: &str,
    range: std::ops::RangeInclusive<usize>,
) {
    let count = text.trim().chars().count();
    if range.contains(&count) {
        return;
    }
    let most = range.end();
    problems.push(if count == 0 {
        Problem::new(
            field,
            "此项为必填项。",
            format!("Enter 1 to {most} characters."),
        )
    } else {
        Problem::new(
            field,
            format!("不能超过 {most} 个字，当前 {count} 个。"),
            format!("At most {most} characters. This has {count}."),
        )
    });
}
