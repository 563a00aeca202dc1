//! Searching as researchers do: order, counts, addresses, comparison, a matter followed, what is alike, what is new, what is missing.

use crate::env::Env;

fn minutes(organization: &str, date: &str, first: u32, body: &str) -> String {
    format!(
        "{}\nKommunstyrelsen\n\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum {date}\n\n\
         Plats och tid: Kommunhuset, kl. 09.00-11.00\nBeslutande: Anna Lund (S), ordförande, Per Ek (M), Eva Ask (C)\n\
         Utses att justera: Karin Lind (S)\nParagrafer: §§ {first}-{}\n\n§ {first} Bidrag till badhuset\nDnr KS/2014:417\n\n\
         Kommunstyrelsen beslutar\natt {body}.\n\n§ {} Val av justerare\n\nKommunstyrelsen beslutar\n\
         att utse Karin Lind (S) att justera protokollet.\n",
        organization.to_uppercase(),
        first + 1,
        first + 1,
    )
}

fn archive() -> Env {
    let env = Env::new();
    let grant =
        |amount| format!("bevilja badhuset i kommunen ett bidrag om {amount} kronor för år 2014");
    env.write("in/a.txt", minutes("Ekby kommun", "2014-03-04", 1, &grant("250 000")));
    env.write("in/b.txt", minutes("Ekby kommun", "2015-03-04", 5, "avslå motionen om badhuset"));
    env.write("in/c.txt", minutes("Åby kommun", "2014-05-06", 1, &grant("300 000")));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    env
}

fn json(line: &str) -> serde_json::Value {
    serde_json::from_str(line).expect("JSON")
}

#[test]
fn hits_are_sorted_counted_cited_and_found_again() {
    let env = archive();
    let search = |args: &[&str]| {
        let all = [&["search", "badhuset enhet:clause", "--archive", "a"], args].concat();
        env.expect(0, &all).out
    };
    let dates = |sort: &str| {
        let out = search(&["--json", "--sort", sort]);
        let dates =
            out.lines().map(|line| json(line)["date"].as_str().unwrap_or_default().to_owned());
        dates.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(dates("newest"), "2015-03-04 2014-05-06 2014-03-04");
    assert_eq!(dates("oldest"), "2014-03-04 2014-05-06 2015-03-04");
    assert_eq!(env.run(&["search", "badhuset", "--archive", "a", "--sort", "bäst"]).code, 2);
    let refused = env.expect(2, &["search", "badhuset", "--archive", "a", "--by", "färg"]);
    assert!(refused.err.contains("hits are counted by organization, body,"), "{refused:?}");

    let by = search(&["--by", "year,action"]);
    assert!(by.contains("hits         words   per million  year\n         2 "), "{by}");
    assert!(by.contains("avslå\n") && by.contains("bevilja\n"), "{by}");
    let by = search(&["--by", "organization", "--json"]);
    let lines: Vec<serde_json::Value> = by.lines().map(json).collect();
    assert_eq!(
        lines.iter().map(|line| line["hits"].as_u64()).collect::<Vec<_>>(),
        [Some(2), Some(1)]
    );
    assert!(
        lines.iter().all(|line| line["per_million"].as_f64().is_some_and(|rate| rate > 1_000.0))
    );

    let all = search(&["--all", "--cite", "--context", "unit"]);
    assert!(all.contains("protokoll 2014-03-04, § 1, s. 1 (a.txt, sha256 "), "{all}");
    assert!(
        all.contains("[badhuset] i kommunen ett bidrag om 250 000 kronor för år 2014"),
        "{all}"
    );

    let first = search(&["--json", "--sort", "oldest"]);
    let address =
        json(first.lines().next().expect("a hit"))["address"].as_str().expect("one").to_owned();
    let shown = env.expect(0, &["show", &address, "--archive", "a"]).out;
    assert!(
        shown.contains("att bevilja badhuset i kommunen ett bidrag om 250 000 kronor"),
        "{shown}"
    );
    let shown = env.expect(0, &["show", &address, "--archive", "a", "--json"]).out;
    assert_eq!(json(&shown)["agenda_item"], "1");
    let nothing = env.expect(2, &["show", &format!("{address}9"), "--archive", "a"]);
    assert!(nothing.err.contains("nothing stands at c-"), "{nothing:?}");
}

#[test]
fn who_decides_what_when() {
    let env = archive();
    let text = env.expect(0, &["compare", "--archive", "a", "--by", "organization,year"]).out;
    let lines: Vec<Vec<&str>> =
        text.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["organization", "2014", "2015", "all"]);
    assert_eq!(lines[1][2..], ["2", "2", "4"], "{text}");
    assert!(lines[2][0].starts_with("Åby") && lines[2][2..] == ["2", "2"], "{text}");
    let csv = env.expect(0, &["compare", "--archive", "a", "--format", "csv"]).out;
    assert!(csv.starts_with("organization,action,year,hits\r\n"), "{csv}");
    let n_clauses: u64 =
        csv.lines().skip(1).filter_map(|line| line.rsplit(',').next()?.parse::<u64>().ok()).sum();
    assert!(n_clauses >= 6, "{csv}");
    env.expect(1, &["compare", "finnsinte", "--archive", "a"]);
}

