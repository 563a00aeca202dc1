//! A [`Plan`] in one segment: which units match, and which texts match outside of the finer units that stand in them.

use std::ops::Range;

use tantivy::query::Weight;
use tantivy::{DocId, DocSet, SegmentReader};

use super::columns::Columns;
use super::cost::Cost;
use super::list::{Scored, both, either, without};
use super::outside::Texts;
use super::plan::Plan;
use super::row::{Row, Stands};
use super::schema::Fields;
use super::terms::Terms;
use super::within::{Between, Within};

/// A part of a segment that is searched.
pub(super) struct Place<'a> {
    pub(super) segment: &'a SegmentReader,
    pub(super) fields: &'a Fields,
    pub(super) columns: &'a Columns,
    /// Its units; the units of a paper stand in one place.
    pub(super) range: Range<DocId>,
}

impl<'a> Place<'a> {
    /// A whole segment.
    pub(super) fn new(
        segment: &'a SegmentReader,
        columns: &'a Columns,
        fields: &'a Fields,
    ) -> Self {
        Self { segment, fields, columns, range: 0..segment.max_doc() }
    }

    /// Its parts, of about `most` units.
    pub(super) fn parts(&self, most: usize) -> Vec<Self> {
        let n_parts = self.range.len().div_ceil(most.max(1)).max(1);
        let mut parts = Vec::with_capacity(n_parts);
        let mut start = self.range.start;
        for nth in 1..=n_parts {
            let end = self.range.start + (self.range.len() * nth / n_parts) as DocId;
            // Where a paper begins.
            let end = if nth < n_parts { self.columns.paper(end).0 } else { end };
            let range = start..end;
            start = end;
            parts.push(Self { range, ..*self });
        }
        parts
    }
}

