//! Lists of units in the order of their numbers, each with its score: what they have in common, and what one of them has.

use std::ops::Range;

use tantivy::DocId;

/// A unit of a segment, and how well it matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scored {
    pub(super) doc: DocId,
    pub(super) score: f32,
}

/// What stands in both; the scores are added.
pub(super) fn both(mut list: Vec<Scored>, other: &[Scored]) -> Vec<Scored> {
    let mut other = other;
    list.retain_mut(|at| {
        other = from(other, at.doc);
        match other.first().filter(|there| there.doc == at.doc) {
            Some(there) => {
                at.score += there.score;
                true
            }
            None => false,
        }
    });
    list
}

/// What stands in the first only.
pub(super) fn without(mut list: Vec<Scored>, other: &[Scored]) -> Vec<Scored> {
    let mut other = other;
    list.retain(|at| {
        other = from(other, at.doc);
        other.first().is_none_or(|there| there.doc != at.doc)
    });
    list
}

/// Lists are added up place by place when they hold more than one of so many units.
const SPARSE: usize = 16;

/// What stands in one of them; scores of the same unit are added. All stand in `range`.
pub(super) fn either(mut lists: Vec<Vec<Scored>>, range: &Range<DocId>) -> Vec<Scored> {
    lists.retain(|list| !list.is_empty());
    let n_all: usize = lists.iter().map(Vec::len).sum();
    if lists.len() > 2 && n_all > range.len() / SPARSE {
        return summed(&lists, range);
    }
    // Pairs of neighbours, so that each unit is moved no more often than the lists can be halved.
    while lists.len() > 1 {
        let mut halved = Vec::with_capacity(lists.len().div_ceil(2));
        let mut rest = lists.into_iter();
        while let Some(list) = rest.next() {
            halved.push(match rest.next() {
                Some(other) => merged(&list, &other),
                None => list,
            });
        }
        lists = halved;
    }
    lists.pop().unwrap_or_default()
}

fn summed(lists: &[Vec<Scored>], range: &Range<DocId>) -> Vec<Scored> {
    let mut bits = Bits::none(range);
    let mut scores = vec![0.0; range.len()];
    for at in lists.iter().flatten() {
        bits.insert(at.doc);
        scores[(at.doc - range.start) as usize] += at.score;
    }
    bits.iter().map(|doc| Scored { doc, score: scores[(doc - range.start) as usize] }).collect()
}

fn merged(a: &[Scored], b: &[Scored]) -> Vec<Scored> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a, b);
    while let (Some(first), Some(second)) = (a.first(), b.first()) {
        let score = match first.doc.cmp(&second.doc) {
            std::cmp::Ordering::Less => first.score,
            std::cmp::Ordering::Equal => first.score + second.score,
            std::cmp::Ordering::Greater => second.score,
        };
        let doc = first.doc.min(second.doc);
        all.push(Scored { doc, score });
        a = &a[usize::from(first.doc == doc)..];
        b = &b[usize::from(second.doc == doc)..];
    }
    all.extend_from_slice(a);
    all.extend_from_slice(b);
    all
}

/// What of `list` does not stand before `doc`; near ahead is looked at first.
pub(super) fn from(list: &[Scored], doc: DocId) -> &[Scored] {
    let mut ahead = 1;
    while list.get(ahead).is_some_and(|at| at.doc < doc) {
        ahead *= 2;
    }
    let (low, high) = (ahead / 2, ahead.min(list.len()));
    let near = list.get(low..high).unwrap_or_default();
    &list[(low + near.partition_point(|at| at.doc < doc)).min(list.len())..]
}

/// Units of a segment, by a bit each.
pub(super) struct Bits {
    first: DocId,
    words: Vec<u64>,
}

impl Bits {
    /// None of the units of `range`.
    pub(super) fn none(range: &Range<DocId>) -> Self {
        Self { first: range.start, words: vec![0; range.len().div_ceil(64)] }
    }

    pub(super) fn insert(&mut self, doc: DocId) {
        let at = doc.wrapping_sub(self.first) as usize;
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    pub(super) fn contains(&self, doc: DocId) -> bool {
        let at = doc.wrapping_sub(self.first) as usize;
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// They, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let base = self.first + at as DocId * 64;
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(base + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(docs: &[DocId]) -> Vec<Scored> {
        docs.iter().map(|&doc| Scored { doc, score: 1.0 }).collect()
    }

    fn docs(list: &[Scored]) -> Vec<DocId> {
        list.iter().map(|at| at.doc).collect()
    }

    #[test]
    fn lists_are_joined_and_parted() {
        let (a, b) = (list(&[1, 4, 5, 9]), list(&[0, 4, 6, 7, 8, 9]));
        assert_eq!(docs(&both(a.clone(), &b)), [4, 9]);
        assert_eq!(both(a.clone(), &b)[0].score, 2.0);
        assert_eq!(docs(&without(a.clone(), &b)), [1, 5]);
        // In few units and in many, they are added up in another way.
        for range in [0..11, 0..1_000] {
            let all = either(vec![a.clone(), Vec::new(), b.clone(), list(&[9, 10])], &range);
            assert_eq!(docs(&all), [0, 1, 4, 5, 6, 7, 8, 9, 10]);
            assert_eq!(all[7].score, 3.0);
            assert_eq!(either(Vec::new(), &range), []);
        }
        assert_eq!(both(Vec::new(), &a), []);
        assert_eq!(without(a.clone(), &[]), a);
    }

    #[test]
    fn every_place_of_a_list_is_found() {
        let all = list(&(0..100).map(|nth| nth * 3).collect::<Vec<_>>());
        for doc in 0..310 {
            let expected: Vec<DocId> = docs(&all).into_iter().filter(|&at| at >= doc).collect();
            assert_eq!(docs(from(&all, doc)), expected, "{doc}");
        }
    }

    #[test]
    fn bits_come_out_in_order() {
        let mut bits = Bits::none(&(100..300));
        [299, 100, 164, 163, 164].into_iter().for_each(|doc| bits.insert(doc));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [100, 163, 164, 299]);
        assert!(bits.contains(163) && !bits.contains(165));
    }
}
