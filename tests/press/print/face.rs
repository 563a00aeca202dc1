//! text → [Strip] (shaped glyphs with their advances, in ems)

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer, ttf_parser::name_id};

/// The families a style may be set in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Noto Sans.
    Sans,
    /// Libertinus Serif.
    Serif,
    /// New Computer Modern.
    Modern,
}

/// Light or heavy letters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The text weight.
    Regular,
    /// The heavy weight.
    Bold,
}

/// One font, ready both to be shaped with and to be embedded.
struct Face {
    shaper: rustybuzz::Face<'static>,
    font: Font,
}

/// The fonts of one paper: regular, bold, then the faces that fill gaps.
pub(crate) struct Faces {
    faces: Vec<Face>,
}

/// A stretch of glyphs from one font.
#[derive(Clone)]
pub(crate) struct Run {
    /// The font the glyphs belong to.
    pub(crate) font: Font,
    /// The text the glyphs stand for.
    pub(crate) text: String,
    /// The glyphs, left to right.
    pub(crate) glyphs: Vec<KrillaGlyph>,
}

/// A shaped line or word, measured in ems.
#[derive(Clone, Default)]
pub(crate) struct Strip {
    /// The stretches, left to right.
    pub(crate) runs: Vec<Run>,
}

impl Run {
    /// The width in ems.
    pub(crate) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.x_advance).sum()
    }
}

impl Strip {
    /// The width in points at a size.
    pub(crate) fn width(&self, size: f32) -> f32 {
        self.runs.iter().map(Run::width).sum::<f32>() * size
    }

    /// How many spaces between words can be stretched.
    pub(crate) fn spaces(&self) -> usize {
        self.runs.iter().map(|run| run.text.trim_end().matches(' ').count()).sum()
    }

    /// Widens every space between words by some ems, so that the line fills its measure.
    pub(crate) fn spread(&mut self, ems: f32) {
        for run in &mut self.runs {
            let end = run.text.trim_end().len();
            for glyph in &mut run.glyphs {
                if glyph.text_range.start < end && run.text[glyph.text_range.clone()] == *" " {
                    glyph.x_advance += ems;
                }
            }
        }
    }

    /// Lets the hyphen at the end stand for U+00AD, as tagged papers have it.
    pub(crate) fn soften(&mut self) {
        let Some(run) = self.runs.last_mut() else { return };
        let Some(cut) = run.text.strip_suffix('-').map(str::len) else { return };
        run.text.truncate(cut);
        run.text.push('\u{ad}');
        if let Some(glyph) = run.glyphs.last_mut() {
            glyph.text_range = cut..run.text.len();
        }
    }
}

impl Faces {
    /// Loads the fonts a family needs.
    pub(crate) fn load(family: Family) -> Result<Faces, String> {
        let own = match family {
            Family::Sans => [named("NotoSans"), named("NotoSans-Bold")],
            Family::Serif => [named("LibertinusSerif-Regular"), named("LibertinusSerif-Bold")],
            Family::Modern => [named("NewCM10-Regular"), named("NewCM10-Bold")],
        };
        let gaps = [named("LibertinusSerif-Regular"), named("DejaVuSansMono")];
        let faces = own.into_iter().chain(gaps).collect::<Result<Vec<Face>, String>>()?;
        Ok(Faces { faces })
    }

    /// Shapes a text, font by font where a letter is missing.
    pub(crate) fn shape(&self, text: &str, weight: Weight) -> Strip {
        let mut strip = Strip::default();
        let mut start = 0;
        let mut current = None;
        for (at, letter) in text.char_indices() {
            let face = self.covering(letter, weight);
            if *current.get_or_insert(face) != face {
                strip.runs.push(self.faces[current.unwrap_or(face)].run(&text[start..at]));
                (start, current) = (at, Some(face));
            }
        }
        if let Some(face) = current {
            strip.runs.push(self.faces[face].run(&text[start..]));
        }
        strip
    }

    /// The width of a text in points.
    pub(crate) fn width(&self, text: &str, weight: Weight, size: f32) -> f32 {
        self.shape(text, weight).width(size)
    }

    /// The first face that has a letter, the paper's own before the others.
    fn covering(&self, letter: char, weight: Weight) -> usize {
        let own = usize::from(weight == Weight::Bold);
        let has = |face: &usize| self.faces[*face].shaper.glyph_index(letter).is_some();
        [own, 2, 3].into_iter().find(has).unwrap_or(own)
    }
}

impl Face {
    /// Shapes a text that this font covers.
    fn run(&self, text: &str) -> Run {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let shaped = rustybuzz::shape(&self.shaper, &[], buffer);
        let em = self.font.units_per_em();
        let infos = shaped.glyph_infos();
        let glyph = |(at, spot): (usize, &rustybuzz::GlyphPosition)| {
            let start = infos[at].cluster;
            let next = infos[at..].iter().map(|info| info.cluster).find(|next| *next > start);
            KrillaGlyph::new(
                GlyphId::new(infos[at].glyph_id),
                spot.x_advance as f32 / em,
                spot.x_offset as f32 / em,
                spot.y_offset as f32 / em,
                spot.y_advance as f32 / em,
                start as usize..next.map_or(text.len(), |next| next as usize),
                None,
            )
        };
        let glyphs = shaped.glyph_positions().iter().enumerate().map(glyph).collect();
        Run { font: self.font.clone(), text: text.to_owned(), glyphs }
    }
}

/// Finds a shipped font by its PostScript name.
fn named(name: &str) -> Result<Face, String> {
    let sans = [notosans::REGULAR_TTF, notosans::BOLD_TTF];
    for data in sans.into_iter().chain(typst_assets::fonts()) {
        let Some(shaper) = rustybuzz::Face::from_slice(data, 0) else { continue };
        let own = |entry: rustybuzz::ttf_parser::name::Name| {
            entry.name_id == name_id::POST_SCRIPT_NAME
                && entry.to_string().is_some_and(|found| found == name)
        };
        if shaper.names().into_iter().any(own) {
            let font = Font::new(data.to_vec().into(), 0).ok_or("a font would not load")?;
            return Ok(Face { shaper, font });
        }
    }
    Err(format!("no font named {name}"))
}
