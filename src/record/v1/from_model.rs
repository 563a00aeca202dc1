//! [`Document`](model::Document) → [`Record`]: spans resolved to page, line and boxes.

use super::{
    Adjournment, AgendaItem, Amount, Attendance, Ballot, Choice, Clause, Date, Decision, Elected,
    Formula, Kind, Meeting, Metadata, Note, Outcome, Paragraphs, Proposer, Record, Reservation,
    SCHEMA, ScannedPage, Segment, SourceInfo, Span, Status, Table, TextLayer, Vote,
};
use crate::model;

/// What a record tells of its source.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The source.
    pub source: &'a model::Source,
    /// Number of pages; `None` for plain text.
    pub pages: Option<u32>,
    /// What the file says of itself; `None` for plain text.
    pub metadata: Option<&'a model::Metadata>,
    /// Its pages as they were drawn; empty for plain text.
    pub pages_drawn: &'a [model::Page],
}

/// The record of `document`, as read from `origin`.
pub fn record(
    origin: Origin<'_>,
    text: &model::Text,
    document: model::Parsed<model::Document>,
) -> Record {
    let model::Parsed { value, notes } = document;
    let model::Document {
        kind,
        basis,
        title,
        organization,
        body,
        date,
        dnr,
        segments,
        meetings,
        agenda,
        decisions,
        tables,
    } = value;
    let places = Places { text };
    Record {
        schema: SCHEMA.to_owned(),
        id: origin.source.sha256.clone(),
        source: SourceInfo {
            name: origin.source.name.clone(),
            media_type: origin.source.media_type.as_str().to_owned(),
            bytes: origin.source.bytes.len() as u64,
            pages: origin.pages,
            text_layer: text_layer(text.layer),
            metadata: origin.metadata.map(Metadata::of_model),
            scans: origin.pages_drawn.iter().filter_map(ScannedPage::of_model).collect(),
            text_quality: text
                .quality
                .iter()
                .map(|level| level.map(super::QualityLevel::of_model))
                .collect(),
        },
        kind: self::kind(kind),
        basis,
        title,
        organization,
        body,
        date,
        dnr,
        segments: segments.into_iter().map(|segment| places.segment(segment)).collect(),
        meetings: meetings.into_iter().map(|meeting| places.meeting(meeting)).collect(),
        agenda: agenda.into_iter().map(|item| places.agenda_item(item)).collect(),
        decisions: decisions.into_iter().map(|decision| places.decision(decision)).collect(),
        tables: tables.into_iter().map(|table| places.table(table)).collect(),
        notes: notes.into_iter().map(|note| places.note(note)).collect(),
    }
}

/// The word of the record for a kind.
pub(crate) fn kind(kind: model::DocumentKind) -> Kind {
    use model::DocumentKind as K;
    match kind {
        K::Kallelse => Kind::Kallelse,
        K::Foredragningslista => Kind::Foredragningslista,
        K::Kungorelse => Kind::Kungorelse,
        K::Protokoll => Kind::Protokoll,
        K::Protokollsutdrag => Kind::Protokollsutdrag,
        K::Anslagsbevis => Kind::Anslagsbevis,
        K::Tjansteskrivelse => Kind::Tjansteskrivelse,
        K::Bilaga => Kind::Bilaga,
        K::Ansokan => Kind::Ansokan,
        K::Avtal => Kind::Avtal,
        K::Yttrande => Kind::Yttrande,
        K::Minnesanteckningar => Kind::Minnesanteckningar,
        K::Delarsrapport => Kind::Delarsrapport,
        K::Arsredovisning => Kind::Arsredovisning,
        K::Verksamhetsplan => Kind::Verksamhetsplan,
        K::Budget => Kind::Budget,
        K::Nyhetsbrev => Kind::Nyhetsbrev,
        K::Delegationslista => Kind::Delegationslista,
        K::Revisionsrapport => Kind::Revisionsrapport,
        K::Revisionsberattelse => Kind::Revisionsberattelse,
        K::Interpellation => Kind::Interpellation,
        K::Valarende => Kind::Valarende,
        K::Ovrigt => Kind::Ovrigt,
        K::Okand => Kind::Okand,
    }
}

