//! Somebody at a browser without script: keeps cookies, reads pages, presses buttons.

use std::collections::BTreeMap;
use std::sync::Mutex;

use form_urlencoded::Serializer;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use serde_json::json;
use url::Url;

use crate::in_process::Answer;
use crate::network::Network;

/// Somebody at a browser without script.
pub struct Visitor<'a> {
    network: &'a Network,
    cookies: Mutex<BTreeMap<String, String>>,
    headers: HeaderMap,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(network: &'a Network) -> Self {
        Self {
            network,
            cookies: Mutex::default(),
            headers: HeaderMap::new(),
        }
    }
}

impl Visitor<'_> {
    /// Sends a header with every request from now on.
    #[must_use]
    pub fn sending(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a header name of a test is right");
        self.headers
            .insert(name, value.parse().expect("a header of a test is right"));
        self
    }

    /// Opens an address; a path is one of the server.
    pub async fn get(&self, address: &str) -> Answer {
        self.request(Method::GET, address, String::new()).await
    }

    /// Opens an address, and goes on where redirects lead as long as that is the server.
    pub async fn follow(&self, address: &str) -> Answer {
        let mut answer = self.get(address).await;
        for _ in 0..10 {
            if !(300..400).contains(&answer.status) {
                return answer;
            }
            let next = self.absolute(answer.location());
            if !self.is_server(&next) {
                return answer;
            }
            answer = self.get(&next).await;
        }
        panic!("redirects without end");
    }

    /// Sends a form.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        self.request(Method::POST, address, body).await
    }

    /// Presses the button of the form on `page` whose action begins with `action`.
    pub async fn press(&self, page: &Answer, action: &str) -> Answer {
        self.press_with(page, action, &[]).await
    }

    /// Presses a button that adds fields of its own.
    pub async fn press_with(&self, page: &Answer, action: &str, more: &[(&str, &str)]) -> Answer {
        let (address, body) = filled(page, action, more);
        self.request(Method::POST, &address, body).await
    }

    /// Sends what [`filled`] says to another address, as a button with an address of its own
    /// does.
    pub async fn send(&self, address: &str, body: String) -> Answer {
        self.request(Method::POST, address, body).await
    }

    /// Presses the button of a form with a file, whose action begins with `action`.
    pub async fn upload(&self, page: &Answer, action: &str, file: &str) -> Answer {
        let (address, _) = filled(page, action, &[]);
        let body = format!(
            "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"logo.png\"\r\n\
             Content-Type: image/png\r\n\r\n{file}\r\n--xyz--\r\n"
        );
        let mut headers = self.headers.clone();
        let kind = HeaderValue::from_static("multipart/form-data; boundary=xyz");
        headers.insert(header::CONTENT_TYPE, kind);
        self.try_send(Method::POST, &address, headers, body)
            .await
            .expect("the answer is whole")
    }

    /// The cookies of the browser.
    pub fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().expect("no test panics in here").clone()
    }

    /// Changes, adds or (with `None`) removes a cookie.
    pub fn set_cookie(&self, name: &str, value: Option<&str>) {
        let mut cookies = self.cookies.lock().expect("no test panics in here");
        match value {
            Some(value) => cookies.insert(name.to_owned(), value.to_owned()),
            None => cookies.remove(name),
        };
    }

    /// From an authorization request to WeChat's QR page: gives its address.
    pub async fn go_to_wechat(&self, authorization: &str) -> String {
        let page = self.follow(authorization).await;
        assert_eq!(page.status, 200, "the sign-in page: {}", page.body);
        self.press(&page, "/sign-in/social/wechat")
            .await
            .location()
            .to_owned()
    }

    /// The whole way: chooses WeChat, the person scans and allows. Gives the address of
    /// the application with the code.
    pub async fn sign_in(&self, authorization: &str, person: &Person<'_>) -> String {
        let wechat = self.go_to_wechat(authorization).await;
        let callback = person.allows(&wechat).await;
        let answer = self.get(&callback).await;
        answer.location().to_owned()
    }

    /// Comes back from WeChat and waits at *Finishing* as long as need be. Gives the
    /// address where it leads at last.
    pub async fn comes_back(&self, callback: &str) -> String {
        let mut address = self.get(callback).await.location().to_owned();
        while address.starts_with("/sign-in/attempt/") {
            let wait = format!("{}?wait=1", address.trim_end_matches("?wait=1"));
            let page = self.get(&wait).await;
            address = if page.status == 303 {
                page.location().to_owned()
            } else {
                assert_eq!(page.status, 200, "{}", page.body);
                wait
            };
        }
        address
    }

    async fn request(&self, method: Method, address: &str, body: String) -> Answer {
        self.try_request(method, address, body)
            .await
            .expect("the answer is whole")
    }

    /// Sends a request as a browser would, or tells why no whole answer came.
    ///
    /// # Errors
    /// The words of whoever carries requests.
    pub async fn try_request(
        &self,
        method: Method,
        address: &str,
        body: String,
    ) -> Result<Answer, String> {
        let mut headers = self.headers.clone();
        if method == Method::POST {
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            headers.insert(header::CONTENT_TYPE, form);
        }
        self.try_send(method, address, headers, body).await
    }

    async fn try_send(
        &self,
        method: Method,
        address: &str,
        mut headers: HeaderMap,
        body: String,
    ) -> Result<Answer, String> {
        let address = self.absolute(address);
        let ours = self.is_server(&address);
        if ours {
            let all: Vec<String> = self
                .cookies()
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            if !all.is_empty() {
                let text = all.join("; ");
                headers.insert(
                    header::COOKIE,
                    text.parse().expect("cookies are plain text"),
                );
            }
        }
        if method == Method::POST && !headers.contains_key("sec-fetch-site") {
            headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        }
        let answer = self
            .network
            .try_send(method, &address, headers, body)
            .await?;
        if ours {
            self.keep_cookies(&answer);
        }
        Ok(answer)
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') {
            format!("{}{address}", self.network.server)
        } else {
            address.to_owned()
        }
    }

    fn is_server(&self, address: &str) -> bool {
        address.starts_with(&self.network.server)
    }

    fn keep_cookies(&self, answer: &Answer) {
        for text in answer.headers.get_all(header::SET_COOKIE) {
            let text = text.to_str().expect("cookies are plain text");
            let (pair, attributes) = text.split_once(';').unwrap_or((text, ""));
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            let gone = attributes.contains("Max-Age=0");
            self.set_cookie(name, (!gone).then_some(value));
        }
    }
}

