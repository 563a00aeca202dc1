//! *Revisionsrapport*: auditors' report on a review.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Revisionsrapport*: auditors' report on a review.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Revisionsrapport,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:revisionsrapport|granskningsrapport|rapportsammandrag|granskning av|slutrapport från)\b",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:stadsrevisionen|revisionskontoret|regionrevisionen|kommunrevisionen|kpmg|pwc|ernst & young|deloitte)\b",
            weight: 3,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)\brevisorerna har (?:avslutat|granskat)|\bstadsrevisionen har granskat|\bpå uppdrag av (?:de )?(?:förtroendevalda )?revisorer|\brevisionell bedömning|\brevisionsfråg|\bsakkunnigas revisionsrapport|\bansvarsprövning",
            weight: 4,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Rapportsammandrag\nStadsrevisionen\nGranskning av skyfall\nStadsrevisionen har granskat nämndens arbete",
        "Revisionsrapport\nGranskning av intern kontroll\nVi har på uppdrag av de förtroendevalda revisorerna granskat",
    ],
    misses: &["Tjänsteskrivelse\nSvar på revisionsrapport\nFörslag till beslut"],
};
