//! The items of a block → its clauses, as the words between them say who decides.

use std::sync::LazyLock;

use super::block::{Item, Opener, is_lead_like};
use super::clause::{clause, drafts};
use super::closing::closes;
use super::lead::{self, Lead};
use super::opening::Opening;
use super::proposer;
use super::said::{
    is_as_proposed, is_clause_head, is_columns, is_courtesy, is_label, is_list_label, is_told,
    leads_to_list,
};
use super::status::{decides, is_noting, standing};
use super::{Context, formulas};
use crate::model::{Decision, Formula, Proposer, Span, Status};
use crate::parts::fold::Folded;
use crate::parts::outline::Row;
use crate::parts::{names, organ};
use crate::swedish::Pattern;

/// The clauses of a block under way.
pub(super) struct Gathered<'a> {
    context: Context<'a>,
    lead: Lead,
    strong: bool,
    decision: Decision,
    /// Decisions of other bodies in the same block.
    done: Vec<Decision>,
    /// The formula inside the block that told who decides from here on.
    formula: Option<Formula>,
    first: Option<Opener>,
    /// On whose proposal the clauses from here on are decided.
    proposers: Vec<Proposer>,
    /// True when the formula ends in a colon.
    opens_list: bool,
    outcome: bool,
}

impl<'a> Gathered<'a> {
    /// The block that `opening` opens; the clause on the formula's own lines is taken at once.
    pub(super) fn new(rows: &[Row], context: Context<'a>, opening: &Opening) -> Self {
        let first = &rows[opening.rows.start];
        let lines = rows[opening.rows.clone()].iter().map(|row| &row.line);
        let folded = Folded::new(lines);
        let length = opening.lead.length.min(folded.text.len());
        let text = folded.text[..length].trim_end_matches([':', ' ']).to_owned();
        let span = folded.span_of(0..text.len());
        let item = context.agenda.item_at(opening.rows.start);
        let number = item.and_then(|item| context.agenda.items[item].number.clone());
        let formula = Formula { text, normalized: opening.lead.normalized.to_owned(), span };
        let mut gathered = Self {
            context,
            lead: opening.lead.clone(),
            strong: opening.strong,
            decision: Decision {
                formula: Some(formula),
                agenda_item: number.or_else(|| context.agenda_item.map(str::to_owned)),
                segment: Some(context.segment),
                chain: opening.lead.chain.clone(),
                span: first.line.span.to(span),
                ..Decision::default()
            },
            done: Vec::new(),
            formula: None,
            first: None,
            proposers: proposer::proposers(&folded.text[..length]),
            opens_list: folded.text.trim_end().ends_with(':'),
            outcome: false,
        };
        if let Some((folded, from)) = &opening.rest {
            let item = Item {
                opener: Opener::Text,
                folded: folded.clone(),
                marker: 0,
                rows: 0..0,
                gap: 0,
                indent: first.line.indent,
                introduces: false,
            };
            gathered.clauses_of(&item, *from);
        }
        gathered
    }

    /// Behind a formula in the text only its list, or its one paragraph, belongs to it.
    pub(super) fn takes(&mut self, item: &Item) -> bool {
        let text = &item.folded.text[item.marker..];
        if self.strong || is_label(item, text) || is_lead_like(text) && item.opener == Opener::Text
        {
            return true;
        }
        let first = *self.first.get_or_insert(item.opener);
        match (first, item.opener) {
            (Opener::Text, Opener::Text) if self.opens_list => {
                !formulas::actions(&item.folded.text).is_empty()
            }
            (Opener::Text, _) => self.decision.clauses.is_empty(),
            (first, opener) => first == opener || item.opener == Opener::Att,
        }
    }

