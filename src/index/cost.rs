//! What it takes to find something, estimated from how often its words stand in units: the same for the same query of the same index.

/// What must be read, and how much may be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cost {
    /// What is read whatever else is asked, in steps.
    always: u64,
    /// Units that are looked at, and the steps that each takes; other conditions make them fewer.
    looks: Vec<(usize, u64)>,
    /// No more units than this are found.
    pub(super) found: usize,
}

impl Cost {
    /// What looks at `n_units`, each in so many steps, and may find all of them.
    pub(super) fn looking_at(n_units: usize, steps: u64) -> Self {
        Self { always: 0, looks: vec![(n_units, steps)], found: n_units }
    }

    /// What takes so many steps more, whatever else is asked.
    pub(super) fn and_always(mut self, steps: u64) -> Self {
        self.always = self.always.saturating_add(steps);
        self
    }

    /// The same, when more or fewer are found than are looked at.
    pub(super) fn finding(self, found: usize) -> Self {
        Self { found, ..self }
    }

    /// The same, looked for among so many units only.
    pub(super) fn within(mut self, n_units: usize) -> Self {
        for (looked_at, _) in &mut self.looks {
            *looked_at = n_units.min(*looked_at);
        }
        self.found = n_units.min(self.found);
        self
    }

    /// Both, one after the other; how much is found is said by neither.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.always = self.always.saturating_add(other.always);
        self.looks.extend(other.looks);
        self
    }

    /// How many steps it takes.
    pub(super) fn steps(&self) -> u64 {
        let looks = self.looks.iter().map(|&(n_units, steps)| steps.saturating_mul(n_units as u64));
        looks.fold(self.always, u64::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_conditions_make_it_less() {
        let row = Cost::looking_at(1_000, 50);
        assert_eq!(row.steps(), 50_000);
        assert_eq!(row.clone().within(10).steps(), 500);
        assert_eq!(row.clone().within(5_000), row);
        let beginning = Cost::looking_at(800, 1).and_always(3_000).finding(700);
        assert_eq!((beginning.steps(), beginning.found), (3_800, 700));
        assert_eq!(beginning.clone().within(10).steps(), 3_010, "all of its words are read anyway");
        let both = row.within(beginning.found).and(beginning);
        assert_eq!(both.steps(), 700 * 50 + 3_800);
        assert_eq!(Cost::looking_at(usize::MAX, u64::MAX).and_always(1).steps(), u64::MAX);
    }
}
