//! A share of the sources: "3/10".

use std::fmt;
use std::str::FromStr;

/// One of several shares of about the same size; every source is in just one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// From 1.
    nth: u32,
    of: u32,
}

impl Share {
    /// True when the document with the id `id` is in the share.
    pub(super) fn holds(self, id: &str) -> bool {
        let number = id.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        number.unwrap_or_default() % self.of == self.nth - 1
    }

    /// True when the source at this place of a list, counted from 0, is in the share: every tenth of ten shares.
    pub fn takes(self, position: usize) -> bool {
        position as u64 % u64::from(self.of) == u64::from(self.nth - 1)
    }

    /// All of them, when there is but one.
    pub fn whole() -> Self {
        Self { nth: 1, of: 1 }
    }

    /// Which, from 1, and of how many.
    pub fn parts(self) -> (u32, u32) {
        (self.nth, self.of)
    }

    /// The name of the folder that holds what came of the share: "00003-of-00010".
    pub fn folder(self) -> String {
        format!("{:05}-of-{:05}", self.nth, self.of)
    }

    /// The share whose folder has this name.
    pub fn of_folder(name: &str) -> Option<Self> {
        let (nth, of) = name.split_once("-of-")?;
        let (nth, of): (u32, u32) = (nth.parse().ok()?, of.parse().ok()?);
        let share: Self = format!("{nth}/{of}").parse().ok()?;
        (share.folder() == name).then_some(share)
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.nth, self.of)
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts =
            text.split_once('/').and_then(|(nth, of)| Some((nth.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((nth, of)) if (1..=of).contains(&nth) => Ok(Self { nth, of }),
            _ => Err("a share is written as 3/10: the third of ten"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_in_one_share() {
        for id in ["00000000aa", "ffffffff00", "0badc0de11", "8f3c"] {
            let shares = (1..=7).map(|nth| Share { nth, of: 7 });
            assert_eq!(shares.filter(|share| share.holds(id)).count(), 1, "{id}");
        }
    }

    #[test]
    fn every_place_is_in_one_share() {
        for position in 0..40 {
            let shares = (1..=7).map(|nth| Share { nth, of: 7 });
            assert_eq!(shares.filter(|share| share.takes(position)).count(), 1, "{position}");
        }
        assert!(Share::whole().takes(0) && Share::whole().takes(11));
    }

    #[test]
    fn shares_are_written_as_fractions() {
        assert_eq!("3/10".parse(), Ok(Share { nth: 3, of: 10 }));
        assert_eq!(Share { nth: 3, of: 10 }.to_string(), "3/10");
        assert_eq!(Share { nth: 3, of: 10 }.folder(), "00003-of-00010");
        assert_eq!(Share::of_folder("00003-of-00010"), Some(Share { nth: 3, of: 10 }));
        assert_eq!(Share::of_folder("3-of-10"), None);
        for wrong in ["", "3", "0/10", "11/10", "1/0", "a/b", "-1/2"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }
}