pub(super) fn text_layer(layer: model::TextLayer) -> TextLayer {
    match layer {
        model::TextLayer::Native => TextLayer::Native,
        model::TextLayer::Ocr => TextLayer::Ocr,
        model::TextLayer::Mixed => TextLayer::Mixed,
        model::TextLayer::None => TextLayer::None,
    }
}

fn status(status: model::Status) -> Status {
    match status {
        model::Status::Proposal => Status::Proposal,
        model::Status::Decision => Status::Decision,
        model::Status::Noted => Status::Noted,
        model::Status::Delegated => Status::Delegated,
        model::Status::Reported => Status::Reported,
    }
}

fn outcome(outcome: model::Outcome) -> Outcome {
    use model::Outcome as O;
    match outcome {
        O::Bifall => Outcome::Bifall,
        O::Avslag => Outcome::Avslag,
        O::Aterremiss => Outcome::Aterremiss,
        O::Bordlaggning => Outcome::Bordlaggning,
        O::Utgar => Outcome::Utgar,
        O::Noterat => Outcome::Noterat,
        O::Andrat => Outcome::Andrat,
        O::Val => Outcome::Val,
        O::Besvarad => Outcome::Besvarad,
        O::Overlamnat => Outcome::Overlamnat,
        O::Uppdrag => Outcome::Uppdrag,
    }
}

fn elected(elected: model::Elected) -> Elected {
    let model::Elected { name, party, post, from, until } = elected;
    Elected { name, party, post, from, until }
}

/// Turns byte ranges into places a reader can find.
struct Places<'a> {
    text: &'a model::Text,
}

