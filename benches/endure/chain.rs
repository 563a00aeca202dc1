//! Varied text: a chain of the second order over real sentences, with numbers and compounds of its own.

use std::collections::HashMap;
use std::fmt::Write;

/// Pages of a paper.
const N_PAGES: usize = 10;

/// Letters of a page.
const PAGE_LETTERS: usize = 1_500;

/// First and last parts of compounds.
const FIRST: [&str; 24] = [
    "skol",
    "vård",
    "trafik",
    "miljö",
    "barn",
    "vatten",
    "kultur",
    "närings",
    "fastighets",
    "räddnings",
    "flykting",
    "energi",
    "livsmedels",
    "jämställdhets",
    "bostads",
    "idrotts",
    "ungdoms",
    "avfalls",
    "turism",
    "landsbygds",
    "bibliotek",
    "social",
    "samhälls",
    "pensions",
];
const LAST: [&str; 24] = [
    "plan",
    "nämnd",
    "avgift",
    "mottagning",
    "stöd",
    "verksamhet",
    "upphandling",
    "avtal",
    "utredning",
    "strategi",
    "program",
    "budget",
    "samverkan",
    "tillsyn",
    "bidrag",
    "fond",
    "utskott",
    "ansvar",
    "riktlinje",
    "policy",
    "kostnad",
    "åtgärd",
    "redovisning",
    "uppdrag",
];
const PLACES: [&str; 12] = [
    "Exempelbyn",
    "Norrvik",
    "Söderåsa",
    "Ekhamra",
    "Lövstadal",
    "Granbergsfors",
    "Älvnäset",
    "Tallmo",
    "Björkhult",
    "Sandhamra",
    "Myrköping",
    "Stensjöbo",
];
const BODIES: [&str; 6] = [
    "Kommunstyrelsen",
    "Direktionen",
    "Socialnämnden",
    "Kommunfullmäktige",
    "Byggnadsnämnden",
    "Styrelsen",
];

/// Which words follow each two.
pub(crate) struct Chain {
    words: Vec<String>,
    next: HashMap<(u32, u32), Vec<u32>>,
    starts: Vec<(u32, u32)>,
}

/// SplitMix64.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % n.max(1) as u64) as usize
    }

    /// Small numbers much oftener than great ones.
    fn by_zipf(&mut self, n: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((n as f64).powf(share) - 1.0) as usize
    }
}

impl Chain {
    pub(crate) fn of(texts: &[String]) -> Self {
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut chain = Self { words: Vec::new(), next: HashMap::new(), starts: Vec::new() };
        for text in texts {
            let words: Vec<u32> = text
                .split_whitespace()
                .map(|word| {
                    *numbers.entry(word).or_insert_with(|| {
                        chain.words.push(word.to_owned());
                        chain.words.len() as u32 - 1
                    })
                })
                .collect();
            for three in words.windows(3) {
                chain.next.entry((three[0], three[1])).or_default().push(three[2]);
                if chain.words[three[0] as usize].starts_with(char::is_uppercase) {
                    chain.starts.push((three[0], three[1]));
                }
            }
        }
        assert!(!chain.starts.is_empty(), "there are texts to draw from");
        chain
    }

    /// The paper with this number, always the same.
    pub(crate) fn paper(&self, number: usize) -> String {
        let mut dice = Dice(number as u64);
        let (place, body) = (PLACES[dice.below(12)], BODIES[dice.below(6)]);
        let (year, month, day) = (1994 + dice.below(30), 1 + dice.below(12), 1 + dice.below(28));
        let mut paper = format!(
            "{place}s kommun\n{body}\n\nSAMMANTRÄDESPROTOKOLL\n{year}-{month:02}-{day:02}\n\n"
        );
        for page in 0..N_PAGES {
            let item = page + 1;
            let dnr = dice.below(2_000);
            let subject = compound(&mut dice);
            let amount = (1 + dice.below(9_000)) * 1_000;
            let _ = write!(
                paper,
                "§ {item} Ärende om {subject}\nDnr KS/{year}:{dnr}\n\n{body} beslutar\n\
                 att godkänna förslaget till {subject} i {place}, samt\n\
                 att anvisa {amount} kronor ur anslaget för {}.\n\n",
                compound(&mut dice)
            );
            self.fill(&mut paper, &mut dice);
            paper.push(if page + 1 < N_PAGES { '\u{c}' } else { '\n' });
        }
        paper
    }

    fn fill(&self, paper: &mut String, dice: &mut Dice) {
        let (end, mut line) = (paper.len() + PAGE_LETTERS, 0);
        let mut two = self.starts[dice.below(self.starts.len())];
        while paper.len() < end {
            let word = self.words[two.0 as usize].as_str();
            let written = match dice.below(40) {
                0 if word.len() > 6 => compound(dice),
                1 if word.bytes().all(|byte| byte.is_ascii_digit()) => {
                    dice.below(90_000).to_string()
                }
                _ => word.to_owned(),
            };
            paper.push_str(&written);
            line += written.len() + 1;
            paper.push(if line > 90 { '\n' } else { ' ' });
            line = if line > 90 { 0 } else { line };
            two = match self.next.get(&two) {
                Some(next) => (two.1, next[dice.below(next.len())]),
                None => self.starts[dice.below(self.starts.len())],
            };
        }
        paper.push_str("\n\n");
    }
}

/// "miljötillsyn", "vårdavgiftsutredning".
fn compound(dice: &mut Dice) -> String {
    let mut word = FIRST[dice.by_zipf(24)].to_owned();
    word.push_str(LAST[dice.by_zipf(24)]);
    if dice.below(3) == 0 {
        word.push('s');
        word.push_str(LAST[dice.by_zipf(24)]);
    }
    word
}
