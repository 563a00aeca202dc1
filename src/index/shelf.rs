//! Papers at hand: those that hits were made of last, of one state of the index.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::DocAddress;

use super::paper::Paper;

/// How many papers are kept.
const PAPERS: usize = 64;

/// How many bytes of text are kept, but for the last paper.
const BYTES: usize = 16 << 20;

/// The papers, the last used first.
#[derive(Default)]
pub(super) struct Shelf(Mutex<VecDeque<(DocAddress, Arc<Paper>)>>);

impl Shelf {
    /// The paper whose first unit stands at `address`, if it is at hand.
    pub(super) fn get(&self, address: DocAddress) -> Option<Arc<Paper>> {
        let mut papers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = papers.iter().position(|(place, _)| *place == address)?;
        let used = papers.remove(at)?;
        let paper = Arc::clone(&used.1);
        papers.push_front(used);
        Some(paper)
    }

    /// Keeps a paper, in place of those that were not used for longest.
    pub(super) fn put(&self, address: DocAddress, paper: &Arc<Paper>) {
        let mut papers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        papers.retain(|(place, _)| *place != address);
        papers.push_front((address, Arc::clone(paper)));
        let mut n_bytes = 0;
        let n_kept = papers.iter().take(PAPERS).take_while(|(_, paper)| {
            n_bytes += paper.text.content.len();
            n_bytes <= BYTES
        });
        let n_kept = n_kept.count().max(1);
        papers.truncate(n_kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::samples::text_of;

    fn paper(text: &str) -> Arc<Paper> {
        let (record, text) = text_of(text);
        Arc::new(Paper::new(text, record.source.name, &[]))
    }

    #[test]
    fn the_last_used_are_at_hand() {
        let shelf = Shelf::default();
        let at = |nth| DocAddress::new(0, nth);
        for nth in 0..PAPERS as u32 + 1 {
            shelf.put(at(nth), &paper(&format!("paper {nth}\n")));
            assert!(shelf.get(at(1)).is_some() || nth == 0);
        }
        assert!(shelf.get(at(0)).is_none() && shelf.get(at(2)).is_some());
        assert_eq!(
            shelf.get(at(7)).map(|paper| paper.text.content.clone()).as_deref(),
            Some("paper 7\n")
        );
    }

    #[test]
    fn long_papers_make_room() {
        let shelf = Shelf::default();
        let long = "ord ".repeat(BYTES / 8 + 1);
        for nth in 0..3 {
            shelf.put(DocAddress::new(nth, 0), &paper(&long));
        }
        assert!(shelf.get(DocAddress::new(2, 0)).is_some());
        assert!(shelf.get(DocAddress::new(1, 0)).is_none());
    }
}
