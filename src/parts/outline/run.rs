//! "… beslutar att godkänna planen att utse Eva Ek": att-clauses that lost their line breaks → where each begins.

use std::sync::LazyLock;

use crate::swedish::Pattern;

/// Words that open a run of att-clauses.
static OPENS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)\b(?:besluta(?:r|de|s)?(?: föreslå(?: medlemskommunernas)? \p{L}+(?: föreslå \p{L}+)?(?: besluta)?)?|beslöt|(?:förslag till )?beslut|föreslås)\b ?(:?) (?:[Dd]els )?att ")
        .expect("a constant pattern")
});
/// An att-clause that decides something.
static DECIDES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r" (?:[Dd]els )?[Aa]tt (?:inte |även |därmed |för egen del )?(?:godkänna|anta|fastställa|avslå|bifalla|överlämna|översända|uppdra|ge|återremittera|bordlägga|justera|bevilja|utse|välja|entlediga|lägga|anse|förklara|notera|anteckna|bemyndiga|delegera|föreslå|hemställa|rekommendera|anvisa|avsätta|upphäva|avskriva|tillstyrka|avstyrka|ställa|ingå|teckna|finansiera|paragrafen|ärendet|protokollet)\b|, (?:och |samt )?att (?:[\p{L}\d-]+ ){1,5}(?:ska|skall|upphör|anvisas|antas|godkänns|fastställs|gäller|betalas|finansieras|utgår|beviljas|avslås)\b")
        .expect("a constant pattern")
});
/// A clause that has an "att" of its own behind it: "uppdra åt nämnden att".
static TAKES: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?i)^ (?:dels )?att (?:\p{L}+ )?(?:uppdra|ge|bemyndiga|delegera|föreslå|hemställa|rekommendera|uppmana|anmoda|begära|konstatera|notera|anteckna|anse|förklara|meddela|anhålla)\b")
        .expect("a constant pattern")
});
/// Words that need an "att" behind them.
static NEEDS: LazyLock<Pattern> = LazyLock::new(|| {
    Pattern::new(r"(?:uppdrag|uppdraget|förutsättning|villkor|genom|för|så|om|innebär|innebärande|syfte|syftar till|till|utan|anser|konstaterar|bedömer|rätt|rätten|möjlighet|möjligheten|skyldighet|avser|och|eller|samt|-)$")
        .expect("a constant pattern")
});

/// Adds to `cuts`, the places where rows begin so far, those of the att-clauses in runs; a run ends with its row.
pub(super) fn runs(text: &str, cuts: &mut Vec<usize>) {
    let mut ends = cuts.clone();
    ends.sort_unstable();
    let mut from = 0;
    while let Some(found) = OPENS.find_at(text, from) {
        let first = found.end() - "att ".len() - 1;
        let stop = ends.partition_point(|&end| end <= found.end());
        let stop = ends.get(stop).copied().unwrap_or(text.len());
        if text[..first].trim_end().ends_with(':') {
            cuts.push(first + 1);
        }
        cuts.extend(begins(&text[..stop], first));
        from = found.end().max(stop.min(text.len()));
    }
}

/// Where the clauses behind the one that begins at `first` begin.
fn begins(text: &str, first: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut clause = first;
    let mut is_taken = false;
    let mut from = first + " att ".len();
    // What has been looked at of the clause under way, and whether it holds an "att" of its own.
    let mut looked_at = first;
    let mut has_another = false;
    while let Some(next) = DECIDES.find_at(text, from) {
        from = next.end();
        let said = &text[clause..next.start()];
        // A sentence that ended, and more behind it: the run is over.
        if text[looked_at..next.start()].contains(". ") {
            break;
        }
        looked_at = text.floor_char_boundary(next.start() - 1);
        has_another =
            has_another || said.trim_start_matches(" dels").matches(" att ").nth(1).is_some();
        let is_listed = next.as_str().starts_with(" dels") || said.ends_with(", samt");
        let has_own = is_taken || has_another;
        if TAKES.is_match(said) && !has_own && !is_listed {
            is_taken = true;
            continue;
        }
        if NEEDS.is_match(said.trim_end()) && !is_listed {
            continue;
        }
        let begins = if next.as_str().starts_with(',') {
            next.start() + next.as_str().find(" att ").unwrap_or(0)
        } else {
            next.start()
        };
        found.push(begins + 1);
        clause = begins;
        is_taken = false;
        looked_at = begins;
        has_another = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut cuts = vec![0];
        runs(text, &mut cuts);
        cuts.push(text.len());
        let pieces: Vec<&str> = cuts.windows(2).map(|pair| text[pair[0]..pair[1]].trim()).collect();
        assert_eq!(pieces, expected);
    }

    #[test]
    fn clauses_that_lost_their_breaks() {
        check(
            "Nämnden beslutar att godkänna planen att överlämna den till fullmäktige",
            &["Nämnden beslutar att godkänna planen", "att överlämna den till fullmäktige"],
        );
        check(
            "Nämnden beslutar: att anta taxan att uppdra åt kontoret att avsätta medel att justera paragrafen",
            &[
                "Nämnden beslutar:",
                "att anta taxan",
                "att uppdra åt kontoret att avsätta medel",
                "att justera paragrafen",
            ],
        );
    }

    #[test]
    fn an_att_within_a_clause_begins_none() {
        check(
            "Nämnden beslutar att ge kontoret i uppdrag att anta en plan",
            &["Nämnden beslutar att ge kontoret i uppdrag att anta en plan"],
        );
        check(
            "Nämnden beslutar att höja taxan för att finansiera driften",
            &["Nämnden beslutar att höja taxan för att finansiera driften"],
        );
        check(
            "Nämnden beslutar att anta taxan. Det är viktigt att godkänna den",
            &["Nämnden beslutar att anta taxan. Det är viktigt att godkänna den"],
        );
        check(
            "Det vore bra att godkänna planen att utse någon",
            &["Det vore bra att godkänna planen att utse någon"],
        );
    }
}
