//! `attsats export --format tei`.

use roxmltree::{Document, Node};

use crate::env::{Env, paper};
use crate::papers::{files_below, root};

const EXPORT: [&str; 5] = ["export", "--archive", "a", "--format", "tei"];

fn characters(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// What stands for a letter that XML 1.0 cannot hold.
fn shown(letter: char) -> char {
    let picture = char::from_u32(0x2400 + u32::from(letter));
    let is_control = letter < ' ' && !matches!(letter, '\t' | '\n' | '\r');
    picture.filter(|_| is_control).unwrap_or(letter)
}

fn id<'a>(node: &Node<'a, '_>) -> &'a str {
    node.attribute(("http://www.w3.org/XML/1998/namespace", "id")).unwrap_or_default()
}

#[test]
fn the_minutes_of_the_corpus_whole_and_well_formed() {
    let env = Env::new();
    let papers = root().join("corpus/papers");
    env.expect(0, &["ingest", &papers.to_string_lossy(), "--archive", "a", "--quiet"]);
    let ran = env.expect(0, &[&EXPORT[..], &["--output", "tei"]].concat());
    let records = env.expect(0, &["export", "--archive", "a"]).out;
    let minutes: Vec<serde_json::Value> = records
        .lines()
        .map(|line| serde_json::from_str(line).expect("a record"))
        .filter(|record: &serde_json::Value| record["kind"] == "protokoll")
        .collect();
    assert!(ran.err.contains(&format!("wrote {} protokoll", minutes.len())), "{ran:?}");
    assert_eq!(files_below(&env.path("tei")).len(), minutes.len());
    let mut n_clauses = 0;
    for record in &minutes {
        let name = record["id"].as_str().expect("an id");
        let xml =
            std::fs::read_to_string(env.path(format!("tei/{name}.xml"))).expect("it is there");
        let document = Document::parse(&xml).expect("well-formed");
        let body = document.descendants().find(|node| node.has_tag_name("body")).expect("a body");
        let text = env.expect(0, &["show", name, "--archive", "a", "--text"]).out;
        assert_eq!(characters(body), text.chars().map(shown).collect::<String>(), "{name}");

        let decisions = record["decisions"].as_array().expect("a list");
        for clause in decisions.iter().flat_map(|told| told["clauses"].as_array().expect("a list"))
        {
            let start = &clause["span"]["start"];
            let is_it = |node: &Node<'_, '_>| id(node) == format!("c-{start}");
            let marked = body.descendants().find(is_it).expect("each clause has its place");
            let status = format!("#status.{}", clause["status"].as_str().expect("a word"));
            assert!(marked.attribute("ana").is_some_and(|ana| ana.starts_with(&status)));
            let first = clause["text"].as_str().and_then(|text| text.split_whitespace().next());
            assert!(characters(marked).contains(first.expect("a word")), "{clause}");
            n_clauses += 1;
        }
        let heads = body.descendants().filter(|node| node.has_tag_name("head")).count();
        assert_eq!(heads, record["agenda"].as_array().expect("a list").len(), "{name}");
    }
    assert!(n_clauses > 80, "{n_clauses}");
}

/// Minutes of several paragraphs.
fn minutes(number: usize) -> String {
    let paragraph = |n: usize| {
        format!(
            "\n§ {n} Ärende nummer{n}\n\nKommunstyrelsen beslutar\natt godkänna förslaget om väg {n}.\n"
        )
    };
    paper(number) + &[20, 21, 22].map(paragraph).concat()
}

#[test]
fn a_folder_whole_or_not_at_all() {
    let env = Env::new();
    for number in 1..4 {
        env.write(format!("in/{number}.txt"), minutes(number));
    }
    env.write("in/utdrag.txt", paper(9));
    env.write("in/privat.txt", minutes(7).replace("rapport7", "Ulla Ek, 811228-9874"));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    env.expect(2, &EXPORT);
    env.expect(2, &[&EXPORT[..], &["-o", "t", "--table", "votes"]].concat());
    assert!(!env.path("t").exists());
    env.write("t/annat.txt", "kvar");
    let ran = env.expect(2, &[&EXPORT[..], &["-o", "t"]].concat());
    assert!(ran.err.contains("is there already"), "{ran:?}");
    assert_eq!(files_below(&env.path("t")).len(), 1);

    env.expect(0, &[&EXPORT[..], &["-o", "public", "--public"]].concat());
    let files = files_below(&env.path("public"));
    assert_eq!(files.len(), 4, "an extract is no protokoll");
    let all: String =
        files.iter().map(|file| std::fs::read_to_string(file).expect("UTF-8")).collect();
    assert!(all.contains("[personnummer]") && !all.contains("9874"), "{all}");

    env.expect(0, &[&EXPORT[..], &["-o", "one", "--query", "nummer2"]].concat());
    assert_eq!(files_below(&env.path("one")).len(), 1);
    env.expect(1, &[&EXPORT[..], &["-o", "none", "--query", "finnsinte"]].concat());
}
