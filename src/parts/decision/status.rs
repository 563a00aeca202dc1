//! Wording and context → [`Status`]: to be decided, decided, or noted.

use super::Context;
use super::lead::Lead;
use crate::model::{Action, DocumentKind, Status};
use crate::parts::organ::{self, Rank};

/// What a clause is, in context and by wording, and who has to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// In context.
    pub(super) status: Status,
    /// By wording.
    pub(super) surface: Status,
    /// Who decides or proposes.
    pub(super) body: Option<String>,
    /// Who is to decide, when it is another body.
    pub(super) addressee: Option<String>,
}

/// True for papers in which a body tells what it has decided.
pub(super) fn decides(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::Protokoll | DocumentKind::Protokollsutdrag | DocumentKind::Minnesanteckningar
    )
}

/// True when a clause with these actions only takes note.
pub(super) fn is_noting(actions: &[Action]) -> bool {
    const NOTING: [Action; 2] = ["notera", "lägga till handlingarna"];
    !actions.is_empty() && actions.iter().all(|action| NOTING.contains(action))
}

/// Weighs a clause's lead, its subject and the paper it stands in; `before` is who the clause before it was put to.
pub(super) fn standing(
    context: Context<'_>,
    lead: &Lead,
    subject: Option<&str>,
    before: Option<&str>,
    noting: bool,
) -> Standing {
    let known = || {
        let full = context.full_names.iter().map(String::as_str);
        context.body.into_iter().chain(context.writer).chain(full)
    };
    let full = |name: String| organ::in_full(name, known());
    let meets = context.body.map(str::to_owned);
    let own = lead.body.clone().map(&full).map(|own| of_owner(own, context.body, context.writer));
    let in_minutes = decides(context.kind);
    let asked = lead.addressee.clone().or_else(|| {
        // Motions are put to the assembly.
        let motion = context.writer.filter(|writer| writer.ends_with("(motion)"));
        let assembly = context.body.filter(|body| organ::rank(body) == Some(Rank::Assembly));
        motion.map(|_| assembly.unwrap_or("Kommunfullmäktige").to_owned())
    });

    // "Arbetsutskottets beslut: Socialnämnden godkänner planen" asks the nämnd to.
    let superior = subject.filter(|subject| is_above(subject, own.as_deref().or(context.body)));
    let asked_in_minutes = asked.clone().or_else(|| superior.map(organ::canonical));
    let proposes = lead.surface == Status::Proposal || in_minutes && asked_in_minutes.is_some();

    let noted = noting && !proposes;
    let surface =
        if noted && lead.surface == Status::Decision { Status::Noted } else { lead.surface };
    let status = match (in_minutes, proposes) {
        (true, true) | (false, _) => Status::Proposal,
        (true, false) if noted => Status::Noted,
        (true, false) => Status::Decision,
    };

    let proposer = lead
        .proposer
        .clone()
        .map(&full)
        .map(|own| of_owner(own, context.body, context.writer))
        .or_else(|| context.writer.map(str::to_owned));
    // "Direktionen föreslås besluta" names who is to decide and nobody that proposes.
    let names_nobody = lead.proposer.is_none() && lead.rule == "proposed-to-decide";
    let (body, asked) = match proposer.filter(|_| !in_minutes && !names_nobody) {
        // What an office, a committee or a party puts to a body.
        Some(proposer) => {
            let other = |name: &String| *name != proposer;
            let decider = own.filter(other).or_else(|| subject.map(organ::canonical).filter(other));
            let asked = asked.filter(other).or(decider).or_else(|| before.map(str::to_owned));
            let asked = asked.or_else(|| meets.filter(other));
            (Some(proposer), asked)
        }
        None if in_minutes => {
            let acting = || subject.map(organ::canonical);
            (own.or(meets).or_else(acting), asked_in_minutes)
        }
        None => {
            let body = own.or_else(|| meets.clone()).or_else(|| asked.clone());
            let above = meets.filter(|meets| is_above(meets, body.as_deref()));
            (body, asked.or(above))
        }
    };
    let addressee =
        asked.filter(|asked| status == Status::Proposal && body.as_ref() != Some(asked));
    Standing { status, surface, body, addressee }
}

/// The board of the company whose chief writes; the presidium that puts matters to an assembly is the assembly's own.
fn of_owner(name: String, meets: Option<&str>, writer: Option<&str>) -> String {
    if let Some(company) = writer.and_then(|writer| writer.strip_suffix(", vd"))
        && name == "Styrelsen"
    {
        return format!("{company}, styrelsen");
    }
    match meets {
        Some(meets) if name == "Presidiet" && organ::rank(meets) == Some(Rank::Assembly) => {
            format!("{meets}s presidium")
        }
        _ => name,
    }
}

/// True when `subject` stands above `body`.
fn is_above(subject: &str, body: Option<&str>) -> bool {
    let Some(body) = body else { return false };
    match (organ::rank(subject), organ::rank(body)) {
        (Some(subject), Some(body)) => subject > body,
        _ => false,
    }
}
