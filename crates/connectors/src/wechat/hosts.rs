//! Where WeChat is: the real one, or a simulator.

use connector_kit::{ConfigError, Endpoints};
use url::Url;

/// The origin that browsers are sent to.
const OPEN: &str = "https://open.weixin.qq.com";

/// The origin that the server calls.
const API: &str = "https://api.weixin.qq.com";

/// The two origins of a WeChat.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    pub(super) open: Url,
    pub(super) api: Url,
}

impl Hosts {
    /// The given origins, or those of the real WeChat.
    pub(super) fn of(endpoints: Option<&Endpoints>) -> Result<Self, Vec<ConfigError>> {
        let open = origin("open", OPEN, endpoints.map(|given| &given.open));
        let api = origin("api", API, endpoints.map(|given| &given.api));
        match (open, api) {
            (Ok(open), Ok(api)) => Ok(Self { open, api }),
            (open, api) => Err(open.err().into_iter().chain(api.err()).collect()),
        }
    }

    /// What addresses for browsers begin with.
    pub(super) fn open_origin(&self) -> String {
        self.open.origin().ascii_serialization()
    }

    /// Whether it is the real WeChat that answers.
    pub(super) fn are_real(&self) -> bool {
        self.api.as_str().trim_end_matches('/') == API
    }
}

impl Hosts {
    /// Where a picture may be copied from: WeChat's picture hosts over https, or this
    /// simulator. Nobody's profile sends this server anywhere else.
    pub(super) fn picture(&self, address: &str) -> Option<Url> {
        let mut url = Url::parse(address).ok()?;
        let of_wechat = url
            .host_str()
            .is_some_and(|host| host.ends_with(".qlogo.cn"));
        if self.are_real() {
            // The older addresses say http; the same host answers on https.
            if url.scheme() == "http" {
                url.set_scheme("https").ok()?;
            }
            let plain = url.scheme() == "https" && url.port().is_none();
            return (of_wechat && plain).then_some(url);
        }
        let here = [self.open.origin(), self.api.origin()];
        here.contains(&url.origin()).then_some(url)
    }
}

/// A configuration together with its hosts, or everything that is wrong with either.
pub(super) fn with_config<T>(
    config: Result<T, Vec<ConfigError>>,
    endpoints: Option<&Endpoints>,
) -> Result<(T, Hosts), Vec<ConfigError>> {
    match (config, Hosts::of(endpoints)) {
        (Ok(config), Ok(hosts)) => Ok((config, hosts)),
        (config, hosts) => {
            let wrong = [config.err(), hosts.err()];
            Err(wrong.into_iter().flatten().flatten().collect())
        }
    }
}

/// Host and port of an origin, as people write them.
pub(super) fn name(origin: &Url) -> String {
    let host = origin.host_str().unwrap_or_default();
    match origin.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// The origin to talk to: the given one, or WeChat's.
fn origin(name: &str, vendor: &str, given: Option<&Url>) -> Result<Url, ConfigError> {
    let wrong = |problem: &str| ConfigError {
        field: format!("endpoints.{name}"),
        message: format!("Only scheme, host and port belong here. {problem}"),
    };
    let Some(url) = given else {
        return Url::parse(vendor).map_err(|error| wrong(&error.to_string()));
    };
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("The scheme is http or https."));
    }
    if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("This one has more behind the host."));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("This one has a user name."));
    }
    Ok(url.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_come_from_wechat_or_from_this_simulator() {
        let real = Hosts::of(None).unwrap();
        let copied = "https://thirdwx.qlogo.cn/mmopen/a/132";
        for address in [copied, "http://thirdwx.qlogo.cn/mmopen/a/132"] {
            let url = real.picture(address);
            assert_eq!(url.as_ref().map(Url::as_str), Some(copied), "{address}");
        }
        for address in [
            "",
            "no address",
            "https://qlogo.cn.evil.example/132",
            "https://evilqlogo.cn/132",
            "https://thirdwx.qlogo.cn:8443/132",
            "https://169.254.169.254/132",
            "ftp://thirdwx.qlogo.cn/132",
            "http://127.0.0.1:3002/avatars/xiaoming/132",
        ] {
            assert_eq!(real.picture(address), None, "{address}");
        }
        let origin = |text: &str| Url::parse(text).unwrap();
        let simulator = Hosts::of(Some(&Endpoints {
            open: origin("http://127.0.0.1:3002"),
            api: origin("http://127.0.0.1:3002"),
        }))
        .unwrap();
        assert!(
            simulator
                .picture("http://127.0.0.1:3002/avatars/xiaoming/132")
                .is_some()
        );
        assert_eq!(simulator.picture(copied), None);
        assert_eq!(
            simulator.picture("http://127.0.0.1:3003/avatars/xiaoming/132"),
            None
        );
    }
}
