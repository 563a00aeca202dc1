//! style name → [Style] (page size, margins, fonts and habits)

use super::face::Family;

/// How one kind of paper is set.
pub(crate) struct Style {
    /// The letters.
    pub(crate) family: Family,
    /// The body size in points.
    pub(crate) size: f32,
    /// The distance between baselines as a multiple of the size.
    pub(crate) leading: f32,
    /// The page width and height in points.
    pub(crate) page: (f32, f32),
    /// The left and right margins.
    pub(crate) sides: f32,
    /// The top and bottom margins.
    pub(crate) ends: (f32, f32),
    /// How many columns the body runs in.
    pub(crate) columns: usize,
    /// Whether lines are stretched to the measure and words hyphenated.
    pub(crate) justified: bool,
    /// Whether tables have a full grid and rosters and headings stand in boxes.
    pub(crate) boxed: bool,
    /// Whether the running head stands in a grid and § headings have a wide gap.
    pub(crate) minutes: bool,
}

/// The distance between two body columns.
pub(crate) const GUTTER: f32 = 20.0;

/// A4 upright.
const UPRIGHT: (f32, f32) = (595.276, 841.89);

/// The style of a name in the markup.
pub(crate) fn style(name: &str) -> Result<Style, String> {
    let letter = Style {
        family: Family::Sans,
        size: 11.0,
        leading: 1.36,
        page: UPRIGHT,
        sides: 85.0,
        ends: (92.0, 88.0),
        columns: 1,
        justified: false,
        boxed: false,
        minutes: false,
    };
    let style = match name {
        "letter" => letter,
        "serif" => Style {
            family: Family::Serif,
            leading: 1.3,
            sides: 70.0,
            ends: (84.0, 80.0),
            justified: true,
            ..letter
        },
        "ruled" => Style {
            size: 9.5,
            leading: 1.4,
            sides: 60.0,
            ends: (78.0, 72.0),
            boxed: true,
            ..letter
        },
        "twocolumn" => Style {
            family: Family::Modern,
            size: 10.0,
            leading: 1.25,
            sides: 60.0,
            ends: (78.0, 74.0),
            columns: 2,
            justified: true,
            ..letter
        },
        "landscape" => Style {
            size: 9.5,
            leading: 1.35,
            page: (UPRIGHT.1, UPRIGHT.0),
            sides: 64.0,
            ends: (70.0, 66.0),
            ..letter
        },
        "minutes" => Style {
            family: Family::Serif,
            size: 11.5,
            leading: 1.28,
            sides: 72.0,
            ends: (112.0, 86.0),
            minutes: true,
            ..letter
        },
        other => return Err(format!("no style named {other}")),
    };
    Ok(style)
}

impl Style {
    /// The width of the whole text area.
    pub(crate) fn area(&self) -> f32 {
        self.page.0 - 2.0 * self.sides
    }

    /// The width of one body column.
    pub(crate) fn measure(&self) -> f32 {
        let gutters = (self.columns - 1) as f32 * GUTTER;
        (self.area() - gutters) / self.columns as f32
    }

    /// The distance between body baselines.
    pub(crate) fn pitch(&self) -> f32 {
        self.size * self.leading
    }
}
