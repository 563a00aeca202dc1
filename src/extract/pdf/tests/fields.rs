//! Forms that were filled in.

use super::*;

/// A page with one field of text, whose appearance says *old*.
fn form(catalog: &str, field: &str) -> Vec<u8> {
    let appearance = "BT /F 10 Tf 2 2 Td (old) Tj ET";
    let more = format!(
        "20 0 obj <</Subtype/Widget/Rect[10 10 110 30]{field}>> endobj\n\
         21 0 obj <</Subtype/Form/BBox[0 0 100 20]/Resources<</Font<<{HELVETICA}>>>>/Length {}>> stream\n\
         {appearance}\nendstream endobj\n",
        appearance.len()
    );
    let whole = String::from_utf8(pdf_and("", HELVETICA, &more)).unwrap();
    let whole = whole.replace("/Type/Page/", "/Type/Page/Annots[20 0 R]/");
    whole.replace("/Type/Catalog", &format!("/Type/Catalog{catalog}")).into_bytes()
}

#[track_caller]
fn check(catalog: &str, field: &str, expected: &[&str]) {
    assert_eq!(told(&form(catalog, field)), expected);
}

#[test]
fn values_without_an_appearance_are_read() {
    check("", "/FT/Tx/V(Anna \\305)", &["Anna", "Å"]);
    check("", "/FT/Ch/V[(ja)]", &["ja"]);
    check("", "/FT/Btn/V/Yes", &[]);
    check("", "/FT/Tx/V(dold)/F 2", &[]);
}

#[test]
fn an_appearance_is_what_is_seen_unless_it_is_stale() {
    check("", "/FT/Tx/V(new)/AP<</N 21 0 R>>", &["old"]);
    check("/AcroForm<</NeedAppearances true>>", "/FT/Tx/V(new)/AP<</N 21 0 R>>", &["new"]);
    check("/AcroForm<</NeedAppearances true>>", "/FT/Tx/AP<</N 21 0 R>>", &["old"]);
}

#[test]
fn what_is_set_onto_a_page_is_read() {
    let set = |kind: &str, more: &str| {
        let whole = String::from_utf8(form("", more)).unwrap();
        told(whole.replace("/Subtype/Widget", kind).as_bytes())
    };
    for kind in ["/Subtype/FreeText", "/Subtype/Stamp", "/Subtype/Screen", "/Subtype/Watermark"] {
        assert_eq!(set(kind, "/AP<</N 21 0 R>>"), ["old"], "{kind}");
    }
    assert_eq!(set("/Subtype/FreeText", "/Contents(Inkom 2024)"), ["Inkom", "2024"]);
    assert!(set("/Subtype/Text", "/Contents(gul lapp)/AP<</N 21 0 R>>").is_empty());
    assert!(set("/Subtype/Stamp", "/Contents(sagt om den)").is_empty());
}

#[test]
fn a_value_stands_in_its_box() {
    let (pages, _) = read(&form("", "/FT/Tx/V(Hej)/DA(/Helv 8 Tf)"));
    let word = &pages[0].words[0];
    assert_eq!((word.size, word.rect.x0), (8.0, 12.0));
    assert!(word.rect.y0 > 70.0 && word.rect.y1 < 90.0, "{word:?}");
}
