//! Matches → how many there are of each organization, year, status and so on, and how many words that is of.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use tantivy::columnar::{Column, StrColumn};
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

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Body => "body",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Action => "action",
            Self::Outcome => "outcome",
            Self::Year => "year",
            Self::Quality => "quality",
            Self::Unit => "unit",
        }
    }

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

impl std::str::FromStr for Facet {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|facet| facet.name() == name).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|facet| facet.name()).collect();
            format!("hits are counted by {}", names.join(", "))
        })
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

/// The values of one facet in one segment.
enum Values {
    Years(Column<u64>),
    Names(StrColumn),
    None,
}

impl Values {
    fn of(facet: Facet, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(match facet {
            Facet::Year => Self::Years(fast.u64(DAY)?),
            _ => fast.str(facet.field())?.map_or(Self::None, Self::Names),
        })
    }

    /// The numbers of the values of a unit, each once.
    fn numbers(&self, doc: DocId) -> Vec<u64> {
        let mut numbers: Vec<u64> = match self {
            Self::Years(days) => days
                .first(doc)
                .map(|day| day / 10_000)
                .filter(|&year| year > 0)
                .into_iter()
                .collect(),
            Self::Names(names) => names.term_ords(doc).collect(),
            Self::None => Vec::new(),
        };
        numbers.dedup();
        numbers
    }

    /// The value with that number.
    fn value(&self, number: u64) -> tantivy::Result<String> {
        let Self::Names(names) = self else { return Ok(number.to_string()) };
        let mut name = String::new();
        names.ord_to_str(number, &mut name)?;
        // A text over a page break is a text.
        Ok(if name == "seam" { "text".to_owned() } else { name })
    }
}

/// Adds what each of `found` has, `weight` of it, to the tally.
pub(super) fn tally(
    facet: Facet,
    segment: &SegmentReader,
    found: impl Iterator<Item = (DocId, u64)>,
    tally: &mut Tally,
) -> tantivy::Result<()> {
    let values = Values::of(facet, segment)?;
    let mut numbers: HashMap<Option<u64>, u64> = HashMap::new();
    for (doc, weight) in found {
        let of_it = values.numbers(doc);
        if of_it.is_empty() {
            *numbers.entry(None).or_default() += weight;
        }
        for number in of_it {
            *numbers.entry(Some(number)).or_default() += weight;
        }
    }
    let numbers: BTreeMap<Option<u64>, u64> = numbers.into_iter().collect();
    for (number, weight) in numbers {
        let value = number.map(|number| values.value(number)).transpose()?;
        *tally.entry(value).or_default() += weight;
    }
    Ok(())
}

/// Adds the combinations of values that units have, each with its weight; a unit with two values of a facet stands in two.
pub(super) fn cross(
    facets: &[Facet],
    segment: &SegmentReader,
    docs: impl Iterator<Item = (DocId, u64)>,
    crossed: &mut BTreeMap<Vec<Option<String>>, u64>,
) -> tantivy::Result<()> {
    let columns: tantivy::Result<Vec<Values>> =
        facets.iter().map(|&facet| Values::of(facet, segment)).collect();
    let columns = columns?;
    let mut numbers: BTreeMap<Vec<Option<u64>>, u64> = BTreeMap::new();
    for (doc, weight) in docs {
        let mut rows: Vec<Vec<Option<u64>>> = vec![Vec::new()];
        for column in &columns {
            let of_it = column.numbers(doc);
            let of_it: Vec<Option<u64>> =
                if of_it.is_empty() { vec![None] } else { of_it.into_iter().map(Some).collect() };
            rows = rows
                .iter()
                .flat_map(|row| of_it.iter().map(|&number| [row.as_slice(), &[number]].concat()))
                .collect();
        }
        for row in rows {
            *numbers.entry(row).or_default() += weight;
        }
    }
    for (row, count) in numbers {
        let value = |(column, number): (&Values, Option<u64>)| {
            number.map(|number| column.value(number)).transpose()
        };
        let row: tantivy::Result<Vec<Option<String>>> =
            columns.iter().zip(row).map(value).collect();
        *crossed.entry(row?).or_default() += count;
    }
    Ok(())
}

/// The words of all texts, by the combinations of values of `facets`.
pub(super) fn crossed_words(
    facets: &[Facet],
    searcher: &Searcher,
) -> tantivy::Result<BTreeMap<Vec<Option<String>>, u64>> {
    let mut all = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let words: Column<u64> = segment.fast_fields().u64(WORDS)?;
        let texts = segment.doc_ids_alive().filter_map(|doc| Some((doc, words.first(doc)?)));
        cross(facets, segment, texts, &mut all)?;
    }
    Ok(all)
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
