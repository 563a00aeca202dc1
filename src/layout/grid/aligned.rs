//! Lines set in columns with blanks → [`Grid`]s.
//!
//! Columns of numbers show themselves by their right edges; the lines above them that fit over the
//! columns are a header, the lines between that fit beside them are labels.

use std::ops::Range;

use super::columns::{Band, Piece, bands, cells};
use super::heads::dated;
use super::laid::{Laid, laid};
use super::row;
use crate::model::{Grid, GridOrigin, Line};

/// Blank lines that may stand inside a table.
const MAX_GAP: u32 = 5;
/// Lines without numbers that may stand between two with.
const MAX_FILLERS: usize = 8;
/// Lines that a header may have.
const MAX_HEADER: usize = 10;
/// Typewriter columns by which edges in one column may differ.
const SLACK: i32 = 3;

/// The grids among `lines`.
pub(super) fn grids(lines: &[Line]) -> Vec<Grid> {
    let laid = laid(lines);
    let mut grids = Vec::new();
    let mut free = 0;
    let mut at = 0;
    while at < laid.len() {
        if !laid[at].is_data {
            at += 1;
            continue;
        }
        let members = cluster(&laid, at);
        let last = members[members.len() - 1];
        if let Some((grid, end)) = grid(lines, &laid, free, &members) {
            grids.push(grid);
            free = end;
            at = end.max(last + 1);
        } else {
            at = last + 1;
        }
    }
    grids
}

/// The lines of data, from `start` on, whose numbers stand under each other, with the lines between them.
fn cluster(laid: &[Laid], start: usize) -> Vec<usize> {
    let mut members = vec![start];
    let mut edges: Vec<(i32, i32)> =
        laid[start].numbers().map(|piece| (piece.start, piece.end)).collect();
    let mut left = edges.iter().map(|edge| edge.0).min().unwrap_or(0);
    let mut has_values = !laid[start].is_years;
    let mut at = start;
    loop {
        let mut fillers = Vec::new();
        let mut gap = 0;
        let next = loop {
            at += 1;
            let Some(line) = laid.get(at).filter(|line| line.is_free && line.gap <= MAX_GAP) else {
                break None;
            };
            gap = gap.max(line.gap);
            let is_lone = line.pieces.len() == 1 && line.pieces[0].is_number;
            if line.is_data || is_lone {
                break Some(line);
            }
            if fillers.len() == MAX_FILLERS || !fits_beside(line, left) {
                break None;
            }
            fillers.push(at);
        };
        let Some(next) = next else { break };
        let under = next.numbers().any(|piece| {
            edges.iter().any(|(start, end)| {
                (piece.end - end).abs() <= SLACK || piece.start < *end && *start < piece.end
            })
        });
        let heads_another = next.is_years && has_values && gap > 0;
        if !under || heads_another {
            break;
        }
        for piece in next.numbers() {
            left = left.min(piece.start);
            if !edges.contains(&(piece.start, piece.end)) && edges.len() < 200 {
                edges.push((piece.start, piece.end));
            }
        }
        has_values |= !next.is_years;
        members.extend(fillers);
        members.push(at);
    }
    members
}

/// True for a line that stands wholly beside the numbers: a label, or a part of one.
fn fits_beside(line: &Laid, left: i32) -> bool {
    match line.pieces.as_slice() {
        // Labels of several lines that were run together are as wide as all of them.
        [label] => label.end <= left + 1 || line.is_loose && !label.is_value && !line.is_prose,
        [label, values @ ..] => label.end <= left + 1 && values.iter().all(|piece| piece.is_value),
        [] => false,
    }
}

/// The grid of the cluster `members`, and one past its last line; `None` when it is too little.
fn grid(lines: &[Line], laid: &[Laid], free: usize, members: &[usize]) -> Option<(Grid, usize)> {
    let data: Vec<&Laid> =
        members.iter().map(|&at| &laid[at]).filter(|line| line.is_data).collect();
    if data.len() < 2 {
        return None;
    }
    let values: Vec<&Laid> = data.iter().copied().filter(|line| !line.is_years).collect();
    let rows = if values.len() >= 2 { &values } else { &data };
    let mut bands = bands(rows.iter().map(|line| &line.pieces));
    // Two rows of one number that were run together: words of prose stand so by chance.
    let is_chance = bands.len() == 2 && data.len() == 2 && data.iter().all(|line| line.is_loose);
    if bands.len() < 2 || is_chance {
        return None;
    }
    let label_end =
        members.iter().filter_map(|&at| laid[at].pieces.first()).filter(|piece| !piece.is_value);
    let label_end =
        label_end.map(|piece| piece.end).max().unwrap_or(bands[0].right).min(bands[1].left);
    let start = header_start(lines, laid, free..members[0], &bands, label_end);
    empty_columns(&laid[start..members[0]], &mut bands);
    let end = labels_end(lines, laid, members[members.len() - 1] + 1, &bands);
    let rows = (start..end)
        .map(|at| {
            let line = &laid[at];
            let empty = line.row.end;
            let is_loose_head =
                at < members[0] && line.is_loose && line.pieces.len() + 1 >= bands.len();
            let text = &lines[line.idx].text;
            let is_label =
                at > members[0] && line.is_loose && line.pieces.len() == 1 && !line.is_data;
            let placed = if is_loose_head {
                heads(&line.pieces, &bands)
            } else if is_label && !line.pieces[0].is_value {
                let mut placed = vec![None; bands.len()];
                placed[0] = Some(line.pieces[0].range.clone());
                placed
            } else {
                cells(text, &line.pieces, &bands)
            };
            let placed = if at < members[0] { dated(text, &line.pieces, placed) } else { placed };
            let ranges = placed.into_iter().map(|cell| cell.unwrap_or(empty..empty));
            row(lines, line.idx, ranges.collect(), bands.len())
        })
        .collect();
    let range = laid[start].idx..laid[end - 1].idx + 1;
    Some((Grid { origin: GridOrigin::Aligned, lines: range, rows }, end))
}

