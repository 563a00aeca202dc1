//! A disk that is full: a clean end that names the path, nothing lost, and a run that completes once there is room.

#![cfg(target_os = "linux")]

use std::process::{Command, Output};

use crate::env::Env;

/// Kilobytes of the disk at its fullest: from too small for an archive to almost enough for this one.
const SIZES: [u32; 12] = [8, 24, 48, 96, 160, 256, 384, 512, 768, 1_024, 1_536, 2_048];

const PAPERS: usize = 160;

/// Papers whose archive takes a few megabytes.
fn papers(env: &Env) {
    for number in 0..PAPERS {
        let line =
            |n: usize| format!("Stycke {n} av {number} om verksamheten nummer {}.\n", n * number);
        let text: String = (0..60).map(line).collect();
        env.write(format!("in/papper_{number:04}.txt"), format!("Protokoll {number}\n\n{text}"));
    }
}

/// Runs a script where a disk of so many kilobytes stands at `disk`; `None` where that is not allowed.
fn on_disk(env: &Env, kilobytes: u32, script: &str) -> Option<Output> {
    std::fs::create_dir_all(env.path("disk")).expect("room");
    let whole = format!("mount -t tmpfs -o size={kilobytes}k none disk || exit 77\n{script}");
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", &whole]).current_dir(env.path("."));
    command.env("ATTSATS", env!("CARGO_BIN_EXE_attsats"));
    let output = command.output().ok()?;
    let is_allowed = output.status.code() != Some(77)
        && !String::from_utf8_lossy(&output.stderr).contains("unshare failed");
    is_allowed.then_some(output)
}

#[test]
fn whenever_it_is_full_what_was_committed_stays_and_the_rest_comes_later() {
    let env = Env::new();
    papers(&env);
    let script = r#"
        "$ATTSATS" ingest -q --batch 20 --threads 1 in --archive disk/archive 2> first.err; echo $?
        "$ATTSATS" export --archive disk/archive 2> /dev/null | wc -l
        mount -o remount,size=64m none disk
        "$ATTSATS" ingest -q in --archive disk/archive; echo $?
        "$ATTSATS" verify --archive disk/archive 2> /dev/null; echo $?
        "$ATTSATS" export --archive disk/archive | wc -l
    "#;
    let mut kept = Vec::new();
    for kilobytes in SIZES {
        let Some(output) = on_disk(&env, kilobytes, script) else {
            eprintln!("passed over: no disk may be made here");
            return;
        };
        let out = String::from_utf8_lossy(&output.stdout).into_owned();
        let told: Vec<usize> =
            out.split_whitespace().map(|word| word.parse().expect("numbers")).collect();
        let [first, held, second, verified, all] = told[..] else { panic!("{output:?}") };
        let error = std::fs::read_to_string(env.path("first.err")).expect("it was written");
        assert_eq!((second, verified, all), (0, 0, PAPERS), "{kilobytes} kB: {output:?}");
        if held < PAPERS {
            assert_eq!(first, 2, "{kilobytes} kB: {error}");
            assert!(error.contains("disk/archive"), "{kilobytes} kB: {error}");
            assert!(error.contains("No space left"), "{kilobytes} kB: {error}");
            assert!(!error.contains("this is a bug"), "{kilobytes} kB: {error}");
        }
        kept.push(held);
    }
    assert!(kept.contains(&0) && kept.iter().any(|&held| held > 0 && held < PAPERS), "{kept:?}");
}
