//! What each request and each answer goes through: the host it names, bounds, and headers that keep a browser safe.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Settings;
use super::site::{Site, lock};

/// Bytes of an address; a query of the most letters stands in it, percent-encoded.
const ADDRESS_BYTES: usize = 16 << 10;

/// What a page may do: show what this server sends, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer says.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Sets what every answer says, where it does not say it itself.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// Refuses what is not a reading request, an address that is too long, and a host that is not ours:
/// a page elsewhere may give its own name this machine's address and ask in a reader's stead.
pub(super) async fn request(
    State(site): State<Arc<Site>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = refused(path, StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    let length = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    if length > ADDRESS_BYTES {
        return refused(path, StatusCode::URI_TOO_LONG, "the address is too long");
    }
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    if !host.is_some_and(|host| is_ours(&site.settings, host)) {
        return refused(path, StatusCode::MISDIRECTED_REQUEST, "this host is not served here");
    }
    next.run(request).await
}

/// A refusal in a line of text; to programs, as JSON.
fn refused(path: &str, status: StatusCode, says: &'static str) -> Response {
    if !path.starts_with("/api/") {
        return (status, format!("{says}\n")).into_response();
    }
    let code = match status {
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::URI_TOO_LONG => "address-too-long",
        _ => "foreign-host",
    };
    let body = format!("{{\"error\":{{\"code\":\"{code}\",\"message\":\"{says}\"}}}}\n");
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// True of the loopback's names, the address listened at and the names in the settings; whatever the port.
fn is_ours(settings: &Settings, host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let address: Option<IpAddr> = bare.parse().ok();
    name.eq_ignore_ascii_case("localhost")
        || address.is_some_and(|ip| ip.is_loopback() || ip == settings.address.ip())
        || settings.hosts.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// How often each address asked, lately.
#[derive(Debug, Default)]
pub(super) struct Rates(Mutex<HashMap<IpAddr, (Instant, f64)>>);

impl Rates {
    /// Addresses that are kept in mind.
    const MOST: usize = 10_000;

    /// Takes one of the requests that an address has each minute; or how long until there is one.
    fn take(&self, from: IpAddr, each_minute: u32, now: Instant) -> Result<(), Duration> {
        let each_minute = f64::from(each_minute.max(1));
        let mut rates = lock(&self.0);
        if rates.len() >= Self::MOST {
            // Who has not asked for a minute has all its requests anyway.
            rates.retain(|_, (last, _)| now.duration_since(*last) < Duration::from_secs(60));
        }
        if rates.len() >= Self::MOST && !rates.contains_key(&from) {
            return Err(Duration::from_secs(60));
        }
        let (last, left) = rates.entry(from).or_insert((now, each_minute));
        let grown = now.duration_since(*last).as_secs_f64() * each_minute / 60.0;
        *left = (*left + grown).min(each_minute);
        *last = now;
        if *left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - *left) * 60.0 / each_minute));
        }
        *left -= 1.0;
        Ok(())
    }
}

/// Bounds how often one address asks the interface for programs.
pub(super) async fn rate(
    State((site, rates)): State<(Arc<Site>, Arc<Rates>)>,
    request: Request,
    next: Next,
) -> Response {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|from| from.0.ip());
    let from = from.unwrap_or(IpAddr::from([0, 0, 0, 0]));
    match rates.take(from, site.settings.rate, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            let seconds = wait.as_secs_f64().ceil().to_string();
            let body =
                "{\"error\":{\"code\":\"too-many-requests\",\"message\":\"too many requests\"}}\n";
            let headers = [
                (header::RETRY_AFTER, seconds),
                (header::CONTENT_TYPE, "application/json".to_owned()),
            ];
            (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Over;

    #[test]
    fn hosts_that_are_ours() {
        let settings = Settings {
            over: Over::Archive("archive".into()),
            address: ([192, 0, 2, 7], 80).into(),
            hosts: vec!["protokoll.example.se".to_owned()],
            mask: true,
            name: None,
            contact: None,
            rate: 60,
            draws: None,
        };
        let ours = [
            "localhost",
            "localhost:8080",
            "127.0.0.1:1",
            "[::1]:80",
            "192.0.2.7",
            "Protokoll.example.se:443",
        ];
        let others = [
            "",
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "192.0.2.8",
            "localhost:a",
        ];
        for host in ours {
            assert!(is_ours(&settings, host), "{host}");
        }
        for host in others {
            assert!(!is_ours(&settings, host), "{host}");
        }
    }

    #[test]
    fn requests_come_back_with_time() {
        let (rates, begun) = (Rates::default(), Instant::now());
        let [one, other]: [IpAddr; 2] = [[192, 0, 2, 1].into(), [192, 0, 2, 2].into()];
        assert!(rates.take(one, 2, begun).is_ok() && rates.take(one, 2, begun).is_ok());
        let wait = rates.take(one, 2, begun).expect_err("two a minute");
        assert!((29.0..=30.1).contains(&wait.as_secs_f64()), "{wait:?}");
        assert!(rates.take(other, 2, begun).is_ok());
        assert!(rates.take(one, 2, begun + Duration::from_secs(31)).is_ok());
    }
}
