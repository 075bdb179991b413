//! The fields of a WeChat connector's configuration, as data.

use connector_kit::{FormItem, FormItemKind, Localized};

/// The fields of WeChat (Web), in the order of the form.
pub(super) static WEB: [FormItem; 6] = [
    CLIENT_ID,
    CLIENT_SECRET,
    SCOPE,
    IN_WECHAT,
    OPEN_PLATFORM,
    REQUIRE_UNION_ID,
];

/// The fields of WeChat (Native), in the order of the form.
pub(super) static NATIVE: [FormItem; 5] = [
    MOBILE_CLIENT_ID,
    CLIENT_SECRET,
    UNIVERSAL_LINKS,
    OPEN_PLATFORM,
    REQUIRE_UNION_ID,
];

const CLIENT_ID: FormItem = FormItem {
    key: "clientId",
    aliases: &["appId"],
    kind: FormItemKind::Text,
    label: Localized {
        en: "App ID",
        others: &[("zh-Hans", "AppID"), ("zh-Hant", "AppID"), ("fr", "App ID")],
    },
    description: Localized {
        en: "The AppID of the website app on the WeChat Open Platform: wx and 16 characters.",
        others: &[
            (
                "zh-Hans",
                "微信开放平台网站应用的 AppID：以 wx 开头，后接 16 个字符。",
            ),
            (
                "zh-Hant",
                "微信開放平台網站應用的 AppID：以 wx 開頭，後接 16 個字元。",
            ),
            (
                "fr",
                "L'AppID de l'application web sur la plateforme ouverte de WeChat : wx et 16 caractères.",
            ),
        ],
    },
    values: &[],
    required: true,
    confidential: false,
};

const MOBILE_CLIENT_ID: FormItem = FormItem {
    description: Localized {
        en: "The AppID of the mobile app on the WeChat Open Platform: wx and 16 characters.",
        others: &[
            (
                "zh-Hans",
                "微信开放平台移动应用的 AppID：以 wx 开头，后接 16 个字符。",
            ),
            (
                "zh-Hant",
                "微信開放平台行動應用的 AppID：以 wx 開頭，後接 16 個字元。",
            ),
            (
                "fr",
                "L'AppID de l'application mobile sur la plateforme ouverte de WeChat : wx et 16 caractères.",
            ),
        ],
    },
    ..CLIENT_ID
};

const CLIENT_SECRET: FormItem = FormItem {
    key: "clientSecret",
    aliases: &["appSecret"],
    kind: FormItemKind::Text,
    label: Localized {
        en: "App secret",
        others: &[
            ("zh-Hans", "AppSecret"),
            ("zh-Hant", "AppSecret"),
            ("fr", "App secret"),
        ],
    },
    description: Localized {
        en: "WeChat shows the AppSecret once. Whoever resets it there must enter it here again.",
        others: &[
            (
                "zh-Hans",
                "微信只显示一次 AppSecret。在微信重置后，需要在这里重新填写。",
            ),
            (
                "zh-Hant",
                "微信只顯示一次 AppSecret。在微信重設後，需要在這裡重新填寫。",
            ),
            (
                "fr",
                "WeChat n'affiche l'AppSecret qu'une fois. Après une réinitialisation, saisissez ici le nouveau.",
            ),
        ],
    },
    values: &[],
    required: true,
    confidential: true,
};

const SCOPE: FormItem = FormItem {
    key: "scope",
    aliases: &[],
    kind: FormItemKind::Select,
    label: Localized {
        en: "Scope",
        others: &[
            ("zh-Hans", "授权作用域（scope）"),
            ("zh-Hant", "授權範圍（scope）"),
            ("fr", "Portée (scope)"),
        ],
    },
    description: Localized {
        en: "Counts inside WeChat's browser only: snsapi_userinfo asks the person and gives \
             nickname and picture, snsapi_base gives only the open id. \
             Scanning a code always uses snsapi_login.",
        others: &[
            (
                "zh-Hans",
                "仅在微信内置浏览器中有效：snsapi_userinfo 会询问用户并返回昵称和头像，\
                 snsapi_base 只返回 openid。扫码登录始终使用 snsapi_login。",
            ),
            (
                "zh-Hant",
                "僅在微信內建瀏覽器中有效：snsapi_userinfo 會詢問使用者並提供暱稱和頭像，\
                 snsapi_base 只提供 openid。掃碼登入一律使用 snsapi_login。",
            ),
            (
                "fr",
                "Ne vaut que dans le navigateur de WeChat : snsapi_userinfo demande l'accord de \
                 la personne et fournit pseudonyme et photo, snsapi_base ne fournit que l'openid. \
                 Le code QR utilise toujours snsapi_login.",
            ),
        ],
    },
    values: &["", "snsapi_userinfo", "snsapi_base"],
    required: false,
    confidential: false,
};

