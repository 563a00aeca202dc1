//! What was done to a document, one line each, after PREMIS 3: type, time, agent, outcome, object.

use serde::Serialize;

use crate::archive::Line;
use crate::record::v1::Record;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    Success,
    /// Done, and something is missing.
    Warning,
    Failure,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Event<'a> {
    /// A term of the Library of Congress' vocabulary of preservation events, or one in its manner.
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    /// SHA-256 of the source.
    pub(super) object: &'a str,
    /// UTC (RFC 3339); null when it was not kept.
    pub(super) time: Option<String>,
    /// The program, with its version.
    pub(super) agent: String,
    pub(super) outcome: Outcome,
    pub(super) detail: Option<String>,
}

/// What was done to the document of `record`, which stands at `lines`, before it was packed.
pub(super) fn of_document<'a>(record: &'a Record, reader: u32, lines: &[&Line]) -> Vec<Event<'a>> {
    let first = lines.iter().min_by_key(|line| line.time.clone());
    let agent = first.and_then(|line| line.tool.clone()).unwrap_or_else(|| "attsats".to_owned());
    let time = first.and_then(|line| line.time.clone());
    let event = |kind, outcome, detail| Event {
        kind,
        object: &record.id,
        time: time.clone(),
        agent: agent.clone(),
        outcome,
        detail,
    };
    let mut events: Vec<Event<'_>> = lines
        .iter()
        .map(|line| Event {
            kind: "ingestion",
            object: &record.id,
            time: line.time.clone(),
            agent: line.tool.clone().unwrap_or_else(|| agent.clone()),
            outcome: Outcome::Success,
            detail: Some(line.place().to_string()),
        })
        .collect();
    let digest = format!("SHA-256 {}, {} bytes", record.id, record.source.bytes);
    events.push(event("message digest calculation", Outcome::Success, Some(digest)));
    let format = Some(record.source.media_type.clone());
    events.push(event("format identification", Outcome::Success, format));
    let lacks = lines.iter().find_map(|line| line.reason.clone());
    let outcome = if lacks.is_some() { Outcome::Warning } else { Outcome::Success };
    let read = format!("reader {reader}");
    let detail = lacks.map_or(read.clone(), |lacks| format!("{read}: {lacks}"));
    events.push(event("text extraction", outcome, Some(detail)));
    for page in &record.source.scans {
        if let Some(ocr) = &page.ocr {
            let detail = format!(
                "page {}: {}, model {}, {} dpi, mean confidence {:.0}",
                page.page, ocr.engine, ocr.model, ocr.dpi, ocr.confidence
            );
            events.push(event("optical character recognition", Outcome::Success, Some(detail)));
        }
    }
    events
}
