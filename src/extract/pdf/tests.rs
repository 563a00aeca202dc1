//! Small PDFs, written here, read.

use super::*;

/// A PDF of one page with this content and these fonts, as a repairing reader takes it: without a table of objects.
fn pdf(content: &str, fonts: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
         2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<{fonts}>>/XObject<</X 9 0 R>>>>>> endobj\n\
         4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n\
         9 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 5>> stream\n/X Do\nendstream endobj\n\
         trailer <</Root 1 0 R/Size 10>>\n",
        content.len() + 1
    )
    .into_bytes()
}

/// The same with these objects after them.
fn pdf_and(content: &str, fonts: &str, more: &str) -> Vec<u8> {
    let plain = String::from_utf8(pdf(content, fonts)).unwrap();
    plain.replace("trailer <<", &format!("{more}\ntrailer <<")).into_bytes()
}

/// What the words of the first page say.
fn told(bytes: &[u8]) -> Vec<String> {
    let (pages, _) = read(bytes);
    pages[0].words.iter().map(|word| pages[0].letters(word).to_owned()).collect()
}

const HELVETICA: &str =
    "/F <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>";

pub(super) fn read(bytes: &[u8]) -> (Vec<Page>, Vec<Note>) {
    let extracted = extract(bytes, &Limits::default()).unwrap();
    match extracted.drawn {
        Drawn::Pages(pages) => (pages, extracted.notes),
        Drawn::Plain(_) => panic!("text from a PDF"),
    }
}

#[track_caller]
fn check(content: &str, expected: &[&str]) {
    let (pages, _) = read(&pdf(content, HELVETICA));
    let told: Vec<_> = pages[0].words.iter().map(|word| pages[0].letters(word)).collect();
    assert_eq!(told, expected);
}

#[test]
fn reads_text_operators() {
    check("BT /F 10 Tf 10 50 Td (Hej d\\345) Tj ET", &["Hej", "då"]);
    check("BT /F 10 Tf [(kom)-20(mun)-400(lag)] TJ ET", &["kommun", "lag"]);
    check("BT /F 10 Tf 12 TL 0 50 Td (ett) Tj (tv\\345) ' 0 0 (tre) \" ET", &["ett", "två", "tre"]);
    check("q 2 0 0 2 0 0 cm BT /F 5 Tf 1 0 0 1 5 5 Tm (a) Tj ET Q", &["a"]);
    check("BT /F 10 Tf [(ett) 0.0 Tc -400 (tv\\345) 0 Tc] TJ (tre) Tj ET", &["ett", "tvåtre"]);
    check("BT /F 10 Tf [ 0 50 Td (ett) Tj ET", &["ett"]);
    check("BT /F 10 Tf 500 500 Td (utanf\\366r) Tj ET", &[]);
}

#[test]
fn tells_place_and_looks() {
    let (pages, _) = read(&pdf("BT /F 10 Tf 3 Tr 10 50 Td (Hej) Tj ET", HELVETICA));
    let word = &pages[0].words[0];
    assert_eq!((word.baseline, word.size, word.rect.x0), (50.0, 10.0, 10.0));
    assert!((word.rect.x1 - 25.56).abs() < 0.1);
    assert!(word.bold && !word.visible && !word.italic);
}

#[test]
fn reads_marks() {
    let content = "/Artifact BMC BT /F 10 Tf (1) Tj ET EMC
        /P <</MCID 7>> BDC BT /F 10 Tf 20 0 Td (Hej) Tj ET EMC
        /Span <</ActualText (\\345)>> BDC BT /F 10 Tf 60 0 Td (a) Tj ET EMC";
    let (pages, _) = read(&pdf(content, HELVETICA));
    let told: Vec<_> = pages[0]
        .words
        .iter()
        .map(|word| (pages[0].letters(word), word.mark, word.artifact))
        .collect();
    assert_eq!(told, [("1", None, true), ("Hej", Some(7), false), ("å", None, false)]);
}

