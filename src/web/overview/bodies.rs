//! Who met when, and which papers of it are there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Met, Summary};
use crate::record::v1::Kind;
use crate::study::coverage::{self, Coverage, Coverer};
use crate::swedish::order;
use crate::swedish::tokens::fold_all;

/// The organizations, by their folded names.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Bodies(BTreeMap<String, Arc<Organization>>);

/// An organization, and its bodies by their folded names.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Organization {
    pub(in crate::web) name: Option<String>,
    bodies: BTreeMap<String, Body>,
    n_meetings: usize,
    years: Years,
}

/// The first year and the last.
type Years = Option<(u32, u32)>;

fn with(years: Years, date: Option<&str>) -> Years {
    let Some(year) = year_of(date) else { return years };
    Some(years.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
}

/// A body, and the papers of its meetings by day.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Body {
    pub(in crate::web) name: Option<String>,
    pub(in crate::web) meetings: BTreeMap<Option<String>, Vec<Held>>,
    years: Years,
}

/// A paper of a meeting.
#[derive(Debug, Clone)]
pub(in crate::web) struct Held {
    pub(in crate::web) summary: Arc<Summary>,
    /// Which of the meetings that the paper tells of.
    pub(in crate::web) nth: usize,
}

impl Held {
    /// What the paper says of the meeting.
    pub(in crate::web) fn met(&self) -> Option<&Met> {
        self.summary.meetings.get(self.nth)
    }

    /// The first and the last paragraph.
    pub(in crate::web) fn paragraphs(&self) -> Option<(u32, u32)> {
        let held = self.met()?.paragraphs.as_ref()?;
        Some((held.first, held.last)).filter(|(first, last)| first <= last)
    }

    pub(in crate::web) fn is_minutes(&self) -> bool {
        self.summary.kind == Kind::Protokoll
    }

    /// True for what calls to the meeting.
    pub(in crate::web) fn is_call(&self) -> bool {
        matches!(self.summary.kind, Kind::Kallelse | Kind::Foredragningslista | Kind::Kungorelse)
    }
}

impl Bodies {
    pub(super) fn put(&mut self, summary: &Arc<Summary>) {
        // Minutes may hold several meetings; what other papers tell of others is not of these.
        let n_own = if summary.kind == Kind::Protokoll { summary.meetings.len() } else { 1 };
        for (nth, met) in summary.meetings.iter().enumerate().take(n_own) {
            let key = |name: &Option<String>| fold_all(name.as_deref().unwrap_or_default());
            let of = self.0.entry(key(&met.organization)).or_default();
            let of = Arc::make_mut(of);
            of.name = of.name.take().or_else(|| met.organization.clone());
            let body = of.bodies.entry(key(&met.body)).or_default();
            body.name = body.name.take().or_else(|| met.body.clone());
            body.years = with(body.years, met.date.as_deref());
            of.years = with(of.years, met.date.as_deref());
            let papers = body.meetings.entry(met.date.clone()).or_default();
            of.n_meetings += usize::from(papers.is_empty());
            papers.push(Held { summary: Arc::clone(summary), nth });
        }
    }

    /// The organizations in the order of a dictionary; those without a name last.
    pub(in crate::web) fn organizations(&self) -> Vec<&Organization> {
        let mut all: Vec<&Organization> = self.0.values().map(AsRef::as_ref).collect();
        all.sort_by_cached_key(|of| sort_key(&of.name));
        all
    }

    pub(in crate::web) fn organization(&self, name: &str) -> Option<&Organization> {
        self.0.get(&fold_all(name)).map(AsRef::as_ref)
    }
}

fn sort_key(name: &Option<String>) -> (bool, String) {
    (name.is_none(), order::key(name.as_deref().unwrap_or_default()))
}

impl Organization {
    /// The bodies in the order of a dictionary; those without a name last.
    pub(in crate::web) fn bodies(&self) -> Vec<&Body> {
        let mut all: Vec<&Body> = self.bodies.values().collect();
        all.sort_by_cached_key(|body| sort_key(&body.name));
        all
    }

    pub(in crate::web) fn body(&self, name: &str) -> Option<&Body> {
        self.bodies.get(&fold_all(name))
    }

    pub(in crate::web) fn n_bodies(&self) -> usize {
        self.bodies.len()
    }

    pub(in crate::web) fn n_meetings(&self) -> usize {
        self.n_meetings
    }

    /// The first year and the last.
    pub(in crate::web) fn years(&self) -> Option<(u32, u32)> {
        self.years
    }
}

/// The year of a day.
pub(in crate::web) fn year_of(date: Option<&str>) -> Option<u32> {
    date?.get(..4)?.parse().ok()
}

