//! *Diarienummer*: the registry number of a matter, in the many forms that registries print.

mod own;

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

pub use own::own;

/// A registry number in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dnr {
    /// The number with its keyword: "Dnr KS/2014:417".
    pub whole: Range<usize>,
    /// The number: "KS/2014:417".
    pub number: Range<usize>,
}

const KEYWORD: &str = r"(?:d\s?n\s?r|diarie(?:nummer|nr)|ärende(?:nummer|nr|beteckning| nr)|beteckning|registernummer)";

/// Finds the registry number of `text`: behind a keyword, or in a form that only registries use.
pub fn find(text: &str) -> Option<Dnr> {
    static KEYED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(&format!(
            r"(?i)\b{KEYWORD}\b\s*[.:]?\s*((?:[A-ZÅÄÖ]{{1,6}}(?:\s?F)?[ /-]?)?(?:[A-ZÅÄÖ]{{2,6}}[ /-])?\d[\dA-ZÅÄÖ]*(?:[-/:.]\d[\dA-ZÅÄÖ]*|[-/:.]?[A-ZÅÄÖ]{{2,5}}[-/:. ]?\d+)*(?:[ -]\d{{1,4}}\b| - \d{{3}}\b)*)"
        ))
        .expect("a constant pattern")
    });
    static BARE: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r"\b((?:[A-ZÅÄÖ]{2,8}(?:no)?|[A-ZÅÄÖ][a-zåäö]{1,3})(?:[- ]|/)?(?:19|20)\d\d\s?[-/:.]\s?\d{1,7}(?:[:./]\d{1,4})*(?: - \d{3}\b)?|[A-ZÅÄÖ]{2,5}/\d{2,5}/\d{2,5}(?:[./]\d+)*|(?:19|20)\d\d[-/:](?:\d{5,7}|0\d{3})(?:[.:]\d{1,4})?|(?:\d{5,6}|0\d{3})/(?:19|20)\d\d|\d\d/[A-ZÅÄÖ]{2,5}[ /]\d{1,5}|(?:19|20)\d\d/[A-ZÅÄÖ]{2,5}[ /]\d{2,5}(?: \d{3})?)\b",
        )
        .expect("a constant pattern")
    });
    if let Some(found) = KEYED.captures(text) {
        let (whole, number) = (found.get(0)?, found.get(1)?);
        let end =
            number.start() + number.as_str().trim_end_matches([' ', '.', ':', '-', '/']).len();
        return Some(Dnr { whole: whole.start()..end, number: number.start()..end });
    }
    // The shortest is "09/TN 4".
    let n_digits = text.bytes().filter(u8::is_ascii_digit).count();
    if n_digits < 3 || !text.contains(['-', '/', ':', '.']) {
        return None;
    }
    let found = BARE.find(text)?;
    Some(Dnr { whole: found.range(), number: found.range() })
}

/// True when a line is a registry number and nothing else, or says that one was lost ("Dnr").
pub fn is_dnr_line(text: &str) -> bool {
    static EMPTY: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(&format!(
            r"(?i)^\(?{KEYWORD}\s*[.:]?(?:\s+(?-i:[A-ZÅÄÖ]{{1,4}}))?\s*(?:\d{{4}}/)?\s*\)?$"
        ))
        .expect("a constant pattern")
    });
    let bare = text.trim();
    EMPTY.is_match(bare)
        || find(bare).is_some_and(|dnr| {
            let left = bare.len() - dnr.whole.len();
            left <= 2 || (left <= 4 && bare.starts_with('('))
        })
}

