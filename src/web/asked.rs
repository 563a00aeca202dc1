//! The address of a search ⇄ what is asked: all that a page shows of a search stands in its address.

use crate::index::{Context, Facet, Filters, Request, Sort};

/// How hits are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum View {
    /// The match in the middle of a line.
    #[default]
    Kwic,
    /// The whole clause or sentence.
    Excerpt,
}

/// What the columns of a timeline are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) enum Measure {
    /// How many hits.
    #[default]
    Absolute,
    /// Hits for each million words.
    PerMillion,
}

/// A search, as its form and its address tell it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) query: String,
    pub(super) organization: String,
    pub(super) body: String,
    pub(super) kind: String,
    pub(super) status: String,
    pub(super) action: String,
    pub(super) outcome: String,
    pub(super) unit: String,
    pub(super) quality: String,
    /// The first year and the last, as typed.
    pub(super) from: String,
    pub(super) to: String,
    /// "" is by relevance.
    pub(super) sort: String,
    pub(super) view: View,
    pub(super) measure: Measure,
    /// From 1.
    pub(super) page: u32,
}

/// Hits on a page.
pub(super) const PER_PAGE: usize = 25;

/// No hit past this one is shown on a page; downloads have them all.
const MOST_SHOWN: usize = 10_000;

/// Letters of a value that is no query.
const MOST_LETTERS: usize = 200;

impl Asked {
    /// From the pairs of an address; what is unknown is left out, and what is empty is not asked.
    pub(super) fn of(pairs: &[(String, String)]) -> Self {
        let mut asked = Self { page: 1, ..Self::default() };
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                "visa" => {
                    asked.view = if value == "utdrag" { View::Excerpt } else { View::Kwic };
                }
                "matt" => {
                    asked.measure =
                        if value == "miljon" { Measure::PerMillion } else { Measure::Absolute };
                }
                "sida" => asked.page = value.parse().ok().filter(|&page| page > 0).unwrap_or(1),
                "q" => asked.query = value.to_owned(),
                name => {
                    if let Some(field) = asked.field(name) {
                        *field = value.chars().take(MOST_LETTERS).collect();
                    }
                }
            }
        }
        if asked.sort == "relevance" {
            asked.sort.clear();
        }
        let last = MOST_SHOWN.div_ceil(PER_PAGE) as u32;
        asked.page = asked.page.min(last);
        asked
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "organisation" => &mut self.organization,
            "organ" => &mut self.body,
            "typ" => &mut self.kind,
            "status" => &mut self.status,
            "atgard" => &mut self.action,
            "utfall" => &mut self.outcome,
            "enhet" => &mut self.unit,
            "kvalitet" => &mut self.quality,
            "fran" => &mut self.from,
            "till" => &mut self.to,
            "sort" => &mut self.sort,
            _ => return None,
        })
    }

    /// The filters that are set: the name in the address, and the value.
    pub(super) fn filters(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("organisation", &self.organization),
            ("organ", &self.body),
            ("typ", &self.kind),
            ("status", &self.status),
            ("atgard", &self.action),
            ("utfall", &self.outcome),
            ("enhet", &self.unit),
            ("kvalitet", &self.quality),
            ("fran", &self.from),
            ("till", &self.to),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(n, v)| (n, v.as_str()))
            .collect()
    }

    /// The pairs of its address, in their one order; what is as it is by itself is left out.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.query.is_empty() {
            pairs.push(("q", self.query.clone()));
        }
        pairs.extend(self.filters().into_iter().map(|(name, value)| (name, value.to_owned())));
        if !self.sort.is_empty() {
            pairs.push(("sort", self.sort.clone()));
        }
        if self.view == View::Excerpt {
            pairs.push(("visa", "utdrag".to_owned()));
        }
        if self.measure == Measure::PerMillion {
            pairs.push(("matt", "miljon".to_owned()));
        }
        if self.page > 1 {
            pairs.push(("sida", self.page.to_string()));
        }
        pairs
    }

    /// "?q=plan&fran=2014", or nothing.
    pub(super) fn address(&self) -> String {
        address(&self.pairs())
    }

    /// The same search without order, view and page: what its counts depend on.
    pub(super) fn counted(&self) -> Self {
        Self {
            sort: String::new(),
            view: View::Kwic,
            measure: Measure::Absolute,
            page: 1,
            ..self.clone()
        }
    }

    /// The same with another value of a filter, on its first page.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut other = Self { page: 1, ..self.clone() };
        if let Some(field) = other.field(name) {
            *field = value.chars().take(MOST_LETTERS).collect();
        }
        other
    }

    /// True when nothing is asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.query.is_empty() && self.filters().is_empty()
    }

    /// What the index is asked: with the hits up to the end of the page in order.
    pub(super) fn request(&self) -> Result<Request, String> {
        let set = |value: &String| Some(value.clone()).filter(|value| !value.is_empty());
        let year = match (self.from.as_str(), self.to.as_str()) {
            ("", "") => None,
            (from, to) => Some(format!("{from}..{to}")),
        };
        let filters = Filters {
            kind: set(&self.kind),
            organization: set(&self.organization),
            body: set(&self.body),
            status: set(&self.status),
            year,
            unit: set(&self.unit),
            action: set(&self.action),
            outcome: set(&self.outcome),
            quality: set(&self.quality),
        };
        let sort = if self.sort.is_empty() { Sort::Relevance } else { self.sort.parse()? };
        let context = match self.view {
            View::Kwic => Context::Line,
            View::Excerpt => Context::Unit,
        };
        let limit = self.page as usize * PER_PAGE;
        Ok(Request { query: self.query.clone(), filters, limit, sort, context })
    }
}

