//! papers in markup → printed corpus papers (`press [--check] [papers]`)

mod damage;
mod print;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Prints the corpus, or compares it with what would be printed.
fn main() -> ExitCode {
    match press(std::env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the arguments ask for.
fn press(mut arguments: Vec<String>) -> Result<(), String> {
    let check = arguments.iter().any(|argument| argument == "--check");
    arguments.retain(|argument| argument != "--check");
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let papers = match arguments.as_slice() {
        [] => home.join("tests/press/papers"),
        [papers] => PathBuf::from(papers),
        _ => return Err("press [--check] [folder of papers]".to_owned()),
    };
    let corpus = home.join("corpus");
    let printed = printed(&papers)?;
    let faults = match check {
        true => printed.iter().filter_map(|(name, bytes)| differs(&corpus, name, bytes)).collect(),
        false => Vec::new(),
    };
    if !check {
        for (name, bytes) in &printed {
            let path = corpus.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&corpus)).map_err(said(&path))?;
            fs::write(&path, bytes).map_err(said(&path))?;
            eprintln!("{} ({} bytes)", path.display(), bytes.len());
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

/// Prints every paper of a folder, and the damaged ones made from the first.
fn printed(papers: &Path) -> Result<Vec<(String, Vec<u8>)>, String> {
    let entries = fs::read_dir(papers).map_err(said(papers))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(said(papers)))
        .collect::<Result<Vec<PathBuf>, String>>()?;
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "txt"));
    paths.sort();
    let mut printed = Vec::new();
    for path in &paths {
        let markup = fs::read_to_string(path).map_err(said(path))?;
        let bytes =
            print::print(&markup).map_err(|fault| format!("{}: {fault}", path.display()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        printed.push((format!("papers/{name}.pdf"), bytes));
    }
    let whole = print::print(damage::WHOLE)?;
    for (name, bytes) in damage::damaged(&whole)? {
        printed.push((format!("damaged/{name}.pdf"), bytes));
    }
    Ok(printed)
}

/// What differs between a file of the corpus and what is printed now.
fn differs(corpus: &Path, name: &str, bytes: &[u8]) -> Option<String> {
    match fs::read(corpus.join(name)) {
        Ok(found) if found == bytes => None,
        Ok(_) => Some(format!("corpus/{name} differs from what the press prints")),
        Err(fault) => Some(format!("corpus/{name}: {fault}")),
    }
}

/// Words a file fault with its path.
fn said(path: &Path) -> impl Fn(std::io::Error) -> String {
    move |fault| format!("{}: {fault}", path.display())
}
