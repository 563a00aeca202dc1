//! markup → PDF bytes (a paper of the corpus, set in its style)

mod face;
mod flow;
mod furniture;
mod markup;
mod sheet;
mod style;
mod table;
mod wrap;

use face::{Faces, Weight};
use flow::{Flow, Look, Side, base};
use markup::{Block, What};
use sheet::{Ink, Kind, Role};

/// Prints a paper in the light markup to PDF bytes, the same bytes every time.
pub(crate) fn print(markup: &str) -> Result<Vec<u8>, String> {
    let paper = markup::read(markup)?;
    let style = style::style(&paper.style)?;
    let faces = Faces::load(style.family)?;
    let mut flow = Flow::new(&style, &faces, paper.tagged);
    for (at, block) in paper.blocks.iter().enumerate() {
        set(&mut flow, block, at == 0);
    }
    flow.settle();
    let count = flow.sheets.len();
    for number in 1..=count {
        let fill = |text: &String| {
            text.replace("{pages}", &count.to_string()).replace("{page}", &number.to_string())
        };
        let heads = paper.heads.iter().map(fill).collect::<Vec<_>>();
        let feet = paper.feet.iter().map(fill).collect::<Vec<_>>();
        let mut marks = if style.minutes {
            furniture::grid(&style, &faces, &heads)
        } else {
            furniture::running(&style, &faces, &heads, Role::Head)
        };
        let sheet = &mut flow.sheets[number - 1];
        marks.append(&mut sheet.marks);
        marks.extend(furniture::running(&style, &faces, &feet, Role::Foot));
        sheet.marks = marks;
    }
    sheet::write(&paper, style.page, &flow.sheets, &flow.tree)
}

/// Sets one block.
fn set(flow: &mut Flow, block: &Block, first: bool) {
    let look = flow.look();
    let pitch = flow.style.pitch();
    if block.gap && !matches!(block.what, What::Heading(..) | What::Footnote(_)) {
        flow.skip(pitch * 0.6);
    }
    match &block.what {
        What::Heading(level, text) => heading(flow, *level, text, first),
        What::Para(lines, indented) => {
            let inset = if *indented { 28.0 } else { 0.0 };
            let node = flow.tree.add(0, Kind::P);
            flow.text(lines, Look { inset, ..look }, node, None);
        }
        What::Item(label, lines, indented) => item(flow, label, lines, *indented),
        What::Right(text) => flow.single(text, Look { side: Side::Right, ..look }),
        What::Center(text) => flow.single(text, Look { side: Side::Middle, ..look }),
        What::Bold(text) => flow.single(text, Look { weight: Weight::Bold, keep: 1, ..look }),
        What::Spaced(text) => flow.spaced(text),
        What::Footnote(text) => flow.footnote(text),
        What::Break => flow.page(),
        What::Space => flow.skip(pitch),
        What::Columns(columns) => abreast(flow, columns),
        What::Table(table) => table::set(flow, table),
    }
}

/// Sets a heading; the first one of a paper in columns stands over them all.
fn heading(flow: &mut Flow, level: u16, text: &str, first: bool) {
    let style = flow.style;
    let scale = [1.6, 1.25, 1.05][usize::from(level.clamp(1, 3)) - 1];
    let size = style.size * scale;
    let pitch = size * style.leading;
    let look = Look { size, weight: Weight::Bold, keep: 2, side: Side::Left, inset: 0.0 };
    flow.skip(style.pitch() * if level == 1 { 1.0 } else { 0.8 });
    let node = flow.tree.add(0, Kind::Heading(level));
    let number = text.strip_prefix('§').and_then(|rest| {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        rest.starts_with(|c: char| c.is_ascii_digit()).then(|| text.len() - rest.len() + end)
    });
    match number {
        Some(end) if style.minutes => {
            let label = flow.faces.shape(&format!("{} ", &text[..end]), Weight::Bold);
            let lines = [text[end..].trim().to_owned()];
            flow.text(&lines, Look { inset: 74.0, ..look }, node, Some((label, 0.0, node)));
        }
        _ => {
            let whole = flow.measure;
            if first && style.columns > 1 {
                flow.measure = style.area();
            }
            if style.boxed && level < 3 {
                flow.room(pitch + 2.0 * style.pitch());
                let (left, top) = (flow.left(), flow.y);
                let lines = flow.fill(look).lines(text, whole - 8.0).len() as f32;
                let area = [left, top, left + whole, top + lines * pitch];
                flow.mark(Ink::Fill(area, 225), Role::Decor);
            }
            let inset = if style.boxed && level < 3 { 4.0 } else { 0.0 };
            let flat = if style.justified { Side::Left } else { look.side };
            flow.text(&[text.to_owned()], Look { inset, side: flat, ..look }, node, None);
            if first && style.columns > 1 {
                flow.measure = whole;
                flow.y += style.pitch() * 0.5;
                flow.top = flow.y;
            }
        }
    }
    flow.y += style.pitch() * 0.25;
}

