use serde_json::json;

use super::config::SecretNote;
use super::*;

const NOW: Timestamp = Timestamp(1_790_000_000_000);
const SECRET: &str = "c0ffee5eed0f9a11e7c0de5afe0b0a7d";
const APP_ID: &str = "wx5f3a0c1e9b7d2d68";

fn config() -> Value {
    json!({
        "clientId": APP_ID, "clientSecret": SECRET,
        "inWechat": { "clientId": "wxfedcba9876543210", "clientSecret": "fedcba9876543210fedcba9876543210" },
    })
}

fn with(config: Value) -> Edit {
    Edit {
        config: Some(config),
        ..Edit::default()
    }
}

fn record() -> ConnectorRecord {
    drafted("wechat", "wechat-web", &with(config()), NOW).unwrap()
}

fn simulator() -> Endpoints {
    let origin: url::Url = "http://127.0.0.1:3002".parse().unwrap();
    Endpoints {
        open: origin.clone(),
        api: origin,
    }
}

#[test]
fn what_is_pasted_is_tidied_and_spelled_in_one_way() {
    let pasted = json!({
        "appId": format!(" {APP_ID}\u{200b}\n"), "appSecret": format!("\t{SECRET} "),
        "scope": "", "openPlatform": null, "inWechat": { "appId": "", "clientSecret": " " },
    });
    let record = drafted("wechat", "wechat-web", &with(pasted), NOW).unwrap();
    assert_eq!(
        record.config,
        json!({ "clientId": APP_ID, "clientSecret": SECRET })
    );
    let twice = json!({ "appId": APP_ID, "clientId": APP_ID, "clientSecret": SECRET });
    assert!(drafted("wechat", "wechat-web", &with(twice), NOW).is_ok());
    let two = json!({ "appId": APP_ID, "clientId": "wx00000000000000ff", "clientSecret": SECRET });
    let refused = drafted("wechat", "wechat-web", &with(two), NOW);
    assert!(matches!(refused, Err(Refused::Config(_))));
}

#[test]
fn a_secret_stays_as_long_as_it_goes_to_the_same_place_for_the_same_app() {
    let before = record();
    let mut left_out = without_secrets(&before);
    assert!(!left_out.to_string().contains(SECRET));
    left_out["scope"] = json!("snsapi_base");
    let after = edited(&before, &with(left_out.clone()), Timestamp(NOW.0 + 9)).unwrap();
    assert_eq!(after.config["clientSecret"], SECRET);
    assert_eq!(
        after.config["inWechat"]["clientSecret"],
        "fedcba9876543210fedcba9876543210"
    );
    assert_eq!(after.settings.secrets_since, before.settings.secrets_since);
}

#[test]
fn another_host_or_app_id_asks_for_the_secret_again() {
    let before = record();
    let refused = |edit: &Edit| match edited(&before, edit, NOW) {
        Err(Refused::SecretAgain(places)) => places,
        Err(other) => panic!("{other}"),
        Ok(record) => panic!("{record:?}"),
    };
    let left_out = without_secrets(&before);
    let mut other_app = left_out.clone();
    other_app["clientId"] = json!("wx00000000000000ff");
    assert_eq!(refused(&with(other_app)), ["clientSecret"]);
    let mut other_inside = left_out.clone();
    other_inside["inWechat"]["clientId"] = json!("wx00000000000000ff");
    assert_eq!(refused(&with(other_inside)), ["inWechat.clientSecret"]);

    let both = ["clientSecret", "inWechat.clientSecret"];
    let mut elsewhere = Edit {
        endpoints: Some(Some(simulator())),
        ..Edit::default()
    };
    assert_eq!(refused(&elsewhere), both);
    elsewhere.config = Some(left_out);
    assert_eq!(refused(&elsewhere), both);
    elsewhere.config = Some(config());
    assert!(edited(&before, &elsewhere, NOW).is_ok());
    // The api address alone is enough, and so is the way back to the vendor.
    let simulated = edited(&before, &elsewhere, NOW).unwrap();
    for endpoints in [
        None,
        Some(Endpoints {
            api: "http://127.0.0.1:9999".parse().unwrap(),
            ..simulator()
        }),
    ] {
        let edit = Edit {
            endpoints: Some(endpoints),
            ..Edit::default()
        };
        let refused = edited(&simulated, &edit, NOW);
        assert!(matches!(refused, Err(Refused::SecretAgain(_))));
    }
}

