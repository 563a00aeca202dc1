//! One paper's record against its gold.

use attsats::record::v1::{AgendaItem, Record};
use serde::Serialize;

use super::clauses;
use super::gold::{Gold, Item};
use super::keys::{
    beyond, body_key, counted, dnr_key, fold, n_common, number_key, pairs, similar, title_key,
};
use super::tables;
use super::tally::Tally;

/// Kinds that may all be called something else.
const OTHER: [&str; 6] =
    ["övrigt", "okänd", "interpellation", "valärende", "revisionsrapport", "revisionsberättelse"];

/// Adds to `tally` how well `record` says what `gold` says.
pub(super) fn score(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    tally.n_papers += 1;
    clauses::score(paper, gold, record, tally);
    agenda(paper, gold, record, tally);
    tables::score(paper, gold, record, tally);
    header(paper, gold, record, tally);
    votes(paper, gold, record, tally);
    attendance(paper, gold, record, tally);
}

/// The word that a value of a closed vocabulary has in the record.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => panic!("not a word: {other:?}"),
    }
}

fn agenda(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    let is_told = |item: &&Item| !item.number().is_empty() || !item.title().is_empty();
    let mut items: Vec<&Item> = gold.agenda_items.iter().filter(is_told).collect();
    items.sort_by_key(|item| item.toc_only);
    let read: Vec<&AgendaItem> =
        record.agenda.iter().filter(|item| gold.covers(item.span.line)).collect();

    let number_of = |item: &AgendaItem| number_key(item.number.as_deref().unwrap_or_default());
    let likeness =
        |item: &Item, read: &AgendaItem| similar(&title_key(item.title()), &title_key(&read.title));
    let strict = pairs(&items, &read, |item, read| {
        number_key(item.number()) == number_of(read) && likeness(item, read) >= 0.97
    });
    let relaxed = pairs(&items, &read, |item, read| {
        let number = number_key(item.number());
        (!number.is_empty() && number == number_of(read)) || likeness(item, read) >= 0.85
    });

    for (layer, pairs) in [("agenda, number + title", &strict), ("agenda, relaxed", &relaxed)] {
        let found = pairs.iter().filter(|(i, _)| !items[*i].optional).count();
        let is_missed = |i: &usize| !items[*i].optional && pairs.iter().all(|pair| pair.0 != *i);
        let missed = (0..items.len()).filter(is_missed);
        let is_spurious = |j: &usize| pairs.iter().all(|pair| pair.1 != *j);
        let spurious = (0..read.len()).filter(is_spurious);
        let missed = missed.map(|i| format!("{} {}", items[i].number(), items[i].title()));
        let spurious = spurious.map(|j| format!("{} {}", number_of(read[j]), read[j].title));
        tally.count(layer, paper, found, missed.collect(), spurious.collect());
    }
    for (i, j) in relaxed {
        let wanted = items[i].diarienummer.as_ref().map(|dnr| dnr_key(dnr.as_str()));
        let read = dnr_key(read[j].dnr.as_deref().unwrap_or_default());
        if let Some(wanted) = wanted {
            let told = || format!("{wanted} is not {read}");
            tally.case("diarienummer", paper, wanted == read, told);
        }
    }
}

fn header(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    let meeting = record.meetings.first();
    if let Some(wanted) = &gold.doc_type {
        let kind = word(&record.kind);
        let is_other = wanted == "övrigt" && OTHER.contains(&kind.as_str());
        let right = *wanted == kind || gold.doc_type_alt.contains(&kind) || is_other;
        tally.case("document kind", paper, right, || format!("{wanted} is not {kind}"));
    }
    if let Some(wanted) = gold.meeting_date() {
        let date = meeting.and_then(|meeting| meeting.date.as_deref());
        let told = || format!("{wanted} is not {date:?}");
        tally.case("meeting date", paper, date == Some(wanted), told);
    }
    if let Some(wanted) = &gold.organization {
        let own = record.organization.as_deref();
        let name = own.or_else(|| meeting.and_then(|meeting| meeting.organization.as_deref()));
        let key = fold(name.unwrap_or_default()).to_lowercase();
        let is_it = |wanted: &String| similar(&fold(wanted).to_lowercase(), &key) >= 0.9;
        let right = is_it(wanted) || gold.organization_alt.iter().any(is_it);
        tally.case("organization", paper, right, || format!("{wanted} is not {name:?}"));
    }
    if let Some(wanted) = &gold.body {
        let own = record.body.as_deref();
        let name = own.or_else(|| meeting.and_then(|meeting| meeting.body.as_deref()));
        let is_it = |wanted: &String| body_key(Some(wanted)) == body_key(name);
        let right = is_it(wanted) || gold.body_alt.iter().any(is_it);
        tally.case("meeting body", paper, right, || format!("{wanted} is not {name:?}"));
    }
}

fn votes(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    let read: Vec<(u32, u32)> = record
        .decisions
        .iter()
        .flat_map(|decision| &decision.votes)
        .map(|vote| (vote.yes, vote.no))
        .collect();
    for vote in &gold.votes {
        let wanted = (vote.yes, vote.no);
        let told = || format!("{wanted:?} is not in {read:?}");
        tally.case("votes (ja, nej)", paper, read.contains(&wanted), told);
    }
}

fn attendance(paper: &str, gold: &Gold, record: &Record, tally: &mut Tally) {
    if gold.attendance.is_empty() {
        return;
    }
    let key = |name: &str| fold(name).to_lowercase();
    let wanted = counted(gold.attendance.iter().map(|person| key(&person.name)));
    let persons = record.meetings.iter().flat_map(|meeting| &meeting.attendance);
    let read = counted(persons.map(|person| key(&person.name)));
    let found = n_common(&wanted, &read);
    let (missed, spurious) = (beyond(&wanted, &read), beyond(&read, &wanted));
    tally.count("attendance names", paper, found, missed, spurious);
}
