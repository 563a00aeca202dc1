use roxmltree::{Document, Node};
use serde_json::{Value, json};

use super::*;
use crate::export::samples::{clause, decision, meeting, present, record, span};
use crate::export::xml::substitute;

const TEXT: &str = "Sida 1 <b>Ekby</b>\r\nNärvarande: Karin Lind\n\n§ 4 Bad & \"gym\" ]]>\n\
    Kommunstyrelsen beslutar\natt bygga\n\u{c}Sida 2 \u{1b}[31m\n\nbadet <script>alert(1)</script>,\n\
    att \u{202e}avslå\u{202c} resten.\n\n\u{a0}\nSlut\u{0}\u{ffff}\n";

/// The text, and the parts of it that are set aside.
fn text(content: &str, aside: &[&str]) -> StoredText {
    let range = |part: &&str| {
        let start = content.find(part).expect("it is there");
        (start, start + part.len())
    };
    let second_page = content.find('\u{c}').map(|at| at + 1);
    StoredText {
        id: "ab12".to_owned(),
        content: content.to_owned(),
        page_starts: [0].into_iter().chain(second_page).collect(),
        aside: aside.iter().map(range).collect(),
    }
}

fn sample() -> (Record, StoredText) {
    let text = text(TEXT, &["Sida 1", "Sida 2 \u{1b}[31m"]);
    let first = "att bygga\n\u{c}Sida 2 \u{1b}[31m\n\nbadet <script>alert(1)</script>,";
    let vote = json!({
        "yes": 2, "no": 1, "abstain": null, "proposition": "Ja för <bad>", "span": span(TEXT, "badet"),
        "named": [{ "name": "Karin Lind", "party": "S", "vote": "ja" }],
    });
    let clauses = vec![
        clause(TEXT, first, "decision", &["lägga till handlingarna"]),
        clause(TEXT, "att \u{202e}avslå\u{202c} resten.", "proposal", &["avslå"]),
        clause(TEXT, "avslå\u{202c} resten.", "decision", &[]),
    ];
    let head = "§ 4 Bad & \"gym\" ]]>";
    let item = json!({ "number": "4", "title": "Bad", "dnr": null, "span": span(TEXT, head) });
    let fields = json!({
        "title": "Protokoll <1> & \u{2}",
        "meetings": [meeting(TEXT, vec![present(TEXT, "Karin Lind", "S", "ordförande")])],
        "agenda": [item],
        "decisions": [decision("Kommunstyrelsen", clauses, vec![vote])],
    });
    (record("ab12", "protokoll", fields), text)
}

fn find<'a>(document: &'a Document<'_>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_tag_name(name)).collect()
}

fn characters(node: Node<'_, '_>) -> String {
    node.descendants().filter_map(|node| if node.is_text() { node.text() } else { None }).collect()
}

fn id<'a>(node: &Node<'a, '_>) -> &'a str {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "id")).unwrap_or_default()
}

#[test]
fn nothing_of_the_text_is_lost() {
    let (record, text) = sample();
    let xml = tei(&record, &text, &[]);
    let document = Document::parse(&xml).expect("well-formed");
    let body = find(&document, "body")[0];
    assert_eq!(characters(body), TEXT.chars().map(substitute).collect::<String>());
    assert!(!xml.contains("<script") && !xml.contains('\u{202e}'), "{xml}");
    assert_eq!(characters(find(&document, "title")[0]), "Protokoll <1> & \u{2402}");
}

