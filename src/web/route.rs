//! Addresses → pages.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawPathParams, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{RequestExt, Router};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use super::site::Site;
use super::visit::{Fault, Page, Visit};
use super::words::Lang;
use super::{api, asset, frame, guard, pages, picture, plots};

/// Pages that are made at the same time; the next ones wait.
const AT_ONCE: usize = 8;

/// Pages that wait; the next ones are told to come again.
const WAITING: usize = 512;

/// How long a page waits and is made, at most.
const PATIENCE: Duration = Duration::from_secs(20);

/// What makes a page.
type Make = fn(&Visit) -> Result<Page, Fault>;

/// The pages and the patterns of their addresses, the same in both languages.
const PAGES: [(&str, Make); 11] = [
    ("/", pages::start::page),
    ("/sok", pages::hits::page),
    ("/hjalp", pages::help::page),
    ("/om", pages::about::page),
    ("/moten", pages::meetings::page),
    ("/mote", pages::meeting::page),
    ("/arende", pages::matter::page),
    ("/jamfor", pages::compare::page),
    ("/budget", pages::budget::page),
    ("/import", pages::import::page),
    ("/dokument/{id}", pages::document::page),
];

/// The places at the table: who reads the archive, and who waits.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) site: Arc<Site>,
    reading: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl Desk {
    /// Does what reads the archive on a thread of its own, when there is room; no longer than is patient.
    pub(super) async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(Arc<Site>) -> T + Send + 'static,
    ) -> Result<T, Fault> {
        let Ok(_waits) = Arc::clone(&self.waiting).try_acquire_owned() else {
            return Err(Fault::Busy);
        };
        let reading = Arc::clone(&self.reading);
        let site = Arc::clone(&self.site);
        let done = async move {
            let place = reading.acquire_owned().await.map_err(|_| Fault::Busy)?;
            let done = tokio::task::spawn_blocking(move || {
                let done = work(site);
                // Held until the work is done, even where nobody waits for it any longer.
                drop(place);
                done
            });
            done.await.map_err(|_| Fault::Broken("the page could not be made".to_owned()))
        };
        tokio::time::timeout(PATIENCE, done).await.unwrap_or(Err(Fault::Busy))
    }
}

pub(super) fn router(site: Arc<Site>) -> Router {
    let desk = Desk {
        site: Arc::clone(&site),
        reading: Arc::new(Semaphore::new(AT_ONCE)),
        waiting: Arc::new(Semaphore::new(WAITING)),
    };
    let mut router = Router::new();
    let has_archive = site.has_archive();
    for (pattern, make) in PAGES {
        if !has_archive && frame::needs_archive(pattern) {
            continue;
        }
        router = router.route(pattern, page(Lang::Sv, make));
        router = router.route(&Lang::En.path(pattern), page(Lang::En, make));
    }
    let rates = Arc::new(guard::Rates::default());
    let programs =
        api::router(has_archive).layer(from_fn_with_state((Arc::clone(&site), rates), guard::rate));
    router
        .merge(programs)
        .merge(api::pictures())
        .merge(if has_archive { of_documents() } else { Router::new() })
        .route("/static/{name}", get(asset::asset))
        .fallback(missing)
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(fallen))
        .layer(from_fn_with_state(site, guard::request))
        .layer(from_fn(guard::headers))
        .with_state(desk)
}

/// Plots and pictures of what documents hold.
fn of_documents() -> Router<Desk> {
    plots::router().route("/dokument/{id}/sida/{page}", get(picture::picture))
}

/// What answers at the address of a page.
fn page(lang: Lang, make: Make) -> MethodRouter<Desk> {
    get(
        move |State(desk): State<Desk>,
              request: Request|
              -> Pin<Box<dyn Future<Output = Response> + Send>> {
            Box::pin(answer(desk, lang, make, request))
        },
    )
}

async fn missing(State(desk): State<Desk>, request: Request) -> Response {
    let path = request.uri().path();
    let lang = if path == "/en" || path.starts_with("/en/") { Lang::En } else { Lang::Sv };
    answer(desk, lang, |_| Err(Fault::NotFound), request).await
}

async fn answer(desk: Desk, lang: Lang, make: Make, mut request: Request) -> Response {
    let params = request.extract_parts::<RawPathParams>().await;
    let params: Vec<(String, String)> = params
        .map(|params| {
            params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        })
        .unwrap_or_default();
    let uri = request.uri().clone();
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let made = desk.work(move |site| {
        let visit = Visit::new(site, lang, uri.path(), uri.query(), params);
        let page = make(&visit).unwrap_or_else(|fault| pages::fault::page(&visit, &fault));
        (page.status, page.html.into_string())
    });
    match made.await {
        Ok((status, html)) => sent(status, html, known.as_ref()),
        Err(fault) => {
            let (status, html) = frame::bare(lang, &fault);
            (status, [(header::RETRY_AFTER, "5")], axum::response::Html(html.into_string()))
                .into_response()
        }
    }
}

/// A page, or word that the browser has it already.
fn sent(status: StatusCode, html: String, known: Option<&axum::http::HeaderValue>) -> Response {
    let tag = format!("\"{}\"", asset::hash(html.as_bytes()));
    let is_known = known.is_some_and(|known| {
        known.as_bytes().windows(tag.len()).any(|part| part == tag.as_bytes())
    });
    let headers = [(header::ETAG, tag), (header::CACHE_CONTROL, "no-cache".to_owned())];
    if is_known && status == StatusCode::OK {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (status, headers, axum::response::Html(html)).into_response()
}

/// What is said when a page fell over something unforeseen; the server goes on.
fn fallen(_: Box<dyn std::any::Any + Send>) -> Response {
    let (status, html) = frame::bare(Lang::Sv, &Fault::Broken(String::new()));
    (status, axum::response::Html(html.into_string())).into_response()
}