/// Somebody who holds a phone with WeChat.
pub struct Person<'a> {
    network: &'a Network,
    id: &'a str,
}

impl<'a> Person<'a> {
    pub(crate) fn new(network: &'a Network, id: &'a str) -> Self {
        Self { network, id }
    }

    /// Scans the code of a QR page and allows the sign-in. Gives the callback address
    /// that WeChat's page then sends the browser to.
    pub async fn allows(&self, qr_page: &str) -> String {
        let uuid = self.scans(qr_page).await;
        let path = format!("/_sim/codes/{uuid}/allow");
        self.network
            .simulator(Method::POST, &path, serde_json::Value::Null)
            .await;
        let poll = format!(
            "{}/connect/l/qrconnect?f=json&uuid={uuid}",
            self.network.simulator
        );
        let answer = self.network.get(&poll).await.json();
        let code = answer["wx_code"]
            .as_str()
            .expect("an allowed code has a WeChat code");
        let (redirect_uri, state) = asked(qr_page);
        format!("{redirect_uri}?code={code}&state={state}")
    }

    /// Scans the code of a QR page; gives its uuid.
    pub async fn scans(&self, qr_page: &str) -> String {
        let page = self.network.get(qr_page).await;
        let after = page.body.split_once("/connect/qrcode/");
        let (_, rest) = after.unwrap_or_else(|| panic!("no QR code in {}", page.body));
        let uuid: String = rest.chars().take(16).collect();
        let path = format!("/_sim/codes/{uuid}/scan");
        self.network
            .simulator(Method::POST, &path, json!({ "person": self.id }))
            .await;
        uuid
    }
}

