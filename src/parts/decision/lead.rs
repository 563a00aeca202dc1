//! *Beslutsformel*: the words that open a decision, and what they say of who decides.

use std::sync::LazyLock;

use crate::swedish::Pattern;

use crate::model::Status;
use crate::parts::{organ, writer};

/// What the words before a clause say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    /// Who decides or proposes.
    pub(super) body: Option<String>,
    /// Who proposes, named in the heading: "Förvaltningens förslag till beslut".
    pub(super) proposer: Option<String>,
    /// Who is to decide, when it is another body.
    pub(super) addressee: Option<String>,
    /// Nested proposals, outermost first.
    pub(super) chain: Vec<String>,
    /// Proposal or decision, by wording.
    pub(super) surface: Status,
    /// The formula meant.
    pub(super) normalized: &'static str,
    /// The name of the rule.
    pub(super) rule: &'static str,
    /// How many bytes of the text the formula takes.
    pub(super) length: usize,
    /// True when it only tells on whose proposal: "Enligt kommunstyrelsens förslag:".
    pub(super) is_provenance: bool,
}

impl Lead {
    fn new(surface: Status, normalized: &'static str, rule: &'static str, length: usize) -> Self {
        Self {
            body: None,
            proposer: None,
            addressee: None,
            chain: Vec::new(),
            surface,
            normalized,
            rule,
            length,
            is_provenance: false,
        }
    }

    fn by(mut self, body: &str) -> Self {
        self.body = Some(writer::company_board(body).unwrap_or_else(|| organ::canonical(body)));
        self
    }

    fn to(mut self, addressees: Vec<String>) -> Self {
        self.addressee = addressees.last().cloned();
        self.chain = addressees;
        self
    }
}

/// Words between the subject and its verb, or behind the verb, that change nothing.
const ASIDE: &str = r"(?:,? (?:för (?:egen|sin) del|därför|därmed|enhälligt|enligt förslaget|i enlighet med [^.:,]+?|under förutsättning av [^.:,]{5,60},|följande|med acklamation|utan omröstning|för sin del),?)?";

macro_rules! pattern {
    ($name:ident, $text:expr) => {
        static $name: LazyLock<Pattern> =
            LazyLock::new(|| Pattern::new($text).expect("a constant pattern"));
    };
}

pattern!(
    TO_DECIDE,
    &format!(r"^{ASIDE} föreslå[sr]{ASIDE} (?:att )?besluta{ASIDE}(?: följande(?:\.$)?)?")
);
pattern!(
    DECIDES,
    &format!(
        r"^{ASIDE} (?:beslutar|beslutade|beslöto?|har beslutat|fattar följande beslut|fattade följande beslut){ASIDE}{ASIDE}(?: följande)?(?:\.$)?"
    )
);
pattern!(
    PROPOSES,
    &format!(
        r"^{ASIDE} (?:föreslår(?: för)?|förslår|hemställer hos|hemställer till|hemställer|rekommenderar|tillstyrker){ASIDE}"
    )
);
pattern!(
    NESTED,
    r"^(?: att)? ?(?:föreslår?(?: för)?|hemställ(?:a|er) (?:hos|till)|rekommendera|tillstyrka)"
);
pattern!(
    THEN_DECIDES,
    r"^(?: för (?:egen|sin) del)?(?: att)? (?:beslutar|besluta|fattar följande beslut|fatta följande beslut|fastställer följande)(?: följande| enligt följande)?(?:\.$)?"
);
pattern!(
    ENDORSES,
    r"^ (?:tillstyrker|avstyrker|ställer sig bakom|godkänner|biträder|delar)\b.+? (?:och|samt) föreslår (?:att )?"
);
pattern!(
    PROVENANCE,
    r"^(?:Enligt|På förslag av|I enlighet med|På yrkande av|Med bifall till|Med anledning av|På initiativ av)\b[^.:]+:"
);
pattern!(CONDITION, r"^ ?,?under förutsättning (?:av|att) [^.:]+$");
pattern!(MEMBERS, r"^(?:samtliga |respektive )?(?:medlems|ägar)?kommun(?:er)?(?:na)?s ");
pattern!(FOR, r"^(?:I|För|Till) ");
pattern!(TOO, r"^(?:(?:samt|och|dels) )?(att +)?(?:föreslå|hemställ)");

/// A longer line in capitals is no formula.
const LONGEST_CAPITALS: usize = 80;

