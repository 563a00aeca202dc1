//! The program's remarks and reasons as the pages tell them: by their codes, or by their constant words.

use super::words::Lang;
use crate::link::LackingCode;

/// The codes of remarks on a reading: Swedish, English.
const REMARKS: [(&str, &str, &str); 17] = [
    (
        "limit-reached",
        "en gräns nåddes, resten lästes inte",
        "a limit was reached, the rest was not read",
    ),
    ("damaged", "delar av filen är skadade", "parts of the file are damaged"),
    ("page-without-text", "sidor utan läsbar text", "pages without readable text"),
    (
        "unmapped-letters",
        "tecken i ett typsnitt gick inte att tyda",
        "letters of a font could not be told",
    ),
    (
        "garbled-text",
        "sidans typsnitt ger en text utan mening",
        "the letters of a page spell nothing",
    ),
    ("replaced-bytes", "byte som inte är text ersattes", "bytes that are no text were replaced"),
    ("guessed-encoding", "teckenkodningen är gissad", "the encoding was guessed"),
    (
        "lost-digits",
        "siffror föll bort innan texten kom hit",
        "numbers were lost before the text came here",
    ),
    (
        "foreign-text",
        "text som hör till ett annat dokument ställdes åt sidan",
        "text of another document was set aside",
    ),
    (
        "not-a-decision",
        "något som liknade ett beslut ställdes åt sidan",
        "what looked like a decision was set aside",
    ),
    ("sum-fails", "en summa stämmer inte", "a sum does not hold"),
    ("tie-fails", "belopp som ska vara lika är det inte", "amounts that should agree do not"),
    (
        "read-by-sum",
        "ett otydligt tal lästes så som summan visar",
        "an unclear number was read as its sum proves it",
    ),
    (
        "cells-inferred",
        "tabellens kolumner är slutna av antalet",
        "the columns of the table were told by their number",
    ),
    (
        "votes-differ",
        "rösternas antal och namnen går inte ihop",
        "counted votes and named votes differ",
    ),
    (
        "paragraph-missing",
        "en paragraf saknas i nummerföljden",
        "a paragraph is missing in the run",
    ),
    ("paragraph-twice", "två paragrafer har samma nummer", "two paragraphs have one number"),
];

/// Why a file was not read, word for word or by how it begins, and in Swedish.
const REASONS: [(&str, &str); 24] = [
    ("not a PDF and not text", "varken PDF eller text"),
    ("binary data, neither PDF nor text", "binära data, varken PDF eller text"),
    ("the file is empty", "filen är tom"),
    ("the file is larger than", "filen är för stor"),
    ("the file holds no text", "filen har ingen text"),
    ("the PDF is damaged beyond repair", "PDF-filen är för skadad för att läsas"),
    (
        "the PDF is encrypted and needs a password",
        "PDF-filen är krypterad och behöver ett lösenord",
    ),
    ("the PDF has no pages", "PDF-filen har inga sidor"),
    ("cannot read", "filen gick inte att läsa"),
    ("cannot fetch", "filen gick inte att hämta"),
    ("a file's attributes on a Mac, not a paper", "en Mac-fils egenskaper, ingen handling"),
    ("JSON data, not a paper", "JSON-data, ingen handling"),
    ("a damaged ZIP", "en skadad ZIP-fil"),
    ("an Office file, neither PDF nor text", "en Office-fil, varken PDF eller text"),
    ("a ZIP that holds more than", "en ZIP-fil med för många filer"),
    ("a ZIP whose files take more than", "en ZIP-fil vars innehåll är för stort"),
    ("a ZIP whose files overlap", "en ZIP-fil vars delar ligger i varandra"),
    ("its name leads out of the ZIP", "namnet leder ut ur ZIP-filen"),
    ("a link in a ZIP", "en länk i en ZIP-fil"),
    ("it needs a password", "filen behöver ett lösenord"),
    ("it grows to more than", "filen växer för mycket när den packas upp"),
    ("a ZIP in a ZIP is not opened", "en ZIP-fil i en ZIP-fil öppnas inte"),
    ("packed by", "packad på ett sätt som inte läses"),
    (
        "the program failed",
        "programmet kunde inte läsa filen; det är ett fel i programmet eller en skadad fil",
    ),
];

/// What a remark's code means.
pub(super) fn remark(lang: Lang, code: &str) -> Option<&'static str> {
    let (_, swedish, english) = REMARKS.iter().find(|(known, _, _)| *known == code)?;
    Some(lang.of(swedish, english))
}

/// Why a file was not read, where the page's language has words for it.
///
/// A reason is codes of remarks, or what the program said, in English.
pub(super) fn reason(lang: Lang, reason: &str) -> Option<String> {
    let codes: Option<Vec<&str>> = reason.split(", ").map(|code| remark(lang, code)).collect();
    if let Some(codes) = codes {
        return Some(codes.join("; "));
    }
    if lang == Lang::En {
        return None;
    }
    REASONS.iter().find(|(known, _)| reason.starts_with(known)).map(|(_, says)| (*says).to_owned())
}

/// Why no decision is found.
pub(super) fn lacking(lang: Lang, code: LackingCode) -> &'static str {
    let (swedish, english) = match code {
        LackingCode::NoMinutes => (
            "arkivet har inga protokoll där det kan stå",
            "the archive has no minutes where it may stand",
        ),
        LackingCode::NotInMinutes => (
            "protokollen finns, men ingen paragraf i dem svarar mot förslaget",
            "the minutes are there, and no paragraph of them agrees",
        ),
        LackingCode::NoBody => {
            ("handlingen säger inte vem som ska besluta", "the paper does not say who is to decide")
        }
        LackingCode::NoDate => ("handlingen har inget datum", "the paper has no date"),
    };
    lang.of(swedish, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_remark_has_words() {
        let listed = include_str!("../model/note.rs");
        let listed = listed.split_once("fn as_str").expect("the list of codes").1;
        let codes: Vec<&str> = listed
            .lines()
            .map_while(|line| (!line.starts_with('}')).then_some(line))
            .filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\","))
            .collect();
        assert!(codes.contains(&"paragraph-twice"));
        assert_eq!(codes.len(), REMARKS.len());
        for code in codes {
            assert!(remark(Lang::Sv, code).is_some(), "{code}");
        }
    }

    #[test]
    fn reasons_are_codes_or_known_words() {
        let check = |said, told: Option<&str>| {
            assert_eq!(reason(Lang::Sv, said).as_deref(), told, "{said}");
        };
        check(
            "damaged, limit-reached",
            Some("delar av filen är skadade; en gräns nåddes, resten lästes inte"),
        );
        check("the file is empty", Some("filen är tom"));
        check("a damaged ZIP (no end)", Some("en skadad ZIP-fil"));
        check("something else", None);
        assert_eq!(reason(Lang::En, "the file is empty"), None);
        assert_eq!(reason(Lang::En, "damaged").as_deref(), Some("parts of the file are damaged"));
    }
}
