//! The rules of `src/ARCHITECTURE.md`, held.

use std::path::{Path, PathBuf};

/// Each stage, and the stages it may use.
const MAY_USE: [(&str, &[&str]); 23] = [
    ("model", &[]),
    ("swedish", &["model"]),
    ("ingest", &["model"]),
    ("extract", &["model"]),
    ("ocr", &["model", "swedish", "extract"]),
    ("layout", &["model", "swedish"]),
    ("parts", &["model", "swedish"]),
    ("kinds", &["model", "swedish", "parts"]),
    ("record", &["model"]),
    ("link", &["record", "swedish"]),
    ("mask", &["record", "swedish"]),
    ("study", &["record", "swedish"]),
    ("index", &["record", "swedish"]),
    ("archive", &["ingest", "record", "index"]),
    ("bag", &["ingest", "record", "archive"]),
    ("export", &["record"]),
    ("plot", &[]),
    ("survey", &["record", "link", "mask", "index", "archive", "plot"]),
    ("remote", &["ingest", "index", "archive"]),
    ("pipeline", &["model", "ingest", "extract", "ocr", "layout", "kinds", "record"]),
    (
        "cli",
        &[
            "model", "ingest", "record", "link", "mask", "index", "archive", "bag", "export",
            "pipeline", "plot", "remote", "study", "survey", "web",
        ],
    ),
    (
        "web",
        &[
            "record", "swedish", "link", "mask", "study", "index", "archive", "ingest", "export",
            "plot", "survey",
        ],
    ),
    ("main", &["cli"]),
];

