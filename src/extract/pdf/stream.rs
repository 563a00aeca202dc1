//! Stream bytes → decoded bytes, within a budget.

use std::borrow::Cow;
use std::cell::Cell;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::Stream;

use crate::extract::Limits;

/// How many bytes may still be decoded.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bytes of one stream.
    stream: usize,
    /// Bytes left for the document.
    left: Cell<usize>,
    /// True when something was cut.
    cut: Cell<bool>,
}

impl Budget {
    /// The budget that `limits` gives.
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            stream: limits.stream_bytes,
            left: Cell::new(limits.total_bytes),
            cut: Cell::new(false),
        }
    }

    /// True when a stream was cut since the last time this was asked.
    pub(super) fn take_cut(&self) -> bool {
        self.cut.take()
    }

    /// The decoded bytes of `stream`: what could be decoded, as far as the budget goes.
    pub(super) fn decode<'a>(&self, stream: &'a Stream) -> Cow<'a, [u8]> {
        let limit = self.stream.min(self.left.get());
        let decoded = match stream.filters() {
            Err(_) => Cow::Borrowed(stream.content.as_slice()),
            Ok(filters) if filters.is_empty() => Cow::Borrowed(stream.content.as_slice()),
            Ok(filters) if filters == [b"FlateDecode"] && is_plain(stream) => {
                Cow::Owned(inflate(&stream.content, limit))
            }
            Ok(_) => match stream.decompressed_content_with_limit(limit) {
                Ok(bytes) => Cow::Owned(bytes),
                Err(error) => {
                    if matches!(error, lopdf::Error::Decompress(_)) {
                        self.cut.set(true);
                        self.left.set(self.left.get().saturating_sub(limit));
                    }
                    Cow::Borrowed(&[][..])
                }
            },
        };
        if decoded.len() >= limit {
            self.cut.set(true);
        }
        self.left.set(self.left.get().saturating_sub(decoded.len()));
        match decoded {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[..bytes.len().min(limit)]),
            owned => owned,
        }
    }
}

/// True when no predictor follows the compression.
fn is_plain(stream: &Stream) -> bool {
    stream.dict.get(b"DecodeParms").is_err()
}

/// Inflates until the end, the first damage or `limit`; tries without the zlib header when that is damaged.
fn inflate(bytes: &[u8], limit: usize) -> Vec<u8> {
    let inflated = inflate_as(bytes, limit, true);
    if inflated.is_empty() && bytes.len() > 2 {
        return inflate_as(&bytes[2..], limit, false);
    }
    inflated
}

fn inflate_as(bytes: &[u8], limit: usize, has_header: bool) -> Vec<u8> {
    let mut inflater = Decompress::new(has_header);
    let mut out = Vec::with_capacity((bytes.len() * 4).clamp(64, limit.max(64)).min(1 << 20));
    loop {
        let read = (inflater.total_in() as usize).min(bytes.len());
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress_vec(&bytes[read..], &mut out, FlushDecompress::None);
        let stuck = before == (inflater.total_in(), inflater.total_out());
        let full = out.len() == out.capacity();
        if !matches!(status, Ok(Status::Ok | Status::BufError)) || (stuck && !full) {
            break;
        }
        if out.len() >= limit {
            break;
        }
        if full {
            out.reserve(out.len().max(4_096).min(limit - out.len()));
        }
    }
    out.truncate(limit);
    out
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[track_caller]
    fn check(compressed: &[u8], limit: usize, expected: &[u8]) {
        assert_eq!(inflate(compressed, limit), expected);
    }

    #[test]
    fn inflates_what_there_is() {
        let letters = b"BT (Hej) Tj ET ".repeat(4_000);
        let whole = deflated(&letters);
        check(&whole, usize::MAX >> 8, &letters);
        check(&whole, 1_000, &letters[..1_000]);
        check(b"", 1_000, b"");
        let cut = inflate(&whole[..whole.len() / 2], 1 << 20);
        assert!(!cut.is_empty() && letters.starts_with(&cut));
    }
}
