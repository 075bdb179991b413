//! Somebody at a browser without script, who visits programs of others and this server alike.

use std::collections::BTreeMap;
use std::sync::Mutex;

use form_urlencoded::Serializer;
use http::{HeaderMap, HeaderValue, Method, header};
use testkit::in_process::Answer;
use testkit::network::Network;
use testkit::visitor::filled;
use url::Url;

/// A browser: one jar of cookies, because cookies ignore ports and everybody here is `localhost`.
pub(crate) struct Visit<'a> {
    network: &'a Network,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// A page, and where it is.
pub(crate) struct Page {
    pub(crate) address: Url,
    pub(crate) answer: Answer,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(network: &'a Network) -> Self {
        Self {
            network,
            cookies: Mutex::default(),
        }
    }

    /// Opens an address, and goes where it leads.
    pub(crate) async fn opens(&self, address: &str) -> Page {
        self.follows(Method::GET, address, String::new()).await
    }

    /// Opens an address that leads to the sign-in page, chooses WeChat, scans and allows; goes where
    /// that leads.
    pub(crate) async fn signs_in(&self, address: &str, person: &str) -> Page {
        let page = self.opens(address).await;
        let (action, body) = filled(&page.answer, "/sign-in/social/wechat", &[]);
        let action = page.address.join(&action).unwrap();
        let wechat = self.sends(Method::POST, &action, body).await;
        let person = self.network.person(person);
        let callback = person.allows(wechat.location()).await;
        self.opens(&callback).await
    }

    async fn follows(&self, method: Method, address: &str, body: String) -> Page {
        let mut address = Url::parse(address).unwrap();
        let mut answer = self.sends(method, &address, body).await;
        for _ in 0..20 {
            let next = if (300..400).contains(&answer.status) {
                answer.location().to_owned()
            } else if address.path().starts_with("/sign-in/attempt/") && answer.status == 200 {
                "?wait=1".to_owned()
            } else {
                return Page { address, answer };
            };
            address = address.join(&next).unwrap();
            answer = self.sends(Method::GET, &address, String::new()).await;
        }
        panic!("no end at {address}");
    }

    async fn sends(&self, method: Method, address: &Url, body: String) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static("text/html"));
        let cookies = self.cookies.lock().unwrap().clone();
        let cookies = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        headers.insert(header::COOKIE, cookies.parse().unwrap());
        if method == Method::POST {
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            headers.insert(header::CONTENT_TYPE, form);
            headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        }
        let answer = self.network.send(method, address.as_str(), headers, body);
        let answer = answer.await;
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            self.keeps(cookie.to_str().unwrap());
        }
        answer
    }

    fn keeps(&self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let attributes = attributes.to_ascii_lowercase();
        let is_over = ["max-age=0", "01 jan 1970", "01-jan-1970"];
        let mut cookies = self.cookies.lock().unwrap();
        if is_over.iter().any(|it| attributes.contains(it)) {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

impl Page {
    /// Whether the page names somebody, as text or as JSON that is plain ASCII.
    pub(crate) fn names(&self, name: &str) -> bool {
        let escape = |letter: char| match letter {
            letter if letter.is_ascii() => letter.to_string(),
            letter => format!("\\u{:04x}", u32::from(letter)),
        };
        let escaped: String = name.chars().map(escape).collect();
        self.answer.body.contains(name) || self.answer.body.contains(&escaped)
    }
}

/// A query with one address in it.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}
