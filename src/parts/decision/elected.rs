//! "att utse Anna Ek (S) till ledamot för tiden 2023–2026" → whom a clause elects, to what, and for how long.

use std::ops::Range;
use std::sync::LazyLock;

use crate::model::Elected;
use crate::parts::names::{self, FoundPerson};
use crate::swedish::{Pattern, dates};

/// A day or a year.
const DAY: &str = r"\d{4}-\d\d-\d\d|(?:den )?\d{1,2} \p{Ll}{3,9} \d{4}|\d{4}";

static POST: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:till|som) (?:ny[ea]? |nya |ordinarie |personliga? |tillförordnad )?((?:(?:[12] ?:[ae]|förste|första|andre|andra|tredje|vice) )*(?:\p{L}*ordförande|\p{L}*ledam(?:ot|öter)|\p{L}*ersättare|suppleant(?:er)?|\p{L}*justerare|justerings(?:man|män|person(?:er)?)|\p{L}*ombud|\p{L}*revisor(?:er)?|nämndem(?:an|än)|gode? m(?:an|än)|\p{L}*direktör|\p{L}*chef|\p{L}*sekreterare|\p{L}*representant(?:er)?))\b")
        .expect("a constant pattern")
});
static SPELL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b(?:för|under) (?:tiden|perioden|åren|mandatperioden|mandattiden|valperioden) (?:från (?:och med )?|fr\.?\s?o\.?\s?m\.? )?({DAY})(?: ?[-–—]+ ?| (?:till(?: och med)?|t\.?\s?o\.?\s?m\.?|intill|–) )({DAY})"
    ))
    .expect("a constant pattern")
});
static FROM: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(r"\b(?:från och med|fr\.?\s?o\.?\s?m\.?|räknat från) (?:år )?({DAY})"))
        .expect("a constant pattern")
});
static UNTIL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(&format!(
        r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|(?:in)?till (?:slutet|utgången) av) (?:år )?({DAY})"
    ))
    .expect("a constant pattern")
});
/// Before the name of one who leaves, or who proposes.
static OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:efter|i stället för|istället för|för|ersätter|ersätta|entlediga(?:r|s)?|avsägelse(?:n)? från|(?:förslag|yrkande)(?:et)? (?:av|från)|utöver)(?: (?:avgående|avgångne|framlidne|\p{Ll}+ordföranden|ordföranden))?(?: [^.,;:]{0,60}\) och)? $")
        .expect("a constant pattern")
});
/// A name without its party right behind the verb, or before it.
static VERB: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"\b(?:utse(?:r|s)?|utsågs|välj(?:a|er|s)|väljas|valdes|nyvälj(?:a|er|s)|omvälj(?:a|er|s)|förordna(?:r|s)?|anställ(?:a|er|s)) ")
        .expect("a constant pattern")
});

/// The persons that `text`, a clause that elects, elects.
pub(super) fn elected(text: &str) -> Vec<Elected> {
    let mut persons = names::persons(text);
    persons.retain(|person| !OTHERS.is_match(&text[..person.name.start]));
    if persons.is_empty() {
        persons.extend(bare(text));
    }
    let (from, until) = term(text);
    let posts: Vec<(Range<usize>, String)> = POST
        .captures_iter(text)
        .filter_map(|found| found.get(1))
        .map(|post| (post.range(), singular(post.as_str())))
        .collect();
    let elected = |person: FoundPerson| Elected {
        post: post_of(&person, &posts, text),
        name: text[person.name].to_owned(),
        party: person.party,
        from: from.clone(),
        until: until.clone(),
    };
    persons.into_iter().map(elected).collect()
}

/// "utse Eva Ek till", "Eva Ek väljs till".
fn bare(text: &str) -> Option<FoundPerson> {
    let verb = VERB.find(text)?;
    let person = |start: usize, length: usize| FoundPerson {
        name: start..start + length,
        party: None,
        end: start + length,
    };
    let behind = names::name_at_start(&text[verb.end()..]);
    let before = || {
        let name = text[..verb.start()].trim();
        names::is_name(name).then(|| person(0, name.len()))
    };
    behind.map(|length| person(verb.end(), length)).or_else(before)
}

