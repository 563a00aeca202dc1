//! Meetings, who was there, and how they voted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Span;

/// *Sammanträde*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// The municipality or association.
    pub organization: Option<String>,
    /// The body that meets.
    pub body: Option<String>,
    /// ISO 8601.
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
    /// *Justerare*.
    pub adjusters: Vec<String>,
    /// Who was there, or should have been.
    pub attendance: Vec<Attendance>,
    /// The paragraphs of its minutes.
    #[serde(default)]
    pub paragraphs: Option<Paragraphs>,
    /// Its breaks, in order.
    #[serde(default)]
    pub adjournments: Vec<Adjournment>,
    /// Where.
    pub span: Span,
}

/// *Paragrafer*: the numbers of the paragraphs that the minutes of a meeting hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Paragraphs {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// As the head prints them, "§§ 1-28"; null when they were taken from the headings.
    pub printed: Option<String>,
}

/// *Ajournering*: a break of a meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Adjournment {
    /// "10:05".
    pub start: String,
    /// "10:20".
    pub end: Option<String>,
    /// Where.
    pub span: Span,
}

/// One name of a roster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attendance {
    /// The name.
    pub name: String,
    /// *Parti*.
    pub party: Option<String>,
    /// "ordförande", "ersättare".
    pub role: Option<String>,
    /// Whether the person was there.
    pub present: bool,
    /// Where.
    pub span: Span,
}

/// One counted vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
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
    #[serde(default)]
    pub proposition: Option<String>,
    /// Where.
    pub span: Span,
}

/// One person's vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ballot {
    /// The name.
    pub name: String,
    /// *Parti*.
    pub party: Option<String>,
    /// How.
    pub vote: Choice,
}

/// How a person voted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Choice {
    Ja,
    Nej,
    #[serde(rename = "avstår")]
    Avstar,
}

/// *Reservation*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reservation {
    /// Persons.
    pub names: Vec<String>,
    /// Parties.
    pub parties: Vec<String>,
    /// Where.
    pub span: Span,
}
