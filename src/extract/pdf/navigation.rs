//! A PDF's table of contents and what its pages are called.

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::document::Document;
use super::marks::text_string;
use super::metadata::string;
use super::objects;
use super::pages::PageNode;
use crate::model::OutlineItem;

/// The most lines of a table of contents, and the most entries of a tree.
const MOST: usize = 10_000;
/// The most levels of a tree.
const DEEPEST: u32 = 50;

/// The lines of the table of contents, in order.
pub(super) fn outline(
    doc: &Document,
    root: &Dictionary,
    nodes: &[PageNode<'_>],
) -> Vec<OutlineItem> {
    let Some(first) =
        objects::dict(doc, root, b"Outlines").and_then(|tree| tree.get(b"First").ok())
    else {
        return Vec::new();
    };
    let numbers: HashMap<ObjectId, u32> =
        nodes.iter().zip(1..).filter_map(|(node, number)| Some((node.id?, number))).collect();
    let places = Places { doc, numbers, names: names(doc, root) };
    let mut items = Vec::new();
    let mut seen = HashSet::new();
    let mut stack = vec![(first, 1u32)];
    while let Some((object, level)) = stack.pop() {
        let is_new = object.as_reference().is_ok_and(|id| seen.insert(id));
        if !is_new || items.len() >= MOST {
            continue;
        }
        let Some(item) = objects::as_dict(objects::resolve(doc, object)) else { continue };
        if let Some(title) = string(doc, item, b"Title") {
            items.push(OutlineItem { title, level, page: places.page(item) });
        }
        stack.extend(item.get(b"Next").ok().map(|next| (next, level)));
        let inner = item.get(b"First").ok().filter(|_| level < DEEPEST);
        stack.extend(inner.map(|inner| (inner, level + 1)));
    }
    items
}

/// Where lines of the table of contents may lead.
struct Places<'a> {
    doc: &'a Document<'a>,
    numbers: HashMap<ObjectId, u32>,
    names: BTreeMap<&'a [u8], &'a Object>,
}

impl Places<'_> {
    fn page(&self, item: &Dictionary) -> Option<u32> {
        let doc = self.doc;
        let own = objects::get(doc, item, b"Dest");
        let place = match own {
            Some(place) => place,
            None => objects::get(doc, objects::dict(doc, item, b"A")?, b"D")?,
        };
        let place = match place {
            Object::Name(name) => self.names.get(name.as_slice()).copied()?,
            Object::String(name, _) => self.names.get(name.as_slice()).copied()?,
            place => place,
        };
        let parts = match objects::resolve(doc, place) {
            Object::Array(parts) => parts,
            Object::Dictionary(named) => objects::get(doc, named, b"D")?.as_array().ok()?,
            _ => return None,
        };
        self.numbers.get(&parts.first()?.as_reference().ok()?).copied()
    }
}

/// Places by name: of the old dictionary and of the tree.
fn names<'a>(doc: &'a Document<'a>, root: &'a Dictionary) -> BTreeMap<&'a [u8], &'a Object> {
    let mut names = BTreeMap::new();
    if let Some(old) = objects::dict(doc, root, b"Dests") {
        names.extend(old.iter().take(MOST).map(|(name, place)| (name.as_slice(), place)));
    }
    let tree = objects::dict(doc, root, b"Names").and_then(|all| objects::dict(doc, all, b"Dests"));
    for pair in leaves(doc, tree, b"Names").chunks_exact(2) {
        if let Ok(name) = objects::resolve(doc, pair[0]).as_str() {
            names.insert(name, pair[1]);
        }
    }
    names
}

/// Everything under `key` in the leaves of a tree of names or numbers, in order.
fn leaves<'a>(doc: &'a Document<'a>, tree: Option<&'a Dictionary>, key: &[u8]) -> Vec<&'a Object> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut stack: Vec<(&Dictionary, u32)> = tree.map(|tree| (tree, 1)).into_iter().collect();
    while let Some((node, level)) = stack.pop() {
        let entries = objects::array(doc, node, key);
        found.extend(entries.iter().take(2 * MOST - found.len().min(2 * MOST)));
        if level >= DEEPEST {
            continue;
        }
        for kid in objects::array(doc, node, b"Kids").iter().rev().take(MOST) {
            let is_new = kid.as_reference().is_ok_and(|id| seen.insert(id));
            let kid = objects::as_dict(objects::resolve(doc, kid)).filter(|_| is_new);
            stack.extend(kid.map(|kid| (kid, level + 1)));
        }
    }
    found
}

