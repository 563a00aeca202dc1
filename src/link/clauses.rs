//! Proposed and decided clauses, side by side.

use serde::Serialize;

use super::act::{Att, Paragraph};
use super::words::{Bag, Run, clause_bag, diff, likeness};
use crate::record::v1::{Amount, Outcome};

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Decided as proposed; another grammatical form of the same words is no change.
    Unchanged,
    /// Decided with other words, other amounts, more or fewer clauses.
    Changed,
    /// *Återremiss*.
    SentBack,
    /// *Bordläggning*.
    Postponed,
    /// Voted down.
    Rejected,
    /// *Utgår*: taken from the agenda.
    Withdrawn,
    /// The item was decided, and nothing of the proposal stands in the decision.
    Otherwise,
    /// No decision was found.
    NoDecisionFound,
}

/// What became of one clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The same words.
    Same,
    /// The same words in another grammatical form.
    Recast,
    /// Other words.
    Changed,
    /// Proposed and not decided.
    LeftOut,
    /// Decided and not proposed.
    Added,
}

/// A proposed clause and the decided one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// What became of it.
    pub change: Change,
    /// As proposed.
    pub proposed: Option<String>,
    /// As decided.
    pub decided: Option<String>,
    /// How much of the words agrees, 0 to 1.
    pub likeness: f64,
    /// Word by word, where it was changed.
    pub diff: Vec<Run>,
    /// Amounts that only the proposal has.
    pub amounts_before: Vec<Amount>,
    /// Amounts that only the decision has.
    pub amounts_after: Vec<Amount>,
}

/// Clauses that agree by less are two clauses.
const ALIKE: f64 = 0.5;

const GRANTS: [&str; 8] = [
    "godkänna",
    "fastställa",
    "anta",
    "bevilja",
    "bifalla",
    "tillstyrka",
    "anvisa",
    "bevilja ansvarsfrihet",
];
const REFUSES: [&str; 2] = ["avslå", "avstyrka"];

/// Acts upon the paragraph or the matter, which nobody proposes beforehand.
const FORMAL: [&str; 4] = ["justera omedelbart", "återremittera", "bordlägga", "utgå"];

/// Words of a decision that only points to the proposal.
const POINTING: [&str; 13] = [
    "enligt",
    "i",
    "enlighet",
    "med",
    "förslag",
    "förslaget",
    "beslutsförslaget",
    "bifalla",
    "bifalls",
    "godkänna",
    "godkänns",
    "beslut",
    "besluta",
];

/// One clause that refuses what the other grants.
fn is_opposed(one: &Att, other: &Att) -> bool {
    // An answered motion is not granted, nor is a granted one answered.
    let answers = |att: &Att| att.does(&["anse besvarad"]);
    let grants = |att: &Att| att.does(&GRANTS);
    let refuses = |att: &Att| att.does(&REFUSES) || (answers(att) && !grants(att));
    let against = |left: &Att, right: &Att| refuses(left) && grants(right) && !refuses(right);
    against(one, other) || against(other, one)
}

/// True for "Enligt förslaget." and its like.
fn is_pointing(att: &Att) -> bool {
    let words = clause_bag(&att.text);
    let known: Bag = clause_bag(&POINTING.join(" "));
    let points =
        words.keys().any(|word| word.starts_with("förslag") || word.starts_with("beslutsförslag"));
    points && words.keys().all(|word| known.contains_key(word))
}

