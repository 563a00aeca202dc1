//! Pages written here, set in order.

use super::*;

mod tables;

use crate::model::{Rect, Ruling, Word};

/// A page of words at places: letters, x, baseline; ten points high, five points a letter.
pub(super) fn page(words: &[(&str, f32, f32)]) -> Page {
    let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for &(letters, x, y) in words {
        let mut x = x;
        for part in letters.split(' ') {
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

#[track_caller]
fn check(page: Page, expected: &str) {
    let text = text(&[page], &mut Vec::new());
    assert_eq!(text.content.trim_end_matches('\n'), expected);
    for line in &text.lines {
        assert_eq!(line.text, text.content[line.span.range()]);
    }
}

#[test]
fn words_become_lines() {
    check(
        page(&[("den", 40.0, 100.5), ("Mötet", 10.0, 100.0), ("slut", 10.0, 114.0)]),
        "Mötet den\nslut",
    );
}

#[test]
fn cells_that_stand_under_each_other_keep_their_columns() {
    let page = page(&[
        ("2024", 200.0, 100.0),
        ("2025", 280.0, 100.0),
        ("Löner", 10.0, 114.0),
        ("1 234 567", 175.0, 114.0),
        ("12", 290.0, 114.0),
        ("Hyror", 10.0, 128.0),
        ("5", 215.0, 128.0),
    ]);
    check(page, "\t2024\t2025\nLöner\t1 234 567\t12\nHyror\t5\t");
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = "som en lång rad till vänster";
    let right = "och en annan rad till höger";
    let mut words = vec![("Rubrik över hela sidan som är lång och bred som texten", 10.0, 80.0)];
    for line in 0..6 {
        words.push((left, 10.0, 100.0 + 12.0 * line as f32));
        words.push((right, 180.0, 100.0 + 12.0 * line as f32));
    }
    let expected = format!("{}\n{}\n{}", words[0].0, [left; 6].join("\n"), [right; 6].join("\n"));
    check(page(&words), &expected);
}

#[test]
fn a_row_between_lines_is_one_line() {
    let mut page = page(&[
        ("Ärende", 12.0, 112.0),
        ("Summa", 112.0, 112.0),
        ("En rad som", 12.0, 132.0),
        ("fortsätter", 12.0, 144.0),
        ("1 200", 112.0, 132.0),
    ]);
    for y in [100.0, 120.0, 150.0] {
        page.rulings.push(Ruling { rect: Rect { x0: 10.0, y0: y, x1: 200.0, y1: y + 0.5 } });
    }
    for x in [10.0, 110.0, 200.0] {
        page.rulings.push(Ruling { rect: Rect { x0: x, y0: 100.0, x1: x + 0.5, y1: 150.0 } });
    }
    check(page, "Ärende\tSumma\nEn rad som fortsätter\t1 200");
}

#[test]
fn hidden_letters_are_read_where_there_are_no_others() {
    let mut page = page(&[("Dolt", 10.0, 100.0)]);
    page.words[0].visible = false;
    let text = text(&[page], &mut Vec::new());
    assert_eq!((text.content.as_str(), text.layer), ("Dolt\n", TextLayer::Ocr));
}

#[test]
fn a_list_marker_is_no_cell() {
    check(page(&[("1.", 10.0, 100.0), ("Val av justerare", 40.0, 100.0)]), "1. Val av justerare");
}

#[test]
fn a_mark_set_high_stays_on_its_line() {
    let mut page = page(&[
        ("bilaga", 10.0, 100.0),
        ("2", 41.0, 96.0),
        ("till", 50.0, 100.0),
        ("nästa", 10.0, 114.0),
    ]);
    page.words[1].size = 6.0;
    page.words[1].spaced = false;
    check(page, "bilaga2 till\nnästa");
}

#[test]
fn wrapped_cells_without_lines_are_one_row() {
    let page = page(&[
        ("Nr", 10.0, 100.0),
        ("Ärende", 40.0, 100.0),
        ("Förslag", 160.0, 100.0),
        ("1", 10.0, 126.0),
        ("Val av ledamot", 40.0, 120.0),
        ("i utskottet", 40.0, 132.0),
        ("att välja Sixten", 160.0, 126.0),
        ("2", 10.0, 152.0),
        ("Taxa", 40.0, 152.0),
        ("att anta taxan", 160.0, 152.0),
    ]);
    let expected = "Nr\tÄrende\tFörslag\n1\tVal av ledamot i utskottet\tatt välja Sixten\n2\tTaxa\tatt anta taxan";
    check(page, expected);
}

#[test]
fn tight_columns_are_told_by_the_white_between_them() {
    let page = page(&[
        ("Summa", 10.0, 100.0),
        ("– 1 200", 80.0, 100.0),
        ("– 10 400", 120.0, 100.0),
        ("Hyra", 10.0, 112.0),
        ("– 1 300", 80.0, 112.0),
        ("– 10 500", 120.0, 112.0),
        ("Lön", 10.0, 124.0),
        ("– 1 400", 80.0, 124.0),
        ("– 10 600", 120.0, 124.0),
        ("El", 10.0, 136.0),
        ("– 1 500", 80.0, 136.0),
        ("– 10 700", 120.0, 136.0),
    ]);
    check(
        page,
        "Summa\t– 1 200\t– 10 400\nHyra\t– 1 300\t– 10 500\nLön\t– 1 400\t– 10 600\nEl\t– 1 500\t– 10 700",
    );
}

#[test]
fn a_page_on_its_side_is_read_upright() {
    // Two words above each other, read upwards.
    let mut page = page(&[("Hej", 0.0, 0.0), ("kommun", 0.0, 0.0)]);
    for (word, y1) in page.words.iter_mut().zip([700.0, 682.0]) {
        word.turn = Turn::Up;
        word.rect = Rect { x0: 50.0, y0: y1 - 15.0, x1: 60.0, y1 };
    }
    let text = text(&[page], &mut Vec::new());
    assert_eq!(text.content, "Hej kommun\n");
    assert_eq!(text.placed[1].rect.y1, 682.0);
}

#[test]
fn att_set_apart_is_no_cell() {
    check(page(&[("att", 10.0, 100.0), ("godkänna planen", 45.0, 100.0)]), "att godkänna planen");
    check(page(&[("Summa", 10.0, 100.0), ("god", 55.0, 100.0)]), "Summa\tgod");
}

#[test]
fn lines_between_rows_tell_wrapped_rows() {
    let mut page = page(&[
        ("Mål", 10.0, 100.0),
        ("Utfall", 160.0, 100.0),
        ("Fler elever når", 10.0, 114.0),
        ("72 procent", 160.0, 114.0),
        ("målen", 10.0, 126.0),
        ("Kortare köer", 10.0, 140.0),
        ("delvis", 160.0, 140.0),
    ]);
    for y in [103.0, 129.0, 143.0] {
        page.rulings.push(Ruling { rect: Rect { x0: 10.0, y0: y, x1: 220.0, y1: y + 0.5 } });
    }
    check(page, "Mål\tUtfall\nFler elever når målen\t72 procent\nKortare köer\tdelvis");
}

#[test]
fn a_heading_without_a_line_under_it_is_a_row_of_its_own() {
    let mut page = page(&[
        ("tkr", 12.0, 110.0),
        ("Utfall 2023", 112.0, 110.0),
        ("Budget 2023", 212.0, 110.0),
        ("Hyror", 12.0, 124.0),
        ("-2 841", 112.0, 124.0),
        ("-2 910", 212.0, 124.0),
        ("Löner", 12.0, 142.0),
        ("-7", 112.0, 142.0),
        ("-8", 212.0, 142.0),
    ]);
    for y in [100.0, 130.0, 150.0] {
        page.rulings.push(Ruling { rect: Rect { x0: 10.0, y0: y, x1: 300.0, y1: y + 0.5 } });
    }
    for x in [10.0, 110.0, 210.0, 300.0] {
        page.rulings.push(Ruling { rect: Rect { x0: x, y0: 100.0, x1: x + 0.5, y1: 150.0 } });
    }
    check(page, "tkr\tUtfall 2023\tBudget 2023\nHyror\t-2 841\t-2 910\nLöner\t-7\t-8");
}

#[test]
fn a_larger_heading_parts_two_tables() {
    let mut page = page(&[
        ("Insats", 10.0, 100.0),
        ("Aktivitet", 110.0, 100.0),
        ("Klart", 300.0, 100.0),
        ("Övning", 10.0, 114.0),
        ("Öppet hus", 110.0, 114.0),
        ("Maj", 300.0, 114.0),
        ("Budget", 10.0, 138.0),
        ("Belopp i tkr", 10.0, 160.0),
        ("2026", 115.0, 160.0),
        ("2027", 155.0, 160.0),
        ("Personal", 10.0, 174.0),
        ("70", 125.0, 174.0),
        ("80", 165.0, 174.0),
    ]);
    let heading = page.words.iter_mut().find(|word| word.baseline == 138.0);
    heading.expect("the heading has a word").size = 13.0;
    check(
        page,
        "Insats\tAktivitet\tKlart\nÖvning\tÖppet hus\tMaj\nBudget\nBelopp i tkr\t2026\t2027\nPersonal\t70\t80",
    );
}

#[test]
fn running_text_ends_a_table() {
    let prose = "Båda vägarna ger fler boende nära till en hållplats på linjen";
    let words = [
        ("Belopp i mnkr", 10.0, 100.0),
        ("Väg A", 163.0, 100.0),
        ("Väg B", 235.0, 100.0),
        ("Bro", 10.0, 112.0),
        ("1 240", 163.0, 112.0),
        ("815", 250.0, 112.0),
        ("Bedömning", 10.0, 132.0),
        (prose, 10.0, 146.0),
    ];
    let expected = format!("Belopp i mnkr\tVäg A\tVäg B\nBro\t1 240\t815\nBedömning\n{prose}");
    check(page(&words), &expected);
}

#[test]
fn a_column_of_text_is_read_before_the_table_beside_it() {
    let prose = "som en lång rad med text till vänster";
    let mut words: Vec<(&str, f32, f32)> =
        (0..14).map(|line| (prose, 10.0, 100.0 + 12.0 * line as f32)).collect();
    let table = ["Lön", "Hyra", "El", "Mat", "Vatten", "Summa"];
    for (line, label) in table.into_iter().enumerate() {
        let y = 104.0 + 13.0 * line as f32;
        words.extend([(label, 220.0, y), ("1 200", 320.0, y), ("1 300", 380.0, y)]);
    }
    let rows = table.map(|label| format!("{label}\t1 200\t1 300"));
    check(page(&words), &format!("{}\n{}", [prose; 14].join("\n"), rows.join("\n")));
}

#[test]
fn two_tables_beside_each_other_are_read_one_after_the_other() {
    let mut words = vec![("2024", 120.0, 100.0), ("2024", 390.0, 100.0)];
    let rows = [("Lön", "120", "Mark", "7"), ("Hyra", "80", "Hus", "9"), ("El", "5", "Bilar", "4")];
    for (line, (left, one, right, other)) in rows.into_iter().enumerate() {
        let y = 114.0 + 14.0 * line as f32;
        words.extend([(left, 10.0, y), (one, 125.0, y), (right, 260.0, y), (other, 400.0, y)]);
    }
    words.extend([("Summa", 10.0, 156.0), ("205", 125.0, 156.0)]);
    words.extend([("Summa", 260.0, 156.0), ("20", 395.0, 156.0)]);
    let left = "\t2024\nLön\t120\nHyra\t80\nEl\t5\nSumma\t205";
    let right = "\t2024\nMark\t7\nHus\t9\nBilar\t4\nSumma\t20";
    check(page(&words), &format!("{left}\n{right}"));
}

#[test]
fn a_label_too_long_for_its_column_is_one() {
    let words = [
        ("2023", 200.0, 100.0),
        ("2024", 280.0, 100.0),
        ("Intäkter från taxor och", 10.0, 114.0),
        ("1 234", 195.0, 114.0),
        ("1 200", 275.0, 114.0),
        ("avgifter", 10.0, 126.0),
        ("Personal, arvoden samt", 10.0, 140.0),
        ("pensioner", 10.0, 152.0),
        ("80", 210.0, 152.0),
        ("90", 290.0, 152.0),
        ("Kostnader", 10.0, 166.0),
        ("hyra", 10.0, 180.0),
        ("5", 215.0, 180.0),
        ("6", 295.0, 180.0),
    ];
    check(
        page(&words),
        "\t2023\t2024\nIntäkter från taxor och avgifter\t1 234\t1 200\nPersonal, arvoden samt pensioner\t80\t90\nKostnader\t\t\nhyra\t5\t6",
    );
}

#[test]
fn the_spaces_of_one_long_label_are_no_gutters() {
    let words = [
        ("2024", 300.0, 100.0),
        ("2025", 380.0, 100.0),
        ("Lön", 10.0, 114.0),
        ("120", 305.0, 114.0),
        ("130", 385.0, 114.0),
        ("Bidrag till föreningar i hela kommunen", 10.0, 128.0),
        ("80", 310.0, 128.0),
        ("70", 390.0, 128.0),
        ("El", 10.0, 142.0),
        ("5", 315.0, 142.0),
        ("6", 395.0, 142.0),
    ];
    check(
        page(&words),
        "\t2024\t2025\nLön\t120\t130\nBidrag till föreningar i hela kommunen\t80\t70\nEl\t5\t6",
    );
}

#[test]
fn heads_with_spaces_between_them_head_their_columns() {
    let words = [
        ("Utfall 2023", 155.0, 100.0),
        ("Utfall 2024", 218.0, 100.0),
        ("Löner", 10.0, 114.0),
        ("1 234", 185.0, 114.0),
        ("1 200", 248.0, 114.0),
        ("Hyra", 10.0, 128.0),
        ("80", 200.0, 128.0),
        ("90", 263.0, 128.0),
        ("El", 10.0, 142.0),
        ("5", 205.0, 142.0),
        ("6", 268.0, 142.0),
    ];
    check(page(&words), "\tUtfall 2023\tUtfall 2024\nLöner\t1 234\t1 200\nHyra\t80\t90\nEl\t5\t6");
}

#[test]
fn a_page_that_is_all_artifacts_is_text() {
    let roles = |n_lines: u8| -> Vec<crate::model::LineRole> {
        let line = "en rad av ett sidhuvud som är så lång som en rad kan vara";
        let lines: Vec<_> =
            (0..n_lines).map(|at| (line, 10.0, 20.0 + 12.0 * f32::from(at))).collect();
        let mut page = page(&lines);
        page.words.iter_mut().for_each(|word| word.artifact = true);
        text(&[page], &mut Vec::new()).lines.iter().map(|line| line.role).collect()
    };
    assert_eq!(roles(3), [crate::model::LineRole::Furniture; 3]);
    assert_eq!(roles(40), [crate::model::LineRole::Body; 40]);
}

#[test]
fn three_columns_are_read_one_after_the_other() {
    let columns = ["den första spaltens ord", "den andra spaltens ord", "den tredje spaltens ord"];
    let words: Vec<_> = (0..10u8)
        .flat_map(|line| {
            let y = 100.0 + 12.0 * f32::from(line);
            let x = [10.0, 140.0, 270.0];
            columns.into_iter().zip(x).map(move |(column, x)| (column, x, y))
        })
        .collect();
    check(page(&words), &columns.map(|column| [column; 10].join("\n")).join("\n"));
}
