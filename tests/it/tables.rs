//! Grids that are no tables of numbers, and pages with more cells than are read.

use std::time::{Duration, Instant};

use attsats::kinds;
use attsats::layout::{text_of_pages, text_of_plain};
use attsats::model::{Page, Rect, Ruling, Text, Word};

use crate::env::Env;
use crate::papers::read_bytes;

/// The longest a page of cells may take, on a slow and busy machine.
const LONGEST: Duration = Duration::from_secs(30);

/// Grids of a meeting's papers that hold no columns of numbers.
const FORMS: [(&str, &[&[&str]]); 5] = [
    (
        "attendance",
        &[
            &["Namn", "Parti", "Närvaro", "Ersätter"],
            &["Anna Strömkarl", "S", "x", "-"],
            &["Bo Vattrare", "M", "x", "-"],
            &["Cia Nattlig", "V", "-", "Bo Vattrare"],
        ],
    ),
    (
        "votes",
        &[
            &["Ledamot", "Parti", "Ja", "Nej", "Avstår"],
            &["Anna Strömkarl", "S", "X", "", ""],
            &["Bo Vattrare", "M", "", "X", ""],
            &["Cia Nattlig", "V", "X", "", ""],
            &["Summa", "", "2", "1", "0"],
        ],
    ),
    (
        "decisions",
        &[
            &["ÄRENDE", "INFORMATION", "BESLUT"],
            &["1. Bryggor", "Hamnchefen berättar", "Tas till protokollet"],
            &["2. Bojar", "3 bojar saknas", "Köps in före 15 maj"],
            &["3. Kajen", "Rasrisk", "Spärras av"],
        ],
    ),
    (
        "plan",
        &[
            &["Mål", "Aktivitet", "Resultatuppföljning"],
            &["Fler gäster i hamnen", "Skyltar vid 4 infarter", "Minst 80 % nöjda"],
            &["Rent vatten", "Prov 2 gånger om året", "Minst 90 % godkända"],
        ],
    ),
    (
        "form",
        &[
            &["Diarienummer", "2031-00012"],
            &["Datum", "2031-05-04"],
            &["Telefon", "0331-120 00"],
            &["Handläggare", "Dag Brygga"],
        ],
    ),
];

/// Five points a letter, ten points high; the words of `(words, x, baseline)`.
fn page(words: &[(&str, f32, f32)]) -> Page {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for &(words, mut x, y) in words {
        for part in words.split(' ') {
            let start = page.text.len() as u32;
            page.text.push_str(part);
            let width = 5.0 * part.chars().count() as f32;
            page.words.push(Word::plain(
                start..page.text.len() as u32,
                Rect { x0: x, y0: y - 8.0, x1: x + width, y1: y + 2.0 },
                y,
                10.0,
            ));
            x += width + 3.0;
        }
    }
    page
}

/// `rows` in drawn cells.
fn drawn<'a>(rows: &[&[&'a str]]) -> Page {
    let (left, top, width, height) = (40.0, 100.0, 130.0, 20.0);
    let at = |row: usize, column: usize| (left + width * column as f32, top + height * row as f32);
    let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
        let cell = move |(column, words): (usize, &&'a str)| {
            let (x, y) = at(row, column);
            (*words, x + 3.0, y + 14.0)
        };
        cells.iter().enumerate().map(cell)
    });
    let words: Vec<_> = cells.filter(|(words, ..)| !words.is_empty()).collect();
    let mut page = page(&words);
    let (right, bottom) = at(rows.len(), rows[0].len());
    for row in 0..=rows.len() {
        let y = at(row, 0).1;
        page.rulings.push(Ruling { rect: Rect { x0: left, y0: y, x1: right, y1: y + 0.5 } });
    }
    for column in 0..=rows[0].len() {
        let x = at(0, column).0;
        page.rulings.push(Ruling { rect: Rect { x0: x, y0: top, x1: x + 0.5, y1: bottom } });
    }
    page
}

fn n_tables(text: &Text) -> usize {
    kinds::read(text).value.tables.len()
}

#[test]
fn forms_stay_grids() {
    for (name, rows) in FORMS {
        let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        let (text, _) = text_of_plain(format!("Hamnen\n\n{}\n", lines.join("\n")));
        assert_eq!((text.grids.len(), n_tables(&text)), (1, 0), "{name} in text");
        let (text, _) = text_of_pages(&[drawn(rows)]);
        assert_eq!((text.grids.len(), n_tables(&text)), (1, 0), "{name} on a page");
    }
}

#[test]
fn the_same_cells_with_amounts_are_a_table() {
    let rows: &[&[&str]] =
        &[&["Mål", "2030", "2031"], &["Hamnen", "120", "130"], &["Bryggor", "80", "90"]];
    let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
    assert_eq!(n_tables(&text_of_plain(lines.join("\n")).0), 1);
    assert_eq!(n_tables(&text_of_pages(&[drawn(rows)]).0), 1);
}

/// Bars that stand on the categories, with an axis on the left.
const STANDING: &[(&str, f32, f32)] = &[
    ("Nöjda gäster per hamn, procent", 50.0, 80.0),
    ("100", 50.0, 100.0),
    ("75", 55.0, 140.0),
    ("62 %", 110.0, 160.0),
    ("58 %", 210.0, 166.0),
    ("50", 55.0, 180.0),
    ("41 %", 310.0, 194.0),
    ("25", 55.0, 220.0),
    ("0", 60.0, 260.0),
    ("Norrhamn", 100.0, 274.0),
    ("Söderhamn", 200.0, 274.0),
    ("Ytterö", 310.0, 274.0),
    ("2030", 150.0, 294.0),
    ("2031", 250.0, 294.0),
];

