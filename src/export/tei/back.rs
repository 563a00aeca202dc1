//! `back`: counted votes and reservations as notes that point to their places in the text.

use super::{word, xml};
use crate::record::v1::{Record, Reservation, Vote};

pub(super) fn write(record: &Record, out: &mut String) {
    let mut notes = String::new();
    for decision in &record.decisions {
        decision.votes.iter().for_each(|vote| self::vote(vote, &mut notes));
        decision.reservations.iter().for_each(|told| reservation(told, &mut notes));
    }
    if !notes.is_empty() {
        out.push_str(&format!("<back>\n<div type=\"votes\">\n{notes}</div>\n</back>\n"));
    }
}

fn vote(vote: &Vote, out: &mut String) {
    let proposition = xml::element("desc", "type=\"proposition\"", vote.proposition.as_deref());
    out.push_str(&format!("<note type=\"vote\" target=\"#v-{}\">\n{proposition}", vote.span.start));
    let counts = [("ja", Some(vote.yes)), ("nej", Some(vote.no)), ("avstår", vote.abstain)];
    for (choice, count) in counts {
        if let Some(count) = count {
            out.push_str(&format!(
                "<measure type=\"{choice}\" quantity=\"{count}\">{count}</measure>\n"
            ));
        }
    }
    if !vote.named.is_empty() {
        out.push_str("<list>\n");
    }
    for ballot in &vote.named {
        let name = xml::element("persName", "", Some(&ballot.name));
        let party = xml::element("orgName", "type=\"party\"", ballot.party.as_deref());
        let choice = word(&ballot.vote);
        let told = format!("{} {}", name.trim_end(), party.trim_end());
        out.push_str(&format!("<item n=\"{choice}\">{}</item>\n", told.trim_end()));
    }
    if !vote.named.is_empty() {
        out.push_str("</list>\n");
    }
    out.push_str("</note>\n");
}

fn reservation(told: &Reservation, out: &mut String) {
    out.push_str(&format!("<note type=\"reservation\" target=\"#r-{}\">\n", told.span.start));
    for name in &told.names {
        out.push_str(&xml::element("persName", "", Some(name)));
    }
    for party in &told.parties {
        out.push_str(&xml::element("orgName", "type=\"party\"", Some(party)));
    }
    out.push_str("</note>\n");
}
