//! `attsats plot`: an archive, or what a query finds in it → a picture.

mod budget;
mod counts;

use std::path::Path;

use super::args::{Counted, Per, Picture, Plot};
use super::export::whole;
use super::{End, term};
use crate::archive::{Archive, Holding, TOOL};
use crate::plot::{self, Drawing};
use crate::record::StoredText;
use crate::record::v1::Record;
use crate::survey::Wanted;

pub(super) fn run(args: &Plot) -> anyhow::Result<End> {
    let form = Form::of(&args.output)?;
    let is_budget = args.kind == Picture::Budget;
    anyhow::ensure!(
        args.per.is_none() || !is_budget,
        "--per counts words, of which a budget has none"
    );
    anyhow::ensure!(
        is_budget || args.organization.is_none(),
        "--organization is of a budget; a query names it with organisation:"
    );
    let archive = Archive::open(&args.archive)?;
    let found = Found {
        archive: &archive,
        wanted: args.query.as_deref().map(|query| Wanted::of(&args.archive, query)).transpose()?,
    };
    let mut picture = match args.kind {
        Picture::Timeline => counts::timeline(&found, args)?,
        Picture::Organisations => counts::organisations(&found, args)?,
        Picture::Budget => budget::picture(&found, args)?,
    };
    if let Some(title) = &args.title {
        picture.title.clone_from(title);
    }
    picture.notes.insert(0, source(args));
    let is_empty = match &picture.drawing {
        Drawing::Columns(columns) => columns.places.is_empty(),
        Drawing::Bars(bars) => bars.bars.is_empty(),
    };
    let svg = plot::svg(&picture);
    let bytes = form.bytes(svg)?;
    whole(&args.output, |beside| Ok(std::fs::write(beside, &bytes)?))?;
    picture.notes.iter().for_each(|note| term::tell(note));
    Ok(End::lacking_if(is_empty))
}

/// What the file is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Svg,
    Png,
}

impl Form {
    fn of(path: &Path) -> anyhow::Result<Self> {
        let suffix = path.extension().map(|suffix| suffix.to_ascii_lowercase());
        match suffix.as_deref().and_then(std::ffi::OsStr::to_str) {
            Some("svg") => Ok(Self::Svg),
            Some("png") if cfg!(feature = "png") => Ok(Self::Png),
            Some("png") => anyhow::bail!("built without the feature png; F.svg can be written"),
            _ => anyhow::bail!("--output is to end in .svg or .png"),
        }
    }

    fn bytes(self, svg: String) -> anyhow::Result<Vec<u8>> {
        match self {
            #[cfg(feature = "png")]
            Self::Png => Ok(plot::png(&svg)?),
            _ => Ok(svg.into_bytes()),
        }
    }
}

/// "Källa: arkivet protokoll, läst med attsats 0.1.0. Sökning: ”upphandling”."
fn source(args: &Plot) -> String {
    let name = args.archive.file_name().unwrap_or(args.archive.as_os_str()).to_string_lossy();
    let query = args.query.as_ref().map(|query| format!(" Sökning: ”{query}”."));
    format!("Källa: arkivet {name}, läst med {TOOL}.{}", query.unwrap_or_default())
}

/// What is drawn of an archive.
struct Found<'a> {
    archive: &'a Archive,
    wanted: Option<Wanted>,
}

impl Found<'_> {
    /// Gives each document that is to be drawn.
    fn try_each(&self, each: &mut dyn FnMut(&Record) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let is_wanted = |held: &&Holding| {
            self.wanted.as_ref().is_none_or(|wanted| wanted.has_document(&held.entry.id))
        };
        self.archive
            .holdings()
            .filter(is_wanted)
            .try_for_each(|held| each(&self.archive.record(held)?))
    }

    /// Gives each document of the whole archive, with how many words it has.
    fn try_each_size(&self, each: &mut dyn FnMut(&Record, f64)) -> anyhow::Result<()> {
        for held in self.archive.holdings() {
            each(&self.archive.record(held)?, n_words(&self.archive.text(held)?));
        }
        Ok(())
    }

    fn has_clause(&self, record: &Record, start: u64) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.has_clause(&record.id, start))
    }
}

fn n_words(text: &StoredText) -> f64 {
    let has_letters = |word: &&str| word.chars().any(char::is_alphanumeric);
    text.content.split_whitespace().filter(has_letters).count() as f64
}

/// The day of the paper's own meeting, or that of issue.
fn date(record: &Record) -> Option<&str> {
    let meeting = record.meetings.first().and_then(|meeting| meeting.date.as_deref());
    meeting.or(record.date.as_deref())
}

fn year(record: &Record) -> Option<i32> {
    date(record)?.get(..4)?.parse().ok()
}

/// From the first to the last day of what was drawn.
#[derive(Debug, Default)]
struct Days(Option<(String, String)>);

impl Days {
    fn add(&mut self, day: Option<&str>) {
        let Some(day) = day.map(str::to_owned) else { return };
        self.0 = Some(match self.0.take() {
            Some((first, last)) => (first.min(day.clone()), last.max(day)),
            None => (day.clone(), day),
        });
    }

    /// ", 2011-01-27–2014-12-04", or nothing.
    fn told(&self) -> String {
        self.0.as_ref().map(|(first, last)| format!(", {first}–{last}")).unwrap_or_default()
    }
}

/// The name of a document's municipality or association, the same however it is printed.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a number counts: "1 att-sats", "12 dokument".
fn counted(count: Counted, n: f64) -> String {
    let number = plot::number(n, 0);
    match count {
        Counted::Clauses if n == 1.0 => format!("{number} att-sats"),
        Counted::Clauses => format!("{number} att-satser"),
        Counted::Documents => format!("{number} dokument"),
    }
}

/// What an axis says is counted.
fn measure(args: &Plot) -> String {
    let counted = match args.count {
        Counted::Clauses => "att-satser",
        Counted::Documents => "dokument",
    };
    match args.per {
        Some(Per::Million) => format!("{} per miljon ord", capital(counted)),
        None => format!("Antal {counted}"),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default()
        + letters.as_str()
}
