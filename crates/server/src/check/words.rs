//! The words of the lines about this server itself.

use connector_kit::Localized;

pub(super) const CLOCK: Localized = Localized {
    en: "Clock",
    others: &[("zh-Hans", "时钟"), ("fr", "Horloge")],
};

pub(super) const OWN_ADDRESS: Localized = Localized {
    en: "Our own address",
    others: &[
        ("zh-Hans", "本服务器的地址"),
        ("fr", "Notre propre adresse"),
    ],
};

pub(super) const OWN_ADDRESS_FIRST: Localized = Localized {
    en: "Our own address has to be right first.",
    others: &[
        ("zh-Hans", "需要先改正本服务器的地址。"),
        ("fr", "Notre propre adresse doit d'abord être juste."),
    ],
};

pub(super) const NO_TIME: Localized = Localized {
    en: "Nobody told the time.",
    others: &[
        ("zh-Hans", "对方没有给出时间。"),
        ("fr", "Personne n'a donné l'heure."),
    ],
};

pub(super) const SAME_TIME: Localized = Localized {
    en: "This server's clock agrees with theirs.",
    others: &[
        ("zh-Hans", "本服务器的时钟与对方一致。"),
        ("fr", "L'horloge de ce serveur s'accorde avec la leur."),
    ],
};

pub(super) const OTHER_TIME: Localized = Localized {
    en: "This server's clock is {seconds} seconds off. Switch on time synchronisation, such as systemd-timesyncd.",
    others: &[
        (
            "zh-Hans",
            "本服务器的时钟相差 {seconds} 秒。打开时间同步，例如 systemd-timesyncd。",
        ),
        (
            "fr",
            "L'horloge de ce serveur a {seconds} secondes d'écart. Activez la synchronisation, par exemple systemd-timesyncd.",
        ),
    ],
};

pub(super) const ANY_ADDRESS: Localized = Localized {
    en: "The simulator accepts any address.",
    others: &[
        ("zh-Hans", "模拟器接受任何地址。"),
        ("fr", "Le simulateur accepte toute adresse."),
    ],
};

pub(super) const LOCAL: Localized = Localized {
    en: "People would be sent back to {origin}. The vendor needs a domain name that the world knows.",
    others: &[
        (
            "zh-Hans",
            "用户会被送回 {origin}。对方需要一个公网可用的域名。",
        ),
        (
            "fr",
            "Les personnes seraient renvoyées vers {origin}. Il faut un nom de domaine connu de tous.",
        ),
    ],
};

pub(super) const NOT_HTTPS: Localized = Localized {
    en: "People would be sent back to {origin}. It has to begin with https, or sessions can be stolen on the way.",
    others: &[
        (
            "zh-Hans",
            "用户会被送回 {origin}。它必须以 https 开头，否则会话可能在途中被窃取。",
        ),
        (
            "fr",
            "Les personnes seraient renvoyées vers {origin}. Elle doit commencer par https, sinon des sessions peuvent être volées en route.",
        ),
    ],
};

pub(super) const IP_ADDRESS: Localized = Localized {
    en: "People would be sent back to {origin}. The vendor needs a domain name, not an IP address.",
    others: &[
        (
            "zh-Hans",
            "用户会被送回 {origin}。对方需要域名，而不是 IP 地址。",
        ),
        (
            "fr",
            "Les personnes seraient renvoyées vers {origin}. Il faut un nom de domaine, pas une adresse IP.",
        ),
    ],
};

pub(super) const NOT_REACHED: Localized = Localized {
    en: "{origin} does not lead to this server: {problem}.",
    others: &[
        ("zh-Hans", "{origin} 没有通向本服务器：{problem}。"),
        ("fr", "{origin} ne mène pas à ce serveur : {problem}."),
    ],
};

pub(super) const REACHED: Localized = Localized {
    en: "{origin} leads to this server.",
    others: &[
        ("zh-Hans", "{origin} 通向本服务器。"),
        ("fr", "{origin} mène à ce serveur."),
    ],
};

pub(super) const OTHER_SERVER: Localized = Localized {
    en: "{origin} answers with HTTP {status}, but it is not this server. Look at the proxy in front of it.",
    others: &[
        (
            "zh-Hans",
            "{origin} 返回 HTTP {status}，但不是本服务器。检查前面的代理。",
        ),
        (
            "fr",
            "{origin} répond HTTP {status}, mais ce n'est pas ce serveur. Vérifiez le proxy placé devant.",
        ),
    ],
};

pub(super) const REACHABLE: Localized = Localized {
    en: "The vendor can be reached",
    others: &[
        ("zh-Hans", "能够连接到对方"),
        ("fr", "Le fournisseur est joignable"),
    ],
};

pub(super) const TOO_SLOW: Localized = Localized {
    en: "There was no whole answer within {seconds} seconds. Check again.",
    others: &[
        ("zh-Hans", "{seconds} 秒内没有收到完整回应。再检查一次。"),
        (
            "fr",
            "Pas de réponse complète en {seconds} secondes. Vérifiez à nouveau.",
        ),
    ],
};
