use std::sync::Mutex;

use async_trait::async_trait;
use connector_kit::{HttpClient, HttpResponse, Refusal, Steps, SystemClock};

use super::*;

/// Always overloaded; notes how long each call might have taken.
#[derive(Default)]
struct Overloaded(Mutex<Vec<Duration>>);

#[async_trait]
impl HttpClient for Overloaded {
    async fn get(&self, _: &Url, limits: Limits) -> Result<HttpResponse, TransportError> {
        self.0.lock().unwrap().push(limits.total);
        let body = br#"{"errcode":-1,"errmsg":"system error"}"#.to_vec();
        Ok(HttpResponse {
            status: 200,
            body,
            date: None,
        })
    }
}

struct NoEntropy;

impl connector_kit::Entropy for NoEntropy {
    fn fill(&self, _: &mut [u8]) {}
}

/// The time limits of the calls that are made when this much patience is left.
async fn limits_with(left: Duration) -> Vec<Duration> {
    let http = Overloaded::default();
    let api = Url::parse("https://api.weixin.qq.com").unwrap();
    let context = Context {
        http: &http,
        clock: &SystemClock,
        entropy: &NoEntropy,
        session: &Value::Null,
        steps: &Steps::default(),
    };
    let mut calls = Calls::new(&api, Kind::Website, context);
    calls.deadline = Instant::now() + left;
    let result = calls.get(Call::CodeExchange, &[]).await;
    assert!(matches!(
        result.err(),
        Some(ConnectorError::ProviderRefused {
            refusal: Refusal::Busy,
            ..
        })
    ));
    http.0.into_inner().unwrap()
}

#[tokio::test]
async fn all_calls_together_end_before_the_callback_is_given_up() {
    let five = Duration::from_secs(5);
    assert_eq!(limits_with(Duration::from_secs(13)).await, [five, five]);

    let limits = limits_with(Duration::from_secs(4)).await;
    assert_eq!(limits.len(), 2);
    assert!(limits[0] <= Duration::from_secs(4));
    assert!(limits[1] <= Duration::from_millis(3700));

    assert_eq!(limits_with(Duration::from_millis(900)).await.len(), 1);
    assert_eq!(limits_with(Duration::ZERO).await, [Duration::ZERO]);
}