#[test]
fn a_connector_may_wait_for_its_keys_but_does_not_lose_them() {
    let waiting = Edit {
        review_waiting_since: Some(Some(NOW)),
        ..Edit::default()
    };
    let waiting = drafted("wechat", "wechat-web", &waiting, NOW).unwrap();
    assert!(!is_set_up(&waiting) && build(&waiting).is_err());
    assert!(edited(&waiting, &with(config()), NOW).is_ok());
    let half = edited(&waiting, &with(json!({ "clientId": APP_ID })), NOW);
    assert!(matches!(half, Err(Refused::Config(_))));
    for nothing in [json!({}), Value::Null, json!({ "clientId": "" })] {
        let refused = edited(&record(), &with(nothing), NOW);
        assert!(matches!(refused, Err(Refused::Config(_))));
    }
}

#[test]
fn ids_that_cannot_stand_in_an_address_are_refused() {
    let long = "a".repeat(129);
    for id in ["", " ", "a/b", "a b", "ü", ".", "..", "add", &long] {
        let refused = drafted(id, "wechat-web", &Edit::default(), NOW);
        assert!(matches!(refused, Err(Refused::BadId)), "{id}");
    }
    let unknown = drafted("a", "wechat-mini", &Edit::default(), NOW).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "factory wechat-mini is not known; there is wechat-web, wechat-native"
    );
}

#[test]
fn the_history_names_secrets_and_never_shows_them() {
    let before = record();
    let mut other = config();
    other["clientSecret"] = json!("0123456789abcdef0123456789abcdef");
    other["scope"] = json!("snsapi_base");
    let after = edited(&before, &with(other), NOW).unwrap();
    let changes = fields(Some(&before), Some(&after));
    let expected = [
        FieldChange::replaced("config.clientSecret"),
        FieldChange {
            field: "config.scope".to_owned(),
            before: Value::Null,
            after: json!("snsapi_base"),
        },
    ];
    assert_eq!(changes, expected);
    for changes in [fields(None, Some(&before)), fields(Some(&before), None)] {
        let told = serde_json::to_string(&changes).unwrap();
        assert!(!told.contains(SECRET) && !told.contains("fedcba9876543210fed"));
        assert!(told.contains("config.inWechat.clientSecret"), "{told}");
    }
}

#[test]
fn of_a_secret_its_end_and_its_age_are_told_and_an_odd_shape() {
    let mut odd = config();
    odd["inWechat"]["clientSecret"] = json!("short");
    let later = Timestamp(NOW.0 + 5);
    let record = edited(&record(), &with(odd), later).unwrap();
    let notes = secret_notes(&record);
    let note = |place: &str, ends_in: Option<&str>, since, odd| SecretNote {
        place: place.to_owned(),
        ends_in: ends_in.map(str::to_owned),
        since: Some(since),
        odd,
    };
    assert_eq!(
        notes,
        [
            note("clientSecret", Some("0a7d"), NOW, None),
            note("inWechat.clientSecret", None, later, Some(5)),
        ]
    );
}

#[test]
fn what_is_exported_can_be_applied() {
    let record = record();
    let file = serde_json::to_value(export(&record, true)).unwrap();
    assert_eq!(file["config"], record.config);
    assert!(file.get("endpoints").is_none(), "{file}");
    let file = serde_json::to_value(export(&record, false)).unwrap();
    assert!(!file.to_string().contains(SECRET));
    let read: DesiredConnector = serde_json::from_value(file).unwrap();
    assert_eq!(read.sign_up, Some(SignUp::Follow));
    let simulated = ConnectorRecord {
        endpoints: Some(simulator()),
        ..record
    };
    let file = serde_json::to_value(export(&simulated, false)).unwrap();
    assert_eq!(file["endpoints"]["api"], "http://127.0.0.1:3002/");
}
