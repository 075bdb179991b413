use super::*;
use crate::platform::codes::Exchange;
use crate::platform::qrconnect::QrRequest;
use crate::{App, AppStatus, Settings, seed};

const NOW: u64 = 1_700_000_000;
const OTHER: &str = "wx0123456789abcdef";

fn platform() -> Platform {
    let mut settings = Settings::seeded("http://localhost:3002/".parse().unwrap());
    settings.apps.push(App {
        app_id: OTHER.to_owned(),
        open_platform: "other".to_owned(),
        ..seed::apps().remove(0)
    });
    Platform::new(&settings)
}

fn code(platform: &mut Platform, person: &str) -> String {
    let request = QrRequest {
        app_id: seed::APP_ID.to_owned(),
        redirect_uri: "http://localhost/".to_owned(),
        scope: "snsapi_login".to_owned(),
        state: String::new(),
    };
    let uuid = platform.show_code(request, NOW).unwrap().uuid;
    platform.scan(&uuid, person, NOW).unwrap();
    platform
        .allow(&uuid, NOW)
        .unwrap()
        .code()
        .unwrap()
        .to_owned()
}

fn good(code: &str) -> Exchange<'_> {
    Exchange {
        app_id: seed::APP_ID,
        secret: seed::APP_SECRET,
        grant_type: "authorization_code",
        code,
        caller: std::net::Ipv4Addr::LOCALHOST.into(),
    }
}

fn signed_in(platform: &mut Platform, person: &str) -> Answer {
    let code = code(platform, person);
    platform.exchange(&good(&code), NOW).unwrap()
}

#[test]
fn checks_come_in_the_order_app_secret_grant_type_code() {
    let mut platform = platform();
    let mut exchange = Exchange {
        app_id: "",
        secret: "",
        grant_type: "",
        ..good("")
    };
    let mut expect = |exchange: &Exchange<'_>, code: i64| {
        assert_eq!(platform.exchange(exchange, NOW), Err(ErrCode(code)));
    };
    expect(&exchange, 41002);
    exchange.app_id = "wx0000000000000000";
    expect(&exchange, 40013);
    exchange.app_id = seed::APP_ID;
    expect(&exchange, 41004);
    exchange.secret = "0123456789abcdef0123456789abcdef";
    expect(&exchange, 40125);
    exchange.secret = seed::APP_SECRET;
    expect(&exchange, 40002);
    exchange.grant_type = "authorization_code";
    expect(&exchange, 41008);
    exchange.code = "061madeup";
    expect(&exchange, 40029);
}

#[test]
fn a_code_works_once_and_failures_before_it_do_not_burn_it() {
    let mut platform = platform();
    let code = code(&mut platform, "xiaoming");
    let wrong = Exchange {
        secret: "x",
        ..good(&code)
    };
    assert_eq!(platform.exchange(&wrong, NOW), Err(ErrCode::INVALID_SECRET));
    let foreign = Exchange {
        app_id: OTHER,
        ..good(&code)
    };
    assert_eq!(platform.exchange(&foreign, NOW), Err(ErrCode::INVALID_CODE));
    let answer = platform.exchange(&good(&code), NOW + 599).unwrap();
    assert_eq!(answer.expires_in, 7200);
    assert_eq!(answer.scope, "snsapi_login");
    assert_eq!(
        platform.exchange(&good(&code), NOW + 599),
        Err(ErrCode::CODE_USED)
    );
}

#[test]
fn a_code_lives_ten_minutes() {
    let mut platform = platform();
    let code = code(&mut platform, "xiaoming");
    assert_eq!(
        platform.exchange(&good(&code), NOW + 600),
        Err(ErrCode::INVALID_CODE)
    );
}

#[test]
fn a_banned_app_gets_nothing() {
    let mut platform = platform();
    let code = code(&mut platform, "xiaoming");
    platform.apps[0].status = AppStatus::Banned;
    assert_eq!(
        platform.exchange(&good(&code), NOW),
        Err(ErrCode::FORBIDDEN)
    );
}

#[test]
fn union_ids_are_there_only_for_who_has_one() {
    let mut platform = platform();
    let ming = signed_in(&mut platform, "xiaoming");
    assert_eq!(ming.union_id, Some(ids::union_id("acme", "xiaoming")));
    assert_eq!(ming.open_id, ids::open_id(seed::APP_ID, "xiaoming"));
    assert_eq!(signed_in(&mut platform, "emma").union_id, None);
}

#[test]
fn a_refresh_extends_a_living_token_and_replaces_a_dead_one() {
    let mut platform = platform();
    let first = signed_in(&mut platform, "xiaoming");
    let refresh = Refresh {
        app_id: seed::APP_ID,
        grant_type: "refresh_token",
        token: &first.refresh_token,
    };
    let extended = platform.refresh(&refresh, NOW + 7000).unwrap();
    assert_eq!(extended.access_token, first.access_token);
    assert_eq!(extended.refresh_token, first.refresh_token);
    assert_eq!(extended.union_id, None);
    let open_id = first.open_id.as_str();
    assert!(
        platform
            .check_token(&first.access_token, open_id, NOW + 14_199)
            .is_ok()
    );
    let replaced = platform.refresh(&refresh, NOW + 14_200).unwrap();
    assert_ne!(replaced.access_token, first.access_token);
    assert_eq!(
        platform
            .check_token(&first.access_token, open_id, NOW + 14_201)
            .err(),
        Some(ErrCode::ACCESS_TOKEN_EXPIRED)
    );
    assert_eq!(
        platform.refresh(&refresh, NOW + 30 * 86_400),
        Err(ErrCode::REFRESH_TOKEN_EXPIRED)
    );
}

