use std::collections::BTreeSet;
use std::time::Duration;

use crate::env::Env;

/// Papers large enough that reading them takes a while.
fn papers(env: &Env, count: usize) {
    for number in 0..count {
        let filling = format!("Stycke {number} om verksamheten i Exempelbyn. ").repeat(300);
        env.write(format!("in/papper_{number:04}.txt"), format!("Unikt{number}\n\n{filling}\n"));
    }
}

fn held(env: &Env) -> BTreeSet<String> {
    let ran = env.run(&["export", "--archive", "archive", "--format", "csv"]);
    let ids: Vec<String> = ran.out.lines().skip(1).map(|line| line[..64].to_owned()).collect();
    let set: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), set.len(), "a document stands there twice");
    set
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_twice() {
    const PAPERS: usize = 700;
    let env = Env::new();
    papers(&env, PAPERS);
    let mut state = 0x9e37_79b9_u64;
    let mut before = BTreeSet::new();
    for _ in 0..8 {
        let args = ["ingest", "in", "--archive", "archive", "--threads", "2", "--batch", "40"];
        let mut child = env.command(args).spawn().expect("the program was built");
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis((state >> 33) % 250));
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
        let after = held(&env);
        assert!(before.is_subset(&after), "what was acknowledged is gone");
        before = after;
    }
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    env.expect(0, &["verify", "--archive", "archive"]);
    assert_eq!(held(&env).len(), PAPERS);
    let count =
        |query: &str| env.expect(0, &["search", query, "--count", "--archive", "archive"]).out;
    for number in [0, 1, PAPERS / 2, PAPERS - 1] {
        assert_eq!(count(&format!("unikt{number}")), "1\n");
    }
    let again = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(again.err.contains(&format!("read 0 documents, kept {PAPERS}")), "{again:?}");
}

#[test]
fn a_second_writer_is_refused() {
    let env = Env::new();
    papers(&env, 700);
    env.expect(0, &["ingest", "-q", "in/papper_0000.txt", "--archive", "archive"]);
    let lock =
        std::fs::File::options().write(true).open(env.path("archive/lock")).expect("it is there");
    lock.lock().expect("nobody else has it");
    for command in [vec!["ingest", "in"], vec!["reindex"]] {
        let ran = env.expect(2, &[command.as_slice(), &["--archive", "archive"]].concat());
        assert!(ran.err.contains("archive is in use by another attsats"), "{ran:?}");
    }
    // Who only reads may read.
    env.expect(0, &["search", "unikt0", "--archive", "archive"]);
    drop(lock);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
}
