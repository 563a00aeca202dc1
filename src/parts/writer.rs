//! The head of a report, a yrkande or a motion → who wrote it, and so proposes what it proposes.

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Line, LineRole, Text};
use crate::parts::organ::{self, Rank};
use crate::swedish::{Pattern, dates};

/// Lines in which a writer's name may stand.
const HEAD_LINES: usize = 12;
/// A longer line is running text, or a page that was flattened.
const LONGEST: usize = 160;

macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($pattern).expect("the pattern is fixed"));
    };
}

pattern!(
    YRKANDE,
    r"^(?:(?:[Ii]nitiativ|[Tt]illäggs|[Ää]ndrings|[Aa]vslags|[Åå]terremiss)?[Yy]rkande|YRKANDE)\b"
);
pattern!(MOTION, r"^(?:Motion|MOTION)\b");
pattern!(SIGNER, r"(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+){1,3}) \((\p{Lu}{1,4}\p{Ll}?)\)");
pattern!(
    PARTIES,
    r"(?:^|\s|\()(\p{Lu}(?:\p{Lu}{0,3}|[pid]))\)?(?:(?:, ?| och | samt |,? & )\(?\p{Lu}(?:\p{Lu}{0,3}|[pid])\)?)*(?:$|\s|\))"
);
pattern!(PARTY, r"\b\p{Lu}(?:\p{Lu}{0,3}|[pid])\b");
pattern!(MOVED, r"yrkande från ([^.]{1,80}?) den (\d{1,2} \p{L}+ \d{4})");
pattern!(
    COMPANY,
    r"^((?:\p{Lu}[\p{L}\d&-]*(?: (?:i|och|för))? ){1,5}AB(?: \p{Lu}[\p{L}\d&-]*){0,3}|AB(?: \p{Lu}[\p{L}\d&-]*){1,4})(?:(?: [-–] |, )[Ss]tyrelsen)?$"
);
pattern!(
    ONLY_PARTIES,
    r"^\(?\p{Lu}{1,4}\)?(?:(?:,| och| samt|,? &) ?\(?\p{Lu}{1,4}\)?)*(?:\s+(?:Ärende|\d).*)?$"
);
pattern!(OWN_REPORT, r"^(?:[-•] )?(\p{Lu}[\p{L} -]{3,60}s) tjänste(?:skrivelse|utlåtande)\b");
pattern!(REPORT, r"(?i)^(?:tjänsteskrivelse|tjänsteutlåtande|utfärdat|styrelsehandling|missiv)\b");

/// The members' parties by their names.
const PARTY_NAMES: [(&str, &str); 10] = [
    ("Socialdemokraterna", "S"),
    ("Moderaterna", "M"),
    ("Vänsterpartiet", "V"),
    ("Miljöpartiet", "MP"),
    ("Liberalerna", "L"),
    ("Folkpartiet", "FP"),
    ("Kristdemokraterna", "KD"),
    ("Centerpartiet", "C"),
    ("Sverigedemokraterna", "SD"),
    ("Demokraterna", "D"),
];

/// Who wrote the paper in `lines`; `None` where its head names nobody that proposes.
pub fn writer(text: &Text, lines: Range<usize>) -> Option<String> {
    let is_told = |line: &&Line| line.role != LineRole::Noise;
    let head: Vec<&Line> =
        text.lines[lines.clone()].iter().filter(is_told).take(HEAD_LINES).collect();
    members(text, lines.clone(), &head)
        .or_else(|| office(&head))
        .or_else(|| company(&head).map(|name| format!("{name}, vd")))
        .or_else(|| mark(text, &head))
        .or_else(|| listed(text, lines, &head))
}

/// A report without a letterhead that stands among its own documents: "Kontorets tjänsteskrivelse 2024-12-11".
fn listed(text: &Text, lines: Range<usize>, head: &[&Line]) -> Option<String> {
    if !head.iter().take(4).any(|line| REPORT.is_match(&line.text)) {
        return None;
    }
    let days: Vec<String> = head
        .iter()
        .take(5)
        .filter(|line| line.text.len() < LONGEST)
        .flat_map(|line| dates::dates(&line.text, None))
        .map(|date| date.iso)
        .collect();
    text.lines[lines].iter().filter(|line| line.text.contains("s tjänste")).find_map(|line| {
        let found = OWN_REPORT.captures(&line.text)?;
        let name = found.get(1)?.as_str();
        let day = dates::dates(&line.text, None).into_iter().next()?.iso;
        (days.contains(&day) && is_office(name)).then(|| organ::canonical(name))
    })
}

