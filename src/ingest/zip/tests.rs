use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::ZipArchiveWriter;

use super::*;

/// A ZIP of these files, packed by Deflate.
fn zip(files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut out);
    for (name, bytes) in files {
        let path = rawzip::path::EntryPath::verbatim(name.to_vec());
        let builder = archive.new_file(path).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = builder.start().expect("a new file");
        let encoder = DeflateEncoder::new(&mut entry, Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(bytes).expect("room");
        let (encoder, descriptor) = writer.finish().expect("room");
        encoder.finish().expect("room");
        entry.finish(descriptor).expect("room");
    }
    archive.finish().expect("room");
    out
}

fn opened(bytes: &[u8]) -> Result<Zip, ZipError> {
    let file = tempfile::NamedTempFile::new().expect("a file for the test");
    std::fs::write(file.path(), bytes).expect("room");
    Zip::open(file.path())
}

fn read(bytes: &[u8]) -> Vec<Result<Vec<u8>, ZipError>> {
    let zip = opened(bytes).expect("a ZIP");
    zip.members().iter().map(|member| zip.bytes(member)).collect()
}

#[test]
fn every_file_is_there_those_of_the_same_name_too() {
    let bytes = zip(&[(b"a/b.txt", b"ett"), (b"a/", b""), (b"a/b.txt", b"tv\xc3\xa5")]);
    let zip = opened(&bytes).expect("a ZIP");
    let member = |nth| Member { name: b"a/b.txt".to_vec(), nth };
    assert_eq!(zip.members(), [member(0), member(1)]);
    assert_eq!(zip.bytes(&member(0)).expect("there"), b"ett");
    assert_eq!(zip.bytes(&member(1)).expect("there"), "två".as_bytes());
    assert!(matches!(zip.bytes(&member(2)), Err(ZipError::Gone)));
}

#[test]
fn names_that_lead_out_are_refused_and_names_with_dots_are_not() {
    for name in ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "a\\..\\x.txt"] {
        let all = read(&zip(&[(name.as_bytes(), b"text")]));
        assert!(matches!(all[..], [Err(ZipError::LeadsOut)]), "{name}");
    }
    let all = read(&zip(&[(b"a/..b/x..txt", b"text")]));
    assert!(matches!(&all[..], [Ok(bytes)] if bytes == b"text"));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![0; 40 << 20];
    let all = read(&zip(&[(b"bomb.txt", &zeros), (b"good.txt", b"text")]));
    assert!(matches!(all[..], [Err(ZipError::Bomb), Ok(_)]));
}

#[test]
fn a_zip_in_a_zip_is_not_opened() {
    let inner = zip(&[(b"x.txt", b"text")]);
    let all = read(&zip(&[(b"inner.zip", &inner)]));
    assert!(matches!(all[..], [Err(ZipError::Nested)]));
}

#[test]
fn office_documents_are_not_taken_apart() {
    let bytes = zip(&[(b"[Content_Types].xml", b"<x/>"), (b"word/document.xml", b"<x/>")]);
    assert!(matches!(opened(&bytes), Err(ZipError::Office)));
}

#[test]
fn files_that_share_their_bytes_are_refused() {
    let bytes = zip(&[(b"a.txt", &[7; 3_000]), (b"b.txt", b"text")]);
    // The list claims that the first file takes all of the ZIP, and more.
    let entry = bytes.windows(4).position(|four| four == b"PK\x01\x02").expect("a list");
    let mut lying = bytes;
    lying[entry + 20..entry + 24].copy_from_slice(&100_000_u32.to_le_bytes());
    assert!(matches!(opened(&lying), Err(ZipError::Overlapping)));
}

#[test]
fn damage_is_an_error_and_nothing_else() {
    let bytes = zip(&[(b"a.txt", b"Kallelse till styrelsen"), (b"b.txt", b"Protokoll")]);
    for end in 0..bytes.len() {
        assert!(opened(&bytes[..end]).is_err(), "{end}");
    }
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x55;
        if let Ok(zip) = opened(&damaged) {
            for member in zip.members() {
                let _ = zip.bytes(member);
            }
        }
    }
    let at = bytes.windows(8).position(|some| some == &bytes[40..48]).expect("packed bytes");
    let mut damaged = bytes;
    damaged[at] ^= 0xff;
    assert!(read(&damaged).iter().any(Result::is_err));
}

#[test]
fn an_empty_zip_holds_nothing() {
    assert!(read(&zip(&[])).is_empty());
}
