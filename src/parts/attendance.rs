//! *Närvaro*: beslutande, ersättare, tjänstepersoner.

mod labels;
mod role;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::columns::{Column, columns};
use super::names::{self, FoundPerson};
use crate::model::{Attendance, Line, LineRole, Text};
use labels::{Group, closes, is_office_alone, label, opens};
use role::{REPLACED, REPLACED_AFTER, SENDER, UNFINISHED, bare_name, role};

/// The roster in `lines` (indices into [`Text::lines`]), as far as one stands in the first zone.
pub fn attendance(text: &Text, lines: Range<usize>) -> Vec<Attendance> {
    let is_told = |line: &&Line| line.role != LineRole::Noise;
    let mut roster = Roster::default();
    let mut is_open = false;
    let mut n_without = 0;
    let told = text.lines[lines].iter().filter(is_told).take(MOST_LINES);
    // A cell of a table may hold several lines.
    for (at, line) in told
        .enumerate()
        .flat_map(|(at, line)| line.pieces().into_iter().map(move |piece| (at, piece)))
    {
        let told = line.text.trim_start_matches(['|', ' ']);
        let line_opens = opens(told) && (is_open || at < OPENS_WITHIN);
        is_open |= line_opens;
        if !is_open {
            continue;
        }
        let is_signed = !roster.found.is_empty() && is_office_alone(told);
        if (closes(told) || is_signed) && !line_opens {
            break;
        }
        n_without = if roster.read(&line) { 0 } else { n_without + 1 };
        if n_without > MOST_WITHOUT {
            break;
        }
    }
    roster.finished()
}

/// A roster begins within these lines.
const OPENS_WITHIN: usize = 60;
/// A roster stands within these.
const MOST_LINES: usize = 160;
/// So many lines without a name end it.
const MOST_WITHOUT: usize = 14;
/// A longer piece of a line goes on with no title.
const LONGEST_TITLE: usize = 60;

#[derive(Debug, Default)]
struct Roster {
    found: Vec<Attendance>,
    /// The labels in force, by where their column begins.
    groups: Vec<(usize, Group)>,
    /// The last person of each column: where it begins, and an index into `found`.
    last: Vec<(usize, usize)>,
    /// Where the columns of marks begin, in a grid that marks who was there.
    marks: Vec<usize>,
    /// Those with a dash before their name, by their index into `found`.
    dashed: Vec<usize>,
    /// True when an "x" marks someone.
    has_x: bool,
}

impl Roster {
    /// Reads a line; true when it named someone or was a label.
    fn read(&mut self, line: &Line) -> bool {
        let columns = cells(line);
        let mut labels = Vec::new();
        let mut rests = Vec::new();
        for column in &columns {
            let (group, length) = label(&line.text[column.range.clone()]);
            labels.extend(group.map(|group| (column.at, group)));
            let start = column.range.start + length;
            rests.push(Column { range: start..column.range.end, at: column.at });
        }
        if columns.len() > 1 {
            let marks = labels.iter().filter(|(_, group)| *group == Group::Mark);
            self.marks.extend(marks.map(|(at, _)| *at));
        }
        let has_labels = !labels.is_empty();
        if has_labels {
            labels.retain(|(_, group)| *group != Group::Mark);
            self.relabel(labels);
        }
        let mut has_names = false;
        for (at, rest) in rests.iter().enumerate() {
            let group = self.group_at(rest.at);
            let mark =
                self.mark_column(&rests, at).map(|mark| line.text[mark.range.clone()].trim());
            let names = self.read_column(line, rest, group, mark);
            let is_role = !names && has_names && role(&line.text[rest.range.clone()]).is_some();
            if is_role || !names && has_names && !self.marks.is_empty() {
                self.read_role(&line.text[rest.range.clone()]);
            }
            has_names |= names;
        }
        has_labels || has_names
    }

