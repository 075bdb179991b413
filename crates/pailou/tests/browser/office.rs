//! A demo in use: administrators, people, sign-ins that went well and others.

use http::Method;
use serde_json::json;
use testkit::process::Demo;
use testkit::visitor::Visitor;

/// The password of every administrator of these tests.
pub(crate) const PASSWORD: &str = "four plain words here";

/// The set-up link that a demo has printed.
pub(crate) fn setup_link(demo: &Demo) -> String {
    let printed = demo.process.stdout();
    let link = printed
        .lines()
        .find_map(|line| line.strip_prefix("administrator "));
    link.unwrap_or_else(|| panic!("no set-up link in {printed}"))
        .to_owned()
}

/// The first owner, through the set-up link.
pub(crate) async fn owner(demo: &Demo) -> Visitor<'_> {
    let iris = demo.network.anonymous();
    let page = iris.get(&setup_link(demo)).await;
    let fields = [
        ("name", "Iris Chen"),
        ("email", "iris@acme.example"),
        ("password", PASSWORD),
    ];
    let done = iris.press_with(&page, "/console/setup", &fields).await;
    assert_eq!(done.location(), "/console", "{}", done.body);
    iris
}

/// What makes pages have something to show: another administrator, people who came in, one who
/// said no, one for whom WeChat failed, one who never came back, and a program.
pub(crate) async fn fill(demo: &Demo, iris: &Visitor<'_>) {
    let path = "/console/settings/administrators/new";
    let page = iris.get(path).await;
    let fields = [
        ("name", "Noah Weber"),
        ("email", "noah@acme.example"),
        ("role", "viewer"),
    ];
    assert_eq!(iris.press_with(&page, path, &fields).await.status, 303);

    let network = &demo.network;
    for person in ["xiaoming", "lifang", "emma", "xiaoxiao", "xiaoming"] {
        let visitor = network.anonymous();
        let request = network.application().asks(&[]);
        visitor
            .sign_in(&request.address, &network.person(person))
            .await;
    }
    let visitor = network.anonymous();
    let request = network.application().asks(&[]);
    visitor.go_to_wechat(&request.address).await;
    let fault = json!({ "at": "/sns/oauth2/access_token", "errcode": 40125, "times": 1 });
    network.simulator(Method::POST, "/_sim/faults", fault).await;
    let visitor = network.anonymous();
    let request = network.application().asks(&[]);
    let wechat = visitor.go_to_wechat(&request.address).await;
    let callback = network.person("lifang").allows(&wechat).await;
    let failed = visitor.follow(&callback).await;
    assert!(failed.status >= 400, "{}", failed.body);
}
