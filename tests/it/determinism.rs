use crate::env::{Env, Ran, paper};

/// Everything that is promised to be the same.
fn everything(env: &Env, archive: &str) -> Vec<String> {
    let mut all = vec![
        vec!["export", "--archive", archive],
        vec!["search", "bidrag", "--json", "--limit", "7", "--archive", archive],
        vec!["search", "\"Kommunstyrelsen beslutar\"", "--json", "--archive", archive],
    ];
    for table in ["documents", "agenda", "clauses", "cells", "notes"] {
        all.push(vec!["export", "--archive", archive, "--format", "csv", "--table", table]);
    }
    all.iter()
        .map(|args| {
            let Ran { code, out, .. } = env.run(args);
            assert_eq!(code, 0, "{args:?}");
            out
        })
        .collect()
}

#[test]
fn threads_order_and_interruptions_change_nothing() {
    let env = Env::new();
    env.papers("in/ett", 30);
    env.papers("in/två/djupare", 40);
    env.write("in/två/samma.txt", paper(3));
    let mut names: Vec<String> = ["in/två", "in/ett"].map(str::to_owned).to_vec();
    names.extend((10..20).map(|number| format!("in/ett/papper_{number:04}.txt")));

    let one = [vec!["ingest", "-q", "--threads", "1", "--archive", "a"], vec!["in"]].concat();
    env.expect(0, &one);
    let expected = everything(&env, "a");

    let many: Vec<&str> = ["ingest", "-q", "--threads", "7", "--archive", "b"]
        .into_iter()
        .chain(names.iter().map(String::as_str))
        .collect();
    env.expect(0, &many);
    assert_eq!(everything(&env, "b"), expected);

    for part in ["in/två/samma.txt", "in/två/djupare", "in/ett/papper_0003.txt", "in"] {
        env.expect(0, &["ingest", "-q", "--archive", "c", part]);
    }
    assert_eq!(everything(&env, "c")[0], expected[0]);
    assert_eq!(everything(&env, "c")[3..], expected[3..]);
}

#[test]
fn no_path_and_no_time_stands_in_a_record() {
    let env = Env::new();
    env.write("in/undermapp/a.txt", paper(1));
    let folder = env.path("in");
    let folder = folder.to_str().expect("a plain name");
    env.expect(0, &["ingest", "-q", folder, "--archive", "a"]);
    let record = env.expect(0, &["export", "--archive", "a"]).out;
    assert!(!record.contains("undermapp") && !record.contains(folder));
    assert_eq!(env.expect(0, &["read", "in/undermapp/a.txt"]).out, record);
}

#[test]
fn threads_order_language_and_hour_change_nothing_in_32_runs() {
    let env = Env::new();
    env.papers("in", 14);
    env.write("in/bilagor/samma.txt", paper(3));
    let mut expected: Option<String> = None;
    let mut names: Vec<String> =
        (0..14).map(|number| format!("in/papper_{number:04}.txt")).collect();
    names.push("in/bilagor/samma.txt".to_owned());
    for run in 0..32_usize {
        let threads = ["1", "2", "4", "8"][run % 4];
        names.rotate_left(run % 5);
        if run / 4 % 2 == 1 {
            names.reverse();
        }
        let locale = ["C", "sv_SE.UTF-8"][run / 8 % 2];
        let zone = ["UTC", "Asia/Kathmandu"][run / 16 % 2];
        let archive = format!("archive{run}");
        let mut command =
            env.command(["ingest", "-q", "--threads", threads, "--archive", &archive]);
        command.args(&names).env("LC_ALL", locale).env("LANG", locale).env("TZ", zone);
        assert!(command.status().expect("the program was built").success());
        let mut all = String::new();
        for table in [None, Some("clauses"), Some("documents")] {
            let mut command = env.command(["export", "--archive", &archive]);
            command.env("LC_ALL", locale).env("TZ", zone);
            command.args(table.map_or(vec![], |table| vec!["--format", "csv", "--table", table]));
            let output = command.output().expect("the program was built");
            all.push_str(std::str::from_utf8(&output.stdout).expect("UTF-8"));
        }
        assert!(all.len() > 10_000, "there is something to compare");
        let expected = expected.get_or_insert_with(|| all.clone());
        assert_eq!(&all, expected, "run {run}: {threads} threads, {locale}, {zone}");
    }
}
