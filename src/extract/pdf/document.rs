//! A document's objects: read when they are asked for, or all of them at once when the file has to be repaired.

mod parse;
mod table;

use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, HashMap};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use self::parse::Parser;
use self::table::Place;

/// References that lead to references.
const MOST_HOPS: usize = 128;

/// A document's objects.
#[derive(Debug)]
pub(super) struct Document<'b> {
    /// Names the root.
    pub(super) trailer: Dictionary,
    objects: Objects<'b>,
}

#[derive(Debug)]
enum Objects<'b> {
    /// All of them.
    Read(BTreeMap<ObjectId, Object>),
    /// Where they stand.
    Unread(Box<Unread<'b>>),
}

#[derive(Debug)]
struct Unread<'b> {
    bytes: &'b [u8],
    /// No stream of objects may be larger.
    limit: usize,
    places: Vec<Place>,
    /// By number, what was read.
    kept: Vec<OnceCell<Object>>,
    /// Streams of objects.
    containers: HashMap<u32, OnceCell<Option<Container>>>,
    /// Something asked for could not be read, or may stand where nobody looked.
    doubtful: Cell<bool>,
}

/// A stream of objects.
#[derive(Debug)]
struct Container {
    bytes: Vec<u8>,
    /// Numbers, and where the objects begin.
    starts: Vec<(u32, usize)>,
}

impl<'b> Document<'b> {
    /// Without objects.
    #[cfg(test)]
    pub(super) fn new() -> Self {
        lopdf::Document::new().into()
    }

    /// The document with another object.
    #[cfg(test)]
    pub(super) fn insert(&mut self, id: ObjectId, object: Object) {
        if let Objects::Read(objects) = &mut self.objects {
            objects.insert(id, object);
        }
    }

    /// A file that keeps to the letter of the format, and is not encrypted; `None` for any other.
    pub(super) fn unread(bytes: &'b [u8], limit: usize) -> Option<Self> {
        if !bytes.starts_with(b"%PDF-") {
            return None;
        }
        let (places, trailer) = table::read(bytes, limit)?;
        let kept = places.iter().map(|_| OnceCell::new()).collect();
        let containers = places
            .iter()
            .filter_map(|place| match place {
                Place::Within(container) => Some((*container, OnceCell::new())),
                _ => None,
            })
            .collect();
        let doubtful = Cell::new(false);
        let unread = Unread { bytes, limit, places, kept, containers, doubtful };
        Some(Self { trailer, objects: Objects::Unread(Box::new(unread)) })
    }

    /// True when the file has to be read whole after all.
    pub(super) fn is_doubtful(&self) -> bool {
        match &self.objects {
            Objects::Read(_) => false,
            Objects::Unread(unread) => unread.doubtful.get(),
        }
    }

    /// Follows references; a broken one is `Null`.
    pub(super) fn follow<'a>(&'a self, object: &'a Object) -> &'a Object {
        let mut object = object;
        for _ in 0..=MOST_HOPS {
            let Object::Reference(id) = object else { return object };
            let found = match &self.objects {
                Objects::Read(objects) => objects.get(id),
                Objects::Unread(unread) => unread.get(*id),
            };
            let Some(found) = found else { return &Object::Null };
            object = found;
        }
        &Object::Null
    }

    /// Every object with its number, for a file whose pages cannot be found in order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&ObjectId, &Object)> {
        let objects = match &self.objects {
            Objects::Read(objects) => Some(objects),
            Objects::Unread(unread) => {
                unread.doubtful.set(true);
                None
            }
        };
        objects.into_iter().flatten()
    }
}

impl From<lopdf::Document> for Document<'_> {
    fn from(doc: lopdf::Document) -> Self {
        Self { trailer: doc.trailer, objects: Objects::Read(doc.objects) }
    }
}

