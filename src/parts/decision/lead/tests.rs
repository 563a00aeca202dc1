//! What formulas say.

use super::*;

#[track_caller]
fn check(text: &str, body: Option<&str>, chain: &[&str], surface: Status, rest: &str) {
    let lead = lead(text).expect(text);
    assert_eq!(lead.body.as_deref(), body, "{text}");
    assert_eq!(lead.chain, chain, "{text}");
    assert_eq!(lead.surface, surface, "{text}");
    assert_eq!(text[lead.length..].trim(), rest, "{text}");
}

#[test]
fn a_body_is_to_decide() {
    check("Direktionen föreslås besluta", Some("Direktionen"), &[], Status::Proposal, "");
    check(
        "Direktionen föreslår besluta att godkänna ansökan",
        Some("Direktionen"),
        &[],
        Status::Proposal,
        "att godkänna ansökan",
    );
    check(
        "Nämnden för Teknik föreslås att besluta:",
        Some("Nämnden för Teknik"),
        &[],
        Status::Proposal,
        ":",
    );
}

#[test]
fn a_body_decides() {
    check("Direktionen beslutar", Some("Direktionen"), &[], Status::Decision, "");
    check(
        "Kommunstyrelsen beslutar för egen del att anta planen",
        Some("Kommunstyrelsen"),
        &[],
        Status::Decision,
        "att anta planen",
    );
}

#[test]
fn a_body_proposes_to_another() {
    check(
        "Kommunstyrelsen tillstyrker stadsledningskontorets förslag och föreslår att kommunfullmäktige beslutar:",
        Some("Kommunstyrelsen"),
        &["Kommunfullmäktige"],
        Status::Proposal,
        ":",
    );
    check(
        "Valberedningen föreslår att kommunfullmäktige med godkännande av avsägelsen beslutar:",
        Some("Valberedningen"),
        &["Kommunfullmäktige"],
        Status::Proposal,
        ":",
    );
    check(
        "Arbetsutskottet beslutar föreslå kommunstyrelsen föreslå kommunfullmäktige att anta taxan",
        Some("Arbetsutskottet"),
        &["Kommunstyrelsen", "Kommunfullmäktige"],
        Status::Decision,
        "att anta taxan",
    );
    check(
        "Kommunstyrelsen föreslår kommunfullmäktige besluta att anta taxan",
        Some("Kommunstyrelsen"),
        &["Kommunfullmäktige"],
        Status::Proposal,
        "att anta taxan",
    );
}

#[test]
fn a_board_may_be_a_label() {
    check(
        "Styrelsen för Byberga Bostäder AB: Fusionen godkänns.",
        None,
        &["Byberga Bostäder AB, styrelsen"],
        Status::Proposal,
        "Fusionen godkänns.",
    );
    assert_eq!(lead("Styrelsen för skolan: Planen är klar."), None);
}

#[test]
fn a_body_also_proposes() {
    check(
        "samt föreslå kommunfullmäktige besluta",
        None,
        &["Kommunfullmäktige"],
        Status::Proposal,
        "",
    );
    check(
        "föreslår medlemskommunernas fullmäktige",
        None,
        &["Medlemskommunernas fullmäktige"],
        Status::Proposal,
        "",
    );
    assert_eq!(lead("att föreslå kommunfullmäktige att anta planen"), None);
    assert_eq!(lead("föreslår en ny taxa"), None);
}

#[test]
fn an_att_with_a_colon_belongs_to_the_formula() {
    check("Kommunstyrelsen beslutar att:", Some("Kommunstyrelsen"), &[], Status::Decision, "");
    check("Vård- och omsorgsnämnden:", None, &["Vård- och omsorgsnämnden"], Status::Proposal, "");
    assert_eq!(lead("Nämnden föreslår kommunfullmäktige att besluta om lån"), None);
}

#[test]
fn on_whose_proposal() {
    let lead = lead("Enligt kommunstyrelsens förslag: Motionen avslås.").unwrap();
    assert!(lead.is_provenance);
    check(
        "I kommunstyrelsen och kommunfullmäktige:",
        None,
        &["Kommunstyrelsen", "Kommunfullmäktige"],
        Status::Proposal,
        "",
    );
}

#[test]
fn prose_opens_nothing() {
    for text in [
        "Genom avtal beslutar direktionen om användning av bidraget",
        "Direktionen föreslås sammanträda vid nio tillfällen",
        "Beslut har fattats om förvaltningen",
        "De beslutade målgrupperna",
        "Utskottet föreslås bli en kontaktarena",
        "Kommunstyrelsen informeras om läget",
    ] {
        assert_eq!(lead(text), None, "{text}");
    }
}

#[test]
fn a_formula_may_be_set_in_capitals() {
    let found = lead("DIREKTIONEN BESLUTAR").map(|lead| (lead.body, lead.surface, lead.length));
    let length = "DIREKTIONEN BESLUTAR".len();
    assert_eq!(found, Some((Some("Direktionen".to_owned()), Status::Decision, length)));
    assert_eq!(lead("BESLUT OM TAXA"), None);
    assert_eq!(lead("DIREKTIONEN BESLUTAR OM TAXA"), None);
}

#[test]
fn a_proposal_for_the_assembly_is_nested() {
    let text = "Kommunstyrelsen föreslår för kommunfullmäktige att skatten fastställs till 18,50.";
    let found = lead(text).map(|lead| (lead.addressee, text[lead.length..].trim()));
    let rest = "att skatten fastställs till 18,50.";
    assert_eq!(found, Some((Some("Kommunfullmäktige".to_owned()), rest)));
    let text = "Kommunstyrelsen beslutar föreslå för fullmäktige att ramen utökas.";
    let found = lead(text).map(|lead| (lead.addressee, text[lead.length..].trim()));
    assert_eq!(found, Some((Some("Fullmäktige".to_owned()), "att ramen utökas.")));
}

#[test]
fn a_condition_may_stand_before_the_verb() {
    let text = "Kontoret föreslår att kommunstyrelsen, under förutsättning av fullmäktiges beslut, beslutar";
    let found = lead(text).map(|lead| (lead.addressee, lead.length));
    assert_eq!(found, Some((Some("Kommunstyrelsen".to_owned()), text.len())));
    let found = lead("KSAU föreslår KS").map(|lead| lead.addressee);
    assert_eq!(found, Some(Some("Kommunstyrelsen".to_owned())));
    assert_eq!(lead("KSAU föreslår KS budget"), None);
}
