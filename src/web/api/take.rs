//! Hits and tables as files: every row, written while it is sent.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Uri;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse, Response};
use tokio::sync::{Semaphore, oneshot};

use super::fault::Fault;
use super::routes::Route;
use super::stream::{Pipe, pipe};
use super::{Call, Sought, tagged, unchanged};
use crate::export::{Dialect, Form, rows};
use crate::index::{Hit, Request, Sort};
use crate::record::{Column, columns};
use crate::survey::{Selection, Table, Wanted};
use crate::web::asset;
use crate::web::finder::Counted;
use crate::web::route::Desk;
use crate::web::site::Site;
use crate::web::terms::word;
use crate::web::told::request;
use crate::web::words::Lang;

/// Looks for what is asked, takes a pipe when it is there, and writes the rows.
pub(super) type Write = fn(&Call, Form, &mut dyn FnMut() -> Option<Pipe>) -> Result<(), Fault>;

/// How long it is looked for.
const PATIENCE: Duration = Duration::from_secs(60);

/// What becomes of proposals is found by comparing all documents; in larger archives the command line does that.
const MOST_LINKED: usize = 20_000;

/// The columns of hits.
pub(super) const COLUMNS: &[Column] = columns![
    "address" Text, "document" Text, "unit" Text, "kind" Text, "organization" Text, "body" Text,
    "date" Date, "item" Text, "heading" Text, "dnr" Text, "status" Text, "outcome" Text,
    "actions" Text, "left" Text, "match" Text, "right" Text, "text" Text, "file" Text,
    "page" Integer, "line" Integer, "citation" Text, "link" Text,
];

/// The form of "hits.excel.csv" and its kind, with the media type.
fn form(file: &str) -> Option<(&str, Form, &'static str)> {
    let (stem, suffix) = file.split_once('.')?;
    let (form, media_type) = match suffix {
        "csv" => (Form::Csv(Dialect::Plain), "text/csv; charset=utf-8; header=present"),
        "excel.csv" => (Form::Csv(Dialect::ExcelSv), "text/csv; charset=utf-8; header=present"),
        "jsonl" => (Form::Jsonl, "application/jsonl"),
        "parquet" => (Form::Parquet, "application/vnd.apache.parquet"),
        _ => return None,
    };
    Some((stem, form, media_type))
}

pub(super) async fn answer(
    desk: Desk,
    route: &'static Route,
    write: Write,
    downloads: Arc<Semaphore>,
    asked: Sought,
) -> Response {
    let file = asked.uri.path().rsplit('/').next().unwrap_or_default().to_owned();
    let Some((_, form, media_type)) = form(&file) else {
        let fault = Fault::missing("no-form", "there is no file of this name");
        return fault
            .suggesting("a name ends in .csv, .excel.csv, .jsonl or .parquet")
            .into_response();
    };
    let (base, uri) = (asked.base.clone(), asked.uri.clone());
    let tag = match desk.work(move |site| tag(&site, &base, &uri)).await {
        Ok(tag) => tag,
        Err(fault) => return Fault::from(fault).into_response(),
    };
    if let Some(mut answer) = unchanged(asked.known.as_ref(), &tag) {
        tagged(&mut answer, &tag);
        return answer;
    }
    let Ok(place) = downloads.try_acquire_owned() else { return Fault::busy().into_response() };
    let (tell, told) = oneshot::channel();
    let (pipe, written) = pipe();
    let site = Arc::clone(&desk.site);
    tokio::task::spawn_blocking(move || {
        // Held until the rows are written, or the client is gone.
        let _place = place;
        let (mut tell, mut pipe) = (Some(tell), Some(pipe));
        let done = asked.call(site, Lang::Sv, route.params).and_then(|call| {
            write(&call, form, &mut || {
                // One who waits no longer is found out by the first piece.
                tell.take().map(|tell| tell.send(Ok(())));
                pipe.take()
            })
        });
        // After the first piece a fault can only be told by breaking off.
        if let (Err(fault), Some(tell)) = (done, tell) {
            let _ = tell.send(Err(fault));
        }
    });
    match tokio::time::timeout(PATIENCE, told).await {
        Ok(Ok(Ok(()))) => {
            let mut answer = axum::body::Body::new(written).into_response();
            let headers = answer.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
            let disposition = format!("attachment; filename=\"{file}\"");
            if let Ok(disposition) = HeaderValue::from_str(&disposition) {
                headers.insert(header::CONTENT_DISPOSITION, disposition);
            }
            tagged(&mut answer, &tag);
            answer
        }
        Ok(Ok(Err(fault))) => fault.into_response(),
        Ok(Err(_)) => Fault::from(crate::web::visit::Fault::Broken(String::new())).into_response(),
        Err(_) => Fault::busy().into_response(),
    }
}