#[test]
fn a_matter_is_followed_through_meetings() {
    let env = archive();
    let out = env.expect(0, &["follow", "KS/2014:417", "--archive", "a"]).out;
    let places: Vec<&str> = out.lines().filter(|line| line.starts_with("20")).collect();
    assert_eq!(places.len(), 3, "{out}");
    assert!(places[0].starts_with("2014-03-04") && places[2].starts_with("2015-03-04"), "{out}");
    assert!(out.contains("decision  att avslå motionen om badhuset"), "{out}");
    env.expect(1, &["follow", "KS/1999:1", "--archive", "a"]);
}

#[test]
fn clauses_that_are_alike() {
    let env = archive();
    let hit =
        env.expect(0, &["search", "\"250 000\" enhet:clause", "--archive", "a", "--json"]).out;
    let address = json(&hit)["address"].as_str().expect("one").to_owned();
    let out = env.expect(0, &["similar", &address, "--archive", "a", "--json"]).out;
    let alike: Vec<serde_json::Value> = out.lines().map(json).collect();
    assert_eq!(alike.len(), 1, "{out}");
    assert_eq!(alike[0]["likeness"], 1.0, "numbers are all the same");
    assert_eq!(alike[0]["hit"]["file"], "c.txt");
    let words = "bevilja badhuset i kommunen ett bidrag om 1 kronor för år 2014";
    assert_eq!(
        env.expect(0, &["similar", words, "--archive", "a"]).out.matches("sha256").count(),
        2
    );
}

#[test]
fn what_is_new_since() {
    let env = archive();
    env.expect(0, &["saved", "add", "bad", "badhuset enhet:clause", "--archive", "a"]);
    env.expect(2, &["saved", "add", "fel", "typ:kalelse", "--archive", "a"]);
    env.expect(1, &["saved", "new", "bad", "--archive", "a"]);
    env.write("in/d.txt", minutes("Ekby kommun", "2016-01-07", 1, "riva badhuset"));
    env.expect(0, &["ingest", "in", "--archive", "a", "--quiet"]);
    assert_eq!(
        env.expect(0, &["saved", "list", "--archive", "a"]).out,
        "bad\t1 new\tbadhuset enhet:clause\n"
    );
    let new = env.expect(0, &["saved", "new", "bad", "--archive", "a"]).out;
    assert!(new.contains("2016-01-07") && !new.contains("2015-03-04"), "{new}");
    env.expect(1, &["saved", "new", "bad", "--archive", "a"]);
    env.expect(0, &["saved", "remove", "bad", "--archive", "a"]);
    env.expect(2, &["saved", "new", "bad", "--archive", "a"]);
}

#[test]
fn what_is_there_and_what_is_missing() {
    let env = archive();
    env.write("in/trasig.pdf", "%PDF-1.4 trasig");
    env.run(&["ingest", "in", "--archive", "a", "--quiet"]);
    let ran = env.expect(0, &["coverage", "--archive", "a", "--format", "csv"]);
    let line = |begins: &str| {
        ran.out.lines().find(|line| line.starts_with(begins)).unwrap_or_default().to_owned()
    };
    assert!(
        line("Ekby kommun,Kommunstyrelsen,2014").contains(",1,2014-03-04,2014-03-04,2,1-2,,0,0,"),
        "{ran:?}"
    );
    assert!(
        line("Ekby kommun,Kommunstyrelsen,2015").contains(",2,5-6,3-4,2,0,"),
        "goes on from § 2: {ran:?}"
    );
    assert!(ran.err.contains("1 files could not be read"), "{ran:?}");
    let found = env.expect(0, &["search", "badhuset", "--archive", "a"]);
    assert!(
        found.err.contains("1 files of the archive could not be read, 0 only in part"),
        "{found:?}"
    );
    let text = env.expect(0, &["coverage", "--archive", "a", "--organization", "åby"]).out;
    assert_eq!(text.lines().count(), 2, "{text}");
}