/// The formula that `text`, the folded words of a paragraph, begins with.
pub(super) fn lead(text: &str) -> Option<Lead> {
    // "DIREKTIONEN BESLUTAR", set in capitals.
    if text.len() < LONGEST_CAPITALS
        && text.contains("BESLUT")
        && !text.contains(char::is_lowercase)
    {
        return lead(&organ::capitalized(&text.to_lowercase()))
            .filter(|lead| lead.length == text.len());
    }
    if let Some(found) = PROVENANCE.find(text) {
        let mut lead = Lead::new(Status::Decision, "enligt förslag", "provenance", found.end());
        lead.is_provenance = true;
        return Some(lead);
    }
    let mut lead = for_body(text)
        .or_else(|| with_subject(text))
        .or_else(|| verb_first(text))
        .or_else(|| proposes_too(text))?;
    // "Kommunstyrelsen beslutar att:" over points that begin with their verbs.
    if matches!(text[lead.length..].trim_start_matches([' ', ':']), "att:" | "att :") {
        lead.length = text.len();
    }
    Some(lead)
}

/// "samt föreslå medlemskommunernas fullmäktige besluta": the body of the formula above also proposes.
fn proposes_too(text: &str) -> Option<Lead> {
    let found = TOO.captures(text)?;
    let verb = found.get(0)?.as_str().rfind(['f', 'h'])?;
    let lead = Lead::new(Status::Proposal, "samt föreslå", "proposes-too", verb);
    let lead = nested(text, lead);
    let rest = text[lead.length..].trim_start_matches([' ', ':']);
    // "att föreslå fullmäktige att anta planen" is a clause.
    let alone = rest.is_empty() || rest.starts_with("att ") && found.get(1).is_none();
    (!lead.chain.is_empty() && alone).then_some(lead)
}

/// "I kommunstyrelsen och kommunfullmäktige:", "För egen del:".
fn for_body(text: &str) -> Option<Lead> {
    // The colon may be left out where the line holds nothing else.
    let alone = text.len() < 120 && text.starts_with("I ");
    let colon = text.find(':').filter(|&colon| colon < 160).or(alone.then_some(text.len()))?;
    let words = text[..colon].trim_end();
    if matches!(words, "För egen del" | "För sin del" | "Kommunstyrelsen för egen del") {
        return Some(Lead::new(
            Status::Decision,
            "för egen del",
            "own-part",
            (colon + 1).min(text.len()),
        ));
    }
    let found = FOR.find(words);
    let rest = found.map_or(words, |found| &words[found.end()..]);
    // "I nämnden föreslå kommunfullmäktige besluta:"
    let first = || {
        let end = organ::organ_at_start(rest)?;
        NESTED.is_match(&rest[end..]).then(|| vec![organ::canonical(&rest[..end])])
    };
    let bodies = bodies(rest).or_else(|| found.as_ref().and_then(|_| first()))?;
    // "Styrelsen för Byberga Bostäder AB: Fusionen godkänns."
    let named = writer::company_board(words).is_some()
        || found.is_some()
        || bodies.len() == 1 && text.get(colon + 1..).is_none_or(|rest| rest.trim().len() < 2);
    named.then(|| {
        Lead::new(Status::Proposal, "i", "for-body", (colon + 1).min(text.len())).to(bodies)
    })
}

/// "kommunstyrelsen och kommunfullmäktige" → both; `None` when anything else is among them.
fn bodies(text: &str) -> Option<Vec<String>> {
    // "Äldre samt vård- och omsorgsnämnden" is one.
    if organ::is_organ(text) && writer::company_board(text).is_none() {
        return Some(vec![organ::canonical(text)]);
    }
    let mut names = Vec::new();
    for part in text.split(" och ").flat_map(|part| part.split(", ")) {
        let part = part.trim();
        let company = writer::company_board(part);
        if !organ::is_organ(part) && company.is_none() {
            return None;
        }
        names.push(company.unwrap_or_else(|| organ::canonical(part)));
    }
    (!names.is_empty()).then_some(names)
}

/// Who the sentence is about: a body, or "Gruppen", "Styrelsen", "Stämman".
fn subject(text: &str) -> Option<usize> {
    static COMMON: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:Vi|Undertecknade|Gruppen|Mötet|Stämman|Årsmötet|Årsstämman|Bolagsstämman|Förbundet|Kommunen|Ordföranden|Förbundsdirektören|Kommundirektören|VD|Styrelsen(?: för [^,.:]{3,50})?|Rådet|Kansliet)\b").expect("a constant pattern")
    });
    organ::organ_at_start(text)
        .filter(|_| text.starts_with(char::is_uppercase))
        .or_else(|| COMMON.find(text).map(|found| found.end()))
}

