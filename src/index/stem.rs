//! Words → stems, by Snowball's rules for Swedish, of words as they are spelled today.

use frostem::{Algorithm, Stemmer};

use crate::swedish::spelling::modern;

/// The stem of a folded word; a number is its own stem.
pub(super) fn stem(word: &str) -> String {
    thread_local! {
        static STEMMER: Stemmer = Stemmer::new(Algorithm::Swedish);
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    STEMMER.with(|stemmer| stemmer.stem(&modern(word)).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_meet() {
        assert_eq!(stem("kommunerna"), stem("kommuner"));
        assert_eq!(stem("beslutar"), stem("beslutade"));
        assert_eq!(stem("öfverskott"), stem("överskott"));
        assert_eq!(stem("afgifter"), stem("avgiften"));
        assert_ne!(stem("lån"), stem("län"));
        assert_eq!(stem("2014s"), "2014s");
    }
}
