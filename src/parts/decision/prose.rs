//! Minutes without headings → [`Decision`]s: the sentence of a paragraph that tells what was decided.
//!
//! Older minutes, and those of small associations, tell a matter in running text: "Föredrogs nämndens förslag. Förslaget
//! antogs enhälligt." A paragraph that has neither heading nor formula is looked through for such a sentence.

use std::ops::Range;
use std::sync::LazyLock;

use super::Context;
use super::block::{Item, Opener, opens_att, opens_item};
use super::clause::{Draft, clause};
use super::closing::closes;
use super::formulas;
use super::status::{decides, is_noting};
use crate::model::{Decision, Status};
use crate::parts::fold::Folded;
use crate::parts::organ;
use crate::parts::outline::{Row, Section};
use crate::swedish::Pattern;

/// Reads the paragraphs of the agenda that have no decision yet.
pub(super) fn decisions(rows: &[Row], context: Context<'_>, found: &[Decision]) -> Vec<Decision> {
    if !decides(context.kind) {
        return Vec::new();
    }
    let starts = &context.agenda.starts;
    let mut decisions = Vec::new();
    for (at, &(start, item)) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(rows.len(), |next| next.0);
        let within = rows[start].line.span.to(rows[end - 1].line.span);
        let has_heading = rows[start..end].iter().any(|row| row.section == Some(Section::Beslut));
        let is_read = has_heading || found.iter().any(|decision| within.contains(decision.span));
        if !is_read {
            decisions.extend(paragraph(&rows[start + 1..end], context, item));
        }
    }
    decisions
}

fn paragraph(rows: &[Row], context: Context<'_>, item: usize) -> Vec<Decision> {
    let item = &context.agenda.items[item];
    let number = &item.number;
    let mut decisions = Vec::new();
    // The title may stand below the number.
    let n_title = rows.iter().take_while(|row| item.span.contains(row.line.span)).count();
    for folded in stretches(&rows[n_title..]) {
        let sentences = sentences(&folded.text).into_iter();
        let own = sentences.map(|range| own_clause(&folded.text, range));
        let is_own = |sentence: &str| is_decided(sentence) || acts(sentence, context.body);
        let decided = own.filter(|range| is_own(&folded.text[range.clone()]));
        decisions.extend(decided.map(|range| decision(&folded, range, context, number.clone())));
    }
    decisions
}

/// "Revisorerna hade tillstyrkt, och beslöt stämman bevilja …": what the meeting did, from its verb on.
fn own_clause(text: &str, range: Range<usize>) -> Range<usize> {
    static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(
            r", och ((?:beslöt|beslöto|beslutade|utsåg|valde|antog|godkände|fastställde) )",
        )
        .expect("a constant pattern")
    });
    let found = JOINED.captures(&text[range.clone()]);
    let verb = found.and_then(|found| Some(found.get(1)?.start()));
    let verb = verb.filter(|&verb| {
        let rest = text[range.start + verb..].split_once(' ').map_or("", |(_, rest)| rest);
        organ::organ_at_start(rest).is_some()
    });
    range.start + verb.unwrap_or(0)..range.end
}

/// Running text between blank lines and points of lists, up to a heading or a closing line.
fn stretches(rows: &[Row]) -> Vec<Folded> {
    let told = rows.iter().take_while(|row| row.section.is_none() && !closes(row.text()));
    let mut stretches: Vec<Folded> = Vec::new();
    for row in told.filter(|row| !row.text().contains('\t')) {
        let begins = row.line.gap > 0 || opens_item(row.text()) && !opens_att(row.text());
        match stretches.last_mut() {
            Some(last) if !begins => last.push(&row.line),
            _ => stretches.push(Folded::new([&row.line])),
        }
    }
    stretches
}

fn decision(
    folded: &Folded,
    range: Range<usize>,
    context: Context<'_>,
    number: Option<String>,
) -> Decision {
    let item = Item {
        opener: Opener::Text,
        folded: folded.clone(),
        marker: 0,
        rows: 0..0,
        gap: 0,
        indent: 0,
        introduces: false,
    };
    let reading = formulas::reading(&plain(&folded.text[range.clone()]));
    let status = if is_noting(&reading.actions) { Status::Noted } else { Status::Decision };
    let draft = Draft { range, rule: "told-in-minutes" };
    let clause = clause(&item, &draft, reading.actions, [status; 2], context.year);
    Decision {
        body: context.body.map(str::to_owned),
        agenda_item: number,
        segment: Some(context.segment),
        outcome: reading.outcome,
        span: clause.span,
        clauses: vec![clause],
        ..Decision::default()
    }
}

