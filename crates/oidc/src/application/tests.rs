use super::*;

fn application(kind: ApplicationType, redirect_uris: &[&str]) -> Application {
    Application {
        redirect_uris: redirect_uris.iter().map(|&uri| uri.to_owned()).collect(),
        ..Application::new("paperboat", "Paperboat", kind)
    }
}

#[test]
fn only_programs_on_foreign_machines_are_public() {
    let table = [
        (ApplicationType::Traditional, false),
        (ApplicationType::Spa, true),
        (ApplicationType::Native, true),
        (ApplicationType::MachineToMachine, false),
    ];
    for (kind, public) in table {
        assert_eq!(application(kind, &[]).is_public(), public, "{kind:?}");
    }
}

#[test]
fn home_is_the_client_uri_else_the_root_of_a_web_address() {
    let table: [(&[&str], Option<&str>); 5] = [
        (&[], None),
        (&["com.example.app:/callback"], None),
        (
            &["https://app.example/a/callback?x=1"],
            Some("https://app.example/"),
        ),
        (
            &["http://localhost:3003/callback"],
            Some("http://localhost:3003/"),
        ),
        (
            &["com.example.app:/cb", "https://app.example:8443/cb"],
            Some("https://app.example:8443/"),
        ),
    ];
    for (uris, home) in table {
        let mut application = application(ApplicationType::Traditional, uris);
        assert_eq!(application.home().as_deref(), home, "{uris:?}");
        application.client_uri = Some("https://home.example/start".to_owned());
        assert_eq!(
            application.home().as_deref(),
            Some("https://home.example/start")
        );
    }
}

#[test]
fn spelled_as_in_the_file_for_apply() {
    let read: Application = serde_json::from_str(
        r#"{"id":"a","name":"A","type":"SPA","redirect_uris":["https://a.example/"],"id_token_alg":"RS256"}"#,
    )
    .unwrap();
    assert_eq!(read.kind, ApplicationType::Spa);
    assert_eq!(read.id_token_alg, SigningAlgorithm::Rs256);
    assert!(!read.third_party);
    let written = serde_json::to_value(&read).unwrap();
    assert_eq!(written["type"], "SPA");
    assert_eq!(written["id_token_alg"], "RS256");

    let plain: Application =
        serde_json::from_str(r#"{"id":"a","name":"A","type":"Native"}"#).unwrap();
    assert_eq!(plain.id_token_alg, SigningAlgorithm::Es256);
}

#[test]
fn algorithms_are_written_as_they_are_serialized() {
    for algorithm in SigningAlgorithm::ALL {
        assert_eq!(serde_json::to_value(algorithm).unwrap(), algorithm.as_str());
    }
}

#[test]
fn methods_are_written_as_they_are_serialized() {
    for method in AuthMethod::ALL {
        assert_eq!(serde_json::to_value(method).unwrap(), method.as_str());
        assert_eq!(AuthMethod::from_name(method.as_str()), Some(method));
    }
    for other in ["", "Client_Secret_Basic", "tls_client_auth"] {
        assert_eq!(AuthMethod::from_name(other), None);
    }
}
