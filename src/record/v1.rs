//! The record, version 1.0: the only serialised types.
//!
//! Names are a contract: add fields, rename none.

mod clause;
mod from_model;
mod meeting;
mod metadata;
mod scan;
mod table;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use clause::{Elected, Proposer};
pub use from_model::{Origin, record};
pub use meeting::{
    Adjournment, Attendance, Ballot, Choice, Meeting, Paragraphs, Reservation, Vote,
};
pub use metadata::{Metadata, OutlineItem};
pub use scan::{Quality, QualityLevel, Recognised, ScannedPage};
pub use table::{
    CellAt, Check, CheckKind, ColumnKind, Period, Row, RowRole, Suspect, Table, Tie, TieKind,
};

/// The version written into every record.
pub const SCHEMA: &str = "attsats/record/1.0";

/// Raised whenever the same bytes may be read to another record.
pub const READER_VERSION: u32 = 5;

/// The JSON Schema of [`Record`], as it stands in `schemas/`.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Record);
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is plain data");
    text.push('\n');
    text
}

/// One document, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "attsats record")]
pub struct Record {
    /// Version of this format: "attsats/record/1.0".
    pub schema: String,
    /// SHA-256 of the source's bytes, lower-case hex.
    pub id: String,
    /// The source.
    pub source: SourceInfo,
    /// What sort of paper it is.
    pub kind: Kind,
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
    /// *Diarienummer*: the registry number of a paper about one matter, as printed in its head.
    #[serde(default)]
    pub dnr: Option<String>,
    /// The parts of a container, in order.
    pub segments: Vec<Segment>,
    /// The meetings, the paper's own first.
    pub meetings: Vec<Meeting>,
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The decisions.
    pub decisions: Vec<Decision>,
    /// The tables of numbers.
    pub tables: Vec<Table>,
    /// What a reader should know.
    pub notes: Vec<Note>,
}

/// The file a record was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// The file's name.
    pub name: String,
    /// "application/pdf" or "text/plain".
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of pages; null for plain text.
    pub pages: Option<u32>,
    /// Where the text came from.
    pub text_layer: TextLayer,
    /// What a PDF says of itself; null for plain text.
    #[serde(default)]
    pub metadata: Option<Metadata>,
    /// The pages whose letters were recognised in a picture, or should be. Absent when there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scans: Vec<ScannedPage>,
    /// How like Swedish text each page is, in order; null for a page with too few words to tell.
    #[serde(default)]
    pub text_quality: Vec<Option<QualityLevel>>,
}

/// Where the text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TextLayer {
    /// Letters that the producer wrote.
    Native,
    /// Letters recognised in a picture.
    Ocr,
    /// Some pages one, some the other.
    Mixed,
    /// No letters.
    None,
}

/// What sort of paper it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "documented on model::DocumentKind")]
pub enum Kind {
    Kallelse,
    #[serde(rename = "föredragningslista")]
    Foredragningslista,
    #[serde(rename = "kungörelse")]
    Kungorelse,
    Protokoll,
    Protokollsutdrag,
    Anslagsbevis,
    #[serde(rename = "tjänsteskrivelse")]
    Tjansteskrivelse,
    Bilaga,
    #[serde(rename = "ansökan")]
    Ansokan,
    Avtal,
    Yttrande,
    Minnesanteckningar,
    #[serde(rename = "delårsrapport")]
    Delarsrapport,
    #[serde(rename = "årsredovisning")]
    Arsredovisning,
    Verksamhetsplan,
    Budget,
    Nyhetsbrev,
    Delegationslista,
    Revisionsrapport,
    #[serde(rename = "revisionsberättelse")]
    Revisionsberattelse,
    Interpellation,
    #[serde(rename = "valärende")]
    Valarende,
    #[serde(rename = "övrigt")]
    Ovrigt,
    #[serde(rename = "okänd")]
    Okand,
}

/// A place in the source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// Page, from 1.
    pub page: u32,
    /// Line of the extracted text, from 1.
    pub line: u32,
    /// First byte in the extracted text (UTF-8).
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// Boxes on the page, one a printed line: x0, y0, x1, y1 in points, origin top left. Absent for plain text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<[f32; 4]>,
}

/// A contiguous part of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Segment {
    /// What sort of paper.
    pub kind: Kind,
    /// Its title.
    pub title: Option<String>,
    /// Number of the agenda item it belongs to.
    pub agenda_item: Option<String>,
    /// *Diarienummer*: the registry number in its head, as printed.
    #[serde(default)]
    pub dnr: Option<String>,
    /// Where.
    pub span: Span,
}

/// *Ärende*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgendaItem {
    /// The number as printed, without "§".
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// *Diarienummer*, verbatim.
    pub dnr: Option<String>,
    /// Where.
    pub span: Span,
}

/// *Beslut*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Who decides; who proposes, where another body is to decide.
    pub body: Option<String>,
    /// The body that is to decide, when it is another one.
    pub addressee: Option<String>,
    /// Nested proposals, outermost first.
    pub chain: Vec<String>,
    /// The words that open the block.
    pub formula: Option<Formula>,
    /// Number of the agenda item.
    pub agenda_item: Option<String>,
    /// Index of the segment.
    pub segment: Option<usize>,
    /// What became of the matter.
    pub outcome: Option<Outcome>,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Counted votes.
    pub votes: Vec<Vote>,
    /// Reservations.
    pub reservations: Vec<Reservation>,
    /// Where.
    pub span: Span,
}

/// The words that open a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Formula {
    /// As printed.
    pub text: String,
    /// The formula meant.
    pub normalized: String,
    /// Where.
    pub span: Span,
}

/// *Att-sats*: the smallest text that can be decided alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// Verbatim; line breaks folded, page furniture out, cut words mended.
    pub text: String,
    /// In context.
    pub status: Status,
    /// By wording alone.
    pub surface_status: Status,
    /// The rule that found it.
    pub rule: String,
    /// Canonical verbs.
    pub actions: Vec<String>,
    /// Amounts of money.
    pub amounts: Vec<Amount>,
    /// Dates.
    pub dates: Vec<Date>,
    /// On whose proposal, where the words tell.
    #[serde(default)]
    pub proposers: Vec<Proposer>,
    /// Whom it elects.
    #[serde(default)]
    pub elected: Vec<Elected>,
    /// Where.
    pub span: Span,
}

/// What a clause is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
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

/// What became of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "documented on model::Outcome")]
pub enum Outcome {
    Bifall,
    Avslag,
    #[serde(rename = "återremiss")]
    Aterremiss,
    #[serde(rename = "bordläggning")]
    Bordlaggning,
    #[serde(rename = "utgår")]
    Utgar,
    Noterat,
    #[serde(rename = "ändrat")]
    Andrat,
    Val,
    Besvarad,
    #[serde(rename = "överlämnat")]
    Overlamnat,
    Uppdrag,
}

/// An amount of money in running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Amount {
    /// As printed.
    pub text: String,
    /// Whole kronor; null when the unit is not told.
    pub sek: Option<i64>,
}

/// A date in running text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Date {
    /// As printed.
    pub text: String,
    /// ISO 8601.
    pub date: String,
    /// True when the year was not printed.
    pub inferred: bool,
}

/// What a reader should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// A word from a closed list, see the changelog.
    pub code: String,
    /// In words, without personal data.
    pub message: String,
    /// Where; null for the whole document.
    pub span: Option<Span>,
}
