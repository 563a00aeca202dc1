//! Whole tables, from the lines of a text with tabs.

use super::tables;
use crate::model::{
    CheckKind, Grid, GridCell, GridOrigin, GridRow, Line, Note, NoteCode, Span, Table, Text,
    TieKind,
};

/// A text whose neighbouring lines with tabs are one grid.
fn text(content: &str) -> Text {
    let mut text = Text { content: content.to_owned(), ..Text::default() };
    let (mut at, mut gap) = (0, 0);
    for printed in content.split('\n') {
        if printed.trim().is_empty() {
            gap += 1;
        } else {
            let mut line = Line::new(printed.to_owned(), Span::new(at..at + printed.len()), None);
            line.gap = std::mem::take(&mut gap);
            text.lines.push(line);
        }
        at += printed.len() + 1;
    }
    let tabbed = |line: &Line| line.text.contains('\t');
    let mut first = 0;
    while first < text.lines.len() {
        let n = text.lines[first..].iter().take_while(|line| tabbed(line)).count();
        if n > 0 {
            let grid = grid(&text.lines, first, n);
            text.lines[first..first + n]
                .iter_mut()
                .for_each(|line| line.grid = Some(text.grids.len() as u32));
            text.grids.push(grid);
        }
        first += n.max(1);
    }
    text
}

fn grid(lines: &[Line], first: usize, n: usize) -> Grid {
    let row = |idx: usize| {
        let mut at = 0;
        let cells = lines[idx].text.split('\t').map(|cell| {
            let range = at..at + cell.len();
            at += cell.len() + 1;
            GridCell { line: lines[idx].piece(range) }
        });
        GridRow { line: idx, cells: cells.collect() }
    };
    Grid {
        origin: GridOrigin::Tabs,
        lines: first..first + n,
        rows: (first..first + n).map(row).collect(),
    }
}

fn read(content: &str) -> (Vec<Table>, Vec<Note>) {
    let mut notes = Vec::new();
    let tables = tables(&text(content), &mut notes);
    (tables, notes)
}

/// Title, unit, columns, then each row as role, label and numbers.
fn tell(table: &Table) -> String {
    let mut told = format!(
        "{} [{}{}] {}",
        table.title.as_deref().unwrap_or("-"),
        table.unit.as_deref().unwrap_or("-"),
        if table.unit_inferred { "?" } else { "" },
        table.columns.join("|")
    );
    for row in &table.rows {
        let numbers = row.numbers[1..]
            .iter()
            .map(|number| number.map_or("-".to_owned(), |number| number.to_string()));
        let numbers = numbers.collect::<Vec<_>>().join(" ");
        told += &format!("\n{} {}: {numbers}", row.role.as_str(), row.cells[0]);
    }
    told
}

#[track_caller]
fn check(content: &str, expected: &[&str]) {
    let (tables, _) = read(content);
    let told: Vec<String> = tables.iter().map(tell).collect();
    assert_eq!(told, expected, "{content}");
}

#[test]
fn a_budget_with_sections_and_sums() {
    check(
        "Budget 2017-2018\n\n\t2017\t2018\nINTÄKTER\t\t\nAvgifter 28 kr * 266 000\t7 450\t7 450\nÖvrigt\t300\t?\n\
         SUMMA INTÄKTER\t7 750\t7 450\nRänta\t\t-",
        &[
            "Budget 2017-2018 [tkr?] |2017|2018\nsection INTÄKTER: - -\nbody Avgifter 28 kr * 266 000: 7450 7450\n\
           body Övrigt: 300 -\ntotal SUMMA INTÄKTER: 7750 7450\nbody Ränta: - -",
        ],
    );
}

#[test]
fn a_header_over_two_lines_and_a_title_in_it() {
    check(
        "Resultaträkning januari-juli 2011, belopp i tkr\tUtfall\tNot\n\t1101-1107\t\nIntäkter\t45 126\t1\nKostnader\t-40 362\t2",
        &[
            "Resultaträkning januari-juli 2011, belopp i tkr [tkr] |Utfall 1101-1107|Not\nbody Intäkter: 45126 1\nbody Kostnader: -40362 2",
        ],
    );
}

