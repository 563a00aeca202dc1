//! How often the reading is right: the tables of the README, which a test compares with what is measured.

use maud::{Markup, html};

use crate::web::visit::Visit;
use crate::web::words::words;

words! {
    layer: "Vad", "What";
    precision: "precision", "precision";
    recall: "täckning", "recall";
    f1: "F1 eller andel rätt", "F1 or share right";
}

/// Where the figures of accuracy stand.
const README: &str = include_str!("../../../../README.md");

/// The tables of accuracy in the README: of papers written for the purpose, and of real ones.
pub(super) fn accuracy(visit: &Visit) -> Markup {
    let words = Words::of(visit.lang);
    let decimal = |number: &str| visit.lang.of(number.replace('.', ","), number.to_owned());
    html! {
        @for (at, (set, rows)) in measured(README).iter().enumerate() {
            @let says = SETS.iter().find(|(name, _, _)| name == set).map_or(*set, |(_, sv, en)| visit.lang.of(*sv, *en));
            @let id = format!("noggrannhet-{at}");
            div.scroll tabindex="0" role="region" aria-labelledby=(id) {
                table.numbers {
                    caption id=(id) { (says) }
                    thead { tr { th scope="col" { (words.layer) } th scope="col" { "n" } th scope="col" { (words.precision) } th scope="col" { (words.recall) } th scope="col" { (words.f1) } } }
                    tbody {
                        @for row in rows {
                            @let mut cells = row.iter();
                            tr {
                                th scope="row" { (layer(visit, cells.next().copied().unwrap_or_default())) }
                                @for cell in cells { td { (decimal(cell)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the sets of annotated papers are.
const SETS: [(&str, &str, &str); 3] = [
    (
        "corpus",
        "Påhittade handlingar, skrivna för att pröva läsningen",
        "Invented papers, written to try the reading",
    ),
    (
        "seeds",
        "De verkliga handlingar som arbetet började med",
        "The real papers that the work began with",
    ),
    ("dev", "Andra verkliga handlingar", "Other real papers"),
];

/// The name of a set of annotated papers, and the rows of its table.
type Set<'a> = (&'a str, Vec<Vec<&'a str>>);

/// The sets and their tables, between the marks that the README has for them.
fn measured(readme: &str) -> Vec<Set<'_>> {
    let told = readme.split_once("<!-- accuracy:begin -->").map_or("", |(_, rest)| rest);
    let told = told.split_once("<!-- accuracy:end -->").map_or(told, |(told, _)| told);
    let mut sets: Vec<Set<'_>> = Vec::new();
    for line in told.lines() {
        if let Some(name) = line.strip_prefix("**") {
            sets.push((name.split("**").next().unwrap_or_default(), Vec::new()));
        } else if let (Some(row), Some((_, rows))) = (line.strip_prefix('|'), sets.last_mut()) {
            let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
            let is_figures = cells.get(1).is_some_and(|n| n.parse::<u32>().is_ok());
            rows.extend(is_figures.then_some(cells));
        }
    }
    sets
}

/// What is measured, as the README has it, in Swedish.
const LAYERS: [(&str, &str); 23] = [
    ("clauses, strict text + status", "att-satser, ordagrant och med status"),
    ("clauses, strict text", "att-satser, ordagrant"),
    ("clauses, relaxed text", "att-satser, i stort sett"),
    ("clauses, formal only (recall)", "att-satser i formella beslut (täckning)"),
    ("agenda, number + title", "ärenden, nummer och rubrik"),
    ("agenda, relaxed", "ärenden, i stort sett"),
    ("table numbers (row label + value)", "tal i tabeller (radens namn och värde)"),
    ("table rows whole and in order", "tabellrader hela och i ordning"),
    ("attendance names", "närvarandes namn"),
    ("status", "status"),
    ("surface_status", "status som den är skriven"),
    ("body", "organ"),
    ("addressee", "mottagare av uppdrag"),
    ("agenda item of clause", "att-satsens ärende"),
    ("actions (set F1)", "åtgärder (F1)"),
    ("traps avoided", "undvikna fällor"),
    ("diarienummer", "diarienummer"),
    ("table unit", "tabellens enhet"),
    ("document kind", "dokumenttyp"),
    ("meeting date", "mötesdatum"),
    ("organization", "organisation"),
    ("meeting body", "mötets organ"),
    ("votes (ja, nej)", "röster (ja, nej)"),
];

fn layer<'a>(visit: &Visit, name: &'a str) -> &'a str {
    let swedish = LAYERS.iter().find(|(known, _)| *known == name);
    visit.lang.of(swedish.map_or(name, |(_, swedish)| swedish), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_measure_has_a_swedish_name() {
        for (_, rows) in measured(README) {
            for name in rows.iter().filter_map(|row| row.first()) {
                assert!(LAYERS.iter().any(|(known, _)| known == name), "{name}");
            }
        }
    }

    #[test]
    fn the_figures_are_those_of_the_readme() {
        let sets = measured(README);
        assert!(sets.iter().any(|(name, rows)| *name == "corpus" && rows.len() > 5), "{sets:?}");
        assert!(sets.iter().flat_map(|(_, rows)| rows).all(|row| row.len() == 5), "{sets:?}");
        assert!(
            sets.iter().all(|(name, _)| SETS.iter().any(|(known, _, _)| known == name)),
            "{sets:?}"
        );
        assert!(measured("no table").is_empty());
    }
}
