//! A file's table of objects, as it is written: where each stands.

use lopdf::{Dictionary, Object};

use super::super::filters::{Filter, Parameters};
use super::parse::Parser;

/// Tables before the last, of a file that was changed.
const MOST_TABLES: usize = 200;
/// No file has more objects.
const MOST_OBJECTS: usize = 8_388_608;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The table does not name it.
    Unknown,
    /// It was taken away.
    Free,
    /// At this byte, with this generation.
    At(usize, u16),
    /// In the stream of this number.
    Within(u32),
}

/// Where each object stands, by number, and the trailer; `None` when the file is not to the letter.
pub(super) fn read(bytes: &[u8], limit: usize) -> Option<(Vec<Place>, Dictionary)> {
    let mut places = Vec::new();
    let mut first = None;
    let mut at = start(bytes)?;
    let mut seen = Vec::new();
    loop {
        if seen.contains(&at) || seen.len() >= MOST_TABLES {
            return None;
        }
        seen.push(at);
        let mut trailer = section(bytes, at, limit, &mut places)?;
        if trailer.has(b"Encrypt") {
            return None;
        }
        // A table for readers that know no streams of objects names the rest in a stream.
        if let Some(more) = trailer.remove(b"XRefStm") {
            let more = usize::try_from(more.as_i64().ok()?).ok()?;
            section(bytes, more, limit, &mut places)?;
        }
        let before = trailer.remove(b"Prev");
        first.get_or_insert(trailer);
        match before {
            None => break,
            Some(Object::Integer(before)) => at = usize::try_from(before).ok()?,
            Some(_) => return None,
        }
    }
    let stands = |(number, place): (usize, &Place)| match *place {
        Place::At(at, generation) => {
            let head = Parser::new(bytes, at).and_then(|mut parser| parser.head());
            head == Some((number as u32, generation))
        }
        Place::Within(container) => {
            matches!(places.get(container as usize), Some(Place::At(_, 0)))
        }
        Place::Unknown | Place::Free => true,
    };
    if !places.iter().enumerate().all(stands) {
        return None;
    }
    Some((places, first?))
}

/// The byte at which the last table stands.
fn start(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.len().saturating_sub(200);
    let found = bytes[tail..].windows(9).rposition(|word| word == b"startxref")?;
    let mut parser = Parser::new(bytes, tail + found + 9)?;
    parser.space();
    let at = parser.whole()?;
    parser.line_end()?;
    parser.take(b"%%EOF")?;
    parser.rest().trim_ascii().is_empty().then_some(at as usize)
}

/// Adds what a table says of objects that no later table named; its trailer.
fn section(bytes: &[u8], at: usize, limit: usize, places: &mut Vec<Place>) -> Option<Dictionary> {
    let mut parser = Parser::new(bytes, at)?;
    if parser.take(b"xref").is_some() {
        rows(&mut parser, places)?;
        parser.take(b"trailer")?;
        parser.space();
        let trailer = parser.dict()?;
        return matches!(trailer.get(b"Size"), Ok(Object::Integer(_))).then_some(trailer);
    }
    parser.head()?;
    let dict = parser.dict()?;
    let Ok(Object::Integer(length)) = dict.get(b"Length") else { return None };
    let data = data(&mut parser, usize::try_from(*length).ok()?)?;
    let table = plain(&dict, data, limit)?;
    records(&dict, &table, places)?;
    Some(dict)
}

fn rows(parser: &mut Parser<'_>, places: &mut Vec<Place>) -> Option<()> {
    let _ = parser.take(b" ");
    parser.line_end()?;
    while parser.rest().first()?.is_ascii_digit() {
        let first = parser.whole()? as usize;
        parser.take(b" ")?;
        let count = parser.whole()? as usize;
        let _ = parser.take(b" ");
        parser.line_end()?;
        for number in first..first.checked_add(count)? {
            let at = parser.whole()? as usize;
            parser.take(b" ")?;
            let generation = parser.whole()?;
            parser.take(b" ")?;
            let place = if parser.take(b"n").is_some() {
                Place::At(at, u16::try_from(generation).ok()?)
            } else {
                parser.take(b"f")?;
                Place::Free
            };
            parser.take(b" \r").or_else(|| parser.take(b" \n")).or_else(|| parser.line_end())?;
            put(places, number, place)?;
        }
    }
    parser.space();
    Some(())
}

