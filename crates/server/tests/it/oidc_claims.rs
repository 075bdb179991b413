//! Claims that are asked for one by one, `acr`, and the scopes that Logto adds.

use http::{HeaderMap, Method, header};
use serde_json::{Value, json};
use testkit::application::{Asked, claims, parameters};
use testkit::in_process::Answer;
use testkit::visitor::Visitor;
use testkit::world::{APPLICATION, SERVER, World};

/// Signs in with a new browser, redeems, and gives the browser, the ID token's claims and userinfo.
async fn told<'a>(world: &'a World, more: &[(&str, &str)]) -> (Visitor<'a>, Value, Value) {
    let application = world.application();
    let asked = application.asks(more);
    let visitor = world.anonymous();
    let person = world.person("xiaoming");
    let address = visitor.sign_in(&asked.address, &person).await;
    let tokens = application.redeems(&asked, &address).await;
    assert_eq!(tokens.status, 200, "{}", tokens.body);
    let tokens = tokens.json();
    let info = application
        .user_info(tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(info.status, 200, "{}", info.body);
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    (visitor, id_token, info.json())
}

fn error(answer: &Answer) -> Option<String> {
    let mut pairs = parameters(answer.location()).into_iter();
    pairs
        .find(|(name, _)| name == "error")
        .map(|(_, value)| value)
}

fn asks(world: &World, wanted: &Value, more: &[(&str, &str)]) -> Asked {
    let wanted = wanted.to_string();
    let mut all = vec![("claims", wanted.as_str())];
    all.extend(more);
    world.application().asks(&all)
}

#[tokio::test]
async fn claims_go_where_they_are_asked_for() {
    let world = World::new().await;
    let wanted = json!({
        "id_token": { "name": { "essential": true }, "identities": null, "email": null, "x": null },
        "userinfo": { "picture": null, "custom_data": null, "phone_number": { "essential": true } },
    })
    .to_string();
    let more = [("scope", "openid"), ("claims", wanted.as_str())];
    let (_, id_token, info) = told(&world, &more).await;
    assert_eq!(id_token["name"], "小明");
    assert!(id_token["identities"]["wechat"]["userId"].is_string());
    assert!(info["picture"].is_string(), "{info}");
    assert_eq!(info["custom_data"], json!({}));
    for absent in ["picture", "email", "x", "custom_data", "acr"] {
        assert_eq!(id_token.get(absent), None, "{absent}");
    }
    for absent in ["name", "identities", "phone_number"] {
        assert_eq!(
            info.get(absent),
            None,
            "{absent}: what is not known is left out"
        );
    }
}

#[tokio::test]
async fn scopes_of_logto_give_their_claims_in_userinfo() {
    let world = World::new().await;
    let more = [("scope", "openid username identities custom_data")];
    let (_, id_token, info) = told(&world, &more).await;
    assert_eq!(info["username"], Value::Null);
    assert_eq!(info["custom_data"], json!({}));
    assert!(info["identities"]["wechat"]["userId"].is_string());
    assert_eq!(id_token.get("identities"), None);
    assert_eq!(id_token.get("custom_data"), None);
    assert_eq!(info.get("name"), None);
}

#[tokio::test]
async fn acr_is_given_only_when_it_is_asked_for() {
    let world = World::new().await;
    let (_, id_token, _) = told(&world, &[("acr_values", "gold silver")]).await;
    assert_eq!(id_token["acr"], "0");
    assert!(id_token["auth_time"].is_number());
    let (visitor, id_token, _) = told(&world, &[]).await;
    assert_eq!(id_token.get("acr"), None);
    let gold = json!({ "id_token": { "acr": { "essential": true, "values": ["gold"] } } });
    let answer = visitor.get(&asks(&world, &gold, &[]).address).await;
    let refused = error(&answer);
    assert_eq!(
        refused.as_deref(),
        Some("unmet_authentication_requirements")
    );
}

#[tokio::test]
async fn nobody_else_is_answered_with_than_whom_the_claims_name() {
    let world = World::new().await;
    let (visitor, id_token, _) = told(&world, &[]).await;
    let none = [("prompt", "none")];
    let xiaoming = json!({ "id_token": { "sub": { "value": id_token["sub"] } } });
    let answer = visitor.get(&asks(&world, &xiaoming, &none).address).await;
    assert_eq!(error(&answer), None, "{}", answer.location());
    for somebody_else in [
        json!({ "id_token": { "sub": { "value": "somebody" } } }),
        json!({ "id_token": { "sub": { "values": ["a", "b"] } } }),
        json!({ "userinfo": { "sub": { "value": "" } } }),
    ] {
        let asked = asks(&world, &somebody_else, &none);
        let refused = error(&visitor.get(&asked.address).await);
        assert_eq!(
            refused.as_deref(),
            Some("login_required"),
            "{somebody_else}"
        );
        // Signing in does not help who is somebody else.
        let asked = asks(&world, &somebody_else, &[]);
        let address = visitor
            .sign_in(&asked.address, &world.person("xiaoming"))
            .await;
        assert!(address.contains("error=login_required"), "{address}");
    }
}

#[tokio::test]
async fn people_consent_to_claims_as_to_scopes() {
    let world = World::new().await;
    world
        .apply(json!({ "applications": [{
            "id": "demo-app", "third_party": true,
        }]}))
        .await;
    let visitor = world.anonymous();
    let asked = world.application().asks(&[("scope", "openid")]);
    let person = world.person("xiaoming");
    let consent = visitor.sign_in(&asked.address, &person).await;
    let page = visitor.follow(&consent).await;
    let allow = [("decision", "allow")];
    let answer = visitor.press_with(&page, "/consent", &allow).await;
    assert!(answer.location().starts_with(APPLICATION));

    let none = [("scope", "openid"), ("prompt", "none")];
    let nothing = asks(&world, &json!({}), &none);
    assert_eq!(error(&visitor.get(&nothing.address).await), None);
    let wanted = json!({ "userinfo": { "phone_number": null } });
    let more = asks(&world, &wanted, &none);
    let refused = error(&visitor.get(&more.address).await);
    assert_eq!(refused.as_deref(), Some("consent_required"));

    let asked = asks(&world, &wanted, &[("scope", "openid")]);
    let page = visitor.follow(&asked.address).await;
    assert!(page.body.contains("phone number"), "{}", page.body);
    visitor.press_with(&page, "/consent", &allow).await;
    assert_eq!(error(&visitor.get(&more.address).await), None);
}

#[tokio::test]
async fn the_rest_of_the_profile_and_roles_are_told_by_scope() {
    let world = World::new().await;
    world
        .apply(json!({ "roles": [{ "name": "editor" }, { "name": "viewer" }] }))
        .await;
    let application = world.application();
    let first = application.signs_in("xiaoming").await;
    let sub = testkit::application::claims(first["id_token"].as_str().unwrap())["sub"].clone();
    let user = format!("/api/users/{}", sub.as_str().unwrap());
    let ops = world.machine("ops").await;
    let profile = json!({
        "familyName": "\u{738b}", "birthdate": "2000-01-01", "shoeSize": "43",
        "address": { "country": "CN" },
    });
    let body = json!({ "username": "ming", "profile": profile });
    assert_eq!(ops.patch(&user, body).await.status, 200);
    let roles = ops.get("/api/roles").await.json();
    let editor = roles
        .as_array()
        .unwrap()
        .iter()
        .find(|role| role["name"] == "editor");
    let body = json!({ "roleIds": [editor.unwrap()["id"]] });
    let given = ops.post(&format!("{user}/roles"), body).await;
    assert_eq!(given.status, 201, "{}", given.body);

    let names = [
        "family_name",
        "birthdate",
        "shoeSize",
        "preferred_username",
        "address",
        "roles",
    ];
    let (name, day, ming) = (json!("\u{738b}"), json!("2000-01-01"), json!("ming"));
    let (address, editor) = (json!({ "country": "CN" }), json!(["editor"]));
    let none = Value::Null;
    for (scope, in_userinfo, in_id_token) in [
        ("openid", [&none; 6], [&none; 6]),
        (
            "openid profile",
            [&name, &day, &none, &ming, &none, &none],
            [&name, &day, &none, &ming, &none, &none],
        ),
        (
            "openid address roles",
            [&none, &none, &none, &none, &address, &editor],
            [&none, &none, &none, &none, &address, &none],
        ),
    ] {
        let asked = application.asks(&[("scope", scope)]);
        let visitor = world.anonymous();
        let back = visitor
            .sign_in(&asked.address, &world.person("xiaoming"))
            .await;
        let tokens = application.redeems(&asked, &back).await.json();
        let info = application
            .user_info(tokens["access_token"].as_str().unwrap())
            .await
            .json();
        let id_token = testkit::application::claims(tokens["id_token"].as_str().unwrap());
        assert_eq!(names.map(|name| &info[name]), in_userinfo, "{scope}");
        assert_eq!(names.map(|name| &id_token[name]), in_id_token, "{scope}");
    }
}

#[tokio::test]
async fn userinfo_takes_the_token_from_a_form_too() {
    let world = World::new().await;
    let tokens = world.application().signs_in("xiaoming").await;
    let token = tokens["access_token"].as_str().unwrap();
    let bearer = format!("Bearer {token}");
    let form = "application/x-www-form-urlencoded; charset=UTF-8";
    let in_form = format!("access_token={token}");
    let twice = format!("{in_form}&{in_form}");
    for (kind, authorization, body, status) in [
        (form, "", in_form.as_str(), 200),
        (form, bearer.as_str(), "", 200),
        ("", bearer.as_str(), "", 200),
        ("application/json", bearer.as_str(), "{}", 200),
        (form, bearer.as_str(), in_form.as_str(), 400),
        (form, "", twice.as_str(), 400),
        (form, "", "access_token=unknown", 401),
        (form, "", "access_token=", 401),
        ("text/plain", "", in_form.as_str(), 401),
        ("", "", in_form.as_str(), 401),
    ] {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (header::CONTENT_TYPE, kind),
            (header::AUTHORIZATION, authorization),
        ] {
            if !value.is_empty() {
                headers.insert(name, value.parse().unwrap());
            }
        }
        let url = format!("{SERVER}/oidc/me");
        let answer = world
            .send(Method::POST, &url, headers, body.to_owned())
            .await;
        assert_eq!(
            answer.status, status,
            "{kind} {authorization} {body}: {}",
            answer.body
        );
    }
    let in_address = format!("{SERVER}/oidc/me?{in_form}");
    assert_eq!(
        world.get(&in_address).await.status,
        401,
        "never in an address"
    );
}
