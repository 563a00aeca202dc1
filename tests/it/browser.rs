//! The site in a browser: `tests/browser`, run by Node with Debian's Chromium.
//!
//! Without Node, its packages or Chromium the test says so and is passed over; `ATTSATS_BROWSER=1` demands them.

use std::path::Path;
use std::process::Command;

/// Where the browser stands when `ATTSATS_CHROMIUM` names no other.
const CHROMIUM: &str = "/usr/bin/chromium";

/// The oldest Node that can run the tests.
const NODE: u32 = 20;

/// What is lacking, if anything.
fn lacking(folder: &Path) -> Option<String> {
    let version = Command::new("node").arg("--version").output().ok();
    let version = version.and_then(|told| String::from_utf8(told.stdout).ok()).unwrap_or_default();
    if major(&version).is_none_or(|major| major < NODE) {
        return Some(format!("Node {NODE} or later"));
    }
    let chromium = std::env::var_os("ATTSATS_CHROMIUM").unwrap_or_else(|| CHROMIUM.into());
    if !Path::new(&chromium).exists() {
        return Some("Chromium".to_owned());
    }
    let packages = ["playwright-core", "axe-core"];
    let is_there = |name: &&str| folder.join("node_modules").join(name).is_dir();
    (!packages.iter().all(is_there)).then(|| "Node's packages (npm ci)".to_owned())
}

/// Of "v20.1.2", 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[test]
fn the_site_in_a_browser() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(what) = lacking(&folder) {
        assert!(std::env::var_os("ATTSATS_BROWSER").is_none(), "{what} is demanded");
        eprintln!("passed over: there is no {what}");
        return;
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec"]).current_dir(folder);
    node.env("ATTSATS_PROGRAM", env!("CARGO_BIN_EXE_attsats"));
    let told = node.output().expect("it is there");
    let out = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{out}{}", String::from_utf8_lossy(&told.stderr));
    // A runner that finds no tests is content with that.
    let n_passed = out.lines().find_map(|line| line.trim_start_matches("ℹ ").strip_prefix("pass "));
    assert!(n_passed.is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 10)), "{out}");
}

#[test]
fn versions_of_node() {
    assert_eq!(major("v20.20.2\n"), Some(20));
    assert_eq!(major(""), None);
    assert_eq!(major("node"), None);
}