/// The company whose name heads the paper: "Bybergs Bostäder AB - Styrelsen".
pub fn company(head: &[&Line]) -> Option<String> {
    head.iter().take(4).find_map(|line| {
        let found = cells(&line.text).find_map(|cell| COMPANY.captures(cell))?;
        Some(found[1].to_owned())
    })
}

/// "styrelsen för Bybergs Bostäder AB" → "Bybergs Bostäder AB, styrelsen".
pub fn company_board(text: &str) -> Option<String> {
    let name = text.strip_prefix("styrelsen för ").or(text.strip_prefix("Styrelsen för "))?;
    COMPANY.is_match(name.trim()).then(|| format!("{}, styrelsen", name.trim()))
}

fn cells(text: &str) -> impl Iterator<Item = &str> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    text.split('\t')
        .flat_map(|part| part.split("  "))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
}

/// Members of the body that is to decide: the parties of a yrkande, the signers of a motion.
fn members(text: &Text, lines: Range<usize>, head: &[&Line]) -> Option<String> {
    let at = head
        .iter()
        .take(6)
        .position(|line| YRKANDE.is_match(&line.text) || MOTION.is_match(&line.text))?;
    let line = &head[at].text;
    if MOTION.is_match(line) {
        let signed = signers(line)
            .or_else(|| signatures(text, lines.clone()))
            .or_else(|| one_party(text, lines))?;
        return Some(format!("{signed} (motion)"));
    }
    let below = head.get(at + 1).map(|line| line.text.as_str());
    let below = below.filter(|text| ONLY_PARTIES.is_match(text));
    let heading = parties(line).or_else(|| below.and_then(parties));
    let parties = heading
        .or_else(|| of_day(text, head[at..].iter().take(2).map(|line| line.text.as_str())))
        .or_else(|| one_party(text, lines))?;
    Some(format!("{parties} (yrkande)"))
}

/// "Motion av Anna Ek (S) och Bo Al (S)": by name up to two, by party where there are more.
fn signers(line: &str) -> Option<String> {
    let line = &line[..line.floor_char_boundary(400)];
    let line = line.split_once(" om ").map_or(line, |(before, _)| before);
    let found: Vec<(String, String)> = SIGNER
        .captures_iter(line)
        .map(|found| (format!("{} ({})", &found[1], &found[2]), found[2].to_owned()))
        .collect();
    if found.len() > 2 {
        let mut parties: Vec<&str> = found.iter().map(|(_, party)| party.as_str()).collect();
        parties.dedup();
        return Some(parties.join(", "));
    }
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" och "))
}

/// Lines at the end of a paper in which its signers stand.
const LAST_LINES: usize = 12;

/// "Anna Ek (S)      Bo Al (S)" at the end of a motion.
fn signatures(text: &Text, lines: Range<usize>) -> Option<String> {
    let signs = |line: &&Line| {
        let read = &line.text[..line.text.floor_char_boundary(LONGEST)];
        let rest = SIGNER.replace_all(read, "");
        rest.len() < read.len()
            && rest.split([' ', '\t', ',']).all(|word| word.is_empty() || word == "och")
    };
    let last = text.lines[lines].iter().rev().filter(|line| line.role == LineRole::Body);
    let mut signed: Vec<&str> =
        last.take(LAST_LINES).filter(signs).map(|line| line.text.as_str()).collect();
    signed.reverse();
    signers(&signed.join(", "))
}

