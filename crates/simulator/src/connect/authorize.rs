//! `/connect/oauth2/authorize`: a link in WeChat's own browser, which passes silently or asks the person.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use url::Url;

use super::refused;
use crate::platform::Platform;
use crate::platform::authorize::{Consent, Outcome, PageRequest, Sitter};
use crate::platform::refusal::{Refusal, RefusalPage};
use crate::platform::requests::Noted;
use crate::screens::device::{self, ConsentView, Device, Screen};
use crate::screens::{PersonView, frame};
use crate::web::html::{self, Frame};
use crate::web::parameters::Parameters;
use crate::web::{cookies, headers as policies};
use crate::{Person, Simulator};

#[derive(Template)]
#[template(path = "authorize.html")]
struct AuthorizePage {
    frame: Frame,
    device: Device,
    people: Vec<PersonView>,
}

/// Opens a link.
pub(super) async fn authorize(
    State(simulator): State<Simulator>,
    uri: Uri,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let sitter = Sitter {
        person: cookies::get(&headers, cookies::BROWSER_PERSON),
        consent: cookies::consent(&headers),
        refusing: cookies::refusing(&headers),
    };
    let response = answer(&simulator, &uri, &headers, &parameters, sitter);
    twice_by_script(&headers, &uri, response)
}

/// The consent page's two buttons. The person is whom the page showed, whoever the cookie names by now.
pub(super) async fn act(
    State(simulator): State<Simulator>,
    uri: Uri,
    headers: HeaderMap,
    parameters: Parameters,
) -> Response {
    let consent = match parameters.last("act") {
        "allow" => Consent::Allow,
        "refuse" => Consent::Refuse,
        _ => Consent::Ask,
    };
    let sitter = Sitter {
        person: parameters.last("person"),
        consent,
        refusing: cookies::refusing(&headers),
    };
    let response = answer(&simulator, &uri, &headers, &parameters, sitter);
    twice_by_script(&headers, &uri, response)
}

