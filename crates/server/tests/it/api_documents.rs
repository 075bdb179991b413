//! What the Management API says about itself and about connectors, to anybody and to programs.

use http::{HeaderMap, Method, header};
use serde_json::{Value, json};
use testkit::world::{SERVER, World};

#[tokio::test]
async fn status_says_nothing_but_that_it_is_up() {
    let world = World::new().await;
    let answer = world.get(&format!("{SERVER}/api/status")).await;
    assert_eq!((answer.status, &*answer.body), (204, ""));
}

#[tokio::test]
async fn the_document_is_there_for_everybody() {
    let world = World::new().await;
    let answer = world.get(&format!("{SERVER}/api/swagger.json")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/json");
    let document = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    assert_eq!(document["servers"], json!([{ "url": SERVER }]));
    assert_eq!(
        document["components"]["securitySchemes"]["ManagementApi"],
        json!({
            "type": "http", "scheme": "bearer", "bearerFormat": "JWT",
            "description": "An access token for https://default.logto.app/api.",
        })
    );
    let factory = &document["paths"]["/api/connector-factories/{id}"]["get"];
    assert_eq!(factory["operationId"], "GetConnectorFactory");
    let answer = &factory["responses"]["200"]["content"]["application/json"]["schema"]["$ref"];
    assert_eq!(answer, "#/components/schemas/ConnectorFactory");
    let error = &document["components"]["schemas"]["Error"];
    assert_eq!(error["required"], json!(["code", "message"]));
}

#[tokio::test]
async fn each_path_has_the_methods_that_the_document_says() {
    let world = World::new().await;
    let ops = world.machine("ops").await;
    let document = world.get(&format!("{SERVER}/api/swagger.json")).await;
    let document = document.json();
    let paths = document["paths"].as_object().unwrap();
    for expected in [
        "/api/applications",
        "/api/applications/{id}",
        "/api/applications/{id}/secrets",
        "/api/applications/{id}/secrets/{name}",
        "/api/users",
        "/api/users/{id}",
        "/api/users/{id}/identities",
        "/api/users/{id}/identities/{target}",
        "/api/users/{id}/is-suspended",
        "/api/connectors",
        "/api/sign-in-exp",
        "/api/logs",
    ] {
        assert!(paths.contains_key(expected), "{expected}");
    }
    for (path, operations) in paths {
        // Nothing has this id, so nothing happens.
        let address: Vec<_> = path
            .split('/')
            .map(|step| {
                if step.starts_with('{') {
                    "nothing"
                } else {
                    step
                }
            })
            .collect();
        let address = address.join("/");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let described = operations.get(method.to_lowercase()).is_some();
            let sent: Method = method.parse().unwrap();
            let answer = ops.send(sent, &address, &Value::Null).await;
            assert_eq!(answer.status != 405, described, "{method} {path}");
            assert_ne!(answer.status, 500, "{method} {path}");
            if described {
                let status = answer.status.to_string();
                let answers = &operations[&method.to_lowercase()]["responses"];
                assert!(answers.get(&status).is_some(), "{method} {path}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn the_page_can_be_read_without_script() {
    let world = World::new().await;
    let docs = format!("{SERVER}/api/docs");
    let answer = world.get(&docs).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(!answer.body.contains("<script") && !answer.body.contains(" style="));
    let document = world
        .get(&format!("{SERVER}/api/swagger.json"))
        .await
        .json();
    for (path, methods) in document["paths"].as_object().unwrap() {
        assert!(answer.body.contains(path.as_str()), "{path}");
        for operation in methods.as_object().unwrap().values() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(answer.body.contains(&format!("id=\"{id}\"")), "{id}");
        }
    }
    // Every link on the page leads somewhere on it.
    for link in answer.body.split("href=\"#").skip(1) {
        let target = link.split('"').next().unwrap();
        assert!(
            answer.body.contains(&format!("id=\"{target}\"")),
            "{target}"
        );
    }
    let style = answer
        .body
        .split("href=\"")
        .find(|it| it.contains("api-docs.css"))
        .unwrap();
    let style = style.split('"').next().unwrap();
    assert_eq!(world.get(&format!("{SERVER}{style}")).await.status, 200);

    assert!(answer.body.contains("data-theme=\"system\""));
    let cookie = header::HeaderValue::from_static("pailou_theme=dark");
    let headers = HeaderMap::from_iter([(header::COOKIE, cookie)]);
    let dark = world.send(Method::GET, &docs, headers, String::new()).await;
    assert!(dark.body.contains("data-theme=\"dark\""));
}

#[tokio::test]
async fn factories_have_the_shape_of_logtos() {
    let world = World::new().await;
    let machine = world.reading_machine("reader").await;
    let answer = machine.get("/api/connector-factories").await;
    assert_eq!(answer.status, 200);
    let factories = answer.json();
    let ids: Vec<_> = factories
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].clone())
        .collect();
    assert_eq!(ids, ["wechat-web", "wechat-native"]);

    let web = machine
        .get("/api/connector-factories/wechat-web")
        .await
        .json();
    assert_eq!(web, factories[0]);
    assert_eq!(web["target"], "wechat");
    assert_eq!(web["platform"], "Web");
    assert_eq!(web["type"], "Social");
    assert_eq!(web["name"]["en"], "WeChat (Web)");
    assert_eq!(web["name"]["zh-CN"], "微信（网站）");
    assert_eq!(web["logoDark"], Value::Null);
    assert!(
        web["logo"]
            .as_str()
            .unwrap()
            .starts_with("data:image/svg+xml;base64,")
    );
    assert!(web["readme"].as_str().unwrap().starts_with("# "));
    let items = web["formItems"].as_array().unwrap();
    let item = |key: &str| items.iter().find(|item| item["key"] == key).unwrap();
    assert_eq!(item("clientId")["type"], "Text");
    assert_eq!(item("clientId")["required"], true);
    assert_eq!(item("clientId")["isConfidential"], false);
    assert_eq!(item("clientSecret")["isConfidential"], true);
    assert!(item("clientId").get("selectItems").is_none());
    assert_eq!(
        item("scope")["selectItems"],
        json!([
            { "value": "", "title": "Default" },
            { "value": "snsapi_userinfo", "title": "snsapi_userinfo" },
            { "value": "snsapi_base", "title": "snsapi_base" },
        ])
    );
}
