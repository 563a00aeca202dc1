//! Addresses → plots: the pictures of comparisons and budgets, as SVG, on light ground or on dark.

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
    PICTURES.into_iter().fold(Router::new(), |router, (path, draw)| {
        router
            .route(path, picture(Lang::Sv, draw))
            .route(&Lang::En.path(path), picture(Lang::En, draw))
    })
}

fn picture(lang: Lang, draw: Draw) -> MethodRouter<Desk> {
    get(move |State(desk): State<Desk>, request: Request| async move {
        let uri = request.uri().clone();
        let made = desk.work(move |site| {
            let visit = Visit::new(site, lang, uri.path(), uri.query(), Vec::new());
            let is_dark = visit.value("grund") == "mork";
            let ground = if is_dark { Ground::Dark } else { Ground::Light };
            draw(&visit).map(|picture| plot::svg_on(&picture, ground))
        });
        match made.await.and_then(|drawn| drawn) {
            Ok(svg) => answer(svg),
            Err(fault) => refused(&fault),
        }
    })
}

fn answer(svg: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, svg).into_response()
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
