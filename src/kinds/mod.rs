//! [`Text`] → [`Document`]: which sort of paper it is, and which parts it holds.

mod classify;
mod segments;
mod sort;

mod anslagsbevis;
mod ansokan;
mod arsredovisning;
mod avtal;
mod bilaga;
mod budget;
mod delarsrapport;
mod delegationslista;
mod foredragningslista;
mod interpellation;
mod kallelse;
mod kungorelse;
mod minnesanteckningar;
mod nyhetsbrev;
mod ovrigt;
mod protokoll;
mod protokollsutdrag;
mod revisionsberattelse;
mod revisionsrapport;
mod tjansteskrivelse;
mod valarende;
mod verksamhetsplan;
mod yttrande;

use std::ops::Range;

use crate::model::{Document, DocumentKind, Meeting, Note, Parsed, Text};
use crate::parts;
use crate::parts::agenda::Agenda;
use crate::parts::decision::Context;
use crate::parts::meeting;
use segments::Part;
use sort::Sort;

pub use classify::kind;

/// The sorts; the last is what a municipality's paper is when it is none of the others.
static SORTS: &[Sort] = &[
    kallelse::KIND,
    foredragningslista::KIND,
    kungorelse::KIND,
    protokoll::KIND,
    protokollsutdrag::KIND,
    anslagsbevis::KIND,
    tjansteskrivelse::KIND,
    bilaga::KIND,
    ansokan::KIND,
    avtal::KIND,
    yttrande::KIND,
    minnesanteckningar::KIND,
    delarsrapport::KIND,
    arsredovisning::KIND,
    verksamhetsplan::KIND,
    budget::KIND,
    nyhetsbrev::KIND,
    delegationslista::KIND,
    revisionsrapport::KIND,
    revisionsberattelse::KIND,
    interpellation::KIND,
    valarende::KIND,
    ovrigt::KIND,
];

/// Reads a paper.
pub fn read(text: &Text) -> Parsed<Document> {
    let printed = parts::outline::printed(text);
    let text = printed.as_ref().map_or(text, |printed| &printed.text);
    let mut notes = Vec::new();
    let all = 0..text.lines.len();

    // What it is.
    let first_page = printed.as_ref().map(|printed| 0..printed.first_page);
    let (kind, basis) = first_page
        .and_then(|lines| kind(text, lines))
        .filter(|(kind, _)| *kind != DocumentKind::Ovrigt)
        .or_else(|| kind(text, all.clone()))
        .unwrap_or((DocumentKind::Okand, Vec::new()));

    // Whose it is, and when.
    let issued = meeting::issue_date(text, all.clone()).map(|day| day.value);
    let meeting = meeting::header_beside(text, all.clone(), issued.as_deref());
    let is_of_its_day = matches!(kind, DocumentKind::Protokoll | DocumentKind::Protokollsutdrag);
    let date = if is_of_its_day {
        meeting.date.clone().or(issued)
    } else {
        issued.or_else(|| meeting.date.clone())
    };

    // The papers it holds.
    let owner = meeting.organization.clone();
    let mut parts =
        segments::parts(text, kind, owner.as_deref(), |lines| agenda_of(text, lines, kind).items);

    // Extracts of several bodies in one file are no minutes of one meeting.
    let first = parts.first().filter(|_| kind == DocumentKind::Protokoll && parts.len() > 1);
    let first = first.and_then(|part| classify::kind(text, part.lines.clone()));
    let (kind, basis) =
        first.filter(|(kind, _)| *kind == DocumentKind::Protokollsutdrag).unwrap_or((kind, basis));
    if let Some(part) = parts.first_mut().filter(|_| kind == DocumentKind::Protokollsutdrag) {
        part.kind = kind;
    }

    // What it counts.
    let tables = parts::budget::tables(text, &mut notes);

    let mut document = Document {
        kind,
        basis,
        title: parts::title::title(text, all).map(|title| title.value),
        organization: meeting.organization.clone(),
        body: meeting.body.clone(),
        date,
        dnr: None,
        segments: parts.iter().filter_map(|part| part.segment(text)).collect(),
        meetings: Vec::new(),
        agenda: Vec::new(),
        decisions: Vec::new(),
        tables,
    };
    if tells_of_meeting(kind, &meeting) {
        document.meetings.push(meeting);
    }

    // What each of them says.
    let full_names = parts::organ::full_names(text);
    for (segment, part) in parts.iter().enumerate() {
        read_part(text, part, segment, &full_names, &mut document, &mut notes);
    }
    document.dnr = dnr(&document);
    Parsed { value: document, notes }
}

