//! The file that a document was read from: read again, and sent only when its SHA-256 is the document's.

use std::sync::Arc;

use axum::body::Body;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

use super::fault::Fault;
use super::routes::Route;
use super::stream::Whole;
use super::{Call, Sought, tagged, unchanged};
use crate::ingest::{Opened, Opener, sha256};
use crate::web::route::Desk;
use crate::web::words::Lang;

/// Megabytes of files that are held at the same time.
pub(super) const BUDGET: u32 = 256;

/// What a browser may do with a file that was opened all the same: nothing.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// A file, and what it is.
struct Original {
    id: String,
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

pub(super) async fn answer(
    desk: Desk,
    route: &'static Route,
    budget: Arc<Semaphore>,
    asked: Sought,
) -> Response {
    let known = asked.known.clone();
    let work = desk.work(move |site| {
        let call = asked.call(site, Lang::Sv, route.params)?;
        let (id, megabytes) = size(&call)?;
        let tag = format!("\"{id}\"");
        if let Some(mut answer) = unchanged(known.as_ref(), &tag) {
            tagged(&mut answer, &tag);
            return Ok(Err(answer));
        }
        let held = budget.try_acquire_many_owned(megabytes).map_err(|_| Fault::busy())?;
        Ok(Ok((find(&call)?, held)))
    });
    match work.await {
        Ok(Ok(Ok((original, held)))) => {
            let tag = format!("\"{}\"", original.id);
            let mut answer = sent(original, held);
            tagged(&mut answer, &tag);
            answer
        }
        Ok(Ok(Err(answer))) => answer,
        Ok(Err(fault)) => Fault::into_response(fault),
        Err(fault) => Fault::from(fault).into_response(),
    }
}

/// The whole id of the document of the address, and how much room its file takes.
fn size(call: &Call) -> Result<(String, u32), Fault> {
    let holdings = &call.visit.holdings;
    if holdings.mask {
        return Err(Fault::forbidden(
            "masked",
            "the files hold the personal data that are hidden here",
        ));
    }
    let paper = holdings.paper(call.visit.param("id"))?.ok_or_else(Fault::no_document)?;
    let megabytes = u32::try_from(paper.record.source.bytes >> 20).unwrap_or(u32::MAX);
    Ok((paper.record.id.clone(), megabytes.saturating_add(1).min(BUDGET)))
}

fn find(call: &Call) -> Result<Original, Fault> {
    let holdings = &call.visit.holdings;
    let paper = holdings.paper(call.visit.param("id"))?.ok_or_else(Fault::no_document)?;
    let id = &paper.record.id;
    let mut opener = Opener::default();
    let mut is_changed = false;
    let lines = holdings.ledger()?.lines();
    for line in lines.filter(|line| line.sha256.as_ref() == Some(id)) {
        let place = line.place();
        match opener.open(&place) {
            Ok(Opened::File(bytes)) if sha256(&bytes) == *id => {
                return Ok(Original {
                    id: id.clone(),
                    name: place.name(),
                    media_type: paper.record.source.media_type.clone(),
                    bytes,
                });
            }
            Ok(_) => is_changed = true,
            Err(_) => {}
        }
    }
    Err(if is_changed {
        Fault::missing("changed", "the file is no longer the one that was read")
    } else {
        Fault::missing("gone", "the file no longer stands where it was when it was read")
    })
}

fn sent(original: Original, held: tokio::sync::OwnedSemaphorePermit) -> Response {
    let disposition = disposition(&original.name);
    let media_type = match original.media_type.as_str() {
        "application/pdf" => "application/pdf",
        "text/plain" => "text/plain",
        _ => "application/octet-stream",
    };
    let mut answer = Body::new(Whole::new(original.bytes, held)).into_response();
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    let disposition = HeaderValue::from_str(&disposition);
    let plain = HeaderValue::from_static("attachment");
    headers.insert(header::CONTENT_DISPOSITION, disposition.unwrap_or(plain));
    answer
}

/// "attachment" with the file's name, in ASCII and as it is (RFC 6266).
fn disposition(name: &str) -> String {
    let is_unseen = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    let name: String = name
        .chars()
        .map(|letter| if is_unseen(letter) || matches!(letter, '/' | '\\') { '_' } else { letter })
        .take(200)
        .collect();
    let plain = |letter: char| match letter {
        '"' | '%' | ';' => '_',
        letter if letter.is_ascii() => letter,
        _ => '_',
    };
    let ascii: String = name.chars().map(plain).collect();
    let mut coded = String::new();
    for &byte in name.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{coded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_kind_stand_in_a_header() {
        assert_eq!(
            disposition("Möte 1.pdf"),
            "attachment; filename=\"M_te 1.pdf\"; filename*=UTF-8''M%C3%B6te%201.pdf"
        );
        for hostile in [
            "a\"; filename=\"b.exe",
            "a\r\nSet-Cookie: x",
            "../../etc/passwd",
            "a\u{202e}fdp.exe",
            "%41;",
        ] {
            let told = disposition(hostile);
            assert!(HeaderValue::from_str(&told).is_ok(), "{told}");
            assert_eq!(told.matches('"').count(), 2, "{told}");
            assert!(!told.contains(['/', '\\', '\n']) && !told.contains("%E2%80%AE"), "{told}");
        }
    }
}
