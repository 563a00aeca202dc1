//! A text in pieces that a browser can take at once.

use std::ops::Range;

use crate::record::StoredText;

/// Bytes of a piece; a page is not torn unless it is longer.
const BYTES: usize = 40_000;

/// A piece, and the pages it holds, each with its bytes.
pub(super) type Piece = Vec<(u32, Range<usize>)>;

/// The pieces of a text.
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    pub(super) fn of(text: &StoredText) -> Self {
        let mut starts = text.page_starts.clone();
        if starts.is_empty() {
            starts.push(0);
        }
        let ends = starts.iter().skip(1).copied().chain([text.content.len()]);
        let mut pieces: Vec<Piece> = vec![Vec::new()];
        let mut size = 0;
        for (number, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
            let page = number as u32 + 1;
            for range in torn(&text.content, start..end.max(start)) {
                if size > 0 && size + range.len() > BYTES {
                    pieces.push(Vec::new());
                    size = 0;
                }
                size += range.len();
                if let Some(piece) = pieces.last_mut() {
                    piece.push((page, range));
                }
            }
        }
        Self(pieces)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn get(&self, at: usize) -> &[(u32, Range<usize>)] {
        self.0.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// The piece that a byte stands in.
    pub(super) fn holding(&self, byte: usize) -> usize {
        let begins = |piece: &Piece| piece.first().is_none_or(|(_, range)| range.start <= byte);
        self.0.partition_point(begins).saturating_sub(1)
    }

    /// The piece that an address asks for: by its number, by a page, by a place ("c-1234"); else the first.
    pub(super) fn asked(&self, part: &str, page: &str, place: &str) -> usize {
        let place = place.split_once('-').and_then(|(_, byte)| byte.parse().ok());
        if let Some(byte) = place {
            return self.holding(byte);
        }
        if let Ok(page) = page.parse::<u32>() {
            let holds = |piece: &Piece| piece.iter().any(|(known, _)| *known == page);
            return self.0.iter().position(holds).unwrap_or(0);
        }
        let part: usize = part.parse().unwrap_or(1);
        part.clamp(1, self.len()) - 1
    }
}

/// A page in stretches that are not too long, torn where lines end.
fn torn(content: &str, page: Range<usize>) -> Vec<Range<usize>> {
    let mut stretches = Vec::new();
    let mut from = page.start;
    while page.end - from > BYTES + BYTES / 4 {
        let far = content.floor_char_boundary(from + BYTES);
        let line = content.get(from..far).and_then(|text| text.rfind('\n'));
        let to = line.map_or(far, |at| from + at + 1).max(from + 1);
        stretches.push(from..to);
        from = to;
    }
    stretches.push(from..page.end);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: String, page_starts: Vec<usize>) -> StoredText {
        StoredText { id: String::new(), content, page_starts, aside: Vec::new() }
    }

    #[test]
    fn every_byte_stands_in_one_piece() {
        let line = "å en rad\n";
        let long = text(line.repeat(20_000), vec![0, 10, 10, 170_010]);
        let pieces = Pieces::of(&long);
        let mut at = 0;
        for piece in 0..pieces.len() {
            for (_, range) in pieces.get(piece) {
                assert_eq!(range.start, at);
                assert!(long.content.is_char_boundary(range.end));
                at = range.end;
            }
        }
        assert_eq!(at, long.content.len());
        assert!(pieces.len() > 3);
        for byte in [0, 9, 10, 50_000, 170_010, at - 1] {
            let held = pieces.get(pieces.holding(byte));
            assert!(held.iter().any(|(_, range)| range.contains(&byte)), "{byte}");
        }
    }

    #[test]
    fn asked_by_number_by_page_and_by_place() {
        let pieces = Pieces::of(&text("rad\n".repeat(30_000), vec![0, 40_000, 80_000]));
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces.asked("2", "", ""), 1);
        assert_eq!(pieces.asked("99", "", ""), 2);
        assert_eq!(pieces.asked("", "3", ""), 2);
        assert_eq!(pieces.asked("1", "1", "c-40001"), 1);
        assert_eq!(pieces.asked("x", "x", "c-x"), 0);
        assert_eq!(Pieces::of(&text(String::new(), Vec::new())).asked("", "", "c-5"), 0);
    }
}
