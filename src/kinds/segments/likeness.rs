//! Titles and agenda → which item a part belongs to, by number or by likeness.

use std::collections::HashSet;

use super::Part;
use super::boundary::Boundary;
use crate::model::{AgendaItem, Text};

/// Gives each part the number of its agenda item: its own marker, the likest title, or the part's before it.
pub(super) fn link(
    text: &Text,
    parts: &mut [Part],
    boundaries: &[Boundary],
    owner: Option<&str>,
    agenda: &[AgendaItem],
) {
    let common = owner.map(words).unwrap_or_default();
    if agenda.is_empty() {
        return;
    }
    let first = parts.len() - boundaries.len();
    let mut last = 0;
    for (at, part) in parts.iter_mut().enumerate().skip(first) {
        let marked = part.agenda_item.as_ref().and_then(|number| position(agenda, number));
        let title = title(text, part);
        let found = marked
            .or_else(|| title.as_ref().and_then(|title| likest(title, agenda, last, &common)));
        if part.title.is_none() {
            part.title = title;
        }
        match found {
            Some(found) => last = found,
            None if at == 0 => continue,
            None => {}
        }
        // A part that names no item is an annex to the one before it.
        let item = found.or((at > first).then_some(last));
        part.agenda_item = item.and_then(|item| agenda[item].number.clone());
    }
}

fn position(agenda: &[AgendaItem], number: &str) -> Option<usize> {
    agenda.iter().position(|item| item.number.as_deref() == Some(number))
}

/// The part's title: its first body line with several words.
fn title(text: &Text, part: &Part) -> Option<String> {
    if part.title.is_some() {
        return part.title.clone();
    }
    text.lines[part.lines.clone()]
        .iter()
        .take(8)
        .filter(|line| line.is_body())
        .find(|line| {
            line.text.split_whitespace().count() >= 3
                && line.text.len() < 240
                && !line.text.contains('\t')
        })
        .map(|line| line.text.clone())
}

/// The item whose title is most like `title`; parts come in the order of the agenda, so nearer ones win.
///
/// `common` are the words of the association's name, which tell nothing.
fn likest(
    title: &str,
    agenda: &[AgendaItem],
    last: usize,
    common: &HashSet<String>,
) -> Option<usize> {
    let telling =
        |title: &str| -> HashSet<String> { words(title).difference(common).cloned().collect() };
    let words = telling(title);
    let mut best: Option<(usize, f32)> = None;
    for (at, item) in agenda.iter().enumerate() {
        let likeness = likeness(&words, &telling(&item.title));
        let distance = if at >= last { (at - last) as f32 } else { 4.0 + (last - at) as f32 };
        let weight = likeness - distance * 0.02;
        if likeness >= 0.24 && best.is_none_or(|(_, most)| weight > most) {
            best = Some((at, weight));
        }
    }
    best.map(|(at, _)| at)
}

/// True when `line` repeats a title of the agenda, or begins with it.
pub(super) fn repeats_title(line: &str, agenda: &[AgendaItem]) -> bool {
    let words = words(line);
    agenda.iter().any(|item| {
        let title = self::words(&item.title);
        let begins =
            !title.is_empty() && line.to_lowercase().starts_with(&item.title.to_lowercase());
        let telling = item.title.chars().count() >= 10;
        (begins && telling)
            || (title.len().min(words.len()) >= 3 && likeness(&words, &title) >= 0.7)
            || (title.len().min(words.len()) == 2 && telling && likeness(&words, &title) >= 0.8)
    })
}

/// The share of telling words, by their first letters, that two titles have in common.
fn likeness(a: &HashSet<String>, b: &HashSet<String>) -> f32 {
    let common = a.intersection(b).count() as f32;
    let fewer = a.len().min(b.len()).max(2) as f32;
    let more = a.len().max(b.len()).max(1) as f32;
    0.5 * common / fewer + 0.5 * common / more
}

/// The first six letters of each word of four letters or more, and of years.
fn words(title: &str) -> HashSet<String> {
    const COMMON: [&str; 12] = [
        "avseen", "gällan", "angåen", "enligt", "samman", "inom", "från", "till", "över", "samt",
        "eller", "med",
    ];
    title
        .to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
        .map(|word| word.chars().take(6).collect::<String>())
        .filter(|stem| !COMMON.contains(&stem.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn agenda(titles: &[&str]) -> Vec<AgendaItem> {
        let item = |(at, title): (usize, &&str)| AgendaItem {
            number: Some((at + 1).to_string()),
            title: (*title).to_owned(),
            dnr: None,
            span: Span::default(),
        };
        titles.iter().enumerate().map(item).collect()
    }

    #[test]
    fn a_title_finds_its_item() {
        let agenda = agenda(&[
            "Val av justerare",
            "Slutrapport från revisorn avseende Vågen",
            "Sammanträdestider 2012",
        ]);
        assert_eq!(
            likest("Rapport angående granskning av Vågen AB", &agenda, 0, &HashSet::new()),
            Some(1)
        );
        assert_eq!(likest("Sammanträdestider 2012", &agenda, 0, &HashSet::new()), Some(2));
        let common = words("Vågens kommunalförbund");
        assert_eq!(likest("Slutord från Vågens kommunalförbund", &agenda, 0, &common), None);
        assert_eq!(likest("Balansräkning", &agenda, 0, &HashSet::new()), None);
    }

    #[test]
    fn only_telling_titles_are_repeated() {
        let agenda = agenda(&["Delårsbokslut", "Övriga frågor", "Ansökan om medel för vattenvård"]);
        assert!(repeats_title("Delårsbokslut 2011-07-31 med helårsbedömning", &agenda));
        assert!(repeats_title("Ansökan om medel för vattenvård", &agenda));
        assert!(!repeats_title("Övrigt", &agenda));
    }
}
