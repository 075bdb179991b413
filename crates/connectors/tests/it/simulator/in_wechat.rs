//! Inside WeChat: its own browser, a service account, and whoever sits there.

use simulator::seed::{SERVICE_ACCOUNT_ID, SERVICE_ACCOUNT_SECRET};

use super::*;

const WECHAT: &str = "Mozilla/5.0 (Linux; Android 14) Mobile MicroMessenger/8.0.49(0x28003133)";

/// Where WeChat's browser ends up: back at us, or on a page of WeChat's.
enum End {
    Back((CallbackParameters, Value)),
    Page(String),
}

impl World {
    fn with_account(&self, change: Value) -> Box<dyn SocialConnector> {
        let config = json!({
            "clientId": APP_ID,
            "clientSecret": APP_SECRET,
            "inWechat": {"clientId": SERVICE_ACCOUNT_ID, "clientSecret": SERVICE_ACCOUNT_SECRET},
        });
        self.connector_with(&crate::support::with(config, change))
    }

    /// Opens the address that the connector makes for WeChat's browser.
    async fn open_in_wechat(&self, connector: &dyn SocialConnector, sitter: &Value) -> End {
        let url = self.base.join("/_sim/browser").unwrap();
        let seated = self.browser.post(url).json(sitter).send().await.unwrap();
        assert_eq!(seated.status(), 200);
        let cookies = seated.headers().get_all("set-cookie").iter();
        let cookies: Vec<_> = cookies
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
            .collect();

        let redirect_uri = Url::parse("http://localhost:3001/callback/wechat").unwrap();
        let request = AuthorizationRequest {
            state: "0123456789abcdefghijABCDEFGHIJ00",
            redirect_uri: &redirect_uri,
            language: "zh-Hans",
            user_agent: Some(WECHAT),
        };
        let away = connector.authorization_uri(&request).unwrap();
        let page = self.browser.get(&away.uri);
        let page = page
            .header("user-agent", WECHAT)
            .header("cookie", cookies.join("; "));
        let page = page.send().await.unwrap();
        if !page.status().is_redirection() {
            assert_eq!(page.status(), 200);
            return End::Page(page.text().await.unwrap());
        }
        let back = Url::parse(page.headers()["location"].to_str().unwrap()).unwrap();
        assert!(back.as_str().starts_with(redirect_uri.as_str()), "{back}");
        let parameters: CallbackParameters = back.query_pairs().into_owned().collect();
        assert_eq!(parameters["state"], request.state);
        End::Back((parameters, away.session))
    }

    async fn come_back_in_wechat(
        &self,
        connector: &dyn SocialConnector,
        sitter: Value,
    ) -> Result<SocialUserInfo, ConnectorError> {
        match self.open_in_wechat(connector, &sitter).await {
            End::Back(back) => self.user_info(connector, &back).await,
            End::Page(page) => panic!("nobody came back: {page}"),
        }
    }
}

fn allows(person: &str) -> Value {
    json!({"person": person, "consent": "allow"})
}

#[tokio::test]
async fn people_inside_wechat_are_the_people_of_the_qr_page() {
    let world = World::start().await;
    let connector = world.with_account(json!({}));
    let outside = world.sign_in("xiaoming").await.unwrap();
    let inside = world
        .come_back_in_wechat(&*connector, allows("xiaoming"))
        .await;
    let inside = inside.unwrap();
    assert_eq!(inside.name, outside.name);
    assert_eq!(inside.avatar, outside.avatar);
    assert_eq!(keys(&inside)[0], keys(&outside)[0]);
    assert_eq!(keys(&inside)[1].0, format!("app:{SERVICE_ACCOUNT_ID}"));
    assert_ne!(keys(&inside)[1].1, keys(&outside)[1].1);
}

#[tokio::test]
async fn a_silent_sign_in_gives_the_open_id_that_a_fuller_one_gives() {
    let world = World::start().await;
    let silent = world.with_account(json!({"scope": "snsapi_base"}));
    let full = world.with_account(json!({}));
    let before = world.calls(PROFILE_PATH).await;
    // Nobody is asked.
    let sitter = json!({"person": "lifang", "consent": "ask"});
    let silent = world.come_back_in_wechat(&*silent, sitter).await.unwrap();
    assert_eq!(world.calls(PROFILE_PATH).await, before);
    assert_eq!(
        (&silent.name, &silent.avatar, &silent.raw),
        (&None, &None, &Value::Null)
    );
    let full = world
        .come_back_in_wechat(&*full, allows("lifang"))
        .await
        .unwrap();
    assert_eq!(full.name.as_deref(), Some("李芳"));
    assert_eq!(keys(&silent), keys(&full)[1..]);
}

