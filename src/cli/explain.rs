//! `attsats explain`: what one stage of the reading gives.

use std::io::Write;

use super::End;
use super::args::{Explain, Stage};
use super::read::steps;
use super::term::clean_name;
use crate::model::{Page, Text};
use crate::pipeline::Steps;
use crate::record::v1::Record;

pub(super) fn run(args: &Explain, out: &mut dyn Write) -> anyhow::Result<End> {
    let Steps { pages, text, record, .. } = steps(&args.file, args.ocr)?;
    match args.stage {
        Stage::Pages if pages.is_empty() => writeln!(out, "a text file has no pages")?,
        Stage::Pages => pages.iter().try_for_each(|page| self::page(page, out))?,
        Stage::Text => self::text(&text, out)?,
        Stage::Kinds => kinds(&record, out)?,
        Stage::Document => {
            serde_json::to_writer_pretty(&mut *out, &record)?;
            writeln!(out)?;
        }
    }
    Ok(End::Done)
}

fn page(page: &Page, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, "page {}  {:.0} × {:.0} points", page.number, page.width, page.height)?;
    for word in &page.words {
        let rect = word.rect;
        let signs = [
            (word.bold, "bold"),
            (word.italic, "italic"),
            (!word.visible, "invisible"),
            (word.artifact, "artifact"),
        ];
        let signs: Vec<&str> = signs.iter().filter(|(is, _)| *is).map(|(_, sign)| *sign).collect();
        writeln!(
            out,
            "  {:7.1} {:7.1} {:7.1} {:7.1}  {:4.1}  {}{}  {}",
            rect.x0,
            rect.y0,
            rect.x1,
            rect.y1,
            word.size,
            if word.spaced { "_" } else { " " },
            clean_name(page.letters(word)),
            signs.join(" ")
        )?;
    }
    writeln!(out, "  {} rulings, {} images", page.rulings.len(), page.images.len())
}

fn text(text: &Text, out: &mut dyn Write) -> std::io::Result<()> {
    writeln!(out, " line page indent gap role       text")?;
    for line in &text.lines {
        writeln!(
            out,
            "{:5} {:4} {:6} {:3} {:<10} {}{}",
            text.line_at(line.span.start),
            line.page,
            line.indent,
            line.gap,
            format!("{:?}", line.role).to_lowercase(),
            line.grid.map(|grid| format!("[grid {grid}] ")).unwrap_or_default(),
            clean_name(&line.text)
        )?;
    }
    for (grid_idx, grid) in text.grids.iter().enumerate() {
        writeln!(out, "grid {grid_idx}  {:?}", grid.origin)?;
        for row in &grid.rows {
            let cells: Vec<String> = row.cells.iter().map(|cell| clean_name(cell.text())).collect();
            writeln!(out, "  | {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

fn kinds(record: &Record, out: &mut dyn Write) -> anyhow::Result<()> {
    writeln!(out, "kind {}", serde_json::to_value(record.kind)?.as_str().unwrap_or_default())?;
    for sign in &record.basis {
        writeln!(out, "  sign {}", clean_name(sign))?;
    }
    for segment in &record.segments {
        let kind = serde_json::to_value(segment.kind)?;
        writeln!(
            out,
            "segment {}  page {} line {}  item {}  {}",
            kind.as_str().unwrap_or_default(),
            segment.span.page,
            segment.span.line,
            segment.agenda_item.as_deref().unwrap_or("–"),
            clean_name(segment.title.as_deref().unwrap_or_default())
        )?;
    }
    Ok(())
}
