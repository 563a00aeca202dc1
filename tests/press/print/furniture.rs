//! running heads and feet → [Mark]s

use super::{
    face::{Faces, Weight},
    sheet::{Ink, Mark, Role},
    style::Style,
};

/// The least space between two parts of a running head.
const APART: f32 = 10.0;

/// Sets running heads or feet, their parts spread over the width.
pub(crate) fn running(style: &Style, faces: &Faces, texts: &[String], role: Role) -> Vec<Mark> {
    let pitch = style.size;
    let mut y = match role {
        Role::Head => style.ends.0 * 0.5,
        _ => style.page.1 - style.ends.1 * 0.55,
    };
    let mut marks = Vec::new();
    for text in texts {
        let strips = parts(text).into_iter().map(|part| faces.shape(&part, Weight::Regular));
        let strips = strips.collect::<Vec<_>>();
        let ems = strips.iter().map(|strip| strip.width(1.0)).sum::<f32>();
        let gaps = strips.len().saturating_sub(1) as f32;
        let size = (style.size * 0.8).min((style.area() - gaps * APART) / ems.max(1.0));
        let gap = if gaps > 0.0 { (style.area() - ems * size) / gaps } else { 0.0 };
        let mut x = style.sides;
        for strip in strips {
            let width = strip.width(size);
            marks.push(Mark { ink: Ink::Text(strip, x, y, size), role });
            x += width + gap;
        }
        y += pitch;
    }
    marks
}

/// Sets the heads of minutes in a grid, a row for each head and a box for each part.
pub(crate) fn grid(style: &Style, faces: &Faces, texts: &[String]) -> Vec<Mark> {
    let size = style.size * 0.85;
    let row = size * 2.1;
    let (left, right, top) = (style.sides, style.page.0 - style.sides, 40.0);
    let mut lines = Vec::new();
    let mut marks = Vec::new();
    let mut line = |from, to| lines.push(Mark { ink: Ink::Line(from, to, 0.5), role: Role::Decor });
    line((left, top), (right, top));
    for (at, text) in texts.iter().enumerate() {
        let y = top + at as f32 * row;
        line((left, y + row), (right, y + row));
        let strips = parts(text).into_iter().map(|part| faces.shape(&part, Weight::Regular));
        let strips = strips.collect::<Vec<_>>();
        let wide = strips.iter().map(|strip| strip.width(size) + 10.0).sum::<f32>();
        let scale = (right - left) / wide;
        let mut x = left;
        for strip in strips {
            line((x, y), (x, y + row));
            let width = (strip.width(size) + 10.0) * scale;
            let spot = (x + 5.0 * scale.min(1.0), y + row * 0.65);
            marks.push(Mark { ink: Ink::Text(strip, spot.0, spot.1, size), role: Role::Head });
            x += width;
        }
        line((right, y), (right, y + row));
    }
    lines.extend(marks);
    lines
}

/// The parts of a running head, cut at bars or else at wide gaps.
fn parts(text: &str) -> Vec<String> {
    let mark = if text.contains('|') { "|" } else { "  " };
    let parts = text.split(mark).map(|part| part.trim().to_owned());
    let parts = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>();
    if parts.is_empty() { vec![String::new()] } else { parts }
}