    /// The column that marks those of the column `at`: the next under a label for marks, else the next.
    fn mark_column<'c>(&self, columns: &'c [Column], at: usize) -> Option<&'c Column> {
        let own = columns.get(at)?;
        match self.marks.iter().find(|mark| **mark > own.at) {
            Some(mark) => columns.iter().find(|column| column.at.abs_diff(*mark) <= NEAR),
            None => columns.get(at + 1),
        }
    }

    /// A column behind the name may tell the role: "Byberga, ordf.".
    fn read_role(&mut self, text: &str) {
        let is_open =
            |person: &&mut Attendance| person.role.as_deref().is_none_or(|role| role == "ledamot");
        let Some(person) = self.found.last_mut().filter(is_open) else { return };
        person.role = text.split(',').find_map(role).or(person.role.take());
    }

    /// The roster; where no "x" marks anyone, a dash before a name is but a bullet.
    fn finished(mut self) -> Vec<Attendance> {
        if !self.has_x {
            for at in self.dashed {
                self.found[at].present = true;
            }
        }
        self.found
    }

    fn relabel(&mut self, labels: Vec<(usize, Group)>) {
        if !labels.is_empty() {
            self.groups = labels;
            self.last.clear();
        }
    }

    fn group_at(&self, at: usize) -> Group {
        let nearest = self.groups.iter().min_by_key(|(start, _)| start.abs_diff(at));
        nearest.map_or(Group::Deltagare, |(_, group)| *group)
    }

    /// Reads the persons of a column; "x" and "-" before a name mark who was there.
    fn read_column(
        &mut self,
        line: &Line,
        column: &Column,
        group: Group,
        mark: Option<&str>,
    ) -> bool {
        // "Eva Ek, SPF; Per Lund (S), ordförande": each by itself.
        let whole = &line.text[column.range.clone()];
        if let Some(end) = whole.find("; ") {
            let start = column.range.start;
            let first = Column { range: start..start + end, at: column.at };
            let rest = Column { range: start + end + 2..column.range.end, at: column.at };
            let named = self.read_column(line, &first, group, mark);
            return self.read_column(line, &rest, group, mark) || named;
        }
        let (column, own_mark) = marked(line, column);
        let (column, mark) = (&column, own_mark.or(mark));
        let text = &line.text[column.range.clone()];
        if let Some(person) = names::person_behind_party(text) {
            let role = role(&text[person.end..])
                .or_else(|| role(text[person.end..].trim_start_matches([',', ' '])));
            self.push(line, column, &person, role, group, mark);
            return true;
        }
        let persons = names::persons(text);
        if persons.is_empty() {
            return self.read_bare(line, column, group, mark);
        }
        for (at, person) in persons.iter().enumerate() {
            let until = persons.get(at + 1).map_or(text.len(), |next| next.name.start);
            let start = at.checked_sub(1).map_or(0, |last| persons[last].end);
            // Who is replaced is not there.
            if REPLACED.is_match(&text[start..person.name.start]) {
                continue;
            }
            let before = if at == 0 { &text[..person.name.start] } else { "" };
            let after = &text[person.end..until];
            let role =
                role(after).or_else(|| role(before)).or_else(|| after.split(',').find_map(role));
            self.push(line, column, person, role, group, mark);
        }
        true
    }

    /// Names without a party: "Eva Ek, kommunsekreterare", "kommunchef Eva Ek", "Eva Ek, Nils Berg".
    fn read_bare(
        &mut self,
        line: &Line,
        column: &Column,
        group: Group,
        mark: Option<&str>,
    ) -> bool {
        let text = &line.text[column.range.clone()];
        let mut found = false;
        let mut start = 0;
        for part in text.split([',', ';']) {
            let lead = part.len() - part.trim_start().len();
            let trimmed = part.trim();
            let name = bare_name(trimmed);
            match name {
                Some((range, title)) => {
                    let at = start + lead;
                    let party = names::party_behind(&trimmed[range.end..]).map(|(_, party)| party);
                    let name = at + range.start..at + range.end;
                    let person = FoundPerson { end: name.end, name, party };
                    self.push(line, column, &person, title, group, mark);
                    found = true;
                }
                None => found |= self.go_on(column.at, trimmed, found),
            }
            start += part.len() + 1;
        }
        found
    }

    /// A title goes on under the name, or behind its comma.
    fn go_on(&mut self, at: usize, text: &str, behind_comma: bool) -> bool {
        let text = text.split('§').next().unwrap_or_default().trim();
        // "Eva Ek, ordförande (S)"
        let (text, party) = match names::party_behind(text).filter(|_| behind_comma) {
            Some((text, party)) => (text, Some(party)),
            None => (text, None),
        };
        let is_title = text.starts_with(char::is_lowercase)
            && text.len() <= LONGEST_TITLE
            && !SENDER.is_match(text)
            || role(text).is_some();
        let nearest = self
            .last
            .iter()
            .filter(|(start, _)| start.abs_diff(at) <= NEAR)
            .min_by_key(|(start, _)| start.abs_diff(at));
        let Some(&(_, index)) = nearest else { return false };
        let person = &mut self.found[index];
        let is_open = match &person.role {
            None => true,
            Some(role) => UNFINISHED.is_match(role) || (behind_comma && role == "ledamot"),
        };
        if !is_title || !is_open {
            return false;
        }
        if person.party.is_none() {
            person.party = party;
        }
        let is_short = text.trim_end_matches('.').ends_with("ordf");
        let said = (REPLACED_AFTER.is_match(text) || is_short).then(|| role(text)).flatten();
        let spoken = said.unwrap_or_else(|| text.to_lowercase());
        person.role = Some(match person.role.take().filter(|role| role != "ledamot") {
            Some(role) => format!("{role} {spoken}"),
            None => spoken,
        });
        true
    }

    fn push(
        &mut self,
        line: &Line,
        column: &Column,
        person: &FoundPerson,
        role: Option<String>,
        group: Group,
        mark: Option<&str>,
    ) {
        let range = column.range.start + person.name.start..column.range.start + person.name.end;
        let is_marked = mark.is_some_and(|mark| matches!(mark, "X" | "x" | "1" | "ja" | "Ja"));
        let is_dashed = mark.is_some_and(|mark| matches!(mark, "-" | "–"));
        let in_grid = !self.marks.is_empty();
        let present = if in_grid { is_marked } else { group != Group::Franvarande && !is_dashed };
        self.has_x |= is_marked;
        if is_dashed && !in_grid && group != Group::Franvarande {
            self.dashed.push(self.found.len());
        }
        let role = role.or_else(|| if in_grid { None } else { group.role().map(str::to_owned) });
        let name = line.text[range.clone()].to_owned();
        self.last.retain(|(start, _)| *start != column.at);
        self.last.push((column.at, self.found.len()));
        self.found.push(Attendance {
            name,
            party: person.party.clone(),
            role,
            present,
            span: line.span_of(range),
        });
    }
}