/// The sentences of `text`.
fn sentences(text: &str) -> Vec<Range<usize>> {
    static END: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(r"[.!?][”\x22]?\s+").expect("a constant pattern"));
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in END.find_iter(text) {
        let opens = text[end.end()..].starts_with(char::is_uppercase);
        let mut words = text[start..end.start()].rsplit(' ');
        let word = words.next().unwrap_or("");
        // "bilagorna A och B." is no initial.
        let is_listed = words.next().is_some_and(|word| word == "och" || word.starts_with("bilag"));
        let is_short = word.chars().count() == 1 && !is_listed
            || matches!(word, "Aug" | "Joh" | "Alfr" | "Chr" | "Fr" | "Carl" | "nr" | "kl");
        if opens && !is_short {
            sentences.push(start..end.start() + 1);
            start = end.end();
        }
    }
    if start < text.len() {
        sentences.push(start..text.trim_end().len());
    }
    sentences
}

/// A sentence in which this meeting decides: a verb of deciding in the past, or in the passive; not what was moved,
/// proposed, reported or decided before.
fn is_decided(sentence: &str) -> bool {
    static VERB: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:beslöt|beslöto|beslutade|beslöts|utsågs|utsågos|valdes|omvaldes|nyvaldes|invaldes|antogs|antogos|godkändes|fastställdes|fastställde|bifölls|avslogs|avslogos|bordlades|bordlagd|bordlagt|remitterades|återremitterades|hänsköts|beviljades|anslogs|anvisades|uppdrogs|överlämnades|noterades|antecknades|tillstyrktes|(?:noterar|antecknar|godkänner) (?:informationen|rapporten|redovisningen|redogörelsen|uppgifterna|anmälan|anmälningarna|delgivningarna)|avstyrktes|(?:läggs|lades|lägges|lägger(?: \p{L}+){1,3}) till (?:handlingarna|akten)|(?:får|fick|gavs|ges|gafs) i uppdrag|godkänne?s|antecknas|noteras|bordläggs|utses|fastställe?s|lägges till|ha(?:r|de) tagit del av|(?:alltså|således) beslut(?:at|it))\b|^Ärendet utg(?:år|ick)\b")
            .expect("a constant pattern")
    });
    static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"(?i)\b(?:yrkade[s]?|yrkar|har beslutat|hade beslutat|föreslog|föreslås|föreslår|förordar|tidigare|vid förra|vid föregående|beslut(?:ade|ar) (?:den|i) \d|begärdes|reserverade|reserverar|hemställde|länsstyrelsen|regeringen|om .{3,60} (?:beviljas|godkänns))\b|§\s?\d")
            .expect("a constant pattern")
    });
    let n_words = sentence.split_whitespace().count();
    n_words >= 2
        && VERB.is_match(sentence)
        && !OTHERS.is_match(sentence)
        && !formulas::actions(&plain(sentence)).is_empty()
}

/// "Förbundsstyrelsen utser Bo Al att justera protokollet.": what the body of the minutes does, in the present.
fn acts(sentence: &str, body: Option<&str>) -> bool {
    static ACT: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^ (?:utser|väljer|antar|fastställer|avslår|bifaller|beviljar|godkänner|noterar|bordlägger|återremitterar|remitterar|tillstyrker|avstyrker|uppdrar)\b")
            .expect("a constant pattern")
    });
    static ACTED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^ (?:utsågo?|valde|antogo?|fastställde|avslogo?|biföllo?|beviljade|godkände|bordlade|återremitterade|remitterade|tillstyrkte|avstyrkte|uppdrogo?|anslogo?)\b")
            .expect("a constant pattern")
    });
    // "antog planen den 5 maj", "antog 2019 en plan", "bordlade ärendet, § 12": done before.
    static DATED: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"§|^ \d{4}\b(?: [^å]|$)|\b(?:den|i|under|år|vid) \d|\b(?:i|under) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b")
            .expect("a constant pattern")
    });
    let Some(end) = organ::organ_at_start(sentence) else { return false };
    let name = &sentence[..end];
    let is_bare = matches!(name, "Direktionen" | "Styrelsen" | "Nämnden" | "Fullmäktige");
    let is_own = is_bare || body.is_some_and(|body| organ::canonical(name) == body);
    // "Fullmäktige avslogo framställningen.", but not what it did before.
    let before = ["förra", "föregående", "tidigare", "redan"];
    let acted = ACTED.find(&sentence[end..]).is_some_and(|verb| {
        let rest = &sentence[end + verb.end()..];
        !DATED.is_match(rest) && !before.iter().any(|word| rest.contains(word))
    });
    is_own && (acted || ACT.is_match(&sentence[end..])) && !formulas::actions(sentence).is_empty()
}

