//! The words of the check: titles of its lines, and what they say.

use connector_kit::Localized;

pub(super) const EARLIER: Localized = Localized {
    en: "An earlier line failed.",
    others: &[
        ("zh-Hans", "前面有一项未通过。"),
        ("zh-Hant", "前面有一項未通過。"),
        ("fr", "Une ligne précédente a échoué."),
    ],
};

pub(super) const ANSWERS: Localized = Localized {
    en: "{host} answers.",
    others: &[
        ("zh-Hans", "{host} 有回应。"),
        ("zh-Hant", "{host} 有回應。"),
        ("fr", "{host} répond."),
    ],
};

pub(super) const ANSWER: Localized = Localized {
    en: "{host} and {other} answer.",
    others: &[
        ("zh-Hans", "{host} 和 {other} 有回应。"),
        ("zh-Hant", "{host} 和 {other} 有回應。"),
        ("fr", "{host} et {other} répondent."),
    ],
};

pub(super) const UNREACHABLE: Localized = Localized {
    en: "{host} cannot be reached: {problem}. This server needs to reach it: look at its firewall for outgoing port {port}.",
    others: &[
        (
            "zh-Hans",
            "无法连接到 {host}：{problem}。本服务器需要连接到它：检查防火墙的出站端口 {port}。",
        ),
        (
            "zh-Hant",
            "無法連線到 {host}：{problem}。本伺服器需要連線到它：檢查防火牆的對外連接埠 {port}。",
        ),
        (
            "fr",
            "{host} est injoignable : {problem}. Ce serveur doit pouvoir le joindre : vérifiez le pare-feu pour le port sortant {port}.",
        ),
    ],
};

pub(super) const UNKNOWN_APP: Localized = Localized {
    en: "WeChat does not know {id}. Copy it again from the app's page; it starts with wx and has 18 characters.",
    others: &[
        (
            "zh-Hans",
            "微信不认得 {id}。从应用页面重新复制；它以 wx 开头，共 18 个字符。",
        ),
        (
            "zh-Hant",
            "微信不認得 {id}。從應用頁面重新複製；它以 wx 開頭，共 18 個字元。",
        ),
        (
            "fr",
            "WeChat ne connaît pas {id}. Recopiez-le depuis la page de l'application ; il commence par wx et compte 18 caractères.",
        ),
    ],
};

pub(super) const KNOWN_APP: Localized = Localized {
    en: "WeChat knows {id}.",
    others: &[
        ("zh-Hans", "微信认得 {id}。"),
        ("zh-Hant", "微信認得 {id}。"),
        ("fr", "WeChat connaît {id}."),
    ],
};

pub(super) const APP_NOT_KNOWN: Localized = Localized {
    en: "WeChat does not know the app.",
    others: &[
        ("zh-Hans", "微信不认得这个应用。"),
        ("zh-Hant", "微信不認得這個應用。"),
        ("fr", "WeChat ne connaît pas l'application."),
    ],
};

pub(super) const NOT_GRANTED: Localized = Localized {
    en: "WeChat refuses sign-ins for this app. There are three usual reasons: its review is not finished, the developer verification is missing or expired, or the App ID belongs to an official account instead of a website app.",
    others: &[
        (
            "zh-Hans",
            "微信拒绝此应用的登录。常见原因有三个：审核尚未完成、开发者资质认证缺失或已过期、AppID 属于公众号而不是网站应用。",
        ),
        (
            "zh-Hant",
            "微信拒絕此應用的登入。常見原因有三個：審核尚未完成、開發者資質認證缺少或已過期、AppID 屬於公眾號而不是網站應用。",
        ),
        (
            "fr",
            "WeChat refuse les connexions pour cette application. Trois raisons habituelles : son examen n'est pas terminé, la vérification du développeur manque ou a expiré, ou l'App ID est celui d'un compte officiel et non d'une application web.",
        ),
    ],
};

pub(super) const GRANTED: Localized = Localized {
    en: "WeChat lets people sign in to this app.",
    others: &[
        ("zh-Hans", "微信允许用户登录此应用。"),
        ("zh-Hant", "微信允許使用者登入此應用。"),
        ("fr", "WeChat permet de se connecter à cette application."),
    ],
};

pub(super) const NO_PAGE: Localized = Localized {
    en: "WeChat shows no page.",
    others: &[
        ("zh-Hans", "微信没有显示页面。"),
        ("zh-Hant", "微信沒有顯示頁面。"),
        ("fr", "WeChat n'affiche pas de page."),
    ],
};

pub(super) const SENDS_BACK: Localized = Localized {
    en: "WeChat sends people back to {host}.",
    others: &[
        ("zh-Hans", "微信会让用户返回 {host}。"),
        ("zh-Hant", "微信會讓使用者返回 {host}。"),
        ("fr", "WeChat renvoie les personnes vers {host}."),
    ],
};

