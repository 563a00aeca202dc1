//! Days of the calendar.

/// A day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: i32,
    month: u32,
    day: u32,
}

impl Day {
    /// The day, if there is one; `month` and `day` from 1.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let n_days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1700..2200).contains(&year) && (1..=n_days).contains(&day)).then_some(Self {
            year,
            month,
            day,
        })
    }

    /// The day of an ISO 8601 date.
    pub fn parse(iso: &str) -> Option<Self> {
        let mut parts = iso.split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok()?;
        let day = parts.next()?.parse().ok()?;
        Self::new(year, month, day)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// "2024-03-14".
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Day of the week; Monday is 0.
    pub fn weekday(self) -> u32 {
        // Sakamoto's way: January and February count to the year before.
        const SHIFTS: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let shift = SHIFTS[self.month as usize - 1];
        let from_sunday =
            (year + year / 4 - year / 100 + year / 400 + shift + self.day as i32).rem_euclid(7);
        ((from_sunday + 6) % 7) as u32
    }
}

/// The first day on or after `start` with the month and day of `day`.
pub fn following(start: Day, day: Day) -> Option<Day> {
    (start.year..start.year + 5)
        .filter_map(|year| Day::new(year, day.month, day.day))
        .find(|candidate| *candidate >= start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_weekdays() {
        let weekday = |iso: &str| Day::parse(iso).unwrap().weekday();
        assert_eq!(weekday("2025-01-21"), 1);
        assert_eq!(weekday("2024-02-29"), 3);
        assert_eq!(weekday("1863-03-01"), 6);
    }

    #[test]
    fn knows_the_lengths_of_months() {
        assert!(Day::new(2024, 2, 29).is_some());
        assert!(Day::new(1900, 2, 29).is_none());
        assert!(Day::new(2023, 4, 31).is_none());
        assert!(Day::new(2023, 13, 1).is_none());
    }

    #[test]
    fn finds_the_day_that_comes() {
        let day = |iso: &str| Day::parse(iso).unwrap();
        assert_eq!(following(day("2011-09-29"), day("2011-10-06")), Some(day("2011-10-06")));
        assert_eq!(following(day("2011-12-20"), day("2011-01-12")), Some(day("2012-01-12")));
    }
}
