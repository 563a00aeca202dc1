//! Counts and sums → a picture that can be read, printed and listened to: SVG, and PNG made of it.
//!
//! Pure: what is given is drawn, the same bytes each time. The words in the picture are Swedish.
//! Colours can be told apart by the colour-blind, and patterns tell them apart in grey.

mod bars;
mod columns;
mod frame;
mod ink;
#[cfg(feature = "png")]
mod png;
mod scale;
mod svg;
mod words;
mod years;

pub use ink::Ground;
#[cfg(feature = "png")]
pub use png::{Error, png};
pub use words::number;
pub use years::{Tally, by_year};

/// A picture with all that stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Above it.
    pub title: String,
    /// Below it: the source, and what is not shown.
    pub notes: Vec<String>,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Upright columns, from left to right.
    Columns(Columns),
    /// Lying bars, from above to below.
    Bars(Bars),
}

/// Upright columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// What is counted: "Antal att-satser".
    pub measure: String,
    /// What the places are: "År".
    pub along: String,
    /// The name of each place.
    pub places: Vec<String>,
    /// The series, each with a value or none for each place.
    pub series: Vec<Series>,
    /// Whether the series stand on each other; beside each other otherwise.
    pub stacked: bool,
}

/// What one colour stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// A value or none for each place.
    pub values: Vec<Option<f64>>,
}

/// Lying bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What is counted.
    pub measure: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// How much.
    pub value: f64,
    /// True where it stands for several that are lumped, or for none that is known.
    pub is_rest: bool,
}

/// The picture as SVG, on white.
pub fn svg(picture: &Picture) -> String {
    svg_on(picture, Ground::Light)
}

/// The picture as SVG, on a ground.
pub fn svg_on(picture: &Picture, ground: Ground) -> String {
    frame::draw(picture, ground)
}

#[cfg(test)]
mod tests;
