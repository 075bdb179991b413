//! A provider with one way to go wrong at a time.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex},
};

use aws_lc_rs::{
    digest::{SHA256, digest},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp, jwk::Jwk};
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub(crate) const CLIENT_ID: &str = "demo-app";
pub(crate) const CLIENT_SECRET: &str = "s3cret & more";
/// Stands in every answer of the token endpoint and must stand nowhere else.
pub(crate) const ACCESS_TOKEN: &str = "opaque-access-token";

/// What the stub does other than right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Twist {
    None,
    OtherNonce,
    NoNonce,
    OtherIssuer,
    OtherAudience,
    NoAudience,
    Expired,
    OtherKey,
    UnknownKey,
    AlgNone,
    Hmac,
    Altered,
    OtherPersonsProfile,
    ProfileIsHtml,
    TokenEndpointRefuses,
    ForeignDiscovery,
}

pub(crate) struct Stub {
    pub issuer: String,
    shared: Arc<Shared>,
}

struct Shared {
    issuer: String,
    key: EncodingKey,
    twist: Twist,
    /// Nonce and challenge by code.
    codes: Mutex<HashMap<String, (String, String)>>,
}

impl Stub {
    pub(crate) async fn start(twist: Twist) -> Self {
        Self::start_at(0, twist).await
    }

    pub(crate) async fn start_at(port: u16, twist: Twist) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let issuer = format!("http://{}/oidc", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            issuer: issuer.clone(),
            key: new_key(),
            twist,
            codes: Mutex::default(),
        });
        let router = Router::new()
            .route("/oidc/.well-known/openid-configuration", get(discovery))
            .route("/oidc/token", post(token))
            .route("/oidc/jwks", get(jwks))
            .route("/oidc/me", get(me))
            .with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { issuer, shared }
    }

    /// Checks an authorization request and gives a code for it.
    pub(crate) fn allow(&self, request: &BTreeMap<String, String>) -> String {
        assert_eq!(request["response_type"], "code");
        assert_eq!(request["client_id"], CLIENT_ID);
        assert_eq!(request["redirect_uri"], "http://localhost:3003/callback");
        assert_eq!(request["code_challenge_method"], "S256");
        let mut codes = self.shared.codes.lock().unwrap();
        let code = format!("code-{}", codes.len());
        let known = (request["nonce"].clone(), request["code_challenge"].clone());
        codes.insert(code.clone(), known);
        code
    }

    /// A logout token with these differences: claims that are `null` are left out.
    pub(crate) fn logout_token(&self, typ: Option<&str>, differences: &[(&str, Value)]) -> String {
        let now = get_current_timestamp();
        let mut claims = json!({
            "iss": self.issuer, "sub": "user-1", "aud": CLIENT_ID, "sid": "session-1",
            "iat": now, "exp": now + 120, "jti": format!("jti-{now}"),
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        for (name, value) in differences {
            match value {
                Value::Null => _ = claims.as_object_mut().unwrap().remove(*name),
                value => claims[*name] = value.clone(),
            }
        }
        let header = Header {
            kid: Some("one".to_owned()),
            typ: typ.map(str::to_owned),
            ..Header::new(Algorithm::ES256)
        };
        encode(&header, &claims, &self.shared.key).unwrap()
    }

    /// The address at which the person comes back; `iss` is put in.
    pub(crate) fn answer(&self, parameters: &[(&str, &str)]) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parameters);
        query.append_pair("iss", &self.issuer);
        format!("/callback?{}", query.finish())
    }
}

async fn discovery(State(stub): State<Arc<Shared>>) -> Response {
    let own = &stub.issuer;
    let named = match stub.twist {
        Twist::ForeignDiscovery => "https://elsewhere.example",
        _ => own,
    };
    json(&json!({
        "issuer": named,
        "authorization_endpoint": format!("{own}/auth"),
        "token_endpoint": format!("{own}/token"),
        "userinfo_endpoint": format!("{own}/me"),
        "jwks_uri": format!("{own}/jwks"),
        "end_session_endpoint": format!("{own}/session/end"),
    }))
}

