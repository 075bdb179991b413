//! WeChat's error codes and the stems of their texts (`wechat-platform.md` 8.1).

/// An error code of `/sns/*`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ErrCode(pub(crate) i64);

impl ErrCode {
    pub(crate) const INVALID_CREDENTIAL: Self = Self(40001);
    pub(crate) const INVALID_GRANT_TYPE: Self = Self(40002);
    pub(crate) const INVALID_OPENID: Self = Self(40003);
    pub(crate) const INVALID_APPID: Self = Self(40013);
    pub(crate) const INVALID_ACCESS_TOKEN: Self = Self(40014);
    pub(crate) const INVALID_CODE: Self = Self(40029);
    pub(crate) const INVALID_REFRESH_TOKEN: Self = Self(40030);
    pub(crate) const INVALID_SECRET: Self = Self(40125);
    pub(crate) const IP_NOT_LISTED: Self = Self(40164);
    pub(crate) const CODE_BLOCKED: Self = Self(40226);
    pub(crate) const SECRET_FROZEN: Self = Self(40243);
    pub(crate) const TOO_FAST: Self = Self(45011);
    pub(crate) const CODE_USED: Self = Self(40163);
    pub(crate) const ACCESS_TOKEN_MISSING: Self = Self(41001);
    pub(crate) const APPID_MISSING: Self = Self(41002);
    pub(crate) const REFRESH_TOKEN_MISSING: Self = Self(41003);
    pub(crate) const SECRET_MISSING: Self = Self(41004);
    pub(crate) const CODE_MISSING: Self = Self(41008);
    pub(crate) const OPENID_MISSING: Self = Self(41009);
    pub(crate) const ACCESS_TOKEN_EXPIRED: Self = Self(42001);
    pub(crate) const REFRESH_TOKEN_EXPIRED: Self = Self(42002);
    pub(crate) const PASSWORD_CHANGED: Self = Self(42007);
    pub(crate) const WRONG_METHOD: Self = Self(43001);
    pub(crate) const UNAUTHORIZED: Self = Self(48001);
    pub(crate) const FORBIDDEN: Self = Self(48004);
    pub(crate) const USER_LIMITED: Self = Self(50002);

    /// The text before the request id; a code that is not in the table gets WeChat's most general one.
    pub(crate) fn stem(self) -> &'static str {
        STEMS
            .iter()
            .find(|(code, _)| *code == self.0)
            .map_or("system error", |(_, stem)| stem)
    }
}

const STEMS: [(i64, &str); 40] = [
    (-1, "system error"),
    (0, "ok"),
    (
        40001,
        "invalid credential, access_token is invalid or not latest",
    ),
    (40002, "invalid grant_type"),
    (40003, "invalid openid"),
    (40013, "invalid appid"),
    (40014, "invalid access_token"),
    (40029, "invalid code"),
    (40030, "invalid refresh_token"),
    (40035, "invalid parameter"),
    (40066, "invalid url"),
    (40097, "invalid args"),
    (40125, "invalid appsecret"),
    (40163, "code been used"),
    (
        40164,
        "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist",
    ),
    (40188, "invalid scope"),
    (40226, "code blocked"),
    (40243, "appsecret is frozen"),
    (41001, "access_token missing"),
    (41002, "appid missing"),
    (41003, "refresh_token missing"),
    (41004, "appsecret missing"),
    (41008, "missing code"),
    (41009, "missing openid"),
    (42001, "access_token expired"),
    (42002, "refresh_token expired"),
    (42003, "code expired"),
    (42007, "access_token and refresh_token exception"),
    (43001, "require GET method"),
    (43002, "require POST method"),
    (43003, "require https"),
    (43004, "require subscribe"),
    (45009, "reach max api daily quota limit"),
    (
        45011,
        "api minute-quota reach limit, must slower, retry next minute",
    ),
    (48001, "api unauthorized"),
    (48004, "api forbidden"),
    (50001, "api unauthorized or user unauthorized"),
    (50002, "user limited"),
    (50003, "user unexpected"),
    (50005, "user not subscribed"),
];
