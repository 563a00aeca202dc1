//! What the roster reads of small papers.

use super::*;
use crate::layout;

#[track_caller]
fn check(paper: &str, expected: &[(&str, &str, &str)]) {
    let (text, _) = layout::text_of_plain(paper.to_owned());
    let roster = attendance(&text, 0..text.lines.len());
    let found: Vec<_> = roster
        .iter()
        .map(|person| {
            let party = person.party.as_deref().unwrap_or_default();
            (person.name.as_str(), party, person.role.as_deref().unwrap_or_default())
        })
        .collect();
    assert_eq!(found, expected);
    for person in &roster {
        assert_eq!(text.content[person.span.range()], person.name);
    }
}

#[test]
fn reads_a_list() {
    check(
        "Beslutande\nEva Ek (C), ordförande\nNils Å Berg (SD)\n\n9 § Val\nUlla Alm (S) yrkar",
        &[("Eva Ek", "C", "ordförande"), ("Nils Å Berg", "SD", "ledamot")],
    );
}

#[test]
fn a_party_may_stand_before_the_name() {
    check(
        "Beslutande S Bo Ek\nC Eva Al, tjänstgör för Per Alm (C)\nKD Nils Berg\n\nTjänstemän\nOla Lund Förvaltningschef § 118-129\nMax Rask Trafikingenjör\nUtses att justera Bo Ek",
        &[
            ("Bo Ek", "S", "ledamot"),
            ("Eva Al", "C", "tjänstgörande ersättare"),
            ("Nils Berg", "KD", "ledamot"),
            ("Ola Lund", "", "Förvaltningschef"),
            ("Max Rask", "", "Trafikingenjör"),
        ],
    );
}

#[test]
fn who_is_replaced_is_not_there() {
    check(
        "Beslutande\nEva Ek (S) för Ulla Alm (S)\nBo Al (M) tjg för Per Lund (M)\nMax Rask (C) tjg Ida Lo (C) §§ 3-7\nOla Berg (V), ej § 4 pga jäv\n\nÖvriga deltagare\nOlle Ås (L) ej tjg ers\n\nParagrafer 1-9",
        &[
            ("Eva Ek", "S", "tjänstgörande ersättare"),
            ("Bo Al", "M", "tjänstgörande ersättare"),
            ("Max Rask", "C", "tjänstgörande ersättare"),
            ("Ola Berg", "V", "ledamot"),
            ("Olle Ås", "L", "ersättare"),
        ],
    );
}

#[test]
fn semicolons_part_persons() {
    check(
        "Närvarande: Eva Ek, SPF; Bo Al (S), ordförande; Ida Lo, socialchef\n1 Mötets öppnande\nOrdföranden öppnade mötet.",
        &[("Eva Ek", "", ""), ("Bo Al", "S", "ordförande"), ("Ida Lo", "", "socialchef")],
    );
}

#[test]
fn a_party_may_stand_behind_the_role() {
    check(
        "Närvarande\n\nDirektionens ledamöter\nEva Ek, ordförande (S)\nBo Al Vice Ordförande (M)\n\nDirektionens ersättare\nPer Lund (C)\n\n§ 1 Val",
        &[
            ("Eva Ek", "S", "ordförande"),
            ("Bo Al", "M", "vice ordförande"),
            ("Per Lund", "C", "ersättare"),
        ],
    );
}

#[test]
fn a_role_may_stand_in_a_column() {
    check(
        "Beslutande       Eva Ek          ordförande\n                 Bo Al           ledamot\n                 Per Lund        ersättare\n\nOrdförande\nEva Ek (S)\n",
        &[("Eva Ek", "", "ordförande"), ("Bo Al", "", "ledamot"), ("Per Lund", "", "ersättare")],
    );
}

#[test]
fn reads_columns_side_by_side() {
    check(
        "Beslutande    Ledamöter                     Tjänstgörande ersättare\n\
             Eva Ek (M), Ordförande Berit Alm (M) ersätter Nils\n\
             Lotta Ås (S), 2:e vice\n\
             ordförande\n\n\
             Övriga närvarande Ersättare                 Tjänstemän\n\
             Olle Ek (M)            Per Lund, kommunsekreterare\n\
             Max Rask (M)           Anna Lind, tillförordnad\n\
             Ida Lo (S)             kommundirektör\n\
             Sekreterare   Per Lund",
        &[
            ("Eva Ek", "M", "ordförande"),
            ("Berit Alm", "M", "tjänstgörande ersättare"),
            ("Lotta Ås", "S", "2:e vice ordförande"),
            ("Olle Ek", "M", "ersättare"),
            ("Per Lund", "", "kommunsekreterare"),
            ("Max Rask", "M", "ersättare"),
            ("Anna Lind", "", "tillförordnad kommundirektör"),
            ("Ida Lo", "S", "ersättare"),
        ],
    );
}