#[test]
fn a_new_header_begins_a_new_table() {
    let (tables, _) =
        read("Kostnad\t2011\nLön\t5\nHyra\t6\nPlan\t\nFinansiering\t2012\nEgen\t7\nAnnan\t8");
    let heads: Vec<&str> = tables.iter().map(|table| table.columns[0].as_str()).collect();
    assert_eq!(heads, ["Kostnad", "Finansiering"]);
    assert_eq!(tables[1].title.as_deref(), Some("Plan"));
}

#[test]
fn grids_of_words_are_no_tables() {
    check("Ärende\tBeslut\nVal\tAnna väljs\nBudget\tBifall", &[]);
    check("Namn\tParti\tPlats\tResultat\nAnna\tS\t12\tJa\nBo\tM\t13\tNej", &[]);
    check("1 Inledning\t2\n2 Mål\t3\n3 Ekonomi\t7", &[]);
    check("\tÄrende\tBeteckning\n1.\tVal\t2025-00014\n2.\tBudget\t2025-00015", &[]);
    check("Förbund\tAvtal till\nA-förbundet\t2023\nB-förbundet\t2024", &[]);
}

#[test]
fn a_chart_is_no_table() {
    let rows = "Norr\t45 %\t12\t3\t1\nSöder\t30 %\t8\t4\t2";
    check(&format!("{rows}\n\t0\t10\t20\t30"), &[]);
    check("40\t\t12\n30\t9\t\n20\t\t\n10\t4\t6\n0\t\t\nNorr\t5\t6", &[]);
    // Near misses: a row of a table that rises, and years from the start of a loan.
    let n_tables = |content: &str| read(content).0.len();
    assert_eq!(n_tables(&format!("{rows}\nÖster\t0\t10\t20\t30")), 1);
    assert_eq!(n_tables("År\tSkuld\tRänta\n0\t900\t9\n1\t800\t8\n2\t700\t7\n3\t600\t6"), 1);
}

#[test]
fn cells_that_could_not_be_parted_give_no_table() {
    check("\t2024\t2025\nLön\t1\t2 och arvoden Hyra\nEl\t3\t4 med skatt Vatten", &[]);
}

#[test]
fn rows_within_one_frame_are_parted() {
    let mut text = text("tkr\t2024\nLön\t1 100\nHyra Summa\t200 1 300");
    let line = &mut text.grids[0].rows[2].cells;
    line[0].line.text = "Hyra\nSumma".to_owned();
    line[1].line.text = "200\n1 300".to_owned();
    let told: Vec<String> = tables(&text, &mut Vec::new()).iter().map(tell).collect();
    assert_eq!(told, ["- [tkr] tkr|2024\nbody Lön: 1100\nbody Hyra: 200\ntotal Summa: 1300"]);
}

#[test]
fn sums_are_proven_or_told() {
    let (tables, notes) = read("tkr\t2024\t2025\nLön\t10\t200\nHyra\t20\t300\nSumma\t30\t510");
    let held: Vec<bool> = tables[0].checks.iter().map(|check| check.holds).collect();
    assert_eq!(held, [true, false]);
    assert_eq!(tables[0].checks[1].terms, [0, 1]);
    assert_eq!(notes.len(), 1);
    assert!(notes[0].message.contains("500"), "{}", notes[0].message);
}

#[test]
fn a_total_may_take_totals() {
    let (tables, notes) = read(
        "tkr\t2024\nA\t\nLön\t100\nHyra\t220\nSumma\t320\nB\t\nBidrag\t-400\nAvgift\t-50\nSumma\t-450\nÅrets resultat\t-130",
    );
    let last = tables[0].checks.last().expect("the result is checked");
    assert_eq!((last.terms.as_slice(), last.holds, notes.len()), ([3, 7].as_slice(), true, 0));
}

#[test]
fn a_row_may_add_up_the_rows_under_it() {
    let (tables, _) = read(
        "tkr\t2010\t2011\nAnläggning\t866\t716\nMaskiner\t354\t204\nPapper\t512\t512\nOmsättning\t100\t200\nSumma\t966\t916",
    );
    let last = tables[0].checks.last().expect("the total is checked");
    assert_eq!((last.terms.as_slice(), last.holds), ([0, 3].as_slice(), true));
}

