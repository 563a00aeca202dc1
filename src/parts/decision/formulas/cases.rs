//! Clauses and what they do.

use super::{FORMULAS, actions, is_noting, outcome, reading};
use crate::model::Outcome;

#[track_caller]
fn check(clause: &str, expected: &[&str]) {
    assert_eq!(actions(clause), expected, "{clause}");
}

#[test]
fn a_formula_is_its_own_test() {
    let mut wrong = Vec::new();
    for formula in &FORMULAS {
        let hits = formula.hits.iter().filter(|hit| actions(hit).first() != Some(&formula.action));
        wrong.extend(hits.map(|hit| (formula.action, "does not hit", *hit, actions(hit))));
        let misses = formula.misses.iter().filter(|miss| actions(miss).contains(&formula.action));
        wrong.extend(misses.map(|miss| (formula.action, "does not miss", *miss, actions(miss))));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn att_and_infinitive() {
    check("att godkänna ansökan", &["godkänna"]);
    check(
        "Att godkänna rapporten samt lägga den till handlingarna",
        &["godkänna", "lägga till handlingarna"],
    );
    check("att ta informationen till dagens protokoll", &["notera"]);
    check("att ge förvaltningen i uppdrag att föreslå en ny taxa och godkänna avtal", &["uppdra"]);
    check("att notera att förslaget tidigare fått avslag", &["notera"]);
    check("att i enlighet med förvaltningens förslag anta planen", &["anta"]);
    check(
        "att för sin del godkänna budgeten, samt att överlämna den till fullmäktige",
        &["godkänna", "överlämna"],
    );
    check(
        "att anslå 40 000 kronor ur reserven och att uppdra åt kansliet att betala ut bidraget",
        &["anvisa", "uppdra"],
    );
    check("dels att avslå ansökan", &["avslå"]);
    check("samt att översända yttrandet till regionen", &["överlämna"]);
    check("att förklara uppdraget att ta fram en plan fullgjort", &["förklara fullgjort"]);
    check("att bemyndiga ordföranden teckna och godkänna avtal", &["bemyndiga"]);
    check("att utse Eva Ek att jämte ordföranden underteckna avtalet", &["utse", "bemyndiga"]);
    check(
        "att godkänna förslaget att bygga en skola samt uppdra åt nämnden att börja",
        &["godkänna", "uppdra"],
    );
    check("att förklara paragrafen omedelbart justerad", &["justera omedelbart"]);
    check("att lämna motionen utan åtgärd", &["lämna utan åtgärd"]);
    check("att upphäva tidigare riktlinje", &["upphör att gälla"]);
    check("att bevilja styrelsen ansvarsfrihet för 2023", &["bevilja ansvarsfrihet"]);
    check("att avsätta 2 mnkr och tilldela nämnden medlen", &["anvisa"]);
}

#[test]
fn the_verb_stands_last() {
    check("Den av Eva Ek och Bo Al väckta motionen avslås.", &["avslå"]);
    check(
        "Avtalet, i enlighet med bilaga 2 till skrivelsen, godkänns och överlämnas till nämnden.",
        &["godkänna", "överlämna"],
    );
    check("Förslaget till taxa, som ska gälla från den 1 januari, fastställs.", &["fastställa"]);
    check(
        "Redovisning av uppdrag att ta fram en plan samt föreslå åtgärder, antecknas och uppdraget förklaras fullgjort.",
        &["notera", "förklara fullgjort"],
    );
    check(
        "Uppdrag om hur en aktör kan bygga, anta planer för och driva hotellet antecknas och förklaras fullgjort.",
        &["notera", "förklara fullgjort"],
    );
    check(
        "Nämndens förslag om att avgiften, beslutad i maj, upphör att gälla från den 1 juni, godkänns.",
        &["godkänna"],
    );
    check(
        "Hemställan om medel inom den av kommunfullmäktige beviljade ramen godkänns.",
        &["godkänna"],
    );
    check("Föreskrifterna, senast reviderade i maj, upphör att gälla.", &["upphör att gälla"]);
    check("Uppdraget ska återrapporteras i maj.", &[]);
    check("Punkten justeras omedelbart.", &["justera omedelbart"]);
    check("Interpellationen får framställas.", &["får framställas"]);
    check("Om mötet blir långt fastställs arvodet till 500 kronor.", &["fastställa"]);
}

#[test]
fn subject_and_verb() {
    check(
        "Socialnämnden godkänner yttrandet och överlämnar det till kommunstyrelsen.",
        &["godkänna", "överlämna"],
    );
    check(
        "Nämnden antar yttrandet som förvaltningen skrivit och översänder det till regionen.",
        &["anta", "överlämna"],
    );
    check("Kommunstyrelsen noterar rapporten, som lämnades i maj, till protokollet.", &["notera"]);
    check(
        "Kommunstyrelsen bifaller begäran och omfördelar 500 000 kronor till nämnden.",
        &["bifalla", "anvisa"],
    );
    check("Beredningsgruppen noterade informationen och önskade mer.", &["notera"]);
    check("Kommunstyrelsen godkänner att antalet elever minskas.", &["godkänna"]);
    check("Nämnden ska ta fram en plan.", &["uppdra"]);
    check("Gruppen beslutade att Anna ska kalla till möte och föreslå en tid.", &["uppdra"]);
    check("Utskottet ska bestå av sex ledamöter.", &[]);
    check(
        "Ordföranden utses att för kommunens räkning underteckna avtalet.",
        &["utse", "bemyndiga"],
    );
    check(
        "Avtalet godkänns. Chefen får i uppdrag att underteckna det samt bemyndigas att göra ändringar.",
        &["godkänna", "uppdra", "bemyndiga"],
    );
    check(
        "Till ledamot i kulturnämnden i stället för Bo Al (S) utse Eva Ek (S). Till ordförande utse Eva Ek.",
        &["utse"],
    );
    check("Ärendet remitteras till nämnden, som ska yttra sig.", &["remittera"]);
    check("Nämnden lämnar besked att kommunen inte avser att anta en plan.", &["lämna besked"]);
}

#[test]
fn bare_infinitives_and_nouns() {
    check("Återremittera ärendet till nämnden för att komplettera underlaget", &["återremittera"]);
    check("- Godkänner avsägelserna.", &["godkänna"]);
    check("• Antecknas.", &["notera"]);
    check("2. Återremiss.", &["återremittera"]);
    check("b) Avslag på yrkandet", &["avslå"]);
    check("Ärendet utgår.", &["utgå"]);
    check("**Ärendet bordläggs.**", &["bordlägga"]);
}

#[test]
fn what_is_proposed_counts_and_not_that_it_is() {
    check("att föreslå kommunfullmäktige att anta taxan", &["anta"]);
    check("att föreslå kommunfullmäktige besluta att anta taxan", &["anta"]);
    check("föreslå styrelsen föreslå fullmäktige godkänna budgeten", &["godkänna"]);
    check(
        "Nämnden föreslår att kommunfullmäktige antar planen och fastställer avgiften.",
        &["anta", "fastställa"],
    );
    check(
        "Kommunstyrelsen tillstyrker förslaget och föreslår att kommunfullmäktige beslutar:",
        &["tillstyrka", "föreslå"],
    );
    check("Direktionen föreslås besluta att godkänna rapporten", &["godkänna"]);
    check("Kommunstyrelsen beslutar att inte bereda förslaget vidare.", &["besluta"]);
    check(
        "Gruppen beslutade att en utvärdering skulle ske och lämnade över detta uppdraget till cheferna.",
        &["besluta", "uppdra"],
    );
    assert!(reading("att föreslå kommunfullmäktige att anta taxan").proposes);
    assert!(!reading("att ge nämnden i uppdrag att föreslå en taxa").proposes);
}

#[test]
fn what_a_colon_leads_in_is_not_read() {
    check("Nämnden godkänner planen med tillägget: Taxan antas årligen.", &["godkänna"]);
    check("Nämnden föreslår att fullmäktige beslutar: Taxan antas.", &["anta"]);
}

#[test]
fn older_spellings() {
    check("beslöt stämman uppdraga åt nämnden att utreda saken", &["uppdra"]);
    check("motionen afslogs", &["avslå"]);
    check("utsågos Eva Ek och Bo Al att justera protokollet", &["utse"]);
    check("att hänskjuta frågan till drätselkammaren", &["överlämna"]);
    check("förslaget tillstyrktes och bifölls", &["tillstyrka", "bifalla"]);
    check("ärendet bordlades", &["bordlägga"]);
    check("Samma dag uppläst och godkändt", &["godkänna"]);
}

#[test]
fn what_is_told_is_no_act() {
    check("", &[]);
    check("Beslutade målgrupper är unga.", &[]);
    check("de antagna planerna och den fastställda budgeten", &[]);
    check("Taxan får justeras och kan antas av nämnden.", &[]);
    check("Direktionen har tidigare avslagit ansökan.", &[]);
    check("Nämnden anser att motionen ska avslås av andra skäl", &[]);
    check("Den som (godkänner) \"avslår\" detta", &[]);
}

#[track_caller]
fn check_outcome(clause: &str, expected: Option<Outcome>) {
    assert_eq!(outcome(&actions(clause), clause), expected, "{clause}");
    assert_eq!(reading(clause).outcome, expected, "{clause}");
}

#[test]
fn an_outcome_follows_from_the_verbs() {
    check_outcome("att bifalla motionen", Some(Outcome::Bifall));
    check_outcome("att anta taxan med följande ändringar", Some(Outcome::Andrat));
    check_outcome("Yrkandet avslås. Ärendet bordläggs.", Some(Outcome::Bordlaggning));
    check_outcome(
        "Ärendet återremitteras genom att nämnden får i uppdrag att räkna om.",
        Some(Outcome::Aterremiss),
    );
    check_outcome("Förslaget godkänns inte.", Some(Outcome::Avslag));
    check_outcome("att inte anta planen", Some(Outcome::Avslag));
    check_outcome("att inte återremittera ärendet", None);
    check_outcome("att anse motionen besvarad", Some(Outcome::Besvarad));
    check_outcome("Till ombud utses Eva Ek.", Some(Outcome::Val));
    check_outcome("Göteborg är en stad.", None);
}

#[test]
fn noting_is_to_note_and_nothing_else() {
    for clause in [
        "Informationen antecknas.",
        "att notera informationen",
        "att ta informationen till dagens protokoll",
    ] {
        assert!(is_noting(clause), "{clause}");
    }
    for clause in [
        "Rapporten antecknas och förklaras fullgjord.",
        "att lägga rapporten till handlingarna",
        "antagen",
    ] {
        assert!(!is_noting(clause), "{clause}");
    }
}

#[test]
fn hostile_clauses_are_read_in_bounded_time() {
    for piece in [
        "ge ",
        "att ",
        "ge att utse ",
        "som, antas ",
        "är ",
        "(",
        "Ä. ",
        "\u{fffd}å",
        "\"antas\" ",
        "lägga, ",
    ] {
        let _ = reading(&piece.repeat(20_000));
    }
}
