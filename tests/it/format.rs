//! Archives of every format that ever was: read, searched, added to.

use std::path::Path;

use crate::env::{Env, paper};
use crate::papers::files_below;

/// A copy of the archive that stands in `tests/archives/`.
fn kept(env: &Env, format: &str) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives").join(format);
    let files = files_below(&kept);
    assert!(!files.is_empty(), "it is kept for ever");
    for file in files {
        let name = file.strip_prefix(&kept).expect("below");
        env.write(Path::new("archive").join(name), std::fs::read(&file).expect("it is there"));
    }
}

#[test]
fn every_format_is_read_and_added_to() {
    for format in ["1.0", "1.1"] {
        read_and_added_to(format);
    }
}

#[track_caller]
fn read_and_added_to(format: &str) {
    let env = Env::new();
    kept(&env, format);
    let export = |count: usize| {
        let out = env.expect(0, &["export", "--archive", "archive"]).out;
        assert_eq!(out.lines().count(), count);
        out
    };
    let before = export(2);
    assert!(before.contains("att godkänna delårsrapporten"), "{before}");
    let report = env.expect(1, &["report", "--archive", "archive"]).out;
    assert!(report.starts_with("3 files: 1 failed, 2 ok\n2 documents\n"), "{report}");

    env.write("in/ny.txt", paper(7));
    let ran = env.expect(0, &["ingest", "in", "--archive", "archive"]);
    assert!(ran.err.contains("read 1 documents"), "{ran:?}");
    assert!(export(3).lines().filter(|line| before.contains(line)).count() == 2);
    for query in ["delårsrapporten", "nummer7"] {
        env.expect(0, &["search", query, "--archive", "archive"]);
    }
    env.expect(0, &["verify", "--archive", "archive"]);
}