#[test]
fn rounding_is_no_failure() {
    let (tables, notes) = read("mnkr\t2024\nA\t10,2\nB\t10,2\nC\t10,2\nSumma\t30,7");
    assert!(tables[0].checks[0].holds);
    assert!(notes.is_empty());
}

#[test]
fn a_sum_in_the_text_gives_the_unit() {
    let content = "Insats (kr): 820 000\n\nTabellen visar det.\n\nKostnad\t2011\t2012\nLön\t20 000\t800 000\nHyra\t0\t20 000\nSumma\t20 000\t820 000";
    let (tables, _) = read(content);
    assert_eq!((tables[0].unit.as_deref(), tables[0].unit_inferred), (Some("kr"), true));
    let (tables, _) = read(&format!("Alla belopp anges i tkr.\n\n{}", &content[22..]));
    assert_eq!((tables[0].unit.as_deref(), tables[0].unit_inferred), (Some("tkr"), true));
}

#[test]
fn broken_labels_are_made_whole() {
    let (tables, _) = read("mnkr\t2024\nLön\t1\t\nKommuninterna bidrag\t0");
    assert_eq!(tables[0].rows.len(), 2);
    let mut label = "IT-program, IT-".to_owned();
    super::join::join(&mut label, "licenser");
    assert_eq!(label, "IT-program, IT-licenser");
    let mut label = "Verksam-".to_owned();
    super::join::join(&mut label, "heten");
    assert_eq!(label, "Verksamheten");
    let mut label = "Avvikels".to_owned();
    super::join::join(&mut label, "e");
    assert_eq!(label, "Avvikelse");
}

/// Kind, column, terms and how many rows of how many hold, of the checks between columns.
fn across(table: &Table) -> Vec<(CheckKind, usize, Vec<usize>, usize, usize)> {
    let mut told: Vec<(CheckKind, usize, Vec<usize>, usize, usize)> = Vec::new();
    for check in table.checks.iter().filter(|check| check.kind != CheckKind::Sum) {
        let held = usize::from(check.holds);
        match told.last_mut() {
            Some(last) if (last.0, last.1) == (check.kind, check.column) => {
                (last.3, last.4) = (last.3 + held, last.4 + 1);
            }
            _ => told.push((check.kind, check.column, check.terms.clone(), held, 1)),
        }
    }
    told
}

#[test]
fn columns_are_added_up() {
    let (tables, notes) = read(
        "Kostnad\tÅr 2011\tÅr 2012\tTotalt\nLön\t20\t110\t130\nHyra\t\t250\t250\nResor\t?\t5\t5\nEl\t7\t8\t16",
    );
    assert_eq!(across(&tables[0]), [(CheckKind::Across, 3, vec![1, 2], 3, 3)]);
    assert!(notes.is_empty(), "{notes:?}");
    let (tables, notes) = read(
        "Kostnad\tÅr 2011\tÅr 2012\tTotalt\nLön\t20\t110\t130\nHyra\t40\t250\t290\nMat\t1\t5\t6\nEl\t70\t80\t510",
    );
    assert_eq!(across(&tables[0]), [(CheckKind::Across, 3, vec![1, 2], 3, 4)]);
    assert_eq!(notes.len(), 1);
}

#[test]
fn a_difference_may_be_told_either_way() {
    let (tables, _) = read(
        "tkr\tBudget\tUtfall\tAvvikelse\nIntäkter\t500\t540\t40\nLön\t300\t310\t-10\nHyra\t90\t80\t10",
    );
    assert_eq!(across(&tables[0]), [(CheckKind::Difference, 3, vec![2, 1], 3, 3)]);
    let minus: Vec<usize> = tables[0].checks.iter().map(|check| check.terms[0]).collect();
    assert_eq!(minus, [2, 1, 1]);
    // Numbers beside each other that no difference ties.
    let (tables, notes) =
        read("tkr\tBudget\tUtfall\tAvvikelse\nA\t500\t540\t7\nB\t300\t310\t9\nC\t90\t80\t3");
    assert!(across(&tables[0]).is_empty() && notes.is_empty());
}

