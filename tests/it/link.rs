//! The proposals of the corpus, and what became of them, against what a reader finds.

use serde_json::Value;

use crate::env::Env;
use crate::papers::root;

/// File, first words of the first clause, verdict, paragraph that decides.
const EXPECTED: &[(&str, &str, &str, &str)] = &[
    ("vsb_kallelse_2019-10-17.txt", "att godkänna delårsrapporten", "unchanged", "47"),
    ("vsb_kallelse_2019-10-17.txt", "att fastställa medlemsavgiften", "changed", "48"),
    ("vsb_kallelse_2019-10-17.txt", "att godkänna avtal", "sent-back", "49"),
    ("vsb_kallelse_2019-10-17.txt", "Att av förbundets utvecklingsmedel", "postponed", "50"),
    ("vsb_kallelse_2019-10-17.txt", "att fastställa sammanträdestiderna", "unchanged", "51"),
    ("vsb_kallelse_2019-10-17.txt", "att avslå ansökan", "unchanged", "52"),
    ("ekh_ks_kallelse_2022-09-06.txt", "att godkänna budgetuppföljningen", "changed", "141"),
    ("ekh_ks_kallelse_2022-09-06.txt", "att anta krisledningsplan", "unchanged", "142"),
    ("ekh_ks_kallelse_2022-09-06.txt", "att bevilja Ekhamns Film", "rejected", "143"),
    ("ekh_ks_kallelse_2022-09-06.txt", "att tilldela Kajkvarnen", "changed", "144"),
    ("ekh_ks_kallelse_2022-09-06.txt", "Att medborgarförslaget", "sent-back", "145"),
    ("trt_foredragningslista_2023-09-15.pdf", "Delårsrapporten godkänns", "changed", "4"),
    ("trt_foredragningslista_2023-09-15.pdf", "Lerbro kommun beviljas", "changed", "5"),
    ("asm_kallelse_2025-03-06.pdf", "att godkänna årsredovisningen", "unchanged", "5"),
    ("asm_kallelse_2025-03-06.pdf", "Investering i ett nytt", "changed", "6"),
    ("asm_kallelse_2025-03-06.pdf", "att anta taxa", "postponed", "7"),
    ("asm_kallelse_2025-03-06.pdf", "Att ställa sig positiv", "unchanged", "8"),
    ("alv_kf_kallelse_2024-11-25.txt", "Skattesatsen för 2025", "changed", "131"),
    (
        "alv_kf_kallelse_2024-11-25.txt",
        "Kommunfullmäktige godkänner försäljning",
        "sent-back",
        "132",
    ),
    ("alv_kf_kallelse_2024-11-25.txt", "Riktlinjer för idéburet", "unchanged", "133"),
    ("alv_kf_kallelse_2024-11-25.txt", "Motionen avslås", "unchanged", "134"),
    ("alv_kf_kallelse_2024-11-25.txt", "Motionen anses besvarad", "rejected", "135"),
    ("alv_kf_kallelse_2024-11-25.txt", "VA-plan 2025-2035", "postponed", "136"),
    ("alv_kf_kallelse_2024-11-25.txt", "Granskningsrapporten noteras", "unchanged", "138"),
    ("alv_kf_kallelse_2024-11-25.txt", "Medborgarförslaget överlämnas", "unchanged", "139"),
    // Their minutes are not there.
    ("skf_kallelse_fullm_2025-05-22.pdf", "Motionen avslås", "no-decision-found", ""),
    ("bjh_ksau_protokoll_2023-05-09.txt", "att bevilja tekniska nämnden", "no-decision-found", ""),
];

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

#[test]
fn proposals_of_the_corpus_are_followed_to_their_decisions() {
    let env = Env::new();
    let papers = root().join("corpus/papers");
    env.expect(0, &["ingest", &papers.to_string_lossy(), "--archive", "a", "--quiet"]);
    let ran = env.expect(0, &["link", "--archive", "a", "--json"]);
    let links: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();

    let mut wrong = Vec::new();
    for (file, clause, verdict, paragraph) in EXPECTED {
        let is_it = |link: &&Value| {
            text(link, "/proposal/file") == *file && text(link, "/clauses/0").starts_with(clause)
        };
        let Some(link) = links.iter().find(is_it) else {
            wrong.push(format!("{file}: no proposal {clause:?}"));
            continue;
        };
        let told = (text(link, "/verdict"), text(link, "/steps/0/decision/agenda_item"));
        if told != (*verdict, *paragraph) {
            wrong.push(format!("{file}: {clause:?} is {told:?}, not {verdict} in § {paragraph}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));

    for link in &links {
        for step in link["steps"].as_array().expect("a list") {
            let points = |sign: &Value| sign["points"].as_f64().expect("a number");
            let signs = step["signs"].as_array().expect("a list");
            let sum: f64 = signs.iter().map(points).sum();
            let score = step["score"].as_f64().expect("a number");
            assert!((sum - score).abs() < 0.002 && score <= 1.001, "{step}");
            assert!(signs.len() >= 3, "a body and a date alone prove nothing: {step}");
            let same = text(step, "/decision/organization") == text(link, "/proposal/organization");
            assert!(same, "{link}");
        }
        let is_open = link["steps"].as_array().is_none_or(Vec::is_empty);
        assert!(!is_open || !text(link, "/lacking/says").is_empty(), "{link}");
    }

    // The extract prints the paragraph once more.
    let member =
        links.iter().find(|link| text(link, "/clauses/0").starts_with("Att ställa sig positiv"));
    let also = member.and_then(|link| link.pointer("/steps/0/also")).and_then(Value::as_array);
    assert_eq!(also.map(Vec::len), Some(1));

    // What changed is told in kronor.
    let fee = links
        .iter()
        .find(|link| text(link, "/clauses/0").starts_with("att fastställa medlemsavgiften"));
    let amounts = |name: &str| {
        fee.and_then(|link| link.pointer(&format!("/steps/0/clauses/0/{name}/0/sek")))
            .and_then(Value::as_i64)
    };
    assert_eq!((amounts("amounts_before"), amounts("amounts_after")), (Some(110), Some(107)));

    let again = env.expect(0, &["link", "--archive", "a", "--json"]);
    assert_eq!(ran.out, again.out, "the same order each time");
    let table = env.expect(0, &["export", "--archive", "a", "--table", "links", "--format", "csv"]);
    assert!(table.out.lines().count() > links.len(), "a row for each clause");
    let told = env.expect(0, &["link", "--archive", "a"]);
    assert!(told.out.contains("[-110-] {+107+}"), "{}", told.out);
}
