//! The timeline of a query as a picture.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::param::{Holds, MEASURE, PAGE, Param, SEARCH, SORT, VIEW};
use super::{Call, Sought, same};
use crate::plot::{Ground, svg_on};
use crate::web::figure;
use crate::web::route::Desk;
use crate::web::words::Lang;

const GROUND: Param = Param {
    name: "grund",
    says: "What the picture stands on.",
    holds: Holds::OneOf(&["ljus", "mork"]),
    example: "mork",
};

/// What may be asked of a timeline.
const PARAMS: &[&[Param]] = &[&SEARCH, &[SORT, VIEW, MEASURE, PAGE, GROUND]];

pub(super) async fn answer(desk: Desk, lang: Lang, request: Request) -> Response {
    let asked = match Sought::of(request).await {
        Ok(asked) => asked,
        Err(fault) => return fault.into_response(),
    };
    let known = asked.known.clone();
    match desk.work(move |site| draw(&asked.call(site, lang, PARAMS)?)).await {
        Ok(Ok(svg)) => same(known.as_ref(), "image/svg+xml", svg),
        Ok(Err(fault)) => fault.into_response(),
        Err(fault) => Fault::from(fault).into_response(),
    }
}

fn draw(call: &Call) -> Result<String, Fault> {
    let visit = &call.visit;
    let asked = call.asked()?;
    let told = visit.holdings.told(&asked)?;
    let filters = asked.filters().into_iter().map(|(name, value)| format!("{name}: {value}"));
    let query = Some(asked.query.clone()).filter(|query| !query.is_empty());
    let says: Vec<String> = query.into_iter().chain(filters).collect();
    let name = visit.site.name();
    let picture = figure::timeline(visit.lang, &told, asked.measure, &name, &says.join(", "));
    let ground = if visit.value("grund") == "mork" { Ground::Dark } else { Ground::Light };
    Ok(svg_on(&picture, ground))
}
