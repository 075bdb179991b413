//! `/phone/web`: the browser of WeChat in the phone. It opens an address of this computer as that browser would, so
//! that people can try the way of a service account by clicking.
//!
//! A real browser cannot be told to call itself WeChat, so the simulator fetches the page, with a cookie jar of its
//! own, and shows it without its scripts.

pub(crate) mod fetch;
mod jar;
mod rewrite;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fetch::Fetched;
pub(crate) use jar::Jar;
use url::Url;

use super::{PersonView, frame};
use crate::connect::authorize;
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::{cookies, headers as policies};
use crate::{Simulator, clock, entropy};

/// What the phone shows at present.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) address: String,
    page: String,
    problem: Option<String>,
}

/// One browser: its cookies, and the page it is at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Web {
    pub(crate) jar: Jar,
    pub(crate) shown: Shown,
}

#[derive(Template)]
#[template(path = "web.html")]
struct WebPage {
    frame: Frame,
    owner: PersonView,
    people: Vec<PersonView>,
    address: String,
    problem: Option<String>,
    now_iso: String,
    now_time: String,
}

/// How many redirects are followed before the browser gives up, as browsers do.
const REDIRECTS: usize = 20;

/// Shows the browser, or opens what its address field says.
pub(super) async fn web(
    State(simulator): State<Simulator>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let wished = parameters.get("url").trim().to_owned();
    if wished.is_empty() {
        return page(&simulator, &headers);
    }
    let wished = if wished.contains("://") {
        wished
    } else {
        format!("http://{wished}")
    };
    if let Ok(address) = Url::parse(&wished) {
        if parameters.get("ahead") == "true" {
            load_ahead(&simulator, &headers, &address).await;
        }
        return open(&simulator, &headers, Method::GET, address, None).await;
    }
    let problem = Some("This is no address.".to_owned());
    keep(&simulator, &headers, wished, String::new(), problem)
}

/// `/phone/web/at/{address}`: a link or a form of the shown page.
pub(super) async fn at(
    State(simulator): State<Simulator>,
    Path(address): Path<String>,
    method: Method,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Some(mut address) = rewrite::decoded(&address) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A form that is sent by GET replaces the query of its address.
    if query.is_some() {
        address.set_query(query.as_deref());
    }
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("application/x-www-form-urlencoded")
        .to_owned();
    let sent = (method == Method::POST).then_some((kind, body));
    open(&simulator, &headers, method, address, sent).await
}