/// How far from its head or its name something of the same column may begin.
const NEAR: usize = 6;
/// How far apart two piped columns count.
const PIPE: usize = 40;

/// The columns of a line; those of a piped row are parted by "|".
fn cells(line: &Line) -> Vec<Column> {
    if !line.text.starts_with('|') {
        return columns(line);
    }
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, cell) in line.text.split('|').enumerate() {
        let lead = cell.len() - cell.trim_start().len();
        let range = start + lead..start + lead + cell.trim().len();
        cells.push(Column { range, at: at * PIPE });
        start += cell.len() + 1;
    }
    cells
}

/// The column without the bullet or mark it begins with, and the mark.
fn marked<'t>(line: &'t Line, column: &Column) -> (Column, Option<&'t str>) {
    let whole = &line.text[column.range.clone()];
    let text = whole.trim_start_matches(['•', '·', '*', '▪']).trim_start();
    let column = &Column { range: column.range.end - text.len()..column.range.end, at: column.at };
    let mark = text.split(' ').next().filter(|mark| matches!(*mark, "x" | "X" | "-" | "–"));
    let Some(mark) = mark.filter(|mark| text.len() > mark.len() + 1) else {
        return (column.clone(), None);
    };
    let rest = &text[mark.len()..];
    let lead = mark.len() + rest.len() - rest.trim_start().len();
    (Column { range: column.range.start + lead..column.range.end, at: column.at }, Some(mark))
}