/// `title` without the registry number in it, and the number.
pub fn taken_from(title: &str) -> (String, Option<String>) {
    static LOST: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\s*\((?:[A-ZÅÄÖ]{1,5}|[Dd]nr)\s*[./-]?\s*\)\s*$")
            .expect("a constant pattern")
    });
    if let Some(dnr) = find(title) {
        let opened = title[..dnr.whole.start].trim_end().ends_with('(')
            && title[dnr.whole.end..].trim_start().starts_with(')');
        let at_an_end =
            dnr.whole.start <= 1 || title[dnr.whole.end..].trim_matches([')', ' ', '.']).is_empty();
        let keyed = dnr.whole != dnr.number;
        if opened || at_an_end || keyed {
            let before = title[..dnr.whole.start]
                .trim_end()
                .trim_end_matches(['(', ',', '-', '–'])
                .trim_end();
            let after = title[dnr.whole.end..].trim_start_matches([')', ' ', ',', '\t']).trim();
            let rest = if before.is_empty() || after.is_empty() {
                format!("{before}{after}")
            } else {
                format!("{before} {after}")
            };
            return (rest, Some(title[dnr.number].to_owned()));
        }
    }
    // "(SD)" behind a name is a party.
    let lost = LOST.find(title).filter(|lost| {
        let mut words = title[..lost.start()].split(' ').rev();
        let is_name =
            |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
        lost.as_str().contains(" )") || !(is_name(words.next()) && is_name(words.next()))
    });
    let end = lost.map_or(title.len(), |lost| lost.start());
    (title[..end].trim().to_owned(), None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(find(text).map(|dnr| &text[dnr.number]), expected, "{text}");
    }

    #[test]
    fn finds_the_forms_of_registries() {
        check("Dnr KS 2012-127", Some("KS 2012-127"));
        check("KS/2014:417", Some("KS/2014:417"));
        check("SN 2014.112", Some("SN 2014.112"));
        check("SN-2014/4023.103", Some("SN-2014/4023.103"));
        check("KSN-2015-1584", Some("KSN-2015-1584"));
        check("Dnr: 2008/0022", Some("2008/0022"));
        check("KSL/13/0111", Some("KSL/13/0111"));
        check("KS2013/0195", Some("KS2013/0195"));
        check("Dnr Ks 2007/0129 008", Some("Ks 2007/0129 008"));
        check("Dnr 2013/842-IFN-730", Some("2013/842-IFN-730"));
        check("Dnr 2/2013.041", Some("2/2013.041"));
        check("Dnr 2023/00112 - 041", Some("2023/00112 - 041"));
        check("Dnr 03/18", Some("03/18"));
        check("TN § 2    09/TN 0044", Some("09/TN 0044"));
        check("Årsredovisning 2017 (18/KS/58)", Some("18/KS/58"));
        check("2011/KS 0206 001", Some("2011/KS 0206 001"));
        check("§ 64 SN/2020/0123/003 Taxa", Some("SN/2020/0123/003"));
        check("KS § 80    KS/2018:298 - 001", Some("KS/2018:298 - 001"));
        check("2017/AB 3", None);
        check("Ärendenummer SLK-2024-00009:30", Some("SLK-2024-00009:30"));
        check("Diarienummer 00322/2026", Some("00322/2026"));
        check("VAKEDno-2022-130", Some("VAKEDno-2022-130"));
        check("NKBY/660/10.04.00.01/2022", Some("NKBY/660/10.04.00.01/2022"));
        check("2025-00014", Some("2025-00014"));
    }

    #[test]
    fn other_numbers_are_none() {
        check("2011-09-29", None);
        check("förordning (2010:1122)", None);
        check("Budget 2025", None);
        check("läsåret 2013/2014", None);
        check("Möte den 2025-03-06", None);
    }

    #[test]
    fn titles_lose_their_number() {
        let check = |title: &str, rest: &str, number: Option<&str>| {
            assert_eq!(taken_from(title), (rest.to_owned(), number.map(str::to_owned)), "{title}");
        };
        check("Dnr KS-2025-00104 Val av ombud", "Val av ombud", Some("KS-2025-00104"));
        check("Val av ombud (KS 2014/17)", "Val av ombud", Some("KS 2014/17"));
        check("Gemensam vattenplan (SN )", "Gemensam vattenplan", None);
        check(
            "Delårsrapport per den 31 augusti 2023",
            "Delårsrapport per den 31 augusti 2023",
            None,
        );
    }

    #[test]
    fn lines_of_a_number_alone() {
        assert!(is_dnr_line("Dnr 2023-000185"));
        assert!(is_dnr_line("(KS/2014:417)"));
        assert!(is_dnr_line("Dnr 2024/"));
        assert!(!is_dnr_line("Svar på skrivelse KS/2014:417 om vatten"));
        assert!(!is_dnr_line("Beteckningar"));
    }
}
