//! Names of bodies, registry numbers and dates, as they are compared.

use crate::swedish::tokens::fold_all;

/// Bodies that are named by these words alone, where it is clear which one is meant.
const BARE: [&str; 9] = [
    "arbetsutskott",
    "utskott",
    "fullmäktige",
    "styrelse",
    "nämnd",
    "direktion",
    "beredning",
    "presidi",
    "delegation",
];

/// A body's name, folded and indefinite.
pub(super) fn body_key(name: &str) -> String {
    let name = fold_all(name);
    let bare = if name.ends_with("styrelsen") {
        name.strip_suffix('n')
    } else {
        name.strip_suffix("en").or_else(|| name.strip_suffix("et"))
    };
    bare.map_or(name.clone(), str::to_owned)
}

/// True when two keys may name one body: equal, or one the short name of the other.
pub(super) fn is_same_body(one: &str, other: &str) -> bool {
    let is_short = |short: &str, long: &str| BARE.contains(&short) && long.ends_with(short);
    one == other || is_short(one, other) || is_short(other, one)
}

/// A registry number, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Dnr {
    letters: String,
    /// Year and running number, as they stand, without zeros before them.
    pub(super) numbers: String,
}

impl Dnr {
    pub(super) fn of(printed: &str) -> Option<Self> {
        let letters = printed.chars().take_while(|letter| !letter.is_ascii_digit());
        let letters: String =
            letters.filter(|letter| letter.is_alphabetic()).flat_map(char::to_uppercase).collect();
        let numbers = printed.split(|letter: char| !letter.is_ascii_digit());
        let numbers: Vec<&str> = numbers
            .map(|number| number.trim_start_matches('0'))
            .filter(|n| !n.is_empty())
            .collect();
        // What stands behind year and running number is the class.
        let numbers = numbers.get(..2).unwrap_or(&numbers).join("/");
        let letters = letters.trim_start_matches("DNR").to_owned();
        (!numbers.is_empty()).then_some(Self { letters, numbers })
    }

    /// True when both may be one number: nothing that is printed differs.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.numbers == other.numbers && (self.letters == other.letters || self.is_bare(other))
    }

    /// True when one registry gave two numbers: they cannot be one matter.
    pub(super) fn differs(&self, other: &Self) -> bool {
        self.letters == other.letters && self.numbers != other.numbers
    }

    fn is_bare(&self, other: &Self) -> bool {
        self.letters.is_empty() || other.letters.is_empty()
    }
}

/// Days since 1970 of an ISO date.
pub(super) fn day(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || !(1..=9999).contains(&year) {
        return None;
    }
    // Years begin in March, so that the odd day is the last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let of_year = (153 * month + 2) / 5 + day - 1;
    let leap_days = year / 4 - year / 100 + year / 400;
    Some(365 * year + leap_days + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_of_bodies_are_known() {
        let same = |one: &str, other: &str| is_same_body(&body_key(one), &body_key(other));
        assert!(same("Fullmäktige", "Kommunfullmäktige"));
        assert!(same("styrelsen", "Kommunstyrelsen"));
        assert!(same("Arbetsutskottet", "Kommunstyrelsens arbetsutskott"));
        assert!(same("Direktion", "Direktionen"));
        assert!(!same("Kommunstyrelsen", "Kommunstyrelsens arbetsutskott"));
        assert!(!same("Socialnämnden", "Byggnadsnämnden"));
        assert!(!same("Stadsfullmäktige", "Kommunfullmäktige"));
    }

    #[test]
    fn registry_numbers_are_compared_by_what_is_printed() {
        let dnr = |text| Dnr::of(text).unwrap();
        assert!(dnr("KS/2014:0417").is_same(&dnr("KS 2014-417")));
        assert!(dnr("2023.118 042").is_same(&dnr("2023.118")));
        assert!(dnr("Dnr 2023/22").is_same(&dnr("2023/22")));
        assert!(dnr("KS 2014/12").differs(&dnr("KS 2014/13")));
        // Two registries: neither the same number, nor proof of two matters.
        assert!(!dnr("KS 2014/12").is_same(&dnr("SN 2014/12")));
        assert!(!dnr("KS 2014/12").differs(&dnr("SN 2014/99")));
        assert_eq!(Dnr::of("(SN )"), None);
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("2024-02-29").zip(day("2024-03-01")).map(|(a, b)| b - a), Some(1));
        assert_eq!(day("1863-05-04").map(|day| day < 0), Some(true));
        assert_eq!(day("2024-13-01"), None);
        assert_eq!(day("våren"), None);
    }
}
