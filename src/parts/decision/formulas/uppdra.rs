//! *Uppdra*: charged with a task → "uppdra".

use crate::model::Outcome;

use super::{Complement, Formula};

/// *Uppdra*: charged with a task.
pub(super) const FORMULA: Formula = Formula {
    action: "uppdra",
    outcome: Some(Outcome::Uppdrag),
    pattern: r"\b(?:uppdra(?:r|s|ga|gas|ger|ges)?|uppdrog(?:s|o|os)?)\b|\b(?:ge|ger|ges|gav|gavs|giva|gives|få|får|fick|lämna(?:r|s)?)\b.*?\b(?:i|fortsatt|förnyat|nytt)\s+(?:särskilt\s+|tilläggs)?uppdrag\b|\b(?:får|fick|ges|gavs|ge|ger|gav|lämna(?:r|de)?\s+över)\b[^,]*?\buppdraget\b|\b(?:uppmana|anmoda|ålägg|uppdrags)(?:a|r|s|er|as|de|des)?\b|\p{L}*(?:nämnden|nämnderna|nämnd(?:\s\p{L}+)?|styrelsen|styrelserna|direktionen|utskottet|beredningen|gruppen|kontoret|förvaltningen|förvaltningarna|chefen|cheferna|direktören|kansliet|bolaget|bolagen|ordföranden|sekreteraren|presidiet|rådet|enheten|avdelningen|strategen|samordnaren|kommunen|staden|fullmäktige|ab)\s+(ska|skall)\s+(?:även\s+|också\s+|snarast\s+|därefter\s+|inte\s+)?\p{Ll}+a\b|(?:^|\batt\s+)(?-i:\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,3})(?:\s+\(\p{L}{1,4}\))?\s+(ska|skall)\s+(?:även\s+|också\s+|snarast\s+|därefter\s+)?\p{Ll}+a\b",
    unless: r"(?:ska|skall)\s+(?:(?:även|också|inte|snarast|därefter)\s+)?(?:ha|vara|gälla|bestå|träda|utgöra|kunna|omfatta|innehålla|följa|motsvara|komma|upphöra|belasta|bära|börja|sluta|stanna|kosta|lyda|finna|avgöra)\b",
    complement: Complement::Task,
    hits: &[
        "att ge förvaltningen i uppdrag att föreslå åtgärder",
        "att uppdra åt kommundirektören att ta fram en plan",
        "Kommunstyrelsen får i uppdrag att bereda ärendet.",
        "Anna ska formulera ett svar.",
        "Bo fick uppdraget att ordna lokal.",
        "Beredningen beslutade att Anna Ek ska kalla till möte.",
    ],
    misses: &[
        "Redovisning av uppdrag till nämnden antecknas.",
        "Kostnaden ska belasta nämnden.",
        "att förklara uppdraget fullgjort",
        "Utskottet ska bestå av sex ledamöter.",
    ],
};
