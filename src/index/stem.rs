//! Folded words → stems, of words as they are spelled today.

use crate::swedish::spelling::modern;

/// The stem of a folded word; a number is its own stem.
pub(super) fn stem(word: &str) -> String {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    crate::swedish::stem::stem(&modern(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_and_spellings_meet() {
        assert_eq!(stem("kommunerna"), stem("kommuner"));
        assert_eq!(stem("öfverskottet"), stem("överskott"));
        assert_eq!(stem("afgifter"), stem("avgiften"));
        assert_ne!(stem("lån"), stem("län"));
        assert_eq!(stem("2014s"), "2014s");
    }
}
