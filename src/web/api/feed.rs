//! A query as an Atom feed (RFC 4287): what is newest, so that a reader is told what came.

use axum::extract::Request;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::param::{MEASURE, PAGE, Param, SEARCH, SORT, VIEW};
use super::{Call, Sought, same};
use crate::export::escaped;
use crate::index::{Context, Hit, Request as Query, Sort};
use crate::ingest::sha256;
use crate::web::finder::Counted;
use crate::web::parts::Named;
use crate::web::route::Desk;
use crate::web::told::request;
use crate::web::words::{Lang, fill, words};

words! {
    all: "Alla handlingar", "All papers";
    title: "{} – {}", "{} – {}";
    page: "s. {}", "p. {}";
}

/// Entries of a feed.
const ENTRIES: usize = 50;

/// When nothing is known of the time.
const BEFORE: &str = "1970-01-01T00:00:00Z";

const TYPE: &str = "application/atom+xml; charset=utf-8";

/// What may be asked of a feed: what a page of hits may be asked; only the query and its filters matter.
pub(super) const PARAMS: &[&[Param]] = &[&SEARCH, &[SORT, VIEW, MEASURE, PAGE]];

pub(super) async fn answer(desk: Desk, lang: Lang, request: Request) -> Response {
    let asked = match Sought::of(request).await {
        Ok(asked) => asked,
        Err(fault) => return fault.into_response(),
    };
    let known = asked.known.clone();
    match desk.work(move |site| feed(&asked.call(site, lang, PARAMS)?)).await {
        Ok(Ok(feed)) => same(known.as_ref(), TYPE, feed),
        Ok(Err(fault)) => fault.into_response(),
        Err(fault) => Fault::from(fault).into_response(),
    }
}

fn feed(call: &Call) -> Result<String, Fault> {
    let (visit, holdings) = (&call.visit, &call.visit.holdings);
    let words = Words::of(visit.lang);
    let asked = call.asked()?.counted();
    let sort = Sort::Newest;
    let wanted = Query { limit: ENTRIES, sort, context: Context::Unit, ..request(&asked)? };
    let mut answer = holdings.index.find(&wanted, &Counted::default())?;
    let sources = holdings.sources()?;
    let mut entries = String::new();
    let mut latest = String::new();
    for at in 0..answer.most().min(ENTRIES) {
        let mut hit = answer.hit(at)?;
        holdings.hide(&mut hit)?;
        let updated = sources.imported(&hit.id).map(str::to_owned);
        let updated = updated.filter(|time| is_time(time));
        let updated = updated.or_else(|| midnight(hit.date.as_deref()?));
        let updated = updated.unwrap_or_else(|| BEFORE.to_owned());
        entries.push_str(&entry(call, words, &hit, &updated));
        latest = latest.max(updated);
    }
    if latest.is_empty() {
        let last = sources.times().filter(|time| is_time(time)).max();
        latest = last.unwrap_or(BEFORE).to_owned();
    }
    let name = match visit.site.name() {
        name if name.trim().is_empty() => "attsats".to_owned(),
        name => name,
    };
    let asked_for = match asked.query.as_str() {
        "" => words.all,
        query => query,
    };
    let title = fill(words.title, &[asked_for.to_owned(), name.clone()]);
    let own = format!("{}{}{}", call.base, visit.to("/sok.atom"), asked.address());
    let page = format!("{}{}{}", call.base, visit.to("/sok"), asked.address());
    let id = sha256(format!("{} {}", visit.lang.code(), asked.address()).as_bytes());
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>urn:sha256:{id}</id>\n\
         <title>{}</title>\n<updated>{latest}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <generator>attsats</generator>\n{entries}</feed>\n",
        visit.lang.code(),
        escaped(&title),
        escaped(&name),
        escaped(&own),
        escaped(&page),
    ))
}

fn entry(call: &Call, words: &Words, hit: &Hit, updated: &str) -> String {
    let named = Named::of_hit(hit);
    let item = hit.agenda_item.as_ref().map(|number| format!("§ {number}"));
    let page = fill(words.page, &[hit.span.page.to_string()]);
    let parts = [Some(named.line(call.visit.lang)), item, hit.heading.clone(), Some(page)];
    let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let summary = format!("{}{}{}", hit.kwic.left, hit.kwic.matched, hit.kwic.right);
    // "…#c-12" as the last part of a name.
    let id = hit.address.replace('#', ":");
    let published = hit.date.as_deref().and_then(midnight);
    let published = published.map(|time| format!("<published>{time}</published>\n"));
    format!(
        "<entry>\n<id>urn:sha256:{}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n{}\
         <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
        escaped(&id),
        escaped(&title),
        published.unwrap_or_default(),
        escaped(&format!("{}{}", call.base, call.link(&hit.address))),
        escaped(&summary),
    )
}

/// True for "2026-01-31T12:00:00Z".
fn is_time(time: &str) -> bool {
    let is_of = |pattern: &str| {
        pattern.len() == time.len()
            && pattern.bytes().zip(time.bytes()).all(|(wanted, byte)| match wanted {
                b'0' => byte.is_ascii_digit(),
                wanted => wanted == byte,
            })
    };
    is_of("0000-00-00T00:00:00Z")
}

/// The beginning of a day; `None` of what is only a month or a year.
fn midnight(date: &str) -> Option<String> {
    let time = format!("{date}T00:00:00Z");
    is_time(&time).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_rfc_3339_has_them() {
        assert_eq!(midnight("2014-05-01").as_deref(), Some("2014-05-01T00:00:00Z"));
        assert_eq!((midnight("2014-05"), midnight("")), (None, None));
        assert!(is_time("2026-01-31T12:00:00Z") && !is_time("2026-01-31 12:00:00"));
    }
}
