//! Words that do not stand upright → lines of their own, after the page.

use super::Printed;
use crate::model::{Page, Turn, Word};

/// Appends the lines of `words`, in the order they were drawn.
pub(super) fn lines(page: &Page, words: &[u32], lines: &mut Vec<Printed>) {
    let mut last: Option<&Word> = None;
    for &index in words {
        let word = &page.words[index as usize];
        match lines.last_mut() {
            Some(line) if last.is_some_and(|last| follows(last, word)) => {
                if let Some(cell) = line.cells.last_mut() {
                    cell.push(index);
                }
            }
            _ => lines.push(Printed {
                cells: vec![vec![index]],
                baseline: word.rect.y1,
                last_baseline: word.rect.y1,
            }),
        }
        last = Some(word);
    }
}

fn follows(before: &Word, word: &Word) -> bool {
    let size = before.size.max(word.size);
    let (side, along) = match word.turn {
        Turn::Up => (word.rect.x0 - before.rect.x0, before.rect.y0 - word.rect.y1),
        Turn::Down => (word.rect.x0 - before.rect.x0, word.rect.y0 - before.rect.y1),
        Turn::Over | Turn::Upright => {
            (word.rect.y0 - before.rect.y0, before.rect.x0 - word.rect.x1)
        }
    };
    word.turn == before.turn
        && side.abs() < 0.4 * size
        && (-0.5 * size..2.0 * size).contains(&along)
}