impl Body {
    /// The first year and the last.
    pub(in crate::web) fn years(&self) -> Option<(u32, u32)> {
        self.years
    }

    /// What of its minutes is there and what is missing, year by year.
    pub(in crate::web) fn coverage(&self) -> Vec<Coverage> {
        let mut coverer = Coverer::default();
        for (date, papers) in &self.meetings {
            for held in papers.iter().filter(|held| held.is_minutes()) {
                coverer.add_meeting(&coverage::Met {
                    id: &held.summary.id,
                    // All are of this body, however each paper prints its name.
                    organization: None,
                    body: None,
                    date: date.as_ref(),
                    paragraphs: held.met().and_then(|met| met.paragraphs.as_ref()),
                    partial: held.summary.is_partial,
                    imported: held.summary.imported.as_deref(),
                });
            }
        }
        coverer.coverage()
    }

    /// The days of the meeting before and of the one after.
    pub(in crate::web) fn beside(&self, date: &str) -> (Option<&str>, Option<&str>) {
        let days: Vec<&str> = self.meetings.keys().filter_map(Option::as_deref).collect();
        let first = days.partition_point(|day| *day < date);
        let last = days.partition_point(|day| *day <= date);
        (first.checked_sub(1).and_then(|at| days.get(at).copied()), days.get(last).copied())
    }
}

#[cfg(test)]
pub(in crate::web) mod tests {
    use super::*;
    use crate::record::v1::Paragraphs;

    /// A paper of one meeting of the body *Nämnden*.
    pub(in crate::web) fn paper(
        id: &str,
        kind: Kind,
        date: Option<&str>,
        paragraphs: Option<(u32, u32)>,
    ) -> Arc<Summary> {
        let met = Met {
            organization: Some("Åsmarken".to_owned()),
            body: Some("Nämnden".to_owned()),
            date: date.map(str::to_owned),
            paragraphs: paragraphs.map(|(first, last)| Paragraphs { first, last, printed: None }),
        };
        Arc::new(Summary {
            id: id.to_owned(),
            kind,
            organization: met.organization.clone(),
            body: met.body.clone(),
            date: met.date.clone(),
            title: None,
            file: format!("{id}.pdf"),
            is_partial: false,
            meetings: vec![met.clone(), met],
            n_clauses: 0,
            n_tables: 0,
            imported: Some("2026-01-01".to_owned()),
            segment: 1,
        })
    }

    #[test]
    fn papers_of_a_meeting_stand_together_and_gaps_are_told() {
        let mut bodies = Bodies::default();
        bodies.put(&paper("a", Kind::Kallelse, Some("2014-05-01"), None));
        bodies.put(&paper("b", Kind::Protokoll, Some("2014-05-01"), Some((1, 10))));
        bodies.put(&paper("c", Kind::Protokoll, Some("2014-09-01"), Some((14, 20))));
        bodies.put(&paper("d", Kind::Kallelse, Some("2014-12-01"), None));
        let of = bodies.organization("ÅSMARKEN").expect("however it is printed");
        let body = of.body("nämnden").expect("it met");
        assert_eq!(body.meetings.len(), 3);
        assert_eq!((of.years(), of.n_meetings(), of.n_bodies()), (Some((2014, 2014)), 3, 1));
        let coverage = body.coverage();
        assert_eq!(crate::study::coverage::printed(&coverage[0].missing), "11-13");
        assert_eq!(coverage[0].minutes, 2);
        let meeting = &body.meetings[&Some("2014-05-01".to_owned())];
        // A kallelse tells of its own meeting alone, minutes of each that they hold.
        assert_eq!(meeting.iter().filter(|held| held.is_call()).count(), 1);
        assert_eq!(meeting.iter().filter(|held| held.is_minutes()).count(), 2);
    }

    #[test]
    fn the_meetings_beside() {
        let mut bodies = Bodies::default();
        for date in ["2014-05-01", "2014-09-01", "2015-01-01"] {
            bodies.put(&paper(date, Kind::Kallelse, Some(date), None));
        }
        bodies.put(&paper("x", Kind::Kallelse, None, None));
        let of = bodies.organization("Åsmarken").expect("it is there");
        let body = of.body("Nämnden").expect("it is there");
        assert_eq!(body.beside("2014-09-01"), (Some("2014-05-01"), Some("2015-01-01")));
        assert_eq!(body.beside("2014-05-01"), (None, Some("2014-09-01")));
        assert_eq!(body.beside("2015-06-01"), (Some("2015-01-01"), None));
    }
}
