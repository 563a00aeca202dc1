//! `attsats plot`.

use roxmltree::Document;

use crate::env::{Env, paper};
use crate::papers::root;

/// Draws to `p.svg`, and gives what it tells those who do not see it.
fn told(env: &Env, code: i32, args: &[&str]) -> String {
    let plot = ["plot", "--archive", "a", "-o", "p.svg"];
    env.expect(code, &[&plot[..], args].concat());
    let svg = std::fs::read_to_string(env.path("p.svg")).expect("it was drawn");
    let document = Document::parse(&svg).expect("well-formed");
    assert_eq!(document.root_element().attribute("role"), Some("img"));
    let desc = document.descendants().find(|node| node.has_tag_name("desc"));
    desc.and_then(|node| node.text()).unwrap_or_default().to_owned()
}

fn corpus() -> Env {
    let env = Env::new();
    let papers = root().join("corpus/papers");
    env.expect(0, &["ingest", &papers.to_string_lossy(), "--archive", "a", "--quiet"]);
    env
}

/// How many rows `export` gives.
fn rows(env: &Env, args: &[&str]) -> usize {
    let export = ["export", "--archive", "a", "--format", "jsonl"];
    env.expect(0, &[&export[..], args].concat()).out.lines().count()
}

#[test]
fn a_timeline_counts_what_an_export_gives() {
    let env = corpus();
    let all = told(&env, 0, &["--kind", "timeline"]);
    let n = rows(&env, &["--table", "clauses"]);
    assert!(all.contains(&format!("{n} att-satser ur ")), "{all}");
    assert!(all.contains(" utan datum visas inte."), "{all}");

    // Years and the undated come to the whole.
    let numbers = |of: &str| {
        let years = of.split(". ").filter(|told| told.split(": ").next().is_some_and(is_year));
        let values = years.flat_map(|told| told.split(": ").nth(1).unwrap_or_default().split(", "));
        let number = |value: &str| value.rsplit(' ').next().and_then(|n| n.parse::<usize>().ok());
        values.filter_map(number).sum::<usize>()
    };
    let undated = all.split(". ").find(|told| told.contains("utan datum")).expect("told");
    let undated: usize = undated.split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
    assert_eq!(numbers(&all) + undated, n, "{all}");

    let query = ["--query", "åtgärd:avslå"];
    let found = told(&env, 0, &[&["--kind", "timeline"], &query[..]].concat());
    let n = rows(&env, &[&["--table", "clauses"], &query[..]].concat());
    assert!(n > 0 && found.contains(&format!("{n} att-satser ur ")), "{found}");
    assert!(found.contains("Sökning: ”åtgärd:avslå”."), "{found}");

    let documents = told(&env, 0, &["--kind", "timeline", "--count", "documents"]);
    assert!(documents.contains(&format!("{} dokument, ", rows(&env, &["--table", "documents"]))));
    let per = told(&env, 0, &["--kind", "timeline", "--per", "million"]);
    assert!(per.contains("Att-satser per miljon ord") && per.contains("sammanlagt"), "{per}");
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn organisations_and_budgets() {
    let env = corpus();
    let few = told(&env, 0, &["--kind", "organisations", "--top", "3"]);
    assert!(few.contains("övriga (9 organisationer): "), "{few}");
    let bars = few.split(". ").skip(1).take(4);
    let values = bars.filter_map(|bar| bar.rsplit(": ").next()?.parse::<usize>().ok());
    assert_eq!(values.sum::<usize>(), rows(&env, &["--table", "clauses"]), "{few}");

    let ran = env.expect(2, &["plot", "--archive", "a", "--kind", "budget", "-o", "b.svg"]);
    assert!(ran.err.contains("--organization") && ran.err.contains("Tretjärn"), "{ran:?}");
    assert!(!env.path("b.svg").exists());
    let whose = ["--organization", "samordningsförbundet TRETJÄRN"];
    let of = told(&env, 0, &[&["--kind", "budget"], &whose[..]].concat());
    assert!(of.starts_with("Resultat, ") && of.contains("bevisar 3."), "{of}");
    let none = told(&env, 1, &[&["--kind", "budget", "--account", "lokaler"], &whose[..]].concat());
    assert!(none.starts_with("Inget att visa."), "{none}");
}

#[test]
fn pictures_are_the_same_each_time_and_hold_hostile_words() {
    let env = Env::new();
    env.write("in/a.txt", paper(7).replace("EXEMPELBYNS KOMMUN", "EKBY <script>&]]> KOMMUN"));
    env.write("in/b.txt", paper(8));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    let draw = |name: &str| {
        let title = "<script>alert(1)</script>";
        let args =
            ["plot", "--archive", "a", "--kind", "organisations", "--title", title, "-o", name];
        env.expect(0, &args);
        std::fs::read(env.path(name)).expect("it was drawn")
    };
    let svg = draw("one.svg");
    assert_eq!(svg, draw("two.svg"));
    let text = String::from_utf8(svg).expect("UTF-8");
    Document::parse(&text).expect("well-formed");
    assert!(!text.contains("<script"), "{text}");
    if cfg!(feature = "png") {
        assert!(draw("one.png").starts_with(b"\x89PNG\r\n"));
        assert_eq!(draw("one.png"), draw("two.png"));
    }
    told(&env, 1, &["--kind", "timeline", "--query", "finnsinte"]);
    for wrong in [["-o", "p.gif"], ["--top", "0"], ["--organization", "Ekby"], ["--kind", "tårta"]]
    {
        let plot = ["plot", "--archive", "a", "--kind", "timeline", "-o", "q.svg"];
        let plot = if wrong[0].len() == 2 { &plot[..5] } else { &plot[..] };
        env.expect(2, &[plot, &wrong[..]].concat());
    }
}
