//! Words on two lines → on one.

/// Puts `more` behind `whole`; a word cut by the line break is mended.
pub(super) fn join(whole: &mut String, more: &str) {
    if whole.is_empty() || more.is_empty() {
        whole.push_str(more);
        return;
    }
    let is_cut = whole.ends_with('-') && more.starts_with(char::is_lowercase);
    if is_cut {
        let word = whole[..whole.len() - 1].rsplit([' ', '-']).next().unwrap_or_default();
        // "IT-" is printed with its hyphen; "verksam-" got one from the line break.
        let got_from_break =
            word.chars().count() > 2 && word.chars().skip(1).all(char::is_lowercase);
        let next = more.split(' ').next().unwrap_or_default();
        let are_months = is_month(&word.to_lowercase()) && is_month(next);
        let joins_words = more.starts_with("och ") || more.starts_with("eller ");
        if joins_words {
            whole.push(' ');
        } else if got_from_break && !are_months {
            whole.pop();
        }
    } else if !(whole.ends_with('/') || joins_by_dash(whole, more) || is_severed(whole, more)) {
        whole.push(' ');
    }
    whole.push_str(more);
}

/// "Avvikels" + "e": a letter that cannot stand alone was pushed to the next line.
fn is_severed(whole: &str, more: &str) -> bool {
    let first = more.split(' ').next().unwrap_or_default();
    let mut letters = first.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    letter.is_lowercase() && !"iåö".contains(letter) && whole.ends_with(char::is_lowercase)
}

/// "Norrhamn–" + "Strand", "jan–" + "aug": a dash that stands close to its words.
fn joins_by_dash(whole: &str, more: &str) -> bool {
    let Some(before) = whole.strip_suffix('–') else { return false };
    before.ends_with(char::is_alphabetic) && more.starts_with(char::is_alphabetic)
}

/// True for a month as heads shorten it: "jan-" + "aug" keeps its hyphen.
fn is_month(word: &str) -> bool {
    let months = ["jan", "feb", "mars", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "sept"];
    months.contains(&word) || ["okt", "nov", "dec"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[track_caller]
    fn check(whole: &str, more: &str, expected: &str) {
        let mut joined = whole.to_owned();
        join(&mut joined, more);
        assert_eq!(joined, expected);
    }

    #[test]
    fn words_are_mended() {
        check("Verksam-", "heten", "Verksamheten");
        check("IT-", "stöd", "IT-stöd");
        check("Utfall jan-", "aug 2031", "Utfall jan-aug 2031");
        check("Utfall jan–", "aug 2031", "Utfall jan–aug 2031");
        check("Norrhamn–", "Strand", "Norrhamn–Strand");
        check("Budget/", "prognos", "Budget/prognos");
    }

    #[test]
    fn other_words_are_parted() {
        check("Övriga", "intäkter", "Övriga intäkter");
        check("Hyra –", "el", "Hyra – el");
        check("2031–", "2033", "2031– 2033");
        check("Barn-", "och ungdom", "Barn- och ungdom");
    }
}
