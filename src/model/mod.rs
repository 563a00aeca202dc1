//! The nouns: plain data, no parsing, no files.

mod agenda;
mod decision;
mod document;
mod meeting;
mod metadata;
mod note;
mod page;
mod scan;
mod source;
mod span;
mod table;
mod tag;
mod text;

pub use agenda::AgendaItem;
pub use decision::{
    Action, AmountSek, Clause, Decision, Elected, Formula, Outcome, Proposer, ReadDate, Status,
};
pub use document::{Document, DocumentKind, Segment};
pub use meeting::{
    Adjournment, Attendance, Ballot, Choice, Meeting, Paragraphs, Reservation, Vote,
};
pub use metadata::{Metadata, OutlineItem};
pub use note::{Note, NoteCode, Parsed};
pub use page::{Frame, Page, Rect, Ruling, Turn, Word};
pub use scan::{Quality, QualityLevel, Recognised, Scan};
pub use source::{MediaType, Source};
pub use span::{At, Span};
pub use table::{
    CellAt, Check, CheckKind, ColumnKind, Period, Row, RowRole, Suspect, Table, Tie, TieKind,
};
pub use tag::{Tag, TagCell, TagRole};
pub use text::{Grid, GridCell, GridOrigin, GridRow, Line, LineRole, Placed, Text, TextLayer};
