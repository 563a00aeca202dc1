//! A condition that every unit meets which a query finds, in terms that any engine has.

/// A condition on the fields of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Every unit meets it.
    All,
    /// None does.
    Nothing,
    /// The field holds one of these.
    OneOf(&'static str, Vec<String>),
    /// The field holds these words in this order, moved by no more than so many places.
    Row(&'static str, Vec<String>, u32),
    /// The field holds a number between these, both included.
    Between(&'static str, i64, i64),
    /// Not this.
    Not(Box<Condition>),
    /// All of these.
    And(Vec<Condition>),
    /// One of these.
    Or(Vec<Condition>),
}

impl Condition {
    pub(super) fn all_of(parts: Vec<Self>) -> Self {
        let mut parts: Vec<Self> = parts.into_iter().filter(|part| *part != Self::All).collect();
        match parts.len() {
            0 => Self::All,
            1 => parts.remove(0),
            _ if parts.contains(&Self::Nothing) => Self::Nothing,
            _ => Self::And(parts),
        }
    }

    pub(super) fn any_of(parts: Vec<Self>) -> Self {
        if parts.contains(&Self::All) {
            return Self::All;
        }
        let mut parts: Vec<Self> =
            parts.into_iter().filter(|part| *part != Self::Nothing).collect();
        match parts.len() {
            0 => Self::Nothing,
            1 => parts.remove(0),
            _ => Self::Or(parts),
        }
    }

    /// The words in a row.
    pub(super) fn row(field: &'static str, words: &[String]) -> Self {
        match words {
            [] => Self::Nothing,
            [word] => Self::OneOf(field, vec![word.clone()]),
            _ => Self::Row(field, words.to_vec(), 0),
        }
    }
}