/// The rows follow from the state of the archive, the address and the name of the host.
fn tag(site: &Site, base: &str, uri: &Uri) -> String {
    let holdings = site.holdings();
    let of = format!("{} {} {base} {uri}", holdings.mark, holdings.mask);
    format!("W/\"{}\"", asset::hash(of.as_bytes()))
}

fn gone() -> Fault {
    Fault::busy()
}

pub(super) fn hits(
    call: &Call,
    form: Form,
    start: &mut dyn FnMut() -> Option<Pipe>,
) -> Result<(), Fault> {
    let (asked, holdings) = (call.asked()?, &call.visit.holdings);
    let mut request = Request { limit: usize::MAX, ..request(&asked)? };
    if call.visit.value("sort").is_empty() {
        // The hits of a document stand together, so that it is opened once.
        request.sort = Sort::Oldest;
    }
    let mut answer = holdings.index.find(&request, &Counted::default())?;
    if answer.most() < answer.total() {
        let says = format!("{} hits of an index elsewhere are too many for a file", answer.total());
        let suggestion = "narrow the query, or use attsats search --remote --all";
        return Err(Fault::wrong("too-large", says).suggesting(suggestion));
    }
    let Some(mut pipe) = start() else { return Err(gone()) };
    let mut writer = rows(form, COLUMNS, &mut pipe)?;
    for at in 0..answer.total() {
        let mut hit = answer.hit(at)?;
        holdings.hide(&mut hit)?;
        let link = if call.visit.site.has_archive() {
            format!("{}{}", call.base, call.link(&hit.address))
        } else {
            String::new()
        };
        writer.row(row(hit, link))?;
    }
    writer.end()?;
    Ok(pipe.end()?)
}

/// A hit, with as many values as there are columns.
fn row(hit: Hit, link: String) -> Vec<String> {
    let status = hit.status.map(|status| word(&status)).unwrap_or_default();
    let outcome = hit.outcome.map(|outcome| word(&outcome)).unwrap_or_default();
    vec![
        hit.address,
        hit.id,
        hit.unit.as_str().to_owned(),
        word(&hit.kind),
        hit.organization.unwrap_or_default(),
        hit.body.unwrap_or_default(),
        hit.date.unwrap_or_default(),
        hit.agenda_item.unwrap_or_default(),
        hit.heading.unwrap_or_default(),
        hit.dnr.unwrap_or_default(),
        status,
        outcome,
        hit.actions.join("; "),
        hit.kwic.left,
        hit.kwic.matched,
        hit.kwic.right,
        hit.text.unwrap_or_default(),
        hit.file,
        hit.span.page.to_string(),
        hit.span.line.to_string(),
        hit.citation,
        link,
    ]
}

pub(super) fn table(
    call: &Call,
    form: Form,
    start: &mut dyn FnMut() -> Option<Pipe>,
) -> Result<(), Fault> {
    let (asked, holdings) = (call.asked()?, &call.visit.holdings);
    let name = call.visit.param("file").split('.').next().unwrap_or_default();
    let table: Table = name.parse().map_err(|says: String| Fault::missing("no-table", says))?;
    if table == Table::Links && holdings.archive.holdings().len() > MOST_LINKED {
        let says = format!("links are told here of up to {MOST_LINKED} documents");
        return Err(Fault::wrong("too-large", says).suggesting("attsats export --table links"));
    }
    let wanted = if asked.is_empty() {
        None
    } else {
        let request = Request { limit: 0, ..request(&asked)? };
        Some(Wanted::of_answer(&mut holdings.here()?.answer(&request)?)?)
    };
    let selection = Selection { archive: &holdings.archive, mask: holdings.mask, wanted };
    let Some(mut pipe) = start() else { return Err(gone()) };
    let mut writer = rows(form, table.columns(), &mut pipe)?;
    selection.rows(table, &mut |row| Ok::<(), Fault>(writer.row(row)?))?;
    writer.end()?;
    Ok(pipe.end()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_names() {
        let told = |file| form(file).map(|(stem, form, _)| (stem, form));
        assert_eq!(told("hits.csv"), Some(("hits", Form::Csv(Dialect::Plain))));
        assert_eq!(told("hits.excel.csv"), Some(("hits", Form::Csv(Dialect::ExcelSv))));
        assert_eq!(told("clauses.parquet"), Some(("clauses", Form::Parquet)));
        for wrong in ["clauses", "clauses.", "clauses.xlsx", "clauses.csv.gz", ""] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }
}
