//! Pages with structure trees, some of which lie.

use super::super::tests::page;
use super::super::text;
use crate::model::{Page, Tag, TagCell, TagRole};

/// Words with the order, block and cell of their tags.
type Tagged<'a> = (&'a str, f32, f32, u32, Option<(u32, u32)>);

/// A page of lines, each a mark of its own: letters, x, baseline, place in the tree, row and column.
fn tagged(lines: &[Tagged<'_>]) -> Page {
    let mut made = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
    for (&(letters, x, y, order, cell), mark) in lines.iter().zip(0..) {
        for mut word in page(&[(letters, x, y)]).words {
            let own = made.text.len() as u32;
            let length = word.text.end - word.text.start;
            let start = word.text.start as usize;
            made.text.push_str(&letters.replace(' ', "")[start..start + length as usize]);
            word.text = own..own + length;
            word.mark = Some(mark);
            made.words.push(word);
        }
        let cell = cell.map(|(row, column)| TagCell { table: 0, row, column, head: false });
        let block = if cell.is_some() { order } else { order / 10 };
        made.tags.push(Tag { mark, order, block, role: TagRole::Paragraph, cell });
    }
    made
}

#[track_caller]
fn check(lines: &[Tagged<'_>], expected: &[&str]) {
    let text = text(&[tagged(lines)], &mut Vec::new());
    let told: Vec<&str> = text.content.lines().collect();
    assert_eq!(told, expected);
}

const TEXT: &str = "och en rad som hör till brödtexten här";

/// Three lines of a note beside six of text; the tree puts the note at `order`.
fn beside(order: u32) -> Vec<Tagged<'static>> {
    let text =
        (0..6u8).map(|at| (TEXT, 150.0, 100.0 + 12.0 * f32::from(at), 10 + u32::from(at), None));
    let note = (0..3u8)
        .map(|at| ("liten not", 10.0, 105.0 + 12.0 * f32::from(at), order + u32::from(at), None));
    text.chain(note).collect()
}

#[test]
fn a_note_beside_the_text_is_read_where_the_tree_puts_it() {
    check(&beside(20), &[[TEXT; 6].as_slice(), ["liten not"; 3].as_slice()].concat());
    check(&beside(0), &[["liten not"; 3].as_slice(), [TEXT; 6].as_slice()].concat());
}

#[test]
fn a_tree_that_runs_up_the_page_is_not_believed() {
    let mut lines = beside(20);
    let upwards = lines.len() as u32;
    for (line, at) in lines.iter_mut().zip(0..) {
        line.3 = (upwards - at) * 10;
    }
    let untagged: Vec<_> = lines.iter().map(|line| (line.0, line.1, line.2)).collect();
    let expected = text(&[page(&untagged)], &mut Vec::new()).content;
    check(&lines, &expected.lines().collect::<Vec<_>>());
}

#[test]
fn cells_of_several_lines_are_one_row() {
    let cell = |row, column| Some((row, column));
    let rows = [
        ("Motion om", 10.0, 100.0, 1, cell(0, 0)),
        ("träd", 10.0, 112.0, 2, cell(0, 0)),
        ("avslås", 110.0, 100.0, 3, cell(0, 1)),
        ("Taxa", 10.0, 124.0, 4, cell(1, 0)),
        ("antas med", 110.0, 124.0, 5, cell(1, 1)),
        ("ändring", 110.0, 136.0, 6, cell(1, 1)),
    ];
    check(&rows, &["Motion om träd\tavslås", "Taxa\tantas med ändring"]);
}

#[test]
fn cells_that_stand_in_each_other_are_no_table() {
    let cell = |row, column| Some((row, column));
    let rows = [
        ("Motion", 10.0, 100.0, 1, cell(0, 0)),
        ("Taxa", 110.0, 100.0, 2, cell(1, 0)),
        ("avslås", 10.0, 112.0, 3, cell(0, 1)),
        ("antas", 110.0, 112.0, 4, cell(1, 1)),
    ];
    check(&rows, &["Motion\tTaxa", "avslås\tantas"]);
}
