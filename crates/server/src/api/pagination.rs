//! Pages of long lists, in Logto's words: `page`, `page_size`, `Total-Number`, `Link`.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use form_urlencoded::Serializer;
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, Uri, header};
use serde::Serialize;

use super::ApiError;
use super::query::Query;
use crate::state::AppState;

/// Which part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// The number of the page, from 1.
    pub(crate) page: u32,
    /// How many entries a page has.
    pub(crate) page_size: u32,
    /// Whether the caller asked for a part. Some lists give everything when nobody does.
    pub(crate) asked: bool,
    /// The address of the list, with its query but for the two parameters.
    list: String,
}

/// How many entries there are in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    /// Exactly so many.
    Exact(u64),
    /// At least so many: beyond that nobody counts.
    AtLeast(u64),
}

const SIZE: u32 = 20;
const LARGEST: u32 = 100;

impl Pagination {
    fn read(query: &Query, origin: &str, uri: &Uri) -> Result<Self, ApiError> {
        let page = number(query, "page", u32::MAX)?;
        let page_size = number(query, "page_size", LARGEST)?;
        let others = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
            .filter(|(name, _)| name != "page" && name != "page_size");
        let others = Serializer::new(String::new()).extend_pairs(others).finish();
        let path = uri.path();
        Ok(Self {
            page: page.unwrap_or(1),
            page_size: page_size.unwrap_or(SIZE),
            asked: page.is_some() || page_size.is_some(),
            list: match &*others {
                "" => format!("{origin}{path}?"),
                others => format!("{origin}{path}?{others}&"),
            },
        })
    }

    /// How many entries to leave out before.
    pub(crate) fn offset(&self) -> i64 {
        i64::from(self.page - 1) * i64::from(self.page_size)
    }

    /// The entries of this page, with the headers that lead to the others.
    pub(crate) fn answer<T: Serialize>(&self, entries: &[T], total: Total) -> Response {
        let (count, capped) = match total {
            Total::Exact(count) => (count, false),
            Total::AtLeast(count) => (count, true),
        };
        let mut response = axum::Json(entries).into_response();
        let headers = response.headers_mut();
        headers.insert(TOTAL, count.into());
        if capped {
            headers.insert(CAPPED, HeaderValue::from_static("true"));
        }
        if let Ok(links) = HeaderValue::from_str(&self.links(count)) {
            headers.insert(header::LINK, links);
        }
        response
    }

    fn links(&self, count: u64) -> String {
        let page = u64::from(self.page);
        let last = count.div_ceil(self.page_size.into()).max(1);
        let mut links = vec![self.link(1, "first")];
        if page > 1 {
            links.push(self.link((page - 1).min(last), "prev"));
        }
        if page < last {
            links.push(self.link(page + 1, "next"));
        }
        links.push(self.link(last, "last"));
        links.join(", ")
    }

    fn link(&self, page: u64, rel: &str) -> String {
        let Self {
            list, page_size, ..
        } = self;
        format!(r#"<{list}page={page}&page_size={page_size}>; rel="{rel}""#)
    }
}

const TOTAL: HeaderName = HeaderName::from_static("total-number");
const CAPPED: HeaderName = HeaderName::from_static("total-number-is-capped");

fn number(query: &Query, name: &'static str, most: u32) -> Result<Option<u32>, ApiError> {
    let number = |text: &str| {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|_| digits);
        number.filter(|number| (1..=most).contains(number))
    };
    query.parsed(name, "", number).map_err(|_| {
        let text =
            "page must be a number from 1, page_size a number from 1 to 100, each given once.";
        ApiError::new(StatusCode::BAD_REQUEST, "guard.invalid_pagination", text)
    })
}

impl FromRequestParts<AppState> for Pagination {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let query = Query::from_request_parts(parts, state).await?;
        Self::read(&query, &state.settings.origin(), &parts.uri)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://id.example";

    async fn read(query: &str) -> Result<Pagination, ApiError> {
        let uri: Uri = format!("/api/users?{query}").parse().unwrap();
        let request = http::Request::builder().uri(uri.clone()).body(()).unwrap();
        let query = Query::from_request_parts(&mut request.into_parts().0, &()).await?;
        Pagination::read(&query, ORIGIN, &uri)
    }

    #[tokio::test]
    async fn pages_have_20_entries_and_at_most_100() {
        for (query, page, page_size, offset, asked) in [
            ("", 1, 20, 0, false),
            ("page=&page_size=", 1, 20, 0, false),
            ("search=x", 1, 20, 0, false),
            ("page=3", 3, 20, 40, true),
            ("page_size=100", 1, 100, 0, true),
            (
                "page=4294967295&page_size=100",
                u32::MAX,
                100,
                429_496_729_400,
                true,
            ),
        ] {
            let pagination = read(query).await.unwrap();
            assert_eq!((pagination.page, pagination.page_size), (page, page_size));
            assert_eq!(pagination.offset(), offset, "{query}");
            assert_eq!(pagination.asked, asked, "{query}");
        }
    }

    #[tokio::test]
    async fn other_values_are_refused() {
        for query in [
            "page=0",
            "page=-1",
            "page=+1",
            "page=1.5",
            "page=x",
            "page=4294967296",
            "page=1&page=1",
            "page_size=0",
            "page_size=101",
            "page_size=x",
            "page_size=20&page_size=20",
        ] {
            let error = read(query).await.unwrap_err();
            assert_eq!(error.status, 400, "{query}");
            let body = serde_json::to_value(&error.body).unwrap();
            assert_eq!(body["code"], "guard.invalid_pagination", "{query}");
        }
    }

    #[tokio::test]
    async fn links_lead_to_the_other_pages_and_keep_the_query() {
        let link = |page, rel| {
            format!(
                r#"<https://id.example/api/users?search=a+b&page={page}&page_size=10>; rel="{rel}""#
            )
        };
        for (page, count, expected) in [
            (1, 0, vec![link(1, "first"), link(1, "last")]),
            (1, 10, vec![link(1, "first"), link(1, "last")]),
            (
                1,
                11,
                vec![link(1, "first"), link(2, "next"), link(2, "last")],
            ),
            (
                2,
                25,
                vec![
                    link(1, "first"),
                    link(1, "prev"),
                    link(3, "next"),
                    link(3, "last"),
                ],
            ),
            (
                3,
                25,
                vec![link(1, "first"), link(2, "prev"), link(3, "last")],
            ),
            (
                9,
                25,
                vec![link(1, "first"), link(3, "prev"), link(3, "last")],
            ),
        ] {
            let query = format!("search=a%20b&page={page}&page_size=10");
            let pagination = read(&query).await.unwrap();
            let response = pagination.answer(&["x"], Total::Exact(count));
            let header =
                |name: &HeaderName| response.headers().get(name).map(|it| it.to_str().unwrap());
            assert_eq!(header(&header::LINK).unwrap(), expected.join(", "));
            assert_eq!(header(&TOTAL).unwrap(), count.to_string());
            assert_eq!(header(&CAPPED), None);
        }
        let response = read("")
            .await
            .unwrap()
            .answer::<u8>(&[], Total::AtLeast(500));
        assert_eq!(response.headers()[CAPPED], "true");
    }
}
