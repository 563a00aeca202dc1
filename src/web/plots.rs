//! Addresses → plots: the pictures of comparisons and budgets, as SVG, on light ground or on dark; and a comparison
//! as CSV.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use super::pages;
use super::route::Desk;
use super::visit::{Fault, Visit};
use super::words::Lang;
use crate::plot::{self, Ground, Picture};

/// What makes a picture.
type Draw = fn(&Visit) -> Result<Picture, Fault>;

/// The pictures and their addresses, the same in both languages.
const PICTURES: [(&str, Draw); 2] =
    [("/jamfor.svg", pages::compare::picture), ("/budget.svg", pages::budget::picture)];

pub(super) fn router() -> Router<Desk> {
    let sheet = |lang| made(lang, "text/csv; charset=utf-8", pages::compare::sheet);
    let sheets = Router::new()
        .route("/jamfor.csv", sheet(Lang::Sv))
        .route(&Lang::En.path("/jamfor.csv"), sheet(Lang::En));
    PICTURES.into_iter().fold(sheets, |router, (path, draw)| {
        router
            .route(path, picture(Lang::Sv, draw))
            .route(&Lang::En.path(path), picture(Lang::En, draw))
    })
}

fn picture(lang: Lang, draw: Draw) -> MethodRouter<Desk> {
    made(lang, "image/svg+xml; charset=utf-8", move |visit| {
        let is_dark = visit.value("grund") == "mork";
        let ground = if is_dark { Ground::Dark } else { Ground::Light };
        draw(visit).map(|picture| plot::svg_on(&picture, ground).into_bytes())
    })
}

fn made(
    lang: Lang,
    media_type: &'static str,
    make: impl Fn(&Visit) -> Result<Vec<u8>, Fault> + Copy + Send + Sync + 'static,
) -> MethodRouter<Desk> {
    get(move |State(desk): State<Desk>, request: Request| async move {
        let uri = request.uri().clone();
        let made = desk
            .work(move |site| make(&Visit::new(site, lang, uri.path(), uri.query(), Vec::new())));
        let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "no-cache")];
        match made.await.and_then(|made| made) {
            Ok(bytes) => (headers, bytes).into_response(),
            Err(fault) => refused(&fault),
        }
    })
}

fn refused(fault: &Fault) -> Response {
    let status = match fault {
        Fault::NotFound => StatusCode::NOT_FOUND,
        Fault::Refused(_) => StatusCode::BAD_REQUEST,
        Fault::Busy => {
            return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response();
        }
        Fault::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    status.into_response()
}