/// The registry number of a paper about one matter: in its head, with its only paragraph, or in the head of the report
/// that goes with it.
fn dnr(document: &Document) -> Option<String> {
    let in_head = document.segments.first().and_then(|segment| segment.dnr.clone());
    let of_item = || match document.agenda.as_slice() {
        [item] if document.kind == DocumentKind::Protokollsutdrag => item.dnr.clone(),
        _ => None,
    };
    let of_report = || {
        // What others answered stands behind an extract of theirs.
        let is_asked =
            |kind| matches!(kind, DocumentKind::Protokollsutdrag | DocumentKind::Yttrande);
        let own = document.segments.iter().take_while(|segment| !is_asked(segment.kind));
        own.filter(|_| segments::is_of_one_matter(document.kind))
            .find_map(|segment| segment.dnr.clone())
    };
    in_head.or_else(of_item).or_else(of_report)
}

fn agenda_of(text: &Text, lines: Range<usize>, kind: DocumentKind) -> Agenda {
    parts::agenda::agenda(text, &parts::outline::rows(text, lines), kind)
}

fn read_part(
    text: &Text,
    part: &Part,
    segment: usize,
    full_names: &[String],
    document: &mut Document,
    notes: &mut Vec<Note>,
) {
    let is_own = segment == 0;
    let rows = parts::outline::rows(text, part.lines.clone());
    let agenda = parts::agenda::agenda(text, &rows, part.kind);

    // An extract or notes enclosed tell of a meeting of their own.
    let mut meeting =
        (!is_own && has_meeting(part.kind)).then(|| meeting::header(text, part.lines.clone()));
    if has_meeting(part.kind) {
        let told = if is_own { document.meetings.first_mut() } else { meeting.as_mut() };
        if let Some(told) = told {
            let is_whole = part.kind == DocumentKind::Protokoll;
            meeting::course(told, &rows, &agenda, is_whole, notes);
        }
    }
    let body = meeting.as_ref().and_then(|meeting| meeting.body.clone());
    let body = body.or_else(|| document.body.clone().filter(|_| is_own || !has_meeting(part.kind)));
    let writer = parts::writer::writer(text, part.lines.clone());
    let context = Context {
        kind: part.kind,
        body: body.as_deref(),
        writer: writer.as_deref().filter(|_| part.kind != DocumentKind::Kallelse),
        full_names,
        year: year(
            meeting.as_ref().and_then(|meeting| meeting.date.as_ref()).or(document.date.as_ref()),
        ),
        segment,
        agenda: &agenda,
        agenda_item: part.agenda_item.as_deref(),
    };
    document.decisions.extend(parts::decision::decisions(text, &rows, context, notes));
    document
        .meetings
        .extend(meeting.filter(|meeting| meeting.date.is_some() || meeting.body.is_some()));
    // The lists of extracts enclosed are other meetings'.
    if is_own || part.kind == DocumentKind::Minnesanteckningar {
        document.agenda.extend(agenda.items);
    }
}

/// Kinds that tell of one meeting.
fn has_meeting(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Protokoll | DocumentKind::Protokollsutdrag | DocumentKind::Minnesanteckningar
    )
}

fn tells_of_meeting(kind: DocumentKind, meeting: &Meeting) -> bool {
    use DocumentKind as K;
    let is_of_meeting = has_meeting(kind)
        || matches!(kind, K::Kallelse | K::Foredragningslista | K::Kungorelse | K::Anslagsbevis);
    let names_a_meeting =
        matches!(kind, K::Valarende | K::Interpellation) && meeting.date.is_some();
    is_of_meeting || names_a_meeting
}

fn year(date: Option<&String>) -> Option<i32> {
    date?.get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests;
