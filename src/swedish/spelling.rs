//! Words as they were spelled before 1906, and the plural verbs of before 1950 → today's, so that one finds the other.
//!
//! For comparing alone: what is printed is never changed. Rules that take a word of today for an old one do no harm, as
//! both sides of a comparison go through them; they must only treat the inflections of a word alike.

use std::borrow::Cow;

/// Whole words: plural and older verbs, and words in f.
const WORDS: [(&str, &str); 52] = [
    ("af", "av"),
    ("tolf", "tolv"),
    ("tolfte", "tolvte"),
    ("half", "halv"),
    ("lif", "liv"),
    ("haf", "hav"),
    ("kraf", "krav"),
    ("prof", "prov"),
    ("bref", "brev"),
    ("gaf", "gav"),
    ("blef", "blev"),
    ("skref", "skrev"),
    ("dref", "drev"),
    ("sjelf", "själv"),
    ("själf", "själv"),
    ("äro", "är"),
    ("voro", "var"),
    ("hava", "ha"),
    ("hafva", "ha"),
    ("haver", "har"),
    ("hafver", "har"),
    ("bliva", "bli"),
    ("blifva", "bli"),
    ("bliver", "blir"),
    ("blifver", "blir"),
    ("blevo", "blev"),
    ("blefvo", "blev"),
    ("giva", "ge"),
    ("gifva", "ge"),
    ("giver", "ger"),
    ("gifver", "ger"),
    ("gåvo", "gav"),
    ("gåfvo", "gav"),
    ("taga", "ta"),
    ("tager", "tar"),
    ("togo", "tog"),
    ("fingo", "fick"),
    ("gingo", "gick"),
    ("stodo", "stod"),
    ("lågo", "låg"),
    ("sågo", "såg"),
    ("kommo", "kom"),
    ("föllo", "föll"),
    ("höllo", "höll"),
    ("drogo", "drog"),
    ("läto", "lät"),
    ("skrevo", "skrev"),
    ("skrefvo", "skrev"),
    ("funno", "fann"),
    ("funnos", "fanns"),
    ("beslöto", "beslöt"),
    ("besluto", "beslöt"),
];

/// Beginnings in e that are now in ä.
const BEGINNINGS: [(&str, &str); 11] = [
    ("sjelf", "själv"),
    ("sjelv", "själv"),
    ("själf", "själv"),
    ("hjelp", "hjälp"),
    ("jern", "järn"),
    ("embet", "ämbet"),
    ("vexel", "växel"),
    ("vexl", "växl"),
    ("jemför", "jämför"),
    ("jemn", "jämn"),
    ("jemte", "jämte"),
];

/// Words of today that begin with af and a consonant.
const AF: [&str; 5] = ["afton", "after", "afrika", "afro", "afgh"];

/// A word in small letters, as it would be spelled today.
pub fn modern(word: &str) -> Cow<'_, str> {
    if !may_be_old(word) {
        return Cow::Borrowed(word);
    }
    let mut word = word.replace('w', "v");
    if let Some((_, modern)) = WORDS.iter().find(|(old, _)| *old == word) {
        return Cow::Borrowed(modern);
    }
    let is_av = word.starts_with("af")
        && word[2..].starts_with(|letter: char| letter != 'f' && !"aeiouyåäö".contains(letter))
        && !AF.iter().any(|today| word.starts_with(today));
    if is_av {
        word.replace_range(..2, "av");
    }
    let mut word = word.replace("qv", "kv").replace("fv", "v");
    if let Some((old, modern)) = BEGINNINGS.iter().find(|(old, _)| word.starts_with(old)) {
        word.replace_range(..old.len(), modern);
    }
    silent_h(&mut word);
    for ending in ["dt", "dts"] {
        if let Some(stem) = word.strip_suffix(ending) {
            let is_vowel = stem.ends_with(|letter: char| "aeiouyåäö".contains(letter));
            let is_genitive = ending.len() > 2;
            let t = if is_vowel { "tt" } else { "t" };
            word = format!("{stem}{t}{}", if is_genitive { "s" } else { "" });
            break;
        }
    }
    Cow::Owned(word)
}

/// "hvad", "ehvad", "allhvarlig"; not where the h is of "ch" or "sch".
fn silent_h(word: &mut String) {
    let mut from = 0;
    while let Some(at) = word[from..].find("hv").map(|at| from + at) {
        if word[..at].ends_with('c') {
            from = at + 1;
        } else {
            word.remove(at);
            from = at;
        }
    }
}

/// Most words have none of the signs.
fn may_be_old(word: &str) -> bool {
    let pairs = || word.as_bytes().windows(2);
    word.contains('w')
        || word.starts_with("af")
        || pairs().any(|pair| matches!(pair, b"hv" | b"fv" | b"qv" | b"dt"))
        || BEGINNINGS.iter().any(|(old, _)| word.starts_with(old))
        || WORDS.iter().any(|(old, _)| *old == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pairs: &[(&str, &str)]) {
        for (old, today) in pairs {
            assert_eq!(modern(old), *today, "{old}");
        }
    }

    #[test]
    fn spellings_of_before_1906() {
        check(&[
            ("af", "av"),
            ("afgift", "avgift"),
            ("afvisa", "avvisa"),
            ("aftal", "avtal"),
            ("hvad", "vad"),
            ("hvarje", "varje"),
            ("allhvarlig", "allvarlig"),
            ("öfver", "över"),
            ("öfverskott", "överskott"),
            ("behofvet", "behovet"),
            ("qvinna", "kvinna"),
            ("beqväm", "bekväm"),
            ("godt", "gott"),
            ("rödt", "rött"),
            ("sändt", "sänt"),
            ("hwad", "vad"),
            ("öfwer", "över"),
            ("wid", "vid"),
            ("sjelfva", "själva"),
            ("hjelp", "hjälp"),
            ("jernväg", "järnväg"),
            ("tolf", "tolv"),
            ("elfva", "elva"),
        ]);
    }

    #[test]
    fn plural_verbs_of_before_1950() {
        check(&[
            ("äro", "är"),
            ("voro", "var"),
            ("hafva", "ha"),
            ("blefvo", "blev"),
            ("fingo", "fick"),
        ]);
    }

    #[test]
    fn words_of_today_stay() {
        for word in [
            "afton",
            "afrikansk",
            "affär",
            "afghansk",
            "handtag",
            "godtagbar",
            "tidtabell",
            "matchvärd",
            "duschvägg",
            "vad",
            "chef",
            "paragraf",
            "skola",
            "kunna",
            "lån",
            "län",
            "",
        ] {
            assert_eq!(modern(word), word);
        }
    }

    #[test]
    fn what_is_modern_stays_so() {
        for (old, _) in WORDS {
            let once = modern(old);
            assert_eq!(modern(&once), once, "{old}");
        }
    }
}
