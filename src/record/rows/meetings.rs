//! Rows of meetings, and of who was there.

use super::super::v1::{Meeting, Record};
use super::{Column, columns, number, place, start_of, text};

pub(super) const MEETINGS: &[Column] = columns![
    "id" Text, "file" Text, "meeting" Integer, "organization" Text, "body" Text, "date" Date,
    "date_inferred" Truth, "start_time" Text, "end_time" Text, "place" Text, "chair" Text,
    "secretary" Text, "adjusters" Text, "present" Integer, "absent" Integer, "first_paragraph" Integer,
    "last_paragraph" Integer, "page" Integer, "line" Integer, "start" Integer, "end" Integer,
];

pub(super) const ATTENDANCE: &[Column] = columns![
    "id" Text, "file" Text, "meeting" Integer, "organization" Text, "body" Text, "date" Date, "name" Text,
    "party" Text, "role" Text, "present" Truth, "page" Integer, "line" Integer, "start" Integer,
    "end" Integer,
];

pub(super) fn meetings(record: &Record) -> Vec<Vec<String>> {
    let row = |(at, meeting): (usize, &Meeting)| {
        let n_present = meeting.attendance.iter().filter(|person| person.present).count();
        let paragraphs = meeting.paragraphs.as_ref();
        let mut row = start_of(record);
        row.extend(head(at, meeting));
        row.extend([
            meeting.date_inferred.to_string(),
            text(&meeting.start),
            text(&meeting.end),
            text(&meeting.place),
            text(&meeting.chair),
            text(&meeting.secretary),
            meeting.adjusters.join("; "),
            n_present.to_string(),
            (meeting.attendance.len() - n_present).to_string(),
            number(paragraphs.map(|paragraphs| paragraphs.first)),
            number(paragraphs.map(|paragraphs| paragraphs.last)),
        ]);
        row.extend(place(&meeting.span));
        row
    };
    record.meetings.iter().enumerate().map(row).collect()
}

pub(super) fn attendance(record: &Record) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (at, meeting) in record.meetings.iter().enumerate() {
        for person in &meeting.attendance {
            let mut row = start_of(record);
            row.extend(head(at, meeting));
            let name = person.name.clone();
            row.extend([name, text(&person.party), text(&person.role), person.present.to_string()]);
            row.extend(place(&person.span));
            rows.push(row);
        }
    }
    rows
}

fn head(at: usize, meeting: &Meeting) -> [String; 4] {
    let Meeting { organization, body, date, .. } = meeting;
    [(at + 1).to_string(), text(organization), text(body), text(date)]
}
