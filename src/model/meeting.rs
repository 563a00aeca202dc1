//! [`Meeting`]: when and where a body met, who was there, and how they voted.

use super::Span;

/// *Sammanträde*.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[doc(alias = "sammanträde")]
pub struct Meeting {
    /// The municipality or association.
    pub organization: Option<String>,
    /// *Organ*: the body that meets.
    pub body: Option<String>,
    /// ISO 8601 date.
    pub date: Option<String>,
    /// True when the year was not printed.
    pub date_inferred: bool,
    /// "09:00".
    pub start: Option<String>,
    /// "12:00".
    pub end: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// *Ordförande*.
    pub chair: Option<String>,
    /// *Sekreterare*.
    pub secretary: Option<String>,
    /// *Justerare*: those who approve the minutes.
    pub adjusters: Vec<String>,
    /// Who was there, or should have been.
    pub attendance: Vec<Attendance>,
    /// The paragraphs of its minutes.
    pub paragraphs: Option<Paragraphs>,
    /// Its breaks, in order.
    pub adjournments: Vec<Adjournment>,
    /// The header it was read from.
    pub span: Span,
}

/// *Paragrafer*: the numbers of the paragraphs that the minutes of a meeting hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraphs {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// As the head prints them, "§§ 1-28"; `None` when they were taken from the headings.
    pub printed: Option<String>,
}

/// *Ajournering*: a break of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjournment {
    /// "10:05".
    pub start: String,
    /// "10:20".
    pub end: Option<String>,
    /// Where it is told.
    pub span: Span,
}

/// *Närvaro*: one name of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "närvaro")]
pub struct Attendance {
    /// The name.
    pub name: String,
    /// *Parti*: "C", "S".
    pub party: Option<String>,
    /// "ordförande", "ersättare", "kommunsekreterare".
    pub role: Option<String>,
    /// Whether the person was there.
    pub present: bool,
    /// Where it stands.
    pub span: Span,
}

/// *Omröstning*: one counted vote.
#[derive(Debug, Clone, PartialEq, Eq)]
#[doc(alias = "votering")]
pub struct Vote {
    /// Ja.
    pub yes: u32,
    /// Nej.
    pub no: u32,
    /// Avstår.
    pub abstain: Option<u32>,
    /// Who voted how, where it is told.
    pub named: Vec<Ballot>,
    /// *Voteringsproposition*: what Ja and Nej stand for, as printed.
    pub proposition: Option<String>,
    /// Where the count stands.
    pub span: Span,
}

/// One person's vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// The name.
    pub name: String,
    /// *Parti*.
    pub party: Option<String>,
    /// How.
    pub vote: Choice,
}

/// Ja, nej or avstår.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Ja.
    Ja,
    /// Nej.
    Nej,
    /// Avstår.
    Avstar,
}

/// *Reservation*: who would not answer for the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reservation {
    /// Persons.
    pub names: Vec<String>,
    /// Parties.
    pub parties: Vec<String>,
    /// Where it stands.
    pub span: Span,
}
