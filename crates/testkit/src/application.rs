//! A relying party, as an application's developer would write one.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use connector_kit::Entropy;
use form_urlencoded::Serializer;
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::Value;
use url::Url;

use crate::clock::TestEntropy;
use crate::in_process::Answer;
use crate::network::Network;

/// The secret of the application `demo-app` in tests.
pub const SECRET: &str = "a-secret-for-tests-only-0123456789";

/// A relying party.
pub struct Application<'a> {
    network: &'a Network,
    /// The `client_id`.
    pub client_id: String,
    /// The secret; absent for public clients.
    pub secret: Option<String>,
    /// Where codes are sent.
    pub redirect_uri: String,
}

/// An authorization request that was made, with what only the application knows.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The address to send the browser to.
    pub address: String,
    /// The state that has to come back.
    pub state: String,
    /// The nonce that has to be in the ID token.
    pub nonce: String,
    /// The PKCE verifier.
    pub verifier: String,
}

impl<'a> Application<'a> {
    pub(crate) fn new(network: &'a Network, client_id: &str, secret: Option<&str>) -> Self {
        Self {
            network,
            client_id: client_id.to_owned(),
            secret: secret.map(str::to_owned),
            redirect_uri: format!("{}/callback", network.application),
        }
    }
}

impl Application<'_> {
    /// Makes an authorization request; `more` adds parameters, or replaces those of the
    /// same name. An empty value removes one.
    pub fn asks(&self, more: &[(&str, &str)]) -> Asked {
        let entropy = TestEntropy::unique();
        let random = || {
            let mut bytes = [0; 32];
            entropy.fill(&mut bytes);
            BASE64_URL_SAFE_NO_PAD.encode(bytes)
        };
        let (state, nonce, verifier) = (random(), random(), random());
        let challenge = keys::pkce_s256(&verifier);
        let mut pairs = vec![
            ("client_id", self.client_id.as_str()),
            ("redirect_uri", &self.redirect_uri),
            ("response_type", "code"),
            ("scope", "openid profile offline_access"),
            ("state", &state),
            ("nonce", &nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        pairs.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        pairs.extend(more.iter().filter(|(_, value)| !value.is_empty()));
        let query = Serializer::new(String::new()).extend_pairs(pairs).finish();
        Asked {
            address: format!("{}/oidc/auth?{query}", self.network.server),
            state,
            nonce,
            verifier,
        }
    }

    /// Redeems the code in the address that the browser was sent to; checks state and
    /// issuer as RFC 9207 says.
    pub async fn redeems(&self, asked: &Asked, address: &str) -> Answer {
        let answer = parameters(address);
        let value = |name: &str| {
            let found = answer.iter().find(|(found, _)| found == name);
            found.map(|(_, value)| value.as_str()).unwrap_or_default()
        };
        assert!(address.starts_with(&self.redirect_uri), "sent to {address}");
        assert_eq!(value("state"), asked.state, "{address}");
        assert_eq!(
            value("iss"),
            format!("{}/oidc", self.network.server),
            "{address}"
        );
        self.token(&[
            ("grant_type", "authorization_code"),
            ("code", value("code")),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", &asked.verifier),
        ])
        .await
    }

    /// Asks the token endpoint, with `client_secret_basic` or as a public client.
    pub async fn token(&self, fields: &[(&str, &str)]) -> Answer {
        self.form("/oidc/token", fields).await
    }

    /// Sends a form to an endpoint as this client.
    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_form(path, fields)
            .await
            .expect("the answer is whole")
    }

    /// Sends a form to an endpoint as this client, or tells why no whole answer came.
    ///
    /// # Errors
    /// The words of whoever carries requests.
    pub async fn try_form(&self, path: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
        let mut fields = fields.to_vec();
        let mut headers = HeaderMap::new();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form);
        match &self.secret {
            Some(secret) => {
                let pair = BASE64_STANDARD.encode(format!("{}:{secret}", self.client_id));
                let basic = format!("Basic {pair}")
                    .parse()
                    .expect("base64 is plain text");
                headers.insert(header::AUTHORIZATION, basic);
            }
            None => fields.push(("client_id", &self.client_id)),
        }
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let url = format!("{}{path}", self.network.server);
        self.network
            .try_send(Method::POST, &url, headers, body)
            .await
    }

    /// Asks userinfo with an access token.
    pub async fn user_info(&self, access_token: &str) -> Answer {
        let bearer = format!("Bearer {access_token}")
            .parse()
            .expect("tokens are plain text");
        let headers = HeaderMap::from_iter([(header::AUTHORIZATION, bearer)]);
        let url = format!("{}/oidc/me", self.network.server);
        self.network
            .send(Method::GET, &url, headers, String::new())
            .await
    }

    /// Asks, lets the person sign in with a new browser, and redeems: the token answer.
    pub async fn signs_in(&self, person: &str) -> Value {
        let asked = self.asks(&[]);
        let visitor = self.network.anonymous();
        let address = visitor
            .sign_in(&asked.address, &self.network.person(person))
            .await;
        let tokens = self.redeems(&asked, &address).await;
        assert_eq!(tokens.status, 200, "{}", tokens.body);
        tokens.json()
    }
}

/// The parameters of an address.
pub fn parameters(address: &str) -> Vec<(String, String)> {
    let url = Url::parse(address).unwrap_or_else(|error| panic!("{address}: {error}"));
    url.query_pairs().into_owned().collect()
}

/// The claims of a token, unchecked.
pub fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).expect("a token has three parts");
    let bytes = BASE64_URL_SAFE_NO_PAD
        .decode(part)
        .expect("a token is base64url");
    serde_json::from_slice(&bytes).expect("the claims of a token are JSON")
}
