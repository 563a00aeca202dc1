//! [`Text`] → [`Document`]: which sort of paper it is, and which parts it holds.

mod classify;
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

use crate::model::{Document, DocumentKind, Meeting, Parsed, Text};
use crate::parts::{self, meeting, title};
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
    let all = 0..text.lines.len();

    // What it is.
    let (kind, basis) = kind(text, all.clone()).unwrap_or((DocumentKind::Okand, Vec::new()));

    // Whose it is, and when.
    let meeting = meeting::header(text, all.clone());
    let issued = meeting::issue_date(text, all.clone());
    let title = title::title(text, all);
    let organization = meeting.organization.clone();
    let body = meeting.body.clone();
    let issued = issued.map(|day| day.value);
    let is_of_its_day = matches!(kind, DocumentKind::Protokoll | DocumentKind::Protokollsutdrag);
    let date = if is_of_its_day {
        meeting.date.clone().or(issued)
    } else {
        issued.or_else(|| meeting.date.clone())
    };
    let meetings = if tells_of_meeting(kind, &meeting) { vec![meeting] } else { Vec::new() };

    // What it counts.
    let tables = parts::budget::tables(text, &mut notes);

    Parsed {
        value: Document {
            kind,
            basis,
            title: title.map(|title| title.value),
            organization,
            body,
            date,
            segments: Vec::new(),
            meetings,
            agenda: Vec::new(),
            decisions: Vec::new(),
            tables,
        },
        notes,
    }
}

/// True for papers of a meeting, and for those that are written for one.
fn tells_of_meeting(kind: DocumentKind, meeting: &Meeting) -> bool {
    use DocumentKind as K;
    let is_of_meeting = matches!(
        kind,
        K::Kallelse
            | K::Foredragningslista
            | K::Kungorelse
            | K::Protokoll
            | K::Protokollsutdrag
            | K::Anslagsbevis
            | K::Minnesanteckningar
    );
    let names_a_meeting =
        matches!(kind, K::Valarende | K::Interpellation) && meeting.date.is_some();
    is_of_meeting || names_a_meeting
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
