//! Lines → the places where a new paper begins inside a file.

use std::sync::LazyLock;

use crate::swedish::{Pattern, PatternSet};

use super::likeness;
use crate::model::{AgendaItem, DocumentKind, Line, LineRole, Text};
use crate::parts::outline::{self, Section};
use crate::parts::{columns, organ, writer};

/// Where a part begins, and what told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Boundary {
    /// Index into [`Text::lines`].
    pub(super) line: usize,
    /// What told it.
    pub(super) opening: Opening,
    /// "10" in "Ärende 10".
    pub(super) number: Option<String>,
    /// The title, where the opening is one.
    pub(super) title: Option<String>,
}

/// What told that a part begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// "Ärende 10".
    Item,
    /// A letterhead: "TJÄNSTESKRIVELSE", "Utdrag ur protokoll".
    Sort(DocumentKind),
    /// A title, as in the agenda or behind a proposal.
    Title,
}

/// The words of letterheads; the whole line, or set apart in it.
const SORTS: &[(DocumentKind, &str)] = &[
    (
        DocumentKind::Protokollsutdrag,
        r"(?:protokollsutdrag|utdrag ur (?:sammanträdes)?protokoll)(?: \(?(?:nr )?\d{0,3} ?[A-Z]?\)?)?(?: omedelbar justering)?|(?:sammanträdes)?protokoll",
    ),
    (
        DocumentKind::Tjansteskrivelse,
        r"tjänsteskrivelse|tjänsteutlåtande|styrelsehandling(?: nr)? \d{1,4}|missiv|utfärdat \d{4}-\d\d-\d\d|skrivelse till .{3,40}",
    ),
    (DocumentKind::Minnesanteckningar, r"minnesanteckningar"),
    (DocumentKind::Ansokan, r"ansökan(?: om .{3,60})?"),
    (
        DocumentKind::Avtal,
        r"(?:samverkans|samarbets|principöver|överens|ram)?avtal|samverkansöverenskommelse|överenskommelse",
    ),
    (DocumentKind::Yttrande, r"yttrande|remissvar"),
    (DocumentKind::Bilaga, r"bilaga(?: [\dA-Z]{1,3})?(?::.{3,80})?"),
    (
        DocumentKind::Ovrigt,
        r"(?:tilläggs|ändrings|avslags|återremiss|initiativ)?yrkande(?: från .{1,60})?|motion|reservation|skriftlig reservation|handling(?: \d{4})? nr \d{1,4}",
    ),
    (DocumentKind::Interpellation, r"interpellation(?:ssvar)?"),
];

struct Letterhead {
    kind: DocumentKind,
    whole: Pattern,
    apart: Pattern,
}

/// The letterheads whose words stand in a line.
static WORDS: LazyLock<PatternSet> = LazyLock::new(|| {
    let words: Vec<String> = SORTS.iter().map(|(_, words)| format!("(?i){words}")).collect();
    PatternSet::new(words.iter().map(String::as_str)).expect("constant patterns")
});

static LETTERHEADS: LazyLock<Vec<Letterhead>> = LazyLock::new(|| {
    let pattern = |text: String| Pattern::new(&text).expect("a constant pattern");
    SORTS
        .iter()
        .map(|(kind, words)| Letterhead {
            kind: *kind,
            whole: pattern(format!(r"(?i)^(?:{words})(?:\s+(?:\d{{1,3}}\s?\(\d{{1,3}}\)|(?:dnr|diarienummer|ärendenummer)\b.*|(?:(?:sammanträdes)?datum:?\s*)?\d{{4}}-\d\d-\d\d|fört vid .*))*$")),
            // Set apart by wide gaps, or in capitals on a page that was flattened to one line.
            apart: pattern(format!(
                r"(?i)^(?:.{{3,}}?(?:\s{{3,}}|\t))?(?:{words})(?:\s{{3,}}|\t)|^.{{3,}}?(?:\s{{3,}}|\t)(?:{words})(?:\s*$|\s+\d{{1,3}}\s?\(|\s{{3,}}|\t)"
            )),
        })
        .collect()
});

