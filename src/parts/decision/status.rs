//! Wording and context → [`Status`]: to be decided, decided, or noted.

use super::Context;
use super::lead::Lead;
use crate::model::{DocumentKind, Status};
use crate::parts::organ;

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

/// Weighs a clause's lead, its subject and the paper it stands in.
pub(super) fn standing(
    context: Context<'_>,
    lead: &Lead,
    subject: Option<&str>,
    noting: bool,
) -> Standing {
    let meets = context.body.map(str::to_owned);
    let own = lead.body.clone();
    let superior = subject.filter(|subject| is_above(subject, own.as_deref().or(context.body)));
    let in_minutes = decides(context.kind);

    // "Arbetsutskottets beslut: Socialnämnden godkänner planen" asks the nämnd to.
    let asked =
        lead.addressee.clone().or_else(|| superior.filter(|_| in_minutes).map(organ::canonical));
    let proposes = lead.surface == Status::Proposal || asked.is_some() && in_minutes;

    let noted = noting && !proposes;
    let surface =
        if noted && lead.surface == Status::Decision { Status::Noted } else { lead.surface };
    let status = match (in_minutes, proposes) {
        (true, true) | (false, _) => Status::Proposal,
        (true, false) if noted => Status::Noted,
        (true, false) => Status::Decision,
    };
    let body = match status {
        Status::Proposal if !in_minutes => {
            own.or_else(|| context.office.map(str::to_owned)).or_else(|| asked.clone()).or(meets)
        }
        _ => own.or(meets),
    };
    let addressee =
        asked.filter(|asked| status == Status::Proposal && body.as_ref() != Some(asked));
    Standing { status, surface, body, addressee }
}

/// True when `subject` stands above `body`.
fn is_above(subject: &str, body: Option<&str>) -> bool {
    let Some(body) = body else { return false };
    match (organ::rank(subject), organ::rank(body)) {
        (Some(subject), Some(body)) => subject > body,
        _ => false,
    }
}
