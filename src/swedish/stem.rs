//! Words → stems: the forms of a word have one stem, and different words seldom share one.
//!
//! Endings of nouns, verbs and adjectives are taken off until nothing more comes off, so that it does not matter in which
//! form one begins ("insats", "insatserna"). Derived words keep their endings: "ekonomi" and "ekonomisk" are two.

/// Forms that no rule leads to their base.
const IRREGULAR: [(&str, &str); 48] = [
    ("är", "vara"),
    ("var", "vara"),
    ("varit", "vara"),
    ("ska", "skola"),
    ("skall", "skola"),
    ("skulle", "skola"),
    ("kan", "kunna"),
    ("kunde", "kunna"),
    ("kunnat", "kunna"),
    ("vill", "vilja"),
    ("ville", "vilja"),
    ("velat", "vilja"),
    ("har", "ha"),
    ("hade", "ha"),
    ("haft", "ha"),
    ("tar", "ta"),
    ("tas", "ta"),
    ("tog", "ta"),
    ("ger", "ge"),
    ("ges", "ge"),
    ("gav", "ge"),
    ("gett", "ge"),
    ("givit", "ge"),
    ("ser", "se"),
    ("ses", "se"),
    ("sett", "se"),
    ("såg", "se"),
    ("sker", "ske"),
    ("skett", "ske"),
    ("skedde", "ske"),
    ("blir", "bli"),
    ("blivit", "bli"),
    ("blev", "bli"),
    ("gör", "göra"),
    ("görs", "göra"),
    ("gjord", "göra"),
    ("gjorde", "göra"),
    ("gjort", "göra"),
    ("gjorts", "göra"),
    ("gjorda", "göra"),
    ("får", "få"),
    ("fick", "få"),
    ("går", "gå"),
    ("står", "stå"),
    ("når", "nå"),
    ("män", "man"),
    ("männen", "man"),
    ("barnen", "barn"),
];

/// Ends of words and of compounds that no rule leads to their base.
const IRREGULAR_ENDS: [(&str, &str); 21] = [
    ("ledamöterna", "ledamot"),
    ("ledamöter", "ledamot"),
    ("städerna", "stad"),
    ("städer", "stad"),
    ("länderna", "land"),
    ("länder", "land"),
    ("böckerna", "bok"),
    ("böcker", "bok"),
    ("slogs", "slå"),
    ("slog", "slå"),
    ("slagits", "slå"),
    ("slagit", "slå"),
    ("gick", "gå"),
    ("gått", "gå"),
    ("stod", "stå"),
    ("stått", "stå"),
    ("fått", "få"),
    ("antogs", "anta"),
    ("antog", "anta"),
    ("tagits", "ta"),
    ("tagit", "ta"),
];

/// Bases that end in "et", which is then no ending.
const IN_ET: [&str; 20] = [
    "het", "itet", "ietet", "ultet", "budget", "paket", "staket", "planet", "magnet", "raket",
    "alfabet", "poet", "komet", "tapet", "trumpet", "konkret", "diskret", "sekret", "asket",
    "profet",
];

/// Endings that come off a form, the longest first.
const ENDINGS: [&str; 17] = [
    "arna", "erna", "orna", "ade", "ena", "ern", "an", "en", "et", "ar", "er", "or", "ad", "at",
    "a", "e", "",
];

/// Endings that come off what is left, so that a base that happens to end so meets its forms.
const LEFT_OVER: [&str; 8] = ["an", "en", "ar", "or", "ad", "at", "et", ""];

/// The stem of a word in small letters.
pub fn stem(word: &str) -> String {
    let mut stem = regular(word);
    genitive(&mut stem, "suiöy");
    take_off(&mut stem, &ENDINGS, 2);
    loop {
        let n_bytes = stem.len();
        if !genitive(&mut stem, "suiöya") {
            take_off(&mut stem, &LEFT_OVER, 3);
        }
        trim(&mut stem);
        if stem.len() == n_bytes {
            return stem;
        }
    }
}

fn regular(word: &str) -> String {
    if let Some((_, base)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*base).to_owned();
    }
    let end = IRREGULAR_ENDS.iter().find_map(|(form, base)| Some((word.strip_suffix(form)?, base)));
    end.map_or_else(|| word.to_owned(), |(head, base)| format!("{head}{base}"))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö' | 'é')
}

fn has_vowel(word: &str) -> bool {
    word.chars().any(is_vowel)
}

/// The letter that is the `nth` from the end, from 0.
fn from_end(word: &str, nth: usize) -> Option<char> {
    word.chars().nth_back(nth)
}

/// True when the word has so many letters or more.
fn has_letters(word: &str, n_letters: usize) -> bool {
    n_letters == 0 || word.chars().nth(n_letters - 1).is_some()
}

/// Takes off an s that is not the word's own; after the letters `not_after` it is.
fn genitive(word: &mut String, not_after: &str) -> bool {
    let is_own = from_end(word, 1).is_none_or(|letter| not_after.contains(letter));
    let takes = word.ends_with('s') && !is_own && has_letters(word, 4);
    if takes {
        word.pop();
    }
    takes
}

