//! Personal data hidden in all that is shown of a document.

use crate::env::Env;

const PAPER: &str = "EKBY KOMMUN\nKommunstyrelsen\n\nSAMMANTRÄDESPROTOKOLL\n2024-03-05\n\n\
    § 12 Medborgarförslag från Ulla Tjärnberg om badplats\nDnr KS 2024/17\n\n\
    Ulla Tjärnberg, 811228-9874, nås på 070-123 45 67 och ulla@tjarnberg.example.\n\
    Föreningen har organisationsnummer 222000-1008 och bankgiro 5515-8810.\n\n\
    Kommunstyrelsen beslutar\n\
    att bevilja Ulla Tjärnberg, 811228-9874, ett bidrag om 12 000 kronor, samt\n\
    att utse Karin Lind (S) att svara för frågan.\n";

const SECRET: [&str; 4] = ["Tjärnberg", "9874", "123 45 67", "ulla@"];

#[track_caller]
fn check(out: &str, hidden: bool) {
    assert!(!out.is_empty());
    for secret in SECRET {
        assert!(!hidden || !out.contains(secret), "{secret} in {out}");
    }
}

#[test]
fn every_command_that_shows_hides_as_well() {
    let env = Env::new();
    env.write("papers/p.txt", PAPER);
    env.expect(0, &["ingest", "papers", "--archive", "a", "--quiet"]);
    let id = env.expect(0, &["export", "--archive", "a", "--table", "documents"]).out;
    let id: serde_json::Value = serde_json::from_str(id.trim()).expect("JSON");
    let id = id["id"].as_str().expect("an id").to_owned();

    let commands: [&[&str]; 10] = [
        &["read", "papers/p.txt", "--mask"],
        &["read", "papers/p.txt", "--text", "--mask"],
        &["show", &id, "--archive", "a", "--mask"],
        &["show", &id, "--archive", "a", "--json", "--mask"],
        &["show", &id, "--archive", "a", "--text", "--mask"],
        &["search", "bidrag", "--archive", "a", "--json", "--mask"],
        &["search", "nås", "--archive", "a", "--mask"],
        &["export", "--archive", "a", "--public"],
        &["export", "--archive", "a", "--table", "clauses", "--format", "csv", "--public"],
        &["export", "--archive", "a", "--table", "agenda", "--mask"],
    ];
    for command in commands {
        check(&env.expect(0, command).out, true);
    }
    let text = env.expect(0, &["read", "papers/p.txt", "--text", "--mask"]).out;
    for kept in
        ["222000-1008", "5515-8810", "KS 2024/17", "2024-03-05", "Karin Lind (S)", "12 000 kronor"]
    {
        assert!(text.contains(kept), "{kept} in {text}");
    }
    for marker in ["[namn]", "[personnummer]", "[telefon]", "[e-post]"] {
        assert!(text.contains(marker), "{marker} in {text}");
    }
    // Without the flag the papers are shown as they are.
    let plain = env.expect(0, &["read", "papers/p.txt", "--text"]).out;
    assert_eq!(plain, PAPER);
    let found = env.expect(0, &["search", "bidrag", "--archive", "a", "--json"]).out;
    assert!(found.contains("811228-9874"), "{found}");
}

#[test]
fn what_is_masked_is_still_a_record() {
    let env = Env::new();
    env.write("p.txt", PAPER);
    let masked = env.expect(0, &["read", "p.txt", "--mask"]).out;
    let plain = env.expect(0, &["read", "p.txt"]).out;
    let [masked, plain]: [serde_json::Value; 2] =
        [masked, plain].map(|record| serde_json::from_str(&record).expect("JSON"));
    assert_eq!(masked["id"], plain["id"]);
    let span = |record: &serde_json::Value| record["decisions"][0]["clauses"][0]["span"].clone();
    assert_eq!(span(&masked), span(&plain), "places point into the unmasked text");
    assert_eq!(
        masked["decisions"][0]["clauses"][0]["text"],
        "att bevilja [namn], [personnummer], ett bidrag om 12 000 kronor"
    );
}
