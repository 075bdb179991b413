use super::*;
use crate::platform::codes::Exchange;
use crate::platform::errcode::ErrCode;
use crate::platform::tokens::{Answer, Refresh};
use crate::{Settings, ids, seed};

const NOW: u64 = 1_700_000_000;

fn platform(change: impl FnOnce(&mut App)) -> Platform {
    let mut settings = Settings::seeded("http://localhost:3002".parse().unwrap());
    change(&mut settings.apps[1]);
    Platform::new(&settings)
}

fn request() -> PageRequest<'static> {
    PageRequest {
        names: ORDER.to_vec(),
        app_id: seed::SERVICE_ACCOUNT_ID,
        redirect_uri: "http://localhost:3001/cb",
        response_type: "code",
        scope: USERINFO_SCOPE,
        state: "st4te",
        ..PageRequest::default()
    }
}

fn sitter(consent: Consent) -> Sitter<'static> {
    Sitter {
        person: "xiaoming",
        consent,
        refusing: Refusing::Silent,
    }
}

fn page(platform: &Platform, request: &PageRequest<'_>) -> Option<RefusalPage> {
    let refusal = platform.check_page(request).err()?;
    assert!(!refusal.cause.is_empty());
    Some(refusal.page)
}

/// Opens the link for somebody who allows, and exchanges the code.
fn signed_in(platform: &mut Platform, request: &PageRequest<'_>, person: &str) -> Answer {
    let sitter = Sitter {
        person,
        ..sitter(Consent::Allow)
    };
    let Ok(Outcome::Return(address)) = platform.open_page(request, sitter, NOW) else {
        panic!("not sent back");
    };
    platform.exchange(&exchange(&code(&address)), NOW).unwrap()
}

fn code(address: &str) -> String {
    let (_, rest) = address.split_once("?code=").unwrap();
    rest.split_once('&').unwrap().0.to_owned()
}

fn exchange(code: &str) -> Exchange<'_> {
    Exchange {
        app_id: seed::SERVICE_ACCOUNT_ID,
        secret: seed::SERVICE_ACCOUNT_SECRET,
        grant_type: "authorization_code",
        code,
        caller: std::net::Ipv4Addr::LOCALHOST.into(),
    }
}

#[test]
fn the_order_of_parameters_is_strict() {
    for good in [
        "appid redirect_uri response_type scope state",
        "appid redirect_uri response_type scope state connect_redirect",
        "appid redirect_uri response_type scope state forcePopup uin key version",
        "appid redirect_uri response_type scope state x x",
        "redirect_uri scope",
        "",
    ] {
        assert!(
            is_ordered(&good.split_whitespace().collect::<Vec<_>>()),
            "{good}"
        );
    }
    for bad in [
        "redirect_uri appid response_type scope state",
        "appid redirect_uri response_type state scope",
        "appid redirect_uri scope response_type state",
        "appid connect_redirect redirect_uri response_type scope state",
        "forcePopup appid redirect_uri response_type scope state",
        "appid redirect_uri response_type scope state state",
        "appid appid",
        "appid redirect_uri response_type scope state x appid",
    ] {
        let names: Vec<_> = bad.split_whitespace().collect();
        assert!(!is_ordered(&names), "{bad}");
        let asked = PageRequest { names, ..request() };
        assert_eq!(page(&platform(|_| {}), &asked), Some(RefusalPage::Link));
    }
}

#[test]
fn what_is_empty_is_told_apart() {
    let platform = platform(|_| {});
    assert_eq!(page(&platform, &request()), None);
    let mut asked = PageRequest::default();
    assert_eq!(page(&platform, &asked), Some(NO_APP_ID));
    asked.app_id = "wx0000000000000000";
    assert_eq!(page(&platform, &asked), Some(NO_REDIRECT_URI));
    asked.redirect_uri = "https://evil.example/";
    assert_eq!(page(&platform, &asked), Some(NO_SCOPE));
    asked.scope = "snsapi_login";
    assert_eq!(page(&platform, &asked), Some(NO_STATE));
    asked.state = "s";
    assert_eq!(page(&platform, &asked), Some(RefusalPage::Link));
    asked.response_type = "token";
    assert_eq!(page(&platform, &asked), Some(RefusalPage::Link));
    asked.response_type = "code";
    assert_eq!(page(&platform, &asked), Some(RefusalPage::AppId));
    asked.app_id = seed::SERVICE_ACCOUNT_ID;
    assert_eq!(page(&platform, &asked), Some(NO_PERMISSION));
    asked.scope = BASE_SCOPE;
    assert_eq!(page(&platform, &asked), Some(DOMAIN));
}

