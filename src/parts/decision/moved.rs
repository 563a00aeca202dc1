//! "Därför yrkar jag:", "Med hänvisning till ovanstående föreslår vi kommunfullmäktige": what a motion asks for.

use std::sync::LazyLock;

use super::lead::Lead;
use crate::model::Status;
use crate::swedish::Pattern;

/// Who moves: the signers, or their party.
const WHO: &str = r"(?:[Vv]i|[Jj]ag|[Uu]ndertecknade?|\p{Lu}\p{L}+(?:partiet|erna|partisterna)(?: i \p{Lu}\p{L}+)?)";
const MOVES: &str = r"(?:[Ff]öreslår|[Yy]rkar|YRKAR|[Hh]emställer)";

static FORMULA: LazyLock<Pattern> = LazyLock::new(|| {
    let aside = r"(?: (?:därför|därmed|härmed|således|följande|på|bifall till))*";
    let pattern = format!(
        r"^(?:[^.:;!?]{{0,160}} )?(?:{MOVES} {WHO}|{WHO}{aside} (?:vill )?(?:{MOVES}|föreslå|yrka)){aside}(?: hos| till)?(?: att)?(?: (?:(?:kommun|region)?fullmäktige))?{aside}(?: att)?(?: (?:besluta[rs]?|må besluta|fattar? (?:följande )?beslut)(?: om)?)?{aside}"
    );
    Pattern::new(&pattern).expect("the pattern is made of fixed words")
});

/// The formula that `text`, a paragraph of a motion, begins with; `listed` where att-lines or points follow it.
pub(super) fn lead(text: &str, listed: bool) -> Option<Lead> {
    let found = FORMULA.find(text)?;
    let mut length = found.end();
    // The last "att" opens the clause.
    if let Some(before) =
        text[..length].strip_suffix(" att").filter(|_| text[length..].starts_with(' '))
    {
        length = before.len();
    }
    let rest = text[length..].trim_start_matches([' ', ':']);
    let alone = matches!(rest, "" | "att" | "att:");
    if alone {
        length = text.len();
    }
    // In a sentence "vi föreslår att" may argue; who asks the assembly to decide moves.
    let asks = ["fullmäktige", "beslut", "yrka", "emställ"]
        .iter()
        .any(|word| text[..length].contains(word));
    let opens = alone && listed || asks && rest.starts_with("att ");
    opens.then(|| Lead {
        body: None,
        proposer: None,
        addressee: None,
        chain: Vec::new(),
        surface: Status::Proposal,
        normalized: "yrkar",
        rule: "motion",
        length,
        is_provenance: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, listed: bool, rest: Option<&str>) {
        let found =
            lead(text, listed).map(|lead| text[lead.length..].trim_start_matches([' ', ':']));
        assert_eq!(found, rest, "{text}");
    }

    #[test]
    fn a_motion_asks() {
        check("Med hänvisning till ovanstående föreslår vi kommunfullmäktige", true, Some(""));
        check("Vi yrkar därför:", true, Some(""));
        check("Därför föreslår jag att kommunfullmäktige beslutar att:", true, Some(""));
        check("Sverigedemokraterna i Byberga yrkar att kommunfullmäktige beslutar", true, Some(""));
        check(
            "Med anledning av detta yrkar jag att kommunen inför fri entré.",
            false,
            Some("att kommunen inför fri entré."),
        );
        check(
            "Jag yrkar därför att kommunfullmäktige beslutar att ge nämnden i uppdrag att se över taxan.",
            false,
            Some("att ge nämnden i uppdrag att se över taxan."),
        );
    }

    #[test]
    fn prose_asks_nothing() {
        check("Vi yrkar därför:", false, None);
        check("Därför föreslår vi att kommunen tar ledartröjan och undersöker saken.", false, None);
        check("Kommunfullmäktige beslutade 2018 att anta en strategi.", false, None);
        check("Regeringen föreslår att lagen ändras.", false, None);
        check("Det är bra. Vi tror att fler vill bo här.", false, None);
    }
}
