//! An application of somebody's own that lets people sign in with WeChat: the crates
//! `connector-kit` and `connectors` without the server. The sign-in is in `wechat.rs`.
//!
//! `cargo run -p connectors --example sign_in` signs in at a simulator on port 3002, such
//! as `pailou simulator`. With an App ID and an App secret behind `--` it is WeChat itself;
//! then the callback domain in WeChat's console has to lead here. Open
//! <http://localhost:8080>.

use std::error::Error;
use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use connector_kit::{ConnectorFactory, Endpoints};
use connectors::http::{Allowed, OutgoingClient};
use connectors::wechat::WeChatWeb;
use serde_json::{Value, json};
use simulator::seed;
use tokio::net::TcpListener;
use url::Url;

mod random;
mod wechat;

/// The application: `/` leads to WeChat, `/callback` says who came back.
pub(crate) fn app(
    config: &Value,
    endpoints: Option<&Endpoints>,
    callback: Url,
) -> Result<Router, Box<dyn Error>> {
    let connector = WeChatWeb.build(config, endpoints);
    let allowed = Allowed::default();
    allowed.allow(endpoints.map(|simulator| simulator.api.origin()));
    let wechat = wechat::WeChat {
        connector: connector.map_err(|wrong| format!("{wrong:?}"))?,
        http: OutgoingClient::new(allowed)?,
        callback,
        sent: tokio::sync::Mutex::default(),
    };
    let router = Router::new()
        .route("/", get(wechat::start))
        .route("/callback", get(wechat::finish));
    Ok(router.with_state(Arc::new(wechat)))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let simulator: Url = "http://localhost:3002".parse()?;
    let keys: Vec<String> = std::env::args().skip(1).collect();
    let (id, secret, endpoints) = if let [id, secret] = &keys[..] {
        (id.as_str(), secret.as_str(), None)
    } else {
        let (open, api) = (simulator.clone(), simulator);
        let endpoints = Endpoints { open, api };
        (seed::APP_ID, seed::APP_SECRET, Some(endpoints))
    };
    let config = json!({ "clientId": id, "clientSecret": secret });
    let callback = "http://localhost:8080/callback".parse()?;
    let router = app(&config, endpoints.as_ref(), callback)?;
    axum::serve(TcpListener::bind("127.0.0.1:8080").await?, router).await?;
    Ok(())
}