#[test]
fn a_state_has_at_most_128_bytes() {
    let platform = platform(|_| {});
    for (state, outcome) in [
        ("s".repeat(128), None),
        ("s".repeat(129), Some(RefusalPage::StateTooLong)),
        ("态".repeat(43), Some(RefusalPage::StateTooLong)),
    ] {
        let asked = PageRequest {
            state: &state,
            ..request()
        };
        assert_eq!(page(&platform, &asked), outcome);
    }
}

#[test]
fn only_a_verified_service_account_with_the_permission_passes() {
    for (change, expected) in [
        (
            (|app: &mut App| app.kind = AppKind::Website) as fn(&mut App),
            NOT_A_SERVICE_ACCOUNT,
        ),
        (|app| app.kind = AppKind::Mobile, NOT_A_SERVICE_ACCOUNT),
        (|app| app.status = AppStatus::Banned, BANNED),
        (|app| app.status = AppStatus::Draft, NO_PERMISSION),
        (|app| app.status = AppStatus::Reviewing, NO_PERMISSION),
        (|app| app.status = AppStatus::Rejected, NO_PERMISSION),
        (|app| app.permission = false, NO_PERMISSION),
        (|app| app.web_authorization_domains.clear(), DOMAIN),
        (|app| app.allow_local_callback = false, DOMAIN),
    ] {
        assert_eq!(page(&platform(change), &request()), Some(expected));
    }
}

#[test]
fn scopes_are_one_of_two() {
    let platform = platform(|_| {});
    for (scope, outcome) in [
        (BASE_SCOPE, None),
        (USERINFO_SCOPE, None),
        ("snsapi_login", Some(NO_PERMISSION)),
        ("snsapi_privateinfo", Some(NO_PERMISSION)),
        ("snsapi_base snsapi_userinfo", Some(NO_PERMISSION)),
        ("SNSAPI_BASE", Some(NO_PERMISSION)),
    ] {
        let asked = PageRequest { scope, ..request() };
        assert_eq!(page(&platform, &asked), outcome, "{scope}");
    }
}

#[test]
fn the_silent_scope_asks_nobody_and_tells_the_open_id_alone() {
    let mut platform = platform(|_| {});
    let silent = PageRequest {
        scope: BASE_SCOPE,
        ..request()
    };
    for consent in [Consent::Ask, Consent::Refuse] {
        let outcome = platform.open_page(&silent, sitter(consent), NOW);
        assert!(matches!(outcome, Ok(Outcome::Return(_))));
    }
    platform.people[0].snapshot = true;
    let answer = signed_in(&mut platform, &silent, "xiaoming");
    assert_eq!(
        answer.open_id,
        ids::open_id(seed::SERVICE_ACCOUNT_ID, "xiaoming")
    );
    assert_eq!((answer.union_id, answer.is_snapshot), (None, false));
    assert_eq!(answer.scope, BASE_SCOPE);
    let (token, open_id) = (answer.access_token.as_str(), answer.open_id.as_str());
    assert_eq!(
        platform.profile(token, open_id, NOW),
        Err(ErrCode::UNAUTHORIZED)
    );
    assert!(platform.check_token(token, open_id, NOW).is_ok());
}

#[test]
fn the_person_is_asked_and_the_answer_decides() {
    let mut platform = platform(|_| {});
    let name = seed::APP_NAME.to_owned();
    let mut open = |consent, refusing| {
        let sitter = Sitter {
            refusing,
            ..sitter(consent)
        };
        platform.open_page(&request(), sitter, NOW).unwrap()
    };
    assert_eq!(
        open(Consent::Ask, Refusing::AuthDeny),
        Outcome::Ask(name.clone())
    );
    assert_eq!(open(Consent::Refuse, Refusing::Silent), Outcome::Stay(name));
    assert_eq!(
        open(Consent::Refuse, Refusing::AuthDeny),
        Outcome::Return("http://localhost:3001/cb?code=authdeny&state=st4te".to_owned())
    );
    assert_eq!(
        open(Consent::Refuse, Refusing::StateOnly),
        Outcome::Return("http://localhost:3001/cb?state=st4te".to_owned())
    );
    let Outcome::Return(address) = open(Consent::Allow, Refusing::StateOnly) else {
        panic!("not sent back");
    };
    assert!(address.ends_with("&state=st4te"));
    assert_eq!(code(&address).len(), 32);
}

