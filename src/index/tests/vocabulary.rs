//! Which words of real papers a word finds: its inflections and the compounds it is a part of, judged by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Fixture, index};
use crate::index::Request;
use crate::index::samples::text_of;
use crate::swedish::tokens::tokens;

/// A word, and the forms of it that stand in the corpus.
const INFLECTIONS: [(&str, &str); 27] = [
    ("plan", "plan planen"),
    ("budgeten", "budget budgeten"),
    ("nämnd", "nämnd nämnden nämndens nämnder nämnderna nämnders"),
    ("avgifterna", "avgift avgiften avgifter"),
    ("kommunen", "kommun kommunen kommunens kommuner kommunerna kommunernas kommuns"),
    ("skola", "skola skolan"),
    ("rapport", "rapport rapporten rapporter rapporterna"),
    ("styrelsen", "styrelse styrelsen styrelsens"),
    ("avtal", "avtal avtalet"),
    ("bidraget", "bidrag bidragen bidraget"),
    ("förslag", "förslag förslagen förslaget"),
    ("tjänsterna", "tjänst tjänsten tjänster"),
    ("väg", "väg vägar vägen"),
    ("barnet", "barn barns"),
    ("förbund", "förbundet förbundets"),
    ("detaljplan", "detaljplan detaljplanen"),
    ("verksamhetsplanen", "verksamhetsplan verksamhetsplanen"),
    ("medlemskommunerna", "medlemskommun medlemskommuner medlemskommunerna medlemskommunernas"),
    ("kommunchef", "kommunchef kommunchefen kommuncheferna"),
    ("delårsrapporten", "delårsrapport delårsrapporten"),
    ("medborgarförslag", "medborgarförslag medborgarförslaget"),
    ("larmavgift", "larmavgift larmavgiften"),
    ("medlemsavgifter", "medlemsavgift medlemsavgiften medlemsavgifter"),
    ("räddningstjänsten", "räddningstjänst räddningstjänsten"),
    ("budgetramar", "budgetram budgetramen"),
    ("förbundsordning", "förbundsordning förbundsordningen förbundsordningens"),
    ("grundavgifter", "grundavgift grundavgiften"),
];

/// A word, and the words of the corpus that it is a part of.
const COMPOUNDS: [(&str, &str); 14] = [
    (
        "plan",
        "avfallsplanen biblioteksplan detaljplan detaljplanen krisledningsplan länstransportplanen planreserven skolplan \
         tidplan transportplan utbildningsplan verksamhetsplan verksamhetsplanen vägplanen åtgärdsplan",
    ),
    (
        "budget",
        "budgetberedningen budgetförslaget budgetram budgetramen budgetuppföljning budgetuppföljningen driftbudget \
         driftbudgettillägg investeringsbudget investeringsbudgeten",
    ),
    (
        "nämnd",
        "byggnadsnämnden byggnadsnämndens fritidsnämnden fritidsnämndens kommunalnämnden kommunalnämndens \
         krisledningsnämnden kulturnämnden nämndeman nämndemän samhällsbyggnadsnämnden samhällsbyggnadsnämndens \
         socialnämnden socialnämndens tidsnämnden trafiknämnden trafiknämndens utbildningsnämnden utbildningsnämndens \
         valnämnden",
    ),
    (
        "avgift",
        "grundavgift grundavgiften hämtningsavgift larmavgift larmavgiften medlemsavgift medlemsavgiften medlemsavgifter \
         renhållningsavgifter timavgift timavgiften",
    ),
    (
        "rapport",
        "delårsrapport delårsrapporten granskningsrapporten lägesrapport revisionsrapport slutrapporten",
    ),
    (
        "styrelse",
        "fattigvårdsstyrelsen förbundsstyrelsen förbundsstyrelsens kommunstyrelsen kommunstyrelsens landskapsstyrelsens \
         länsstyrelsen länsstyrelsens regionstyrelsen regionstyrelsens skolstyrelsen stadsstyrelse stadsstyrelsen \
         stadsstyrelsens styrelsemöte vägstyrelsens",
    ),
    (
        "avtal",
        "arrendeavtal avtalstid avtalstiden avtalstroheten hyresavtal köpeavtal larmavtalet markanvisningsavtalet \
         samverkansavtal upphandlingsavtalet",
    ),
    (
        "bidrag",
        "driftbidrag föreningsbidrag medlemsbidrag medlemsbidragen statsbidrag verksamhetsbidrag",
    ),
    (
        "förbund",
        "avfallsförbund förbundschef förbundschefen förbundschefens förbundsdirektör förbundsdirektören \
         förbundsfullmäktige förbundskansliet förbundsordning förbundsordningen förbundsordningens förbundsstyrelsen \
         förbundsstyrelsens grannförbunden grannförbundet gymnasieförbund kommunalförbundet kommunförbundets \
         miljöförbundet regionförbundet samordningsförbundet",
    ),
    (
        "tjänst",
        "räddningstjänst räddningstjänsten tjänsteskrivelse tjänsteutlåtande tjänstledighet",
    ),
    (
        "räddning",
        "räddningschef räddningschefen räddningschefens räddningsområde räddningsområdet räddningstjänst räddningstjänsten",
    ),
    (
        "väg",
        "cykelväg cykelvägen höghastighetsjärnvägen kvarnvägen länsväg prästgårdsvägen skolvägar strandvägen \
         vinterväghållning vägdragningen väglaget vägplanen vägskrapa vägstyrelsens",
    ),
    (
        "mark",
        "markanvisning markanvisningsavtalet markanvisningstävling markinlösen norrmark norrmarks",
    ),
    ("barn", "barnkonsekvensanalys"),
];