async fn jwks(State(stub): State<Arc<Shared>>) -> Response {
    let mut key = Jwk::from_encoding_key(&stub.key, Algorithm::ES256).unwrap();
    key.common.key_id = Some("one".to_owned());
    json(&json!({ "keys": [key] }))
}

async fn me(State(stub): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    assert_eq!(
        headers[header::AUTHORIZATION],
        format!("Bearer {ACCESS_TOKEN}")
    );
    let sub = match stub.twist {
        Twist::OtherPersonsProfile => "user-2",
        Twist::ProfileIsHtml => return "<h1>Bad gateway</h1>".into_response(),
        _ => "user-1",
    };
    let picture = "http://127.0.0.1:3002/avatar/xiaoming.png";
    json(&json!({
        "sub": sub, "name": "小明 <b>", "picture": picture, "updated_at": 17, "username": null,
    }))
}

async fn token(State(stub): State<Arc<Shared>>, headers: HeaderMap, body: String) -> Response {
    let form: HashMap<_, _> = form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    // RFC 6749, 2.3.1: form-encoded, then Basic.
    let expected = STANDARD.encode(format!("{CLIENT_ID}:s3cret+%26+more"));
    assert_eq!(headers[header::AUTHORIZATION], format!("Basic {expected}"));
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["redirect_uri"], "http://localhost:3003/callback");

    let known = stub.codes.lock().unwrap().remove(&form["code"]);
    let Some((nonce, challenge)) = known.filter(|_| stub.twist != Twist::TokenEndpointRefuses)
    else {
        let error = json(&json!({ "error": "invalid_grant", "code": form["code"] }));
        return (StatusCode::BAD_REQUEST, error).into_response();
    };
    let hash = digest(&SHA256, form["code_verifier"].as_bytes());
    assert_eq!(URL_SAFE_NO_PAD.encode(hash), challenge);

    json(&json!({
        "access_token": ACCESS_TOKEN,
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "openid profile",
        "id_token": stub.id_token(&nonce),
    }))
}

impl Shared {
    fn id_token(&self, nonce: &str) -> String {
        let now = get_current_timestamp();
        let mut claims = json!({
            "iss": self.issuer, "sub": "user-1", "aud": CLIENT_ID,
            "iat": now, "exp": now + 3600, "nonce": nonce, "sid": "session-1",
        });
        match self.twist {
            Twist::OtherNonce => claims["nonce"] = json!("another"),
            Twist::NoNonce => _ = claims.as_object_mut().unwrap().remove("nonce"),
            Twist::OtherIssuer => claims["iss"] = json!("https://elsewhere.example"),
            Twist::OtherAudience => claims["aud"] = json!("another-app"),
            Twist::NoAudience => _ = claims.as_object_mut().unwrap().remove("aud"),
            Twist::Expired => claims["exp"] = json!(now - 3600),
            _ => {}
        }
        let header = |algorithm, key_id: &str| Header {
            kid: Some(key_id.to_owned()),
            ..Header::new(algorithm)
        };
        let es256 = header(Algorithm::ES256, "one");
        match self.twist {
            Twist::OtherKey => encode(&es256, &claims, &new_key()),
            Twist::UnknownKey => encode(&header(Algorithm::ES256, "two"), &claims, &self.key),
            Twist::Hmac => {
                let secret = EncodingKey::from_secret(CLIENT_SECRET.as_bytes());
                encode(&header(Algorithm::HS256, "one"), &claims, &secret)
            }
            Twist::AlgNone => {
                let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
                let header = part(json!({ "alg": "none", "kid": "one" }));
                return format!("{header}.{}.", part(claims));
            }
            Twist::Altered => {
                let token = encode(&es256, &claims, &self.key).unwrap();
                let (signed, signature) = token.rsplit_once('.').unwrap();
                let (header, _) = signed.split_once('.').unwrap();
                claims["sub"] = json!("user-2");
                let claims = URL_SAFE_NO_PAD.encode(claims.to_string());
                return format!("{header}.{claims}.{signature}");
            }
            _ => encode(&es256, &claims, &self.key),
        }
        .unwrap()
    }
}

fn json(value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (headers, value.to_string()).into_response()
}

fn new_key() -> EncodingKey {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let pkcs8 = pair.to_pkcs8v1().unwrap();
    EncodingKey::from_ec_der(pkcs8.as_ref())
}
