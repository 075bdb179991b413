use super::*;

fn request(from: Option<&str>, headers: &[(&str, &str)], version: Version) -> Request {
    let mut request = Request::new(axum::body::Body::empty());
    *request.version_mut() = version;
    for (name, value) in headers {
        let name: http::HeaderName = name.parse().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    if let Some(from) = from {
        let address: SocketAddr = from.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
    }
    request
}

#[test]
fn only_who_asks_directly_on_this_machine_is_from_here() {
    let host = ("host", "localhost:3001");
    for (from, headers, version, here) in [
        (Some("127.0.0.1:4"), &[host][..], Version::HTTP_11, true),
        (
            Some("[::1]:4"),
            &[("host", "[::1]:3001")],
            Version::HTTP_11,
            true,
        ),
        (
            Some("127.0.0.1:4"),
            &[("host", "127.0.0.1")],
            Version::HTTP_2,
            true,
        ),
        (None, &[host], Version::HTTP_11, false),
        (Some("10.0.0.4:4"), &[host], Version::HTTP_11, false),
        (Some("127.0.0.1:4"), &[], Version::HTTP_11, false),
        (Some("127.0.0.1:4"), &[host], Version::HTTP_10, false),
        (
            Some("127.0.0.1:4"),
            &[("host", "id.acme.example")],
            Version::HTTP_11,
            false,
        ),
        (
            Some("127.0.0.1:4"),
            &[host, ("x-forwarded-for", "10.0.0.4")],
            Version::HTTP_11,
            false,
        ),
        (
            Some("127.0.0.1:4"),
            &[host, ("forwarded", "for=10.0.0.4")],
            Version::HTTP_11,
            false,
        ),
    ] {
        let request = request(from, headers, version);
        assert_eq!(is_from_here(&request), here, "{from:?} {headers:?}");
    }
}

#[test]
fn this_process_has_memory() {
    if cfg!(target_os = "linux") {
        assert!(resident_memory().unwrap() > 1_000_000);
    }
}
