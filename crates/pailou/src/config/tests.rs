use secrecy::ExposeSecret;

use super::*;

fn from_environment(pairs: &[(&str, &str)]) -> Result<Config, String> {
    let pairs = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    load(None, pairs).map_err(|failure| failure.to_string())
}

const KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

#[test]
fn the_environment_sets_everything() {
    let config = from_environment(&[
        ("PATH", "/bin"),
        ("PAILOU_PUBLIC_ADDRESS", "https://id.acme.example"),
        ("PAILOU_LISTEN", "0.0.0.0:8000"),
        ("PAILOU_DATABASE_URL", "postgres://localhost/pailou"),
        ("PAILOU_MASTER_KEY", KEY),
        ("PAILOU_LIFETIMES_CODE", "30"),
        ("PAILOU_KEYS_ROTATE_AFTER", "7776000"),
        (
            "PAILOU_PRIVATE_ORIGINS",
            "https://a.example, https://b.example:8443",
        ),
    ])
    .unwrap();
    assert_eq!(config.settings.origin(), "https://id.acme.example");
    assert_eq!(config.listen.port(), 8000);
    assert_eq!(config.settings.lifetimes.code, Duration::from_secs(30));
    assert_eq!(
        config.settings.rotate_keys_after,
        Some(Duration::from_hours(24 * 90))
    );
    let origins = config.settings.private_origins.iter();
    let origins: Vec<String> = origins.map(url::Origin::ascii_serialization).collect();
    assert_eq!(origins, ["https://a.example", "https://b.example:8443"]);
    assert!(config.master_key.load().is_ok());
}

#[test]
fn the_environment_wins_over_the_file_and_unknown_keys_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pailou.toml");
    std::fs::write(&file, "listen = '127.0.0.1:1'\ndata_dir = 'unused'\n").unwrap();
    let data = dir.path().join("data").display().to_string();
    let pairs = [
        ("PAILOU_LISTEN", "127.0.0.1:2"),
        ("PAILOU_DATA_DIR", data.as_str()),
    ];
    let pairs = pairs.into_iter().map(|(n, v)| (n.to_owned(), v.to_owned()));
    assert_eq!(load(Some(&file), pairs).unwrap().listen.port(), 2);

    std::fs::write(&file, "\nlisten = '127.0.0.1:1'\nlissten = 1\n").unwrap();
    let failure = load(Some(&file), std::iter::empty())
        .err()
        .unwrap()
        .to_string();
    assert!(failure.contains("line 3"), "{failure}");
    assert!(failure.contains("lissten"), "{failure}");
    assert!(!failure.contains('\n'), "{failure}");
}

#[test]
fn what_is_wrong_is_named() {
    for (name, value, says) in [
        (
            "PAILOU_PUBLC_ADDRESS",
            "x",
            "PAILOU_PUBLC_ADDRESS is not a setting",
        ),
        ("PAILOU_PUBLIC_ADDRESS", "id.acme.example", "public_address"),
        (
            "PAILOU_PUBLIC_ADDRESS",
            "https://id.acme.example/sso",
            "without a path",
        ),
        (
            "PAILOU_PUBLIC_ADDRESS",
            "ftp://id.acme.example",
            "public_address",
        ),
        ("PAILOU_LISTEN", "3001", "listen"),
        ("PAILOU_LIFETIMES_CODE", "soon", "number of seconds"),
        ("PAILOU_LIFETIMES_CODE", "0", "lifetimes.code"),
        ("PAILOU_KEYS_ROTATE_AFTER", "90d", "number of seconds"),
        ("PAILOU_PRIVATE_ORIGINS", "10.0.0.4", "private_origins"),
        (
            "PAILOU_PRIVATE_ORIGINS",
            "https://a.example,,https://b.example",
            "private_origins",
        ),
        (
            "PAILOU_PRIVATE_ORIGINS",
            "https://a.example/logout",
            "without a path",
        ),
        ("PAILOU_KEYS_ROTATE_AFTER", "0", "keys.rotate_after"),
        ("PAILOU_KEYS_ROTATE_AFTER", "3599", "3600 to"),
        ("PAILOU_KEYS_ROTATE_AFTER", "99999999", "keys.rotate_after"),
        ("PAILOU_KEYS_ROTATE", "7776000", "is not a setting"),
        (
            "PAILOU_DATABASE_URL",
            "postgres://localhost/x",
            "PAILOU_MASTER_KEY",
        ),
        ("PAILOU_MASTER_KEY", "short", "PAILOU_MASTER_KEY"),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let data = dir.path().display().to_string();
        let failure = from_environment(&[("PAILOU_DATA_DIR", &data), (name, value)])
            .and_then(|config| {
                config
                    .master_key
                    .load()
                    .map_err(|failure| failure.to_string())
            })
            .err();
        assert!(
            failure.as_ref().is_some_and(|f| f.contains(says)),
            "{name}={value}: {failure:?}"
        );
    }
}

#[test]
fn a_master_key_is_made_once_and_read_by_nobody_else() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("master.key");
    let first = MasterKeySource::FileMadeAtFirstStart(path.clone())
        .load()
        .unwrap();
    let again = MasterKeySource::FileMadeAtFirstStart(path.clone())
        .load()
        .unwrap();
    assert_eq!(
        first.to_base64().expose_secret(),
        again.to_base64().expose_secret()
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_metrics_token_is_long_and_plain() {
    let with = |token| {
        from_environment(&[
            KEY_AND_URL[0],
            KEY_AND_URL[1],
            ("PAILOU_METRICS_TOKEN", token),
        ])
    };
    let token = with("0123456789abcdef").unwrap().settings.metrics_token;
    assert_eq!(token.unwrap().expose_secret(), "0123456789abcdef");
    for bad in ["0123456789abcde", "0123456789 abcdef", "0123456789abcdé0"] {
        let failure = with(bad).err().unwrap();
        assert!(
            failure.contains("at least 16") && !failure.contains(bad),
            "{failure}"
        );
    }
    let none = from_environment(&KEY_AND_URL).unwrap();
    assert!(none.settings.metrics_token.is_none());
}

const KEY_AND_URL: [(&str, &str); 2] = [
    ("PAILOU_DATABASE_URL", "postgres://localhost/pailou"),
    ("PAILOU_MASTER_KEY", KEY),
];

#[test]
fn keys_are_replaced_by_schedule_only_where_somebody_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("pailou.toml");
    let data = format!("data_dir = {:?}\n", dir.path());
    for (text, expected) in [
        ("", None),
        ("[keys]\n", None),
        ("[keys]\nrotate_after = 3600\n", Some(3600)),
    ] {
        std::fs::write(&file, format!("{data}{text}")).unwrap();
        let config = load(Some(&file), std::iter::empty()).unwrap();
        let expected = expected.map(Duration::from_secs);
        assert_eq!(config.settings.rotate_keys_after, expected, "{text}");
    }
}