/// "Yrkande      M, D och KD 2024-02-18", "(M), (D)", "Moderaterna, Liberalerna".
fn parties(line: &str) -> Option<String> {
    let line = &line[..line.floor_char_boundary(240)];
    let named: Vec<&str> = line
        .split(|letter: char| !letter.is_alphabetic())
        .filter_map(|word| PARTY_NAMES.iter().find(|(name, _)| *name == word))
        .map(|(_, short)| *short)
        .collect();
    if !named.is_empty() {
        return Some(named.join(", "));
    }
    let rest = YRKANDE.find(line).map_or(line, |found| &line[found.end()..]);
    if rest.trim_start().starts_with("angående") || rest.trim_start().starts_with("om ") {
        return None;
    }
    let found = PARTIES.find(rest)?;
    let short: Vec<&str> = PARTY.find_iter(found.as_str()).map(|party| party.as_str()).collect();
    // "KS" is the body that is asked.
    let short: Vec<&str> = short.into_iter().filter(|short| !organ::is_organ(short)).collect();
    (!short.is_empty()).then(|| short.join(", ").to_uppercase())
}

/// A yrkande that names its day only: another paper in the file tells whose it is.
fn of_day<'t>(text: &Text, head: impl Iterator<Item = &'t str>) -> Option<String> {
    let day = head.flat_map(|line| dates::dates(line, None)).next()?.iso;
    text.lines.iter().filter(|line| line.text.contains("yrkande från")).find_map(|line| {
        MOVED.captures_iter(&line.text).find_map(|found| {
            let moved = dates::dates(&found[2], None).into_iter().next()?.iso;
            (moved == day).then(|| parties(&found[1])).flatten()
        })
    })
}

/// The only party that the paper names.
fn one_party(text: &Text, lines: Range<usize>) -> Option<String> {
    let mut named = PARTY_NAMES.iter().filter(|(name, _)| {
        text.lines[lines.clone()].iter().any(|line| holds_word(&line.text, name))
    });
    let party = named.next()?.1;
    named.next().is_none().then(|| party.to_owned())
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(char::is_alphabetic))
}

/// The office whose letterhead stands over a report.
fn office(head: &[&Line]) -> Option<String> {
    head.iter().find_map(|line| {
        if is_flattened(line) {
            let text = &line.text[..line.text.floor_char_boundary(LONGEST)];
            let mut names = organ::mentions(text).into_iter();
            return names
                .find(|range| is_office(&text[range.clone()]))
                .map(|range| organ::canonical(&text[range]));
        }
        cells(&line.text).filter(|_| line.text.len() < LONGEST || line.inner).find_map(office_in)
    })
}

/// "Socialförvaltningen", "Byberga kommun, socialförvaltningen", "Från: Socialförvaltningen".
fn office_in(cell: &str) -> Option<String> {
    let ends = [cell.split(',').next()?, cell.rsplit([',', ':']).next()?];
    let name =
        ends.iter().map(|name| name.trim()).find(|name| organ::is_organ(name) && is_office(name));
    if let Some(name) = name {
        return Some(organ::canonical(name));
    }
    let name = cell.rsplit([',', ':']).next()?.trim();
    // "BYBERGA KOMMUN Socialförvaltningen"
    let range = organ::organs(name).pop().filter(|range| range.end == name.len())?;
    let before = name[..range.start].split_whitespace();
    let is_head = before.clone().count() <= 3
        && before
            .clone()
            .any(|word| matches!(word.to_lowercase().as_str(), "kommun" | "stad" | "region"));
    (is_head && is_office(&name[range.clone()])).then(|| organ::canonical(&name[range]))
}

fn is_office(name: &str) -> bool {
    organ::rank(name) == Some(Rank::Office)
}

/// A page on one line, whose head is in capitals: "X KOMMUN TJÄNSTESKRIVELSE SOCIALFÖRVALTNINGEN …".
fn is_flattened(line: &Line) -> bool {
    line.text.contains("TJÄNSTESKRIVELSE") || line.text.contains("TJÄNSTEUTLÅTANDE")
}

