//! [`Document`]: what a paper is, and what it says.

use super::{AgendaItem, Decision, Meeting, Span, Table};

/// A paper, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// What sort of paper.
    pub kind: DocumentKind,
    /// The signs that decided the kind, as printed.
    pub basis: Vec<String>,
    /// The paper's title.
    pub title: Option<String>,
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*: the body.
    pub body: Option<String>,
    /// The date of issue, ISO 8601.
    pub date: Option<String>,
    /// *Diarienummer*: the registry number of the matter, of a paper that is about one, as printed.
    pub dnr: Option<String>,
    /// The parts of a container, in order; one segment for a single paper.
    pub segments: Vec<Segment>,
    /// The meetings, the paper's own first.
    pub meetings: Vec<Meeting>,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// The tables of numbers.
    pub tables: Vec<Table>,
}

/// A contiguous part of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What sort of paper.
    pub kind: DocumentKind,
    /// Its title.
    pub title: Option<String>,
    /// Number of the agenda item it belongs to.
    pub agenda_item: Option<String>,
    /// *Diarienummer*: the registry number in its head, as printed.
    pub dnr: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What sort of paper it is. The words are terms of art and stay Swedish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DocumentKind {
    /// Notice of a meeting, with its agenda.
    Kallelse,
    /// The agenda alone.
    Foredragningslista,
    /// Public notice of a meeting.
    Kungorelse,
    /// Minutes.
    Protokoll,
    /// An extract from the minutes.
    Protokollsutdrag,
    /// Certificate that minutes were posted.
    Anslagsbevis,
    /// An officer's report with a proposal.
    Tjansteskrivelse,
    /// An annex.
    Bilaga,
    /// An application.
    Ansokan,
    /// A contract.
    Avtal,
    /// An opinion on a referral.
    Yttrande,
    /// Notes of a meeting that is not minuted by law.
    Minnesanteckningar,
    /// Interim report.
    Delarsrapport,
    /// Annual report.
    Arsredovisning,
    /// Plan of operations.
    Verksamhetsplan,
    /// Budget.
    Budget,
    /// Newsletter.
    Nyhetsbrev,
    /// List of decisions taken by delegation.
    Delegationslista,
    /// Auditors' report on a review.
    Revisionsrapport,
    /// Auditors' statement on the year.
    Revisionsberattelse,
    /// A question to a chair in the assembly, and its answer.
    Interpellation,
    /// Nominations and elections.
    Valarende,
    /// Recognised, none of these.
    Ovrigt,
    /// Not recognised.
    Okand,
}

impl DocumentKind {
    /// Every kind, in the order of the record's vocabulary.
    pub const ALL: [Self; 24] = [
        Self::Kallelse,
        Self::Foredragningslista,
        Self::Kungorelse,
        Self::Protokoll,
        Self::Protokollsutdrag,
        Self::Anslagsbevis,
        Self::Tjansteskrivelse,
        Self::Bilaga,
        Self::Ansokan,
        Self::Avtal,
        Self::Yttrande,
        Self::Minnesanteckningar,
        Self::Delarsrapport,
        Self::Arsredovisning,
        Self::Verksamhetsplan,
        Self::Budget,
        Self::Nyhetsbrev,
        Self::Delegationslista,
        Self::Revisionsrapport,
        Self::Revisionsberattelse,
        Self::Interpellation,
        Self::Valarende,
        Self::Ovrigt,
        Self::Okand,
    ];

    /// The word in the record, truly spelled.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kallelse => "kallelse",
            Self::Foredragningslista => "föredragningslista",
            Self::Kungorelse => "kungörelse",
            Self::Protokoll => "protokoll",
            Self::Protokollsutdrag => "protokollsutdrag",
            Self::Anslagsbevis => "anslagsbevis",
            Self::Tjansteskrivelse => "tjänsteskrivelse",
            Self::Bilaga => "bilaga",
            Self::Ansokan => "ansökan",
            Self::Avtal => "avtal",
            Self::Yttrande => "yttrande",
            Self::Minnesanteckningar => "minnesanteckningar",
            Self::Delarsrapport => "delårsrapport",
            Self::Arsredovisning => "årsredovisning",
            Self::Verksamhetsplan => "verksamhetsplan",
            Self::Budget => "budget",
            Self::Nyhetsbrev => "nyhetsbrev",
            Self::Delegationslista => "delegationslista",
            Self::Revisionsrapport => "revisionsrapport",
            Self::Revisionsberattelse => "revisionsberättelse",
            Self::Interpellation => "interpellation",
            Self::Valarende => "valärende",
            Self::Ovrigt => "övrigt",
            Self::Okand => "okänd",
        }
    }
}