pub(super) const WRONG_DOMAIN: Localized = Localized {
    en: "WeChat does not accept {host} for this app. Set 授权回调域 to exactly {host}, without https:// and path.",
    others: &[
        (
            "zh-Hans",
            "微信不接受 {host} 用于此应用。把授权回调域设为 {host}，不带 https:// 和路径。",
        ),
        (
            "zh-Hant",
            "微信不接受 {host} 用於此應用。把授權回調域設為 {host}，不帶 https:// 和路徑。",
        ),
        (
            "fr",
            "WeChat n'accepte pas {host} pour cette application. Réglez 授权回调域 sur exactement {host}, sans https:// ni chemin.",
        ),
    ],
};

pub(super) const WRONG_DOMAIN_PORT: Localized = Localized {
    en: "WeChat does not accept {host} for this app. Set 授权回调域 to exactly {host}, without https:// and path. The callback address has port {port}, and WeChat accepts none but 80 and 443.",
    others: &[
        (
            "zh-Hans",
            "微信不接受 {host} 用于此应用。把授权回调域设为 {host}，不带 https:// 和路径。回调地址带有端口 {port}，而微信只接受 80 和 443。",
        ),
        (
            "zh-Hant",
            "微信不接受 {host} 用於此應用。把授權回調域設為 {host}，不帶 https:// 和路徑。回調地址帶有連接埠 {port}，而微信只接受 80 和 443。",
        ),
        (
            "fr",
            "WeChat n'accepte pas {host} pour cette application. Réglez 授权回调域 sur exactement {host}, sans https:// ni chemin. L'adresse de rappel a le port {port}, et WeChat n'accepte que 80 et 443.",
        ),
    ],
};

pub(super) const SECRET_ACCEPTED: Localized = Localized {
    en: "WeChat refused a made-up code and nothing else, so the App secret is right.",
    others: &[
        (
            "zh-Hans",
            "微信只拒绝了一个编造的 code，所以 AppSecret 是对的。",
        ),
        (
            "zh-Hant",
            "微信只拒絕了一個編造的 code，所以 AppSecret 是對的。",
        ),
        (
            "fr",
            "WeChat n'a refusé qu'un code inventé : l'App secret est donc le bon.",
        ),
    ],
};

pub(super) const SECRET_REFUSED: Localized = Localized {
    en: "WeChat refused the App secret. If someone reset it on the Open Platform, only the newest one works. Paste it again. ({code})",
    others: &[
        (
            "zh-Hans",
            "微信拒绝了 AppSecret。如果有人在开放平台重置过，只有最新的有效。重新粘贴。（{code}）",
        ),
        (
            "zh-Hant",
            "微信拒絕了 AppSecret。如果有人在開放平台重設過，只有最新的有效。重新貼上。（{code}）",
        ),
        (
            "fr",
            "WeChat a refusé l'App secret. S'il a été réinitialisé sur la plateforme ouverte, seul le dernier fonctionne. Collez-le à nouveau. ({code})",
        ),
    ],
};

pub(super) const SECRET_MISSING: Localized = Localized {
    en: "WeChat says the App secret is missing. Enter it again. ({code})",
    others: &[
        ("zh-Hans", "微信说缺少 AppSecret。重新填写。（{code}）"),
        ("zh-Hant", "微信說缺少 AppSecret。重新填寫。（{code}）"),
        (
            "fr",
            "WeChat dit que l'App secret manque. Saisissez-le à nouveau. ({code})",
        ),
    ],
};

pub(super) const SECRET_FROZEN: Localized = Localized {
    en: "The App secret is frozen. Unfreeze it on the Open Platform and wait ten minutes. ({code})",
    others: &[
        (
            "zh-Hans",
            "AppSecret 已被冻结。在开放平台解冻，再等十分钟。（{code}）",
        ),
        (
            "zh-Hant",
            "AppSecret 已被凍結。在開放平台解凍，再等十分鐘。（{code}）",
        ),
        (
            "fr",
            "L'App secret est gelé. Dégelez-le sur la plateforme ouverte et attendez dix minutes. ({code})",
        ),
    ],
};

pub(super) const ADDRESS_REFUSED: Localized = Localized {
    en: "WeChat accepts calls for this app from listed addresses only. Add the address that it names to the IP whitelist and wait ten minutes. ({code}: {message})",
    others: &[
        (
            "zh-Hans",
            "微信只接受白名单内的地址为此应用发出的请求。把它所说的地址加入 IP 白名单，再等十分钟。（{code}：{message}）",
        ),
        (
            "zh-Hant",
            "微信只接受白名單內的位址為此應用發出的請求。把它所說的位址加入 IP 白名單，再等十分鐘。（{code}：{message}）",
        ),
        (
            "fr",
            "WeChat n'accepte d'appels pour cette application que d'adresses déclarées. Ajoutez l'adresse qu'il nomme à la liste blanche IP et attendez dix minutes. ({code} : {message})",
        ),
    ],
};