/// The post told behind the person in the same sentence, else the last one before: "Till ledamot utses Bo Al (S)".
fn post_of(person: &FoundPerson, posts: &[(Range<usize>, String)], text: &str) -> Option<String> {
    let before = posts.iter().rfind(|(range, _)| range.end <= person.name.start);
    let behind = posts.iter().find(|(range, _)| range.start >= person.end);
    // "Till ledamot …" opens a clause: its posts stand before their persons.
    let opens = posts.first().is_some_and(|(range, _)| {
        text[..range.start].trim_start_matches("att ").chars().filter(|c| *c == ' ').count() <= 2
    });
    let (near, far) = if opens { (before, behind) } else { (behind, before) };
    near.or(far).map(|(_, post)| post.clone())
}

fn term(text: &str) -> (Option<String>, Option<String>) {
    let day = |found: Option<regex::Match<'_>>| found.map(|found| iso(found.as_str()));
    if let Some(spell) = SPELL.captures(text) {
        return (day(spell.get(1)), day(spell.get(2)));
    }
    let of = |pattern: &Pattern| day(pattern.captures(text).and_then(|found| found.get(1)));
    (of(&FROM), of(&UNTIL))
}

/// The day in ISO 8601; a year stays one.
fn iso(printed: &str) -> String {
    let day = dates::dates(printed, None).into_iter().next();
    day.map_or_else(|| printed.to_owned(), |day| day.iso)
}

/// "ledamöter" → "ledamot".
fn singular(post: &str) -> String {
    let post = post.to_lowercase();
    let ends = [
        ("ledamöter", "ledamot"),
        ("suppleanter", "suppleant"),
        ("revisorer", "revisor"),
        ("representanter", "representant"),
        ("män", "man"),
        ("personer", "person"),
    ];
    let of = |(many, one): &(&str, &str)| Some(format!("{}{one}", post.strip_suffix(many)?));
    ends.iter().find_map(of).unwrap_or(post)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let told: Vec<String> = elected(text)
            .into_iter()
            .map(|one| {
                let word = |word: Option<String>| word.unwrap_or_else(|| "-".to_owned());
                [one.name, word(one.party), word(one.post), word(one.from), word(one.until)]
                    .join("|")
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn persons_are_elected() {
        check(
            "Anna Ek (S) väljs till ledamot i vattennämnden för tiden 2023–2026.",
            &["Anna Ek|S|ledamot|2023|2026"],
        );
        check(
            "Till ny ersättare i vattennämnden för tiden intill slutet av 2026 utse Bo Al (M) efter Eva Ros (M).",
            &["Bo Al|M|ersättare|-|2026"],
        );
        check(
            "att utse Anna Ek (S) till ordförande och Bo Al (M) till vice ordförande från och med den 1 maj 2024",
            &["Anna Ek|S|ordförande|2024-05-01|-", "Bo Al|M|vice ordförande|2024-05-01|-"],
        );
        check("att utse Eva Ek till protokolljusterare", &["Eva Ek|-|protokolljusterare|-|-"]);
        check(
            "att till ledamöter utse Anna Ek (S) och Bo Al (M)",
            &["Anna Ek|S|ledamot|-|-", "Bo Al|M|ledamot|-|-"],
        );
        check("Eva Ek väljs till revisor.", &["Eva Ek|-|revisor|-|-"]);
    }

    #[test]
    fn others_are_not_elected() {
        check("att på förslag av Anna Ek (S) välja Bo Al (M) till ombud", &["Bo Al|M|ombud|-|-"]);
        check("att utse en ny revisor i stället för Eva Ros (M)", &[]);
        check("att välja ordföranden till justerare", &[]);
    }
}
