//! Roots → the files to read, in a settled order.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// The file in a folder that names what is not a paper, one pattern a line as in `.gitignore`.
pub const IGNORE_FILE: &str = ".attsatsignore";

/// A file to read, or why a place could not be walked.
#[derive(Debug)]
pub enum Found {
    /// A file.
    File(PathBuf),
    /// A place that could not be walked, and why.
    Unreachable {
        /// The place.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

/// Walks `roots` (files and folders), sorted by path; links to folders are not followed.
pub fn walk(roots: &[PathBuf]) -> Vec<Found> {
    let mut found: Vec<Found> = roots.iter().flat_map(|root| walk_one(root)).collect();
    found.sort_by(|a, b| path_of(a).cmp(path_of(b)));
    found.dedup_by(|a, b| path_of(a) == path_of(b));
    found
}

fn path_of(found: &Found) -> &Path {
    match found {
        Found::File(path) | Found::Unreachable { path, .. } => path,
    }
}

fn walk_one(root: &Path) -> Vec<Found> {
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        .follow_links(false)
        .build();
    let mut found = Vec::new();
    for entry in walker {
        match entry {
            Ok(entry) => {
                let is_marker = entry.file_name() == IGNORE_FILE;
                let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                if !is_folder && !is_marker {
                    found.push(Found::File(entry.into_path()));
                }
            }
            Err(error) => {
                let path = error_path(&error).unwrap_or_else(|| root.to_owned());
                found.push(Found::Unreachable { path, reason: error.to_string() });
            }
        }
    }
    found
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(err)
        }
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
}
