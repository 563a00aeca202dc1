//! For programs: JSON at stable addresses, downloads, feeds.
//!
//! ```text
//! routes.rs      what is there: each address with what it takes and gives
//! param.rs       what an address may ask
//! fault.rs       why there is no answer
//! search.rs      hits, counts, comparisons
//! documents.rs   documents, texts, places
//! holdings.rs    the archive as a whole
//! matter.rs      a matter through bodies and meetings
//! take.rs        hits and tables as files, through stream.rs
//! original.rs    the bytes of a source
//! feed.rs        a query as an Atom feed
//! picture.rs     the timeline of a query
//! openapi.rs     all of it, described
//! ```

mod documents;
mod fault;
mod feed;
mod holdings;
mod matter;
mod openapi;
mod original;
mod param;
mod picture;
mod routes;
mod search;
mod stream;
mod take;

use std::sync::Arc;

use axum::RequestExt;
use axum::Router;
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{self, HeaderMap, HeaderValue};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;
use tokio::sync::Semaphore;

use self::fault::Fault;
use self::param::{Param, check};
use self::routes::{Gives, ROUTES, Route};
use super::asked::Asked;
use super::asset;
use super::route::Desk;
use super::site::Site;
use super::visit::Visit;
use super::words::Lang;

/// Files that are written at the same time; the next ones are told to come again.
const DOWNLOADS: usize = 4;

/// What programs ask for, of an archive or of an index alone; how often is bounded outside.
pub(super) fn router(has_archive: bool) -> Router<Desk> {
    let downloads = Arc::new(Semaphore::new(DOWNLOADS));
    let budget = Arc::new(Semaphore::new(original::BUDGET as usize));
    let mut router = Router::new().route("/api/{*rest}", get(missing)).route("/api", get(missing));
    for route in ROUTES.iter().filter(|route| has_archive || !route.needs_archive()) {
        let (downloads, budget) = (Arc::clone(&downloads), Arc::clone(&budget));
        let answer = move |State(desk): State<Desk>, request: Request| async move {
            let asked = match Sought::of(request).await {
                Ok(asked) => asked,
                Err(fault) => return fault.into_response(),
            };
            match route.gives {
                Gives::Json(make, _) => json(desk, route, make, asked).await,
                Gives::Text(make) => text(desk, route, make, asked).await,
                Gives::File(write) => take::answer(desk, route, write, downloads, asked).await,
                Gives::Original => original::answer(desk, route, budget, asked).await,
                Gives::Contract => {
                    same(asked.known.as_ref(), openapi::TYPE, openapi::text().to_owned())
                }
            }
        };
        router = router.route(route.pattern, get(answer));
    }
    for lang in [Lang::Sv, Lang::En] {
        let feed =
            move |State(desk): State<Desk>, request: Request| feed::answer(desk, lang, request);
        router = router.route(&lang.path("/sok.atom"), get(feed));
    }
    router
}

/// Pictures that pages show: they are asked for as often as their pages.
pub(super) fn pictures() -> Router<Desk> {
    let mut router = Router::new();
    for lang in [Lang::Sv, Lang::En] {
        let draw =
            move |State(desk): State<Desk>, request: Request| picture::answer(desk, lang, request);
        router = router.route(&lang.path("/tidslinje.svg"), get(draw));
    }
    router
}

async fn missing() -> Fault {
    let fault = Fault::missing("not-found", "nothing stands at this address");
    fault.suggesting("/api/v1/openapi.json tells what is there")
}

/// What a request says, without its connection.
struct Sought {
    uri: Uri,
    params: Vec<(String, String)>,
    /// What the client has already.
    known: Option<HeaderValue>,
    /// How this server is called: "http://localhost:8620".
    base: String,
}