#[test]
fn keeps_rulings() {
    let (pages, _) = read(&pdf("0 50 m 200 50 l S 10 10 30 0.5 re f", HELVETICA));
    let rulings = &pages[0].rulings;
    assert_eq!(rulings.len(), 2);
    assert!(rulings[0].is_horizontal() && (rulings[0].rect.y0 - 49.5).abs() < 0.01);
}

#[test]
fn a_filled_path_is_a_ruling_where_it_is_a_thin_box() {
    let n_rulings = |content: &str| read(&pdf(content, HELVETICA)).0[0].rulings.len();
    assert_eq!(n_rulings("10 10 m 40 10 l 40 10.5 l 10 10.5 l h f"), 1);
    assert_eq!(n_rulings("0 0 m 1 1 2 2 3 0 c h 10 10 m 40 10 l 40 10.5 l 10 10.5 l f*"), 1);
    assert_eq!(n_rulings("10 10 m 20 10 30 10 40 10 c 40 10.5 l 10 10.5 l h f"), 0);
    assert_eq!(n_rulings("10 10 m 40 10 l 40 40 l 10 40 l h f"), 0);
    assert_eq!(n_rulings("10 10 m 40 10 l 40 10.5 l 10 10.5 l h n"), 0);
    assert_eq!(n_rulings("0 0 m 1 1 2 2 3 0 c 10 10 m 40 10 l S"), 1);
    assert_eq!(n_rulings("10 10 m q 40 10 l Q 40 10.5 l 10 10.5 l h f"), 1);
}

#[test]
fn a_form_that_draws_itself_ends() {
    let (_, notes) = read(&pdf("/X Do", HELVETICA));
    assert!(notes.iter().any(|note| note.code == NoteCode::LimitReached));
}

#[test]
fn reads_names_in_differences_and_pdftex() {
    let named = "/F <</Subtype/Type1/BaseFont/A/Encoding<</Differences[1/aring/f_i]>>/FirstChar 1/Widths[500 500]>>";
    let (pages, _) = read(&pdf("BT /F 10 Tf (\\001\\002) Tj ET", named));
    assert_eq!(pages[0].text, "åfi");
    let counted = "/F <</Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/Encoding<</Differences[1/a228]>>/FirstChar 1/Widths[50]>>";
    let (pages, _) = read(&pdf("BT /F 10 Tf (\\001) Tj ET", counted));
    assert_eq!(pages[0].text, "ä");
}

#[test]
fn letters_that_cannot_be_told_are_told_so() {
    let font =
        "/F <</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>";
    let (pages, notes) = read(&pdf("BT /F 10 Tf <00010002> Tj ET", font));
    assert!(pages[0].words.is_empty());
    let codes: Vec<_> = notes.iter().map(|note| note.code).collect();
    assert!(
        codes.contains(&NoteCode::UnmappedLetters) && codes.contains(&NoteCode::PageWithoutText)
    );
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let whole = String::from_utf8(pdf("BT /F 10 Tf 10 50 Td (Hej) Tj ET", HELVETICA)).unwrap();
    let headless = whole.replace("%PDF-1.4", "");
    let rootless = whole.replace("/Type/Catalog", "").replace("trailer", "").replace("/Root", "");
    for bytes in [headless, rootless] {
        let (pages, notes) = read(bytes.as_bytes());
        assert_eq!(pages[0].text, "Hej");
        assert!(notes.iter().any(|note| note.code == NoteCode::Damaged));
    }
}

#[test]
fn limits_are_told() {
    let limits = Limits { operators: 3, ..Limits::default() };
    let read = extract(&pdf("BT /F 10 Tf (Hej) Tj (mer) Tj ET", HELVETICA), &limits).unwrap();
    assert!(read.notes.iter().any(|note| note.code == NoteCode::LimitReached));
}

#[test]
fn what_is_no_pdf_is_an_error() {
    let read = |bytes: &[u8]| extract(bytes, &Limits::default()).map(|_| ());
    assert!(matches!(read(b""), Err(Error::Empty)));
    assert!(matches!(read(b"%PDF-1.4\nnothing"), Err(Error::Damaged { .. } | Error::NoPages)));
}

mod damage;
mod fields;
mod fonts;
mod metadata;
mod seen;
