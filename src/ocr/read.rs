//! A picture → the best of what Tesseract saw in it: as it is, rid of specks, and turned.

use std::time::Instant;

use super::choice::Choice;
use super::engine::{Engine, MODEL, Unread};
use super::picture::Picture;
use super::tsv::Seen;
use super::{quality, skew};
use crate::extract::Limits;
use crate::model::{Quality, Recognised, Turn};

/// A page with ink on which fewer letters were seen is read again.
const FEWEST_LETTERS: usize = 10;

/// A page read with less confidence is read again, without its specks.
const DOUBTFUL: f32 = 50.0;

/// A page read with less confidence, and without words, is read again, turned.
const HOPELESS: f32 = 40.0;

/// Words of more confidence are sure.
const SURE: f32 = 60.0;

/// What was seen in a picture.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) seen: Vec<Seen>,
    pub(super) quality: Option<Quality>,
    pub(super) dpi: f32,
    /// How the page's letters stand.
    pub(super) turn: Turn,
    /// The fall of the lines, in radians, that was taken out of the picture before.
    pub(super) levelled: f32,
    confidence: f32,
    denoised: bool,
}

/// Reads `picture`, as often as it takes and the limits allow.
pub(super) fn read(engine: &Engine, picture: &Picture, limits: &Limits) -> Result<Attempt, Unread> {
    let until = Instant::now() + limits.picture_time;
    let see = |picture: &Picture, turn: Turn, denoised: bool| {
        let seen = engine.read(picture, limits.picture_cpu, until)?;
        Ok(Attempt::new(seen, picture.dpi, turn, denoised))
    };
    // Tesseract reads falling lines too, and passes over some of them.
    match skew::skew(picture) {
        0.0 => best(picture, see),
        skew => {
            let best = best(&skew::levelled(picture, skew), see)?;
            Ok(Attempt { levelled: skew, ..best })
        }
    }
}

/// The best of what `see` sees. That a later try fails takes nothing from an earlier one.
fn best(
    picture: &Picture,
    see: impl Fn(&Picture, Turn, bool) -> Result<Attempt, Unread>,
) -> Result<Attempt, Unread> {
    let keep_better = |best: &mut Attempt, tried: Result<Attempt, Unread>| {
        if let Ok(tried) = tried
            && tried.n_sure_letters() > best.n_sure_letters()
        {
            *best = tried;
        }
    };
    // As it is, and rid of its specks; the more likely way first.
    let has_specks = picture.has_specks();
    let once = |denoised: bool| match denoised {
        true => see(&picture.without_specks(), Turn::Upright, true),
        false => see(picture, Turn::Upright, false),
    };
    let mut best = once(has_specks)?;
    if best.is_doubtful() {
        keep_better(&mut best, once(!has_specks));
    }

    // Turned, until there are words.
    for turn in [Turn::Up, Turn::Down, Turn::Over] {
        if !best.is_hopeless() {
            break;
        }
        keep_better(&mut best, see(&picture.upright(turn), turn, false));
    }
    // Tesseract reads lines that lie on their side too; the places of their words are better on a page turned upright.
    if best.is_lying() {
        let turn = best.turn.then(Turn::Down);
        best = see(&picture.upright(turn), turn, false)?;
    }
    Ok(best)
}

impl Attempt {
    pub(super) fn new(seen: Vec<Seen>, dpi: f32, turn: Turn, denoised: bool) -> Self {
        let confidence =
            seen.iter().map(|word| word.confidence).sum::<f32>() / seen.len().max(1) as f32;
        let texts: Vec<&str> = seen.iter().map(|word| word.text.as_str()).collect();
        let quality = quality(&texts.join(" "));
        Self { seen, quality, dpi, turn, levelled: 0.0, confidence, denoised }
    }

    pub(super) fn n_letters(&self) -> usize {
        self.seen.iter().map(|word| n_letters(&word.text)).sum()
    }

    fn n_sure_letters(&self) -> usize {
        let sure = self.seen.iter().filter(|word| word.confidence >= SURE);
        sure.map(|word| n_letters(&word.text)).sum()
    }

    /// True when most of the letters read downwards.
    fn is_lying(&self) -> bool {
        let lying =
            self.seen.iter().zip(1..).filter(|(word, next)| word.is_lying(self.seen.get(*next)));
        lying.map(|(word, _)| n_letters(&word.text)).sum::<usize>() * 2 > self.n_letters()
    }

    fn is_doubtful(&self) -> bool {
        self.n_letters() < FEWEST_LETTERS || self.confidence < DOUBTFUL
    }

    fn is_hopeless(&self) -> bool {
        let has_words = self.quality.is_some_and(|quality| quality.plausible >= 0.5);
        !has_words && self.confidence < HOPELESS
    }

