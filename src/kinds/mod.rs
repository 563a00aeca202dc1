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

use crate::model::{Document, DocumentKind, Parsed, Text};
use crate::parts;
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
    let tables = parts::budget::tables(text, &mut notes);
    let all = 0..text.lines.len();
    let (kind, basis) = kind(text, all).unwrap_or((DocumentKind::Okand, Vec::new()));
    Parsed {
        value: Document {
            kind,
            basis,
            title: None,
            organization: None,
            body: None,
            date: None,
            segments: Vec::new(),
            meetings: Vec::new(),
            agenda: Vec::new(),
            decisions: Vec::new(),
            tables,
        },
        notes,
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
