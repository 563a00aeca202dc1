//! [`Scan`]: a page whose letters are not its producer's own, and how well they were read.

use super::TextLayer;

/// How the letters of a page came to be known, where they were recognised in its picture, or should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// Where the page's words come from.
    pub layer: TextLayer,
    /// How like a text the words are; `None` when there are too few to tell.
    pub quality: Option<Quality>,
    /// How we recognised them; `None` when they stood in the file.
    pub recognised: Option<Recognised>,
    /// True when the page's picture should be read, and there was nothing here to read it.
    pub awaits: bool,
}

/// How a page's picture was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// The program, with its version.
    pub engine: String,
    /// The model of letters that it used.
    pub model: &'static str,
    /// Dots per inch of the picture.
    pub dpi: u32,
    /// Mean over the words, 0 to 100.
    pub confidence: f32,
    /// True when the picture was rid of specks first.
    pub denoised: bool,
    /// How far the lines fall to the right, in degrees.
    pub skew: f32,
}

/// How like Swedish text the words of a page are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// The verdict.
    pub level: QualityLevel,
    /// Share of words that are spelled as words are.
    pub plausible: f32,
    /// Share of *och*, *att*, *i* and their like.
    pub function_words: f32,
    /// Share of å, ä and ö among the letters.
    pub marked_letters: f32,
}

/// What the figures of a [`Quality`] come to, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QualityLevel {
    /// As good as printed text.
    Good,
    /// Some words are wrong.
    Review,
    /// Many words are wrong.
    Suspect,
    /// No text to rely on.
    Bad,
}