#[test]
fn shares_are_of_a_total_or_of_a_column() {
    let (tables, _) =
        read("tkr\t2024\tAndel %\nA\t100\t10,0\nB\t250\t25,0\nC\t650\t65,0\nSumma\t1 000\t100,0");
    let shares = across(&tables[0]);
    assert_eq!(shares, [(CheckKind::Share, 2, vec![1], 3, 3)]);
    let (tables, _) =
        read("tkr\tBudget\tUtfall\t%\nA\t200\t100\t50%\nB\t300\t75\t25%\nC\t400\t380\t95%");
    assert_eq!(across(&tables[0]), [(CheckKind::Share, 3, vec![2, 1], 3, 3)]);
}

#[test]
fn one_misread_cell_is_pointed_at_and_not_mended() {
    let (tables, notes) = read(
        "tkr\tBudget 2023\tUtfall 2023\tUtfall 2022\nIntäkter\t213 000\t221 686\t223 851\nKostnader\t-210 427\t-218 256\t-213 340\nAvskrivningar\t2 618\t-3 516\t-6 232\nVerksamhetens nettokostnader\t-45\t-86\t4 279",
    );
    let suspect = tables[0].checks[0].suspect.expect("one cell explains it");
    assert_eq!((suspect.row, suspect.column, suspect.number), (2, 1, -2618.0));
    assert_eq!(tables[0].rows[2].numbers[1], Some(2618.0));
    assert!(notes[0].message.ends_with("-2618 in Avskrivningar, Budget 2023 would explain it"));
    // Any of three digits would do: none is pointed at.
    let (tables, _) = read("tkr\t2024\t2025\nA\t100\t200\nB\t200\t300\nSumma\t300\t510");
    assert_eq!(tables[0].checks[1].suspect, None);
}

#[test]
fn letters_are_digits_where_the_sum_proves_them() {
    let (tables, notes) = read("tkr\t2024\t2025\nLön\t1O5\t200\nHyra\t20\t3OO\nSumma\t125\t600");
    assert_eq!(tables[0].rows[0].numbers[1], Some(105.0));
    assert_eq!((&tables[0].rows[0].mended[..], &tables[0].rows[1].mended[..]), (&[1][..], &[][..]));
    assert_eq!(tables[0].rows[1].numbers[2], None);
    let codes: Vec<NoteCode> = notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, [NoteCode::ReadBySum]);
}

#[test]
fn tables_are_tied_to_each_other() {
    let part = |a: i32, b: i32| {
        format!("Resultat, tkr\tUtfall 2024\tUtfall 2023\nÅrets resultat\t{a}\t{b}\nAnnat\t7\t8")
    };
    let content =
        [part(540, -310), part(300, -400), part(240, 90)].join("\n\nText som skiljer.\n\n");
    let (tables, _) = read(&content);
    let parts: Vec<_> = tables[0].ties.iter().filter(|tie| tie.kind == TieKind::Parts).collect();
    assert_eq!(parts.len(), 2, "{:?}", tables[0].ties);
    assert!(parts.iter().all(|tie| tie.holds && tie.terms.len() == 2));
}

#[test]
fn a_year_opens_with_what_the_last_closed_with() {
    let content = "tkr\t2024\t2023\nÅrets kassaflöde\t100\t200\nLikvida medel vid årets början\t700\t500\nLikvida medel vid årets slut\t800\t{}";
    let (tables, notes) = read(&content.replace("{}", "700"));
    assert!(tables[0].ties.iter().any(|tie| tie.kind == TieKind::Opening && tie.holds));
    assert!(!notes.iter().any(|note| note.code == NoteCode::TieFails));
    let (_, notes) = read(&content.replace("{}", "710"));
    assert!(notes.iter().any(|note| note.code == NoteCode::TieFails));
}

#[test]
fn years_under_words_are_a_header() {
    check(
        "\tBokslut\tBudget\tRam\nBelopp i tkr\t2022\t2023\t2024\nRevision\t5\t6\t7\nHyra\t8\t9\t1",
        &[
            "- [tkr] Belopp i tkr|Bokslut 2022|Budget 2023|Ram 2024\nbody Revision: 5 6 7\nbody Hyra: 8 9 1",
        ],
    );
}

