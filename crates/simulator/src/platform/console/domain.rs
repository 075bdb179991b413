//! What 授权回调域 and 网页授权域名 accept: a bare host name (`wechat-platform.md` 1.5, 4.4).

use url::{Host, Url};

use super::Problem;

/// A host name as it is stored: lower-case, international names in their ASCII form.
///
/// `is_local` is the simulator's own box: this computer is accepted too.
pub(crate) fn bare_host(
    field: &'static str,
    text: &str,
    is_local: bool,
) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        let problem = Problem::new(
            field,
            "请填写域名。",
            "Enter a domain, such as id.acme.example.",
        );
        return Err(problem);
    }
    if text.len() > 253 {
        return Err(Problem::new(
            field,
            "域名过长。",
            "A domain has at most 253 characters.",
        ));
    }
    let fix = host_of(text);
    let say =
        |zh: &str, en: &str| Problem::new(field, zh, en).or_use(acceptable(fix.as_ref(), is_local));
    if text.contains("://") || text.starts_with("//") {
        let (zh, en) = if has_path(text) {
            (
                "只填写域名，不含 https:// 和路径。",
                "Only the domain, without https:// and path.",
            )
        } else {
            (
                "只填写域名，不含 https://。",
                "Only the domain, without https://.",
            )
        };
        return Err(say(zh, en));
    }
    if text.contains(['/', '?', '#']) {
        return Err(say(
            "只填写域名，不含路径。",
            "Only the domain, without a path.",
        ));
    }
    let Some(host) = fix.clone() else {
        let (zh, en) = (
            "域名格式不正确。",
            "This is not a domain. It looks like id.acme.example.",
        );
        return Err(Problem::new(field, zh, en));
    };
    if text.contains('@') {
        return Err(say("只填写域名。", "Only the domain, without a user name."));
    }
    if has_port(text) {
        return Err(say(
            "域名不能包含端口。",
            "Only the domain, without a port.",
        ));
    }
    if is_local && is_this_computer(&host) {
        return Ok(host.to_string());
    }
    match host {
        Host::Domain(name) if name == "localhost" || name.ends_with(".localhost") => {
            Err(Problem::new(
                field,
                "不支持 localhost，请填写公网域名。",
                "WeChat does not accept localhost. Enter a domain, or tick the box below.",
            ))
        }
        Host::Domain(name) if !is_domain(&name) => Err(Problem::new(
            field,
            "域名格式不正确。",
            "This is not a whole domain. It looks like id.acme.example.",
        )),
        Host::Domain(name) => Ok(name),
        Host::Ipv4(_) | Host::Ipv6(_) => Err(Problem::new(
            field,
            "不支持 IP 地址，请填写域名。",
            "WeChat does not accept an IP address. Enter a domain.",
        )),
    }
}

/// The host inside whatever was entered.
fn host_of(text: &str) -> Option<Host> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let address = format!("http://{}", rest.trim_start_matches('/'));
    Some(Url::parse(&address).ok()?.host()?.to_owned())
}

/// What would be accepted in place of it.
fn acceptable(host: Option<&Host>, is_local: bool) -> Option<String> {
    let host = host?;
    let fits = match host {
        Host::Domain(name) => is_domain(name),
        Host::Ipv4(_) | Host::Ipv6(_) => false,
    };
    (fits || (is_local && is_this_computer(host))).then(|| host.to_string())
}

fn is_this_computer(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Labels of letters, digits and hyphens, at least two, the last one no number.
fn is_domain(name: &str) -> bool {
    let labels: Vec<_> = name.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    labels.len() > 1
        && labels.iter().all(is_label)
        && labels.last().is_some_and(|last| *last != "localhost")
}

fn has_path(text: &str) -> bool {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.trim_start_matches('/').contains(['/', '?', '#'])
}

fn has_port(text: &str) -> bool {
    match text.rsplit_once(']') {
        Some((_, rest)) => rest.contains(':'),
        None => text.contains(':'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_hosts_are_stored_as_browsers_name_them() {
        for (text, stored) in [
            ("id.acme.example", "id.acme.example"),
            (" ID.Acme.Example ", "id.acme.example"),
            ("登录.example", "xn--w2t382c.example"),
        ] {
            assert_eq!(bare_host("d", text, false), Ok(stored.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_corrected_value_is_offered() {
        for text in [
            "https://id.acme.example",
            "https://id.acme.example/callback",
            "http://id.acme.example:8080/x?y#z",
            "id.acme.example/",
            "id.acme.example/callback",
            "id.acme.example:8080",
            "//id.acme.example",
            "dev@id.acme.example",
            "id.acme.example?x",
        ] {
            let problem = bare_host("d", text, false).unwrap_err();
            assert_eq!(problem.fix.as_deref(), Some("id.acme.example"), "{text}");
        }
    }

    #[test]
    fn this_computer_and_numbers_are_refused_without_a_guess() {
        for text in [
            "",
            " ",
            "localhost",
            "http://localhost:3001/",
            "localhost:3001",
            "127.0.0.1",
            "127.1",
            "http://10.0.0.1",
            "[::1]",
            "acme",
            "-a.example",
            "a..example",
            "a_b.example",
            "a b.example",
            "a.localhost",
            "example.",
        ] {
            let problem = bare_host("d", text, false).unwrap_err();
            assert_eq!(problem.fix, None, "{text}");
        }
    }

    #[test]
    fn the_box_accepts_this_computer_alone() {
        for (text, stored) in [
            ("localhost", "localhost"),
            ("127.0.0.1", "127.0.0.1"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(bare_host("d", text, true), Ok(stored.to_owned()));
        }
        let problem = bare_host("d", "http://localhost:3001/callback", true).unwrap_err();
        assert_eq!(problem.fix.as_deref(), Some("localhost"));
        assert!(bare_host("d", "10.0.0.1", true).is_err());
    }

    proptest::proptest! {
        #[test]
        fn what_is_stored_is_a_bare_host_and_what_is_offered_is_accepted(
            text in proptest::prop_oneof![
                ".{0,40}",
                "(https?://)?[a-z0-9.@:\\[\\]/?#%\u{5c0f}-]{0,30}",
                "[a-z]{1,8}\\.example(:[0-9]{1,6})?(/[a-z]{0,5})?",
            ],
            is_local: bool,
        ) {
            match bare_host("d", &text, is_local) {
                Ok(host) => {
                    proptest::prop_assert!(!host.contains(['/', '@', '?', '#', ' ']), "{}", host);
                    proptest::prop_assert_eq!(bare_host("d", &host, is_local), Ok(host.clone()));
                }
                Err(problem) => {
                    if let Some(fix) = problem.fix {
                        proptest::prop_assert_eq!(bare_host("d", &fix, is_local), Ok(fix.clone()));
                    }
                }
            }
        }
    }
}
