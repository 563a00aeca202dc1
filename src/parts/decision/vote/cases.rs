//! Lines and the votes and reservations in them.

use super::{reservations, votes};
use crate::model::{Choice, Line, LineRole, NoteCode, Span};

/// Lines as they stand in a text file; a blank line is a gap.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for printed in text.split('\n') {
        if printed.trim().is_empty() {
            gap += 1;
        } else {
            let mut line =
                Line::new(printed.to_owned(), Span::new(start..start + printed.len()), None);
            line.gap = std::mem::take(&mut gap);
            lines.push(line);
        }
        start += printed.len() + 1;
    }
    lines
}

#[track_caller]
fn check(text: &str, expected: &[(u32, u32, Option<u32>)]) {
    let read = votes(&lines(text)).value;
    let counts: Vec<_> = read.iter().map(|vote| (vote.yes, vote.no, vote.abstain)).collect();
    assert_eq!(counts, expected, "{text}");
}

#[test]
fn numbers_in_a_sentence() {
    check(
        "Omröstningen utfaller med 72 Ja mot 9 Nej. Hur var och en röstar framgår av bilaga 2.",
        &[(72, 9, None)],
    );
    check(
        "utfaller med 40 Ja mot 29\nNej. 12 ledamöter avstår från att rösta.",
        &[(40, 29, Some(12))],
    );
    check("43 Ja-röster och 38 Nej-röster", &[(43, 38, None)]);
    check("8 ja mot 5 nej, en avstod", &[(8, 5, Some(1))]);
    check("avgavs 5 nej-röster mot 8 ja-röster", &[(8, 5, None)]);
    check("med sju röster mot sex", &[(7, 6, None)]);
    check(
        "Avgavs fyra röster för föredragandens förslag och tre röster för Eks förslag.",
        &[(4, 3, None)],
    );
    check("Det gavs fyra röster för förslaget. Tre röster för Ek var ogiltiga.", &[]);
    check("med trettioåtta ja mot tjugo nej", &[(38, 20, None)]);
    check("beslut med 4052 röster mot 2257", &[(4052, 2257, None)]);
}

#[test]
fn numbers_with_labels() {
    check("Omröstning begärs. Ja: 3, Nej: 5, Avstår: 1", &[(3, 5, Some(1))]);
    check("Ja 8\nNej 5\nAvstår 2", &[(8, 5, Some(2))]);
    check("Antal Ja: 72\n\nAntal Nej: 9\n\nAntal Avstår: 0", &[(72, 9, Some(0))]);
    check("Ja-röster: 8, Nej-röster: 5", &[(8, 5, None)]);
}

#[test]
fn one_vote_does_not_take_from_the_next() {
    check(
        "40 Ja mot 41 Nej.\n\nOmröstning\n43 Ja mot 29 Nej. 9 ledamöter avstår.",
        &[(40, 41, None), (43, 29, Some(9))],
    );
}

#[test]
fn what_is_no_vote() {
    check("Godkänd voteringsproposition: \"Ja för punkt 1 och Nej för punkt 2.\"", &[]);
    check("10 röster för förslaget och 3 röster för avslag", &[]);
    check("Svar ja 8 gånger. Nej, inte 5", &[]);
    check("Bo Al (S) röstar Ja.", &[]);
    check("", &[]);
}

#[test]
fn names_in_sentences() {
    let text = "Förslaget är \"Ja för bifall.\"\nAnna Ek (S), tjänstgörande ersättaren Bo Al (V) och ordföranden\n\
        Eva Ros (-) röstar Ja (3).\nUlf von Ask (M) och Karl-Erik Ny (KD) röstar Nej (2).\nLo Å (C) avstår från att rösta (1).";
    let read = votes(&lines(text));
    assert_eq!(read.notes, []);
    let vote = &read.value[0];
    assert_eq!((vote.yes, vote.no, vote.abstain), (3, 2, Some(1)));
    let told: Vec<_> =
        vote.named.iter().map(|b| (b.name.as_str(), b.party.as_deref(), b.vote)).collect();
    assert_eq!(
        told,
        [
            ("Anna Ek", Some("S"), Choice::Ja),
            ("Bo Al", Some("V"), Choice::Ja),
            ("Eva Ros", None, Choice::Ja),
            ("Ulf von Ask", Some("M"), Choice::Nej),
            ("Karl-Erik Ny", Some("KD"), Choice::Nej),
            ("Lo Å", Some("C"), Choice::Avstar),
        ]
    );
    assert!(text[vote.span.range()].starts_with("Anna Ek"), "{}", &text[vote.span.range()]);
}

#[test]
fn names_after_a_label_belong_to_the_count() {
    let text = "Med 2 ja-röster mot 1 nej-röst beslutar nämnden att avslå.\n\nFöljande röstar Ja: Anna Ek (S), Bo Al (V).\nFöljande röstar Nej: Eva Ros (M).";
    let read = votes(&lines(text));
    assert_eq!((read.value.len(), read.value[0].named.len(), read.notes.len()), (1, 3, 0));
}

