//! Where a sign-in returns to: the check of the callback domain, and the address that is built.

use url::{Host, Url};

use crate::settings::{App, AppKind};

/// Whether a redirect URI lies on the app's callback domain (`wechat-platform.md` 1.5), or on one of a service
/// account's web authorization domains (4.4).
///
/// The host must be the same, letter case apart; scheme, path and query are not compared; only the usual ports pass.
/// This computer is refused, as WeChat does, unless the app allows it.
///
/// # Errors
///
/// A sentence that says which setting refused the address.
pub(crate) fn check(app: &App, redirect_uri: &str, any_port: bool) -> Result<(), String> {
    let address = Url::parse(redirect_uri).ok();
    // Only these schemes have a host that a browser would really go to: `javascript://localhost/` has one too.
    let address = address.filter(|address| matches!(address.scheme(), "http" | "https"));
    let Some((address, host)) = address
        .as_ref()
        .and_then(|address| Some((address, address.host()?.to_owned())))
    else {
        return Err("redirect_uri is not an http or https address. It is encoded once, neither twice nor not at all.".to_owned());
    };
    if app.kind == AppKind::ServiceAccount {
        let label = "web authorization domain 网页授权域名";
        let mut outcome = Err(format!("This service account has no {label}."));
        for domain in &app.web_authorization_domains {
            outcome = outcome.or_else(|_| fits(app, label, domain, (address, &host), any_port));
        }
        outcome
    } else {
        let label = "callback domain 授权回调域";
        fits(app, label, &app.callback_domain, (address, &host), any_port)
    }
}

fn fits(
    app: &App,
    label: &str,
    stored: &str,
    (address, host): (&Url, &Host),
    any_port: bool,
) -> Result<(), String> {
    // Test accounts alone take an IP address, with or without a port (`wechat-platform.md` 1.5).
    let is_number = !matches!(host, Host::Domain(_));
    if app.test_account && is_number {
        let with_port = address
            .port_or_known_default()
            .map(|port| format!("{host}:{port}"));
        let is_usual = matches!(address.port(), None | Some(80 | 443));
        let stored = stored.trim();
        if with_port.is_some_and(|text| text == stored) || is_usual && stored == host.to_string() {
            return Ok(());
        }
    }
    let Ok(domain) = Host::parse(stored.trim()) else {
        return Err(format!(
            "The {label} of this app is “{stored}”. It must be a bare host name: no scheme, no port, no path."
        ));
    };
    if app.allow_local_callback && is_this_computer(&domain) && is_this_computer(host) {
        return Ok(());
    }
    if is_this_computer(host) || !matches!(host, Host::Domain(_)) {
        return Err(format!(
            "redirect_uri is on {host}. WeChat refuses localhost and IP addresses; allow_local_callback with the domain localhost accepts this computer here."
        ));
    }
    if *host != domain {
        return Err(format!(
            "The {label} of this app is {domain}; redirect_uri is on {host}. They must be equal, sub-domains included."
        ));
    }
    match address.port() {
        None | Some(80 | 443) => Ok(()),
        Some(_) if any_port => Ok(()),
        Some(port) => Err(format!(
            "redirect_uri has the port {port}. WeChat accepts 80 and 443 only."
        )),
    }
}

/// The callback address as WeChat's page script builds it: plain text, one after the other (`wechat-platform.md` 3.3).
///
/// So a fragment stays in the middle and swallows the code, and a question mark anywhere makes the joint a `&`.
pub(crate) fn build(redirect_uri: &str, code: &str, state: &str) -> String {
    join(redirect_uri, &format!("code={code}&state={state}"))
}

/// The callback address without a code, as older clients send it after a refusal (`wechat-platform.md` 4.6).
pub(crate) fn build_without_code(redirect_uri: &str, state: &str) -> String {
    join(redirect_uri, &format!("state={state}"))
}

fn join(redirect_uri: &str, parameters: &str) -> String {
    let joint = if redirect_uri.contains('?') { '&' } else { '?' };
    format!("{redirect_uri}{joint}{parameters}")
}

