//! Bits that turn on the disk: all are found, or harmless; and what can be made anew is.

use std::path::PathBuf;

use crate::env::Env;
use crate::papers::files_below;

const WHERE: [&str; 2] = ["--archive", "archive"];

/// How many bits are turned: `ATTSATS_FLIPS`, or a few.
fn n_flips() -> usize {
    std::env::var("ATTSATS_FLIPS").ok().and_then(|count| count.parse().ok()).unwrap_or(36)
}

/// What the archive gives.
fn given(env: &Env) -> [String; 3] {
    let run = |args: &[&str]| env.run(&[args, &WHERE].concat()).out;
    [
        run(&["export"]),
        run(&["export", "--format", "csv", "--table", "clauses"]),
        run(&["search", "bidrag", "--json"]),
    ]
}

fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn a_bit_that_turns_is_found_or_harmless_and_mended() {
    let env = Env::new();
    env.papers("in", 12);
    env.expect(0, &["ingest", "-q", "--batch", "5", "in", "--archive", "archive"]);
    let expected = given(&env);
    let files = |env: &Env| -> Vec<PathBuf> {
        let held = files_below(&env.path("archive")).into_iter();
        let is_ours = |path: &PathBuf| {
            let name = path.strip_prefix(env.path("archive")).unwrap_or(path);
            !["lock", ".attsatsignore", "damaged"].iter().any(|aside| name.starts_with(aside))
        };
        let held = held.filter(is_ours);
        let papers = files_below(&env.path("in"));
        held.chain(papers).filter(|path| path.metadata().is_ok_and(|data| data.len() > 0)).collect()
    };
    let mut state = 0x2545_f491_4f6c_dd1d;
    let mut n_found = 0;
    for flip in 0..n_flips() {
        // Every file has its turn.
        let files = files(&env);
        let path = &files[flip * 7 % files.len()];
        let whole = std::fs::read(path).expect("it is there");
        let mut bytes = whole.clone();
        let at = next(&mut state) as usize % bytes.len();
        bytes[at] ^= 1 << (next(&mut state) % 8);
        std::fs::write(path, &bytes).expect("ours");

        let told = format!("bit {flip} at {at} of {}", path.display());
        let verified = env.run(&[&["verify"][..], &WHERE].concat());
        assert!((0..=2).contains(&verified.code), "{told}: {verified:?}");
        assert!(!verified.err.contains("this is a bug"), "{told}: {verified:?}");
        if verified.code == 0 {
            assert_eq!(given(&env), expected, "{told}");
        } else {
            n_found += 1;
            // Reading goes on, or says why not.
            let searched = env.run(&[&["search", "bidrag"][..], &WHERE].concat());
            assert!((0..=2).contains(&searched.code), "{told}: {searched:?}");
        }
        if path.starts_with(env.path("in")) {
            assert_eq!(verified.code, 1, "{told}: {verified:?}");
            std::fs::write(path, &whole).expect("ours");
            continue;
        }
        if path.ends_with("archive.json") {
            std::fs::write(path, &whole).expect("ours");
        }
        // What is lost of the records is read anew.
        env.run(&[&["verify", "--repair"][..], &WHERE].concat());
        let again = env.run(&[&["ingest", "-q", "in"][..], &WHERE].concat());
        assert_eq!(again.code, 0, "{told}: {again:?}");
        let verified = env.run(&[&["verify"][..], &WHERE].concat());
        assert_eq!(verified.code, 0, "{told}: {verified:?}");
        assert_eq!(given(&env), expected, "{told}");
    }
    assert!(n_found * 2 > n_flips(), "{n_found} of {}", n_flips());
}

#[test]
fn lists_and_index_are_made_anew_without_the_sources() {
    let env = Env::new();
    env.papers("in", 9);
    env.expect(0, &["ingest", "-q", "--batch", "4", "in", "--archive", "archive"]);
    let expected = given(&env);
    std::fs::remove_dir_all(env.path("in")).expect("ours");
    env.write("archive/segments/000001/contents.json", "{}");
    std::fs::remove_dir_all(env.path("archive/index")).expect("ours");
    env.expect(2, &["verify", "--archive", "archive"]);
    let ran = env.expect(0, &["verify", "--repair", "--archive", "archive"]);
    assert!(ran.err.contains("segments/000001: its lists were made anew"), "{ran:?}");
    assert!(ran.err.contains("the index was made anew"), "{ran:?}");
    assert_eq!(given(&env), expected);
    assert!(env.path("archive/damaged/000001/contents.json").exists());
}

#[test]
fn a_share_of_the_sources_is_computed() {
    let env = Env::new();
    env.papers("in", 20);
    env.expect(0, &["ingest", "-q", "in", "--archive", "archive"]);
    let sources = |share: &str| {
        let ran = env.expect(0, &["verify", "--share", share, "--archive", "archive"]);
        let told = ran.err.split(" segments, ").nth(1).expect("it tells").to_owned();
        told.split(' ').next().and_then(|count| count.parse::<usize>().ok()).expect("a number")
    };
    let all: Vec<usize> = (1..=3).map(|nth| sources(&format!("{nth}/3"))).collect();
    assert_eq!(all.iter().sum::<usize>(), 20);
    assert!(all.iter().all(|count| *count < 20));
    env.expect(2, &["verify", "--share", "4/3", "--archive", "archive"]);
}
