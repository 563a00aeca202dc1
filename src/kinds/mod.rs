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

use crate::model::{Document, DocumentKind, Note, Parsed, Text};
use crate::parts;
use crate::parts::agenda::Agenda;
use crate::parts::decision::Context;
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
    let mut notes = Vec::new();

    // What it is.
    let (kind, basis) =
        kind(text, 0..text.lines.len()).unwrap_or((DocumentKind::Okand, Vec::new()));

    // The papers it holds.
    let parts = segments::parts(text, kind, |lines| agenda_of(text, lines, kind).items);

    // What each of them says.
    let mut document = Document {
        kind,
        basis,
        title: None,
        organization: None,
        body: None,
        date: None,
        segments: parts.iter().filter_map(|part| part.segment(text)).collect(),
        meetings: Vec::new(),
        agenda: Vec::new(),
        decisions: Vec::new(),
        tables: parts::budget::tables(text, &mut notes),
    };
    for (segment, part) in parts.iter().enumerate() {
        read_part(text, part, segment, &mut document, &mut notes);
    }
    Parsed { value: document, notes }
}

fn agenda_of(text: &Text, lines: Range<usize>, kind: DocumentKind) -> Agenda {
    parts::agenda::agenda(text, &parts::outline::rows(text, lines), kind)
}

fn read_part(
    text: &Text,
    part: &Part,
    segment: usize,
    document: &mut Document,
    notes: &mut Vec<Note>,
) {
    let rows = parts::outline::rows(text, part.lines.clone());
    let agenda = parts::agenda::agenda(text, &rows, part.kind);
    let context = Context {
        kind: part.kind,
        body: None,
        office: None,
        year: None,
        segment,
        agenda: &agenda,
        agenda_item: part.agenda_item.as_deref(),
    };
    document.decisions.extend(parts::decision::decisions(text, &rows, context, notes));
    // The lists of extracts enclosed are other meetings'.
    if segment == 0 || part.kind == DocumentKind::Minnesanteckningar {
        document.agenda.extend(agenda.items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    fn kind_of(paper: &str) -> DocumentKind {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        kind(&text, 0..text.lines.len()).map_or(DocumentKind::Okand, |(kind, _)| kind)
    }

    #[test]
    fn examples_are_told_apart() {
        let mut wrong = Vec::new();
        for sort in SORTS {
            let others = sort.hits.iter().filter(|hit| kind_of(hit) != sort.kind);
            let taken = sort.misses.iter().filter(|miss| kind_of(miss) == sort.kind);
            wrong.extend(others.chain(taken).map(|paper| (sort.kind, kind_of(paper), *paper)));
        }
        assert_eq!(wrong, []);
    }

    #[test]
    fn nothing_is_no_kind() {
        assert_eq!(kind_of("Recept på bullar\nVetemjöl\nSocker"), DocumentKind::Okand);
        assert_eq!(kind_of("x"), DocumentKind::Okand);
    }
}
