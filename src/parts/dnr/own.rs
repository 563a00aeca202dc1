//! The head of a paper → its own registry number.

use std::ops::Range;
use std::sync::LazyLock;

use super::{find, is_dnr_line};
use crate::model::{Line, LineRole, Text};
use crate::parts::columns;
use crate::parts::outline::{Section, heading};
use crate::swedish::Pattern;

/// Lines of the head.
const HEAD_LINES: usize = 25;
/// A label and its number are shorter than this.
const LABELLED: usize = 60;

/// A label with its number to come: below it, or behind it.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^(?:(?:vårt? |v\. )?(?:d\s?n\s?r|diarie(?:nummer|nr)|beteckning|ref(?:erens)?(?:nummer|nr)?)|ärende(?:nummer|nr| nr|beteckning)|registernummer)\.?\s*[.:]?\s*")
        .expect("a constant pattern")
});
/// The number of the one who is written to.
static OF_ANOTHER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^(?:ert?|avsändarens) (?:d\s?n\s?r|diarie(?:nummer|nr)|beteckning|ref)")
        .expect("a constant pattern")
});
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:\p{Lu}{1,6}[ /-]?)?\d[\p{Lu}\d]*(?:[-/:. ][\p{Lu}\d]+)*$")
        .expect("a constant pattern")
});

/// The registry number that the paper of `lines` (indices into [`Text::lines`]) has in its head, as printed.
pub fn own(text: &Text, lines: Range<usize>) -> Option<String> {
    let head: Vec<&Line> = text.lines[lines]
        .iter()
        .filter(|line| line.role != LineRole::Noise)
        .take(HEAD_LINES)
        .take_while(|line| !is_behind_head(&line.text))
        .collect();
    head.iter().enumerate().find_map(|(at, line)| {
        let pieces: Vec<&str> = columns::pieces(&line.text).collect();
        pieces.iter().enumerate().find_map(|(column, piece)| {
            if OF_ANOTHER.is_match(piece) {
                return None;
            }
            // "Datum 2024-05-06 Dnr KS 2024/17": each label with its own.
            let behind = |label: &&str| !label.is_empty() && LABEL.is_match(label);
            in_piece(piece).or_else(|| {
                let next = pieces.get(column + 1).copied().unwrap_or_default();
                let is_label = behind(piece) && rest(piece).is_empty();
                is_label
                    .then(|| number(next).or_else(|| below(head.get(at + 1)?, column)))
                    .flatten()
            })
        })
    })
}

/// "Förslag till beslut", "Sammanfattning", "§ 4": the matter begins. "Yttrande" is a title.
fn is_behind_head(text: &str) -> bool {
    use Section as S;
    text.starts_with('§')
        || matches!(heading(text), Some(S::Forslag | S::Beslut | S::Bakgrund | S::Underlag))
}

/// "Dnr KS 2024/17", "KS 2024/17" alone, "2024-05-06 Dnr KS 2024/17".
fn in_piece(piece: &str) -> Option<String> {
    if piece.len() > LABELLED || piece.ends_with('.') {
        return None;
    }
    if let Some(label) = LABEL.find(piece) {
        return number(&piece[label.end()..]);
    }
    let found = find(piece)?;
    let is_keyed = found.whole != found.number;
    let before = piece[..found.whole.start].trim_end();
    let behind = piece[found.whole.end..].trim();
    // A title names another's number: "Yttrande över remiss, dnr 2024/12".
    // "Eva Ek Diarienummer 0120/22": a large letter begins a label.
    let is_label = piece[found.whole.start..].starts_with(char::is_uppercase)
        && !before.ends_with([',', '(', ':']);
    let is_head = before.is_empty() || DATED.is_match(before) || is_label;
    // "Ärende nr 2.1.13" counts the matters of a meeting.
    if POINT.is_match(&piece[found.number.clone()]) {
        return None;
    }
    let is_own = if is_keyed { is_head && behind.is_empty() } else { is_dnr_line(piece) };
    is_own.then(|| piece[found.number].to_owned())
}

static POINT: LazyLock<Pattern> =
    LazyLock::new(|| Pattern::new(r"^\d{1,2}(?:\.\d{1,2})+\.?$").expect("a constant pattern"));
static DATED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(?:Datum:? |Utfärdat )?\d{4}-\d\d-\d\d,?$").expect("a constant pattern")
});

fn rest(piece: &str) -> &str {
    LABEL.find(piece).map_or(piece, |label| piece[label.end()..].trim())
}

/// A number in the form of registries, or any behind a label.
fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_day = text.len() == 10 && DATED.is_match(text);
    let is_point = POINT.is_match(text);
    (digits >= 3 && !is_day && !is_point && text.len() < 30 && NUMBER.is_match(text))
        .then(|| text.to_owned())
}

/// The number under a label: in its column, or the only one that is no day.
fn below(line: &Line, column: usize) -> Option<String> {
    let pieces: Vec<&str> = columns::pieces(&line.text).collect();
    number(pieces.get(column).copied().unwrap_or_default())
        .or_else(|| pieces.iter().find_map(|piece| number(piece)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        assert_eq!(own(&text, 0..text.lines.len()).as_deref(), expected, "{paper}");
    }

    #[test]
    fn a_head_has_the_number_of_its_paper() {
        check(
            "Byberga kommun\nTJÄNSTESKRIVELSE\n2024-05-06\nDnr KS 2024/17\n\nVal av ombud",
            Some("KS 2024/17"),
        );
        check(
            "TJÄNSTESKRIVELSE\nDatum            Diarienummer\n2024-05-06       BUN 2023.204 291",
            Some("BUN 2023.204 291"),
        );
        check(
            "Tjänsteutlåtande\nUtfärdat 2022-03-02\nÄrendenummer SLV-2021-00452\nEva Ek",
            Some("SLV-2021-00452"),
        );
        check("Tjänsteutlåtande\tÄrendenr: 2024:117\nRegionstyrelsen", Some("2024:117"));
        check(
            "Yttrande\nVår beteckning      Er beteckning\n2024/12:3           Fi2024/00123",
            Some("2024/12:3"),
        );
        check("Yttrande\nEr beteckning: Fi2024/00123\nVår beteckning: 2024/12", Some("2024/12"));
        check("PM\nVår ref: RS 2024-0117\nTill regionstyrelsen", Some("RS 2024-0117"));
        check("TJÄNSTESKRIVELSE\n2024-05-06 Dnr KS 2024/17\nVal", Some("KS 2024/17"));
        check(
            "Tjänsteutlåtande            Handläggare\nUtfärdat 2022-11-09          Eva Ek Diarienummer N164-0144/22",
            Some("N164-0144/22"),
        );
        check("Miljöförbundet\nRÅ 2024-0187\nTjänsteskrivelse", Some("RÅ 2024-0187"));
    }

    #[test]
    fn other_numbers_are_none_of_its_own() {
        check("Tjänsteskrivelse\nYttrande över remiss, dnr KS 2024/17\nFörslag till beslut", None);
        check("Tjänsteskrivelse\n2024-05-06\nVår ref: Eva Ek", None);
        check("Tjänsteskrivelse\nDnr\n2024-05-06", None);
        check("Tjänsteutlåtande\nÄrende nr 2.1.13\nEva Ek", None);
        check("Yttrande\nErt dnr: KS 2024/17", None);
        // Behind the first heading it is told of.
        check("Tjänsteskrivelse\nSammanfattning\nDnr KS 2024/17", None);
        check(
            "Ärendet har dnr KS 2024/17 och bereds nu av kontoret tillsammans med regionen.",
            None,
        );
    }
}