#[test]
fn what_stands_in_the_text_is_marked_in_its_place() {
    let (record, text) = sample();
    let xml = tei(&record, &text, &[]);
    let document = Document::parse(&xml).expect("well-formed");
    let start = |part: &str| TEXT.find(part).expect("it is there");

    let divs = find(&document, "div");
    let told: Vec<(Option<&str>, Option<&str>)> =
        divs.iter().map(|div| (div.attribute("type"), div.attribute("n"))).collect();
    assert_eq!(told, [(Some("opening"), None), (Some("item"), Some("4")), (Some("votes"), None)]);
    assert_eq!(characters(find(&document, "head")[0]), "§ 4 Bad & \"gym\" ]]>");

    let segs = find(&document, "seg");
    assert_eq!(segs.len(), 2, "the third begins within the second");
    assert_eq!(id(&segs[0]), format!("c-{}", start("att bygga")));
    assert_eq!(segs[0].attribute("ana"), Some("#status.decision #action.lägga-till-handlingarna"));
    assert!(characters(segs[0]).ends_with("badet <script>alert(1)</script>,"));
    assert_eq!(segs[1].attribute("type"), Some("proposal"));
    let anchors: Vec<&str> = find(&document, "anchor").iter().map(id).collect();
    assert_eq!(anchors, [format!("v-{}", start("badet")), format!("c-{}", start("avslå"))]);
    let furniture: Vec<String> = find(&document, "fw").into_iter().map(characters).collect();
    assert_eq!(furniture[..2], ["Sida 1", "Sida 2 \u{241b}[31m"]);
    let pages = find(&document, "pb");
    assert_eq!(pages[1].parent(), Some(segs[0]), "the clause goes over the page");

    let quantities: Vec<&str> =
        find(&document, "measure").iter().filter_map(|node| node.attribute("quantity")).collect();
    assert_eq!(quantities, ["2", "1"]);
    assert_eq!(id(&find(&document, "person")[0]), format!("p-{}", start("Karin Lind")));
}

#[test]
fn what_is_pointed_to_is_there_and_text_stands_only_where_it_may() {
    let (record, text) = sample();
    let xml = tei(&record, &text, &[]);
    let document = Document::parse(&xml).expect("well-formed");
    let ids: Vec<&str> = document.descendants().map(|node| id(&node)).collect();
    let named = ids.iter().filter(|id| !id.is_empty());
    let mut sorted: Vec<&&str> = named.collect();
    sorted.sort();
    let n_ids = sorted.len();
    sorted.dedup();
    assert_eq!(sorted.len(), n_ids);
    for node in document.descendants() {
        for name in ["ana", "target"] {
            for target in node.attribute(name).unwrap_or_default().split_whitespace() {
                assert!(ids.contains(&target.trim_start_matches('#')), "{target}");
            }
        }
        let is_loose = node.is_text()
            && node.parent().is_some_and(|above| {
                ["TEI", "text", "body", "div", "back"].contains(&above.tag_name().name())
            });
        assert!(!is_loose || node.text().is_none_or(crate::export::xml::is_blank), "{node:?}");
    }
}

#[test]
fn what_is_hidden_is_not_there() {
    let (record, text) = sample();
    let start = TEXT.find("badet <s").expect("it is there");
    let hidden = [(start..start + "badet <script>".len(), "[namn]")];
    let xml = tei(&record, &text, &hidden);
    let document = Document::parse(&xml).expect("well-formed");
    let body = characters(find(&document, "body")[0]);
    assert!(body.contains("\n[namn]alert(1)</script>,") && !body.contains("badet"), "{body}");
}

#[test]
fn places_that_are_none_do_no_harm() {
    let (mut record, text) = sample();
    let far = |value: &mut u64| *value += 1_000_000;
    record.decisions[0].clauses.iter_mut().for_each(|clause| {
        far(&mut clause.span.start);
        far(&mut clause.span.end);
    });
    record.agenda[0].span.end = TEXT.find("ä").expect("it is there") as u64 + 1;
    let xml = tei(&record, &text, &[]);
    let document = Document::parse(&xml).expect("well-formed");
    let body = find(&document, "body")[0];
    assert_eq!(characters(body), TEXT.chars().map(substitute).collect::<String>());
    let empty = StoredText::default();
    let nothing: Value = json!({});
    Document::parse(&tei(&self::record("cd", "protokoll", nothing), &empty, &[]))
        .expect("well-formed");
}