/// What is sought, in one place.
pub(super) enum Node<'a> {
    Terms(Terms),
    /// And where they stand in the units found.
    Row(Box<Row>, Stands),
    Days(Between<'a>),
    /// And about how many units meet it.
    Field(&'a dyn Weight, usize),
    /// What is not in the segment.
    Nothing,
    Not(Box<Node<'a>>),
    And(Vec<Node<'a>>),
    Or(Vec<Node<'a>>),
}

impl<'a> Node<'a> {
    pub(super) fn new(plan: &'a Plan, place: &Place<'a>) -> tantivy::Result<Self> {
        let segment = place.segment;
        let all = |plans: &'a [Plan]| {
            plans.iter().map(|plan| Node::new(plan, place)).collect::<tantivy::Result<Vec<_>>>()
        };
        Ok(match plan {
            Plan::Word { weighed, others, score } => {
                let mut terms = Terms::default();
                for (weight, term) in weighed {
                    terms.weigh(term, weight, segment)?;
                }
                terms.add(others, *score, segment)?;
                Self::Terms(terms)
            }
            Plan::Row(terms, slop, weight) => match Row::new(terms, *slop, weight, segment)? {
                Some(row) => Self::Row(Box::new(row), Stands::default()),
                None => Self::Nothing,
            },
            Plan::Prefix(prefix) => {
                Self::Terms(Terms::beginning(prefix, place.fields.exact, segment)?)
            }
            Plan::Days(days) => Self::Days(Between { days: *days, column: &place.columns.day }),
            Plan::Field(weight) => {
                let n_units = weight.scorer(segment, 1.0)?.size_hint() as usize;
                Self::Field(weight.as_ref(), n_units)
            }
            Plan::Not(inner) => Self::Not(Box::new(Self::new(inner, place)?)),
            Plan::And(parts) => Self::And(all(parts)?),
            Plan::Or(parts) => Self::Or(all(parts)?),
        })
    }

    /// The units that match, in order; what is not `within` may be left out.
    pub(super) fn find(
        &mut self,
        place: &Place<'_>,
        within: Within<'_>,
    ) -> tantivy::Result<Vec<Scored>> {
        Ok(match self {
            Self::Terms(terms) => terms.find(&place.range, within.list)?,
            Self::Row(row, stands) => row.find(&place.range, within, stands),
            Self::Days(_) | Self::Field(..) => self.meeting(place, within)?,
            Self::Nothing => Vec::new(),
            Self::Not(inner) => {
                let found = inner.find(place, within)?;
                without(everything(place, within), &found)
            }
            Self::And(parts) => all_of(parts, place, within)?,
            Self::Or(parts) => {
                let lists: tantivy::Result<Vec<_>> =
                    parts.iter_mut().map(|part| part.find(place, within)).collect();
                either(lists?, &place.range)
            }
        })
    }

    /// Those of `among`, by their numbers in `texts`, that match outside of finer units; asked after [`find`](Self::find).
    pub(super) fn outside(
        &self,
        place: &Place<'_>,
        texts: &Texts,
        among: &[usize],
    ) -> tantivy::Result<Vec<usize>> {
        Ok(match self {
            Self::Terms(terms) => terms.outside(texts, among)?,
            Self::Row(_, stands) => stands.outside(texts, among),
            Self::Days(_) | Self::Field(..) => {
                let docs: Vec<Scored> = among.iter().map(|&nth| plain(texts.docs[nth])).collect();
                let found = self.meeting(place, Within { list: Some(&docs), days: None })?;
                let meets = |nth: &usize| {
                    found.binary_search_by_key(&texts.docs[*nth], |at| at.doc).is_ok()
                };
                among.iter().copied().filter(meets).collect()
            }
            Self::Nothing => Vec::new(),
            Self::Not(inner) => left(among, &inner.outside(place, texts, among)?),
            Self::And(parts) => {
                let mut among = among.to_vec();
                for part in parts {
                    among = part.outside(place, texts, &among)?;
                }
                among
            }
            Self::Or(parts) => {
                let mut others = among.to_vec();
                for part in parts {
                    let found = part.outside(place, texts, &others)?;
                    others = left(&others, &found);
                }
                left(among, &others)
            }
        })
    }

    /// The units that meet a condition.
    fn meeting(&self, place: &Place<'_>, within: Within<'_>) -> tantivy::Result<Vec<Scored>> {
        Ok(match self {
            Self::Days(between) => {
                let mut units = everything(place, within);
                units.retain(|at| between.holds(at.doc));
                units
            }
            Self::Field(weight, _) => {
                let mut scorer = weight.scorer(place.segment, 1.0)?;
                let mut found = Vec::new();
                match within.list {
                    Some(list) => {
                        for at in list {
                            if scorer.doc() < at.doc {
                                scorer.seek(at.doc);
                            }
                            if scorer.doc() == at.doc {
                                found.push(plain(at.doc));
                            }
                        }
                    }
                    None => {
                        if scorer.doc() < place.range.start {
                            scorer.seek(place.range.start);
                        }
                        while scorer.doc() < place.range.end {
                            found.push(plain(scorer.doc()));
                            scorer.advance();
                        }
                    }
                }
                found
            }
            _ => Vec::new(),
        })
    }

    /// What finding it in all units of the place takes.
    pub(super) fn cost(&self, place: &Place<'_>) -> Cost {
        let n_units = place.range.len();
        match self {
            Self::Terms(terms) => terms.cost().finding(terms.n_units().min(n_units)),
            Self::Row(row, _) => row.cost(),
            Self::Days(between) => {
                Cost::looking_at(n_units, DAY).finding(between.about(&place.range))
            }
            Self::Field(_, n_found) => Cost::looking_at(*n_found, MET),
            Self::Nothing => Cost::default(),
            Self::Not(inner) => {
                inner.cost(place).and(Cost::looking_at(n_units, PASSED)).finding(n_units)
            }
            Self::And(parts) => {
                let parts = parts.iter().map(|part| (part.is_negative(), part.cost(place)));
                let mut parts: Vec<(bool, Cost)> = parts.collect();
                parts.sort_by_key(|(is_negative, cost)| (*is_negative, cost.steps()));
                let everything = Cost::default().finding(n_units);
                parts.into_iter().fold(everything, |before, (_, cost)| {
                    let cost = cost.within(before.found);
                    let found = cost.found;
                    before.and(cost).finding(found)
                })
            }
            Self::Or(parts) => {
                let parts: Vec<Cost> = parts.iter().map(|part| part.cost(place)).collect();
                let found: usize = parts.iter().map(|cost| cost.found).sum();
                parts.into_iter().fold(Cost::default(), Cost::and).finding(found.min(n_units))
            }
        }
    }

    /// Does it hold of some units because something is not there?
    fn is_negative(&self) -> bool {
        match self {
            Self::Not(_) => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Node::is_negative),
            _ => false,
        }
    }
}

/// Steps that a unit takes whose day is looked up,
const DAY: u64 = 4;

/// that meets another condition,
const MET: u64 = 4;

/// or that something is not in.
const PASSED: u64 = 2;

/// The cheapest first, the others within it.
fn all_of(
    parts: &mut [Node<'_>],
    place: &Place<'_>,
    within: Within<'_>,
) -> tantivy::Result<Vec<Scored>> {
    parts.sort_by_cached_key(|part| (part.is_negative(), part.cost(place).steps()));
    let days = parts.iter().find_map(|part| match part {
        Node::Days(between) => Some(*between),
        _ => None,
    });
    let days = days.or(within.days);
    let n_plain = parts.iter().take_while(|part| !part.is_negative()).count();
    let (plain, negative) = parts.split_at_mut(n_plain);
    let mut found: Option<Vec<Scored>> = None;
    for part in plain {
        let list = part.find(place, Within { list: found.as_deref().or(within.list), days })?;
        found = Some(match found {
            Some(found) => both(found, &list),
            None => list,
        });
    }
    let listed = found.unwrap_or_else(|| everything(place, within));
    // What holds because something is not there may hold of more outside of finer units: it narrows nothing.
    let within = Within { list: Some(&listed), days };
    let mut found = if negative.is_empty() { Vec::new() } else { listed.clone() };
    for part in &mut *negative {
        found = match part {
            Node::Not(inner) => without(found, &inner.find(place, within)?),
            _ => both(found, &part.find(place, within)?),
        };
    }
    Ok(if negative.is_empty() { listed } else { found })
}

fn everything(place: &Place<'_>, within: Within<'_>) -> Vec<Scored> {
    match within.list {
        Some(list) => list.iter().map(|at| plain(at.doc)).collect(),
        None => place.range.clone().map(plain).collect(),
    }
}

/// What no word is scored by.
fn plain(doc: DocId) -> Scored {
    Scored { doc, score: 0.0 }
}

/// Those of `among` that are not `found`; both stand in order.
fn left(among: &[usize], found: &[usize]) -> Vec<usize> {
    let mut found = found.iter().peekable();
    among.iter().copied().filter(|nth| found.next_if_eq(&nth).is_none()).collect()
}
