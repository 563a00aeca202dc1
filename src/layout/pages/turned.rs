//! Words that do not stand upright → lines of their own, after the page; a page that lies on its side is turned.

use super::Printed;
use crate::model::{Page, Rect, Ruling, Turn, Word};

/// The page turned upright, when most of its letters stand another way.
pub(super) fn upright(page: &Page) -> Option<Page> {
    let letters = |turn: Turn| -> usize {
        page.words.iter().filter(|word| word.turn == turn).map(|word| word.text.len()).sum()
    };
    let most = [Turn::Down, Turn::Over, Turn::Up].into_iter().max_by_key(|&turn| letters(turn))?;
    if letters(most) <= letters(Turn::Upright) * 3 {
        return None;
    }
    let mut turned = page.clone();
    if most != Turn::Over {
        (turned.width, turned.height) = (page.height, page.width);
    }
    for word in &mut turned.words {
        let below = match word.turn {
            Turn::Upright => word.baseline - word.rect.y0,
            _ => 0.8 * word.size,
        };
        word.rect = moved(page, word.rect, most);
        word.baseline = word.rect.y0 + below;
        word.turn = relative(word.turn, most);
    }
    turned.rulings =
        page.rulings.iter().map(|ruling| Ruling { rect: moved(page, ruling.rect, most) }).collect();
    turned.images = page.images.iter().map(|&rect| moved(page, rect, most)).collect();
    Some(turned)
}

/// Where a box stands on a page turned so that `turn` is upright.
fn moved(page: &Page, rect: Rect, turn: Turn) -> Rect {
    let Rect { x0, y0, x1, y1 } = rect;
    let (width, height) = (page.width, page.height);
    match turn {
        Turn::Upright => rect,
        Turn::Up => Rect { x0: height - y1, y0: x0, x1: height - y0, y1: x1 },
        Turn::Down => Rect { x0: y0, y0: width - x1, x1: y1, y1: width - x0 },
        Turn::Over => Rect { x0: width - x1, y0: height - y1, x1: width - x0, y1: height - y0 },
    }
}

/// How `own` stands on a page turned so that `turn` is upright.
fn relative(own: Turn, turn: Turn) -> Turn {
    let quarters = |turn: Turn| match turn {
        Turn::Upright => 0,
        Turn::Down => 1,
        Turn::Over => 2,
        Turn::Up => 3,
    };
    match (quarters(own) + 4 - quarters(turn)) % 4 {
        0 => Turn::Upright,
        1 => Turn::Down,
        2 => Turn::Over,
        _ => Turn::Up,
    }
}

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
