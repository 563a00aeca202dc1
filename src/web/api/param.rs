//! What may stand after the "?" of an address: each parameter, what it may be, and the refusal of what it may not.

use super::fault::Fault;
use crate::index::query::nearest;

/// A parameter of the path or of the query.
#[derive(Debug)]
pub(super) struct Param {
    pub(super) name: &'static str,
    pub(super) says: &'static str,
    pub(super) holds: Holds,
    pub(super) example: &'static str,
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Letters.
    Text,
    /// One of a few words.
    OneOf(&'static [&'static str]),
    /// Some of a few words, with commas between them.
    Some(&'static [&'static str]),
    /// A whole number, with what it is when it is not given.
    Number { from: u32, to: u32, by_itself: u32 },
    /// Where the index knows the words, and takes Swedish ones as well.
    Known(&'static [&'static str]),
}

/// Letters of a value that is no query.
const MOST_LETTERS: usize = 200;

const KINDS: &[&str] = &[
    "kallelse",
    "föredragningslista",
    "kungörelse",
    "protokoll",
    "protokollsutdrag",
    "anslagsbevis",
    "tjänsteskrivelse",
    "bilaga",
    "ansökan",
    "avtal",
    "yttrande",
    "minnesanteckningar",
    "delårsrapport",
    "årsredovisning",
    "verksamhetsplan",
    "budget",
    "nyhetsbrev",
    "delegationslista",
    "revisionsrapport",
    "revisionsberättelse",
    "interpellation",
    "valärende",
    "övrigt",
    "okänd",
];

const OUTCOMES: &[&str] = &[
    "bifall",
    "avslag",
    "återremiss",
    "bordläggning",
    "utgår",
    "noterat",
    "ändrat",
    "val",
    "besvarad",
    "överlämnat",
    "uppdrag",
];

/// What hits are counted by.
pub(super) const FACETS: &[&str] =
    &["organization", "body", "kind", "status", "action", "outcome", "year", "quality", "unit"];

const fn text(name: &'static str, says: &'static str, example: &'static str) -> Param {
    Param { name, says, holds: Holds::Text, example }
}

const fn known(
    name: &'static str,
    says: &'static str,
    words: &'static [&'static str],
    example: &'static str,
) -> Param {
    Param { name, says, holds: Holds::Known(words), example }
}

pub(super) const ORGANIZATION: Param =
    text("organisation", "Words of the name of the municipality or association.", "Åsmarken");
pub(super) const BODY: Param = text("organ", "Words of the name of the body.", "kommunfullmäktige");
pub(super) const KIND: Param = known("typ", "The kind of paper.", KINDS, "protokoll");
pub(super) const FROM: Param = text("fran", "The first year.", "2014");
pub(super) const TO: Param = text("till", "The last year.", "2025");

/// The query and its filters, as the page of hits has them.
pub(super) const SEARCH: [Param; 11] = [
    text(
        "q",
        "The query, in the query language of the pages; may be empty where a filter is set.",
        "plan",
    ),
    ORGANIZATION,
    BODY,
    KIND,
    known(
        "status",
        "The status of a clause.",
        &["proposal", "decision", "noted", "delegated", "reported"],
        "decision",
    ),
    text("atgard", "The canonical verb of a clause.", "godkänna"),
    known("utfall", "What became of the matter.", OUTCOMES, "bifall"),
    known("enhet", "What is found.", &["clause", "agenda", "table", "text"], "clause"),
    known(
        "kvalitet",
        "The quality of the text of the page.",
        &["good", "review", "suspect", "bad"],
        "good",
    ),
    FROM,
    TO,
];

pub(super) const SORT: Param = text(
    "sort",
    "relevance, newest, oldest, organization, or places beside the match: 1L, 1R,2R.",
    "newest",
);
pub(super) const VIEW: Param = Param {
    name: "visa",
    says: "How much stands around a match: a line, or the whole clause or sentence.",
    holds: Holds::OneOf(&["kwic", "utdrag"]),
    example: "kwic",
};
pub(super) const MEASURE: Param = Param {
    name: "matt",
    says: "Hits, or hits for each million words.",
    holds: Holds::OneOf(&["antal", "miljon"]),
    example: "antal",
};
pub(super) const PAGE: Param = Param {
    name: "sida",
    says: "Which page, from 1.",
    holds: Holds::Number { from: 1, to: 10_000, by_itself: 1 },
    example: "1",
};
pub(super) const LIMIT: Param = Param {
    name: "limit",
    says: "How many stand on a page.",
    holds: Holds::Number { from: 1, to: 100, by_itself: 25 },
    example: "50",
};
pub(super) const BY: Param = Param {
    name: "by",
    says: "What is counted by, with commas between.",
    holds: Holds::Some(FACETS),
    example: "organization,year",
};

