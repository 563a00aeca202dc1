//! The structure tree → [`Tag`]s of each page, and the letters that stand for what is drawn.

mod cells;
mod roles;

use std::collections::{BTreeMap, HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId};

use self::cells::Tables;
use self::roles::{Kind, Roles};
use super::document::Document;
use super::{marks, objects};
use crate::model::{Tag, TagCell, TagRole};

/// Elements within elements.
const DEEPEST: usize = 200;
/// Elements and marks read of one document.
const MOST_NODES: usize = 1_000_000;

/// What the structure tree says of each page.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// By the address of the page's dictionary; sorted by mark.
    pages: BTreeMap<usize, Vec<Tag>>,
    /// `/ActualText` of elements that hold one mark alone, by page and mark.
    actual: HashMap<(usize, u32), String>,
    /// A limit was reached.
    pub(super) cut: bool,
}

impl Tags {
    /// Reads the tree.
    pub(super) fn read(doc: &Document) -> Self {
        let root =
            || objects::dict(doc, objects::dict(doc, &doc.trailer, b"Root")?, b"StructTreeRoot");
        let Some(root) = root() else { return Self::default() };
        let mut reader = Reader {
            doc,
            roles: Roles::new(doc, root),
            tables: Tables::default(),
            tags: Self::default(),
            visited: HashSet::new(),
            order: 0,
            blocks: 0,
        };
        reader.read(root);
        for tags in reader.tags.pages.values_mut() {
            // The first of several that claim one mark.
            tags.sort_by_key(|tag| (tag.mark, tag.order));
            tags.dedup_by_key(|tag| tag.mark);
        }
        reader.tags
    }

    /// Hands over what is said of the page.
    pub(super) fn take(&mut self, page: &Dictionary) -> Vec<Tag> {
        self.pages.remove(&address(page)).unwrap_or_default()
    }

    /// The letters that stand for what is drawn under `mark`.
    pub(super) fn actual(&self, page: usize, mark: u32) -> Option<&str> {
        self.actual.get(&(page, mark)).map(String::as_str)
    }
}

/// What a page is known by.
pub(super) fn address(page: &Dictionary) -> usize {
    std::ptr::from_ref(page) as usize
}

/// What elements hand down to what they hold.
#[derive(Debug, Clone, Copy)]
struct Context<'a> {
    depth: usize,
    /// How many sections are around.
    sections: u8,
    page: Option<usize>,
    block: u32,
    role: TagRole,
    table: Option<u32>,
    cell: Option<TagCell>,
    actual: Option<&'a [u8]>,
}

struct Reader<'a> {
    doc: &'a Document<'a>,
    roles: Roles<'a>,
    tables: Tables,
    tags: Tags,
    visited: HashSet<ObjectId>,
    order: u32,
    blocks: u32,
}

impl<'a> Reader<'a> {
    fn read(&mut self, root: &'a Dictionary) {
        let first = Context {
            depth: 0,
            sections: 0,
            page: None,
            block: 0,
            role: TagRole::Paragraph,
            table: None,
            cell: None,
            actual: None,
        };
        let mut stack: Vec<(&'a Object, Context<'a>)> = Vec::new();
        push_kids(self.doc, root, first, &mut stack);
        let mut n_nodes = 0;
        while let Some((object, context)) = stack.pop() {
            n_nodes += 1;
            if n_nodes > MOST_NODES {
                self.tags.cut = true;
                return;
            }
            if let Ok(id) = object.as_reference()
                && !self.visited.insert(id)
            {
                continue;
            }
            match objects::resolve(self.doc, object) {
                Object::Integer(mark) => self.mark(*mark, context.page, &context),
                Object::Dictionary(dict) => self.node(dict, context, &mut stack),
                _ => {}
            }
        }
    }

    fn node(
        &mut self,
        dict: &'a Dictionary,
        mut context: Context<'a>,
        stack: &mut Vec<(&'a Object, Context<'a>)>,
    ) {
        let doc = self.doc;
        if let Some(page) = objects::dict(doc, dict, b"Pg") {
            context.page = Some(address(page));
        }
        match objects::name(doc, dict, b"Type") {
            // Content of a form has marks of its own.
            Some(b"MCR") if dict.has(b"Stm") => return,
            Some(b"MCR") => {
                let mark = objects::get(doc, dict, b"MCID").and_then(|mark| mark.as_i64().ok());
                return mark.into_iter().for_each(|mark| self.mark(mark, context.page, &context));
            }
            Some(b"OBJR") => return,
            _ => {}
        }
        context.depth += 1;
        if context.depth > DEEPEST {
            self.tags.cut = true;
            return;
        }
        self.enter(dict, &mut context);
        push_kids(doc, dict, context, stack);
    }

    /// What an element changes for what it holds.
    fn enter(&mut self, dict: &'a Dictionary, context: &mut Context<'a>) {
        let doc = self.doc;
        let kind = self.roles.kind(objects::name(doc, dict, b"S").unwrap_or_default());
        let actual = objects::get(doc, dict, b"ActualText").and_then(|text| text.as_str().ok());
        context.actual = actual.filter(|_| holds_one(doc, dict));
        match kind {
            Kind::Within => return,
            Kind::Section => context.sections = context.sections.saturating_add(1),
            Kind::Table => {
                context.table = Some(self.tables.open());
                context.cell = None;
            }
            Kind::Row => self.tables.row(context.table),
            Kind::Cell { head } => context.cell = self.tables.cell(doc, dict, context.table, head),
            Kind::Heading => context.role = TagRole::Heading(context.sections.clamp(1, 6)),
            Kind::Role(role) => context.role = role,
        }
        self.blocks += 1;
        context.block = self.blocks;
    }

    fn mark(&mut self, mark: i64, page: Option<usize>, context: &Context<'a>) {
        let (Some(page), Ok(mark)) = (page, u32::try_from(mark)) else { return };
        self.order += 1;
        let Context { block, role, cell, .. } = *context;
        let tag = Tag { mark, order: self.order, block, role, cell };
        self.tags.pages.entry(page).or_default().push(tag);
        if let Some(actual) = context.actual {
            self.tags.actual.insert((page, mark), marks::text_string(actual));
        }
    }
}

/// Puts what an element holds on the stack, the first uppermost.
fn push_kids<'a>(
    doc: &'a Document<'a>,
    dict: &'a Dictionary,
    context: Context<'a>,
    stack: &mut Vec<(&'a Object, Context<'a>)>,
) {
    let Ok(kids) = dict.get(b"K") else { return };
    match objects::resolve(doc, kids) {
        Object::Array(kids) => {
            let room = MOST_NODES.saturating_sub(stack.len());
            stack.extend(kids.iter().take(room).rev().map(|kid| (kid, context)));
        }
        _ => stack.push((kids, context)),
    }
}

/// True for an element that holds one mark and nothing else.
fn holds_one(doc: &Document, dict: &Dictionary) -> bool {
    match objects::get(doc, dict, b"K") {
        Some(Object::Integer(_)) => true,
        Some(Object::Array(kids)) => matches!(kids.as_slice(), [Object::Integer(_)]),
        Some(Object::Dictionary(kid)) => objects::name(doc, kid, b"Type") == Some(b"MCR"),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
