//! Rows of running text → [`Decision`]s.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::block::{self, Item, Opener};
use super::clause::{clause, drafts};
use super::closing::closes;
use super::lead::{self, Lead};
use super::status::{decides, standing};
use super::{Context, formulas};
use crate::model::{Decision, DocumentKind, Formula, Note, NoteCode, Span, Status};
use crate::parts::fold::Folded;
use crate::parts::organ;
use crate::parts::outline::{Row, Section};

/// Reads the decisions among `rows`.
pub(super) fn decisions(
    rows: &[Row],
    context: Context<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Decision> {
    let reader = Reader { rows, context, width: width(rows) };
    let mut found = Vec::new();
    let mut section = None;
    let mut at = 0;
    while at < rows.len() {
        if context.agenda.begins_at(at) {
            section = None;
        }
        at =
            match reader.opening(at, section) {
                Some(opening) => {
                    let (decision, end) = reader.block(&opening);
                    if opening.set_aside {
                        let message = "a proposal told in the minutes, above the decision";
                        notes.extend(decision.map(|decision| {
                            Note::at(NoteCode::NotADecision, message, decision.span)
                        }));
                    } else {
                        found.extend(decision);
                    }
                    section = rows[at].section;
                    end
                }
                None => {
                    section = rows[at].section.or(section);
                    at + 1
                }
            };
    }
    found
}

/// Where a block opens.
struct Opening {
    /// Heading or formula.
    rows: Range<usize>,
    lead: Lead,
    /// True when a heading opened it: any sentence under it is a clause.
    strong: bool,
    /// What is left of the formula's paragraph: the first clause.
    rest: Option<(Folded, usize)>,
    set_aside: bool,
}

struct Reader<'a> {
    rows: &'a [Row],
    context: Context<'a>,
    width: usize,
}

