//! Where outgoing calls may go.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Origin, Url};

/// The origins that may be called although they are not public: those of
/// connectors in simulator mode. Clones share one set.
#[derive(Clone, Debug, Default)]
pub struct Allowed(Arc<RwLock<Origins>>);

#[derive(Debug, Default)]
struct Origins {
    always: HashSet<Origin>,
    /// Each as often as it was lent.
    lent: Vec<Origin>,
}

/// Origins that may be called as long as this exists.
#[must_use]
pub struct Lent {
    allowed: Allowed,
    origins: Vec<Origin>,
}

impl Allowed {
    /// Replaces the whole set by these origins; what is lent stays.
    ///
    /// An origin is scheme, host and port; no other port of the same host is let in.
    pub fn allow(&self, origins: impl IntoIterator<Item = Origin>) {
        self.change(|all| all.always = origins.into_iter().collect());
    }

    /// Lets these origins in for a while, for instance to check a set-up before it is used.
    pub fn lend(&self, origins: impl IntoIterator<Item = Origin>) -> Lent {
        let origins: Vec<Origin> = origins.into_iter().collect();
        self.change(|all| all.lent.extend(origins.iter().cloned()));
        let allowed = self.clone();
        Lent { allowed, origins }
    }

    pub(super) fn contains(&self, url: &Url) -> bool {
        let all = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let origin = url.origin();
        all.always.contains(&origin) || all.lent.contains(&origin)
    }

    fn change(&self, change: impl FnOnce(&mut Origins)) {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner));
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        self.allowed.change(|all| {
            for origin in &self.origins {
                if let Some(at) = all.lent.iter().position(|lent| lent == origin) {
                    all.lent.swap_remove(at);
                }
            }
        });
    }
}

/// An address that outgoing calls must not go to, or a name that leads only to such.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Refused(pub(super) String);

/// Checks everything about an address that can be seen before its name is resolved.
pub(super) fn check(url: &Url) -> Result<(), Refused> {
    let refused = |why: String| Err(Refused(why));
    if url.scheme() != "https" {
        return refused("only https is allowed".to_owned());
    }
    let ip = match url.host() {
        None => return refused("there is no host".to_owned()),
        Some(Host::Domain(_)) => return Ok(()),
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip),
    };
    if is_public(ip) {
        Ok(())
    } else {
        refused(format!("{ip} is not a public address"))
    }
}

/// Resolves names, and keeps what is not public from the connector.
///
/// The connection is made to the very addresses that were checked, so a name that
/// resolves differently the second time gains nothing.
pub(super) struct PublicOnly;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let public: Vec<SocketAddr> = found
                .iter()
                .copied()
                .filter(|address| is_public(address.ip()))
                .collect();
            match found.first() {
                Some(first) if public.is_empty() => Err(Refused(format!(
                    "{} leads to {}, which is not a public address",
                    name.as_str(),
                    first.ip()
                ))
                .into()),
                _ => Ok(Box::new(public.into_iter()) as Addrs),
            }
        })
    }
}

/// Whether an address belongs to the public internet, by IANA's registries of
/// special-purpose addresses (RFC 6890).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let is_special = matches!(
        ip.octets(),
        // This network, private use, loopback; multicast, reserved, broadcast.
        [0 | 10 | 127 | 224.., ..]
            // Shared address space of carriers.
            | [100, 64..=127, ..]
            // Link-local: cloud metadata services live here.
            | [169, 254, ..]
            | [172, 16..=31, ..]
            // Protocol assignments, documentation, relay anycast, private use.
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            // Benchmarks, documentation.
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    );
    !is_special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    // An IPv4 address in IPv6 clothes (mapped, NAT64) counts as what it is.
    if let [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] = segments {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        return is_public_v4(Ipv4Addr::new(a, b, c, d));
    }
    match segments {
        // Protocol assignments with Teredo, documentation, 6to4, documentation.
        [0x2001, second, ..] if second < 0x200 || second == 0xdb8 => false,
        [0x2002, ..] | [0x3fff, 0..0x1000, ..] => false,
        // Only 2000::/3 is given out as global unicast.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lent_is_let_in_until_it_is_given_back() {
        let allowed = Allowed::default();
        let url: Url = "http://127.0.0.1:3002/sns".parse().unwrap();
        let other: Url = "http://127.0.0.1:3003/sns".parse().unwrap();
        let (first, second) = (allowed.lend([url.origin()]), allowed.lend([url.origin()]));
        allowed.allow([other.origin()]);
        drop(first);
        assert!(allowed.contains(&url) && allowed.contains(&other));
        drop(second);
        assert!(!allowed.contains(&url) && allowed.contains(&other));
    }

    #[test]
    fn only_public_addresses_pass() {
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "203.205.239.154",
            "223.255.255.255",
            "2402:4e00::1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
        for special in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.4",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.5",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff:fff::1",
            "fc00::1",
            "fd00::2",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
    }

    #[test]
    fn literals_are_checked_in_every_spelling() {
        for url in [
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://017700000001/",
            "https://[::1]/",
            "https://[::ffff:7f00:1]/",
            "https://169.254.169.254/latest/meta-data",
            "http://example.com/",
            "ftp://example.com/",
            "data:text/plain,x",
        ] {
            assert!(check(&Url::parse(url).unwrap()).is_err(), "{url}");
        }
        assert!(check(&Url::parse("https://api.weixin.qq.com/sns").unwrap()).is_ok());
        assert!(check(&Url::parse("https://1.1.1.1/").unwrap()).is_ok());
    }

    #[tokio::test]
    async fn names_keep_their_public_addresses_only() {
        let resolve = |name: &str| PublicOnly.resolve(name.parse().unwrap());
        let addresses: Vec<_> = resolve("1.1.1.1").await.unwrap().collect();
        assert_eq!(addresses, ["1.1.1.1:0".parse().unwrap()]);
        let error = resolve("localhost").await.err().unwrap();
        assert!(error.downcast_ref::<Refused>().is_some(), "{error}");
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let url = |text: &str| Url::parse(text).unwrap();
        let allowed = Allowed::default();
        allowed.allow([url("http://localhost:3002").origin()]);
        assert!(allowed.contains(&url("http://localhost:3002/sns/userinfo")));
        for other in [
            "https://localhost:3002/",
            "http://localhost:3003/",
            "http://localhost/",
            "http://127.0.0.1:3002/",
            "http://localhost.example:3002/",
            "http://localhost:3002@127.0.0.1/",
        ] {
            assert!(!allowed.contains(&url(other)), "{other}");
        }
        let clone = allowed.clone();
        clone.allow([]);
        assert!(!allowed.contains(&url("http://localhost:3002/")));
    }
}