/// Crates that only some files may name, and those files by the beginning of their path.
const CONFINED: [(&str, &[&str]); 38] = [
    ("lopdf", &["extract/pdf"]),
    ("skrifa", &["extract/pdf"]),
    ("flate2", &["archive/pack", "extract/pdf", "index/paper", "ingest/zip", "remote/http"]),
    ("rawzip", &["ingest/zip"]),
    ("hayro", &["ocr/render"]),
    ("png", &["ocr/sheet", "plot/"]),
    ("encoding_rs", &["extract/"]),
    ("chardetng", &["extract/"]),
    ("ignore", &["ingest/"]),
    ("sha2", &["ingest/"]),
    ("tantivy", &["index/"]),
    ("rayon", &["pipeline"]),
    ("rustix", &["ocr/child", "pipeline/worker"]),
    ("landlock", &["pipeline/worker"]),
    ("schemars", &["record/"]),
    ("clap", &["cli/"]),
    ("anyhow", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("csv", &["export/"]),
    ("parquet", &["export/"]),
    ("resvg", &["plot/png"]),
    ("notosans", &["plot/png"]),
    ("rusqlite", &["export/"]),
    ("time", &["cli/clock"]),
    ("axum", &["web/"]),
    ("base64", &["remote/entries", "web/picture"]),
    ("lru", &["web/site"]),
    ("form_urlencoded", &["web/"]),
    ("hyper", &["web/"]),
    ("hyper_util", &["web/"]),
    ("maud", &["web/"]),
    ("tokio", &["ingest/store", "remote/http", "web/"]),
    ("tower", &["web/"]),
    ("tower_http", &["web/"]),
    ("object_store", &["ingest/store"]),
    ("reqwest", &["remote/http"]),
    ("url", &["ingest/store", "remote/http"]),
    ("rustls", &["ingest/store", "remote/http"]),
];

/// The longest a file may be, tests included.
const MAX_LINES: usize = 400;

struct File {
    /// From `src/`, with "/" on every system.
    name: String,
    text: String,
}

impl File {
    /// The stage it belongs to.
    fn stage(&self) -> &str {
        let first = self.name.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// The lines of code: without comments, and without the tests at the end.
    fn code(&self) -> impl Iterator<Item = &str> {
        let is_tests = self.name.ends_with("/tests.rs") || self.name.ends_with("/samples.rs");
        let text = if is_tests { "" } else { self.text.as_str() };
        let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        text[..end].lines().filter(|line| !line.trim_start().starts_with("//"))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<File> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    assert!(files.len() > 3, "there is something to look at");
    files
}

fn collect(base: &Path, folder: &Path, files: &mut Vec<File>) {
    let mut entries: Vec<PathBuf> = folder
        .read_dir()
        .expect("it is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(base, &path, files);
        } else if path.extension().is_some_and(|suffix| suffix == "rs") {
            let name = path.strip_prefix(base).expect("it is within").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("UTF-8");
            files.push(File { name: name.replace('\\', "/"), text });
        }
    }
}

/// The names that stand directly after `before` in `line`, as whole words; those of `{…}` too.
fn names_after<'a>(line: &'a str, before: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (at, _) in line.match_indices(before) {
        let is_whole =
            !line[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_');
        let rest = &line[at + before.len()..];
        let listed = rest.strip_prefix('{').map(|rest| rest.split('}').next().unwrap_or_default());
        for part in listed.unwrap_or(rest).split(',').take(if listed.is_some() { 99 } else { 1 }) {
            let part = part.trim();
            let end = part.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let name = &part[..end.unwrap_or(part.len())];
            if is_whole && !name.is_empty() && name.starts_with(char::is_lowercase) {
                names.push(name);
            }
        }
    }
    names
}

#[test]
fn no_stage_uses_what_it_may_not() {
    let mut broken = Vec::new();
    for file in files(&root().join("src")) {
        let stage = file.stage();
        let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == stage) else {
            if stage != "lib" {
                broken.push(format!("src/{}: the stage {stage} is not in the table", file.name));
            }
            continue;
        };
        let uses = file.code().flat_map(|line| names_after(line, "crate::"));
        let is_stage = |name: &&str| MAY_USE.iter().any(|(stage, _)| stage == name);
        for used in uses.filter(is_stage).filter(|used| *used != stage && !may_use.contains(used)) {
            broken.push(format!("src/{}: {stage} may not use {used}", file.name));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn crates_stand_where_they_may() {
    let mut broken = Vec::new();
    for file in files(&root().join("src")) {
        for (name, places) in CONFINED {
            let is_allowed = places.iter().any(|place| file.name.starts_with(place));
            let uses = |line: &str| {
                let path = format!("{name}::");
                let at = line.find(&path);
                at.is_some_and(|at| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                }) || line.trim() == format!("use {name};")
            };
            if !is_allowed && file.code().any(uses) {
                broken.push(format!("src/{}: may not name {name}", file.name));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn files_are_short() {
    let all = ["src", "tests"]
        .into_iter()
        .flat_map(|folder| files(&root().join(folder)).into_iter().map(move |file| (folder, file)));
    let long: Vec<String> = all
        .map(|(folder, file)| (format!("{folder}/{}", file.name), file.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > MAX_LINES)
        .map(|(name, n_lines)| format!("{name}: {n_lines} lines, and {MAX_LINES} is the end"))
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn every_module_begins_with_what_it_is() {
    let missing: Vec<String> = files(&root().join("src"))
        .into_iter()
        .filter(|file| !file.name.ends_with("tests.rs") && file.name != "lib.rs")
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("src/{}", file.name))
        .collect();
    assert!(missing.is_empty(), "no //! at the top of {missing:?}");
}

#[test]
fn the_map_names_only_what_is_there() {
    let map = std::fs::read_to_string(root().join("src/ARCHITECTURE.md")).expect("it is there");
    let mut missing = Vec::new();
    for path in map.split('`').skip(1).step_by(2) {
        let is_path = ["src/", "tests/", "schemas/", "benches/", "corpus/"]
            .iter()
            .any(|folder| path.starts_with(folder));
        let is_plain = !path.contains(['*', '<', '{', ' ', '…']);
        if is_path && is_plain && !root().join(path).exists() {
            missing.push(path);
        }
    }
    assert!(missing.is_empty(), "src/ARCHITECTURE.md names what is not there: {missing:?}");
}

#[test]
fn names_are_found_in_lists_and_paths() {
    assert_eq!(
        names_after("use crate::{kinds, layout, record};", "crate::"),
        ["kinds", "layout", "record"]
    );
    assert_eq!(names_after("crate::model::Text", "crate::"), ["model"]);
    assert_eq!(names_after("use crate::Thing;", "crate::"), [""; 0]);
    assert_eq!(names_after("mycrate::model", "crate::"), [""; 0]);
}
