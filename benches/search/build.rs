//! What making an index takes, of processor and of room.

use std::path::Path;

use attsats::archive::Archive;
use attsats::index::{Index, Writer, prepare};
use tantivy::schema::{STORED, STRING, Schema, TEXT};
use tantivy::{TantivyDocument, doc};

use crate::{say, timed};

/// How many documents are taken.
const TAKEN: usize = 4_000;

pub(crate) fn tell(path: &Path) {
    let archive = Archive::open(path).expect("an archive");
    let holdings = archive.holdings().take(TAKEN);
    let papers: Vec<_> = holdings
        .map(|holding| {
            (archive.record(holding).expect("readable"), archive.text(holding).expect("readable"))
        })
        .collect();
    let n_bytes: usize = papers.iter().map(|(_, text)| text.content.len()).sum();
    let folder = tempfile::tempdir().expect("room");

    let ours = folder.path().join("ours");
    let mut prepared = Vec::new();
    let ((), _, taking_apart) = timed(|| {
        prepared.extend(papers.iter().map(|(record, text)| prepare(record, text)));
    });
    let ((), _, writing) = timed(|| {
        let mut writer = Writer::new(Index::create(&ours).expect("room")).expect("room");
        prepared.into_iter().for_each(|paper| writer.put(paper).expect("room"));
        writer.commit(1).expect("room");
        writer.finish().expect("room");
    });

    // The words twice, as ours has words and stems, and the text stored.
    let theirs = folder.path().join("theirs");
    std::fs::create_dir(&theirs).expect("room");
    let mut schema = Schema::builder();
    let (id, exact) =
        (schema.add_text_field("id", STRING), schema.add_text_field("exact", TEXT | STORED));
    let again = schema.add_text_field("again", TEXT);
    let index = tantivy::Index::create_in_dir(&theirs, schema.build()).expect("room");
    let ((), _, raw) = timed(|| {
        let mut writer =
            index.writer_with_num_threads::<TantivyDocument>(1, 200 << 20).expect("room");
        for (record, text) in &papers {
            for stretch in text.content.as_bytes().chunks(2_500).map(String::from_utf8_lossy) {
                let stretch = stretch.as_ref();
                writer
                    .add_document(
                        doc!(id => record.id.as_str(), exact => stretch, again => stretch),
                    )
                    .expect("room");
            }
        }
        writer.commit().expect("room");
        writer.wait_merging_threads().expect("room");
    });
    let megabytes = n_bytes as f64 / 1e6;
    let speed = |milliseconds: f64| megabytes / milliseconds * 1e3;
    let size = |name: &str| folder_size(&folder.path().join(name)) / 1e6 / megabytes;
    say(&format!(
        "{} documents, {megabytes:.1} MB, a second of processor\nours: {:.1} MB/s (taking apart {:.1} MB/s, writing {:.1} MB/s), index {:.2} of the text\n\
         raw tantivy, the words twice and the text stored: {:.1} MB/s, {:.2} of the text\n",
        papers.len(),
        speed(taking_apart + writing),
        speed(taking_apart),
        speed(writing),
        size("ours"),
        speed(raw),
        size("theirs"),
    ));
}

fn folder_size(folder: &Path) -> f64 {
    let entries = std::fs::read_dir(folder).expect("it is there");
    entries
        .map(|entry| entry.and_then(|entry| entry.metadata()).expect("it is there").len() as f64)
        .sum()
}
