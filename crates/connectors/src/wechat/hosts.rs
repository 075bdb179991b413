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
