//! Row labels → accounts: a small vocabulary that papers of different towns share.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// Each account, and how labels begin that name it; the first that fits.
const ACCOUNTS: &[(&str, &str)] = &[
    (
        "resultat",
        r"(?:summa )?(?:årets|periodens|totalt|budgeterat|ekonomiskt|justerat)? ?(?:netto)?resultat(?:et)?(?: \d{4})?$|resultat(?:et)? för (?:året|perioden)$|(?:beräknat |årets )?(?:över-? ?/ ?under|över-? eller under|över|under)skott",
    ),
    ("balanskravsresultat", r"(?:årets )?balanskravsresultat(?:et)?$"),
    (
        "resultat före extraordinära poster",
        r"resultat (?:före|efter|innan) (?:extraordinära|finansiella|skatte)",
    ),
    ("verksamhetens resultat", r"verksamhetens resultat"),
    (
        "verksamhetens nettokostnader",
        r"(?:summa )?(?:verksamhetens |verksamheternas )?nettokostnad(?:er|en|erna)?$",
    ),
    (
        "avskrivningar",
        r"(?:planenliga |summa )?av-? ?(?:och ned)?skrivning(?:ar|arna)?(?: (?:och nedskrivningar|enligt plan|inventarier))?$",
    ),
    ("skatteintäkter", r"(?:summa )?skatteintäkt"),
    ("statsbidrag", r"(?:generella |riktade )?(?:statsbidrag|statliga bidrag)|bidrag från staten"),
    ("kommunbidrag", r"(?:kommun|förbunds|region|ägar)bidrag"),
    ("medlemsavgifter", r"medlems(?:avgift|bidrag)"),
    ("taxor och avgifter", r"(?:taxor och avgifter|avgifter och taxor|avgifter)$"),
    ("hyresintäkter", r"(?:hyror och arrenden|hyresintäkt)"),
    ("finansiella intäkter", r"(?:summa |övriga )?finansiella intäkter|ränteintäkt"),
    ("finansiella kostnader", r"(?:summa |övriga )?finansiella kostnader|räntekostnad"),
    (
        "intäkter",
        r"(?:(?:summa|totala|verksamhetens|summa verksamhetens)? ?intäkter(?:na)?|verksamhetens intäkt)$",
    ),
    (
        "personalkostnader",
        r"(?:summa )?personal(?:kostnad(?:er)?)?(?: inkl.*)?$|löner(?: och (?:arvoden|sociala avgifter).*)?$|lönekostnad",
    ),
    ("lokaler", r"lokal(?:er|kostnad|hyr)|hyra(?: (?:av )?lokal|$)"),
    ("konsulter", r"konsult"),
    ("köp av verksamhet", r"köp av (?:huvud)?verksamhet|entreprenad"),
    ("bidrag", r"(?:lämnade )?bidrag$"),
    (
        "kostnader",
        r"(?:(?:summa|totala|verksamhetens|summa verksamhetens)? ?kostnader(?:na)?|verksamhetens kostnad)$",
    ),
    ("investeringar", r"(?:summa |netto|brutto|totala )?investering(?:ar|sutgifter)"),
    ("årets kassaflöde", r"(?:årets|periodens) kassaflöde"),
    ("likvida medel", r"(?:summa )?likvida medel$|kassa och bank$|kassa, bank"),
    ("anläggningstillgångar", r"(?:summa )?anläggningstillgångar$"),
    ("omsättningstillgångar", r"(?:summa )?omsättningstillgångar$"),
    ("summa tillgångar", r"summa tillgångar$|tillgångar$|balansomslutning"),
    ("eget kapital", r"(?:summa |ingående |utgående )?eget kapital$"),
    (
        "summa eget kapital och skulder",
        r"summa (?:skulder och eget kapital|eget kapital,? (?:och |avsättningar).*skulder)",
    ),
    ("avsättningar", r"(?:summa )?avsättningar$"),
    ("långfristiga skulder", r"(?:summa )?långfristiga skulder$"),
    ("kortfristiga skulder", r"(?:summa )?kortfristiga skulder$"),
    ("skulder", r"(?:summa )?skulder$"),
];

/// The account that `label` names.
pub(super) fn account(label: &str) -> Option<&'static str> {
    static PATTERNS: LazyLock<Vec<(&str, Pattern)>> = LazyLock::new(|| {
        let pattern = |(name, begins): &(&'static str, &str)| {
            let whole = format!(r"^(?:{begins})");
            (*name, Pattern::new(&whole).expect("the pattern is well formed"))
        };
        ACCOUNTS.iter().map(pattern).collect()
    });
    // Most labels name none: one pattern of all of them tells so.
    static ANY: LazyLock<Pattern> = LazyLock::new(|| {
        let all = ACCOUNTS.iter().map(|(_, begins)| format!("(?:{begins})")).collect::<Vec<_>>();
        Pattern::new(&format!("^(?:{})", all.join("|"))).expect("the pattern is well formed")
    });
    let label = label.to_lowercase();
    let label = label.trim_matches(|letter: char| !letter.is_alphanumeric());
    if label.is_empty() || label.len() > 120 || label.contains('%') || label.starts_with("andel") {
        return None;
    }
    if !ANY.is_match(label) {
        return None;
    }
    PATTERNS.iter().find(|(_, pattern)| pattern.is_match(label)).map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, expected: Option<&str>) {
        assert_eq!(account(label), expected, "{label}");
    }

    #[test]
    fn labels_name_accounts() {
        check("Verksamhetens intäkter", Some("intäkter"));
        check("SUMMA KOSTNADER", Some("kostnader"));
        check("Personalkostnader", Some("personalkostnader"));
        check("- Löner och sociala avgifter", Some("personalkostnader"));
        check("Lokalkostnader*", Some("lokaler"));
        check("Avskrivningar", Some("avskrivningar"));
        check("Verksamhetens nettokostnader", Some("verksamhetens nettokostnader"));
        check("Årets resultat", Some("resultat"));
        check("Periodens resultat", Some("resultat"));
        check("Beräknat över/underskott", Some("resultat"));
        check("Resultat före extraordinära poster", Some("resultat före extraordinära poster"));
        check(
            "Summa eget kapital, avsättningar och skulder",
            Some("summa eget kapital och skulder"),
        );
        check("Summa tillgångar", Some("summa tillgångar"));
        check("Medlemsavgifter 28 kr * 266 000", Some("medlemsavgifter"));
    }

    #[test]
    fn other_labels_name_none() {
        check("Socialnämnden", None);
        check("Personalfest", None);
        check("Resultatutjämning", None);
        check("Andel personalkostnader", None);
        check("Intäkter från avgifter", None);
    }

    #[test]
    fn no_account_stands_twice() {
        let mut names: Vec<&str> = ACCOUNTS.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ACCOUNTS.len());
    }
}
