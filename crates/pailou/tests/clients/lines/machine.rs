//! Programs that nobody signs in to.

use http::{HeaderMap, header};
use serde_json::Value;

use super::program::{Program, tool};

/// The token is one for the Management API.
async fn opens_the_management_api(program: &Program, token: &str) {
    let bearer = format!("Bearer {token}").parse().unwrap();
    let headers = HeaderMap::from_iter([(header::AUTHORIZATION, bearer)]);
    let network = &program.demo.network;
    let url = format!("{}/api/applications", network.server);
    let answer = network
        .send(http::Method::GET, &url, headers, String::new())
        .await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let ids: Vec<Value> = answer.json().as_array().unwrap().clone();
    assert!(ids.iter().any(|it| it["id"] == "my-app"), "{ids:?}");
}

#[tokio::test]
async fn curl_gets_a_token() {
    let program = Program::new("curl").await;
    let said = program.runs("sh", &[program.library.file]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["scope"], "all");
    opens_the_management_api(&program, said["access_token"].as_str().unwrap()).await;
}

#[tokio::test]
async fn requests_gets_a_token() {
    let program = Program::new("python").await;
    let token = program.runs(&tool(".venv/bin/python"), &[program.library.file]);
    opens_the_management_api(&program, token.trim()).await;
}

#[tokio::test]
async fn node_gets_a_token() {
    let program = Program::new("node").await;
    let token = program.runs(&tool("node_modules/.bin/node"), &[program.library.file]);
    opens_the_management_api(&program, token.trim()).await;
}