/// The pairs of clauses, proposed ones first and in order.
///
/// `siblings` are clauses of the same item that other blocks propose, and `beside` are clauses of
/// other paragraphs in the same matter; neither counts as added.
pub(super) fn pairs(
    asked: &[Att],
    paragraph: &Paragraph,
    beside: &[&Att],
    siblings: &[&Att],
) -> Vec<Pair> {
    let decided: Vec<&Att> = paragraph.atts.iter().chain(beside.iter().copied()).collect();
    let subject = paragraph.paper.body.as_deref();
    let bags = |atts: &mut dyn Iterator<Item = &Att>| -> Vec<Bag> {
        atts.map(|att| clause_bag(without_subject(&att.text, subject))).collect()
    };
    let (from, to) = (bags(&mut asked.iter()), bags(&mut decided.iter().copied()));
    let mut likes: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in asked.iter().enumerate() {
        for (j, other) in decided.iter().enumerate() {
            let like = likeness(&from[i], &to[j]);
            if like >= ALIKE && !is_opposed(one, other) {
                likes.push((like, i, j));
            }
        }
    }
    likes.sort_by(|one, other| {
        other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    let mut partner: Vec<Option<(usize, f64)>> = vec![None; asked.len()];
    let mut is_taken = vec![false; decided.len()];
    for (like, i, j) in likes {
        if partner[i].is_none() && !is_taken[j] {
            (partner[i], is_taken[j]) = (Some((j, like)), true);
        }
    }
    let mut pairs: Vec<Pair> = Vec::new();
    for (i, one) in asked.iter().enumerate() {
        pairs.push(match partner[i] {
            Some((j, like)) => pair(one, decided[j], from[i] == to[j], like),
            None => lone(Change::LeftOut, Some(&one.text), None, &one.amounts),
        });
    }
    let sibling_bags = bags(&mut siblings.iter().copied());
    for (j, other) in paragraph.atts.iter().enumerate() {
        let is_asked_beside = sibling_bags.iter().any(|bag| likeness(bag, &to[j]) >= ALIKE);
        if !is_taken[j] && !is_asked_beside && !other.does(&FORMAL[..1]) && !is_pointing(other) {
            pairs.push(lone(Change::Added, None, Some(&other.text), &other.amounts));
        }
    }
    pairs
}

fn lone(change: Change, proposed: Option<&str>, decided: Option<&str>, amounts: &[Amount]) -> Pair {
    let is_before = proposed.is_some();
    Pair {
        change,
        proposed: proposed.map(str::to_owned),
        decided: decided.map(str::to_owned),
        likeness: 0.0,
        diff: Vec::new(),
        amounts_before: if is_before { amounts.to_vec() } else { Vec::new() },
        amounts_after: if is_before { Vec::new() } else { amounts.to_vec() },
    }
}

fn pair(one: &Att, other: &Att, is_same_bag: bool, like: f64) -> Pair {
    let runs = diff(&one.text, &other.text);
    let is_same = runs.iter().all(|run| run.kind == super::words::RunKind::Same);
    let change = match (is_same, is_same_bag) {
        (true, _) => Change::Same,
        (_, true) => Change::Recast,
        _ => Change::Changed,
    };
    let only_in = |here: &[Amount], there: &[Amount]| -> Vec<Amount> {
        let is_there = |amount: &Amount| {
            there.iter().any(|other| match (amount.sek, other.sek) {
                (Some(one), Some(other)) => one == other,
                _ => amount.text == other.text,
            })
        };
        here.iter().filter(|amount| !is_there(amount)).cloned().collect()
    };
    Pair {
        change,
        proposed: Some(one.text.clone()),
        decided: Some(other.text.clone()),
        likeness: (like * 1000.0).round() / 1000.0,
        diff: if change == Change::Changed { runs } else { Vec::new() },
        amounts_before: only_in(&one.amounts, &other.amounts),
        amounts_after: only_in(&other.amounts, &one.amounts),
    }
}

/// The clause without the body that decides it, where it begins with that: "Kommunfullmäktige godkänner …".
fn without_subject<'t>(text: &'t str, body: Option<&str>) -> &'t str {
    let Some(body) = body else { return text };
    let rest = text.get(..body.len()).filter(|head| head.eq_ignore_ascii_case(body));
    match rest.map(|_| &text[body.len()..]) {
        Some(rest) if rest.starts_with(' ') => rest.trim_start(),
        _ => text,
    }
}

/// What became of the proposal as a whole.
pub(super) fn verdict(asked: &[Att], paragraph: &Paragraph, pairs: &[Pair]) -> Verdict {
    let has = |change: Change| pairs.iter().any(|pair| pair.change == change);
    let is_paired = has(Change::Same) || has(Change::Recast) || has(Change::Changed);
    if is_paired && !has(Change::Changed) && !has(Change::LeftOut) && !has(Change::Added) {
        return Verdict::Unchanged;
    }
    let n_put_off = |action: &str| paragraph.atts.iter().any(|att| att.does(&[action]));
    match paragraph.outcome {
        Some(Outcome::Aterremiss) => return Verdict::SentBack,
        Some(Outcome::Bordlaggning) => return Verdict::Postponed,
        Some(Outcome::Utgar) => return Verdict::Withdrawn,
        _ if is_paired => return Verdict::Changed,
        _ => {}
    }
    if n_put_off(FORMAL[1]) {
        Verdict::SentBack
    } else if n_put_off(FORMAL[2]) {
        Verdict::Postponed
    } else if paragraph.atts.iter().any(is_pointing) {
        Verdict::Unchanged
    } else if asked.iter().any(|one| paragraph.atts.iter().any(|other| is_opposed(one, other)))
        || (paragraph.outcome == Some(Outcome::Avslag)
            && !asked.iter().any(|att| att.does(&REFUSES)))
    {
        Verdict::Rejected
    } else {
        Verdict::Otherwise
    }
}
