//! One request → one answer: with bounds on time and size, tried again where that may help, and no secret told.

use std::io::Read;
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use super::Error;
use crate::ingest::down_to_cause;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How long one request may take, its answer included.
const REQUEST: Duration = Duration::from_secs(120);

/// An answer longer than this is refused.
const MOST_BYTES: usize = 512 << 20;

/// The first wait before a request is sent again; each is twice the one before.
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// No wait is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How often a request is sent before it is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Patience {
    /// Somebody waits: half a second.
    Little,
    /// A server may be started anew: about a minute.
    Much,
}

impl Patience {
    fn tries(self) -> u32 {
        match self {
            Self::Little => 3,
            Self::Much => 16,
        }
    }
}

/// An engine's address, and what speaks to it.
pub(super) struct Http {
    runtime: Runtime,
    client: Client,
    base: Url,
    pub(super) patience: Patience,
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
    wait: Option<Duration>,
}

impl Answer {
    pub(super) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// True when the request was not carried out, and may be another time.
    pub(super) fn is_busy(&self) -> bool {
        matches!(self.status, 429 | 502 | 503 | 504)
    }
}

/// No answer came.
#[derive(Debug)]
pub(super) struct Unanswered {
    pub(super) reason: String,
    /// True when the request may have been carried out all the same.
    pub(super) may_be_done: bool,
}

/// What stands in the body of a request.
#[derive(Debug, Clone, Copy)]
pub(super) enum Body<'a> {
    None,
    Json(&'a str),
    /// JSON, one object a line.
    Lines(&'a str),
}

impl Http {
    /// Ready to speak to the engine at `address`.
    pub(super) fn new(address: &str, patience: Patience) -> Result<Self, Error> {
        let refused = |reason: &str| Error::Address(reason.to_owned());
        let base = Url::parse(address).map_err(|error| refused(&error.to_string()))?;
        if !matches!(base.scheme(), "http" | "https") || base.host().is_none() {
            return Err(refused("it begins with http:// or https:// and a host"));
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(refused("a \"?\" or \"#\" has no place in it"));
        }
        // Whoever has been here before has set the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client =
            Client::builder().connect_timeout(CONNECT).timeout(REQUEST).redirect(Policy::none());
        let client = client.build().map_err(|error| refused(&told(&error.without_url())))?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| refused(&error.to_string()))?;
        Ok(Self { runtime, client, base, patience })
    }

    /// The address, without what is secret of it.
    pub(super) fn shown(&self) -> String {
        let mut shown = self.base.clone();
        // These fail of addresses without a host alone.
        let _ = shown.set_username("");
        let _ = shown.set_password(None);
        shown.as_str().trim_end_matches('/').to_owned()
    }

    /// Sends a request once.
    pub(super) fn once(
        &self,
        method: &str,
        path: &str,
        body: Body<'_>,
    ) -> Result<Answer, Unanswered> {
        let lost = |reason: String, may_be_done| Unanswered { reason, may_be_done };
        let (path, query) =
            path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        url.set_query(query);
        let method = Method::from_bytes(method.as_bytes())
            .map_err(|error| lost(error.to_string(), false))?;
        let request = self.client.request(method, url).header(ACCEPT_ENCODING, "gzip");
        let request = match body {
            Body::None => request,
            Body::Json(json) => {
                request.header(CONTENT_TYPE, "application/json").body(json.to_owned())
            }
            Body::Lines(lines) => {
                request.header(CONTENT_TYPE, "application/x-ndjson").body(lines.to_owned())
            }
        };
        let of = |error: reqwest::Error| {
            let before = error.is_connect() || error.is_builder();
            lost(told(&error.without_url()), !before)
        };
        self.runtime.block_on(async {
            let mut response = request.send().await.map_err(of)?;
            let status = response.status().as_u16();
            let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
            let wait = wait.and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
            let packing = response.headers().get(CONTENT_ENCODING);
            let is_packed = packing.is_some_and(|packing| packing.as_bytes() == b"gzip");
            let mut bytes = Vec::new();
            while let Some(part) = response.chunk().await.map_err(of)? {
                if bytes.len() + part.len() > MOST_BYTES {
                    return Err(lost(format!("an answer of more than {MOST_BYTES} bytes"), true));
                }
                bytes.extend_from_slice(&part);
            }
            let body = if is_packed { unpacked(&bytes) } else { String::from_utf8(bytes).ok() };
            let unreadable = || lost("an answer that cannot be read".to_owned(), true);
            let body = body.ok_or_else(unreadable)?;
            Ok(Answer { status, body, wait })
        })
    }

    /// Sends a request that may be carried out twice, until it is answered or patience ends.
    pub(super) fn ask(&self, method: &str, path: &str, body: Body<'_>) -> Result<Answer, Error> {
        let mut nth = 0;
        loop {
            nth += 1;
            match self.once(method, path, body) {
                Ok(answer) if !answer.is_busy() || nth == self.patience.tries() => {
                    return Ok(answer);
                }
                Ok(answer) => self.wait(nth, answer.wait),
                Err(lost) if nth == self.patience.tries() => {
                    return Err(self.unanswered(lost.reason));
                }
                Err(_) => self.wait(nth, None),
            }
        }
    }

    /// The same, of a request that is answered well or is an error.
    pub(super) fn good(&self, method: &str, path: &str, body: Body<'_>) -> Result<Answer, Error> {
        let answer = self.ask(method, path, body)?;
        if answer.is_good() { Ok(answer) } else { Err(self.refused(&answer)) }
    }

    /// True when a request may be sent once more, after the `nth` time; it has been waited by then.
    pub(super) fn may_try_again(&self, nth: u32, answer: Option<&Answer>) -> bool {
        if nth >= self.patience.tries() {
            return false;
        }
        self.wait(nth, answer.and_then(|answer| answer.wait));
        true
    }

    fn wait(&self, nth: u32, asked: Option<Duration>) {
        let doubled = FIRST_WAIT * 2_u32.saturating_pow(nth.saturating_sub(1).min(16));
        std::thread::sleep(asked.unwrap_or(doubled).min(LONGEST_WAIT));
    }

    pub(super) fn unanswered(&self, reason: String) -> Error {
        Error::Unanswered { at: self.shown(), reason }
    }

    pub(super) fn partial(&self, what: impl Into<String>) -> Error {
        Error::Partial { at: self.shown(), what: what.into() }
    }

    pub(super) fn refused(&self, answer: &Answer) -> Error {
        let json: serde_json::Value = serde_json::from_str(&answer.body).unwrap_or_default();
        let error = &json["error"];
        let reason = error["reason"].as_str().or(error.as_str()).or(json["message"].as_str());
        let reason = reason.map(|reason| format!(" ({})", one_line(reason))).unwrap_or_default();
        Error::Refused { at: self.shown(), status: answer.status, reason }
    }
}