/// The name in an address of what a facet filters.
pub(super) fn filter_of(facet: Facet) -> &'static str {
    match facet {
        Facet::Organization => "organisation",
        Facet::Body => "organ",
        Facet::Kind => "typ",
        Facet::Status => "status",
        Facet::Action => "atgard",
        Facet::Outcome => "utfall",
        Facet::Year => "fran",
        Facet::Quality => "kvalitet",
        Facet::Unit => "enhet",
    }
}

/// "?a=b&c=d", or nothing.
pub(super) fn address<K: AsRef<str>, V: AsRef<str>>(pairs: &[(K, V)]) -> String {
    if pairs.is_empty() {
        return String::new();
    }
    let mut out = form_urlencoded::Serializer::new("?".to_owned());
    for (name, value) in pairs {
        out.append_pair(name.as_ref(), value.as_ref());
    }
    out.finish().replacen("?&", "?", 1)
}

/// The pairs of what stands after the "?" of an address.
pub(super) fn pairs(query: Option<&str>) -> Vec<(String, String)> {
    form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that the states are the same each time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u64) -> u64 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % sides
        }

        fn text(&mut self) -> String {
            const LETTERS: [char; 16] = [
                'a', 'å', 'Ö', ' ', '"', '&', '=', '+', '%', '#', '?', '/', '<', 'é', '\u{202e}',
                '🙂',
            ];
            let n = self.roll(12);
            (0..n).map(|_| LETTERS[self.roll(16) as usize]).collect()
        }
    }

    #[test]
    fn a_thousand_states_come_back_from_their_addresses() {
        let mut dice = Dice(7);
        for _ in 0..1_000 {
            let mut pairs: Vec<(String, String)> = Vec::new();
            let names = [
                "q",
                "organisation",
                "organ",
                "typ",
                "status",
                "atgard",
                "utfall",
                "enhet",
                "kvalitet",
                "fran",
                "till",
                "sort",
                "visa",
                "matt",
                "sida",
                "okänd",
            ];
            for name in names {
                let value = match name {
                    "visa" => ["utdrag", "kwic", ""][dice.roll(3) as usize].to_owned(),
                    "matt" => ["miljon", "antal", ""][dice.roll(3) as usize].to_owned(),
                    "sida" => dice.roll(500).to_string(),
                    _ => dice.text(),
                };
                if dice.roll(2) == 0 {
                    pairs.push((name.to_owned(), value));
                }
            }
            let asked = Asked::of(&pairs);
            let address = asked.address();
            let again = Asked::of(&super::pairs(address.strip_prefix('?')));
            assert_eq!(again, asked, "{address}");
            assert_eq!(again.address(), address);
        }
    }

    #[test]
    fn what_is_as_it_is_by_itself_is_left_out() {
        let typed = pairs(Some("q=plan+a&typ=&sort=relevance&visa=kwic&sida=1&fran=2014"));
        assert_eq!(Asked::of(&typed).address(), "?q=plan+a&fran=2014");
        assert_eq!(Asked::of(&[]).address(), "");
        assert_eq!(Asked::of(&pairs(Some("sida=99999999"))).page, 400);
    }
}
