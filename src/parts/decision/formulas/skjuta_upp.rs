//! *Skjuta upp*: something is put off → "skjuta upp".

use super::Formula;

/// *Skjuta upp*: something is put off.
pub(super) const FORMULA: Formula = Formula {
    action: "skjuta upp",
    pattern: r"\b(?:skjut(?:a|er|s|as|es)|sköt(?:s)?)\b[^,]*?\bupp\b|\buppskjut(?:a|er|s|as|es)\b|\bsenarelägg(?:a|er|s|as)\b|\b(?:flytta(?:r|s)?)\b[^,]*?\bfram\b",
    hits: &[
        "Uppräkningen av arvoden skjuts upp till nästa år.",
        "att skjuta upp beslutet",
        "att senarelägga projektet",
    ],
    misses: &["att utreda om projektet kan skjutas upp"],
    ..Formula::PLAIN
};
