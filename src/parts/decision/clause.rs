//! An item → [`Clause`]s: the smallest texts that can be decided alone.

use std::ops::Range;
use std::sync::LazyLock;

use crate::swedish::Pattern;

use super::block::{Item, Opener};
use super::{elected, formulas, proposer};
use crate::model::{Action, AmountSek, Clause, ReadDate, Status};
use crate::parts::organ;
use crate::swedish::{dates, numbers};

/// A clause before its status is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// Bytes in the item's text.
    pub(super) range: Range<usize>,
    /// The rule that cut it.
    pub(super) rule: &'static str,
}

/// Cuts the bytes from `from` of an item into clauses.
pub(super) fn drafts(item: &Item, from: usize) -> Vec<Draft> {
    let text = item.folded.text.as_str();
    let rule = match item.opener {
        Opener::Att => "att-clause",
        Opener::Number => "numbered-point",
        Opener::Bullet => "bullet",
        Opener::Text => "sentence",
    };
    let mut cuts = vec![from];
    if starts_att(&text[from..]) {
        cuts.extend(att_cuts(text, from));
    } else if item.opener == Opener::Text {
        cuts.extend(sentence_cuts(text, from));
        cuts.extend(also_cut(text, from));
    }
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| trimmed(text, pair[0]..pair[1]))
        .filter(|range| !range.is_empty())
        .map(|range| Draft {
            rule: if starts_att(&text[range.clone()]) { "att-clause" } else { rule },
            range,
        })
        .collect()
}

fn starts_att(text: &str) -> bool {
    static PATTERN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^\s*(?:(?:dels|samt|och|Dels|Samt)\s+)?(?:att|Att|ATT)\s")
            .expect("a constant pattern")
    });
    PATTERN.is_match(text)
}

/// "…, att anvisa …", "… samt att överlämna …": where the next clause of a list in one sentence begins.
fn att_cuts(text: &str, from: usize) -> Vec<usize> {
    static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:[,;.]\s+(?:(?:samt|och|dels)\s+)?|\s(?:samt|dels)\s+)(att\s+(?:(?:inte|även|i övrigt|därmed|för egen del|samtidigt)\s+)?(\p{L}+))").expect("a constant pattern")
    });
    NEXT.captures_iter(&text[from..])
        .filter_map(|found| Some((found.get(1)?.start(), found.get(2)?.as_str())))
        .filter(|(at, verb)| {
            *at > 4 && is_infinitive(verb) && !is_inside_aim(&text[from..from + at])
        })
        .map(|(at, _)| from + at)
        .chain(large_cuts(text, from))
        .collect()
}

/// "bevilja 300 000 kr samt att följa upp": behind words that decide, the first "att" opens a clause of its own.
fn also_cut(text: &str, from: usize) -> Option<usize> {
    let at = from + text[from..].find(" samt att ")? + 1;
    let before = &text[from..at];
    (!before.contains(" att ") && !formulas::actions(before).is_empty()).then_some(at)
}

/// "Att" with a large letter begins a clause also where the break before it was lost.
fn large_cuts(text: &str, from: usize) -> impl Iterator<Item = usize> {
    text[from..]
        .match_indices(" Att ")
        .map(move |(at, _)| from + at + 1)
        .filter(|&at| text[at + "Att ".len()..].split(' ').next().is_some_and(is_infinitive))
}

/// "ge nämnden i uppdrag att dels …" and "under förutsättning att …, att" open no clause of their own.
fn is_inside_aim(before: &str) -> bool {
    let before = before.trim_end_matches([',', ' ']);
    before.ends_with("uppdrag") || before.ends_with("förutsättning")
}

fn is_infinitive(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.ends_with('a')
        || [
            "ge",
            "se",
            "få",
            "gå",
            "stå",
            "slå",
            "bestå",
            "utse",
            "anse",
            "avslå",
            "anslå",
            "föreslå",
            "förse",
            "bege",
        ]
        .iter()
        .any(|end| lower == *end)
        || lower.ends_with("slå")
        || lower.ends_with("stå")
        || lower.ends_with("ge") && lower.len() <= 8
        || lower.ends_with("se") && lower.len() <= 7
}

/// Sentences that decide something each: the next begins with the deciding body again, or has an operative verb.
fn sentence_cuts(text: &str, from: usize) -> Vec<usize> {
    static END: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r#"[.!?][”"]?\s+"#).expect("a constant pattern"));
    let first =
        organ::organ_at_start(&text[from..]).map(|end| organ::canonical(&text[from..from + end]));
    let mut cuts = Vec::new();
    for found in END.find_iter(&text[from..]) {
        let at = from + found.end();
        let sentence = &text[at..];
        let end = END.find(sentence).map_or(sentence.len(), |end| end.start());
        if !sentence.starts_with(char::is_uppercase)
            || is_abbreviation(&text[..from + found.start()])
        {
            continue;
        }
        let again = organ::organ_at_start(sentence).is_some_and(|end| {
            first.as_ref() == Some(&organ::canonical(&sentence[..end]))
                && is_verb_next(&sentence[end..])
        });
        let as_proposed = super::said::is_as_proposed(text[from..at].trim());
        if again || as_proposed || is_operative(&sentence[..end]) {
            cuts.push(at);
        }
    }
    cuts
}

