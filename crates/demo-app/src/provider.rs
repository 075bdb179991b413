//! The OpenID provider, as this application sees it.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, DecodingKey, TokenData, Validation, decode, decode_header, get_current_timestamp,
    jwk::{Jwk, JwkSet},
};
use reqwest::{Client, RequestBuilder, redirect::Policy};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use tokio::sync::RwLock;
use url::Url;

use crate::{Settings, failure::Failure};

/// A provider whose configuration was read.
pub(crate) struct Provider {
    http: Client,
    pub(crate) metadata: Metadata,
    keys: RwLock<JwkSet>,
}

/// What we need of the discovery document (OpenID Connect Discovery 1.0, 3).
#[derive(Debug, Deserialize)]
pub(crate) struct Metadata {
    issuer: String,
    pub(crate) authorization_endpoint: Url,
    token_endpoint: Url,
    userinfo_endpoint: Url,
    jwks_uri: Url,
    pub(crate) end_session_endpoint: Option<Url>,
}

/// What the token endpoint gives for a code.
#[derive(Debug, Deserialize)]
pub(crate) struct Tokens {
    access_token: SecretString,
    pub(crate) id_token: SecretString,
}

/// The claims of an ID token that we look at ourselves; the others are the library's.
#[derive(Debug, Deserialize)]
pub(crate) struct IdToken {
    pub(crate) sub: String,
    pub(crate) sid: Option<String>,
    nonce: Option<String>,
}

/// The claims of a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4); those that the
/// library looks at are not here.
#[derive(Debug, Deserialize)]
pub(crate) struct LogoutToken {
    pub(crate) jti: String,
    pub(crate) sub: Option<String>,
    pub(crate) sid: Option<String>,
    iat: u64,
    events: Map<String, Value>,
    /// There must be none; `null` is one, too.
    #[serde(default, deserialize_with = "present")]
    nonce: bool,
}

fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    serde::de::IgnoredAny::deserialize(deserializer).map(|_| true)
}

impl Provider {
    /// Reads the discovery document, three times at most.
    pub(crate) async fn discover(settings: &Settings) -> Result<Self, Failure> {
        let issuer = settings.issuer.as_str().trim_end_matches('/');
        let address = format!("{issuer}/.well-known/openid-configuration");
        let http = client(&settings.issuer)?;

        let mut tries = 1;
        let metadata: Metadata = loop {
            match json(http.get(&address), &address).await {
                Err(Failure::Unreachable(_)) if tries < 3 => tries += 1,
                answer => break answer?,
            }
            tokio::time::sleep(Duration::from_millis(300)).await;
        };
        if metadata.issuer.trim_end_matches('/') != issuer {
            let detail = format!("{address} names another issuer");
            return Err(Failure::Misbehaved(detail));
        }
        Ok(Self {
            http,
            metadata,
            keys: RwLock::new(JwkSet { keys: Vec::new() }),
        })
    }

    /// The identifier that `iss` must be equal to, everywhere.
    pub(crate) fn issuer(&self) -> &str {
        &self.metadata.issuer
    }

    /// Exchanges a code (RFC 6749, 4.1.3; RFC 7636, 4.5).
    pub(crate) async fn exchange(
        &self,
        settings: &Settings,
        code: &str,
        verifier: &SecretString,
    ) -> Result<Tokens, Failure> {
        let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect();
        // RFC 6749, 2.3.1: both are form-encoded before they are joined.
        let id: String = encoded(&settings.client_id);
        let secret: String = encoded(settings.client_secret.expose_secret());
        let endpoint = &self.metadata.token_endpoint;
        let request = self
            .http
            .post(endpoint.clone())
            .basic_auth(id, Some(secret))
            .form(&[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", &settings.address("/callback")),
                ("code_verifier", verifier.expose_secret()),
            ]);
        json(request, endpoint.as_str()).await
    }

    /// Checks signature, issuer, audience, expiry and nonce (OpenID Connect Core 1.0, 3.1.3.7).
    pub(crate) async fn verify(
        &self,
        token: &SecretString,
        client_id: &str,
        nonce: &str,
    ) -> Result<(IdToken, Algorithm), Failure> {
        let token: TokenData<IdToken> = self
            .signed("ID token", token.expose_secret(), client_id)
            .await?;
        let header = token.header;
        if header.typ.is_some_and(|typ| typ != "JWT") {
            let detail = "ID token: it is another kind of token".to_owned();
            return Err(Failure::Untrusted(detail));
        }
        if token.claims.nonce.as_deref() != Some(nonce) {
            return Err(Failure::Untrusted("ID token: another nonce".to_owned()));
        }
        Ok((token.claims, header.alg))
    }