#[tokio::test]
async fn preview_visitors_are_nobody_on_both_scopes() {
    let world = World::start().await;
    world.change("xiaoming", &json!({"snapshot": true})).await;
    let full = world.with_account(json!({}));
    let result = world.come_back_in_wechat(&*full, allows("xiaoming")).await;
    assert_eq!(refusal(&result), Refusal::Preview);
    assert_eq!(world.calls(PROFILE_PATH).await, 0);
}

#[tokio::test]
async fn refusing_shows_a_page_or_comes_back_without_a_code() {
    let world = World::start().await;
    let connector = world.with_account(json!({}));
    for refusal in ["authdeny", "state"] {
        let sitter = json!({"person": "emma", "consent": "refuse", "refusal": refusal});
        let result = world.come_back_in_wechat(&*connector, sitter).await;
        assert_eq!(result, Err(ConnectorError::PersonRefused), "{refusal}");
    }
    for sitter in [
        json!({"person": "emma", "consent": "refuse", "refusal": "none"}),
        json!({"person": "emma", "consent": "ask"}),
    ] {
        let end = world.open_in_wechat(&*connector, &sitter).await;
        assert!(matches!(end, End::Page(_)), "{sitter}");
    }
    assert_eq!(world.calls(TOKEN_PATH).await, 0);
}

#[tokio::test]
async fn an_account_that_is_bound_to_nothing_gives_open_ids_alone() {
    let world = World::start().await;
    let path = format!("/_sim/apps/{SERVICE_ACCOUNT_ID}");
    world.patch(&path, &json!({"open_platform": ""})).await;
    let connector = world.with_account(json!({}));
    let person = world
        .come_back_in_wechat(&*connector, allows("xiaoming"))
        .await;
    assert_eq!(keys(&person.unwrap()).len(), 1);

    let strict = world.with_account(json!({"requireUnionId": true}));
    let result = world
        .come_back_in_wechat(&*strict, allows("xiaoming"))
        .await;
    assert_eq!(field(&result), "requireUnionId");
}

#[tokio::test]
async fn a_link_that_wechat_refuses_is_explained_by_wechat() {
    let world = World::start().await;
    let path = format!("/_sim/apps/{SERVICE_ACCOUNT_ID}");
    let connector = world.with_account(json!({}));
    for (change, code) in [
        (json!({"permission": false}), "10005"),
        (
            json!({"permission": true, "web_authorization_domains": ["other.example"], "allow_local_callback": false}),
            "10003",
        ),
    ] {
        world.patch(&path, &change).await;
        match world.open_in_wechat(&*connector, &allows("xiaoming")).await {
            End::Page(page) => assert!(page.contains(code), "{change}: {page}"),
            End::Back(_) => panic!("{change}"),
        }
    }
}

#[tokio::test]
async fn wrong_keys_of_the_service_account_are_named_as_such() {
    let world = World::start().await;
    let wrong = json!({"inWechat": {
        "clientId": SERVICE_ACCOUNT_ID,
        "clientSecret": "00000000000000000000000000000000",
    }});
    let connector = world.with_account(wrong);
    let result = world
        .come_back_in_wechat(&*connector, allows("xiaoming"))
        .await;
    assert_eq!(field(&result), "inWechat.clientSecret");
}

#[tokio::test]
async fn a_code_lives_five_minutes_here() {
    let world = World::start().await;
    let connector = world.with_account(json!({}));
    let End::Back(back) = world.open_in_wechat(&*connector, &allows("xiaoming")).await else {
        panic!("nobody came back");
    };
    world
        .tell("/_sim/clock", &json!({"advance_seconds": 301}))
        .await;
    let late = world.user_info(&*connector, &back).await;
    assert_eq!(refusal(&late), Refusal::CodeInvalid);
}