/// The name right above "Tjänsteutlåtande" or "Utfärdat 2024-02-01": a body that prepares, or the mark of an office.
fn mark(text: &Text, head: &[&Line]) -> Option<String> {
    let report = head.iter().take(4).position(|line| REPORT.is_match(&line.text))?;
    let name = head[report.checked_sub(1)?].text.as_str();
    if organ::is_organ(name) {
        return (organ::rank(name)? <= Rank::Group).then(|| organ::canonical(name));
    }
    let is_name = name.starts_with(char::is_uppercase)
        && name.len() < 60
        && !name.contains(|letter: char| letter.is_ascii_digit() || ",.:()\t".contains(letter))
        && !name.contains("   ")
        && organ::organs(name).is_empty();
    if !is_name {
        return None;
    }
    // "Stadsmiljö" is how Stadsmiljöförvaltningen signs its papers.
    let office = format!("{name}förvaltning");
    let is_named = text.lines.iter().any(|line| line.text.contains(&office));
    Some(if is_named { format!("{office}en") } else { name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: Option<&str>) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        assert_eq!(writer(&text, 0..text.lines.len()).as_deref(), expected, "{paper}");
    }

    #[test]
    fn an_office_by_its_letterhead() {
        check("Byberga kommun\tSocialförvaltningen\nTJÄNSTESKRIVELSE", Some("Socialförvaltningen"));
        check(
            "TJÄNSTESKRIVELSE   2022-08-15\nKommunledningskontoret\nBo Al",
            Some("Kommunledningskontoret"),
        );
        check(
            "Socialförvaltningen, enheten för stöd\nTJÄNSTESKRIVELSE",
            Some("Socialförvaltningen"),
        );
        check("Sjöstaden\n\nTjänsteutlåtande   Handläggare\nTaxa", Some("Sjöstaden"));
        check(
            "Sjömiljö\n\nTjänsteutlåtande   Handläggare\nTaxa\nSjömiljöförvaltningens utredning",
            Some("Sjömiljöförvaltningen"),
        );
        check("Arvodesberedningen\n\nUtfärdat 2023-09-26\nTaxa", Some("Arvodesberedningen"));
        check(
            "TJÄNSTESKRIVELSE\nDatum\n2024-12-11\nTaxa\nBeslutsunderlag\nSocialkontorets tjänsteskrivelse, 2024-12-11",
            Some("Socialkontoret"),
        );
        check(
            "TJÄNSTESKRIVELSE\nDatum\n2024-12-11\nTaxa\nBeslutsunderlag\nSocialkontorets tjänsteskrivelse, 2023-12-11",
            None,
        );
        check("Nämnden tillstyrker kontorets förslag\nTjänsteskrivelse", None);
    }

    #[test]
    fn a_company_by_its_chief() {
        check("Rapport om granskning av Byberga Bostäder AB\nLäget är gott.", None);
        check(
            "Byberga Bostäder AB\n\nStyrelsehandling nr 4\nFusion",
            Some("Byberga Bostäder AB, vd"),
        );
        assert_eq!(
            company_board("styrelsen för Byberga Bostäder AB").as_deref(),
            Some("Byberga Bostäder AB, styrelsen")
        );
        assert_eq!(company_board("styrelsen för skolan"), None);
    }

    #[test]
    fn members_by_party() {
        check(
            "Kommunstyrelsen\n\nYrkande      M, D och KD\n2023-11-08\nYrkande angående taxan",
            Some("M, D, KD (yrkande)"),
        );
        check(
            "Initiativyrkande   MP, S, V 2022-12-02 Nytt ärende\nTaxan",
            Some("MP, S, V (yrkande)"),
        );
        check("Yrkande   Socialdemokraterna, Moderaterna\n2023-11-08", Some("S, M (yrkande)"));
        check(
            "Bo Al yrkade bifall till yrkande från SD den 13 februari 2026.\nYrkande 2026-02-13\nÄrende 4",
            Some("SD (yrkande)"),
        );
        check("Yrkande     (V,S,Mp) 2023-08-23\nYrkande angående svar", Some("V, S, MP (yrkande)"));
        check("Yrkande från MP\n2022-04-01\nYrkandet", Some("MP (yrkande)"));
        check("Yrkande 2026-02-13\nÄrende nr: KS 2026-02-25\nVi vill höja taxan.", None);
        check("Yrkande 2026-02-13\nYrkandet\nVänsterpartiet vill höja taxan.", Some("V (yrkande)"));
        check("Yrkande 2026-02-13\nYrkandet\nVi vill höja taxan.", None);
    }

    #[test]
    fn members_by_name() {
        check(
            "Motion av Anna Ek (S) och Bo Al (S) om taxan",
            Some("Anna Ek (S) och Bo Al (S) (motion)"),
        );
        check("Motion av Anna Ek (S), Bo Al (S) och Eva Od (S) om taxan", Some("S (motion)"));
        check("Motion om taxan", None);
    }
}
