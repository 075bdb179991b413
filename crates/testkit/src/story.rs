//! What happens in the tests of several rooms, over routers and over sockets.

use std::collections::BTreeSet;
use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::application::{Asked, claims};
use crate::network::Network;
use crate::visitor::{Visitor, asked};

/// Signs in with `direct_sign_in` and the simulator's scripts only: no page of ours is
/// read. Gives what the application gets.
pub async fn signs_in_directly(network: &Network, person: &str) -> Value {
    let application = network.application();
    let request = application.asks(&[("direct_sign_in", "social:wechat")]);
    let visitor = network.anonymous();
    let wechat = visitor.get(&request.address).await.location().to_owned();
    assert!(wechat.contains("/connect/qrconnect?appid="), "{wechat}");
    network.get(&wechat).await;

    let script = async |method, path: &str, body| network.simulator(method, path, body).await;
    let codes = script(Method::GET, "/_sim/codes", Value::Null).await;
    let waiting = codes
        .as_array()
        .and_then(|codes| codes.iter().find(|code| code["state"] == "waiting"));
    let waiting = waiting.expect("a QR page that was opened has a code");
    let uuid = waiting["uuid"].as_str().expect("a code has a name");
    let scan = format!("/_sim/codes/{uuid}/scan");
    script(Method::POST, &scan, json!({ "person": person })).await;
    let allow = format!("/_sim/codes/{uuid}/allow");
    script(Method::POST, &allow, Value::Null).await;
    let poll = format!("{}/connect/l/qrconnect?uuid={uuid}", network.simulator);
    let answer = network.get(&poll).await.body;
    let code = answer
        .split_once("wx_code='")
        .and_then(|(_, rest)| rest.split_once('\''));
    let (code, _) = code.expect("an allowed code has a WeChat code");
    let (redirect_uri, state) = asked(&wechat);
    let callback = format!("{redirect_uri}?code={code}&state={state}");

    let address = visitor.comes_back(&callback).await;
    let tokens = application.redeems(&request, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let tokens = tokens.json();
    let id_token = claims(tokens["id_token"].as_str().expect("there is an ID token"));
    assert_eq!(id_token["nonce"], request.nonce);
    tokens
}

/// Delivers one callback many times at once, all by the same browser: gives the
/// different answers, each as the address it leads to and the session it sets.
pub async fn deliveries_at_once(
    network: &Arc<Network>,
    browser: &Visitor<'_>,
    callback: &str,
    times: usize,
) -> BTreeSet<(String, String)> {
    let mut deliveries = JoinSet::new();
    for _ in 0..times {
        let (network, callback) = (network.clone(), callback.to_owned());
        let cookies = browser.cookies();
        deliveries.spawn(async move {
            let tab = network.anonymous();
            for (name, value) in &cookies {
                tab.set_cookie(name, Some(value));
            }
            // Whoever has to wait longer than a second goes on at *Finishing*.
            let address = tab.comes_back(&callback).await;
            (address, tab.cookies()["pailou_session"].clone())
        });
    }
    deliveries.join_all().await.into_iter().collect()
}

/// Lets one person sign in many times at once, each time with a new browser: gives the
/// users that this makes.
pub async fn sign_ins_at_once(
    network: &Arc<Network>,
    person: &'static str,
    times: usize,
) -> BTreeSet<String> {
    let mut people = JoinSet::new();
    for _ in 0..times {
        let network = network.clone();
        people.spawn(async move {
            let visitor = network.anonymous();
            let application = network.application();
            let request: Asked = application.asks(&[]);
            let wechat = visitor.go_to_wechat(&request.address).await;
            let callback = network.person(person).allows(&wechat).await;
            let address = visitor.comes_back(&callback).await;
            let tokens = application.redeems(&request, &address).await;
            assert_eq!(tokens.status, 200, "{}", tokens.body);
            let tokens = tokens.json();
            let id_token = tokens["id_token"].as_str().expect("there is an ID token");
            claims(id_token)["sub"].to_string()
        });
    }
    people.join_all().await.into_iter().collect()
}
