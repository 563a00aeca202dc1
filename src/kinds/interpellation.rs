//! *Interpellation*: a question in the assembly, and its answer.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Interpellation*: a question in the assembly, and its answer.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Interpellation,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:(?:svar på )?(?:interpella\S*on|enkel fråga)|interpellationssvar)\b",
            weight: 10,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\bvill jag (?:därför )?(?:ställa|fråga)|\bjag vill (?:därför )?(?:ställa|fråga)|\bmina frågor\b|\bmin fråga\b|\btack(?:ar)? .{0,40}för interpella|\bställt en interpella|\bställa följande fråg",
            weight: 4,
            zone: Zone::Anywhere,
        },
    ],
    hits: &[
        "Kommunfullmäktige\nHandling 2024 nr 122\nInterpellation av Eva Ek (L) till nämndens ordförande\nJag vill ställa följande frågor",
        "Svar på interpellation från Eva Ek (KD)\nJag tackar för interpellationen om hemtjänst",
    ],
    misses: &[
        "§ 1 Val\nBeslut\n§ 2 Interpellation av Eva Ek (S)\nBeslut\n§ 3 Taxa\nBeslut\n§ 4 Plan",
    ],
};
