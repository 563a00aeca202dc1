//! What may be typed behind `attsats search`.

use std::path::PathBuf;

use clap::Args;

use crate::index::{Context, Facet, Sort};
#[cfg(feature = "store")]
use crate::remote::Name;

#[derive(Debug, Args)]
pub(in crate::cli) struct Search {
    /// Words (all must be there), "a phrase", "near words"~2, -not, OR, (…), prefix*, field:value; the fields are organ,
    /// organisation, typ, status, utfall, år, datum, åtgärd, paragraf, dnr, belopp, formel, kvalitet, enhet, fil
    #[arg(allow_hyphen_values = true)]
    pub(in crate::cli) query: String,
    /// The archive's folder
    #[arg(long, value_name = "DIR")]
    #[cfg_attr(feature = "store", arg(required_unless_present = "remote"))]
    #[cfg_attr(not(feature = "store"), arg(required = true))]
    pub(in crate::cli) archive: Option<PathBuf>,
    #[cfg(feature = "store")]
    #[command(flatten)]
    pub(in crate::cli) from: Elsewhere,
    /// Print one JSON object a line
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Print only how many hits there are
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) count: bool,
    /// Print how many hits there are of each: organization, body, kind, status, action, outcome, year, quality, unit;
    /// with how many words the texts have, and hits for each million of them
    #[arg(long, value_name = "WHAT", value_delimiter = ',', conflicts_with = "count")]
    pub(in crate::cli) by: Vec<Facet>,
    /// How many hits to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(in crate::cli) limit: u32,
    /// Show every hit
    #[arg(long, conflicts_with_all = ["limit", "count", "by"])]
    pub(in crate::cli) all: bool,
    /// The order: relevance, oldest, newest, organization, or the words beside the match: 1L, or 1R,2R,3R
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub(in crate::cli) sort: Sort,
    /// What is shown around the match: line, sentence, unit (of a clause all of it), or so many words to each side
    #[arg(long, value_name = "HOW", default_value = "line", value_parser = context)]
    pub(in crate::cli) context: Context,
    /// Name the source of each hit as in a footnote
    #[arg(long, conflicts_with = "json")]
    pub(in crate::cli) cite: bool,
    /// Only this kind of document: kallelse, protokoll, …
    #[arg(long)]
    pub(in crate::cli) kind: Option<String>,
    /// Only this municipality or association
    #[arg(long)]
    pub(in crate::cli) organization: Option<String>,
    /// Only this body
    #[arg(long)]
    pub(in crate::cli) body: Option<String>,
    /// Only clauses of this status: proposal, decision, noted, delegated, reported
    #[arg(long)]
    pub(in crate::cli) status: Option<String>,
    /// Only this year, or these: 2014, 2011..2014
    #[arg(long)]
    pub(in crate::cli) year: Option<String>,
    /// Only this unit: clause, agenda, table, text
    #[arg(long)]
    pub(in crate::cli) unit: Option<String>,
    /// Only clauses with this canonical verb: godkänna, avslå, …
    #[arg(long)]
    pub(in crate::cli) action: Option<String>,
    /// Only clauses of matters that ended so: bifall, avslag, återremiss, …
    #[arg(long)]
    pub(in crate::cli) outcome: Option<String>,
    /// Only on pages whose text is as good as this: good, review, suspect, bad
    #[arg(long)]
    pub(in crate::cli) quality: Option<String>,
    /// Hide personal data: personal numbers, telephone numbers, e-mail addresses, names of private persons
    #[arg(long)]
    pub(in crate::cli) mask: bool,
}

/// A search engine to ask, in place of an archive.
#[cfg(feature = "store")]
#[derive(Debug, Args)]
pub(in crate::cli) struct Elsewhere {
    /// The address of a search engine to ask in place of an archive, which export --to has sent an index to
    #[arg(long, value_name = "URL", conflicts_with_all = ["archive", "mask"])]
    pub(in crate::cli) remote: Option<String>,
    /// What the index is called there
    #[arg(long, value_name = "NAME", default_value = "attsats", requires = "remote")]
    pub(in crate::cli) index: Name,
    /// The number of its generation; the one that is answered from when it is not said
    #[arg(long, value_name = "N", requires = "remote", value_parser = clap::value_parser!(u32).range(1..))]
    pub(in crate::cli) generation: Option<u32>,
}

/// Words to each side of a match.
const MOST_WORDS: usize = 200;

fn context(text: &str) -> Result<Context, String> {
    match text {
        "line" => Ok(Context::Line),
        "sentence" => Ok(Context::Sentence),
        "unit" | "clause" => Ok(Context::Unit),
        _ => match text.parse() {
            Ok(words) if (1..=MOST_WORDS).contains(&words) => Ok(Context::Words(words)),
            _ => {
                Err(format!("write line, sentence, unit, or a number of words up to {MOST_WORDS}"))
            }
        },
    }
}
