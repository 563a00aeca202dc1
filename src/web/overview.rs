//! What the lists over the whole archive are made of: a few lines on each document, read once, in the background.
//!
//! 100,000 documents, each twentieth with tables, take about 125 MB; `budgets.rs` bounds the figures.

mod bodies;
mod budgets;
mod imports;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

pub(super) use bodies::{Bodies, Body, Held, Organization, year_of};
pub(super) use budgets::{Budget, Budgets};
pub(super) use imports::{Imports, Missed};

use super::asked::Asked;
use super::site::{Holdings, Site};
use crate::archive::Holding;
use crate::record::v1::{Kind, Paragraphs, Record};
use crate::survey;
use crate::swedish::tokens::fold_all;

/// How often what was read so far is shown.
const SHOW: Duration = Duration::from_secs(1);

/// A few lines on a document.
#[derive(Debug, Clone)]
pub(super) struct Summary {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) organization: Option<String>,
    pub(super) body: Option<String>,
    pub(super) date: Option<String>,
    pub(super) title: Option<String>,
    pub(super) file: String,
    /// True when not all of it was read.
    pub(super) is_partial: bool,
    pub(super) meetings: Vec<Met>,
    pub(super) n_clauses: usize,
    pub(super) n_tables: usize,
    /// When it was imported: ISO 8601, the day alone.
    pub(super) imported: Option<String>,
    /// The segment of the archive that it was read from.
    segment: u64,
}

/// A meeting that a document tells of.
#[derive(Debug, Clone)]
pub(super) struct Met {
    pub(super) organization: Option<String>,
    pub(super) body: Option<String>,
    pub(super) date: Option<String>,
    pub(super) paragraphs: Option<Paragraphs>,
}

/// The documents that were read so far.
#[derive(Debug, Default, Clone)]
pub(super) struct Overview {
    /// By id.
    pub(super) documents: BTreeMap<String, Arc<Summary>>,
    /// The documents of an organization, by its folded name, in the order of their days.
    by_organization: BTreeMap<String, Vec<Arc<Summary>>>,
    /// Who met when, and the papers of it.
    pub(super) bodies: Bodies,
    /// The accounts of each organization.
    pub(super) budgets: Budgets,
    /// What became of the files; none before the ledger was read.
    pub(super) imports: Option<Arc<Imports>>,
    /// How many documents the archive has.
    pub(super) n_documents: usize,
    /// True when the archive was looked at.
    pub(super) has_begun: bool,
}

impl Overview {
    /// True when every document was read.
    pub(super) fn is_whole(&self) -> bool {
        self.has_begun && self.documents.len() >= self.n_documents
    }

    /// The documents of an organization from one day to another, both included.
    pub(super) fn between(
        &self,
        organization: &str,
        from: &str,
        to: &str,
    ) -> impl Iterator<Item = &Arc<Summary>> {
        let all = self
            .by_organization
            .get(&fold_all(organization))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let day = |summary: &Arc<Summary>, holds: fn(&str, &str) -> bool, than: &str| {
            summary.date.as_deref().is_none_or(|day| holds(day, than))
        };
        let first = all.partition_point(|summary| day(summary, |day, from| day < from, from));
        let last = all.partition_point(|summary| day(summary, |day, to| day <= to, to));
        all.get(first..last.max(first)).unwrap_or_default().iter()
    }

    fn put(&mut self, summary: Summary, record: &Record) {
        let summary = Arc::new(summary);
        self.bodies.put(&summary);
        self.budgets.put(record);
        let names = summary.meetings.iter().map(|met| &met.organization);
        let names = names.chain([&summary.organization]).flatten();
        let mut keys: Vec<String> = names.map(|name| fold_all(name)).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let of = self.by_organization.entry(key).or_default();
            let place =
                |known: &Arc<Summary>| (&known.date, &known.id).cmp(&(&summary.date, &summary.id));
            if let Err(at) = of.binary_search_by(place) {
                of.insert(at, Arc::clone(&summary));
            }
        }
        self.documents.insert(summary.id.clone(), summary);
    }
}

impl Summary {
    fn of(record: &Record, holding: &Holding, imported: Option<&str>) -> Self {
        let met = |meeting: &crate::record::v1::Meeting| Met {
            organization: meeting.organization.clone().or_else(|| record.organization.clone()),
            body: meeting.body.clone().or_else(|| record.body.clone()),
            date: meeting.date.clone().or_else(|| record.date.clone()),
            paragraphs: meeting.paragraphs.clone(),
        };
        let meetings: Vec<Met> = record.meetings.iter().map(met).collect();
        let day = meetings.first().and_then(|met| met.date.clone());
        Self {
            id: record.id.clone(),
            kind: record.kind,
            organization: record.organization.clone(),
            body: record.body.clone(),
            date: day.or_else(|| record.date.clone()),
            title: record.title.clone(),
            file: record.source.name.clone(),
            is_partial: holding.entry.lacks().is_some(),
            n_clauses: record.decisions.iter().map(|decision| decision.clauses.len()).sum(),
            n_tables: record.tables.len(),
            meetings,
            imported: imported.map(str::to_owned),
            segment: holding.segment,
        }
    }
}

