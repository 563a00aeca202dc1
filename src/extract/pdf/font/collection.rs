//! Adobe's character collections: what a CID of a Chinese, Japanese or Korean font means.
//!
//! The tables in `cid/` are made by `cid/make.py` from Adobe's `Adobe-*-UCS2` CMaps (licence beside them): for each CID
//! the high byte of its letter, then for each the low byte, deflated; CIDs of several letters are left out.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;
use lopdf::Dictionary;

use super::super::document::Document;
use super::super::objects;

/// A collection, with its table once it was needed.
#[derive(Debug)]
pub(super) struct Collection {
    deflated: &'static [u8],
    table: OnceLock<Vec<u8>>,
}

static JAPAN: Collection = Collection::new(include_bytes!("cid/japan1.z"));
static CHINA: Collection = Collection::new(include_bytes!("cid/gb1.z"));
static TAIWAN: Collection = Collection::new(include_bytes!("cid/cns1.z"));
static KOREA: Collection = Collection::new(include_bytes!("cid/korea1.z"));

impl Collection {
    const fn new(deflated: &'static [u8]) -> Self {
        Self { deflated, table: OnceLock::new() }
    }

    /// The collection that a composite font's descendant names.
    pub(super) fn of_font(doc: &Document, font: &Dictionary) -> Option<&'static Self> {
        let info = objects::dict(doc, font, b"CIDSystemInfo")?;
        Self::of_order(objects::get(doc, info, b"Ordering")?.as_str().ok()?)
    }

    /// The collection of this order.
    pub(super) fn of_order(order: &[u8]) -> Option<&'static Self> {
        Some(match order {
            b"Japan1" => &JAPAN,
            b"GB1" => &CHINA,
            b"CNS1" => &TAIWAN,
            b"Korea1" => &KOREA,
            _ => return None,
        })
    }

    /// The letter of `cid`.
    pub(super) fn letter(&self, cid: u32) -> Option<char> {
        let table = self.table.get_or_init(|| {
            let mut table = Vec::new();
            // The tables are ours; were one damaged, its letters could not be told.
            let _ = ZlibDecoder::new(self.deflated).read_to_end(&mut table);
            table
        });
        let (high, low) = table.split_at(table.len() / 2);
        let at = cid as usize;
        let letter = u32::from(*high.get(at)?) << 8 | u32::from(*low.get(at)?);
        char::from_u32(letter).filter(|letter| *letter != '\0')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(order: &[u8], cid: u32, expected: Option<char>) {
        assert_eq!(Collection::of_order(order).unwrap().letter(cid), expected);
    }

    #[test]
    fn tells_letters_of_each_collection() {
        check(b"Japan1", 843, Some('あ'));
        check(b"Japan1", 34, Some('A'));
        check(b"GB1", 34, Some('A'));
        check(b"CNS1", 595, Some('一'));
        check(b"Korea1", 34, Some('A'));
        check(b"Korea1", 4_000_000, None);
        assert!(Collection::of_order(b"Identity").is_none());
    }
}