impl Reader<'_> {
    fn opening(&self, at: usize, section: Option<Section>) -> Option<Opening> {
        let row = &self.rows[at];
        match row.section {
            // "Kst 19.2.2019 § 17" and the heading below it tell of an earlier meeting.
            Some(_) if section == Some(Section::Tidigare) && row.line.gap == 0 => None,
            Some(Section::Beslut) => Some(self.heading(at, Status::Decision)),
            Some(Section::Forslag) => Some(self.heading(at, Status::Proposal)),
            Some(_) => None,
            None if row.text().contains('\t') => None,
            None => self.formula(at, section),
        }
    }

    

    fn heading(&self, at: usize, surface: Status) -> Opening {
        let text = self.rows[at].text();
        let mut lead = Lead {
            body: None,
            addressee: None,
            chain: Vec::new(),
            surface,
            normalized: if surface == Status::Proposal { "förslag till beslut" } else { "beslut" },
            rule: "heading",
            length: text.len(),
            is_provenance: false,
        };
        name_bodies(text, self.context, &mut lead);
        let set_aside =
            surface == Status::Proposal && decides(self.context.kind) && self.is_decided_below(at);
        Opening { rows: at..at + 1, lead, strong: true, rest: None, set_aside }
    }

    /// True when the same paragraph has a heading "Beslut" as well.
    fn is_decided_below(&self, at: usize) -> bool {
        let item = self.context.agenda.item_at(at);
        let same = |row: &usize| self.context.agenda.item_at(*row) == item;
        let is_decision = |row: usize| {
            // "Beslut: Enligt förslaget" leaves the words of the decision in the proposal.
            let as_proposed = self.rows.get(row + 1).is_some_and(|next| is_as_proposed(next.text()));
            self.rows[row].section == Some(Section::Beslut) && !as_proposed
        };
        (at + 1..self.rows.len()).take_while(same).any(is_decision)
            || (0..at).rev().take_while(same).any(is_decision)
    }

    /// A formula at the head of a paragraph.
    fn formula(&self, at: usize, section: Option<Section>) -> Option<Opening> {
        if !may_open(self.rows[at].text()) {
            return None;
        }
        // A long formula goes on over lines.
        let mut folded = Folded::new([&self.rows[at].line]);
        let mut end = at + 1;
        while end < self.rows.len() && end < at + 6 && self.goes_on(end, &folded.text) {
            folded.push(&self.rows[end].line);
            end += 1;
        }
        let lead = lead::lead(&folded.text)?;
        let listed = self.rows.get(end).is_some_and(|next| block::opens_att(next.text()));
        if lead.is_provenance
            || lead.rule == "for-body"
            || !self.is_formula(&folded.text, &lead, section, listed)
        {
            return None;
        }
        let rest = folded.text[lead.length..].trim_matches([' ', ':']);
        if rest.is_empty() {
            return Some(Opening {
                rows: at..end,
                lead,
                strong: false,
                rest: None,
                set_aside: false,
            });
        }
        let from =
            folded.text.len() - folded.text[lead.length..].trim_start_matches([' ', ':']).len();
        // The first clause stands on the formula's own lines.
        Some(Opening {
            rows: at..end,
            lead,
            strong: false,
            rest: Some((folded, from)),
            set_aside: false,
        })
    }

    fn goes_on(&self, row: usize, said: &str) -> bool {
        let next = &self.rows[row];
        let ended = said.ends_with(['.', ':', '!', '?']);
        next.line.gap == 0
            && next.section.is_none()
            && !ended
            && !self.context.agenda.begins_at(row)
            && !block::opens_item(next.text())
    }

    /// In prose only the forms that open a decision count: the formula alone on its lines, or with its att-clause.
    fn is_formula(&self, text: &str, lead: &Lead, section: Option<Section>, listed: bool) -> bool {
        let rest = text[lead.length..].trim_start();
        let alone = rest.trim_matches([':', ' ', '.']).is_empty();
        let with_att =
            rest.starts_with("att ") || rest.starts_with(": att ") || rest.starts_with(":");
        let minutes = decides(self.context.kind);
        let told =
            matches!(section, Some(Section::Bakgrund | Section::Underlag | Section::Expediering));
        let past = is_past(&text[..lead.length]);
        // A formula on lines of its own, with att-lines below it, is never prose.
        if alone && listed && (!past || minutes) && section != Some(Section::Tidigare) {
            return true;
        }
        if section.is_some_and(tells_of_others) {
            return false;
        }
        match lead.rule {
            "proposed-to-decide" => alone || with_att,
            _ if past => minutes && !told && (alone || with_att),
            _ if told => {
                alone && text.trim_end().ends_with(':') || alone && self.has_paper_proposals()
            }
            "decides" => alone || with_att && (minutes || self.has_paper_proposals()),
            _ => alone || with_att && (minutes || self.has_paper_proposals()),
        }
    }

    fn has_paper_proposals(&self) -> bool {
        use DocumentKind as K;
        matches!(
            self.context.kind,
            K::Kallelse
                | K::Foredragningslista
                | K::Tjansteskrivelse
                | K::Valarende
                | K::Protokoll
                | K::Protokollsutdrag
                | K::Bilaga
                | K::Okand
        )
    }

    /// Reads the block behind an opening; gives where it ends.
    fn block(&self, opening: &Opening) -> (Option<Decision>, usize) {
        let start = opening.rows.end;
        let end = self.end(start);
        let items = block::items(&self.rows[start..end], self.width);
        let mut gathered = Gathered::new(self, opening);
        if let Some((folded, from)) = &opening.rest {
            let item = Item {
                opener: Opener::Text,
                folded: folded.clone(),
                marker: 0,
                rows: 0..0,
                gap: 0,
                indent: self.rows[opening.rows.start].line.indent,
                introduces: false,
            };
            gathered.clauses_of(&item, *from);
        }
        let mut used = 0;
        for item in &items {
            if !opening.strong && !gathered.takes(item) || !gathered.item(item) {
                break;
            }
            used = item.rows.end;
        }
        let decision = gathered.finish();
        // Under a heading all was looked at; behind a formula reading goes on where its clauses ended.
        let end = if opening.strong { end } else { start + used };
        (decision, end.max(opening.rows.start + 1))
    }

    fn end(&self, start: usize) -> usize {
        (start..self.rows.len())
            .find(|&row| {
                let this = &self.rows[row];
                this.section.is_some()
                    || self.context.agenda.begins_at(row)
                    || closes(this.text())
                    || this.line.grid.is_some() && this.text().contains(['\t', '|'])
            })
            .unwrap_or(self.rows.len())
    }
}

/// The clauses of a block under way.
struct Gathered<'a> {
    reader: &'a Reader<'a>,
    lead: Lead,
    strong: bool,
    decision: Decision,
    first: Option<Opener>,
    outcome: bool,
}

impl<'a> Gathered<'a> {
    fn new(reader: &'a Reader<'a>, opening: &Opening) -> Self {
        let first = &reader.rows[opening.rows.start];
        let lines = reader.rows[opening.rows.clone()].iter().map(|row| &row.line);
        let folded = Folded::new(lines);
        let length = opening.lead.length.min(folded.text.len());
        let text = folded.text[..length].trim_end_matches([':', ' ']).to_owned();
        let span = folded.span_of(0..text.len());
        let item = reader.context.agenda.item_at(opening.rows.start);
        let number = item.and_then(|item| reader.context.agenda.items[item].number.clone());
        let formula = Formula { text, normalized: opening.lead.normalized.to_owned(), span };
        Self {
            reader,
            lead: opening.lead.clone(),
            strong: opening.strong,
            decision: Decision {
                formula: Some(formula),
                agenda_item: number.or_else(|| reader.context.agenda_item.map(str::to_owned)),
                segment: Some(reader.context.segment),
                chain: opening.lead.chain.clone(),
                span: first.line.span.to(span),
                ..Decision::default()
            },
            first: None,
            outcome: false,
        }
    }