impl Places<'_> {
    fn span(&self, span: model::Span) -> Span {
        Span {
            page: self.text.page_at(span.start),
            line: self.text.line_at(span.start),
            start: span.start as u64,
            end: span.end as u64,
            boxes: self.text.boxes(span).into_iter().map(corners).collect(),
        }
    }

    /// The box round `parts` of a cell, on the page of the first.
    fn cell_box(&self, parts: &[model::Span]) -> Option<[f32; 4]> {
        let page = self.text.page_at(parts.first()?.start);
        let parts = parts.iter().filter(|part| self.text.page_at(part.start) == page);
        parts.flat_map(|part| self.text.boxes(*part)).reduce(model::Rect::union).map(corners)
    }

    fn segment(&self, segment: model::Segment) -> Segment {
        let model::Segment { kind, title, agenda_item, dnr, span } = segment;
        // A segment covers whole pages: boxes for every line of it would say nothing.
        Segment {
            kind: self::kind(kind),
            title,
            agenda_item,
            dnr,
            span: Span { boxes: Vec::new(), ..self.span(model::Span::new(span.start..span.start)) }
                .until(span.end as u64),
        }
    }

    fn meeting(&self, meeting: model::Meeting) -> Meeting {
        let model::Meeting {
            organization,
            body,
            date,
            date_inferred,
            start,
            end,
            place,
            chair,
            secretary,
            adjusters,
            attendance,
            paragraphs,
            adjournments,
            span,
        } = meeting;
        Meeting {
            organization,
            body,
            date,
            date_inferred,
            start,
            end,
            place,
            chair,
            secretary,
            adjusters,
            attendance: attendance
                .into_iter()
                .map(|model::Attendance { name, party, role, present, span }| Attendance {
                    name,
                    party,
                    role,
                    present,
                    span: self.span(span),
                })
                .collect(),
            paragraphs: paragraphs.map(|model::Paragraphs { first, last, printed }| Paragraphs {
                first,
                last,
                printed,
            }),
            adjournments: adjournments
                .into_iter()
                .map(|model::Adjournment { start, end, span }| Adjournment {
                    start,
                    end,
                    span: self.span(span),
                })
                .collect(),
            span: self.span(span),
        }
    }

    fn agenda_item(&self, item: model::AgendaItem) -> AgendaItem {
        let model::AgendaItem { number, title, dnr, span } = item;
        AgendaItem { number, title, dnr, span: self.span(span) }
    }

    fn decision(&self, decision: model::Decision) -> Decision {
        let model::Decision {
            body,
            addressee,
            chain,
            formula,
            agenda_item,
            segment,
            outcome,
            clauses,
            votes,
            reservations,
            span,
        } = decision;
        Decision {
            body,
            addressee,
            chain,
            formula: formula.map(|model::Formula { text, normalized, span }| Formula {
                text,
                normalized,
                span: self.span(span),
            }),
            agenda_item,
            segment,
            outcome: outcome.map(self::outcome),
            clauses: clauses.into_iter().map(|clause| self.clause(clause)).collect(),
            votes: votes.into_iter().map(|vote| self.vote(vote)).collect(),
            reservations: reservations
                .into_iter()
                .map(|model::Reservation { names, parties, span }| Reservation {
                    names,
                    parties,
                    span: self.span(span),
                })
                .collect(),
            span: self.span(span),
        }
    }

    fn clause(&self, clause: model::Clause) -> Clause {
        let model::Clause {
            text,
            status,
            surface_status,
            rule,
            actions,
            amounts,
            dates,
            proposers,
            elected,
            span,
        } = clause;
        Clause {
            text,
            status: self::status(status),
            surface_status: self::status(surface_status),
            rule: rule.to_owned(),
            actions: actions.into_iter().map(str::to_owned).collect(),
            amounts: amounts
                .into_iter()
                .map(|model::AmountSek { text, sek, span: _ }| Amount { text, sek })
                .collect(),
            dates: dates
                .into_iter()
                .map(|model::ReadDate { text, date, inferred, span: _ }| Date {
                    text,
                    date,
                    inferred,
                })
                .collect(),
            proposers: proposers
                .into_iter()
                .map(|model::Proposer { name, party, body }| Proposer { name, party, body })
                .collect(),
            elected: elected.into_iter().map(self::elected).collect(),
            span: self.span(span),
        }
    }

    fn vote(&self, vote: model::Vote) -> Vote {
        let model::Vote { yes, no, abstain, named, proposition, span } = vote;
        let choice = |choice| match choice {
            model::Choice::Ja => Choice::Ja,
            model::Choice::Nej => Choice::Nej,
            model::Choice::Avstar => Choice::Avstar,
        };
        Vote {
            yes,
            no,
            abstain,
            named: named
                .into_iter()
                .map(|model::Ballot { name, party, vote }| Ballot {
                    name,
                    party,
                    vote: choice(vote),
                })
                .collect(),
            proposition,
            span: self.span(span),
        }
    }

    fn table(&self, table: model::Table) -> Table {
        let start = self.span(table_start(table.span));
        let span = Span { boxes: Vec::new(), ..start }.until(table.span.end as u64);
        Table::new(table, span, |row| self.span(row), |parts| self.cell_box(parts))
    }

    fn note(&self, note: model::Note) -> Note {
        let model::Note { code, message, span, page } = note;
        Note {
            code: code.as_str().to_owned(),
            message,
            span: match (span, page) {
                (Some(span), _) => Some(self.span(span)),
                (None, Some(page)) => {
                    let start = self.text.page_starts.get(page as usize - 1).copied().unwrap_or(0);
                    Some(Span { page, ..self.span(model::Span::new(start..start)) })
                }
                (None, None) => None,
            },
        }
    }
}

/// The corners of `rect` in tenths of a point.
fn corners(rect: model::Rect) -> [f32; 4] {
    [rect.x0, rect.y0, rect.x1, rect.y1].map(|points| (points * 10.0).round() / 10.0)
}

fn table_start(span: model::Span) -> model::Span {
    model::Span::new(span.start..span.start)
}

impl Span {
    fn until(self, end: u64) -> Self {
        Self { end, ..self }
    }
}