/// The `redirect_uri` and `state` that a QR page was opened with.
pub fn asked(qr_page: &str) -> (String, String) {
    let url = Url::parse(qr_page).expect("the QR page has an address");
    let value = |name: &str| {
        let mut pairs = url.query_pairs();
        pairs
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.into_owned())
    };
    (
        value("redirect_uri").expect("WeChat is told where to return to"),
        value("state").expect("WeChat is given a state"),
    )
}

/// The form on `page` whose action begins with `action`, filled in: where it goes, and
/// what it says. `more` are the fields that somebody fills in or the button pressed; they
/// replace what stands there.
pub fn filled(page: &Answer, action: &str, more: &[(&str, &str)]) -> (String, String) {
    let form = Form::find(&page.body, action)
        .unwrap_or_else(|| panic!("no form for {action} in {}", page.body));
    let stays = |(name, _): &&(String, String)| !more.iter().any(|(other, _)| other == name);
    let body = Serializer::new(String::new())
        .extend_pairs(form.fields.iter().filter(stays))
        .extend_pairs(more)
        .finish();
    (form.action, body)
}

/// A form on a page, with its fields as they stand there.
struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    fn find(html: &str, action: &str) -> Option<Self> {
        let mut rest = html;
        while let Some(start) = rest.find("<form") {
            let end = rest[start..]
                .find("</form>")
                .map_or(rest.len(), |end| start + end);
            let form = &rest[start..end];
            // A button may lead elsewhere than its form.
            let buttons = form.split("<button").skip(1);
            let elsewhere = buttons.filter_map(|button| {
                let tag = button.split('>').next()?;
                attribute(tag, "formaction")
            });
            let mut actions = attribute(form, "action").into_iter().chain(elsewhere);
            if let Some(found) = actions.find(|found| found.starts_with(action)) {
                let mut fields = inputs(form);
                fields.extend(long_texts(form));
                fields.extend(choices(form));
                return Some(Self {
                    action: found,
                    fields,
                });
            }
            rest = &rest[end..];
        }
        None
    }
}

/// What `input` elements send: boxes only when they are ticked, buttons and files not.
fn inputs(form: &str) -> Vec<(String, String)> {
    let tags = form.split("<input").skip(1);
    let tags = tags.filter_map(|rest| rest.split('>').next());
    tags.filter_map(|tag| {
        let kind = attribute(tag, "type").unwrap_or_default();
        let silent = match kind.as_str() {
            "checkbox" | "radio" => !tag.contains(" checked"),
            "submit" | "button" | "file" => true,
            _ => tag.contains(" disabled"),
        };
        let name = attribute(tag, "name").filter(|_| !silent)?;
        let default = if kind == "checkbox" { "on" } else { "" };
        Some((
            name,
            attribute(tag, "value").unwrap_or_else(|| default.to_owned()),
        ))
    })
    .collect()
}

fn long_texts(form: &str) -> Vec<(String, String)> {
    let tags = form.split("<textarea").skip(1);
    tags.filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let text = rest.split("</textarea>").next()?;
        Some((attribute(tag, "name")?, unescaped(text)))
    })
    .collect()
}

/// What `select` elements send: the option that is selected, else the first.
fn choices(form: &str) -> Vec<(String, String)> {
    let tags = form.split("<select").skip(1);
    tags.filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let options = rest.split("</select>").next()?.split("<option").skip(1);
        let options: Vec<&str> = options.filter_map(|it| it.split('>').next()).collect();
        let selected = options.iter().find(|it| it.contains(" selected"));
        let option = selected.or(options.first())?;
        Some((attribute(tag, "name")?, attribute(option, "value")?))
    })
    .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    [
        ("&#38;", "&"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
