//! *Yttrande*: an opinion on a referral.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Yttrande*: an opinion on a referral.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Yttrande,
    signs: &[
        Sign {
            pattern: r"(?i)^(?:yttrande|remissvar|remissyttrande|samrådsyttrande|svar på remiss)\b",
            weight: 7,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)\bhar (?:getts|givits|fått) (?:möjlighet|tillfälle) att (?:yttra|lämna)|\bhar beretts (?:möjlighet|tillfälle)|\b(?:kommunen|nämnden|förbundet|staden) (?:avstyrker|tillstyrker|instämmer|delar bedömningen|ställer sig)",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^förslag till (?:beslut|protokoll)|\bföreslå[rs] (?:\S+ ){0,3}?(?:att )?beslut|^(?:\S+ ){0,2}förslag till beslut",
            weight: -6,
            zone: Zone::Head,
        },
    ],
    hits: &[
        "Yttrande över remissen Framtidens vatten\nByköpings kommun har getts möjlighet att yttra sig\nKommunen tillstyrker förslaget",
    ],
    misses: &[
        "Kommunfullmäktige\nHandling 2023 nr 6\nYttrande över motion om badhus\nTill Byköpings kommunfullmäktige\nKommunstyrelsens förslag\nKommunstyrelsen föreslår att kommunfullmäktige beslutar:",
    ],
};
