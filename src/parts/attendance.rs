//! *Närvaro*: beslutande, ersättare, tjänstepersoner.

mod labels;

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::columns::{Column, columns};
use super::names::{self, FoundPerson};
use crate::model::{Attendance, Line, LineRole, Text};
use labels::{Group, closes, label, opens};

/// The roster in `lines` (indices into [`Text::lines`]), as far as one stands in the first zone.
pub fn attendance(text: &Text, lines: Range<usize>) -> Vec<Attendance> {
    let is_told = |line: &&Line| !matches!(line.role, LineRole::Noise | LineRole::Contents);
    let mut roster = Roster::default();
    let mut is_open = false;
    let mut n_without = 0;
    let told = text.lines[lines].iter().filter(is_told).take(MOST_LINES);
    // A cell of a table may hold several lines.
    for (at, line) in told
        .enumerate()
        .flat_map(|(at, line)| line.pieces().into_iter().map(move |piece| (at, piece)))
    {
        let line_opens = opens(&line.text) && (is_open || at < OPENS_WITHIN);
        is_open |= line_opens;
        if !is_open {
            continue;
        }
        if closes(&line.text) && !line_opens {
            break;
        }
        n_without = if roster.read(&line) { 0 } else { n_without + 1 };
        if n_without > MOST_WITHOUT {
            break;
        }
    }
    roster.found
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
    /// True in a grid that marks who was there.
    marks: bool,
}

impl Roster {
    /// Reads a line; true when it named someone or was a label.
    fn read(&mut self, line: &Line) -> bool {
        let columns = columns(line);
        let mut labels = Vec::new();
        let mut rests = Vec::new();
        for column in &columns {
            let (group, length) = label(&line.text[column.range.clone()]);
            labels.extend(group.map(|group| (column.at, group)));
            let start = column.range.start + length;
            rests.push(Column { range: start..column.range.end, at: column.at });
        }
        self.marks |= columns.len() > 1 && labels.iter().any(|(_, group)| *group == Group::Mark);
        let has_labels = !labels.is_empty();
        if has_labels {
            labels.retain(|(_, group)| *group != Group::Mark);
            self.relabel(labels);
        }
        let mut has_names = false;
        for (at, rest) in rests.iter().enumerate() {
            let group = self.group_at(rest.at);
            let mark = rests.get(at + 1).map(|next| line.text[next.range.clone()].trim());
            has_names |= self.read_column(line, rest, group, mark);
        }
        has_labels || has_names
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
        let (column, own_mark) = marked(line, column);
        let (column, mark) = (&column, own_mark.or(mark));
        let text = &line.text[column.range.clone()];
        let persons = names::persons(text);
        if persons.is_empty() {
            return self.read_bare(line, column, group, mark);
        }
        for (at, person) in persons.iter().enumerate() {
            let until = persons.get(at + 1).map_or(text.len(), |next| next.name.start);
            let before = if at == 0 { &text[..person.name.start] } else { "" };
            let role = role(&text[person.end..until]).or_else(|| role(before));
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
                    let name = at + range.start..at + range.end;
                    let person = FoundPerson { end: name.end, name, party: None };
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
        let is_title = text.starts_with(char::is_lowercase) && text.len() <= LONGEST_TITLE
            || role(text).is_some();
        let nearest = self
            .last
            .iter()
            .filter(|(start, _)| start.abs_diff(at) <= 6)
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
        let spoken = text.to_lowercase();
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
        let is_absent =
            group == Group::Franvarande || mark.is_some_and(|mark| matches!(mark, "-" | "–"));
        let present = if self.marks { is_marked } else { !is_absent };
        let role = role.or_else(|| if self.marks { None } else { group.role().map(str::to_owned) });
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

/// The column without the mark it begins with, and the mark.
fn marked<'t>(line: &'t Line, column: &Column) -> (Column, Option<&'t str>) {
    let text = &line.text[column.range.clone()];
    let mark = text.split(' ').next().filter(|mark| matches!(*mark, "x" | "X" | "-" | "–"));
    let Some(mark) = mark.filter(|mark| text.len() > mark.len() + 1) else {
        return (column.clone(), None);
    };
    let rest = &text[mark.len()..];
    let lead = mark.len() + rest.len() - rest.trim_start().len();
    (Column { range: column.range.start + lead..column.range.end, at: column.at }, Some(mark))
}

static UNFINISHED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:\bvice|förordnad|tillträdande|avgående|biträdande|bitr\.?|tf\.?|\boch|-)$")
        .expect("the pattern is fixed")
});

static ROLE: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(
        r"(?i)^[\s,(]*((?:(?:[1-3]\s?:?\s?[ae]|förste|första|andre|andra|tredje|vice|tjänstgörande|mötes)\s)*(?:ordförande|ordf\b|ledamot|ersättare|suppleant|vice\b))",
    )
    .expect("the pattern is fixed")
});

