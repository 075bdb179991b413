//! A person with a browser: keeps cookies, follows no redirect by itself.

use std::collections::BTreeMap;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use demo_app::Settings;
use http_body_util::BodyExt;
use secrecy::SecretString;
use tower::ServiceExt;
use url::Url;

use crate::stub::{self, Stub};

pub(crate) struct Person {
    pub application: Router,
    pub cookies: BTreeMap<String, String>,
}

pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// The application, wired to a stub, and somebody in front of it.
pub(crate) fn person(stub: &Stub) -> Person {
    person_at("http://localhost:3003", &stub.issuer)
}

pub(crate) fn person_at(public_address: &str, issuer: &str) -> Person {
    let application = demo_app::router(Settings {
        public_address: Url::parse(public_address).unwrap(),
        issuer: Url::parse(issuer).unwrap(),
        client_id: stub::CLIENT_ID.to_owned(),
        client_secret: SecretString::from(stub::CLIENT_SECRET),
        simulator: Some(Url::parse("http://localhost:3002").unwrap()),
    });
    Person {
        application,
        cookies: BTreeMap::new(),
    }
}

impl Person {
    pub(crate) async fn get(&mut self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(k, v)| format!("{k}={v}"))
            .collect();
        if !cookies.is_empty() {
            let line = cookies.join("; ").parse().unwrap();
            request.headers_mut().insert(header::COOKIE, line);
        }
        let response = self.application.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            assert!(line.contains("; HttpOnly; SameSite=Lax"), "{line}");
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// Presses *Sign in* and gives the parameters of the authorization request.
    pub(crate) async fn press_sign_in(&mut self) -> BTreeMap<String, String> {
        let answer = self.get("/sign-in").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        parameters(&answer.location())
    }

    /// Signs in the whole way, with whatever the stub was told to do.
    pub(crate) async fn sign_in(&mut self, stub: &Stub) -> Answer {
        let request = self.press_sign_in().await;
        let code = stub.allow(&request);
        let back = stub.answer(&[("code", &code), ("state", &request["state"])]);
        self.get(&back).await
    }
}

impl Answer {
    pub(crate) fn location(&self) -> Url {
        let location = self.headers[header::LOCATION].to_str().unwrap();
        Url::options()
            .base_url(Some(&Url::parse("http://localhost:3003").unwrap()))
            .parse(location)
            .unwrap()
    }
}

pub(crate) fn parameters(address: &Url) -> BTreeMap<String, String> {
    address.query_pairs().into_owned().collect()
}
