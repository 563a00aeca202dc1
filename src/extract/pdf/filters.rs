//! Stream filters undone one by one: what could be decoded before damage or a limit.

use flate2::{Decompress, FlushDecompress, Status};

/// The most columns of a predictor's row.
const MOST_COLUMNS: usize = 1 << 20;

/// A way to write bytes as other bytes; filters of images are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filter {
    /// zlib.
    Flate,
    /// As in TIFF.
    Lzw,
    /// Five letters for four bytes.
    Ascii85,
    /// Two digits a byte.
    Hex,
    /// As in PackBits.
    RunLength,
    /// Left as it is: decrypted when the file was opened.
    Crypt,
}

impl Filter {
    /// The filter that PDF calls `name`, short names included.
    pub(super) fn of_name(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"ASCII85Decode" | b"A85" => Self::Ascii85,
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"Crypt" => Self::Crypt,
            _ => return None,
        })
    }

    /// At most `limit` decoded bytes.
    pub(super) fn decode(self, bytes: &[u8], limit: usize, parameters: Parameters) -> Vec<u8> {
        match self {
            Self::Flate => parameters.undo(inflate(bytes, limit)),
            Self::Lzw => parameters.undo(lzw(bytes, limit, parameters.early)),
            Self::Ascii85 => ascii_85(bytes, limit),
            Self::Hex => hex(bytes, limit),
            Self::RunLength => run_length(bytes, limit),
            Self::Crypt => bytes[..bytes.len().min(limit)].to_vec(),
        }
    }
}

fn inflate(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    inflate_onto(bytes, limit, &mut out);
    out
}

/// Inflates until the end, the first damage or `limit`; tries without the zlib header when that is damaged.
pub(super) fn inflate_onto(bytes: &[u8], limit: usize, out: &mut Vec<u8>) {
    let before = out.len();
    inflate_as(bytes, limit, true, out);
    if out.len() == before && bytes.len() > 2 {
        inflate_as(&bytes[2..], limit, false, out);
    }
}

fn inflate_as(bytes: &[u8], limit: usize, has_header: bool, out: &mut Vec<u8>) {
    let mut inflater = Decompress::new(has_header);
    let start = out.len();
    out.reserve((bytes.len() * 4).clamp(64, limit.max(64)).min(1 << 20));
    loop {
        let read = (inflater.total_in() as usize).min(bytes.len());
        let before = (inflater.total_in(), inflater.total_out());
        let status = inflater.decompress_vec(&bytes[read..], out, FlushDecompress::None);
        let stuck = before == (inflater.total_in(), inflater.total_out());
        let full = out.len() == out.capacity();
        if !matches!(status, Ok(Status::Ok | Status::BufError)) || (stuck && !full) {
            break;
        }
        let inflated = out.len() - start;
        if inflated >= limit {
            break;
        }
        if full {
            out.reserve(inflated.max(4_096).min(limit - inflated));
        }
    }
    out.truncate(start + limit);
}

fn lzw(bytes: &[u8], limit: usize, early: bool) -> Vec<u8> {
    /// Codes below stand for themselves or for an order.
    const FIRST: usize = 258;
    let mut out: Vec<u8> = Vec::new();
    // Each entry is a piece of what is written already: where it begins and its length.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut held, mut n_held, mut width) = (0u32, 0u32, 9u32);
    let mut last: Option<(usize, usize)> = None;
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        n_held += 8;
        if n_held < width {
            continue;
        }
        n_held -= width;
        let code = (held >> n_held & ((1 << width) - 1)) as usize;
        held &= (1 << n_held) - 1;
        let start = out.len();
        match code {
            256 => {
                table.clear();
                (width, last) = (9, None);
                continue;
            }
            257 => break,
            0..256 => out.push(code as u8),
            _ => match (table.get(code - FIRST), last) {
                (Some(&(from, length)), _) => out.extend_from_within(from..from + length),
                (None, Some((from, length))) if code - FIRST == table.len() => {
                    out.extend_from_within(from..from + length);
                    out.push(out[from]);
                }
                _ => break,
            },
        }
        if let Some((from, length)) = last
            && table.len() < 4_096 - FIRST
        {
            table.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
        width = match FIRST + table.len() + usize::from(early) + 1 {
            0..=512 => 9,
            513..=1_024 => 10,
            1_025..=2_048 => 11,
            _ => 12,
        };
        if out.len() >= limit {
            break;
        }
    }
    out.truncate(limit);
    out
}