/// Sets a list item.
fn item(flow: &mut Flow, label: &str, lines: &[String], indented: bool) {
    let list = Kind::List(label != "•");
    let list = flow.tree.last(0, list).unwrap_or_else(|| flow.tree.add(0, list));
    let node = flow.tree.add(list, Kind::Item);
    let mark = flow.tree.add(node, Kind::Label);
    let body = flow.tree.add(node, Kind::Body);
    let strip = flow.faces.shape(label, Weight::Regular);
    let indent = if indented { 28.0 } else { 8.0 };
    let wide = (flow.style.size * 1.4).max(strip.width(flow.style.size) + 5.0);
    let look = Look { inset: indent + wide, ..flow.look() };
    flow.text(lines, look, body, Some((strip, indent, mark)));
}

/// Sets blocks of lines side by side.
fn abreast(flow: &mut Flow, columns: &[Vec<String>]) {
    let style = flow.style;
    let pitch = style.pitch() * 0.95;
    let width = flow.measure / columns.len().max(1) as f32;
    let pad = if style.boxed { 5.0 } else { 0.0 };
    let plain = Look { size: style.size * 0.95, ..flow.look() };
    let look =
        |bold: bool| Look { weight: if bold { Weight::Bold } else { Weight::Regular }, ..plain };
    let mut sets = Vec::new();
    for column in columns {
        let mut lines = Vec::new();
        for text in column {
            let bold = text.strip_prefix("@bold ").or_else(|| text.strip_prefix("### "));
            let look = look(bold.is_some());
            let broken = flow.fill(look).lines(bold.unwrap_or(text), width - 12.0 - pad);
            lines.extend(broken.into_iter().map(|line| (line, look)));
        }
        sets.push((flow.tree.add(0, Kind::Div), lines));
    }
    let rows = sets.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let mut from = 0;
    if rows as f32 * pitch < (flow.foot - flow.top) * 0.6 {
        flow.room(rows as f32 * pitch + 2.0 * pad);
    }
    while from < rows {
        flow.room(pitch + 2.0 * pad);
        let fits = ((flow.foot - flow.y - 2.0 * pad) / pitch).max(1.0) as usize;
        let until = rows.min(from + fits);
        let (left, top) = (flow.left(), flow.y);
        let bottom = top + (until - from) as f32 * pitch + 2.0 * pad;
        for (at, (node, lines)) in sets.iter().enumerate() {
            let x = left + at as f32 * width + pad;
            for (row, (line, look)) in lines.iter().take(until).skip(from).enumerate() {
                if line.text.is_empty() {
                    continue;
                }
                let y = top + pad + row as f32 * pitch + base(pitch, look.size);
                let strip = flow.faces.shape(&line.text, look.weight);
                let own = flow.tree.add(*node, Kind::P);
                flow.mark(Ink::Text(strip, x, y, look.size), Role::Body(own));
            }
        }
        if style.boxed {
            for at in 0..=columns.len() {
                let x = left + at as f32 * width;
                flow.mark(Ink::Line((x, top), (x, bottom), 0.5), Role::Decor);
            }
            for y in [top, bottom] {
                flow.mark(Ink::Line((left, y), (left + flow.measure, y), 0.5), Role::Decor);
            }
        }
        flow.y = bottom;
        from = until;
    }
}