    /// Behind a formula in the text only its list, or its one paragraph, belongs to it.
    fn takes(&mut self, item: &Item) -> bool {
        let first = *self.first.get_or_insert(item.opener);
        match (first, item.opener) {
            (Opener::Text, _) => self.decision.clauses.is_empty(),
            (first, opener) => first == opener || item.opener == Opener::Att,
        }
    }

    /// Takes one item; false when it ends the block.
    fn item(&mut self, item: &Item) -> bool {
        let text = &item.folded.text[item.marker..];
        let found = lead::lead(text).filter(|found| opens_in(item, found, text));
        let Some(found) = found else {
            if is_label(item, text) {
                return true;
            }
            let is_clause = !self.strong || self.is_clause(item, text);
            if is_clause {
                self.clauses_of(item, item.marker);
            }
            return is_clause || self.decision.clauses.is_empty();
        };
        let rest = text[found.length..].trim_start_matches([' ', ':']);
        let from = item.folded.text.len() - rest.len();
        let whole = item.marker;
        let keeps_sentence = found.rule == "decides" && !rest.is_empty() && !is_clause_head(rest);
        if keeps_sentence && self.strong {
            self.clauses_of(item, whole);
            return true;
        }
        self.lead_on(found);
        if !rest.is_empty() {
            self.clauses_of(item, from);
        }
        true
    }

    /// A formula inside the block says more of who decides.
    fn lead_on(&mut self, found: Lead) {
        if found.is_provenance {
            return;
        }
        let minutes = decides(self.reader.context.kind);
        if found.rule == "for-body" && self.lead.surface == Status::Decision && minutes {
            self.lead.body = found.addressee;
            return;
        }
        if found.rule == "own-part" {
            self.lead.addressee = None;
            self.lead.surface = Status::Decision;
            return;
        }
        let surface = if found.rule == "for-body"
            || (found.surface == Status::Decision && self.lead.surface == Status::Proposal)
        {
            self.lead.surface
        } else {
            found.surface
        };
        self.decision.chain.clone_from(&found.chain);
        let body = found.body.clone().or(self.lead.body.take());
        self.lead = Lead { body, surface, ..found };
        self.decision.span.end = self.decision.span.end.max(self.decision.span.start);
    }

    /// Under a heading stands what is decided; names, labels and closing words are none.
    fn is_clause(&self, item: &Item, text: &str) -> bool {
        let bare = text.trim();
        let ends_as_sentence = bare.ends_with(['.', ';', ',', ':', '!', ')', '”', '"']);
        let listed = item.opener != Opener::Text;
        let does_something = !formulas::actions(bare).is_empty();
        let n_words = bare.split_whitespace().count();
        let is_nothing = bare.starts_with("Inga ") || bare.starts_with("Inget ") || is_told(bare);
        if is_as_proposed(bare) {
            return true;
        }
        !is_nothing
            && (listed || does_something || (ends_as_sentence && n_words >= 3))
            && bare.chars().any(char::is_lowercase)
    }

    fn clauses_of(&mut self, item: &Item, from: usize) {
        for draft in drafts(item, from) {
            let text = &item.folded.text[draft.range.clone()];
            let subject = organ::organ_at_start(text).map(|end| &text[..end]);
            let reading = formulas::reading(text);
            let noting = formulas::is_noting(text);
            let standing = standing(self.reader.context, &self.lead, subject, noting);
            let made =
                clause(item, &draft, standing.status, standing.surface, self.reader.context.year);
            self.decision.span = self.decision.span.to(made.span);
            if self.decision.clauses.is_empty() {
                self.decision.body = standing.body;
                self.decision.addressee = standing.addressee;
            }
            if !self.outcome && standing.status != Status::Proposal {
                self.decision.outcome = reading.outcome;
                self.outcome = reading.outcome.is_some();
            }
            self.decision.clauses.push(made);
        }
    }

    fn finish(self) -> Option<Decision> {
        (!self.decision.clauses.is_empty()).then_some(self.decision)
    }
}

/// Inside a point of a list only a formula that tells who is to decide counts: "Nämnden hemställer till styrelsen att
/// se över taxan" is what is decided.
fn opens_in(item: &Item, lead: &Lead, text: &str) -> bool {
    let formula = &text[..lead.length];
    item.opener == Opener::Text
        || formula.contains("beslut")
        || text[lead.length..].trim_matches([' ', ':']).is_empty()
}

