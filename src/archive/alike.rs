//! Texts that are almost the same: two versions of one report, a protokoll and its justified copy.
//!
//! Of each text a [`Sketch`] is kept: the smallest hash of its runs of four words in each of 64 bins (MinHash with one
//! permutation, Li and others 2012). The share of bins that agree estimates the share of runs that two texts have in
//! common, with a standard error of at most 0.06.

use std::collections::HashMap;

/// Bins of a sketch.
const N_BINS: usize = 64;

/// Words of a run.
const RUN: usize = 4;

/// A text with fewer runs has no sketch: a form that is filled in is like every other.
const FEWEST_RUNS: usize = 100;

/// Bins that are looked up together: texts of which three quarters agree meet in one of 16 with a chance of 0.997.
const BAND: usize = 4;

/// Texts that meet in a band and are compared; of what hundreds share, the rest is compared with the first of these.
const MOST_COMPARED: usize = 32;

/// From here on two texts are almost the same.
pub const ALMOST: f64 = 0.7;

/// What is kept of a text to tell how like it is to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sketch([u16; N_BINS]);

/// Documents that are almost the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Alike {
    /// The first, by id.
    pub first: String,
    /// The others, by id, and the share of runs of words that each has in common with one that was found before it.
    pub others: Vec<(String, f64)>,
}

impl Sketch {
    /// The sketch of `text`; `None` when it is short.
    pub(super) fn of(text: &str) -> Option<Self> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<u64> = words.filter(|word| !word.is_empty()).map(hash_of_word).collect();
        let n_runs = (words.len() + 1).saturating_sub(RUN);
        if n_runs < FEWEST_RUNS {
            return None;
        }
        let mut least = [u64::MAX; N_BINS];
        for run in words.windows(RUN) {
            let hash = run.iter().fold(0, |hash, word| mixed(hash ^ word));
            let bin = (hash >> 58) as usize;
            least[bin] = least[bin].min(hash & (u64::MAX >> 6));
        }
        // A bin that nothing fell into borrows from the next that is not empty.
        let borrowed = |bin: usize| {
            let from = (0..N_BINS).map(|step| (bin + step) % N_BINS);
            from.map(|from| least[from]).find(|hash| *hash != u64::MAX).unwrap_or_default()
        };
        Some(Self(std::array::from_fn(|bin| mixed(borrowed(bin)) as u16)))
    }

    /// The share of runs that the two texts have in common, as estimated.
    fn likeness(&self, other: &Self) -> f64 {
        let n_same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        n_same as f64 / N_BINS as f64
    }

    pub(super) fn to_hex(&self) -> String {
        self.0.iter().map(|bin| format!("{bin:04x}")).collect()
    }

    pub(super) fn from_hex(hex: &str) -> Option<Self> {
        let mut bins = [0; N_BINS];
        let mut digits = hex.as_bytes().chunks_exact(4);
        for bin in &mut bins {
            *bin = u16::from_str_radix(std::str::from_utf8(digits.next()?).ok()?, 16).ok()?;
        }
        (digits.next().is_none() && digits.remainder().is_empty()).then_some(Self(bins))
    }
}

/// FNV-1a over the word's small letters.
fn hash_of_word(word: &str) -> u64 {
    let letters = word.chars().flat_map(char::to_lowercase);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| {
        (hash ^ u64::from(letter)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The last steps of SplitMix64: every bit of the outcome hangs on every bit given.
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Groups of documents, given by id, that are almost the same.
pub(super) fn groups(sketches: &[(String, Sketch)]) -> Vec<Alike> {
    let mut bands: HashMap<(usize, [u16; BAND]), Vec<usize>> = HashMap::new();
    // The document that each was found to be like, and how like.
    let mut nearest: Vec<Option<(usize, f64)>> = vec![None; sketches.len()];
    for (number, (_, sketch)) in sketches.iter().enumerate() {
        for (band, bins) in sketch.0.chunks_exact(BAND).enumerate() {
            let Ok(bins) = bins.try_into() else { continue };
            let met = bands.entry((band, bins)).or_default();
            for &earlier in met.iter() {
                let likeness = sketch.likeness(&sketches[earlier].1);
                let is_nearer = nearest[number].is_none_or(|(_, before)| likeness > before);
                if likeness >= ALMOST && is_nearer {
                    nearest[number] = Some((earlier, likeness));
                }
            }
            if met.len() < MOST_COMPARED {
                met.push(number);
            }
        }
    }
    let mut firsts: Vec<usize> = (0..sketches.len()).collect();
    let mut groups: Vec<Option<Alike>> = vec![None; sketches.len()];
    for (number, (id, _)) in sketches.iter().enumerate() {
        let Some((earlier, likeness)) = nearest[number] else { continue };
        let first = firsts[earlier];
        firsts[number] = first;
        let new = || Alike { first: sketches[first].0.clone(), others: Vec::new() };
        groups[first].get_or_insert_with(new).others.push((id.clone(), likeness));
    }
    groups.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of words that do not come again.
    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("ord{n} ")).collect()
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text).expect("a long text")
    }

    #[test]
    fn likeness_is_about_what_is_shared() {
        let one = sketch(&text(0, 1_000));
        assert_eq!(one.likeness(&one), 1.0);
        assert!(one.likeness(&sketch(&text(2_000, 3_000))) < 0.1);
        let version = sketch(&(text(0, 900) + &text(5_000, 5_100)));
        assert!((one.likeness(&version) - 0.81).abs() < 0.18, "{}", one.likeness(&version));
        assert_eq!(one, sketch(&text(0, 1_000).to_uppercase()));
    }

    #[test]
    fn short_texts_are_like_nothing() {
        assert_eq!(Sketch::of(&text(0, FEWEST_RUNS + RUN - 2)), None);
        assert!(Sketch::of(&text(0, FEWEST_RUNS + RUN - 1)).is_some());
        assert_eq!(Sketch::of(""), None);
    }

    #[test]
    fn sketches_are_kept_as_hex() {
        let sketch = sketch(&text(0, 500));
        assert_eq!(Sketch::from_hex(&sketch.to_hex()), Some(sketch.clone()));
        assert_eq!(Sketch::from_hex(&sketch.to_hex()[4..]), None);
        assert_eq!(Sketch::from_hex("x"), None);
    }

    #[test]
    fn versions_stand_together_and_others_do_not() {
        let texts = [text(0, 1_000), text(2_000, 3_000), text(10, 1_000), text(20, 1_010)];
        let named = texts.iter().enumerate();
        let sketches: Vec<(String, Sketch)> =
            named.map(|(n, text)| (format!("d{n}"), sketch(text))).collect();
        let groups = groups(&sketches);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].first, "d0");
        let others: Vec<&str> = groups[0].others.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(others, ["d2", "d3"]);
        assert!(groups[0].others.iter().all(|(_, likeness)| *likeness >= ALMOST));
    }
}