#[test]
fn numbers_that_touch_are_parted_at_the_sign() {
    check(
        "tkr\t2023\t2024\nA\t302-1\t926 271\nB\t-221 900,8-1 068 927,7\t\nC\t10-12\t7",
        &["- [tkr] tkr|2023|2024\nbody A: 302 -1926271\nbody B: -221900.8 -1068927.7\nbody C: - 7"],
    );
}

#[test]
fn a_title_over_two_lines_is_one() {
    let table = "tkr\t2024\nLön\t1 100\nHyra\t200";
    let title = |above: &str| read(&format!("{above}\n{table}")).0[0].title.clone();
    assert_eq!(
        title("Text.\n\nSammanställning av nämndernas\nnettokostnader per år").as_deref(),
        Some("Sammanställning av nämndernas nettokostnader per år")
    );
    assert_eq!(title("Resultat\n\nper nämnd").as_deref(), Some("per nämnd"));
    assert_eq!(title("Så blev det.\nResultat per nämnd").as_deref(), Some("Resultat per nämnd"));
}

#[test]
fn two_page_numbers_are_no_table() {
    check("Förord\t1\nGranskning\t2", &[]);
}

#[test]
fn limits_are_noted() {
    let row = |label: &str| format!("{label}{}", "\t5".repeat(60));
    let (tables, notes) = read(&[row("A"), row("B"), row("C")].join("\n"));
    assert_eq!((tables.len(), notes[0].code), (0, NoteCode::LimitReached));
    let rows: Vec<String> = (0..500).map(|row| format!("Rad {row}\t{row}\t7")).collect();
    let (tables, notes) = read(&format!("tkr\t2023\t2024\n{}", rows.join("\n")));
    assert_eq!(tables[0].rows.len(), 500);
    assert!(notes.iter().any(|note| note.code == NoteCode::LimitReached));
}

/// The labels of the tables on two pages.
#[track_caller]
fn check_pages(first: &str, second: &str, expected: &[&str]) {
    let mut text = text(&format!("{first}\n{second}"));
    let n_first = first.split('\n').count();
    for (idx, line) in text.lines.iter_mut().enumerate() {
        line.page = if idx < n_first { 1 } else { 2 };
    }
    let labels = |table: Table| {
        let labels = table.rows.into_iter().map(|row| row.cells[0].clone());
        labels.collect::<Vec<_>>().join("|")
    };
    let told: Vec<String> = tables(&text, &mut Vec::new()).into_iter().map(labels).collect();
    assert_eq!(told, expected);
}

#[test]
fn a_table_goes_on_under_the_head_of_the_next_page() {
    let first = "Hamnens budget\nPost\tUtfall 2030\tBudget 2031\nHyra\t10\t12\nEl\t5\t6";
    let second = "Post\tUtfall 2030\tBudget 2031\nVatten\t1\t2\nSumma\t16\t20";
    let on = |head: &str| format!("{head}\t\t\n{second}");
    check_pages(first, second, &["Hyra|El|Vatten|Summa"]);
    check_pages(first, &on("Hamnens budget"), &["Hyra|El|Vatten|Summa"]);
    check_pages(first, &on("Hamnens budget, forts."), &["Hyra|El|Vatten|Summa"]);
    // Another title, and a table that is done.
    check_pages(first, &on("Bryggornas budget"), &["Hyra|El", "Vatten|Summa"]);
    let done = format!("{first}\nSumma\t15\t18");
    check_pages(&done, &on("Hamnens budget"), &["Hyra|El|Summa", "Vatten|Summa"]);
}

#[test]
fn prose_names_no_row() {
    let prose = "Föreningen sköter bryggan vid norra hamnen året om. Dit kommer båtar från hela viken, och om vintern tas de upp. Bidraget faller inom ändamålet.";
    let row = |label: &str| format!("{label}\t300 000\t200 000");
    let read = |label: &str| read(&[row(label), row(label), row(label)].join("\n")).0.len();
    assert_eq!(read(&format!("{prose} Norrhamns båtklubb")), 0);
    assert_eq!(read("Norrhamns båtklubb. Bryggan"), 1);
}