/// Takes off the first ending that leaves a stem of `fewest` letters or more, with a vowel.
fn take_off(word: &mut String, endings: &[&str], fewest: usize) {
    for ending in endings.iter().filter(|ending| !ending.is_empty()) {
        let Some(left) = word.strip_suffix(ending) else { continue };
        if *ending == "ad" && left.ends_with('n') || !has_letters(left, fewest) || !has_vowel(left)
        {
            continue;
        }
        if *ending == "et" && IN_ET.iter().any(|base| word.ends_with(base)) {
            return;
        }
        if !has_letters(left, 3) {
            let is_open = |nth| from_end(left, nth).is_some_and(is_vowel);
            // "året", "nya"
            let is_word = is_open(1) && !is_open(0) || *ending == "a" && is_open(0);
            if !is_word || matches!(*ending, "ena" | "an" | "or" | "ern") {
                continue;
            }
        }
        let n_bytes = left.len();
        word.truncate(n_bytes);
        return;
    }
}

/// What sets the forms of one stem apart once the endings are off.
fn trim(word: &mut String) {
    let two = |word: &str| Some((from_end(word, 1)?, from_end(word, 0)?));
    let has_vowel_before = |word: &str| {
        let n_letters = word.chars().count().saturating_sub(2);
        word.chars().take(n_letters).any(is_vowel)
    };
    // "stort", "särskild", "godkänd"
    if has_letters(word, 5) && has_vowel_before(word) {
        let is_form = match two(word) {
            Some((before, 't')) => "rlgkvmnb".contains(before),
            Some((before, 'd')) => "rlm".contains(before) || word.ends_with("änd"),
            _ => false,
        };
        if is_form {
            word.pop();
        }
    }
    // "programm-et", "mann-en"
    if has_letters(word, 4) && (word.ends_with("mm") || word.ends_with("nn")) {
        word.pop();
    }
    // "regel", "regl-er"
    if has_letters(word, 5)
        && word.ends_with("el")
        && from_end(word, 2).is_some_and(|letter| !is_vowel(letter))
        && word.chars().rev().skip(3).any(is_vowel)
    {
        word.truncate(word.len() - 2);
        word.push('l');
    }
    // "öppn-a", "åldr-ar", "sektorn", "miljön"
    let is_form = match two(word) {
        Some(('g' | 'v' | 'd' | 'x' | 'p' | 'k' | 't' | 'm', 'n')) => has_vowel_before(word),
        Some(('r' | 'l', 'n')) => has_letters(word, 6),
        Some(('ö', 'n')) => has_letters(word, 4),
        Some(('d' | 't' | 'm' | 'g' | 'p' | 'k' | 'b', 'r')) => {
            has_letters(word, 4) && has_vowel_before(word)
        }
        // "går"
        Some(('å', 'r')) => from_end(word, 2).is_some_and(|letter| !is_vowel(letter)),
        _ => false,
    };
    if is_form {
        word.pop();
    }
    // "nytt"
    if has_letters(word, 4) && (word.ends_with("ått") || word.ends_with("ytt")) {
        word.truncate(word.len() - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn meet(forms: &str) {
        let stems: Vec<(String, &str)> = forms.split(' ').map(|form| (stem(form), form)).collect();
        assert!(stems.iter().all(|(stem, _)| *stem == stems[0].0), "{stems:?}");
    }

    #[track_caller]
    fn differ(words: &str) {
        let mut stems: Vec<String> = words.split(' ').map(stem).collect();
        stems.sort();
        let n_words = stems.len();
        stems.dedup();
        assert_eq!(stems.len(), n_words, "{stems:?}");
    }

    #[test]
    fn nouns() {
        for forms in [
            "kommun kommunen kommuner kommunerna kommuns kommunens kommunernas",
            "beslut beslutet besluten beslutets",
            "gevär geväret gevären gevärens",
            "ärende ärendet ärenden ärendena ärendets",
            "yrkande yrkandet yrkanden yrkandena",
            "möte mötet möten mötena",
            "överskott överskottet överskotten",
            "år året åren årets",
            "fråga frågan frågor frågorna",
            "insats insatsen insatser insatserna",
            "kostnad kostnaden kostnader kostnaderna",
            "detaljplan detaljplanen detaljplaner detaljplanernas",
            "verksamhet verksamheten verksamheter verksamheternas",
            "regel regeln regler reglerna",
            "kapitel kapitlet kapitlen",
            "ålder åldern åldrar",
            "tecken tecknet",
            "program programmet programmen",
            "ledamot ledamoten ledamöter ledamöterna",
            "stad staden städer städerna",
            "sektor sektorn sektorer",
            "miljö miljön",
            "paket paketet paketen",
            "universitet universitetet universiteten",
            "resultat resultatet",
        ] {
            meet(forms);
        }
    }

    #[test]
    fn verbs_and_adjectives() {
        for forms in [
            "godkänna godkänner godkände godkänt godkänd godkänns",
            "avslå avslår avslås avslog avslagit",
            "gå går gick gått",
            "anta antar antas antog antagits",
            "stor stort stora",
            "särskild särskilt särskilda",
            "kommunal kommunalt kommunala",
            "öppen öppet öppna",
            "ny nytt nya",
            "ekonomisk ekonomiskt ekonomiska",
        ] {
            meet(forms);
        }
    }

    #[test]
    fn different_words() {
        differ("lån län lan");
        differ("budget bud");
        differ("ekonomi ekonomisk");
        differ("planet plan");
        differ("verksamhet verksam");
        differ("kostnad kost");
    }

    #[test]
    fn nothing_breaks_it() {
        for word in ["", "s", "å", "etet", "ss", "enenenen", "§", "öö"] {
            let once = stem(word);
            assert!(once.len() <= word.len() || !word.is_empty(), "{word}");
        }
        assert_eq!(stem("hus"), "hus");
    }
}
