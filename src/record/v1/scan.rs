//! Pages that were read from a picture.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TextLayer;
use super::from_model::text_layer;
use crate::model;

/// A page whose letters were recognised in a picture, by the producer of the file or by us, or should be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScannedPage {
    /// From 1.
    pub page: u32,
    /// Where the page's words come from; "mixed" when a printed head or stamp stands over the picture.
    pub text_layer: TextLayer,
    /// How like Swedish text the words are; null when there are too few to tell.
    #[serde(default)]
    pub quality: Option<Quality>,
    /// How the picture was read; null when the words stood in the file, or there are none.
    #[serde(default)]
    pub ocr: Option<Recognised>,
    /// True when the picture should be read, and nothing was there to read it. Absent when false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub awaits_ocr: bool,
}

/// How like Swedish text the words of a page are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quality {
    /// The verdict.
    pub level: QualityLevel,
    /// Share of words that are spelled as Swedish words are.
    pub plausible: f32,
    /// Share of och, att, i and their like.
    pub function_words: f32,
    /// Share of å, ä and ö among the letters.
    pub marked_letters: f32,
}

/// What the figures come to.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
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

/// How a page's picture was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Recognised {
    /// The program, with its version.
    pub engine: String,
    /// Its model of letters.
    pub model: String,
    /// Dots per inch of the picture.
    pub dpi: u32,
    /// Mean confidence of the words, 0 to 100.
    pub confidence: f32,
    /// True when the picture was rid of specks first.
    pub denoised: bool,
    /// How far the lines fall to the right, in degrees.
    pub skew: f32,
}

impl QualityLevel {
    pub(super) fn of_model(level: model::QualityLevel) -> Self {
        match level {
            model::QualityLevel::Good => Self::Good,
            model::QualityLevel::Review => Self::Review,
            model::QualityLevel::Suspect => Self::Suspect,
            model::QualityLevel::Bad => Self::Bad,
        }
    }
}

impl ScannedPage {
    /// What the record tells of `page`; `None` for a page of the producer's own letters.
    pub(super) fn of_model(page: &model::Page) -> Option<Self> {
        let scan = page.scan.as_ref()?;
        Some(Self {
            page: page.number,
            text_layer: text_layer(scan.layer),
            quality: scan.quality.map(quality),
            ocr: scan.recognised.as_ref().map(recognised),
            awaits_ocr: scan.awaits,
        })
    }
}

fn quality(quality: model::Quality) -> Quality {
    let model::Quality { level, plausible, function_words, marked_letters } = quality;
    Quality {
        level: QualityLevel::of_model(level),
        plausible: rounded(plausible, 1_000.0),
        function_words: rounded(function_words, 1_000.0),
        marked_letters: rounded(marked_letters, 1_000.0),
    }
}

fn recognised(recognised: &model::Recognised) -> Recognised {
    let model::Recognised { engine, model, dpi, confidence, denoised, skew } = recognised;
    Recognised {
        engine: engine.clone(),
        model: (*model).to_owned(),
        dpi: *dpi,
        confidence: rounded(*confidence, 10.0),
        denoised: *denoised,
        skew: rounded(*skew, 100.0),
    }
}

fn rounded(value: f32, parts: f32) -> f32 {
    (value * parts).round() / parts
}