/// A sentence that does something to the matter, not one that says how.
fn is_operative(sentence: &str) -> bool {
    static SAYS_HOW: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:Detta|Det|Denna|Dessa|Den|De|Här|Där|Därefter|Därvid|Uppdraget|Beslutet|Redovisningen|Rapporten|Analysen|Medlen|Syftet|Arbetet|Återrapportering|Samtidigt|Om|När|Vid)\b|\b(?:ska|skall|bör|kan|kommer att|har|hade)\b").expect("a constant pattern")
    });
    !SAYS_HOW.is_match(sentence) && !formulas::actions(sentence).is_empty()
}

fn is_verb_next(rest: &str) -> bool {
    rest.split_whitespace().next().is_some_and(|word| {
        let word = word.trim_end_matches([',', '.']);
        word.len() > 2
            && word.starts_with(char::is_lowercase)
            && (word.ends_with('r') || word.ends_with('s') || word == "får")
    })
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    word.chars().count() <= 2 && !word.ends_with(')')
        || matches!(
            word,
            "bl.a"
                | "t.ex"
                | "m.m"
                | "fr.o.m"
                | "t.o.m"
                | "inkl"
                | "exkl"
                | "ca"
                | "resp"
                | "dnr"
                | "nr"
                | "kap"
                | "st"
        )
}

/// The clause without the words and signs that join it to the next.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    static JOIN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?:[,;]?\s+(?:samt|och|dels|samt dels))$").expect("a constant pattern")
    });
    static OPEN: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:dels|samt|och|Dels|Samt)\s+(?:att\s)").expect("a constant pattern")
    });
    let slice = &text[range.clone()];
    let mut start = range.start + (slice.len() - slice.trim_start().len());
    let mut end = range.end - (slice.len() - slice.trim_end_matches([' ', '_', '\t']).len());
    if start >= end {
        return start..start;
    }
    let bullet = text[start..end].trim_start_matches(['•', '▪', '●', '■', ' ']);
    start = end - bullet.len();
    // A drawn line below the last clause.
    let bare = text[start..end].trim_end_matches(['-', '—']);
    if end - start >= bare.len() + 3 {
        end = start + bare.trim_end().len();
    }
    if let Some(found) = OPEN.find(&text[start..end]) {
        start += found.end() - "att ".len();
    }
    if let Some(found) = JOIN.find(&text[start..end]) {
        end = start + found.start();
    }
    start..end
}

/// Makes the clause.
pub(super) fn clause(
    item: &Item,
    draft: &Draft,
    actions: Vec<Action>,
    [status, surface_status]: [Status; 2],
    year: Option<i32>,
) -> Clause {
    let folded = &item.folded;
    let text = &folded.text[draft.range.clone()];
    let place = |range: Range<usize>| {
        folded.span_of(draft.range.start + range.start..draft.range.start + range.end)
    };
    let amounts = numbers::amounts(text)
        .into_iter()
        .map(|(range, sek)| AmountSek {
            text: text[range.clone()].to_owned(),
            sek,
            span: place(range),
        })
        .collect();
    let dates = dates::dates(text, year)
        .into_iter()
        .map(|date| ReadDate {
            text: text[date.range.clone()].to_owned(),
            date: date.iso,
            inferred: date.inferred,
            span: place(date.range),
        })
        .collect();
    let proposers = proposer::proposers(text);
    let elected = if actions.contains(&"utse") { elected::elected(text) } else { Vec::new() };
    // What no canonical verb tells is decided all the same.
    let decides = matches!(status, Status::Proposal | Status::Decision | Status::Delegated);
    let actions = if actions.is_empty() && decides && draft.rule != "notes-column" {
        vec!["besluta"]
    } else {
        actions
    };
    Clause {
        text: text.to_owned(),
        status,
        surface_status,
        rule: draft.rule,
        actions,
        amounts,
        dates,
        proposers,
        elected,
        span: folded.span_of(draft.range.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samt_att_behind_a_bare_verb_opens_a_clause() {
        let cut = |text: &str| also_cut(text, 0).map(|at| text[at..].to_owned());
        assert_eq!(
            cut("bevilja 300 000 kr för 2019 samt att uppföljning sker i november.").as_deref(),
            Some("samt att uppföljning sker i november.")
        );
        assert_eq!(cut("Nämnden får i uppdrag att utreda saken samt att återkomma i maj."), None);
        assert_eq!(cut("Redovisning av programmet, samt att det löper ut 2023, antecknas."), None);
    }
}
