//! Reading in processes of their own: what one document costs, and what the end of a process costs.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::env::Env;

const SMALL: &str = "Kallelse till direktionen\n\nDirektionen föreslås besluta att godkänna.\n";

/// A text that takes a while, and many times its size.
fn large(n_bytes: usize) -> String {
    let line = "Stycke om verksamheten i Exempelbyn, § 12 beslut.\n";
    line.repeat(n_bytes / line.len())
}

#[test]
#[cfg(target_os = "linux")]
fn a_document_that_fills_the_memory_costs_itself() {
    let env = Env::new();
    env.write("in/a_small.txt", SMALL);
    env.write("in/b_large.txt", large(40 << 20));
    env.write("in/c_small.txt", format!("{SMALL}\nVälkomna!\n"));
    let args = ["ingest", "in", "--archive", "archive", "--memory", "256", "--threads", "1"];
    let ran = env.expect(1, &args);
    assert!(ran.err.contains("b_large.txt: reading took more than 256 MB of memory"), "{ran:?}");
    assert!(ran.err.contains("read 2 documents"), "{ran:?}");
    let again = env.expect(0, &["ingest", "in", "--archive", "archive", "--threads", "1"]);
    assert!(again.err.contains("read 1 documents, kept 2"), "{again:?}");
}

#[test]
#[cfg(unix)]
fn a_document_that_takes_too_long_costs_itself() {
    let env = Env::new();
    env.write("in/a_large.txt", large(60 << 20));
    env.write("in/b_small.txt", SMALL);
    let args = ["ingest", "in", "--archive", "archive", "--wall", "1", "--threads", "1"];
    let ran = env.expect(1, &args);
    assert!(ran.err.contains("a_large.txt: reading took more than 1 s"), "{ran:?}");
    assert!(ran.err.contains("read 1 documents"), "{ran:?}");
}

#[test]
fn archives_are_the_same_with_workers_and_without() {
    let env = Env::new();
    env.papers("in", 30);
    env.write("in/none.txt", "");
    env.expect(1, &["ingest", "-q", "in", "--archive", "apart"]);
    env.expect(1, &["ingest", "-q", "in", "--archive", "here", "--in-process"]);
    let export = |archive: &str| env.expect(0, &["export", "--archive", archive]).out;
    assert_eq!(export("apart"), export("here"));
}

#[test]
#[cfg(target_os = "linux")]
fn the_end_of_a_worker_costs_nothing() {
    const PAPERS: usize = 400;
    let env = Env::new();
    env.papers("in", PAPERS);
    let args = ["ingest", "-q", "in", "--archive", "archive", "--threads", "2"];
    let mut ingest = env.command(args).spawn().expect("the program was built");
    let begun = Instant::now();
    let mut n_killed = 0;
    while n_killed == 0 && ingest.try_wait().expect("it is ours").is_none() {
        std::thread::sleep(Duration::from_millis(100));
        n_killed = workers(ingest.id()).iter().filter(|worker| kill(worker)).count();
        assert!(begun.elapsed() < Duration::from_secs(20), "no worker was started");
    }
    assert!(n_killed > 0, "there were workers to kill");
    assert!(ingest.wait().expect("it is ours").success());
    let ran = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(ran.err.contains(&format!("kept {PAPERS}")), "{ran:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn no_worker_outlives_what_it_serves() {
    let env = Env::new();
    env.write("in/large.txt", large(60 << 20));
    let args = ["ingest", "-q", "in", "--archive", "archive"];
    let mut ingest = env.command(args).spawn().expect("the program was built");
    let begun = Instant::now();
    let served = loop {
        let workers = workers(ingest.id());
        if !workers.is_empty() {
            break workers;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no worker was started");
        std::thread::sleep(Duration::from_millis(5));
    };
    // It asks to end with its parent at its very beginning.
    std::thread::sleep(Duration::from_millis(300));
    ingest.kill().expect("it is ours");
    ingest.wait().expect("it ends");
    let is_gone = |id: &String| !Path::new("/proc").join(id).join("exe").exists();
    while !served.iter().all(is_gone) {
        assert!(begun.elapsed() < Duration::from_secs(20), "a worker lives on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_reads_pictures_dies_with_the_import() {
    let has_setpriv = Command::new("setpriv").arg("--version").output().is_ok();
    if !attsats::pipeline::can_read_pictures() || !has_setpriv {
        eprintln!("passed over: nothing reads pictures here, or can be made to die with us");
        return;
    }
    let env = Env::new();
    let printed =
        crate::papers::corpus().into_iter().find(|path| crate::papers::has_suffix(path, "pdf"));
    let sheets = crate::scan::sheets(&printed.expect("one is printed"));
    env.write("in/bild.pdf", crate::scan::pdf(&vec![sheets[0].clone(); 4]));
    let args = ["ingest", "-q", "in", "--archive", "archive"];
    let mut ingest = env.command(args).spawn().expect("the program was built");
    let begun = Instant::now();
    let readers = loop {
        let workers = workers(ingest.id());
        let children = workers.iter().filter_map(|id| id.parse().ok()).flat_map(self::workers);
        let readers: Vec<String> = children.filter(|id| is_tesseract(id)).collect();
        if !readers.is_empty() {
            break readers;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "no picture is read");
        std::thread::sleep(Duration::from_millis(5));
    };
    ingest.kill().expect("it is ours");
    ingest.wait().expect("it ends");
    while readers.iter().any(|id| is_tesseract(id)) {
        assert!(begun.elapsed() < Duration::from_secs(80), "it reads on");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// True for a process that lives and runs Tesseract.
fn is_tesseract(id: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.contains("(tesseract) ") && !stat.contains(") Z ")
}

/// The processes that `parent` has started.
fn workers(parent: u32) -> Vec<String> {
    let Ok(tasks) = std::fs::read_dir(format!("/proc/{parent}/task")) else {
        return Vec::new();
    };
    let children =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    children.flat_map(|ids| ids.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

fn kill(id: &str) -> bool {
    let killed = Command::new("sh").args(["-c", &format!("kill -9 {id}")]).output();
    killed.is_ok_and(|killed| killed.status.success())
}