/// The boundaries of a container, in order of lines.
///
/// `owner` is the association whose papers they are.
pub(super) fn boundaries(
    text: &Text,
    kind: DocumentKind,
    owner: Option<&str>,
    agenda: &[AgendaItem],
) -> Vec<Boundary> {
    let behind_agenda = agenda
        .last()
        .map_or(0, |item| text.lines.partition_point(|line| line.span.start < item.span.end));
    let mut scan = Scan {
        text,
        agenda,
        owner,
        behind_agenda,
        kind,
        current: None,
        behind_paper: false,
        last_proposal: 0,
    };
    let mut found: Vec<Boundary> = Vec::new();
    for (at, line) in text.lines.iter().enumerate() {
        if line.role == LineRole::Noise || line.inner && line.gap == 0 {
            continue;
        }
        if let Some(boundary) = scan.boundary(at, line) {
            add(boundary, scan.last_proposal, &mut found);
        }
    }
    for at in 0..found.len() {
        let from = at.checked_sub(1).map_or(0, |before| found[before].line);
        if let Opening::Sort(kind) = found[at].opening {
            found[at].line = with_mark(text, found[at].line, kind, from);
        }
    }
    found
}

/// Adds a boundary, or what it tells of the one right above it: letterhead and title are of one paper.
fn add(boundary: Boundary, last_proposal: usize, found: &mut Vec<Boundary>) {
    let Some(last) = found.last_mut() else {
        found.push(boundary);
        return;
    };
    let distance = boundary.line - last.line;
    let is_letterhead = matches!(boundary.opening, Opening::Sort(_));
    if distance <= 3 && last.opening == Opening::Sort(DocumentKind::Bilaga) {
        last.opening = boundary.opening;
    } else if boundary.opening == Opening::Title
        && last.opening != Opening::Title
        && distance <= 8
        && last_proposal < last.line
    {
        last.title = last.title.take().or(boundary.title);
    } else if distance <= 4 && is_letterhead {
        last.opening = boundary.opening;
    } else if distance <= 3 && last.opening != Opening::Title {
    } else {
        found.push(boundary);
    }
}

/// A letterhead's name may stand on the line above its word: the line at which the paper begins.
fn with_mark(text: &Text, at: usize, kind: DocumentKind, from: usize) -> usize {
    let is_told = |line: &usize| text.lines[*line].role != LineRole::Noise;
    let Some(above) = (from..at).rev().take(4).find(is_told) else { return at };
    let line = &text.lines[above];
    let name = without_annex(&line.text);
    let report = kind == DocumentKind::Tjansteskrivelse;
    let is_mark = report
        && name.starts_with(char::is_uppercase)
        && !name.contains(|letter: char| letter.is_ascii_digit() || ",.:()\t".contains(letter))
        && name.split_whitespace().count() <= 5
        && text.lines[at].gap > 0;
    let is_named_below = body_at(text, at).is_some();
    let is_name =
        organ::is_organ(name) && !is_named_below || writer::company(&[line]).is_some() || is_mark;
    if is_name && above > from && name.len() < 80 && line.gap > 0 { above } else { at }
}

struct Scan<'a> {
    text: &'a Text,
    agenda: &'a [AgendaItem],
    owner: Option<&'a str>,
    behind_agenda: usize,
    kind: DocumentKind,
    /// The letterhead last seen: what, and of whom.
    current: Option<(DocumentKind, Option<String>)>,
    /// True from a proposal's formula, or a signature, to the title behind it.
    behind_paper: bool,
    /// The line of the last formula of a proposal.
    last_proposal: usize,
}

