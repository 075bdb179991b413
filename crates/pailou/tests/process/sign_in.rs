//! The whole way by plain HTTP, without a page of ours.

use testkit::application::claims;
use testkit::story;
use testkit::world::Database;

use crate::stage::Stage;

crate::on_both!(scripts_sign_somebody_in);

async fn scripts_sign_somebody_in(database: Database) {
    let stage = Stage::open(database, 1).await;
    let tokens = story::signs_in_directly(&stage, "xiaoming").await;
    let id_token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id_token["iss"], format!("{}/oidc", stage.server));
    assert_eq!(id_token["aud"], "demo-app");
    assert_eq!(id_token["name"], "小明");

    let application = stage.application();
    let access_token = tokens["access_token"].as_str().unwrap();
    let info = application.user_info(access_token).await.json();
    assert_eq!(info["sub"], id_token["sub"]);
    assert_eq!(info["name"], "小明");

    // Through the page, with the application's own seed of a demo: another person.
    let other = application.signs_in("lifang").await;
    let other = claims(other["id_token"].as_str().unwrap());
    assert_eq!(other["name"], "李芳");
    assert_ne!(other["sub"], id_token["sub"]);
}