#[test]
fn a_code_of_this_endpoint_lives_five_minutes_and_works_once() {
    let mut platform = platform(|_| {});
    let mut fresh = || match platform.open_page(&request(), sitter(Consent::Allow), NOW) {
        Ok(Outcome::Return(address)) => code(&address),
        other => panic!("{other:?}"),
    };
    let (late, good) = (fresh(), fresh());
    assert_eq!(
        platform.exchange(&exchange(&late), NOW + 300),
        Err(ErrCode::INVALID_CODE)
    );
    assert!(platform.exchange(&exchange(&good), NOW + 299).is_ok());
    assert_eq!(
        platform.exchange(&exchange(&good), NOW + 299),
        Err(ErrCode::CODE_USED)
    );
}

#[test]
fn union_ids_need_a_bound_service_account() {
    let mut bound = platform(|_| {});
    let answer = signed_in(&mut bound, &request(), "xiaoming");
    assert_eq!(
        answer.union_id,
        Some(ids::union_id(seed::OPEN_PLATFORM, "xiaoming")),
        "the same as through the website app"
    );
    let emma = signed_in(&mut bound, &request(), "emma");
    assert_eq!(emma.union_id, None);

    let mut unbound = platform(|app| app.open_platform = String::new());
    let answer = signed_in(&mut unbound, &request(), "xiaoming");
    assert_eq!(answer.union_id, None);
    let profile = unbound
        .profile(&answer.access_token, &answer.open_id, NOW)
        .unwrap();
    assert_eq!(
        (profile.union_id, profile.nickname.as_str()),
        (None, "小明")
    );
}

#[test]
fn a_snapshot_shows_somebody_who_does_not_exist() {
    let mut platform = platform(|_| {});
    let forced = PageRequest {
        force_snapshot: true,
        force_popup: true,
        ..request()
    };
    let real = signed_in(&mut platform, &request(), "xiaoming");
    assert!(!real.is_snapshot);
    let virtual_one = signed_in(&mut platform, &forced, "xiaoming");
    assert!(virtual_one.is_snapshot);
    assert_ne!(virtual_one.open_id, real.open_id);
    assert_ne!(virtual_one.union_id, real.union_id);
    assert!(virtual_one.union_id.is_some());
    let profile = platform
        .profile(&virtual_one.access_token, &virtual_one.open_id, NOW)
        .unwrap();
    assert_eq!(profile.nickname, "微信用户");
    assert!(profile.picture.ends_with("/avatars/NOBODY/132"));
    assert_eq!(profile.union_id, virtual_one.union_id);
    let refresh = Refresh {
        app_id: seed::SERVICE_ACCOUNT_ID,
        grant_type: "refresh_token",
        token: &virtual_one.refresh_token,
    };
    let refreshed = platform.refresh(&refresh, NOW).unwrap();
    assert_eq!(refreshed.open_id, virtual_one.open_id);
    assert!(!refreshed.is_snapshot, "only a code's answer says so");
}

#[test]
fn a_snapshot_asks_nobody_and_a_forced_dialog_leads_out_of_it() {
    let mut platform = platform(|_| {});
    platform.people[0].snapshot = true;
    let mut open = |force_popup| {
        let asked = PageRequest {
            force_popup,
            ..request()
        };
        platform
            .open_page(&asked, sitter(Consent::Ask), NOW)
            .unwrap()
    };
    assert!(matches!(open(false), Outcome::Return(_)));
    assert!(matches!(open(true), Outcome::Ask(_)));
}

#[test]
fn where_nobody_lives_nobody_is_sent_back() {
    let mut platform = platform(|_| {});
    platform.people.clear();
    let outcome = platform.open_page(&request(), sitter(Consent::Allow), NOW);
    assert_eq!(outcome.unwrap_err().page, RefusalPage::NotWeChat);
}

#[test]
fn words_are_the_same_in_cookies_and_for_scripts() {
    for consent in [Consent::Ask, Consent::Allow, Consent::Refuse] {
        assert_eq!(Consent::named(consent.word()), consent);
        assert_eq!(serde_json::json!(consent), consent.word());
    }
    for refusing in [Refusing::Silent, Refusing::AuthDeny, Refusing::StateOnly] {
        assert_eq!(Refusing::named(refusing.word()), refusing);
        assert_eq!(serde_json::json!(refusing), refusing.word());
    }
    assert_eq!(Consent::named("maybe"), Consent::Ask);
    assert_eq!(Refusing::named(""), Refusing::Silent);
}
