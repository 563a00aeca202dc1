//! Folded words → stems, of words as they are spelled today.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::swedish::spelling::modern;

/// Words whose stems a thread remembers.
const REMEMBERED: usize = 1 << 16;

thread_local! {
    static STEMS: RefCell<HashMap<Box<str>, Box<str>, BuildHasherDefault<Quick>>> = RefCell::default();
}

/// The stem of a folded word; a number is its own stem.
pub(super) fn stem(word: &str) -> String {
    with_stem(word, str::to_owned)
}

/// What `told` makes of the stem of a folded word.
pub(super) fn with_stem<T>(word: &str, told: impl FnOnce(&str) -> T) -> T {
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return told(word);
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(word) {
            return told(stem);
        }
        if stems.len() == REMEMBERED {
            stems.clear();
        }
        let stem = crate::swedish::stem::stem(&modern(word));
        let told = told(&stem);
        stems.insert(word.into(), stem.into());
        told
    })
}

/// A quick hash of words. Whoever makes words that share one only loses time, and what is remembered is bounded.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        self.add(rest.iter().fold(rest.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
    }

    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
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