#[test]
fn wrong_refreshes_are_told_apart() {
    let mut platform = platform();
    let token = signed_in(&mut platform, "xiaoming").refresh_token;
    let mut refresh = Refresh::default();
    let mut expect = |refresh: &Refresh<'_>, code: i64| {
        assert_eq!(platform.refresh(refresh, NOW), Err(ErrCode(code)));
    };
    expect(&refresh, 41002);
    refresh.app_id = "wx";
    expect(&refresh, 40013);
    refresh.app_id = seed::APP_ID;
    expect(&refresh, 40002);
    refresh.grant_type = "refresh_token";
    expect(&refresh, 41003);
    refresh.token = "nonsense";
    expect(&refresh, 40030);
    refresh.token = &token;
    refresh.app_id = OTHER;
    expect(&refresh, 40030);
    refresh.app_id = seed::APP_ID;
    platform.people[0].password_changed = true;
    assert_eq!(
        platform.refresh(&refresh, NOW),
        Err(ErrCode::PASSWORD_CHANGED)
    );
}

#[test]
fn the_profile_needs_a_living_token_and_its_open_id() {
    let mut platform = platform();
    let Answer {
        access_token,
        open_id,
        ..
    } = signed_in(&mut platform, "xiaoming");
    let unknown = new_token();
    for (token, id, code) in [
        ("", open_id.as_str(), 41001),
        (access_token.as_str(), "", 41009),
        ("59_short", open_id.as_str(), 40014),
        (unknown.as_str(), open_id.as_str(), 40001),
        (access_token.as_str(), "oSIMULATED-somebody-else-000", 40003),
    ] {
        assert_eq!(platform.profile(token, id, NOW), Err(ErrCode(code)));
    }
    assert_eq!(
        platform.profile(&access_token, &open_id, NOW + ACCESS_LIFE),
        Err(ErrCode::ACCESS_TOKEN_EXPIRED)
    );
    let profile = platform.profile(&access_token, &open_id, NOW).unwrap();
    assert_eq!(profile.nickname, "小明");
    assert_eq!(
        profile.picture,
        "http://localhost:3002/avatars/xiaoming/132"
    );
}

#[test]
fn a_person_or_an_app_in_trouble_has_no_profile() {
    let mut platform = platform();
    let Answer {
        access_token,
        open_id,
        refresh_token,
        ..
    } = signed_in(&mut platform, "xiaoming");
    platform.people[0].frozen = true;
    assert_eq!(
        platform.profile(&access_token, &open_id, NOW),
        Err(ErrCode::USER_LIMITED)
    );
    platform.people[0].frozen = false;
    platform.people[0].password_changed = true;
    assert_eq!(
        platform.profile(&access_token, &open_id, NOW),
        Err(ErrCode::PASSWORD_CHANGED)
    );
    platform.people[0].password_changed = false;
    platform.apps[0].permission = false;
    assert_eq!(
        platform.profile(&access_token, &open_id, NOW),
        Err(ErrCode::UNAUTHORIZED)
    );
    assert!(
        platform.check_token(&access_token, &open_id, NOW).is_ok(),
        "/sns/auth needs no permission"
    );
    platform.apps[0].permission = true;
    for (status, code) in [
        (AppStatus::Reviewing, ErrCode::UNAUTHORIZED),
        (AppStatus::Rejected, ErrCode::UNAUTHORIZED),
        (AppStatus::Banned, ErrCode::FORBIDDEN),
    ] {
        platform.apps[0].status = status;
        assert_eq!(platform.profile(&access_token, &open_id, NOW), Err(code));
    }
    let refresh = Refresh {
        app_id: seed::APP_ID,
        grant_type: "refresh_token",
        token: &refresh_token,
    };
    assert_eq!(platform.refresh(&refresh, NOW), Err(ErrCode::FORBIDDEN));
}

#[test]
fn pictures_are_drawn_absent_or_as_given() {
    let mut platform = platform();
    let answer = signed_in(&mut platform, "xiaoxiao");
    let profile = |platform: &Platform| {
        platform
            .profile(&answer.access_token, &answer.open_id, NOW)
            .unwrap()
    };
    assert_eq!(profile(&platform).picture, "");
    assert_eq!(profile(&platform).nickname, "🎈晓晓🎈");
    platform.people[3].avatar = Avatar::Address("http://wx.qlogo.cn/x/132".to_owned());
    assert_eq!(profile(&platform).picture, "http://wx.qlogo.cn/x/132");
}
