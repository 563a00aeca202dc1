//! What became of the files that were looked at.

use std::collections::{BTreeMap, HashMap};

use crate::archive::{Alike, Ledger, Line, Status};
use crate::mask::Masker;
use crate::record::v1::READER_VERSION;
use crate::survey;
use crate::web::site::Holdings;

/// Files that are told of one by one; of the others, how many there are.
const MOST: usize = 50_000;

/// What became of the files, counted, and those that are not there as they should be.
#[derive(Debug, Default, Clone)]
pub(in crate::web) struct Imports {
    pub(in crate::web) n_files: usize,
    /// How many of each.
    pub(in crate::web) read: usize,
    pub(in crate::web) partial: usize,
    pub(in crate::web) failed: usize,
    pub(in crate::web) skipped: usize,
    /// Why files were not read, or not wholly; the commonest first.
    pub(in crate::web) reasons: Vec<(Status, String, usize)>,
    /// The files, those in quarantine first.
    pub(in crate::web) missed: Vec<Missed>,
    /// How many more there are.
    pub(in crate::web) untold: usize,
    /// When something changed last, UTC.
    pub(in crate::web) last: Option<String>,
    /// Documents that an earlier version of the reader read.
    pub(in crate::web) outdated: usize,
    /// Documents with pages that are pictures which nothing was there to read.
    pub(in crate::web) awaiting_ocr: usize,
    /// Documents with pages without text, and how many such pages.
    pub(in crate::web) textless: (usize, usize),
    /// Documents that stand in several places, and in how many.
    pub(in crate::web) same: (usize, usize),
    /// Groups of documents that are almost the same, and how many documents; `None` before they were compared.
    pub(in crate::web) alike: Option<(usize, usize)>,
}

/// A file that was not read, or not wholly.
#[derive(Debug, Clone)]
pub(in crate::web) struct Missed {
    pub(in crate::web) status: Status,
    /// The place in [`Imports::reasons`].
    pub(in crate::web) reason: usize,
    /// What the ledger says, with numbers.
    pub(in crate::web) detail: String,
    pub(in crate::web) name: String,
    pub(in crate::web) bytes: u64,
    pub(in crate::web) time: Option<String>,
    /// The document, where there is one.
    pub(in crate::web) id: Option<String>,
}

/// The day on which each document was imported last.
pub(super) fn days(ledger: &Ledger) -> HashMap<String, String> {
    let mut days: HashMap<String, String> = HashMap::new();
    for line in ledger.lines() {
        let day = line.time.as_deref().and_then(|time| time.get(..10));
        if let (Some(id), Some(day)) = (&line.sha256, day) {
            let known = days.entry(id.clone()).or_default();
            if day > known.as_str() {
                *known = day.to_owned();
            }
        }
    }
    days
}

impl Imports {
    pub(super) fn of(ledger: &Ledger, holdings: &Holdings) -> Self {
        let mut imports = Self { n_files: ledger.lines().len(), ..Self::default() };
        let mut missed: BTreeMap<u8, Vec<&Line>> = BTreeMap::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for line in ledger.lines() {
            let (count, rank) = match line.status {
                Status::Ok => (&mut imports.read, 3),
                Status::Partial => (&mut imports.partial, 1),
                Status::Failed => (&mut imports.failed, 0),
                Status::Skipped => (&mut imports.skipped, 2),
            };
            *count += 1;
            if rank < 3 {
                missed.entry(rank).or_default().push(line);
            }
            if let Some(id) = line.sha256.as_deref().filter(|_| line.status.is_read()) {
                *places.entry(id).or_default() += 1;
            }
            if line.time > imports.last {
                imports.last.clone_from(&line.time);
            }
        }
        let several = places.into_values().filter(|n| *n > 1);
        imports.same = several.fold((0, 0), |(n, places), more| (n + 1, places + more));
        imports.count_holdings(holdings);
        let missed: Vec<&Line> = missed.into_values().flatten().collect();
        imports.list(&missed, holdings);
        imports
    }

    fn count_holdings(&mut self, holdings: &Holdings) {
        for holding in holdings.archive.holdings() {
            self.outdated += usize::from(holding.reader < READER_VERSION);
            self.awaiting_ocr += usize::from(holding.entry.awaits_ocr);
            if let Some(pages) = holding.entry.notes.get("page-without-text") {
                self.textless.0 += 1;
                self.textless.1 += pages;
            }
        }
    }