fn ascii_85(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let (mut value, mut n_digits) = (0u32, 0usize);
    let bytes = bytes.trim_ascii_start();
    for &byte in bytes.strip_prefix(b"<~").unwrap_or(bytes) {
        match byte {
            b'z' if n_digits == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                value = value.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                n_digits += 1;
                if n_digits == 5 {
                    out.extend(value.to_be_bytes());
                    (value, n_digits) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
        if out.len() >= limit {
            break;
        }
    }
    if n_digits > 1 {
        let missing = 5 - n_digits as u32;
        let full = (0..missing).fold(value, |value, _| value.wrapping_mul(85).wrapping_add(84));
        out.extend(&full.to_be_bytes()[..n_digits - 1]);
    }
    out.truncate(limit);
    out
}

fn hex(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut half = None;
    for &byte in bytes.iter().take_while(|byte| **byte != b'>') {
        let Some(digit) = char::from(byte).to_digit(16) else { continue };
        half = match half {
            None => Some(digit as u8),
            Some(high) => {
                out.push(high << 4 | digit as u8);
                None
            }
        };
        if out.len() >= limit {
            return out;
        }
    }
    out.extend(half.map(|high| high << 4));
    out.truncate(limit);
    out
}

fn run_length(bytes: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let [length, after @ ..] = rest {
        match *length {
            128 => break,
            length @ 0..128 => {
                let end = (usize::from(length) + 1).min(after.len());
                out.extend_from_slice(&after[..end]);
                rest = &after[end..];
            }
            length => {
                let [byte, after @ ..] = after else { break };
                out.extend(std::iter::repeat_n(*byte, 257 - usize::from(length)));
                rest = after;
            }
        }
        if out.len() >= limit {
            break;
        }
    }
    out.truncate(limit);
    out
}

/// What a filter's `/DecodeParms` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parameters {
    /// 1 is none, 2 is TIFF's, more is PNG's.
    pub(super) predictor: usize,
    /// Values side by side.
    pub(super) colors: usize,
    /// Bits a value.
    pub(super) bits: usize,
    /// Samples a row.
    pub(super) columns: usize,
    /// LZW codes grow one code early.
    pub(super) early: bool,
}

impl Default for Parameters {
    fn default() -> Self {
        Self { predictor: 1, colors: 1, bits: 8, columns: 1, early: true }
    }
}

impl Parameters {
    fn undo(self, bytes: Vec<u8>) -> Vec<u8> {
        let colors = self.colors.clamp(1, 32);
        let bits = self.bits.clamp(1, 16);
        let pixel = (colors * bits).div_ceil(8);
        let row = (self.columns.clamp(1, MOST_COLUMNS) * colors * bits).div_ceil(8);
        match self.predictor {
            2 if bits == 8 => tiff(bytes, pixel, row),
            10.. => png(&bytes, pixel, row),
            _ => bytes,
        }
    }
}

fn tiff(mut bytes: Vec<u8>, pixel: usize, row: usize) -> Vec<u8> {
    for row in bytes.chunks_mut(row) {
        for at in pixel..row.len() {
            row[at] = row[at].wrapping_add(row[at - pixel]);
        }
    }
    bytes
}

fn png(bytes: &[u8], pixel: usize, row: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut above = vec![0u8; row];
    for line in bytes.chunks(row + 1) {
        let [kind, values @ ..] = line else { break };
        let start = out.len();
        for (at, &value) in values.iter().enumerate() {
            let left = if at >= pixel { out[start + at - pixel] } else { 0 };
            let up = above[at];
            let corner = if at >= pixel { above[at - pixel] } else { 0 };
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            out.push(value.wrapping_add(guess));
        }
        above[..values.len()].copy_from_slice(&out[start..]);
    }
    out
}

/// Which of three neighbours is nearest to where they point together.
fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let target = a + b - c;
    let [to_a, to_b, to_c] = [a, b, c].map(|value| (target - value).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
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
    fn check(filter: Filter, written: &[u8], limit: usize, expected: &[u8]) {
        assert_eq!(filter.decode(written, limit, Parameters::default()), expected);
    }

    #[test]
    fn inflates_what_there_is() {
        let letters = b"BT (Hej) Tj ET ".repeat(4_000);
        let whole = deflated(&letters);
        check(Filter::Flate, &whole, usize::MAX >> 8, &letters);
        check(Filter::Flate, &whole, 1_000, &letters[..1_000]);
        check(Filter::Flate, b"", 1_000, b"");
        let cut = inflate(&whole[..whole.len() / 2], 1 << 20);
        assert!(!cut.is_empty() && letters.starts_with(&cut));
    }

    #[test]
    fn undoes_the_filters_that_need_no_tables() {
        check(Filter::Hex, b"48 656A4>zz", 99, b"Hej@");
        check(Filter::Hex, b"48656A", 2, b"He");
        check(Filter::Ascii85, b"<~87cUR~>", 99, b"Hell");
        check(Filter::Ascii85, b"87cURDZ~>", 99, b"Hello");
        check(Filter::Ascii85, b"zz~>", 99, &[0; 8]);
        check(Filter::RunLength, b"\x02Hej\xfe!\x80x", 99, b"Hej!!!");
        check(Filter::RunLength, b"\x09cut", 99, b"cut");
    }

    #[test]
    fn undoes_lzw_as_the_norm_shows_it() {
        let written = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        check(Filter::Lzw, &written, 99, b"-----A---B");
        check(Filter::Lzw, &written[..4], 99, b"---");
        check(Filter::Lzw, b"\xff\xff\xff", 99, b"");
    }

    #[test]
    fn undoes_predictors() {
        let png = Parameters { predictor: 12, columns: 3, ..Parameters::default() };
        assert_eq!(png.undo(b"\x01\x01\x01\x01\x02\x01\x01\x01".to_vec()), [1, 2, 3, 2, 3, 4]);
        assert_eq!(png.undo(b"\x04\x05\x00\x00\x02\x01".to_vec()), [5, 5, 5, 6]);
        let tiff = Parameters { predictor: 2, columns: 3, ..Parameters::default() };
        assert_eq!(tiff.undo(vec![1, 1, 1, 5, 1, 1]), [1, 2, 3, 5, 6, 7]);
        let vast = Parameters { colors: usize::MAX, columns: usize::MAX, ..png };
        assert!(vast.undo(vec![0; 9]).len() < 9);
    }

    #[test]
    fn knows_short_names() {
        assert_eq!(Filter::of_name(b"Fl"), Some(Filter::Flate));
        assert_eq!(Filter::of_name(b"DCTDecode"), None);
    }
}
