//! What was right and wrong, by layer.

use std::collections::BTreeMap;

/// The layers that are counted: found, missed, spurious.
pub(super) const COUNTED: [&str; 9] = [
    "clauses, strict text + status",
    "clauses, strict text",
    "clauses, relaxed text",
    "clauses, formal only (recall)",
    "agenda, number + title",
    "agenda, relaxed",
    "table numbers (row label + value)",
    "table rows whole and in order",
    "attendance names",
];

/// The layers of which a share is right.
pub(super) const SHARED: [&str; 14] = [
    "status",
    "surface_status",
    "body",
    "addressee",
    "agenda item of clause",
    "actions (set F1)",
    "traps avoided",
    "diarienummer",
    "table unit",
    "document kind",
    "meeting date",
    "organization",
    "meeting body",
    "votes (ja, nej)",
];

/// What was right and wrong over some papers.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<&'static str, Count>,
    shares: BTreeMap<&'static str, Share>,
    /// "layer: paper: missed …", to look at.
    wrong: Vec<String>,
    pub(super) n_papers: usize,
    /// Papers that gold tells of and that are not there.
    pub(super) absent: Vec<String>,
}

#[derive(Debug, Default)]
struct Count {
    found: usize,
    spurious: usize,
    missed: usize,
}

#[derive(Debug, Default)]
struct Share {
    n: usize,
    sum: f64,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub(super) layer: &'static str,
    /// How many there are in gold.
    pub(super) n: usize,
    /// Found, spurious, missed.
    pub(super) counts: Option<(usize, usize, usize)>,
    /// Precision and recall.
    pub(super) precision_recall: Option<(f64, f64)>,
    /// F1, or the share that is right.
    pub(super) value: f64,
}

impl Tally {
    /// Adds to a counted layer.
    pub(super) fn count(
        &mut self,
        layer: &'static str,
        paper: &str,
        found: usize,
        missed: Vec<String>,
        spurious: Vec<String>,
    ) {
        debug_assert!(COUNTED.contains(&layer), "{layer}");
        let count = self.counts.entry(layer).or_default();
        count.found += found;
        count.missed += missed.len();
        count.spurious += spurious.len();
        let told = |what: &str, text: &String| format!("{layer}: {paper}: {what}: {text}");
        self.wrong.extend(missed.iter().map(|text| told("missed", text)));
        self.wrong.extend(spurious.iter().map(|text| told("spurious", text)));
    }

    /// Adds one case to a shared layer; `told` says what was wanted and what was read.
    pub(super) fn case(
        &mut self,
        layer: &'static str,
        paper: &str,
        right: bool,
        told: impl Fn() -> String,
    ) {
        self.part(layer, f64::from(u8::from(right)));
        if !right {
            self.wrong.push(format!("{layer}: {paper}: {}", told()));
        }
    }

    /// Adds one case that may be partly right.
    pub(super) fn part(&mut self, layer: &'static str, right: f64) {
        debug_assert!(SHARED.contains(&layer), "{layer}");
        let share = self.shares.entry(layer).or_default();
        share.n += 1;
        share.sum += right;
    }

    /// What was wrong in the layers whose name holds `needle`.
    pub(super) fn wrong(&self, needle: &str) -> impl Iterator<Item = &str> {
        self.wrong.iter().map(String::as_str).filter(move |line| line.contains(needle))
    }

    /// The lines of the table, in the order of the layers.
    pub(super) fn figures(&self) -> Vec<Figures> {
        let counted = COUNTED.iter().filter_map(|layer| Some((*layer, self.counts.get(layer)?)));
        let shared = SHARED.iter().filter_map(|layer| Some((*layer, self.shares.get(layer)?)));
        let counted = counted.map(|(layer, count)| count.figures(layer));
        let shared = shared.map(|(layer, share)| Figures {
            layer,
            n: share.n,
            counts: None,
            precision_recall: None,
            value: share.sum / share.n as f64,
        });
        counted.chain(shared).collect()
    }
}

impl Count {
    fn figures(&self, layer: &'static str) -> Figures {
        let Self { found, spurious, missed } = *self;
        let of_nothing = f64::from(u8::from(missed == 0));
        let precision = share(found, found + spurious).unwrap_or(of_nothing);
        let recall = share(found, found + missed).unwrap_or(1.0);
        let sum = precision + recall;
        Figures {
            layer,
            n: found + missed,
            counts: Some((found, spurious, missed)),
            precision_recall: Some((precision, recall)),
            value: if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 },
        }
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[test]
fn what_is_neither_wanted_nor_found_is_right() {
    let mut tally = Tally::default();
    tally.count("agenda, relaxed", "a", 0, Vec::new(), Vec::new());
    tally.count("attendance names", "a", 3, vec!["x".to_owned()], vec!["y".to_owned(); 3]);
    let figures = tally.figures();
    assert_eq!((figures[0].n, figures[0].value), (0, 1.0));
    assert_eq!(figures[1].precision_recall, Some((0.5, 0.75)));
    assert_eq!(tally.wrong("attendance").count(), 4);
}
