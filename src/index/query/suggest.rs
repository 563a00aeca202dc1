//! A word and a vocabulary → the word that was meant.

/// The word of `vocabulary` nearest to `word`, when it is near enough to have been meant.
pub fn nearest<'a>(word: &str, vocabulary: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(64).collect();
    let near_enough = (word.len() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for candidate in vocabulary {
        let letters: Vec<char> = candidate.to_lowercase().chars().take(64).collect();
        if letters.len().abs_diff(word.len()) > near_enough && !letters.starts_with(&word) {
            continue;
        }
        let begins = word.len() >= 3 && letters.starts_with(&word);
        let apart = if begins { 1 } else { distance(&word, &letters) };
        if apart <= near_enough && best.is_none_or(|(least, _)| apart < least) {
            best = Some((apart, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many letters must be changed, put in, taken out or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let mut least =
                (last[j] + usize::from(from != to)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_suggested() {
        let fields = ["organ", "typ", "status", "år"];
        assert_eq!(nearest("orgna", fields), Some("organ"));
        assert_eq!(nearest("statsu", fields), Some("status"));
        assert_eq!(nearest("proto", ["kallelse", "protokoll"]), Some("protokoll"));
        assert_eq!(nearest("xyz", fields), None);
        assert_eq!(nearest("", fields), None);
    }
}