#[test]
fn a_difference_is_noted() {
    let read = votes(&lines("Anna Ek (S) röstar Ja (2).\nBo Al (M) röstar Nej (1)."));
    assert_eq!(read.notes[0].code, NoteCode::VotesDiffer);
    assert_eq!((read.value[0].yes, read.value[0].named.len()), (2, 2));
}

#[test]
fn names_in_lists() {
    check(
        "Namn           Ja   Nej  Avstår\nAnna Ek (S)    X\nBo Al (M)           X\nEva Ros (C)              X",
        &[(1, 1, Some(1))],
    );
    check(
        "Anna Ek\tS\t1\tLedamot\tJa\nBo Al\tM\t2\tLedamot\tNej\nEva Ros\tC\t3\tLedamot\tJa",
        &[(2, 1, Some(0))],
    );
    let read = votes(&lines(
        "Antal Ja: 2\n\nAntal Nej: 1\n\nAnna Ek\n\nS\n\n1\n\nLedamot\n\nJa\n\nBo Al\n\nM\n\n2\n\nErsättare\n\nNej\n\nEva Ros\n\n-\n\n3\n\nLedamot\n\nJa",
    ));
    assert_eq!((read.value.len(), read.value[0].named.len(), read.notes.len()), (1, 3, 0));
}

#[track_caller]
fn check_reservations(text: &str, expected: &[(&[&str], &[&str])]) {
    let read = reservations(&lines(text));
    let told: Vec<(Vec<&str>, Vec<&str>)> = read
        .iter()
        .map(|r| {
            (
                r.names.iter().map(String::as_str).collect(),
                r.parties.iter().map(String::as_str).collect(),
            )
        })
        .collect();
    let expected: Vec<_> =
        expected.iter().map(|(names, parties)| (names.to_vec(), parties.to_vec())).collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn parties_reserve_themselves() {
    check_reservations(
        "Reservation\n\nLedamöterna från SD reserverar sig mot beslutet till förmån för det egna yrkandet.",
        &[(&[], &["SD"])],
    );
    check_reservations(
        "Ledamöterna från M, D, L och KD reserverar sig\nmot beslutet.",
        &[(&[], &["M", "D", "L", "KD"])],
    );
    check_reservations("Samtliga ledamöter för Moderaterna reserverar sig.", &[(&[], &["M"])]);
    check_reservations(
        "Moderaterna, Demokraterna och Bypartiet reserverar sig mot",
        &[(&[], &["M", "D", "Bypartiet"])],
    );
    check_reservations("Reservationer SD reserverar sig mot beslutet.", &[(&[], &["SD"])]);
}

#[test]
fn persons_reserve_themselves() {
    check_reservations(
        "Anna Ek (M) och Bo Al (KD) reserverar sig mot beslutet.",
        &[(&["Anna Ek", "Bo Al"], &["M", "KD"])],
    );
    check_reservations(
        "Beslutet gäller.\nOrdföranden Anna Ek (M) anmäler reservation mot beslutet.",
        &[(&["Anna Ek"], &["M"])],
    );
    check_reservations(
        "Mot beslutet reserverar sig Anna Ek (M) till förmån för Bo Als yrkande.",
        &[(&["Anna Ek"], &["M"])],
    );
    check_reservations(
        "Anna Ek, Bo Al reserverar sig till förmån för eget förslag.",
        &[(&["Anna Ek", "Bo Al"], &[])],
    );
    check_reservations(
        "Anna Ek (M) reserverar sig.\n\nBo Al (L) reserverar sig.",
        &[(&["Anna Ek"], &["M"]), (&["Bo Al"], &["L"])],
    );
}

#[test]
fn a_heading_may_be_all() {
    check_reservations(
        "Reservation\nAnna Ek (M) och Bo Al (L)\n\nExpedieras till",
        &[(&["Anna Ek", "Bo Al"], &["M", "L"])],
    );
    check_reservations("Reservationer: SD, M", &[(&[], &["SD", "M"])]);
    check_reservations("Reservation från Anna Ek (SD)", &[(&["Anna Ek"], &["SD"])]);
}

#[test]
fn what_is_no_reservation() {
    check_reservations("Yrkanden, reservationer och yttranden ska alltid bifogas.", &[]);
    check_reservations(
        "Med reservation för ändringar i index. Reservation\n\nExpedieras till\nKansliet",
        &[],
    );
}

#[test]
fn what_is_not_to_be_read_is_not_read() {
    let mut read = lines("Ja: 3, Nej: 5");
    read[0].role = LineRole::Furniture;
    assert!(votes(&read).value.is_empty());
}

#[test]
fn hostile_lines_are_read_in_bounded_time() {
    for piece in [
        "reserverar sig ",
        "Ja 1 ",
        "Nej:\n",
        "Anna Ek (S), ",
        "Ja:\nX\n",
        "Anna\nEk S\nJa\n",
        "röstar Ja ",
        "Reservation\nSD\n",
    ] {
        let read = lines(&piece.repeat(4_000));
        let _ = (votes(&read), reservations(&read));
    }
}
