//! Gold as it stands in the files: what a person found in a paper.
//!
//! The older files place their texts (`{"text": …, "line": …}`); the newer say the text alone. Both are read.

use std::path::Path;

use serde::{Deserialize, Deserializer};

/// What a person found in one paper.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    file: Option<String>,
    source: Option<Source>,
    pub(super) doc_type: Option<String>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) doc_type_alt: Vec<String>,
    pub(super) organization: Option<String>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) organization_alt: Vec<String>,
    pub(super) body: Option<String>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) body_alt: Vec<String>,
    meeting_date: Option<String>,
    #[serde(default)]
    meetings: Vec<Meeting>,
    /// First and last line that were read; all when absent.
    pub(super) annotated_lines: Option<(u32, u32)>,
    #[serde(default)]
    pub(super) agenda_items: Vec<Item>,
    #[serde(default)]
    pub(super) decision_clauses: Vec<Clause>,
    #[serde(default)]
    pub(super) negatives: Vec<Negative>,
    #[serde(default)]
    pub(super) tables: Vec<Table>,
    #[serde(default)]
    pub(super) votes: Vec<Vote>,
    #[serde(default)]
    pub(super) attendance: Vec<Person>,
}

#[derive(Debug, Deserialize)]
struct Source {
    local: String,
}

#[derive(Debug, Deserialize)]
struct Meeting {
    date: Option<Day>,
}

#[derive(Debug, Deserialize)]
struct Day {
    value: String,
}

/// One entry of the agenda.
#[derive(Debug, Deserialize)]
pub(super) struct Item {
    number: Option<String>,
    title: Option<String>,
    pub(super) diarienummer: Option<Words>,
    #[serde(default)]
    pub(super) optional: bool,
    #[serde(default)]
    pub(super) toc_only: bool,
}

/// One operative clause.
#[derive(Debug, Deserialize)]
pub(super) struct Clause {
    #[serde(alias = "clause")]
    text: Words,
    #[serde(default, deserialize_with = "one_or_more")]
    alt_texts: Vec<String>,
    #[serde(default, deserialize_with = "one_or_more")]
    text_alt: Vec<String>,
    /// The parts, where the clause may as well be read as several.
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) alt_split: Vec<String>,
    kind: String,
    #[serde(default, deserialize_with = "one_or_more")]
    kind_alt: Vec<String>,
    pub(super) surface_kind: Option<String>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) surface_kind_alt: Vec<String>,
    pub(super) body: Option<String>,
    pub(super) addressee: Option<String>,
    pub(super) agenda_item: Option<String>,
    #[serde(default)]
    actions: Vec<Action>,
    #[serde(default, deserialize_with = "one_or_more")]
    pub(super) actions_alt: Vec<String>,
    tier: Option<String>,
    #[serde(default)]
    pub(super) optional: bool,
}

/// Words that look like a decision and are none.
#[derive(Debug, Deserialize)]
pub(super) struct Negative {
    pub(super) text: String,
    #[serde(default)]
    pub(super) lenient: bool,
}

/// A table of numbers.
#[derive(Debug, Deserialize)]
pub(super) struct Table {
    pub(super) title: Option<String>,
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) rows: Vec<Row>,
    scored: Option<bool>,
    #[serde(default)]
    optional: bool,
    table_class: Option<String>,
    #[serde(default)]
    pub(super) displaced: bool,
}

/// One row of a table.
#[derive(Debug, Deserialize)]
pub(super) struct Row {
    #[serde(default)]
    pub(super) cells: Vec<String>,
    #[serde(default)]
    pub(super) numbers: Vec<Option<f64>>,
}

/// One counted vote.
#[derive(Debug, Deserialize)]
pub(super) struct Vote {
    pub(super) yes: u32,
    pub(super) no: u32,
}

/// One name of a roster.
#[derive(Debug, Deserialize)]
pub(super) struct Person {
    pub(super) name: String,
}

/// A text, placed or not.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    Plain(String),
    Placed {
        #[serde(default)]
        text: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Action {
    Plain(String),
    Found { canonical: String },
}

impl Words {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Placed { text } => text,
        }
    }
}

impl Gold {
    /// Reads the file at `path`.
    pub(super) fn open(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("gold is UTF-8");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The paper's file, without its folder.
    pub(super) fn paper(&self) -> &str {
        let local = self.source.as_ref().map(|source| source.local.as_str());
        let path = self.file.as_deref().or(local).expect("gold names its paper");
        path.rsplit('/').next().unwrap_or(path)
    }

    pub(super) fn meeting_date(&self) -> Option<&str> {
        let first = self.meetings.first().and_then(|meeting| meeting.date.as_ref());
        self.meeting_date.as_deref().or(first.map(|day| day.value.as_str()))
    }

    /// True when what stands on `line` was looked at.
    pub(super) fn covers(&self, line: u32) -> bool {
        self.annotated_lines.is_none_or(|(first, last)| (first..=last).contains(&line))
    }
}

impl Item {
    pub(super) fn number(&self) -> &str {
        self.number.as_deref().unwrap_or_default()
    }

    pub(super) fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }
}

impl Clause {
    pub(super) fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Every text that is as good.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let others = self.alt_texts.iter().chain(&self.text_alt).chain(&self.alt_split);
        std::iter::once(self.text()).chain(others.map(String::as_str))
    }

    pub(super) fn may_be(&self, status: &str) -> bool {
        self.kind == status || self.kind_alt.iter().any(|kind| kind == status)
    }

    pub(super) fn is_formal(&self) -> bool {
        self.tier.as_deref().is_none_or(|tier| tier == "formal")
    }

    pub(super) fn actions(&self) -> impl Iterator<Item = &str> {
        self.actions.iter().map(|action| match action {
            Action::Plain(verb) | Action::Found { canonical: verb } => verb.as_str(),
        })
    }
}

impl Table {
    pub(super) fn is_scored(&self) -> bool {
        let is_data = self.table_class.as_deref().is_none_or(|class| class == "data");
        is_data && self.scored != Some(false) && !self.optional
    }
}

fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Listed {
        One(String),
        More(Vec<String>),
    }
    Ok(match Option::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Listed::One(word)) => vec![word],
        Some(Listed::More(words)) => words,
    })
}