/// The overview, and who reads on.
#[derive(Debug, Default)]
pub(super) struct Overviews(RwLock<Arc<Overview>>);

impl Overviews {
    pub(super) fn now(&self) -> Arc<Overview> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn set(&self, overview: Overview) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(overview);
    }
}

/// Reads what is new in the archive, now and whenever something came, as long as the site is there.
pub(super) fn follow(site: &Arc<Site>) -> std::io::Result<()> {
    let site = Arc::downgrade(site);
    std::thread::Builder::new().name("overview".to_owned()).spawn(move || {
        let mut mark = String::new();
        while let Some(there) = site.upgrade() {
            let holdings = there.holdings();
            drop(there);
            if holdings.mark != mark && holdings.here().is_ok() {
                // What the start page says of all clauses takes longest; the next visitor finds it made.
                let _ = holdings.told(&Asked { unit: "clause".to_owned(), ..Asked::default() });
            }
            if holdings.mark != mark && read(&site, &holdings).is_some() {
                mark.clone_from(&holdings.mark);
            }
            drop(holdings);
            std::thread::sleep(Duration::from_secs(2));
        }
    })?;
    Ok(())
}

/// Reads the documents that are not known; `None` when the site is gone.
fn read(site: &Weak<Site>, holdings: &Holdings) -> Option<()> {
    let before = site.upgrade()?.overview.now();
    let is_as_it_was = |summary: &Arc<Summary>| {
        let now = holdings.archive.get(&summary.id);
        now.is_some_and(|now| now.segment == summary.segment)
    };
    // Where documents were read again all begins anew; what was known is shown until then.
    let is_anew = !before.documents.values().all(is_as_it_was);
    let mut overview = if is_anew { Overview::default() } else { (*before).clone() };
    overview.n_documents = holdings.archive.holdings().len();
    overview.has_begun = true;
    // A ledger that cannot be read is told of elsewhere (attsats verify), as is a document.
    let sources = holdings.archive.ledger().ok().map(|ledger| {
        overview.imports = Some(Arc::new(Imports::of(&ledger, holdings)));
        holdings.sources_of(&ledger)
    });
    let mut shown = Instant::now();
    for holding in holdings.archive.holdings() {
        if overview.documents.contains_key(&holding.entry.id) {
            continue;
        }
        match survey::record(&holdings.archive, holding, holdings.mask) {
            Ok(record) => {
                let time = sources.and_then(|sources| sources.imported(&holding.entry.id));
                let day = time.and_then(|time| time.get(..10));
                overview.put(Summary::of(&record, holding, day), &record);
            }
            Err(_) => overview.n_documents = overview.n_documents.saturating_sub(1),
        }
        if shown.elapsed() > SHOW {
            let site = site.upgrade()?;
            if !is_anew {
                site.overview.set(overview.clone());
            }
            shown = Instant::now();
        }
    }
    site.upgrade()?.overview.set(overview.clone());
    if let (Some(imports), Ok(alike)) = (&overview.imports, holdings.archive.alike()) {
        overview.imports = Some(Arc::new(imports.with_alike(&alike)));
        site.upgrade()?.overview.set(overview);
    }
    Some(())
}

/// Reads all of it at once.
#[cfg(test)]
pub(super) fn read_all(site: &Arc<Site>) {
    let holdings = site.holdings();
    assert!(read(&Arc::downgrade(site), &holdings).is_some(), "the site is there");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(id: &str, organization: &str, date: Option<&str>) -> Summary {
        Summary {
            id: id.to_owned(),
            kind: Kind::Protokoll,
            organization: Some(organization.to_owned()),
            body: None,
            date: date.map(str::to_owned),
            title: None,
            file: String::new(),
            is_partial: false,
            meetings: Vec::new(),
            n_clauses: 0,
            n_tables: 0,
            imported: None,
            segment: 1,
        }
    }

    #[test]
    fn documents_of_an_organization_between_two_days() {
        let mut overview = Overview::default();
        for (id, organization, date) in [
            ("a", "Åsmarken", Some("2014-05-01")),
            ("b", "ÅSMARKEN", Some("2014-06-01")),
            ("c", "Åsmarken", None),
            ("d", "Asmarken", Some("2014-05-15")),
            ("e", "Åsmarken", Some("2015-01-01")),
        ] {
            overview.put(summary(id, organization, date), &crate::index::samples::text_of("").0);
        }
        let ids = |from, to| {
            overview
                .between("Åsmarken", from, to)
                .map(|summary| summary.id.clone())
                .collect::<String>()
        };
        assert_eq!(ids("2014-05-01", "2014-06-01"), "ab");
        assert_eq!(ids("2014-05-02", "2099-01-01"), "be");
        assert_eq!(ids("2016-01-01", "2014-01-01"), "");
    }
}