fn records(dict: &Dictionary, table: &[u8], places: &mut Vec<Place>) -> Option<()> {
    let Ok(Object::Integer(size)) = dict.get(b"Size") else { return None };
    let whole = |object: &Object| match object {
        Object::Integer(number) => usize::try_from(*number).ok(),
        _ => None,
    };
    let numbers = |key: &[u8]| -> Option<Vec<usize>> {
        dict.get(key).ok()?.as_array().ok()?.iter().map(whole).collect()
    };
    let widths: [usize; 3] = numbers(b"W")?.try_into().ok()?;
    let is_too_narrow = widths[1] == 0 || widths.iter().sum::<usize>() < 3;
    if is_too_narrow || widths.iter().any(|width| *width > 7) {
        return None;
    }
    let ranges = match dict.has(b"Index") {
        true => numbers(b"Index")?,
        false => vec![0, usize::try_from(*size).ok()?],
    };
    let mut rest = table;
    let mut field = |width: usize| {
        let (field, after) = rest.split_at_checked(width)?;
        rest = after;
        Some(field.iter().fold(0usize, |value, byte| value << 8 | usize::from(*byte)))
    };
    let (ranges, []) = ranges.as_chunks::<2>() else { return None };
    for &[first, count] in ranges {
        for number in first..first.checked_add(count)? {
            let kind = if widths[0] == 0 { 1 } else { field(widths[0])? };
            let (value, more) = (field(widths[1])?, field(widths[2])?);
            let place = match kind {
                0 => Place::Free,
                1 => Place::At(value, u16::try_from(more).ok()?),
                2 => Place::Within(u32::try_from(value).ok()?),
                _ => return None,
            };
            put(places, number, place)?;
        }
    }
    Some(())
}

/// Keeps what a later table said; `None` when that hides an object.
fn put(places: &mut Vec<Place>, number: usize, place: Place) -> Option<()> {
    if number >= MOST_OBJECTS {
        return None;
    }
    if number >= places.len() {
        places.resize(number + 1, Place::Unknown);
    }
    match (places[number], place) {
        (Place::Unknown, place) => places[number] = place,
        (Place::Free, Place::At(..) | Place::Within(_)) => return None,
        _ => {}
    }
    Some(())
}

/// The bytes of a stream of this length, whose dictionary was just read.
pub(super) fn data<'b>(parser: &mut Parser<'b>, length: usize) -> Option<&'b [u8]> {
    parser.space();
    parser.take(b"stream")?;
    while parser.take(b" ").or_else(|| parser.take(b"\t")).is_some() {}
    parser.line_end()?;
    let data = parser.rest().get(..length)?;
    parser.at += length;
    let _ = parser.line_end();
    parser.take(b"endstream")?;
    Some(data)
}

/// What a stream of objects or of a table holds.
pub(super) fn plain(dict: &Dictionary, data: &[u8], limit: usize) -> Option<Vec<u8>> {
    match dict.get(b"Filter") {
        Err(_) => return Some(data.to_vec()),
        Ok(Object::Name(name)) if matches!(name.as_slice(), b"FlateDecode" | b"Fl") => {}
        Ok(_) => return None,
    }
    let mut parameters = Parameters::default();
    if let Ok(told) = dict.get(b"DecodeParms") {
        let told = told.as_dict().ok()?;
        for (key, value) in told.iter() {
            let value = usize::try_from(value.as_i64().ok()?).ok()?;
            match key.as_slice() {
                b"Predictor" if value == 1 || value >= 10 => parameters.predictor = value,
                b"Colors" => parameters.colors = value,
                b"BitsPerComponent" => parameters.bits = value,
                b"Columns" => parameters.columns = value,
                _ => return None,
            }
        }
    }
    let decoded = Filter::Flate.decode(data, limit, parameters);
    (decoded.len() < limit).then_some(decoded)
}
