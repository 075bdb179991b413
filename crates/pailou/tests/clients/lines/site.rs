//! Sites that keep a secret.

use super::program::{Program, tool};

const GUESSED: &str = "guessed";

#[tokio::test]
async fn express_signs_people_in() {
    let program = Program::new("express").await;
    program.brings_packages();
    let (node, file) = (tool("node_modules/.bin/node"), [program.library.file]);
    let site = program.starts(&node, &file).await;
    program.signs_in_and_out("/sign-in").await;
    drop(site);
    let site = program.starts_with(GUESSED, &node, &file).await;
    program
        .complains(&site, "/sign-in", "OAUTH_RESPONSE_BODY_ERROR")
        .await;
}

#[tokio::test]
async fn django_signs_people_in() {
    let program = Program::new("django").await;
    let python = tool(".venv/bin/python");
    let start = ["-m", "django", "startproject", "mysite", "."];
    program.runs(&python, &start);
    let lines = std::fs::read_to_string(program.path(program.library.file)).unwrap();
    program.writes("mysite/views.py", &lines);
    program.brings("django/urls.py", "mysite/urls.py");
    program.runs(&python, &["manage.py", "migrate"]);
    let port = program.port.to_string();
    let run = ["manage.py", "runserver", "--noreload", &port];
    let site = program.starts(&python, &run).await;
    program.signs_in_and_out("/sign-in").await;
    drop(site);
    let site = program.starts_with(GUESSED, &python, &run).await;
    program.complains(&site, "/sign-in", "invalid_client").await;
}

#[tokio::test]
async fn go_signs_people_in() {
    let program = Program::new("go").await;
    program.brings("go/go.mod", "go.mod");
    program.brings("go/go.sum", "go.sum");
    program.runs(&tool(".venv/bin/go"), &["build", "-o", "my-app", "."]);
    let site = program.starts("./my-app", &[]).await;
    program.signs_in_and_out("/sign-in").await;
    drop(site);
    let site = program.starts_with(GUESSED, "./my-app", &[]).await;
    program
        .complains(&site, "/sign-in", "oauth2: \"invalid_client\"")
        .await;
}

#[tokio::test]
async fn next_signs_people_in() {
    let program = Program::new("auth-js").await;
    program.brings_packages();
    for file in [
        "app/api/auth/[...nextauth]/route.ts",
        "app/layout.tsx",
        "app/page.tsx",
        "app/sign-in/route.ts",
        "app/sign-out/route.ts",
        "tsconfig.json",
    ] {
        program.brings(&format!("next/{file}"), file);
    }
    let node = tool("node_modules/.bin/node");
    let next = "node_modules/next/dist/bin/next";
    // The other bundler wants the packages inside the folder, not beside it.
    program.runs(&node, &[next, "build", "--webpack"]);
    let port = program.port.to_string();
    let site = program.starts(&node, &[next, "start", "-p", &port]).await;
    program.signs_in_and_out("/sign-in").await;
    drop(site);
}

#[tokio::test]
async fn spring_signs_people_in() {
    let program = Program::new("spring").await;
    let lines = std::fs::read_to_string(program.path(program.library.file)).unwrap();
    program.writes("src/main/resources/application.yml", &lines);
    program.brings("spring/pom.xml", "pom.xml");
    program.brings("spring/App.java", "src/main/java/com/example/app/App.java");
    program.runs("mvn", &["--quiet", "--batch-mode", "package"]);
    let port = format!("--server.port={}", program.port);
    let run = ["-jar", "target/my-app-1.jar", &port];
    let site = program.starts("java", &run).await;
    program
        .signs_in_and_out("/oauth2/authorization/pailou")
        .await;
    drop(site);
}