/// Each word of the corpus is a document; the words by the documents' ids.
fn corpus() -> (Fixture, BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers");
    let mut words = BTreeSet::new();
    for entry in folder.read_dir().expect("it is there") {
        let path = entry.expect("readable").path();
        if path.extension().is_some_and(|suffix| suffix == "txt") {
            let bytes = std::fs::read(&path).expect("readable");
            let text = String::from_utf8_lossy(&bytes);
            words.extend(tokens(&text).into_iter().map(|token| token.word));
        }
    }
    let listed = INFLECTIONS.iter().chain(&COMPOUNDS);
    words.extend(listed.flat_map(|(_, listed)| listed.split_whitespace()).map(str::to_owned));
    let papers: Vec<_> = words.iter().map(|word| text_of(word)).collect();
    let named = papers.iter().map(|(record, text)| (record.id.clone(), text.content.clone()));
    (index(&papers), named.collect())
}

/// The words that `query` finds.
fn found(fixture: &Fixture, words: &BTreeMap<String, String>, query: &str) -> BTreeSet<String> {
    let request = Request { query: query.to_owned(), limit: usize::MAX, ..Request::default() };
    let hits = fixture.index.search(&request).expect("a good query").hits;
    hits.into_iter().map(|hit| words[&hit.id].clone()).collect()
}

fn set(words: &str) -> BTreeSet<String> {
    words.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn inflections_and_compounds_of_real_papers() {
    let (fixture, words) = corpus();
    let (mut n_forms, mut n_forms_found) = (0, 0);
    let mut missed = Vec::new();
    for (query, forms) in INFLECTIONS {
        let (forms, found) = (set(forms), found(&fixture, &words, query));
        n_forms += forms.len();
        n_forms_found += forms.intersection(&found).count();
        missed.extend(forms.difference(&found).map(|form| format!("{query}: {form}")));
    }
    assert!(
        n_forms_found as f64 >= 0.95 * n_forms as f64,
        "{n_forms_found} of {n_forms}: {missed:?}"
    );

    let (mut n_right, mut n_found, mut n_both) = (0, 0, 0);
    let mut wrong = Vec::new();
    for (query, compounds) in COMPOUNDS {
        let forms = INFLECTIONS
            .iter()
            .filter(|(word, _)| crate::index::stem::stem(word) == crate::index::stem::stem(query));
        let forms: BTreeSet<String> = forms.flat_map(|(_, forms)| set(forms)).collect();
        let compounds = set(compounds);
        let found: BTreeSet<String> = found(&fixture, &words, query)
            .difference(&forms)
            .filter(|word| *word != query)
            .cloned()
            .collect();
        n_right += compounds.len();
        n_found += found.len();
        n_both += found.intersection(&compounds).count();
        wrong.extend(compounds.difference(&found).map(|word| format!("-{word}")));
        wrong.extend(found.difference(&compounds).map(|word| format!("+{word}")));
    }
    let told = format!("{n_both} of {n_right} compounds, {n_found} found: {wrong:?}");
    assert!(n_both as f64 >= 0.90 * n_right as f64, "{told}");
    assert!(n_both as f64 >= 0.90 * n_found as f64, "{told}");
}

#[test]
fn many_words_at_once_are_looked_for_outside_of_clauses_too() {
    let plans: Vec<String> = ('a'..='z').map(|letter| format!("plan{letter}x")).collect();
    let listed = format!("{}\n\nNämnden beslutar\natt anta planax och planbx\n", plans.join(" "));
    let clause_only = "Här står intet\nNämnden beslutar\natt anta planax och planbx\n".to_owned();
    for (text, expected) in [(listed, ["clause", "text"].as_slice()), (clause_only, &["clause"])] {
        let (record, text) = crate::index::samples::paper(&text);
        let mut papers = vec![(record, text)];
        papers.extend(plans.iter().map(|plan| text_of(&format!("{plan} ensam"))));
        let id = papers[0].0.id.clone();
        let request = Request { query: "plan*".to_owned(), limit: 100, ..Request::default() };
        let hits = index(&papers).index.search(&request).expect("a good query").hits;
        let mut units: Vec<&str> =
            hits.iter().filter(|hit| hit.id == id).map(|hit| hit.unit.as_str()).collect();
        units.sort_unstable();
        assert_eq!(units, expected);
    }
}
