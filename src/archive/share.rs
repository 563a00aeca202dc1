//! A share of the sources: "3/10".

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
    fn shares_are_written_as_fractions() {
        assert_eq!("3/10".parse(), Ok(Share { nth: 3, of: 10 }));
        for wrong in ["", "3", "0/10", "11/10", "1/0", "a/b", "-1/2"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }
}
