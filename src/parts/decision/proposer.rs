//! "På förslag av Anna Ek (S)", "på yrkande av arbetsutskottet" → [`Proposer`]s.

use std::sync::LazyLock;

use crate::model::Proposer;
use crate::parts::{names, organ};
use crate::swedish::Pattern;

static ON_PROPOSAL: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:på|enligt|efter|i enlighet med|med bifall till) (?:(?:muntligt|skriftligt|det|ett) )?(?:förslag(?:et)?|yrkande[nt]?|initiativ(?:et)?|framställan|hemställan) (?:av|från) ")
        .expect("a constant pattern")
});
/// Where the proposers end: with the sentence, or with its verb.
static END: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"[.:;]|\b(?:att|som|besluta(?:r|de|s)?|utse(?:r|s)?|välj(?:a|er|s)|den \d)\b")
        .expect("a constant pattern")
});

/// Those on whose proposal `text`, a formula or a clause, decides.
pub(super) fn proposers(text: &str) -> Vec<Proposer> {
    let mut found: Vec<Proposer> = Vec::new();
    if !text.contains(" av ") && !text.contains(" från ") {
        return found;
    }
    for formula in ON_PROPOSAL.find_iter(text) {
        let rest = &text[formula.end()..];
        let end = END.find(rest).map_or(rest.len(), |end| end.start());
        let of_formula = among(&rest[..end]);
        found.extend(of_formula.into_iter().filter(|one| !found.contains(one)).collect::<Vec<_>>());
    }
    found
}

/// The persons with their parties in `said`; else the one name, or the body, that it begins with.
fn among(said: &str) -> Vec<Proposer> {
    let persons = names::persons(said);
    if !persons.is_empty() {
        let person = |person: names::FoundPerson| Proposer {
            name: Some(said[person.name].to_owned()),
            party: person.party,
            body: None,
        };
        return persons.into_iter().map(person).collect();
    }
    if let Some(end) = organ::organ_at_start(said).filter(|&end| !said[..end].ends_with("ns")) {
        let body = Some(organ::canonical(&said[..end]));
        // "ordföranden Eva Ek": the office tells who she is.
        let name = said[end..].trim_start();
        let name = names::name_at_start(name).map(|length| name[..length].to_owned());
        return vec![match name {
            Some(name) => Proposer { name: Some(name), party: None, body: None },
            None => Proposer { name: None, party: None, body },
        }];
    }
    let name = names::name_at_start(said).map(|length| said[..length].to_owned());
    name.into_iter().map(|name| Proposer { name: Some(name), party: None, body: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let told: Vec<String> = proposers(text)
            .into_iter()
            .map(|one| {
                let party = one.party.map(|party| format!(" ({party})")).unwrap_or_default();
                format!("{}{party}", one.name.or(one.body).unwrap_or_default())
            })
            .collect();
        assert_eq!(told, expected, "{text}");
    }

    #[test]
    fn persons_propose() {
        check("På förslag av Anna Ek (S):", &["Anna Ek (S)"]);
        check(
            "På förslag av ordföranden Anna Ek (S) och Bo Al (M):",
            &["Anna Ek (S)", "Bo Al (M)"],
        );
        check("att på yrkande av Bo Al (M) återremittera ärendet", &["Bo Al (M)"]);
        check("att enligt förslag från Eva Ros utse Bo Al (M) till revisor", &["Eva Ros"]);
    }

    #[test]
    fn bodies_propose() {
        check("På förslag av arbetsutskottet beslutar nämnden:", &["Arbetsutskottet"]);
        check("Enligt förslag från kommunstyrelsen:", &["Kommunstyrelsen"]);
    }

    #[test]
    fn what_names_no_proposer() {
        check("Enligt kommunstyrelsens förslag:", &[]);
        check("att anta förslag till taxa från Anna Ek (S)", &[]);
        check("På förslag av en enig grupp:", &[]);
        check("att utse Anna Ek (S) till revisor", &[]);
    }
}
