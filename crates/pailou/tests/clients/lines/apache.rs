//! Apache with mod_auth_openidc, as Debian packages them.

use testkit::process::Process;

use super::program::Program;
use crate::visit::{Page, Visit, query};

/// Starts Apache over one page, with more lines after those of the console.
async fn serves(program: &Program, more: &str) -> Process {
    let lines = std::fs::read_to_string(program.path(program.library.file)).unwrap();
    program.writes(program.library.file, &format!("{lines}{more}"));
    program.writes("www/index.html", "<!doctype html>\n<p>Hello");
    program.brings("apache/httpd.conf", "httpd.conf");
    let configuration = program.path("httpd.conf").display().to_string();
    // Root may not serve; nobody else may change who serves.
    let drops = ["-c", "User www-data", "-c", "Group www-data"];
    let is_root = program.runs("id", &["-u"]).trim() == "0";
    let drops: &[&str] = if is_root { &drops } else { &[] };
    let arguments = [&["-X", "-f", &configuration], drops].concat();
    program.starts("/usr/sbin/apache2", &arguments).await
}

fn told<'a>(page: &'a Page, header: &str) -> &'a str {
    page.answer.header(header)
}

#[tokio::test]
async fn apache_lets_nobody_in_who_has_not_signed_in() {
    let program = Program::new("apache").await;
    let _apache = serves(&program, "").await;
    let visit = Visit::new(&program.demo.network);
    let home = format!("{}/", program.app);
    let page = visit.signs_in(&home, "emma").await;
    assert_eq!(page.address.as_str(), home);
    assert!(page.names("Hello"), "{}", page.answer.body);
    assert_eq!(told(&page, "x-name"), "Emma");
    let user = told(&page, "x-user").to_owned();
    assert_eq!(user.len(), 36, "the id of the user: {user}");
    let page = visit.opens(&home).await;
    assert_eq!(told(&page, "x-user"), user);

    let sign_out = format!("{}/callback?{}", program.app, query(&[("logout", &home)]));
    let page = visit.opens(&sign_out).await;
    let asked = page.answer.body.contains("/sign-in/social/wechat");
    assert!(asked, "signed out on both sides: {}", page.answer.body);
}

#[tokio::test]
async fn apache_refreshes_tokens() {
    let program = Program::new("apache").await;
    let more = "OIDCScope \"openid profile offline_access\"\n";
    let _apache = serves(&program, more).await;
    let visit = Visit::new(&program.demo.network);
    let home = format!("{}/", program.app);
    let page = visit.signs_in(&home, "emma").await;
    let token = told(&page, "x-token").to_owned();
    let refresh = query(&[("refresh", &home), ("access_token", &token)]);
    let page = visit
        .opens(&format!("{}/callback?{refresh}", program.app))
        .await;
    assert_eq!(page.address.as_str(), home);
    assert_eq!(told(&page, "x-name"), "Emma");
    assert_ne!(told(&page, "x-token"), token);
}
