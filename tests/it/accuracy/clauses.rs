//! Clauses of the record against clauses of the gold.

use std::collections::BTreeSet;

use attsats::record::v1::{self, Decision, Record, Status};

use super::gold::{Clause, Gold};
use super::keys::{body_key, clause_key, n_letters, overlap, pairs, share_of_length};
use super::score::word;
use super::tally::Tally;

/// A clause that was read, and the decision it stands in.
struct Read<'a> {
    clause: &'a v1::Clause,
    decision: &'a Decision,
    key: String,
}

/// The clauses of gold and record, and which is which.
struct Paired<'a> {
    paper: &'a str,
    gold: &'a [Clause],
    read: Vec<Read<'a>>,
    /// Parts of a clause that may as well be read as several: neither right nor wrong.
    dropped: BTreeSet<usize>,
}

pub(super) fn score(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    let clauses = &gold.decision_clauses;
    let read = read(gold, record);
    let keys: Vec<Vec<String>> =
        clauses.iter().map(|clause| clause.texts().map(clause_key).collect()).collect();

    // The same to the letter.
    let exact = pairs(&keys, &read, |keys, read| keys.contains(&read.key));
    let dropped = dropped(clauses, &read, &exact);

    // Much the same.
    let is_left = |i: &usize| exact.iter().all(|pair| pair.0 != *i);
    let is_free = |j: &usize| exact.iter().all(|pair| pair.1 != *j) && !dropped.contains(j);
    let left: Vec<usize> = (0..keys.len()).filter(is_left).collect();
    let free: Vec<usize> = (0..read.len()).filter(is_free).collect();
    let loose = pairs(&left, &free, |i, j| keys[*i].iter().any(|key| is_near(key, &read[*j].key)));
    let mut relaxed = exact.clone();
    relaxed.extend(loose.into_iter().map(|(i, j)| (left[i], free[j])));

    let paired = Paired { paper, gold: clauses, read, dropped };
    let of_status = |i: usize, j: usize| clauses[i].may_be(&word(&paired.read[j].clause.status));
    let with_status: Vec<_> = exact.iter().copied().filter(|(i, j)| of_status(*i, *j)).collect();
    paired.count("clauses, strict text + status", &exact, &with_status, tally);
    paired.count("clauses, strict text", &exact, &exact, tally);
    paired.count("clauses, relaxed text", &relaxed, &relaxed, tally);
    paired.count_formal(&exact, &with_status, tally);
    for (i, j) in &relaxed {
        paired.compare(&clauses[*i], &paired.read[*j], tally);
    }
    paired.count_traps(gold, &relaxed, tally);
}

fn read<'a>(gold: &Gold, record: &'a Record) -> Vec<Read<'a>> {
    let all = record
        .decisions
        .iter()
        .flat_map(|decision| decision.clauses.iter().map(move |clause| (decision, clause)));
    all.filter(|(_, clause)| clause.status != Status::Reported && gold.covers(clause.span.line))
        .map(|(decision, clause)| Read { clause, decision, key: clause_key(&clause.text) })
        .collect()
}

