//! *Fullgjort*: a task is done → "förklara fullgjort".

use crate::model::Outcome;

use super::Formula;

/// *Fullgjort*: a task is done.
pub(super) const FORMULA: Formula = Formula {
    action: "förklara fullgjort",
    outcome: Some(Outcome::Bifall),
    pattern: r"\b(?:förklara(?:r|s|de|des)?|anse(?:r|s)?|betrakta(?:r|s)?|är)\b.*?\b(?:fullgjor(?:t|d|da)|slutför(?:t|d|da)|avsluta(?:t|d|de)|genomför(?:t|d|da)|slutredovisa(?:t|d|de))\b|\buppdrag(?:et|en)?\s+(avslutas)\b",
    unless: r"är.*(?:avslutad|genomför)",
    hits: &[
        "att förklara uppdraget fullgjort",
        "Nämndens uppdrag 2023-02-23 förklaras fullgjort.",
        "Kommunstyrelsen förklarar uppdraget, som gavs i maj, för avslutat.",
    ],
    misses: &["Paragrafen förklaras omedelbart justerad."],
    ..Formula::PLAIN
};