#[test]
fn reads_a_grid_with_marks() {
    let paper = "Politiker\n\nNamn\tNärv.\t\tNärv\nEva Ek (C) Ordförande\tX\tAnn-Marie Alm - kommunchef\tX\nNils Berg (S)\t\tLotta Ås\t";
    check(
        paper,
        &[
            ("Eva Ek", "C", "ordförande"),
            ("Ann-Marie Alm", "", "kommunchef"),
            ("Nils Berg", "S", ""),
            ("Lotta Ås", "", ""),
        ],
    );
    let (text, _) = layout::text_of_plain(paper.to_owned());
    let present: Vec<bool> =
        attendance(&text, 0..text.lines.len()).iter().map(|person| person.present).collect();
    assert_eq!(present, [true, true, false, false]);
}

#[test]
fn the_replaced_are_not_there() {
    check(
        "Beslutande\n\
             • Eva Ek (C), ordförande\n\
             • Nils Berg (S) v. ordf.\n\
             • Ida Lo (V), ersätter Jan Rask (V)\n\
             • Max Rask (M), tjg ersättare istf Per Å Ström (M), § 4–7\n\
             §§ 2–3\n\
             • Ulla Alm, s, ers för Tor Lind, s\n\
             Övriga deltagande\n\
             • Per Lund, räddningschef, §§ 5–6\n\
             • Anna Lind, ekonom § 7\n\
             Justerare\nNils Berg",
        &[
            ("Eva Ek", "C", "ordförande"),
            ("Nils Berg", "S", "vice ordförande"),
            ("Ida Lo", "V", "tjänstgörande ersättare"),
            ("Max Rask", "M", "tjänstgörande ersättare"),
            ("Ulla Alm", "S", "tjänstgörande ersättare"),
            ("Per Lund", "", "räddningschef"),
            ("Anna Lind", "", "ekonom"),
        ],
    );
}

#[test]
fn reads_who_sent_whom() {
    check(
        "Närvarande ledamöter:\nEva Ek, Byberga kommun, ordförande\nNils Berg, Försäkringskassan\n\
             Tor Å Lind (C), Regionen, vice ordförande\n\
             Ida Lo, Arbetsförmedlingen, tjänstgörande ersättare\nAnmält förhinder:\nMax Rask, förbundet\n1. Mötet öppnas\nEva Ek talar",
        &[
            ("Eva Ek", "", "ordförande"),
            ("Nils Berg", "", "ledamot"),
            ("Tor Å Lind", "C", "vice ordförande"),
            ("Ida Lo", "", "tjänstgörande ersättare"),
            ("Max Rask", "", ""),
        ],
    );
}

#[track_caller]
fn check_presence(paper: &str, expected: &[(&str, &str, bool)]) {
    let (text, _) = layout::text_of_plain(paper.to_owned());
    let roster = attendance(&text, 0..text.lines.len());
    let found: Vec<_> = roster
        .iter()
        .map(|person| {
            (person.name.as_str(), person.role.as_deref().unwrap_or_default(), person.present)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn reads_a_piped_grid() {
    check_presence(
        "Möte\n\n| Namn | Organisation | Närv. |\n|---|---|---|\n| Eva Ek | Byberga, ordf. | X |\n| Nils Berg | Regionen | |\n\n| ÄRENDE | BESLUT |\n| Förra mötet | Ida Lo ringer |",
        &[("Eva Ek", "ordförande", true), ("Nils Berg", "", false)],
    );
}

#[test]
fn a_dash_is_a_mark_beside_an_x_only() {
    check_presence(
        "Närvarande\n- Eva Ek\n- Nils Berg",
        &[("Eva Ek", "", true), ("Nils Berg", "", true)],
    );
    check_presence(
        "Närvarande\nx Eva Ek (S)\n- Nils Berg (M)",
        &[("Eva Ek", "", true), ("Nils Berg", "", false)],
    );
}

#[test]
fn prose_is_no_roster() {
    check("Deltagare i projektet är kommunerna Borås Stad och Tranemo Kommun", &[]);
    check("Eva Ek (S) yrkar bifall\nErsättare\nNils Berg (M)", &[]);
}

#[test]
fn the_absent_are_kept_as_such() {
    check_presence(
        "Beslutande\nEva Ek (S), ordförande\nNils Berg (M)\nFrånvarande\nIda Lo (C)\nOla Al (V)",
        &[
            ("Eva Ek", "ordförande", true),
            ("Nils Berg", "ledamot", true),
            ("Ida Lo", "", false),
            ("Ola Al", "", false),
        ],
    );
    check_presence(
        "Beslutande\nEva Ek (S), ordförande\nAnmält förhinder: Ida Lo (C)",
        &[("Eva Ek", "ordförande", true), ("Ida Lo", "", false)],
    );
}
