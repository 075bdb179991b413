//! A program on somebody's desktop, which listens for the browser at a port of its own choice.

use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{ChildStdout, Command};

use super::program::{Program, built};
use crate::visit::Visit;

/// Reads lines until one begins like this: gives the rest of it.
async fn says(lines: &mut Lines<BufReader<ChildStdout>>, beginning: &str) -> String {
    let line = lines.next_line().await.unwrap().unwrap_or_default();
    let rest = line.strip_prefix(beginning);
    rest.unwrap_or_else(|| panic!("{line} instead of {beginning}"))
        .to_owned()
}

#[tokio::test]
async fn openidconnect_signs_people_in_with_either_signature() {
    for alg in ["ES256", "RS256"] {
        let program = Program::signed_with("rust", alg).await;
        for file in ["Cargo.toml", "Cargo.lock"] {
            program.brings(&format!("openidconnect/{file}"), file);
        }
        let target = built().join("cargo").display().to_string();
        let build = ["build", "--quiet", "--locked", "--target-dir", &target];
        program.runs(env!("CARGO"), &build);

        let mut child = Command::new(format!("{target}/debug/my-app"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = says(&mut lines, "Sign in: ").await;
        let visit = Visit::new(&program.demo.network);
        let page = visit.signs_in(&address, "xiaoming").await;
        assert_eq!(page.answer.body.trim(), "Go back to the program.");
        assert_eq!(page.address.host_str(), Some("127.0.0.1"));
        let subject = says(&mut lines, "You are 小明: ").await;
        assert_eq!(subject.len(), 36, "{subject}");
        let sign_out = says(&mut lines, "Sign out: ").await;
        assert!(child.wait().await.unwrap().success());

        let page = visit.opens(&sign_out).await;
        assert_eq!(page.answer.status, 200, "{}", page.answer.body);
        let page = visit.opens(&address).await;
        let asked = page.answer.body.contains("/sign-in/social/wechat");
        assert!(asked, "signed out: {}", page.answer.body);
    }
}
