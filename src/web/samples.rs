//! A site over the papers of the corpus, for tests.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use super::site::Site;
use super::visit::{Fault, Page, Visit};
use super::words::Lang;
use super::{Over, Settings, overview};
use crate::archive::{Line, Status, Writer, prepare};
use crate::ingest;
use crate::pipeline::{Limits, read};
use crate::record::stored_text;

static SITE: LazyLock<(tempfile::TempDir, Arc<Site>)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let archive = folder.path().join("papper");
    fill(&archive);
    let site = site_over(Over::Archive(archive));
    overview::read_all(&site);
    (folder, site)
});

/// A site over something else.
pub(super) fn site_over(over: Over) -> Arc<Site> {
    let settings = Settings {
        over,
        address: ([127, 0, 0, 1], 0).into(),
        hosts: Vec::new(),
        mask: false,
        name: None,
        contact: None,
        rate: 60,
        draws: None,
    };
    Arc::new(Site::open(settings).expect("it was just made"))
}

/// The site, with its overview read.
pub(super) fn site() -> Arc<Site> {
    Arc::clone(&SITE.1)
}

/// What a page says at an address: "/moten?organisation=A".
pub(super) fn html(make: fn(&Visit) -> Result<Page, Fault>, lang: Lang, address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let visit = Visit::new(site(), lang, path, Some(query), Vec::new());
    match make(&visit) {
        Ok(page) => page.html.into_string(),
        Err(fault) => panic!("{address}: {fault}"),
    }
}

fn fill(archive: &Path) {
    let mut writer = Writer::open(archive).expect("an empty folder");
    let papers = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers");
    let mut files: Vec<PathBuf> = papers
        .read_dir()
        .expect("it is there")
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let place = PathBuf::from(format!("corpus/{name}")).into();
        if name.ends_with(".json") {
            let why = Some("JSON data, not a paper".to_owned());
            let time = "2026-01-02T03:04:05Z";
            writer.note(Line { reason: why, ..Line::new(&place, Status::Skipped, time) });
            continue;
        }
        let source = ingest::source(&file).expect("a paper");
        let reading = read(&source, &Limits::default()).expect("readable");
        let line = Line::new(&place, Status::Ok, "2026-01-02T03:04:05Z");
        writer.note(Line { sha256: Some(reading.record.id.clone()), ..line });
        let text = stored_text(&reading.record.id, &reading.text);
        writer.put(prepare(&reading.record, &text)).expect("room");
    }
    writer.finish().expect("room");
}