/// `/phone/web/asset/{address}`: a picture or a style sheet of the shown page.
pub(super) async fn asset(
    State(simulator): State<Simulator>,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(address) = rewrite::decoded(&address).filter(is_of_this_computer) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let cookie = simulator.with(|platform, now| {
        let web = platform.web(cookies::get(&headers, cookies::WEB));
        web.map_or_else(String::new, |web| web.jar.line(&address, now))
    });
    match fetch::fetch(&Method::GET, &address, &cookie, None).await {
        Ok(fetched) if matches!(fetched.kind(), "image" | "text/css" | "font") => {
            ([(header::CONTENT_TYPE, fetched.content_type)], fetched.body).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `/phone/web/page`: what the application sent, without its scripts, for the frame in the phone.
pub(super) async fn content(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    let page = simulator.with(|platform, _| {
        let web = platform.web(cookies::get(&headers, cookies::WEB));
        web.map(|web| web.shown.page.clone()).unwrap_or_default()
    });
    let mut response = axum::response::Html(page).into_response();
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policies::FOREIGN);
    response
}

/// `/phone/web/forget`: an empty cookie jar.
pub(super) async fn forget(State(simulator): State<Simulator>, headers: HeaderMap) -> Response {
    simulator.with(|platform, _| {
        platform.keep_web(cookies::get(&headers, cookies::WEB), Web::default());
    });
    html::see_other("/phone/web")
}

/// `/phone/web/authorize`: WeChat's own page, as the phone's browser sees it.
pub(super) async fn ask(
    State(simulator): State<Simulator>,
    uri: axum::http::Uri,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    authorize::in_phone(&simulator, &uri, &headers, &parameters, false)
}

/// The buttons of that page.
pub(super) async fn answer(
    State(simulator): State<Simulator>,
    uri: axum::http::Uri,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    authorize::in_phone(&simulator, &uri, &headers, &parameters, true)
}

/// Goes to an address and on from there, until there is a page.
async fn open(
    simulator: &Simulator,
    headers: &HeaderMap,
    mut method: Method,
    mut address: Url,
    mut sent: Option<(String, Bytes)>,
) -> Response {
    let mut web = simulator.with(|platform, _| {
        platform
            .web(cookies::get(headers, cookies::WEB))
            .cloned()
            .unwrap_or_default()
    });
    for _ in 0..REDIRECTS {
        if simulator.is_own(&address) {
            let id = keep_web(simulator, headers, web);
            let query = address.query().unwrap_or_default();
            let is_asked = address.path() == crate::platform::faults::AUTHORIZE;
            let path = if is_asked {
                format!("/phone/web/authorize?{query}")
            } else {
                format!("{}?{query}", address.path())
            };
            return with_cookie(simulator, html::see_other(&path), &id);
        }
        if !is_of_this_computer(&address) {
            let problem = "WeChat's browser opens http addresses of this computer here. This one is elsewhere.";
            return keep(
                simulator,
                headers,
                address.into(),
                String::new(),
                Some(problem.to_owned()),
            );
        }
        let now = simulator.with(|_, now| now);
        let cookie = web.jar.line(&address, now);
        let fetched = match fetch::fetch(&method, &address, &cookie, sent.take()).await {
            Ok(fetched) => fetched,
            Err(problem) => {
                return keep(
                    simulator,
                    headers,
                    address.into(),
                    String::new(),
                    Some(problem),
                );
            }
        };
        for line in &fetched.cookies {
            web.jar.take(&address, line, now);
        }
        let Some(next) = fetched.next(&address) else {
            web.shown = shown(&address, &fetched);
            let id = keep_web(simulator, headers, web);
            return with_cookie(simulator, html::see_other("/phone/web"), &id);
        };
        method = Method::GET;
        address = next;
    }
    let problem = "The address leads on and on.".to_owned();
    keep(
        simulator,
        headers,
        address.into(),
        String::new(),
        Some(problem),
    )
}

/// Loads an address as browsers do that load ahead: nobody sees the answer, and its cookies stay.
async fn load_ahead(simulator: &Simulator, headers: &HeaderMap, address: &Url) {
    if simulator.is_own(address) || !is_of_this_computer(address) {
        return;
    }
    let id = cookies::get(headers, cookies::WEB);
    let (web, now) = simulator.with(|platform, now| (platform.web(id).cloned(), now));
    let Some(mut web) = web else { return };
    let cookie = web.jar.line(address, now);
    if let Ok(fetched) = fetch::fetch(&Method::GET, address, &cookie, None).await {
        for line in &fetched.cookies {
            web.jar.take(address, line, now);
        }
        simulator.with(|platform, _| platform.keep_web(id, web));
    }
}

fn shown(address: &Url, fetched: &Fetched) -> Shown {
    let text = String::from_utf8_lossy(&fetched.body);
    let page = if fetched.kind() == "text/html" {
        rewrite::page(&text, address)
    } else {
        format!("<pre>{}</pre>", rewrite::escaped(&text))
    };
    Shown {
        address: address.to_string(),
        page,
        problem: None,
    }
}

/// Only what this computer serves without encryption: nobody reaches further through the simulator.
pub(crate) fn is_of_this_computer(address: &Url) -> bool {
    let is_local = match address.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(number)) => number.is_loopback(),
        Some(url::Host::Ipv6(number)) => number.is_loopback(),
        None => false,
    };
    is_local && address.scheme() == "http"
}

fn keep(
    simulator: &Simulator,
    headers: &HeaderMap,
    address: String,
    page: String,
    problem: Option<String>,
) -> Response {
    let jar = simulator.with(|platform, _| {
        let web = platform.web(cookies::get(headers, cookies::WEB));
        web.map(|web| web.jar.clone()).unwrap_or_default()
    });
    let shown = Shown {
        address,
        page,
        problem,
    };
    let id = keep_web(simulator, headers, Web { jar, shown });
    with_cookie(simulator, html::see_other("/phone/web"), &id)
}

fn keep_web(simulator: &Simulator, headers: &HeaderMap, web: Web) -> String {
    let known = cookies::get(headers, cookies::WEB);
    simulator.with(|platform, _| {
        let id = match platform.web(known) {
            Some(_) => known.to_owned(),
            None => entropy::hex(32),
        };
        platform.keep_web(&id, web);
        id
    })
}

fn with_cookie(simulator: &Simulator, mut response: Response, id: &str) -> Response {
    cookies::add(&mut response, cookies::WEB, id, simulator.is_https());
    response
}

fn page(simulator: &Simulator, headers: &HeaderMap) -> Response {
    let page = simulator.with(|platform, now| {
        let owner = platform
            .person(cookies::get(headers, cookies::BROWSER_PERSON))
            .or(platform.people.first());
        let web = platform.web(cookies::get(headers, cookies::WEB));
        let shown = web.map(|web| web.shown.clone()).unwrap_or_default();
        WebPage {
            frame: frame(headers, "phone", "/phone/web"),
            owner: owner.map_or_else(super::device::nobody, PersonView::of),
            people: platform.people.iter().map(PersonView::of).collect(),
            address: shown.address,
            problem: shown.problem,
            now_iso: clock::iso(now),
            now_time: clock::time_of_day(now)[..5].to_owned(),
        }
    });
    let mut response = html::page(&page);
    let policy: HeaderValue = policies::WITH_FRAME;
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
