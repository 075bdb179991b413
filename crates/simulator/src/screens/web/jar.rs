//! The cookies of the phone's browser. As in every browser, they ignore ports.

use url::Url;

/// All cookies.
#[derive(Debug, Clone, Default)]
pub(crate) struct Jar(Vec<Cookie>);

#[derive(Debug, Clone)]
struct Cookie {
    host: String,
    path: String,
    name: String,
    value: String,
    /// Unix seconds of the simulator's clock; none lives as long as the browser.
    expires_at: Option<u64>,
}

/// More than a sign-in needs; the oldest are forgotten.
const MOST: usize = 200;

impl Jar {
    /// Takes a `Set-Cookie` line.
    pub(super) fn take(&mut self, from: &Url, line: &str, now: u64) {
        let mut parts = line.split(';');
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let (name, host) = (name.trim(), host(from));
        let mut cookie = Cookie {
            path: default_path(from.path()).to_owned(),
            host,
            name: name.to_owned(),
            value: value.trim().to_owned(),
            expires_at: None,
        };
        let mut is_over = false;
        for part in parts {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            match key.trim().to_ascii_lowercase().as_str() {
                "path" if value.trim().starts_with('/') => {
                    value.trim().clone_into(&mut cookie.path);
                }
                "max-age" => match value.trim().parse::<i64>() {
                    Ok(seconds) if seconds > 0 => {
                        cookie.expires_at = Some(now.saturating_add(seconds.unsigned_abs()));
                    }
                    Ok(_) => is_over = true,
                    Err(_) => {}
                },
                "expires" if value.contains("1970") => is_over = true,
                _ => {}
            }
        }
        self.0.retain(|known| {
            (&known.host, &known.path, &known.name) != (&cookie.host, &cookie.path, &cookie.name)
        });
        if !is_over && !name.is_empty() {
            if self.0.len() == MOST {
                self.0.remove(0);
            }
            self.0.push(cookie);
        }
    }

    /// The `Cookie` line for an address.
    pub(super) fn line(&self, address: &Url, now: u64) -> String {
        let (host, path) = (host(address), address.path());
        let fits = |cookie: &&Cookie| {
            cookie.host == host
                && cookie.expires_at.is_none_or(|end| now < end)
                && path.strip_prefix(&cookie.path).is_some_and(|rest| {
                    rest.is_empty() || rest.starts_with('/') || cookie.path.ends_with('/')
                })
        };
        let pairs = self.0.iter().filter(fits);
        let pairs: Vec<_> = pairs
            .map(|cookie| format!("{}={}", cookie.name, cookie.value))
            .collect();
        pairs.join("; ")
    }
}

fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_ascii_lowercase()
}

/// The folder of a path.
fn default_path(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(end) => &path[..end],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn cookies_go_back_to_their_host_and_path_until_they_end() {
        let mut jar = Jar::default();
        jar.take(
            &at("http://localhost:3001/a/b"),
            "one=1; Path=/; HttpOnly",
            0,
        );
        jar.take(&at("http://localhost:3001/a/b"), "two=2", 0);
        jar.take(
            &at("http://localhost:3001/a/b"),
            "three=3; Path=/; Max-Age=10",
            0,
        );
        jar.take(&at("http://127.0.0.1/"), "other=4; Path=/", 0);
        assert_eq!(jar.line(&at("http://localhost:3003/"), 9), "one=1; three=3");
        assert_eq!(jar.line(&at("http://localhost/a/c"), 10), "one=1; two=2");
        assert_eq!(jar.line(&at("http://localhost/ab"), 10), "one=1");
        jar.take(&at("http://localhost/"), "one=; Path=/; Max-Age=0", 0);
        assert_eq!(jar.line(&at("http://localhost/"), 10), "");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_set_the_jar_stays_small(lines in proptest::collection::vec(".{0,40}", 0..300)) {
            let mut jar = Jar::default();
            for line in &lines {
                jar.take(&at("http://localhost/x"), line, 0);
            }
            proptest::prop_assert!(jar.0.len() <= MOST);
            let _ = jar.line(&at("http://localhost/x/y"), 1);
        }
    }
}