impl Unread<'_> {
    fn get(&self, (number, generation): ObjectId) -> Option<&Object> {
        let place = self.places.get(number as usize).copied().unwrap_or(Place::Unknown);
        match place {
            Place::Unknown => {
                // A stream of objects may hold what no table names.
                self.doubt(!self.containers.is_empty());
                return None;
            }
            Place::Free => return None,
            Place::At(_, own) if own != generation => return None,
            Place::Within(_) if generation != 0 => return None,
            Place::At(..) | Place::Within(_) => {}
        }
        let kept = self.kept.get(number as usize)?;
        Some(kept.get_or_init(|| {
            let read = match place {
                Place::At(at, _) => self.at(at),
                Place::Within(container) => self.within(container, number),
                Place::Unknown | Place::Free => None,
            };
            self.doubt(read.is_none());
            read.unwrap_or(Object::Null)
        }))
    }

    fn doubt(&self, doubts: bool) {
        self.doubtful.set(self.doubtful.get() | doubts);
    }

    fn at(&self, at: usize) -> Option<Object> {
        let mut parser = Parser::new(self.bytes, at)?;
        parser.head()?;
        if !parser.rest().starts_with(b"<<") {
            return parser.object();
        }
        let dict = parser.dict()?;
        let mut ahead = parser;
        ahead.space();
        if !ahead.rest().starts_with(b"stream") {
            return Some(dict.into());
        }
        let length = match dict.get(b"Length").ok()? {
            Object::Integer(length) => *length,
            Object::Reference((number, _)) => self.length(*number)?,
            _ => return None,
        };
        let data = table::data(&mut parser, usize::try_from(length).ok()?)?;
        // No letters are read from an image: its bytes stay where they are.
        let is_image = matches!(dict.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Image");
        let content = if is_image { Vec::new() } else { data.to_vec() };
        Some(Stream::new(dict, content).into())
    }

    /// A length that stands alone.
    fn length(&self, number: u32) -> Option<i64> {
        let Some(Place::At(at, _)) = self.places.get(number as usize) else {
            // Within a stream of objects: that one tells its own length.
            let Some(Place::Within(container)) = self.places.get(number as usize) else {
                return None;
            };
            return match self.within(*container, number)? {
                Object::Integer(length) => Some(length),
                _ => None,
            };
        };
        let mut parser = Parser::new(self.bytes, *at)?;
        parser.head()?;
        match parser.object()? {
            Object::Integer(length) => Some(length),
            _ => None,
        }
    }

    fn within(&self, container: u32, number: u32) -> Option<Object> {
        let cell = self.containers.get(&container)?;
        let container = cell.get_or_init(|| self.container(container)).as_ref()?;
        let at = container.starts.binary_search_by_key(&number, |start| start.0).ok()?;
        let mut parser = Parser::new(&container.bytes, container.starts[at].1)?;
        parser.space();
        parser.object()
    }

    fn container(&self, number: u32) -> Option<Container> {
        let Some(Place::At(at, 0)) = self.places.get(number as usize) else { return None };
        let mut parser = Parser::new(self.bytes, *at)?;
        parser.head()?;
        let dict = parser.dict()?;
        let length = match dict.get(b"Length").ok()? {
            Object::Integer(length) => *length,
            Object::Reference((number, _)) => match self.places.get(*number as usize) {
                Some(Place::At(..)) => self.length(*number)?,
                _ => return None,
            },
            _ => return None,
        };
        let whole = |key: &[u8]| usize::try_from(dict.get(key).ok()?.as_i64().ok()?).ok();
        let (first, count) = (whole(b"First")?, whole(b"N")?);
        let data = table::data(&mut parser, usize::try_from(length).ok()?)?;
        let bytes = table::plain(&dict, data, self.limit)?;
        let mut index = Parser::new(bytes.get(..first)?, 0)?;
        let mut starts = Vec::with_capacity(count.min(bytes.len()));
        for _ in 0..count {
            index.space();
            let number = index.whole()?;
            index.space();
            starts.push((number, first + index.whole()? as usize));
        }
        index.space();
        let is_whole = index.rest().is_empty();
        starts.sort_unstable();
        let is_plain = starts.windows(2).all(|pair| pair[0].0 != pair[1].0);
        (is_whole && is_plain).then_some(Container { bytes, starts })
    }
}

#[cfg(test)]
mod tests;