/// The role told right behind (or before) a name.
fn role(text: &str) -> Option<String> {
    let text = text.trim();
    if text.to_lowercase().contains("ersätter") || text.to_lowercase().contains("tjg ers") {
        return Some("tjänstgörande ersättare".to_owned());
    }
    let found = ROLE.captures(text)?.get(1)?.as_str().to_lowercase();
    Some(if found.ends_with("ordf") { format!("{found}örande") } else { found })
}

static TITLED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"^(\p{Ll}[\p{L}-]*(?:chef|direktör|sekreterare|ekonom|jurist|strateg|ordförande|ledare|utredare|samordnare|handläggare|controller|ombud|arkitekt|ingenjör))\s?:?\s(\p{Lu}.*)$").expect("the pattern is fixed")
});

/// A name alone, with a title behind a dash or before it.
fn bare_name(text: &str) -> Option<(Range<usize>, Option<String>)> {
    if let Some(length) = names::name_at_start(text) {
        let rest = text[length..].trim();
        let title = rest.trim_start_matches(['-', '–', '(', ' ']).trim_end_matches(')').trim();
        let is_titled = rest.starts_with(['-', '–', '(']) || role(rest).is_some();
        let is_alone = rest.is_empty() || rest.starts_with('§');
        return (is_titled || is_alone).then(|| {
            (
                0..length,
                (is_titled && !title.is_empty())
                    .then(|| role(title).unwrap_or_else(|| title.to_owned())),
            )
        });
    }
    let captures = TITLED.captures(text)?;
    let (title, name) = (captures.get(1)?, captures.get(2)?);
    names::is_name(name.as_str()).then(|| (name.range(), Some(title.as_str().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[track_caller]
    fn check(paper: &str, expected: &[(&str, &str, &str)]) {
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let roster = attendance(&text, 0..text.lines.len());
        let found: Vec<_> = roster
            .iter()
            .map(|person| {
                let party = person.party.as_deref().unwrap_or_default();
                (person.name.as_str(), party, person.role.as_deref().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected);
        for person in &roster {
            assert_eq!(text.content[person.span.range()], person.name);
        }
    }

    #[test]
    fn reads_a_list() {
        check(
            "Beslutande\nEva Ek (C), ordförande\nNils Å Berg (SD)\n\n9 § Val\nUlla Alm (S) yrkar",
            &[("Eva Ek", "C", "ordförande"), ("Nils Å Berg", "SD", "ledamot")],
        );
    }

    #[test]
    fn reads_columns_side_by_side() {
        check(
            "Beslutande    Ledamöter                     Tjänstgörande ersättare\n\
             Eva Ek (M), Ordförande Berit Alm (M) ersätter Nils\n\
             Lotta Ås (S), 2:e vice\n\
             ordförande\n\n\
             Övriga närvarande Ersättare                 Tjänstemän\n\
             Olle Ek (M)            Per Lund, kommunsekreterare\n\
             Max Rask (M)           Anna Lind, tillförordnad\n\
             Ida Lo (S)             kommundirektör\n\
             Sekreterare   Per Lund",
            &[
                ("Eva Ek", "M", "ordförande"),
                ("Berit Alm", "M", "tjänstgörande ersättare"),
                ("Lotta Ås", "S", "2:e vice ordförande"),
                ("Olle Ek", "M", "ersättare"),
                ("Per Lund", "", "kommunsekreterare"),
                ("Max Rask", "M", "ersättare"),
                ("Anna Lind", "", "tillförordnad kommundirektör"),
                ("Ida Lo", "S", "ersättare"),
            ],
        );
    }

    #[test]
    fn reads_a_grid_with_marks() {
        let paper = "Politiker\n\nNamn\tNärv.\t\tNärv\nEva Ek (C) Ordförande\tX\tAnn-Marie Alm - kommunchef\tX\nNils Berg (S)\t\tLotta Ås\t";
        check(
            paper,
            &[
                ("Eva Ek", "C", "ordförande"),
                ("Ann-Marie Alm", "", "kommunchef"),
                ("Nils Berg", "S", ""),
                ("Lotta Ås", "", ""),
            ],
        );
        let (text, _) = layout::text_of_plain(paper.to_owned());
        let present: Vec<bool> =
            attendance(&text, 0..text.lines.len()).iter().map(|person| person.present).collect();
        assert_eq!(present, [true, true, false, false]);
    }

    #[test]
    fn prose_is_no_roster() {
        check("Deltagare i projektet är kommunerna Borås Stad och Tranemo Kommun", &[]);
        check("Eva Ek (S) yrkar bifall\nErsättare\nNils Berg (M)", &[]);
    }
}