impl Scan<'_> {
    fn boundary(&mut self, at: usize, line: &Line) -> Option<Boundary> {
        let text = line.text.as_str();
        if let Some(number) = item_marker(text) {
            return self
                .opens(at, Opening::Item, Some(number), None)
                .filter(|_| !self.agenda.is_empty());
        }
        if let Some(kind) = letterhead(line).filter(|_| !is_listed(self.text, at)) {
            // "Reservation" and "Ansökan om bygglov" in an extract are its own headings and titles.
            let is_extract = self.kind == DocumentKind::Protokollsutdrag;
            if is_extract && may_head_a_matter(kind) && !self.heads_a_page(at) {
                return None;
            }
            let body = body_at(self.text, at);
            let is_owned = body.is_some();
            // Members' papers follow on each other: their line tells them apart.
            let owner = if kind == DocumentKind::Ovrigt { Some(text.to_owned()) } else { body };
            let restarts = restarts(text);
            let same = self
                .current
                .as_ref()
                .is_some_and(|(last, body)| *last == kind && *body == owner && !restarts);
            let own = self.current.is_none() && at < 12;
            // A running head goes with its paper; only one that counts from 1 again begins another.
            let runs_on = line.role == LineRole::Furniture && !restarts;
            let is_minutes = self.kind == DocumentKind::Protokoll;
            let stands = !is_minutes || self.heads_a_page(at) && is_owned && !runs_on;
            if !stands {
                return None;
            }
            self.current = Some((kind, owner));
            return (!same && !own)
                .then(|| self.opens(at, Opening::Sort(kind), None, None))
                .flatten();
        }
        if is_office(text) {
            self.behind_paper = true;
        }
        if line.role != LineRole::Body
            || self.kind != DocumentKind::Kallelse
            || at < self.behind_agenda
        {
            return None;
        }
        let heads = line.gap > 0 || self.heads_a_page(at);
        let is_title = heads && is_title(self.text, at) && self.owner != Some(text);
        let titled = is_title && likeness::repeats_title(text, self.agenda);
        let first = at == self.behind_agenda && self.behind_agenda > 0 && leads_text(self.text, at);
        let after = is_title && (self.behind_paper || first);
        if opens_proposal(text) {
            self.last_proposal = at;
            self.behind_paper = true;
        }
        (titled || after)
            .then(|| self.opens(at, Opening::Title, None, Some(text.to_owned())))
            .flatten()
    }

    fn opens(
        &mut self,
        line: usize,
        opening: Opening,
        number: Option<String>,
        title: Option<String>,
    ) -> Option<Boundary> {
        self.behind_paper = false;
        (line > 0).then_some(Boundary { line, opening, number, title })
    }

    /// True for the first lines of a page.
    fn heads_a_page(&self, at: usize) -> bool {
        let page = self.text.lines[at].page;
        at < 3 || self.text.lines[at - 3].page != page
    }
}

/// Sorts whose words are titles and headings of minutes as well.
fn may_head_a_matter(kind: DocumentKind) -> bool {
    use DocumentKind as K;
    matches!(kind, K::Ovrigt | K::Ansokan | K::Avtal | K::Yttrande | K::Interpellation)
}

/// "Tjänsteskrivelse 2023-04-03" under "Beslutsunderlag" names a paper and begins none.
fn is_listed(text: &Text, at: usize) -> bool {
    let line = &text.lines[at];
    let is_named = line.text.contains(|letter: char| letter.is_ascii_digit())
        && line.text.contains(char::is_lowercase);
    if line.gap > 0 && !is_named {
        return false;
    }
    let above =
        text.lines[..at].iter().rev().take(LISTED).take_while(|above| above.page == line.page);
    let mut headings = above.filter_map(|above| outline::heading(&above.text));
    headings.next() == Some(Section::Underlag)
}

/// Papers that are listed under a heading, at most.
const LISTED: usize = 6;

/// The body whose letterhead stands on this line or the next few: a name by itself, or set apart.
fn body_at(text: &Text, at: usize) -> Option<String> {
    text.lines[at..].iter().take(4).find_map(|line| {
        let head = &line.text[..line.text.floor_char_boundary(160)];
        if line.text.len() > 160 {
            return organ::organs(head).first().map(|range| organ::canonical(&head[range.clone()]));
        }
        let mut cells = head.split('\t').flat_map(|part| part.split("  ")).map(str::trim);
        cells.find(|cell| organ::is_organ(cell)).map(organ::canonical)
    })
}

/// "Bilaga 4 Socialnämnden" → "Socialnämnden".
fn without_annex(text: &str) -> &str {
    let rest = text.strip_prefix("Bilaga ").and_then(|rest| rest.split_once(' '));
    rest.filter(|(number, _)| number.len() <= 3).map_or(text, |(_, name)| name)
}

/// "Ärende 10", alone on its line.
fn item_marker(text: &str) -> Option<String> {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^(?:ärende|punkt)(?: nr)?\.?\s+(\d{1,3})\.?$")
            .expect("a constant pattern")
    });
    PATTERN.captures(text).map(|found| found[1].to_owned())
}

