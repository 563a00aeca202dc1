//! Pages that are pictures → pages with words: each is drawn, and read by Tesseract where that is installed.
//!
//! What draws them draws the pictures of pages that people are shown as well.

mod child;
mod choice;
mod engine;
mod picture;
mod place;
mod poppler;
mod read;
mod render;
mod sheet;
mod show;
mod skew;
mod tsv;

use std::time::Instant;

use self::choice::Choice;
use self::engine::{Engine, Unread};
use self::render::{Refusal, Renderer};
use crate::extract::Limits;
use crate::model::{Note, NoteCode, Page, Rect, Scan, TextLayer, Turn};
use crate::swedish::quality::quality;

pub use self::sheet::Size;
pub use self::show::{Cost, Drawer, Picture, picture};

/// True when this machine can read pictures.
pub fn is_available() -> bool {
    engine::engine().is_some()
}

/// Gives words to the pages that have none, or none that say anything.
///
/// What a page's notes said of its letters is taken back when the picture gave better ones.
pub fn read(
    bytes: &[u8],
    mut pages: Vec<Page>,
    notes: &mut Vec<Note>,
    limits: &Limits,
) -> Vec<Page> {
    let mut reader = Reader::Closed;
    let mut pictures_left = limits.pictures;
    let until = Instant::now().checked_add(limits.pictures_time);
    for page in &mut pages {
        let choice = Choice::of(page, notes, quality);
        if choice == Choice::Native {
            continue;
        }
        let layer = choice.layer(page);
        let quality = match choice {
            Choice::Layered(quality) => quality,
            _ => quality(&choice::words(page)),
        };
        page.scan = Some(Box::new(Scan { layer, quality, recognised: None, awaits: false }));
        if !choice.wants_picture() {
            continue;
        }
        if limits.pictures > 0
            && (pictures_left == 0 || until.is_some_and(|at| Instant::now() > at))
        {
            notes.push(limit("pictures of the document", page));
            continue;
        }
        pictures_left = pictures_left.saturating_sub(1);
        let told = match limits.pictures {
            0 => Err(Told::Awaits),
            _ => reader.open(bytes).read(page, choice, limits),
        };
        match told {
            Ok(()) => forget(notes, page.number),
            Err(Told::Nothing) => {}
            Err(Told::Awaits) => {
                if let Some(scan) = &mut page.scan {
                    scan.awaits = true;
                }
            }
            Err(Told::Limit(what)) => notes.push(limit(what, page)),
        }
    }
    pages
}

fn limit(what: &str, page: &Page) -> Note {
    Note::on_page(NoteCode::LimitReached, format!("limit reached: {what}"), page.number)
}

/// Takes back what was said of the letters that others have replaced.
fn forget(notes: &mut Vec<Note>, page: u32) {
    let is_of_letters = |code| {
        matches!(
            code,
            NoteCode::PageWithoutText | NoteCode::GarbledText | NoteCode::UnmappedLetters
        )
    };
    notes.retain(|note| note.page != Some(page) || !is_of_letters(note.code));
}

/// Why a page stays as it is.
enum Told {
    /// Its picture gave nothing better.
    Nothing,
    /// Nothing here can read it.
    Awaits,
    /// A limit was reached.
    Limit(&'static str),
}

/// What draws the file's pages and reads them; opened for the first page that needs it.
enum Reader {
    Closed,
    Open {
        renderer: Renderer,
        engine: &'static Engine,
    },
    /// No engine.
    None,
    /// The file cannot be drawn.
    Undrawn,
}

impl Reader {
    fn open(&mut self, bytes: &[u8]) -> &Self {
        if matches!(self, Self::Closed) {
            *self = match (engine::engine(), Renderer::open(bytes)) {
                (None, _) => Self::None,
                (Some(_), None) => Self::Undrawn,
                (Some(engine), Some(renderer)) => Self::Open { renderer, engine },
            };
        }
        self
    }

    fn read(&self, page: &mut Page, choice: Choice, limits: &Limits) -> Result<(), Told> {
        let (renderer, engine) = match self {
            Self::Open { renderer, engine } => (renderer, engine),
            Self::None | Self::Closed => return Err(Told::Awaits),
            Self::Undrawn => return Err(Told::Nothing),
        };
        let picture = match renderer.picture(page, limits.picture_pixels) {
            Ok(picture) => picture,
            Err(Refusal::TooLarge) => return Err(Told::Limit("pixels of a page's picture")),
            Err(Refusal::Undrawn) => return Err(Told::Nothing),
        };
        if !picture.has_ink() {
            // The empty back of a scanned sheet holds nothing that could be missed.
            let is_empty_scan = !page.images.is_empty() && page.words.is_empty();
            return if is_empty_scan { Ok(()) } else { Err(Told::Nothing) };
        }
        let attempt = match read::read(engine, &picture, limits) {
            Ok(attempt) => attempt,
            Err(Unread::NoEngine) => return Err(Told::Awaits),
            Err(Unread::Limit) => return Err(Told::Limit("time for a page's picture")),
            Err(Unread::Refused) => return Err(Told::Nothing),
        };
        if attempt.n_letters() == 0 || !attempt.is_better(choice) {
            return Err(Told::Nothing);
        }
        set(page, choice, &attempt, engine);
        Ok(())
    }
}

/// Puts the words of `attempt` on the page, in place of its own or beside them.
fn set(page: &mut Page, choice: Choice, attempt: &read::Attempt, engine: &Engine) {
    let mut layer = TextLayer::Ocr;
    if choice == Choice::Stamped {
        let own = page.clone();
        let n_own = page.words.len();
        place::place(page, attempt);
        let mut at = 0;
        page.words.retain(|word| {
            at += 1;
            at <= n_own || !own.words.iter().any(|other| overlaps(other.rect, word.rect))
        });
        if page.words.len() > n_own {
            layer = TextLayer::Mixed;
        }
        // A stamp stands level on a sheet that may not.
        if attempt.turn != Turn::Upright {
            page.skew = 0.0;
        }
    } else {
        page.words.clear();
        page.text.clear();
        page.tags.clear();
        place::place(page, attempt);
    }
    let recognised = attempt.recognised(engine, page.skew);
    page.scan = Some(Box::new(Scan {
        layer,
        quality: attempt.quality,
        recognised: Some(recognised),
        awaits: false,
    }));
}

/// True when a good part of `word` lies in `other`.
fn overlaps(other: Rect, word: Rect) -> bool {
    let across = word.x1.min(other.x1) - word.x0.max(other.x0);
    let down = word.y1.min(other.y1) - word.y0.max(other.y0);
    across > 0.0 && down > 0.0 && across * down > 0.3 * word.width() * word.height()
}
