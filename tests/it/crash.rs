use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::env::Env;
use crate::papers::{files_below, has_suffix};

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

/// How many runs are killed: `ATTSATS_KILLS`, or a few.
fn n_kills() -> usize {
    std::env::var("ATTSATS_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// Ends a run and all that it started, at once.
#[cfg(unix)]
fn kill(mut child: Child) {
    let group = format!("-{}", child.id());
    let killed = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
    assert!(killed.is_ok(), "there is a kill");
    child.wait().expect("it ends");
}

#[cfg(not(unix))]
fn kill(mut child: Child) {
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
}

fn in_a_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn killed_at_any_moment_nothing_is_lost_or_twice() {
    const PAPERS: usize = 500;
    const INGEST: [&str; 8] =
        ["ingest", "in", "--archive", "archive", "--threads", "2", "--batch", "25"];
    let env = Env::new();
    papers(&env, PAPERS);
    // Pages that are pictures, the last, take so long that runs end while they are read.
    let printed = crate::papers::corpus().into_iter().find(|path| has_suffix(path, "pdf"));
    let sheets = crate::scan::sheets(&printed.expect("one is printed"));
    for copy in 0..2 {
        let mut bytes = crate::scan::pdf(&sheets[..1]);
        bytes.extend(format!("\n% {copy}\n").bytes());
        env.write(format!("in/x_bild{copy}.pdf"), bytes);
    }
    let n_files = files_below(&env.path("in")).len();
    let mut state = 0x9e37_79b9_u64;
    let mut before = BTreeSet::new();
    let (mut longest, mut full) = (Duration::ZERO, 0);
    for run in 0..n_kills() {
        // Import mostly; now and then what else writes: the index anew, an export, a package.
        let args: &[&str] = match run % 8 {
            5 => &["reindex", "--archive", "archive"],
            6 => &["export", "--archive", "archive", "--output", "out.jsonl"],
            7 => &["export", "--archive", "archive", "--format", "bagit", "--output", "paket"],
            _ => &INGEST,
        };
        let child = in_a_group(&mut env.command(args)).spawn().expect("the program was built");
        let most = if run % 9 == 4 { 5_000 } else { 400 };
        std::thread::sleep(Duration::from_millis(next(&mut state) % most));
        kill(child);
        let begun = Instant::now();
        let after = held(&env);
        longest = longest.max(begun.elapsed());
        assert!(before.is_subset(&after), "what was acknowledged is gone");
        before = after;
        if let Ok(whole) = std::fs::read_to_string(env.path("out.jsonl")) {
            assert_eq!(whole.lines().count(), before.len(), "half an export stands there");
            std::fs::remove_file(env.path("out.jsonl")).expect("ours");
        }
        if env.path("paket").exists() {
            assert!(env.path("paket/tagmanifest-sha256.txt").exists(), "half a package");
            std::fs::remove_dir_all(env.path("paket")).expect("ours");
        }
        // Once all but the pictures is there, sooner or later from the start again.
        if before.len() >= PAPERS && run % 8 == 7 {
            env.expect(0, &["verify", "--archive", "archive"]);
            full += 1;
            std::fs::remove_dir_all(env.path("archive")).expect("ours");
            before.clear();
        }
    }
    eprintln!("{} kills, {full} archives filled, opened in at most {longest:?}", n_kills());
    let begun = Instant::now();
    env.run(&["ingest", "-q", "in/papper_0000.txt", "--archive", "archive"]);
    eprintln!("resumed in {:?}", begun.elapsed());
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    env.expect(0, &["verify", "--archive", "archive"]);
    assert_eq!(held(&env).len(), n_files);
    let count =
        |query: &str| env.expect(0, &["search", query, "--count", "--archive", "archive"]).out;
    for number in [0, 1, PAPERS / 2, PAPERS - 1] {
        assert_eq!(count(&format!("unikt{number}")), "1\n");
    }
    let again = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(again.err.contains(&format!("read 0 documents, kept {n_files}")), "{again:?}");
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
