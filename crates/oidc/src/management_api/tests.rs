use serde_json::json;

use super::*;
use crate::access_token::SignedAccessToken;

fn application(kind: ApplicationType, access: Option<ManagementApi>) -> Application {
    Application {
        management_api: access,
        ..Application::new("ops", "Ops", kind)
    }
}

fn asks(text: &str, access: Option<ManagementApi>) -> Result<ManagementApi, &'static str> {
    let application = application(ApplicationType::MachineToMachine, access);
    MachineRequest::read(&Parameters::parse(text).unwrap())
        .and_then(|request| {
            let target = request.target(&application, &Resources::default())?;
            match target {
                MachineTarget::ManagementApi(access) => Ok(access),
                MachineTarget::Resource(resource) => panic!("{resource:?}"),
            }
        })
        .map_err(|error| error.code.as_str())
}

const HERE: &str = "resource=https://default.logto.app/api";

#[test]
fn scopes_reach_as_far_as_the_application() {
    use ManagementApi::{All, Read};
    let table = [
        ("", Some(All), Ok(All)),
        ("&scope=", Some(All), Ok(All)),
        ("&scope=all", Some(All), Ok(All)),
        ("&scope=read", Some(All), Ok(Read)),
        ("&scope=read+all", Some(All), Ok(All)),
        ("&scope=openid+all", Some(All), Ok(All)),
        ("", Some(Read), Ok(Read)),
        ("&scope=read", Some(Read), Ok(Read)),
        ("&scope=all", Some(Read), Err("invalid_scope")),
        ("&scope=all+read", Some(Read), Err("invalid_scope")),
        ("&scope=openid", Some(All), Err("invalid_scope")),
        ("&scope=ALL", Some(All), Err("invalid_scope")),
        ("&scope=allread", Some(All), Err("invalid_scope")),
        ("&scope=all&scope=all", Some(All), Err("invalid_request")),
        ("", None, Err("invalid_target")),
        ("&scope=read", None, Err("invalid_target")),
    ];
    for (more, access, expected) in table {
        assert_eq!(asks(&format!("{HERE}{more}"), access), expected, "{more}");
    }
}

#[test]
fn the_resource_must_be_named_and_be_ours() {
    let all = Some(ManagementApi::All);
    let table = [
        (HERE.to_owned(), true),
        (format!("{HERE}&{HERE}"), true),
        (format!("{HERE}&resource="), true),
        (
            format!("{HERE}&resource=urn:logto:resource:organizations"),
            true,
        ),
        (String::new(), false),
        ("resource=".to_owned(), false),
        (
            "resource=urn:logto:resource:organizations".to_owned(),
            false,
        ),
        (format!("{HERE}/"), false),
        (format!("{HERE}&resource=https://api.example"), false),
        (format!("{HERE},https://api.example"), false),
        ("resource=https://admin.logto.app/api".to_owned(), false),
        ("resource=HTTPS://default.logto.app/api".to_owned(), false),
    ];
    for (text, allowed) in table {
        let expected = if allowed {
            Ok(ManagementApi::All)
        } else {
            Err("invalid_target")
        };
        assert_eq!(asks(&text, all), expected, "{text}");
    }
}

#[test]
fn only_machines_get_tokens_for_themselves() {
    let request = MachineRequest::read(&Parameters::parse(HERE).unwrap()).unwrap();
    for kind in [
        ApplicationType::Traditional,
        ApplicationType::Spa,
        ApplicationType::Native,
    ] {
        // Not even one that was given access by mistake.
        let application = application(kind, Some(ManagementApi::All));
        let error = request
            .target(&application, &Resources::default())
            .unwrap_err();
        assert_eq!(error.code, ErrorCode::UnauthorizedClient, "{kind:?}");
    }
}

#[test]
fn the_claims_are_those_of_rfc_9068_and_come_back() {
    let claims = SignedAccessToken {
        issuer: "https://id.example/oidc",
        application_id: "ops",
        grant: None,
        audience: RESOURCE,
        scopes: &Scopes::parse("read"),
        id: "t1",
        now: 1_800_000_000,
        lifetime: 3600,
    }
    .claims();
    assert_eq!(
        claims,
        json!({
            "jti": "t1",
            "sub": "ops",
            "iat": 1_800_000_000,
            "exp": 1_800_003_600,
            "scope": "read",
            "client_id": "ops",
            "iss": "https://id.example/oidc",
            "aud": "https://default.logto.app/api",
        })
    );
    assert_eq!(
        Machine::from_claims(claims.as_object().unwrap()),
        Some(Machine {
            application_id: "ops".to_owned(),
            access: ManagementApi::Read,
        })
    );
}