/// Bars that lie beside the categories, with an axis under them.
const LYING: &[(&str, f32, f32)] = &[
    ("Gäster per hamn", 50.0, 80.0),
    ("Norrhamn", 50.0, 100.0),
    ("27 %", 390.0, 100.0),
    ("Söderhamn", 50.0, 130.0),
    ("11 %", 230.0, 130.0),
    ("Ytterö", 50.0, 160.0),
    ("19 %", 310.0, 160.0),
    ("0", 120.0, 190.0),
    ("10", 220.0, 190.0),
    ("20", 320.0, 190.0),
    ("30", 420.0, 190.0),
    ("Sommar", 150.0, 210.0),
    ("Vinter", 250.0, 210.0),
];

/// The words at their places, six points a column and twenty points a line.
fn typed(words: &[(&str, f32, f32)]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last = f32::MIN;
    for (words, x, y) in words {
        if y - last > 3.0 {
            lines.push(String::new());
        }
        last = *y;
        let Some(line) = lines.last_mut() else { continue };
        let column = (*x / 6.0) as usize;
        let n_blanks = column.saturating_sub(line.chars().count());
        line.push_str(&" ".repeat(n_blanks));
        line.push_str(words);
    }
    lines.join("\n")
}

#[test]
fn bar_charts_are_no_tables() {
    for (name, chart) in [("standing", STANDING), ("lying", LYING)] {
        assert_eq!(n_tables(&text_of_plain(typed(chart)).0), 0, "{name} in text");
        assert_eq!(n_tables(&text_of_pages(&[page(chart)]).0), 0, "{name} on a page");
    }
}

/// Reads `bytes` within [`LONGEST`]; the notes that tell of a limit.
fn limits(name: &str, bytes: Vec<u8>) -> usize {
    let begun = Instant::now();
    let reading = read_bytes(name, bytes).expect("it is read");
    let took = begun.elapsed();
    assert!(took < LONGEST, "{name} took {took:?}");
    reading.record.notes.iter().filter(|note| note.code == "limit-reached").count()
}

/// Cells of a text; a page of a PDF has a quarter of them, the measured one 500 000.
const N_CELLS: usize = 60_000;

#[test]
fn a_text_of_cells_stops_at_its_limit() {
    let rows = |n_columns: usize, separator: &str| {
        let row = |row: usize| {
            let cells = (1..n_columns).map(|column| ((row * 7 + column) % 997).to_string());
            ["Rad".to_owned()].into_iter().chain(cells).collect::<Vec<_>>().join(separator)
        };
        (0..N_CELLS / n_columns).map(row).collect::<Vec<_>>().join("\n").into_bytes()
    };
    for separator in ["\t", "   "] {
        // On one line; in more columns than a table has; in more rows than sums are tried for.
        for n_columns in [N_CELLS, 50, 10] {
            let noted = limits("cells.txt", rows(n_columns, separator));
            assert!(noted > 0, "{n_columns} columns by {separator:?}: nothing is noted");
        }
    }
}

/// A PDF of one page, `n_columns` cells of two digits in each row.
fn pdf_of_cells(n_cells: usize, n_columns: usize) -> Vec<u8> {
    let mut content = "BT /F 8 Tf".to_owned();
    for cell in 0..n_cells {
        let (row, column) = (cell / n_columns, cell % n_columns);
        let (x, y) = (20 + 30 * column, 20 + 14 * row);
        content += &format!("\n1 0 0 1 {x} {y} Tm ({}) Tj", 10 + cell % 90);
    }
    content += "\nET";
    let (width, height) = (40 + 30 * n_columns, 40 + 14 * n_cells.div_ceil(n_columns));
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
        ),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(&objects) {
        places += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    let n_objects = objects.len() + 1;
    pdf += &format!(
        "xref\n0 {n_objects}\n0000000000 65535 f \n{places}trailer<</Size {n_objects}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    );
    pdf.into_bytes()
}

#[test]
fn a_page_of_drawn_cells_stops_at_its_limit() {
    assert!(limits("cells.pdf", pdf_of_cells(N_CELLS / 4, 30)) > 0);
}

#[test]
#[ignore = "takes long: the measured page"]
fn half_a_million_cells_stop_at_their_limit() {
    assert!(limits("cells.pdf", pdf_of_cells(500_000, 700)) > 0);
    assert!(limits("cells.pdf", pdf_of_cells(500_000, 30)) > 0);
}

#[test]
fn cells_told_by_their_number_are_noted() {
    let env = Env::new();
    let text = "Resultatbudget\n\nmnkr Not Bokslut\n2030\nBudget\n2031\n \nIntäkter\n1 270,6 279,0\nvarav bidrag   0,1 0,0\n\
                Kostnader 2 – 1 329,0 – 1 385,4\nAvskrivningar   – 27,8 – 31,3\n\nText som följer här.\n";
    env.write("webb.txt", text);
    let record: serde_json::Value =
        serde_json::from_str(&env.expect(0, &["read", "webb.txt"]).out).expect("JSON");
    assert_eq!(record["tables"][0]["rows"][1]["cells"][3], "0,0");
    let codes: Vec<&str> = record["notes"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|note| note["code"].as_str())
        .collect();
    assert_eq!(codes, ["cells-inferred"]);
}