fn is_this_computer<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seed;

    fn app(domain: &str, allow_local_callback: bool) -> App {
        App {
            callback_domain: domain.to_owned(),
            allow_local_callback,
            ..seed::apps().remove(0)
        }
    }

    #[test]
    fn the_host_must_be_equal_and_the_port_usual() {
        let strict = app("id.acme.example", false);
        for good in [
            "https://id.acme.example/callback/wechat",
            "http://id.acme.example/",
            "HTTP://ID.ACME.Example/x?y=z#f",
            "https://id.acme.example:443",
            "https://id.acme.example:80/",
            "http://id.acme.example:443/",
        ] {
            assert_eq!(check(&strict, good, false), Ok(()), "{good}");
        }
        for bad in [
            "https://acme.example/",
            "https://www.id.acme.example/",
            "https://id.acme.example.evil.example/",
            "https://id.acme.example@evil.example/",
            "https://evil.example\\@id.acme.example/",
            "https://id.acme.example:8443/",
            "id.acme.example/callback",
            "https%3A%2F%2Fid.acme.example%2F",
            "javascript://id.acme.example/%0aalert(1)",
            "ftp://id.acme.example/",
            "",
        ] {
            assert!(check(&strict, bad, false).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_domain_stored_with_more_than_a_host_never_matches() {
        for domain in [
            "https://id.acme.example",
            "id.acme.example/",
            "id.acme.example/callback",
            "id.acme.example:443",
            "",
        ] {
            assert!(
                check(
                    &app(domain, false),
                    "https://id.acme.example/callback",
                    false
                )
                .is_err()
            );
        }
    }

    #[test]
    fn international_names_are_compared_as_punycode() {
        assert!(
            check(
                &app("登录.example", false),
                "https://xn--1bsz5z.example/",
                false
            )
            .is_err()
        );
        let domain = app("Bücher.example", false);
        assert_eq!(
            check(&domain, "https://xn--bcher-kva.example/", false),
            Ok(())
        );
        assert_eq!(check(&domain, "https://BÜCHER.example/", false), Ok(()));
    }

    #[test]
    fn this_computer_needs_the_switch_and_a_local_domain() {
        let local = [
            "http://localhost:3001/callback/wechat",
            "http://127.0.0.1:9/",
            "http://[::1]:3001/",
            "https://LOCALHOST/",
        ];
        for domain in ["localhost", "127.0.0.1", "[::1]"] {
            for address in local {
                assert_eq!(
                    check(&app(domain, true), address, false),
                    Ok(()),
                    "{address}"
                );
                assert!(
                    check(&app(domain, false), address, false).is_err(),
                    "{address}"
                );
            }
        }
        assert!(check(&app("id.acme.example", true), local[0], false).is_err());
        assert!(check(&app("localhost", true), "http://192.168.1.2/", false).is_err());
        assert!(check(&app("192.168.1.2", false), "http://192.168.1.2/", false).is_err());
        assert_eq!(
            check(
                &app("id.acme.example", true),
                "https://id.acme.example/",
                false
            ),
            Ok(())
        );
    }

    #[test]
    fn a_service_account_has_its_own_domains() {
        let account = |domains: &[&str]| App {
            kind: AppKind::ServiceAccount,
            web_authorization_domains: domains.iter().map(|&domain| domain.to_owned()).collect(),
            ..app("callback.acme.example", true)
        };
        let both = account(&["id.acme.example", "localhost"]);
        assert_eq!(check(&both, "http://id.acme.example/x", false), Ok(()));
        assert_eq!(check(&both, "http://127.0.0.1:3001/x", false), Ok(()));
        for bad in [
            "https://callback.acme.example/",
            "https://acme.example/",
            "https://pay.id.acme.example/",
            "https://id.acme.example:8443/",
        ] {
            assert!(check(&both, bad, false).is_err(), "{bad}");
        }
        let none = check(&account(&[]), "https://callback.acme.example/", false);
        assert!(none.unwrap_err().contains("网页授权域名"));
    }

    #[test]
    fn the_address_is_joined_as_text() {
        assert_eq!(build("https://a/b", "C", "S"), "https://a/b?code=C&state=S");
        assert_eq!(
            build("https://a/b?x=1", "C", "S"),
            "https://a/b?x=1&code=C&state=S"
        );
        assert_eq!(
            build("https://a/#/route", "C", "S"),
            "https://a/#/route?code=C&state=S"
        );
        assert_eq!(build("https://a/b", "C", ""), "https://a/b?code=C&state=");
        assert_eq!(
            build_without_code("https://a/b", "S"),
            "https://a/b?state=S"
        );
    }

    #[test]
    fn any_port_passes_where_the_switch_says_so() {
        let site = app("id.acme.example", false);
        assert_eq!(check(&site, "https://id.acme.example:8443/", true), Ok(()));
        assert!(check(&site, "https://acme.example:8443/", true).is_err());
    }

    #[test]
    fn a_test_account_alone_takes_numbers() {
        let account = |domain: &str, test_account| App {
            kind: AppKind::ServiceAccount,
            web_authorization_domains: vec![domain.to_owned()],
            test_account,
            ..app("", false)
        };
        for (domain, address) in [
            ("192.168.1.2", "http://192.168.1.2/x"),
            ("192.168.1.2:8080", "http://192.168.1.2:8080/x"),
        ] {
            assert_eq!(check(&account(domain, true), address, false), Ok(()));
            assert!(check(&account(domain, false), address, false).is_err());
            assert!(check(&account(domain, true), "http://192.168.1.3/", false).is_err());
        }
        assert!(
            check(
                &account("192.168.1.2", true),
                "http://192.168.1.2:8080/",
                false
            )
            .is_err()
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_asked_gets_an_answer(domain in ".{0,20}", address in ".{0,40}", test_account: bool) {
            let app = App { test_account, ..app(&domain, true) };
            let _ = check(&app, &address, false);
            let built = build(&address, "C", "S");
            proptest::prop_assert!(built.starts_with(&address) && built.ends_with("code=C&state=S"));
        }

        #[test]
        fn only_the_stored_host_passes(host in "[a-z]{1,8}\\.(example|test)", other in "[a-z]{1,8}\\.(example|test)", path in "[a-z/]{0,10}") {
            let outcome = check(&app(&host, false), &format!("https://{other}/{path}"), false);
            proptest::prop_assert_eq!(outcome.is_ok(), host == other);
        }
    }
}
