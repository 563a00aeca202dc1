//! Which pages must be read from their picture, and which were read well enough by another.

use crate::model::{Note, NoteCode, Page, Quality, QualityLevel, TextLayer};

/// Letters below which a page with a picture has no text to speak of.
const FEWEST_LETTERS: usize = 10;

/// Letters that a stamp or a printed head puts on a scanned page at most.
const STAMP_LETTERS: usize = 200;

/// Part of the page that a scan covers at least.
const SCAN_PART: f32 = 0.7;

/// What is to be done with a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Choice {
    /// Its letters are the producer's own.
    Native,
    /// Hidden letters stand under its picture.
    Layered(Option<Quality>),
    /// It has no letters, or none that say anything.
    Unread,
    /// Its few letters stand on a picture that covers it.
    Stamped,
}

impl Choice {
    /// What `page` and what was told of it come to; `quality` judges a text.
    pub(super) fn of(
        page: &Page,
        notes: &[Note],
        quality: impl Fn(&str) -> Option<Quality>,
    ) -> Self {
        let is_told = |note: &Note| {
            note.page == Some(page.number)
                && matches!(note.code, NoteCode::PageWithoutText | NoteCode::GarbledText)
        };
        if page.untold || notes.iter().any(is_told) {
            return Self::Unread;
        }
        if page.is_read_hidden() {
            return Self::Layered(quality(&words(page)));
        }
        let n_letters = page.text.chars().filter(|letter| letter.is_alphanumeric()).count();
        match covered(page) {
            SCAN_PART.. if n_letters < FEWEST_LETTERS => Self::Unread,
            SCAN_PART.. if n_letters < STAMP_LETTERS => Self::Stamped,
            _ => Self::Native,
        }
    }

    /// True when the page's picture must be read.
    pub(super) fn wants_picture(self) -> bool {
        match self {
            Self::Native => false,
            Self::Layered(quality) => {
                quality.is_some_and(|quality| quality.level > QualityLevel::Good)
            }
            Self::Unread | Self::Stamped => true,
        }
    }

    /// Where the words of a page come from whose picture was not read.
    pub(super) fn layer(self, page: &Page) -> TextLayer {
        match self {
            _ if page.words.is_empty() => TextLayer::None,
            Self::Layered(_) => TextLayer::Ocr,
            Self::Native | Self::Unread | Self::Stamped => TextLayer::Native,
        }
    }
}

/// The page's words in drawing order, a space between.
pub(super) fn words(page: &Page) -> String {
    let mut text = String::with_capacity(page.text.len() + page.words.len());
    for word in &page.words {
        if word.spaced || !text.is_empty() {
            text.push(' ');
        }
        text.push_str(page.letters(word));
    }
    text
}

/// The part of the page that its largest image covers.
fn covered(page: &Page) -> f32 {
    let area = |image: &crate::model::Rect| {
        let (x0, x1) = (image.x0.max(0.0), image.x1.min(page.width));
        let (y0, y1) = (image.y0.max(0.0), image.y1.min(page.height));
        (x1 - x0).max(0.0) * (y1 - y0).max(0.0)
    };
    let largest = page.images.iter().map(area).fold(0.0, f32::max);
    largest / (page.width * page.height).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rect, Word};

    fn page(text: &str, visible: bool, image: Option<Rect>) -> Page {
        let mut page = Page { number: 1, width: 600.0, height: 800.0, ..Page::default() };
        page.images.extend(image);
        for part in text.split_whitespace() {
            let start = page.text.len() as u32;
            page.text.push_str(part);
            page.words.push(Word {
                visible,
                ..Word::plain(start..page.text.len() as u32, Rect::default(), 0.0, 10.0)
            });
        }
        page
    }

    const WHOLE: Rect = Rect { x0: -5.0, y0: 0.0, x1: 600.0, y1: 790.0 };
    const HALF: Rect = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 400.0 };

    fn level(level: QualityLevel) -> Option<Quality> {
        Some(Quality { level, plausible: 0.9, function_words: 0.3, marked_letters: 0.05 })
    }

    #[track_caller]
    fn check(page: &Page, notes: &[Note], expected: (Choice, bool)) {
        let choice = Choice::of(page, notes, |_| level(QualityLevel::Good));
        assert_eq!((choice, choice.wants_picture()), expected);
    }

    #[test]
    fn printed_pages_are_left_alone() {
        let text = "Kommunstyrelsen beslutar att godkänna förslaget ".repeat(9);
        check(&page(&text, true, None), &[], (Choice::Native, false));
        check(&page(&text, true, Some(WHOLE)), &[], (Choice::Native, false));
        check(&page("Sida 4", true, Some(HALF)), &[], (Choice::Native, false));
        check(&page("", true, None), &[], (Choice::Native, false));
    }

    #[test]
    fn pictures_are_read() {
        let note = |page| [Note::on_page(NoteCode::PageWithoutText, "a picture", page)];
        check(&page("", true, Some(HALF)), &note(1), (Choice::Unread, true));
        check(&page("", true, None), &note(2), (Choice::Native, false));
        check(&page("Sida 4", true, Some(WHOLE)), &[], (Choice::Unread, true));
        let stamp = "Inkom 2019-03-04 Kommunstyrelsen Dnr 2019/114";
        check(&page(stamp, true, Some(WHOLE)), &[], (Choice::Stamped, true));
        let untold = Page { untold: true, ..page(&stamp.repeat(9), true, None) };
        check(&untold, &[], (Choice::Unread, true));
        let garbled = [Note::on_page(NoteCode::GarbledText, "no words", 1)];
        check(&page(&stamp.repeat(9), true, None), &garbled, (Choice::Unread, true));
    }

    #[test]
    fn a_layer_is_judged() {
        let page = page(&"hemligt ".repeat(40), false, Some(WHOLE));
        for (quality, wants) in [
            (level(QualityLevel::Good), false),
            (level(QualityLevel::Review), true),
            (level(QualityLevel::Bad), true),
            (None, false),
        ] {
            let choice = Choice::of(&page, &[], |_| quality);
            assert_eq!((choice, choice.wants_picture()), (Choice::Layered(quality), wants));
        }
    }
}
