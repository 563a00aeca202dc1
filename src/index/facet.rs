//! Matches → how many there are of each organization, year, status and so on, and how many words that is of.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::columnar::Column;
use tantivy::{DocId, Searcher, SegmentReader};

use super::schema::{DAY, WORDS};

/// What hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// The municipality or association.
    Organization,
    /// *Organ*.
    Body,
    /// *Typ*: what sort of paper.
    Kind,
    /// Of clauses.
    Status,
    /// *Åtgärd*, of clauses: the canonical verbs; a clause may have more than one.
    Action,
    /// *Utfall*, of clauses: what became of the matter.
    Outcome,
    /// *År*.
    Year,
    /// *Textkvalitet* of the page.
    Quality,
    /// *Enhet*.
    Unit,
}

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 9] = [
        Self::Organization,
        Self::Body,
        Self::Kind,
        Self::Status,
        Self::Action,
        Self::Outcome,
        Self::Year,
        Self::Quality,
        Self::Unit,
    ];

    /// The fast field that holds its values; of a year, that of the day.
    fn field(self) -> &'static str {
        match self {
            Self::Organization => "shown_organization",
            Self::Body => "shown_body",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Action => "shown_action",
            Self::Outcome => "outcome",
            Self::Year => DAY,
            Self::Quality => "quality",
            Self::Unit => "unit",
        }
    }

    /// True when running text has it too, so that its words can be counted.
    pub fn is_of_text(self) -> bool {
        matches!(self, Self::Organization | Self::Body | Self::Kind | Self::Year | Self::Quality)
    }
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// `None` when it is not known.
    pub value: Option<String>,
    /// How many hits have it.
    pub hits: u64,
    /// How many words the texts have that have it; `None` where texts have no such thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<u64>,
}

impl Count {
    /// Hits for each million words of the texts that have this value.
    pub fn per_million(&self) -> Option<f64> {
        let words = self.words.filter(|&words| words > 0)?;
        Some(self.hits as f64 * 1e6 / words as f64)
    }
}

/// Numbers by value; those of no value stand under `None`.
pub(super) type Tally = BTreeMap<Option<String>, u64>;

/// Adds what each of `found` has, `weight` of it, to the tally.
pub(super) fn tally(
    facet: Facet,
    segment: &SegmentReader,
    found: impl Iterator<Item = (DocId, u64)>,
    tally: &mut Tally,
) -> tantivy::Result<()> {
    if facet == Facet::Year {
        let days = segment.fast_fields().u64(DAY)?;
        let mut years: BTreeMap<Option<u64>, u64> = BTreeMap::new();
        for (doc, weight) in found {
            let year = days.first(doc).map(|day| day / 10_000).filter(|&year| year > 0);
            *years.entry(year).or_default() += weight;
        }
        for (year, weight) in years {
            *tally.entry(year.map(|year| year.to_string())).or_default() += weight;
        }
        return Ok(());
    }
    let Some(column) = segment.fast_fields().str(facet.field())? else {
        let weight: u64 = found.map(|(_, weight)| weight).sum();
        if weight > 0 {
            *tally.entry(None).or_default() += weight;
        }
        return Ok(());
    };
    let mut of_value = vec![0; column.num_terms()];
    let mut of_none = 0;
    for (doc, weight) in found {
        let mut has_value = false;
        for value in column.term_ords(doc) {
            has_value = true;
            of_value[value as usize] += weight;
        }
        if !has_value {
            of_none += weight;
        }
    }
    for (value, weight) in of_value.into_iter().enumerate().filter(|(_, weight)| *weight > 0) {
        let mut name = String::new();
        column.ord_to_str(value as u64, &mut name)?;
        // A text over a page break is a text.
        let name = if facet == Facet::Unit && name == "seam" { "text".to_owned() } else { name };
        *tally.entry(Some(name)).or_default() += weight;
    }
    if of_none > 0 {
        *tally.entry(None).or_default() += of_none;
    }
    Ok(())
}

/// The words of all texts, by the values of `facet`.
pub(super) fn words(facet: Facet, searcher: &Searcher) -> tantivy::Result<Tally> {
    let mut all = Tally::new();
    for segment in searcher.segment_readers() {
        let words: Column<u64> = segment.fast_fields().u64(WORDS)?;
        let texts = segment.doc_ids_alive().filter_map(|doc| Some((doc, words.first(doc)?)));
        tally(facet, segment, texts, &mut all)?;
    }
    Ok(all)
}

/// The tally with its words; the most first, years in their order, what is not known last.
pub(super) fn counts(facet: Facet, tally: Tally, words: Option<&Tally>) -> Vec<Count> {
    let mut counts: Vec<Count> = tally
        .into_iter()
        .map(|(value, hits)| {
            let words = words.map(|words| words.get(&value).copied().unwrap_or(0));
            Count { value, hits, words }
        })
        .collect();
    counts.sort_by(|a, b| {
        let by_hits =
            if facet == Facet::Year { std::cmp::Ordering::Equal } else { b.hits.cmp(&a.hits) };
        a.value.is_none().cmp(&b.value.is_none()).then(by_hits).then_with(|| a.value.cmp(&b.value))
    });
    counts
}
