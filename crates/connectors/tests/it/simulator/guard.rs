//! A connector that points at the real WeChat, with a simulator in its place, as behind a proxy: nobody gets in, by
//! whichever way they came.

use async_trait::async_trait;
use connector_kit::{HttpClient, HttpResponse, Limits, TransportError};
use simulator::seed::{
    MOBILE_APP_ID, MOBILE_APP_SECRET, SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET,
};

use super::*;

/// Answers in the place of `api.weixin.qq.com`.
struct Impersonated<'a>(&'a World);

#[async_trait]
impl HttpClient for Impersonated<'_> {
    async fn get(&self, url: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
        assert_eq!(
            url.origin().ascii_serialization(),
            "https://api.weixin.qq.com"
        );
        let path = &url[url::Position::BeforePath..];
        self.0
            .outgoing
            .get(&self.0.base.join(path).unwrap(), limits)
            .await
    }
}

/// The ways, each with what its connector needs, the app that asks, and the scope.
fn ways() -> Vec<(&'static str, &'static str, Value, Value)> {
    let web = json!({
        "clientId": APP_ID,
        "clientSecret": APP_SECRET,
        "openPlatform": "acme",
        "inWechat": {"clientId": SERVICE_ACCOUNT_ID, "clientSecret": SERVICE_ACCOUNT_SECRET},
    });
    let native = json!({
        "clientId": MOBILE_APP_ID,
        "clientSecret": MOBILE_APP_SECRET,
        "openPlatform": "acme",
    });
    let inside =
        |scope: &str| json!({"clientId": SERVICE_ACCOUNT_ID, "lang": "en", "scope": scope});
    vec![
        (
            "web",
            "wechat-web",
            web.clone(),
            json!({"clientId": APP_ID, "lang": "en"}),
        ),
        (
            "in WeChat",
            "wechat-web",
            web.clone(),
            inside("snsapi_userinfo"),
        ),
        (
            "in WeChat, silently",
            "wechat-web",
            web,
            inside("snsapi_base"),
        ),
        (
            "native",
            "wechat-native",
            native,
            json!({"clientId": MOBILE_APP_ID, "lang": "en"}),
        ),
    ]
}

fn build(factory: &str, config: &Value, endpoints: Option<&Endpoints>) -> Box<dyn SocialConnector> {
    match connectors::factory(factory)
        .unwrap()
        .build(config, endpoints)
    {
        Ok(connector) => connector,
        Err(errors) => panic!("{errors:?}"),
    }
}

impl World {
    /// A code as somebody brings it back on a way.
    async fn code(&self, way: &str, person: &str) -> String {
        match way {
            "web" => {
                let (back, _) = self.come_back(&*self.connector(), person).await;
                back["code"].clone()
            }
            "native" => {
                let wish = json!({"app_id": MOBILE_APP_ID, "person": person});
                let answer = self.tell("/_sim/native", &wish).await;
                answer["code"].as_str().unwrap().to_owned()
            }
            inside => {
                let scope = if inside.ends_with("silently") {
                    "base"
                } else {
                    "userinfo"
                };
                let path = format!(
                    "/connect/oauth2/authorize?appid={SERVICE_ACCOUNT_ID}&redirect_uri=http%3A%2F%2Flocalhost%2F&response_type=code&scope=snsapi_{scope}&state=x"
                );
                let page = self.browser.get(self.base.join(&path).unwrap());
                let page = page.header("user-agent", "MicroMessenger/8.0.50");
                let cookies = format!("wxsim_person={person}; wxsim_consent=allow");
                let page = page.header("cookie", cookies).send().await.unwrap();
                let back = Url::parse(page.headers()["location"].to_str().unwrap()).unwrap();
                let code = back.query_pairs().find(|(name, _)| name == "code");
                code.unwrap().1.into_owned()
            }
        }
    }
}

#[tokio::test]
async fn a_simulator_in_the_place_of_wechat_signs_nobody_in() {
    let world = World::start().await;
    for (way, factory, config, session) in ways() {
        // Emma has no union id: the open id alone tells.
        for person in ["xiaoming", "emma"] {
            for (endpoints, is_let_in) in [(None, false), (Some(world.endpoints()), true)] {
                let connector = build(factory, &config, endpoints.as_ref());
                let code = world.code(way, person).await;
                let back = callback(&[("code", &code), ("state", "x")]);
                let steps = Steps::default();
                let impersonated = Impersonated(&world);
                let http: &dyn HttpClient = if is_let_in {
                    &world.outgoing
                } else {
                    &impersonated
                };
                let context = Context {
                    http,
                    clock: &Fixed,
                    entropy: &Fixed,
                    session: &session,
                    steps: &steps,
                };
                let result = connector.user_info(&back, context).await;
                if is_let_in {
                    assert!(result.is_ok(), "{way}, {person}: {result:?}");
                } else {
                    assert_eq!(field(&result), "endpoints", "{way}, {person}");
                }
            }
        }
    }
}

#[tokio::test]
async fn people_of_a_mini_program_carry_the_mark_too() {
    let world = World::start().await;
    let app = json!({
        "kind": "mini_program",
        "app_id": "wx00000000000000aa",
        "app_secret": "000000000000000000000000000000aa",
        "name": "Paperboat",
        "open_platform": "acme",
    });
    world.tell("/_sim/apps", &app).await;
    let wish = json!({"app_id": "wx00000000000000aa", "person": "lifang"});
    let code = world.tell("/_sim/native", &wish).await;
    let path = format!(
        "/sns/jscode2session?appid=wx00000000000000aa&secret=000000000000000000000000000000aa&js_code={}&grant_type=authorization_code",
        code["code"].as_str().unwrap()
    );
    let session: Value = serde_json::from_str(&world.get(&path).await).unwrap();
    // No connector takes mini programs; what an application hands on about such a person is refused like all else.
    let real = build("wechat-web", &ways()[0].2, None);
    let simulated = build("wechat-web", &ways()[0].2, Some(&world.endpoints()));
    for name in ["openid", "unionid"] {
        let id = session[name].as_str().unwrap();
        assert!(id.starts_with("oSIMULATED-"), "{id}");
        let details = json!({ name: id });
        assert!(real.keys_known_elsewhere(id, &details).is_none(), "{name}");
        assert!(
            simulated.keys_known_elsewhere(id, &details).is_some(),
            "{name}"
        );
    }
}
