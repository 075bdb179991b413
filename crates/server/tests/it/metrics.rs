//! `/metrics`: for whoever has the token.

use secrecy::SecretString;
use testkit::in_process::Answer;
use testkit::story::signs_in_directly;
use testkit::world::World;

const TOKEN: &str = "a-token-that-nobody-guesses";

async fn asks(world: &World, authorization: Option<&str>) -> Answer {
    let visitor = world.anonymous();
    match authorization {
        Some(text) => visitor.sending("authorization", text).get("/metrics").await,
        None => visitor.get("/metrics").await,
    }
}

#[tokio::test]
async fn figures_are_for_whoever_has_the_token() {
    let world = World::new().await;
    assert_eq!(
        asks(&world, None).await.status,
        403,
        "without a token nobody from elsewhere"
    );
    assert_eq!(asks(&world, Some("Bearer ")).await.status, 403);

    let world = World::with_settings(|settings| {
        settings.metrics_token = Some(SecretString::from(TOKEN));
    })
    .await;
    for wrong in [
        None,
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer a-token-that-nobody-guesse"),
        Some("Bearer a-token-that-nobody-guessesx"),
        Some("Basic a-token-that-nobody-guesses"),
        Some(TOKEN),
    ] {
        let answer = asks(&world, wrong).await;
        assert_eq!(answer.status, 401, "{wrong:?}");
        assert_eq!(
            answer.header("www-authenticate"),
            r#"Bearer realm="metrics""#
        );
    }
    signs_in_directly(&world, "xiaoming").await;
    signs_in_directly(&world, "xiaoming").await;
    let answer = asks(&world, Some(&format!("bearer {TOKEN}"))).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    for line in [
        "pailou_sign_in_attempts_total{outcome=\"signed_up\"} 1",
        "pailou_sign_in_attempts_total{outcome=\"signed_in\"} 1",
        "pailou_sign_in_attempts_total{outcome=\"lost\"} 0",
        "pailou_sign_in_attempts_open 0",
        "pailou_database_up 1",
        "pailou_requests_total{surface=\"oidc\",status=\"2xx\"} 2",
    ] {
        assert!(
            answer.body.lines().any(|it| it == line),
            "{line} in {}",
            answer.body
        );
    }
    // Every series is described, and none is there twice.
    let mut series: Vec<&str> = Vec::new();
    for line in answer.body.lines().filter(|line| !line.starts_with('#')) {
        let (name, number) = line.rsplit_once(' ').unwrap();
        assert!(number.parse::<u64>().is_ok(), "{line}");
        let (family, _) = name.split_once('{').unwrap_or((name, ""));
        assert!(answer.body.contains(&format!("# TYPE {family} ")), "{line}");
        series.push(name);
    }
    let count = series.len();
    series.sort_unstable();
    series.dedup();
    assert_eq!(series.len(), count);
    for secret in [TOKEN, "xiaoming", "wx"] {
        assert!(!answer.body.contains(secret), "{secret}");
    }
}
