//! A clause → its acts: the verbs that decide, not those that are told of in it.
//!
//! Swedish tells a subordinate clause by the word that opens it and seldom where it ends, so each
//! verb is judged by what stands open before it and by what joins it to what came before.

use super::matches::{Match, matches};
use super::sentences::{folded, sentences};
use super::tokens::{Token, tokens};
use super::{Complement, Formula};

/// One operative verb.
#[derive(Debug)]
pub(super) struct Act {
    /// The verb.
    pub(super) formula: &'static Formula,
    /// True for "inte godkänna".
    pub(super) denied: bool,
    /// True when a verb that is no formula stands between it and the act before it.
    pub(super) after_statement: bool,
}

/// The operative verbs of `clause`, in order.
pub(super) fn acts(clause: &str) -> Vec<Act> {
    let clause = folded(clause);
    let mut acts = Vec::new();
    for sentence in sentences(&clause) {
        acts.extend(Reader::default().acts(sentence.text));
        let decides = acts.iter().any(|act: &Act| act.formula.complement != Complement::Inner);
        if sentence.leads && decides {
            break;
        }
    }
    acts
}

/// The subordinate clause that stands open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// "att utreda …" after a verb that charges.
    Task,
    /// "att …" after a noun or another verb.
    Complement,
    /// "som …", "när …".
    Relative,
}

/// How far a sentence has been read.
#[derive(Default)]
struct Reader {
    acts: Vec<Act>,
    /// Verbs in a subordinate clause, kept until the sentence has shown its main verb.
    tentative: Vec<(Act, bool)>,
    inside: Option<Inside>,
    /// The main verb has been seen.
    has_main: bool,
    /// The clause is an "att" with its infinitive.
    began_att: bool,
    /// A main verb that is no formula has been seen since the last act.
    stated: bool,
    /// Acts that were taken where a subordinate clause seemed to end.
    n_resumed: usize,
}

impl Reader {
    fn acts(mut self, sentence: &str) -> Vec<Act> {
        let matches = matches(sentence);
        let tokens = tokens(sentence);
        let mut next_match = 0;
        let mut read_until = 0;
        for idx in 0..tokens.len() {
            let start = tokens[idx].start;
            if start < read_until {
                continue;
            }
            while matches.get(next_match).is_some_and(|found| found.head < start) {
                next_match += 1;
            }
            match matches.get(next_match) {
                Some(found) if found.head == start => {
                    if self.verb(found, &tokens, idx, sentence) {
                        read_until = found.range.end;
                    }
                }
                _ => self.word(&tokens, idx),
            }
        }
        self.finish()
    }

    /// Reads a verb of a formula; true when all its words are read with it.
    fn verb(&mut self, found: &Match, tokens: &[Token], idx: usize, sentence: &str) -> bool {
        let before = Before::of(tokens, idx);
        if before.is_modal || is_participle(tokens, idx) {
            self.word(tokens, idx);
            return false;
        }
        let denied = before.is_denied || is_denied_after(&sentence[found.range.start..]);
        let act = Act { formula: found.formula, denied, after_statement: false };
        let is_active_infinitive = is_active_infinitive(tokens[idx].text);
        let resumes = before.after_comma || before.is_joined;
        let is_charged =
            self.acts.last().is_some_and(|act| act.formula.complement == Complement::Task);
        let is_main = match self.inside {
            None if is_charged && is_active_infinitive => {
                before.is_samt || before.is_joined && before.after_comma
            }
            None => true,
            Some(Inside::Task) => self.has_main && before.is_joined && !is_active_infinitive,
            Some(_) if is_active_infinitive => {
                self.has_main && before.is_joined && (before.after_comma || before.is_samt)
            }
            Some(Inside::Complement) => resumes && (!self.has_main || before.after_comma),
            Some(Inside::Relative) => {
                let is_told_on =
                    self.has_main && before.is_joined && is_active_present(tokens[idx].text);
                before.after_comma && (!self.has_main || before.is_joined) || is_told_on
            }
        };
        // "Uppdraget att ta fram en plan antecknas och förklaras fullgjort": both verbs are the sentence's.
        if is_main && before.is_joined && !self.has_main && self.inside == Some(Inside::Complement)
        {
            let first = self.tentative.pop();
            self.acts.extend(first.map(|(act, _)| act));
        }
        if is_main {
            self.accept(act, tokens[idx].after_comma && !is_active_infinitive);
        } else if !self.has_main && !is_active_infinitive {
            self.tentative.push((act, before.is_joined));
        }
        true
    }

    /// Takes `act` as one of the sentence's own. A verb right after a comma, without a subject of its own,
    /// has the whole sentence before it as its subject: what seemed to be main before it was not.
    fn accept(&mut self, act: Act, is_right_after_comma: bool) {
        if self.inside.is_some() && !self.has_main {
            self.n_resumed = 1;
        } else if self.n_resumed > 0 && is_right_after_comma {
            self.acts.truncate(self.acts.len() - self.n_resumed);
        } else if self.n_resumed > 0 {
            self.n_resumed += 1;
        }
        let after_statement = std::mem::take(&mut self.stated);
        self.acts.push(Act { after_statement, ..act });
        self.inside = None;
        self.has_main = true;
    }

    /// Reads a word that is no formula.
    fn word(&mut self, tokens: &[Token], idx: usize) {
        let word = tokens[idx].text.to_lowercase();
        match word.as_str() {
            "att" => self.att(tokens, idx),
            "om" | "när" | "då" if idx == 0 => self.open(Inside::Relative),
            "som" | "vilken" | "vilket" | "vilka" | "vars" | "där" | "när" | "eftersom"
            | "huruvida" | "hur" | "varefter" | "varvid" | "medan" | "innan" => {
                self.open(Inside::Relative)
            }
            _ if self.inside.is_none() && is_statement(&word) => {
                self.has_main = true;
                self.stated = true;
            }
            _ => {}
        }
    }