pub(super) const SOMEBODY_ELSE: Localized = Localized {
    en: "A made-up code was taken for a real one. Look who answers as {host}.",
    others: &[
        (
            "zh-Hans",
            "一个编造的 code 被当成了真的。查一查是谁在以 {host} 的名义回应。",
        ),
        (
            "zh-Hant",
            "一個編造的 code 被當成了真的。查一查是誰在以 {host} 的名義回應。",
        ),
        (
            "fr",
            "Un code inventé a été pris pour un vrai. Cherchez qui répond à la place de {host}.",
        ),
    ],
};

pub(super) const NEITHER: Localized = Localized {
    en: "WeChat's answer says neither yes nor no: {error}.",
    others: &[
        ("zh-Hans", "从微信的回应看不出结果：{error}。"),
        ("zh-Hant", "從微信的回應看不出結果：{error}。"),
        ("fr", "La réponse de WeChat ne dit ni oui ni non : {error}."),
    ],
};

pub(super) const NO_ADDRESS: Localized = Localized {
    en: "The address of WeChat's page is no address.",
    others: &[
        ("zh-Hans", "微信页面的地址不是有效地址。"),
        ("zh-Hant", "微信頁面的地址不是有效地址。"),
        ("fr", "L'adresse de la page de WeChat n'en est pas une."),
    ],
};

pub(super) const UNREADABLE: Localized = Localized {
    en: "WeChat's page could not be read: {problem}.",
    others: &[
        ("zh-Hans", "无法读取微信的页面：{problem}。"),
        ("zh-Hant", "無法讀取微信的頁面：{problem}。"),
        ("fr", "La page de WeChat n'a pas pu être lue : {problem}."),
    ],
};

pub(super) const UNKNOWN_PAGE: Localized = Localized {
    en: "WeChat answered with a page that is not known here (HTTP {status}).",
    others: &[
        (
            "zh-Hans",
            "微信返回了一个这里不认识的页面（HTTP {status}）。",
        ),
        (
            "zh-Hant",
            "微信回傳了一個這裡不認識的頁面（HTTP {status}）。",
        ),
        (
            "fr",
            "WeChat a répondu par une page inconnue ici (HTTP {status}).",
        ),
    ],
};

pub(super) const UNKNOWN_PAGE_TITLED: Localized = Localized {
    en: "WeChat answered with a page that is not known here (HTTP {status}, titled “{title}”).",
    others: &[
        (
            "zh-Hans",
            "微信返回了一个这里不认识的页面（HTTP {status}，标题“{title}”）。",
        ),
        (
            "zh-Hant",
            "微信回傳了一個這裡不認識的頁面（HTTP {status}，標題「{title}」）。",
        ),
        (
            "fr",
            "WeChat a répondu par une page inconnue ici (HTTP {status}, intitulée « {title} »).",
        ),
    ],
};

pub(super) const UNKNOWN_SERVICE_ACCOUNT: Localized = Localized {
    en: "WeChat does not know {id}. Copy it again from the service account's page.",
    others: &[
        ("zh-Hans", "微信不认得 {id}。从服务号页面重新复制。"),
        ("zh-Hant", "微信不認得 {id}。從服務號頁面重新複製。"),
        (
            "fr",
            "WeChat ne connaît pas {id}. Recopiez-le depuis la page du compte de service.",
        ),
    ],
};

pub(super) const REACHABLE: Localized = Localized {
    en: "WeChat can be reached",
    others: &[
        ("zh-Hans", "能够连接到微信"),
        ("zh-Hant", "能夠連線到微信"),
        ("fr", "WeChat est joignable"),
    ],
};

pub(super) const APP_ID: Localized = Localized {
    en: "WeChat knows this App ID",
    others: &[
        ("zh-Hans", "微信认得这个 AppID"),
        ("zh-Hant", "微信認得這個 AppID"),
        ("fr", "WeChat connaît cet App ID"),
    ],
};

pub(super) const PERMISSION: Localized = Localized {
    en: "WeChat login is granted",
    others: &[
        ("zh-Hans", "已获得微信登录权限"),
        ("zh-Hant", "已取得微信登入權限"),
        ("fr", "La connexion par WeChat est accordée"),
    ],
};

pub(super) const CALLBACK_DOMAIN: Localized = Localized {
    en: "The callback domain fits",
    others: &[
        ("zh-Hans", "授权回调域一致"),
        ("zh-Hant", "授權回調域一致"),
        ("fr", "Le domaine de rappel convient"),
    ],
};

pub(super) const SECRET: Localized = Localized {
    en: "The App secret is accepted",
    others: &[
        ("zh-Hans", "微信接受这个 AppSecret"),
        ("zh-Hant", "微信接受這個 AppSecret"),
        ("fr", "L'App secret est accepté"),
    ],
};

pub(super) const IN_WECHAT: Localized = Localized {
    en: "The keys for use inside WeChat are accepted",
    others: &[
        ("zh-Hans", "微信接受微信内登录的密钥"),
        ("zh-Hant", "微信接受微信內登入的金鑰"),
        ("fr", "Les clés pour l'usage dans WeChat sont acceptées"),
    ],
};
