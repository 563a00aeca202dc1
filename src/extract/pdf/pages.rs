//! A document's page tree → [`PageNode`]s, with what pages inherit.

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::document::Document;
use super::matrix::Matrix;
use super::objects;
use crate::extract::Limits;
use crate::model::Frame;

/// A page and what it inherits.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageNode<'a> {
    /// The page's number as an object.
    pub(super) id: Option<ObjectId>,
    /// The page's own dictionary.
    pub(super) dict: &'a Dictionary,
    /// Fonts and forms by name.
    pub(super) resources: Option<&'a Dictionary>,
    media: Option<[f32; 4]>,
    crop: Option<[f32; 4]>,
    rotate: i32,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    /// From the page's own space to points, origin top left, y down.
    pub(super) matrix: Matrix,
    /// Width in points.
    pub(super) width: f32,
    /// Height in points.
    pub(super) height: f32,
}

/// The pages in order, and the limit that was reached.
pub(super) fn pages<'a>(
    doc: &'a Document<'a>,
    limits: &Limits,
) -> (Vec<PageNode<'a>>, Option<&'static str>) {
    let root = doc
        .trailer
        .get(b"Root")
        .ok()
        .and_then(|root| objects::as_dict(objects::resolve(doc, root)));
    let tree = root.and_then(|root| root.get(b"Pages").ok());
    let (pages, reached) = tree.map_or_else(Default::default, |tree| walk(doc, tree, limits));
    if !pages.is_empty() {
        return (pages, reached);
    }
    let (pages, more) = strays(doc, limits.pages);
    (pages, reached.or(more))
}

/// True when the page has content of any length.
pub(super) fn has_content(doc: &Document, page: &PageNode<'_>) -> bool {
    contents(doc, page).any(|stream| !stream.content.is_empty())
}

/// True when the page names content that the file does not hold.
pub(super) fn has_lost_content(doc: &Document, page: &PageNode<'_>) -> bool {
    parts(doc, page).iter().any(|part| objects::resolve(doc, part).as_stream().is_err())
        || matches!(page.dict.get(b"Contents"), Ok(part) if objects::resolve(doc, part).is_null())
}

/// The page's content streams, in order.
pub(super) fn contents<'a>(
    doc: &'a Document<'a>,
    page: &PageNode<'a>,
) -> impl Iterator<Item = &'a Stream> + use<'a> {
    parts(doc, page).iter().filter_map(|part| objects::resolve(doc, part).as_stream().ok())
}

fn parts<'a>(doc: &'a Document<'a>, page: &PageNode<'a>) -> &'a [Object] {
    objects::get(doc, page.dict, b"Contents").map_or(&[][..], |contents| {
        contents.as_array().map_or(std::slice::from_ref(contents), Vec::as_slice)
    })
}

/// What is told when there are more pages than are read.
const MORE: &str = "pages";

fn walk<'a>(
    doc: &'a Document<'a>,
    tree: &'a Object,
    limits: &Limits,
) -> (Vec<PageNode<'a>>, Option<&'static str>) {
    let mut pages = Vec::new();
    let mut reached = None;
    let mut visited: HashSet<ObjectId> = HashSet::new();
    let empty = (None, None, None, 0);
    let mut stack = vec![(tree, 1, empty)];
    while let Some((object, level, (resources, media, crop, rotate))) = stack.pop() {
        if level > limits.tree_depth {
            reached = Some("levels of the page tree");
            continue;
        }
        let Some(dict) = objects::as_dict(objects::resolve(doc, object)) else { continue };
        let resources = objects::dict(doc, dict, b"Resources").or(resources);
        let media = objects::numbers::<4>(doc, dict, b"MediaBox").or(media);
        let crop = objects::numbers::<4>(doc, dict, b"CropBox").or(crop);
        let rotate = objects::number(doc, dict, b"Rotate").map_or(rotate, |turn| turn as i32);
        let kids = objects::array(doc, dict, b"Kids");
        if kids.is_empty() {
            let is_leaf = objects::name(doc, dict, b"Type") != Some(b"Pages");
            if is_leaf && pages.len() == limits.pages {
                return (pages, Some(MORE));
            }
            if is_leaf {
                pages.push(PageNode {
                    id: object.as_reference().ok(),
                    dict,
                    resources,
                    media,
                    crop,
                    rotate,
                });
            }
            continue;
        }
        // A page may be shown more than once; a part of the tree that holds itself would never end.
        if let Ok(id) = object.as_reference()
            && !visited.insert(id)
        {
            continue;
        }
        // A list of a million kids that are all one page would fill memory: no more than can be shown.
        let few = kids.iter().take(limits.pages.saturating_mul(4).max(1_000));
        let inherited = (resources, media, crop, rotate);
        stack.extend(few.rev().map(|kid| (kid, level + 1, inherited)));
    }
    (pages, reached)
}

