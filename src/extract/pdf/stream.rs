//! Stream bytes → decoded bytes, within a budget.

use std::borrow::Cow;
use std::cell::Cell;

use lopdf::{Dictionary, Object, Stream};

use super::document::Document;
use super::filters::{self, Filter, Parameters};
use super::objects;
use crate::extract::Limits;

/// A stream may always grow to this, however little it was written in.
const ALWAYS: usize = 1 << 20;

/// How many bytes may still be decoded.
#[derive(Debug)]
pub(super) struct Budget<'a> {
    doc: &'a Document<'a>,
    limits: &'a Limits,
    /// Bytes left for the document.
    left: Cell<usize>,
    /// The limit that was reached.
    cut: Cell<Option<&'static str>>,
}

impl<'a> Budget<'a> {
    /// The budget that `limits` gives.
    pub(super) fn new(doc: &'a Document<'a>, limits: &'a Limits) -> Self {
        Self { doc, limits, left: Cell::new(limits.total_bytes), cut: Cell::new(None) }
    }

    /// The limit that was reached since the last time this was asked.
    pub(super) fn take_cut(&self) -> Option<&'static str> {
        self.cut.take()
    }

    /// The decoded bytes of `stream`: what could be decoded, as far as the budget goes; none of an image.
    pub(super) fn decode<'s>(&self, stream: &'s Stream) -> Cow<'s, [u8]> {
        let filters = self.filters(&stream.dict);
        if filters.len() > self.limits.filters {
            self.cut.set(Some("filters of one stream"));
            return Cow::Borrowed(&[]);
        }
        let mut bytes = Cow::Borrowed(stream.content.as_slice());
        for (at, name) in filters.into_iter().enumerate() {
            let Some(filter) = Filter::of_name(name) else { return Cow::Borrowed(&[]) };
            let parameters = self.parameters(&stream.dict, at);
            let limit = self.most(bytes.len());
            let decoded = filter.decode(&bytes, limit, parameters);
            self.spend(decoded.len(), limit);
            bytes = Cow::Owned(decoded);
        }
        if let Cow::Borrowed(plain) = bytes {
            let limit = self.limits.stream_bytes.min(self.left.get());
            if plain.len() > limit {
                self.cut.set(Some("decoded bytes"));
            }
            self.left.set(self.left.get().saturating_sub(plain.len()));
            bytes = Cow::Borrowed(&plain[..plain.len().min(limit)]);
        }
        bytes
    }

    /// Appends the decoded bytes of `stream`, without a copy of their own where that can be.
    pub(super) fn decode_onto(&self, stream: &Stream, out: &mut Vec<u8>) {
        let is_deflated = matches!(*self.filters(&stream.dict), [b"FlateDecode" | b"Fl"])
            && self.limits.filters > 0
            && self.parameters(&stream.dict, 0).predictor < 2;
        if !is_deflated {
            out.extend_from_slice(&self.decode(stream));
            return;
        }
        let limit = self.most(stream.content.len());
        let before = out.len();
        filters::inflate_onto(&stream.content, limit, out);
        self.spend(out.len() - before, limit);
    }

    /// How large so many bytes may grow.
    fn most(&self, n_bytes: usize) -> usize {
        let most = n_bytes.saturating_mul(self.limits.ratio).max(ALWAYS);
        self.limits.stream_bytes.min(self.left.get()).min(most)
    }

    fn spend(&self, n_bytes: usize, limit: usize) {
        if n_bytes >= limit {
            self.cut.set(Some("decoded bytes"));
        }
        self.left.set(self.left.get().saturating_sub(n_bytes));
    }

    /// The filters' names, in the order in which they are undone.
    fn filters<'s>(&'s self, dict: &'s Dictionary) -> Vec<&'s [u8]> {
        match objects::get(self.doc, dict, b"Filter") {
            Some(Object::Name(name)) => vec![name],
            Some(Object::Array(names)) => names
                .iter()
                .take(self.limits.filters.saturating_add(1))
                .filter_map(|name| objects::resolve(self.doc, name).as_name().ok())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The parameters of the filter at `at`.
    fn parameters(&self, dict: &Dictionary, at: usize) -> Parameters {
        let found = match objects::get(self.doc, dict, b"DecodeParms") {
            Some(Object::Array(all)) => all.get(at).map(|one| objects::resolve(self.doc, one)),
            one => one.filter(|_| at == 0),
        };
        let mut parameters = Parameters::default();
        let Some(found) = found.and_then(objects::as_dict) else { return parameters };
        let number =
            |key: &[u8]| objects::number(self.doc, found, key).map(|number| number as usize);
        parameters.predictor = number(b"Predictor").unwrap_or(parameters.predictor);
        parameters.colors = number(b"Colors").unwrap_or(parameters.colors);
        parameters.bits = number(b"BitsPerComponent").unwrap_or(parameters.bits);
        parameters.columns = number(b"Columns").unwrap_or(parameters.columns);
        parameters.early = number(b"EarlyChange") != Some(0);
        parameters
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[track_caller]
    fn check(dict: Dictionary, content: &[u8], expected: &[u8], cut: Option<&'static str>) {
        let mut doc = Document::new();
        doc.insert((7, 0), Object::Name(b"AHx".to_vec()));
        let limits = Limits { stream_bytes: 8, ..Limits::default() };
        let budget = Budget::new(&doc, &limits);
        let stream = Stream::new(dict, content.to_vec());
        assert_eq!(&*budget.decode(&stream), expected);
        assert_eq!(budget.take_cut(), cut);
        let mut onto = b"before".to_vec();
        Budget::new(&doc, &limits).decode_onto(&stream, &mut onto);
        assert_eq!(onto, [b"before", expected].concat());
    }

    #[test]
    fn undoes_filters_in_order() {
        check(dictionary! {}, b"Hej", b"Hej", None);
        check(dictionary! { "Filter" => "AHx" }, b"48656A>", b"Hej", None);
        check(dictionary! { "Filter" => Object::Reference((7, 0)) }, b"48656A>", b"Hej", None);
        let two = vec![Object::from("ASCIIHexDecode"), "RunLengthDecode".into()];
        check(dictionary! { "Filter" => two }, b"02 48656A 80>", b"Hej", None);
        check(dictionary! { "Filter" => "DCTDecode" }, b"x", b"", None);
        let stored = b"x\x01\x01\x03\x00\xfc\xffHej\x02\x6c\x01\x18";
        check(dictionary! { "Filter" => "FlateDecode" }, stored, b"Hej", None);
        let rows = dictionary! { "Predictor" => 12, "Columns" => 2 };
        check(dictionary! { "Filter" => "Fl", "DecodeParms" => rows }, stored, b"ej", None);
    }

    #[test]
    fn limits_are_kept_and_told() {
        check(dictionary! {}, b"123456789", b"12345678", Some("decoded bytes"));
        let many = vec![Object::from("AHx"); 9];
        check(dictionary! { "Filter" => many }, b"48>", b"", Some("filters of one stream"));
        let nine = b"x\x01\x01\x09\x00\xf6\xff123456789";
        check(dictionary! { "Filter" => "Fl" }, nine, b"12345678", Some("decoded bytes"));
    }
}
