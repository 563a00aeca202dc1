//! Short ways through the library's objects: references followed, wrong types told as absent.

use lopdf::{Dictionary, Object, Stream};

use super::document::Document;

/// Keys that are looked through one by one.
const FEW: usize = 16;

/// Follows references; a broken one is `Null`.
pub(super) fn resolve<'a>(doc: &'a Document<'a>, object: &'a Object) -> &'a Object {
    doc.follow(object)
}

/// What the dictionary itself holds under `key`.
pub(super) fn own<'a>(dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    // A look through a few keys costs less than the hash of one.
    if dict.len() <= FEW {
        return dict.iter().find(|(own, _)| own.as_slice() == key).map(|(_, value)| value);
    }
    if dict.has(key) { dict.get(key).ok() } else { None }
}

/// The value of `key`, followed; `None` when absent or null.
pub(super) fn get<'a>(
    doc: &'a Document<'a>,
    dict: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    let object = resolve(doc, own(dict, key)?);
    (!object.is_null()).then_some(object)
}

/// A dictionary, or a stream's dictionary.
pub(super) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// The dictionary under `key`.
pub(super) fn dict<'a>(
    doc: &'a Document<'a>,
    dict: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    as_dict(get(doc, dict, key)?)
}

/// The stream under `key`.
pub(super) fn stream<'a>(
    doc: &'a Document<'a>,
    dict: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Stream> {
    get(doc, dict, key)?.as_stream().ok()
}

/// The array under `key`.
pub(super) fn array<'a>(doc: &'a Document<'a>, dict: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    get(doc, dict, key).and_then(|object| object.as_array().ok()).map_or(&[], Vec::as_slice)
}

/// The name under `key`.
pub(super) fn name<'a>(
    doc: &'a Document<'a>,
    dict: &'a Dictionary,
    key: &[u8],
) -> Option<&'a [u8]> {
    get(doc, dict, key)?.as_name().ok()
}

/// A finite number.
pub(super) fn as_number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}

/// The number under `key`.
pub(super) fn number(doc: &Document, dict: &Dictionary, key: &[u8]) -> Option<f32> {
    as_number(get(doc, dict, key)?)
}

/// The first `N` numbers of the array under `key`.
pub(super) fn numbers<const N: usize>(
    doc: &Document,
    dict: &Dictionary,
    key: &[u8],
) -> Option<[f32; N]> {
    let array = array(doc, dict, key);
    let mut numbers = [0.0; N];
    for (number, object) in numbers.iter_mut().zip(array) {
        *number = as_number(resolve(doc, object))?;
    }
    (array.len() >= N).then_some(numbers)
}
