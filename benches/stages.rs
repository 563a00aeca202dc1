//! How fast each stage is: `cargo bench --bench stages`.
//!
//! Texts are papers of the corpus, one after the other, as often as it takes; PDFs are papers of the corpus.
//! Bytes are bytes of the file, items are its pages (a text file without form feeds is one page).
//! Each stage is measured alone, on one thread, with what the stage before gave it.
//!
//! | function | is |
//! |---|---|
//! | `extract` | bytes → letters |
//! | `layout` | letters → running text |
//! | `parts` | running text → what it says |
//! | `record` | what it says → JSON |
//! | `prepare` | record → units of the index, on the reading threads |
//! | `index` | units → an index on disk, committed; items are documents |
//!
//! The figure from end to end, over any folder, on all processors:
//! `ATTSATS_BENCH_DIR=… cargo bench --bench whole`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use attsats::extract::{Drawn, Extracted, Limits, extract};
use attsats::model::{Source, Text};
use attsats::record::v1::{Origin, Record, record};
use attsats::record::{StoredText, stored_text};
use attsats::{index, ingest, kinds, layout};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// Bytes of the texts: a report, a set of minutes, the papers of a meeting bound together.
const TEXT_BYTES: [usize; 3] = [4_000, 100_000, 2_000_000];

/// Documents put into the index at a time.
const N_INDEXED: usize = 200;

static SAMPLES: LazyLock<Vec<Source>> =
    LazyLock::new(|| texts().into_iter().chain(pdfs()).collect());

fn main() {
    divan::main();
}

/// One of [`SAMPLES`].
#[derive(Debug, Clone, Copy)]
struct Sample(usize);

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Source { name, bytes, .. } = &SAMPLES[self.0];
        write!(f, "{name} {} kB", bytes.len() / 1000)
    }
}

impl Sample {
    fn source(self) -> &'static Source {
        &SAMPLES[self.0]
    }

    fn drawn(self) -> Drawn {
        let Extracted { drawn, .. } =
            extract(self.source(), &Limits::default()).expect("the corpus can be read");
        drawn
    }

    fn text(self) -> Text {
        laid(self.drawn())
    }

    fn record(self) -> (Record, StoredText) {
        let text = self.text();
        let n_pages = Some(text.page_starts.len() as u32);
        let origin =
            Origin { source: self.source(), pages: n_pages, metadata: None, pages_drawn: &[] };
        let record = record(origin, &text, kinds::read(&text));
        let stored = stored_text(&record.id, &text);
        (record, stored)
    }
}

fn samples() -> Vec<Sample> {
    (0..SAMPLES.len()).map(Sample).collect()
}

fn papers(suffix: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/papers");
    let entries = folder.read_dir().expect("the corpus is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == suffix)).collect();
    paths.sort();
    paths
}

fn texts() -> Vec<Source> {
    let decoded = papers("txt").into_iter().filter_map(|path| std::fs::read_to_string(path).ok());
    let papers: Vec<String> = decoded.collect();
    let text = |n_bytes: usize| {
        let mut text = String::new();
        for paper in papers.iter().cycle() {
            if text.len() >= n_bytes {
                break;
            }
            text.push_str(paper);
            text.push_str("\n\n");
        }
        ingest::from_bytes("text".to_owned(), text.into_bytes()).expect("it is text")
    };
    TEXT_BYTES.into_iter().map(text).collect()
}

/// The smallest, the middle and the largest.
fn pdfs() -> Vec<Source> {
    let mut sources: Vec<Source> =
        papers("pdf").iter().filter_map(|path| ingest::source(path).ok()).collect();
    sources.sort_by_key(|source| source.bytes.len());
    let (n_sources, mut kept) = (sources.len(), Vec::new());
    for (idx, source) in sources.into_iter().enumerate() {
        if idx == 0 || idx == n_sources / 2 || idx == n_sources - 1 {
            kept.push(source);
        }
    }
    kept
}

fn laid(drawn: Drawn) -> Text {
    match drawn {
        Drawn::Pages(pages) => layout::text_of_pages(&pages).0,
        Drawn::Plain(content) => layout::text_of_plain(content).0,
    }
}

/// Counts the bytes and the pages of `sample`.
fn counted<'a, 'b>(bencher: Bencher<'a, 'b>, sample: Sample) -> Bencher<'a, 'b> {
    let n_bytes = sample.source().bytes.len();
    let n_pages = sample.text().page_starts.len();
    bencher.counter(BytesCount::new(n_bytes)).counter(ItemsCount::new(n_pages))
}

#[divan::bench(name = "1 extract", args = samples())]
fn bytes_to_letters(bencher: Bencher<'_, '_>, sample: Sample) {
    counted(bencher, sample).bench(|| sample.drawn());
}

#[divan::bench(name = "2 layout", args = samples())]
fn letters_to_text(bencher: Bencher<'_, '_>, sample: Sample) {
    let drawn = sample.drawn();
    counted(bencher, sample).with_inputs(|| drawn.clone()).bench_values(laid);
}

#[divan::bench(name = "3 parts", args = samples())]
fn text_to_document(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text();
    counted(bencher, sample).bench(|| kinds::read(&text));
}

#[divan::bench(name = "4 record", args = samples())]
fn document_to_json(bencher: Bencher<'_, '_>, sample: Sample) {
    let text = sample.text();
    let document = kinds::read(&text);
    counted(bencher, sample).with_inputs(|| document.clone()).bench_values(|document| {
        let origin =
            Origin { source: sample.source(), pages: None, metadata: None, pages_drawn: &[] };
        serde_json::to_vec(&record(origin, &text, document)).expect("plain data")
    });
}

#[divan::bench(name = "5 prepare", args = samples())]
fn record_to_units(bencher: Bencher<'_, '_>, sample: Sample) {
    let (record, text) = sample.record();
    counted(bencher, sample).bench(|| index::prepare(&record, &text));
}

#[divan::bench(name = "6 index", args = samples(), sample_count = 10, sample_size = 1)]
fn units_to_index(bencher: Bencher<'_, '_>, sample: Sample) {
    let (record, text) = sample.record();
    let n_documents = (N_INDEXED * 100_000 / text.content.len().max(1)).clamp(1, N_INDEXED);
    let folder = tempfile::tempdir().expect("a folder to write to");
    bencher
        .counter(BytesCount::new(sample.source().bytes.len() * n_documents))
        .counter(ItemsCount::new(n_documents))
        .with_inputs(|| {
            let index = index::Index::create(folder.path()).expect("the folder is ours");
            let prepared = (0..n_documents).map(|number| {
                let record = Record { id: format!("{number:064x}"), ..record.clone() };
                index::prepare(&record, &text)
            });
            (index::Writer::new(index).expect("nobody else writes"), prepared.collect::<Vec<_>>())
        })
        .bench_values(|(mut writer, prepared)| {
            for prepared in prepared {
                writer.put(prepared).expect("room");
            }
            writer.commit(1).expect("room");
            writer.finish().expect("room");
        });
}
