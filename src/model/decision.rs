//! [`Decision`] and [`Clause`]: what a body decides or is asked to decide.

use super::{Reservation, Span, Vote};

/// *Beslut*: one block in which a body decides or proposes, with its clauses.
#[derive(Debug, Clone, PartialEq, Default)]
#[doc(alias = "beslut")]
pub struct Decision {
    /// Who decides; who proposes, where another body is to decide.
    pub body: Option<String>,
    /// The body that is to decide, when it is another one.
    pub addressee: Option<String>,
    /// Nested proposals, outermost first: arbetsutskottet, styrelsen, fullmäktige.
    pub chain: Vec<String>,
    /// The words that open the block.
    pub formula: Option<Formula>,
    /// Number of the agenda item it belongs to.
    pub agenda_item: Option<String>,
    /// Index of the segment it stands in.
    pub segment: Option<usize>,
    /// What became of the matter.
    pub outcome: Option<Outcome>,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Counted votes.
    pub votes: Vec<Vote>,
    /// Reservations.
    pub reservations: Vec<Reservation>,
    /// From the formula to the last clause.
    pub span: Span,
}

/// *Beslutsformel*: the words that open a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// As printed.
    pub text: String,
    /// The formula meant: "föreslås besluta" for the slip "föreslår besluta".
    pub normalized: String,
    /// Where it stands.
    pub span: Span,
}

/// *Att-sats*: one operative clause of a decision, the smallest text that can be decided alone.
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "att-sats")]
pub struct Clause {
    /// Verbatim; line breaks folded, page furniture out, cut words mended.
    pub text: String,
    /// What it is in its context.
    pub status: Status,
    /// What it is by its wording alone.
    pub surface_status: Status,
    /// The rule that found it.
    pub rule: &'static str,
    /// What is done, canonical verbs.
    pub actions: Vec<Action>,
    /// Amounts of money in the text.
    pub amounts: Vec<AmountSek>,
    /// Dates in the text.
    pub dates: Vec<ReadDate>,
    /// On whose proposal, where the words tell.
    pub proposers: Vec<Proposer>,
    /// Whom it elects.
    pub elected: Vec<Elected>,
    /// Where it stands.
    pub span: Span,
}

/// *Förslagsställare*: on whose proposal, or yrkande, something is decided; a person or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposer {
    /// The person's name.
    pub name: Option<String>,
    /// *Parti*.
    pub party: Option<String>,
    /// The body: "Arbetsutskottet".
    pub body: Option<String>,
}

/// *Vald*: one person whom a clause elects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elected {
    /// The name.
    pub name: String,
    /// *Parti*.
    pub party: Option<String>,
    /// To what: "ledamot", "vice ordförande".
    pub post: Option<String>,
    /// From when: a year or an ISO 8601 date.
    pub from: Option<String>,
    /// Until when: a year or an ISO 8601 date.
    pub until: Option<String>,
}

/// What a clause is: to be decided, decided, or told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// To be decided.
    Proposal,
    /// Decided here.
    Decision,
    /// Taken note of.
    Noted,
    /// Decided by delegation, and reported.
    Delegated,
    /// A past or another body's decision, told in prose.
    Reported,
}

impl Status {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Decision => "decision",
            Self::Noted => "noted",
            Self::Delegated => "delegated",
            Self::Reported => "reported",
        }
    }
}

/// A canonical verb: "godkänna", "ge i uppdrag".
pub type Action = &'static str;

/// *Belopp*: an amount of money in running text.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountSek {
    /// As printed, with its unit.
    pub text: String,
    /// Whole kronor; `None` when the unit is not told.
    pub sek: Option<i64>,
    /// Where it stands.
    pub span: Span,
}

/// *Datum*: a date in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadDate {
    /// As printed.
    pub text: String,
    /// ISO 8601.
    pub date: String,
    /// True when the year is not printed and was taken from the context.
    pub inferred: bool,
    /// Where it stands.
    pub span: Span,
}

/// What became of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Approved, adopted, granted.
    Bifall,
    /// Refused.
    Avslag,
    /// Sent back.
    Aterremiss,
    /// Put off.
    Bordlaggning,
    /// Struck from the list.
    Utgar,
    /// Taken note of.
    Noterat,
    /// Approved with changes.
    Andrat,
    /// Someone was elected.
    Val,
    /// Declared answered.
    Besvarad,
    /// Sent on to another body.
    Overlamnat,
    /// Someone was charged with a task.
    Uppdrag,
}

impl Outcome {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bifall => "bifall",
            Self::Avslag => "avslag",
            Self::Aterremiss => "återremiss",
            Self::Bordlaggning => "bordläggning",
            Self::Utgar => "utgår",
            Self::Noterat => "noterat",
            Self::Andrat => "ändrat",
            Self::Val => "val",
            Self::Besvarad => "besvarad",
            Self::Overlamnat => "överlämnat",
            Self::Uppdrag => "uppdrag",
        }
    }
}