/// "Stämman hade alltså beslutit" tells what was decided just now, as "beslutade" does; so does "blev bordlagd".
fn plain(sentence: &str) -> String {
    static THUS: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"\bhade (?:alltså|således) beslut(?:at|it)\b(?: att\b)?|\bblev(?:, [^,]{3,80},)? (?:bordlagd|bordlagt)\b").expect("a constant pattern")
    });
    let Some(found) = THUS.find(sentence) else { return sentence.to_owned() };
    let verb = if found.as_str().starts_with("blev") { "bordlades" } else { "beslutade" };
    format!("{}{verb}{}", &sentence[..found.start()], &sentence[found.end()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_body_of_the_minutes_does() {
        let body = Some("Kommunalfullmäktige");
        assert!(acts("Fullmäktige avslogo framställningen.", body));
        assert!(acts("Kommunalfullmäktige valde Anna Ek till ledamot.", body));
        assert!(!acts("Fullmäktige antog planen vid förra mötet.", body));
        assert!(!acts("Fullmäktige antog planen den 5 maj.", body));
        assert!(acts("Fullmäktige beviljade 450 000 kronor för 2019.", body));
        assert!(acts("Fullmäktige fastställde 2019 års avgift.", body));
        assert!(!acts("Fullmäktige antog 2019 en plan.", body));
        assert!(!acts("Fullmäktige antog planen i juni.", body));
        assert!(!acts("Kommunstyrelsen avslog framställningen.", body));
    }

    #[test]
    fn what_the_meeting_decides() {
        for sentence in [
            "Förslaget antogs enhälligt.",
            "Efter någon överläggning beslöt stämman anslå 75 kronor.",
            "Till ledamöter i valnämnden valdes Axel Ek och Elof Lind.",
            "Samordnaren får i uppdrag att arbeta in synpunkterna.",
            "Rapporterna läggs till handlingarna.",
            "Frågan remitterades till kommunalnämnden för utredning.",
            "Stämman hade alltså beslutit bevilja 50 kronor.",
            "Nämnden har tagit del av informationen.",
            "Ärendet utgår.",
            "KSAU tackar för informationen och lägger den till handlingarna.",
            "Direktionen noterar informationen till protokollet.",
        ] {
            assert!(is_decided(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_others_say_or_have_decided() {
        for sentence in [
            "Härvid yrkades dels bifall, dels avslag.",
            "Nämnden hade för sin del avstyrkt.",
            "Socialnämnden har beslutat att anställa två konsulenter.",
            "Vid förra mötet beslutade styrelsen att avvakta.",
            "Beredningsgruppen förordar att ansökan beviljas.",
            "Ordföranden hälsar alla välkomna.",
            "Förvaltningen noterar att kostnaden ökar.",
            "Ärendet återremitterades den 5 december 2024, § 71.",
        ] {
            assert!(!is_decided(sentence), "{sentence}");
        }
    }

    #[test]
    fn what_the_own_body_does() {
        let body = Some("Förbundsstyrelsen");
        assert!(acts("Förbundsstyrelsen utser Bo Al att justera protokollet.", body));
        assert!(acts("Styrelsen godkänner rapporten.", body));
        assert!(!acts("Kommunfullmäktige fastställer taxan.", body));
        assert!(!acts("Förbundsstyrelsen besöker Byberga.", body));
    }

    #[test]
    fn what_is_joined_to_a_report_begins_at_its_verb() {
        let text =
            "Revisorerna hade tillstyrkt ansvarsfrihet, och beslöt stämman bevilja densamma.";
        assert_eq!(&text[own_clause(text, 0..text.len())], "beslöt stämman bevilja densamma.");
        let text = "Stämman valde Axel Ek, och beslöt man att mötas i maj.";
        assert_eq!(own_clause(text, 0..text.len()), 0..text.len());
    }

    #[test]
    fn sentences_end_at_stops_but_not_at_initials() {
        let text = "Motion av A. Ek om väg. Den bordlades.";
        let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Motion av A. Ek om väg.", "Den bordlades."]);
        let text = "Se bilagorna A och B. Taxan antogs.";
        let found: Vec<_> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Se bilagorna A och B.", "Taxan antogs."]);
    }
}
