//! Folded words → stems, of words as they are spelled today.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::swedish::spelling::modern;

/// Words whose stems a thread remembers.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    static STEMS: RefCell<HashMap<String, String>> = RefCell::default();
}

/// The stem of a folded word; a number is its own stem.
pub(super) fn stem(word: &str) -> String {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return stem.clone();
        }
        if stems.len() == REMEMBERED {
            stems.clear();
        }
        let stem = crate::swedish::stem::stem(&modern(word));
        stems.insert(word.to_owned(), stem.clone());
        stem
    })
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
