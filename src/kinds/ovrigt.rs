//! *Övrigt*: a paper of a municipality, none of the others.

use super::sort::{Sign, Sort, Zone};
use crate::model::DocumentKind;

/// *Övrigt*: a paper of a municipality, none of the others.
pub(super) const KIND: Sort = Sort {
    kind: DocumentKind::Ovrigt,
    signs: &[
        Sign {
            pattern: r"^(?:\d{1,3} )?\p{Lu}{3,}(?: \p{Lu}{3,})? (?:KOMMUN|STAD|REGION)\b",
            weight: 6,
            zone: Zone::Title,
        },
        Sign {
            pattern: r"(?i)^(?:\p{L}*(?:ordning|reglemente|policy|riktlinjer?|strategi|program|taxa|stadgar|föreskrifter)|pm|promemoria|skrivelse|policy|riktlinjer?|reglemente|taxa|program|plan|anvisning|rutin|arbetsordning|motion|medborgarförslag|e-post|yrkande|rapport|handling|begäran)\b",
            weight: 6,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)^(?:från|till|ämne|skickat|kopia): ?\S|\ballmän handling\b",
            weight: 3,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\bnämnden\b|\bkommunen\b|\bkommunstyrelsen\b|\bkommunfullmäktige",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)^(?:dokumenttyp|dokumentsort|dokumentnamn|beslutad av|gäller för|fastställd av|antagen av)\b",
            weight: 4,
            zone: Zone::Head,
        },
        Sign {
            pattern: r"(?i)\b(?:dnr|diarienummer|diarienr|ärendenummer)\b",
            weight: 3,
            zone: Zone::Anywhere,
        },
        Sign {
            pattern: r"(?i)\bkommun(?:en|ens|er|erna|ernas|styrelsen|fullmäktige|s)?\b|\bkommunalförbund|\bkommunförbund|\p{L}nämnd(?:en|er|erna)?\b|\bförvaltning(?:en|ens)?\b|\bdirektionen\b|\bregionen\b",
            weight: 5,
            zone: Zone::Often,
        },
    ],
    hits: &["PM\nTrafiken på Storgatan\nKommunen har mätt trafiken."],
    misses: &["Recept på bullar\nVetemjöl\nSocker"],
};