/// "Direktionen föreslås besluta", "Kommunstyrelsen föreslår att kommunfullmäktige beslutar".
fn with_subject(text: &str) -> Option<Lead> {
    let end = subject(text)?;
    let body = &text[..end];
    let rest = &text[end..];
    if let Some(found) = TO_DECIDE.find(rest) {
        let lead = Lead::new(
            Status::Proposal,
            "föreslås besluta",
            "proposed-to-decide",
            end + found.end(),
        );
        return Some(nested(text, lead.by(body)));
    }
    // "Direktionen föreslås föreslå fullmäktige besluta": asked to propose.
    if let Some(asked) = rest.strip_prefix(" föreslås")
        && NESTED.is_match(asked)
    {
        let at = end + " föreslås".len();
        let lead = Lead::new(Status::Proposal, "föreslås föreslå", "proposed-to-propose", at);
        return Some(nested(text, lead.by(body)));
    }
    if let Some(found) = ENDORSES.find(rest).filter(|found| found.len() < 700) {
        let at = end + found.end();
        return proposes_to(text, at).map(|lead| lead.by(body));
    }
    if let Some(found) = DECIDES.find(rest) {
        let at = end + found.end();
        let at = at + CONDITION.find(&text[at..]).map_or(0, |condition| condition.end());
        let lead = Lead::new(Status::Decision, "beslutar", "decides", at);
        return Some(nested(text, lead.by(body)));
    }
    let found = PROPOSES.find(rest)?;
    let at = end + found.end();
    proposes_to(text, at + space(&text[at..])).map(|lead| lead.by(body))
}

fn space(text: &str) -> usize {
    usize::from(text.starts_with(' '))
}

/// "(att) kommunfullmäktige (att) beslutar", from byte `at`.
fn proposes_to(text: &str, at: usize) -> Option<Lead> {
    let mut at = at;
    at += if text[at..].starts_with("att ") { "att ".len() } else { 0 };
    // "KSAU föreslår KS"
    let short = || {
        let name = text[at..].trim_end_matches([':', ' ']);
        organ::is_organ(name).then_some(name.len())
    };
    let length = organ::organ_at_start(&text[at..]).or_else(short)?;
    let addressee = organ::canonical(&text[at..at + length]);
    let mut end = at + length;
    // "med godkännande av avsägelserna", ", under förutsättning av fullmäktiges beslut," stands between.
    let aside = text[end..]
        .find(" beslutar")
        .filter(|&found| found < 110 && !text[end..end + found].contains('.'));
    let opens_aside = text[end..].starts_with(" med ")
        || text[end..].trim_start_matches([',', ' ']).starts_with("under förutsättning ");
    if let Some(found) = aside.filter(|_| opens_aside) {
        end += found;
    }
    match THEN_DECIDES.find(&text[end..]) {
        Some(found) => end += found.end(),
        None if NESTED.is_match(&text[end..]) => {}
        // "föreslår kommunfullmäktige att anta": the clause follows at once.
        None if text[end..].starts_with(" att ")
            || text[end..].trim() == ":"
            || text[end..].is_empty() => {}
        None => return None,
    }
    // "föreslår fullmäktige att besluta om lån" is a sentence, not a formula.
    if text[end..].starts_with(" om ") {
        return None;
    }
    let lead = Lead::new(Status::Proposal, "föreslår att … beslutar", "proposes-to", end);
    Some(nested(text, lead.to(vec![addressee])))
}

/// "beslutar föreslå kommunstyrelsen föreslå kommunfullmäktige att": each body is one step of the chain.
fn nested(text: &str, mut lead: Lead) -> Lead {
    for _ in 0..4 {
        let Some(found) = NESTED.find(&text[lead.length..]) else { break };
        let at = lead.length + found.end();
        let at = at + space(&text[at..]);
        let at = at + if text[at..].starts_with("att ") { "att ".len() } else { 0 };
        // "medlemskommunernas fullmäktige"
        let owner = MEMBERS.find(&text[at..]).map_or(0, |found| found.end());
        let Some(length) = organ::organ_at_start(&text[at + owner..]) else { break };
        let length = owner + length;
        let owned = owner > 0;
        let name = &text[at..at + length];
        lead.chain.push(if owned { organ::capitalized(name) } else { organ::canonical(name) });
        lead.length = at + length;
        lead.rule = "nested-proposal";
        if let Some(found) = THEN_DECIDES.find(&text[lead.length..]) {
            lead.length += found.end();
        }
    }
    lead.addressee = lead.chain.last().cloned();
    lead
}

/// "Beslutas att", "Föreslås besluta att", "Direktionen" having stood in a heading above.
fn verb_first(text: &str) -> Option<Lead> {
    static VERB: LazyLock<Pattern> = LazyLock::new(|| {
        Pattern::new(r"^(?:(Föreslås besluta|Föreslås att besluta)|(Beslutar|Beslutas|Beslutade|Beslutades|Beslöts|Beslöt))(?: att\b|:|$)").expect("a constant pattern")
    });
    let found = VERB.captures(text)?;
    let end = found.get(1).or(found.get(2))?.end();
    Some(match found.get(1) {
        Some(_) => Lead::new(Status::Proposal, "föreslås besluta", "proposed-to-decide", end),
        None => Lead::new(Status::Decision, "beslutar", "decides", end),
    })
}

#[cfg(test)]
mod tests;
