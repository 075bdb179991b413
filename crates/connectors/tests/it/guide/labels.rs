//! What is written on WeChat's consoles.

use std::path::Path;

/// Every label that a guide may name, with the English one where the console has it.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("注册", "Sign Up"),
    ("账号中心", ""),
    ("开发者资质认证", ""),
    ("管理中心", ""),
    ("网站应用", "Web Application"),
    ("网页应用", "Web Application"),
    ("创建网站应用", "Create a web app"),
    ("创建网页应用", "Create a web app"),
    ("移动应用", ""),
    ("填写基本信息", ""),
    ("下一步", "Next step"),
    ("填写网站信息", ""),
    ("授权回调域", "Authorization callback domain"),
    ("提交审核", "Submit Review"),
    ("审核中", ""),
    ("已通过", ""),
    ("未通过", ""),
    ("查看", ""),
    ("启用", ""),
    ("重置", ""),
    ("微信登录", ""),
    ("已获得", ""),
    ("未获得", ""),
    ("公众号", ""),
    ("绑定", ""),
    ("服务号", ""),
    ("设置与开发", ""),
    ("功能设置", ""),
    ("网页授权域名", ""),
    ("使用完整服务", ""),
];

/// Everything that the simulator can show: templates and sources without comments.
pub(super) fn of_the_simulator() -> String {
    let simulator = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator");
    let mut texts = String::new();
    collect(&simulator.join("templates"), &mut texts);
    collect(&simulator.join("src"), &mut texts);
    texts
}

fn collect(folder: &Path, texts: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = text.lines();
        for line in lines.filter(|line| !line.trim_start().starts_with("//")) {
            texts.push_str(line);
            texts.push('\n');
        }
    }
}
