//! Logs and figures in the Management API, in Logto's shapes.

use accounts::{Failure, Outcome};
use connector_kit::Clock;
use serde_json::{Value, json};
use testkit::world::{Database, World};

use crate::made::{begun, ended};

crate::on_both!(logs_are_sign_ins_that_have_ended, people_are_counted);

async fn logs_are_sign_ins_that_have_ended(database: Database) {
    let world = World::with(database, 2).await;
    let ops = world.reading_machine("ops").await;
    assert_eq!(ops.get("/api/logs").await.json(), json!([]));
    world.application().signs_in("xiaoming").await;
    world.clock.advance(std::time::Duration::from_secs(1));
    let failed = ended(&world, Outcome::Failed, Some(&Failure::Internal)).await;
    world.clock.advance(std::time::Duration::from_secs(1));
    let lost = ended(&world, Outcome::Lost, None).await;
    begun(&world, false).await;
    begun(&world, true).await;

    let all = ops.get("/api/logs").await;
    assert_eq!(all.header("total-number"), "3");
    let all: Vec<Value> = serde_json::from_str(&all.body).unwrap();
    let ids: Vec<&str> = all.iter().map(|log| log["id"].as_str().unwrap()).collect();
    assert_eq!(ids[..2], [lost.id.to_string(), failed.id.to_string()]);
    assert_eq!(
        all[0],
        json!({
            "id": lost.id.to_string(), "tenantId": "default", "key": "Interaction.SignIn.Submit",
            "payload": {
                "key": "Interaction.SignIn.Submit", "result": "Error",
                "error": "The person did not come back.", "userAgent": lost.user_agent,
                "applicationId": "demo-app", "connectorId": "wechat",
                "reference": lost.reference.to_string(), "outcome": "lost",
            },
            "createdAt": lost.created_at.0,
        })
    );
    let made = &all[2];
    assert_eq!(made["key"], "Interaction.Register.Submit");
    assert_eq!(made["payload"]["result"], "Success");
    assert!(made["payload"].get("error").is_none());
    let user = made["payload"]["userId"].as_str().unwrap();

    let one = ops.get(&format!("/api/logs/{}", failed.id)).await;
    assert_eq!(one.json(), all[1]);
    for (query, many) in [
        (format!("userId={user}"), 1),
        ("userId=nobody".to_owned(), 0),
        ("applicationId=demo-app".to_owned(), 3),
        ("applicationId=other".to_owned(), 0),
        ("logKey=Interaction.SignIn.Submit".to_owned(), 2),
        ("logKey=Interaction.Register.Submit".to_owned(), 1),
        ("logKey=ExchangeTokenBy.RefreshToken".to_owned(), 0),
        (format!("start_time={}", lost.created_at.0), 1),
        (format!("end_time={}", failed.created_at.0), 2),
        (
            format!("start_time={}&end_time={0}", failed.created_at.0),
            1,
        ),
        ("page_size=2".to_owned(), 2),
        ("page_size=2&page=2".to_owned(), 1),
        ("page_size=2&page=3".to_owned(), 0),
    ] {
        let answer = ops.get(&format!("/api/logs?{query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.body);
        assert_eq!(answer.json().as_array().unwrap().len(), many, "{query}");
    }
    for (query, code) in [
        ("logKey=Nonsense", "log.invalid_type"),
        ("start_time=2&end_time=1", "log.invalid_time_window"),
        ("start_time=x", "guard.invalid_input"),
        ("end_time=-1", "guard.invalid_input"),
        ("userId=a&userId=b", "guard.invalid_input"),
        ("page=0", "guard.invalid_pagination"),
    ] {
        let answer = ops.get(&format!("/api/logs?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert_eq!(answer.json()["code"], code, "{query}");
    }
    for id in ["x", "00000000-0000-0000-0000-000000000000"] {
        let answer = ops.get(&format!("/api/logs/{id}")).await;
        assert_eq!(answer.json()["code"], "entity.not_found", "{id}");
    }
    let trial = begun(&world, true).await;
    assert_eq!(
        ops.get(&format!("/api/logs/{}", trial.id)).await.status,
        404
    );
    let open = begun(&world, false).await;
    assert_eq!(ops.get(&format!("/api/logs/{}", open.id)).await.status, 404);
}

async fn people_are_counted(database: Database) {
    let world = World::with(database, 1).await;
    let ops = world.reading_machine("ops").await;
    let total = async || ops.get("/api/dashboard/users/total").await.json();
    assert_eq!(total().await, json!({ "totalUserCount": 0 }));
    for person in ["xiaoming", "xiaoming", "lifang"] {
        world.application().signs_in(person).await;
    }
    assert_eq!(total().await, json!({ "totalUserCount": 2 }));
    let new = ops.get("/api/dashboard/users/new").await.json();
    assert_eq!(
        new,
        json!({ "today": { "count": 2, "delta": 2 }, "last7Days": { "count": 2, "delta": 2 } })
    );
    let active = ops.get("/api/dashboard/users/active").await.json();
    assert_eq!(active["dau"], json!({ "count": 2, "delta": 2 }));
    assert_eq!(active["wau"], json!({ "count": 2, "delta": 2 }));
    assert_eq!(active["mau"], json!({ "count": 2, "delta": 2 }));
    let curve = active["dauCurve"].as_array().unwrap();
    assert_eq!(curve.len(), 30);
    assert_eq!(curve[29]["count"], 2);
    assert_eq!(curve[28]["count"], 0);

    // A day later, nobody was there today, and two the day before.
    world.clock.advance(std::time::Duration::from_hours(24));
    let ops = world.reading_machine("later").await;
    let new = ops.get("/api/dashboard/users/new").await.json();
    assert_eq!(new["today"], json!({ "count": 0, "delta": -2 }));
    let today = ops.get("/api/dashboard/users/active").await.json();
    assert_eq!(today["dau"], json!({ "count": 0, "delta": -2 }));
    let date = curve[29]["date"].as_str().unwrap();
    let then = ops
        .get(&format!("/api/dashboard/users/active?date={date}"))
        .await
        .json();
    assert_eq!(then, active);
    assert!(world.clock.now().0 > 0);
    for wrong in [
        "date=2026-02-30",
        "date=today",
        "date=2026-01-01&date=2026-01-02",
    ] {
        let answer = ops
            .get(&format!("/api/dashboard/users/active?{wrong}"))
            .await;
        assert_eq!(answer.json()["code"], "guard.invalid_input", "{wrong}");
    }
    let nobody = world.anonymous();
    for path in ["/api/logs", "/api/dashboard/users/total"] {
        assert_eq!(nobody.get(path).await.status, 401);
    }
}
