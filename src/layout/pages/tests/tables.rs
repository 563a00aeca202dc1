//! Tables without lines: heads, labels and numbers set as associations set them.

use super::{check, page};

#[test]
fn heads_close_to_each_other_stand_over_labels_too() {
    let words = [
        ("Not", 204.0, 100.0),
        ("Utfall 2031", 228.0, 100.0),
        ("Budget 2031", 290.0, 100.0),
        ("TILLGÅNGAR", 10.0, 114.0),
        ("Anläggningar", 10.0, 128.0),
        ("Mark", 10.0, 142.0),
        ("9", 214.0, 142.0),
        ("1 032", 258.0, 142.0),
        ("322", 328.0, 142.0),
        ("Maskiner", 10.0, 156.0),
        ("48", 271.0, 156.0),
        ("732", 328.0, 156.0),
        ("Konst", 10.0, 170.0),
        ("12", 209.0, 170.0),
        ("48", 271.0, 170.0),
        ("732", 328.0, 170.0),
    ];
    check(
        page(&words),
        "\tNot\tUtfall 2031\tBudget 2031\nTILLGÅNGAR\t\t\t\nAnläggningar\t\t\t\nMark\t9\t1 032\t322\nMaskiner\t\t48\t732\nKonst\t12\t48\t732",
    );
}

#[test]
fn prose_over_labels_is_no_header() {
    let words = [
        ("Nämnden följer utvecklingen och återkommer till styrelsen i höst.", 10.0, 100.0),
        ("TILLGÅNGAR", 10.0, 114.0),
        ("Mark", 10.0, 128.0),
        ("1 032", 255.0, 128.0),
        ("322", 328.0, 128.0),
        ("Maskiner", 10.0, 142.0),
        ("48", 270.0, 142.0),
        ("732", 328.0, 142.0),
    ];
    check(
        page(&words),
        "Nämnden följer utvecklingen och återkommer till styrelsen i höst.\nTILLGÅNGAR\nMark\t1 032\t322\nMaskiner\t48\t732",
    );
}

#[test]
fn labels_that_end_in_a_number_leave_no_gutter() {
    let mut words = vec![("2031", 300.0, 100.0), ("2032", 360.0, 100.0)];
    let labels = [
        ("Ombyggnad av hamnens bro, etapp 2", "120", "80"),
        ("Beläggning", "1 200", "800"),
        ("Förskola", "12", "8"),
        ("Ny sporthall med alla inventarier", "9", "11"),
        ("Summa", "1 341", "899"),
    ];
    for (at, (label, one, other)) in labels.iter().enumerate() {
        let y = 114.0 + 14.0 * at as f32;
        let end = |number: &str, right: f32| right - 5.0 * number.chars().count() as f32;
        words.extend([
            (*label, 10.0, y),
            (*one, end(one, 320.0), y),
            (*other, end(other, 380.0), y),
        ]);
    }
    check(
        page(&words),
        "\t2031\t2032\nOmbyggnad av hamnens bro, etapp 2\t120\t80\nBeläggning\t1 200\t800\nFörskola\t12\t8\nNy sporthall med alla inventarier\t9\t11\nSumma\t1 341\t899",
    );
}

#[test]
fn tables_of_other_years_stand_side_by_side() {
    let mut words = vec![
        ("2030", 120.0, 100.0),
        ("2031", 160.0, 100.0),
        ("2032", 380.0, 100.0),
        ("2033", 420.0, 100.0),
    ];
    for (at, (left, right)) in
        [("Kvinnor", "Heltid"), ("Män", "Deltid"), ("Äldre", "Timmar")].iter().enumerate()
    {
        let y = 114.0 + 14.0 * at as f32;
        words.extend([(*left, 10.0, y), ("4,5", 125.0, y), ("5,5", 165.0, y)]);
        words.extend([(*right, 260.0, y), ("6,5", 385.0, y), ("7,5", 425.0, y)]);
    }
    check(
        page(&words),
        "\t2030\t2031\nKvinnor\t4,5\t5,5\nMän\t4,5\t5,5\nÄldre\t4,5\t5,5\n\t2032\t2033\nHeltid\t6,5\t7,5\nDeltid\t6,5\t7,5\nTimmar\t6,5\t7,5",
    );
}

#[test]
fn a_column_of_words_with_a_head_stays_in_its_table() {
    let mut words = vec![
        ("2030", 120.0, 100.0),
        ("2031", 160.0, 100.0),
        ("Orsak", 260.0, 100.0),
        ("2032", 380.0, 100.0),
    ];
    for (at, (left, right)) in
        [("Kvinnor", "Vikarier"), ("Män", "Deltid"), ("Äldre", "Timmar")].iter().enumerate()
    {
        let y = 114.0 + 14.0 * at as f32;
        words.extend([(*left, 10.0, y), ("4,5", 125.0, y), ("5,5", 165.0, y)]);
        words.extend([(*right, 260.0, y), ("6,5", 385.0, y)]);
    }
    check(
        page(&words),
        "\t2030\t2031\tOrsak\t2032\nKvinnor\t4,5\t5,5\tVikarier\t6,5\nMän\t4,5\t5,5\tDeltid\t6,5\nÄldre\t4,5\t5,5\tTimmar\t6,5",
    );
}
