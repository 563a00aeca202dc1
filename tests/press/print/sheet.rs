//! [Sheet]s and [Tree] → PDF bytes

use super::face::Strip;
use super::markup::Paper;
use krilla::{
    Document, SerializeSettings,
    color::luma,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag,
        TableHeaderScope, Tag, TagGroup, TagTree,
    },
};
use std::num::NonZeroU16;

/// One page with everything on it.
#[derive(Default)]
pub(crate) struct Sheet {
    /// What is drawn, in order.
    pub(crate) marks: Vec<Mark>,
}

/// One thing drawn.
pub(crate) struct Mark {
    /// What it is drawn with.
    pub(crate) ink: Ink,
    /// What part it plays.
    pub(crate) role: Role,
}

/// The things that can be drawn.
pub(crate) enum Ink {
    /// A shaped line at a left end and baseline, in a size.
    Text(Strip, f32, f32, f32),
    /// A stroked line between two points, of a width.
    Line((f32, f32), (f32, f32), f32),
    /// A filled box (left, top, right, bottom) of a lightness.
    Fill([f32; 4], u8),
}

/// The part a mark plays in the tagged print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The running head.
    Head,
    /// The running foot.
    Foot,
    /// A line or box.
    Decor,
    /// The content of a node of the tree.
    Body(usize),
}

/// The kinds of structure node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The root.
    Root,
    /// A heading of a level.
    Heading(u16),
    /// A paragraph.
    P,
    /// A list with bullets or with numbers.
    List(bool),
    /// A list item.
    Item,
    /// A list item's label.
    Label,
    /// A list item's text.
    Body,
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A header cell.
    Th,
    /// A cell.
    Td,
    /// A footnote.
    Note,
    /// A side-by-side block.
    Div,
}

/// The structure of a paper.
pub(crate) struct Tree {
    nodes: Vec<(Kind, Vec<usize>)>,
}

impl Default for Tree {
    fn default() -> Tree {
        Tree { nodes: vec![(Kind::Root, Vec::new())] }
    }
}

impl Tree {
    /// Adds a node under a parent and returns its number.
    pub(crate) fn add(&mut self, parent: usize, kind: Kind) -> usize {
        let number = self.nodes.len();
        self.nodes.push((kind, Vec::new()));
        self.nodes[parent].1.push(number);
        number
    }

    /// The last node under a parent, if it is of a kind.
    pub(crate) fn last(&self, parent: usize, kind: Kind) -> Option<usize> {
        let last = *self.nodes[parent].1.last()?;
        (self.nodes[last].0 == kind).then_some(last)
    }

    /// The nodes under a parent with their drawn content.
    fn under(&self, parent: usize, leaves: &[Vec<Identifier>]) -> Vec<Node> {
        let group = |number: &usize| {
            let content = leaves[*number].iter().map(|leaf| Node::Leaf(*leaf));
            let children = content.chain(self.under(*number, leaves)).collect();
            Node::Group(group(self.nodes[*number].0, children))
        };
        self.nodes[parent].1.iter().map(group).collect()
    }
}

/// The krilla group of a node.
fn group(kind: Kind, children: Vec<Node>) -> TagGroup {
    match kind {
        Kind::Root | Kind::Div => TagGroup::with_children(Tag::Div, children),
        Kind::Heading(level) => {
            let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
            TagGroup::with_children(Tag::Hn(level, None), children)
        }
        Kind::P => TagGroup::with_children(Tag::P, children),
        Kind::List(true) => TagGroup::with_children(Tag::L(ListNumbering::Decimal), children),
        Kind::List(false) => TagGroup::with_children(Tag::L(ListNumbering::Disc), children),
        Kind::Item => TagGroup::with_children(Tag::LI, children),
        Kind::Label => TagGroup::with_children(Tag::Lbl, children),
        Kind::Body => TagGroup::with_children(Tag::LBody, children),
        Kind::Table => TagGroup::with_children(Tag::Table, children),
        Kind::Row => TagGroup::with_children(Tag::TR, children),
        Kind::Th => TagGroup::with_children(Tag::TH(TableHeaderScope::Column), children),
        Kind::Td => TagGroup::with_children(Tag::TD, children),
        Kind::Note => TagGroup::with_children(Tag::Note, children),
    }
}

/// Writes the sheets as a PDF.
pub(crate) fn write(
    paper: &Paper,
    page: (f32, f32),
    sheets: &[Sheet],
    tree: &Tree,
) -> Result<Vec<u8>, String> {
    let settings = SerializeSettings { enable_tagging: paper.tagged, ..Default::default() };
    let mut document = Document::new_with(settings);
    let mut metadata = Metadata::new().title(paper.title.clone());
    if paper.tagged {
        metadata = metadata.language("sv-SE".to_owned());
    }
    document.set_metadata(metadata);
    let mut leaves = vec![Vec::new(); tree.nodes.len()];
    for sheet in sheets {
        let settings = PageSettings::from_wh(page.0, page.1).ok_or("no such page size")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for marks in sheet.marks.chunk_by(|one, next| one.role == next.role) {
            let role = marks[0].role;
            let leaf = surface.start_tagged(tag(role));
            if let Role::Body(node) = role {
                leaves[node].push(leaf);
            }
            for mark in marks {
                draw(&mut surface, &mark.ink);
            }
            surface.end_tagged();
        }
        surface.finish();
        page.finish();
    }
    if paper.tagged {
        let mut root = TagTree::new().with_lang(Some("sv-SE".to_owned()));
        for node in tree.under(0, &leaves) {
            root.push(node);
        }
        document.set_tag_tree(root);
    }
    document.finish().map_err(|fault| format!("krilla: {fault:?}"))
}

/// The content tag of a role.
fn tag(role: Role) -> ContentTag<'static> {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    match role {
        Role::Head => artifact(ArtifactType::Header),
        Role::Foot => artifact(ArtifactType::Footer),
        Role::Decor => artifact(ArtifactType::Layout),
        Role::Body(_) => ContentTag::Span(SpanTag::empty()),
    }
}

/// Draws one mark.
fn draw(surface: &mut Surface, ink: &Ink) {
    match ink {
        Ink::Text(strip, x, y, size) => {
            let mut x = *x;
            surface.set_stroke(None);
            surface.set_fill(Some(grey(0)));
            for run in &strip.runs {
                let start = Point::from_xy(x, *y);
                let font = run.font.clone();
                surface.draw_glyphs(start, &run.glyphs, font, &run.text, *size, false);
                x += run.width() * size;
            }
        }
        Ink::Line(from, to, width) => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            surface.set_fill(None);
            surface.set_stroke(Some(Stroke { width: *width, ..Stroke::default() }));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
        Ink::Fill([left, top, right, bottom], lightness) => {
            let Some(area) = Rect::from_ltrb(*left, *top, *right, *bottom) else { return };
            let mut path = PathBuilder::new();
            path.push_rect(area);
            surface.set_stroke(None);
            surface.set_fill(Some(grey(*lightness)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
        }
    }
}

/// A grey fill, 0 black and 255 white.
fn grey(lightness: u8) -> Fill {
    Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }
}
