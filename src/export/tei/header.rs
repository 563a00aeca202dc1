//! `teiHeader`: what the document is, where it is from, what read it, and who took part.

use std::collections::BTreeSet;

use super::{action_id, word, xml};
use crate::record::v1::{Attendance, Meeting, Record};

pub(super) fn write(record: &Record, out: &mut String) {
    out.push_str("<teiHeader>\n");
    file(record, out);
    encoding(record, out);
    profile(record, out);
    out.push_str("</teiHeader>\n");
}

fn file(record: &Record, out: &mut String) {
    let title = record.title.as_deref().unwrap_or(&record.source.name);
    let publisher = record.organization.as_deref().unwrap_or("[not told]");
    let date = day(record);
    out.push_str("<fileDesc>\n<titleStmt>\n");
    out.push_str(&xml::element("title", "", Some(title)));
    out.push_str(&xml::element("author", "", record.body.as_deref()));
    out.push_str("</titleStmt>\n<publicationStmt>\n");
    out.push_str(&xml::element("publisher", "", Some(publisher)));
    out.push_str(&dated(date));
    out.push_str("</publicationStmt>\n<sourceDesc>\n<bibl>\n");
    out.push_str(&xml::element("title", "", Some(title)));
    out.push_str(&xml::element("publisher", "", record.organization.as_deref()));
    out.push_str(&dated(record.date.as_deref()));
    out.push_str(&xml::element("idno", "type=\"file\"", Some(&record.source.name)));
    out.push_str(&xml::element("idno", "type=\"sha256\"", Some(&record.id)));
    out.push_str(&xml::element("idno", "type=\"diarienummer\"", record.dnr.as_deref()));
    out.push_str("</bibl>\n</sourceDesc>\n</fileDesc>\n");
}

fn encoding(record: &Record, out: &mut String) {
    out.push_str("<encodingDesc>\n<appInfo>\n");
    let version = env!("CARGO_PKG_VERSION");
    out.push_str(&format!(
        "<application ident=\"attsats\" version=\"{version}\"><desc>{}</desc></application>\n",
        xml::attribute(&record.schema)
    ));
    out.push_str("</appInfo>\n");
    let clauses = || record.decisions.iter().flat_map(|decision| &decision.clauses);
    let statuses: BTreeSet<String> = clauses().map(|clause| word(&clause.status)).collect();
    let statuses = statuses.iter().map(|status| (format!("status.{status}"), status.as_str()));
    let actions: BTreeSet<&String> = clauses().flat_map(|clause| &clause.actions).collect();
    let actions = actions.iter().map(|action| (action_id(action), action.as_str()));
    let mut classes = String::new();
    taxonomy("status", &statuses.collect::<Vec<_>>(), &mut classes);
    taxonomy("action", &actions.collect::<Vec<_>>(), &mut classes);
    if !classes.is_empty() {
        out.push_str(&format!("<classDecl>\n{classes}</classDecl>\n"));
    }
    out.push_str("</encodingDesc>\n");
}

fn taxonomy(name: &str, categories: &[(String, &str)], out: &mut String) {
    if categories.is_empty() {
        return;
    }
    out.push_str(&format!("<taxonomy xml:id=\"{name}\">\n"));
    for (id, told) in categories {
        let (id, told) = (xml::attribute(id), xml::attribute(told));
        out.push_str(&format!("<category xml:id=\"{id}\"><catDesc>{told}</catDesc></category>\n"));
    }
    out.push_str("</taxonomy>\n");
}

fn profile(record: &Record, out: &mut String) {
    out.push_str(
        "<profileDesc>\n<langUsage><language ident=\"sv\">svenska</language></langUsage>\n",
    );
    let class = format!("<term type=\"kind\">{}</term>", xml::attribute(&word(&record.kind)));
    out.push_str(&format!("<textClass><keywords>{class}</keywords></textClass>\n"));
    if let Some(meeting) = record.meetings.first() {
        setting(meeting, out);
        participants(meeting, out);
    }
    out.push_str("</profileDesc>\n");
}

fn setting(meeting: &Meeting, out: &mut String) {
    out.push_str("<settingDesc>\n<setting>\n");
    out.push_str(&xml::element("name", "type=\"organization\"", meeting.organization.as_deref()));
    out.push_str(&xml::element("name", "type=\"body\"", meeting.body.as_deref()));
    out.push_str(&xml::element("name", "type=\"place\"", meeting.place.as_deref()));
    out.push_str(&dated(meeting.date.as_deref()));
    out.push_str(&xml::element("time", "type=\"start\"", meeting.start.as_deref()));
    out.push_str(&xml::element("time", "type=\"end\"", meeting.end.as_deref()));
    out.push_str("</setting>\n</settingDesc>\n");
}

/// Those who were there, and those who were not.
fn participants(meeting: &Meeting, out: &mut String) {
    if meeting.attendance.is_empty() {
        return;
    }
    out.push_str("<particDesc>\n");
    let mut seen = BTreeSet::new();
    for (kind, present) in [("present", true), ("absent", false)] {
        let persons = meeting.attendance.iter().filter(|person| person.present == present);
        let persons: String = persons.map(|told| person(told, &mut seen)).collect();
        if !persons.is_empty() {
            out.push_str(&format!("<listPerson type=\"{kind}\">\n{persons}</listPerson>\n"));
        }
    }
    out.push_str("</particDesc>\n");
}

fn person(told: &Attendance, seen: &mut BTreeSet<u64>) -> String {
    let start = told.span.start;
    let id = if seen.insert(start) { format!(" xml:id=\"p-{start}\"") } else { String::new() };
    let mut person = format!("<person{id}>");
    person.push_str(xml::element("persName", "", Some(&told.name)).trim_end());
    if let Some(role) = &told.role {
        person.push_str(xml::element("occupation", "", Some(role)).trim_end());
    }
    if let Some(party) = &told.party {
        let party = xml::element("orgName", "type=\"party\"", Some(party));
        person.push_str(&format!("<affiliation>{}</affiliation>", party.trim_end()));
    }
    person + "</person>\n"
}

/// The day of the meeting, or that of issue.
fn day(record: &Record) -> Option<&str> {
    let meeting = record.meetings.first().and_then(|meeting| meeting.date.as_deref());
    meeting.or(record.date.as_deref())
}

fn dated(day: Option<&str>) -> String {
    let Some(day) = day else { return String::new() };
    xml::element("date", &format!("when=\"{}\"", xml::attribute(day)), Some(day))
}
