//! [`Record`]s → [`Link`]s: each proposal, and what became of it.
//!
//! A proposal stands in a kallelse, in an officer's report, or in the minutes of a body that hands it on to a higher one.
//! It is looked for among the paragraphs of minutes that share its registry number, a word of its title, or its meeting
//! (`seek.rs`), and taken only where the signs are enough; each [`Step`] carries them with its score.
//! A matter that was put off, sent back or handed on is followed to the next meeting (`chain.rs`).

mod act;
mod chain;
mod clauses;
mod names;
mod rows;
mod seek;
mod words;

use serde::Serialize;

pub use act::{Acts, Paper};
pub use clauses::{Change, Pair, Verdict};
pub use rows::{COLUMNS, rows};
pub use seek::{Sign, SignKind};
pub use words::{Run, RunKind};

use crate::record::v1::Record;
use act::{Minutes, Paragraph, Proposal};

/// How many days after a proposal its decision is looked for, when nothing else is said.
pub const DAYS: u16 = 400;

/// The version written into every link.
pub const SCHEMA: &str = "attsats/link/1.0";

/// A proposal, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Link {
    /// Version of this format.
    pub schema: &'static str,
    /// Where the proposal stands.
    pub proposal: Paper,
    /// Its clauses.
    pub clauses: Vec<String>,
    /// True when the words of its clauses told the item, against the number they stand under.
    pub item_by_words: bool,
    /// What became of it at the first meeting.
    pub verdict: Verdict,
    /// What became of it at the last meeting that was found.
    pub end: Verdict,
    /// The meetings, in order.
    pub steps: Vec<Step>,
    /// Why nothing more was found, where a decision is still to come.
    pub lacking: Option<Lacking>,
}

/// What one meeting made of a proposal.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Where it stands.
    pub decision: Paper,
    /// What became of the proposal.
    pub verdict: Verdict,
    /// True when the body does not decide but hands it on.
    pub handed_on: bool,
    /// How sure the pair is, 0 to 1: the sum of the signs' points.
    pub score: f64,
    /// Why the two are paired.
    pub signs: Vec<Sign>,
    /// How many other meetings had a paragraph that agrees as well, later or less.
    pub rivals: usize,
    /// Other papers that print the same paragraph, by id.
    pub also: Vec<String>,
    /// The clauses side by side.
    pub clauses: Vec<Pair>,
}

/// Why no decision was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lacking {
    /// Which reason.
    pub code: LackingCode,
    /// In words.
    pub says: String,
    /// The minutes that were looked in, by id.
    pub minutes: Vec<String>,
}

/// Reasons why no decision is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LackingCode {
    /// No minutes of the body are there for the days in question.
    NoMinutes,
    /// Minutes are there, and no paragraph of them agrees.
    NotInMinutes,
    /// The paper does not say who is to decide.
    NoBody,
    /// The paper has no date.
    NoDate,
}

/// Takes records one by one, and pairs what it has seen.
#[derive(Debug, Default)]
pub struct Linker {
    proposals: Vec<Proposal>,
    paragraphs: Vec<Paragraph>,
    minutes: Vec<Minutes>,
}

impl Linker {
    /// Takes what `record` proposes and decides.
    pub fn add(&mut self, record: &Record) {
        self.put(Acts::of(record));
    }

    /// Takes what a record proposes and decides.
    pub fn put(&mut self, acts: Acts) {
        self.proposals.extend(acts.proposals);
        self.paragraphs.extend(acts.paragraphs);
        self.minutes.extend(acts.minutes);
    }

    /// All links at once, see [`Linker::try_each`].
    pub fn links(self, days: u16) -> Vec<Link> {
        let mut links = Vec::new();
        let Ok(()) = self.try_each(days, |link| {
            links.push(link);
            Ok::<(), std::convert::Infallible>(())
        });
        links
    }

    /// Gives each link to `each`, in order of organisation, date, document and place; a decision is looked for
    /// within `days` days.
    ///
    /// # Errors
    ///
    /// The first that `each` gives.
    pub fn try_each<E>(
        mut self,
        days: u16,
        each: impl FnMut(Link) -> Result<(), E>,
    ) -> Result<(), E> {
        self.paragraphs.sort_by(|one, other| {
            let place = |paragraph: &Paragraph| (paragraph.paper.line, paragraph.paper.page);
            one.day
                .cmp(&other.day)
                .then(one.paper.id.cmp(&other.paper.id))
                .then(place(one).cmp(&place(other)))
        });
        self.proposals.sort_by(|one, other| {
            let (left, right) = (&one.paper, &other.paper);
            (&left.organization, &left.date, &left.id, one.block).cmp(&(
                &right.organization,
                &right.date,
                &right.id,
                other.block,
            ))
        });
        self.minutes.sort_by(|one, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
        chain::try_each(&self, i32::from(days), each)
    }
}

#[cfg(test)]
mod tests;
