//! What files say of themselves.

use super::*;

#[test]
fn reads_what_a_file_says_of_itself() {
    let packet = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>";
    let more = format!(
        "20 0 obj <</Title(\\376\\377\\0\\305\\0r)/Producer(Word)/CreationDate(D:20240314101500+01'00')>> endobj\n\
         21 0 obj <</Type/Metadata/Length {}>> stream\n{packet}\nendstream endobj\n\
         22 0 obj <</Title(Budget)/Dest[3 0 R/Fit]/First 23 0 R>> endobj\n\
         23 0 obj <</Title(Drift)/A<</S/GoTo/D(drift)>>/Next 22 0 R>> endobj\n",
        packet.len()
    );
    let whole = String::from_utf8(pdf_and("BT /F 9 Tf (x) Tj ET", HELVETICA, &more)).unwrap();
    let whole = whole.replace("trailer <<", "trailer <</Info 20 0 R").replace(
        "/Type/Catalog",
        "/Type/Catalog/Metadata 21 0 R/Outlines<</First 22 0 R>>/PageLabels<</Nums[0<</S/r>>]>>\
         /Names<</Dests<</Names[(drift)[3 0 R/Fit]]>>>>",
    );
    let told = extract(whole.as_bytes(), &Limits::default()).unwrap().metadata.unwrap();
    assert_eq!(told.title.as_deref(), Some("År"));
    assert_eq!(told.producer.as_deref(), Some("Word"));
    assert_eq!(told.created.as_deref(), Some("2024-03-14T10:15:00+01:00"));
    assert_eq!(told.conformance.as_deref(), Some("PDF/A-2b"));
    assert_eq!(told.page_labels, ["i"]);
    let outline: Vec<_> =
        told.outline.iter().map(|item| (item.title.as_str(), item.level, item.page)).collect();
    assert_eq!(outline, [("Budget", 1, Some(1)), ("Drift", 2, Some(1))]);
}