fn dropped(clauses: &[Clause], read: &[Read<'_>], exact: &[(usize, usize)]) -> BTreeSet<usize> {
    let parts: BTreeSet<String> =
        clauses.iter().flat_map(|clause| &clause.alt_split).map(|part| clause_key(part)).collect();
    let is_free = |j: &usize| exact.iter().all(|pair| pair.1 != *j);
    (0..read.len()).filter(is_free).filter(|j| parts.contains(&read[*j].key)).collect()
}

fn is_near(a: &str, b: &str) -> bool {
    let is_within = || a.contains(b) || b.contains(a);
    overlap(a, b) >= 0.6 || (n_letters(a) > 20 && is_within() && share_of_length(a, b) > 0.5)
}

impl Paired<'_> {
    /// Counts `good` of `pairs`; an optional clause is neither missed nor wrong.
    fn count(
        &self,
        layer: &'static str,
        pairs: &[(usize, usize)],
        good: &[(usize, usize)],
        tally: &mut Tally,
    ) {
        let (found, missed, used) = self.outcome(pairs, good, &|_| true);
        let is_spurious = |j: &usize| !used.contains(j) && !self.dropped.contains(j);
        let spurious = (0..self.read.len()).filter(is_spurious);
        let spurious = spurious.map(|j| self.read[j].clause.text.clone()).collect();
        tally.count(layer, self.paper, found, missed, spurious);
    }

    fn count_formal(&self, pairs: &[(usize, usize)], good: &[(usize, usize)], tally: &mut Tally) {
        let (found, missed, _) = self.outcome(pairs, good, &Clause::is_formal);
        tally.count("clauses, formal only (recall)", self.paper, found, missed, Vec::new());
    }

    /// How many were found, which were missed, and which of the read ones are accounted for.
    fn outcome(
        &self,
        pairs: &[(usize, usize)],
        good: &[(usize, usize)],
        counts: &dyn Fn(&Clause) -> bool,
    ) -> (usize, Vec<String>, BTreeSet<usize>) {
        let is_good = |pair: &&(usize, usize)| good.contains(pair) || self.gold[pair.0].optional;
        let good: Vec<(usize, usize)> = pairs.iter().filter(is_good).copied().collect();
        let must = |clause: &Clause| counts(clause) && !clause.optional;
        let found = good.iter().filter(|(i, _)| must(&self.gold[*i])).count();
        let is_missed = |i: &usize| must(&self.gold[*i]) && good.iter().all(|pair| pair.0 != *i);
        let missed = (0..self.gold.len()).filter(is_missed);
        let missed = missed.map(|i| self.gold[i].text().to_owned()).collect();
        (found, missed, good.iter().map(|pair| pair.1).collect())
    }

    /// What is said of a clause that was found.
    fn compare(&self, gold: &Clause, read: &Read<'_>, tally: &mut Tally) {
        let Read { clause, decision, .. } = read;
        let told = |what: String| move || format!("{what}: {}", gold.text());
        let status = word(&clause.status);
        tally.case("status", self.paper, gold.may_be(&status), told(format!("is not {status}")));
        if let Some(wanted) = &gold.surface_kind {
            let surface = word(&clause.surface_status);
            let right = *wanted == surface || gold.surface_kind_alt.contains(&surface);
            tally.case("surface_status", self.paper, right, told(format!("is not {surface}")));
        }
        let body = decision.body.as_deref();
        if let Some(wanted) = gold.body.as_deref().filter(|body| !body.is_empty()) {
            let right = body_key(Some(wanted)) == body_key(body);
            tally.case("body", self.paper, right, told(format!("{wanted} is not {body:?}")));
        }
        let addressee = decision.addressee.as_deref();
        let wanted = gold.addressee.as_deref();
        let is_own = body_key(gold.body.as_deref()) == body_key(wanted);
        let right = body_key(wanted) == body_key(addressee)
            || (addressee.is_none_or(str::is_empty) && is_own);
        let what = format!("{wanted:?} is not {addressee:?}");
        tally.case("addressee", self.paper, right, told(what));
        let is_number = |item: &&str| !item.is_empty() && item.chars().all(|c| c.is_ascii_digit());
        if let Some(wanted) = gold.agenda_item.as_deref().filter(is_number) {
            let item = decision.agenda_item.as_deref();
            let what = format!("{wanted} is not {item:?}");
            tally.case("agenda item of clause", self.paper, item == Some(wanted), told(what));
        }
        compare_actions(gold, clause, tally);
    }

    /// A trap is avoided when no spurious clause is like it.
    fn count_traps(&self, gold: &Gold, relaxed: &[(usize, usize)], tally: &mut Tally) {
        let is_spurious =
            |j: &usize| relaxed.iter().all(|pair| pair.1 != *j) && !self.dropped.contains(j);
        let spurious: Vec<&str> =
            (0..self.read.len()).filter(is_spurious).map(|j| self.read[j].key.as_str()).collect();
        for trap in &gold.negatives {
            if n_letters(&trap.text) <= 8 || trap.lenient {
                continue;
            }
            let key = clause_key(&trap.text);
            let is_within = |other: &str| key.contains(other) || other.contains(key.as_str());
            let is_it = |other: &&str| {
                key == **other
                    || (n_letters(&key) > 15
                        && is_within(other)
                        && share_of_length(&key, other) > 0.5)
            };
            let avoided = !spurious.iter().any(is_it);
            tally.case("traps avoided", self.paper, avoided, || trap.text.clone());
        }
    }
}

fn compare_actions(gold: &Clause, clause: &v1::Clause, tally: &mut Tally) {
    let wanted: BTreeSet<&str> = gold.actions().collect();
    if wanted.is_empty() {
        return;
    }
    let read: BTreeSet<&str> = clause.actions.iter().map(String::as_str).collect();
    let is_as_good = |verb: &str| gold.actions_alt.iter().any(|other| other == verb);
    let counted: BTreeSet<&str> =
        read.iter().copied().filter(|verb| wanted.contains(verb) || !is_as_good(verb)).collect();
    let n_right = wanted.intersection(&counted).count();
    let is_other_reading = n_right == 0 && read.iter().any(|verb| is_as_good(verb));
    let f1 = 2.0 * n_right as f64 / (wanted.len() + counted.len()) as f64;
    tally.part("actions (set F1)", if is_other_reading { 1.0 } else { f1 });
}
