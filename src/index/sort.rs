//! In which order hits stand.

use super::kwic::Kwic;
use super::query::Refusal;
use crate::swedish::order;
use crate::swedish::tokens::tokens;

/// In which order hits stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The oldest first; what has no date last.
    Oldest,
    /// The newest first; what has no date last.
    Newest,
    /// By the name of the organization, as a Swedish dictionary has it.
    Organization,
    /// By the words beside the match.
    Sides(Vec<Side>),
}

/// A word beside the match: the first, second or third to the left or to the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    left: bool,
    /// From 1.
    nth: usize,
}

/// How many words to each side may be sorted by.
const MOST_SIDES: usize = 5;

impl std::str::FromStr for Sort {
    type Err = Refusal;

    /// "relevance", "oldest", "newest", "organization", or places beside the match: "1R,2R,1L".
    fn from_str(text: &str) -> Result<Self, Refusal> {
        Ok(match text {
            "relevance" => Self::Relevance,
            "oldest" | "date" => Self::Oldest,
            "newest" => Self::Newest,
            "organization" => Self::Organization,
            _ => {
                let sides: Option<Vec<Side>> = text.split(',').map(side).collect();
                Self::Sides(sides.ok_or(Refusal::NoOrder)?)
            }
        })
    }
}

/// "1L", "2R"
fn side(text: &str) -> Option<Side> {
    let text = text.trim().to_uppercase();
    let (number, left) = match text.strip_suffix('L') {
        Some(number) => (number, true),
        None => (text.strip_suffix('R')?, false),
    };
    let nth = number.parse().ok().filter(|nth| (1..=MOST_SIDES).contains(nth))?;
    Some(Side { left, nth })
}

/// What a match is sorted by: the words at the places.
pub(super) fn side_key(kwic: &Kwic, sides: &[Side]) -> Vec<String> {
    let words = |text: &str| -> Vec<String> {
        tokens(text).into_iter().map(|token| order::key(&token.word)).collect()
    };
    let (left, right) = (words(&kwic.left), words(&kwic.right));
    let word = |side: &Side| {
        let at = if side.left { left.len().checked_sub(side.nth) } else { Some(side.nth - 1) };
        let words = if side.left { &left } else { &right };
        at.and_then(|at| words.get(at)).cloned().unwrap_or_default()
    };
    sides.iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_as_they_are_written() {
        assert_eq!("newest".parse(), Ok(Sort::Newest));
        let sides = [Side { left: false, nth: 1 }, Side { left: true, nth: 3 }];
        assert_eq!("1R,3l".parse(), Ok(Sort::Sides(sides.to_vec())));
        for wrong in ["", "0L", "1X", "9R", "R1", "datum,1R"] {
            assert!(wrong.parse::<Sort>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_last_word_to_the_left_comes_first() {
        let kwic = Kwic {
            left: "… att direktionen föreslås ".to_owned(),
            matched: "besluta".to_owned(),
            right: " att anta".to_owned(),
        };
        let key = |sides: &str| match sides.parse() {
            Ok(Sort::Sides(sides)) => side_key(&kwic, &sides).join(" "),
            other => panic!("{other:?}"),
        };
        assert_eq!(key("1L,2L"), "föresl{s direktionen".replace("fö", "f}"));
        assert_eq!(key("1R,2R,3R"), "att anta ");
    }
}