#[test]
fn claims_that_lack_something_name_nobody() {
    let good = json!({ "sub": "ops", "client_id": "ops", "scope": "all" });
    let wrong = [
        ("sub", Value::Null),
        ("sub", json!("someone")),
        ("client_id", Value::Null),
        ("client_id", json!("")),
        ("client_id", json!(["ops"])),
        ("scope", Value::Null),
        ("scope", json!("")),
        ("scope", json!("openid")),
        ("scope", json!(["all"])),
    ];
    assert!(Machine::from_claims(good.as_object().unwrap()).is_some());
    for (name, value) in wrong {
        let mut claims = good.clone();
        claims[name] = value;
        let claims = claims.as_object().unwrap();
        assert_eq!(Machine::from_claims(claims), None, "{name}: {claims:?}");
    }
}

/// An API with two scopes, and the roles that give them.
fn orders() -> Resource {
    let scope = |name: &str| crate::ResourceScope {
        id: format!("id of {name}"),
        name: name.to_owned(),
        description: String::new(),
        created_at: 0,
    };
    Resource {
        scopes: vec![scope("read"), scope("write")],
        ..Resource::new("r1", "https://api.example", "Orders")
    }
}

#[test]
fn a_machine_gets_of_a_resource_what_its_roles_give() {
    let all = [orders(), Resource::new("r2", "urn:example:other", "Other")];
    let known = Resources {
        all: &all,
        default: None,
    };
    let machine = application(ApplicationType::MachineToMachine, None);
    let role = |scopes: &[&str]| Role {
        scopes: scopes.iter().map(|name| format!("id of {name}")).collect(),
        ..Role::new("role", "Role", crate::RoleType::MachineToMachine)
    };
    let here = "resource=https://api.example";
    let table = [
        (here.to_owned(), vec![], Ok("")),
        (here.to_owned(), vec![role(&["read"])], Ok("read")),
        (
            here.to_owned(),
            vec![role(&["read"]), role(&["write", "gone"])],
            Ok("read write"),
        ),
        (
            format!("{here}&scope=write"),
            vec![role(&["read", "write"])],
            Ok("write"),
        ),
        (
            format!("{here}&scope=write+all"),
            vec![role(&["read"])],
            Ok(""),
        ),
        (format!("{here}&scope="), vec![role(&["read"])], Ok("read")),
        (format!("{here}&{here}"), vec![role(&["read"])], Ok("read")),
        (
            format!("{here},urn:example:other"),
            vec![],
            Err("invalid_target"),
        ),
        (
            format!("{here}&resource={RESOURCE}"),
            vec![],
            Err("invalid_target"),
        ),
        (format!("{here}/"), vec![], Err("invalid_target")),
        (
            format!("resource={RESOURCE}"),
            vec![],
            Err("invalid_target"),
        ),
        (String::new(), vec![], Err("invalid_target")),
        (
            format!("resource={}", "x".repeat(5000)),
            vec![],
            Err("invalid_target"),
        ),
        (
            format!("{here}&scope=a&scope=a"),
            vec![],
            Err("invalid_request"),
        ),
    ];
    for (text, roles, expected) in table {
        let answer = MachineRequest::read(&Parameters::parse(&text).unwrap()).and_then(|request| {
            match request.target(&machine, &known)? {
                MachineTarget::Resource(resource) => Ok(request.scopes_of(resource, &roles)),
                MachineTarget::ManagementApi(access) => panic!("{access:?}"),
            }
        });
        let answer = answer.map(|scopes| scopes.to_string());
        let expected = expected.map(str::to_owned);
        assert_eq!(
            answer.map_err(|error| error.code.as_str()),
            expected,
            "{text}"
        );
    }
    let nothing = MachineRequest::read(&Parameters::parse("").unwrap()).unwrap();
    let known = Resources {
        default: known.all.first(),
        ..known
    };
    let target = nothing.target(&machine, &known).unwrap();
    assert_eq!(target, MachineTarget::Resource(&all[0]), "the default one");
    let person = application(ApplicationType::Traditional, None);
    let error = nothing.target(&person, &known).unwrap_err();
    assert_eq!(error.code, ErrorCode::UnauthorizedClient);
}
