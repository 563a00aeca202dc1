//! The picture of a page, with what is decided there framed: one SVG that holds the drawn page and a frame a line.

use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::route::Desk;
use super::site::{Paper, Site};
use super::terms::word;
use super::visit::Fault;
use super::{NoPicture, Picture, frame, words::Lang};
use crate::record::v1::Status;

/// What the picture's own document may do: show what stands in it.
const POLICY: &str = "default-src 'none'; img-src data:";

/// How long a browser may keep it; the document's id is that of its bytes.
const KEPT: &str = "private, max-age=86400";

/// The address of a picture.
pub(super) fn address(id: &str, page: u32) -> String {
    format!("/dokument/{}/sida/{page}.svg", id.get(..16).unwrap_or(id))
}

pub(super) async fn picture(
    State(desk): State<Desk>,
    Path((id, file)): Path<(String, String)>,
) -> Response {
    let made = desk.work(move |site| made(&site, &id, &file)).await;
    match made.unwrap_or_else(Err) {
        Ok((media_type, bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, media_type),
                (header::CACHE_CONTROL, KEPT),
                (header::CONTENT_SECURITY_POLICY, POLICY),
            ];
            (headers, Body::from(bytes)).into_response()
        }
        Err(Fault::Busy) => {
            let (status, _) = frame::bare(Lang::Sv, &Fault::Busy);
            (status, [(header::RETRY_AFTER, "3")]).into_response()
        }
        Err(Fault::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The picture "3.svg", with its frames, or "3.png", without.
fn made(site: &Site, id: &str, file: &str) -> Result<(&'static str, Vec<u8>), Fault> {
    let (page, suffix) = file.split_once('.').ok_or(Fault::NotFound)?;
    let page: u32 = page.parse().map_err(|_| Fault::NotFound)?;
    let holdings = site.holdings();
    let draws = site.settings.draws.as_ref().filter(|_| !holdings.mask).ok_or(Fault::NotFound)?;
    let paper = holdings.paper(id)?.ok_or(Fault::NotFound)?;
    if paper.record.source.media_type != "application/pdf" {
        return Err(Fault::NotFound);
    }
    let mut source =
        || holdings.ledger().map_err(|error| error.to_string())?.source(&paper.record.id);
    let drawn = match draws.draw(&paper.record.id, page, &mut source) {
        Ok(drawn) => Ok(drawn),
        Err(NoPicture::NoPage) => return Err(Fault::NotFound),
        Err(NoPicture::Busy) => return Err(Fault::Busy),
        Err(NoPicture::Undrawn(reason)) => Err(reason),
    };
    match (suffix, drawn) {
        ("png", Ok(picture)) => Ok(("image/png", picture.png)),
        ("svg", Ok(picture)) => Ok(("image/svg+xml", framed(&paper, page, &picture).into_bytes())),
        ("svg", Err(_)) => Ok(("image/svg+xml", MISSING.as_bytes().to_vec())),
        _ => Err(Fault::NotFound),
    }
}

/// Stands where a page cannot be drawn.
const MISSING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 595 200\">\
    <rect width=\"595\" height=\"200\" fill=\"#f2f0ea\"/>\
    <text x=\"297\" y=\"105\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"20\" fill=\"#444\">Bild saknas</text></svg>";

/// The page and a frame around each line of a clause on it.
fn framed(paper: &Paper, page: u32, picture: &Picture) -> String {
    let (width, height) = picture.points;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" height=\"{height:.0}\">\
         <image width=\"{width:.1}\" height=\"{height:.1}\" href=\"data:image/png;base64,"
    );
    STANDARD.encode_string(&picture.png, &mut svg);
    svg.push_str("\"/>");
    for clause in paper.record.decisions.iter().flat_map(|decision| &decision.clauses) {
        // The boxes of a place that goes over a page's end stand on the page where it begins.
        if clause.span.page != page {
            continue;
        }
        let (colour, dashes) = ink(clause.status);
        for [x0, y0, x1, y1] in &clause.span.boxes {
            // Writing to a string cannot fail.
            let _ = write!(
                svg,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"1.5\" fill=\"{colour}\" fill-opacity=\".12\" \
                 stroke=\"{colour}\" stroke-width=\".9\" stroke-dasharray=\"{dashes}\"><title>{}</title></rect>",
                x0 - 2.0,
                y0 - 1.0,
                x1 - x0 + 4.0,
                y1 - y0 + 2.0,
                word(&clause.status),
            );
        }
    }
    svg.push_str("</svg>");
    svg
}

/// A colour and a stroke for each status.
fn ink(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Decision => ("#14603a", "none"),
        Status::Proposal => ("#b06a00", "4 2"),
        Status::Noted => ("#45505e", "1 2"),
        Status::Delegated => ("#5b3a86", "6 2 1 2"),
        Status::Reported => ("#5c5852", "2 4"),
    }
}
