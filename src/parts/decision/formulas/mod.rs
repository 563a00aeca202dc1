//! A clause → what it does: canonical verbs, and the outcome they mean.
//!
//! A formula is data, one file each; its examples are its test.
//! Which of the verbs in a clause are operative is told in `operative.rs`, for all formulas alike.

mod anse_besvarad;
mod anta;
mod anvisa;
mod aterremittera;
mod avskriva;
mod avsla;
mod avstyrka;
mod avvisa;
mod bemyndiga;
mod besluta;
mod bevilja;
mod bevilja_ansvarsfrihet;
mod bifalla;
mod bordlagga;
mod delegera;
mod entlediga;
mod far_framstallas;
mod faststalla;
mod foresla;
mod forklara_fullgjort;
mod forlanga;
mod fortydliga;
mod godkanna;
mod hemstalla;
mod inga_avtal;
mod inratta;
mod justera_omedelbart;
mod konstatera;
mod lagga_till_handlingarna;
mod lamna_besked;
mod lamna_utan_atgard;
mod notera;
mod overlamna;
mod remittera;
mod revidera;
mod skjuta_upp;
mod tillstyrka;
mod uppdra;
mod upphor_att_galla;
mod utga;
mod utse;
mod yttra_sig;

mod matches;
mod operative;
mod sentences;
mod tokens;

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::{Action, Outcome};

use operative::Act;

/// One verb of decision, in all its forms.
#[derive(Debug)]
pub struct Formula {
    /// The canonical verb.
    pub action: Action,
    /// What became of the matter, where the verb tells.
    pub outcome: Option<Outcome>,
    /// The words, case-insensitive; a group marks the verb where it is not what comes first.
    pub pattern: &'static str,
    /// The match is void when this fits the text from the verb on; empty for never.
    unless: &'static str,
    /// What a subordinate clause after the verb holds.
    complement: Complement,
    /// Clauses in which it is the first action, and no other formula is.
    pub hits: &'static [&'static str],
    /// Clauses in which it is no action.
    pub misses: &'static [&'static str],
}

/// What a subordinate clause after a verb holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Complement {
    /// The decision itself: "besluta att …", "föreslå fullmäktige att …".
    Inner,
    /// What another shall do: "ge i uppdrag att …".
    Task,
    /// A fact or a thing: "godkänna att …".
    Fact,
}

impl Formula {
    /// What most formulas share.
    const PLAIN: Self = Self {
        action: "",
        outcome: None,
        pattern: "",
        unless: "",
        complement: Complement::Fact,
        hits: &[],
        misses: &[],
    };
}

/// Every formula, by file name. Order decides nothing.
pub static FORMULAS: [Formula; 42] = [
    anse_besvarad::FORMULA,
    anta::FORMULA,
    anvisa::FORMULA,
    aterremittera::FORMULA,
    avskriva::FORMULA,
    avsla::FORMULA,
    avstyrka::FORMULA,
    avvisa::FORMULA,
    bemyndiga::FORMULA,
    besluta::FORMULA,
    bevilja::FORMULA,
    bevilja_ansvarsfrihet::FORMULA,
    bifalla::FORMULA,
    bordlagga::FORMULA,
    delegera::FORMULA,
    entlediga::FORMULA,
    faststalla::FORMULA,
    far_framstallas::FORMULA,
    foresla::FORMULA,
    forklara_fullgjort::FORMULA,
    forlanga::FORMULA,
    fortydliga::FORMULA,
    godkanna::FORMULA,
    hemstalla::FORMULA,
    inga_avtal::FORMULA,
    inratta::FORMULA,
    justera_omedelbart::FORMULA,
    konstatera::FORMULA,
    lagga_till_handlingarna::FORMULA,
    lamna_besked::FORMULA,
    lamna_utan_atgard::FORMULA,
    notera::FORMULA,
    overlamna::FORMULA,
    remittera::FORMULA,
    revidera::FORMULA,
    skjuta_upp::FORMULA,
    tillstyrka::FORMULA,
    upphor_att_galla::FORMULA,
    uppdra::FORMULA,
    utga::FORMULA,
    utse::FORMULA,
    yttra_sig::FORMULA,
];

