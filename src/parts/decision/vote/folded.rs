//! Lines → one string to search in, that knows where its bytes stand.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Line, Span};

/// The body lines, one after the other; `\n` between lines, `\n\n` between paragraphs.
pub(super) struct Folded<'a> {
    /// The text.
    pub(super) text: String,
    /// The lines in it.
    pub(super) lines: Vec<&'a Line>,
    /// Where each line begins in it.
    starts: Vec<usize>,
}

impl<'a> Folded<'a> {
    /// The lines among `lines` that are to be read.
    pub(super) fn new(lines: &'a [Line]) -> Self {
        let mut folded = Self { text: String::new(), lines: Vec::new(), starts: Vec::new() };
        for line in lines.iter().filter(|line| line.is_body()) {
            if !folded.text.is_empty() {
                folded.text.push_str(if line.gap > 0 { "\n\n" } else { "\n" });
            }
            folded.starts.push(folded.text.len());
            folded.text.push_str(&line.text);
            folded.lines.push(line);
        }
        folded
    }

    /// Where line `idx` begins in the text.
    pub(super) fn start(&self, idx: usize) -> usize {
        self.starts[idx]
    }

    /// The line on which byte `at` of the text stands.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Where the bytes `range` of the text stand in the content.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let place = |at: usize| {
            let line = self.lines.get(self.line_at(at))?;
            let within = (at - self.starts[self.line_at(at)]).min(line.text.len());
            Some(line.span_of(within..within).start)
        };
        match (place(range.start), self.end_place(range.end)) {
            (Some(start), Some(end)) => Span::new(start..end.max(start)),
            _ => Span::default(),
        }
    }

    /// Where what ends at `end` of the text ends in the content.
    fn end_place(&self, end: usize) -> Option<usize> {
        let idx = self.line_at(end.saturating_sub(1));
        let line = self.lines.get(idx)?;
        let within = end.saturating_sub(self.starts[idx]).min(line.text.len());
        Some(line.span_of(within..within).end)
    }
}

/// Where the sentence that `before` ends in begins. A paragraph that ends in a comma or in "och" goes on.
pub(super) fn sentence_start(before: &str) -> usize {
    let goes_on = |stop: &str, from: usize| {
        let broken = before[..from].trim_end();
        stop.trim().is_empty() && [",", " och", " samt"].iter().any(|end| broken.ends_with(end))
    };
    let stops = STOP.find_iter(before).filter(|stop| !goes_on(stop.as_str(), stop.start()));
    stops.last().map_or(0, |stop| stop.end())
}

/// A stop and a space, or the end of a paragraph.
static STOP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"[.!?:]["”]?\s+|\n\n"#).expect("a constant pattern"));
