//! A font's name and descriptor → [`Style`].

use lopdf::Dictionary;

use super::super::document::Document;
use super::super::objects;
use super::encoding::Base;

/// What the descriptor and the name tell of a font's looks.
#[derive(Debug)]
pub(super) struct Style {
    /// The font's name, its subset's tag included.
    pub(super) name: String,
    /// By name, flags or weight.
    pub(super) bold: bool,
    /// By name, flags or angle.
    pub(super) italic: bool,
    /// Above the baseline, in ems.
    pub(super) ascent: f32,
    /// Below the baseline, in ems.
    pub(super) descent: f32,
    is_symbolic: bool,
    is_true_type: bool,
}

impl Style {
    /// Of the font `own`, which stands inside `outer` or is the same.
    pub(super) fn new(doc: &Document, own: &Dictionary, outer: &Dictionary) -> Self {
        let name = objects::name(doc, own, b"BaseFont").or(objects::name(doc, outer, b"BaseFont"));
        let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
        let lower = name.to_ascii_lowercase();
        let empty = Dictionary::new();
        let descriptor = objects::dict(doc, own, b"FontDescriptor").unwrap_or(&empty);
        let number = |key: &[u8]| objects::number(doc, descriptor, key);
        let flags = number(b"Flags").unwrap_or(0.0) as u32;
        let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let is_heavy = number(b"FontWeight").is_some_and(|weight| weight >= 600.0)
            || number(b"StemV").is_some_and(|stem| stem >= 160.0);
        let within = |value: Option<f32>, low: f32, high: f32, default: f32| {
            value
                .map(|value| value.abs() / 1_000.0)
                .filter(|value| (low..=high).contains(value))
                .unwrap_or(default)
        };
        Self {
            bold: flags & 1 << 18 != 0 || is_heavy || says(&["bold", "black", "heavy", "demi"]),
            italic: flags & 1 << 6 != 0
                || says(&["italic", "oblique"])
                || number(b"ItalicAngle").is_some_and(|angle| angle != 0.0),
            ascent: within(number(b"Ascent"), 0.5, 1.1, 0.8),
            descent: within(number(b"Descent"), 0.1, 0.4, 0.2),
            is_symbolic: flags & 4 != 0,
            is_true_type: objects::name(doc, own, b"Subtype") == Some(b"TrueType"),
            name,
        }
    }

    /// The encoding of a font that names none.
    pub(super) fn implied_base(&self) -> Option<Base> {
        let name = self.name.to_ascii_lowercase();
        if name.ends_with("symbol") || name.ends_with("symbolmt") {
            return Some(Base::Symbol);
        }
        if name.contains("dingbats") {
            return Some(Base::Dingbats);
        }
        if self.is_symbolic && !self.is_true_type {
            return Some(Base::Standard);
        }
        Some(if self.is_true_type { Base::WinAnsi } else { Base::Standard })
    }
}
