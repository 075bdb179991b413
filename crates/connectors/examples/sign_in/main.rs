//! An application of somebody's own that lets people sign in with WeChat: the crates
//! `connector-kit` and `connectors` without the server. The sign-in is in `wechat.rs`.
//!
//! `cargo run -p connectors --example sign_in` signs in at a simulator on port 3002, such
//! as `pailou simulator`; open <http://localhost:8080>. With an App ID, an App secret and the
//! public address of this application behind `--`, it is WeChat itself.

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

const SIMULATOR: &str = "http://localhost:3002";
const HERE: &str = "http://localhost:8080";

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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (id, secret, address, endpoints) = if let [id, secret, address] = &arguments[..] {
        (id.as_str(), secret.as_str(), address.as_str(), None)
    } else {
        let (open, api) = (Url::parse(SIMULATOR)?, Url::parse(SIMULATOR)?);
        let endpoints = Some(Endpoints { open, api });
        (seed::APP_ID, seed::APP_SECRET, HERE, endpoints)
    };
    let config = json!({ "clientId": id, "clientSecret": secret });
    let callback = Url::parse(address)?.join("/callback")?;
    let router = app(&config, endpoints.as_ref(), callback)?;
    axum::serve(TcpListener::bind("127.0.0.1:8080").await?, router).await?;
    Ok(())
}