/// Refuses a parameter that is not there, one given twice, and a value that cannot be.
pub(super) fn check(pairs: &[(String, String)], params: &[&[Param]]) -> Result<(), Fault> {
    let all = || params.iter().copied().flatten();
    for (at, (name, value)) in pairs.iter().enumerate() {
        let Some(param) = all().find(|param| param.name == name) else {
            let fault = Fault::wrong(
                "unknown-parameter",
                format!("there is no parameter \"{}\"", cut(name)),
            );
            return Err(match nearest(name, all().map(|param| param.name)) {
                Some(near) => fault.suggesting(near),
                None => fault,
            });
        };
        if pairs[..at].iter().any(|(other, _)| other == name) {
            return Err(Fault::wrong("repeated-parameter", format!("\"{name}\" is given twice")));
        }
        let value = value.trim();
        if !value.is_empty() {
            param.check(value)?;
        }
    }
    Ok(())
}

impl Param {
    fn check(&self, value: &str) -> Result<(), Fault> {
        let name = self.name;
        let wrong = |says: String| Err(Fault::wrong("invalid-value", format!("{name}: {says}")));
        let one = |value: &str, words: &[&str]| {
            if words.contains(&value) {
                return Ok(());
            }
            let says = format!("{name}: \"{}\" is not one of {}", cut(value), words.join(", "));
            let fault = Fault::wrong("invalid-value", says);
            Err(match nearest(value, words.iter().copied()) {
                Some(near) => fault.suggesting(near),
                None => fault,
            })
        };
        match self.holds {
            Holds::Number { from, to, .. } => match value.parse::<u32>() {
                Ok(number) if (from..=to).contains(&number) => Ok(()),
                _ => wrong(format!("a whole number from {from} to {to} is wanted")),
            },
            Holds::OneOf(words) => one(value, words),
            Holds::Some(words) => value.split(',').try_for_each(|part| one(part.trim(), words)),
            // A query has bounds of its own.
            Holds::Text | Holds::Known(_) if name == "q" => Ok(()),
            Holds::Text | Holds::Known(_) if value.chars().count() > MOST_LETTERS => {
                wrong(format!("more than {MOST_LETTERS} letters"))
            }
            Holds::Text | Holds::Known(_) => Ok(()),
        }
    }

    /// The number among `pairs`, which were checked, or what it is by itself.
    pub(super) fn number(&self, pairs: &[(String, String)]) -> usize {
        let Holds::Number { from, to, by_itself } = self.holds else { return 0 };
        let typed = pairs.iter().find(|(name, _)| name == self.name);
        let typed = typed.and_then(|(_, value)| value.trim().parse::<u32>().ok());
        typed.unwrap_or(by_itself).clamp(from, to) as usize
    }
}

/// The beginning of what was typed, to be told back.
fn cut(typed: &str) -> String {
    typed.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(typed: &[(&str, &str)]) -> Vec<(String, String)> {
        typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn what_may_be_and_what_may_not() {
        let all: &[&[Param]] = &[&SEARCH, &[PAGE, LIMIT, BY, VIEW]];
        for good in [
            &[("q", "plan"), ("typ", "")][..],
            &[("sida", "7"), ("limit", "100"), ("by", "year, status")],
            &[("q", &"a".repeat(900))],
            &[("visa", "")],
        ] {
            assert!(check(&pairs(good), all).is_ok(), "{good:?}");
        }
        for (bad, code) in [
            (&[("organization", "x")][..], "unknown-parameter"),
            (&[("q", "a"), ("q", "b")], "repeated-parameter"),
            (&[("sida", "0")], "invalid-value"),
            (&[("sida", "1e3")], "invalid-value"),
            (&[("limit", "101")], "invalid-value"),
            (&[("by", "year,,status")], "invalid-value"),
            (&[("visa", "allt")], "invalid-value"),
            (&[("organ", &"a".repeat(201))], "invalid-value"),
        ] {
            let fault = check(&pairs(bad), all).expect_err("it cannot be");
            assert_eq!(fault.code, code, "{bad:?}");
        }
        let fault = check(&pairs(&[("organisatoin", "x")]), all).expect_err("mistyped");
        assert_eq!(fault.suggestion.as_deref(), Some("organisation"));
        assert_eq!(PAGE.number(&pairs(&[("sida", " 3 ")])), 3);
        assert_eq!(LIMIT.number(&[]), 25);
    }
}