    /// Checks a logout token, all but whether it came before (OpenID Connect Back-Channel Logout
    /// 1.0, 2.6).
    pub(crate) async fn verify_logout(
        &self,
        token: &str,
        client_id: &str,
    ) -> Result<LogoutToken, Failure> {
        let refused = |why: &str| Err(Failure::Untrusted(format!("logout token: {why}")));
        let token: TokenData<LogoutToken> = self.signed("logout token", token, client_id).await?;
        let (header, claims) = (token.header, token.claims);
        if header.typ.as_deref() != Some("logout+jwt") {
            return refused("it is another kind of token");
        }
        if claims.sub.is_none() && claims.sid.is_none() {
            return refused("it names nobody");
        }
        if !claims
            .events
            .get(LOGOUT_EVENT)
            .is_some_and(Value::is_object)
        {
            return refused("it is about another event");
        }
        if claims.nonce {
            return refused("it has a nonce");
        }
        // What came is remembered for as long as it may come; earlier ones could be repeated.
        if get_current_timestamp().abs_diff(claims.iat) > LOGOUT_TOKEN_LIFETIME.as_secs() {
            return refused("it is old");
        }
        Ok(claims)
    }

    /// Reads a token that the provider has signed for us, and that is good now.
    async fn signed<T: DeserializeOwned>(
        &self,
        what: &str,
        token: &str,
        client_id: &str,
    ) -> Result<TokenData<T>, Failure> {
        let untrusted =
            |error: jsonwebtoken::errors::Error| Failure::Untrusted(format!("{what}: {error}"));
        let header = decode_header(token).map_err(untrusted)?;
        if !ALGORITHMS.contains(&header.alg) {
            let detail = format!("{what}: signed with {:?}", header.alg);
            return Err(Failure::Untrusted(detail));
        }
        let key = self
            .key(what, header.kid.as_deref().unwrap_or_default())
            .await?;
        let key = DecodingKey::from_jwk(&key).map_err(untrusted)?;

        let mut rules = Validation::new(header.alg);
        rules.set_issuer(&[self.issuer()]);
        rules.set_audience(&[client_id]);
        rules.set_required_spec_claims(&["iss", "aud", "exp"]);
        decode::<T>(token, &key, &rules).map_err(untrusted)
    }

    /// Reads the profile and checks that it is of the same person (OpenID Connect Core 1.0, 5.3).
    pub(crate) async fn profile(
        &self,
        tokens: &Tokens,
        subject: &str,
    ) -> Result<Map<String, Value>, Failure> {
        let endpoint = &self.metadata.userinfo_endpoint;
        let request = self
            .http
            .get(endpoint.clone())
            .bearer_auth(tokens.access_token.expose_secret());
        let claims: Map<String, Value> = json(request, endpoint.as_str()).await?;
        if claims.get("sub").and_then(Value::as_str) != Some(subject) {
            let detail = "profile: of another person than the ID token".to_owned();
            return Err(Failure::Untrusted(detail));
        }
        Ok(claims)
    }

    /// Finds a key, asking for the key set once more when a new key may have come into use.
    async fn key(&self, what: &str, id: &str) -> Result<Jwk, Failure> {
        if let Some(key) = self.keys.read().await.find(id) {
            return Ok(key.clone());
        }
        let address = &self.metadata.jwks_uri;
        let fresh: JwkSet = json(self.http.get(address.clone()), address.as_str()).await?;
        let key = fresh.find(id).cloned();
        *self.keys.write().await = fresh;
        key.ok_or_else(|| Failure::Untrusted(format!("{what}: signed with an unknown key")))
    }
}

/// The `S256` challenge of a verifier (RFC 7636, 4.2).
pub(crate) fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

#[expect(
    clippy::disallowed_methods,
    reason = "an ordinary application has a client of its own, not the server's"
)]
fn client(issuer: &Url) -> Result<Client, Failure> {
    let mut builder = Client::builder()
        .redirect(Policy::none())
        // A proxy of the environment would be asked for `localhost` too.
        .no_proxy()
        .connect_timeout(Duration::from_secs(3))
        .timeout(Duration::from_secs(10));
    if issuer.scheme() == "http" {
        // Without this the client needs certificates that a bare machine does not have.
        builder = builder.tls_certs_only([]);
    }
    builder
        .build()
        .map_err(|error| Failure::Misbehaved(format!("no HTTP client: {error}")))
}

/// Sends a request and reads the JSON of a good answer. Names `address` in failures, because the
/// library's own words would repeat parameters.
async fn json<T: DeserializeOwned>(request: RequestBuilder, address: &str) -> Result<T, Failure> {
    let unreachable = |_| Failure::Unreachable(address.to_owned());
    let answer = request.send().await.map_err(unreachable)?;
    let status = answer.status();
    let body = answer.bytes().await.map_err(unreachable)?;
    if !status.is_success() {
        let error = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        let error = error["error"].as_str().unwrap_or("no reason given");
        let detail = format!("{address} answered {}: {error}", status.as_u16());
        return Err(Failure::Misbehaved(detail));
    }
    serde_json::from_slice(&body)
        .map_err(|_| Failure::Misbehaved(format!("{address} answered no JSON that we know")))
}

/// The algorithms we accept, whatever a token says of itself (RFC 8725, 3.1).
const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::ES256,
    Algorithm::RS256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The event that a logout token is about (OpenID Connect Back-Channel Logout 1.0, 2.4).
const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How old a logout token may be; its own end may come sooner.
pub(crate) const LOGOUT_TOKEN_LIFETIME: Duration = Duration::from_mins(5);
