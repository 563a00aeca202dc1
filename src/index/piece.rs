//! Documents indexed apart → files that an index elsewhere takes over as they are, nothing analysed again.

use std::io::Write;

use tantivy::directory::{RamDirectory, TerminatingWrite};
use tantivy::index::SegmentComponent;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{SingleSegmentIndexWriter, TantivyError};

use super::write::{Prepared, Writer};
use super::{ANALYSER, Error, broken, broken_io, schema, settings, words};

/// A piece that takes more memory than this while it is built is ended, and the next begun.
const MOST_BYTES: usize = 200 << 20;

/// The ends of the names of a piece's files, in their order.
pub const PIECE_FILES: [&str; 6] = ["idx", "pos", "term", "store", "fast", "fieldnorm"];

/// What each of the files is to tantivy.
const COMPONENTS: [SegmentComponent; PIECE_FILES.len()] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::Store,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
];

/// Names how a piece is laid out and taken apart; an index takes over those that say what it says.
pub fn piece_layout() -> String {
    let schema = serde_json::to_string(&schema::schema().0).unwrap_or_default();
    // FNV-1a.
    let mixed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = schema.bytes().fold(0xcbf2_9ce4_8422_2325, mixed);
    format!("{ANALYSER} schema/{hash:016x}")
}

/// What is indexed of some documents.
///
/// The same documents in the same order give the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Number of units.
    pub units: u32,
    /// The bytes of each file, in the order of [`PIECE_FILES`].
    pub files: Vec<Vec<u8>>,
}

/// Makes pieces of documents, in memory.
#[derive(Default)]
pub struct Pieces {
    building: Option<Building>,
    done: Vec<Piece>,
}

struct Building {
    writer: SingleSegmentIndexWriter,
    units: u32,
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").field("done", &self.done.len()).finish_non_exhaustive()
    }
}

impl Pieces {
    /// Indexes a document.
    ///
    /// # Errors
    ///
    /// When tantivy refuses it.
    pub fn put(&mut self, prepared: Prepared) -> Result<(), Error> {
        let building = match &mut self.building {
            Some(building) => building,
            none => none.insert(Building { writer: writer().map_err(in_memory)?, units: 0 }),
        };
        for unit in prepared.units {
            building.writer.add_document(unit).map_err(in_memory)?;
            building.units += 1;
        }
        if building.writer.mem_usage() > MOST_BYTES {
            self.end_piece()?;
        }
        Ok(())
    }

    fn end_piece(&mut self) -> Result<(), Error> {
        if let Some(Building { writer, units }) = self.building.take() {
            let files = files(writer).map_err(in_memory)?;
            self.done.push(Piece { units, files });
        }
        Ok(())
    }

    /// The pieces.
    ///
    /// # Errors
    ///
    /// When tantivy fails.
    pub fn finish(mut self) -> Result<Vec<Piece>, Error> {
        self.end_piece()?;
        Ok(self.done)
    }
}

fn writer() -> Result<SingleSegmentIndexWriter, TantivyError> {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(words::NAME, words::Words::default());
    tantivy::Index::builder()
        .schema(schema::schema().0)
        .settings(settings())
        .tokenizers(tokenizers)
        .single_segment_index_writer(RamDirectory::create(), MOST_BYTES)
}

fn files(writer: SingleSegmentIndexWriter) -> Result<Vec<Vec<u8>>, TantivyError> {
    let index = writer.finalize()?;
    let mut files = Vec::new();
    for segment in index.searchable_segments()? {
        for component in COMPONENTS {
            // Without tantivy's own checksum: whoever takes it over writes one.
            let bytes = segment.open_read(component)?.read_bytes()?;
            files.push(bytes.as_slice().to_vec());
        }
    }
    Ok(files)
}

fn in_memory(error: TantivyError) -> Error {
    broken(std::path::Path::new("memory"), &error)
}

impl Writer {
    /// Takes a piece over as it stands. Nothing is found before [`commit`](Self::commit).
    ///
    /// What is [`put`](Self::put) later takes the place of what the piece holds of it.
    ///
    /// # Errors
    ///
    /// When the index cannot be written, or the piece is none.
    pub fn take_over(&mut self, piece: &Piece) -> Result<(), Error> {
        let path = &self.index.path;
        let segment = self.inner.new_segment();
        for (component, bytes) in COMPONENTS.into_iter().zip(&piece.files) {
            let written = segment.open_write(component).map_err(TantivyError::from);
            let mut file = written.map_err(|error| broken(path, &error))?;
            let written = file.write_all(bytes).and_then(|()| file.terminate());
            written.map_err(|error| broken_io(path, &error))?;
        }
        let segment = segment.with_max_doc(piece.units);
        segment.meta().untrack_temp_docstore();
        self.inner.add_segment(segment.meta().clone()).map_err(|error| broken(path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::text_of;
    use super::super::{Index, Request, prepare};
    use super::*;

    fn piece(texts: &[&str]) -> Piece {
        let mut pieces = Pieces::default();
        for text in texts {
            let (record, text) = text_of(text);
            pieces.put(prepare(&record, &text)).expect("memory");
        }
        let mut pieces = pieces.finish().expect("memory");
        assert_eq!(pieces.len(), 1);
        pieces.remove(0)
    }

    fn count(index: &Index, query: &str) -> usize {
        let request = Request { query: query.to_owned(), limit: 1, ..Request::default() };
        index.search(&request).expect("a good query").total
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let texts = ["Nämnden beslutar att anta planen.", "Avgiften för hamnen höjs."];
        assert_eq!(piece(&texts), piece(&texts));
        assert_ne!(piece(&texts), piece(&texts[..1]));
    }

    #[test]
    fn what_is_taken_over_is_found_once() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let index = Index::create(&folder.path().join("index")).expect("room");
        let mut writer = Writer::new(index).expect("nobody else writes");
        let texts = ["Avgiften för hamnen höjs.", "Nämnden beslutar att anta planen."];
        writer.take_over(&piece(&texts)).expect("room");
        writer.take_over(&piece(&["Bron rivs.", texts[0]])).expect("room");
        let (record, text) = text_of(texts[0]);
        writer.put(prepare(&record, &text)).expect("room");
        writer.commit(7).expect("room");
        writer.finish().expect("room");
        let index = Index::open(&folder.path().join("index")).expect("it was made");
        assert_eq!(index.watermark().expect("it says so"), Some(7));
        assert_eq!(index.documents().expect("readable").len(), 3);
        for (query, n_hits) in [("hamnen", 1), ("planen", 1), ("bron", 1), ("\"höjs\"", 1)] {
            assert_eq!(count(&index, query), n_hits, "{query}");
        }
        assert!(index.damaged_files().expect("readable").is_empty());
    }
}
