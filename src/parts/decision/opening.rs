//! A row → whether a block opens there: a heading, or a formula in the text.

use std::ops::Range;
use std::sync::LazyLock;

use super::Context;
use super::block;
use super::lead::{self, Lead};
use super::moved;
use super::status::decides;
use crate::model::{DocumentKind, Span, Status};
use crate::parts::fold::Folded;
use crate::parts::outline::{Row, Section};
use crate::parts::{misread, organ, writer};
use crate::swedish::Pattern;

/// What stands at a row.
pub(super) enum Seen {
    /// Nothing that opens a decision.
    Nothing,
    /// Words that open decisions, but of another body, another time, or a member's motion.
    SetAside(Span),
    /// A block opens.
    Opening(Box<Opening>),
}

/// Where a block opens.
pub(super) struct Opening {
    /// Heading or formula.
    pub(super) rows: Range<usize>,
    /// What it says.
    pub(super) lead: Lead,
    /// True when a heading opened it: any sentence under it is a clause.
    pub(super) strong: bool,
    /// What is left of the formula's paragraph: the first clause.
    pub(super) rest: Option<(Folded, usize)>,
}

/// What stands at row `at`, under a heading that opened `section`.
pub(super) fn opening(
    rows: &[Row],
    context: Context<'_>,
    at: usize,
    section: Option<Section>,
) -> Seen {
    let row = &rows[at];
    match row.section {
        // "Kst 19.2.2019 § 17" and the heading below it tell of an earlier meeting.
        Some(head)
            if section == Some(Section::Tidigare)
                && row.line.gap == 0
                && !(head == Section::Forslag && is_for_own_body(rows, context, at)) =>
        {
            Seen::Nothing
        }
        Some(Section::Beslut) => Seen::Opening(Box::new(heading(rows, at, Status::Decision))),
        Some(Section::Forslag) => Seen::Opening(Box::new(heading(rows, at, Status::Proposal))),
        Some(_) => Seen::Nothing,
        None if row.text().contains('\t') => Seen::Nothing,
        None => formula(rows, context, at, section),
    }
}

/// "Kommunfullmäktige godkänner …" below the heading, where Kommunfullmäktige meets: what it is to decide now.
fn is_for_own_body(rows: &[Row], context: Context<'_>, at: usize) -> bool {
    let below = rows.get(at + 1).map(Row::text).unwrap_or_default();
    let subject = organ::organ_at_start(below).map(|end| organ::canonical(&below[..end]));
    subject.is_some() && subject.as_deref() == context.body
}

fn heading(rows: &[Row], at: usize, surface: Status) -> Opening {
    let text = rows[at].text();
    let mut lead = Lead {
        body: None,
        proposer: None,
        addressee: None,
        chain: Vec::new(),
        surface,
        normalized: if surface == Status::Proposal { "förslag till beslut" } else { "beslut" },
        rule: "heading",
        length: text.len(),
        is_provenance: false,
    };
    name_bodies(text, &mut lead);
    Opening { rows: at..at + 1, lead, strong: true, rest: None }
}

/// A formula at the head of a paragraph.
fn formula(rows: &[Row], context: Context<'_>, at: usize, section: Option<Section>) -> Seen {
    if let Some(opening) = misread_formula(rows, context, at, section) {
        return opening;
    }
    if let Some(opening) = motion(rows, context, at) {
        return Seen::Opening(Box::new(opening));
    }
    if !may_open(rows[at].text()) {
        return Seen::Nothing;
    }
    // A long formula goes on over lines.
    let mut folded = Folded::new([&rows[at].line]);
    let mut end = at + 1;
    while end < rows.len() && end < at + 6 && goes_on(rows, context, end, &folded.text) {
        folded.push(&rows[end].line);
        end += 1;
    }
    let Some(lead) = lead::lead(&folded.text) else { return Seen::Nothing };
    if lead.is_provenance || lead.rule == "for-body" {
        return Seen::Nothing;
    }
    let listed = rows.get(end).is_some_and(|next| block::opens_att(next.text()));
    if !is_formula(context, &folded.text, &lead, section, listed) {
        return Seen::SetAside(folded.span_of(0..lead.length));
    }
    let rest = folded.text[lead.length..].trim_start_matches([' ', ':']);
    let from = folded.text.len() - rest.len();
    // The first clause may stand on the formula's own lines.
    let rest = (!rest.is_empty()).then_some((folded, from));
    Seen::Opening(Box::new(Opening { rows: at..end, lead, strong: false, rest }))
}