impl Sought {
    async fn of(mut request: Request) -> Result<Self, Fault> {
        let params = request.extract_parts::<RawPathParams>().await;
        let params = params.map_err(|_| Fault::missing("not-found", "the address is not UTF-8"))?;
        let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        Ok(Self {
            params: params.collect(),
            known: request.headers().get(header::IF_NONE_MATCH).cloned(),
            base: base(request.headers()),
            uri: request.uri().clone(),
        })
    }

    fn call(self, site: Arc<Site>, lang: Lang, params: &[&[Param]]) -> Result<Call, Fault> {
        let visit = Visit::new(site, lang, self.uri.path(), self.uri.query(), self.params);
        check(&visit.pairs, params)?;
        Ok(Call { visit, base: self.base })
    }
}

/// Where this server is: the host that was asked for is one of its own, since no other is answered.
fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{}", text("host").unwrap_or("localhost"))
}

/// What a program asks.
struct Call {
    visit: Visit,
    base: String,
}

impl Call {
    /// The search of the address, unless it looks for what is hidden.
    fn asked(&self) -> Result<Asked, Fault> {
        let asked = Asked::of(&self.visit.pairs);
        super::pages::hits::refuse_personal(&self.visit, &asked)?;
        Ok(asked)
    }

    /// The same address with another page.
    fn page(&self, page: usize) -> String {
        let others =
            self.visit.pairs.iter().filter(|(name, value)| name != "sida" && !value.is_empty());
        let page = ("sida".to_owned(), page.to_string());
        let pairs: Vec<(String, String)> = others.cloned().chain([page]).collect();
        format!("{}{}", self.visit.path, super::asked::address(&pairs))
    }

    /// Where the page of a document shows a place: "/dokument/1a2b…?plats=c-12#c-12".
    fn link(&self, address: &str) -> String {
        let (id, place) = address.split_once('#').unwrap_or((address, ""));
        format!("{}?plats={place}#{place}", self.visit.document(id))
    }
}

async fn json(
    desk: Desk,
    route: &'static Route,
    make: fn(&Call) -> Result<Value, Fault>,
    asked: Sought,
) -> Response {
    let known = asked.known.clone();
    let made = desk.work(move |site| {
        let call = asked.call(site, Lang::Sv, route.params)?;
        Ok::<String, Fault>(make(&call)?.to_string() + "\n")
    });
    match made.await {
        Ok(Ok(json)) => same(known.as_ref(), "application/json", json),
        Ok(Err(fault)) => fault.into_response(),
        Err(fault) => Fault::from(fault).into_response(),
    }
}

async fn text(
    desk: Desk,
    route: &'static Route,
    make: fn(&Call) -> Result<String, Fault>,
    asked: Sought,
) -> Response {
    let known = asked.known.clone();
    let made = desk.work(move |site| make(&asked.call(site, Lang::Sv, route.params)?));
    match made.await {
        Ok(Ok(text)) => same(known.as_ref(), "text/plain; charset=utf-8", text),
        Ok(Err(fault)) => fault.into_response(),
        Err(fault) => Fault::from(fault).into_response(),
    }
}

/// A body, or word that the client has the same already.
fn same(known: Option<&HeaderValue>, media_type: &'static str, body: String) -> Response {
    let tag = format!("\"{}\"", asset::hash(body.as_bytes()));
    let mut answer = match unchanged(known, &tag) {
        Some(answer) => answer,
        None => (StatusCode::OK, [(header::CONTENT_TYPE, media_type)], body).into_response(),
    };
    tagged(&mut answer, &tag);
    answer
}

/// The answer to a client that has what is tagged so.
fn unchanged(known: Option<&HeaderValue>, tag: &str) -> Option<Response> {
    let is_known = known?.as_bytes().windows(tag.len()).any(|part| part == tag.as_bytes());
    is_known.then(|| StatusCode::NOT_MODIFIED.into_response())
}

/// Says which state an answer is of, and that it is to be asked for again.
fn tagged(answer: &mut Response, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        answer.headers_mut().insert(header::ETAG, tag);
    }
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
}