    /// Takes one item; false when it ends the block.
    pub(super) fn item(&mut self, item: &Item) -> bool {
        let text = &item.folded.text[item.marker..];
        if is_columns(text) {
            return false;
        }
        let found = lead::lead(text);
        // A point that begins with its own formula is one sentence; the points beside it have none.
        if let Some(own) = found.as_ref().filter(|found| is_own(item, found, text) && self.strong) {
            let lead = self.lead.clone();
            if decides(self.context.kind) && text.contains(" föreslår ") {
                self.lead_on(own.clone());
            }
            self.clauses_of(item, item.marker);
            self.lead = lead;
            return true;
        }
        let found = found.filter(|found| opens_in(item, found, text));
        let Some(found) = found else {
            if is_label(item, text) {
                return true;
            }
            if self.says_how(item, text) || is_list_label(item, text) {
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
        let text = item.folded.text[item.marker..from].trim_end_matches([':', ' ']);
        let formula = Formula {
            text: text.to_owned(),
            normalized: found.normalized.to_owned(),
            span: item.folded.span_of(item.marker..item.marker + text.len()),
        };
        // "På förslag av Anna Ek (S):" holds until the next such words.
        let told = proposer::proposers(&formula.text);
        if found.is_provenance || !told.is_empty() {
            self.proposers = told;
        }
        if !found.is_provenance {
            self.formula = Some(formula);
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
        let minutes = decides(self.context.kind);
        if found.rule == "for-body" && self.lead.surface == Status::Decision && minutes {
            self.lead.body = found.addressee;
            return;
        }
        if found.rule == "own-part" {
            self.lead.addressee = None;
            self.lead.surface = Status::Decision;
            return;
        }
        let heads = self.strong && self.lead.rule == "heading";
        // "Arbetsutskottets förslag till kommunstyrelsen" and below it "Kommunstyrelsen beslutar".
        let is_as_headed = found.rule == "decides" && found.body == self.lead.addressee;
        if heads && self.lead.proposer.is_some() && found.body.is_some() && is_as_headed {
            return;
        }
        // "Kommunstyrelsens förslag till beslut" and below it "Kommunfullmäktige beslutar".
        let is_put_to_another = found.rule == "decides"
            && self.lead.surface == Status::Proposal
            && self.lead.proposer.is_some()
            && found.body.is_some()
            && found.body != self.lead.proposer;
        if heads && minutes && is_put_to_another {
            self.lead.addressee = found.body;
            return;
        }
        let surface = if found.rule == "for-body"
            || (found.surface == Status::Decision && self.lead.surface == Status::Proposal)
            || heads
        {
            self.lead.surface
        } else {
            found.surface
        };
        let body = found.body.clone().or(self.lead.body.take());
        let proposer = self.lead.proposer.take();
        self.lead = Lead { body, proposer, surface, ..found };
    }

    /// Under a heading stands what is decided; names, labels and closing words are none.
    fn is_clause(&self, item: &Item, text: &str) -> bool {
        let bare = text.trim();
        let ends_as_sentence = bare.ends_with(['.', ';', ',', ':', '!', ')', '”', '"']);
        let listed = item.opener != Opener::Text;
        let does_something = || !formulas::actions(bare).is_empty();
        let has_words = || bare.split_whitespace().nth(2).is_some();
        let is_nothing = bare.starts_with("Inga ")
            || bare.starts_with("Inget ")
            || is_told(bare)
            || is_courtesy(bare) && !does_something();
        if is_as_proposed(bare) {
            return true;
        }
        if self.is_signature(item, bare) || self.is_prose(item, bare) {
            return false;
        }
        !is_nothing
            && bare.chars().any(char::is_lowercase)
            && (listed || (ends_as_sentence && has_words()) || does_something())
    }

    /// "Anna Ek (S)" below what members move; in minutes, and on lists of elections, it may be who is elected.
    fn is_signature(&self, item: &Item, text: &str) -> bool {
        let moved = |writer: &str| writer.ends_with("(motion)") || writer.ends_with("(yrkande)");
        item.opener == Opener::Text
            && !decides(self.context.kind)
            && self.context.writer.is_some_and(moved)
            && names::persons(text).last().is_some_and(|person| person.end == text.len())
            && formulas::actions(text).is_empty()
    }

    /// A paragraph of sentences below the points of a list, that does nothing: what is said for them.
    fn is_prose(&self, item: &Item, text: &str) -> bool {
        let listed = |rule: &str| matches!(rule, "att-clause" | "numbered-point" | "bullet");
        item.opener == Opener::Text
            && item.gap > 0
            && text.split_whitespace().nth(11).is_some()
            && self.decision.clauses.last().is_some_and(|last| listed(last.rule))
            && organ::organ_at_start(text).is_none()
            && formulas::actions(text).is_empty()
    }

    /// A paragraph behind a clause that only says how it is to be done: "Medlen ska användas till …".
    fn says_how(&self, item: &Item, text: &str) -> bool {
        static SHALL: LazyLock<Pattern> = LazyLock::new(|| {
            Pattern::new(r"\b(?:ska|skall|bör|kommer att)\b").expect("a constant pattern")
        });
        let follows = self.decision.clauses.last().is_some_and(|last| last.rule == "sentence");
        follows
            && item.opener == Opener::Text
            && item.gap > 0
            && SHALL.is_match(text)
            && organ::organ_at_start(text).is_none()
            && formulas::actions(text).is_empty()
    }

    fn clauses_of(&mut self, item: &Item, from: usize) {
        for draft in drafts(item, from) {
            let text = &item.folded.text[draft.range.clone()];
            if item.opener == Opener::Text && leads_to_list(text) || matches!(text, "att" | "Att") {
                continue;
            }
            if closes(text) && item.opener == Opener::Text {
                continue;
            }
            let subject = organ::acting(text).map(|end| &text[..end]);
            let mut reading = formulas::reading(text);
            if is_as_proposed(text) {
                reading.actions = vec!["bifalla"];
            }
            let noting = is_noting(&reading.actions);
            let before = self.decision.addressee.as_deref();
            let mut standing = standing(self.context, &self.lead, subject, before, noting);
            let statuses = [standing.status, standing.surface];
            let mut made = clause(item, &draft, reading.actions, statuses, self.context.year);
            if made.proposers.is_empty() {
                made.proposers.clone_from(&self.proposers);
            }
            // What a list goes on with is decided by the body of its first point.
            standing.body = standing.body.or_else(|| self.decision.body.clone());
            let bodies = (&standing.body, &standing.addressee);
            let is_other = bodies != (&self.decision.body, &self.decision.addressee);
            if is_other && !self.decision.clauses.is_empty() {
                self.begin_another(made.span);
            }
            self.decision.span = self.decision.span.to(made.span);
            self.decision.body = standing.body;
            self.decision.addressee = standing.addressee;
            self.decision.chain.clone_from(&self.lead.chain);
            if !self.outcome && standing.status != Status::Proposal {
                self.decision.outcome = reading.outcome;
                self.outcome = reading.outcome.is_some();
            }
            self.decision.clauses.push(made);
        }
    }

    /// What follows is decided by another body, or put to another.
    fn begin_another(&mut self, span: Span) {
        let formula = self.formula.take();
        let another = Decision {
            span: formula.as_ref().map_or(span, |formula| formula.span.to(span)),
            formula,
            agenda_item: self.decision.agenda_item.clone(),
            segment: self.decision.segment,
            ..Decision::default()
        };
        self.done.push(std::mem::replace(&mut self.decision, another));
        self.outcome = false;
    }

    /// The decisions that have clauses.
    pub(super) fn finish(self) -> Vec<Decision> {
        let mut found = self.done;
        found.push(self.decision);
        found.retain(|decision| !decision.clauses.is_empty());
        found
    }
}

/// "2. Nämnden beslutar att anta planen.": the formula and its clause in one point.
fn is_own(item: &Item, lead: &Lead, text: &str) -> bool {
    let rest = text[lead.length..].trim_start_matches([' ', ':']);
    item.opener != Opener::Text
        && !rest.is_empty()
        && !lead.is_provenance
        && lead.rule != "for-body"
}

/// Inside a point of a list only a formula that tells who is to decide counts: "Nämnden hemställer till styrelsen att
/// se över taxan" is what is decided.
fn opens_in(item: &Item, lead: &Lead, text: &str) -> bool {
    let formula = &text[..lead.length];
    item.opener == Opener::Text
        || formula.contains("beslut")
        || text[lead.length..].trim_matches([' ', ':']).is_empty()
}