/// What the members who signed a motion ask for.
fn motion(rows: &[Row], context: Context<'_>, at: usize) -> Option<Opening> {
    context.writer.filter(|writer| writer.ends_with("(motion)"))?;
    // Where the paragraph begins.
    let goes_on_above = at > 0 && rows[at].line.gap == 0 && rows[at - 1].section.is_none();
    let above = if goes_on_above { rows[at - 1].text() } else { "." };
    if !above.ends_with(['.', '!', '?', ':']) && above.chars().count() > 40 {
        return None;
    }
    let mut folded = Folded::new([&rows[at].line]);
    let mut end = at + 1;
    while end < rows.len() && end < at + 6 && goes_on(rows, context, end, &folded.text) {
        folded.push(&rows[end].line);
        end += 1;
    }
    let listed = rows.get(end).is_some_and(|next| block::opens_item(next.text()));
    let lead = moved::lead(&folded.text, listed)?;
    let rest = folded.text[lead.length..].trim_start_matches([' ', ':']);
    let from = folded.text.len() - rest.len();
    let rest = (!rest.is_empty()).then_some((folded, from));
    Some(Opening { rows: at..end, lead, strong: false, rest })
}

/// "Direktioien beslutar" alone, and att-lines below it.
fn misread_formula(
    rows: &[Row],
    context: Context<'_>,
    at: usize,
    section: Option<Section>,
) -> Option<Seen> {
    let text = rows[at].text();
    if !rows.get(at + 1).is_some_and(|next| block::opens_att(next.text())) {
        return None;
    }
    let mended = misread::mended(text)?;
    let mut lead = lead::lead(&mended)?;
    let is_whole = mended[lead.length..].trim_matches([' ', ':']).is_empty();
    if !is_whole || !is_formula(context, &mended, &lead, section, true) {
        return None;
    }
    lead.length = text.len();
    Some(Seen::Opening(Box::new(Opening { rows: at..at + 1, lead, strong: false, rest: None })))
}

fn goes_on(rows: &[Row], context: Context<'_>, row: usize, said: &str) -> bool {
    let next = &rows[row];
    let ended = said.ends_with(['.', ':', '!', '?']);
    next.line.gap == 0
        && next.section.is_none()
        && !ended
        && !context.agenda.begins_at(row)
        && !block::opens_item(next.text())
}

/// In prose only the forms that open a decision count: the formula alone on its lines, or with its att-clause.
fn is_formula(
    context: Context<'_>,
    text: &str,
    lead: &Lead,
    section: Option<Section>,
    listed: bool,
) -> bool {
    let rest = text[lead.length..].trim_start();
    let alone = rest.trim_matches([':', ' ', '.']).is_empty();
    let with_att = ["att ", ": att ", ":", "dels att "].iter().any(|att| rest.starts_with(att));
    let minutes = decides(context.kind);
    let told =
        matches!(section, Some(Section::Bakgrund | Section::Underlag | Section::Expediering));
    let past = is_past(&text[..lead.length]);
    // A formula on lines of its own, with att-lines below it, is never prose.
    let of_use = lead.rule != "proposes-to" || has_paper_proposals(context);
    if alone && listed && of_use && (!past || minutes) && section != Some(Section::Tidigare) {
        return true;
    }
    if section.is_some_and(tells_of_others) {
        return false;
    }
    match lead.rule {
        "proposed-to-decide" => alone || with_att,
        _ if past => minutes && !told && (alone || with_att),
        _ if told => alone && (text.trim_end().ends_with(':') || has_paper_proposals(context)),
        "decides" => alone || with_att && (minutes || has_paper_proposals(context)),
        _ => alone || with_att && (minutes || has_paper_proposals(context)),
    }
}

fn has_paper_proposals(context: Context<'_>) -> bool {
    use DocumentKind as K;
    matches!(
        context.kind,
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

/// Who is named in a heading: "Arbetsutskottets beslut", "Kommunstyrelsens förslag till kommunfullmäktige",
/// "Förslag till beslut i nämnden".
fn name_bodies(heading: &str, lead: &mut Lead) {
    let heading = heading.split(" under förutsättning").next().unwrap_or(heading);
    if let Some(company) = heading
        .find("styrelsen för ")
        .and_then(|at| writer::company_board(heading[at..].trim_end_matches(':')))
    {
        match lead.surface {
            Status::Proposal => lead.addressee = Some(company),
            _ => lead.body = Some(company),
        }
        return;
    }
    let names = organ::organs(heading);
    let Some(first) = names.first() else { return };
    let owner = first.start == 0 && heading[..first.end].ends_with('s');
    let name = |range: &Range<usize>| organ::canonical(&heading[range.clone()]);
    if owner {
        lead.body = Some(name(first));
        lead.proposer = lead.body.clone().filter(|_| lead.surface == Status::Proposal);
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
        S::Yrkande
            | S::Beslutsgang
            | S::Omrostning
            | S::Tidigare
            | S::Anteckning
            | S::Reservation
            | S::Jav
    )
}

/// A cheap look before the formula is read.
fn may_open(text: &str) -> bool {
    static STEMS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new("BESLUT|[Ff]öresl|försl|[Bb]eslut|beslö|tillstyrk|hemställ|rekommend")
            .expect("a constant pattern")
    });
    text.starts_with(char::is_uppercase) && STEMS.is_match(text)
}

fn is_past(formula: &str) -> bool {
    ["beslutade", "beslöt", "har beslutat", "fattade"].iter().any(|verb| formula.contains(verb))
}