    fn list(&mut self, missed: &[&Line], holdings: &Holdings) {
        let mut counts: BTreeMap<(u8, String), (Status, usize)> = BTreeMap::new();
        let key = |line: &Line| {
            let rank = [Status::Failed, Status::Partial, Status::Skipped]
                .iter()
                .position(|status| *status == line.status);
            (rank.unwrap_or(3) as u8, reason(line, holdings))
        };
        for line in missed {
            counts.entry(key(line)).or_insert((line.status, 0)).1 += 1;
        }
        let mut counts: Vec<((u8, String), (Status, usize))> = counts.into_iter().collect();
        counts.sort_by(|(one, (_, n)), (other, (_, m))| (one.0, m).cmp(&(other.0, n)));
        let at: HashMap<(u8, String), usize> =
            counts.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        let of = counts.into_iter().map(|((_, reason), (status, n))| (status, reason, n));
        self.reasons = of.collect();
        self.untold = missed.len().saturating_sub(MOST);
        let told = missed.iter().take(MOST);
        let told = told.map(|line| Missed {
            status: line.status,
            reason: at.get(&key(line)).copied().unwrap_or(0),
            detail: detail(line, holdings),
            name: name(line, holdings),
            bytes: line.bytes,
            time: line.time.clone(),
            id: line.sha256.clone().filter(|_| line.status.is_read()),
        });
        self.missed = told.collect();
    }

    /// The same with what is almost the same.
    pub(super) fn with_alike(&self, alike: &[Alike]) -> Self {
        let n_documents = alike.iter().map(|group| group.others.len() + 1).sum();
        Self { alike: Some((alike.len(), n_documents)), ..self.clone() }
    }
}

/// What a partial document lacks, as its record notes it; why another file was not read.
fn detail(line: &Line, holdings: &Holdings) -> String {
    let held = line.sha256.as_deref().and_then(|id| holdings.archive.get(id));
    let lacks = held.filter(|_| line.status == Status::Partial).and_then(|held| held.entry.lacks());
    lacks.or_else(|| line.reason.clone()).unwrap_or_default()
}

/// The same without the numbers, by which files are counted together.
fn reason(line: &Line, holdings: &Holdings) -> String {
    let detail = detail(line, holdings);
    if line.status != Status::Partial {
        return detail;
    }
    let codes = detail.split(", ").map(|part| part.split(' ').next().unwrap_or_default());
    codes.collect::<Vec<_>>().join(", ")
}

/// Where the file stands; its name alone, and that without personal data, where these are hidden.
fn name(line: &Line, holdings: &Holdings) -> String {
    let place = line.place();
    if !holdings.mask {
        return place.to_string();
    }
    let file = place.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let shown = match &line.member {
        Some(member) => format!("{file}: {member}"),
        None => file,
    };
    let held = line.sha256.as_deref().and_then(|id| holdings.archive.get(id));
    let masker = held.and_then(|held| survey::masker(&holdings.archive, held, true).ok().flatten());
    let masker: Masker = masker.unwrap_or_default();
    masker.text(&shown).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::samples;

    fn line(name: &str, status: Status, why: &str, id: &str) -> Line {
        let place = std::path::PathBuf::from(format!("folder/{name}")).into();
        let mut line = Line::new(&place, status, "2026-01-02T03:04:05Z");
        line.reason = Some(why.to_owned()).filter(|why| !why.is_empty());
        line.sha256 = Some(id.to_owned()).filter(|id| !id.is_empty());
        line
    }

    #[test]
    fn files_are_counted_by_what_became_of_them() {
        let site = samples::site();
        let holdings = site.holdings();
        let mut ledger = Ledger::default();
        for line in [
            line("a.pdf", Status::Ok, "", "one"),
            line("b.pdf", Status::Ok, "", "one"),
            line("c.pdf", Status::Partial, "damaged 1, limit-reached 7", "two"),
            line("d.pdf", Status::Partial, "damaged 3, limit-reached 2", "three"),
            line("e.pdf", Status::Failed, "the file is locked with a password", ""),
            line("f.jpg", Status::Skipped, "a picture", ""),
        ] {
            ledger.set(line);
        }
        let imports = Imports::of(&ledger, &holdings);
        let counts =
            (imports.n_files, imports.read, imports.partial, imports.failed, imports.skipped);
        assert_eq!(counts, (6, 2, 2, 1, 1));
        assert_eq!(imports.same, (1, 2));
        assert_eq!(imports.last.as_deref(), Some("2026-01-02T03:04:05Z"));
        let reasons: Vec<(&str, usize)> =
            imports.reasons.iter().map(|(_, why, n)| (why.as_str(), *n)).collect();
        assert_eq!(
            reasons,
            [
                ("the file is locked with a password", 1),
                ("damaged, limit-reached", 2),
                ("a picture", 1)
            ]
        );
        assert_eq!(imports.missed[0].name, "folder/e.pdf");
        assert_eq!(imports.missed[0].reason, 0);
        assert_eq!(imports.missed[1].detail, "damaged 1, limit-reached 7");
        assert_eq!(days(&ledger)["one"], "2026-01-02");
    }
}
