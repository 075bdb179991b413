//! How many requests were answered, and how.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

/// What can be asked for: the first matching beginning of a path decides.
const SURFACES: [(&str, &str); 8] = [
    ("/oidc", "oidc"),
    ("/.well-known", "oidc"),
    ("/api", "api"),
    ("/console", "console"),
    ("/account", "account"),
    ("/assets", "assets"),
    ("/avatars", "assets"),
    ("/", "sign_in"),
];

/// Kinds of status codes, by their first digit.
const STATUSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// How many requests were answered, by surface and kind of status.
#[derive(Default)]
pub(crate) struct Metrics([[AtomicU64; STATUSES.len()]; SURFACES.len()]);

impl Metrics {
    fn note(&self, path: &str, status: u16) {
        let surface = SURFACES.iter().position(|(start, _)| is_below(path, start));
        let surface = surface.and_then(|at| self.0.get(at));
        let kind = usize::from(status / 100).checked_sub(1);
        if let Some(counter) = surface
            .zip(kind)
            .and_then(|(counters, at)| counters.get(at))
        {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Every surface and kind of status with its number, those of nobody too.
    pub(super) fn read(&self) -> Vec<(&'static str, &'static str, u64)> {
        let mut sums: Vec<(&str, &str, u64)> = Vec::new();
        for ((_, surface), counters) in SURFACES.iter().zip(&self.0) {
            for (status, counter) in STATUSES.iter().zip(counters).skip(1) {
                let number = counter.load(Ordering::Relaxed);
                let same = |sum: &&mut (&str, &str, u64)| (sum.0, sum.1) == (*surface, *status);
                match sums.iter_mut().find(same) {
                    Some(sum) => sum.2 += number,
                    None => sums.push((surface, status, number)),
                }
            }
        }
        sums
    }
}

/// Whether a path begins with another, at a boundary between its parts.
fn is_below(path: &str, start: &str) -> bool {
    let rest = path.strip_prefix(start);
    rest.is_some_and(|rest| start == "/" || rest.is_empty() || rest.starts_with('/'))
}

/// Counts an answer.
pub(crate) async fn count(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    state.metrics.note(&path, response.status().as_u16());
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_surface_and_kind() {
        let metrics = Metrics::default();
        for (path, status) in [
            ("/oidc/token", 200),
            ("/.well-known/openid-configuration", 200),
            ("/oidc", 404),
            ("/oidcx", 404),
            ("/console/settings", 303),
            ("/", 500),
            ("", 200),
            ("/api/users", 999),
            ("/api/users", 42),
        ] {
            metrics.note(path, status);
        }
        let counted: Vec<_> = metrics.read().into_iter().filter(|sum| sum.2 > 0).collect();
        assert_eq!(
            counted,
            [
                ("oidc", "2xx", 2),
                ("oidc", "4xx", 1),
                ("console", "3xx", 1),
                ("sign_in", "4xx", 1),
                ("sign_in", "5xx", 1),
            ]
        );
        // One series for each pair of the closed lists, whatever is asked for.
        assert_eq!(metrics.read().len(), 6 * 4);
    }
}