/// Confidential as a whole, because one of its two fields is a secret.
const IN_WECHAT: FormItem = FormItem {
    key: "inWechat",
    aliases: &[],
    kind: FormItemKind::Json,
    label: Localized {
        en: "Inside WeChat",
        others: &[
            ("zh-Hans", "微信内登录"),
            ("zh-Hant", "微信內登入"),
            ("fr", "Dans WeChat"),
        ],
    },
    description: Localized {
        en: "clientId and clientSecret of a verified service account, for people who open the \
             site in WeChat's own browser.",
        others: &[
            (
                "zh-Hans",
                "已认证服务号的 clientId 和 clientSecret，供在微信内置浏览器中打开网站的用户使用。",
            ),
            (
                "zh-Hant",
                "已認證服務號的 clientId 和 clientSecret，供在微信內建瀏覽器中開啟網站的使用者使用。",
            ),
            (
                "fr",
                "clientId et clientSecret d'un compte de service vérifié, pour les personnes qui \
                 ouvrent le site dans le navigateur de WeChat.",
            ),
        ],
    },
    values: &[],
    required: false,
    confidential: true,
};

const OPEN_PLATFORM: FormItem = FormItem {
    key: "openPlatform",
    aliases: &[],
    kind: FormItemKind::Text,
    label: Localized {
        en: "Open Platform account",
        others: &[
            ("zh-Hans", "开放平台账号"),
            ("zh-Hant", "開放平台帳號"),
            ("fr", "Compte de la plateforme ouverte"),
        ],
    },
    description: Localized {
        en: "A name of your choice. Connectors with the same name share people by their union ids.",
        others: &[
            (
                "zh-Hans",
                "自定名称。同名的连接器通过 unionid 识别同一个人。",
            ),
            (
                "zh-Hant",
                "自訂名稱。同名的連接器透過 unionid 識別同一個人。",
            ),
            (
                "fr",
                "Un nom de votre choix. Les connecteurs du même nom partagent les personnes par leur unionid.",
            ),
        ],
    },
    values: &[],
    required: false,
    confidential: false,
};

const UNIVERSAL_LINKS: FormItem = FormItem {
    key: "universalLinks",
    aliases: &[],
    kind: FormItemKind::Text,
    label: Localized::same("Universal Link"),
    description: Localized {
        en: "The https address by which iOS opens the application, as the app's page on the Open \
             Platform has it. Android needs none.",
        others: &[
            (
                "zh-Hans",
                "iOS 打开应用所用的 https 地址，与开放平台应用页面中填写的一致。Android 不需要。",
            ),
            (
                "zh-Hant",
                "iOS 開啟應用所用的 https 位址，與開放平台應用頁面中填寫的一致。Android 不需要。",
            ),
            (
                "fr",
                "L'adresse https par laquelle iOS ouvre l'application, telle qu'indiquée sur la \
                 plateforme ouverte. Inutile pour Android.",
            ),
        ],
    },
    values: &[],
    required: false,
    confidential: false,
};

const REQUIRE_UNION_ID: FormItem = FormItem {
    key: "requireUnionId",
    aliases: &[],
    kind: FormItemKind::Switch,
    label: Localized {
        en: "Only people with union id",
        others: &[
            ("zh-Hans", "仅限有 unionid 的用户"),
            ("zh-Hant", "僅限有 unionid 的使用者"),
            ("fr", "Seulement les personnes avec unionid"),
        ],
    },
    description: Localized {
        en: "Refuses people for whom WeChat tells no union id. They would become two people in \
             a second app.",
        others: &[
            (
                "zh-Hans",
                "拒绝微信未返回 unionid 的用户。否则他们在另一个应用中会成为另一个人。",
            ),
            (
                "zh-Hant",
                "拒絕微信未提供 unionid 的使用者。否則他們在另一個應用中會成為另一個人。",
            ),
            (
                "fr",
                "Refuse les personnes dont WeChat ne donne pas l'unionid. Elles seraient une autre \
                 personne dans une deuxième application.",
            ),
        ],
    },
    values: &[],
    required: false,
    confidential: false,
};
