//! *Hjälp*: the query language, by examples that can be followed.

use maud::{Markup, html};

use crate::web::frame::{self, Head};
use crate::web::visit::{Fault, Page, Visit};
use crate::web::words::words;

words! {
    title: "Så söker man", "How to search";
    lead: "Träffen är det minsta som kan beslutas för sig: en att-sats. Ärenden, tabeller och löpande text hittas också. Varje antal är exakt.", "A hit is the smallest text that can be decided alone: a clause. Agenda items, tables and running text are found as well. Every count is exact.";
    words: "Ord", "Words";
    fields: "Fält", "Fields";
    typed: "Skriv", "Type";
    finds: "så hittas", "to find";
    combine: "Flera villkor gäller alla på en gång. OR, parenteser och minus ändrar det.", "Several conditions hold all at once. OR, parentheses and minus change that.";
    bounds: "En fråga får ha 1 024 tecken och 64 delar. Det som inte kan förstås avvisas med plats och förslag, och gissas aldrig.", "A query may have 1,024 letters and 64 parts. What cannot be understood is refused with its place and a suggestion, and never guessed.";
    statuses: "Vad en att-sats är", "What a clause is";
    keys: "Tangenter", "Keys";
    keys_says: "På sidor med träffar går j och k till nästa och förra träffen, Enter öppnar den. Snedstreck går till sökrutan, o visar eller döljer sidbilden, frågetecken visar tangenterna, där de också stängs av.", "On pages with hits, j and k go to the next and the previous hit, and Enter opens it. A slash goes to the search box, o shows or hides the picture of the page, a question mark shows the keys, where they can be turned off as well.";
    saved: "Spara, följa, citera", "Save, follow, cite";
    saved_says: "Adressen bär hela sökningen: spara den som bokmärke eller skicka den. Varje sökning har ett Atom-flöde som visar det nya. Varje träff har en beständig länk och en färdig källhänvisning.", "The address carries the whole search: keep it as a bookmark or send it. Each search has an Atom feed that shows what is new. Each hit has a permanent link and a citation that is ready to use.";
}

/// What is typed, and what it finds in Swedish and in English.
type Example = (&'static str, &'static str, &'static str);

const WORDS: [Example; 9] = [
    (
        "avgift",
        "ordet i alla böjningar, och i sammansättningar som medlemsavgiften",
        "the word in each inflection, and in compounds such as medlemsavgiften",
    ),
    (
        "\"Direktionen föreslås besluta\"",
        "precis de orden i den ordningen",
        "exactly these words in this order",
    ),
    (
        "\"avtal räddningstjänst\"~3",
        "orden i ordning med högst tre andra emellan",
        "the words in order with at most three others between them",
    ),
    ("upphandling*", "allt som börjar så", "all that begins so"),
    ("taxa -avfall", "det första men inte det andra", "the first but not the second"),
    ("taxa OR avgift", "det ena eller det andra", "the one or the other"),
    ("(taxa OR avgift) vatten", "parenteser håller ihop", "parentheses hold together"),
    ("\"1 250 000\"", "tal med eller utan mellanrum", "numbers with or without spaces"),
    (
        "afgift",
        "äldre stavning hittas av dagens och tvärtom",
        "older spelling is found by today’s and the other way round",
    ),
];

const FIELDS: [Example; 14] = [
    (
        "organisation:Västersjöbygden",
        "en kommuns eller ett förbunds handlingar",
        "the papers of a municipality or an association",
    ),
    ("organ:direktionen", "ett organs", "those of a body"),
    ("typ:protokoll", "en sorts handling", "a kind of paper"),
    (
        "status:beslut",
        "beslut, förslag, noterat, delegation, återgivet",
        "decisions, proposals, noted, delegated, reported",
    ),
    ("åtgärd:avslå", "att-satsens verb", "the verb of the clause"),
    ("utfall:återremiss", "hur ärendet slutade", "how the matter ended"),
    ("år:2011..2014", "år, eller från år till år", "a year, or from year to year"),
    ("datum:2014-05..2014-06", "dagar eller månader", "days or months"),
    ("belopp:>1mkr", "belopp i att-satsen", "amounts in the clause"),
    ("paragraf:45", "paragrafens nummer", "the number of the paragraph"),
    ("dnr:KS/2014:417", "diarienummer", "a registry number"),
    (
        "formel:\"föreslås besluta\"",
        "beslutsformeln i alla former, även feltryckt",
        "the formula of the decision in each of its forms, misprints too",
    ),
    (
        "enhet:table",
        "bara att-satser, ärenden, tabeller eller text",
        "only clauses, items, tables or text",
    ),
    ("kvalitet:dålig", "sidor vars text är svårläst", "pages whose text is hard to read"),
];

pub(in crate::web) fn page(visit: &Visit) -> Result<Page, Fault> {
    let words = Words::of(visit.lang);
    let content = html! {
        div.narrow {
            h1 { (words.title) }
            p.lead { (words.lead) }
            (examples(visit, words.words, &WORDS, words))
            p { (words.combine) }
            (examples(visit, words.fields, &FIELDS, words))
            p { (words.bounds) }
            h2 { (words.statuses) }
            (statuses(visit))
            h2 { (words.saved) }
            p { (words.saved_says) }
            h2 { (words.keys) }
            p { (words.keys_says) }
        }
    };
    Ok(Page::ok(frame::page(visit, &Head::new(words.title, ""), content)))
}

fn examples(visit: &Visit, title: &str, examples: &[Example], words: &Words) -> Markup {
    html! {
        h2 { (title) }
        table.examples-table {
            thead { tr { th scope="col" { (words.typed) } th scope="col" { (words.finds) } } }
            tbody {
                @for (query, sv, en) in examples {
                    tr {
                        td { a href=(visit.to_with("/sok", &[("q", query)])) { code { (query) } } }
                        td { (visit.lang.of(sv, en)) }
                    }
                }
            }
        }
    }
}

fn statuses(visit: &Visit) -> Markup {
    use crate::record::v1::Status;
    let told = [
        (Status::Decision, "det som organet beslutade", "what the body decided"),
        (
            Status::Proposal,
            "det som någon föreslår att organet beslutar",
            "what is put to the body to decide",
        ),
        (Status::Noted, "det som organet tog del av", "what the body took note of"),
        (
            Status::Delegated,
            "beslut på delegation som anmäls",
            "decided by delegation, and reported",
        ),
        (
            Status::Reported,
            "ett tidigare eller ett annat organs beslut, återgivet i text",
            "an earlier or another body’s decision, told in prose",
        ),
    ];
    html! {
        ul.plain-list {
            @for (status, sv, en) in told {
                li { (crate::web::parts::status(visit.lang, status)) " " (visit.lang.of(sv, en)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::query;

    #[test]
    fn every_example_is_understood() {
        for (query, _, _) in WORDS.iter().chain(&FIELDS) {
            assert!(query::parse(query).is_ok(), "{query}");
        }
    }
}
