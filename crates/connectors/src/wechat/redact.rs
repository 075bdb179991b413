//! Cuts secrets out of texts that others wrote, before administrators see them.

use secrecy::{ExposeSecret, SecretString};
use url::form_urlencoded;

/// The longest text that is quoted, in characters.
const LONGEST: usize = 500;

/// From this length on, an unbroken run of letters and digits counts as a secret.
const RUN: usize = 20;

/// What stands where something was cut.
const CUT: &str = "[cut]";

/// The names whose values are cut.
const NAMES: [&str; 8] = [
    "access_token",
    "refresh_token",
    "session_key",
    "secret",
    "appsecret",
    "code",
    "openid",
    "unionid",
];

/// Knows the secrets of one sign-in.
#[derive(Default)]
pub(super) struct Redactor(Vec<SecretString>);

impl Redactor {
    /// Remembers a secret.
    pub(super) fn learn(&mut self, secret: &str) {
        if secret.is_empty() {
            return;
        }
        let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        if encoded != secret {
            self.0.push(encoded.into());
        }
        self.0.push(secret.to_owned().into());
    }

    /// A text without line breaks and without anything secret: neither the secrets
    /// that are known, nor values of telling names, nor what looks like a token.
    /// Ids of requests (`rid`) stay, because WeChat's support asks for them.
    pub(super) fn quote(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.0 {
            text = text.replace(secret.expose_secret(), CUT);
        }
        for name in NAMES {
            text = without_values_of(name, &text);
        }
        without_long_runs(&text)
            .chars()
            .take(LONGEST)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect()
    }
}

/// Cuts what follows a name and a colon or an equals sign, in JSON, queries and prose.
fn without_values_of(name: &str, text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, _) in lower.match_indices(name) {
        let is_inside_a_word =
            lower[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if start < done || is_inside_a_word {
            continue;
        }
        let tail = &text[start + name.len()..];
        let value = tail.trim_start_matches(['"', '\'', '\\', ' ', ':', '=']);
        let glue = &tail[..tail.len() - value.len()];
        let is_end = |c: char| c.is_whitespace() || "\"'\\&<>,;}".contains(c);
        let length = value.find(is_end).unwrap_or(value.len());
        if glue.contains([':', '=']) && length > 0 {
            let begin = text.len() - value.len();
            out.push_str(&text[done..begin]);
            out.push_str(CUT);
            done = begin + length;
        }
    }
    out.push_str(&text[done..]);
    out
}

fn without_long_runs(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "_-+/=%".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(length);
        if length < RUN || is_request_id(run) {
            out.push_str(run);
        } else {
            out.push_str(CUT);
        }
        let gap = tail.find(is_part).unwrap_or(tail.len());
        out.push_str(&tail[..gap]);
        rest = &tail[gap..];
    }
    out
}

/// Whether a text is a `rid`: three groups of eight hexadecimal digits.
pub(super) fn is_request_id(text: &str) -> bool {
    let mut groups = 0;
    text.split('-').all(|group| {
        groups += 1;
        group.len() == 8 && group.bytes().all(|b| b.is_ascii_hexdigit())
    }) && groups == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redactor() -> Redactor {
        let mut redactor = Redactor::default();
        redactor.learn("s3cr/t");
        redactor.learn("");
        redactor
    }

    #[test]
    fn secrets_are_cut_wherever_they_stand() {
        for (text, quoted) in [
            ("the s3cr/t was", "the [cut] was"),
            ("?q=s3cr%2Ft!", "?q=[cut]!"),
            (
                r#"{"access_token":"59_a","expires_in":7200}"#,
                r#"{"access_token":"[cut]","expires_in":7200}"#,
            ),
            (
                r#"{"refresh_token" : "59_b"#,
                r#"{"refresh_token" : "[cut]"#,
            ),
            (
                r#""{\"access_token\":\"59_a\"}""#,
                r#""{\"access_token\":\"[cut]\"}""#,
            ),
            (
                "GET /x?appid=wx1&secret=abc&code=0113&x=1",
                "GET /x?appid=wx1&secret=[cut]&code=[cut]&x=1",
            ),
            (
                r#"{"openid":"o1","unionid":"o2"}"#,
                r#"{"openid":"[cut]","unionid":"[cut]"}"#,
            ),
            ("ACCESS_TOKEN: 59_a", "ACCESS_TOKEN: [cut]"),
            ("a 0113oM610pOkdI1pfi610xm37103oM6V b", "a [cut] b"),
            ("c2VjcmV0/c2VjcmV0+c2VjcmV0==", "[cut]"),
            ("line\r\nbreak\u{1b}[31m", "line  break [31m"),
        ] {
            assert_eq!(redactor().quote(text), quoted, "{text}");
        }
    }

    #[test]
    fn what_helps_stays() {
        for text in [
            r#"{"errcode":40029,"errmsg":"invalid code"}"#,
            "invalid code, rid: 61a969fa-3824f418-2a65b14e",
            "code been used, hints: [ req_id: MdoBRh4FE-_iqKea ]",
            "invalid ip 118.190.42.90 ipv6 ::ffff:118.190.42.90, not in whitelist",
            r#"{"access_token":"","code": }"#,
            "微信开放平台",
        ] {
            assert_eq!(redactor().quote(text), text);
        }
    }

    #[test]
    fn quotes_are_short() {
        assert_eq!(redactor().quote(&"微 ".repeat(1000)).chars().count(), 500);
    }
}
