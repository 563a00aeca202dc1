//! The table: for who runs the test, and for the README.

use std::fmt::Write;

use super::tally::{Figures, Tally};

/// Before the tables in README.md.
const BEGIN: &str = "<!-- accuracy:begin -->";

/// After them.
const END: &str = "<!-- accuracy:end -->";

/// The table as text, with what was counted.
pub(super) fn plain(set: &str, tally: &Tally) -> String {
    let mut text = format!("\n{set}: {} papers", tally.n_papers);
    if !tally.absent.is_empty() {
        write!(text, "; not there: {}", tally.absent.join(", ")).expect("a string");
    }
    let head = ["layer", "n", "found", "spur.", "missed", "precision", "recall", "F1"];
    let [layer, n, found, spurious, missed, precision, recall, value] = head;
    writeln!(
        text,
        "\n{layer:36}{n:>6}{found:>7}{spurious:>7}{missed:>7}{precision:>11}{recall:>8}{value:>8}"
    )
    .expect("a string");
    for Figures { layer, n, counts, precision_recall, value } in tally.figures() {
        let counts = counts.map_or_else(
            || " ".repeat(21),
            |(found, spurious, missed)| format!("{found:7}{spurious:7}{missed:7}"),
        );
        let rates = precision_recall.map_or_else(
            || " ".repeat(19),
            |(precision, recall)| format!("{precision:11.3}{recall:8.3}"),
        );
        writeln!(text, "{layer:36}{n:6}{counts}{rates}{value:8.3}").expect("a string");
    }
    text
}

/// The table in Markdown.
pub(super) fn markdown(tally: &Tally) -> String {
    let mut text = String::from("| layer | n | precision | recall | F1 or share right |\n");
    text.push_str("|---|--:|--:|--:|--:|\n");
    for Figures { layer, n, precision_recall, value, .. } in tally.figures() {
        let rates = precision_recall.map_or_else(
            || " | ".to_owned(),
            |(precision, recall)| format!("{precision:.3} | {recall:.3}"),
        );
        writeln!(text, "| {layer} | {n} | {rates} | {value:.3} |").expect("a string");
    }
    text
}

/// The tables of `readme`, by set; `None` where the marks are missing.
pub(super) fn tables_of(readme: &str) -> Option<Vec<(String, String)>> {
    let (_, rest) = readme.split_once(BEGIN)?;
    let (within, _) = rest.split_once(END)?;
    let tables = within.split("\n**").skip(1).filter_map(|part| {
        let (title, table) = part.split_once('\n')?;
        let set = title.split("**").next()?;
        Some((set.to_owned(), table.trim().to_owned()))
    });
    Some(tables.collect())
}

/// `readme` with the tables of `measured` in place of its own; tables of other sets are kept.
pub(super) fn rewritten(readme: &str, measured: &[(&str, Tally)]) -> Option<String> {
    let old = tables_of(readme)?;
    let (before, rest) = readme.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let mut within = String::new();
    for (set, tally) in measured {
        let n = tally.n_papers;
        write!(within, "\n**{set}** ({n} papers)\n\n{}", markdown(tally)).expect("a string");
    }
    let is_kept = |(set, _): &&(String, String)| measured.iter().all(|(other, _)| other != set);
    for (set, table) in old.iter().filter(is_kept) {
        write!(within, "\n**{set}**\n\n{table}\n").expect("a string");
    }
    Some(format!("{before}{BEGIN}\n{within}\n{END}{after}"))
}

/// The first cells of a Markdown table, without its head.
pub(super) fn rows_of(table: &str) -> Vec<&str> {
    let cells = table.lines().filter_map(|line| line.trim().strip_prefix('|')?.split('|').next());
    cells.map(str::trim).skip(2).collect()
}

#[test]
fn a_readme_is_rewritten_between_its_marks() {
    let readme = "# T\n<!-- accuracy:begin -->\n\n**old** (2 papers)\n\n| layer | n |\n|---|--:|\n\
                  | x | 1 |\n\n<!-- accuracy:end -->\nEnd\n";
    let mut tally = Tally::default();
    tally.case("status", "a", true, String::new);
    let written = rewritten(readme, &[("new", tally)]).expect("the marks are there");
    assert!(written.starts_with("# T\n<!--") && written.ends_with("-->\nEnd\n"), "{written}");
    let tables = tables_of(&written).expect("the marks are there");
    let sets: Vec<(&str, Vec<&str>)> =
        tables.iter().map(|(set, table)| (set.as_str(), rows_of(table))).collect();
    assert_eq!(sets, [("new", vec!["status"]), ("old", vec!["x"])]);
    assert_eq!(tables_of("# T"), None);
}