/// The same in the phone's browser, which is WeChat's whatever the browser around it says.
pub(crate) fn in_phone(
    simulator: &Simulator,
    uri: &Uri,
    headers: &HeaderMap,
    parameters: &Parameters,
    is_pressed: bool,
) -> Response {
    let sitter = Sitter {
        person: if is_pressed {
            parameters.last("person")
        } else {
            cookies::get(headers, cookies::BROWSER_PERSON)
        },
        consent: match parameters.last("act") {
            "allow" if is_pressed => Consent::Allow,
            "refuse" if is_pressed => Consent::Refuse,
            _ if is_pressed => Consent::Ask,
            _ => cookies::consent(headers),
        },
        refusing: cookies::refusing(headers),
    };
    let mut response = answer(simulator, uri, &as_wechat(headers), parameters, sitter);
    let ahead = response.extensions().get::<Twice>().map_or("", |_| "true");
    // What leads back to the application leads there in the phone.
    let back = response
        .headers()
        .get(header::LOCATION)
        .and_then(|location| {
            let location = location.to_str().ok()?;
            let query = form_urlencoded::Serializer::new(String::new())
                .append_pair("url", location)
                .append_pair("ahead", ahead)
                .finish();
            HeaderValue::from_str(&format!("/phone/web?{query}")).ok()
        });
    if let Some(back) = back {
        response.headers_mut().insert(header::LOCATION, back);
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    response
}

fn as_wechat(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    let agent = HeaderValue::from_static("MicroMessenger/8.0.50");
    headers.insert(header::USER_AGENT, agent);
    headers
}

fn answer(
    simulator: &Simulator,
    uri: &Uri,
    headers: &HeaderMap,
    parameters: &Parameters,
    sitter: Sitter<'_>,
) -> Response {
    if !is_wechat(headers) {
        return refused(&Refusal {
            page: RefusalPage::NotWeChat,
            cause: "This is not WeChat's own browser: its User-Agent has no MicroMessenger, or belongs to WeCom 企业微信. For a try, open the application in WeChat's browser of the simulated phone, at /phone/web.".to_owned(),
        });
    }
    let names = parameters.names().collect();
    let request = PageRequest {
        names,
        app_id: parameters.get("appid"),
        redirect_uri: parameters.get("redirect_uri"),
        response_type: parameters.get("response_type"),
        scope: parameters.get("scope"),
        state: parameters.get("state"),
        force_popup: parameters.get("forcePopup") == "true",
        force_snapshot: parameters.get("forceSnapShot") == "true",
    };
    simulator.with(|platform, now| {
        let person = platform
            .person(sitter.person)
            .or(platform.people.first())
            .cloned();
        let sitter = Sitter {
            person: person.as_ref().map_or("", |person| person.id.as_str()),
            ..sitter
        };
        match platform.open_page(&request, sitter, now) {
            Err(refusal) => {
                platform.note_line(format!("Link refused: {}", refusal.page.text()), now);
                refused(&refusal)
            }
            Ok(Outcome::Return(address)) => back(address),
            Ok(Outcome::ReturnTwice(address)) => {
                let mut response = back(address);
                response.extensions_mut().insert(Twice);
                response
            }
            Ok(Outcome::Ask(app_name)) => {
                let action = uri.to_string();
                let icon = device::icon(platform, request.app_id);
                let screen = Screen::Consent(ConsentView {
                    app_name,
                    icon,
                    action,
                });
                page(platform, headers, uri, person.as_ref(), screen, now)
            }
            Ok(Outcome::Stay(app_name)) => {
                let screen = Screen::Declined(app_name);
                page(platform, headers, uri, person.as_ref(), screen, now)
            }
        }
    })
}

/// The browser loads the address of an answer once before it goes there.
#[derive(Clone, Copy)]
struct Twice;

fn back(address: String) -> Response {
    let mut response = html::found(&address);
    response.extensions_mut().insert(Noted {
        sent_to: Some(address),
        ..Noted::default()
    });
    response
}

/// A page whose script does what some of WeChat's browsers do by themselves (`wechat-platform.md` 4.6).
#[derive(Template)]
#[template(path = "twice.html")]
struct TwicePage {
    frame: Frame,
    address: String,
}

/// The answer for a browser that has to be told to load it twice.
fn twice_by_script(headers: &HeaderMap, uri: &Uri, response: Response) -> Response {
    if response.extensions().get::<Twice>().is_none() {
        return response;
    }
    let location = response.headers().get(header::LOCATION);
    let Some(address) = location.and_then(|location| location.to_str().ok()) else {
        return response;
    };
    let origin = Url::parse(address).map_or_else(
        |_| String::new(),
        |address| address.origin().ascii_serialization(),
    );
    let mut page = html::page(&TwicePage {
        frame: frame(headers, "phone", &uri.to_string()),
        address: address.to_owned(),
    });
    if let Ok(policy) = HeaderValue::from_str(&policies::ahead(&origin)) {
        page.headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page.extensions_mut().extend(response.extensions().clone());
    page
}

fn page(
    platform: &Platform,
    headers: &HeaderMap,
    uri: &Uri,
    person: Option<&Person>,
    screen: Screen,
    now: u64,
) -> Response {
    let device = Device::in_wechat(headers, person, screen, uri.to_string(), now);
    let mut response = html::page(&AuthorizePage {
        frame: frame(headers, "phone", &device.here),
        device,
        people: platform.people.iter().map(PersonView::of).collect(),
    });
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policies::CONSENT);
    response.into_response()
}

/// Whether it is WeChat's own browser; that of 企业微信 names WeChat too (`wechat-platform.md` 11).
fn is_wechat(headers: &HeaderMap) -> bool {
    let agent = headers
        .get(header::USER_AGENT)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
        .unwrap_or_default();
    agent.contains("micromessenger") && !agent.contains("wxwork")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wechats_browsers_are_told_by_their_agent() {
        let named = |agent: &'static [u8]| {
            let value = HeaderValue::from_bytes(agent).unwrap();
            is_wechat(&HeaderMap::from_iter([(header::USER_AGENT, value)]))
        };
        for yes in [
            "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50(0x28003252) NetType/WIFI Language/zh_CN",
            "MicroMessenger/7.0.20.1781(0x6700143B) NetType/WIFI WindowsWechat(0x63090a13) XWEB/9129",
            "micromessenger",
            "MicroMessenger/8 \u{e9}",
        ] {
            assert!(named(yes.as_bytes()), "{yes}");
        }
        for no in [
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/126.0",
            "wxwork/3.1.16 MicroMessenger/7.0.1",
            "MicroMessenger/7.0.1 WXWork/3.1.16",
            "",
        ] {
            assert!(!named(no.as_bytes()), "{no}");
        }
        assert!(!is_wechat(&HeaderMap::new()));
    }
}
