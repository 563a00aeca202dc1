//! Bytes → a PDF that holds them as its content, a CMap or a font program; and reading it.

use attsats::extract::{self, Drawn, Extracted, Limits};
use attsats::model::{MediaType, Source};

/// What the bytes are, to the PDF around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Drawing operators.
    Content,
    /// What codes mean.
    ToUnicode,
    /// How strings are cut into codes.
    Encoding,
    /// A TrueType or OpenType program.
    FontFile2,
    /// A CFF program.
    FontFile3,
    /// A Type 1 program.
    FontFile,
}

/// Text in both fonts, for pieces that are no content.
const TEXT: &[u8] =
    b"BT /F 9 Tf 9 90 Td (ABC\xe5\xe4\xf6 abc) Tj /G 9 Tf 0 -20 Td <0001002200410142ffff> Tj ET";

/// A PDF of one page around `bytes`.
pub(crate) fn around(piece: Piece, bytes: &[u8]) -> Vec<u8> {
    let content = if piece == Piece::Content { bytes } else { TEXT };
    let is = |wanted: Piece, entry: &'static str| if piece == wanted { entry } else { "" };
    let (unicode, encoding) = (
        is(Piece::ToUnicode, "/ToUnicode 7 0 R"),
        if piece == Piece::Encoding { "7 0 R" } else { "/Identity-H" },
    );
    let program = [
        is(Piece::FontFile, "/FontFile 7 0 R"),
        is(Piece::FontFile2, "/FontFile2 7 0 R"),
        is(Piece::FontFile3, "/FontFile3 7 0 R"),
    ]
    .concat();
    let fonts = format!(
        "/F<</Type/Font/Subtype/TrueType/BaseFont/A{unicode}/FontDescriptor 6 0 R>>\
         /G<</Type/Font/Subtype/Type0/Encoding {encoding}{unicode}/DescendantFonts[<</Subtype/CIDFontType2\
         /FontDescriptor 6 0 R/W[0[500 600]9 70 700]/CIDSystemInfo<</Ordering(Japan1)>>>>]>>"
    );
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |content: &[u8], stream: Option<&[u8]>| {
        places.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", places.len()).bytes());
        pdf.extend(content);
        if let Some(stream) = stream {
            pdf.extend(b" stream\n");
            pdf.extend(stream);
            pdf.extend(b"\nendstream");
        }
        pdf.extend(b"\nendobj\n");
    };
    let length = |bytes: &[u8]| format!("<</Length {}>>", bytes.len()).into_bytes();
    object(b"<</Type/Catalog/Pages 2 0 R>>", None);
    object(b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>", None);
    object(
        format!(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<{fonts}>>/XObject<</X 5 0 R>>\
             /Properties<</P<</MCID 1/ActualText(x)>>>>>>>>"
        )
        .as_bytes(),
        None,
    );
    object(&length(content), Some(content));
    let form = b"BT /F 5 Tf (form) Tj ET /X Do";
    object(b"<</Subtype/Form/BBox[0 0 9 9]/Length 29>>", Some(form));
    object(format!("<</Flags 4{program}>>").as_bytes(), None);
    object(&length(bytes), Some(bytes));
    let table = pdf.len();
    pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        pdf.extend(format!("{place:010} 00000 n \n").bytes());
    }
    pdf.extend(format!("trailer<</Root 1 0 R/Size 8>>\nstartxref\n{table}\n%%EOF\n").bytes());
    pdf
}

/// Reads `bytes`, and looks at what came of it; returns how many words there are.
///
/// # Panics
///
/// When the words do not stand in the text.
pub(crate) fn read(media_type: MediaType, bytes: Vec<u8>) -> usize {
    let limits = Limits {
        stream_bytes: 1 << 20,
        total_bytes: 4 << 20,
        operators: 50_000,
        total_operators: 200_000,
        ..Limits::default()
    };
    let source = Source { name: "fuzz".to_owned(), sha256: String::new(), media_type, bytes };
    let Ok(Extracted { drawn, notes, .. }) = extract::extract(&source, &limits) else { return 0 };
    assert!(notes.len() < limits.notes + 100, "{} notes", notes.len());
    match drawn {
        Drawn::Plain(text) => text.split_whitespace().count(),
        Drawn::Pages(pages) => {
            let words =
                pages.iter().flat_map(|page| page.words.iter().map(move |word| (page, word)));
            words
                .inspect(|(page, word)| {
                    assert!(!page.letters(word).is_empty(), "a word of no letters")
                })
                .count()
        }
    }
}