/// The cells of a header that was run together with the row under it, and so has lost its indent.
fn heads(pieces: &[Piece], bands: &[Band]) -> Vec<Option<Range<usize>>> {
    let mut cells: Vec<Option<Range<usize>>> =
        pieces.iter().map(|piece| Some(piece.range.clone())).collect();
    if cells.len() < bands.len() {
        // What is missing is the head over the labels.
        let n_missing = bands.len() - cells.len();
        cells.splice(0..0, std::iter::repeat_n(None, n_missing));
    }
    let n_extra = cells.len() - bands.len();
    if let Some(last) = cells.get(n_extra).cloned().flatten().filter(|_| n_extra > 0) {
        // Words that are too many belong to the label.
        let first = cells.iter().flatten().next().map_or(last.start, |first| first.start);
        cells.drain(..n_extra);
        cells[0] = Some(first..last.end);
    }
    cells
}

/// True for a piece to the right of all columns.
fn is_beyond(piece: &Piece, bands: &[Band]) -> bool {
    bands.last().is_some_and(|last| piece.start > last.right + 4)
}

/// The columns that the header lines `header` have beyond `bands`, where no row has a value.
fn empty_columns(header: &[Laid], bands: &mut Vec<Band>) {
    let set = header.iter().filter(|line| !line.is_loose);
    let beyond = set.flat_map(|line| &line.pieces).filter(|piece| is_beyond(piece, bands));
    let mut beyond: Vec<Band> =
        beyond.map(|piece| Band { left: piece.start, right: piece.end }).collect();
    beyond.sort_unstable_by_key(|band| band.left);
    for band in beyond {
        if bands.last().is_some_and(|last| band.left > last.right) {
            bands.push(band);
        }
    }
}

/// Where the header at the end of the lines `within` begins; labels end before column `label_end`.
fn header_start(
    lines: &[Line],
    laid: &[Laid],
    within: Range<usize>,
    bands: &[Band],
    label_end: i32,
) -> usize {
    let first = within.end;
    let lowest = within.start.max(first.saturating_sub(MAX_HEADER));
    let label = bands[0];
    let left = bands[1].left;
    let mut start = first;
    let mut has_head = false;
    // Labels that belong to the header only if more of it stands above them.
    let mut waits = false;
    for at in (lowest..first).rev() {
        let line = &laid[at];
        let gap = laid[at + 1].gap;
        let has_values = line.is_data && !line.is_years;
        if !line.is_free || has_values || line.is_heading || gap > 2 {
            break;
        }
        let straddles =
            |piece: &Piece| !line.is_loose && piece.start < label_end && piece.end > left + SLACK;
        let alone_beyond = line.pieces.iter().all(|piece| is_beyond(piece, bands));
        if alone_beyond || line.pieces.iter().any(straddles) {
            break;
        }
        let heads = line.pieces.iter().any(|piece| piece.start >= label_end);
        let is_label = line.pieces.len() == 1 && !heads;
        if is_label {
            // A title is often set further out than the labels.
            let in_line = line.pieces[0].start >= label.left - 1;
            let ends = lines[line.idx].text[line.row.clone()].trim_end().ends_with(['.', ':']);
            if !in_line || ends || gap > 0 && has_head {
                break;
            }
            waits |= gap > 0;
            if waits {
                continue;
            }
        } else if line.pieces.len() == 1 && gap > 0 && has_head {
            break;
        }
        has_head |= heads;
        waits = false;
        start = at;
    }
    start
}

/// One past the last line of the label that the last row began.
fn labels_end(lines: &[Line], laid: &[Laid], mut end: usize, bands: &[Band]) -> usize {
    let left = bands[1].left;
    while let Some(line) = laid.get(end).filter(|line| line.is_free && line.gap == 0) {
        let [label] = line.pieces.as_slice() else { break };
        let goes_on = lines[line.idx].text[line.row.clone()]
            .trim_start()
            .starts_with(|first: char| first.is_lowercase() || first == '(');
        if !goes_on || label.end > left || (label.start - bands[0].left).abs() > SLACK {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn numbers_under_each_other_are_a_grid() {
        check(
            "Rubrik\n\ntkr            2024      2025\nLöner         1 200     1 300\nHyra             80        -9\n\nProsa som följer.",
            &["tkr|2024|2025/Löner|1 200|1 300/Hyra|80|-9"],
        );
    }

    #[test]
    fn a_header_may_have_lines() {
        check(
            "                Utfall    Budget\n                  2024      2025\nLöner            1 200     1 300\nHyra                80        90\n",
            &["|Utfall|Budget/|2024|2025/Löner|1 200|1 300/Hyra|80|90"],
        );
    }

    #[test]
    fn labels_may_break() {
        check(
            "                  2024\nIntäkter av          5\nförsäljning\nKommuninterna\n                     7\nbidrag\nHyra                 9",
            &["|2024/Intäkter av|5/försäljning|/Kommuninterna|/|7/bidrag|/Hyra|9"],
        );
    }

    #[test]
    fn contents_and_prose_are_no_grid() {
        check("1 Inledning ........  2\n2 Mål ..............  3\n", &[]);
        check("Detta är  en mening.\nDetta är  en annan mening.\n", &[]);
        check("Sid  5 (40)\nSid  6 (40)\n", &[]);
    }
}
