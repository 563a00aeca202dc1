//! An axis: where its marks stand.

use super::words;

/// What is larger goes to the end of the axis.
const MOST: f64 = 1e15;

/// An axis from `low` to `high`, both on a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
}

impl Scale {
    /// Holds nought and all `values`, with about `n_marks` marks at round numbers.
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone, n_marks: f64) -> Self {
        let is_whole = values.clone().all(|value| value.fract() == 0.0);
        let finite = values.filter(|value| value.is_finite());
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in finite.map(|value| value.clamp(-MOST, MOST)) {
            (low, high) = (low.min(value), high.max(value));
        }
        if low == high {
            high = 1.0;
        }
        let mut step = round_step((high - low) / n_marks);
        if is_whole {
            step = step.max(1.0);
        }
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// The marks, with what is printed at them.
    pub(super) fn marks(&self) -> Vec<(f64, String)> {
        let decimals = if self.step >= 1.0 { 0 } else { (-self.step.log10()).ceil() as usize };
        let n_steps = ((self.high - self.low) / self.step).round() as u32;
        let mark = |at: u32| self.low + f64::from(at) * self.step;
        (0..=n_steps).map(|at| (mark(at), words::number(mark(at), decimals))).collect()
    }

    /// Which share of the axis `value` is along.
    pub(super) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The next higher of 1, 2, 5, 10, 20 and so on.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| factor * power >= step * 0.999_999);
    factor.unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f64], expected: &[&str]) {
        let marks = Scale::of(values.iter().copied(), 5.0).marks();
        let told: Vec<String> = marks.into_iter().map(|(_, told)| told).collect();
        assert_eq!(told, expected, "{values:?}");
    }

    #[test]
    fn marks_are_round_numbers() {
        check(&[3.0, 17.0], &["0", "5", "10", "15", "20"]);
        check(&[1.0], &["0", "1"]);
        check(&[-3.5, 4.2], &["\u{2212}4", "\u{2212}2", "0", "2", "4", "6"]);
        check(&[0.3], &["0,0", "0,1", "0,2", "0,3"]);
        check(
            &[4_321.0],
            &["0", "1\u{a0}000", "2\u{a0}000", "3\u{a0}000", "4\u{a0}000", "5\u{a0}000"],
        );
        check(&[], &["0", "1"]);
        check(&[f64::NAN, 0.0], &["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]);
    }
}
