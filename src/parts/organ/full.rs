//! Short names of bodies → the names in full.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{canonical, organs, rank};
use crate::model::Text;
use crate::parts::organ::Rank;
use crate::swedish::Pattern;

/// Words in names of bodies that belong to another: "kommunfullmäktiges valberedning".
static OWNED: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new("s valberedning|s presidi|s arbetsutskott|s utskott").expect("a constant pattern")
});

/// The bodies that prepare for another which the file names in full, each only where no other is called the same.
pub fn full_names(text: &Text) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in &text.lines {
        if !OWNED.is_match(&line.text) {
            continue;
        }
        for range in organs(&line.text) {
            let name = &line.text[range];
            let prepares = matches!(rank(name), Some(Rank::Group | Rank::Committee));
            if prepares && name.contains("s ") {
                names.push(canonical(name));
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    let mut n_called: HashMap<Option<String>, usize> = HashMap::new();
    for name in &names {
        *n_called.entry(last(name)).or_default() += 1;
    }
    names.retain(|name| n_called.get(&last(name)) == Some(&1));
    names
}

/// "Arbetsutskottet" → "Kommunstyrelsens arbetsutskott", when that is the one of `known` called so.
pub fn in_full<'n>(name: String, known: impl IntoIterator<Item = &'n str>) -> String {
    if name.contains(' ') {
        return name;
    }
    let lower = name.to_lowercase();
    let stem = ["en", "et", "n"].iter().find_map(|ending| lower.strip_suffix(ending));
    let is_called = |full: &&str| {
        let full = full.to_lowercase();
        full.len() > lower.len()
            && (full.ends_with(&lower)
                || stem.is_some_and(|stem| full.ends_with(&format!(" {stem}"))))
    };
    let found = known.into_iter().find(is_called).map(str::to_owned);
    found.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;

    #[test]
    fn names_in_full() {
        let known = ["Kommunstyrelsens arbetsutskott", "Socialnämnden"];
        let full = |name: &str| in_full(name.to_owned(), known);
        assert_eq!(full("Arbetsutskottet"), "Kommunstyrelsens arbetsutskott");
        assert_eq!(full("Nämnden"), "Socialnämnden");
        assert_eq!(full("Socialnämnden"), "Socialnämnden");
        assert_eq!(full("Personalutskottet"), "Personalutskottet");
        assert_eq!(full("Byggnadsnämnden"), "Byggnadsnämnden");
    }

    #[test]
    fn only_one_may_be_called_so() {
        let names = |paper: &str| full_names(&layout::text_of_plain(paper.to_owned()).0);
        assert_eq!(
            names("Byberga den 3 maj\nKommunfullmäktiges valberedning"),
            ["Kommunfullmäktiges valberedning"]
        );
        assert!(names("Socialnämndens arbetsutskott\nKommunstyrelsens arbetsutskott").is_empty());
    }
}