/// What each of `n_pages` pages is called; nothing where they are only counted from 1.
pub(super) fn page_labels(doc: &Document, root: &Dictionary, n_pages: usize) -> Vec<String> {
    let tree = objects::dict(doc, root, b"PageLabels");
    let mut ranges = BTreeMap::new();
    for pair in leaves(doc, tree, b"Nums").chunks_exact(2) {
        let start = objects::resolve(doc, pair[0]).as_i64().ok();
        let start = start.and_then(|start| usize::try_from(start).ok());
        if let (Some(start), Some(style)) =
            (start, objects::as_dict(objects::resolve(doc, pair[1])))
        {
            ranges.insert(start, style);
        }
    }
    let label = |at: usize| -> String {
        let Some((start, style)) = ranges.range(..=at).next_back() else {
            return (at + 1).to_string();
        };
        let first = objects::number(doc, style, b"St").map_or(1, |first| first.max(1.0) as usize);
        let number = first.saturating_add(at - start);
        let prefix = objects::get(doc, style, b"P").and_then(|prefix| prefix.as_str().ok());
        let prefix = prefix.map(text_string).unwrap_or_default();
        let prefix: String =
            prefix.chars().filter(|letter| !letter.is_control()).take(100).collect();
        let counted = match objects::name(doc, style, b"S") {
            Some(b"D") => number.to_string(),
            Some(b"R") => roman(number).to_uppercase(),
            Some(b"r") => roman(number),
            Some(b"A") => letters(number).to_uppercase(),
            Some(b"a") => letters(number),
            _ => String::new(),
        };
        format!("{prefix}{counted}")
    };
    let labels: Vec<String> =
        if ranges.is_empty() { Vec::new() } else { (0..n_pages).map(label).collect() };
    let only_counts = labels.iter().zip(1..).all(|(label, number)| *label == number.to_string());
    if only_counts { Vec::new() } else { labels }
}

fn roman(number: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 5_000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// a to z, then aa to zz, then aaa and on.
fn letters(number: usize) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, (at / 26 + 1).min(100)).collect()
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[track_caller]
    fn check_labels(style: Dictionary, expected: &[&str]) {
        let numbers: Vec<Object> =
            vec![0.into(), style.into(), 2.into(), dictionary! { "S" => "D" }.into()];
        let root = dictionary! { "PageLabels" => dictionary! { "Nums" => numbers } };
        assert_eq!(page_labels(&Document::new(), &root, 4), expected);
    }

    #[test]
    fn reads_what_pages_are_called() {
        check_labels(dictionary! { "S" => "r" }, &["i", "ii", "1", "2"]);
        check_labels(dictionary! { "S" => "A", "St" => 26 }, &["Z", "AA", "1", "2"]);
        let prefixed = dictionary! { "P" => Object::string_literal("Bilaga "), "S" => "D" };
        check_labels(prefixed, &["Bilaga 1", "Bilaga 2", "1", "2"]);
        assert!(page_labels(&Document::new(), &dictionary! {}, 4).is_empty());
        assert_eq!(roman(1_994), "mcmxciv");
    }

    #[test]
    fn an_outline_that_leads_to_itself_ends() {
        let mut doc = Document::new();
        let title = Object::string_literal("Budget");
        let own = Object::Reference((1, 0));
        let item = dictionary! { "Title" => title, "Next" => own.clone(), "First" => own.clone() };
        doc.insert((1, 0), item.into());
        let root = dictionary! { "Outlines" => dictionary! { "First" => own } };
        let expected = OutlineItem { title: "Budget".to_owned(), level: 1, page: None };
        assert_eq!(outline(&doc, &root, &[]), [expected]);
    }

    #[test]
    fn a_tree_that_holds_itself_ends() {
        let mut doc = Document::new();
        let kids = vec![Object::Reference((1, 0))];
        doc.insert((1, 0), dictionary! { "Kids" => kids.clone() }.into());
        assert!(leaves(&doc, Some(&dictionary! { "Kids" => kids }), b"Names").is_empty());
    }
}
