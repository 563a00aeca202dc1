//! The order of words in a Swedish dictionary.

/// What words are compared by: small letters, å, ä and ö behind z, other accents off.
pub fn key(word: &str) -> String {
    let folded = crate::swedish::tokens::fold_all(word);
    folded
        .chars()
        .map(|letter| match letter {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            _ => letter,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn å_ä_and_ö_stand_last() {
        let mut words = ["Öppna", "zoo", "Ära", "år", "Armén", "arm"];
        words.sort_by_key(|word| key(word));
        assert_eq!(words, ["arm", "Armén", "zoo", "år", "Ära", "Öppna"]);
    }
}
