//! *Förtydliga*: an earlier decision made clear → "förtydliga".

use super::Formula;

/// *Förtydliga*: an earlier decision made clear.
pub(super) const FORMULA: Formula = Formula {
    action: "förtydliga",
    pattern: r"\bförtydliga(?:r|s|de|des)?\b",
    hits: &["Nämnden förtydligar att uppdraget avser 2025.", "att förtydliga tidigare beslut"],
    misses: &["att ge förvaltningen i uppdrag att förtydliga reglerna"],
    ..Formula::PLAIN
};