fn letterhead(line: &Line) -> Option<DocumentKind> {
    let text = line.text.as_str();
    let head = &text[..text.floor_char_boundary(140)];
    let opens_large = head.chars().next().is_some_and(char::is_uppercase);
    if !opens_large {
        return None;
    }
    let candidates: Vec<&Letterhead> =
        WORDS.candidates(head).into_iter().map(|at| &LETTERHEADS[at]).collect();
    let whole = |letterhead: &&&Letterhead| text.len() < 90 && letterhead.whole.is_match(text);
    let has_gap = !candidates.is_empty() && columns::has_gap(head);
    let apart = |letterhead: &&&Letterhead| has_gap && letterhead.apart.is_match(head);
    candidates
        .iter()
        .find(whole)
        .or_else(|| candidates.iter().find(apart))
        .map(|letterhead| letterhead.kind)
        .or_else(|| flattened(head, text.len()))
}

/// A page on one line begins "X KOMMUN TJÄNSTESKRIVELSE …" or "X KOMMUN Sammanträdesprotokoll 8 (16) …".
fn flattened(head: &str, length: usize) -> Option<DocumentKind> {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^.{0,60}?\b(?:(TJÄNSTESKRIVELSE|TJÄNSTEUTLÅTANDE|Tjänsteutlåtande\s)|(PROTOKOLLSUTDRAG|Utdrag ur [Pp]rotokoll|SAMMANTRÄDESPROTOKOLL|Sammanträdesprotokoll \d)|(MINNESANTECKNINGAR)|(Bilaga \d))").expect("a constant pattern")
    });
    if length < 110 {
        return None;
    }
    let found = PATTERN.captures(head)?;
    let sorts = [
        DocumentKind::Tjansteskrivelse,
        DocumentKind::Protokollsutdrag,
        DocumentKind::Minnesanteckningar,
        DocumentKind::Bilaga,
    ];
    sorts.into_iter().zip(1..).find(|(_, group)| found.get(*group).is_some()).map(|(kind, _)| kind)
}

/// "1 (4)" tells the first page of another paper.
fn restarts(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\b1\s?\(\d{1,3}\)").expect("a constant pattern"));
    PATTERN.is_match(text)
}

/// A line that could be a paper's title: short, large first letter, no full stop, with a gap or text behind it.
fn is_title(text: &Text, at: usize) -> bool {
    let line = &text.lines[at];
    let words = line.text.split_whitespace().count();
    let before = at.checked_sub(1).map_or("", |before| text.lines[before].text.as_str());
    // "Anna Ek" over "Förbundsdirektör" signs.
    let signs = text.lines.get(at + 1).is_some_and(|below| is_office(&below.text));
    (1..=24).contains(&words)
        && !signs
        && line.text.len() < 180
        && line.text.starts_with(|letter: char| letter.is_uppercase())
        && !line.text.ends_with(['.', ':', ',', ';'])
        && !line.text.starts_with("Att ")
        && !opens_proposal(&line.text)
        && organ::acting(&line.text).is_none()
        && !crate::parts::dnr::is_dnr_line(&line.text)
        && !line.text.contains(['\t', '|'])
        && !before.ends_with([',', ':'])
        && outline::heading(&line.text).is_none()
}

/// A line by itself, of more than two words, over running text.
fn leads_text(text: &Text, at: usize) -> bool {
    let words = text.lines[at].text.split_whitespace().count();
    let below = text.lines.get(at + 1);
    words >= 3 && below.is_some_and(|below| below.gap > 0 && below.text.chars().count() >= 60)
}

/// "Förbundsdirektör" under a name ends a paper.
fn is_office(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)^\p{L}*(?:direktör|chef|ordförande|sekreterare|handläggare|controller|utredare|samordnare|strateg|ekonom)$").expect("a constant pattern")
    });
    !text.contains(' ') && PATTERN.is_match(text)
}

fn opens_proposal(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:föreslås|föreslår) (?:att )?besluta|^Förslag till beslut|beslutar\s*:?$")
            .expect("a constant pattern")
    });
    PATTERN.is_match(text) || outline::heading(text) == Some(Section::Forslag)
}