/// "Yrkandet från S har bifallits", "Nämnden beslutade den 5 maj": told, not decided.
fn is_told(text: &str) -> bool {
    static PERFECT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\b(?:har|hade) (?:\p{L}+ ){0,2}?\p{L}{2,}(?:its|ats|tts|dts|at|it|tt|agt|gjort)\b").expect("a constant pattern")
    });
    static DATED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\p{L}[\p{L} ]{3,60} (?:beslutade|beslöt) (?:den|vid) ").expect("a constant pattern")
    });
    static SUBORDINATE: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"\b(?:som|att|vilk\p{L}+|när|om|efter|sedan|då)\b").expect("a constant pattern"));
    let perfect = PERFECT.find(text).filter(|found| !found.as_str().contains("tagit del"));
    let in_main_clause = perfect.is_some_and(|found| {
        let before = &text[..found.start()];
        !SUBORDINATE.is_match(before) && formulas::actions(before).is_empty()
    });
    in_main_clause || DATED.is_match(text)
}

/// "Enligt förslaget.": decided as proposed above.
fn is_as_proposed(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:Enligt|I enlighet med) (?:\p{L}+ ){0,2}förslag(?:et)?(?:en)?\.?(?: |$)").expect("a constant pattern")
    });
    PATTERN.is_match(text) && text.len() < 60
}

/// "3. Revisorer": a label over the clauses of a list.
fn is_label(item: &Item, text: &str) -> bool {
    item.opener == Opener::Number
        && text.split_whitespace().count() <= 7
        && !text.trim_end().ends_with(['.', ';', ',', ':'])
        && formulas::actions(text).is_empty()
}

/// "att anta planen", "godkänna planen": a clause without its subject.
fn is_clause_head(rest: &str) -> bool {
    let word = rest.split_whitespace().next().unwrap_or("");
    word == "att" || word == "dels" || (word.ends_with('a') && !formulas::actions(rest).is_empty())
}

/// Who is named in a heading: "Arbetsutskottets beslut", "Kommunstyrelsens förslag till kommunfullmäktige",
/// "Förslag till beslut i nämnden".
fn name_bodies(heading: &str, context: Context<'_>, lead: &mut Lead) {
    let names = organ::organs(heading);
    let Some(first) = names.first() else { return };
    let owner = first.start == 0 && heading[..first.end].ends_with('s');
    let name = |range: &Range<usize>| organ::canonical(&heading[range.clone()]);
    if owner {
        let named = name(first);
        // "Arbetsutskottets" in the minutes of kommunstyrelsens arbetsutskott is that body.
        let same = context.body.filter(|body| body.to_lowercase().ends_with(&named.to_lowercase()));
        lead.body = Some(same.map_or(named, str::to_owned));
    }
    let others: Vec<String> = names[usize::from(owner)..].iter().map(name).collect();
    if lead.surface == Status::Decision && !others.is_empty() {
        lead.body = others.last().cloned();
    } else if !others.is_empty() {
        lead.addressee = others.last().cloned();
        lead.chain = others;
    }
}

/// Sections in which a formula tells of something else than this decision.
fn tells_of_others(section: Section) -> bool {
    use Section as S;
    matches!(
        section,
        S::Yrkande | S::Beslutsgang | S::Omrostning | S::Tidigare | S::Anteckning | S::Reservation | S::Jav
    )
}

/// A cheap look before the formula is read.
fn may_open(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && (["föresl", "beslut", "beslö", "tillstyrk", "hemställ", "rekommend"]
            .iter()
            .any(|stem| text.contains(stem))
            || text.starts_with("Beslut")
            || text.starts_with("Föresl")
            || organ::organ_at_start(text).is_some())
}

fn is_past(formula: &str) -> bool {
    ["beslutade", "beslöt", "har beslutat", "fattade"].iter().any(|verb| formula.contains(verb))
}

/// The width of the printed text, in letters: few lines of running text are wider. In a cell, its widest line.
fn width(rows: &[Row]) -> usize {
    let width = |row: &Row| row.line.indent as usize + row.text().chars().count();
    let printed: Vec<&Row> = rows.iter().filter(|row| !row.line.inner && row.line.grid.is_none()).collect();
    let mut widths: Vec<usize> = printed
        .iter()
        .filter(|row| row.text().split_whitespace().nth(5).is_some())
        .map(|row| width(row))
        .filter(|&width| width < 160)
        .collect();
    if widths.len() < 8 {
        return printed.iter().map(|row| width(row)).filter(|&width| width < 160).max().unwrap_or(80).max(30);
    }
    widths.sort_unstable();
    widths[widths.len() * 97 / 100].clamp(40, 160)
}

/// Where a decision without clauses stands, for the votes of a paragraph that has none.
pub(super) fn empty_decision(number: Option<String>, segment: usize, span: Span) -> Decision {
    Decision { agenda_item: number, segment: Some(segment), span, ..Decision::default() }
}