    /// True when the words are to be read instead of those that the page has.
    pub(super) fn is_better(&self, choice: Choice) -> bool {
        match (choice, self.quality) {
            (Choice::Layered(Some(own)), Some(quality)) => {
                let rank = |quality: Quality| (std::cmp::Reverse(quality.level), quality.plausible);
                rank(quality) > rank(own)
            }
            (Choice::Layered(_), None) => false,
            _ => true,
        }
    }

    /// How the page was read.
    pub(super) fn recognised(&self, engine: &Engine, skew: f32) -> Recognised {
        Recognised {
            engine: engine.name.clone(),
            model: MODEL,
            dpi: self.dpi.round() as u32,
            confidence: self.confidence,
            denoised: self.denoised,
            skew: skew.to_degrees(),
        }
    }
}

fn n_letters(text: &str) -> usize {
    text.chars().filter(|letter| letter.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::model::QualityLevel;

    fn attempt(text: &str, confidence: f32, turn: Turn, denoised: bool) -> Attempt {
        let word =
            |text: &str| Seen { line: [1, 1, 1], ink: [0.0; 4], confidence, text: text.to_owned() };
        Attempt::new(text.split_whitespace().map(word).collect(), 300.0, turn, denoised)
    }

    #[test]
    fn lines_that_lie_are_turned() {
        let word = |n: u8, ink: [f32; 4]| Seen {
            line: [1, 1, 1],
            ink,
            confidence: 95.0,
            text: format!("ord{n}"),
        };
        let falling =
            |n: u8| word(n, [500.0, 100.0 * f32::from(n), 520.0, 100.0 * f32::from(n) + 80.0]);
        let level =
            |n: u8| word(n, [100.0 * f32::from(n), 500.0, 100.0 * f32::from(n) + 80.0, 520.0]);
        let picture = Picture { width: 1, height: 1, dpi: 300.0, grey: vec![255] };
        let tries = RefCell::new(Vec::new());
        let best = best(&picture, |_, turn, denoised| {
            tries.borrow_mut().push(turn);
            let words = if turn == Turn::Upright {
                (0..9).map(falling).collect()
            } else {
                (0..9).map(level).collect()
            };
            Ok(Attempt::new(words, 300.0, turn, denoised))
        });
        assert_eq!(tries.into_inner(), [Turn::Upright, Turn::Down]);
        assert_eq!(best.expect("both are read").turn, Turn::Down);
        assert_eq!(Turn::Down.then(Turn::Down), Turn::Over);
    }

    /// Which tries are made when they give these confidences, and which is kept.
    #[track_caller]
    fn check(given: &[(&str, f32)], expected: &[(Turn, bool)], kept: usize) {
        let picture = Picture { width: 1, height: 1, dpi: 300.0, grey: vec![255] };
        let tries = RefCell::new(Vec::new());
        let best = best(&picture, |_, turn, denoised| {
            let (text, confidence) = given[tries.borrow().len()];
            tries.borrow_mut().push((turn, denoised));
            Ok(attempt(text, confidence, turn, denoised))
        })
        .expect("all are read");
        assert_eq!(tries.into_inner(), expected);
        assert_eq!((best.turn, best.denoised), expected[kept]);
    }

    #[test]
    fn tries_as_often_as_it_takes() {
        use Turn::{Down, Over, Up, Upright};
        let text = "Kommunstyrelsen beslutar";
        check(&[(text, 91.0)], &[(Upright, false)], 0);
        check(&[("", 0.0), (text, 80.0)], &[(Upright, false), (Upright, true)], 1);
        check(&[(text, 45.0), ("Kom", 30.0)], &[(Upright, false), (Upright, true)], 0);
        let tries = [(Upright, false), (Upright, true), (Up, false), (Down, false), (Over, false)];
        check(&[("x", 20.0), ("x", 20.0), (text, 92.0)], &tries[..3], 2);
        check(&[("x", 20.0), ("x", 20.0), ("x", 30.0), ("x", 30.0), (text, 92.0)], &tries, 4);
        check(&[("x", 20.0); 5], &tries, 0);
    }

    #[test]
    fn a_layer_gives_way_only_to_a_better_one() {
        let quality = |level, plausible| {
            Some(Quality { level, plausible, function_words: 0.3, marked_letters: 0.05 })
        };
        let own = Choice::Layered(quality(QualityLevel::Suspect, 0.7));
        let mut tried = attempt("x", 90.0, Turn::Upright, false);
        for (new, expected) in [
            (quality(QualityLevel::Good, 0.9), true),
            (quality(QualityLevel::Suspect, 0.65), false),
            (quality(QualityLevel::Bad, 0.9), false),
            (None, false),
        ] {
            tried.quality = new;
            assert_eq!(tried.is_better(own), expected, "{new:?}");
        }
        assert!(tried.is_better(Choice::Unread));
    }
}