    /// Reads "att", which may open what is decided, a task, or a fact.
    fn att(&mut self, tokens: &[Token], idx: usize) {
        let before = Before::of(tokens, idx);
        let verb = self.acts.last().map(|act| act.formula.complement);
        if idx == 0 || idx == 1 && before.is_joined {
            self.began_att = true;
        } else if self.began_att && before.is_joined && self.inside != Some(Inside::Task) {
            self.inside = None;
        } else if self.inside.is_none() {
            match verb {
                Some(Complement::Inner) if !self.stated => self.has_main = false,
                Some(Complement::Task) => self.inside = Some(Inside::Task),
                _ if before.is_joined && verb.is_some() => {}
                _ => self.inside = Some(Inside::Complement),
            }
        }
    }

    fn open(&mut self, inside: Inside) {
        self.inside.get_or_insert(inside);
    }

    /// The acts; where the sentence has shown no main verb, the last that stood in a subordinate clause.
    fn finish(mut self) -> Vec<Act> {
        if !self.has_main {
            let mut first = self.tentative.len().saturating_sub(1);
            while first > 0 && self.tentative[first].1 {
                first -= 1;
            }
            let tentative = self.tentative.split_off(first);
            self.acts.extend(tentative.into_iter().map(|(act, _)| act));
        }
        self.acts
    }
}

/// What stands before a verb.
#[derive(Default)]
struct Before {
    after_comma: bool,
    /// "och", "samt", "dels" joins it to what came before.
    is_joined: bool,
    is_samt: bool,
    is_denied: bool,
    /// "kan", "får": what may be, not what is decided.
    is_modal: bool,
}

impl Before {
    /// Looks back from the word at `idx`, over a few adverbs.
    fn of(tokens: &[Token], idx: usize) -> Self {
        let mut before = Self { after_comma: tokens[idx].after_comma, ..Self::default() };
        for token in tokens[..idx].iter().rev().take(5) {
            match token.text.to_lowercase().as_str() {
                "inte" | "ej" | "icke" => before.is_denied = true,
                "och" | "samt" | "dels" => {
                    before.is_joined = true;
                    before.is_samt = !token.text.eq_ignore_ascii_case("och");
                    before.after_comma |= token.after_comma;
                    return before;
                }
                "kan" | "kunna" | "kunde" | "får" | "få" | "vill" | "skulle" | "måste" => {
                    before.is_modal = true;
                    return before;
                }
                "även" | "också" | "därmed" | "härmed" | "därefter" | "samtidigt" | "därvid"
                | "dessutom" | "själv" | "längre" | "i" | "övrigt" | "för" | "sin" | "egen"
                | "del" => {}
                _ => return before,
            }
            before.after_comma |= token.after_comma;
        }
        before
    }
}

/// True for "godkänns inte", "godkänner inte", not for "godkänner att … inte".
fn is_denied_after(from_verb: &str) -> bool {
    let next = from_verb.split(' ').nth(1).unwrap_or_default();
    matches!(next.trim_end_matches(['.', ',']), "inte" | "ej" | "icke")
}

/// True for "godkänna" and "avslå", false for "godkänns" and "godkänner".
fn is_active_infinitive(verb: &str) -> bool {
    let verb = verb.to_lowercase();
    verb.ends_with('a')
        || ["slå", "utgå", "få"].iter().any(|end| verb.ends_with(end))
        || verb == "ge"
}

/// True for "godkänner" and "avslår".
fn is_active_present(verb: &str) -> bool {
    verb.to_lowercase().ends_with('r')
}

/// True when a form in -ade or -ats stands as an attribute: "de beviljade medlen".
fn is_participle(tokens: &[Token], idx: usize) -> bool {
    let verb = tokens[idx].text.to_lowercase();
    if !verb.ends_with("ade") {
        return false;
    }
    let next = tokens.get(idx + 1).map_or("", |next| next.text);
    let leads_in = matches!(next, "att" | "om");
    if idx == 0 {
        return !leads_in;
    }
    let word_before = |n: usize| {
        idx.checked_sub(n).map(|idx| tokens[idx].text.to_lowercase()).unwrap_or_default()
    };
    let before = word_before(1);
    let is_determiner = matches!(
        before.as_str(),
        "de" | "den"
            | "det"
            | "dessa"
            | "i"
            | "av"
            | "till"
            | "för"
            | "från"
            | "med"
            | "redan"
            | "tidigare"
            | "sedan"
            | "senast"
            | "nyligen"
            | "enligt"
            | "alla"
            | "ej"
            | "inte"
            | "på"
            | "ovan"
            | "om"
    );
    let is_genitive = before.ends_with('s') && !before.ends_with("us") && !leads_in;
    let has_agent = matches!(next, "av" | "i") || word_before(2) == "av";
    is_determiner || is_genitive || has_agent
}

/// Finite verbs that state something and decide nothing by themselves.
fn is_statement(word: &str) -> bool {
    matches!(
        word,
        "är" | "har"
            | "ska"
            | "skall"
            | "kan"
            | "får"
            | "bör"
            | "måste"
            | "gäller"
            | "blir"
            | "avser"
            | "vill"
            | "består"
            | "övergår"
            | "sker"
            | "innebär"
            | "ingår"
            | "anser"
            | "bedömer"
            | "finns"
            | "behöver"
            | "skulle"
            | "hade"
            | "var"
            | "kommer"
            | "önskar"
            | "saknar"
            | "träder"
            | "bidrar"
            | "instämmer"
    )
}