/// What was packed; `None` when that is no text or too much.
fn unpacked(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    let n_bytes = MultiGzDecoder::new(bytes).take(MOST_BYTES as u64 + 1).read_to_string(&mut text);
    n_bytes.ok().filter(|&n_bytes| n_bytes <= MOST_BYTES).map(|_| text)
}

/// What another says, bounded and on one line.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text.chars().take(300).collect();
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn told(error: &reqwest::Error) -> String {
    one_line(&down_to_cause(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_keep_their_secrets() {
        for wrong in ["", "localhost:9200", "ftp://a/", "http://a/?q=1", "http:///x#y"] {
            assert!(Http::new(wrong, Patience::Little).is_err(), "{wrong}");
        }
        let http =
            Http::new("http://anna:hemligt@127.0.0.1:1/sok/", Patience::Little).expect("one");
        assert_eq!(http.shown(), "http://127.0.0.1:1/sok");
        let error = http.ask("GET", "/x", Body::None).expect_err("nothing listens there");
        let told = error.to_string();
        assert!(told.starts_with("http://127.0.0.1:1/sok does not answer: "), "{told}");
        assert!(!told.contains("hemligt") && !told.contains("anna"), "{told}");
    }

    #[test]
    fn packed_answers_are_read() {
        use std::io::Write;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all("på svenska".as_bytes()).expect("memory takes all");
        let packed = packed.finish().expect("memory takes all");
        assert_eq!(unpacked(&packed).as_deref(), Some("på svenska"));
        assert_eq!(unpacked(&packed[..packed.len() - 9]), None);
        assert_eq!(unpacked(b"{}"), None);
    }

    #[test]
    fn what_others_say_is_bounded() {
        assert_eq!(one_line("en\n\u{1b}[31m  rad"), "en [31m rad");
        assert_eq!(one_line(&"å".repeat(1_000)).chars().count(), 300);
    }
}
