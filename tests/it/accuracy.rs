//! What we read against what is true: precision and recall by layer, never below the floors.
//!
//! Gold is what a person found; it stands beside the papers of the corpus.
//! Two more sets of gold, over real papers that are not ours to hand on, are measured where they are at hand.
//!
//! | variable | does |
//! |---|---|
//! | `ACCURACY_TABLE=1` | writes the tables into README.md |
//! | `ACCURACY_FLOORS=1` | writes the floors anew, a little below what is measured |
//! | `ACCURACY_SHOW=agenda` | tells what is wrong in the layers, or papers, so called |

mod clauses;
mod gold;
mod keys;
mod report;
mod score;
mod tables;
mod tally;
mod variants;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::papers::{self, files_below, has_suffix, name, root};
use gold::Gold;
use tally::Tally;

/// How far below what is measured a floor is set.
const MARGIN: f64 = 0.03;

/// By set, by layer: the least F1, or share right.
type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// A set of gold: its name, its folder, and where its papers are.
const SETS: [(&str, &str, &str); 3] = [
    ("corpus", "corpus/papers", "corpus/papers"),
    ("seeds", "../shared/gold/seeds", "../shared/data"),
    ("dev", "../shared/gold/dev", "../shared/data"),
];

#[test]
fn accuracy_is_not_below_the_floors() {
    let measured: Vec<(&str, Tally)> =
        SETS.iter().filter_map(|set| Some((set.0, measure(set)?))).collect();
    for (set, tally) in &measured {
        tell(&report::plain(set, tally));
        if let Ok(needle) = std::env::var("ACCURACY_SHOW") {
            tally.wrong(&needle).for_each(|line| tell(&format!("{line}\n")));
        }
    }
    if std::env::var_os("ACCURACY_TABLE").is_some() {
        let readme = std::fs::read_to_string(readme_path()).expect("README.md is there");
        let readme = report::rewritten(&readme, &measured).expect("README.md has the marks");
        std::fs::write(readme_path(), readme).expect("room");
    }
    if std::env::var_os("ACCURACY_FLOORS").is_some() {
        write_floors(&measured);
    }
    let below = below_floors(&measured);
    assert!(below.is_empty(), "\n{}", below.join("\n"));
    check_readme(&measured);
}

/// Reads the papers of a set; `None` where it is not at hand.
fn measure(&(set, gold, papers): &(&str, &str, &str)) -> Option<Tally> {
    let gold = files_below(&root().join(gold));
    if gold.is_empty() {
        tell(&format!("\n{set}: not at hand\n"));
        return None;
    }
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in files_below(&root().join(papers)) {
        by_name.entry(name(&path).nfc().collect()).or_insert(path);
    }
    let gold: Vec<(String, Gold, Option<PathBuf>)> = gold
        .iter()
        .filter(|path| has_suffix(path, "json"))
        .map(|path| {
            let gold = Gold::open(path);
            let paper = by_name.get(&gold.paper().nfc().collect::<String>()).cloned();
            (gold.paper().to_owned(), gold, paper)
        })
        .collect();
    let records = papers::on_threads(&gold, |(name, _, path)| {
        let read = |path: &Path| papers::read(path).map(|reading| reading.record);
        path.as_deref().map(|path| read(path).unwrap_or_else(|error| panic!("{name}: {error}")))
    });
    let mut tally = Tally::default();
    for ((paper, gold, _), record) in gold.iter().zip(&records) {
        match record {
            Some(record) => score::score(paper, gold, record, &mut tally),
            None => tally.absent.push(paper.clone()),
        }
    }
    Some(tally)
}

/// Tells who runs the test, whether it fails or not.
fn tell(text: &str) {
    std::io::stderr().write_all(text.as_bytes()).expect("somebody listens");
}

fn readme_path() -> PathBuf {
    root().join("README.md")
}

fn floors_path() -> PathBuf {
    root().join("tests/it/accuracy/floors.json")
}

fn floors() -> Floors {
    let text = std::fs::read_to_string(floors_path()).expect("the floors are there");
    serde_json::from_str(&text).expect("by set, by layer, a number")
}

fn below_floors(measured: &[(&str, Tally)]) -> Vec<String> {
    let floors = floors();
    let mut below = Vec::new();
    for (set, tally) in measured {
        let floors = floors.get(*set).unwrap_or_else(|| panic!("{set} has floors"));
        let figures = tally.figures();
        for figure in &figures {
            match floors.get(figure.layer) {
                Some(floor) if figure.value >= *floor => {}
                Some(floor) => {
                    below.push(format!("{set}: {}: {:.3} < {floor}", figure.layer, figure.value));
                }
                None => below.push(format!("{set}: {}: has no floor", figure.layer)),
            }
        }
        let is_measured = |layer: &&String| figures.iter().any(|figure| figure.layer == **layer);
        let lost = floors.keys().filter(|layer| !is_measured(layer));
        below.extend(lost.map(|layer| format!("{set}: {layer}: is not measured any more")));
    }
    below
}

/// Sets of gold that are not at hand keep their floors.
fn write_floors(measured: &[(&str, Tally)]) {
    let mut floors = floors();
    for (set, tally) in measured {
        let floor = |value: f64| ((value - MARGIN).max(0.0) * 100.0).floor() / 100.0;
        let of_layers = tally.figures();
        let of_layers =
            of_layers.iter().map(|figure| (figure.layer.to_owned(), floor(figure.value)));
        floors.insert((*set).to_owned(), of_layers.collect());
    }
    let mut text = serde_json::to_string_pretty(&floors).expect("plain data");
    text.push('\n');
    std::fs::write(floors_path(), text).expect("room");
}

/// The README shows each layer of each set that is at hand; its values are those of the last release.
fn check_readme(measured: &[(&str, Tally)]) {
    let Ok(readme) = std::fs::read_to_string(readme_path()) else {
        tell("\nREADME.md is not there: its table was not looked at\n");
        return;
    };
    let tables = report::tables_of(&readme).expect("README.md has the marks of the table");
    for (set, tally) in measured {
        let layers: Vec<&str> = tally.figures().iter().map(|figure| figure.layer).collect();
        let table = tables.iter().find(|(name, _)| name == set);
        let rows = table.map(|(_, table)| report::rows_of(table)).unwrap_or_default();
        assert_eq!(rows, layers, "{set}: ACCURACY_TABLE=1 cargo test accuracy writes the table");
    }
}