/// The pages of a file whose tree is broken, in the order of their numbers.
fn strays<'a>(doc: &'a Document<'a>, limit: usize) -> (Vec<PageNode<'a>>, Option<&'static str>) {
    let page = |(id, object): (&ObjectId, &'a Object)| {
        let dict = object.as_dict().ok()?;
        dict.has_type(b"Page").then_some((*id, dict))
    };
    let dicts = doc.all().filter_map(page);
    let mut pages: Vec<_> = dicts
        .take(limit.saturating_add(1))
        .map(|(id, dict)| PageNode {
            id: Some(id),
            dict,
            resources: objects::dict(doc, dict, b"Resources"),
            media: objects::numbers(doc, dict, b"MediaBox"),
            crop: objects::numbers(doc, dict, b"CropBox"),
            rotate: objects::number(doc, dict, b"Rotate").map_or(0, |turn| turn as i32),
        })
        .collect();
    let more = (pages.len() > limit).then_some(MORE);
    pages.truncate(limit);
    (pages, more)
}

impl PageNode<'_> {
    /// How the page is shown: cropped, turned, upside up.
    pub(super) fn shown(&self, doc: &Document) -> Shown {
        let media = sorted(self.media).unwrap_or([0.0, 0.0, 595.0, 842.0]);
        let [x0, y0, x1, y1] = match sorted(self.crop) {
            Some(crop) => sorted(Some(cut(crop, media))).unwrap_or(media),
            None => media,
        };
        let unit = objects::number(doc, self.dict, b"UserUnit").unwrap_or(1.0).clamp(0.01, 100.0);
        let (width, height) = ((x1 - x0) * unit, (y1 - y0) * unit);
        let (matrix, is_turned) = match self.rotate.rem_euclid(360) {
            45..135 => ([0.0, unit, unit, 0.0, -y0 * unit, -x0 * unit], true),
            135..225 => ([-unit, 0.0, 0.0, unit, x1 * unit, -y0 * unit], false),
            225..315 => ([0.0, -unit, -unit, 0.0, y1 * unit, x1 * unit], true),
            _ => ([unit, 0.0, 0.0, -unit, -x0 * unit, y1 * unit], false),
        };
        let (width, height) = if is_turned { (height, width) } else { (width, height) };
        Shown { matrix: Matrix(matrix), width, height }
    }

    /// How the page is shown, for others.
    pub(super) fn frame(&self, doc: &Document) -> Frame {
        let Shown { matrix: Matrix(matrix), width, height } = self.shown(doc);
        Frame { object: self.id, matrix, width, height }
    }
}

/// Corners in order; `None` when the box is empty.
fn sorted(corners: Option<[f32; 4]>) -> Option<[f32; 4]> {
    let [x0, y0, x1, y1] = corners?;
    let sorted = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
    (sorted[2] - sorted[0] > 1.0 && sorted[3] - sorted[1] > 1.0).then_some(sorted)
}

fn cut(inner: [f32; 4], outer: [f32; 4]) -> [f32; 4] {
    let [x0, y0, x1, y1] = inner;
    let cut = [x0.max(outer[0]), y0.max(outer[1]), x1.min(outer[2]), y1.min(outer[3])];
    if cut[0] < cut[2] && cut[1] < cut[3] { cut } else { outer }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the point (10, 20) of a page 100 wide and 200 high is shown.
    #[track_caller]
    fn check(rotate: i32, size: (f32, f32), expected: (f32, f32)) {
        let dict = Dictionary::new();
        let media = Some([0.0, 0.0, 100.0, 200.0]);
        let page = PageNode { id: None, dict: &dict, resources: None, media, crop: None, rotate };
        let shown = page.shown(&Document::new());
        assert_eq!((shown.width, shown.height), size);
        assert_eq!(shown.matrix.point(10.0, 20.0), expected);
    }

    #[test]
    fn turns_pages() {
        check(0, (100.0, 200.0), (10.0, 180.0));
        check(90, (200.0, 100.0), (20.0, 10.0));
        check(180, (100.0, 200.0), (90.0, 20.0));
        check(-90, (200.0, 100.0), (180.0, 90.0));
    }
}