/// What a clause does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The canonical verbs, in order, each once. "föreslå" and "besluta" are left out when what is
    /// proposed or decided is told by another verb.
    pub actions: Vec<Action>,
    /// True when the clause proposes what another body is to decide: "föreslå fullmäktige att anta taxan".
    pub proposes: bool,
    /// What the clause would make of the matter.
    pub outcome: Option<Outcome>,
}

/// Reads the operative verbs of `clause`.
pub fn reading(clause: &str) -> Reading {
    let acts = operative::acts(clause);
    let proposes = acts.iter().any(|act| act.formula.action == "föreslå");
    let acts = told(acts);

    let mut actions: Vec<Action> = Vec::new();
    for act in &acts {
        if !actions.contains(&act.formula.action) {
            actions.push(act.formula.action);
        }
    }
    Reading { outcome: outcome_of(&acts, clause), actions, proposes }
}

/// The canonical verbs of `clause`, in order of appearance, each once.
pub fn actions(clause: &str) -> Vec<Action> {
    reading(clause).actions
}

/// What `clause` would make of the matter; only the verbs among `actions` are asked.
pub fn outcome(actions: &[Action], clause: &str) -> Option<Outcome> {
    let mut acts = told(operative::acts(clause));
    acts.retain(|act| actions.contains(&act.formula.action));
    outcome_of(&acts, clause)
}

/// True when the clause only takes note: "Informationen antecknas."
pub fn is_noting(clause: &str) -> bool {
    actions(clause) == ["notera"]
}

/// The acts without the "besluta" and "föreslå" that only lead in another act.
fn told(acts: Vec<Act>) -> Vec<Act> {
    let mut kept: Vec<Act> = Vec::new();
    for act in acts.into_iter().rev() {
        let Some(next) = kept.last() else {
            kept.push(act);
            continue;
        };
        let leads_in = act.formula.complement == Complement::Inner;
        let only_besluta = next.formula.action == "besluta" && kept.len() == 1;
        if act.formula.action == "föreslå" && only_besluta {
            kept.pop();
            kept.push(act);
        } else if !leads_in || next.after_statement {
            kept.push(act);
        }
    }
    kept.reverse();
    kept
}

/// The outcome that `acts` mean together: what ends the handling of the matter goes first.
fn outcome_of(acts: &[Act], clause: &str) -> Option<Outcome> {
    let ends = |outcome: &Outcome| {
        matches!(outcome, Outcome::Aterremiss | Outcome::Bordlaggning | Outcome::Utgar)
    };
    let outcomes: Vec<Outcome> = acts.iter().filter_map(outcome_of_act).collect();
    let outcome = outcomes.iter().copied().find(ends).or_else(|| outcomes.first().copied())?;

    let is_changed = outcome == Outcome::Bifall && WITH_CHANGES.is_match(clause);
    Some(if is_changed { Outcome::Andrat } else { outcome })
}

/// What one verb means for the matter: not to approve is to refuse, other denials tell nothing.
fn outcome_of_act(act: &Act) -> Option<Outcome> {
    match act.formula.outcome {
        Some(Outcome::Bifall) if act.denied => Some(Outcome::Avslag),
        _ if act.denied => None,
        outcome => outcome,
    }
}

/// "med följande ändringar", "med det tillägget".
static WITH_CHANGES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)\bmed\s+(?:(?:följande|de|den|det|dessa|denna|nedanstående|föreslagna|smärre|vissa|en|ett)\s+){0,3}(?:redaktionella\s+)?(?:ändring(?:en|ar|arna)?|tillägg(?:et|en)?|justering(?:en|ar|arna)?|komplettering(?:en|ar)?)\b",
    )
    .expect("a constant pattern")
});

#[cfg(test)]
mod cases;
